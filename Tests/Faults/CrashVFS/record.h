#ifndef STRATA_CRASH_RECORD_H
#define STRATA_CRASH_RECORD_H

#include "crash_vfs.h"
#include <limits.h>

enum { MAX_NAMES = 24, MAX_FILES = 256 };

typedef enum { MARK, CREATE, LINK, RENAME, UNLINK, SYNC_FOLDER, WRITE, CUT, SYNC } step_kind;

/// One thing that happened.
typedef struct {
  step_kind kind;
  /// Which file.
  int file;
  /// Names by their numbers: what it is called, and after LINK and RENAME.
  int name, other;
  /// Of WRITE; the size of CUT is the file's.
  int64_t offset, size;
  uint8_t *bytes;
} step;

/// Bytes that grow.
typedef struct content {
  uint8_t *bytes;
  int64_t size, capacity;
} content;

struct crash_record {
  char folder[PATH_MAX];
  char *names[MAX_NAMES];
  int name_count;
  /// The files as they were at the beginning, and the names that they had.
  content files[MAX_FILES];
  int file_count;
  int first_names[MAX_NAMES];
  /// Which file each name stands for by now, or -1.
  int current_names[MAX_NAMES];
  step *steps;
  int count, capacity;
};

/// The record that is being made, or NULL.
extern crash_record *crash_current;

/// The file at a path, which is new where it is not known yet; -1 where the path is none of the folder's.
int crash_file_at(crash_record *record, const char *path);

void crash_did_write(crash_record *record, int file, int64_t offset, const void *bytes, int64_t size);
void crash_did_cut(crash_record *record, int file, int64_t size);

/// Grows or cuts a content; what is new is zero.
void content_resize(content *content, int64_t size);
/// Writes to a content, which grows where it must.
void content_write(content *content, int64_t offset, const uint8_t *bytes, int64_t size);
/// Reads a whole file.
bool content_read(content *content, const char *path);
bool content_save(const content *content, const char *path);
uint64_t content_hash(const content *content, uint64_t seed);

/// Makes SQLite's files go through the VFS, or not any more.
void crash_vfs_use(bool used);

#endif
