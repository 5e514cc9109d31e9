/* The version table: every form it ever had, and what it tells a program that is older than the
 * database. */
#include "support/runtime.h"

#include <unistd.h>

/* ---- revisions ---- */

static void upgrade_1(restruct_migration *m)
{
	restruct_sql(m, "CREATE TABLE one (id integer)");
}

static void downgrade_1(restruct_migration *m)
{
	restruct_sql(m, "DROP TABLE one");
}

static void upgrade_2(restruct_migration *m)
{
	restruct_sql(m, "CREATE TABLE \"it's two\" (id integer)");
	restruct_sql(m, "INSERT INTO one VALUES (2)");
}

/* What is quoted now must be read back as it was. */
static void downgrade_2(restruct_migration *m)
{
	restruct_sqlf(m, "DROP TABLE %I", "it's two");
	restruct_sqlf(
		m, "DO $a$BEGIN IF %L <> %L THEN RAISE 'lost'; END IF; END$a$", "a\\'b", "a\\'b");
	restruct_sqlf(m, "COMMENT ON TABLE one IS %L", "{\"a\\b\",NULL}\n\303\244 was here");
}

static void upgrade_3(restruct_migration *m)
{
	restruct_sql(m, "ALTER TABLE one ADD three integer");
}

static void downgrade_3(restruct_migration *m)
{
	const PGresult *rows = restruct_query(m, "SELECT count(*) FROM one");
	if (PQntuples(rows) == 1)
		restruct_sql(m, "ALTER TABLE one DROP three");
}

static restruct_revision revisions[] = {
	{.id = "0001_one", .checksum = "1", .upgrade = upgrade_1, .downgrade = downgrade_1},
	{.id = "0002_two",
		.message = "it's two",
		.parent = "0001_one",
		.checksum = "2",
		.upgrade = upgrade_2,
		.downgrade = downgrade_2},
	{.id = "0003_three",
		.message = "three",
		.parent = "0002_two",
		.checksum = "3",
		.compatibility = RESTRUCT_COMPATIBILITY_BREAKING,
		.upgrade = upgrade_3,
		.downgrade = downgrade_3},
};
static const restruct_table one = FIRST_OF(1, revisions);
static const restruct_table two = FIRST_OF(2, revisions);
static const restruct_table three = FIRST_OF(3, revisions);

/* ---- each test ---- */

static PGconn *conn;
static restruct_error error;
static restruct_options options;

static int set_up(void **state)
{
	(void)state;
	conn = given_schema("forms", &options);
	execute(conn, "DROP SCHEMA IF EXISTS fresh CASCADE");
	revisions[2].downgrade = downgrade_3;
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	leave_schema(conn, &options);
	return 0;
}

static void upgrade_with(const restruct_table *table, const char *build)
{
	options.build = build;
	expect(upgrade(table), RESTRUCT_OK);
	options.build = NULL;
}

/* ---- forms ---- */

/* What the table is: columns, however they are ordered, and constraints. */
#define SHAPE(schema)                                                                              \
	"SELECT string_agg(x, ', ' ORDER BY x) FROM ("                                             \
	" SELECT a.attname || ' ' || format_type(atttypid, atttypmod) || ' ' || attnotnull ||"     \
	"  ' ' || coalesce(pg_get_expr(adbin, adrelid), '')"                                       \
	" FROM pg_attribute a LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum"       \
	" WHERE attrelid = '" schema ".restruct_version'::regclass AND attnum > 0 UNION ALL"       \
	" SELECT conname || replace(pg_get_constraintdef(oid), '" schema ".', '')"                 \
	" FROM pg_constraint WHERE conrelid = '" schema ".restruct_version'::regclass"             \
	"  AND contype <> 'n') t(x)"

/* As the first version of this library left it. */
static void make_form_1(void)
{
	char sql[4096] =
		"CREATE SCHEMA forms; SET search_path TO forms; CREATE TABLE one (id int);";
	FILE *file = fopen("tests/version_table/form_1.sql", "r");
	assert_non_null(file);
	size_t length = strlen(sql);
	length += fread(sql + length, 1, sizeof sql - length - 1, file);
	sql[length] = '\0';
	fclose(file);
	execute(conn, sql);
	execute(conn,
		"INSERT INTO restruct_version VALUES ('forms', '0001_one', NULL, NULL, '1', 1);"
		"RESET search_path");
}

static void expect_form_2(void)
{
	char shape[4096];
	restruct_options fresh = {.schema = "fresh", .create_schema = true};
	expect(restruct_upgrade(conn, &one, &fresh, &error), RESTRUCT_OK);
	strcpy(shape, value_of(conn, SHAPE("fresh")));
	execute(conn, "DROP SCHEMA fresh CASCADE");
	assert_value(conn, SHAPE("forms"), shape);
}

static void test_form_1_is_read(void **state)
{
	(void)state;
	make_form_1();
	upgrade_with(&one, NULL); /* nothing to do, so nothing is changed */
	assert_value(conn,
		"SELECT count(*) FROM pg_attribute WHERE attname = 'downgrade'"
		" AND attrelid = 'forms.restruct_version'::regclass",
		"0");
	upgrade_with(&two, "b");
	expect_applied("0001, 0002");
	expect_form_2();
	assert_value(conn,
		"SELECT string_agg(format || coalesce(build, '-'), ' ' ORDER BY revision)"
		" FROM forms.restruct_version",
		"1- 2b");
	expect(downgrade(&two, "base"), RESTRUCT_OK);
}

static void test_form_1_in_other_verbs(void **state)
{
	(void)state;
	make_form_1();
	expect(stamp(&two, "head"), RESTRUCT_OK);
	expect_form_2();
	execute(conn, "DROP SCHEMA forms CASCADE");
	make_form_1();
	expect(downgrade(&two, "base"), RESTRUCT_OK);
	expect_form_2();
	expect_applied("");
}

/* Nothing is known of what a program of form 1 did. */
static void test_form_1_ahead(void **state)
{
	(void)state;
	make_form_1();
	execute(conn, "INSERT INTO forms.restruct_version VALUES"
		      " ('forms', '0002_two', '0001_one', NULL, '2', 1)");
	expect(upgrade(&one), RESTRUCT_AHEAD);
	assert_contains(error.message, "nothing known");
	options.when_ahead = RESTRUCT_WHEN_AHEAD_COMPATIBLE;
	expect(upgrade(&one), RESTRUCT_AHEAD);
	expect(downgrade(&one, "head"), RESTRUCT_REFUSED);
	assert_contains(error.message, "stored");
}

/* Several upgrade the table at once, while somebody is at work in it. */
static void test_form_1_is_raced(void **state)
{
	(void)state;
	pid_t children[8];
	make_form_1();
	execute(conn, "BEGIN; INSERT INTO forms.restruct_version VALUES"
		      " ('other', '0001_one', NULL, NULL, '1', 1)");
	for (int i = 0; i < 8; i++)
		children[i] = upgrade_in_another_process(&three, &options);
	sleep(1);
	/* readers do not stand behind those who wait to change it */
	PGconn *reader = connected();
	execute(reader, "SET lock_timeout TO 2000; SELECT count(*) FROM forms.restruct_version");
	PQfinish(reader);
	execute(conn, "COMMIT");
	for (int i = 0; i < 8; i++)
		ends_well(children[i]);
	assert_value(conn, "SELECT count(*) FROM forms.one", "1");
	assert_value(conn, "SELECT count(*) FROM forms.restruct_version", "4");
	expect_form_2();
}

/* ---- an older program ---- */

static void test_it_says_what_is_ahead(void **state)
{
	(void)state;
	upgrade_with(&one, "shop 1.0");
	upgrade_with(&two, "shop 2.0");
	expect(upgrade(&one), RESTRUCT_AHEAD);
	assert_contains(error.message, "by 1:\n  \"0002_two\" (it's two; additive, applied ");
	assert_contains(error.message, " by shop 2.0)\n");
	assert_contains(error.hint, "--when-ahead compatible");
	upgrade_with(&three, "shop 3.0");
	expect(upgrade(&one), RESTRUCT_AHEAD);
	assert_contains(error.message, "\"0003_three\" (three; breaking, applied ");
	assert_contains(error.message, "needs code");
	assert_contains(error.hint, "start the newer program");
	assert_null(strstr(error.hint, "downgrade head"));
}

static void test_it_goes_on_when_that_is_harmless(void **state)
{
	(void)state;
	options.when_ahead = RESTRUCT_WHEN_AHEAD_COMPATIBLE;
	upgrade_with(&two, NULL);
	upgrade_with(&one, NULL);
	upgrade_with(&three, NULL);
	expect(upgrade(&one), RESTRUCT_AHEAD);
	execute(conn, "UPDATE forms.restruct_version SET compatibility = NULL");
	expect(upgrade(&two), RESTRUCT_AHEAD);
	options.when_ahead = RESTRUCT_WHEN_AHEAD_ALLOW;
	upgrade_with(&one, NULL);
}

static void test_it_steps_back(void **state)
{
	(void)state;
	upgrade_with(&two, NULL);
	expect(downgrade(&one, "head"), RESTRUCT_OK);
	expect_applied("0001");
	assert_value(conn,
		"SELECT obj_description('forms.one'::regclass) = E'{\"a\\\\b\",NULL}\\n\u00e4 was "
		"here'",
		"t");
	upgrade_with(&two, NULL);
	expect(downgrade(&one, "-1"), RESTRUCT_OK);
	expect_applied("0001");
	upgrade_with(&two, NULL);
	expect(downgrade(&one, "base"), RESTRUCT_OK);
	expect_applied("");
	assert_value(conn, "SELECT to_regclass('forms.one') IS NULL", "t");
	upgrade_with(&one, NULL);
}

static void test_it_steps_back_by_itself(void **state)
{
	(void)state;
	options.when_ahead = RESTRUCT_WHEN_AHEAD_DOWNGRADE;
	upgrade_with(&two, NULL);
	options.transaction = RESTRUCT_TRANSACTION_ALL;
	upgrade_with(&one, NULL);
	expect_applied("0001");
	upgrade_with(&three, NULL);
	expect(upgrade(&two), RESTRUCT_REFUSED);
	assert_contains(error.message, "needs code");
	revisions[2].downgrade = NULL;
	expect(stamp(&three, "0002"), RESTRUCT_OK);
	expect(stamp(&three, "head"), RESTRUCT_OK);
	expect(upgrade(&two), RESTRUCT_REFUSED);
	assert_contains(error.message, "no downgrade");
	expect_applied("0001, 0002, 0003");
}

/* Another branch of a newer program stays. */
static void test_only_what_builds_on_it_is_undone(void **state)
{
	(void)state;
	upgrade_with(&two, NULL);
	execute(conn, "INSERT INTO forms.restruct_version (schema, revision, checksum, downgrade)"
		      " VALUES ('forms', 'branch', 'x', '{SELECT 1/0}')");
	expect(downgrade(&one, "0001"), RESTRUCT_OK);
	assert_value(conn,
		"SELECT string_agg(revision, ' ' ORDER BY revision COLLATE \"C\")"
		" FROM forms.restruct_version",
		"0001_one branch");
	expect(downgrade(&one, "base"), RESTRUCT_DATABASE);
	assert_string_equal(error.revision, "branch");
	assert_string_equal(error.sqlstate, "22012");
}

/* A hostile or broken table does no harm that its own statements do not do. */
static void test_hostile_contents(void **state)
{
	(void)state;
	upgrade_with(&one, NULL);
	execute(conn, "INSERT INTO forms.restruct_version (schema, revision, parent, checksum,"
		      " message, compatibility, build, downgrade) VALUES ('forms', E'x\\'\"%s\\n',"
		      " '0001_one', '', repeat('%n\u00e4', 5000), '%s', repeat('b', 9000),"
		      " ARRAY['COMMIT; DROP TABLE forms.one', NULL, ''])");
	expect(upgrade(&one), RESTRUCT_AHEAD);
	expect(downgrade(&one, "head"), RESTRUCT_USAGE);
	assert_value(conn, "SELECT count(*) FROM forms.restruct_version", "2");
	assert_value(conn, "SELECT count(*) FROM forms.one", "0");
	execute(conn, "UPDATE forms.restruct_version SET downgrade = '{}'");
	expect(downgrade(&one, "head"), RESTRUCT_OK);
	assert_value(conn, "SELECT count(*) FROM forms.restruct_version", "1");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_form_1_is_read),
		TEST(test_form_1_in_other_verbs),
		TEST(test_form_1_ahead),
		TEST(test_form_1_is_raced),
		TEST(test_it_says_what_is_ahead),
		TEST(test_it_goes_on_when_that_is_harmless),
		TEST(test_it_steps_back),
		TEST(test_it_steps_back_by_itself),
		TEST(test_only_what_builds_on_it_is_undone),
		TEST(test_hostile_contents),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
