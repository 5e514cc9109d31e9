/* A script that psql runs leaves the same database as the runtime does, and the command line says
 * and returns what it should. */
#include "support/runtime.h"
#include "live/many.h"

#include <sys/wait.h>
#include <unistd.h>

/* ---- a database for what the runtime makes, and one for what psql makes ---- */

static char folder[256], own_name[64], online_name[80], offline_name[80];
static PGconn *conn;
static restruct_error error;

static void in_shell(const char *format, ...) __attribute__((format(printf, 1, 2)));
static void in_shell(const char *format, ...)
{
	char command[1024];
	va_list args;
	va_start(args, format);
	vsnprintf(command, sizeof command, format, args);
	va_end(args);
	if (system(command) != 0)
		fail_msg("failed: %s", command);
}

static void recreate(PGconn *own, const char *name, bool create)
{
	executef(own, "DROP DATABASE IF EXISTS %s", name);
	if (create)
		executef(own, "CREATE DATABASE %s", name);
}

/* Two empty databases beside the one that the environment names; it names the first meanwhile. */
static int set_up(void **state)
{
	(void)state;
	snprintf(own_name, sizeof own_name, "%.60s", getenv("PGDATABASE"));
	snprintf(online_name, sizeof online_name, "%s_on", own_name);
	snprintf(offline_name, sizeof offline_name, "%s_off", own_name);
	snprintf(folder, sizeof folder, "%s/restruct-offline.XXXXXX",
		getenv("TMPDIR") != NULL ? getenv("TMPDIR") : "/tmp");
	assert_non_null(mkdtemp(folder));
	PGconn *own = connected();
	recreate(own, online_name, true);
	recreate(own, offline_name, true);
	PQfinish(own);
	setenv("PGDATABASE", online_name, 1);
	conn = connected();
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	PQfinish(conn);
	setenv("PGDATABASE", own_name, 1);
	PGconn *own = connected();
	recreate(own, online_name, false);
	recreate(own, offline_name, false);
	PQfinish(own);
	in_shell("rm -rf '%s'", folder);
	return 0;
}

/* ---- the same database ---- */

/* Everything in a database but the moments, as text in folder/name. No pg_dump: it takes no server
 * that is newer than itself. */
static void dump(const char *database, const char *table, const char *name)
{
	in_shell("psql -X -q -d %s -c \"UPDATE %s SET applied_at = 'epoch'\"", database, table);
	in_shell("psql -X -q -At -v ON_ERROR_STOP=1 -d %s -f tests/support/facts.sql -f "
		 "tests/support/rows.sql >'%s/%s'",
		database, folder, name);
}

static void expect_equal(const char *table)
{
	dump(online_name, table, "online");
	dump(offline_name, table, "offline");
	in_shell("diff '%s/online' '%s/offline'", folder, folder);
}

static void psql_runs(const char *from, const char *to, const restruct_options *options)
{
	char path[300];
	snprintf(path, sizeof path, "%s/script.sql", folder);
	FILE *file = fopen(path, "w");
	assert_non_null(file);
	assert_status(restruct_script(&many, from, to, options, restruct_write_file, file, &error),
		error, RESTRUCT_OK);
	fclose(file);
	in_shell("psql -X -q -v ON_ERROR_STOP=1 -d %s -f '%s' >/dev/null", offline_name, path);
}

static void compare(const restruct_options *options, const char *table)
{
	assert_status(restruct_upgrade(conn, &many, options, &error), error, RESTRUCT_OK);
	psql_runs(NULL, "0010", options);
	psql_runs("0010", "head", options);
	expect_equal(table);
	assert_status(restruct_downgrade(conn, &many, "0003", options, &error), error, RESTRUCT_OK);
	psql_runs("head", "0003", options);
	expect_equal(table);
	assert_status(restruct_downgrade(conn, &many, "base", options, &error), error, RESTRUCT_OK);
	psql_runs("0003", "base", options);
	expect_equal(table);
}

static void test_the_same_in_a_schema(void **state)
{
	(void)state;
	restruct_options options = {
		.schema = "It's a \"schema\" \\ of; --mine\nDROP", .create_schema = true};
	compare(&options,
		"\\\"It's a \\\"\\\"schema\\\"\\\" \\\\ of; --mine\nDROP\\\".restruct_version");
}

static void test_the_same_with_every_option(void **state)
{
	(void)state;
	restruct_options options = {.schema = "here",
		.create_schema = true,
		.version_table = "applied",
		.version_table_schema = "there",
		.search_path = "public, \"more\"",
		.role = PQuser(conn),
		.lock_timeout = 1000,
		.statement_timeout = 10000,
		.transaction = RESTRUCT_TRANSACTION_ALL};
	compare(&options, "there.applied");
}

static void test_the_same_in_the_connections_schema(void **state)
{
	(void)state;
	restruct_options options = {.search_path = "pg_catalog"};
	compare(&options, "restruct_version");
}

/* Without ON_ERROR_STOP, and again: nothing happens twice. */
static void test_a_script_that_runs_again_does_no_harm(void **state)
{
	(void)state;
	restruct_options options = {0};
	psql_runs(NULL, NULL, &options);
	in_shell("psql -X -q -d %s -f '%s/script.sql' >/dev/null 2>&1", offline_name, folder);
	expect(upgrade(&many), RESTRUCT_OK);
	expect_equal("restruct_version");
}

/* ---- the command line ---- */

/* Runs it in a process of its own; what it printed is in out and err. */
static char out[65536], err[65536];

static void read_output(const char *name, char *buffer, size_t size)
{
	char path[300];
	snprintf(path, sizeof path, "%s/%s", folder, name);
	FILE *file = fopen(path, "r");
	assert_non_null(file);
	buffer[fread(buffer, 1, size - 1, file)] = '\0';
	fclose(file);
}

static restruct_options defaults; /* the application's */
static const char *to;            /* where its output goes instead */

static int run_line(const char *const *line)
{
	int argc = 0, status;
	char path[300];
	while (line[argc] != NULL)
		argc++;
	fflush(NULL);
	pid_t pid = fork();
	assert_true(pid >= 0);
	if (pid == 0) {
		snprintf(path, sizeof path, "%s/out", folder);
		bool opened = freopen(to != NULL ? to : path, "w", stdout) != NULL;
		snprintf(path, sizeof path, "%s/err", folder);
		opened = freopen(path, "w", stderr) != NULL && opened;
		status = opened ? restruct_main(argc, (char **)line, &many, &defaults) : 99;
		fflush(NULL);
		_exit(status);
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_true(WIFEXITED(status));
	read_output("out", out, sizeof out);
	read_output("err", err, sizeof err);
	return WEXITSTATUS(status);
}

#define RUN(...) run_line((const char *const[]){"migrate", __VA_ARGS__, NULL})

static void expect_status(int got, int expected)
{
	if (got != expected)
		fail_msg("status %d, not %d\n%s%s", got, expected, out, err);
}

static void test_usage(void **state)
{
	(void)state;
	expect_status(run_line((const char *const[]){"migrate", NULL}), 2);
	assert_contains(err, "migrate: a command is missing");
	expect_status(RUN("unknown"), 2);
	expect_status(RUN("upgrade", "--unknown"), 2);
	expect_status(RUN("upgrade", "--schema"), 2);
	expect_status(RUN("upgrade", "--quiet=1"), 2);
	expect_status(RUN("upgrade", "--lock-timeout", "soon"), 2);
	expect_status(RUN("upgrade", "--transaction", "some"), 2);
	expect_status(RUN("upgrade", "--refuse", "loses-data,nothing"), 2);
	expect_status(RUN("upgrade", "--sql", "--server-version", "12"), 2);
	expect_status(RUN("upgrade", "--sql", "--server-version", "15.4"), 2);
	expect_status(RUN("upgrade", "--sql", "--server-version", "150000"), 2);
	expect_status(RUN("upgrade", "head", "again"), 2);
	expect_status(RUN("current", "head"), 2);
	expect_status(RUN("current", "--sql"), 2);
	expect_status(RUN("downgrade"), 2);
	expect_status(RUN("downgrade", "--sql", "base"), 2);
	expect_status(RUN("upgrade", "--sql", "head:base"), 2);
	assert_string_equal(out, "");
	expect_status(RUN("--help"), 0);
	assert_contains(out, "usage: migrate COMMAND");
	expect_status(RUN("downgrade", "-h"), 0);
	assert_contains(out, "usage: migrate downgrade TARGET");
	assert_contains(out, "example:\n  migrate downgrade -1\n");
	assert_string_equal(err, "");
	expect_status(RUN("--version"), 0);
	assert_contains(out, RESTRUCT_VERSION);
}

static void test_verbs(void **state)
{
	(void)state;
	expect_status(RUN("upgrade", "--schema", "line"), 3);
	assert_contains(err, "migrate: schema \"line\" does not exist");
	expect_status(RUN("upgrade", "+2", "--schema=line", "--create-schema"), 0);
	assert_string_equal(err, "applied 0001_many (1/2)\napplied 0002_many (2/2)\n");
	assert_string_equal(out, "");
	expect_status(RUN("current", "--schema=line"), 0);
	assert_string_equal(out, "0002_many\n");
	expect_status(RUN("history", "--schema=line"), 0);
	assert_contains(out, "\n-                       0003_many\n");
	assert_contains(out, "\n-                       0020_many  (head)\n");
	expect_status(RUN("downgrade", "-1", "--schema=line", "--json", "--quiet"), 0);
	assert_string_equal(out, "{\"restruct\": 1, \"revisions\": [\n\t{\"id\": \"0002_many\", "
				 "\"done\": \"undone\"}\n], \"status\": \"ok\"}\n");
	assert_string_equal(err, "");
	expect_status(RUN("upgrade", "0001", "--schema=line"), 0);
	assert_string_equal(err, "nothing to do\n");
	expect_status(RUN("stamp", "head", "--schema=line"), 0);
	execute(conn,
		"UPDATE line.restruct_version SET checksum = '' WHERE revision = '0007_many'");
	expect_status(RUN("upgrade", "--schema=line", "--json"), 1);
	assert_contains(out, "\"status\": \"changed\", \"revision\": \"0007_many\"");
	expect_status(RUN("upgrade", "--database", "host=/nowhere"), 3);
	assert_contains(err, "/nowhere");
	expect_status(RUN("heads", "--json"), 0);
	assert_contains(out, "{\"restruct\": 1, \"revisions\": [\n\t{\"id\": \"0020_many\"");
	assert_contains(out, "\"parents\": [\"0019_many\"]}\n], \"status\": \"ok\"}\n");
}

static void test_output_that_fails(void **state)
{
	(void)state;
	expect_status(RUN("heads"), 0);
	to = "/dev/full";
	int history = RUN("history"), upgrade = RUN("upgrade", "--json");
	to = NULL;
	expect_status(history, 3);
	expect_status(upgrade, 3);
	assert_contains(err, "could not be written");
}

static void tell(void *data, const restruct_event *event)
{
	if (event->kind == RESTRUCT_EVENT_DONE)
		fprintf(stderr, "%s %s\n", (const char *)data, event->revision);
}

/* An application that tells its own story is asked for facts all the same. */
static void test_progress_of_the_application(void **state)
{
	(void)state;
	static char word[] = "told";
	defaults = (restruct_options){
		.schema = "own", .create_schema = true, .progress = tell, .progress_data = word};
	int status = RUN("upgrade", "+2", "--json");
	defaults = (restruct_options){0};
	expect_status(status, 0);
	assert_string_equal(err, "told 0001_many\ntold 0002_many\n");
	assert_string_equal(out,
		"{\"restruct\": 1, \"revisions\": [\n\t{\"id\": \"0001_many\", \"done\": \"applied\"},\n"
		"\t{\"id\": \"0002_many\", \"done\": \"applied\"}\n], \"status\": \"ok\"}\n");
}

static void test_sql(void **state)
{
	(void)state;
	expect_status(RUN("upgrade", "--sql", "0018:", "--schema", "s"), 0);
	assert_contains(out, "-- upgrade from 0018 to head, schema s\n");
	assert_null(strstr(out, "0018_many:"));
	assert_contains(out, "CREATE TABLE table_19");
	expect_status(RUN("upgrade", "--sql", "0001"), 0);
	assert_contains(out, "SELECT 'before 18';\n");
	expect_status(RUN("upgrade", "--sql", "0001", "--server-version", "18"), 0);
	assert_contains(out, "SELECT 'since 18';\n");
	expect_status(RUN("downgrade", "--sql", "0002:base"), 0);
	assert_contains(out, "DROP TABLE table_02;\n");
	expect_status(RUN("stamp", "--sql", "0002"), 0);
	assert_contains(out, "CREATE TABLE IF NOT EXISTS \"restruct_version\"");
	assert_contains(out, "ON CONFLICT");
	assert_null(strstr(out, "CREATE TABLE table_02"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_the_same_in_a_schema),
		TEST(test_the_same_with_every_option),
		TEST(test_the_same_in_the_connections_schema),
		TEST(test_a_script_that_runs_again_does_no_harm),
		TEST(test_usage),
		TEST(test_verbs),
		TEST(test_output_that_fails),
		TEST(test_progress_of_the_application),
		TEST(test_sql),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
