/* Memory that is not to be had: every allocation of a call fails once, the library's own and
 * libpq's. The call says so or gets by without it, and a start that has memory finishes. */
#include "support/runtime.h"
#include "live/many.h"

#include <unistd.h>

#if defined(__SANITIZE_ADDRESS__) || !defined(__GLIBC__)

int main(void)
{
	puts("skipped: the sanitizer's own malloc cannot be made to fail");
	return 77;
}

#else

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *block, size_t size);

extern char __executable_start, etext;
static bool armed, for_good, of_libpq;
static long left;

/* Whether this allocation is the one (or after it, when it is for good). caller: where it returns,
 * the library is in this program, libpq is not. */
static bool fails(const char *caller)
{
	bool own = caller >= &__executable_start && caller < &etext;
	if (!armed || own == of_libpq)
		return false;
	left--;
	return for_good ? left < 0 : left == -1;
}

void *malloc(size_t size)
{
	return fails(__builtin_return_address(0)) ? NULL : __libc_malloc(size);
}

void *calloc(size_t count, size_t size)
{
	return fails(__builtin_return_address(0)) ? NULL : __libc_calloc(count, size);
}

void *realloc(void *block, size_t size)
{
	return fails(__builtin_return_address(0)) ? NULL : __libc_realloc(block, size);
}

static restruct_table few;
static restruct_options options = {.schema = "memory", .create_schema = true};

/* One upgrade whose allocation number n fails; false: it had no such allocation. */
static bool upgrade_without(long n, bool without_any_more)
{
	restruct_error error;
	PGconn *conn = connected();
	left = n;
	for_good = without_any_more;
	armed = true;
	restruct_status status = upgrade(&few);
	armed = false;
	bool reached = left < 0;
	if (!reached || status != RESTRUCT_OK) /* it may have got by */
		assert_status(status, error, reached ? RESTRUCT_MEMORY : RESTRUCT_OK);
	assert_int_equal(PQtransactionStatus(conn), PQTRANS_IDLE);
	PQfinish(conn);
	return reached;
}

static void expect_whole(void)
{
	restruct_error error;
	PGconn *conn = connected();
	expect(upgrade(&few), RESTRUCT_OK);
	execute(conn, "SET search_path TO memory");
	assert_value(conn, MANY_IS_WHOLE, "4 rows, 3 tables, 4 once");
	execute(conn, "DROP SCHEMA memory CASCADE");
	PQfinish(conn);
}

static void every_allocation_fails(bool for_all_that_follow)
{
	few = many;
	few.count = 4;
	for (long n = 0; upgrade_without(n, for_all_that_follow); n++)
		expect_whole();
	expect_whole();
}

static void test_once(void **state)
{
	(void)state;
	every_allocation_fails(false);
}

static void test_for_good(void **state)
{
	(void)state;
	every_allocation_fails(true);
}

/* libpq may drop an answer for which it has no memory, the pipeline's end above all. Nobody waits
 * for that for ever: alarm() ends who does. */
static void test_of_libpq(void **state)
{
	(void)state;
	few = many;
	few.count = 1;
	bool reached = true;
	for (long n = 0; reached; n++) {
		restruct_error error;
		PGconn *conn = connected();
		of_libpq = true;
		left = n;
		for_good = false;
		armed = true;
		alarm(30);
		restruct_status status = restruct_upgrade(conn, &few, &options, &error);
		alarm(0);
		armed = of_libpq = false;
		reached = left < 0;
		if (status != RESTRUCT_MEMORY && status != RESTRUCT_DATABASE &&
			status != RESTRUCT_CONNECTION)
			assert_status(status, error, RESTRUCT_OK);
		PQfinish(conn);
		few.count = 4;
		expect_whole();
		few.count = 1;
	}
}

/* The check says so, too, and leaves the connection usable. */
static void test_check(void **state)
{
	(void)state;
	static const char *const none[] = {NULL};
	static const char *const statements[] = {"CREATE TABLE done_log (what text)", NULL, NULL};
	static const restruct_extension extensions[] = {
		{"plpgsql", NULL, NULL}, {NULL, NULL, NULL}};
	static const restruct_models models = {none, extensions, statements};
	bool reached = true;
	restruct_error error;
	PGconn *conn = connected();
	few = many;
	few.count = 1;
	few.models = &models;
	expect(upgrade(&few), RESTRUCT_OK);
	for (long n = 0; reached; n++) {
		left = n;
		for_good = n % 2;
		armed = true;
		restruct_status status = restruct_check(conn, &few, &options, NULL, NULL, &error);
		armed = false;
		reached = left < 0;
		if (!reached || status != RESTRUCT_OK) /* it may have got by */
			assert_status(status, error, reached ? RESTRUCT_MEMORY : RESTRUCT_OK);
		assert_int_equal(PQtransactionStatus(conn), PQTRANS_IDLE);
	}
	execute(conn, "DROP SCHEMA memory CASCADE");
	PQfinish(conn);
}

/* Of an older program; its status, and NOT_REACHED when it had memory enough. */
enum { NOT_REACHED = 64 };

static int command_line(const char *const *words)
{
	int count = 0;
	while (words[count] != NULL)
		count++;
	few.count = 2;
	alarm(30);
	armed = true;
	int status = restruct_main(count, (char **)(uintptr_t)words, &few, NULL);
	armed = false;
	return left < 0 ? status : status + NOT_REACHED;
}

/* It says all that it would have said, or that it has no memory. */
static void test_the_command_line(void **state)
{
	(void)state;
	static const char *const lines[][6] = {{"migrate", "--schema", "memory", "current"},
		{"migrate", "--schema", "memory", "history"},
		{"migrate", "--schema", "memory", "history", "--json"},
		{"migrate", "--schema", "memory", "upgrade"},
		{"migrate", "--schema", "memory", "downgrade", "head"},
		{"migrate", "--schema", "memory", "stamp", "head"}};
	static char wanted[8192], said[8192];
	PGconn *conn = connected();
	restruct_error error;
	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
		few = many;
		int status = 0, undisturbed = 0;
		for (long n = -1; status < NOT_REACHED; n++) {
			few.count = 4;
			bool stamps = n >= 0 && strcmp(lines[i][3], "stamp") == 0;
			expect(stamps ? stamp(&few, "head") : upgrade(&few), RESTRUCT_OK);
			left = n < 0 ? 1000000 : n;
			for_good = n % 2;
			status = said_by(command_line, lines[i], said, sizeof said);
			if (n < 0) {
				assert_true(status >= NOT_REACHED);
				undisturbed = status -= NOT_REACHED;
				strcpy(wanted, said);
			} else if ((status % NOT_REACHED != undisturbed ||
					   strcmp(said, wanted) != 0) &&
				   (status != 3 || strstr(said, "out of memory") == NULL)) {
				fail_msg("%s, allocation %ld, status %d: %s", lines[i][3], n,
					status, said);
			}
		}
	}
	execute(conn, "DROP SCHEMA memory CASCADE");
	PQfinish(conn);
}

static void upgrade_in_steps(restruct_migration *m)
{
	restruct_sql(m, "INSERT INTO done_log VALUES ('up 02')");
	restruct_commit(m);
	restruct_concurrently(m, "CREATE INDEX CONCURRENTLY one ON done_log (what)");
	restruct_sql(m, "INSERT INTO done_log VALUES ('up 03')");
}

/* Whichever step it is in, the next start goes on from there. */
static void test_steps(void **state)
{
	(void)state;
	restruct_revision revisions[] = {many_revisions[0], many_revisions[1]};
	revisions[1].upgrade = upgrade_in_steps;
	revisions[1].downgrade = NULL;
	few = many;
	few.revisions = revisions;
	bool reached = true;
	for (long n = 0; reached; n++) {
		restruct_error error;
		PGconn *conn = connected();
		few.count = 1;
		expect(upgrade(&few), RESTRUCT_OK);
		few.count = 2;
		reached = upgrade_without(n, false);
		forget_signs_of_life(conn, "memory");
		expect(upgrade(&few), RESTRUCT_OK);
		assert_value(conn,
			"SELECT string_agg(what, ',' ORDER BY what) FROM memory.done_log",
			"up 01,up 02,up 03");
		assert_value(conn,
			"SELECT indisvalid FROM pg_index"
			" WHERE indexrelid = 'memory.one'::regclass",
			"t");
		assert_value(conn, "SHOW search_path", "\"$user\", public");
		execute(conn, "DROP SCHEMA memory CASCADE");
		PQfinish(conn);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_steps),
		cmocka_unit_test(test_once),
		cmocka_unit_test(test_for_good),
		cmocka_unit_test(test_of_libpq),
		cmocka_unit_test(test_check),
		cmocka_unit_test(test_the_command_line),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

#endif
