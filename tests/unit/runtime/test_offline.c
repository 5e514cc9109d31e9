/* Scripts: what a revision may say, how it is quoted, what is written offline. */
#include "support/cmocka_all.h"

#include <stdio.h>
#include <string.h>

#include <restruct.h>

static char script[65536];
static size_t script_length;
static restruct_error error;

static bool collect(void *data, const char *bytes, size_t length)
{
	(void)data;
	assert_true(script_length + length < sizeof script);
	memcpy(script + script_length, bytes, length);
	script_length += length;
	script[script_length] = '\0';
	return true;
}

static bool refuse(void *data, const char *bytes, size_t length)
{
	(void)data, (void)bytes, (void)length;
	return false;
}

static void upgrade_first(restruct_migration *m)
{
	restruct_sql(m, "CREATE TABLE first (id int)");
}

static void upgrade_second(restruct_migration *m)
{
	restruct_sql_pieces(m, "CREATE TABLE ", "second ", "(id int);");
}

static void downgrade(restruct_migration *m)
{
	restruct_sql(m, "SELECT 'back'");
}

static restruct_revision revisions[] = {
	{.id = "0001_first",
		.message = "first",
		.checksum = "aa",
		.upgrade = upgrade_first,
		.downgrade = downgrade},
	{.id = "0002_second",
		.message = "second",
		.parent = "0001_first",
		.checksum = "bb",
		.upgrade = upgrade_second,
		.downgrade = downgrade},
};
static const restruct_table table = {
	RESTRUCT_TABLE_MAGIC, RESTRUCT_TABLE_VERSION, 2, revisions, NULL};

static restruct_status write_script(
	const char *from, const char *to, const restruct_options *options)
{
	script_length = 0;
	script[0] = '\0';
	return restruct_script(&table, from, to, options, collect, NULL, &error);
}

static int server_version;

/* The statements that a revision with this upgrade makes; NULL after a failure. */
static const char *statements_of(void (*upgrade)(restruct_migration *m))
{
	static const char before[] = "SET LOCAL lock_timeout TO '5000ms';\n";
	restruct_revision revision = {.id = "r", .checksum = "", .upgrade = upgrade};
	restruct_table one = {RESTRUCT_TABLE_MAGIC, RESTRUCT_TABLE_VERSION, 1, &revision, NULL};
	restruct_options options = {.server_version = server_version};
	script_length = 0;
	if (restruct_script(&one, NULL, NULL, &options, collect, NULL, &error) != RESTRUCT_OK)
		return NULL;
	char *start = strstr(script, before) + strlen(before);
	char *end = strstr(start, "COMMIT;");
	*end = '\0';
	return start;
}

static void expect_misuse(void (*upgrade)(restruct_migration *m), const char *reason)
{
	assert_null(statements_of(upgrade));
	assert_int_equal(error.status, RESTRUCT_USAGE);
	assert_string_equal(error.revision, "r");
	assert_int_equal(error.statement, 1);
	if (strstr(error.message, reason) == NULL)
		fail_msg("\"%s\" is not in: %s", reason, error.message);
}

/* ---- what a revision says ---- */

static void says_formats(restruct_migration *m)
{
	restruct_sqlf(m, "SELECT %L, %L, %L, %s%s, 100 %% FROM %I", "it's", (const char *)NULL,
		"back\\slash", "x", (const char *)NULL, "a\"b");
}

static void test_formats_quote(void **state)
{
	(void)state;
	assert_string_equal(statements_of(says_formats),
		"SELECT 'it''s', NULL,  E'back\\\\slash', x, 100 % FROM \"a\"\"b\";\n");
}

static void says_comments(restruct_migration *m)
{
	restruct_sql(m, "  SELECT 1 -- one;  ");
	restruct_sql(m, "/* two */ SELECT 2\n-- end\n;;");
	restruct_sql(m, "SELECT '--'\n, 3");
}

static void test_comments_do_not_swallow_the_end(void **state)
{
	(void)state;
	assert_string_equal(statements_of(says_comments),
		"  SELECT 1 -- one\n;\n/* two */ SELECT 2\n-- end\n;\nSELECT '--'\n, 3;\n");
}

static void says_what_is_allowed(restruct_migration *m)
{
	restruct_sql(m, "SET LOCAL work_mem TO '1GB'");
	restruct_sql(m, "set constraints all deferred");
	restruct_sql(m, "ROLLBACK TO SAVEPOINT s");
	restruct_sql(m, "PREPARE p AS SELECT 1");
	restruct_sql(m, "COPY t FROM '/stdin'");
	restruct_sql(m, "COPY t (stdin) FROM '/file'");
	restruct_sql(m, "/* COMMIT /* COPY t TO stdout */ */ SELECT 1");
	restruct_sql(m, "BEGINNING");
}

static void test_what_is_allowed(void **state)
{
	(void)state;
	assert_non_null(statements_of(says_what_is_allowed));
}

#define SAYS(name, sql)                                                                            \
	static void name(restruct_migration *m)                                                    \
	{                                                                                          \
		restruct_sql(m, sql);                                                              \
	}

SAYS(says_nothing, " -- nothing\n ;")
SAYS(says_commit, "/* a */ -- b\n CoMMit")
SAYS(says_begin, "begin;")
SAYS(says_rollback, "ROLLBACK")
SAYS(says_prepare, "PREPARE /* x */ TRANSACTION 'x'")
SAYS(says_set, "SET search_path = x")
SAYS(says_copy, "COPY t (a) FROM stdin WITH (FORMAT csv)")

SAYS(says_copy_of_query, "COPY(SELECT 1)TO STDOUT")
SAYS(says_copy_behind_comment, "/* /* a */ b */ copy t from/**/stdin")
SAYS(says_commit_behind_comment, "/* /* a */ b */ COMMIT")
SAYS(says_long_set, "SET a = 'ääääääääääääääääääääääääääääääääääääääääääääääääääääääää'")

static void says_unknown_format(restruct_migration *m)
{
	restruct_sqlf(m, "SELECT %d", "1");
}

static void says_open_format(restruct_migration *m)
{
	restruct_sqlf(m, "SELECT 100 %");
}

static void says_null_identifier(restruct_migration *m)
{
	restruct_sqlf(m, "SELECT %I", (const char *)NULL);
}

static void says_invalid_text(restruct_migration *m)
{
	restruct_sqlf(m, "SELECT %L", "\xff");
}

static void says_query(restruct_migration *m)
{
	assert_null(restruct_query(m, "SELECT 1"));
	restruct_sql(m, "SELECT 2");
}

static void test_misuse_is_told(void **state)
{
	(void)state;
	expect_misuse(says_nothing, "empty");
	expect_misuse(says_commit, "transaction commands");
	expect_misuse(says_begin, "transaction commands");
	expect_misuse(says_rollback, "transaction commands");
	expect_misuse(says_prepare, "transaction commands");
	expect_misuse(says_set, "SET LOCAL");
	expect_misuse(says_copy, "COPY from or to the client");
	expect_misuse(says_copy_of_query, "COPY from or to the client");
	expect_misuse(says_copy_behind_comment, "COPY from or to the client");
	expect_misuse(says_commit_behind_comment, "transaction commands");
	expect_misuse(says_long_set, "SET a = 'äääääääääääääääääääääääääääääääääää\n  hint");
	expect_misuse(says_unknown_format, "unknown format: %d");
	expect_misuse(says_open_format, "unknown format: %");
	expect_misuse(says_null_identifier, "null pointer");
	expect_misuse(says_invalid_text, "not valid in the client's encoding");
	expect_misuse(says_query, "restruct_query");
}

static void says_version(restruct_migration *m)
{
	restruct_sql(m, restruct_server_version(m) < 180000 ? "SELECT 'old'" : "SELECT 'new'");
	if (restruct_server_version(m) == 130000)
		restruct_sql(m, "SELECT 'oldest'");
}

static void test_one_revision_for_many_servers(void **state)
{
	(void)state;
	assert_string_equal(statements_of(says_version), "SELECT 'old';\nSELECT 'oldest';\n");
	server_version = 180000;
	assert_string_equal(statements_of(says_version), "SELECT 'new';\n");
	server_version = 18;
	assert_null(statements_of(says_version));
	assert_int_equal(error.status, RESTRUCT_USAGE);
	server_version = 0;
}

static void says_much(restruct_migration *m)
{
	static char much[100000];
	memset(much, ' ', sizeof much - 1);
	memcpy(much, "SELECT", 6);
	for (int i = 0; i < 3; i++)
		restruct_sqlf(m, "%s '%s'", "SELECT", "x");
	restruct_sql_pieces(m, much, "1");
}

static size_t written;

static bool count(void *data, const char *bytes, size_t length)
{
	(void)data, (void)bytes;
	written += length;
	return true;
}

static void test_statements_may_be_long(void **state)
{
	(void)state;
	restruct_revision revision = {.id = "r", .checksum = "", .upgrade = says_much};
	restruct_table one = {RESTRUCT_TABLE_MAGIC, RESTRUCT_TABLE_VERSION, 1, &revision, NULL};
	assert_int_equal(restruct_script(&one, NULL, NULL, NULL, count, NULL, NULL), RESTRUCT_OK);
	assert_true(written > 100000);
}

/* ---- scripts ---- */

static void test_a_script_is_what_runs(void **state)
{
	(void)state;
	restruct_options options = {.schema = "iwell"};
	assert_int_equal(write_script("0001", "head", &options), RESTRUCT_OK);
	assert_string_equal(strstr(script, "SET client_encoding"),
		"SET client_encoding TO 'UTF8';\n"
		"\n"
		"-- 0002_second: second\n"
		"BEGIN;\n"
		"SET LOCAL search_path TO \"iwell\";\n"
		"INSERT INTO \"iwell\".\"restruct_version\" "
		"(schema, revision, parent, second_parent, checksum, format, message,\n"
		"\tcompatibility, build, downgrade, needs_code)\n"
		"VALUES ('iwell', '0002_second', '0001_first', NULL, 'bb', 2 / COALESCE((SELECT "
		"1 FROM \"iwell\".\"restruct_version\" AS v WHERE v.schema = 'iwell' AND "
		"v.revision = '0001_first' AND v.step IS NULL FOR KEY SHARE), 0), 'second', "
		"'additive', NULL,\n"
		"\tARRAY['SELECT ''back'''], false);\n"
		"SET LOCAL lock_timeout TO '5000ms';\n"
		"CREATE TABLE second (id int);\n"
		"COMMIT;\n");
}

static void test_options_are_in_the_script(void **state)
{
	(void)state;
	restruct_options options = {.schema = "s",
		.create_schema = true,
		.version_table = "v",
		.version_table_schema = "vs",
		.search_path = "more",
		.role = "R",
		.lock_timeout = -1,
		.statement_timeout = 7,
		.transaction = RESTRUCT_TRANSACTION_ALL};
	assert_int_equal(write_script(NULL, NULL, &options), RESTRUCT_OK);
	static const char *const expected[] = {"\n-- the version table\nBEGIN;\n",
		"SET LOCAL ROLE \"R\";\n", "CREATE SCHEMA IF NOT EXISTS \"s\";\n",
		"CREATE SCHEMA IF NOT EXISTS \"vs\";\n",
		"CREATE TABLE IF NOT EXISTS \"vs\".\"v\" (", "COMMIT;\n", "-- 0001_first: first\n",
		"BEGIN;\nSET LOCAL ROLE \"R\";\nSET LOCAL search_path TO \"s\", \"more\";\n",
		"INSERT INTO \"vs\".\"v\"", "SET LOCAL statement_timeout TO '7ms';\n",
		"CREATE TABLE first", "-- 0002_second: second\nSET LOCAL ROLE", "COMMIT;\n"};
	const char *at = script;
	for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
		at = strstr(at, expected[i]);
		if (at == NULL)
			fail_msg("not in its place: %s\n%s", expected[i], script);
	}
	assert_null(strstr(script, "lock_timeout"));
}

static void index_outside(restruct_migration *m)
{
	restruct_concurrently(m, "CREATE INDEX CONCURRENTLY first_id ON first (id)");
}

/* What belongs to no revision between two of its statements begins nothing new to the reader. */
static void test_steps_outside_are_plain_to_read(void **state)
{
	(void)state;
	restruct_options options = {.schema = "s"};
	revisions[1].upgrade = index_outside;
	assert_int_equal(write_script("0001", "head", &options), RESTRUCT_OK);
	revisions[1].upgrade = upgrade_second;
	assert_non_null(strstr(script,
		"\nCOMMIT;\nSET search_path TO \"s\";\nCREATE INDEX CONCURRENTLY first_id ON first "
		"(id);\nRESET search_path;\n"));
	const char *title = strstr(script, "-- 0002_second");
	assert_non_null(title);
	assert_null(strstr(title + 1, "\n-- "));
}

static void test_the_way_back(void **state)
{
	(void)state;
	assert_int_equal(write_script("head", "base", NULL), RESTRUCT_OK);
	const char *second = strstr(script, "-- 0002_second"),
		   *first = strstr(script, "-- 0001_first");
	assert_true(second != NULL && first != NULL && second < first);
	assert_non_null(strstr(script, "WITH gone AS (DELETE FROM \"restruct_version\" WHERE "
				       "schema = (SELECT pg_catalog.current_schema())"));
	assert_null(strstr(script, "CREATE TABLE"));
	assert_int_equal(write_script("head", "-1", NULL), RESTRUCT_OK);
	assert_null(strstr(script, "-- 0001_first"));
	assert_int_equal(write_script("0001", "+1", NULL), RESTRUCT_OK);
	assert_int_equal(write_script("0001", "+2", NULL), RESTRUCT_USAGE);
	revisions[1].downgrade = NULL;
	assert_int_equal(write_script("head", "base", NULL), RESTRUCT_REFUSED);
	revisions[1].downgrade = downgrade;
}

static void test_nothing_breaks_out(void **state)
{
	(void)state;
	restruct_options options = {.schema = "s\nDROP TABLE a;\r--'\"", .create_schema = true};
	revisions[0].message = "label\nDROP TABLE b;\r\n\\! rm";
	revisions[0].checksum = "'; DROP TABLE c; --";
	assert_int_equal(write_script(NULL, NULL, &options), RESTRUCT_OK);
	assert_non_null(strstr(script, "schema s\\x0aDROP TABLE a;\\x0d--'\"\n"));
	assert_non_null(strstr(script, "-- 0001_first: label\\x0aDROP TABLE b;\\x0d\\x0a\\! rm\n"));
	assert_non_null(strstr(script, "'''; DROP TABLE c; --'"));
	assert_non_null(
		strstr(script, "CREATE SCHEMA IF NOT EXISTS \"s\nDROP TABLE a;\r--'\"\"\""));
	revisions[0].message = "first";
	revisions[0].checksum = "aa";
}

static void test_output_that_fails(void **state)
{
	(void)state;
	assert_int_equal(
		restruct_script(&table, NULL, NULL, NULL, refuse, NULL, &error), RESTRUCT_OUTPUT);
	FILE *full = fopen("/dev/full", "w");
	assert_non_null(full);
	assert_int_equal(
		restruct_script(&table, NULL, NULL, NULL, restruct_write_file, full, &error),
		RESTRUCT_OUTPUT);
	fclose(full);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_formats_quote),
		cmocka_unit_test(test_comments_do_not_swallow_the_end),
		cmocka_unit_test(test_what_is_allowed),
		cmocka_unit_test(test_misuse_is_told),
		cmocka_unit_test(test_one_revision_for_many_servers),
		cmocka_unit_test(test_statements_may_be_long),
		cmocka_unit_test(test_a_script_is_what_runs),
		cmocka_unit_test(test_options_are_in_the_script),
		cmocka_unit_test(test_steps_outside_are_plain_to_read),
		cmocka_unit_test(test_the_way_back),
		cmocka_unit_test(test_nothing_breaks_out),
		cmocka_unit_test(test_output_that_fails),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
