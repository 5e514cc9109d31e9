/* gen/schema/sql_routine*.c and sql_aggregate.c. */
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

static struct routine routine_of(enum object_kind kind, const char *text)
{
	struct routine routine = {.object = {.kind = kind, .name = {NULL, "f", NULL}}}, again;
	struct sql_error error;
	if (!sql_routine(&arena, kind, text, &routine, &error))
		fail_msg("%s: %s", text, error.message);
	again = routine;
	if (!sql_routine(&arena, kind, routine.definition, &again, &error))
		fail_msg("%s: %s", routine.definition, error.message);
	assert_string_equal(again.definition, routine.definition);
	assert_string_equal(again.object.name.suffix, routine.object.name.suffix);
	return routine;
}

static void assert_function(const char *text, const char *suffix, const char *definition)
{
	struct routine routine = routine_of(OBJECT_FUNCTION, text);
	assert_string_equal(routine.object.name.suffix, suffix);
	assert_string_equal(routine.definition, definition);
}

static void signatures(void **state)
{
	(void)state;
	assert_function("() RETURNS void LANGUAGE sql AS ''", "()",
		"() RETURNS void\nLANGUAGE sql\nAS $$$$");
	assert_function("(IN a int4, b CHARACTER VARYING(20) = 'x', c numeric(10,2)[][]) "
			"RETURNS timestamp with time zone LANGUAGE sql AS 'SELECT now()'",
		"(integer, varchar, numeric[])",
		"(a integer, b varchar DEFAULT 'x', c numeric[]) RETURNS timestamptz\n"
		"LANGUAGE sql\nAS $$SELECT now()$$");
	assert_function(
		"(a int, VARIADIC rest text[]) RETURNS SETOF orders LANGUAGE plpgsql AS $x$$x$",
		"(integer, text[])",
		"(a integer, VARIADIC rest text[]) RETURNS SETOF orders\nLANGUAGE plpgsql\nAS $$$$");
	assert_function("(anyelement, anyarray) RETURNS pg_catalog.trigger LANGUAGE plpgsql AS ''",
		"(anyelement, anyarray)",
		"(anyelement, anyarray) RETURNS trigger\nLANGUAGE plpgsql\nAS $$$$");
}

static void results_of_out_arguments(void **state)
{
	(void)state;
	assert_function("(a integer, OUT b integer) RETURNS integer LANGUAGE sql AS ''",
		"(integer)", "(a integer, OUT b integer)\nLANGUAGE sql\nAS $$$$");
	assert_function("(INOUT a integer, OUT b text) RETURNS record LANGUAGE sql AS ''",
		"(integer)", "(INOUT a integer, OUT b text)\nLANGUAGE sql\nAS $$$$");
	assert_function("(OUT a integer, OUT b text) RETURNS SETOF record LANGUAGE sql AS ''", "()",
		"(OUT a integer, OUT b text) RETURNS SETOF record\nLANGUAGE sql\nAS $$$$");
	assert_function("(n int) RETURNS TABLE (id bigint, \"a b\" varchar(3)) LANGUAGE sql AS ''",
		"(integer)",
		"(n integer) RETURNS TABLE(id bigint, \"a b\" varchar)\nLANGUAGE sql\nAS $$$$");
}

static void attributes(void **state)
{
	(void)state;
	assert_function("() RETURNS SETOF int AS $$SELECT 1$$ ROWS 7 COST 5 SET work_mem TO '64MB' "
			"PARALLEL SAFE EXTERNAL SECURITY DEFINER RETURNS NULL ON NULL INPUT "
			"LEAKPROOF STABLE SET search_path = public, \"Odd one\", '' LANGUAGE 'sql'",
		"()",
		"() RETURNS SETOF integer\n"
		"LANGUAGE sql STABLE LEAKPROOF STRICT SECURITY DEFINER PARALLEL SAFE COST 5 ROWS 7\n"
		"SET work_mem = '64MB'\nSET search_path = public, \"Odd one\", ''\n"
		"AS $$SELECT 1$$");
	assert_function(
		"() RETURNS SETOF int LANGUAGE sql COST 100 ROWS 1000 VOLATILE CALLED ON NULL "
		"INPUT PARALLEL UNSAFE SECURITY INVOKER NOT LEAKPROOF "
		"SET \"DateStyle\" TO 'ISO, DMY' SET TIME ZONE 'UTC' SET enable_seqscan = off "
		"SET statement_timeout TO '1000' SET my.var TO 'x' AS ''",
		"()",
		"() RETURNS SETOF integer\nLANGUAGE sql\nSET datestyle = 'ISO, DMY'\n"
		"SET timezone = 'UTC'\nSET enable_seqscan = off\nSET statement_timeout = 1000\n"
		"SET my.var = x\nAS $$$$");
	assert_function("(internal) RETURNS internal LANGUAGE c COST 1 SUPPORT audit.helper "
			"AS 'mod', 'entry'",
		"(internal)",
		"(internal) RETURNS internal\nLANGUAGE c SUPPORT audit.helper\nAS 'mod', 'entry'");
	assert_function("() RETURNS int LANGUAGE internal WINDOW AS 'window_row_number'", "()",
		"() RETURNS integer\nLANGUAGE internal WINDOW\nAS 'window_row_number'");
}

static void bodies(void **state)
{
	(void)state;
	struct routine routine = routine_of(OBJECT_FUNCTION,
		"() RETURNS trigger LANGUAGE plpgsql AS $fn$\nBEGIN -- here\n  RETURN $$new$$;\nEND$fn$");
	assert_string_equal(routine.body, "\nBEGIN -- here\n  RETURN $$new$$;\nEND");
	assert_non_null(strstr(routine.definition, "AS $body$\nBEGIN"));
	assert_function("(a int, b int) RETURNS int RETURN a+b", "(integer, integer)",
		"(a integer, b integer) RETURNS integer\nLANGUAGE sql\nRETURN a + b");
	routine = routine_of(OBJECT_PROCEDURE,
		"(a integer) BEGIN ATOMIC INSERT INTO audit.log SELECT id FROM orders WHERE id = a; "
		"DELETE FROM old; END");
	assert_string_equal(routine.definition,
		"(a integer)\nLANGUAGE sql\nBEGIN ATOMIC\n"
		"INSERT INTO audit.log SELECT id FROM orders WHERE id = a;\nDELETE FROM old;\nEND");
	assert_null(routine.body);
	assert_int_equal(routine.mentions.relations.count, 3);
}

static void what_bodies_speak_of(void **state)
{
	(void)state;
	struct routine routine = routine_of(OBJECT_FUNCTION,
		"(c customer, l audit.level) RETURNS bigint LANGUAGE sql AS $$\n"
		"-- the sum\nWITH w AS (SELECT o.price FROM sales.orders o) SELECT sum(price) FROM w;\n"
		"SELECT taxed(1) FROM items$$");
	assert_int_equal(routine.mentions.types.count, 2);
	assert_string_equal(routine.mentions.types.items[1].schema, "audit");
	assert_int_equal(routine.mentions.relations.count, 0);
	assert_int_equal(routine.body_mentions.relations.count, 2);
	assert_string_equal(routine.body_mentions.relations.items[0].schema, "sales");
	assert_string_equal(routine.body_mentions.relations.items[1].name, "items");
	assert_int_equal(routine.words.count, 0);
	routine = routine_of(OBJECT_FUNCTION,
		"() RETURNS void LANGUAGE plpgsql AS $$BEGIN PERFORM Touch(\"Orders\"); END$$");
	assert_int_equal(routine.words.count, 5);
	assert_string_equal(routine.words.items[2], "touch");
	assert_string_equal(routine.words.items[3], "Orders");
}

static void aggregates(void **state)
{
	(void)state;
	struct routine routine = routine_of(OBJECT_AGGREGATE,
		"(numeric) (stype = numeric, SFUNC = public.mul, initcond = '1', parallel = unsafe, "
		"FINALFUNC_MODIFY = READ_ONLY, SORTOP = <)");
	assert_string_equal(routine.object.name.suffix, "(numeric)");
	assert_string_equal(routine.definition,
		"(numeric) (SFUNC = public.mul, STYPE = numeric, INITCOND = '1', SORTOP = <)");
	assert_int_equal(routine.mentions.functions.count, 1);
	routine =
		routine_of(OBJECT_AGGREGATE, "(*) (SFUNC = int8inc, STYPE = int8, INITCOND = '0')");
	assert_string_equal(routine.object.name.suffix, "(*)");
	routine = routine_of(OBJECT_AGGREGATE,
		"(float8 ORDER BY x anyelement) (SFUNC = s, STYPE = internal, FINALFUNC = f, "
		"FINALFUNC_EXTRA, HYPOTHETICAL)");
	assert_string_equal(routine.object.name.suffix, "(double precision ORDER BY anyelement)");
	assert_string_equal(routine.definition,
		"(double precision ORDER BY x anyelement) (SFUNC = s, STYPE = internal, FINALFUNC = f, "
		"FINALFUNC_EXTRA, HYPOTHETICAL)");
}

static void assert_refused(enum object_kind kind, const char *text, const char *message)
{
	struct routine routine = {.object = {.kind = kind, .name = {NULL, "f", NULL}}};
	struct sql_error error;
	assert_false(sql_routine(&arena, kind, text, &routine, &error));
	if (!strstr(error.message, message))
		fail_msg("%s: %s", text, error.message);
}

static void refusals(void **state)
{
	(void)state;
	assert_refused(OBJECT_FUNCTION, "(a integer LANGUAGE sql", "syntax error");
	assert_refused(OBJECT_FUNCTION, "() LANGUAGE sql AS ''", "what it returns");
	assert_refused(OBJECT_FUNCTION, "() RETURNS int AS ''", "the language is missing");
	assert_refused(OBJECT_FUNCTION, "() RETURNS int LANGUAGE sql", "the body is missing");
	assert_refused(OBJECT_FUNCTION, "() RETURNS int LANGUAGE sql AS '' AS ''", "said twice");
	assert_refused(OBJECT_FUNCTION, "(a o.c%TYPE) RETURNS int LANGUAGE sql AS ''", "%TYPE");
	assert_refused(OBJECT_FUNCTION, "() RETURNS int LANGUAGE sql SET x FROM CURRENT AS ''",
		"say the value");
	assert_refused(OBJECT_FUNCTION, "(OUT a integer) RETURNS text LANGUAGE sql AS ''",
		"because of the OUT arguments");
	assert_refused(OBJECT_AGGREGATE, "(integer) (STYPE = integer)", "needs SFUNC");
	assert_refused(OBJECT_AGGREGATE, "(integer) (SFUNC = f, STYPE = integer, COLOUR = red)",
		"no option \"colour\"");
}

/* What the server tells of a function is the same as what made it. */
static void servers_own_words(void **state)
{
	(void)state;
	static const char *const texts[] = {
		"(a integer, VARIADIC b text[] DEFAULT '{}'::text[]) RETURNS TABLE(x integer, y text)\n"
		"LANGUAGE plpgsql STABLE STRICT SECURITY DEFINER PARALLEL RESTRICTED COST 7 ROWS 3\n"
		"SET search_path = pg_catalog, \"Odd one\"\nSET work_mem = '64MB'\nSET datestyle = "
		"'ISO, DMY'\nSET enable_seqscan = off\nAS $$BEGIN END$$",
		"(INOUT a integer, OUT b varchar)\nLANGUAGE plpgsql\nAS $$BEGIN\n\nEND$$",
		"(a double precision) RETURNS SETOF bpchar\nLANGUAGE sql\nAS $$SELECT 'x'::bpchar$$",
	};
	PGconn *connection = live_connect();
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		live_run(connection, "DROP SCHEMA public CASCADE; CREATE SCHEMA public");
		live_run(connection, arena_printf(&arena, "CREATE FUNCTION f%s", texts[i]));
		const char *told = live_value(connection, &arena,
			"SELECT substr(pg_get_functiondef(oid), "
			"strpos(pg_get_functiondef(oid), '(')) FROM pg_proc WHERE proname = 'f'");
		struct routine routine = routine_of(OBJECT_FUNCTION, told);
		assert_string_equal(routine.definition, texts[i]);
	}
	PQfinish(connection);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(signatures, set_up, tear_down),
		cmocka_unit_test_setup_teardown(results_of_out_arguments, set_up, tear_down),
		cmocka_unit_test_setup_teardown(attributes, set_up, tear_down),
		cmocka_unit_test_setup_teardown(bodies, set_up, tear_down),
		cmocka_unit_test_setup_teardown(what_bodies_speak_of, set_up, tear_down),
		cmocka_unit_test_setup_teardown(aggregates, set_up, tear_down),
		cmocka_unit_test_setup_teardown(refusals, set_up, tear_down),
		cmocka_unit_test_setup_teardown(servers_own_words, set_up, tear_down),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
