/// What is wrong with one object, whatever stands beside it.
enum ObjectCheck {
  /// What every version of Kubernetes would say of it.
  static func findings(_ head: ObjectHead) -> [Finding] { [] }
}
