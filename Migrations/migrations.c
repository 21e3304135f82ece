// The SQL files of this folder, embedded at compile time: the executable needs no files beside it.
#pragma clang diagnostic ignored "-Wc23-extensions" // #embed
#include "Migrations.h"

static const unsigned char sql_0001[] = {
#embed "0001_create_catalogue.sql"
};

static const unsigned char sql_0002[] = {
#embed "0002_register_clusters.sql"
};

static const unsigned char sql_0003[] = {
#embed "0003_index_settings.sql"
};

static const unsigned char sql_0004[] = {
#embed "0004_publish_views.sql"
};

static const unsigned char sql_0005[] = {
#embed "0005_keep_findings.sql"
};

static const unsigned char sql_0006[] = {
#embed "0006_count_by_user_version.sql"
};

static const strata_migration migrations[] = {
    {"0001_create_catalogue", sql_0001, sizeof sql_0001},
    {"0002_register_clusters", sql_0002, sizeof sql_0002},
    {"0003_index_settings", sql_0003, sizeof sql_0003},
    {"0004_publish_views", sql_0004, sizeof sql_0004},
    {"0005_keep_findings", sql_0005, sizeof sql_0005},
    {"0006_count_by_user_version", sql_0006, sizeof sql_0006},
};

size_t strata_migration_count(void) { return sizeof migrations / sizeof *migrations; }

strata_migration strata_migration_at(size_t index) { return migrations[index]; }
