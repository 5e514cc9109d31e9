/* What a revision's checksum sees and what it does not. */
#include "base/file.h"
#include "read/read.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "support/cmocka_all.h"

static struct arena arena;

/* The checksum of a source. */
static const char *sum(const char *source)
{
	char path[] = "/tmp/restruct-tokens-XXXXXX";
	int fd = mkstemp(path);
	assert_true(fd >= 0);
	close(fd);
	struct text text = {0};
	text_put(&text, source);
	assert_int_not_equal(file_write(path, &text), FILE_FAILED);
	text_finish(&text);
	const char *checksum = read_checksum(&arena, path);
	unlink(path);
	assert_non_null(checksum);
	assert_int_equal(strlen(checksum), 16);
	return checksum;
}

static void assert_same(const char *a, const char *b)
{
	assert_string_equal(sum(a), sum(b));
}

static void assert_other(const char *a, const char *b)
{
	assert_string_not_equal(sum(a), sum(b));
}

static void comments_and_layout_are_free(void **state)
{
	(void)state;
	assert_same("int a;", "int   a ;\n");
	assert_same("int a;", "int\n\ta; // the first");
	assert_same("int a;", "/* one\n two */int/**/a;");
	assert_same("int a;", "int \\\n a;");
	assert_same("int a;\n", "int a;\r\n");
	assert_same("int a;", "int a; // goes on \\\n int b;");
	assert_same("a + b", "a+b");
	assert_same("", "/* nothing */");
}

static void tokens_are_not(void **state)
{
	(void)state;
	assert_other("int a;", "int b;");
	assert_other("int a;", "inta;");
	assert_other("a + +b", "a ++b");
	assert_other("a - -b", "a --b");
	assert_other("a", "a b");
	assert_other("'a'", "\"a\"");
	assert_other("f(\"a\", \"b\")", "f(\"ab\")");
	assert_other("\"a\" b", "\"a b\"");
	assert_other("x = 1.5", "x = 1 .5");
}

static void literals_may_be_cut(void **state)
{
	(void)state;
	assert_same("\"one two\"", "\"one \"\n\t\"two\"");
	assert_same("\"one two\"", "\"one \" /* and */ \"two\"");
	assert_same("\"a\\\"b\"", "\"a\\\"\" \"b\"");
	assert_other("\"one two\"", "\"one  two\"");
	assert_other("\"// a\"", "\"\"");
	assert_other("\"/* a */\"", "\"\"");
}

static void a_cut_after_an_escape_counts(void **state)
{
	(void)state;
	assert_other("\"\\1\" \"1\"", "\"\\11\"");
	assert_other("\"\\x1\" \"1\"", "\"\\x11\"");
	assert_same("\"\\n1\"", "\"\\n\" \"1\"");
	assert_same("\"box1f\"", "\"box1\" \"f\"");
}

static void a_directive_ends_with_its_line(void **state)
{
	(void)state;
	assert_other("#define A\nint b;", "#define A int b;\n");
	assert_same("#define A \\\n int b;\n", "#define A int b;\n");
	assert_same("#define A 1\n\nint b;", "#  define A 1 /* one */\nint b;");
}

static void strange_input_ends(void **state)
{
	(void)state;
	assert_other("\"open", "open");
	assert_other("'", "\"");
	assert_same("/* open", "");
	assert_same("// \\", "");
	sum("\\");
	sum("\"\\");
	assert_null(read_checksum(&arena, "/tmp/restruct-there-is-no-such-file"));
	assert_int_equal(errno, ENOENT);
}

static int begin(void **state)
{
	(void)state;
	arena_init(&arena);
	return 0;
}

static int end(void **state)
{
	(void)state;
	arena_finish(&arena);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(comments_and_layout_are_free),
		cmocka_unit_test(tokens_are_not),
		cmocka_unit_test(literals_may_be_cut),
		cmocka_unit_test(a_cut_after_an_escape_counts),
		cmocka_unit_test(a_directive_ends_with_its_line),
		cmocka_unit_test(strange_input_ends),
	};
	return cmocka_run_group_tests(tests, begin, end);
}
