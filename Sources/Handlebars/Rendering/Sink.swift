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
    if let last = segments.last, last.origin == origin, last.output.upperBound == start {
      segments[segments.count - 1].output = last.output.lowerBound..<buffer.count
    } else {
      segments.append((start..<buffer.count, origin))
    }
  }

  package mutating func begin(_ origin: Origin) { self.origin = origin }

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
    if capacity - count < bytes.count { grow(by: bytes.count) }
    (base + count).update(from: source, count: bytes.count)
    count += bytes.count
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
