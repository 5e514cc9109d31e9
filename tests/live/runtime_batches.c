/* restruct_batches: a statement over many rows in many small transactions, whatever comes between.
 */
#include "support/runtime.h"

/* ---- revisions ---- */

/* A page a row, and another of a table that inherits. */
static void upgrade_1(restruct_migration *m)
{
	restruct_sql(m, "CREATE TABLE \"Items\" (id integer, filler text)");
	restruct_sql(m, "ALTER TABLE \"Items\" ALTER COLUMN filler SET STORAGE PLAIN");
	restruct_sql(m, "CREATE TABLE old_items () INHERITS (\"Items\")");
	restruct_sql(m, "CREATE TABLE empty (id integer)");
	restruct_sql(m, "CREATE SEQUENCE numbers");
	restruct_sql(m,
		"INSERT INTO \"Items\" SELECT i, repeat('x', 5000) FROM generate_series(1, 600) i");
	restruct_sql(m,
		"INSERT INTO old_items SELECT i, repeat('x', 5000) FROM generate_series(1, 300) i");
	restruct_sql(m, "ALTER TABLE \"Items\" ADD COLUMN n bigint");
	restruct_sql(m, "ALTER TABLE \"Items\" ALTER COLUMN n SET DEFAULT nextval('numbers')");
}

static void downgrade_1(restruct_migration *m)
{
	restruct_sql(m, "DROP TABLE \"Items\", old_items, empty");
	restruct_sql(m, "DROP SEQUENCE numbers");
}

static void upgrade_2(restruct_migration *m)
{
	restruct_sql(m, "CREATE TABLE made (id integer)");
	restruct_batches(m, "UPDATE \"Items\" SET n = DEFAULT WHERE n IS NULL");
	restruct_batches_pieces(m, "update made set ", "id = 1 where id = 0");
	restruct_batches(m, "DELETE FROM ONLY empty WHERE (id = 1 OR id = 2)");
	restruct_batches(m, "UPDATE ONLY \"Items\" SET id = id + 1 WHERE id = -1");
}

static void downgrade_2(restruct_migration *m)
{
	restruct_sql(m, "DROP TABLE made");
	restruct_batches(m, "UPDATE \"Items\" SET id = -id WHERE id > 0 AND n > 0");
}

static void upgrade_wrong(restruct_migration *m)
{
	restruct_batches(m, "UPDATE \"Items\" SET n = 1");
}

static const restruct_revision revisions[] = {
	{.id = "0001_items", .checksum = "1", .upgrade = upgrade_1, .downgrade = downgrade_1},
	{.id = "0002_batches",
		.parent = "0001_items",
		.checksum = "2",
		.upgrade = upgrade_2,
		.downgrade = downgrade_2},
	{.id = "0003_wrong", .parent = "0002_batches", .checksum = "3", .upgrade = upgrade_wrong},
};
static const restruct_table one = FIRST_OF(1, revisions);
static const restruct_table both = FIRST_OF(2, revisions);
static const restruct_table wrong = FIRST_OF(3, revisions);

/* ---- each test ---- */

static PGconn *conn;
static restruct_error error;
static restruct_options options;

static int set_up(void **state)
{
	(void)state;
	conn = given_schema("bat\"ches", &options);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	leave_schema(conn, &options);
	return 0;
}

#define ITEMS "FROM \"bat\"\"ches\".\"Items\""
#define FILLED "SELECT count(DISTINCT n) || ' of ' || count(*) " ITEMS
#define TRANSACTIONS "SELECT count(DISTINCT xmin::text) > 2 " ITEMS
#define A_ROW "SELECT 1 " ITEMS " WHERE id = 590 FOR UPDATE"

static bool in_batches(void)
{
	return PQserverVersion(conn) >= 140000;
}

static void test_there_and_back(void **state)
{
	(void)state;
	expect(upgrade(&one), RESTRUCT_OK);
	expect(upgrade(&both), RESTRUCT_OK);
	assert_value(conn, FILLED, "900 of 900");
	assert_value(conn, TRANSACTIONS, in_batches() ? "t" : "f");
	expect_applied("0001, 0002");
	expect(downgrade(&both, "0001"), RESTRUCT_OK);
	assert_value(conn, "SELECT max(id) " ITEMS, "-1");
	expect(upgrade(&both), RESTRUCT_OK);
}

static void test_one_transaction_stays_one(void **state)
{
	(void)state;
	expect(upgrade(&one), RESTRUCT_OK);
	options.transaction = RESTRUCT_TRANSACTION_ALL;
	expect(upgrade(&both), RESTRUCT_OK);
	assert_value(conn, FILLED, "900 of 900");
	assert_value(conn, "SELECT count(DISTINCT xmin::text) " ITEMS, "1");
}

static void test_no_part_of_a_table(void **state)
{
	(void)state;
	expect(upgrade(&wrong), RESTRUCT_USAGE);
	assert_contains(error.message, "restruct_batches, changes no part of a table");
	assert_string_equal(error.revision, "0003_wrong");
}

/* A row that somebody holds on to: what was done before it stays, and is not done again. */
static void test_goes_on_where_it_was(void **state)
{
	(void)state;
	expect(upgrade(&one), RESTRUCT_OK);
	PGconn *other = somebody(A_ROW);
	options.lock_timeout = 100;
	options.retries = -1;
	expect(upgrade(&both), RESTRUCT_LOCKED);
	expect_applied("0001, 0002 at 1");
	assert_value(conn, "SELECT count(n) " ITEMS, in_batches() ? "812" : "0");
	PQfinish(other);
	expect(upgrade(&both), RESTRUCT_OK);
	assert_value(conn, FILLED, "900 of 900");
	if (in_batches()) /* what was done was not done again */
		assert_value(conn, "SELECT max(n) < 1000 " ITEMS, "t");
	expect_applied("0001, 0002");
}

/* Killed in the middle; the next start takes over. */
static void test_a_process_that_is_killed(void **state)
{
	(void)state;
	expect(upgrade(&one), RESTRUCT_OK);
	PGconn *other = somebody(A_ROW);
	options.lock_timeout = 60000;
	pid_t worker = upgrade_in_another_process(&both, &options);
	wait_until(conn, A_WORKER_WAITS);
	kill_process(worker);
	terminate_workers(conn);
	PQfinish(other);
	forget_signs_of_life(conn, options.schema);
	expect(upgrade(&both), RESTRUCT_OK);
	assert_value(conn, FILLED, "900 of 900");
	expect_applied("0001, 0002");
}

static void test_a_script(void **state)
{
	(void)state;
	expect(upgrade(&one), RESTRUCT_OK);
	run_script(&both, "0001", "head", &options);
	assert_value(conn, FILLED, "900 of 900");
	assert_value(conn, TRANSACTIONS, in_batches() ? "t" : "f");
	expect_applied("0001, 0002");
	expect(upgrade(&both), RESTRUCT_OK);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_there_and_back),
		TEST(test_one_transaction_stays_one),
		TEST(test_no_part_of_a_table),
		TEST(test_goes_on_where_it_was),
		TEST(test_a_process_that_is_killed),
		TEST(test_a_script),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
