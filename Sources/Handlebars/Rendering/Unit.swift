/// A program made ready to run: its code and text at addresses that do not change.
final class Unit {
  let program: Program
  let code: UnsafeBufferPointer<Instruction>
  let text: UnsafeBufferPointer<UInt8>

  init(_ program: Program) {
    self.program = program
    code = Unit.copy(program.code)
    text = Unit.copy(program.source.bytes)
  }

  deinit {
    code.deallocate()
    text.deallocate()
  }

  private static func copy<Element>(_ array: [Element]) -> UnsafeBufferPointer<Element> {
    let copy = UnsafeMutableBufferPointer<Element>.allocate(capacity: array.count)
    _ = copy.initialize(from: array)
    return UnsafeBufferPointer(copy)
  }
}
