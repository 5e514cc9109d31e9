/* Single statements outside a transaction: partitions that are detached, servers that cannot be
 * trusted, locks that are not to be had. */
#define _DEFAULT_SOURCE
#include "support/runtime.h"

#include <pthread.h>
#include <pty.h>
#include <sys/wait.h>
#include <unistd.h>

/* The server that the runtime believes to talk to; 0: the real one. */
static int believed;

int PQserverVersion(const PGconn *conn)
{
	int major = 0, minor = 0;
	sscanf(PQparameterStatus(conn, "server_version"), "%d.%d", &major, &minor);
	return believed != 0 ? believed : major * 10000 + minor;
}

/* ---- revisions ---- */

static void upgrade_1(restruct_migration *m)
{
	restruct_sql(m, "CREATE TABLE p (id integer NOT NULL, t text) PARTITION BY RANGE (id)");
	restruct_sql(m, "CREATE TABLE c PARTITION OF p (CONSTRAINT own CHECK (id <> 5))"
			" FOR VALUES FROM (0) TO (10)");
	restruct_sql(m, "CREATE TABLE d PARTITION OF p FOR VALUES FROM (10) TO (30)"
			" PARTITION BY RANGE (id)");
	restruct_sql(m, "CREATE TABLE d1 PARTITION OF d FOR VALUES FROM (10) TO (20)");
	restruct_sql(m, "CREATE TABLE items (id integer)");
	restruct_sql(m, "INSERT INTO p SELECT i FROM generate_series(1, 19) i WHERE i <> 5");
	restruct_sql(m, "INSERT INTO items SELECT generate_series(1, 100)");
	restruct_sql(m, "CREATE TABLE log (what text)");
}

static void downgrade_1(restruct_migration *m)
{
	restruct_sql(m, "DROP TABLE p, items, log");
}

static void detach(restruct_migration *m)
{
	restruct_sql(m, "INSERT INTO log VALUES ('0')");
	restruct_concurrently(m, "ALTER TABLE p DETACH PARTITION c CONCURRENTLY");
	restruct_sql(m, "INSERT INTO log VALUES ('1')");
}

static void detach_parent(restruct_migration *m)
{
	restruct_concurrently(m, "ALTER TABLE outside.p DETACH PARTITION outside.d CONCURRENTLY");
}

static void attach(restruct_migration *m)
{
	restruct_sql(m, "ALTER TABLE p ATTACH PARTITION c FOR VALUES FROM (0) TO (10)");
}

static void build(restruct_migration *m)
{
	restruct_sql(m, "INSERT INTO log VALUES ('0')");
	restruct_commit(m);
	restruct_sql(m, "INSERT INTO log VALUES ('1')");
	restruct_commit(m);
	restruct_concurrently(m, "CREATE INDEX CONCURRENTLY items_id ON items (id)");
	restruct_sql(m, "INSERT INTO log VALUES ('2')");
	restruct_commit(m);
	restruct_sql(m, "ALTER TABLE items ADD COLUMN more integer");
	restruct_sql(m, "INSERT INTO log VALUES ('3')");
}

static void reindex(restruct_migration *m)
{
	restruct_concurrently(m, "REINDEX TABLE CONCURRENTLY items");
}

/* An index that takes more than two seconds to build. */
static void build_slowly(restruct_migration *m)
{
	restruct_concurrently(m, "CREATE INDEX CONCURRENTLY items_slow ON items (slow(id))");
}

#define FIRST                                                                                      \
	{                                                                                          \
		.id = "0001", .checksum = "1", .upgrade = upgrade_1, .downgrade = downgrade_1      \
	}
#define TABLE_WITH(name)                                                                           \
	static const restruct_revision name##_revisions[] = {FIRST, {.id = "0002",                 \
									    .parent = "0001",      \
									    .checksum = "2",       \
									    .upgrade = name,       \
									    .downgrade = attach}}; \
	static const restruct_table name##_table = TABLE_OF(name##_revisions);

TABLE_WITH(detach)
TABLE_WITH(detach_parent)
TABLE_WITH(build)
TABLE_WITH(reindex)
TABLE_WITH(build_slowly)

/* ---- each test ---- */

static PGconn *conn, *other;
static restruct_error error;
static restruct_options options;

static int set_up(void **state)
{
	(void)state;
	believed = 0;
	conn = given_schema("outside", &options);
	expect(upgrade_to(&build_table, "0001"), RESTRUCT_OK);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	PQfinish(other);
	other = NULL;
	leave_schema(conn, &options);
	return 0;
}

#define LOG "SELECT string_agg(what, ' ' ORDER BY what) FROM outside.log"
#define STEP "SELECT coalesce(step, 0) FROM outside.restruct_version WHERE revision = '0002'"
#define CHECKS                                                                                     \
	"SELECT string_agg(conname || ' ' || (conrelid::regclass), ', ' ORDER BY conname, "        \
	"conrelid::regclass::text) FROM pg_constraint WHERE contype = 'c' AND "                    \
	"connamespace = 'outside'::regnamespace"
#define PARTITIONS                                                                                 \
	"SELECT string_agg(inhrelid::regclass::text, ' ' ORDER BY inhrelid::regclass::text) FROM " \
	"pg_inherits WHERE inhparent = 'outside.p'::regclass"

static void end_other(void)
{
	PQfinish(other);
	other = NULL;
}

static void *end_other_later(void *microseconds)
{
	usleep(*(useconds_t *)microseconds);
	end_other();
	return NULL;
}

/* The upgrade, while the other one ends after this time. */
static restruct_status upgrade_meanwhile(const restruct_table *table, useconds_t microseconds)
{
	pthread_t thread;
	assert_int_equal(pthread_create(&thread, NULL, end_other_later, &microseconds), 0);
	restruct_status status = upgrade(table);
	pthread_join(thread, NULL);
	return status;
}

/* ---- partitions ---- */

static void expect_detached(void)
{
	assert_value(conn, PARTITIONS, "outside.d");
	assert_value(conn, CHECKS, "own outside.c"); /* and no copy of the bounds */
	assert_value(conn, LOG, "0 1");
	assert_value(conn, STEP, "0");
}

static void test_a_partition(void **state)
{
	(void)state;
	expect(upgrade(&detach_table), RESTRUCT_OK);
	expect_detached();
	expect(downgrade(&detach_table, "0001"), RESTRUCT_OK);
	assert_value(conn, PARTITIONS, "outside.c outside.d");
}

/* A check of the user's own that says the same: the server adds none, so none is dropped. */
static void test_a_partition_with_a_check_of_its_own(void **state)
{
	(void)state;
	execute(conn, "ALTER TABLE outside.c ADD CHECK (id >= 0 AND id < 10)");
	expect(upgrade(&detach_table), RESTRUCT_OK);
	assert_value(conn, CHECKS, "c_id_check outside.c, own outside.c");
}

static void test_a_partition_with_partitions(void **state)
{
	(void)state;
	expect(upgrade(&detach_parent_table), RESTRUCT_OK);
	assert_value(conn, PARTITIONS, "outside.c");
	assert_value(conn, CHECKS, "own outside.c");
	execute(conn, "INSERT INTO outside.d1 VALUES (11)");
}

/* Readers of the parent go on: nobody queues behind the statement. */
static void test_a_busy_parent(void **state)
{
	(void)state;
	if (PQserverVersion(conn) < 140000)
		skip();
	other = somebody("SELECT * FROM outside.p");
	pid_t worker = upgrade_in_another_process(&detach_table, &options);
	wait_until(conn, A_WORKER_WAITS);
	execute(conn, "SET lock_timeout TO 1000; SELECT * FROM outside.p; RESET lock_timeout");
	end_other();
	ends_well(worker);
	expect_detached();
}

static void test_a_default_partition(void **state)
{
	(void)state;
	execute(conn, "CREATE TABLE outside.rest PARTITION OF outside.p DEFAULT");
	expect(upgrade(&detach_table), RESTRUCT_OK);
	assert_value(conn, PARTITIONS, "outside.d outside.rest");
	assert_value(conn, CHECKS, "own outside.c");
	assert_value(conn, LOG, "0 1");
}

static void test_a_server_that_has_no_concurrent_detach(void **state)
{
	(void)state;
	believed = 130000;
	other = somebody("SELECT 1"); /* an old snapshot is not waited for */
	expect(upgrade(&detach_table), RESTRUCT_OK);
	expect_detached();
}

/* Between the two transactions of the server. */
static void test_a_pending_detachment(void **state)
{
	(void)state;
	if (PQserverVersion(conn) < 140000)
		skip();
	other = somebody("SELECT * FROM outside.p");
	pid_t worker = upgrade_in_another_process(&detach_table, &options);
	wait_until(conn, A_WORKER_WAITS);
	kill_process(worker);
	terminate_workers(conn);
	end_other();
	assert_value(conn,
		"SELECT count(*) FROM pg_inherits WHERE to_jsonb(pg_inherits) ->> "
		"'inhdetachpending' = 'true'",
		"1");
	assert_value(conn, STEP, "1");
	expect(upgrade(&detach_table), RESTRUCT_OK);
	expect_detached();
}

/* As when the server was done, and the copy of the bounds not dropped yet. */
static void leave_the_copy(void)
{
	execute(conn, "DELETE FROM outside.log WHERE what = '1'");
	execute(conn, "UPDATE outside.restruct_version SET step = 1, beat = '-infinity', worker = "
		      "'0123456789abcdef ' || pg_current_xact_id() WHERE revision = '0002'");
	execute(conn, "ALTER TABLE outside.c ADD CHECK (id < 10)");
}

static void test_a_copy_that_is_left(void **state)
{
	(void)state;
	if (PQserverVersion(conn) < 140000)
		skip();
	expect(upgrade(&detach_table), RESTRUCT_OK);
	leave_the_copy();
	expect(upgrade(&detach_table), RESTRUCT_OK);
	expect_detached();
}

/* The copy cannot be dropped while somebody reads the table: tried again, and not forgotten. */
static void test_a_copy_that_is_in_use(void **state)
{
	(void)state;
	if (PQserverVersion(conn) < 140000)
		skip();
	expect(upgrade(&detach_table), RESTRUCT_OK);
	leave_the_copy();
	other = somebody("SELECT * FROM outside.c");
	options.lock_timeout = 20;
	options.retries = 2;
	expect(upgrade(&detach_table), RESTRUCT_LOCKED);
	assert_contains(error.message, "ALTER TABLE c DROP CONSTRAINT c_id_check");
	assert_contains(error.message, "in the way: process ");
	end_other();
	expect(upgrade(&detach_table), RESTRUCT_OK);
	expect_detached();
}

static void test_a_script(void **state)
{
	(void)state;
	options.server_version = PQserverVersion(conn);
	run_script(&detach_table, "0001", "head", &options);
	expect_detached();
}

/* ---- servers that build indexes without all rows ---- */

static void test_servers_that_corrupt(void **state)
{
	(void)state;
	believed = 140003;
	expect(upgrade(&reindex_table), RESTRUCT_REFUSED);
	expect(upgrade(&build_table), RESTRUCT_REFUSED);
	assert_contains(error.message, "statement 3: ");
	assert_contains(error.hint, "upgrade the server to 14.4");
	assert_value(conn, "SELECT count(*) FROM outside.log", "0"); /* nothing was begun */
	believed = 140004;
	expect(upgrade(&build_table), RESTRUCT_OK);
	expect(stamp(&build_table, "0001"), RESTRUCT_OK);
	execute(conn, "DROP INDEX outside.items_id; ALTER TABLE outside.items DROP more;"
		      "TRUNCATE outside.items");
	believed = 140000;
	expect(upgrade(&build_table), RESTRUCT_OK);
}

/* ---- progress ---- */

static char told[4096];

static void tell(void *data, const restruct_event *event)
{
	static const char *const names[] = {[RESTRUCT_EVENT_BEGIN] = "begin",
		[RESTRUCT_EVENT_DONE] = "done",
		[RESTRUCT_EVENT_WAIT] = "wait",
		[RESTRUCT_EVENT_RETRY] = "retry",
		[RESTRUCT_EVENT_STEP] = "step",
		[RESTRUCT_EVENT_INDEX] = "index"};
	size_t length = strlen(told);
	restruct_watched now;
	(void)data;
	snprintf(told + length, sizeof told - length, "%s %s %u %s\n", names[event->kind],
		event->revision, event->step, event->message != NULL ? event->message : "-");
	if (options.watch == NULL)
		return;
	restruct_watch_read(options.watch, &now);
	assert_string_equal(now.revision, event->revision);
	assert_int_equal(now.phase, event->kind == RESTRUCT_EVENT_WAIT ? RESTRUCT_PHASE_WAITING
								       : RESTRUCT_PHASE_WORKING);
	assert_int_equal(now.step, event->step);
	assert_int_equal(now.done, event->done);
	assert_int_equal(now.total, 1);
	if (event->kind != RESTRUCT_EVENT_INDEX) {
		assert_int_equal(now.percent, -1);
		return;
	}
	assert_string_equal(event->index, "items_slow");
	assert_int_equal(now.percent, event->percent);
	assert_in_range(event->percent, 0, 99);
}

static void test_steps_are_told(void **state)
{
	(void)state;
	restruct_watch watch = {{0}};
	options.progress = tell;
	options.watch = &watch;
	told[0] = '\0';
	expect(upgrade(&build_table), RESTRUCT_OK);
	assert_string_equal(told, "begin 0002 0 -\n"
				  "step 0002 1 -\n"
				  "step 0002 2 -\n"
				  "step 0002 3 CREATE INDEX CONCURRENTLY items_id ON items (id)\n"
				  "step 0002 4 -\n"
				  "step 0002 5 -\n"
				  "done 0002 0 -\n");
}

static void make_it_slow(void)
{
	execute(conn, "CREATE FUNCTION outside.slow(i integer) RETURNS integer LANGUAGE plpgsql "
		      "IMMUTABLE AS 'BEGIN PERFORM pg_sleep(0.001); RETURN i; END'");
	execute(conn, "INSERT INTO outside.items SELECT generate_series(1, 2000)");
}

static void test_an_index_in_per_cent(void **state)
{
	(void)state;
	restruct_watch watch = {{0}};
	restruct_watched now;
	make_it_slow();
	restruct_watch_read(&watch, &now);
	assert_int_equal(now.phase, RESTRUCT_PHASE_NONE);
	options.progress = tell;
	options.watch = &watch;
	told[0] = '\0';
	expect(upgrade(&build_slowly_table), RESTRUCT_OK);
	assert_contains(told, "index 0002 1 -\n");
	restruct_watch_read(&watch, &now);
	assert_int_equal(now.phase, RESTRUCT_PHASE_ENDED);
	assert_int_equal(now.status, RESTRUCT_OK);
	assert_int_equal(now.done, 1);
}

/* Whom the server waits for on the way. */
static void test_an_index_that_waits(void **state)
{
	(void)state;
	other = somebody("SELECT 'old' FROM outside.log");
	options.progress = tell;
	told[0] = '\0';
	expect(upgrade_meanwhile(&build_table, 1500000), RESTRUCT_OK);
	assert_contains(told, "wait 0002 3 waiting for old snapshots: process ");
	assert_contains(told, " (somebody), idle in transaction since ");
}

/* Progress is no reason to fail. */
static void test_no_second_connection(void **state)
{
	(void)state;
	char role[64];
	make_it_slow();
	snprintf(role, sizeof role, "alone_%d", (int)getpid());
	executef(conn,
		"CREATE ROLE %s LOGIN CONNECTION LIMIT 1; ALTER SCHEMA outside OWNER TO %s; "
		"ALTER TABLE outside.items OWNER TO %s; ALTER TABLE outside.restruct_version "
		"OWNER TO %s",
		role, role, role, role);
	PGconn *alone = connected_as(role);
	options.progress = tell;
	told[0] = '\0';
	restruct_status status = restruct_upgrade(alone, &build_slowly_table, &options, &error);
	PQfinish(alone);
	executef(conn, "DROP OWNED BY %s CASCADE; DROP ROLE %s", role, role);
	assert_status(status, error, RESTRUCT_OK);
	assert_null(strstr(told, "index"));
}

/* ---- the command line ---- */

/* What the command line says on stderr, which is a file, or a terminal. */
static void run_line(const char *terminal)
{
	static const char *const line[] = {"migrate", "upgrade", "--schema", "outside"};
	int in, status;
	size_t length = 0;
	ssize_t count;
	int ends[2];
	pid_t child;
	if (terminal != NULL) {
		child = forkpty(&in, NULL, NULL, NULL);
	} else {
		assert_int_equal(pipe(ends), 0);
		child = fork();
		in = ends[0];
	}
	assert_true(child >= 0);
	if (child == 0) {
		if (terminal == NULL)
			dup2(ends[1], 2);
		setenv("TERM", terminal != NULL ? terminal : "xterm", 1);
		_exit(restruct_main(4, (char **)(uintptr_t)line, &build_slowly_table, NULL));
	}
	if (terminal == NULL)
		close(ends[1]);
	while ((count = read(in, told + length, sizeof told - length - 1)) > 0)
		length += (size_t)count;
	told[length] = '\0';
	close(in);
	assert_int_equal(waitpid(child, &status, 0), child);
	if (status != 0)
		fail_msg("status %d: %s", status, told);
}

static void test_lines(void **state)
{
	(void)state;
	make_it_slow();
	run_line(NULL);
	assert_contains(told, "0002, step 1: CREATE INDEX CONCURRENTLY items_slow ON items");
	assert_contains(told, "\nindex items_slow: ");
	assert_contains(told, " %\n");
	assert_contains(told, "\napplied 0002 (1/1)\n");
	assert_null(strchr(told, '\r'));
}

static void test_a_bar(void **state)
{
	(void)state;
	make_it_slow();
	run_line("xterm");
	assert_contains(told, "\r\033[K[");
	assert_contains(told, " left: 0002, index items_slow");
	assert_contains(told, "\r\033[Kapplied 0002 (1/1)\r\n");
	assert_null(strstr(told, "\nindex items_slow: "));
}

static void test_a_terminal_without_lines_that_change(void **state)
{
	(void)state;
	make_it_slow();
	run_line("dumb");
	assert_contains(told, "\nindex items_slow: ");
	assert_null(strstr(told, "\033"));
}

/* ---- locks ---- */

static int retries;

static void count_retries(void *data, const restruct_event *event)
{
	(void)data;
	retries += event->kind == RESTRUCT_EVENT_RETRY;
}

/* What is tried again is the step: those before are neither undone nor done twice. */
static void test_a_lock_in_a_later_step(void **state)
{
	(void)state;
	options.lock_timeout = 50;
	options.retries = 2;
	retries = 0;
	options.progress = count_retries;
	execute(conn, "CREATE INDEX items_id ON outside.items (id); DROP INDEX outside.items_id");
	other = somebody("LOCK TABLE outside.log IN SHARE MODE");
	expect(upgrade(&build_table), RESTRUCT_LOCKED);
	end_other();
	assert_int_equal(retries, 2);
	assert_value(conn, LOG, "");
	expect(upgrade(&build_table), RESTRUCT_OK);
	assert_value(conn, LOG, "0 1 2 3");
	expect(stamp(&build_table, "0001"), RESTRUCT_OK);
	execute(conn, "DROP INDEX outside.items_id; ALTER TABLE outside.items DROP more;"
		      "TRUNCATE outside.log");
	other = somebody("LOCK TABLE outside.items IN ROW SHARE MODE");
	expect(upgrade(&build_table), RESTRUCT_LOCKED);
	assert_contains(error.message, "statement 5: ");
	assert_contains(error.message, "in the way: process ");
	assert_contains(error.message, " (somebody), idle in transaction since ");
	assert_contains(error.message, ": LOCK TABLE outside.items");
	assert_value(conn, LOG, "0 1 2");
	end_other();
	expect(upgrade(&build_table), RESTRUCT_OK);
	assert_value(conn, LOG, "0 1 2 3");
}

/* Short is the patience of what others queue behind, not of CREATE INDEX CONCURRENTLY. */
static void test_an_old_snapshot(void **state)
{
	(void)state;
	options.lock_timeout = 50;
	options.retries = -1;
	other = somebody("SELECT 'old' FROM outside.log");
	expect(upgrade_meanwhile(&build_table, 400000), RESTRUCT_OK);
	assert_value(conn, "SHOW lock_timeout", "0");
}

static void test_a_snapshot_that_is_too_old(void **state)
{
	(void)state;
	options.concurrent_lock_timeout = 100;
	options.retries = 1;
	other = somebody("SELECT 'old'");
	expect(upgrade(&build_table), RESTRUCT_LOCKED);
	assert_contains(error.message, "statement 3: ");
	assert_contains(error.message, "in the way: process ");
	assert_contains(error.message, " (somebody), idle in transaction since ");
	assert_contains(error.message, ": SELECT 'old'");
	assert_value(conn, "SELECT to_regclass('outside.items_id') IS NULL", "t");
	assert_value(conn, LOG, "0 1");
	assert_value(conn, STEP, "3"); /* the statement itself is next */
	end_other();
	expect(upgrade(&build_table), RESTRUCT_OK);
	assert_value(conn, LOG, "0 1 2 3");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_a_partition),
		TEST(test_a_partition_with_a_check_of_its_own),
		TEST(test_a_partition_with_partitions),
		TEST(test_a_busy_parent),
		TEST(test_a_default_partition),
		TEST(test_a_server_that_has_no_concurrent_detach),
		TEST(test_a_pending_detachment),
		TEST(test_a_copy_that_is_left),
		TEST(test_a_copy_that_is_in_use),
		TEST(test_a_script),
		TEST(test_servers_that_corrupt),
		TEST(test_steps_are_told),
		TEST(test_an_index_in_per_cent),
		TEST(test_an_index_that_waits),
		TEST(test_no_second_connection),
		TEST(test_lines),
		TEST(test_a_bar),
		TEST(test_a_terminal_without_lines_that_change),
		TEST(test_a_lock_in_a_later_step),
		TEST(test_an_old_snapshot),
		TEST(test_a_snapshot_that_is_too_old),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
