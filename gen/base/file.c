/* Files, read whole and written whole or not at all; see file.h. */
#include "base/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

char *file_read(struct arena *arena, const char *path, size_t *length)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return NULL;
	struct text content = {0};
	char buffer[16384];
	ssize_t n;
	while ((n = read(fd, buffer, sizeof buffer)) > 0 || (n < 0 && errno == EINTR)) {
		if (n > 0)
			text_put_n(&content, buffer, (size_t)n);
	}
	int error = n < 0 ? errno : 0;
	close(fd);
	if (error) {
		text_finish(&content);
		errno = error;
		return NULL;
	}
	if (length)
		*length = content.length;
	return text_take(&content, arena);
}

static bool holds(const char *path, const struct text *content)
{
	struct arena arena;
	arena_init(&arena);
	size_t length;
	const char *old = file_read(&arena, path, &length);
	bool same =
		old && length == content->length && memcmp(old, text_string(content), length) == 0;
	arena_finish(&arena);
	return same;
}

static int write_bytes(int fd, const char *bytes, size_t length)
{
	while (length > 0) {
		ssize_t n = write(fd, bytes, length);
		if (n < 0 && errno != EINTR)
			return -1;
		if (n > 0) {
			bytes += n;
			length -= (size_t)n;
		}
	}
	return 0;
}

/* With the mode of the file that it is to replace, else as any new file. */
static int write_temporary(int fd, const char *path, const struct text *content)
{
	struct stat old;
	mode_t mask = umask(0);
	umask(mask);
	mode_t mode = stat(path, &old) == 0 ? old.st_mode & 07777 : 0666 & ~mask;
	return fchmod(fd, mode) == 0 && write_bytes(fd, text_string(content), content->length) == 0
		       ? fsync(fd)
		       : -1;
}

bool file_prepare(struct arena *arena, const char *path, const struct text *content,
	struct file_prepared *prepared)
{
	*prepared = (struct file_prepared){.path = path};
	char *temporary = arena_printf(arena, "%s.XXXXXX", path);
	int fd = mkstemp(temporary);
	if (fd < 0)
		return false;
	prepared->temporary = temporary;
	bool written = write_temporary(fd, path, content) == 0;
	int error = errno;
	if (close(fd) == 0 && written)
		return true;
	if (!written)
		errno = error;
	file_discard(prepared);
	return false;
}

bool file_place(struct file_prepared *prepared)
{
	if (rename(prepared->temporary, prepared->path) != 0) {
		file_discard(prepared);
		return false;
	}
	prepared->temporary = NULL;
	return true;
}

void file_discard(struct file_prepared *prepared)
{
	int kept = errno;
	if (prepared->temporary)
		unlink(prepared->temporary);
	prepared->temporary = NULL;
	errno = kept;
}

/* Into what is no plain file. */
static enum file_result write_through(const char *path, const struct text *content)
{
	int fd = open(path, O_WRONLY | O_CLOEXEC);
	if (fd < 0)
		return FILE_FAILED;
	bool written = write_bytes(fd, text_string(content), content->length) == 0;
	int error = errno;
	if (close(fd) == 0 && written)
		return FILE_WRITTEN;
	if (!written)
		errno = error;
	return FILE_FAILED;
}

static enum file_result replace(struct arena *arena, const char *path, const struct text *content)
{
	struct file_prepared prepared;
	char *real = realpath(path, NULL);
	const char *target = real ? arena_strdup(arena, real) : path;
	free(real);
	return file_prepare(arena, target, content, &prepared) && file_place(&prepared)
		       ? FILE_WRITTEN
		       : FILE_FAILED;
}

enum file_result file_write(const char *path, const struct text *content)
{
	struct stat status;
	if (stat(path, &status) == 0 && !S_ISREG(status.st_mode) && !S_ISDIR(status.st_mode))
		return write_through(path, content);
	if (holds(path, content))
		return FILE_UNCHANGED;
	struct arena arena;
	arena_init(&arena);
	enum file_result result = replace(&arena, path, content);
	int kept = errno;
	arena_finish(&arena);
	errno = kept;
	return result;
}

/* "0002_a.h.x7Kq2v" is one of "0002_a.h". */
static bool is_temporary_of(const char *name, const char *file)
{
	size_t length = strlen(file);
	return strncmp(name, file, length) == 0 && name[length] == '.' &&
	       strlen(name + length) == strlen(".XXXXXX");
}

static bool is_newer(const struct stat *one, const struct stat *other)
{
	return one->st_mtim.tv_sec != other->st_mtim.tv_sec
		       ? one->st_mtim.tv_sec > other->st_mtim.tv_sec
		       : one->st_mtim.tv_nsec > other->st_mtim.tv_nsec;
}

bool file_finish(struct arena *arena, const char *path)
{
	const char *slash = strrchr(path, '/'), *file = slash ? slash + 1 : path;
	const char *folder = slash ? arena_strndup(arena, path, (size_t)(slash - path) + 1) : "./";
	struct names names = {0};
	struct stat status, newest = {0};
	const char *found = NULL;
	if (file_exists(path) || file_list(arena, folder, "", &names) != 0)
		return false;
	list_each (const char **, name, &names) {
		const char *temporary = arena_printf(arena, "%s%s", folder, *name);
		if (!is_temporary_of(*name, file) || stat(temporary, &status) != 0 ||
			(found && !is_newer(&status, &newest)))
			continue;
		found = temporary;
		newest = status;
	}
	return found && rename(found, path) == 0;
}

int file_make_directory(const char *path)
{
	struct arena arena;
	arena_init(&arena);
	char *part = arena_strdup(&arena, path);
	int result = 0;
	for (char *c = part + 1; *part && result == 0; c++) {
		char saved = *c;
		if (saved != '/' && saved != '\0')
			continue;
		*c = '\0';
		if (mkdir(part, 0777) != 0 && errno != EEXIST)
			result = -1;
		*c = saved;
		if (!saved)
			break;
	}
	int kept = errno;
	arena_finish(&arena);
	errno = kept;
	return result;
}

bool file_exists(const char *path)
{
	return access(path, F_OK) == 0;
}

static int compare_names(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

int file_list(struct arena *arena, const char *directory, const char *suffix, struct names *names)
{
	DIR *dir = opendir(directory);
	if (!dir)
		return -1;
	const struct dirent *entry;
	size_t first = names->count;
	while ((entry = readdir(dir))) {
		size_t length = strlen(entry->d_name), tail = strlen(suffix);
		if (length >= tail && strcmp(entry->d_name + length - tail, suffix) == 0)
			list_push(arena, names, arena_strdup(arena, entry->d_name));
	}
	closedir(dir);
	if (names->count > first)
		qsort(names->items + first, names->count - first, sizeof *names->items,
			compare_names);
	return 0;
}
