import Manifests
package import Strategy

/// A file of an export.
package struct ExportFile: Sendable, Equatable {
  package let path: ExportPath
  package let content: [UInt8]
  package let digest: Digest

  init(_ path: ExportPath, _ content: [UInt8]) {
    self.path = path
    self.content = content
    digest = Digest(of: content)
  }
}

/// The files that one version comes to, within its own folder: a function of its output and the layout.
package struct ExportTree: Sendable {
  package let files: [ExportFile]
  /// What people should know: documents that do not parse or are left out, one text each.
  package let remarks: [String]
  /// Objects that stand in the output twice, one text each.
  let duplicates: [String]

  /// The document's own file.
  static let documentName = "strategy.md"
  /// Where YAML goes that is no Kubernetes object, so that `kubectl apply -f FOLDER` does not meet it.
  static let otherFolder = "other"

  init(_ document: Catalogue.VersionDocument, layout: ExportLayout, in folder: String, _ finder: inout ManifestFinder) {
    let bytes = document.bytes
    let manifests = layout == .document ? [] : finder.manifests(of: document)
    let objects = manifests.map(\.object)
    let headings = objects.contains { $0 == nil } ? Heading.all(in: TextLines(bytes)) : []
    let names = FileNames.names(
      for: zip(manifests, objects).map { ExportTree.wish($0, $1, below: $0.heading(among: headings)) })
    var contents = [(ExportTree.documentName, bytes)]
    var (remarks, resources): ([String], [String]) = ([], [])
    for (index, placed) in manifests.enumerated() {
      contents.append((names[index], placed.manifest.text.endingInNewline))
      if let problem = placed.manifest.problem {
        remarks.append("line \(placed.line): YAML that does not parse is in '\(names[index])': \(problem.firstLine)")
      } else if placed.isList {
        // Its items may be the objects of other files.
        if layout == .kustomize {
          remarks.append("line \(placed.line): '\(names[index])' is a list and stays out of kustomization.yaml")
        }
      } else if objects[index] != nil {
        resources.append(names[index])
      }
    }
    if layout == .kustomize { contents.append(("kustomization.yaml", ExportTree.kustomization(resources))) }
    files = contents.compactMap { name, content in
      ExportPath(folder.isEmpty ? name : "\(folder)/\(name)").map { ExportFile($0, content) }
    }
    self.remarks = remarks
    duplicates = ExportTree.duplicates(zip(manifests, objects))
  }

  private static func wish(
    _ placed: PlacedManifest, _ object: KubernetesObject?, below heading: String?
  ) -> FileNames.Wish {
    if let object {
      let (kind, name) = (object.kind, object.name)
      let stems = [[kind, name], [kind, name, object.namespace], [kind, name, object.namespace, object.group]]
      return FileNames.Wish(stems: stems.map(named), ending: ".yaml")
    }
    if placed.isList { return FileNames.Wish(stems: [named([placed.manifest.kind ?? ""])], ending: ".yaml") }
    let parts = placed.manifest.kind.map { [$0, placed.manifest.objectName ?? ""] } ?? [heading ?? ""]
    return FileNames.Wish(
      stems: ["\(otherFolder)/\(named(parts))"],
      ending: placed.manifest.problem == nil ? ".yaml" : ".yaml.invalid")
  }

  private static func named(_ parts: [String]) -> String {
    let stem = FileNames.stem(parts)
    return stem.isEmpty ? FileNames.nameless : stem
  }

  /// In the order of the output.
  private static func kustomization(_ resources: [String]) -> [UInt8] {
    let list = resources.isEmpty ? "resources: []\n" : "resources:\n" + resources.map { "- \($0)\n" }.joined()
    return Array("apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n\(list)".utf8)
  }

  private static func duplicates(_ all: some Sequence<(PlacedManifest, KubernetesObject?)>) -> [String] {
    var first: [[String]: Int] = [:]
    return all.compactMap { placed, object in
      guard let object else { return nil }
      guard let line = first[object.identity] else {
        first[object.identity] = placed.line
        return nil
      }
      let namespace = object.namespace.isEmpty ? "" : " in namespace \(quoted(object.namespace))"
      return "\(quoted("\(object.kind)/\(object.name)"))\(namespace) stands at line \(line) and at line \(placed.line)"
    }
  }
}

extension PlacedManifest {
  fileprivate func heading(among headings: [Heading]) -> String? { headings.last { $0.line < line }?.text }
}

extension [UInt8] {
  fileprivate var endingInNewline: [UInt8] { last == UInt8(ascii: "\n") ? self : self + [UInt8(ascii: "\n")] }
}

extension String {
  fileprivate var firstLine: String { prefix { !$0.isNewline }.description }
}
