#include "record.h"
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/// Numbers of steps.
typedef struct {
  int *steps;
  int count, capacity;
} step_list;

struct crash_disk {
  const crash_record *record;
  bool ignores_syncs;
  int position, marks;
  /// What is durable, and what was done since and is not synced.
  content files[MAX_FILES];
  step_list pending[MAX_FILES];
  int names[MAX_NAMES];
  step_list pending_names;
};

static void append(step_list *list, int number) {
  if (list->count == list->capacity) {
    list->capacity = list->capacity * 2 + 16;
    list->steps = realloc(list->steps, (size_t)list->capacity * sizeof(int));
  }
  list->steps[list->count++] = number;
}

static void change_names(int *names, const step *step) {
  switch (step->kind) {
    case CREATE: names[step->name] = step->file; break;
    case UNLINK: names[step->name] = -1; break;
    case LINK: names[step->other] = step->file; break;
    case RENAME:
      names[step->other] = step->file;
      names[step->name] = -1;
      break;
    default: break;
  }
}

static void change_content(content *content, const step *step) {
  if (step->kind == WRITE) content_write(content, step->offset, step->bytes, step->size);
  if (step->kind == CUT) content_resize(content, step->size);
}

crash_disk *crash_disk_make(const crash_record *record, bool ignores_syncs) {
  crash_disk *disk = calloc(1, sizeof *disk);
  disk->record = record;
  disk->ignores_syncs = ignores_syncs;
  memcpy(disk->names, record->first_names, sizeof disk->names);
  for (int file = 0; file < record->file_count; file++) {
    content_write(&disk->files[file], 0, record->files[file].bytes, record->files[file].size);
  }
  return disk;
}

void crash_disk_step(crash_disk *disk) {
  int number = disk->position++;
  const step *step = &disk->record->steps[number];
  switch (step->kind) {
    case MARK: disk->marks++; break;
    case WRITE:
    case CUT: append(&disk->pending[step->file], number); break;
    case SYNC:
      if (disk->ignores_syncs) break;
      step_list *pending = &disk->pending[step->file];
      for (int index = 0; index < pending->count; index++) {
        change_content(&disk->files[step->file], &disk->record->steps[pending->steps[index]]);
      }
      pending->count = 0;
      break;
    case SYNC_FOLDER:
      if (disk->ignores_syncs) break;
      for (int index = 0; index < disk->pending_names.count; index++) {
        change_names(disk->names, &disk->record->steps[disk->pending_names.steps[index]]);
      }
      disk->pending_names.count = 0;
      break;
    default: append(&disk->pending_names, number);
  }
}

int crash_disk_marks(const crash_disk *disk) { return disk->marks; }

/// The first step that may be lost.
static int first_pending(const crash_disk *disk) {
  int first = disk->pending_names.count > 0 ? disk->pending_names.steps[0] : disk->position;
  for (int file = 0; file < disk->record->file_count; file++) {
    if (disk->pending[file].count > 0 && disk->pending[file].steps[0] < first) first = disk->pending[file].steps[0];
  }
  return first;
}

int crash_disk_pending(const crash_disk *disk) {
  int count = disk->pending_names.count;
  for (int file = 0; file < disk->record->file_count; file++) count += disk->pending[file].count;
  return count;
}

void crash_disk_free(crash_disk *disk) {
  for (int file = 0; file < MAX_FILES; file++) {
    free(disk->files[file].bytes);
    free(disk->pending[file].steps);
  }
  free(disk->pending_names.steps);
  free(disk);
}

// MARK: Failing

/// SplitMix64.
static uint64_t draw(uint64_t *state, uint64_t bound) {
  uint64_t mixed = *state += 0x9E3779B97F4A7C15u;
  mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9u;
  mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBu;
  return (mixed ^ (mixed >> 31)) % bound;
}

/// How the power fails.
typedef struct {
  /// What was done before this step survives, and nothing after; -1 where chance decides step by step.
  int cut;
  /// Whether what survives may have come to the disk in another order.
  bool reorders;
  /// Whether writes come to the disk by sectors.
  bool tears;
} power_failure;

enum { SECTOR = 512 };

/// Writes some of a write's sectors, and into some others noise. Bytes beside the write are safe, as SQLite takes them
/// to be (SQLITE_IOCAP_POWERSAFE_OVERWRITE).
static void tear(content *content, const step *step, uint64_t *random) {
  uint64_t shares = draw(random, 4);
  for (int64_t from = 0; from < step->size;) {
    int64_t to = ((step->offset + from) / SECTOR + 1) * SECTOR - step->offset;
    if (to > step->size) to = step->size;
    uint64_t fate = draw(random, 8);
    if (fate < 2 * shares + 1) {
      content_write(content, step->offset + from, step->bytes + from, to - from);
    } else if (fate == 7) {
      uint8_t noise[SECTOR];
      for (int index = 0; index < SECTOR; index++) noise[index] = (uint8_t)draw(random, 256);
      content_write(content, step->offset + from, noise, to - from);
    }
    from = to;
  }
}

/// Which of some steps survive.
static step_list survivors(const step_list *pending, const power_failure *failure, uint64_t *random) {
  step_list chosen = {0};
  uint64_t share = draw(random, 5);
  for (int index = 0; index < pending->count; index++) {
    bool survives = failure->cut >= 0 ? pending->steps[index] < failure->cut : draw(random, 4) < share;
    if (survives) append(&chosen, pending->steps[index]);
  }
  for (int index = chosen.count - 1; failure->reorders && index > 0; index--) {
    int other = (int)draw(random, (uint64_t)index + 1), moved = chosen.steps[index];
    chosen.steps[index] = chosen.steps[other];
    chosen.steps[other] = moved;
  }
  return chosen;
}

static void lose(const crash_disk *disk, int file, const power_failure *failure, uint64_t *random, content *content) {
  step_list chosen = survivors(&disk->pending[file], failure, random);
  for (int index = 0; index < chosen.count; index++) {
    const step *step = &disk->record->steps[chosen.steps[index]];
    if (step->kind == WRITE && failure->tears && draw(random, 3) == 0) {
      tear(content, step, random);
    } else {
      change_content(content, step);
    }
  }
  free(chosen.steps);
}

static void empty(const char *folder) {
  DIR *entries = opendir(folder);
  if (entries == NULL) return;
  for (struct dirent *entry; (entry = readdir(entries)) != NULL;) {
    char path[2048];
    snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
    unlink(path);
  }
  closedir(entries);
}

uint64_t crash_disk_fail(const crash_disk *disk, uint64_t seed, const char *folder) {
  uint64_t random = seed;
  power_failure failure = {.cut = -1};
  switch (draw(&random, 8)) {
    case 0: failure.cut = 0; break;
    case 1: failure.cut = disk->position; break;
    case 2: {
      int first = first_pending(disk);
      failure.cut = first + (int)draw(&random, (uint64_t)(disk->position - first) + 1);
      break;
    }
    case 3: break;
    case 4: failure.reorders = true; break;
    default: failure.tears = true; failure.reorders = draw(&random, 2) == 0; break;
  }
  int names[MAX_NAMES];
  memcpy(names, disk->names, sizeof names);
  // Names keep their order: one may be given twice.
  power_failure orderly = failure;
  orderly.reorders = false;
  step_list chosen = survivors(&disk->pending_names, &orderly, &random);
  for (int index = 0; index < chosen.count; index++) change_names(names, &disk->record->steps[chosen.steps[index]]);
  free(chosen.steps);
  empty(folder);
  uint64_t hash = 1;
  content content = {0};
  for (int name = 0; name < disk->record->name_count; name++) {
    int file = names[name];
    if (file < 0) continue;
    content_resize(&content, 0);
    content_write(&content, 0, disk->files[file].bytes, disk->files[file].size);
    lose(disk, file, &failure, &random, &content);
    const char *text = disk->record->names[name];
    char path[2048];
    snprintf(path, sizeof path, "%s/%s", folder, text);
    const struct content named = {.bytes = (uint8_t *)text, .size = (int64_t)strlen(text)};
    if (!content_save(&content, path)) hash = 0;
    if (hash != 0) hash = content_hash(&content, content_hash(&named, hash));
  }
  free(content.bytes);
  return hash;
}
