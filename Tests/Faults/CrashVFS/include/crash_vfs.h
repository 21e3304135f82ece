#ifndef STRATA_CRASH_VFS_H
#define STRATA_CRASH_VFS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// A disk that loses power. SQLite's own VFS does the work; this one stands before it and writes down what happens to
// the files of one folder. From such a record, images are made of what the disk may hold when the power fails.

// MARK: Recording

/// What happened to the files of one folder, in order.
typedef struct crash_record crash_record;

/// Begins to record: from now on SQLite opens files through this VFS. What is in the folder is taken to be durable.
/// One record is made at a time.
/// - Returns: NULL where the folder cannot be read.
crash_record *_Nullable crash_record_begin(const char *_Nonnull folder);

/// Notes that all that was done so far has been acknowledged.
void crash_record_mark(crash_record *_Nonnull record);

/// Ends recording: SQLite opens files as ever.
void crash_record_end(crash_record *_Nonnull record);

/// How many steps were recorded.
int crash_record_count(const crash_record *_Nonnull record);

void crash_record_free(crash_record *_Nonnull record);

// MARK: Losing power

/// The disk at some step of a record: what is durable, and what may be lost.
typedef struct crash_disk crash_disk;

/// The disk before the first step.
/// - Parameter ignores_syncs: whether syncing makes nothing durable.
crash_disk *_Nonnull crash_disk_make(const crash_record *_Nonnull record, bool ignores_syncs);

/// Takes the next step. There must be one.
void crash_disk_step(crash_disk *_Nonnull disk);

/// How many operations were acknowledged.
int crash_disk_marks(const crash_disk *_Nonnull disk);

/// How many changes may be lost.
int crash_disk_pending(const crash_disk *_Nonnull disk);

/// Fills a folder with what the disk may hold after the power failed now: all that is durable, and of the rest what
/// the seed says. Files that are in the folder are removed.
/// - Returns: a number for the content of the files; 0 where they could not be written.
uint64_t crash_disk_fail(const crash_disk *_Nonnull disk, uint64_t seed, const char *_Nonnull folder);

void crash_disk_free(crash_disk *_Nonnull disk);

/// A number for the content of a file; 0 where it cannot be read.
uint64_t crash_file_hash(const char *_Nonnull path);

// MARK: Failing calls

/// What is wrong with the disk.
typedef enum {
  /// One call fails.
  CRASH_ONCE,
  /// One call fails, and all after it that change anything.
  CRASH_BROKEN,
  /// From one call on, no file can grow.
  CRASH_FULL,
} crash_calls;

/// Has calls of the VFS fail.
/// - Parameter first: which is the first to fail, from 1; 0 for none.
void crash_calls_fail(crash_calls kind, int64_t first);

/// How many calls there were since ``crash_calls_fail`` was called last.
int64_t crash_calls_count(void);

#endif
