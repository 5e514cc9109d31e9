/* gen/schema/sql_quote.c: the server must read back what was quoted, and quote no more than we do.
 */
#include "schema/sql.h"

#include "support/cmocka_all.h"
#include "support/live.h"

#include <stdlib.h>
#include <string.h>

static struct arena arena;

static int set_up(void **state)
{
	(void)state;
	arena_init(&arena);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	arena_finish(&arena);
	return 0;
}

static void identifiers(void **state)
{
	(void)state;
	static const char *const pairs[][2] = {{"customers", "customers"}, {"_a1", "_a1"},
		{"Customers", "\"Customers\""}, {"order date", "\"order date\""},
		{"a\"b", "\"a\"\"b\""}, {"\"", "\"\"\"\""}, {"1a", "\"1a\""}, {"", "\"\""},
		{"größe", "\"größe\""}, {"select", "\"select\""}, {"user", "\"user\""},
		{"value", "value"}, {"name", "name"}, {"a$b", "\"a$b\""}, {"a.b", "\"a.b\""},
		{"x\"; DROP TABLE y; --", "\"x\"\"; DROP TABLE y; --\""}};
	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
		assert_string_equal(sql_identifier(&arena, pairs[i][0]), pairs[i][1]);
	struct names names = {0};
	assert_string_equal(sql_identifiers(&arena, &names), "");
	list_push(&arena, &names, "a");
	list_push(&arena, &names, "B");
	assert_string_equal(sql_identifiers(&arena, &names), "a, \"B\"");
	assert_string_equal(
		sql_qualified(&arena, (struct qualified){.schema = "Audit", .name = "user"}),
		"\"Audit\".\"user\"");
	assert_string_equal(
		sql_qualified(&arena, (struct qualified){.schema = NULL, .name = "log"}), "log");
}

/* Every word that the server keeps for itself in some place is quoted. */
static void the_servers_keywords(void **state)
{
	(void)state;
	PGconn *connection = live_connect();
	PGresult *result =
		PQexec(connection, "SELECT word, quote_ident(word) FROM pg_get_keywords()");
	assert_true(PQntuples(result) > 400);
	for (int i = 0; i < PQntuples(result); i++) {
		const char *ours = sql_identifier(&arena, PQgetvalue(result, i, 0));
		const char *theirs = PQgetvalue(result, i, 1);
		if (*theirs == '"') /* ours may also be a keyword of a newer server */
			assert_string_equal(ours, theirs);
	}
	PQclear(result);
	PQfinish(connection);
}

static const char *const values[] = {"", "a", "it's", "'", "''", "\\", "a\\b", "\\'", "a\nb",
	"Grüße 😀", "E'x'", "\"", "$$", "%s", "'; DROP TABLE x; --", "\\'; DROP TABLE x; --", "\t"};

static void literals(void **state)
{
	(void)state;
	assert_string_equal(sql_literal(&arena, "it's"), "'it''s'");
	assert_string_equal(sql_literal(&arena, "a\\b'c"), "E'a\\\\b''c'");
	PGconn *connection = live_connect();
	for (int standard = 0; standard < 2; standard++) {
		live_run(connection, standard ? "SET standard_conforming_strings = on"
					      : "SET standard_conforming_strings = off");
		for (size_t i = 0; i < sizeof values / sizeof *values; i++)
			assert_string_equal(live_value(connection, &arena,
						    arena_printf(&arena, "SELECT %s::text",
							    sql_literal(&arena, values[i]))),
				values[i]);
	}
	PQfinish(connection);
}

static void names_come_back(void **state)
{
	(void)state;
	PGconn *connection = live_connect();
	for (size_t i = 1; i < sizeof values / sizeof *values; i++) {
		PGresult *result = PQexec(connection,
			arena_printf(&arena, "SELECT 1 AS %s", sql_identifier(&arena, values[i])));
		assert_int_equal(PQresultStatus(result), PGRES_TUPLES_OK);
		assert_string_equal(PQfname(result, 0), values[i]);
		PQclear(result);
	}
	PQfinish(connection);
}

static void collations(void **state)
{
	(void)state;
	assert_string_equal(sql_collation(&arena, "C"), "\"C\"");
	assert_string_equal(sql_collation(&arena, "\"C\""), "\"C\"");
	assert_string_equal(sql_collation(&arena, "pg_catalog.\"C\""), "\"C\"");
	assert_string_equal(sql_collation(&arena, "\"de-DE-x-icu\""), "\"de-DE-x-icu\"");
	assert_string_equal(sql_collation(&arena, "de_DE.utf8"), "\"de_DE.utf8\"");
	assert_string_equal(sql_collation(&arena, "german"), "german");
	assert_string_equal(sql_collation(&arena, "audit.\"X y\""), "audit.\"X y\"");
	assert_string_equal(sql_collation(&arena, "x\" y"), "\"x\"\" y\"");
	assert_string_equal(sql_collation(&arena, "\"C\" < a"), "\"\"\"C\"\" < a\"");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(identifiers, set_up, tear_down),
		cmocka_unit_test_setup_teardown(the_servers_keywords, set_up, tear_down),
		cmocka_unit_test_setup_teardown(literals, set_up, tear_down),
		cmocka_unit_test_setup_teardown(names_come_back, set_up, tear_down),
		cmocka_unit_test_setup_teardown(collations, set_up, tear_down),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
