import Catalogue
import Handlebars
import Manifests
import Strategy

/// What bytes are thrown at: the fuzzer with new ones, the suite with those that were kept.
package enum HostileInput: String, CaseIterable, Sendable {
  /// A template with front matter, as a strategy's; without, plain Handlebars, and data behind a byte 0xFF.
  case template
  /// A fleet, a layer, a provider or data.
  case yaml
  /// A document of an output.
  case manifest

  /// What came of it; no other end is allowed.
  package enum Verdict: Sendable {
    case taken
    /// Each with its file, line and column.
    case refused([String])
  }

  package func judge(_ bytes: [UInt8]) -> Verdict {
    switch self {
    case .template: bytes.starts(with: "---\n".utf8) ? Self.strategy(bytes) : Self.handlebars(bytes)
    case .yaml: Self.yaml(bytes)
    case .manifest: Self.manifest(bytes)
    }
  }

  private static func verdict(_ problems: [String]) -> Verdict { problems.isEmpty ? .taken : .refused(problems) }

  // MARK: Templates

  private static func strategy(_ bytes: [UInt8]) -> Verdict {
    do {
      let template = try Template.parse(bytes, file: "t")
      _ = template.check(providerKeys: ["storage.default"])
      let values = template.frontMatter.arguments.map { argument in
        (argument.name, argument.defaultValue ?? .text(argument.allowedValues.first ?? argument.example ?? "1"))
      }
      let mapping = ProviderMapping(provider: "p", entries: [.init(key: "storage.default", value: "fast")])
      let variables = ScopeVariables(team: "a", environment: "b", cluster: "c", region: "d", kubernetes: "1.31")
      let input = RenderInput(parameters: values, mapping: mapping, variables: variables)
      let renderer = StrategyRenderer(template)
      let output = try renderer.renderPlain(input) { Array($0) }
      let traced = try renderer.trace(input)
      guard traced.output == output else { return .refused(["two renderings differ"]) }
      let blocks = BlockSplitter.blocks(of: output)
      guard blocks.reduce(0, { $0 + $1.range.count }) == output.count else { return .refused(["blocks are lost"]) }
      return .taken
    } catch let error as StrategyError {
      return verdict(error.messages.map(\.text))
    } catch {
      return .refused(["\(error)"])
    }
  }

  private static func handlebars(_ bytes: [UInt8]) -> Verdict {
    let parts = bytes.split(separator: 0xFF, maxSplits: 1, omittingEmptySubsequences: false).map(Array.init)
    do {
      let text = parts.count > 1 ? String(decoding: parts[1], as: UTF8.self) : data
      let root = try DataDocument.parse(text, name: "d")
      let options = CompileOptions(budget: Budget(steps: 20_000, outputBytes: 1 << 16))
      let source = Source(name: "t", bytes: parts[0])
      _ = try Renderer.render(source, root: root, helpers: .standard, partials: [source], options: options)
      return .taken
    } catch let error as TemplateError {
      return .refused([error.description])
    } catch {
      return .refused(["\(error)"])
    }
  }

  private static let data =
    #"{"a":true,"b":false,"n":3.5,"s":"text, more","l":[1,"two",{"k":"v"},[4]],"m":{"x":{"y":"z"},"w":null},"t":"t"}"#

  // MARK: YAML

  private static func yaml(_ bytes: [UInt8]) -> Verdict {
    guard let text = String(validating: bytes, as: UTF8.self) else { return .taken }
    var problems: [String] = []
    func attempt(_ read: () throws -> Void) {
      do { try read() } catch {
        problems += (error as? StrategyError)?.messages.map(\.text) ?? ["\(error)"]
      }
    }
    attempt {
      problems += try FleetFile.read(text, name: "f").issues.inOrder.map { "\($0.subject(in: "f")): \($0.text)" }
    }
    let layer = FleetFile.readLayer(of: .root, text, name: "l").issues.inOrder
    problems += layer.map { "\($0.subject(in: "l")): \($0.text)" }
    attempt { _ = try ProviderMapping.parse(text, file: "p") }
    attempt { _ = try ArgumentData.parse(text, name: "a") }
    _ = SecretRule.findings(inFile: bytes)
    return verdict(problems)
  }

  // MARK: Outputs

  private static func manifest(_ bytes: [UInt8]) -> Verdict {
    for document in ManifestSplitter.split(bytes) {
      let reading = ManifestReading(document.text)
      _ = ManifestContent(reading)
      _ = DocumentFacts(reading)
    }
    return .taken
  }
}

extension HostileInput {
  /// Whether a message begins with `FILE:LINE:COLUMN: `.
  package static func hasPlace(_ message: String) -> Bool {
    let parts = message.split(separator: ":", maxSplits: 3)
    return parts.count == 4 && Int(parts[1]) != nil && Int(parts[2]) != nil && parts[3].hasPrefix(" ")
  }
}
