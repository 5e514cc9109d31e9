/* A role that may not: the message says what it lacks as SQL that can be pasted. Each test pastes
 * what is said, as the owner of all, until the call succeeds. */
#include "support/runtime.h"

/* ---- revisions ---- */

static void upgrade_1(restruct_migration *m)
{
	restruct_sql(m, "CREATE TABLE one (id integer PRIMARY KEY)");
}

static void downgrade_1(restruct_migration *m)
{
	restruct_sql(m, "DROP TABLE one");
}

static void upgrade_2(restruct_migration *m)
{
	restruct_sql(m, "CREATE TABLE more (id integer REFERENCES others (id))");
	restruct_sql(m, "ALTER TABLE others ADD more integer");
	restruct_sql(m, "UPDATE \"Read\" SET id = id + 1");
	restruct_sql(m, "CREATE INDEX ON \"Read\" (id)");
	restruct_sql(m, "ALTER VIEW seen RENAME TO was_seen");
}

static const restruct_revision revisions[] = {
	{.id = "0001_one", .checksum = "1", .upgrade = upgrade_1, .downgrade = downgrade_1},
	{.id = "0002_two", .parent = "0001_one", .checksum = "2", .upgrade = upgrade_2},
};
static const restruct_table one = FIRST_OF(1, revisions);
static const restruct_table two = FIRST_OF(2, revisions);

/* ---- each test ---- */

static PGconn *owner, *conn;
static restruct_error error;
static char role[64], other[64], database[64];
static char pasted[4096]; /* all that was */

static void as_owner(const char *format, const char *name)
{
	char sql[1024];
	snprintf(sql, sizeof sql, format, name, name);
	execute(owner, sql);
}

static int set_up(void **state)
{
	(void)state;
	owner = connected();
	snprintf(database, sizeof database, "%.63s", value_of(owner, "SELECT current_database()"));
	snprintf(role, sizeof role, "Deploy %.50s", database);
	snprintf(other, sizeof other, "other_%.50s", database);
	as_owner("DROP SCHEMA IF EXISTS apart CASCADE; DROP SCHEMA IF EXISTS versions CASCADE", "");
	as_owner("CREATE ROLE \"%s\" LOGIN", role);
	as_owner("CREATE ROLE \"%s\"", other);
	conn = connected_as(role);
	pasted[0] = '\0';
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	PQfinish(conn);
	as_owner("DROP SCHEMA IF EXISTS apart CASCADE; DROP SCHEMA IF EXISTS versions CASCADE", "");
	as_owner("DROP OWNED BY \"%s\"; DROP ROLE \"%s\"", role);
	as_owner("DROP OWNED BY \"%s\"; DROP ROLE \"%s\"", other);
	PQfinish(owner);
	return 0;
}

/* Runs what the hint says up to its last semicolon. */
static void paste(void)
{
	char sql[sizeof error.hint];
	const char *colon = strstr(error.hint, ": "), *end = strrchr(error.hint, ';');
	if (strcmp(error.sqlstate, "42501") != 0 || colon == NULL || end == NULL)
		fail_msg("nothing to paste: %s", error.message);
	snprintf(sql, sizeof sql, "%.*s", (int)(end + 1 - colon - 2), colon + 2);
	execute(owner, sql);
	assert_contains(error.message, error.hint);
	snprintf(pasted + strlen(pasted), sizeof pasted - strlen(pasted), "%s\n", sql);
}

static void assert_pasted(const char *format, const char *a, const char *b)
{
	char expected[1024];
	snprintf(expected, sizeof expected, format, a, b);
	assert_string_equal(pasted, expected);
}

static void upgrade_pasting(const restruct_table *table, const restruct_options *options)
{
	for (int tries = 0; restruct_upgrade(conn, table, options, &error) != RESTRUCT_OK;
		tries++) {
		if (tries == 12)
			fail_msg("still: %s\n%s", error.message, pasted);
		paste();
	}
}

static void make_by_owner(void)
{
	const restruct_options options = {.schema = "apart", .create_schema = true};
	assert_status(restruct_upgrade(owner, &one, &options, &error), error, RESTRUCT_OK);
	as_owner("GRANT USAGE, CREATE ON SCHEMA apart TO \"%s\"", role);
	as_owner(
		"CREATE TABLE apart.others (id integer PRIMARY KEY); CREATE TABLE apart.\"Read\" (id int);"
		"CREATE VIEW apart.seen AS SELECT 1",
		"");
}

static void upgrade_namesake(restruct_migration *m)
{
	restruct_sqlf(m, "ALTER TABLE %I ADD a integer", database);
}

/* A table is called as its database is, of which nothing is wanted. */
static void test_a_namesake_of_the_database(void **state)
{
	(void)state;
	static const restruct_revision namesake[] = {
		{.id = "0001_one", .checksum = "1", .upgrade = upgrade_1, .downgrade = downgrade_1},
		{.id = "0002_two",
			.parent = "0001_one",
			.checksum = "2",
			.upgrade = upgrade_namesake}};
	static const restruct_table table = TABLE_OF(namesake);
	const restruct_options options = {.schema = "apart"};
	make_by_owner();
	as_owner("CREATE TABLE apart.\"%s\" ()", database);
	upgrade_pasting(&table, &options);
	assert_contains(pasted, " OWNER TO ");
	assert_null(strstr(pasted, " ON DATABASE "));
}

static void test_no_schema(void **state)
{
	(void)state;
	const restruct_options options = {.schema = "apart", .create_schema = true};
	upgrade_pasting(&one, &options);
	assert_pasted("GRANT CREATE ON DATABASE %s TO \"%s\";\n", database, role);
}

/* Its name is no pattern. */
static void test_a_hostile_database(void **state)
{
	(void)state;
	const restruct_options options = {.schema = "apart", .create_schema = true};
	char hostile[64];
	snprintf(hostile, sizeof hostile, "%.50s++(", database);
	as_owner("CREATE DATABASE \"%s\"", hostile);
	PQfinish(conn);
	setenv("PGDATABASE", hostile, true);
	conn = connected_as(role);
	setenv("PGDATABASE", database, true);
	upgrade_pasting(&one, &options);
	assert_pasted("GRANT CREATE ON DATABASE \"%s\" TO \"%s\";\n", hostile, role);
	as_owner("DROP DATABASE \"%s\" WITH (FORCE)", hostile);
}

static void test_schema(void **state)
{
	(void)state;
	const restruct_options options = {.schema = "apart"};
	as_owner("CREATE SCHEMA apart", "");
	upgrade_pasting(&one, &options);
	assert_pasted("GRANT USAGE ON SCHEMA apart TO \"%s\";\n"
		      "GRANT USAGE, CREATE ON SCHEMA apart TO \"%s\";\n",
		role, role);
}

/* The connection's own schema. */
static void test_own_schema(void **state)
{
	(void)state;
	const restruct_options options = {.create_schema = false};
	make_by_owner();
	as_owner("REVOKE CREATE ON SCHEMA apart FROM \"%s\"", role);
	execute(conn, "SET search_path TO apart");
	upgrade_pasting(&one, &options);
	assert_pasted("GRANT SELECT ON apart.restruct_version TO \"%s\";\n%s", role, "");
}

static void test_schema_without_create(void **state)
{
	(void)state;
	const restruct_options options = {.schema = "apart"};
	as_owner("CREATE SCHEMA apart; GRANT USAGE ON SCHEMA apart TO \"%s\"", role);
	upgrade_pasting(&one, &options);
	assert_pasted("GRANT USAGE, CREATE ON SCHEMA apart TO \"%s\";\n%s", role, "");
}

static void test_version_schema(void **state)
{
	(void)state;
	const restruct_options options = {
		.schema = "apart", .version_table_schema = "versions", .version_table = "v"};
	as_owner("CREATE SCHEMA apart; GRANT ALL ON SCHEMA apart TO \"%s\"; CREATE SCHEMA versions",
		role);
	upgrade_pasting(&one, &options);
	assert_pasted("GRANT USAGE ON SCHEMA versions TO \"%s\";\n"
		      "GRANT USAGE, CREATE ON SCHEMA versions TO \"%s\";\n",
		role, role);
}

static void count(void *data, const restruct_state *state)
{
	*(int *)data += state->applied;
}

/* Who only looks needs no more than SELECT. */
static void test_version_table_to_read(void **state)
{
	(void)state;
	const restruct_options options = {.schema = "apart"};
	int applied = 0;
	make_by_owner();
	assert_status(restruct_current(conn, &one, &options, count, &applied, &error), error,
		RESTRUCT_DATABASE);
	paste();
	assert_pasted("GRANT SELECT ON apart.restruct_version TO \"%s\";\n%s", role, "");
	assert_status(restruct_history(conn, &one, &options, count, &applied, &error), error,
		RESTRUCT_OK);
	assert_int_equal(applied, 1);
}

static void test_version_table(void **state)
{
	(void)state;
	static const char *const has[] = {"SELECT", "SELECT, INSERT", "SELECT, INSERT, UPDATE"};
	const restruct_options options = {.schema = "apart"};
	make_by_owner();
	execute(owner, "ALTER TABLE apart.one OWNER TO CURRENT_USER");
	for (size_t i = 0; i < sizeof has / sizeof *has; i++) {
		as_owner("REVOKE ALL ON apart.restruct_version FROM \"%s\"", role);
		executef(owner, "GRANT %s ON apart.restruct_version TO \"%s\"", has[i], role);
		pasted[0] = '\0';
		restruct_status status = downgrade(&one, "base");
		assert_int_not_equal(status, RESTRUCT_OK);
		paste();
		assert_pasted(
			"GRANT SELECT, INSERT, UPDATE, DELETE ON apart.restruct_version TO \"%s\";\n%s",
			role, "");
	}
}

static void test_objects(void **state)
{
	(void)state;
	const restruct_options options = {.schema = "apart"};
	make_by_owner();
	as_owner("GRANT ALL ON apart.restruct_version TO \"%s\"", role);
	upgrade_pasting(&two, &options);
	assert_contains(pasted, "GRANT REFERENCES ON apart.others TO \"Deploy ");
	assert_contains(pasted, "ALTER TABLE apart.others OWNER TO \"Deploy ");
	assert_contains(
		pasted, "GRANT SELECT, INSERT, UPDATE, DELETE ON apart.\"Read\" TO \"Deploy ");
}

static void test_role(void **state)
{
	(void)state;
	const restruct_options options = {.schema = "apart", .create_schema = true, .role = other};
	as_owner("GRANT CREATE ON DATABASE \"%s\" TO PUBLIC", database);
	upgrade_pasting(&one, &options);
	assert_pasted("GRANT %s TO \"%s\";\n", other, role);
	as_owner("REVOKE CREATE ON DATABASE \"%s\" FROM PUBLIC", database);
}

static void upgrade_outside(restruct_migration *m)
{
	restruct_concurrently(m, "CREATE INDEX CONCURRENTLY one_id ON one (id)");
	restruct_batches(m, "UPDATE one SET id = -id WHERE id > 0");
}

static void drop_outside(restruct_migration *m)
{
	restruct_concurrently(m, "DROP INDEX CONCURRENTLY one_id");
	restruct_batches(m, "UPDATE one SET id = -id WHERE id < 0");
}

/* Who may become a role need not have what that has; in a script neither. */
static void test_steps_of_the_role(void **state)
{
	(void)state;
	static const restruct_revision steps[] = {
		{.id = "0001_one", .checksum = "1", .upgrade = upgrade_1, .downgrade = downgrade_1},
		{.id = "0002_two",
			.parent = "0001_one",
			.checksum = "2",
			.upgrade = upgrade_outside},
		{.id = "0003_three",
			.parent = "0002_two",
			.checksum = "3",
			.upgrade = drop_outside}};
	static const restruct_table to_two = FIRST_OF(2, steps), table = TABLE_OF(steps);
	const restruct_options options = {.schema = "apart", .role = other};
	char user[64];
	snprintf(user, sizeof user, "%s", PQuser(owner));
	executef(owner, "ALTER ROLE \"%s\" NOINHERIT", role);
	executef(owner, "GRANT \"%s\" TO \"%s\"", other, role);
	executef(owner, "CREATE SCHEMA apart AUTHORIZATION \"%s\"", other);
	assert_status(restruct_upgrade(conn, &one, &options, &error), error, RESTRUCT_OK);
	as_owner("INSERT INTO apart.one SELECT generate_series(1, 9)", "");
	assert_status(restruct_upgrade(conn, &to_two, &options, &error), error, RESTRUCT_OK);
	assert_value(owner, "SELECT max(id) FROM apart.one", "-1");
	assert_value(conn, "SELECT current_user = session_user", "t");

	setenv("PGUSER", role, true);
	run_script(&table, "0002_two", "head", &options);
	setenv("PGUSER", user, true);
	assert_value(owner, "SELECT min(id) FROM apart.one", "1");
	assert_string_equal(applied(owner, "apart"), "0001, 0002, 0003");
}

/* The role's own lack is what counts, not that of who becomes it. */
static void test_of_the_role(void **state)
{
	(void)state;
	const restruct_options options = {.schema = "apart", .create_schema = true, .role = other};
	executef(owner, "GRANT \"%s\" TO \"%s\"", other, role);
	upgrade_pasting(&one, &options);
	assert_pasted("GRANT CREATE ON DATABASE %s TO %s;\n", database, other);
}

static void test_read_only(void **state)
{
	(void)state;
	const restruct_options options = {.schema = "apart", .create_schema = true};
	int applied = 0;
	execute(owner, "SET default_transaction_read_only TO on");
	assert_status(restruct_upgrade(owner, &one, &options, &error), error, RESTRUCT_DATABASE);
	assert_string_equal(error.sqlstate, "25006");
	assert_contains(error.hint, "default_transaction_read_only off");
	assert_status(
		restruct_stamp(owner, &one, "head", &options, &error), error, RESTRUCT_DATABASE);
	assert_contains(error.hint, "default_transaction_read_only off");
	execute(owner, "SET default_transaction_read_only TO off");
	make_by_owner();
	execute(owner, "SET default_transaction_read_only TO on");
	/* nothing to do, and looking, write nothing */
	assert_status(restruct_upgrade(owner, &one, &options, &error), error, RESTRUCT_OK);
	assert_status(restruct_current(owner, &one, &options, count, &applied, &error), error,
		RESTRUCT_OK);
	assert_status(restruct_downgrade(owner, &one, "base", &options, &error), error,
		RESTRUCT_DATABASE);
	assert_string_equal(error.sqlstate, "25006");
	assert_string_equal(error.revision, "0001_one");
	assert_contains(error.hint, "default_transaction_read_only off");
	execute(owner, "SET default_transaction_read_only TO off");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_a_namesake_of_the_database),
		TEST(test_no_schema),
		TEST(test_a_hostile_database),
		TEST(test_schema),
		TEST(test_own_schema),
		TEST(test_schema_without_create),
		TEST(test_version_schema),
		TEST(test_version_table_to_read),
		TEST(test_version_table),
		TEST(test_objects),
		TEST(test_role),
		TEST(test_of_the_role),
		TEST(test_steps_of_the_role),
		TEST(test_read_only),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
