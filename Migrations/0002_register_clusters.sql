-- Clusters as things of their own: where each belongs, what is known of it, and which version it is pinned to. And
-- names that change: teams, environments and clusters can be renamed and retired while their history stays. A scope's
-- own row is never touched; the last change of a scope says what it is called now and whether it is still in use.

-- The environment that a cluster belongs to, which never changes however both are called.
CREATE TABLE cluster (
  scope_id INTEGER PRIMARY KEY REFERENCES scope (id) ON DELETE RESTRICT,
  environment_id INTEGER NOT NULL REFERENCES scope (id) ON DELETE RESTRICT
) STRICT;

CREATE INDEX cluster_by_environment ON cluster (environment_id);

INSERT INTO cluster (scope_id, environment_id)
SELECT c.id, e.id FROM scope c JOIN scope e ON e.team = c.team AND e.environment = c.environment AND e.cluster = ''
WHERE c.cluster <> '' ORDER BY c.id;

CREATE TABLE cluster_revision (
  id INTEGER PRIMARY KEY,
  scope_id INTEGER NOT NULL REFERENCES cluster (scope_id) ON DELETE RESTRICT,
  number INTEGER NOT NULL CHECK (number >= 1),
  kubernetes TEXT NOT NULL, -- its version, '' where it is not known
  region TEXT NOT NULL, -- '' where it is not known
  selectors TEXT NOT NULL CHECK (selectors GLOB '{*}'), -- {"key": "value"}
  digest BLOB NOT NULL CHECK (length(digest) = 32),
  audit_id INTEGER NOT NULL REFERENCES audit (id) ON DELETE RESTRICT,
  UNIQUE (scope_id, number)
) STRICT;

-- Which version a cluster runs since this move, whatever is newer; a null version lets it follow again.
CREATE TABLE pin_move (
  id INTEGER PRIMARY KEY,
  scope_id INTEGER NOT NULL REFERENCES cluster (scope_id) ON DELETE RESTRICT,
  version_id INTEGER REFERENCES version (id) ON DELETE RESTRICT,
  audit_id INTEGER NOT NULL REFERENCES audit (id) ON DELETE RESTRICT,
  digest BLOB NOT NULL CHECK (length(digest) = 32)
) STRICT;

CREATE INDEX pin_move_by_cluster ON pin_move (scope_id);
CREATE INDEX pin_move_by_version ON pin_move (version_id);

CREATE TABLE scope_change (
  id INTEGER PRIMARY KEY,
  scope_id INTEGER NOT NULL REFERENCES scope (id) ON DELETE RESTRICT,
  number INTEGER NOT NULL CHECK (number >= 1),
  team TEXT NOT NULL, -- what it is called since, in the form of its own row
  environment TEXT NOT NULL,
  cluster TEXT NOT NULL,
  retired INTEGER NOT NULL CHECK (retired IN (0, 1)),
  audit_id INTEGER NOT NULL REFERENCES audit (id) ON DELETE RESTRICT,
  digest BLOB NOT NULL CHECK (length(digest) = 32),
  UNIQUE (scope_id, number)
) STRICT;

CREATE INDEX scope_change_by_name ON scope_change (team, environment, cluster);

CREATE TRIGGER cluster_revision_is_dense BEFORE INSERT ON cluster_revision
WHEN new.number <> 1 + (SELECT coalesce(max(number), 0) FROM cluster_revision WHERE scope_id = new.scope_id)
BEGIN SELECT raise(ABORT, 'cluster revisions are numbered without gaps'); END;

CREATE TRIGGER scope_change_is_dense BEFORE INSERT ON scope_change
WHEN new.number <> 1 + (SELECT coalesce(max(number), 0) FROM scope_change WHERE scope_id = new.scope_id)
BEGIN SELECT raise(ABORT, 'changes of a scope are numbered without gaps'); END;

-- A cluster runs what its environment has, or what it has itself.
CREATE TRIGGER pin_stays_with_its_cluster BEFORE INSERT ON pin_move
WHEN new.version_id IS NOT NULL
  AND NOT EXISTS (
    SELECT 1 FROM version v JOIN cluster c ON v.scope_id IN (c.scope_id, c.environment_id)
    WHERE v.id = new.version_id AND c.scope_id = new.scope_id)
BEGIN SELECT raise(ABORT, 'a cluster is pinned to a version of its own or of its environment'); END;

-- A name stays with the scope that had it first, so that an old address never comes to mean something else.
CREATE TRIGGER scope_name_is_never_taken_over BEFORE INSERT ON scope_change
WHEN EXISTS (
    SELECT 1 FROM scope
    WHERE team = new.team AND environment = new.environment AND cluster = new.cluster AND id <> new.scope_id)
  OR EXISTS (
    SELECT 1 FROM scope_change
    WHERE team = new.team AND environment = new.environment AND cluster = new.cluster AND scope_id <> new.scope_id)
BEGIN SELECT raise(ABORT, 'another scope has or had this name'); END;
CREATE TRIGGER scope_takes_no_former_name BEFORE INSERT ON scope
WHEN EXISTS (
    SELECT 1 FROM scope_change
    WHERE team = new.team AND environment = new.environment AND cluster = new.cluster)
BEGIN SELECT raise(ABORT, 'another scope has or had this name'); END;

CREATE TRIGGER cluster_is_never_replaced BEFORE INSERT ON cluster
WHEN EXISTS (SELECT 1 FROM cluster WHERE scope_id = new.scope_id)
BEGIN SELECT raise(ABORT, 'clusters are never replaced'); END;
CREATE TRIGGER cluster_revision_is_never_replaced BEFORE INSERT ON cluster_revision
WHEN EXISTS (SELECT 1 FROM cluster_revision WHERE id = new.id)
BEGIN SELECT raise(ABORT, 'cluster revisions are never replaced'); END;
CREATE TRIGGER pin_move_is_never_replaced BEFORE INSERT ON pin_move
WHEN EXISTS (SELECT 1 FROM pin_move WHERE id = new.id)
BEGIN SELECT raise(ABORT, 'pin moves are never replaced'); END;
CREATE TRIGGER scope_change_is_never_replaced BEFORE INSERT ON scope_change
WHEN EXISTS (SELECT 1 FROM scope_change WHERE id = new.id)
BEGIN SELECT raise(ABORT, 'changes of a scope are never replaced'); END;

CREATE TRIGGER cluster_is_never_changed BEFORE UPDATE ON cluster
BEGIN SELECT raise(ABORT, 'clusters are never changed'); END;
CREATE TRIGGER cluster_is_never_deleted BEFORE DELETE ON cluster
BEGIN SELECT raise(ABORT, 'clusters are never deleted'); END;
CREATE TRIGGER cluster_revision_is_never_changed BEFORE UPDATE ON cluster_revision
BEGIN SELECT raise(ABORT, 'cluster revisions are never changed'); END;
CREATE TRIGGER cluster_revision_is_never_deleted BEFORE DELETE ON cluster_revision
BEGIN SELECT raise(ABORT, 'cluster revisions are never deleted'); END;
CREATE TRIGGER pin_move_is_never_changed BEFORE UPDATE ON pin_move
BEGIN SELECT raise(ABORT, 'pin moves are never changed'); END;
CREATE TRIGGER pin_move_is_never_deleted BEFORE DELETE ON pin_move
BEGIN SELECT raise(ABORT, 'pin moves are never deleted'); END;
CREATE TRIGGER scope_change_is_never_changed BEFORE UPDATE ON scope_change
BEGIN SELECT raise(ABORT, 'changes of a scope are never changed'); END;
CREATE TRIGGER scope_change_is_never_deleted BEFORE DELETE ON scope_change
BEGIN SELECT raise(ABORT, 'changes of a scope are never deleted'); END;

PRAGMA user_version = 2;
