-- The catalogue as it begins: templates, providers and profiles with their immutable revisions; strategies and
-- their versions with everything that made them; outputs as blocks that are stored once; labels; and the audit
-- trail that everything hangs from. Rows are only ever added. Each carries a SHA-256 digest of what it says, each
-- version's digest covers its parent's, and each audit entry's covers the one before it.
--
-- Columns with JSON are only checked for their brackets: with an untrusted schema, SQLite 3.40 lets no CHECK call
-- json_valid(). Their digests say whether they are whole.

PRAGMA application_id = 0x53545241; -- STRA
PRAGMA user_version = 1;

-- Who did what, when and why. One entry per operation; its content digest covers the rows the operation added.
CREATE TABLE audit (
  id INTEGER PRIMARY KEY,
  recorded_at INTEGER NOT NULL, -- milliseconds since 1970, UTC
  author TEXT NOT NULL CHECK (author <> ''),
  action TEXT NOT NULL CHECK (action <> ''),
  subject TEXT NOT NULL,
  message TEXT NOT NULL,
  content_digest BLOB NOT NULL CHECK (length(content_digest) = 32),
  digest BLOB NOT NULL CHECK (length(digest) = 32)
) STRICT;

CREATE TABLE template_revision (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL CHECK (name <> '' AND instr(name, '/') = 0 AND instr(name, '.') = 0),
  version TEXT NOT NULL CHECK (version <> ''),
  title TEXT NOT NULL,
  content BLOB NOT NULL, -- the whole file
  digest BLOB NOT NULL CHECK (length(digest) = 32), -- of the content
  audit_id INTEGER NOT NULL REFERENCES audit (id) ON DELETE RESTRICT,
  UNIQUE (name, version)
) STRICT;

CREATE TABLE provider_revision (
  id INTEGER PRIMARY KEY,
  provider TEXT NOT NULL CHECK (provider <> ''),
  number INTEGER NOT NULL CHECK (number >= 1),
  title TEXT NOT NULL,
  mapping TEXT NOT NULL CHECK (mapping GLOB '{*}'), -- {"key": "value"}
  digest BLOB NOT NULL CHECK (length(digest) = 32),
  audit_id INTEGER NOT NULL REFERENCES audit (id) ON DELETE RESTRICT,
  UNIQUE (provider, number)
) STRICT;

-- Where a layer applies. Parts that a scope does not have are ''; the team of */environment is '*'.
CREATE TABLE scope (
  id INTEGER PRIMARY KEY,
  team TEXT NOT NULL,
  environment TEXT NOT NULL,
  cluster TEXT NOT NULL,
  audit_id INTEGER NOT NULL REFERENCES audit (id) ON DELETE RESTRICT,
  CHECK (team <> '' OR (environment = '' AND cluster = '')),
  CHECK (cluster = '' OR environment <> ''),
  CHECK (team <> '*' OR (environment <> '' AND cluster = '')),
  UNIQUE (team, environment, cluster)
) STRICT;

CREATE TABLE profile_revision (
  id INTEGER PRIMARY KEY,
  scope_id INTEGER NOT NULL REFERENCES scope (id) ON DELETE RESTRICT,
  number INTEGER NOT NULL CHECK (number >= 1),
  parameters TEXT NOT NULL CHECK (parameters GLOB '{*}'), -- {"key": "value" | ["value", …] | null}
  digest BLOB NOT NULL CHECK (length(digest) = 32),
  audit_id INTEGER NOT NULL REFERENCES audit (id) ON DELETE RESTRICT,
  UNIQUE (scope_id, number)
) STRICT;

-- A piece of an output: prose, or one fenced code block. Stored once, however many outputs hold it.
CREATE TABLE block (
  id INTEGER PRIMARY KEY,
  digest BLOB NOT NULL UNIQUE CHECK (length(digest) = 32), -- of the content
  language TEXT, -- of a code block, '' where its fence names none; null for prose
  content BLOB NOT NULL
) STRICT;

CREATE TABLE output (
  id INTEGER PRIMARY KEY,
  digest BLOB NOT NULL UNIQUE CHECK (length(digest) = 32), -- of the blocks' contents, one after the other
  byte_count INTEGER NOT NULL CHECK (byte_count >= 0),
  line_count INTEGER NOT NULL CHECK (line_count >= 0),
  blocks TEXT NOT NULL CHECK (blocks GLOB '[[]*]') -- [block id, …]
) STRICT;

-- Resolved parameters with the layer each came from, shared by all versions with the same ones.
CREATE TABLE parameter_set (
  id INTEGER PRIMARY KEY,
  digest BLOB NOT NULL UNIQUE CHECK (length(digest) = 32), -- of the content
  content TEXT NOT NULL CHECK (content GLOB '{*}') -- {"key": {"layer": "team", "value": "v" | ["v", …]}}
) STRICT;

-- What a rendering looked at: parameters, @variables and provider.keys.
CREATE TABLE read_set (
  id INTEGER PRIMARY KEY,
  digest BLOB NOT NULL UNIQUE CHECK (length(digest) = 32), -- of the content
  content TEXT NOT NULL CHECK (content GLOB '[[]*]') -- ["name", …], sorted
) STRICT;

-- Everything that a rendering of one strategy was made from.
CREATE TABLE inputs (
  id INTEGER PRIMARY KEY,
  template_revision_id INTEGER NOT NULL REFERENCES template_revision (id) ON DELETE RESTRICT,
  provider_revision_id INTEGER REFERENCES provider_revision (id) ON DELETE RESTRICT,
  parameter_set_id INTEGER NOT NULL REFERENCES parameter_set (id) ON DELETE RESTRICT,
  read_set_id INTEGER NOT NULL REFERENCES read_set (id) ON DELETE RESTRICT,
  root_revision_id INTEGER REFERENCES profile_revision (id) ON DELETE RESTRICT,
  every_team_revision_id INTEGER REFERENCES profile_revision (id) ON DELETE RESTRICT,
  team_revision_id INTEGER REFERENCES profile_revision (id) ON DELETE RESTRICT,
  environment_revision_id INTEGER REFERENCES profile_revision (id) ON DELETE RESTRICT,
  cluster_revision_id INTEGER REFERENCES profile_revision (id) ON DELETE RESTRICT,
  team TEXT NOT NULL, -- what the template saw as @team, and so on
  environment TEXT NOT NULL,
  cluster TEXT NOT NULL,
  region TEXT NOT NULL,
  kubernetes TEXT NOT NULL
) STRICT;

CREATE TABLE version (
  id INTEGER PRIMARY KEY,
  scope_id INTEGER NOT NULL REFERENCES scope (id) ON DELETE RESTRICT,
  number INTEGER NOT NULL CHECK (number >= 1),
  inputs_id INTEGER NOT NULL REFERENCES inputs (id) ON DELETE RESTRICT,
  output_id INTEGER NOT NULL REFERENCES output (id) ON DELETE RESTRICT,
  source_id INTEGER REFERENCES version (id) ON DELETE RESTRICT, -- the version that a rollback repeats
  audit_id INTEGER NOT NULL REFERENCES audit (id) ON DELETE RESTRICT,
  digest BLOB NOT NULL CHECK (length(digest) = 32), -- covers the parent's, which is number - 1
  UNIQUE (scope_id, number)
) STRICT;

-- Inputs that changed and gave the same output: the version stays and is current for them.
CREATE TABLE confirmation (
  id INTEGER PRIMARY KEY,
  version_id INTEGER NOT NULL REFERENCES version (id) ON DELETE RESTRICT,
  inputs_id INTEGER NOT NULL REFERENCES inputs (id) ON DELETE RESTRICT,
  audit_id INTEGER NOT NULL REFERENCES audit (id) ON DELETE RESTRICT,
  digest BLOB NOT NULL CHECK (length(digest) = 32)
) STRICT;

CREATE INDEX confirmation_by_version ON confirmation (version_id);

-- Where a label points since this move; a null version takes it away.
CREATE TABLE label_move (
  id INTEGER PRIMARY KEY,
  scope_id INTEGER NOT NULL REFERENCES scope (id) ON DELETE RESTRICT,
  label TEXT NOT NULL CHECK (label <> '' AND label NOT IN ('latest', 'next') AND label NOT GLOB '[0-9]*'),
  version_id INTEGER REFERENCES version (id) ON DELETE RESTRICT,
  audit_id INTEGER NOT NULL REFERENCES audit (id) ON DELETE RESTRICT,
  digest BLOB NOT NULL CHECK (length(digest) = 32)
) STRICT;

CREATE INDEX label_move_by_label ON label_move (scope_id, label);

-- Numbers are dense: a revision or version is always the one after the last.

CREATE TRIGGER audit_is_dense BEFORE INSERT ON audit
WHEN new.id <> 1 + (SELECT coalesce(max(id), 0) FROM audit)
BEGIN SELECT raise(ABORT, 'audit entries are numbered without gaps'); END;

CREATE TRIGGER version_is_dense BEFORE INSERT ON version
WHEN new.number <> 1 + (SELECT coalesce(max(number), 0) FROM version WHERE scope_id = new.scope_id)
BEGIN SELECT raise(ABORT, 'versions are numbered without gaps'); END;

CREATE TRIGGER profile_revision_is_dense BEFORE INSERT ON profile_revision
WHEN new.number <> 1 + (SELECT coalesce(max(number), 0) FROM profile_revision WHERE scope_id = new.scope_id)
BEGIN SELECT raise(ABORT, 'profile revisions are numbered without gaps'); END;

CREATE TRIGGER provider_revision_is_dense BEFORE INSERT ON provider_revision
WHEN new.number <> 1 + (SELECT coalesce(max(number), 0) FROM provider_revision WHERE provider = new.provider)
BEGIN SELECT raise(ABORT, 'provider revisions are numbered without gaps'); END;

-- A version is labelled within its own strategy, and a rollback repeats a version of its own strategy.

CREATE TRIGGER label_stays_in_its_strategy BEFORE INSERT ON label_move
WHEN new.version_id IS NOT NULL
  AND new.scope_id <> (SELECT scope_id FROM version WHERE id = new.version_id)
BEGIN SELECT raise(ABORT, 'a label belongs to the strategy of its version'); END;

CREATE TRIGGER rollback_stays_in_its_strategy BEFORE INSERT ON version
WHEN new.source_id IS NOT NULL
  AND new.scope_id <> (SELECT scope_id FROM version WHERE id = new.source_id)
BEGIN SELECT raise(ABORT, 'a rollback repeats a version of its own strategy'); END;

-- What is written stays. INSERT OR REPLACE deletes the row in its way without asking the triggers on DELETE; where no
-- foreign key holds that row, a trigger on INSERT does.

CREATE TRIGGER template_revision_is_never_replaced BEFORE INSERT ON template_revision
WHEN EXISTS (SELECT 1 FROM template_revision WHERE id = new.id)
  OR EXISTS (SELECT 1 FROM template_revision WHERE name = new.name AND version = new.version)
BEGIN SELECT raise(ABORT, 'template revisions are never replaced'); END;
CREATE TRIGGER provider_revision_is_never_replaced BEFORE INSERT ON provider_revision
WHEN EXISTS (SELECT 1 FROM provider_revision WHERE id = new.id)
BEGIN SELECT raise(ABORT, 'provider revisions are never replaced'); END;
CREATE TRIGGER scope_is_never_replaced BEFORE INSERT ON scope
WHEN EXISTS (SELECT 1 FROM scope WHERE id = new.id)
  OR EXISTS (SELECT 1 FROM scope WHERE team = new.team AND environment = new.environment AND cluster = new.cluster)
BEGIN SELECT raise(ABORT, 'scopes are never replaced'); END;
CREATE TRIGGER profile_revision_is_never_replaced BEFORE INSERT ON profile_revision
WHEN EXISTS (SELECT 1 FROM profile_revision WHERE id = new.id)
BEGIN SELECT raise(ABORT, 'profile revisions are never replaced'); END;
CREATE TRIGGER block_is_never_replaced BEFORE INSERT ON block
WHEN EXISTS (SELECT 1 FROM block WHERE id = new.id) OR EXISTS (SELECT 1 FROM block WHERE digest = new.digest)
BEGIN SELECT raise(ABORT, 'blocks are never replaced'); END;
CREATE TRIGGER version_is_never_replaced BEFORE INSERT ON version
WHEN EXISTS (SELECT 1 FROM version WHERE id = new.id)
BEGIN SELECT raise(ABORT, 'versions are never replaced'); END;
CREATE TRIGGER confirmation_is_never_replaced BEFORE INSERT ON confirmation
WHEN EXISTS (SELECT 1 FROM confirmation WHERE id = new.id)
BEGIN SELECT raise(ABORT, 'confirmations are never replaced'); END;
CREATE TRIGGER label_move_is_never_replaced BEFORE INSERT ON label_move
WHEN EXISTS (SELECT 1 FROM label_move WHERE id = new.id)
BEGIN SELECT raise(ABORT, 'label moves are never replaced'); END;

CREATE TRIGGER audit_is_never_changed BEFORE UPDATE ON audit
BEGIN SELECT raise(ABORT, 'audit entries are never changed'); END;
CREATE TRIGGER audit_is_never_deleted BEFORE DELETE ON audit
BEGIN SELECT raise(ABORT, 'audit entries are never deleted'); END;
CREATE TRIGGER template_revision_is_never_changed BEFORE UPDATE ON template_revision
BEGIN SELECT raise(ABORT, 'template revisions are never changed'); END;
CREATE TRIGGER template_revision_is_never_deleted BEFORE DELETE ON template_revision
BEGIN SELECT raise(ABORT, 'template revisions are never deleted'); END;
CREATE TRIGGER provider_revision_is_never_changed BEFORE UPDATE ON provider_revision
BEGIN SELECT raise(ABORT, 'provider revisions are never changed'); END;
CREATE TRIGGER provider_revision_is_never_deleted BEFORE DELETE ON provider_revision
BEGIN SELECT raise(ABORT, 'provider revisions are never deleted'); END;
CREATE TRIGGER scope_is_never_changed BEFORE UPDATE ON scope
BEGIN SELECT raise(ABORT, 'scopes are never changed'); END;
CREATE TRIGGER scope_is_never_deleted BEFORE DELETE ON scope
BEGIN SELECT raise(ABORT, 'scopes are never deleted'); END;
CREATE TRIGGER profile_revision_is_never_changed BEFORE UPDATE ON profile_revision
BEGIN SELECT raise(ABORT, 'profile revisions are never changed'); END;
CREATE TRIGGER profile_revision_is_never_deleted BEFORE DELETE ON profile_revision
BEGIN SELECT raise(ABORT, 'profile revisions are never deleted'); END;
CREATE TRIGGER block_is_never_changed BEFORE UPDATE ON block
BEGIN SELECT raise(ABORT, 'blocks are never changed'); END;
CREATE TRIGGER block_is_never_deleted BEFORE DELETE ON block
BEGIN SELECT raise(ABORT, 'blocks are never deleted'); END;
CREATE TRIGGER output_is_never_changed BEFORE UPDATE ON output
BEGIN SELECT raise(ABORT, 'outputs are never changed'); END;
CREATE TRIGGER output_is_never_deleted BEFORE DELETE ON output
BEGIN SELECT raise(ABORT, 'outputs are never deleted'); END;
CREATE TRIGGER parameter_set_is_never_changed BEFORE UPDATE ON parameter_set
BEGIN SELECT raise(ABORT, 'parameter sets are never changed'); END;
CREATE TRIGGER parameter_set_is_never_deleted BEFORE DELETE ON parameter_set
BEGIN SELECT raise(ABORT, 'parameter sets are never deleted'); END;
CREATE TRIGGER read_set_is_never_changed BEFORE UPDATE ON read_set
BEGIN SELECT raise(ABORT, 'read sets are never changed'); END;
CREATE TRIGGER read_set_is_never_deleted BEFORE DELETE ON read_set
BEGIN SELECT raise(ABORT, 'read sets are never deleted'); END;
CREATE TRIGGER inputs_are_never_changed BEFORE UPDATE ON inputs
BEGIN SELECT raise(ABORT, 'inputs are never changed'); END;
CREATE TRIGGER inputs_are_never_deleted BEFORE DELETE ON inputs
BEGIN SELECT raise(ABORT, 'inputs are never deleted'); END;
CREATE TRIGGER version_is_never_changed BEFORE UPDATE ON version
BEGIN SELECT raise(ABORT, 'versions are never changed'); END;
CREATE TRIGGER version_is_never_deleted BEFORE DELETE ON version
BEGIN SELECT raise(ABORT, 'versions are never deleted'); END;
CREATE TRIGGER confirmation_is_never_changed BEFORE UPDATE ON confirmation
BEGIN SELECT raise(ABORT, 'confirmations are never changed'); END;
CREATE TRIGGER confirmation_is_never_deleted BEFORE DELETE ON confirmation
BEGIN SELECT raise(ABORT, 'confirmations are never deleted'); END;
CREATE TRIGGER label_move_is_never_changed BEFORE UPDATE ON label_move
BEGIN SELECT raise(ABORT, 'label moves are never changed'); END;
CREATE TRIGGER label_move_is_never_deleted BEFORE DELETE ON label_move
BEGIN SELECT raise(ABORT, 'label moves are never deleted'); END;
