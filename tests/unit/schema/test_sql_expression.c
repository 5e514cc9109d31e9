/* gen/schema/sql_expression.c, sql_tree.c, sql_parens.c, sql_mentions.c: canonical text, which must
 * mean what was written. The server is asked what each of the two means to it. */
#include "schema/sql.h"

#include "support/cmocka_all.h"
#include "support/live.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Expressions over the columns of the table below. */
static const char *const expressions[] = {
	/* comparisons, logic, precedence */
	"i >= 0",
	"i>=0 and j<>1",
	"NOT (b AND c)",
	"NOT b AND c",
	"(NOT b) IS NULL",
	"NOT (b IS NULL)",
	"(b OR c) AND d",
	"b OR c AND d",
	"b AND (c AND d)",
	"(b AND c) AND d",
	"i + j * k",
	"(i + j) * k",
	"i - (j - k)",
	"i - j - k",
	"i / (j / k)",
	"-i",
	"-(1)",
	"- (-1)",
	"i - -1",
	"i - (-j)",
	"-(i + j)",
	"+i",
	"2 ^ 3 ^ 4",
	"2 ^ (3 ^ 4)",
	"-i ^ 2",
	"(-i) ^ 2",
	"(i = j) = b",
	"b = (i = j)",
	"(i < j) = (j < k)",
	"(i > 1) IS TRUE",
	"i > 1 IS NOT TRUE",
	"(b IS TRUE) = c",
	"b IS UNKNOWN",
	"i IS NOT DISTINCT FROM j",
	"(i IS DISTINCT FROM j) IS NOT TRUE",
	"i IS DISTINCT FROM j + k",
	"b IS DISTINCT FROM (i = j)",
	"i BETWEEN 1 AND 10",
	"i NOT BETWEEN 1 AND 10 AND b",
	"i BETWEEN SYMMETRIC j AND k",
	"(i BETWEEN 1 AND 2) = b",
	"b BETWEEN (c OR d) AND (b AND c)",
	"i BETWEEN (1 + 2) AND j - 1",
	"i IN (1, 2, 3)",
	"t NOT IN ('x', 'y')",
	"(i IN (1,2)) = b",
	"i IN (1)",
	"(b OR c) IN (true)",
	"i = ANY (ARRAY[1, 2, 3])",
	"i = ANY ('{1,2}'::int[])",
	"t <> ALL (ARRAY['a'::text, 'b'])",
	"i = ANY (ints)",
	"i = ANY ((ints || ints))",
	"i <> SOME (ints)",
	"i > ANY (ints)",
	/* patterns */
	"t LIKE 'x%'",
	"t NOT LIKE 'x%' ESCAPE '!'",
	"t ILIKE 'x_'",
	"t NOT ILIKE 'x_'",
	"t SIMILAR TO 'x%'",
	"t NOT SIMILAR TO 'x%' ESCAPE '#'",
	"t ~ '^[a-z]+$'",
	"t !~* '\\d+'",
	"(t LIKE 'x') = b",
	"t LIKE ('x' || t)",
	"t || 'x' LIKE t",
	"(t LIKE 'a') IS NOT NULL",
	"t ~ E'\\\\d'",
	"t ~* '^[^@]+@[^@]+\\.[^@]+$'",
	"t LIKE '%\\%%'",
	/* strings */
	"t = 'it''s'",
	"t = E'a\\nb'",
	"t = 'back\\slash'",
	"t = 'Grüße € 😀'",
	"t = U&'\\0041\\00e9'",
	"t = $$dollar$$",
	"t = $q$it's$q$",
	"t = ''",
	"t = ' '",
	"t = 'a' || 'b' || t",
	"t || (t || 'x')",
	"t = '--not a comment'",
	"t = '/* nor this */'",
	"t = 'semi;colon'",
	"t = '\"quoted\"'",
	"t = '\t'",
	"t = N'x'",
	/* casts and constants */
	"i::text::varchar(10) = t",
	"(i + j)::text",
	"-1::int",
	"(-1)::int",
	"-(1::int)",
	"CAST(i AS numeric(12,2))",
	"CAST(i AS decimal)",
	"ints::int4[]",
	"'{}'::text[]",
	"ts::timestamp with time zone",
	"tz::timestamptz(3)",
	"i::double precision + j::float8",
	"(b OR c)::int",
	"(NOT b)::int",
	"(b AND c)::text",
	"(i IS NULL)::int + (j IS NULL)::int = 1",
	"(CASE WHEN b THEN 1 END)::text",
	"(i IN (1, 2))::int",
	"(i = j)::int",
	"b::int",
	"'t'::bool",
	"bool 't'",
	"boolean 'f'",
	"b = 't'::boolean",
	"date '2020-01-01'",
	"timestamp '2020-01-01 00:00:00'",
	"timestamptz '2020-01-01'",
	"x'1F'",
	"b'101'",
	"B'101'::bit(3)",
	"'101'::bit varying(5)",
	"1.5e10",
	"1e-5",
	".5",
	"0.10",
	"12345678901234567890",
	"2147483648",
	"-2147483648",
	"-9223372036854775808",
	"t::bpchar",
	"t::char(3)",
	"t::character varying",
	"t::\"char\"",
	"i::dec(3,1)",
	"i::float(10)",
	"i::float(30)",
	"iv::interval day to second(3)",
	"iv::interval(2)",
	"tm::time with time zone",
	"ts::timestamp(2)",
	"t::national character varying(10)",
	"i::pg_catalog.int4",
	"i::oid",
	"TRUE",
	"false",
	"NULL",
	"NULL::int",
	"0",
	"42",
	"'person'",
	"''",
	"3.14",
	/* time */
	"INTERVAL '1 day'",
	"INTERVAL '1' DAY",
	"INTERVAL '1-2' YEAR TO MONTH",
	"INTERVAL '1.5' SECOND(3)",
	"INTERVAL(3) '1 second'",
	"'1 day'::interval",
	"interval '1 day' * 3",
	"tz AT TIME ZONE 'UTC'",
	"(tz AT TIME ZONE 'UTC') AT TIME ZONE 'CET'",
	"(t || 'x') = (tz AT TIME ZONE 'UTC')::text",
	"tz AT TIME ZONE (t || 'x')",
	"tz AT TIME ZONE t || 'x'",
	"(ts + iv) AT TIME ZONE 'UTC'",
	"ts AT TIME ZONE interval '1 hour' + iv",
	"(tz AT TIME ZONE 'UTC')::date",
	"(tz AT TIME ZONE 'UTC') + iv",
	"timezone('UTC', tz)",
	"now() + interval '1 day'",
	"now() AT TIME ZONE 'UTC'",
	"CURRENT_TIMESTAMP",
	"CURRENT_TIMESTAMP(3)",
	"LOCALTIMESTAMP",
	"LOCALTIME(2)",
	"CURRENT_DATE",
	"CURRENT_TIME",
	"CURRENT_USER",
	"SESSION_USER",
	"CURRENT_ROLE",
	"USER",
	"CURRENT_SCHEMA",
	"CURRENT_CATALOG",
	"EXTRACT(year FROM ts)",
	"EXTRACT('epoch' FROM ts)",
	"EXTRACT(dow FROM d1) IN (0, 6)",
	"date_part('year', ts)",
	"date_trunc('day', tz AT TIME ZONE 'UTC')",
	"(d1, d1) OVERLAPS (d1, d1)",
	/* choices and lists */
	"CASE WHEN i > 1 THEN 'x' WHEN b THEN 'y' ELSE 'z' END",
	"CASE i WHEN 1 THEN 2 ELSE 3 END = 3",
	"CASE WHEN b THEN CASE WHEN c THEN 1 END ELSE 2 END",
	"(CASE WHEN b THEN 1 END) + 1",
	"(CASE WHEN b THEN ARRAY[1] END)[1]",
	"COALESCE(i, j, 0)",
	"NULLIF(t, '')",
	"GREATEST(i, j)",
	"LEAST(i, 1)",
	"ARRAY[1, 2, 3]",
	"ARRAY[ARRAY[1,2],ARRAY[3,4]]",
	"ARRAY[]::text[]",
	"ARRAY[[1,2],[3,4]]",
	"(ARRAY[1,2])[1]",
	"ints[1]",
	"ints[1:2]",
	"ints[:2]",
	"ints[1:]",
	"ints[:]",
	"ints[1][2]",
	"(ints || ints)[1]",
	"('{1}'::int[])[1]",
	"ints[i + 1]",
	"ROW(i, j) = ROW(1, 2)",
	"(i, j) = (1, 2)",
	"(i, j) < (1, 2)",
	"(i, j) IN ((1,2),(3,4))",
	"(i, j) IS NOT NULL",
	"ROW(i, j) IS DISTINCT FROM ROW(1, 2)",
	"(pair).re",
	"(pair).re + 1",
	"((pair).name || 'x')",
	"(pair) IS NULL",
	"ROW(1, 'x')::pair_type",
	"(pairs[1]).re",
	"(pair::pair_type).re",
	/* jsonb and other operators */
	"doc ? 'key'",
	"doc ?| ARRAY['a','b']",
	"doc ?& ARRAY['a']",
	"doc @> '{\"a\": 1}'",
	"doc @> '{\"a\": 1}'::jsonb",
	"doc -> 'a' ->> 'b' = 'c'",
	"(doc ->> 'a')::int > 1",
	"doc #>> '{a,b}'",
	"doc @? '$.a'",
	"doc -> 'x' IS NULL",
	"(doc -> 'x') IS NULL",
	"doc - 'a'",
	"i OPERATOR(pg_catalog.+) j",
	"i OPERATOR(pg_catalog.+) j * k",
	"@ i",
	"@ (-i)",
	"~ i & j | k # i << 2 >> 1",
	"|/ 25.0",
	"||/ 27.0",
	"i % 2 = 0",
	"ints && ints",
	"ints <@ ints",
	"'[1,2)'::int4range @> i",
	"int4range(i, j) && int4range(1, 2)",
	"'a b'::tsvector @@ 'a'::tsquery",
	"(point '1,2' <-> point '3,4') < 5",
	/* functions with words of their own */
	"SUBSTRING(t FROM 1 FOR 2)",
	"SUBSTRING(t FROM 'x')",
	"SUBSTRING(t SIMILAR 'x' ESCAPE '#')",
	"substring(t, 1, 2)",
	"POSITION('a' IN t)",
	"OVERLAY(t PLACING 'x' FROM 1 FOR 2)",
	"TRIM(t)",
	"TRIM(BOTH 'x' FROM t)",
	"TRIM(LEADING FROM t)",
	"TRIM(TRAILING 'x' FROM t)",
	"btrim(t)",
	"NORMALIZE(t)",
	"NORMALIZE(t, NFC)",
	"t IS NORMALIZED",
	"t IS NFC NORMALIZED",
	"t IS NOT NFD NORMALIZED",
	"(t || 'x') IS NORMALIZED",
	"XMLELEMENT(name foo, t)",
	"x1 IS DOCUMENT",
	"xmlparse(document '<a/>')",
	"XMLCONCAT(x1, x1)",
	"XMLFOREST(t AS b)",
	"xmlserialize(content x1 as text)",
	/* functions */
	"lower(t) = t",
	"pg_catalog.lower(t)",
	"left(t, 1)",
	"\"left\"(t, 1)",
	"concat(VARIADIC ARRAY['a','b'])",
	"make_interval(days => 10)",
	"make_interval(days := 10)",
	"num_nonnulls(i, j) = 1",
	"char_length(btrim(t)) BETWEEN 1 AND 100",
	"gen_random_uuid()",
	"nextval('numbers')",
	"nextval('numbers'::regclass)",
	"nextval('\"Odd Numbers\"')",
	"currval('numbers')",
	"'numbers'::regclass",
	"current_setting('x.y', true)",
	"random() < 0.5",
	/* collations */
	"t COLLATE \"C\" < t",
	"(t || t) COLLATE \"C\" = 'x'",
	"t || t COLLATE \"C\"",
	"(t::text COLLATE \"C\")",
	"(t COLLATE \"C\")::text",
	"(t COLLATE \"C\") || t",
	"(t COLLATE \"C\") IS NULL",
	/* names */
	"\"Order Date\" > 0",
	"\"select\" = 1",
	"\"a\"\"b\" = 1",
	"\"Größe\" > 0",
	"I + J",
	"i > 1 AND j > 2 OR NOT k > 3",
	"i = 1 OR (j = 2 AND (k = 3 OR i = 4))",
	"(((((i)))))",
	"i IS NULL OR i > 0",
	"(i IS NULL) = (j IS NULL)",
	"i ISNULL",
	"i NOTNULL",
	"position(' ' in t) = 0 AND t LIKE '%@%'",
	"t::kind = 'firm'",
	"'firm'::kind",
	"t::\"Odd Kind\" = 'a'",
	"ARRAY['firm']::kind[]",
};
enum { EXPRESSIONS = sizeof expressions / sizeof *expressions };

static const char table[] =
	"CREATE TYPE kind AS ENUM ('firm', 'person'); CREATE TYPE \"Odd Kind\" AS ENUM ('a');"
	"CREATE TYPE pair_type AS (re int, name text);"
	"CREATE SEQUENCE numbers; CREATE SEQUENCE \"Odd Numbers\";"
	"CREATE TABLE things (i int, j int, k int, b bool, c bool, d bool, t text, ints int[],"
	" ts timestamp, tz timestamptz, tm time, iv interval, d1 date, doc jsonb, x1 xml,"
	" pair pair_type, pairs pair_type[], \"Order Date\" int, \"select\" int, \"a\"\"b\" int,"
	" \"Größe\" int)";

static int set_up(void **state)
{
	struct arena *arena = calloc(1, sizeof *arena);
	arena_init(arena);
	*state = arena;
	return 0;
}

static int tear_down(void **state)
{
	arena_finish(*state);
	free(*state);
	return 0;
}

static const char *canonical(struct arena *arena, const char *text)
{
	struct expression expression;
	struct sql_error error;
	if (!sql_expression(arena, text, &expression, &error))
		fail_msg("%s: %s", text, error.message);
	return expression.sql;
}

static void is_a_fixed_point(void **state)
{
	for (size_t i = 0; i < EXPRESSIONS; i++) {
		const char *once = canonical(*state, expressions[i]);
		struct arena other; /* which remembers nothing */
		arena_init(&other);
		assert_string_equal(canonical(&other, once), once);
		arena_finish(&other);
	}
}

/* What the server makes of an expression: as a view's column, which may be of any type. */
static const char *understood(PGconn *connection, struct arena *arena, const char *text)
{
	PQclear(PQexec(connection, "BEGIN"));
	PQclear(PQexec(connection,
		arena_printf(arena, "CREATE VIEW seen AS SELECT (%s) AS it FROM things", text)));
	const char *seen = live_try(connection, arena, "SELECT pg_get_viewdef('seen'::regclass)");
	PQclear(PQexec(connection, "ROLLBACK"));
	return seen;
}

static void means_the_same_to_the_server(void **state)
{
	PGconn *connection = live_connect();
	live_run(connection, "DROP SCHEMA public CASCADE; CREATE SCHEMA public");
	live_run(connection, table);
	int wrong = 0;
	for (size_t i = 0; i < EXPRESSIONS; i++) {
		const char *text = canonical(*state, expressions[i]);
		const char *wanted = understood(connection, *state, expressions[i]);
		const char *seen = understood(connection, *state, text);
		if (wanted && seen && strcmp(seen, wanted) == 0)
			continue;
		print_error("%s became %s:\n%s\nnot\n%s\n", expressions[i], text,
			seen ? seen : "(refused)", wanted ? wanted : "(refused)");
		wrong++;
	}
	assert_int_equal(wrong, 0);
	PQfinish(connection);
}

static void has_one_spelling(void **state)
{
	static const char *const same[][2] = {
		{"credit >= 0", "  CREDIT>=0 "},
		{"credit >= 0", "((credit)\n>= (0))"},
		{"a::integer", "CAST(a AS int4)"},
		{"a::bigint", "a::int8"},
		{"a::boolean", "a::bool"},
		{"a::varchar(10)", "a::character varying(10)"},
		{"a::numeric(3, 1)", "a::dec(3,1)"},
		{"a::timestamptz", "a::timestamp with time zone"},
		{"a::text", "a::pg_catalog.text"},
		{"a <> 1", "a != 1"},
		{"a IS NULL", "a ISNULL"},
		{"NOT a AND b", "(NOT a) AND b"},
		{"'it''s'", "$$it's$$"},
		{"a = ANY (b)", "a = some(b)"},
	};
	for (size_t i = 0; i < sizeof same / sizeof *same; i++)
		assert_string_equal(canonical(*state, same[i][0]), canonical(*state, same[i][1]));
}

static void reads_well(void **state)
{
	static const char *const texts[] = {"credit >= 0", "now()", "'person'", "0", "true",
		"kind = 'firm' OR nickname IS NOT NULL", "i BETWEEN 1 AND 10", "t IN ('a', 'b')",
		"lower(email)", "nextval('a_seq')", "'{}'::jsonb", "(b OR c)::int",
		"(NOT b) IS NULL", "\"Order Date\" > 0", "-1"};
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		assert_string_equal(canonical(*state, texts[i]), texts[i]);
}

static void assert_refused(
	struct arena *arena, const char *text, const char *message, size_t offset)
{
	struct expression expression;
	struct sql_error error = {0};
	if (sql_expression(arena, text, &expression, &error))
		fail_msg("%s was taken", text);
	if (!strstr(error.message, message))
		fail_msg("%s: %s", text, error.message);
	if (error.offset != offset)
		fail_msg("%s: %s at %zu", text, error.message, error.offset);
}

static void refuses_what_is_no_expression(void **state)
{
	static const struct {
		const char *text, *message;
		size_t offset;
	} bad[] = {
		{"", "nothing is written here", 0},
		{"  \n", "nothing is written here", 0},
		{"credit >=", "syntax error at end of input", 9},
		{"credit >= )", "syntax error at or near \")\"", 10},
		{"größe >= )", "syntax error at or near \")\"", 11},
		{"credit > 0;", "semicolon", 0},
		{"credit > 0; DROP TABLE x", "semicolon", 0},
		{"1); DROP TABLE x; --", "comment", 18},
		{"1); DROP TABLE x", "syntax error at or near \")\"", 1},
		{"1) + (2", "syntax error at or near \")\"", 1},
		{"1, 2", "syntax error at or near \",\"", 1},
		{"1 AS x", "syntax error at or near \"AS\"", 2},
		{"1 FROM t", "syntax error", 2},
		{"a > 1 ORDER BY a", "one expression", 0},
		{"a > 1 GROUP BY a", "one expression", 0},
		{"a > 1 LIMIT 1", "one expression", 0},
		{"a > 1 LIMIT ALL", "one expression", 0},
		{"a > 1 FOR UPDATE", "one expression", 0},
		{"a > 1 FOR READ ONLY", "syntax error at or near \"FOR\"", 6},
		{"a > 1 UNION SELECT 1", "one expression", 0},
		{"a > 1 HAVING true", "one expression", 0},
		{"a > 1 WINDOW w AS ()", "one expression", 0},
		{"DISTINCT a", "syntax error", 0},
		{"*", "syntax error", 0},
		{"a > 0 -- positive", "comment", 6},
		{"a /* x */ > 0", "comment", 2},
		{"(SELECT 1)", "subquery", 0},
		{"a > ALL (SELECT 1)", "subquery", 2},
		{"EXISTS (SELECT 1 FROM t)", "subquery", 0},
		{"count(*) > 1", "aggregate", 0},
		{"1 < max(a)", "aggregate", 4},
		{"sum(a) OVER ()", "window function", 0},
		{"t.a > 1", "without its table's name", 0},
		{"$1", "parameters", 0},
		{"DEFAULT", "DEFAULT is no value", 0},
		{"'open", "unterminated quoted string", 0},
		{"a::varchar(", "syntax error at end of input", 11},
		{"0x1F", "trailing junk", 0},
	};
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		assert_refused(*state, bad[i].text, bad[i].message, bad[i].offset);
}

static void assert_names(const struct names *names, const char *wanted)
{
	char joined[256] = "";
	list_each (const char **, name, names)
		snprintf(joined + strlen(joined), sizeof joined - strlen(joined), "%s%s",
			*joined ? " " : "", *name);
	assert_string_equal(joined, wanted);
}

static void assert_qualifieds(
	struct arena *arena, const struct qualifieds *names, const char *wanted)
{
	struct names texts = {0};
	list_each (const struct qualified *, name, names)
		list_push(arena, &texts, qualified_text(arena, *name));
	assert_names(&texts, wanted);
}

static struct mentions mentions_of(struct arena *arena, const char *text)
{
	struct expression expression;
	struct sql_error error;
	assert_true(sql_expression(arena, text, &expression, &error));
	return expression.mentions;
}

static void says_what_it_mentions(void **state)
{
	struct mentions m = mentions_of(*state, "b + a > b AND \"C d\" IS NOT NULL");
	assert_names(&m.columns, "b a C d");
	m = mentions_of(
		*state, "x = ANY (y) AND CASE WHEN z THEN w[i] END AND (p).q BETWEEN r AND s");
	assert_names(&m.columns, "x y z w i p r s");
	m = mentions_of(*state,
		"a::audit.level = 'x'::level AND b::int = 1 AND c::\"Kind\"[] IS NULL"
		" AND d::text = 'x'::pg_catalog.text");
	assert_qualifieds(*state, &m.types, "audit.level level Kind");
	m = mentions_of(*state, "nextval('Numbers') + currval('audit.\"Odd.Ones\"'::regclass) + "
				"setval('s', 1) + 'things'::regclass::int");
	assert_qualifieds(*state, &m.relations, "numbers audit.Odd.Ones s things");
	m = mentions_of(*state, "lower(f(a)) || audit.g(now())::text");
	assert_qualifieds(*state, &m.functions, "lower f audit.g now");
	assert_names(&m.columns, "a");
	m = mentions_of(*state, "nextval(a)");
	assert_int_equal(m.relations.count, 0);
	m = mentions_of(*state, "nextval('a b')");
	assert_qualifieds(*state, &m.relations, "a b");
}

static void remembers_without_sharing(void **state)
{
	struct mentions first = mentions_of(*state, "a + b");
	list_push((struct arena *)*state, &first.columns, "c");
	struct mentions second = mentions_of(*state, "a + b");
	list_push((struct arena *)*state, &second.columns, "d");
	assert_names(&first.columns, "a b c");
	assert_names(&second.columns, "a b d");
}

/* An expression of a thousand operands and one of a thousand parentheses. */
static void bears_large_expressions(void **state)
{
	enum { MANY = 1000 };
	char *wide = arena_alloc(*state, MANY * 16), *deep = arena_alloc(*state, 2 * MANY + 2);
	for (int i = 0; i < MANY; i++)
		sprintf(wide + strlen(wide), "%sa = %d", i ? " OR " : "", i);
	memset(deep, '(', MANY);
	deep[MANY] = '1';
	memset(deep + MANY + 1, ')', MANY);
	assert_string_equal(canonical(*state, wide), wide);
	assert_string_equal(canonical(*state, deep), "1");
}

static void refuses_what_is_too_deep(void **state)
{
	enum { MANY = 100000 };
	struct expression expression;
	struct sql_error error;
	char *deep = arena_alloc(*state, 2 * MANY + 2);
	memset(deep, '-', 2 * MANY);
	for (int i = 0; i < MANY; i++)
		deep[2 * i] = ' ';
	deep[2 * MANY] = 'a';
	assert_false(sql_expression(*state, deep, &expression, &error));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(is_a_fixed_point, set_up, tear_down),
		cmocka_unit_test_setup_teardown(means_the_same_to_the_server, set_up, tear_down),
		cmocka_unit_test_setup_teardown(has_one_spelling, set_up, tear_down),
		cmocka_unit_test_setup_teardown(reads_well, set_up, tear_down),
		cmocka_unit_test_setup_teardown(refuses_what_is_no_expression, set_up, tear_down),
		cmocka_unit_test_setup_teardown(says_what_it_mentions, set_up, tear_down),
		cmocka_unit_test_setup_teardown(remembers_without_sharing, set_up, tear_down),
		cmocka_unit_test_setup_teardown(bears_large_expressions, set_up, tear_down),
		cmocka_unit_test_setup_teardown(refuses_what_is_too_deep, set_up, tear_down),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
