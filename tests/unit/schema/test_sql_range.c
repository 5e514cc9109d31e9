/* gen/schema/sql_range.c: range types. */
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

static struct definition read(const char *text, const char *expected)
{
	struct definition range = {.object = {.name = {.name = "r"}}}, again = range;
	struct sql_error error;
	if (!sql_definition(&arena, OBJECT_RANGE, text, &range, &error))
		fail_msg("%s: %s", text, error.message);
	assert_string_equal(range.definition, expected);
	assert_true(sql_definition(&arena, OBJECT_RANGE, expected, &again, &error));
	assert_string_equal(again.definition, expected);
	return range;
}

static void refuses(const char *text, const char *message)
{
	struct definition range = {.object = {.name = {.name = "r"}}};
	struct sql_error error;
	assert_false(sql_definition(&arena, OBJECT_RANGE, text, &range, &error));
	assert_string_equal(error.message, message);
}

static void options_in_one_order(void **state)
{
	(void)state;
	read("( subtype = float8 )", "(SUBTYPE = double precision)");
	read("(multirange_type_name = Speeds, subtype_diff = pg_catalog.float8mi, SUBTYPE = float8)",
		"(SUBTYPE = double precision, SUBTYPE_DIFF = float8mi, MULTIRANGE_TYPE_NAME = speeds)");
	read("(collation = \"C\", subtype = text, subtype_opclass = text_pattern_ops)",
		"(SUBTYPE = text, SUBTYPE_OPCLASS = text_pattern_ops, COLLATION = \"C\")");
}

static void what_it_mentions(void **state)
{
	(void)state;
	struct definition range = read("(subtype = audit.level, canonical = f, subtype_diff = s.g)",
		"(SUBTYPE = audit.level, CANONICAL = f, SUBTYPE_DIFF = s.g)");
	assert_int_equal(range.mentions.types.count, 1);
	assert_string_equal(range.mentions.types.items[0].name, "level");
	assert_int_equal(range.mentions.functions.count, 2);
	assert_string_equal(range.mentions.functions.items[1].schema, "s");
	assert_null(range.relation.name);
}

static void refusals(void **state)
{
	(void)state;
	refuses("(SUBTYPE = float8, COLOUR = red)",
		"a range type has no option \"colour\", or has it twice");
	refuses("(SUBTYPE = float8, SUBTYPE = float4)",
		"a range type has no option \"subtype\", or has it twice");
	refuses("(SUBTYPE_DIFF = float8mi)", "a range type has a subtype: (SUBTYPE = float8)");
	refuses("(SUBTYPE)", "option \"subtype\" of a range type is a name");
	refuses("(SUBTYPE = 1)", "option \"subtype\" of a range type is a name");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(options_in_one_order, set_up, tear_down),
		cmocka_unit_test_setup_teardown(what_it_mentions, set_up, tear_down),
		cmocka_unit_test_setup_teardown(refusals, set_up, tear_down),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
