#include "record.h"
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

void content_resize(content *content, int64_t size) {
  if (size > content->capacity) {
    content->capacity = size * 2;
    content->bytes = realloc(content->bytes, (size_t)content->capacity);
  }
  if (size > content->size) memset(content->bytes + content->size, 0, (size_t)(size - content->size));
  content->size = size;
}

void content_write(content *content, int64_t offset, const uint8_t *bytes, int64_t size) {
  if (size <= 0) return;
  if (offset + size > content->size) content_resize(content, offset + size);
  memcpy(content->bytes + offset, bytes, (size_t)size);
}

bool content_read(content *content, const char *path) {
  int descriptor = open(path, O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return false;
  struct stat status;
  bool done = fstat(descriptor, &status) == 0;
  if (done) content_resize(content, status.st_size);
  for (int64_t at = 0; done && at < content->size;) {
    ssize_t count = pread(descriptor, content->bytes + at, (size_t)(content->size - at), at);
    done = count > 0;
    at += count;
  }
  close(descriptor);
  return done;
}

bool content_save(const content *content, const char *path) {
  int descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (descriptor < 0) return false;
  bool done = true;
  for (int64_t at = 0; done && at < content->size;) {
    ssize_t count = pwrite(descriptor, content->bytes + at, (size_t)(content->size - at), at);
    done = count > 0;
    at += count;
  }
  return close(descriptor) == 0 && done;
}

uint64_t content_hash(const content *content, uint64_t seed) {
  uint64_t hash = seed ^ (uint64_t)content->size;
  int64_t at = 0;
  for (; at + 8 <= content->size; at += 8) {
    uint64_t word;
    memcpy(&word, content->bytes + at, 8);
    hash = (hash ^ word) * 0x9E3779B97F4A7C15u;
    hash ^= hash >> 29;
  }
  for (; at < content->size; at++) hash = (hash ^ content->bytes[at]) * 0x100000001B3u;
  hash ^= hash >> 32;
  return hash == 0 ? 1 : hash;
}

uint64_t crash_file_hash(const char *path) {
  content content = {0};
  uint64_t hash = content_read(&content, path) ? content_hash(&content, 1) : 0;
  free(content.bytes);
  return hash;
}
