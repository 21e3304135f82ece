-- What people and their tools may read with any SQLite client: views with names instead of ids, described column by
-- column in docs/schema.md. Their names and columns stay; the tables beneath them may change.
--
-- Of JSON they call json_each alone: with an untrusted schema, SQLite 3.40 lets no view call a function such as
-- json_extract(). Filters on kinds, paths, values, scopes and versions are to find their way through the indexes from
-- either end, so that views join without DISTINCT, LEFT JOIN and aggregates where many rows go through them.

CREATE INDEX output_block_by_output ON output_block (output_id);
CREATE INDEX parameter_use_by_set ON parameter_use (set_id);
CREATE INDEX scope_by_path ON scope (
  CASE
    WHEN team = '' THEN '/'
    WHEN environment = '' THEN team
    WHEN cluster = '' THEN team || '/' || environment
    ELSE team || '/' || environment || '/' || cluster
  END
);
CREATE INDEX scope_change_by_path ON scope_change (
  CASE
    WHEN team = '' THEN '/'
    WHEN environment = '' THEN team
    WHEN cluster = '' THEN team || '/' || environment
    ELSE team || '/' || environment || '/' || cluster
  END
);

-- Every scope by the name it has now: its own, or that of its last change. Both are found by their text.
CREATE VIEW scope_name (scope, kind, team, environment, cluster, retired, scope_id) AS
SELECT
  CASE
    WHEN s.team = '' THEN '/'
    WHEN s.environment = '' THEN s.team
    WHEN s.cluster = '' THEN s.team || '/' || s.environment
    ELSE s.team || '/' || s.environment || '/' || s.cluster
  END,
  CASE
    WHEN s.team = '' THEN 'root'
    WHEN s.environment = '' THEN 'team'
    WHEN s.cluster <> '' THEN 'cluster'
    WHEN s.team = '*' THEN 'every_team'
    ELSE 'environment'
  END,
  nullif(s.team, ''), nullif(s.environment, ''), nullif(s.cluster, ''), CAST(0 AS INTEGER), s.id
FROM scope s
WHERE NOT EXISTS (SELECT 1 FROM scope_change WHERE scope_id = s.id)
UNION ALL
SELECT
  CASE
    WHEN h.team = '' THEN '/'
    WHEN h.environment = '' THEN h.team
    WHEN h.cluster = '' THEN h.team || '/' || h.environment
    ELSE h.team || '/' || h.environment || '/' || h.cluster
  END,
  CASE
    WHEN h.team = '' THEN 'root'
    WHEN h.environment = '' THEN 'team'
    WHEN h.cluster <> '' THEN 'cluster'
    WHEN h.team = '*' THEN 'every_team'
    ELSE 'environment'
  END,
  nullif(h.team, ''), nullif(h.environment, ''), nullif(h.cluster, ''), h.retired, h.scope_id
FROM scope_change h
WHERE h.number = (SELECT max(number) FROM scope_change WHERE scope_id = h.scope_id);

-- The version that each cluster runs, retired ones too, by ids: what it is pinned to, else the newest of its own
-- strategy, else the newest of its environment's.
CREATE VIEW running (cluster_id, reason, version_id) AS
SELECT c.scope_id, 'pinned', v.id
FROM cluster c
JOIN pin_move p ON p.scope_id = c.scope_id
JOIN version v ON v.id = p.version_id
WHERE p.id = (SELECT max(id) FROM pin_move WHERE scope_id = c.scope_id)
UNION ALL
SELECT c.scope_id, 'own', v.id
FROM cluster c
JOIN version v ON v.scope_id = c.scope_id
WHERE v.number = (SELECT max(number) FROM version WHERE scope_id = c.scope_id)
  AND (SELECT version_id FROM pin_move WHERE scope_id = c.scope_id ORDER BY id DESC LIMIT 1) IS NULL
UNION ALL
SELECT c.scope_id, 'environment', v.id
FROM cluster c
JOIN version v ON v.scope_id = c.environment_id
WHERE v.number = (SELECT max(number) FROM version WHERE scope_id = c.environment_id)
  AND NOT EXISTS (SELECT 1 FROM version WHERE scope_id = c.scope_id)
  AND (SELECT version_id FROM pin_move WHERE scope_id = c.scope_id ORDER BY id DESC LIMIT 1) IS NULL;

-- The clusters in use, with what is known of each, and the version it runs.
CREATE VIEW fleet_cluster (
  cluster, team, environment, name, kubernetes, region, selectors, strategy, version, reason, latest, behind,
  cluster_id, version_id
) AS
SELECT
  n.scope, n.team, n.environment, n.cluster,
  nullif(k.kubernetes, ''), nullif(k.region, ''), coalesce(k.selectors, '{}'),
  (SELECT scope FROM scope_name WHERE scope_id = v.scope_id), v.number,
  CASE
    WHEN v.id IS NULL THEN NULL
    WHEN p.version_id IS NOT NULL THEN 'pinned'
    WHEN v.scope_id = c.scope_id THEN 'own'
    ELSE 'environment'
  END,
  l.number,
  CASE WHEN v.scope_id = l.scope_id THEN l.number - v.number END,
  c.scope_id, v.id
FROM cluster c
JOIN scope_name n ON n.scope_id = c.scope_id AND n.retired = 0
LEFT JOIN cluster_revision k
  ON k.scope_id = c.scope_id AND k.number = (SELECT max(number) FROM cluster_revision WHERE scope_id = c.scope_id)
LEFT JOIN pin_move p ON p.id = (SELECT max(id) FROM pin_move WHERE scope_id = c.scope_id)
LEFT JOIN version l ON l.id = coalesce(
  (SELECT id FROM version WHERE scope_id = c.scope_id ORDER BY number DESC LIMIT 1),
  (SELECT id FROM version WHERE scope_id = c.environment_id ORDER BY number DESC LIMIT 1))
LEFT JOIN version v ON v.id = coalesce(p.version_id, l.id);

-- Every version there is.
CREATE VIEW strategy_version (
  strategy, version, is_latest, template, template_version, provider, provider_revision, time, author, message,
  rollback_of, byte_count, line_count, output_digest, digest, entry, scope_id, version_id
) AS
SELECT
  n.scope, v.number, v.number = (SELECT max(number) FROM version WHERE scope_id = v.scope_id),
  t.name, t.version, p.provider, p.number,
  strftime('%Y-%m-%dT%H:%M:%SZ', a.recorded_at / 1000, 'unixepoch'), a.author, a.message,
  (SELECT number FROM version WHERE id = v.source_id),
  o.byte_count, o.line_count, lower(hex(o.digest)), lower(hex(v.digest)), v.audit_id, v.scope_id, v.id
FROM version v
JOIN scope_name n ON n.scope_id = v.scope_id
JOIN inputs i ON i.id = v.inputs_id
JOIN template_revision t ON t.id = i.template_revision_id
LEFT JOIN provider_revision p ON p.id = i.provider_revision_id
JOIN output o ON o.id = v.output_id
JOIN audit a ON a.id = v.audit_id;

-- The parameters that each version was made from; one with several values has a row for each.
CREATE VIEW version_parameter (strategy, version, key, value, layer, version_id) AS
SELECT
  n.scope, v.number, e.key, u.value,
  CASE l.value
    WHEN 'team' THEN n.team
    WHEN '*/environment' THEN '*/' || n.environment
    WHEN 'team/environment' THEN n.team || '/' || n.environment
    WHEN 'team/environment/cluster' THEN n.scope
    ELSE l.value
  END,
  v.id
FROM version v
JOIN scope_name n ON n.scope_id = v.scope_id
JOIN inputs i ON i.id = v.inputs_id
JOIN parameter_set s ON s.id = i.parameter_set_id
JOIN json_each(s.content) e
JOIN json_each(e.value, '$.layer') l
JOIN json_each(e.value, '$.value') u;

-- The parameters that the layers set today; one with several values has a row for each, one that unsets what is
-- inherited has a row with a null.
CREATE VIEW profile_parameter (scope, key, value, revision, time, author, message, scope_id) AS
SELECT
  n.scope, e.key, u.value, r.number, strftime('%Y-%m-%dT%H:%M:%SZ', a.recorded_at / 1000, 'unixepoch'), a.author,
  a.message, r.scope_id
FROM profile_revision r
JOIN scope_name n ON n.scope_id = r.scope_id AND n.retired = 0
JOIN audit a ON a.id = r.audit_id
JOIN json_each(r.parameters) e
JOIN json_each(r.parameters, e.fullkey) u
WHERE r.number = (SELECT max(number) FROM profile_revision WHERE scope_id = r.scope_id);

-- The mappings of the providers as they are today.
CREATE VIEW provider_key (provider, title, key, value, revision) AS
SELECT r.provider, r.title, e.key, e.value, r.number
FROM provider_revision r
JOIN json_each(r.mapping) e
WHERE r.number = (SELECT max(number) FROM provider_revision WHERE provider = r.provider);

-- What a version was made from: the inputs that were last found to give its output, which are what a cluster that runs
-- it is set to.
CREATE VIEW confirmed_inputs (version_id, inputs_id) AS
SELECT v.id, v.inputs_id FROM version v WHERE NOT EXISTS (SELECT 1 FROM confirmation WHERE version_id = v.id)
UNION ALL
SELECT f.version_id, f.inputs_id FROM confirmation f
WHERE f.id = (SELECT max(id) FROM confirmation WHERE version_id = f.version_id);

-- The settings of every version: the scalars of its documents, its parameters, and its provider's keys with what layers
-- put in their place. Columns of all arms have the same affinities, or SQLite would work out the whole view each time.
CREATE VIEW version_setting (
  strategy, version, source, api_version, kind, namespace, name, path, shape, value, type, number, line, setting,
  version_id
) AS
WITH mapping (revision_id, path, value) AS MATERIALIZED (
  SELECT r.id, CAST('provider.' || e.key AS TEXT), CAST(e.value AS TEXT)
  FROM provider_revision r JOIN json_each(r.mapping) e
)
SELECT
  n.scope, v.number, 'manifest',
  m.api_version, m.kind, m.namespace, m.name, p.path, p.shape, u.value, u.type, u.number, s.line,
  coalesce(m.kind || coalesce('/' || m.name, ''), '') || ':' || p.path, v.id
FROM version v
JOIN scope_name n ON n.scope_id = v.scope_id
JOIN output_block o ON o.output_id = v.output_id
JOIN block_manifest d ON d.block_id = o.block_id
JOIN manifest m ON m.id = d.manifest_id
JOIN setting s ON s.manifest_id = m.id
JOIN setting_path p ON p.id = s.path_id
JOIN setting_value u ON u.id = s.value_id
UNION ALL
SELECT
  n.scope, v.number,
  iif(substr(p.key, 1, 9) = 'provider.', 'provider', 'parameter'),
  CAST(NULL AS TEXT), CAST(NULL AS TEXT), CAST(NULL AS TEXT), CAST(NULL AS TEXT),
  p.key, p.key, p.value, CAST('string' AS TEXT), CAST(NULL AS REAL), CAST(NULL AS INTEGER), '' || p.key, v.id
FROM version v
JOIN scope_name n ON n.scope_id = v.scope_id
JOIN inputs i ON i.id = v.inputs_id
JOIN parameter_use s ON s.set_id = i.parameter_set_id
JOIN parameter_value p ON p.id = s.value_id
UNION ALL
SELECT
  n.scope, v.number, 'provider',
  CAST(NULL AS TEXT), CAST(NULL AS TEXT), CAST(NULL AS TEXT), CAST(NULL AS TEXT),
  k.path, k.path, k.value, CAST('string' AS TEXT), CAST(NULL AS REAL), CAST(NULL AS INTEGER), '' || k.path, v.id
FROM version v
JOIN scope_name n ON n.scope_id = v.scope_id
JOIN inputs i ON i.id = v.inputs_id
JOIN mapping k ON k.revision_id = i.provider_revision_id
WHERE NOT EXISTS (
  SELECT 1 FROM parameter_value p JOIN parameter_use s ON s.value_id = p.id
  WHERE p.key = k.path AND s.set_id = i.parameter_set_id);

-- The settings of the versions that the clusters in use run, and what is known of the clusters themselves. What a
-- cluster is set to are the inputs that were last found to give its version's output.
CREATE VIEW cluster_setting (
  cluster, strategy, version, source, api_version, kind, namespace, name, path, shape, value, type, number, line,
  setting, cluster_id, version_id
) AS
WITH mapping (revision_id, path, value) AS MATERIALIZED (
  SELECT r.id, CAST('provider.' || e.key AS TEXT), CAST(e.value AS TEXT)
  FROM provider_revision r JOIN json_each(r.mapping) e
)
SELECT
  n.scope, (SELECT scope FROM scope_name WHERE scope_id = v.scope_id), v.number, 'manifest',
  m.api_version, m.kind, m.namespace, m.name, p.path, p.shape, u.value, u.type, u.number, s.line,
  coalesce(m.kind || coalesce('/' || m.name, ''), '') || ':' || p.path, r.cluster_id, v.id
FROM running r
JOIN scope_name n ON n.scope_id = r.cluster_id AND n.retired = 0
JOIN version v ON v.id = r.version_id
JOIN output_block o ON o.output_id = v.output_id
JOIN block_manifest d ON d.block_id = o.block_id
JOIN manifest m ON m.id = d.manifest_id
JOIN setting s ON s.manifest_id = m.id
JOIN setting_path p ON p.id = s.path_id
JOIN setting_value u ON u.id = s.value_id
UNION ALL
SELECT
  n.scope, (SELECT scope FROM scope_name WHERE scope_id = v.scope_id), v.number,
  iif(substr(p.key, 1, 9) = 'provider.', 'provider', 'parameter'),
  CAST(NULL AS TEXT), CAST(NULL AS TEXT), CAST(NULL AS TEXT), CAST(NULL AS TEXT),
  p.key, p.key, p.value, CAST('string' AS TEXT), CAST(NULL AS REAL), CAST(NULL AS INTEGER), '' || p.key,
  r.cluster_id, v.id
FROM running r
JOIN scope_name n ON n.scope_id = r.cluster_id AND n.retired = 0
JOIN version v ON v.id = r.version_id
JOIN confirmed_inputs f ON f.version_id = r.version_id
JOIN inputs i ON i.id = f.inputs_id
JOIN parameter_use s ON s.set_id = i.parameter_set_id
JOIN parameter_value p ON p.id = s.value_id
UNION ALL
SELECT
  n.scope, (SELECT scope FROM scope_name WHERE scope_id = v.scope_id), v.number, 'provider',
  CAST(NULL AS TEXT), CAST(NULL AS TEXT), CAST(NULL AS TEXT), CAST(NULL AS TEXT),
  k.path, k.path, k.value, CAST('string' AS TEXT), CAST(NULL AS REAL), CAST(NULL AS INTEGER), '' || k.path,
  r.cluster_id, v.id
FROM running r
JOIN scope_name n ON n.scope_id = r.cluster_id AND n.retired = 0
JOIN version v ON v.id = r.version_id
JOIN confirmed_inputs f ON f.version_id = r.version_id
JOIN inputs i ON i.id = f.inputs_id
JOIN mapping k ON k.revision_id = i.provider_revision_id
WHERE NOT EXISTS (
  SELECT 1 FROM parameter_value p JOIN parameter_use s ON s.value_id = p.id
  WHERE p.key = k.path AND s.set_id = i.parameter_set_id)
UNION ALL
SELECT
  n.scope, (SELECT scope FROM scope_name WHERE scope_id = v.scope_id), v.number, 'cluster',
  CAST(NULL AS TEXT), CAST(NULL AS TEXT), CAST(NULL AS TEXT), CAST(NULL AS TEXT),
  CAST('cluster.kubernetes' AS TEXT), CAST('cluster.kubernetes' AS TEXT), k.kubernetes,
  CAST('string' AS TEXT), CAST(NULL AS REAL), CAST(NULL AS INTEGER), 'cluster.kubernetes', r.cluster_id, v.id
FROM running r
JOIN scope_name n ON n.scope_id = r.cluster_id AND n.retired = 0
JOIN version v ON v.id = r.version_id
JOIN cluster_revision k ON k.scope_id = r.cluster_id
WHERE k.number = (SELECT max(number) FROM cluster_revision WHERE scope_id = r.cluster_id) AND k.kubernetes <> ''
UNION ALL
SELECT
  n.scope, (SELECT scope FROM scope_name WHERE scope_id = v.scope_id), v.number, 'cluster',
  CAST(NULL AS TEXT), CAST(NULL AS TEXT), CAST(NULL AS TEXT), CAST(NULL AS TEXT),
  CAST('cluster.region' AS TEXT), CAST('cluster.region' AS TEXT), k.region,
  CAST('string' AS TEXT), CAST(NULL AS REAL), CAST(NULL AS INTEGER), 'cluster.region', r.cluster_id, v.id
FROM running r
JOIN scope_name n ON n.scope_id = r.cluster_id AND n.retired = 0
JOIN version v ON v.id = r.version_id
JOIN cluster_revision k ON k.scope_id = r.cluster_id
WHERE k.number = (SELECT max(number) FROM cluster_revision WHERE scope_id = r.cluster_id) AND k.region <> '';

-- The labels of clusters in use that a query selects by.
CREATE VIEW cluster_selector (cluster, key, value, cluster_id) AS
SELECT n.scope, e.key, e.value, c.scope_id
FROM cluster c
JOIN scope_name n ON n.scope_id = c.scope_id AND n.retired = 0
JOIN cluster_revision k ON k.scope_id = c.scope_id
JOIN json_each(k.selectors) e
WHERE k.number = (SELECT max(number) FROM cluster_revision WHERE scope_id = c.scope_id);

-- The blocks of every version in order: their texts, one after the other, are the document.
CREATE VIEW version_block (strategy, version, block, language, text, version_id) AS
SELECT n.scope, v.number, e.key + 1, b.language, CAST(b.content AS TEXT), v.id
FROM version v
JOIN scope_name n ON n.scope_id = v.scope_id
JOIN output o ON o.id = v.output_id
JOIN json_each(o.blocks) e
JOIN block b ON b.id = e.value;

-- What of the YAML in a version does not parse.
CREATE VIEW broken_manifest (strategy, version, api_version, kind, name, problem, version_id) AS
SELECT n.scope, v.number, m.api_version, m.kind, m.name, e.value, v.id
FROM manifest m
JOIN json_each(m.problems) e
JOIN block_manifest d ON d.manifest_id = m.id
JOIN output_block o ON o.block_id = d.block_id
JOIN version v ON v.output_id = o.output_id
JOIN scope_name n ON n.scope_id = v.scope_id
WHERE m.problems <> '[]';

-- Who did what, when and why: one row for each operation.
CREATE VIEW audit_trail (entry, time, author, action, subject, message, digest) AS
SELECT
  id, strftime('%Y-%m-%dT%H:%M:%SZ', recorded_at / 1000, 'unixepoch'), author, action, subject, message,
  lower(hex(digest))
FROM audit;

PRAGMA user_version = 4;
