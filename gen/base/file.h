/* Files, read whole and written whole or not at all. */
#ifndef RESTRUCT_BASE_FILE_H
#define RESTRUCT_BASE_FILE_H

#include "base/arena.h"
#include "base/text.h"

#include <stdbool.h>

/* The file's bytes, NUL-terminated, in the arena; NULL with errno set when it cannot be read.
 * length may be NULL. */
char *file_read(struct arena *arena, const char *path, size_t *length);

enum file_result {
	FILE_WRITTEN,
	FILE_UNCHANGED, /* it held these bytes already and was not touched */
	FILE_FAILED     /* errno says why; whatever was there before is still there, whole */
};

/* Writes a temporary file beside path, flushes it to the disk and renames it over path. */
enum file_result file_write(const char *path, const struct text *content);

/* One folder, its parents too. Zero, or -1 with errno set. */
int file_make_directory(const char *path);
bool file_exists(const char *path);

/* The names in a directory that end with suffix, sorted by byte; -1 with errno set when the
 * directory cannot be read. */
int file_list(struct arena *arena, const char *directory, const char *suffix, struct names *names);

#endif
