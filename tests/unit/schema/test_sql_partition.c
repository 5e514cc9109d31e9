/* gen/schema/sql_partition.c: keys and bounds. */
#include "schema/sql.h"

#include "support/cmocka_all.h"

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

static struct table key(const char *text, const char *expected)
{
	struct table table = {0}, again = {0};
	struct sql_error error;
	if (!sql_partition_key(&arena, text, &table, &error))
		fail_msg("%s: %s", text, error.message);
	assert_string_equal(table.partition_by, expected);
	assert_true(sql_partition_key(&arena, table.partition_by, &again, &error));
	assert_string_equal(again.partition_by, expected);
	return table;
}

static void no_key(const char *text, const char *message)
{
	struct table table = {0};
	struct sql_error error;
	assert_false(sql_partition_key(&arena, text, &table, &error));
	assert_string_equal(error.message, message);
	assert_null(table.partition_by);
}

static void bound(const char *text, const char *expected)
{
	const char *bound, *again;
	struct sql_error error;
	if (!sql_partition_bound(&arena, text, &bound, &error))
		fail_msg("%s: %s", text, error.message);
	assert_string_equal(bound, expected);
	assert_true(sql_partition_bound(&arena, bound, &again, &error));
	assert_string_equal(again, expected);
}

static void no_bound(const char *text, const char *message)
{
	const char *bound;
	struct sql_error error;
	assert_false(sql_partition_bound(&arena, text, &bound, &error));
	assert_string_equal(error.message, message);
	assert_null(bound);
}

static void keys(void **state)
{
	(void)state;
	key("range ( placed_at )", "RANGE (placed_at)");
	key("LIST (\"Kind\")", "LIST (\"Kind\")");
	key("hash (a, b)", "HASH (a, b)");
	key("range (a COLLATE \"C\" text_pattern_ops, b)",
		"RANGE (a COLLATE \"C\" text_pattern_ops, b)");
	struct table table = key("RANGE (lower(a), (b+1), c)", "RANGE (lower(a), (b + 1), c)");
	assert_string_equal(sql_identifiers(&arena, &table.partition_mentions.columns), "c, a, b");
	assert_string_equal(table.partition_mentions.functions.items[0].name, "lower");
}

static void keys_that_are_none(void **state)
{
	(void)state;
	no_key("TREE (a)", "a table is partitioned by RANGE, LIST or HASH, not by \"tree\"");
	no_key("", "nothing is written here");
	no_key("RANGE a", "syntax error at or near \"a\"");
	no_key("RANGE (a) WITH (fillfactor=70)",
		"a partition key is expected here: RANGE (…), LIST (…) or HASH (…)");
}

static void keys_under_new_names(void **state)
{
	(void)state;
	struct sql_renames renames = {0};
	struct sql_rename column = {OBJECT_COLUMN, {.name = "a"}, {.name = "New a"}};
	struct sql_rename type = {OBJECT_ENUM, {.name = "k"}, {.schema = "s", .name = "k"}};
	list_push(&arena, &renames, column);
	list_push(&arena, &renames, type);
	struct table table = key("LIST (a)", "LIST (a)");
	sql_rename_partition_key(&arena, &table, &renames);
	assert_string_equal(table.partition_by, "LIST (\"New a\")");
	assert_string_equal(table.partition_mentions.columns.items[0], "New a");
	table = key("RANGE (b, (a || 'x'::k))", "RANGE (b, (a || 'x'::k))");
	sql_rename_partition_key(&arena, &table, &renames);
	assert_string_equal(table.partition_by, "RANGE (b, (\"New a\" || 'x'::s.k))");
	table = key("RANGE (b)", "RANGE (b)");
	sql_rename_partition_key(&arena, &table, &renames);
	assert_string_equal(table.partition_by, "RANGE (b)");
	struct table none = {0};
	sql_rename_partition_key(&arena, &none, &renames);
	assert_null(none.partition_by);
}

static void bounds(void **state)
{
	(void)state;
	bound("default", "DEFAULT");
	bound("for values from ( 1,'2024-01-01' ) to (MAXVALUE, minvalue)",
		"FOR VALUES FROM (1, '2024-01-01') TO (MAXVALUE, MINVALUE)");
	bound("FOR VALUES IN ('a', NULL, -1)", "FOR VALUES IN ('a', NULL, -1)");
	bound("FOR VALUES WITH (remainder 1, modulus 4)",
		"FOR VALUES WITH (MODULUS 4, REMAINDER 1)");
	bound("FOR VALUES FROM ('2024-01-01 00:00:00+00') TO ('2024-02-01 00:00:00+00')",
		"FOR VALUES FROM ('2024-01-01 00:00:00+00') TO ('2024-02-01 00:00:00+00')");
}

static void bounds_that_are_none(void **state)
{
	(void)state;
	static const char expected[] =
		"the bound of a partition is expected here: FOR VALUES … or DEFAULT";
	no_bound("FROM (1) TO (2)", "syntax error at or near \"FROM\"");
	no_bound("FOR VALUES FROM (1)", "syntax error at end of input");
	no_bound("DEFAULT PARTITION BY RANGE (a)", expected);
	no_bound("(CHECK (a > 1)) DEFAULT", expected);
	no_bound("DEFAULT WITH (fillfactor=70)", expected);
	no_bound("FOR VALUES WITH (modulus 4)", "remainder for hash partition must be specified");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(keys, set_up, tear_down),
		cmocka_unit_test_setup_teardown(keys_that_are_none, set_up, tear_down),
		cmocka_unit_test_setup_teardown(keys_under_new_names, set_up, tear_down),
		cmocka_unit_test_setup_teardown(bounds, set_up, tear_down),
		cmocka_unit_test_setup_teardown(bounds_that_are_none, set_up, tear_down),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
