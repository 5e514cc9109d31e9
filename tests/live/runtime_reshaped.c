/* Tables whose rows get another shape: the events name them, before and after another connection's
 * prepared statement fails. */
#include "support/runtime.h"

static void upgrade_0001(restruct_migration *m)
{
	restruct_sql(m, "CREATE TABLE people (id bigint PRIMARY KEY)");
	restruct_sql(m, "CREATE TABLE orders (id bigint PRIMARY KEY)");
}

static void downgrade_0001(restruct_migration *m)
{
	restruct_sql(m, "DROP TABLE people, orders");
}

static void upgrade_0002(restruct_migration *m)
{
	restruct_sql(m, "ALTER TABLE people ADD COLUMN slug text");
}

static void downgrade_0002(restruct_migration *m)
{
	restruct_sql(m, "ALTER TABLE people DROP COLUMN slug");
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
		.downgrade = downgrade_0002,
		.reshaped = (const char *const[]){"people", NULL}},
};
static const restruct_table table = TABLE_OF(revisions);

static PGconn *conn, *other;
static restruct_error error;
static restruct_options options;
static char told[256];

/* "begin: people; done: people; " */
static void note(void *data, const restruct_event *event)
{
	bool done = event->kind == RESTRUCT_EVENT_DONE;
	size_t length = strlen(told);
	(void)data;
	length += (size_t)snprintf(
		told + length, sizeof told - length, "%s:", done ? "done" : "begin");
	for (const char *const *name = event->reshaped; name != NULL && *name != NULL; name++)
		length += (size_t)snprintf(told + length, sizeof told - length, " %s", *name);
	snprintf(told + length, sizeof told - length, "; ");
}

static int set_up(void **state)
{
	(void)state;
	conn = given_schema("shape", &options);
	options.progress = note;
	expect(upgrade_to(&table, "0001"), RESTRUCT_OK);
	other = connected();
	execute(other, "SET search_path = shape");
	told[0] = '\0';
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	PQfinish(other);
	leave_schema(conn, &options);
	return 0;
}

static void prepare(const char *name, const char *sql)
{
	PGresult *result = PQprepare(other, name, sql, 0, NULL);
	assert_int_equal(PQresultStatus(result), PGRES_COMMAND_OK);
	PQclear(result);
}

/* The SQLSTATE of what was prepared; "" when it gives rows. */
static const char *run(const char *name)
{
	static char state[6];
	PGresult *result = PQexecPrepared(other, name, 0, NULL, NULL, NULL, 0);
	const char *field = PQresultErrorField(result, PG_DIAG_SQLSTATE);
	snprintf(state, sizeof state, "%s", field != NULL ? field : "");
	PQclear(result);
	return state;
}

static void test_events_name_them(void **state)
{
	(void)state;
	prepare("one", "SELECT * FROM people");
	prepare("two", "SELECT * FROM orders");
	assert_string_equal(run("one"), "");
	expect(upgrade(&table), RESTRUCT_OK);
	assert_string_equal(told, "begin: people; done: people; ");
	assert_string_equal(run("one"), "0A000");
	assert_string_equal(run("two"), "");
	execute(other, "DEALLOCATE ALL");
	prepare("one", "SELECT * FROM people");
	assert_string_equal(run("one"), "");

	told[0] = '\0';
	expect(downgrade(&table, "0001"), RESTRUCT_OK);
	assert_string_equal(told, "begin: people; done: people; ");
	assert_string_equal(run("one"), "0A000");
}

static void test_of_others_there_are_none(void **state)
{
	(void)state;
	expect(downgrade(&table, "base"), RESTRUCT_OK);
	assert_string_equal(told, "begin:; done:; ");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_events_name_them),
		TEST(test_of_others_there_are_none),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
