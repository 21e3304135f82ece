/// Numbers what objects are called and labelled, so that outputs with the same objects are compared quickly, and says
/// what is wrong between the objects of one output. Belongs to one thread.
final class RelationRegister {
  private struct KindAndName: Hashable {
    let kind: String
    let name: String
  }

  private var names: [KindAndName: Int] = [:]
  private var namespaces: [String: Int] = ["": 0]
  private var labelSets: [[String: String]: Int] = [:]
  private var labels: [[String: String]] = []
  private var selectorNumbers: [LabelSelector: Int] = [:]
  private var selectors: [LabelSelector] = []
  /// Whether a selector takes a set of labels: both numbers in one key.
  private var matches: [UInt64: Bool] = [:]
  /// What an output provides, by the number of kind and name. Emptied after each.
  private var providers: [[Provider]] = []

  struct Provider {
    let namespace: Int
    let object: Int
    /// Which of the object's provisions.
    let provision: Int
  }

  /// The sets of labels that established namespaces have.
  private(set) lazy var establishedNamespaces: [Int] = Established.namespaces.sorted().map {
    number(["kubernetes.io/metadata.name": $0])
  }

  // MARK: Numbers

  func number(_ key: ObjectKey) -> PreparedObject.Key {
    let name = KindAndName(kind: key.kind, name: key.name)
    let number = names[name] ?? names.count
    if number == names.count {
      names[name] = number
      providers.append([])
    }
    return PreparedObject.Key(name: number, namespace: self.number(namespace: key.namespace))
  }

  func number(namespace: String) -> Int {
    let number = namespaces[namespace] ?? namespaces.count
    namespaces[namespace] = number
    return number
  }

  func number(_ set: [String: String]) -> Int {
    if let known = labelSets[set] { return known }
    labelSets[set] = labels.count
    labels.append(set)
    return labels.count - 1
  }

  func number(_ selector: LabelSelector) -> Int {
    if let known = selectorNumbers[selector] { return known }
    selectorNumbers[selector] = selectors.count
    selectors.append(selector)
    return selectors.count - 1
  }

  func matches(selector: Int, labels set: Int) -> Bool {
    let key = UInt64(selector) << 32 | UInt64(set)
    if let known = matches[key] { return known }
    let holds = selectors[selector].selects(labels[set])
    matches[key] = holds
    return holds
  }

  // MARK: One output

  func findings(among objects: [PlacedObject]) -> [Finding] {
    for (index, placed) in objects.enumerated() {
      for (provision, key) in placed.object.provisions.enumerated() {
        providers[key.name].append(Provider(namespace: key.namespace, object: index, provision: provision))
      }
    }
    defer {
      for placed in objects {
        for key in placed.object.provisions { providers[key.name].removeAll(keepingCapacity: true) }
      }
    }
    return OutputRelations(objects: objects, register: self).findings()
  }

  /// What provides the object that `key` names. An object without a namespace may be in any.
  func providers(of key: PreparedObject.Key, anywhere: Bool = false) -> [Provider] {
    let all = providers[key.name]
    guard !anywhere, key.namespace != 0 else { return all }
    return all.filter { $0.namespace == key.namespace || $0.namespace == 0 }
  }
}
