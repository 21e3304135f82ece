import Strategy

@testable import Catalogue

/// A document as an export gets it.
func exportSample(_ text: String) -> Catalogue.VersionDocument {
  let bytes = Array(text.utf8)
  let blocks = BlockSplitter.blocks(of: bytes).map { block in
    let content = Array(bytes[block.range])
    var language: String?
    if case .code(let word) = block.kind { language = word }
    return StoredBlock(digest: Digest(of: content), language: language, content: content)
  }
  let none = Digest(of: [])
  let audit = AuditEntry(
    id: ID(1), time: Timestamp(milliseconds: 0), author: "", action: "", subject: "", message: "", content: none,
    digest: none)
  let inputs = Inputs(
    key: InputKey(template: ID(1), provider: nil, layers: [], variables: ScopeVariables()),
    template: TemplateReference(name: "t", version: "1"), templateDigest: none, provider: nil, providerNumber: nil,
    providerDigest: nil, layerDigests: [], parameters: ParameterSet([]), reads: ReadSet([]))
  let version = Version(
    id: ID(1), scope: ScopeRecord(id: ID(1), scope: .environment(team: "a", environment: "b")), number: 1,
    inputs: inputs, output: OutputSummary(digest: Digest(of: bytes), byteCount: bytes.count, lineCount: 0), source: nil,
    audit: audit, digest: none)
  return Catalogue.VersionDocument(version: version, blocks: blocks)
}

extension ExportTree {
  static func sample(_ text: String, layout: ExportLayout = .kustomize, in folder: String = "") -> ExportTree {
    var finder = ManifestFinder()
    return ExportTree(exportSample(text), layout: layout, in: folder, &finder)
  }

  /// A tree of one YAML block that holds these documents.
  static func sample(yaml documents: [String], layout: ExportLayout = .kustomize) -> ExportTree {
    sample("# Sample\n\n```yaml\n\(documents.joined(separator: "---\n"))```\n", layout: layout)
  }

  var names: [String] { files.map(\.path.text) }

  /// Without the document and the kustomization.
  var manifestNames: [String] { names.filter { $0 != "strategy.md" && $0 != "kustomization.yaml" } }

  subscript(name: String) -> String? {
    files.first { $0.path.text == name }.map { String(decoding: $0.content, as: UTF8.self) }
  }
}

/// A small object in YAML.
func object(_ kind: String, _ name: String, namespace: String? = nil, version: String = "v1") -> String {
  "apiVersion: \(version)\nkind: \(kind)\nmetadata:\n  name: \(name)\n"
    + (namespace.map { "  namespace: \($0)\n" } ?? "")
}
