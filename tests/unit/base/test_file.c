/* gen/base/file.c */
#include "base/file.h"

#include "support/cmocka_all.h"
#include "support/folder.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

struct fixture {
	struct arena arena;
	const char *directory;
};

static int set_up(void **state)
{
	struct fixture *fixture = calloc(1, sizeof *fixture);
	arena_init(&fixture->arena);
	fixture->directory = temporary_folder("file");
	*state = fixture;
	return fixture->directory ? 0 : -1;
}

static int tear_down(void **state)
{
	struct fixture *fixture = *state;
	arena_finish(&fixture->arena);
	free(fixture);
	return 0;
}

static const char *path(struct fixture *fixture, const char *name)
{
	return arena_printf(&fixture->arena, "%s/%s", fixture->directory, name);
}

static enum file_result write_string(const char *file, const char *content)
{
	struct text text = {0};
	text_put(&text, content);
	enum file_result result = file_write(file, &text);
	int kept = errno;
	text_finish(&text);
	errno = kept;
	return result;
}

static void write_then_read(void **state)
{
	struct fixture *fixture = *state;
	const char *file = path(fixture, "written");
	size_t length = 0;
	assert_false(file_exists(file));
	assert_int_equal(write_string(file, "content\n"), FILE_WRITTEN);
	assert_true(file_exists(file));
	assert_string_equal(file_read(&fixture->arena, file, &length), "content\n");
	assert_int_equal(length, 8);
	assert_int_equal(write_string(file, "other"), FILE_WRITTEN);
	assert_string_equal(file_read(&fixture->arena, file, NULL), "other");
}

static void unchanged_is_not_touched(void **state)
{
	struct fixture *fixture = *state;
	const char *file = path(fixture, "unchanged");
	struct timespec old[2] = {{.tv_sec = 1000}, {.tv_sec = 1000}};
	struct stat status;
	assert_int_equal(write_string(file, "same"), FILE_WRITTEN);
	assert_int_equal(utimensat(AT_FDCWD, file, old, 0), 0);
	assert_int_equal(write_string(file, "same"), FILE_UNCHANGED);
	assert_int_equal(stat(file, &status), 0);
	assert_int_equal(status.st_mtime, 1000);
}

static void failure_leaves_nothing(void **state)
{
	struct fixture *fixture = *state;
	struct names names = {0};
	assert_int_equal(file_make_directory(path(fixture, "taken")), 0);
	assert_int_equal(write_string(path(fixture, "taken"), "content"), FILE_FAILED);
	assert_int_equal(write_string(path(fixture, "missing/file"), "content"), FILE_FAILED);
	assert_int_equal(errno, ENOENT);
	assert_int_equal(file_list(&fixture->arena, fixture->directory, "", &names), 0);
	list_each (const char **, name, &names)
		assert_null(strstr(*name, "taken."));
}

/* Two files that belong together: the second half of a run that was ended between them. */
static void what_was_prepared_is_finished(void **state)
{
	struct fixture *fixture = *state;
	const char *file = path(fixture, "pair.h");
	struct file_prepared old, prepared;
	struct text text = {0};
	text_put(&text, "older");
	assert_true(file_prepare(&fixture->arena, file, &text, &old));
	assert_false(file_exists(file));
	text_put(&text, " and newer");
	assert_true(file_prepare(&fixture->arena, file, &text, &prepared));
	text_finish(&text);
	struct timespec times[2] = {{.tv_sec = 1000}, {.tv_sec = 1000}};
	assert_int_equal(utimensat(AT_FDCWD, old.temporary, times, 0), 0);
	assert_true(file_finish(&fixture->arena, file));
	assert_string_equal(file_read(&fixture->arena, file, NULL), "older and newer");
	assert_false(file_finish(&fixture->arena, file));
	file_discard(&old);
	assert_false(file_place(&prepared)); /* somebody else has done it */
}

static void links_and_modes_stay(void **state)
{
	struct fixture *fixture = *state;
	const char *file = path(fixture, "target"), *link = path(fixture, "link");
	struct stat status;
	assert_int_equal(write_string(file, "old"), FILE_WRITTEN);
	assert_int_equal(chmod(file, 0640), 0);
	assert_int_equal(symlink("target", link), 0);
	assert_int_equal(write_string(link, "new"), FILE_WRITTEN);
	assert_int_equal(lstat(link, &status), 0);
	assert_true(S_ISLNK(status.st_mode));
	assert_int_equal(stat(file, &status), 0);
	assert_int_equal(status.st_mode & 0777, 0640);
	assert_string_equal(file_read(&fixture->arena, file, NULL), "new");
	assert_int_equal(write_string("/dev/null", "gone"), FILE_WRITTEN);
	assert_int_equal(stat("/dev/null", &status), 0);
	assert_true(S_ISCHR(status.st_mode));
	assert_int_equal(write_string("/dev/full", "more"), FILE_FAILED);
	assert_int_equal(errno, ENOSPC);
}

static void reading_what_is_not_there(void **state)
{
	struct fixture *fixture = *state;
	assert_null(file_read(&fixture->arena, path(fixture, "nowhere"), NULL));
	assert_int_equal(errno, ENOENT);
	assert_null(file_read(&fixture->arena, fixture->directory, NULL));
	assert_int_equal(errno, EISDIR);
}

static void directories_with_their_parents(void **state)
{
	struct fixture *fixture = *state;
	assert_int_equal(file_make_directory(path(fixture, "a/b/c")), 0);
	assert_true(file_exists(path(fixture, "a/b/c")));
	assert_int_equal(file_make_directory(path(fixture, "a/b/c")), 0);
	assert_int_equal(write_string(path(fixture, "a/file"), ""), FILE_WRITTEN);
	assert_int_equal(file_make_directory(path(fixture, "a/file/d")), -1);
}

static void list_is_sorted_by_suffix(void **state)
{
	struct fixture *fixture = *state;
	struct names names = {0};
	assert_int_equal(file_make_directory(path(fixture, "list")), 0);
	const char *const files[] = {"list/b.h", "list/a.h", "list/a.c", "list/B.h", "list/h"};
	for (size_t i = 0; i < sizeof files / sizeof *files; i++)
		assert_int_equal(write_string(path(fixture, files[i]), "x"), FILE_WRITTEN);
	assert_int_equal(file_list(&fixture->arena, path(fixture, "list"), ".h", &names), 0);
	assert_int_equal(names.count, 3);
	assert_string_equal(names.items[0], "B.h");
	assert_string_equal(names.items[1], "a.h");
	assert_string_equal(names.items[2], "b.h");
	assert_int_equal(file_list(&fixture->arena, path(fixture, "nowhere"), ".h", &names), -1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(write_then_read),
		cmocka_unit_test(unchanged_is_not_touched),
		cmocka_unit_test(failure_leaves_nothing),
		cmocka_unit_test(what_was_prepared_is_finished),
		cmocka_unit_test(links_and_modes_stay),
		cmocka_unit_test(reading_what_is_not_there),
		cmocka_unit_test(directories_with_their_parents),
		cmocka_unit_test(list_is_sorted_by_suffix),
	};
	return cmocka_run_group_tests_name("file", tests, set_up, tear_down);
}
