/* What a call has made itself: statements outside a transaction stand plainly in the open one
 * there, however the name is written. Seen in scripts, where no server can be asked. */
#include "support/cmocka_all.h"

#include <restruct.h>
#include <stdio.h>
#include <string.h>

static char script[65536];
static size_t length;
static const char *const *statements; /* NULL at the end; those with CONCURRENTLY go outside */

static bool collect(void *data, const char *bytes, size_t count)
{
	(void)data;
	assert_true(length + count < sizeof script);
	memcpy(script + length, bytes, count);
	length += count;
	script[length] = '\0';
	return true;
}

static void upgrade(restruct_migration *m)
{
	for (const char *const *sql = statements; *sql != NULL; sql++)
		if (strstr(*sql, "concurrently") != NULL || strstr(*sql, "CONCURRENTLY") != NULL)
			restruct_concurrently(m, *sql);
		else
			restruct_sql(m, *sql);
}

static void upgrade_in_pieces(restruct_migration *m)
{
	restruct_concurrently_pieces(m, "CREATE INDEX CONC", "URRENTLY i ", "ON t (id)");
}

static restruct_status write_script(const char *const *all, restruct_transaction transaction)
{
	restruct_revision revision = {.id = "r", .checksum = "", .upgrade = upgrade};
	restruct_table table = {RESTRUCT_TABLE_MAGIC, RESTRUCT_TABLE_VERSION, 1, &revision, NULL};
	restruct_options options = {
		.schema = "s", .transaction = transaction, .server_version = 150000};
	statements = all;
	length = 0;
	return restruct_script(&table, NULL, NULL, &options, collect, NULL, NULL);
}

/* How often what is left stands outside a transaction. */
static int count_outside(const char *const *all)
{
	int count = 0;
	assert_int_equal(write_script(all, RESTRUCT_TRANSACTION_EACH), RESTRUCT_OK);
	for (const char *at = script; (at = strstr(at, "concurrently")) != NULL; at++)
		count++;
	return count;
}

#define OUTSIDE(...) count_outside((const char *const[]){__VA_ARGS__, NULL})

static void test_pieces_are_one_statement(void **state)
{
	(void)state;
	restruct_revision revision = {.id = "r", .checksum = "", .upgrade = upgrade_in_pieces};
	restruct_table table = {RESTRUCT_TABLE_MAGIC, RESTRUCT_TABLE_VERSION, 1, &revision, NULL};
	restruct_options options = {.schema = "s", .server_version = 150000};
	length = 0;
	assert_int_equal(
		restruct_script(&table, NULL, NULL, &options, collect, NULL, NULL), RESTRUCT_OK);
	assert_non_null(strstr(script, "\nCREATE INDEX CONCURRENTLY i ON t (id);\n"));
}

static void test_new_tables(void **state)
{
	(void)state;
	assert_int_equal(
		OUTSIDE("CREATE TABLE t (id int)", "create index concurrently i on t (id)"), 0);
	assert_non_null(strstr(script, "CREATE TABLE t (id int);\ncreate index i on t (id);\n"));
	assert_int_equal(OUTSIDE("create index concurrently i on t (id)"), 1);
	assert_int_equal(OUTSIDE("CREATE UNLOGGED TABLE T AS SELECT 1 AS id",
				 "CREATE UNIQUE INDEX concurrently i ON only S.t(id)"),
		0);
	assert_int_equal(OUTSIDE("/* a */ CREATE MATERIALIZED VIEW \"s\".t AS SELECT 1 AS id",
				 "CREATE INDEX concurrently if not exists i ON t(id)"),
		0);
	assert_int_equal(OUTSIDE("CREATE TABLE p (id int) PARTITION BY LIST (id)",
				 "ALTER TABLE p DETACH PARTITION c concurrently"),
		0);
	assert_non_null(strstr(script, "ALTER TABLE p DETACH PARTITION c ;\n"));
}

static void test_what_is_not_certain(void **state)
{
	(void)state;
	static const char *const creates[] = {"CREATE TABLE IF NOT EXISTS t (id int)",
		"CREATE TEMP TABLE t (id int)", "CREATE TABLE other.t (id int)",
		"CREATE TABLE \"T\" (id int)", "CREATE VIEW t AS SELECT 1",
		"CREATE TABLE \"s.t\" ()", "CREATE TABLE tt (id int)",
		"CREATE TABLE U&\"t\" (id int)"};
	for (size_t i = 0; i < sizeof creates / sizeof *creates; i++)
		assert_int_equal(OUTSIDE(creates[i], "create index concurrently i on t (id)"), 1);
	assert_int_equal(OUTSIDE("CREATE TABLE t (id int)", "SET LOCAL search_path TO other",
				 "create index concurrently i on t (id)"),
		1);
	assert_int_equal(OUTSIDE("CREATE TABLE t (id int)", "ALTER SCHEMA s RENAME TO x",
				 "create index concurrently i on t (id)"),
		1);
}

static void test_new_indexes(void **state)
{
	(void)state;
	assert_int_equal(OUTSIDE("CREATE TABLE s.t (id int)", "CREATE INDEX i ON t (id)",
				 "create index concurrently \"J\" on s.t (id)",
				 "drop index concurrently i", "drop index concurrently s.\"J\""),
		0);
	assert_int_equal(OUTSIDE("CREATE TABLE x.t (id int)", "CREATE INDEX i ON x.t (id)",
				 "drop index concurrently x.i", "drop index concurrently i"),
		1);
	assert_int_equal(OUTSIDE("CREATE INDEX i ON t (id)", "drop index concurrently i"), 1);
}

static void test_renamed_tables(void **state)
{
	(void)state;
	assert_int_equal(
		OUTSIDE("CREATE TABLE \"a \"\"b\" (id int)", "alter table \"a \"\"b\" rename to c",
			"create index concurrently i on c (id)"),
		0);
	assert_int_equal(
		OUTSIDE("CREATE TABLE t (id int)", "ALTER TABLE IF EXISTS t RENAME TO u",
			"ALTER TABLE old RENAME TO t", "create index concurrently i on t (id)",
			"create index concurrently j on u (id)"),
		1);
	assert_int_equal(OUTSIDE("CREATE TABLE t (id int)", "ALTER TABLE t SET SCHEMA other",
				 "create index concurrently i on other.t (id)",
				 "create index concurrently i on t (id)"),
		1);
	assert_int_equal(OUTSIDE("CREATE TABLE t (id int)", "ALTER TABLE t RENAME id TO key",
				 "create index concurrently i on t (key)"),
		0);
}

static void test_all_in_one_transaction(void **state)
{
	(void)state;
	static const char *const new_one[] = {"CREATE TABLE t (id int)",
		"create index concurrently i on t (id)", NULL},
				 *const old_one[] = {"create index concurrently i on t (id)", NULL};
	assert_int_equal(write_script(new_one, RESTRUCT_TRANSACTION_ALL), RESTRUCT_OK);
	assert_int_equal(write_script(old_one, RESTRUCT_TRANSACTION_ALL), RESTRUCT_USAGE);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_new_tables),
		cmocka_unit_test(test_pieces_are_one_statement),
		cmocka_unit_test(test_what_is_not_certain),
		cmocka_unit_test(test_new_indexes),
		cmocka_unit_test(test_renamed_tables),
		cmocka_unit_test(test_all_in_one_transaction),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
