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

/* Writes a temporary file beside path, flushes it to the disk and renames it over path; a file that
 * was there gives it its mode. A symbolic link goes on leading where it led; what is no plain file
 * (a device, a pipe) is written to. */
enum file_result file_write(const char *path, const struct text *content);

/* The same in two halves, for files that belong together: all are prepared before the first is put
 * into its place. */
struct file_prepared {
	const char *path;
	char *temporary; /* NULL: nothing is prepared, any more */
};
/* False with errno set. */
bool file_prepare(struct arena *arena, const char *path, const struct text *content,
	struct file_prepared *prepared);
/* False with errno set: nothing is there. */
bool file_place(struct file_prepared *prepared);
/* Takes the temporary file away, if there is one. errno stays. */
void file_discard(struct file_prepared *prepared);
/* Puts the newest temporary file for path, which a program left that was ended between the two
 * halves, into its place. False when there is none, or path is there. */
bool file_finish(struct arena *arena, const char *path);

/* One folder, its parents too. Zero, or -1 with errno set. */
int file_make_directory(const char *path);
bool file_exists(const char *path);

/* The names in a directory that end with suffix, sorted by byte; -1 with errno set when the
 * directory cannot be read. */
int file_list(struct arena *arena, const char *directory, const char *suffix, struct names *names);

#endif
