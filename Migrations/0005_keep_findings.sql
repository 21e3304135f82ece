-- What is kept of verification. Waivers say which findings are put up with, where, until when and why: they are
-- recorded like everything else that people decide. Findings themselves follow from outputs and rules; they are a
-- cache, without digests, and whoever deletes it only makes the next verification take longer.

-- That findings are waived at a scope and beneath it since this move; without a day, that they no longer are.
CREATE TABLE waiver_move (
  id INTEGER PRIMARY KEY,
  scope_id INTEGER NOT NULL REFERENCES scope (id) ON DELETE RESTRICT,
  finding TEXT NOT NULL CHECK (finding <> ''), -- a rule, as in removed-api, or one finding, as in removed-api:3f2a91c0
  until TEXT CHECK (until GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'), -- the last day, UTC
  reason TEXT NOT NULL,
  audit_id INTEGER NOT NULL REFERENCES audit (id) ON DELETE RESTRICT,
  digest BLOB NOT NULL CHECK (length(digest) = 32),
  CHECK ((until IS NULL) = (reason = ''))
) STRICT;

CREATE INDEX waiver_move_by_finding ON waiver_move (finding, scope_id);

CREATE TRIGGER waiver_move_is_never_replaced BEFORE INSERT ON waiver_move
WHEN EXISTS (SELECT 1 FROM waiver_move WHERE id = new.id)
BEGIN SELECT raise(ABORT, 'waiver moves are never replaced'); END;
CREATE TRIGGER waiver_move_is_never_changed BEFORE UPDATE ON waiver_move
BEGIN SELECT raise(ABORT, 'waiver moves are never changed'); END;
CREATE TRIGGER waiver_move_is_never_deleted BEFORE DELETE ON waiver_move
BEGIN SELECT raise(ABORT, 'waiver moves are never deleted'); END;

-- That an output was verified, with which rules and for which Kubernetes version.
CREATE TABLE output_check (
  id INTEGER PRIMARY KEY,
  output_id INTEGER NOT NULL REFERENCES output (id) ON DELETE CASCADE,
  kubernetes TEXT NOT NULL,
  rule_set TEXT NOT NULL,
  UNIQUE (output_id, kubernetes, rule_set)
) STRICT;

-- What a rule says, without the line: outputs have most of their findings in common.
CREATE TABLE finding_text (
  id INTEGER PRIMARY KEY,
  finding TEXT NOT NULL, -- removed-api:3f2a91c0
  rule TEXT NOT NULL,
  severity TEXT NOT NULL,
  object TEXT NOT NULL, -- '' where no object is at fault
  path TEXT NOT NULL, -- '' where there is none
  subject TEXT NOT NULL,
  message TEXT NOT NULL,
  hint TEXT
) STRICT;

CREATE INDEX finding_text_by_finding ON finding_text (finding);
CREATE INDEX finding_text_by_rule ON finding_text (rule);

-- What a check found, in order from 1.
CREATE TABLE check_finding (
  check_id INTEGER NOT NULL REFERENCES output_check (id) ON DELETE CASCADE,
  position INTEGER NOT NULL CHECK (position >= 1),
  text_id INTEGER NOT NULL REFERENCES finding_text (id) ON DELETE CASCADE,
  line INTEGER NOT NULL, -- of the output, from 1
  PRIMARY KEY (check_id, position)
) STRICT, WITHOUT ROWID;

CREATE INDEX check_finding_by_text ON check_finding (text_id);

-- The waivers that were not taken away, expired ones too, at scopes in use.
CREATE VIEW waiver (finding, scope, until, is_active, reason, time, author, scope_id) AS
SELECT
  w.finding, n.scope, w.until, w.until >= strftime('%Y-%m-%d', 'now'), w.reason,
  strftime('%Y-%m-%dT%H:%M:%SZ', a.recorded_at / 1000, 'unixepoch'), a.author, w.scope_id
FROM waiver_move w
JOIN scope_name n ON n.scope_id = w.scope_id AND n.retired = 0
JOIN audit a ON a.id = w.audit_id
WHERE w.until IS NOT NULL
  AND w.id = (SELECT max(id) FROM waiver_move WHERE finding = w.finding AND scope_id = w.scope_id);

-- What the newest verification of each version found, for each Kubernetes version that it was verified for.
CREATE VIEW version_finding (
  strategy, version, kubernetes, finding, rule, severity, object, path, line, subject, message, hint, rule_set,
  version_id
) AS
SELECT
  n.scope, v.number, c.kubernetes, t.finding, t.rule, t.severity, nullif(t.object, ''), nullif(t.path, ''), f.line,
  t.subject, t.message, t.hint, c.rule_set, v.id
FROM output_check c
JOIN check_finding f ON f.check_id = c.id
JOIN finding_text t ON t.id = f.text_id
JOIN version v ON v.output_id = c.output_id
JOIN scope_name n ON n.scope_id = v.scope_id
WHERE c.id = (SELECT max(id) FROM output_check WHERE output_id = c.output_id AND kubernetes = c.kubernetes);

PRAGMA user_version = 5;
