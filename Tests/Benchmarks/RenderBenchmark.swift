import Handlebars
import Strategy

/// Rendering in process, against copying the same bytes from one stretch of memory to another.
struct RenderBenchmark {
  /// Microseconds per output.
  let render: Double
  let renderWithReads: Double
  let streamedCopy: Double
  let bytes: Int

  init(template bytes: [UInt8], rounds: Int) throws {
    let template = try Template.parse(bytes, file: "template")
    let renderer = Renderer(template.program, helpers: .standard)
    var bindings: [Renderer.Binding] = []
    try Matrix(template).forEach { _, parameters in
      bindings.append(renderer.bind(.map(Map(parameters.map { ($0.name, .string($0.value.rendered)) }))))
    }
    var sink = ByteSink(capacity: 1 << 20)
    var outputs: [[UInt8]] = []
    for binding in bindings {
      sink.removeAll()
      try renderer.render(binding, into: &sink)
      outputs.append(Array(sink.bytes))
    }
    let count = Double(bindings.count)
    var renders: [Double] = []
    var readings: [Double] = []
    var copies: [Double] = []
    var reading = ReadingSink(capacity: 1 << 20)
    let total = outputs.reduce(0) { $0 + $1.count }
    let target = UnsafeMutablePointer<UInt8>.allocate(capacity: total)
    defer { target.deallocate() }
    for _ in 0..<rounds {
      renders.append(
        try microseconds {
          for binding in bindings {
            sink.removeAll()
            try renderer.render(binding, into: &sink)
          }
        } / count)
      readings.append(
        try microseconds {
          for binding in bindings {
            reading.removeAll()
            _ = try renderer.render(binding, into: &reading)
          }
        } / count)
      copies.append(
        microseconds {
          var offset = 0
          for output in outputs {
            output.withUnsafeBufferPointer { source in
              (target + offset).update(from: source.baseAddress.unsafelyUnwrapped, count: source.count)
            }
            offset += output.count
          }
        } / count)
    }
    (render, renderWithReads, streamedCopy) = (renders.median, readings.median, copies.median)
    self.bytes = total
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
