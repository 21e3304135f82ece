#include "record.h"
#include <sqlite3.h>
#include <string.h>

/// A file as SQLite has it open. Behind it comes the one of SQLite's own VFS.
typedef struct {
  sqlite3_file base;
  /// Which file of the record; -1 where it is not recorded.
  int number;
} crash_file;

static sqlite3_file *real(sqlite3_file *file) { return (sqlite3_file *)((crash_file *)file + 1); }

// MARK: Failing calls

static struct {
  crash_calls kind;
  int64_t first, count;
} calls;

void crash_calls_fail(crash_calls kind, int64_t first) {
  calls.kind = kind;
  calls.first = first;
  calls.count = 0;
  crash_vfs_use(true);
}

int64_t crash_calls_count(void) { return calls.count; }

/// What a call does to the disk.
typedef enum { LOOKS, CHANGES, GROWS } effect;

/// Counts a call, and says what it is to fail with.
static int fault(int code, effect effect) {
  calls.count++;
  if (calls.first == 0 || calls.count < calls.first) return SQLITE_OK;
  switch (calls.kind) {
    case CRASH_ONCE: return calls.count == calls.first ? code : SQLITE_OK;
    case CRASH_BROKEN: return calls.count == calls.first || effect != LOOKS ? code : SQLITE_OK;
    case CRASH_FULL: return effect == GROWS ? SQLITE_FULL : SQLITE_OK;
  }
  return SQLITE_OK;
}

// MARK: Files

static int file_close(sqlite3_file *file) { return real(file)->pMethods->xClose(real(file)); }

static int file_read(sqlite3_file *file, void *bytes, int count, sqlite3_int64 offset) {
  int code = fault(SQLITE_IOERR_READ, LOOKS);
  return code != SQLITE_OK ? code : real(file)->pMethods->xRead(real(file), bytes, count, offset);
}

static int file_write(sqlite3_file *file, const void *bytes, int count, sqlite3_int64 offset) {
  sqlite3_int64 size = 0;
  real(file)->pMethods->xFileSize(real(file), &size);
  int code = fault(SQLITE_IOERR_WRITE, offset + count > size ? GROWS : CHANGES);
  if (code == SQLITE_OK) code = real(file)->pMethods->xWrite(real(file), bytes, count, offset);
  int number = ((crash_file *)file)->number;
  if (code == SQLITE_OK && number >= 0 && crash_current) crash_did_write(crash_current, number, offset, bytes, count);
  return code;
}

static int file_truncate(sqlite3_file *file, sqlite3_int64 size) {
  int code = fault(SQLITE_IOERR_TRUNCATE, CHANGES);
  if (code == SQLITE_OK) code = real(file)->pMethods->xTruncate(real(file), size);
  int number = ((crash_file *)file)->number;
  if (code == SQLITE_OK && number >= 0 && crash_current) crash_did_cut(crash_current, number, size);
  return code;
}

/// What it syncs, the file and for a new journal its folder, is recorded where the operating system is told.
static int file_sync(sqlite3_file *file, int flags) {
  int code = fault(SQLITE_IOERR_FSYNC, CHANGES);
  return code != SQLITE_OK ? code : real(file)->pMethods->xSync(real(file), flags);
}

static int file_size(sqlite3_file *file, sqlite3_int64 *size) {
  int code = fault(SQLITE_IOERR_FSTAT, LOOKS);
  return code != SQLITE_OK ? code : real(file)->pMethods->xFileSize(real(file), size);
}

static int file_lock(sqlite3_file *file, int lock) {
  int code = fault(SQLITE_IOERR_LOCK, LOOKS);
  return code != SQLITE_OK ? code : real(file)->pMethods->xLock(real(file), lock);
}

static int file_unlock(sqlite3_file *file, int lock) { return real(file)->pMethods->xUnlock(real(file), lock); }

static int file_is_reserved(sqlite3_file *file, int *reserved) {
  int code = fault(SQLITE_IOERR_CHECKRESERVEDLOCK, LOOKS);
  return code != SQLITE_OK ? code : real(file)->pMethods->xCheckReservedLock(real(file), reserved);
}

static int file_control(sqlite3_file *file, int operation, void *argument) {
  return real(file)->pMethods->xFileControl(real(file), operation, argument);
}

static int file_sector_size(sqlite3_file *file) { return real(file)->pMethods->xSectorSize(real(file)); }

static int file_characteristics(sqlite3_file *file) {
  return real(file)->pMethods->xDeviceCharacteristics(real(file));
}

/// Version 1: without shared memory and without mapping, of which nothing could be recorded.
static const sqlite3_io_methods methods = {
    .iVersion = 1,
    .xClose = file_close,
    .xRead = file_read,
    .xWrite = file_write,
    .xTruncate = file_truncate,
    .xSync = file_sync,
    .xFileSize = file_size,
    .xLock = file_lock,
    .xUnlock = file_unlock,
    .xCheckReservedLock = file_is_reserved,
    .xFileControl = file_control,
    .xSectorSize = file_sector_size,
    .xDeviceCharacteristics = file_characteristics,
};

// MARK: The VFS

static sqlite3_vfs *own;
static sqlite3_vfs vfs;

static int vfs_open(sqlite3_vfs *_, const char *path, sqlite3_file *file, int flags, int *outFlags) {
  file->pMethods = NULL;
  int code = fault(SQLITE_CANTOPEN, LOOKS);
  if (code == SQLITE_OK) code = own->xOpen(own, path, real(file), flags, outFlags);
  if (code != SQLITE_OK) return code;
  ((crash_file *)file)->number = crash_current ? crash_file_at(crash_current, path) : -1;
  file->pMethods = &methods;
  return SQLITE_OK;
}

static int vfs_delete(sqlite3_vfs *_, const char *path, int syncsFolder) {
  int code = fault(SQLITE_IOERR_DELETE, CHANGES);
  return code != SQLITE_OK ? code : own->xDelete(own, path, syncsFolder);
}

static int vfs_access(sqlite3_vfs *_, const char *path, int flags, int *result) {
  int code = fault(SQLITE_IOERR_ACCESS, LOOKS);
  return code != SQLITE_OK ? code : own->xAccess(own, path, flags, result);
}

void crash_vfs_use(bool used) {
  if (own == NULL) {
    own = sqlite3_vfs_find(NULL);
    // What is not replaced is handed to the functions of SQLite's own VFS, which ask nothing of the structure.
    vfs = *own;
    vfs.zName = "crash";
    vfs.szOsFile = (int)sizeof(crash_file) + own->szOsFile;
    vfs.xOpen = vfs_open;
    vfs.xDelete = vfs_delete;
    vfs.xAccess = vfs_access;
  }
  sqlite3_vfs_register(used ? &vfs : own, 1);
}
