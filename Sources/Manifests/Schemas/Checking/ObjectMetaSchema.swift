/// What `metadata` may have, where a schema does not say so itself: structural schemas never do.
enum ObjectMetaSchema {
  static func source() -> SchemaSource { SchemaSource(path: "", json: Array(text.utf8)) }

  private static let text = """
    {"type": "object", "nullable": true, "properties": {
      "name": {"type": "string", "nullable": true}, "generateName": {"type": "string", "nullable": true},
      "namespace": {"type": "string", "nullable": true}, "selfLink": {}, "uid": {}, "resourceVersion": {},
      "generation": {}, "creationTimestamp": {}, "deletionTimestamp": {}, "deletionGracePeriodSeconds": {},
      "labels": {"type": "object", "nullable": true, "additionalProperties": {"type": "string", "nullable": true}},
      "annotations": {"type": "object", "nullable": true, "additionalProperties": {"type": "string", "nullable": true}},
      "finalizers": {"type": "array", "nullable": true, "items": {"type": "string"}},
      "ownerReferences": {"type": "array", "nullable": true, "items": {"type": "object"}}, "managedFields": {}}}
    """
}
