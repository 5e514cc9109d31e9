/* gen/schema/sql_query.c, sql_layout.c, sql_query_rename.c: the queries of views. */
#include "schema/sql.h"

#include "support/cmocka_all.h"
#include "support/live.h"

#include <stdio.h>
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

static struct view read(const char *text)
{
	struct view view = {0};
	struct sql_error error = {0};
	if (!sql_query(&arena, text, &view, &error))
		fail_msg("%s: %s", text, error.message);
	struct view again = {0};
	assert_true(sql_query(&arena, view.query, &again, &error));
	assert_string_equal(again.query, view.query);
	return view;
}

static void one_spelling(void **state)
{
	(void)state;
	static const char *const pairs[][2] = {
		{"select  a,b from t ;", "SELECT a, b\nFROM t"},
		{"VALUES (1,2), (3,4)", "VALUES (1, 2), (3, 4)"},
		{" SELECT o.id,\n    (o.total)::text AS total\n   FROM (orders o\n     JOIN customers "
		 "c ON ((c.id = o.customer)))\n  WHERE (o.total > 0)\n  ORDER BY o.id DESC;",
			"SELECT o.id, o.total::text AS total\nFROM orders o\nJOIN customers c ON "
			"c.id = o.customer\nWHERE o.total > 0\nORDER BY o.id DESC"},
		{"select a is distinct from b from t left outer join u using (id) cross join v",
			"SELECT a IS DISTINCT FROM b\nFROM t\nLEFT JOIN u USING (id)\nCROSS JOIN v"},
		{"SELECT (a OR b)::int FROM t", "SELECT (a OR b)::int\nFROM t"},
		{"select count(*) filter (where a) over w from t group by 1 having true window w "
		 "as (order by b) limit 3",
			"SELECT count(*) FILTER (WHERE a) OVER w\nFROM t\nGROUP BY 1\nHAVING "
			"true\nWINDOW w AS (ORDER BY b)\nLIMIT 3"},
		{"with recursive w(n) as (select 1 union all select n + 1 from w where n < 3) "
		 "select n from w",
			"WITH RECURSIVE w(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM w WHERE n < "
			"3)\nSELECT n\nFROM w"},
		{"select 1 union all select 2", "SELECT 1\nUNION ALL\nSELECT 2"},
	};
	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
		assert_string_equal(read(pairs[i][0]).query, pairs[i][1]);
}

static void long_clauses_are_broken(void **state)
{
	(void)state;
	assert_string_equal(
		read("select customers.name, customers.email, (select count(*) from orders where "
		     "orders.customer = customers.id and orders.placed > now() - '1 year'::interval) "
		     "as orders from customers where customers.kind = 'person' and customers.joined "
		     "between '2020-01-01' and '2021-01-01' or customers.name = 'the only one'")
			.query,
		"SELECT customers.name,\n"
		"    customers.email,\n"
		"    (\n"
		"        SELECT count(*)\n"
		"        FROM orders\n"
		"        WHERE orders.customer = customers.id\n"
		"            AND orders.placed > (now() - '1 year'::interval)\n"
		"    ) AS orders\n"
		"FROM customers\n"
		"WHERE (customers.kind = 'person' AND customers.joined BETWEEN '2020-01-01' AND "
		"'2021-01-01')\n"
		"    OR customers.name = 'the only one'");
}

static const char *relations_of(const struct view *view)
{
	char *all = arena_alloc(&arena, 1000);
	list_each (const struct qualified *, relation, &view->mentions.relations)
		sprintf(all + strlen(all), " %s", qualified_text(&arena, *relation));
	return all;
}

static const char *columns_of(const struct view *view)
{
	char *all = arena_alloc(&arena, 1000);
	list_each (const char **, column, &view->mentions.columns)
		sprintf(all + strlen(all), " %s", *column);
	return all;
}

static void what_is_read(void **state)
{
	(void)state;
	struct view view =
		read("SELECT o.id, upper(name), x::kind FROM orders o JOIN s.items USING "
		     "(item), nextval('numbers') WHERE EXISTS (SELECT 1 FROM audit)");
	assert_string_equal(relations_of(&view), " numbers orders s.items audit");
	assert_string_equal(columns_of(&view), " name x id item");
	assert_string_equal(view.mentions.types.items[0].name, "kind");
	assert_string_equal(view.mentions.functions.items[0].name, "upper");
	assert_false(view.mentions.every_column);
	view = read("WITH orders AS (SELECT id FROM orders), b AS (SELECT id FROM orders) "
		    "SELECT id FROM b");
	assert_string_equal(relations_of(&view), " orders");
	view = read("WITH RECURSIVE w AS (SELECT 1 AS n UNION SELECT n FROM w, t) SELECT n FROM w");
	assert_string_equal(relations_of(&view), " t");
	view = read("SELECT id FROM (WITH a AS (SELECT 1 AS id) SELECT id FROM a) s, a");
	assert_string_equal(relations_of(&view), " a");
	view = read("WITH a AS (SELECT 1 AS id) SELECT id FROM s.a");
	assert_string_equal(relations_of(&view), " s.a");
}

static void every_column(void **state)
{
	(void)state;
	static const char *const all[] = {"SELECT * FROM t", "TABLE t", "SELECT t.* FROM t",
		"SELECT t FROM t", "SELECT row_to_json(x) FROM t x",
		"SELECT id FROM t NATURAL JOIN u", "SELECT (x.p).* FROM t x",
		"SELECT b FROM t x (a, b)"};
	static const char *const some[] = {"SELECT count(*) FROM t", "SELECT t.id FROM t",
		"SELECT 1", "SELECT (t.p).q FROM t"};
	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		assert_true(read(all[i]).mentions.every_column);
	for (size_t i = 0; i < sizeof some / sizeof *some; i++)
		assert_false(read(some[i]).mentions.every_column);
}

static void what_is_no_query(void **state)
{
	(void)state;
	static const char *const wrong[][2] = {
		{"", "nothing is written here"},
		{"SELECT 1 FROM", "syntax error at end of input"},
		{"DELETE FROM t", "a query is expected here: SELECT, VALUES or WITH"},
		{"SELECT 1 INTO t", "a view's query cannot have INTO"},
		{"SELECT $1", "there are no parameters here"},
		{"SELECT 1; SELECT 2", "one piece of SQL is expected here, without a semicolon"},
	};
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		struct view view = {0};
		struct sql_error error = {0};
		assert_false(sql_query(&arena, wrong[i][0], &view, &error));
		assert_string_equal(error.message, wrong[i][1]);
	}
}

static const struct sql_renames *renames(void)
{
	static struct sql_rename items[] = {
		{OBJECT_COLUMN, {NULL, "a", NULL}, {NULL, "b", NULL}},
		{OBJECT_TABLE, {NULL, "t", NULL}, {"s", "things", NULL}},
		{OBJECT_ENUM, {NULL, "kind", NULL}, {NULL, "sort", NULL}},
	};
	static const struct sql_renames all = {
		.items = items, .count = sizeof items / sizeof *items};
	return &all;
}

static void names_change(void **state)
{
	(void)state;
	static const char *const pairs[][2] = {
		{"SELECT a, c FROM t WHERE a > 0", "SELECT b AS a, c\nFROM s.things\nWHERE b > 0"},
		{"SELECT t.a AS b, upper(t.a) FROM t",
			"SELECT things.b, upper(things.b)\nFROM s.things"},
		{"SELECT x.a::text FROM t x JOIN u ON u.a = x.a",
			"SELECT x.b::text AS a\nFROM s.things x\nJOIN u ON u.a = x.b"},
		{"SELECT a FROM u", "SELECT a\nFROM u"},
		{"SELECT 'x'::kind AS a FROM u", "SELECT 'x'::sort AS a\nFROM u"},
		/* whose a is it? */
		{"SELECT a FROM t, u", "SELECT a\nFROM t, u"},
		{"SELECT t.a FROM t JOIN u USING (a)", "SELECT t.a\nFROM t\nJOIN u USING (a)"},
		{"SELECT x.a FROM t x WHERE EXISTS (SELECT x.a FROM u x)",
			"SELECT x.a\nFROM t x\nWHERE EXISTS (SELECT x.a FROM u x)"},
	};
	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
		struct view view = read(pairs[i][0]);
		sql_rename_query(
			&arena, &view, renames(), (struct qualified){.schema = NULL, .name = "t"});
		assert_string_equal(view.query, pairs[i][1]);
	}
}

static const char *rendered(PGconn *connection, const char *query)
{
	return live_value(connection, &arena,
		arena_printf(&arena,
			"DROP VIEW IF EXISTS v; CREATE VIEW v AS %s; "
			"SELECT pg_get_viewdef('v'::regclass)",
			query));
}

/* The server sees the same in a query, in its canonical text, and in that of its own rendering. */
static void the_server_agrees(void **state)
{
	(void)state;
	static const char *const queries[] = {
		"SELECT * FROM t",
		"SELECT i, (i > 0 OR b)::int AS n FROM t WHERE NOT (b AND i > 1)",
		"SELECT t.i, x.i AS j FROM t JOIN t x ON x.i = t.i LEFT JOIN (t y CROSS JOIN t z) ON "
		"y.i = z.i",
		"SELECT i FROM t UNION (SELECT i FROM t ORDER BY i LIMIT 1) EXCEPT ALL SELECT 1",
		"SELECT sum(i) OVER (PARTITION BY b ORDER BY i ROWS BETWEEN 1 PRECEDING AND CURRENT "
		"ROW) FROM t",
		"WITH a AS MATERIALIZED (SELECT i FROM t), b AS (SELECT i FROM a) SELECT a.i FROM a "
		"JOIN b USING (i)",
		"WITH RECURSIVE w(n) AS (VALUES (1) UNION ALL SELECT n + 1 FROM w WHERE n < 5) SELECT "
		"n FROM w",
		"SELECT b, grouping(b), count(*) FILTER (WHERE i > 1) FROM t GROUP BY GROUPING SETS "
		"((b), ()) HAVING count(*) > 0",
		"SELECT DISTINCT ON (b) b, i FROM t ORDER BY b, i DESC NULLS LAST",
		"SELECT t.i, g.n, g.o FROM t, LATERAL generate_series(1, t.i) WITH ORDINALITY g(n, o)",
		"SELECT CASE WHEN b THEN 'x' ELSE s END AS a, s LIKE 'a%' AND s ILIKE 'b' AND s ~ 'c' AND i IN (1, 2) AND "
		"i BETWEEN 1 AND 2 FROM t",
		"SELECT EXTRACT(year FROM d), d AT TIME ZONE 'UTC', substring(s FROM 2 FOR 3), "
		"trim(BOTH 'x' FROM s), position('a' IN s), overlay(s PLACING 'a' FROM 1) FROM t",
		"SELECT (SELECT max(i) FROM t x WHERE x.i < t.i), EXISTS (SELECT 1 FROM t), i = ANY "
		"(SELECT i FROM t), ARRAY(SELECT i FROM t) FROM t",
		"SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY i), string_agg(s, ',' ORDER BY i) "
		"FROM t",
		"SELECT NULL::int AS n, ROW(1, 2) = ROW(3, 4) AS r, (ROW(i, s)) IS NULL AS e FROM t",
		"SELECT i FROM t ORDER BY i FETCH FIRST 3 ROWS WITH TIES",
		"SELECT i FROM t TABLESAMPLE system (10) REPEATABLE (3)",
	};
	PGconn *connection = live_connect();
	live_run(connection, "DROP SCHEMA public CASCADE; CREATE SCHEMA public; "
			     "CREATE TABLE t (i integer, b boolean, s text, d timestamptz)");
	for (size_t i = 0; i < sizeof queries / sizeof *queries; i++) {
		struct view view = {0};
		struct sql_error error = {0};
		const char *meant = rendered(connection, queries[i]);
		if (!sql_query(&arena, meant, &view, &error))
			fail_msg("%s: %s", meant, error.message);
		assert_string_equal(rendered(connection, view.query), meant);
		assert_string_equal(rendered(connection, read(queries[i]).query), meant);
	}
	PQfinish(connection);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(one_spelling, set_up, tear_down),
		cmocka_unit_test_setup_teardown(long_clauses_are_broken, set_up, tear_down),
		cmocka_unit_test_setup_teardown(what_is_read, set_up, tear_down),
		cmocka_unit_test_setup_teardown(every_column, set_up, tear_down),
		cmocka_unit_test_setup_teardown(what_is_no_query, set_up, tear_down),
		cmocka_unit_test_setup_teardown(names_change, set_up, tear_down),
		cmocka_unit_test_setup_teardown(the_server_agrees, set_up, tear_down),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
