package import Strategy

extension Catalogue {
  /// A layer with what there is to know when it is edited.
  package struct LayerSheet: Sendable {
    package struct Argument: Sendable {
      package let name: String
      /// The values that it may take; empty for free text.
      package let allowed: [String]
      package let isMultiple: Bool
      package let isRequired: Bool
      /// What holds where the layer is silent, and the layer it comes from.
      package let inherited: (value: ParameterValue, origin: String)?
    }

    package let scope: Scope
    /// Its revision; 0 where nothing was ever set.
    package let number: Int
    package let parameters: LayerParameters
    /// Nil where no layer names a template.
    package let template: TemplateReference?
    package let arguments: [Argument]
  }

  /// The layer of a scope in use, to be edited.
  package func layerSheet(_ scope: Scope) throws -> LayerSheet {
    try store.read { tx in
      let record = try Catalogue.record(scope, tx)
      guard !record.isRetired else { throw CatalogueError.retiredScope(scope) }
      let layers = try tx.profiles(try tx.scopes(scope.layers).map(\.id))
      let current = layers.first { $0.scope.scope == scope }
      let revision = try? Resolver(tx, layers: layers).revision(at: scope)
      let above = try Resolver(tx, layers: layers, replacing: scope, with: .empty)
      let template = try revision.map { try above.templates.template($0) }
      let arguments = (template?.frontMatter.arguments ?? []).map { argument in
        let found = above.value(argument.name, at: scope).map { ($0.value, $0.scope.description) }
        return LayerSheet.Argument(
          name: argument.name, allowed: argument.allowedValues, isMultiple: argument.isMultiple,
          isRequired: argument.isRequired,
          inherited: found ?? argument.defaultValue.map { ($0, Layer.standard.rawValue) })
      }
      return LayerSheet(
        scope: scope, number: current?.number ?? 0, parameters: current?.parameters ?? .empty,
        template: revision?.reference, arguments: arguments)
    }
  }

  /// What came of a layer that was edited.
  package enum LayerEdit {
    case saved(ProfileChange)
    /// What is wrong with it; nothing was written.
    case refused([FleetFile.Issue])
  }

  /// Replaces a layer by an edited one.
  /// - Parameters:
  ///   - file: the layer, as ``FleetFile/readLayer(of:_:name:)`` reads it.
  ///   - sheet: what it was edited from; another revision since then is not overwritten.
  package func saveLayer(_ file: FleetFile, from sheet: LayerSheet, message: String) throws -> LayerEdit {
    guard let member = file.members.first, let layer = member.layer else { return .refused(file.issues.inOrder) }
    let (scope, stamp) = (sheet.scope, stamp("profile.edit", sheet.scope.description, message))
    return try store.write { tx in
      let record = try Catalogue.record(scope, tx)
      let layers = try tx.profiles(try tx.scopes(scope.layers).map(\.id))
      let current = layers.first { $0.scope.scope == scope }
      guard !record.isRetired, (current?.number ?? 0) == sheet.number else {
        let text = "somebody else changed this layer meanwhile: expected revision \(sheet.number)"
        throw CatalogueError.invalid([
          Problem(subject: scope.description, text: text, hint: "strata profile history \(scope.typed)")
        ])
      }
      let draft = LayerParameters(layer.entries.map { .init(key: $0.key, value: $0.value) })
      var issues = file.issues
      let check = LayerCheck(try Resolver(tx, layers: layers, replacing: scope, with: draft))
      let new = check.parameters(member, layer, &issues)
      guard issues.isEmpty else { return .refused(issues.inOrder) }
      let changes = ProfileChange.changes(sheet.parameters, new)
      if !changes.isEmpty {
        var batch = RecordBatch(after: [])
        batch.add(new, number: sheet.number + 1, of: record)
        _ = try batch.write(stamp, tx)
      }
      return .saved(
        ProfileChange(
          scope: scope, revision: changes.isEmpty ? nil : try tx.profiles([record.id]).first, changes: changes,
          created: [],
          hasStrategies: try tx.scopes().contains { $0.scope.isStrategy && scope.contains($0.scope) }))
    }
  }
}
