/* What a call does to the connection: few round trips, no trace afterwards, locks waited for and
 * not too long, commits that last. */
#define _DEFAULT_SOURCE
#include "support/runtime.h"
#include "live/many.h"

#include <pthread.h>
#include <signal.h>
#include <sys/time.h>

static PGconn *conn;
static const restruct_table *upgraded = &many;
static restruct_error error;

static int set_up(void **state)
{
	(void)state;
	restruct_options ignored;
	conn = given_schema("trip", &ignored);
	execute(conn, "CREATE SCHEMA trip");
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	PQfinish(conn);
	return 0;
}

static restruct_status make_trip(PGconn *own, const restruct_options *more)
{
	restruct_options options = more != NULL ? *more : (restruct_options){0};
	options.schema = "trip";
	options.create_schema = true;
	return restruct_upgrade(own, upgraded, &options, &error);
}

/* ---- round trips ---- */

/* Messages on which the client waited for the server, in a trace of libpq. */
static int round_trips(FILE *trace)
{
	char line[4096];
	int count = 0;
	rewind(trace);
	while (fgets(line, sizeof line, trace) != NULL)
		count += strstr(line, "F\t") != NULL &&
			 (strstr(line, "\tQuery\t") != NULL || strstr(line, "\tSync") != NULL);
	return count;
}

static int round_trips_of_upgrade(const restruct_options *options)
{
	FILE *trace = tmpfile();
	assert_non_null(trace);
	PQtrace(conn, trace);
	restruct_status status = make_trip(conn, options);
	PQuntrace(conn);
	int count = round_trips(trace);
	fclose(trace);
	assert_status(status, error, RESTRUCT_OK);
	return count;
}

static void test_round_trips(void **state)
{
	(void)state;
	assert_int_equal(round_trips_of_upgrade(NULL), 3); /* look, look closer, do it all */
	assert_int_equal(round_trips_of_upgrade(NULL), 1);
	execute(conn, "DROP SCHEMA trip CASCADE");
	assert_int_equal(round_trips_of_upgrade(NULL), 3);
	execute(conn, "DELETE FROM trip.restruct_version WHERE revision >= '0015'; DROP TABLE "
		      "trip.table_15, trip.table_16, trip.table_17, trip.table_18, trip.table_19, "
		      "trip.table_20");
	assert_int_equal(round_trips_of_upgrade(NULL), 2);
	restruct_options options = {.role = PQuser(conn)};
	assert_int_equal(round_trips_of_upgrade(&options), 1);
}

/* A hundred revisions with statements outside on what is new: everything goes in one message. */
enum { STEPPED = 100 };
static char stepped_ids[STEPPED][8];
static restruct_revision stepped[STEPPED];

static void upgrade_stepped(restruct_migration *m)
{
	static int number;
	char table[16];
	snprintf(table, sizeof table, "t%d", number++);
	restruct_sqlf(m, "CREATE TABLE %I (id integer)", table);
	restruct_commit(m);
	restruct_sqlf(m, "INSERT INTO %I SELECT generate_series(1, 100)", table);
	char sql[80];
	snprintf(sql, sizeof sql, "CREATE INDEX CONCURRENTLY %s_id ON %s (id)", table, table);
	restruct_concurrently(m, sql);
	snprintf(sql, sizeof sql, "DROP INDEX CONCURRENTLY trip.%s_id", table);
	restruct_concurrently(m, sql);
	restruct_commit(m);
	restruct_sqlf(m, "UPDATE %I SET id = id + 1", table);
}

static restruct_table stepped_table(void)
{
	for (int i = 0; i < STEPPED; i++) {
		snprintf(stepped_ids[i], sizeof stepped_ids[i], "%04u", (unsigned)i % 10000);
		stepped[i] = (restruct_revision){.id = stepped_ids[i],
			.parent = i > 0 ? stepped_ids[i - 1] : NULL,
			.checksum = "",
			.upgrade = upgrade_stepped};
	}
	return (restruct_table){
		RESTRUCT_TABLE_MAGIC, RESTRUCT_TABLE_VERSION, STEPPED, stepped, NULL};
}

static void test_round_trips_with_steps(void **state)
{
	(void)state;
	const restruct_table table = stepped_table();
	upgraded = &table;
	int count = round_trips_of_upgrade(NULL);
	upgraded = &many;
	assert_int_equal(count, 3);
	assert_value(conn, "SELECT count(*) FROM trip.restruct_version WHERE step IS NULL", "100");
	assert_value(conn, "SELECT sum(id) FROM trip.t99", "5150");
}

/* ---- what other threads see ---- */

static void *watch_it(void *data)
{
	const restruct_watch *watch = data;
	restruct_watched now;
	uint64_t done = 0;
	do {
		restruct_watch_read(watch, &now);
		if (now.done < done || now.done > now.total || strlen(now.revision) > 63)
			return data;
		done = now.done;
		if (now.phase == RESTRUCT_PHASE_WORKING && now.revision[0] == '\0')
			return data;
	} while (now.phase != RESTRUCT_PHASE_ENDED);
	return now.status == RESTRUCT_OK && now.done == MANY ? NULL : data;
}

static void test_a_watch(void **state)
{
	(void)state;
	enum { THREADS = 3 };
	pthread_t threads[THREADS];
	restruct_watch watch = {{0}};
	restruct_options options = {.watch = &watch};
	for (int i = 0; i < THREADS; i++)
		assert_int_equal(pthread_create(&threads[i], NULL, watch_it, &watch), 0);
	expect(make_trip(conn, &options), RESTRUCT_OK);
	for (int i = 0; i < THREADS; i++) {
		void *wrong;
		pthread_join(threads[i], &wrong);
		assert_null(wrong);
	}
}

static void test_a_watch_tells_failures(void **state)
{
	(void)state;
	restruct_watch watch = {{0}};
	restruct_watched now;
	restruct_options options = {.watch = &watch, .version_table = "\xff"};
	expect(make_trip(conn, &options), RESTRUCT_USAGE);
	restruct_watch_read(&watch, &now);
	assert_int_equal(now.phase, RESTRUCT_PHASE_ENDED);
	assert_int_equal(now.status, RESTRUCT_USAGE);
	assert_int_equal(strncmp(now.message, error.message, strlen(now.message)), 0);
	assert_true(now.message[0] != '\0');
}

/* ---- before and after ---- */

static void test_the_connection_comes_back_as_it_was(void **state)
{
	(void)state;
	static const char settings[] =
		"SELECT string_agg(name || '=' || setting, ' ' ORDER BY name) FROM pg_settings WHERE "
		"name IN ('search_path', 'role', 'lock_timeout', 'statement_timeout', "
		"'client_min_messages', 'synchronous_commit')";
	restruct_options options = {
		.role = PQuser(conn), .search_path = "public", .statement_timeout = 60000};
	char before[1024];
	execute(conn, "SET search_path TO public; SET lock_timeout TO 77; SET statement_timeout TO "
		      "66666; SET synchronous_commit TO local");
	snprintf(before, sizeof before, "%s", value_of(conn, settings));
	assert_int_equal(PQsetnonblocking(conn, 1), 0);
	expect(make_trip(conn, &options), RESTRUCT_OK);
	assert_true(PQisnonblocking(conn));
	assert_int_equal(PQsetnonblocking(conn, 0), 0);
	assert_int_equal(PQpipelineStatus(conn), PQ_PIPELINE_OFF);
	assert_int_equal(PQtransactionStatus(conn), PQTRANS_IDLE);
	assert_value(conn, settings, before);
	assert_value(conn, "SELECT count(*) FROM trip.restruct_version", "20");
}

static void test_a_busy_connection_is_left_alone(void **state)
{
	(void)state;
	execute(conn, "BEGIN");
	expect(make_trip(conn, NULL), RESTRUCT_USAGE);
	assert_int_equal(PQtransactionStatus(conn), PQTRANS_INTRANS);
	execute(conn, "ROLLBACK");
	assert_int_equal(PQenterPipelineMode(conn), 1);
	expect(make_trip(conn, NULL), RESTRUCT_USAGE);
	assert_int_equal(PQexitPipelineMode(conn), 1);
	assert_int_equal(PQsendQuery(conn, "SELECT 1"), 1);
	expect(make_trip(conn, NULL), RESTRUCT_USAGE);
	PQclear(PQgetResult(conn));
	assert_null(PQgetResult(conn));
	expect(make_trip(NULL, NULL), RESTRUCT_CONNECTION);
	PGconn *nowhere = PQconnectdb("host=/nowhere");
	expect(make_trip(nowhere, NULL), RESTRUCT_CONNECTION);
	PQfinish(nowhere);
}

/* ---- one revision, given as a statement ---- */

static const char *statement;

static void upgrade_statement(restruct_migration *m)
{
	restruct_sql(m, statement);
}

static restruct_status run_statement(const char *sql, const restruct_options *more)
{
	static const restruct_revision revision = {
		.id = "0001_statement", .checksum = "", .upgrade = upgrade_statement};
	static const restruct_table one = FIRST_OF(1, &revision);
	restruct_options options = *more;
	statement = sql;
	options.schema = "trip";
	return upgrade(&one);
}

static int retried, waited;

static void count_events(void *data, const restruct_event *event)
{
	(void)data;
	retried += event->kind == RESTRUCT_EVENT_RETRY;
	waited += event->kind == RESTRUCT_EVENT_WAIT;
}

static void test_a_lock_is_waited_for_but_not_for_ever(void **state)
{
	(void)state;
	restruct_options options = {.lock_timeout = 30, .retries = 1, .progress = count_events};
	execute(conn, "CREATE TABLE trip.busy (id int)");
	PGconn *other = somebody("LOCK TABLE trip.busy");
	char in_the_way[128];
	snprintf(in_the_way, sizeof in_the_way,
		"\n  in the way: process %d (a \"busy\" one), idle in transaction",
		PQbackendPID(other));
	execute(other, "SET application_name = 'a \"busy\" one'");
	execute(other, "SELECT 'who\n is it' AS busy, ' %s'");
	retried = 0;
	expect(run_statement("ALTER TABLE busy ADD COLUMN x int", &options), RESTRUCT_LOCKED);
	assert_int_equal(retried, 1);
	assert_string_equal(error.sqlstate, "55P03");
	assert_string_equal(error.revision, "0001_statement");
	assert_contains(error.message, in_the_way);
	assert_contains(error.message, "since 20");
	assert_contains(error.message, ": SELECT 'who is it' AS busy, ' %s'\n  hint: ");
	assert_contains(error.hint, "lock_timeout");
	PQfinish(other);
	expect(run_statement("ALTER TABLE busy ADD COLUMN x int", &options), RESTRUCT_OK);
}

static void test_a_prepared_transaction_holds_the_lock(void **state)
{
	(void)state;
	restruct_options options = {.lock_timeout = 30, .retries = -1};
	execute(conn, "CREATE TABLE trip.busy (id int)");
	PGconn *other = somebody("LOCK TABLE trip.busy");
	execute(other, "PREPARE TRANSACTION 'in two ''phases'");
	PQfinish(other);
	restruct_status status = run_statement("ALTER TABLE busy ADD COLUMN x int", &options);
	execute(conn, "ROLLBACK PREPARED 'in two ''phases'");
	expect(status, RESTRUCT_LOCKED);
	assert_contains(
		error.message, "\n  in the way: a prepared transaction of postgres, since 20");
	assert_contains(error.message,
		": end it with COMMIT PREPARED 'in two ''phases' or ROLLBACK PREPARED 'in two "
		"''phases'\n");
	expect(run_statement("ALTER TABLE busy ADD COLUMN x int", &options), RESTRUCT_OK);
}

static void test_a_statement_may_time_out(void **state)
{
	(void)state;
	restruct_options options = {.statement_timeout = 30};
	expect(run_statement("SELECT pg_sleep(10)", &options), RESTRUCT_DATABASE);
	assert_string_equal(error.sqlstate, "57014");
	assert_contains(error.hint, "statement_timeout");
}

/* Nobody takes it for lost, whatever the server has said before (run.c, LOST_AFTER). */
static void test_a_statement_takes_its_time(void **state)
{
	(void)state;
	restruct_options options = {.schema = NULL};
	assert_status(run_statement("DO $$ BEGIN RAISE WARNING 'this may take a while'; "
				    "PERFORM pg_sleep(4); END $$",
			      &options),
		error, RESTRUCT_OK);
}

static const char *end; /* of the transaction below */

/* Holds the row of 0001_statement for a while, as a process at the same revision does. */
static restruct_status hold_row(PGconn *own, restruct_error *ignored)
{
	(void)ignored;
	execute(own, "BEGIN; INSERT INTO trip.restruct_version (schema, revision, checksum) VALUES "
		     "('trip', '0001_statement', '')");
	execute(own, "SELECT pg_sleep(1.5)");
	execute(own, end);
	PQfinish(own);
	return RESTRUCT_OK;
}

static pid_t hold_the_row(const char *until)
{
	end = until;
	execute(conn, "DELETE FROM trip.restruct_version");
	pid_t holder = in_another_process(hold_row);
	wait_until(conn, "SELECT count(*) > 0 FROM pg_stat_activity WHERE state = 'active' "
			 "AND query = 'SELECT pg_sleep(1.5)'");
	return holder;
}

static void ignore(int signal)
{
	(void)signal;
}

/* As a profiler's does; 0: no longer. */
static void interrupt_every(long microseconds)
{
	const struct itimerval timer = {
		.it_interval.tv_usec = microseconds, .it_value.tv_usec = microseconds};
	signal(SIGALRM, ignore);
	assert_int_equal(setitimer(ITIMER_REAL, &timer, NULL), 0);
}

static void test_another_process_is_waited_for(void **state)
{
	(void)state;
	static const char *const ends[] = {"ROLLBACK", "COMMIT"};
	restruct_options options = {.lock_timeout = 30,
		.statement_timeout = 300,
		.retries = -1,
		.progress = count_events};
	expect(run_statement("SELECT 1", &options), RESTRUCT_OK);
	for (int i = 0; i < 2; i++) {
		waited = 0;
		pid_t holder = hold_the_row(ends[i]);
		/* also when the server itself limits the wait */
		execute(conn, i == 0 ? "SET lock_timeout TO 0" : "SET lock_timeout TO 200");
		execute(conn, "SET statement_timeout TO 1000");
		interrupt_every(i == 0 ? 50000 : 0);
		expect(run_statement("SELECT 1", &options), RESTRUCT_OK);
		interrupt_every(0);
		assert_true(waited > 0);
		ends_well(holder);
	}
}

static void test_patience_with_another_process_may_end(void **state)
{
	(void)state;
	static const int patience[] = {-1, 100, 60000};
	restruct_options options = {.lock_timeout = -1, .retries = -1};
	expect(run_statement("SELECT 1", &options), RESTRUCT_OK);
	for (int i = 0; i < 3; i++) {
		char in_the_way[64];
		pid_t holder = hold_the_row("ROLLBACK");
		snprintf(in_the_way, sizeof in_the_way, "in the way: process %s",
			value_of(conn,
				"SELECT pid FROM pg_locks WHERE relation = "
				"'trip.restruct_version'::regclass AND mode = 'RowExclusiveLock'"));
		options.patience = patience[i];
		expect(run_statement("SELECT 1", &options), i < 2 ? RESTRUCT_LOCKED : RESTRUCT_OK);
		if (i < 2) {
			assert_contains(error.hint, "patience");
			assert_string_equal(error.revision, "0001_statement");
			assert_contains(error.message, in_the_way);
		}
		ends_well(holder);
	}
}

static void test_a_fault_that_is_no_race_ends(void **state)
{
	(void)state;
	restruct_options options = {0};
	expect(run_statement("SELECT 1", &options), RESTRUCT_OK);
	execute(conn, "DELETE FROM trip.restruct_version; ALTER TABLE trip.restruct_version ADD "
		      "UNIQUE (format); INSERT INTO trip.restruct_version (schema, revision, "
		      "checksum) VALUES ('another', 'x', '')");
	expect(run_statement("SELECT 1", &options), RESTRUCT_DATABASE);
	assert_string_equal(error.sqlstate, "23505");
}

static void test_several_statements_in_one_are_refused(void **state)
{
	(void)state;
	restruct_options options = {0};
	expect(run_statement("SELECT 1; COMMIT", &options), RESTRUCT_DATABASE);
	assert_string_equal(error.sqlstate, "42601");
	assert_contains(error.hint, "one statement");
}

static void test_a_deferred_constraint_fails_at_commit(void **state)
{
	(void)state;
	restruct_options options = {0};
	execute(conn, "CREATE TABLE trip.a (id int UNIQUE DEFERRABLE INITIALLY DEFERRED)");
	expect(run_statement("INSERT INTO a VALUES (1), (1)", &options), RESTRUCT_DATABASE);
	assert_string_equal(error.sqlstate, "23505");
	assert_contains(error.message, "commit");
	assert_value(conn, "SELECT count(*) FROM trip.restruct_version", "0");
}

/* A statement of the database's own language must not be needed to be understood. */
static void test_other_encodings(void **state)
{
	(void)state;
	restruct_options options = {.schema = "trip"};
	execute(conn, "SET client_encoding TO LATIN1; CREATE TABLE trip.a (t text)");
	statement = "INSERT INTO a VALUES ('\xe4')";
	expect(run_statement(statement, &options), RESTRUCT_OK);
	execute(conn, "SET client_encoding TO UTF8");
	assert_value(conn, "SELECT t FROM trip.a", "ä");
}

/* ---- durability ---- */

static char log_end[32]; /* of the server's log when the last revision was told as done */
static PGconn *observer;

static void note_log_end(void *data, const restruct_event *event)
{
	(void)data;
	if (event->kind == RESTRUCT_EVENT_DONE)
		snprintf(log_end, sizeof log_end, "%s",
			value_of(observer, "SELECT pg_current_wal_insert_lsn()"));
}

/* The commit of 0014 is not flushed by itself; nothing after it is committed. */
static void test_what_is_told_as_done_lasts(void **state)
{
	(void)state;
	char sql[128];
	restruct_options options = {.progress = note_log_end};
	observer = connected();
	execute(conn, "CREATE TABLE trip.table_15 (id int)"); /* so that 0015 fails */
	expect(make_trip(conn, &options), RESTRUCT_DATABASE);
	assert_string_equal(error.revision, "0015_many");
	snprintf(sql, sizeof sql, "SELECT pg_current_wal_flush_lsn() >= '%s'", log_end);
	assert_value(observer, sql, "t");
	assert_value(conn, "SELECT count(*) FROM trip.restruct_version", "14");
	PQfinish(observer);
}

/* ---- threads ---- */

static void *upgrade_in_a_thread(void *schema)
{
	restruct_error own_error;
	restruct_options options = {.schema = schema, .create_schema = true};
	PGconn *own = PQconnectdb("options='-c client_min_messages=warning'");
	restruct_status status = RESTRUCT_OK;
	for (int i = 0; i < 3 && status == RESTRUCT_OK; i++) {
		status = restruct_upgrade(own, &many, &options, &own_error);
		if (status == RESTRUCT_OK)
			status = restruct_downgrade(own, &many, "base", &options, &own_error);
	}
	if (status != RESTRUCT_OK)
		fprintf(stderr, "%s\n", own_error.message);
	PQfinish(own);
	return status == RESTRUCT_OK ? schema : NULL;
}

static void test_threads(void **state)
{
	(void)state;
	static char names[4][16] = {"thread_0", "thread_1", "thread_2", "thread_2"};
	pthread_t threads[4];
	void *result;
	for (int i = 0; i < 4; i++)
		assert_int_equal(
			pthread_create(&threads[i], NULL, upgrade_in_a_thread, names[i]), 0);
	for (int i = 0; i < 4; i++) {
		pthread_join(threads[i], &result);
		assert_ptr_equal(result, names[i]);
	}
	for (int i = 0; i < 3; i++)
		executef(conn, "DROP SCHEMA %s CASCADE", names[i]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_round_trips),
		TEST(test_round_trips_with_steps),
		TEST(test_a_watch),
		TEST(test_a_watch_tells_failures),
		TEST(test_the_connection_comes_back_as_it_was),
		TEST(test_a_busy_connection_is_left_alone),
		TEST(test_a_lock_is_waited_for_but_not_for_ever),
		TEST(test_a_prepared_transaction_holds_the_lock),
		TEST(test_a_statement_may_time_out),
		TEST(test_a_statement_takes_its_time),
		TEST(test_another_process_is_waited_for),
		TEST(test_patience_with_another_process_may_end),
		TEST(test_a_fault_that_is_no_race_ends),
		TEST(test_several_statements_in_one_are_refused),
		TEST(test_a_deferred_constraint_fails_at_commit),
		TEST(test_other_encodings),
		TEST(test_what_is_told_as_done_lasts),
		TEST(test_threads),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
