import Foundation
import Testing

@testable import StrataCLI

@Suite struct `Output: descriptors` {
  @Test func `all bytes arrive, however large`() throws {
    let url = FileManager.default.temporaryDirectory.appending(path: "strata-output-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: url) }
    let bytes = (0..<3_000_000).map { UInt8(truncatingIfNeeded: $0 / 7) }
    let descriptor = open(url.path, O_WRONLY | O_CREAT | O_EXCL, 0o600)
    #expect(try DescriptorSink(descriptor: descriptor, name: "a file").write(bytes))
    close(descriptor)
    #expect(try Data(contentsOf: url) == Data(bytes))
  }

  @Test func `a full pipe that does not block is waited for`() throws {
    DescriptorSink.prepareProcess()
    var ends: [Int32] = [0, 0]
    #expect(pipe(&ends) == 0)
    let (reading, writing) = (ends[0], ends[1])
    _ = fcntl(writing, F_SETFL, O_NONBLOCK)
    let reader = Thread {
      var chunk = [UInt8](repeating: 0, count: 65_536)
      while read(reading, &chunk, chunk.count) > 0 {}
      close(reading)
    }
    reader.start()
    #expect(try DescriptorSink(descriptor: writing, name: "a pipe").write([UInt8](repeating: 1, count: 1_000_000)))
    close(writing)
  }

  @Test func `a pipe without a reader is no error`() throws {
    DescriptorSink.prepareProcess()
    var ends: [Int32] = [0, 0]
    #expect(pipe(&ends) == 0)
    close(ends[0])
    #expect(try !DescriptorSink(descriptor: ends[1], name: "a pipe").write([1]))
    close(ends[1])
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/full")))
  func `a full device is an error that names it`() {
    let descriptor = open("/dev/full", O_WRONLY)
    #expect(throws: OutputError(destination: "standard output", reason: "No space left on device")) {
      try DescriptorSink(descriptor: descriptor, name: "standard output").write([1])
    }
    close(descriptor)
  }

  @Test func `a closed stream is an error`() {
    #expect(throws: OutputError(destination: "standard output", reason: "Bad file descriptor")) {
      try DescriptorSink(descriptor: -1, name: "standard output").write([1])
    }
  }
}
