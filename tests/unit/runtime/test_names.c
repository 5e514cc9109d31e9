/* Names from the options as SQL: quoting, search_path, the version table's own names. */
#include "support/cmocka_all.h"

#include <stdio.h>
#include <string.h>

#include "internal.h"

static restruct_error error;

/* What put makes of options, without a connection; borrowed until the next call. */
static const char *text_of(const restruct_options *options,
	void (*put)(const struct restruct_names *, struct restruct_text *))
{
	static char made[4096];
	struct restruct_names names;
	struct restruct_text text = {0};

	restruct_error_clear(&error);
	if (!restruct_names_init(&names, NULL, options, &error))
		return NULL;
	put(&names, &text);
	assert_false(text.failed);
	assert_true(text.length < sizeof made);
	strcpy(made, restruct_text_string(&text));
	restruct_text_finish(&text);
	return made;
}

static const char *search_path(const char *schema, const char *more)
{
	restruct_options options = {.schema = schema, .search_path = more};
	return text_of(&options, restruct_names_put_search_path);
}

static void expect_usage(const char *made, const char *reason)
{
	assert_null(made);
	assert_int_equal(error.status, RESTRUCT_USAGE);
	if (strstr(error.message, reason) == NULL)
		fail_msg("\"%s\" is not in: %s", reason, error.message);
}

static void test_search_path_is_a_list_of_names(void **state)
{
	(void)state;
	assert_string_equal(search_path(NULL, NULL), "");
	assert_string_equal(search_path("", ""), "");
	assert_string_equal(search_path("iwell", NULL), "SET LOCAL search_path TO \"iwell\"");
	assert_string_equal(search_path("a", " Shared ,public,\"O\"\"Hara, x\""),
		"SET LOCAL search_path TO \"a\", \"shared\", \"public\", \"O\"\"Hara, x\"");
	assert_string_equal(search_path(NULL, "b"),
		"SELECT pg_catalog.set_config('search_path', "
		"pg_catalog.quote_ident(pg_catalog.current_schema()) || ', \"b\"', true)");
}

static void test_search_path_that_is_no_list_is_refused(void **state)
{
	(void)state;
	static const char *const wrong[] = {",", "a,", "a b", "a,,b", "\"a", "\"\"", "a\"b",
		"\"a\"b", "\"", "a; DROP TABLE x", "\"a\"\"",
		"a1234567890123456789012345678901234567890123456789012345678901234"};
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
		expect_usage(search_path("s", wrong[i]), "is not a list of names");
}

static void test_names_are_quoted(void **state)
{
	(void)state;
	assert_string_equal(search_path("a\"; DROP SCHEMA x; --\n", NULL),
		"SET LOCAL search_path TO \"a\"\"; DROP SCHEMA x; --\n\"");
	restruct_options options = {.schema = "it's \\ übel"};
	assert_string_equal(text_of(&options, restruct_names_put_schema), " E'it''s \\\\ übel'");
	options.schema = NULL;
	assert_string_equal(
		text_of(&options, restruct_names_put_schema), "pg_catalog.current_schema()");
}

static void test_names_that_the_server_would_cut_are_refused(void **state)
{
	(void)state;
	char name[65];
	memset(name, 'n', sizeof name);
	name[64] = '\0';
	expect_usage(search_path(name, NULL), "longer than 63 bytes");
	name[63] = '\0';
	assert_non_null(search_path(name, NULL));
	expect_usage(search_path("\xff\xfe", NULL), "not valid in the encoding");
	expect_usage(search_path("cut \xc3", NULL), "not valid in the encoding");
}

static void test_constraints_are_named_after_the_table(void **state)
{
	(void)state;
	restruct_options options = {.schema = "s"};
	const char *sql = text_of(&options, restruct_version_create);
	assert_non_null(strstr(sql, "CREATE TABLE IF NOT EXISTS \"s\".\"restruct_version\" ("));
	assert_non_null(strstr(sql, "CONSTRAINT \"restruct_version_pkey\" PRIMARY KEY"));
	assert_non_null(strstr(sql, "REFERENCES \"s\".\"restruct_version\" (schema, revision)"));

	options.version_table = "jede Änderung";
	sql = text_of(&options, restruct_version_create);
	assert_non_null(strstr(sql, "CREATE TABLE IF NOT EXISTS \"s\".\"jede Änderung\" ("));
	assert_non_null(strstr(sql, "CONSTRAINT \"jede Änderung_pkey\" PRIMARY KEY"));
	assert_null(strstr(sql, "restruct_version"));
	assert_true(sql[strlen(sql) - 1] == ')');
}

static void test_long_table_names_keep_the_end_of_their_constraints(void **state)
{
	(void)state;
	char name[64], expected[128];
	memset(name, 'v', sizeof name);
	memcpy(name + 57, "ä", 2); /* _pkey leaves 58 bytes: half of the ä, so none of it */
	name[63] = '\0';
	restruct_options options = {.schema = "s", .version_table = name};
	const char *sql = text_of(&options, restruct_version_create);
	snprintf(expected, sizeof expected, "CONSTRAINT \"%.57s_pkey\"", name);
	assert_non_null(strstr(sql, expected));
	snprintf(expected, sizeof expected, "CONSTRAINT \"%.44s_second_parent_fkey\"", name);
	assert_non_null(strstr(sql, expected));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_search_path_is_a_list_of_names),
		cmocka_unit_test(test_search_path_that_is_no_list_is_refused),
		cmocka_unit_test(test_names_are_quoted),
		cmocka_unit_test(test_names_that_the_server_would_cut_are_refused),
		cmocka_unit_test(test_constraints_are_named_after_the_table),
		cmocka_unit_test(test_long_table_names_keep_the_end_of_their_constraints),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
