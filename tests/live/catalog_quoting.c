/* What the generator quotes, the server reads back unchanged: random strings as literals and names,
 * FUZZ_SECONDS long (1); SEED: see strings.h. */
#include "schema/sql.h"

#include "base/text.h"
#include "live/strings.h"
#include "support/cmocka_all.h"
#include "support/live.h"

static void check_batch(PGconn *connection)
{
	static char strings[STRINGS][STRING_BYTES];
	struct arena arena;
	struct text sql = {0};
	arena_init(&arena);
	text_put(&sql, "SELECT ");
	for (int i = 0; i < STRINGS; i++) {
		strings_make(strings[i]);
		text_printf(&sql, "%s%s AS %s", i ? ", " : "", sql_literal(&arena, strings[i]),
			sql_identifier(&arena, strings[i]));
	}
	PGresult *row = PQexec(connection, text_string(&sql));
	if (PQresultStatus(row) != PGRES_TUPLES_OK)
		fail_msg("%s\n%s", PQerrorMessage(connection), text_string(&sql));
	assert_int_equal(PQnfields(row), STRINGS);
	for (int i = 0; i < STRINGS; i++) {
		assert_string_equal(PQgetvalue(row, 0, i), strings[i]);
		assert_string_equal(PQfname(row, i), strings[i]);
	}
	PQclear(row);
	text_finish(&sql);
	arena_finish(&arena);
}

static void read_back(void **state)
{
	(void)state;
	const char *seconds = getenv("FUZZ_SECONDS");
	time_t end = time(NULL) + (seconds ? atoi(seconds) : 1);
	PGconn *connection = live_connect();
	strings_begin();
	do
		check_batch(connection);
	while (time(NULL) < end);
	PQfinish(connection);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(read_back)};
	return cmocka_run_group_tests_name("quoting", tests, NULL, NULL);
}
