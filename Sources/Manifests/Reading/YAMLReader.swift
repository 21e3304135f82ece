import LibYAML

/// Reads one YAML document to a tree, from the events of libyaml.
struct YAMLReader: ~Copyable {
  private let text: UnsafeBufferPointer<UInt8>
  private let parser: UnsafeMutablePointer<yaml_parser_t>
  private var builder: TreeBuilder
  private var documents = 0

  /// - Parameter leafLimit: how many leaves it may have.
  static func read(
    _ text: UnsafeBufferPointer<UInt8>, leafLimit: Int = DocumentBudget.leaves
  ) -> ReadingResult {
    guard text.count <= DocumentBudget.textBytes else {
      return ReadingResult(failure: ReadingFailure(.textTooLong, line: 1))
    }
    guard let start = text.baseAddress, !text.isEmpty else { return ReadingResult(failure: nil) }
    guard hasFewTagDirectives(text) else {
      return ReadingResult(failure: ReadingFailure(.tooManyTagDirectives, line: 1))
    }
    var reader = YAMLReader(text, leafLimit: leafLimit)
    yaml_parser_set_encoding(reader.parser, YAML_UTF8_ENCODING)
    yaml_parser_set_input_string(reader.parser, start, text.count)
    do throws(ReadingFailure) {
      while try reader.step() {}
      return ReadingResult(of: reader.builder, failure: nil)
    } catch {
      return ReadingResult(of: reader.builder, failure: error)
    }
  }

  private static func hasFewTagDirectives(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard var place = text.baseAddress else { return true }
    let end = place + text.count
    var found = 0
    while let mark = memchr(place, CInt(UInt8(ascii: "%")), end - place) {
      place += UnsafeRawPointer(mark) - UnsafeRawPointer(place) + 1
      if end - place >= 3, memcmp(place, "TAG", 3) == 0 { found += 1 }
    }
    return found <= DocumentBudget.tagDirectives
  }

  private init(_ text: UnsafeBufferPointer<UInt8>, leafLimit: Int) {
    self.text = text
    parser = .allocate(capacity: 1)
    parser.initialize(to: yaml_parser_t())
    // It fails for want of memory only; a parser of zeros then reports no input.
    yaml_parser_initialize(parser)
    builder = TreeBuilder(leafLimit: leafLimit)
  }

  deinit {
    yaml_parser_delete(parser)
    parser.deallocate()
  }

  /// Takes the next event. False behind the last.
  private mutating func step() throws(ReadingFailure) -> Bool {
    var event = yaml_event_t()
    guard yaml_parser_parse(parser, &event) == 1 else { throw failure() }
    defer { yaml_event_delete(&event) }
    let line = event.start_mark.line + 1
    switch event.type {
    case YAML_DOCUMENT_START_EVENT:
      documents += 1
      if documents > 1 { throw ReadingFailure(.severalDocuments, line: line) }
    case YAML_SCALAR_EVENT: try scalar(event.data.scalar, line: line)
    case YAML_ALIAS_EVENT:
      let name = string(event.data.alias.anchor) ?? ""
      if builder.wantsKey { try builder.aliasKey(name, line: line) } else { try builder.alias(name, line: line) }
    case YAML_MAPPING_START_EVENT: try begin(map: true, anchor: event.data.mapping_start.anchor, line: line)
    case YAML_SEQUENCE_START_EVENT: try begin(map: false, anchor: event.data.sequence_start.anchor, line: line)
    case YAML_MAPPING_END_EVENT, YAML_SEQUENCE_END_EVENT: try builder.end()
    case YAML_STREAM_END_EVENT, YAML_NO_EVENT: return false
    default: break
    }
    return true
  }

  private mutating func begin(map: Bool, anchor: UnsafeMutablePointer<UInt8>?, line: Int) throws(ReadingFailure) {
    if builder.wantsKey { throw ReadingFailure(.keyIsNoText, line: line) }
    try builder.begin(map: map, line: line, anchor: string(anchor))
  }

  private mutating func scalar(
    _ event: yaml_event_s.__Unnamed_union_data.__Unnamed_struct_scalar, line: Int
  ) throws(ReadingFailure) {
    let bytes = UnsafeBufferPointer(start: UnsafePointer(event.value), count: event.length)
    let isPlain = event.style == YAML_PLAIN_SCALAR_STYLE
    let content = String(decoding: bytes, as: UTF8.self)
    var scalar = TreeBuilder.Scalar(
      text: content, type: type(tag: string(event.tag), isPlain: isPlain, bytes), line: line,
      isLiteral: event.style == YAML_LITERAL_SCALAR_STYLE, isPlain: isPlain && event.tag == nil)
    guard builder.wantsKey else { return try builder.scalar(scalar, anchor: string(event.anchor)) }
    scalar.isMerge = isPlain && content == "<<"
    try builder.key(scalar, anchor: string(event.anchor))
  }

  /// A tag of the core schema decides; any other leaves text.
  private func type(tag: String?, isPlain: Bool, _ bytes: UnsafeBufferPointer<UInt8>) -> SettingType {
    guard let tag else { return isPlain ? CoreSchema.type(of: bytes) : .string }
    return switch tag {
    case "tag:yaml.org,2002:int": .int
    case "tag:yaml.org,2002:float": .float
    case "tag:yaml.org,2002:bool": .bool
    case "tag:yaml.org,2002:null": .null
    default: .string
    }
  }

  private func string(_ pointer: UnsafeMutablePointer<UInt8>?) -> String? {
    pointer.map { String(cString: $0) }
  }

  private func failure() -> ReadingFailure {
    let problem = parser.pointee.problem.map { String(cString: $0) } ?? "out of memory"
    let context = parser.pointee.context.map { String(cString: $0) }
    // Bytes that are no text are met before there are lines.
    let line =
      parser.pointee.error == YAML_READER_ERROR
      ? text.prefix(parser.pointee.problem_offset).count { $0 == 0x0A } + 1 : parser.pointee.problem_mark.line + 1
    // Newer copies of libyaml have a limit of their own. It is higher, but the parser reads ahead of its events.
    if problem.hasPrefix("Maximum nesting level") { return ReadingFailure(.tooDeep, line: line) }
    return ReadingFailure(.yaml(problem, context: context), line: line)
  }
}
