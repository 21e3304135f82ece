import Catalogue
import Strategy
import Testing

/// Everything a version's seal is made of, so that one thing can be changed at a time.
private struct Record {
  var scope: Int64 = 7
  var number = 3
  var template = Digest(of: [1])
  var provider: Digest? = Digest(of: [2])
  var layers: [Digest?] = [Digest(of: [3]), nil, Digest(of: [4]), nil, nil]
  var parameters = ParameterSet([.init(key: "size", value: .text("small"), layer: .team)])
  var reads = ReadSet(["size"])
  var variables = ScopeVariables(team: "t", environment: "e", cluster: "c", region: "r", kubernetes: "1.31")
  var output = Digest(of: [5])
  var source: Int?
  var author = "ada"
  var message = "why"
  var time: Int64 = 1000
  var parent: Digest? = Digest(of: [6])

  var inputs: Inputs {
    Inputs(
      key: InputKey(template: ID(1), provider: ID(2), layers: [ID(1), nil, ID(2), nil, nil], variables: variables),
      template: TemplateReference(name: "n", version: "1"), templateDigest: template, provider: "aws",
      providerNumber: 1, providerDigest: provider, layerDigests: layers, parameters: parameters, reads: reads)
  }

  var stamp: AuditStamp {
    AuditStamp(time: Timestamp(milliseconds: time), author: author, action: "a", subject: "s", message: message)
  }

  var version: Digest {
    Seal.version(
      scope: ID(scope), number: number, inputs: inputs, output: output, source: source, stamp: stamp, parent: parent)
  }

  var confirmation: Digest { Seal.confirmation(version: output, inputs: inputs) }

  func changed(_ change: (inout Record) -> Void) -> Record {
    var record = self
    change(&record)
    return record
  }

  /// One change to each thing that goes into a rendering.
  static let inputChanges: [(name: String, change: @Sendable (inout Record) -> Void)] = [
    ("template", { $0.template = Digest(of: [9]) }), ("provider", { $0.provider = Digest(of: [9]) }),
    ("no provider", { $0.provider = nil }), ("a layer", { $0.layers[0] = Digest(of: [9]) }),
    ("a layer gone", { $0.layers[0] = nil }), ("layers swapped", { $0.layers.swapAt(0, 2) }),
    ("a layer moved", { $0.layers.swapAt(0, 1) }), ("a layer more", { $0.layers[4] = Digest(of: [9]) }),
    (
      "a value",
      { $0.parameters = ParameterSet([.init(key: "size", value: .text("large"), layer: .team)]) }
    ),
    (
      "where a value is from",
      { $0.parameters = ParameterSet([.init(key: "size", value: .text("small"), layer: .root)]) }
    ),
    ("no parameters", { $0.parameters = ParameterSet([]) }), ("reads", { $0.reads = ReadSet(["size", "@team"]) }),
    ("team", { $0.variables.team = "x" }), ("environment", { $0.variables.environment = "x" }),
    ("cluster", { $0.variables.cluster = "x" }), ("region", { $0.variables.region = "x" }),
    ("kubernetes", { $0.variables.kubernetes = "x" }),
    ("a letter over to the next variable", { ($0.variables.team, $0.variables.environment) = ("te", "") }),
  ]

  static let ownChanges: [(name: String, change: @Sendable (inout Record) -> Void)] = [
    ("scope", { $0.scope = 8 }), ("number", { $0.number = 4 }), ("output", { $0.output = Digest(of: [9]) }),
    ("source", { $0.source = 1 }), ("author", { $0.author = "bob" }), ("no author", { $0.author = "" }),
    ("message", { $0.message = "" }), ("a letter from author to message", { ($0.author, $0.message) = ("ad", "awhy") }),
    ("time", { $0.time = 1001 }), ("parent", { $0.parent = Digest(of: [9]) }), ("no parent", { $0.parent = nil }),
    ("scope and number read as one", { ($0.scope, $0.number) = (73, 3) }),
  ]
}

struct SealTests {
  @Test func `a version's seal differs for every changed field`() {
    let changes = Record.inputChanges + Record.ownChanges
    let seals = [Record().version] + changes.map { Record().changed($0.change).version }
    for (index, seal) in seals.enumerated() {
      let same = seals.indices.filter { $0 != index && seals[$0] == seal }.map {
        $0 == 0 ? "as it was" : changes[$0 - 1].name
      }
      #expect(same.isEmpty, "\(index == 0 ? "as it was" : changes[index - 1].name) and \(same) are sealed alike")
    }
    #expect(Record().version == Record().version)
  }

  @Test func `a confirmation's seal differs for every changed input`() {
    var seals = Set([Record().confirmation])
    for (name, change) in Record.inputChanges {
      #expect(seals.insert(Record().changed(change).confirmation).inserted, "\(name) is sealed alike")
    }
    #expect(seals.insert(Record().changed { $0.output = Digest(of: [9]) }.confirmation).inserted, "the version")
  }

  @Test func `a provider's seal differs for every changed field`() {
    let base = Seal.provider("aws", number: 1, title: "Amazon", mapping: "{}")
    let others = [
      Seal.provider("aws2", number: 1, title: "Amazon", mapping: "{}"),
      Seal.provider("aws", number: 2, title: "Amazon", mapping: "{}"),
      Seal.provider("aws", number: 1, title: "", mapping: "{}"),
      Seal.provider("aws", number: 1, title: "Amazon", mapping: #"{"a":"1"}"#),
      Seal.provider("aw", number: 1, title: "sAmazon", mapping: "{}"),
      Seal.provider("aws", number: 1, title: "Amazon{", mapping: "}"),
      Seal.provider("aws1", number: 1, title: "mazon", mapping: "A{}"),
    ]
    #expect(Set(others + [base]).count == others.count + 1)
  }

  @Test func `a profile's seal differs for every changed field`() {
    let seals = [
      Seal.profile(scope: ID(1), number: 1, parameters: "{}"), Seal.profile(scope: ID(2), number: 1, parameters: "{}"),
      Seal.profile(scope: ID(1), number: 2, parameters: "{}"), Seal.profile(scope: ID(1), number: 1, parameters: ""),
      Seal.profile(scope: ID(11), number: 1, parameters: "{}"),
      Seal.profile(scope: ID(1), number: 11, parameters: "{}"),
    ]
    #expect(Set(seals).count == seals.count)
  }

  @Test func `a label's seal differs for every changed field, and for taking it away`() {
    let seals = [
      Seal.label(scope: ID(1), label: "stable", version: 1), Seal.label(scope: ID(2), label: "stable", version: 1),
      Seal.label(scope: ID(1), label: "live", version: 1), Seal.label(scope: ID(1), label: "stable", version: 2),
      Seal.label(scope: ID(1), label: "stable", version: nil), Seal.label(scope: ID(1), label: "stable1", version: nil),
    ]
    #expect(Set(seals).count == seals.count)
  }

  @Test func `an audit entry's seal differs for every changed field`() {
    func seal(
      id: Int64 = 1, time: Int64 = 1, author: String = "a", action: String = "b", subject: String = "c",
      message: String = "d", content: Digest = Digest(of: [1]), previous: Digest? = nil
    ) -> Digest {
      Seal.audit(
        id: id,
        stamp: AuditStamp(
          time: Timestamp(milliseconds: time), author: author, action: action, subject: subject, message: message),
        content: content, previous: previous)
    }
    let seals = [
      seal(), seal(id: 2), seal(time: 2), seal(author: "x"), seal(action: "x"), seal(subject: "x"), seal(message: "x"),
      seal(content: Digest(of: [2])), seal(previous: Digest(of: [1])), seal(author: "", action: "ab"),
      seal(author: "b", action: "a"), seal(subject: "d", message: "c"), seal(subject: "cd", message: ""),
    ]
    #expect(Set(seals).count == seals.count)
  }

  @Test func `content is sealed in its order`() {
    let (one, two) = (Digest(of: [1]), Digest(of: [2]))
    let seals = [
      Seal.content([]), Seal.content([one]), Seal.content([two]), Seal.content([one, two]), Seal.content([two, one]),
      Seal.content([one, one]),
    ]
    #expect(Set(seals).count == seals.count)
  }

  @Test func `records of different kinds with the same fields are sealed apart`() {
    let root = Seal.scope(.root)
    #expect(root != Seal.scope(.team("a")))
    #expect(
      Seal.profile(scope: ID(1), number: 1, parameters: "{}") != Seal.label(scope: ID(1), label: "1", version: nil))
    #expect(Seal.content([]) != Digest(of: []))
    #expect(Seal.profile(scope: ID(1), number: 2, parameters: "3") != Seal.label(scope: ID(1), label: "2", version: 3))
  }

  /// SHA-256 over each field with its length in eight bytes before it, worked out with another implementation.
  @Test func `a seal is the digest of its fields with their lengths`() {
    #expect(Seal.scope(.team("payments")).hex == "731e71ec71eab163ea00799505d224195128f6962fba3aa920132e595278beb1")
    #expect(
      Seal.label(scope: ID(12), label: "stable", version: 34).hex
        == "6c5f39658e5ad04701f3e614c75ff4578160a31a02c8419f635e772ad716b025")
    #expect(Seal.content([Digest(of: [])]).hex == "c8f80fda7989df1c9c6fa223fe564bf9ca3e8ba22e289bd3e8c0e0527e001aaf")
  }
}
