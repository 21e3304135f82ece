#define _GNU_SOURCE
#include "record.h"
#include <dirent.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

crash_record *crash_current = NULL;

static int number_of_name(crash_record *record, const char *name) {
  for (int number = 0; number < record->name_count; number++) {
    if (strcmp(record->names[number], name) == 0) return number;
  }
  if (record->name_count == MAX_NAMES) abort();
  record->names[record->name_count] = strdup(name);
  record->first_names[record->name_count] = record->current_names[record->name_count] = -1;
  return record->name_count++;
}

/// The number of the name that a path has in the folder; -1 where it is elsewhere.
static int name_at(crash_record *record, const char *path) {
  size_t length = strlen(record->folder);
  if (path == NULL || strncmp(path, record->folder, length) != 0 || path[length] != '/') return -1;
  return strchr(path + length + 1, '/') == NULL ? number_of_name(record, path + length + 1) : -1;
}

static int new_file(crash_record *record) {
  if (record->file_count == MAX_FILES) abort();
  return record->file_count++;
}

static void add(crash_record *record, step step) {
  if (record->count == record->capacity) {
    record->capacity = record->capacity * 2 + 1024;
    record->steps = realloc(record->steps, (size_t)record->capacity * sizeof step);
  }
  record->steps[record->count++] = step;
}

int crash_file_at(crash_record *record, const char *path) {
  int name = name_at(record, path);
  if (name < 0 || record->current_names[name] >= 0) return name < 0 ? -1 : record->current_names[name];
  int file = record->current_names[name] = new_file(record);
  add(record, (step){.kind = CREATE, .file = file, .name = name});
  // It may have been made, and written to, past SQLite.
  content content = {0};
  if (content_read(&content, path)) crash_did_write(record, file, 0, content.bytes, content.size);
  free(content.bytes);
  return file;
}

void crash_did_write(crash_record *record, int file, int64_t offset, const void *bytes, int64_t size) {
  if (size <= 0) return;
  uint8_t *copy = malloc((size_t)size);
  memcpy(copy, bytes, (size_t)size);
  add(record, (step){.kind = WRITE, .file = file, .offset = offset, .size = size, .bytes = copy});
}

void crash_did_cut(crash_record *record, int file, int64_t size) {
  add(record, (step){.kind = CUT, .file = file, .size = size});
}

// MARK: Calls of the C library

// What is said to the operating system of names and syncs is recorded where it is said: SQLite syncs folders past its
// VFS, and a new catalogue gets its name past SQLite. These definitions take the place of the C library's.

static void did_sync(int descriptor) {
  char link[64], path[2048];
  snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
  ssize_t length = crash_current == NULL ? -1 : readlink(link, path, sizeof path - 1);
  if (length < 0) return;
  path[length] = 0;
  if (strcmp(path, crash_current->folder) == 0) {
    add(crash_current, (step){.kind = SYNC_FOLDER});
    return;
  }
  int file = crash_file_at(crash_current, path);
  if (file >= 0) add(crash_current, (step){.kind = SYNC, .file = file});
}

int fsync(int descriptor) {
  int result = (int)syscall(SYS_fsync, descriptor);
  if (result == 0) did_sync(descriptor);
  return result;
}

int fdatasync(int descriptor) {
  int result = (int)syscall(SYS_fdatasync, descriptor);
  if (result == 0) did_sync(descriptor);
  return result;
}

int unlink(const char *path) {
  int result = (int)syscall(SYS_unlinkat, AT_FDCWD, path, 0);
  int name = result == 0 && crash_current != NULL ? name_at(crash_current, path) : -1;
  if (name >= 0) {
    add(crash_current, (step){.kind = UNLINK, .name = name});
    crash_current->current_names[name] = -1;
  }
  return result;
}

static void did_name(step_kind kind, int file, const char *path, const char *newPath) {
  int name = name_at(crash_current, path), other = name_at(crash_current, newPath);
  if (file < 0 || other < 0) return;
  add(crash_current, (step){.kind = kind, .file = file, .name = name, .other = other});
  crash_current->current_names[other] = file;
  if (kind == RENAME) crash_current->current_names[name] = -1;
}

int link(const char *path, const char *newPath) {
  int file = crash_current == NULL ? -1 : crash_file_at(crash_current, path);
  int result = (int)syscall(SYS_linkat, AT_FDCWD, path, AT_FDCWD, newPath, 0);
  if (result == 0 && crash_current != NULL) did_name(LINK, file, path, newPath);
  return result;
}

int rename(const char *path, const char *newPath) {
  int file = crash_current == NULL ? -1 : crash_file_at(crash_current, path);
  int result = (int)syscall(SYS_renameat2, AT_FDCWD, path, AT_FDCWD, newPath, 0);
  if (result == 0 && crash_current != NULL) did_name(RENAME, file, path, newPath);
  return result;
}

// MARK: A record

crash_record *crash_record_begin(const char *folder) {
  crash_record *record = calloc(1, sizeof *record);
  struct stat status;
  DIR *entries = opendir(folder);
  if (entries == NULL || realpath(folder, record->folder) == NULL) {
    if (entries != NULL) closedir(entries);
    free(record);
    return NULL;
  }
  for (struct dirent *entry; (entry = readdir(entries)) != NULL;) {
    char path[PATH_MAX + 256];
    snprintf(path, sizeof path, "%s/%s", record->folder, entry->d_name);
    if (stat(path, &status) != 0 || !S_ISREG(status.st_mode)) continue;
    int name = number_of_name(record, entry->d_name), file = new_file(record);
    content_read(&record->files[file], path);
    record->first_names[name] = record->current_names[name] = file;
  }
  closedir(entries);
  crash_current = record;
  crash_vfs_use(true);
  return record;
}

void crash_record_mark(crash_record *record) { add(record, (step){.kind = MARK}); }

void crash_record_end(crash_record *record) {
  if (crash_current != record) return;
  crash_current = NULL;
  crash_vfs_use(false);
}

int crash_record_count(const crash_record *record) { return record->count; }

void crash_record_free(crash_record *record) {
  crash_record_end(record);
  for (int index = 0; index < record->count; index++) free(record->steps[index].bytes);
  for (int index = 0; index < record->file_count; index++) free(record->files[index].bytes);
  for (int index = 0; index < record->name_count; index++) free(record->names[index]);
  free(record->steps);
  free(record);
}
