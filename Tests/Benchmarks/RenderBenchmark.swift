import Handlebars
import Strategy

/// Rendering in process, against copying the same bytes from one stretch of memory to another.
struct RenderBenchmark {
  /// Microseconds per output, medians.
  let render: Double
  let renderWithReads: Double
  let streamedCopy: Double
  let count: Int
  let bytes: Int
  /// SHA-256 over all outputs in the order of the product.
  let digest: String

  init(template bytes: [UInt8], mappings: [ProviderMapping], rounds: Int) throws {
    let template = try Template.parse(bytes, file: "template")
    let renderer = Renderer(template.program, helpers: .standard)
    let bindings = try Self.bindings(template, mappings, renderer)
    var sink = ByteSink(capacity: 1 << 20)
    var reading = ReadingSink(capacity: 1 << 20)
    var outputs: [[UInt8]] = []
    var hash = Digest.Hasher()
    for binding in bindings {
      sink.removeAll()
      try renderer.render(binding, into: &sink)
      outputs.append(Array(sink.bytes))
      hash.update(sink.bytes)
    }
    let total = outputs.reduce(0) { $0 + $1.count }
    let target = UnsafeMutablePointer<UInt8>.allocate(capacity: total)
    defer { target.deallocate() }
    var times: [[Double]] = [[], [], []]
    for _ in 0..<rounds {
      times[0].append(
        try microseconds {
          for binding in bindings {
            sink.removeAll()
            try renderer.render(binding, into: &sink)
          }
        })
      times[1].append(
        try microseconds {
          for binding in bindings {
            reading.removeAll()
            _ = try renderer.render(binding, into: &reading)
          }
        })
      times[2].append(microseconds { Self.copy(outputs, to: target) })
    }
    let each = times.map { $0.median / Double(bindings.count) }
    (render, renderWithReads, streamedCopy) = (each[0], each[1], each[2])
    (count, self.bytes, digest) = (bindings.count, total, hash.finish().hex)
  }

  /// Inputs made ready beforehand, as the reference has its contexts ready.
  private static func bindings(
    _ template: Template, _ mappings: [ProviderMapping], _ renderer: Renderer
  ) throws -> [Renderer.Binding] {
    let maps = Dictionary(
      mappings.map { ($0.provider, Value.map(Map($0.entries.map { ($0.key, .string($0.value)) }))) },
      uniquingKeysWith: { _, last in last })
    var bindings: [Renderer.Binding] = []
    try Matrix(template).forEach { _, values in
      let provider = values.first { $0.name == template.frontMatter.providerArgument }?.value.rendered
      let data = [(name: HelperTable.mappingVariable, value: provider.flatMap { maps[$0] } ?? .undefined)]
      bindings.append(renderer.bind(entries: values.map { ($0.name, .string($0.value.rendered)) }, data: data))
    }
    return bindings
  }

  private static func copy(_ outputs: [[UInt8]], to target: UnsafeMutablePointer<UInt8>) {
    var offset = 0
    for output in outputs {
      output.withUnsafeBufferPointer { source in
        (target + offset).update(from: source.baseAddress.unsafelyUnwrapped, count: source.count)
      }
      offset += output.count
    }
  }
}

func microseconds(_ body: () throws -> Void) rethrows -> Double {
  let start = ContinuousClock.now
  try body()
  let elapsed = ContinuousClock.now - start
  return Double(elapsed.components.seconds) * 1e6 + Double(elapsed.components.attoseconds) / 1e12
}

extension [Double] {
  var median: Double { sorted()[count / 2] }
}
