/* The verbs on a server: what they do, what they refuse, what they say. */
#include "support/runtime.h"

/* ---- the revisions ---- */

static bool failing; /* the third revision */
static int server_version;

static void upgrade_0001(restruct_migration *m)
{
	server_version = restruct_server_version(m);
	restruct_sql(m, "CREATE TABLE people (id bigint PRIMARY KEY, name text NOT NULL)");
	restruct_sql(m, "INSERT INTO people VALUES (1, 'Ada L.'), (2, 'O''Hara')");
}

static void downgrade_0001(restruct_migration *m)
{
	restruct_sql(m, "DROP TABLE people");
}

/* A data step that looks at the data. */
static void upgrade_0002(restruct_migration *m)
{
	restruct_sql(m, "ALTER TABLE people ADD COLUMN slug text");
	const PGresult *rows = restruct_query(m, "SELECT id, name FROM people ORDER BY id");
	for (int i = 0; i < PQntuples(rows); i++)
		restruct_sqlf(m, "UPDATE %I.%I SET slug = %L WHERE id = %s", restruct_schema(m),
			"people", PQgetvalue(rows, i, 1), PQgetvalue(rows, i, 0));
	restruct_sql(m, "ALTER TABLE people ALTER COLUMN slug SET NOT NULL");
}

static void downgrade_0002(restruct_migration *m)
{
	restruct_sql(m, "ALTER TABLE people DROP COLUMN slug");
}

static void upgrade_0003(restruct_migration *m)
{
	restruct_sql(m, "CREATE TABLE orders (id bigint PRIMARY KEY)");
	if (failing)
		restruct_sql(m, "ALTER TABLE missing\n\tADD COLUMN x int");
	restruct_sql(m, "COMMENT ON TABLE orders IS 'done'");
}

static void downgrade_0003(restruct_migration *m)
{
	restruct_sql(m, "DROP TABLE orders");
}

static restruct_revision revisions[] = {
	{.id = "0001_people",
		.message = "people",
		.checksum = "1",
		.upgrade = upgrade_0001,
		.downgrade = downgrade_0001},
	{.id = "0002_slug",
		.message = "slug",
		.parent = "0001_people",
		.checksum = "2",
		.upgrade = upgrade_0002,
		.downgrade = downgrade_0002},
	{.id = "0003_orders",
		.message = "orders",
		.parent = "0002_slug",
		.checksum = "3",
		.hazards = RESTRUCT_HAZARD_BLOCKS_WRITES,
		.upgrade = upgrade_0003,
		.downgrade = downgrade_0003},
};
static const restruct_table table = TABLE_OF(revisions);
static const restruct_table older = FIRST_OF(1, revisions);

/* ---- each test: a connection and a schema ---- */

static PGconn *conn;
static restruct_error error;
static restruct_options options;

static int set_up(void **state)
{
	(void)state;
	conn = given_schema("shop", &options);
	execute(conn, "DROP SCHEMA IF EXISTS versions CASCADE");
	failing = false;
	revisions[0].checksum = "1";
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	PQfinish(conn);
	return 0;
}

static void upgrade_all(void)
{
	expect(upgrade(&table), RESTRUCT_OK);
}

static void test_upgrade_applies_all_once(void **state)
{
	(void)state;
	upgrade_all();
	assert_value(
		conn, "SELECT string_agg(slug, ',' ORDER BY id) FROM shop.people", "Ada L.,O'Hara");
	assert_value(conn,
		"SELECT string_agg(schema || revision || coalesce(parent, '-') || checksum || format, "
		"' ' ORDER BY revision) FROM shop.restruct_version",
		"shop0001_people-12 shop0002_slug0001_people22 shop0003_orders0002_slug32");
	upgrade_all();
	assert_value(conn, "SELECT count(*) FROM shop.people", "2");
	assert_string_equal(error.message, "");
}

static void test_a_program_without_revisions(void **state)
{
	(void)state;
	static const restruct_table empty = FIRST_OF(0, NULL);
	expect(upgrade(&empty), RESTRUCT_OK);
	assert_int_equal(server_version, atoi(value_of(conn, "SHOW server_version_num")));
	assert_value(conn, "SELECT to_regnamespace('shop') IS NULL", "t");
	upgrade_all();
	expect(upgrade(&empty), RESTRUCT_AHEAD);
}

static void test_upgrade_to_a_target_and_back(void **state)
{
	(void)state;
	expect(upgrade_to(&table, "+1"), RESTRUCT_OK);
	expect_applied("0001");
	expect(upgrade_to(&table, "0002"), RESTRUCT_OK);
	expect_applied("0001, 0002");
	upgrade_all();
	expect(downgrade(&table, "-1"), RESTRUCT_OK);
	expect_applied("0001, 0002");
	assert_value(conn, "SELECT to_regclass('shop.orders') IS NULL", "t");
	expect(downgrade(&table, "0001_people"), RESTRUCT_OK);
	assert_value(conn, "SELECT count(*) FROM shop.people", "2");
	expect(downgrade(&table, "base"), RESTRUCT_OK);
	expect_applied("");
	assert_value(conn, "SELECT to_regclass('shop.people') IS NULL", "t");
	expect(downgrade(&table, "base"), RESTRUCT_OK);
	upgrade_all();
}

static void test_the_connections_own_schema(void **state)
{
	(void)state;
	options = (restruct_options){0};
	execute(conn, "CREATE SCHEMA shop; CREATE SCHEMA versions");
	execute(conn, "SET search_path TO nowhere, shop, versions");
	upgrade_all();
	assert_value(conn, "SELECT schema FROM shop.restruct_version LIMIT 1", "shop");
	/* A table that lies further along the search_path is another schema's. */
	execute(conn, "SET search_path TO versions, shop");
	upgrade_all();
	assert_value(conn, "SELECT count(*) FROM versions.restruct_version", "3");
	assert_value(conn, "SELECT count(*) FROM shop.restruct_version", "3");
	assert_value(conn, "SHOW search_path", "versions, shop");
	execute(conn, "SET search_path TO nowhere");
	expect(upgrade(&table), RESTRUCT_NO_SCHEMA);
}

/* Found through the search_path: enough to see that nothing is to be done, not to work with. */
static void test_a_version_table_of_another_schema(void **state)
{
	(void)state;
	options = (restruct_options){.version_table_schema = "versions"};
	execute(conn,
		"CREATE SCHEMA shop; CREATE SCHEMA versions; SET search_path TO shop, versions");
	expect(upgrade_to(&table, "0002"), RESTRUCT_OK);
	assert_value(conn, "SELECT count(*) FROM versions.restruct_version", "2");
	options.version_table_schema = NULL;
	expect(upgrade_to(&table, "0002"), RESTRUCT_OK);
	expect(upgrade(&table), RESTRUCT_USAGE);
	assert_contains(error.hint, "version_table_schema");
	assert_value(conn, "SELECT to_regclass('shop.restruct_version') IS NULL", "t");
}

static void test_one_version_table_for_many_schemas(void **state)
{
	(void)state;
	execute(conn, "DROP SCHEMA IF EXISTS shop2 CASCADE");
	options.version_table_schema = "versions";
	options.version_table = "Was \"war\"";
	upgrade_all();
	options.schema = "shop2";
	upgrade_all();
	assert_value(conn,
		"SELECT string_agg(DISTINCT schema, ' ') || count(*) FROM versions.\"Was \"\"war\"\"\"",
		"shop shop26");
	assert_value(conn,
		"SELECT string_agg(conname, ' ' ORDER BY conname) FROM pg_constraint WHERE conrelid = "
		"'versions.\"Was \"\"war\"\"\"'::regclass AND contype <> 'n'",
		"Was \"war\"_parent_fkey Was \"war\"_pkey Was \"war\"_second_parent_fkey");
	/* The rows are there, but somebody dropped the schema. */
	execute(conn, "DROP SCHEMA shop2 CASCADE");
	expect(upgrade(&table), RESTRUCT_NO_SCHEMA);
	assert_contains(error.message, "3 revisions");
	expect(stamp(&table, "base"), RESTRUCT_OK);
	upgrade_all();
	execute(conn, "DROP SCHEMA shop2 CASCADE");
}

static void test_a_missing_schema_is_named(void **state)
{
	(void)state;
	options.create_schema = false;
	expect(upgrade(&table), RESTRUCT_NO_SCHEMA);
	assert_contains(error.message, "schema \"shop\" does not exist");
	assert_contains(error.hint, "create_schema");
	execute(conn, "CREATE SCHEMA shop");
	upgrade_all();
}

/* Roles belong to the whole cluster, on which other tests run: one of this database's own. */
static void test_a_missing_privilege_is_named(void **state)
{
	(void)state;
	char role[64];
	snprintf(role, sizeof role, "poor_%.50s", PQdb(conn));
	executef(conn, "DROP ROLE IF EXISTS %s; CREATE ROLE %s", role, role);
	options.role = role;
	expect(upgrade(&table), RESTRUCT_DATABASE);
	assert_string_equal(error.sqlstate, "42501");
	assert_contains(error.hint, "GRANT CREATE");
	options.role = NULL;
	expect(upgrade_to(&table, "0001"), RESTRUCT_OK);
	options.role = role;
	expect(upgrade(&table), RESTRUCT_DATABASE);
	assert_contains(error.hint, "GRANT USAGE ON SCHEMA shop TO poor_");
	executef(conn,
		"GRANT USAGE ON SCHEMA shop TO %s; GRANT SELECT ON shop.restruct_version TO %s",
		role, role);
	expect(upgrade_to(&table, "0001"), RESTRUCT_OK);
	expect(upgrade(&table), RESTRUCT_DATABASE);
	assert_contains(error.hint, "GRANT SELECT, INSERT");
	execute(conn, "DROP SCHEMA shop CASCADE");
	executef(conn, "CREATE SCHEMA shop AUTHORIZATION %s", role);
	upgrade_all();
	assert_value(conn,
		"SELECT string_agg(DISTINCT tableowner::text, ' ') FROM pg_tables WHERE schemaname "
		"= 'shop'",
		role);
	upgrade_all();
	assert_value(conn, "SELECT current_user = session_user", "t");
	/* without a name the table is found in the search_path: another schema's does not matter */
	executef(conn,
		"DROP TABLE shop.people, shop.orders, shop.restruct_version; CREATE SCHEMA versions; "
		"CREATE TABLE versions.restruct_version (x int); GRANT USAGE ON SCHEMA versions "
		"TO %s; SET search_path TO shop, versions",
		role);
	options = (restruct_options){.role = role};
	expect(upgrade_to(&table, "0001"), RESTRUCT_OK);
	execute(conn, "DROP TABLE versions.restruct_version; "
		      "CREATE TABLE versions.restruct_version AS TABLE shop.restruct_version; "
		      "DROP TABLE shop.people, shop.restruct_version");
	upgrade_all();
	executef(conn, "ALTER TABLE shop.restruct_version OWNER TO %s", PQuser(conn));
	expect(upgrade(&table), RESTRUCT_DATABASE);
	assert_string_equal(error.sqlstate, "42501");
	executef(
		conn, "DROP SCHEMA shop CASCADE; DROP SCHEMA versions CASCADE; DROP ROLE %s", role);
}

static void test_hostile_names(void **state)
{
	(void)state;
	static const char *const names[] = {"a\"; DROP SCHEMA public; --", "it's", "new\nline",
		"back\\slash", "Größe 🐘", "%s%n", "$1", "select",
		"123456789012345678901234567890123456789012345678901234567890123"};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		options = (restruct_options){.schema = names[i], .create_schema = true};
		upgrade_all();
		upgrade_all();
		expect(downgrade(&table, "base"), RESTRUCT_OK);
		leave_schema(conn, &options);
		conn = connected();
	}
}

static void test_a_failure_names_its_place(void **state)
{
	(void)state;
	failing = true;
	expect(upgrade(&table), RESTRUCT_DATABASE);
	assert_string_equal(error.revision, "0003_orders");
	assert_int_equal(error.statement, 2);
	assert_string_equal(error.sqlstate, "42P01");
	assert_contains(error.message, "revision \"0003_orders\", statement 2: ");
	assert_contains(error.message, "(SQLSTATE 42P01)");
	assert_contains(error.message, "in: ALTER TABLE missing …");
	expect_applied("0001, 0002");
	assert_value(conn, "SELECT to_regclass('shop.orders') IS NULL", "t");
	failing = false;
	upgrade_all();
}

static void test_one_transaction_for_all(void **state)
{
	(void)state;
	options.transaction = RESTRUCT_TRANSACTION_ALL;
	failing = true;
	expect(upgrade(&table), RESTRUCT_DATABASE);
	expect_applied("");
	assert_value(conn, "SELECT to_regclass('shop.people') IS NULL", "t");
	failing = false;
	upgrade_all();
	assert_value(conn, "SELECT count(DISTINCT xmin::text) FROM shop.restruct_version", "1");
	expect(downgrade(&table, "base"), RESTRUCT_OK);
}

static void test_a_database_ahead(void **state)
{
	(void)state;
	upgrade_all();
	expect(upgrade(&older), RESTRUCT_AHEAD);
	assert_contains(error.message, "by 2:\n");
	assert_contains(error.message, "\"0002_slug\"");
	assert_contains(error.message, "\"0003_orders\"");
	options.when_ahead = RESTRUCT_WHEN_AHEAD_ALLOW;
	expect(upgrade(&older), RESTRUCT_OK);
	expect_applied("0001, 0002, 0003");
}

static void test_a_newer_version_table(void **state)
{
	(void)state;
	upgrade_all();
	execute(conn, "UPDATE shop.restruct_version SET format = 3 WHERE parent IS NULL");
	expect(upgrade(&table), RESTRUCT_AHEAD);
	assert_contains(error.message, "form 3");
	execute(conn, "ALTER TABLE shop.restruct_version RENAME checksum TO sum");
	expect(upgrade(&table), RESTRUCT_AHEAD);
	assert_contains(error.message, "form");
}

static void test_a_changed_revision(void **state)
{
	(void)state;
	upgrade_all();
	revisions[0].checksum = "another";
	expect(upgrade(&table), RESTRUCT_CHANGED);
	assert_string_equal(error.revision, "0001_people");
	assert_contains(error.message, "stamp");
	expect(downgrade(&table, "-1"), RESTRUCT_CHANGED);
	expect(stamp(&table, "head"), RESTRUCT_OK);
	upgrade_all();
	assert_value(conn, "SELECT count(*) FROM shop.people", "2");
}

static void test_refused_hazards(void **state)
{
	(void)state;
	options.refuse = RESTRUCT_HAZARD_LOSES_DATA | RESTRUCT_HAZARD_BLOCKS_WRITES;
	expect(upgrade(&table), RESTRUCT_REFUSED);
	assert_string_equal(error.revision, "0003_orders");
	assert_contains(error.message, "blocks writes");
	assert_value(conn, "SELECT to_regnamespace('shop') IS NULL", "t");
	expect(upgrade_to(&table, "0002"), RESTRUCT_OK);
	options.refuse = RESTRUCT_HAZARD_LOSES_DATA;
	upgrade_all();
	revisions[0].downgrade = NULL;
	restruct_status status = downgrade(&table, "base");
	revisions[0].downgrade = downgrade_0001;
	expect(status, RESTRUCT_REFUSED);
	expect_applied("0001, 0002, 0003");
}

static void test_stamp(void **state)
{
	(void)state;
	execute(conn, "CREATE SCHEMA shop; CREATE TABLE shop.people (id int)");
	expect(stamp(&table, "0001"), RESTRUCT_OK);
	expect_applied("0001");
	expect(stamp(&table, "head"), RESTRUCT_OK);
	expect_applied("0001, 0002, 0003");
	expect(stamp(&older, "head"), RESTRUCT_OK);
	expect_applied("0001");
	expect(stamp(&table, "base"), RESTRUCT_OK);
	expect_applied("");
}

/* ---- current and history ---- */

static char seen[1024];

static void see(void *data, const restruct_state *state)
{
	(void)data;
	size_t length = strlen(seen);
	snprintf(seen + length, sizeof seen - length, "%s%s%s%s%s%s ", state->id,
		state->applied ? " applied" : "", state->changed ? " changed" : "",
		state->head ? " head" : "", state->revision == NULL ? " unknown" : "",
		state->applied == (state->applied_at != NULL) ? "" : " undated");
}

#define expect_seen(verb, of, expected)                                                            \
	do {                                                                                       \
		seen[0] = '\0';                                                                    \
		expect(verb(conn, of, &options, see, NULL, &error), RESTRUCT_OK);                  \
		assert_string_equal(seen, expected);                                               \
	} while (0)

static void test_current_and_history(void **state)
{
	(void)state;
	expect_seen(restruct_current, &table, "");
	expect_seen(restruct_history, &table, "0001_people 0002_slug 0003_orders head ");
	assert_value(conn, "SELECT to_regnamespace('shop') IS NULL", "t");
	expect(upgrade_to(&table, "0002"), RESTRUCT_OK);
	expect_seen(restruct_current, &table, "0002_slug applied head ");
	revisions[0].checksum = "another";
	expect_seen(restruct_history, &table,
		"0001_people applied changed 0002_slug applied 0003_orders head ");
	expect_seen(restruct_current, &older, "0002_slug applied head unknown ");
	expect_seen(restruct_history, &older,
		"0001_people applied changed head 0002_slug applied head unknown ");
	seen[0] = '\0';
	restruct_history(NULL, &table, &options, see, NULL, &error);
	assert_string_equal(seen, "0001_people 0002_slug 0003_orders head ");
}

/* ---- branches ---- */

static void test_branches_and_a_merge(void **state)
{
	(void)state;
	static restruct_revision branched[] = {
		{.id = "0001_people",
			.checksum = "1",
			.upgrade = upgrade_0001,
			.downgrade = downgrade_0001},
		{.id = "0002_left",
			.parent = "0001_people",
			.checksum = "2",
			.upgrade = upgrade_0002,
			.downgrade = downgrade_0002},
		{.id = "0002_right",
			.parent = "0001_people",
			.checksum = "3",
			.upgrade = upgrade_0003,
			.downgrade = downgrade_0003},
		{.id = "0003_merge",
			.parent = "0002_left",
			.second_parent = "0002_right",
			.checksum = "4",
			.upgrade = downgrade_0003,
			.downgrade = upgrade_0003},
	};
	restruct_table graph = TABLE_OF(branched);
	graph.count = 3;
	expect(upgrade(&graph), RESTRUCT_USAGE);
	assert_contains(error.message, "\"0002_left\", \"0002_right\"");
	expect(upgrade_to(&graph, "0002_right"), RESTRUCT_OK);
	graph.count = 4;
	expect(upgrade(&graph), RESTRUCT_OK);
	assert_value(conn,
		"SELECT parent || ' ' || second_parent FROM shop.restruct_version WHERE revision = "
		"'0003_merge'",
		"0002_left 0002_right");
	expect_seen(restruct_current, &graph, "0003_merge applied head ");
	expect(downgrade(&graph, "0002_left"), RESTRUCT_OK);
	expect_seen(restruct_current, &graph, "0002_right applied head 0002_left applied head ");
	expect(downgrade(&graph, "base"), RESTRUCT_OK);
}

/* ---- progress ---- */

static void note(void *data, const restruct_event *event)
{
	(void)data;
	size_t length = strlen(seen);
	snprintf(seen + length, sizeof seen - length, "%s %s %zu/%zu%s; ",
		event->kind == RESTRUCT_EVENT_BEGIN  ? "begin"
		: event->kind == RESTRUCT_EVENT_DONE ? "done"
						     : "other",
		event->revision, event->done, event->total, event->downgrade ? " down" : "");
}

static void test_progress_is_told(void **state)
{
	(void)state;
	options.progress = note;
	seen[0] = '\0';
	upgrade_all();
	assert_string_equal(seen, "begin 0001_people 0/3; done 0001_people 1/3; "
				  "begin 0002_slug 1/3; done 0002_slug 2/3; "
				  "begin 0003_orders 2/3; done 0003_orders 3/3; ");
	seen[0] = '\0';
	options.transaction = RESTRUCT_TRANSACTION_ALL;
	expect(downgrade(&table, "0001"), RESTRUCT_OK);
	assert_string_equal(seen, "begin 0003_orders 0/2 down; begin 0002_slug 0/2 down; "
				  "done 0003_orders 1/2 down; done 0002_slug 2/2 down; ");
	/* nothing runs, so nothing begins */
	seen[0] = '\0';
	expect(stamp(&table, "head"), RESTRUCT_OK);
	assert_string_equal(seen, "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_upgrade_applies_all_once),
		TEST(test_a_program_without_revisions),
		TEST(test_upgrade_to_a_target_and_back),
		TEST(test_the_connections_own_schema),
		TEST(test_a_version_table_of_another_schema),
		TEST(test_one_version_table_for_many_schemas),
		TEST(test_a_missing_schema_is_named),
		TEST(test_a_missing_privilege_is_named),
		TEST(test_hostile_names),
		TEST(test_a_failure_names_its_place),
		TEST(test_one_transaction_for_all),
		TEST(test_a_database_ahead),
		TEST(test_a_newer_version_table),
		TEST(test_a_changed_revision),
		TEST(test_refused_hazards),
		TEST(test_stamp),
		TEST(test_current_and_history),
		TEST(test_branches_and_a_merge),
		TEST(test_progress_is_told),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
