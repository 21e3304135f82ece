/// The contexts that `../` walks out through.
final class ContextChain {
  let parent: ContextChain?
  private var made: Value?
  private let make: () -> Value

  init(_ context: Value, _ parent: ContextChain?) {
    made = context
    make = { .undefined }
    self.parent = parent
  }

  /// The outermost context, made when it is first looked at: many a render never does.
  init(root make: @escaping () -> Value) {
    self.make = make
    parent = nil
  }

  var context: Value {
    if let made { return made }
    let context = make()
    made = context
    return context
  }

  /// The chain inside a block that runs with `context`: one longer, unless the context stays the same.
  func entering(_ context: Value) -> ContextChain {
    ContextChain(context, self.context.isSameContext(as: context) ? parent : self)
  }
}

/// The data variables (`@name`) of one frame; what it does not hold it inherits.
final class DataFrame {
  var values: [(name: String, value: Value)]
  /// The block that `{{> @partial-block}}` renders, where this frame sets one: `.some(nil)` hides the outer one.
  var partialBlock: Closure??
  let parent: DataFrame?

  init(_ values: [(name: String, value: Value)], parent: DataFrame?) {
    self.values = values
    self.parent = parent
  }

  func value(_ name: String) -> Value? {
    var frame: DataFrame? = self
    while let current = frame {
      if let entry = current.values.first(where: { $0.name == name }) { return entry.value }
      frame = current.parent
    }
    return nil
  }

  var currentPartialBlock: Closure? {
    var frame: DataFrame? = self
    while let current = frame {
      if let block = current.partialBlock { return block }
      frame = current.parent
    }
    return nil
  }
}

/// The block parameters of one body, and of those around it.
final class ParameterChain {
  let values: [Value]
  let parent: ParameterChain?

  init(_ values: [Value], _ parent: ParameterChain?) {
    self.values = values
    self.parent = parent
  }
}

/// A body that can be called by name, with what it sees of where it was declared.
final class Closure {
  let unit: Int
  let code: InlineCode
  let contexts: ContextChain?
  let parameters: ParameterChain?
  /// Set on the body of a partial block: the `@partial-block` that was current around it.
  let outerBlock: Closure??

  init(
    unit: Int, code: InlineCode, contexts: ContextChain?, parameters: ParameterChain?, outerBlock: Closure?? = nil
  ) {
    self.unit = unit
    self.code = code
    self.contexts = contexts
    self.parameters = parameters
    self.outerBlock = outerBlock
  }
}

/// The partials that can be called by name: those given to the render, and inline ones over them.
final class PartialScope {
  enum Target {
    /// A template that was registered under the name, compiled when it is first called.
    case named(String)
    case closure(Closure)
  }

  let targets: [Bytes: Target]
  let parent: PartialScope?

  init(_ targets: [Bytes: Target], parent: PartialScope?) {
    self.targets = targets
    self.parent = parent
  }

  func target(_ name: String) -> Target? {
    var scope: PartialScope? = self
    while let current = scope {
      if let target = current.targets[Bytes(name)] { return target }
      scope = current.parent
    }
    return nil
  }
}
