/* gen/schema/sql_extends.c and sql_replaces.c: what CREATE OR REPLACE surely takes. */
#include "schema/sql.h"

#include "support/cmocka_all.h"

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

static bool extends(const char *from, const char *to)
{
	struct view old = {0}, new = {0};
	struct sql_error error;
	assert_true(sql_query(&arena, from, &old, &error));
	assert_true(sql_query(&arena, to, &new, &error));
	return sql_query_extends(&arena, old.query, new.query);
}

static void queries(void **state)
{
	(void)state;
	assert_true(extends("SELECT a FROM t", "SELECT a FROM t WHERE b > 0"));
	assert_true(extends("SELECT a FROM t", "SELECT a, b FROM t ORDER BY 1"));
	assert_true(extends("SELECT t.a FROM t", "SELECT t.a, u.b FROM t JOIN u ON u.t = t.a"));
	assert_true(extends("SELECT 1::bigint AS n", "SELECT count(*)::bigint AS n"));
	assert_true(extends("SELECT a FROM t UNION SELECT b FROM u",
		"SELECT a FROM t WHERE a > 0 UNION SELECT b FROM u"));
	assert_false(extends("SELECT a, b FROM t", "SELECT b, a FROM t"));
	assert_false(extends("SELECT a, b FROM t", "SELECT a FROM t"));
	assert_false(extends("SELECT a FROM t", "SELECT a AS b FROM t"));
	assert_false(extends("SELECT a FROM t", "SELECT a FROM u"));
	assert_false(extends("SELECT x.a FROM t x", "SELECT x.a FROM u x"));
	assert_false(extends("SELECT * FROM t", "SELECT * FROM t WHERE a > 0"));
	assert_false(
		extends("SELECT a FROM (SELECT 1 AS a) t", "SELECT a FROM (SELECT '' AS a) t"));
}

static bool replaces(const char *from, const char *to)
{
	struct routine old = {.object = {.kind = OBJECT_FUNCTION}}, new = old;
	struct sql_error error;
	assert_true(sql_routine(&arena, OBJECT_FUNCTION,
		arena_printf(&arena, "%s LANGUAGE sql AS ''", from), &old, &error));
	assert_true(sql_routine(&arena, OBJECT_FUNCTION,
		arena_printf(&arena, "%s LANGUAGE plpgsql STABLE AS 'x'", to), &new, &error));
	return sql_routine_replaces(&arena, &old, &new);
}

static void functions(void **state)
{
	(void)state;
	assert_true(replaces("(a integer) RETURNS text", "(a integer) RETURNS text"));
	assert_true(replaces("(integer) RETURNS text", "(a integer DEFAULT 1) RETURNS text"));
	assert_false(replaces("(a integer) RETURNS text", "(b integer) RETURNS text"));
	assert_false(replaces("(a integer) RETURNS text", "(integer) RETURNS text"));
	assert_false(replaces("(a integer DEFAULT 1) RETURNS text", "(a integer) RETURNS text"));
	assert_false(replaces("(a integer) RETURNS text", "(a integer) RETURNS varchar"));
	assert_false(replaces("() RETURNS TABLE(a text)", "() RETURNS TABLE(b text)"));
	assert_false(replaces("(a integer, OUT b text)", "(a integer, OUT b integer)"));
	assert_false(replaces("() RETURNS integer", "() RETURNS SETOF integer"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(queries, set_up, tear_down),
		cmocka_unit_test_setup_teardown(functions, set_up, tear_down),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
