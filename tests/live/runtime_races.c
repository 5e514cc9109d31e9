/* Many processes at once, and processes that are killed: whatever happens, the next start finds or
 * makes a database in which each revision was applied once. */
#include "support/runtime.h"
#include "live/many.h"

#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { PROCESSES = 30, KILLS = 40, SEED = 20240501 };

static PGconn *conn;

static int set_up(void **state)
{
	(void)state;
	restruct_options ignored;
	conn = given_schema("race", &ignored);
	execute(conn, "SET search_path TO race");
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	PQfinish(conn);
	return 0;
}

/* ---- processes that start at one moment ---- */

typedef restruct_status verb(PGconn *conn, int number, restruct_error *error);

static restruct_status upgrade_either_way(PGconn *own, int number, restruct_error *error)
{
	restruct_options options = {.schema = "race",
		.create_schema = true,
		.transaction =
			number % 2 == 0 ? RESTRUCT_TRANSACTION_EACH : RESTRUCT_TRANSACTION_ALL};
	return restruct_upgrade(own, &many, &options, error);
}

static restruct_status upgrade_each(PGconn *own, int number, restruct_error *error)
{
	(void)number;
	return upgrade_either_way(own, 0, error);
}

static restruct_status upgrade_without_creating(PGconn *own, int number, restruct_error *error)
{
	restruct_options options = {.schema = "race"};
	(void)number;
	return restruct_upgrade(own, &many, &options, error);
}

static restruct_status downgrade_to_base(PGconn *own, int number, restruct_error *error)
{
	restruct_options options = {.schema = "race"};
	(void)number;
	return restruct_downgrade(own, &many, "base", &options, error);
}

static restruct_status up_and_down(PGconn *own, int number, restruct_error *error)
{
	return number % 3 == 0 ? downgrade_to_base(own, number, error)
			       : upgrade_either_way(own, number % 3, error);
}

/* In the child: waits until the pipe is closed, then does it. Does not return. */
static void child(int number, int start[2], verb *does)
{
	char byte;
	restruct_error error;
	PGconn *own = PQconnectdb("options='-c client_min_messages=warning'");
	close(start[1]);
	if (PQstatus(own) != CONNECTION_OK || read(start[0], &byte, 1) != 0)
		_exit(99);
	restruct_status status = does(own, number, &error);
	if (status != RESTRUCT_OK)
		fprintf(stderr, "process %d: %s\n", number, error.message);
	PQfinish(own);
	_exit(status);
}

/* How many of them failed. */
static int race(int processes, verb *does)
{
	int start[2], failed = 0, status;
	assert_int_equal(pipe(start), 0);
	for (int i = 0; i < processes; i++) {
		pid_t pid = fork();
		assert_true(pid >= 0);
		if (pid == 0)
			child(i, start, does);
	}
	close(start[0]);
	sleep(1); /* all are connected */
	close(start[1]);
	for (int i = 0; i < processes; i++) {
		assert_true(wait(&status) > 0);
		failed += !WIFEXITED(status) || WEXITSTATUS(status) != 0;
	}
	return failed;
}

static void test_empty_database(void **state)
{
	(void)state;
	assert_int_equal(race(PROCESSES, upgrade_each), 0);
	assert_value(conn, MANY_IS_WHOLE, "20 rows, 19 tables, 20 once");
	assert_value(conn, "SELECT count(*) FROM done_log", "20");
}

static void test_empty_schema(void **state)
{
	(void)state;
	execute(conn, "CREATE SCHEMA race");
	assert_int_equal(race(PROCESSES, upgrade_without_creating), 0);
	assert_value(conn, MANY_IS_WHOLE, "20 rows, 19 tables, 20 once");
	assert_value(conn, "SELECT count(*) FROM done_log", "20");
}

static void test_both_kinds_of_transaction(void **state)
{
	(void)state;
	assert_int_equal(race(PROCESSES, upgrade_either_way), 0);
	assert_value(conn, MANY_IS_WHOLE, "20 rows, 19 tables, 20 once");
	assert_value(conn, "SELECT count(*) FROM done_log", "20");
}

static void test_downgrades(void **state)
{
	(void)state;
	assert_int_equal(race(1, upgrade_each), 0);
	assert_int_equal(race(10, downgrade_to_base), 0);
	assert_value(conn, MANY_IS_WHOLE, "0 rows, 0 tables, 0 once");
	assert_value(conn, "SELECT count(*) FROM done_log WHERE what LIKE 'down%'", "20");
}

static void test_upgrades_against_downgrades(void **state)
{
	(void)state;
	assert_int_equal(race(1, upgrade_each), 0);
	assert_int_equal(race(12, up_and_down), 0);
	assert_int_equal(race(1, upgrade_each), 0);
	assert_value(conn, MANY_IS_WHOLE, "20 rows, 19 tables, 20 once");
}

/* ---- processes that are killed ---- */

static void sleep_microseconds(long microseconds)
{
	struct timespec time = {microseconds / 1000000, microseconds % 1000000 * 1000};
	nanosleep(&time, NULL);
}

static long microseconds_of(verb *does)
{
	struct timespec from, to;
	restruct_error error;
	clock_gettime(CLOCK_MONOTONIC, &from);
	assert_status(does(conn, 0, &error), error, RESTRUCT_OK);
	clock_gettime(CLOCK_MONOTONIC, &to);
	return (to.tv_sec - from.tv_sec) * 1000000 + (to.tv_nsec - from.tv_nsec) / 1000;
}

static pid_t start_process(verb *does)
{
	pid_t pid = fork();
	assert_true(pid >= 0);
	if (pid == 0) {
		restruct_error error;
		PGconn *own = PQconnectdb("options='-c client_min_messages=warning'");
		_exit(does(own, 0, &error));
	}
	return pid;
}

/* Starts it and kills it after a while; its server process may go on for a moment. */
static void kill_after(long microseconds, verb *does)
{
	pid_t pid = start_process(does);
	sleep_microseconds(microseconds);
	kill_process(pid);
}

static void test_killed_processes(void **state)
{
	(void)state;
	restruct_error error;
	long whole = microseconds_of(upgrade_each) * 3 / 2 + 20000; /* and to connect */
	srand(SEED);
	for (int i = 0; i < KILLS; i++) {
		execute(conn, "DROP SCHEMA IF EXISTS race CASCADE");
		kill_after(rand() % whole, upgrade_each);
		if (i % 2 == 0)
			kill_after(rand() % whole, upgrade_each);
		expect(upgrade_either_way(conn, i / 2, &error), RESTRUCT_OK);
		assert_value(conn, MANY_IS_WHOLE, "20 rows, 19 tables, 20 once");
		assert_value(conn, "SELECT count(*) FROM done_log", "20");
		kill_after(rand() % whole, downgrade_to_base);
		assert_status(downgrade_to_base(conn, 0, &error), error, RESTRUCT_OK);
		assert_value(conn, MANY_IS_WHOLE, "0 rows, 0 tables, 0 once");
	}
}

/* The server process ends under the client, which says that and nothing else. */
static void test_ended_sessions(void **state)
{
	(void)state;
	restruct_error error;
	int status, lost = 0;
	long whole = microseconds_of(upgrade_each) * 3 / 2 + 20000;
	srand(SEED + 1);
	for (int i = 0; i < KILLS; i++) {
		execute(conn, "DROP SCHEMA IF EXISTS race CASCADE");
		pid_t pid = start_process(upgrade_each);
		sleep_microseconds(rand() % whole);
		execute(conn,
			"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = "
			"current_database() AND pid <> pg_backend_pid()");
		assert_int_equal(waitpid(pid, &status, 0), pid);
		assert_true(WIFEXITED(status));
		lost += WEXITSTATUS(status) == RESTRUCT_CONNECTION;
		if (WEXITSTATUS(status) != RESTRUCT_OK)
			assert_int_equal(WEXITSTATUS(status), RESTRUCT_CONNECTION);
		expect(upgrade_either_way(conn, 0, &error), RESTRUCT_OK);
		assert_value(conn, MANY_IS_WHOLE, "20 rows, 19 tables, 20 once");
	}
	assert_true(lost > 0);
}

static void test_lost_connections(void **state)
{
	(void)state;
	restruct_error error;
	PGconn *own = connected();
	execute(conn, "CREATE SCHEMA race");
	executef(conn, "SELECT pg_terminate_backend(%d)", PQbackendPID(own));
	restruct_status status = upgrade_each(own, 0, &error);
	PQfinish(own);
	assert_status(status, error, RESTRUCT_CONNECTION);
	assert_contains(error.hint, "connect");
	assert_status(upgrade_each(conn, 0, &error), error, RESTRUCT_OK);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_empty_database),
		TEST(test_empty_schema),
		TEST(test_both_kinds_of_transaction),
		TEST(test_downgrades),
		TEST(test_upgrades_against_downgrades),
		TEST(test_killed_processes),
		TEST(test_ended_sessions),
		TEST(test_lost_connections),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
