-- What outputs say, to be asked for: every scalar of every YAML document, and every parameter. All of it follows from
-- blocks and parameter sets, which stay the truth; doctor checks that it does. A document is taken apart once, however
-- many blocks, outputs and versions hold it.
--
-- The four tables of pairs have very many rows. They are written without foreign keys and without a look at what would
-- be replaced, which would cost three times as much as the rows themselves, and tell nothing that doctor does not.

-- One YAML document of a YAML block.
CREATE TABLE manifest (
  id INTEGER PRIMARY KEY,
  digest BLOB NOT NULL UNIQUE CHECK (length(digest) = 32), -- of its text
  api_version TEXT, -- this and the next three: of a Kubernetes object, where it has them
  kind TEXT,
  namespace TEXT,
  name TEXT,
  problems TEXT NOT NULL CHECK (problems GLOB '[[]*]') -- ["line 3: …", …]: what of it does not parse
) STRICT;

-- Which documents a block holds, in order from 1, and the line of the block that each begins at.
CREATE TABLE block_manifest (
  block_id INTEGER NOT NULL,
  number INTEGER NOT NULL CHECK (number >= 1),
  manifest_id INTEGER NOT NULL,
  line INTEGER NOT NULL CHECK (line >= 1),
  PRIMARY KEY (block_id, number)
) STRICT, WITHOUT ROWID;

CREATE INDEX block_manifest_by_manifest ON block_manifest (manifest_id);

-- Which outputs a block with documents is in; output.blocks has the order.
CREATE TABLE output_block (
  block_id INTEGER NOT NULL,
  output_id INTEGER NOT NULL,
  PRIMARY KEY (block_id, output_id)
) STRICT, WITHOUT ROWID;

-- Where a scalar stands in its document: spec.containers[web].image, the places of its list items [0], and the path
-- with any item in their stead, spec.containers[*].image.
CREATE TABLE setting_path (
  id INTEGER PRIMARY KEY,
  path TEXT NOT NULL,
  positions TEXT NOT NULL CHECK (positions GLOB '[[]*]'),
  shape TEXT NOT NULL,
  UNIQUE (path, positions)
) STRICT;

CREATE INDEX setting_path_by_shape ON setting_path (shape);

CREATE TABLE setting_value (
  id INTEGER PRIMARY KEY,
  type TEXT NOT NULL CHECK (type IN ('string', 'int', 'float', 'bool', 'null', 'map', 'list')),
  value TEXT NOT NULL,
  number REAL, -- of a number or a quantity: 0.5 for 500m
  UNIQUE (value, type)
) STRICT;

CREATE INDEX setting_value_by_number ON setting_value (number) WHERE number IS NOT NULL;

-- The scalars of a document, in order from 1, each with the document's line that it stands in.
CREATE TABLE setting (
  manifest_id INTEGER NOT NULL,
  number INTEGER NOT NULL CHECK (number >= 1),
  path_id INTEGER NOT NULL,
  value_id INTEGER NOT NULL,
  line INTEGER NOT NULL CHECK (line >= 1),
  PRIMARY KEY (manifest_id, number)
) STRICT, WITHOUT ROWID;

CREATE INDEX setting_by_path ON setting (path_id, value_id);

-- The values of parameters, each of several for itself, and the sets that have them.
CREATE TABLE parameter_value (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL CHECK (key <> ''),
  value TEXT NOT NULL,
  UNIQUE (key, value)
) STRICT;

CREATE TABLE parameter_use (
  value_id INTEGER NOT NULL,
  set_id INTEGER NOT NULL,
  PRIMARY KEY (value_id, set_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX version_by_output ON version (output_id);
CREATE INDEX version_by_inputs ON version (inputs_id);
CREATE INDEX confirmation_by_inputs ON confirmation (inputs_id);
CREATE INDEX inputs_by_parameters ON inputs (parameter_set_id);

CREATE TRIGGER manifest_is_never_replaced BEFORE INSERT ON manifest
WHEN EXISTS (SELECT 1 FROM manifest WHERE id = new.id) OR EXISTS (SELECT 1 FROM manifest WHERE digest = new.digest)
BEGIN SELECT raise(ABORT, 'manifests are never replaced'); END;

CREATE TRIGGER setting_path_is_never_replaced BEFORE INSERT ON setting_path
WHEN EXISTS (SELECT 1 FROM setting_path WHERE id = new.id)
  OR EXISTS (SELECT 1 FROM setting_path WHERE path = new.path AND positions = new.positions)
BEGIN SELECT raise(ABORT, 'paths of settings are never replaced'); END;
CREATE TRIGGER setting_value_is_never_replaced BEFORE INSERT ON setting_value
WHEN EXISTS (SELECT 1 FROM setting_value WHERE id = new.id)
  OR EXISTS (SELECT 1 FROM setting_value WHERE value = new.value AND type = new.type)
BEGIN SELECT raise(ABORT, 'values of settings are never replaced'); END;
CREATE TRIGGER parameter_value_is_never_replaced BEFORE INSERT ON parameter_value
WHEN EXISTS (SELECT 1 FROM parameter_value WHERE id = new.id)
  OR EXISTS (SELECT 1 FROM parameter_value WHERE key = new.key AND value = new.value)
BEGIN SELECT raise(ABORT, 'values of parameters are never replaced'); END;

CREATE TRIGGER manifest_is_never_changed BEFORE UPDATE ON manifest
BEGIN SELECT raise(ABORT, 'manifests are never changed'); END;
CREATE TRIGGER manifest_is_never_deleted BEFORE DELETE ON manifest
BEGIN SELECT raise(ABORT, 'manifests are never deleted'); END;
CREATE TRIGGER block_manifest_is_never_changed BEFORE UPDATE ON block_manifest
BEGIN SELECT raise(ABORT, 'manifests of blocks are never changed'); END;
CREATE TRIGGER block_manifest_is_never_deleted BEFORE DELETE ON block_manifest
BEGIN SELECT raise(ABORT, 'manifests of blocks are never deleted'); END;
CREATE TRIGGER output_block_is_never_changed BEFORE UPDATE ON output_block
BEGIN SELECT raise(ABORT, 'blocks of outputs are never changed'); END;
CREATE TRIGGER output_block_is_never_deleted BEFORE DELETE ON output_block
BEGIN SELECT raise(ABORT, 'blocks of outputs are never deleted'); END;
CREATE TRIGGER setting_path_is_never_changed BEFORE UPDATE ON setting_path
BEGIN SELECT raise(ABORT, 'paths of settings are never changed'); END;
CREATE TRIGGER setting_path_is_never_deleted BEFORE DELETE ON setting_path
BEGIN SELECT raise(ABORT, 'paths of settings are never deleted'); END;
CREATE TRIGGER setting_value_is_never_changed BEFORE UPDATE ON setting_value
BEGIN SELECT raise(ABORT, 'values of settings are never changed'); END;
CREATE TRIGGER setting_value_is_never_deleted BEFORE DELETE ON setting_value
BEGIN SELECT raise(ABORT, 'values of settings are never deleted'); END;
CREATE TRIGGER setting_is_never_changed BEFORE UPDATE ON setting
BEGIN SELECT raise(ABORT, 'settings are never changed'); END;
CREATE TRIGGER setting_is_never_deleted BEFORE DELETE ON setting
BEGIN SELECT raise(ABORT, 'settings are never deleted'); END;
CREATE TRIGGER parameter_value_is_never_changed BEFORE UPDATE ON parameter_value
BEGIN SELECT raise(ABORT, 'values of parameters are never changed'); END;
CREATE TRIGGER parameter_value_is_never_deleted BEFORE DELETE ON parameter_value
BEGIN SELECT raise(ABORT, 'values of parameters are never deleted'); END;
CREATE TRIGGER parameter_use_is_never_changed BEFORE UPDATE ON parameter_use
BEGIN SELECT raise(ABORT, 'uses of parameters are never changed'); END;
CREATE TRIGGER parameter_use_is_never_deleted BEFORE DELETE ON parameter_use
BEGIN SELECT raise(ABORT, 'uses of parameters are never deleted'); END;

PRAGMA user_version = 3;
