/// Where a render writes, and what else of it is wanted. The renderer is compiled once per kind of sink, so
/// what a sink does not ask for costs nothing.
package protocol Sink: ~Copyable {
  /// Whether the renderer notes which inputs it looked at.
  static var tracksReads: Bool { get }
  /// Whether the renderer announces the origin of each piece and each decision.
  static var tracksOrigins: Bool { get }

  /// Bytes written so far.
  var count: Int { get }
  mutating func write(_ bytes: UnsafeBufferPointer<UInt8>)
  /// What comes next is made by that instruction. Called before the writes, only where `tracksOrigins`.
  mutating func begin(_ origin: Origin)
  /// A condition was asked and came out so. Called only where `tracksOrigins`.
  mutating func decide(_ origin: Origin, holds: Bool)
}

/// An instruction of one of the programs that a render runs: 0 is the template, the others its partials.
package struct Origin: Sendable, Hashable {
  package let unit: Int
  package let instruction: Int
}

/// The plain sink: a growing buffer of bytes.
package struct ByteSink: Sink, ~Copyable {
  package static var tracksReads: Bool { false }
  package static var tracksOrigins: Bool { false }

  private var buffer: ByteBuffer

  package init(capacity: Int = 1 << 16) {
    buffer = ByteBuffer(capacity: capacity)
  }

  package var count: Int { buffer.count }

  /// The bytes written; valid until the next write.
  package var bytes: UnsafeBufferPointer<UInt8> { buffer.bytes }

  package mutating func write(_ bytes: UnsafeBufferPointer<UInt8>) { buffer.append(bytes) }
  package mutating func begin(_ origin: Origin) {}
  package mutating func decide(_ origin: Origin, holds: Bool) {}

  /// Forgets what was written and keeps the memory.
  package mutating func removeAll() { buffer.count = 0 }
}

/// What a render looked at of its input.
package final class Reads: Sendable {
  package let all: Set<Read>

  init(_ all: Set<Read>) {
    self.all = all
  }
}

/// As ``ByteSink``; the renderer also notes which inputs the output rests on.
package struct ReadingSink: Sink, ~Copyable {
  package static var tracksReads: Bool { true }
  package static var tracksOrigins: Bool { false }

  private var buffer: ByteBuffer

  package init(capacity: Int = 1 << 16) {
    buffer = ByteBuffer(capacity: capacity)
  }

  package var count: Int { buffer.count }

  /// The bytes written; valid until the next write.
  package var bytes: UnsafeBufferPointer<UInt8> { buffer.bytes }

  package mutating func write(_ bytes: UnsafeBufferPointer<UInt8>) { buffer.append(bytes) }
  package mutating func begin(_ origin: Origin) {}
  package mutating func decide(_ origin: Origin, holds: Bool) {}

  /// Forgets what was written and keeps the memory.
  package mutating func removeAll() { buffer.count = 0 }
}

/// The sink that learns why: for every stretch of output the instruction it came from, and every decision.
package struct TracingSink: Sink, ~Copyable {
  package static var tracksReads: Bool { true }
  package static var tracksOrigins: Bool { true }

  /// A stretch of output and what made it, in the order of the output; stretches are never empty.
  package private(set) var segments: [(output: Range<Int>, origin: Origin)] = []
  package private(set) var decisions: [(origin: Origin, holds: Bool)] = []
  private var buffer: ByteBuffer
  private var origin = Origin(unit: 0, instruction: 0)
  /// Whether the instruction that writes has written before: what a loop repeats is a stretch each time.
  private var isContinued = false

  package init(capacity: Int = 1 << 16) {
    buffer = ByteBuffer(capacity: capacity)
  }

  package var count: Int { buffer.count }

  /// The bytes written; valid until the next write.
  package var bytes: UnsafeBufferPointer<UInt8> { buffer.bytes }

  package mutating func write(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard bytes.count > 0 else { return }
    let start = buffer.count
    buffer.append(bytes)
    if isContinued, let last = segments.last {
      segments[segments.count - 1].output = last.output.lowerBound..<buffer.count
    } else {
      segments.append((start..<buffer.count, origin))
      isContinued = true
    }
  }

  package mutating func begin(_ origin: Origin) {
    self.origin = origin
    isContinued = false
  }

  package mutating func decide(_ origin: Origin, holds: Bool) { decisions.append((origin, holds)) }
}

/// Memory that grows by doubling and is written through raw pointers.
struct ByteBuffer: ~Copyable {
  private var base: UnsafeMutablePointer<UInt8>
  private var capacity: Int
  var count = 0

  init(capacity: Int) {
    self.capacity = max(capacity, 64)
    base = .allocate(capacity: self.capacity)
  }

  deinit { base.deallocate() }

  var bytes: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: base, count: count) }

  @inline(__always)
  mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let source = bytes.baseAddress else { return }
    let length = bytes.count
    if capacity - count < length + 16 { grow(by: length + 16) }
    let target = base + count
    if length <= 16 {
      copyShort(source, length, to: target)
    } else {
      target.update(from: source, count: length)
    }
    count += length
  }

  /// Most pieces are a word or two: two overlapping loads beat a call.
  @inline(__always)
  private func copyShort(_ source: UnsafePointer<UInt8>, _ length: Int, to target: UnsafeMutablePointer<UInt8>) {
    let (from, to) = (UnsafeRawPointer(source), UnsafeMutableRawPointer(target))
    if length >= 8 {
      let head = from.loadUnaligned(as: UInt64.self)
      let tail = from.loadUnaligned(fromByteOffset: length - 8, as: UInt64.self)
      to.storeBytes(of: head, as: UInt64.self)
      to.storeBytes(of: tail, toByteOffset: length - 8, as: UInt64.self)
    } else {
      for index in 0..<length { target[index] = source[index] }
    }
  }

  @inline(never)
  private mutating func grow(by extra: Int) {
    capacity = max(capacity * 2, count + extra)
    let grown = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
    grown.update(from: base, count: count)
    base.deallocate()
    base = grown
  }
}
