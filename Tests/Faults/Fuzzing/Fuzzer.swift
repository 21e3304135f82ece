import Glibc
import HostileInputs

/// Hands the bytes of libFuzzer to what they are thrown at. A trap, a hang, and an error without a place end it.
enum Fuzzer {
  static let target = HostileInput(rawValue: CommandLine.arguments.dropFirst().first ?? "")

  static func run() -> Int32 {
    guard target != nil else {
      say("usage: StrataFuzz template|yaml|manifest [OPTION…] [CORPUS…]")
      return 64
    }
    var count = CommandLine.argc - 1
    var words = CommandLine.unsafeArgv
    words[1] = words[0]
    words += 1
    return runDriver(&count, &words) { bytes, count in
      Fuzzer.take(Array(UnsafeBufferPointer(start: bytes, count: count)))
      return 0
    }
  }

  private static func say(_ text: String) {
    let bytes = Array("\(text)\n".utf8)
    _ = write(2, bytes, bytes.count)
  }

  private static func take(_ bytes: [UInt8]) {
    guard case .refused(let problems) = target?.judge(bytes) else { return }
    for problem in problems where !HostileInput.hasPlace(problem) {
      say("no line and column: \(problem)")
      abort()
    }
  }
}

@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
  _ count: UnsafeMutablePointer<Int32>,
  _ words: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
  _ take: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> Int32
