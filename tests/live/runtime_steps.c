/* Revisions in steps: transactions of their own and statements outside any, whatever comes between.
 */
#define _DEFAULT_SOURCE
#include "support/runtime.h"

#include <signal.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* ---- revisions ---- */

static void upgrade_1(restruct_migration *m)
{
	restruct_sql(m, "CREATE TABLE log (what text)");
	restruct_sql(m, "CREATE TYPE kind AS ENUM ('a', 'b')");
	restruct_sql(m, "CREATE TABLE items (id integer, kind kind DEFAULT 'a')");
	restruct_sql(m, "CREATE TABLE empty (id integer)");
	restruct_sql(m, "INSERT INTO items SELECT generate_series(1, 1000)");
}

static void downgrade_1(restruct_migration *m)
{
	restruct_sql(m, "DROP TABLE items, log, empty");
	restruct_sql(m, "DROP TYPE kind");
}

/* Every step leaves a row behind, so that one that was done twice is seen. */
static void upgrade_2(restruct_migration *m)
{
	restruct_sql(m, "INSERT INTO log VALUES ('0')");
	restruct_commit(m);
	restruct_sql(m, "ALTER TABLE items ADD CONSTRAINT id CHECK (id > 0) NOT VALID");
	restruct_sql(m, "INSERT INTO log VALUES ('1')");
	restruct_concurrently(m, "CREATE INDEX CONCURRENTLY empty_id ON empty (id)");
	restruct_concurrently(m, "CREATE UNIQUE INDEX CONCURRENTLY items_id ON items (id)"
				 " WHERE kind = 'a'::kind");
	restruct_concurrently(m, "create index  concurrently if not exists items_kind on "
				 "steps.items(kind)");
	restruct_sql(m, "ALTER TABLE items VALIDATE CONSTRAINT id");
	restruct_sql(m, "INSERT INTO log VALUES ('2')");
	restruct_commit(m);
	restruct_commit(m);
	restruct_sql(m, "INSERT INTO log VALUES ('3')");
}

static void downgrade_2(restruct_migration *m)
{
	restruct_sql(m, "INSERT INTO log VALUES ('down 0')");
	restruct_concurrently(m, "DROP INDEX CONCURRENTLY items_id");
	restruct_concurrently(m, "DROP INDEX CONCURRENTLY IF EXISTS steps.items_kind");
	restruct_sql(m, "DROP INDEX empty_id");
	restruct_commit(m);
	restruct_sql(m, "ALTER TABLE items DROP CONSTRAINT id");
	restruct_sql(m, "INSERT INTO log VALUES ('down 1')");
}

static void upgrade_3(restruct_migration *m)
{
	restruct_sql(m, "INSERT INTO log VALUES ('third')");
}

static void downgrade_3(restruct_migration *m)
{
	restruct_sql(m, "INSERT INTO log VALUES ('down third')");
}

static const restruct_revision revisions[] = {
	{.id = "0001_items", .checksum = "1", .upgrade = upgrade_1, .downgrade = downgrade_1},
	{.id = "0002_steps",
		.parent = "0001_items",
		.checksum = "2",
		.upgrade = upgrade_2,
		.downgrade = downgrade_2},
	{.id = "0003_third",
		.parent = "0002_steps",
		.checksum = "3",
		.upgrade = upgrade_3,
		.downgrade = downgrade_3},
};
static const restruct_table one = FIRST_OF(1, revisions);
static const restruct_table all = FIRST_OF(3, revisions);

/* ---- each test ---- */

static PGconn *conn;
static restruct_error error;
static restruct_options options;

static int set_up(void **state)
{
	(void)state;
	conn = given_schema("steps", &options);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	leave_schema(conn, &options);
	return 0;
}

#define LOG "SELECT string_agg(what, ' ' ORDER BY what) FROM steps.log"
#define INDEXES                                                                                                  \
	"SELECT string_agg(indexrelid::regclass || ' ' || indisvalid, ', ' ORDER BY indexrelid::regclass::text)" \
	" FROM pg_index WHERE indrelid IN ('steps.items'::regclass, 'steps.empty'::regclass)"

static void expect_upgraded(void)
{
	assert_value(conn, LOG, "0 1 2 3 third");
	assert_value(
		conn, INDEXES, "steps.empty_id true, steps.items_id true, steps.items_kind true");
	expect_applied("0001, 0002, 0003");
	assert_value(conn,
		"SELECT count(*) FROM steps.restruct_version"
		" WHERE worker IS NOT NULL OR beat IS NOT NULL",
		"0");
}

static void test_there_and_back(void **state)
{
	(void)state;
	execute(conn, "SET search_path TO pg_temp, public");
	expect(upgrade(&all), RESTRUCT_OK);
	expect_upgraded();
	assert_value(conn, "SHOW search_path", "pg_temp, public");
	expect(upgrade(&all), RESTRUCT_OK);
	expect(downgrade(&all, "0001"), RESTRUCT_OK);
	assert_value(conn, LOG, "0 1 2 3 down 0 down 1 down third third");
	assert_value(conn, INDEXES, "");
	expect_applied("0001");
	expect(upgrade(&all), RESTRUCT_OK);
	expect(downgrade(&all, "base"), RESTRUCT_OK);
	assert_value(conn, "SELECT to_regclass('steps.items') IS NULL", "t");
}

/* In one transaction a step is none; what cannot be in it is refused before anything is done. */
static void test_all_in_one(void **state)
{
	(void)state;
	options.transaction = RESTRUCT_TRANSACTION_ALL;
	expect(upgrade(&all), RESTRUCT_OK);
	expect_upgraded();
	expect(downgrade(&all, "0002"), RESTRUCT_OK);
	expect(downgrade(&all, "0001"), RESTRUCT_USAGE);
	assert_string_equal(error.revision, "0002_steps");
	assert_value(conn, LOG, "0 1 2 3 down third third");
	execute(conn, "TRUNCATE steps.items");
	expect(downgrade(&all, "base"), RESTRUCT_OK);
	expect(upgrade(&one), RESTRUCT_OK);
	expect(upgrade(&all), RESTRUCT_USAGE);
	assert_string_equal(error.revision, "0002_steps");
	assert_contains(error.message, "--transaction each");
	expect_applied("0001");
}

/* What was begun in steps is finished in steps. */
static void test_all_in_one_after_steps(void **state)
{
	(void)state;
	expect(upgrade(&one), RESTRUCT_OK);
	execute(conn, "INSERT INTO steps.items VALUES (1)");
	expect(upgrade(&all), RESTRUCT_DATABASE);
	expect_applied("0001, 0002 at 4");
	execute(conn, "DELETE FROM steps.items WHERE ctid IN"
		      " (SELECT max(ctid) FROM steps.items WHERE id = 1)");
	options.transaction = RESTRUCT_TRANSACTION_ALL;
	expect(upgrade(&all), RESTRUCT_OK);
	expect_upgraded();
}

/* Who does the work owns it, outside of transactions, too. */
static void test_a_role(void **state)
{
	(void)state;
	char role[64];
	snprintf(role, sizeof role, "steps_owner_%d", (int)getpid());
	executef(conn, "CREATE ROLE %s; CREATE SCHEMA steps AUTHORIZATION %s", role, role);
	options.role = role;
	expect(upgrade(&one), RESTRUCT_OK);
	expect(upgrade(&all), RESTRUCT_OK);
	expect_upgraded();
	assert_value(conn,
		"SELECT DISTINCT pg_get_userbyid(relowner) FROM pg_class"
		" WHERE relnamespace = 'steps'::regnamespace AND relkind IN ('r', 'i')",
		role);
	assert_value(conn, "SHOW role", "none");
	expect(downgrade(&all, "base"), RESTRUCT_OK);
	executef(conn, "DROP OWNED BY %s CASCADE; DROP ROLE %s", role, role);
}

/* For which CREATE INDEX CONCURRENTLY waits. */
#define AN_OLD_SNAPSHOT "SELECT 1"

static void test_empty_tables_wait_for_nobody(void **state)
{
	(void)state;
	expect(upgrade(&one), RESTRUCT_OK);
	execute(conn, "TRUNCATE steps.items");
	PGconn *other = somebody(AN_OLD_SNAPSHOT);
	execute(conn, "SET statement_timeout TO 3000");
	expect(upgrade(&all), RESTRUCT_OK);
	expect_upgraded();
	PQfinish(other);
}

/* ---- failures ---- */

static void test_an_index_that_cannot_be_built(void **state)
{
	(void)state;
	expect(upgrade(&one), RESTRUCT_OK);
	execute(conn, "INSERT INTO steps.items VALUES (1)");
	expect(upgrade(&all), RESTRUCT_DATABASE);
	assert_string_equal(error.sqlstate, "23505");
	assert_string_equal(error.revision, "0002_steps");
	assert_contains(error.message, "statement 5: ");
	assert_value(conn, INDEXES, "steps.empty_id true"); /* nothing INVALID is left */
	expect_applied("0001, 0002 at 4");
	expect(upgrade(&all), RESTRUCT_DATABASE);
	assert_value(conn, LOG, "0 1");
	execute(conn, "DELETE FROM steps.items WHERE ctid IN"
		      " (SELECT max(ctid) FROM steps.items WHERE id = 1)");
	expect(upgrade(&all), RESTRUCT_OK);
	expect_upgraded();
}

/* One row is against the check, another has no counterpart. */
static void upgrade_validating(restruct_migration *m)
{
	restruct_sql(m, "ALTER TABLE items ADD COLUMN \"the other\" integer");
	restruct_sql(m, "UPDATE items SET \"the other\" = id + 1");
	restruct_sql(m, "CREATE TABLE others (id integer PRIMARY KEY)");
	restruct_sql(m, "INSERT INTO others SELECT generate_series(3, 1000)");
	restruct_sql(m, "ALTER TABLE items ADD CONSTRAINT low CHECK (id < 1000) NOT VALID");
	restruct_sql(m, "ALTER TABLE items ADD CONSTRAINT \"of others\" FOREIGN KEY "
			"(\"the other\") REFERENCES others NOT VALID");
	restruct_commit(m);
	restruct_sql(m, "ALTER TABLE items VALIDATE CONSTRAINT low");
	restruct_commit(m);
	restruct_sql(m, "ALTER TABLE items VALIDATE CONSTRAINT \"of others\"");
}

static size_t finished, of_all;

static void note_done(void *data, const restruct_event *event)
{
	(void)data;
	if (event->kind == RESTRUCT_EVENT_DONE) {
		finished = event->done;
		of_all = event->total;
	}
}

static void test_rows_that_are_against_a_constraint(void **state)
{
	(void)state;
	static const restruct_revision validating[] = {
		{.id = "0001_items",
			.checksum = "1",
			.upgrade = upgrade_1,
			.downgrade = downgrade_1},
		{.id = "0002_validating",
			.parent = "0001_items",
			.checksum = "2",
			.upgrade = upgrade_validating,
			.downgrade = downgrade_1},
	};
	static const restruct_table table = FIRST_OF(2, validating);
	expect(upgrade(&table), RESTRUCT_DATABASE);
	assert_string_equal(error.sqlstate, "23514");
	assert_contains(error.message, "statement 7: ");
	assert_contains(
		error.message, "\n  rows: SELECT * FROM steps.items t WHERE NOT ((id < 1000))\n");
	assert_contains(error.hint, "the revision stands half way");
	expect_applied("0001, 0002 at 1");
	execute(conn, "DELETE FROM steps.items WHERE id = 1000");
	execute(conn, "INSERT INTO steps.items VALUES (0, 'a', NULL)");
	expect(upgrade(&table), RESTRUCT_DATABASE);
	assert_string_equal(error.sqlstate, "23503");
	static const char rows[] =
		"SELECT * FROM steps.items t WHERE \"the other\" IS NOT NULL AND NOT EXISTS "
		"(SELECT FROM steps.others o WHERE o.id = t.\"the other\")";
	assert_contains(error.message, rows);
	expect_applied("0001, 0002 at 2");
	char count[sizeof rows + 64];
	snprintf(count, sizeof count, "SELECT count(*) FROM (%s) q", rows);
	assert_value(conn, count, "1");
	execute(conn, "UPDATE steps.items SET \"the other\" = 3 WHERE \"the other\" = 2");
	options.progress = note_done;
	expect(upgrade(&table), RESTRUCT_OK);
	assert_int_equal(finished, 1);
	assert_int_equal(of_all, 1);
	expect_applied("0001, 0002");
}

static int better; /* from this version on a step is enough */

static void upgrade_by_version(restruct_migration *m)
{
	restruct_sql(m, "INSERT INTO log VALUES ('0')");
	restruct_commit(m);
	if (restruct_server_version(m) < better) {
		restruct_sql(m, "INSERT INTO log VALUES ('1')");
		restruct_commit(m);
		restruct_sql(m, "SELECT 1 / (id - 1000) FROM items");
		restruct_sql(m, "INSERT INTO log VALUES ('2')");
	} else {
		restruct_sql(m, "INSERT INTO log VALUES ('all of it')");
		restruct_commit(m);
		restruct_commit(m);
	}
}

/* It is finished by the count of the version that it was begun on. */
static void test_a_server_that_is_upgraded_meanwhile(void **state)
{
	(void)state;
	static const restruct_revision of_versions[] = {
		{.id = "0001_items",
			.checksum = "1",
			.upgrade = upgrade_1,
			.downgrade = downgrade_1},
		{.id = "0002_by_version",
			.parent = "0001_items",
			.checksum = "2",
			.upgrade = upgrade_by_version},
	};
	static const restruct_table table = {
		RESTRUCT_TABLE_MAGIC, RESTRUCT_TABLE_VERSION, 2, of_versions, NULL};
	char sql[160];
	int version = PQserverVersion(conn);
	better = version + 1;
	expect(upgrade(&table), RESTRUCT_DATABASE);
	assert_string_equal(error.sqlstate, "22012");
	expect_applied("0001, 0002 at 2");
	snprintf(sql, sizeof sql,
		"SELECT split_part(worker, ' ', 3) = '%d' FROM steps.restruct_version WHERE step = 2",
		version);
	assert_value(conn, sql, "t");

	better = version;
	snprintf(sql, sizeof sql,
		"UPDATE steps.restruct_version SET worker = replace(worker, ' %d', ' %d') WHERE step = 2",
		version, version - 10000);
	execute(conn, sql);
	expect(upgrade(&table), RESTRUCT_DATABASE); /* still, and so the row is written once more */
	assert_string_equal(error.sqlstate, "22012");
	execute(conn, "DELETE FROM steps.items WHERE id = 1000");
	expect(upgrade(&table), RESTRUCT_OK);
	assert_value(conn, "SELECT string_agg(what, ' ' ORDER BY what) FROM steps.log", "0 1 2");
	expect_applied("0001, 0002");
}

static void test_a_changed_revision_is_not_finished(void **state)
{
	(void)state;
	expect(upgrade(&one), RESTRUCT_OK);
	execute(conn, "INSERT INTO steps.items VALUES (1)");
	expect(upgrade(&all), RESTRUCT_DATABASE);
	execute(conn, "UPDATE steps.restruct_version SET checksum = 'x' WHERE step IS NOT NULL");
	expect(upgrade(&all), RESTRUCT_CHANGED);
	execute(conn, "UPDATE steps.restruct_version SET checksum = '2', step = 40"
		      " WHERE step IS NOT NULL");
	expect(upgrade(&all), RESTRUCT_CHANGED);
	assert_contains(error.message, "left at step 40");
	expect(stamp(&all, "head"), RESTRUCT_OK);
	expect_applied("0001, 0002, 0003");
}

/* ---- other processes ---- */

static restruct_status upgrade_all(PGconn *own, restruct_error *own_error)
{
	return restruct_upgrade(own, &all, &options, own_error);
}

static restruct_status downgrade_all(PGconn *own, restruct_error *own_error)
{
	return restruct_downgrade(own, &all, "0001", &options, own_error);
}

static void test_a_race(void **state)
{
	(void)state;
	enum { PROCESSES = 20 };
	pid_t children[PROCESSES];
	for (int rows = 0; rows < 2; rows++) {
		if (rows != 0)
			expect(upgrade(&one), RESTRUCT_OK); /* then its tables are not new */
		for (int i = 0; i < PROCESSES; i++)
			children[i] = in_another_process(upgrade_all);
		for (int i = 0; i < PROCESSES; i++)
			ends_well(children[i]);
		expect_upgraded();
		execute(conn, "DROP SCHEMA steps CASCADE");
	}
}

/* Who waits longer than a sign of life lasts leaves the living at work, and holds nothing up. */
static void test_a_living_worker_is_waited_for(void **state)
{
	(void)state;
	expect(upgrade(&one), RESTRUCT_OK);
	PGconn *other = somebody(AN_OLD_SNAPSHOT);
	pid_t worker = in_another_process(upgrade_all);
	wait_until(conn, A_WORKER_WAITS);
	pid_t waiter = in_another_process(upgrade_all);
	sleep(7);
	assert_value(conn, A_WORKER_WAITS, "t");
	options.patience = -1;
	expect(upgrade(&all), RESTRUCT_LOCKED);
	assert_contains(error.message, "revision \"0002_steps\": another process is at work on it");
	assert_contains(error.message, "in the way: process ");
	assert_contains(error.message, "CREATE UNIQUE INDEX CONCURRENTLY items_id");
	assert_int_equal(waitpid(waiter, NULL, WNOHANG), 0);
	PQfinish(other);
	ends_well(worker);
	ends_well(waiter);
	expect_upgraded();
}

/* The process is killed, later the server's own end of it; the index that was begun is INVALID. */
static void test_a_dead_worker_is_replaced(void **state)
{
	(void)state;
	expect(upgrade(&one), RESTRUCT_OK);
	PGconn *other = somebody(AN_OLD_SNAPSHOT);
	pid_t worker = in_another_process(upgrade_all);
	wait_until(conn, A_WORKER_WAITS);
	kill_process(worker);
	terminate_workers(conn);
	PQfinish(other);
	wait_until(conn, "SELECT count(*) = 1 FROM pg_index WHERE NOT indisvalid");
	time_t start = time(NULL);
	expect(upgrade(&all), RESTRUCT_OK);
	assert_true(time(NULL) - start < 15);
	expect_upgraded();
}

/* A worker that was only asleep finds that another has gone on. */
static void test_a_worker_that_comes_back(void **state)
{
	(void)state;
	expect(upgrade(&one), RESTRUCT_OK);
	PGconn *other = somebody(AN_OLD_SNAPSHOT);
	pid_t worker = in_another_process(upgrade_all);
	wait_until(conn, A_WORKER_WAITS);
	kill(worker, SIGSTOP);
	PQfinish(other);
	wait_until(conn, "SELECT count(*) = 0 FROM pg_stat_activity"
			 " WHERE datname = current_database()"
			 " AND query LIKE '/* restruct %' AND state = 'active'");
	expect(upgrade(&all), RESTRUCT_OK);
	kill(worker, SIGCONT);
	ends_well(worker);
	expect_upgraded();
}

/* Killed again and again, on either side, at any moment. */
static void sweep(restruct_status (*does)(PGconn *own, restruct_error *own_error), unsigned seed,
	bool the_backend)
{
	srandom(seed);
	for (int i = 0; i < 25; i++) {
		int status;
		pid_t worker = in_another_process(does);
		usleep((useconds_t)(random() % 60000 + 5000));
		if (the_backend)
			execute(conn, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
				      " WHERE datname = current_database()"
				      " AND backend_type = 'client backend'"
				      " AND pid <> pg_backend_pid()");
		else
			kill(worker, SIGKILL);
		waitpid(worker, &status, 0);
		wait_until(conn, "SELECT count(*) = 1 FROM pg_stat_activity"
				 " WHERE datname = current_database()"
				 " AND backend_type = 'client backend'");
		forget_signs_of_life(conn, "steps");
	}
}

static void test_processes_that_are_killed(void **state)
{
	(void)state;
	expect(upgrade(&one), RESTRUCT_OK);
	sweep(upgrade_all, 1, false);
	expect(upgrade(&all), RESTRUCT_OK);
	expect_upgraded();
	sweep(downgrade_all, 2, false);
	expect(downgrade(&all, "0001"), RESTRUCT_OK);
	assert_value(conn, LOG, "0 1 2 3 down 0 down 1 down third third");
	expect_applied("0001");
	assert_value(conn, INDEXES, "");
}

static void test_backends_that_are_killed(void **state)
{
	(void)state;
	int out = dup(2); /* the losers' messages are expected */
	assert_non_null(freopen("/dev/null", "w", stderr));
	expect(upgrade(&one), RESTRUCT_OK);
	sweep(upgrade_all, 3, true);
	expect(upgrade(&all), RESTRUCT_OK);
	expect_upgraded();
	sweep(downgrade_all, 4, true);
	expect(downgrade(&all, "0001"), RESTRUCT_OK);
	assert_value(conn, LOG, "0 1 2 3 down 0 down 1 down third third");
	fflush(stderr);
	dup2(out, 2);
	close(out);
}

/* Half undone, then upgraded: the downgrade is finished first. */
static void test_half_undone(void **state)
{
	(void)state;
	expect(upgrade(&all), RESTRUCT_OK);
	PGconn *other = somebody("SELECT * FROM steps.items");
	pid_t worker = in_another_process(downgrade_all);
	wait_until(conn, A_WORKER_WAITS);
	kill_process(worker);
	terminate_workers(conn);
	wait_until(conn, "SELECT count(*) = 2 FROM pg_stat_activity"
			 " WHERE datname = current_database() AND backend_type = 'client backend'");
	PQfinish(other);
	expect_applied("0001, 0002 at -1");
	forget_signs_of_life(conn, "steps");
	expect(upgrade(&all), RESTRUCT_OK);
	assert_value(conn, LOG, "0 0 1 1 2 2 3 3 down 0 down 1 down third third third");
	expect_applied("0001, 0002, 0003");
}

/* ---- without the code, without a connection ---- */

static void test_an_older_program_steps_back(void **state)
{
	(void)state;
	expect(upgrade(&all), RESTRUCT_OK);
	expect(downgrade(&one, "head"), RESTRUCT_OK);
	assert_value(conn, LOG, "0 1 2 3 down 0 down 1 down third third");
	assert_value(conn, INDEXES, "");
	expect_applied("0001");
}

static void test_a_script(void **state)
{
	(void)state;
	run_script(&all, "base", "head", &options);
	expect_upgraded();
	expect(upgrade(&all), RESTRUCT_OK);
	run_script(&all, "head", "0001", &options);
	assert_value(conn, LOG, "0 1 2 3 down 0 down 1 down third third");
	expect_applied("0001");
	execute(conn, "TRUNCATE steps.log");
	run_script(&all, "0001", "head", &options);
	expect_upgraded();
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_there_and_back),
		TEST(test_all_in_one),
		TEST(test_all_in_one_after_steps),
		TEST(test_a_role),
		TEST(test_empty_tables_wait_for_nobody),
		TEST(test_an_index_that_cannot_be_built),
		TEST(test_rows_that_are_against_a_constraint),
		TEST(test_a_server_that_is_upgraded_meanwhile),
		TEST(test_a_changed_revision_is_not_finished),
		TEST(test_a_race),
		TEST(test_a_living_worker_is_waited_for),
		TEST(test_a_dead_worker_is_replaced),
		TEST(test_a_worker_that_comes_back),
		TEST(test_processes_that_are_killed),
		TEST(test_backends_that_are_killed),
		TEST(test_half_undone),
		TEST(test_an_older_program_steps_back),
		TEST(test_a_script),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
