/// An object whose names, labels and selectors are numbers of a ``RelationRegister``.
final class PreparedObject {
  struct Key {
    /// Of kind and name.
    let name: Int
    /// 0 for none.
    let namespace: Int
  }

  struct Selection {
    let index: Int
    let selector: Int
    /// nil stands for everywhere.
    let namespaces: [Int]?
    let target: SelectorRule.Target
  }

  let facts: ObjectFacts
  let key: Key
  let provisions: [Key]
  /// Those that nothing established satisfies, by their index.
  let needs: [(index: Int, key: Key)]
  let selections: [Selection]
  /// The numbers of the labels of its pods, and of its own.
  let podLabels: Int?
  let labels: Int
  let scalingTarget: Key?

  init(_ facts: ObjectFacts, _ register: RelationRegister) {
    self.facts = facts
    key = register.number(facts.key)
    provisions = facts.provides.map { register.number($0.key) }
    needs = facts.needs.enumerated().filter { !Established.has($1.key) && !Established.hasNamespace($1.key) }
      .map { ($0, register.number($1.key)) }
    selections = facts.selections.enumerated().map { index, selection in
      Selection(
        index: index, selector: register.number(selection.selector),
        namespaces: selection.namespaces?.map(register.number(namespace:)), target: selection.target)
    }
    podLabels = facts.pods.map { register.number($0.labels) }
    labels = register.number(facts.labelsToSelect)
    scalingTarget = facts.scaling.map { register.number($0.target) }
  }
}

/// An object in an output.
struct PlacedObject {
  let object: PreparedObject
  /// How many lines of the output stand before its document.
  let offset: Int

  var facts: ObjectFacts { object.facts }

  func finding(
    _ rule: Rule, path: String, line: Int, subject: String, message: String, hint: String? = nil
  ) -> Finding {
    Finding(
      rule, object: facts.label, path: path, line: line + offset, subject: subject, message: message, hint: hint)
  }
}

extension ObjectFacts {
  /// Kubernetes labels every namespace with its name.
  fileprivate var labelsToSelect: [String: String] {
    key.kind == "Namespace" ? labels.merging(["kubernetes.io/metadata.name": key.name]) { $1 } : labels
  }
}
