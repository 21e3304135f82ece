import Foundation

/// A text file for an editor, which only its owner may read.
struct DraftFile {
  let path: String

  init(_ text: String) throws {
    let folder = FileManager.default.temporaryDirectory.path
    var template = Array("\(folder)/strata-XXXXXX.yaml".utf8CString)
    let descriptor = mkstemps(&template, 5)
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    guard descriptor >= 0 else {
      throw FileError(path: path, problem: "cannot be made: \(String(cString: strerror(errno)))")
    }
    close(descriptor)
    try write(text)
  }

  func write(_ text: String) throws {
    do { try Data(text.utf8).write(to: URL(fileURLWithPath: path)) } catch {
      throw FileError(path: path, problem: "cannot be written: \(error.localizedDescription)")
    }
  }

  func remove() {
    try? FileManager.default.removeItem(atPath: path)
  }
}
