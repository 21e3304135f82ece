/// What is wrong with one object, whatever stands beside it and whichever version of Kubernetes it is for.
struct ObjectCheck {
  let head: ObjectHead
  let root: Place
  /// The pod template, its `metadata` and `spec`.
  let podTemplate: Place?
  var findings: [Finding] = []

  static func findings(_ head: ObjectHead) -> [Finding] {
    var check = ObjectCheck(head)
    check.checkNames()
    check.checkLabels()
    check.checkImages()
    return check.findings
  }

  private init(_ head: ObjectHead) {
    self.head = head
    root = Place(head)
    podTemplate = head.podTemplatePlace
  }

  /// Everything that runs in the pods, and where it stands.
  static func containers(of podSpec: Place) -> [Place] {
    ["initContainers", "containers", "ephemeralContainers"].flatMap { podSpec[$0]?.items ?? [] }
  }

  /// - Parameter path: where something is missing; that of the place itself otherwise.
  mutating func report(
    _ rule: Rule, at place: Place, path: String? = nil, subject: String, _ message: String, hint: String? = nil
  ) {
    // The path of each is looked for from the start.
    guard findings.count < DocumentBudget.findings else { return }
    findings.append(
      head.finding(
        rule, path: path ?? place.path, line: place.line, subject: subject, message: message, hint: hint))
  }
}

extension ObjectHead {
  /// The pod template, where the object has one with a `spec`.
  var podTemplatePlace: Place? {
    guard let path = ObjectHead.podTemplatePaths[kind], let template = Place(self)[path], template["spec"] != nil else {
      return nil
    }
    return template
  }
}
