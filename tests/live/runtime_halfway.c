/* A revision that was left in the middle of its steps, met by a program that does not know it; and
 * the way back that a message tells. */
#include "support/runtime.h"

/* ---- revisions ---- */

static void upgrade_1(restruct_migration *m)
{
	restruct_sql(m, "CREATE TABLE items (id integer, name text)");
	restruct_sql(m, "INSERT INTO items SELECT i, 'item ' || i FROM generate_series(1, 9) i");
}

static void downgrade_1(restruct_migration *m)
{
	restruct_sql(m, "DROP TABLE items");
}

static void upgrade_2(restruct_migration *m)
{
	restruct_sql(m, "ALTER TABLE items ADD CONSTRAINT low CHECK (id < 9) NOT VALID");
	restruct_concurrently(m, "CREATE UNIQUE INDEX CONCURRENTLY items_id ON items (id)");
	restruct_sql(m, "ALTER TABLE items VALIDATE CONSTRAINT low");
}

static void downgrade_2(restruct_migration *m)
{
	restruct_concurrently(m, "DROP INDEX CONCURRENTLY items_id");
	restruct_sql(m, "ALTER TABLE items DROP CONSTRAINT low");
	restruct_sql(m, "UPDATE items SET name = 'back' WHERE id = 1");
}

static const restruct_revision revisions[] = {
	{.id = "0001_items", .checksum = "1", .upgrade = upgrade_1, .downgrade = downgrade_1},
	{.id = "0002_steps",
		.message = "steps",
		.parent = "0001_items",
		.checksum = "2",
		.upgrade = upgrade_2,
		.downgrade = downgrade_2},
};
static const restruct_table old = FIRST_OF(1, revisions);
static const restruct_table newer = FIRST_OF(2, revisions);

/* ---- each test ---- */

static PGconn *conn;
static restruct_error error;
static restruct_options options;

static int set_up(void **state)
{
	(void)state;
	conn = given_schema("halfway", &options);
	options.build = "v2";
	expect(upgrade(&old), RESTRUCT_OK);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	leave_schema(conn, &options);
	return 0;
}

static void mend_rows(void)
{
	execute(conn, "DELETE FROM halfway.items WHERE id = 9");
}

/* The newer program stops at a row. */
static void leave_halfway(void)
{
	expect(upgrade(&newer), RESTRUCT_DATABASE);
	expect_applied("0001, 0002 at 2");
}

/* A program stops in the middle of undoing the newer revision, as somebody's snapshot is older. */
static void leave_half_undone(const restruct_table *table)
{
	mend_rows();
	expect(upgrade(&newer), RESTRUCT_OK);
	PGconn *other = somebody("SELECT * FROM halfway.items");
	options.concurrent_lock_timeout = 100;
	options.retries = -1;
	expect(downgrade(table, "0001"), RESTRUCT_LOCKED);
	assert_contains(error.message, "\n  in: DROP INDEX CONCURRENTLY items_id\n");
	assert_contains(error.hint, "\"concurrent_lock_timeout\"");
	options.concurrent_lock_timeout = options.retries = 0;
	PQfinish(other);
	expect_applied("0001, 0002 at -1");
}

static void expect_undone(void)
{
	expect_applied("0001");
	assert_value(conn, "SELECT to_regclass('halfway.items_id') IS NULL", "t");
	assert_value(conn, "SELECT name FROM halfway.items WHERE id = 1", "back");
}

/* ---- half way ---- */

static void test_the_way_back_is_told(void **state)
{
	(void)state;
	leave_halfway();
	assert_contains(error.hint, "the revision stands half way");
	assert_contains(
		error.hint, "restruct diff DATABASE migrations@0001_items --allow loses-data");
	assert_contains(error.hint, "\"stamp 0001_items\"");
	/* whoever wants to undo it must first finish it, and hears the same */
	expect(downgrade(&newer, "0001"), RESTRUCT_DATABASE);
	assert_contains(error.hint, "\"stamp 0001_items\"");
	execute(conn, "ALTER TABLE halfway.items DROP CONSTRAINT low; DROP INDEX halfway.items_id");
	expect(stamp(&newer, "0001_items"), RESTRUCT_OK);
	expect_applied("0001");
	mend_rows();
	expect(upgrade(&newer), RESTRUCT_OK);
}

static void test_duplicates_are_told_likewise(void **state)
{
	(void)state;
	execute(conn, "INSERT INTO halfway.items VALUES (1)");
	expect(upgrade(&newer), RESTRUCT_DATABASE);
	assert_string_equal(error.sqlstate, "23505");
	expect_applied("0001, 0002 at 1");
	assert_contains(error.hint, "the revision stands half way");
	assert_contains(error.hint, "\"stamp 0001_items\"");
}

static void test_an_older_program_leaves_it(void **state)
{
	(void)state;
	static const char half[] = "\"0002_steps\" (steps; additive, half applied ";
	leave_halfway();
	expect(upgrade(&old), RESTRUCT_AHEAD);
	assert_contains(error.message, half);
	assert_contains(error.hint, "start the newer program");
	options.when_ahead = RESTRUCT_WHEN_AHEAD_DOWNGRADE;
	expect(upgrade(&old), RESTRUCT_REFUSED);
	assert_string_equal(error.revision, "0002_steps");
	assert_contains(error.message, "it stands half way; nothing was undone");
	assert_contains(error.hint, "start the newer program");
	expect(downgrade(&old, "base"), RESTRUCT_REFUSED);
	expect_applied("0001, 0002 at 2");
	options.when_ahead = RESTRUCT_WHEN_AHEAD_COMPATIBLE;
	expect(upgrade(&old), RESTRUCT_OK);
	expect_applied("0001, 0002 at 2");
	mend_rows();
	expect(upgrade(&newer), RESTRUCT_OK);
	options.when_ahead = RESTRUCT_WHEN_AHEAD_DOWNGRADE;
	expect(upgrade(&old), RESTRUCT_OK);
	expect_undone();
}

/* ---- half undone ---- */

/* Whoever began to undo it, a program that does not know it goes on. */
static void test_an_older_program_goes_on_undoing(void **state)
{
	(void)state;
	leave_half_undone(&old);
	expect(upgrade(&old), RESTRUCT_AHEAD);
	assert_contains(error.message, "\"0002_steps\" (steps; additive, half undone ");
	assert_contains(error.hint, "downgrade head");
	expect(downgrade(&old, "head"), RESTRUCT_OK);
	expect_undone();
	leave_half_undone(&newer);
	options.when_ahead = RESTRUCT_WHEN_AHEAD_DOWNGRADE;
	expect(upgrade(&old), RESTRUCT_OK);
	expect_undone();
}

/* It is no downgrade, so it is not for this program to finish one. */
static void test_an_upgrade_does_not_go_on_undoing(void **state)
{
	(void)state;
	leave_half_undone(&old);
	options.when_ahead = RESTRUCT_WHEN_AHEAD_COMPATIBLE;
	expect(upgrade(&old), RESTRUCT_OK);
	options.when_ahead = RESTRUCT_WHEN_AHEAD_ALLOW;
	expect(upgrade(&old), RESTRUCT_OK);
	expect_applied("0001, 0002 at -1");
	expect(upgrade(&newer), RESTRUCT_OK); /* which knows it: back, and on again */
	expect_applied("0001, 0002");
	assert_value(conn, "SELECT name FROM halfway.items WHERE id = 1", "back");
}

static void test_nothing_stored_is_not_gone_on_with(void **state)
{
	(void)state;
	leave_half_undone(&newer);
	execute(conn, "UPDATE halfway.restruct_version SET downgrade = NULL, needs_code = true"
		      " WHERE step IS NOT NULL");
	expect(downgrade(&old, "head"), RESTRUCT_REFUSED);
	assert_contains(error.message, "needs code of the program that brought it");
	expect_applied("0001, 0002 at -1");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_the_way_back_is_told),
		TEST(test_duplicates_are_told_likewise),
		TEST(test_an_older_program_leaves_it),
		TEST(test_an_older_program_goes_on_undoing),
		TEST(test_an_upgrade_does_not_go_on_undoing),
		TEST(test_nothing_stored_is_not_gone_on_with),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
