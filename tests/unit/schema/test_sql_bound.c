/* What bounds say of a row. That the server sees the bound in it is tested on one
 * (tests/live/catalog_bounds.c). */
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

static void says(const char *key, const char *bound, const char *condition)
{
	struct table parent = {.object.name.name = "p", .partition_by = key};
	const char *said = sql_bound_condition(&arena, &parent, bound);
	if (condition)
		assert_string_equal(said, condition);
	else
		assert_null(said);
}

static void ranges(void **state)
{
	(void)state;
	says("RANGE (k)", "FOR VALUES FROM (1) TO (10)", "k IS NOT NULL AND (k >= 1) AND (k < 10)");
	says("RANGE (k)", "FOR VALUES FROM (MINVALUE) TO (-3)", "k IS NOT NULL AND (k < -3)");
	says("RANGE (k)", "FOR VALUES FROM ('a') TO (MAXVALUE)", "k IS NOT NULL AND (k >= 'a')");
	says("RANGE (k)", "FOR VALUES FROM (MINVALUE) TO (MAXVALUE)", "k IS NOT NULL");
	says("RANGE (lower(\"a b\"), (c || 'x'))", "FOR VALUES FROM ('a', 'b') TO ('c', 'd')",
		"lower(\"a b\") IS NOT NULL AND (c || 'x') IS NOT NULL AND "
		"(lower(\"a b\") > 'a' OR lower(\"a b\") = 'a' AND (c || 'x') >= 'b') AND "
		"(lower(\"a b\") < 'c' OR lower(\"a b\") = 'c' AND (c || 'x') < 'd')");
	says("RANGE (a, b)", "FOR VALUES FROM (1, 2) TO (1, 5)",
		"a IS NOT NULL AND b IS NOT NULL AND a = 1 AND (b >= 2) AND (b < 5)");
	says("RANGE (a, b)", "FOR VALUES FROM (1, MINVALUE) TO (2, MAXVALUE)",
		"a IS NOT NULL AND b IS NOT NULL AND (a >= 1) AND (a <= 2)");
	says("RANGE (a, b)", "FOR VALUES FROM (1, MINVALUE) TO (2, MINVALUE)",
		"a IS NOT NULL AND b IS NOT NULL AND (a >= 1) AND (a < 2)");
	says("RANGE (a, b, c)", "FOR VALUES FROM (1, 2, 3) TO (4, 5, MAXVALUE)",
		"a IS NOT NULL AND b IS NOT NULL AND c IS NOT NULL AND "
		"(a > 1 OR a = 1 AND b > 2 OR a = 1 AND b = 2 AND c >= 3) AND "
		"(a < 4 OR a = 4 AND b <= 5)");
}

static void lists(void **state)
{
	(void)state;
	says("LIST (k)", "FOR VALUES IN ('a', 'b')", "k IS NOT NULL AND k IN ('a', 'b')");
	says("LIST (k)", "FOR VALUES IN (1, NULL)", "k IS NULL OR k IN (1)");
	says("LIST (k)", "FOR VALUES IN (NULL)", "k IS NULL");
	says("LIST ((k % 3))", "FOR VALUES IN (0)", "(k % 3) IS NOT NULL AND (k % 3) IN (0)");
}

static void hashes(void **state)
{
	(void)state;
	static const char *const types[] = {"bigint", "uuid", "text"};
	struct table parent = {.object.name = {"Old", "p's", NULL}};
	for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
		struct column *column = arena_new(&arena, struct column);
		column->object.name.name = arena_printf(&arena, "k %zu", i);
		column->type.text = types[i];
		table_add_column(&parent, column, &arena);
	}
	static const char bound[] = "FOR VALUES WITH (MODULUS 4, REMAINDER 1)";
	parent.partition_by = "HASH (\"k 0\", \"k 1\")";
	assert_string_equal(sql_bound_condition(&arena, &parent, bound),
		"satisfies_hash_partition('\"Old\".\"p''s\"'::regclass, 4, 1, \"k 0\", \"k 1\")");
	/* Text has a collation there, and none in the server's own question. */
	parent.partition_by = "HASH (\"k 0\", \"k 2\")";
	assert_null(sql_bound_condition(&arena, &parent, bound));
	parent.partition_by = "HASH ((\"k 0\" + 1))";
	assert_null(sql_bound_condition(&arena, &parent, bound));
}

static void what_no_check_says(void **state)
{
	(void)state;
	says("LIST (k)", "DEFAULT", NULL);
	says("LIST (k COLLATE \"C\")", "FOR VALUES IN ('a')", NULL);
	says("RANGE (k text_pattern_ops)", "FOR VALUES FROM ('a') TO ('b')", NULL);
	says("RANGE (k)", "FOR VALUES FROM (1 + 1) TO (10)", NULL);
	says("RANGE (k)", "FOR VALUES FROM ('2024-01-01'::date) TO (MAXVALUE)", NULL);
	says("RANGE (k)", "FOR VALUES FROM (1, 2) TO (3, 4)", NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(ranges, set_up, tear_down),
		cmocka_unit_test_setup_teardown(lists, set_up, tear_down),
		cmocka_unit_test_setup_teardown(hashes, set_up, tear_down),
		cmocka_unit_test_setup_teardown(what_no_check_says, set_up, tear_down),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
