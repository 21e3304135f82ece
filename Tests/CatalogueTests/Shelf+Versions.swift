import Strategy

@testable import Catalogue

extension Shelf {
  /// Sets the size at a scope, and a value for what else the template asks for, and generates it.
  func generate(_ scope: String, size: String) throws {
    let scope = try Scope(parsing: scope)
    let keys = ["size": size, "scaling": "manual", "namespace": "apps"]
    _ = try catalogue.setProfile(scope, keys.map { (key: $0.key, value: $0.value) }, message: "")
    _ = try catalogue.generate(Catalogue.GenerateRequest(scopes: [scope], message: ""))
  }
}
