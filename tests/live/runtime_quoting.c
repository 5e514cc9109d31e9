/* What a revision's %L and %I quote, the server reads back unchanged, whether the script went over
 * the connection or through a file: random strings, FUZZ_SECONDS long (1); SEED: see strings.h. */
#include "support/runtime.h"
#include "live/strings.h"

static char strings[STRINGS][STRING_BYTES];

/* A name comes back as a key. */
static void insert_strings(restruct_migration *m)
{
	restruct_sql(m, "CREATE TABLE strings (n integer, value text, name text)");
	for (int i = 0; i < STRINGS; i++) {
		char number[16];
		snprintf(number, sizeof number, "%d", i);
		restruct_sqlf(m,
			"INSERT INTO strings SELECT %L::integer, %L, j.k "
			"FROM (SELECT 1 AS %I) x, json_object_keys(row_to_json(x.*)) j (k)",
			number, strings[i], strings[i]);
	}
}

static const restruct_revision revisions[] = {
	{.id = "0001_a", .checksum = "1", .upgrade = insert_strings}};
static const restruct_table table = TABLE_OF(revisions);

static void check_rows(PGconn *conn)
{
	PGresult *rows = PQexec(conn, "SELECT value, name FROM quoting.strings ORDER BY n");
	assert_int_equal(PQntuples(rows), STRINGS);
	for (int i = 0; i < STRINGS; i++) {
		assert_string_equal(PQgetvalue(rows, i, 0), strings[i]);
		assert_string_equal(PQgetvalue(rows, i, 1), strings[i]);
	}
	PQclear(rows);
	execute(conn, "DROP SCHEMA quoting CASCADE");
}

struct script {
	char bytes[256 * 1024];
	size_t length;
};

static bool keep(void *data, const char *bytes, size_t length)
{
	struct script *script = data;
	if (script->length + length >= sizeof script->bytes)
		return false;
	memcpy(script->bytes + script->length, bytes, length);
	script->length += length;
	script->bytes[script->length] = '\0';
	return true;
}

static void check_batch(PGconn *conn)
{
	static struct script script;
	const restruct_options options = {.schema = "quoting", .create_schema = true};
	restruct_error error;
	for (int i = 0; i < STRINGS; i++)
		strings_make(strings[i]);
	expect(upgrade(&table), RESTRUCT_OK);
	check_rows(conn);
	script.length = 0;
	assert_status(restruct_script(&table, NULL, "head", &options, keep, &script, &error), error,
		RESTRUCT_OK);
	execute(conn, script.bytes);
	check_rows(conn);
}

static void test_read_back(void **state)
{
	(void)state;
	const char *seconds = getenv("FUZZ_SECONDS");
	time_t end = time(NULL) + (seconds != NULL ? atoi(seconds) : 1);
	PGconn *conn = connected();
	execute(conn, "DROP SCHEMA IF EXISTS quoting CASCADE");
	strings_begin();
	do
		check_batch(conn);
	while (time(NULL) < end);
	PQfinish(conn);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_read_back)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
