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

static int write_all(int fd, const char *bytes, size_t length)
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
	return fsync(fd);
}

enum file_result file_write(const char *path, const struct text *content)
{
	if (content->failed) {
		errno = ENOMEM;
		return FILE_FAILED;
	}
	if (holds(path, content))
		return FILE_UNCHANGED;
	struct arena arena;
	arena_init(&arena);
	char *temporary = arena_printf(&arena, "%s.XXXXXX", path);
	enum file_result result = FILE_FAILED;
	int fd = mkstemp(temporary);
	if (fd < 0)
		goto done;
	mode_t mask = umask(0);
	umask(mask);
	int written = fchmod(fd, 0666 & ~mask) == 0 &&
		      write_all(fd, text_string(content), content->length) == 0;
	int error = errno;
	if (close(fd) == 0 && written && rename(temporary, path) == 0)
		result = FILE_WRITTEN;
	else {
		if (written)
			error = errno;
		unlink(temporary);
		errno = error;
	}
done:;
	int kept = errno;
	arena_finish(&arena);
	errno = kept;
	return result;
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
