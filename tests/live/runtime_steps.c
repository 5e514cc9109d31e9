/* Revisions in steps: transactions of their own and statements outside any, whatever comes between.
 */
#define _DEFAULT_SOURCE
#include "live/runtime.h"

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
static const restruct_table one = {
	RESTRUCT_TABLE_MAGIC, RESTRUCT_TABLE_VERSION, 1, revisions, NULL};
static const restruct_table all = {
	RESTRUCT_TABLE_MAGIC, RESTRUCT_TABLE_VERSION, 3, revisions, NULL};

/* ---- each test ---- */

static PGconn *conn;
static restruct_error error;
static restruct_options options;

static int set_up(void **state)
{
	(void)state;
	conn = connected();
	options = (restruct_options){.schema = "steps", .create_schema = true};
	execute(conn, "DROP SCHEMA IF EXISTS steps CASCADE");
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	execute(conn, "DROP SCHEMA IF EXISTS steps CASCADE");
	PQfinish(conn);
	return 0;
}

#define expect(call, expected) assert_status((call), error, (expected))
#define upgrade(table) restruct_upgrade(conn, (table), &options, &error)

#define LOG "SELECT string_agg(what, ' ' ORDER BY what) FROM steps.log"
#define INDEXES                                                                                                  \
	"SELECT string_agg(indexrelid::regclass || ' ' || indisvalid, ', ' ORDER BY indexrelid::regclass::text)" \
	" FROM pg_index WHERE indrelid IN ('steps.items'::regclass, 'steps.empty'::regclass)"
#define ROWS                                                                                       \
	"SELECT string_agg(left(revision, 4) || coalesce(' at ' || step, ''), ', '"                \
	" ORDER BY revision) FROM steps.restruct_version"

static void expect_upgraded(void)
{
	assert_value(conn, LOG, "0 1 2 3 third");
	assert_value(
		conn, INDEXES, "steps.empty_id true, steps.items_id true, steps.items_kind true");
	assert_value(conn, ROWS, "0001, 0002, 0003");
	assert_value(conn,
		"SELECT count(*) FROM steps.restruct_version"
		" WHERE worker IS NOT NULL OR beat IS NOT NULL",
		"0");
}

/* What happened while nobody was left to tell is over for the next start. */
static void forget_signs_of_life(void)
{
	execute(conn, "UPDATE steps.restruct_version SET beat = '-infinity' WHERE step <> 0");
}

static void test_there_and_back(void **state)
{
	(void)state;
	execute(conn, "SET search_path TO pg_temp, public");
	expect(upgrade(&all), RESTRUCT_OK);
	expect_upgraded();
	assert_value(conn, "SHOW search_path", "pg_temp, public");
	expect(upgrade(&all), RESTRUCT_OK);
	expect(restruct_downgrade(conn, &all, "0001", &options, &error), RESTRUCT_OK);
	assert_value(conn, LOG, "0 1 2 3 down 0 down 1 down third third");
	assert_value(conn, INDEXES, "");
	assert_value(conn, ROWS, "0001");
	expect(upgrade(&all), RESTRUCT_OK);
	expect(restruct_downgrade(conn, &all, "base", &options, &error), RESTRUCT_OK);
	assert_value(conn, "SELECT to_regclass('steps.items') IS NULL", "t");
}

/* In one transaction a step is none; what cannot be in it is refused before anything is done. */
static void test_all_in_one(void **state)
{
	(void)state;
	options.transaction = RESTRUCT_TRANSACTION_ALL;
	expect(upgrade(&all), RESTRUCT_OK);
	expect_upgraded();
	expect(restruct_downgrade(conn, &all, "0002", &options, &error), RESTRUCT_OK);
	expect(restruct_downgrade(conn, &all, "0001", &options, &error), RESTRUCT_USAGE);
	assert_string_equal(error.revision, "0002_steps");
	assert_value(conn, LOG, "0 1 2 3 down third third");
	execute(conn, "TRUNCATE steps.items");
	expect(restruct_downgrade(conn, &all, "base", &options, &error), RESTRUCT_OK);
	expect(upgrade(&one), RESTRUCT_OK);
	expect(upgrade(&all), RESTRUCT_USAGE);
	assert_string_equal(error.revision, "0002_steps");
	assert_contains(error.message, "--transaction each");
	assert_value(conn, ROWS, "0001");
}

/* What was begun in steps is finished in steps. */
static void test_all_in_one_after_steps(void **state)
{
	(void)state;
	expect(upgrade(&one), RESTRUCT_OK);
	execute(conn, "INSERT INTO steps.items VALUES (1)");
	expect(upgrade(&all), RESTRUCT_DATABASE);
	assert_value(conn, ROWS, "0001, 0002 at 4");
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
	char role[64], sql[256];
	snprintf(role, sizeof role, "steps_owner_%d", (int)getpid());
	snprintf(sql, sizeof sql, "CREATE ROLE %s; CREATE SCHEMA steps AUTHORIZATION %s", role,
		role);
	execute(conn, sql);
	options.role = role;
	expect(upgrade(&one), RESTRUCT_OK);
	expect(upgrade(&all), RESTRUCT_OK);
	expect_upgraded();
	assert_value(conn,
		"SELECT DISTINCT pg_get_userbyid(relowner) FROM pg_class"
		" WHERE relnamespace = 'steps'::regnamespace AND relkind IN ('r', 'i')",
		role);
	assert_value(conn, "SHOW role", "none");
	expect(restruct_downgrade(conn, &all, "base", &options, &error), RESTRUCT_OK);
	snprintf(sql, sizeof sql, "DROP OWNED BY %s CASCADE; DROP ROLE %s", role, role);
	execute(conn, sql);
}

/* An old snapshot, for which CREATE INDEX CONCURRENTLY waits. */
static PGconn *old_snapshot(void)
{
	PGconn *other = connected();
	execute(other, "BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT 1");
	return other;
}

static void test_empty_tables_wait_for_nobody(void **state)
{
	(void)state;
	expect(upgrade(&one), RESTRUCT_OK);
	execute(conn, "TRUNCATE steps.items");
	PGconn *other = old_snapshot();
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
	assert_value(conn, ROWS, "0001, 0002 at 4");
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
	static const restruct_table table = {
		RESTRUCT_TABLE_MAGIC, RESTRUCT_TABLE_VERSION, 2, validating, NULL};
	expect(upgrade(&table), RESTRUCT_DATABASE);
	assert_string_equal(error.sqlstate, "23514");
	assert_contains(error.message, "statement 7: ");
	assert_contains(
		error.message, "\n  rows: SELECT * FROM steps.items t WHERE NOT ((id < 1000))\n");
	assert_contains(error.hint, "the revision stands half way");
	assert_value(conn, ROWS, "0001, 0002 at 1");
	execute(conn, "DELETE FROM steps.items WHERE id = 1000");
	execute(conn, "INSERT INTO steps.items VALUES (0, 'a', NULL)");
	expect(upgrade(&table), RESTRUCT_DATABASE);
	assert_string_equal(error.sqlstate, "23503");
	static const char rows[] =
		"SELECT * FROM steps.items t WHERE \"the other\" IS NOT NULL AND NOT EXISTS "
		"(SELECT FROM steps.others o WHERE o.id = t.\"the other\")";
	assert_contains(error.message, rows);
	assert_value(conn, ROWS, "0001, 0002 at 2");
	char count[sizeof rows + 64];
	snprintf(count, sizeof count, "SELECT count(*) FROM (%s) q", rows);
	assert_value(conn, count, "1");
	execute(conn, "UPDATE steps.items SET \"the other\" = 3 WHERE \"the other\" = 2");
	options.progress = note_done;
	expect(upgrade(&table), RESTRUCT_OK);
	assert_int_equal(finished, 1);
	assert_int_equal(of_all, 1);
	assert_value(conn, ROWS, "0001, 0002");
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
	expect(restruct_stamp(conn, &all, "head", &options, &error), RESTRUCT_OK);
	assert_value(conn, ROWS, "0001, 0002, 0003");
}

/* ---- other processes ---- */

static pid_t in_another_process(restruct_status (*does)(PGconn *own))
{
	pid_t child = fork();
	assert_true(child >= 0);
	if (child != 0)
		return child;
	PGconn *own = connected();
	restruct_status status = does(own);
	if (status != RESTRUCT_OK)
		fprintf(stderr, "%s\n", error.message);
	_exit(status);
}

static restruct_status upgrade_all(PGconn *own)
{
	return restruct_upgrade(own, &all, &options, &error);
}

static restruct_status downgrade_all(PGconn *own)
{
	return restruct_downgrade(own, &all, "0001", &options, &error);
}

static void wait_until(const char *sql)
{
	for (int i = 0; i < 6000 && strcmp(value_of(conn, sql), "t") != 0; i++)
		usleep(10000);
	assert_value(conn, sql, "t");
}

static void ends_well(pid_t child)
{
	int status;
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_int_equal(status, 0);
}

#define BUILDING                                                                                   \
	"SELECT count(*) = 1 FROM pg_stat_activity WHERE datname = current_database()"             \
	" AND query LIKE '/* restruct %'"                                                          \
	" AND state = 'active' AND wait_event_type = 'Lock'"

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
	PGconn *other = old_snapshot();
	pid_t worker = in_another_process(upgrade_all);
	wait_until(BUILDING);
	pid_t waiter = in_another_process(upgrade_all);
	sleep(7);
	assert_value(conn, BUILDING, "t");
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
	PGconn *other = old_snapshot();
	pid_t worker = in_another_process(upgrade_all);
	wait_until(BUILDING);
	kill(worker, SIGKILL);
	waitpid(worker, NULL, 0);
	execute(conn, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
		      " WHERE datname = current_database()"
		      " AND query LIKE '/* restruct %'");
	PQfinish(other);
	wait_until("SELECT count(*) = 1 FROM pg_index WHERE NOT indisvalid");
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
	PGconn *other = old_snapshot();
	pid_t worker = in_another_process(upgrade_all);
	wait_until(BUILDING);
	kill(worker, SIGSTOP);
	PQfinish(other);
	wait_until("SELECT count(*) = 0 FROM pg_stat_activity"
		   " WHERE datname = current_database()"
		   " AND query LIKE '/* restruct %' AND state = 'active'");
	expect(upgrade(&all), RESTRUCT_OK);
	kill(worker, SIGCONT);
	ends_well(worker);
	expect_upgraded();
}

/* Killed again and again, on either side, at any moment. */
static void sweep(restruct_status (*does)(PGconn *own), unsigned seed, bool the_backend)
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
		wait_until("SELECT count(*) = 1 FROM pg_stat_activity"
			   " WHERE datname = current_database()"
			   " AND backend_type = 'client backend'");
		forget_signs_of_life();
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
	expect(restruct_downgrade(conn, &all, "0001", &options, &error), RESTRUCT_OK);
	assert_value(conn, LOG, "0 1 2 3 down 0 down 1 down third third");
	assert_value(conn, ROWS, "0001");
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
	expect(restruct_downgrade(conn, &all, "0001", &options, &error), RESTRUCT_OK);
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
	PGconn *other = connected();
	execute(other, "BEGIN; SELECT * FROM steps.items");
	pid_t worker = in_another_process(downgrade_all);
	wait_until(BUILDING);
	kill(worker, SIGKILL);
	waitpid(worker, NULL, 0);
	execute(conn, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
		      " WHERE datname = current_database()"
		      " AND query LIKE '/* restruct %'");
	wait_until("SELECT count(*) = 2 FROM pg_stat_activity"
		   " WHERE datname = current_database() AND backend_type = 'client backend'");
	PQfinish(other);
	assert_value(conn, ROWS, "0001, 0002 at -1");
	forget_signs_of_life();
	expect(upgrade(&all), RESTRUCT_OK);
	assert_value(conn, LOG, "0 0 1 1 2 2 3 3 down 0 down 1 down third third third");
	assert_value(conn, ROWS, "0001, 0002, 0003");
}

/* ---- without the code, without a connection ---- */

static void test_an_older_program_steps_back(void **state)
{
	(void)state;
	expect(upgrade(&all), RESTRUCT_OK);
	expect(restruct_downgrade(conn, &one, "head", &options, &error), RESTRUCT_OK);
	assert_value(conn, LOG, "0 1 2 3 down 0 down 1 down third third");
	assert_value(conn, INDEXES, "");
	assert_value(conn, ROWS, "0001");
}

static void write_script(const char *from, const char *to)
{
	char name[512];
	snprintf(name, sizeof name, "%s/script.sql", getenv("TMPDIR"));
	FILE *file = fopen(name, "w");
	assert_non_null(file);
	expect(restruct_script(&all, from, to, &options, restruct_write_file, file, &error),
		RESTRUCT_OK);
	fclose(file);
	assert_int_equal(
		system("psql -qXv ON_ERROR_STOP=1 -f \"$TMPDIR/script.sql\" >/dev/null"), 0);
}

static void test_a_script(void **state)
{
	(void)state;
	write_script("base", "head");
	expect_upgraded();
	expect(upgrade(&all), RESTRUCT_OK);
	write_script("head", "0001");
	assert_value(conn, LOG, "0 1 2 3 down 0 down 1 down third third");
	assert_value(conn, ROWS, "0001");
	execute(conn, "TRUNCATE steps.log");
	write_script("0001", "head");
	expect_upgraded();
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

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
