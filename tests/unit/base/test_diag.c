/* gen/base/diag.c */
#include "base/diag.h"

#include "base/file.h"
#include "support/cmocka_all.h"
#include "support/folder.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct fixture {
	struct arena arena;
	struct diag diag;
};

static int set_up(void **state)
{
	struct fixture *fixture = calloc(1, sizeof *fixture);
	const char *folder = temporary_folder("diag");
	if (!folder || chdir(folder) != 0)
		return -1;
	arena_init(&fixture->arena);
	diag_init(&fixture->diag, &fixture->arena);
	*state = fixture;
	return 0;
}

static int tear_down(void **state)
{
	struct fixture *fixture = *state;
	arena_finish(&fixture->arena);
	free(fixture);
	return 0;
}

static void source(const char *name, const char *content)
{
	struct text text = {0};
	text_put(&text, content);
	assert_int_not_equal(file_write(name, &text), FILE_FAILED);
	text_finish(&text);
}

static void assert_printed(struct diag *diag, const char *wanted)
{
	char *printed = NULL;
	size_t size;
	FILE *stream = open_memstream(&printed, &size);
	diag_print(diag, stream);
	fclose(stream);
	assert_string_equal(printed, wanted);
	free(printed);
}

static void line_and_caret(void **state)
{
	struct fixture *fixture = *state;
	source("caret.h", "first\n\tint é id;\nlast");
	diag_error(&fixture->diag, (struct place){"caret.h", 2, 9}, "no \"%s\"", "id");
	diag_warning(&fixture->diag, (struct place){"caret.h", 3, 0}, "a whole line");
	assert_int_equal(fixture->diag.errors, 1);
	assert_int_equal(fixture->diag.warnings, 1);
	assert_printed(&fixture->diag, "caret.h:2:9: error: no \"id\"\n"
				       "    2 | \tint é id;\n"
				       "      | \t      ^\n"
				       "caret.h:3: warning: a whole line\n"
				       "    3 | last\n");
}

static void nowhere_and_missing_lines(void **state)
{
	struct fixture *fixture = *state;
	source("short.h", "one\n");
	diag_error(&fixture->diag, (struct place){0}, "of the command");
	diag_error(&fixture->diag, (struct place){"missing.h", 0, 0}, "no such file");
	diag_error(&fixture->diag, (struct place){"missing.h", 3, 1}, "no such line");
	diag_error(&fixture->diag, (struct place){"short.h", 7, 1}, "beyond the end");
	diag_error(&fixture->diag, (struct place){"short.h", 1, 99}, "beyond the line");
	assert_printed(&fixture->diag, "restruct: error: of the command\n"
				       "missing.h: error: no such file\n"
				       "missing.h:3:1: error: no such line\n"
				       "short.h:1:99: error: beyond the line\n"
				       "    1 | one\n"
				       "short.h:7:1: error: beyond the end\n");
}

static void sorted_by_place_with_notes_and_once(void **state)
{
	struct fixture *fixture = *state;
	diag_error(&fixture->diag, (struct place){"b.h", 9, 1}, "later");
	diag_note(&fixture->diag, (struct place){"a.h", 1, 1}, "of later");
	diag_error(&fixture->diag, (struct place){"a.h", 1, 1}, "another file");
	diag_error(&fixture->diag, (struct place){"b.h", 2, 1}, "sooner");
	diag_error(&fixture->diag, (struct place){"b.h", 2, 1}, "sooner");
	assert_printed(&fixture->diag, "b.h:2:1: error: sooner\n"
				       "b.h:9:1: error: later\n"
				       "a.h:1:1: note: of later\n"
				       "a.h:1:1: error: another file\n");
	assert_printed(&fixture->diag, "");
	assert_int_equal(fixture->diag.errors, 4);
}

static void suggestions(void **state)
{
	struct fixture *fixture = *state;
	struct names names = {0};
	assert_null(diag_suggest("customers", &names));
	list_push(&fixture->arena, &names, "orders");
	list_push(&fixture->arena, &names, "customers");
	list_push(&fixture->arena, &names, "id");
	assert_string_equal(diag_suggest("custmers", &names), "customers");
	assert_string_equal(diag_suggest("order", &names), "orders");
	assert_null(diag_suggest("invoices", &names));
	assert_null(diag_suggest("xy", &names));
	assert_string_equal(diag_suggest("cusotmers", &names), "customers");
}

/* What a terminal gets to see. */
static void assert_seen(struct diag *diag, const char *wanted)
{
	int master = posix_openpt(O_RDWR | O_NOCTTY);
	assert_true(master >= 0 && grantpt(master) == 0 && unlockpt(master) == 0);
	FILE *stream = fopen(ptsname(master), "w");
	assert_non_null(stream);
	diag_print(diag, stream);
	fflush(stream);
	char seen[512] = "";
	assert_true(read(master, seen, sizeof seen - 1) > 0);
	assert_string_equal(seen, wanted);
	fclose(stream);
	close(master);
}

static void colours(void **state)
{
	struct fixture *fixture = *state;
	setenv("TERM", "xterm", 1);
	unsetenv("NO_COLOR");
	diag_error(&fixture->diag, (struct place){0}, "bad");
	assert_seen(&fixture->diag, "restruct: \033[1;31merror:\033[0m \033[1mbad\033[0m\r\n");
	setenv("NO_COLOR", "1", 1);
	diag_warning(&fixture->diag, (struct place){0}, "odd");
	assert_seen(&fixture->diag, "restruct: warning: odd\r\n");
	unsetenv("NO_COLOR");
	setenv("TERM", "dumb", 1);
	diag_warning(&fixture->diag, (struct place){0}, "odd");
	assert_seen(&fixture->diag, "restruct: warning: odd\r\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(line_and_caret, set_up, tear_down),
		cmocka_unit_test_setup_teardown(colours, set_up, tear_down),
		cmocka_unit_test_setup_teardown(nowhere_and_missing_lines, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			sorted_by_place_with_notes_and_once, set_up, tear_down),
		cmocka_unit_test_setup_teardown(suggestions, set_up, tear_down),
	};
	return cmocka_run_group_tests_name("diag", tests, NULL, NULL);
}
