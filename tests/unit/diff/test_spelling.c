/* Two spellings of one thing: what a database holds gets the models' own words. */
#include "diff/spelling.h"

#include "diff/diff.h"

#include "support/cmocka_all.h"
#include "support/models.h"

static struct arena arena;

/* What is left to change of actual, a line each. */
static const char *left(const char *actual, const char *models, const char *rendered)
{
	struct schema *from = models_from_text(&arena, actual);
	struct schema *to = models_from_text(&arena, models);
	struct schema *other = models_from_text(&arena, rendered);
	assert_non_null(from);
	assert_non_null(to);
	assert_non_null(other);
	struct renames none = {0};
	struct diff diff;
	const struct renderings renderings = {from, other};
	spell_versions(from, to);
	spell_as_models(from, to, &renderings);
	diff_schemas(&arena, from, to, &none, &diff);
	const char *text = "";
	list_each (const struct change *, change, &diff.changes)
		text = arena_printf(&arena, "%s%s\n", text, change_text(&arena, change));
	return text;
}

#define TABLE(words) "struct t { int32_t a " words "; } DB_TABLE(t);"

static void test_same_rendering_is_no_difference(void **state)
{
	(void)state;
	assert_string_equal(left(TABLE("DB_DEFAULT(\"2\")"), TABLE("DB_DEFAULT(\"1 + 1\")"),
				    TABLE("DB_DEFAULT(\"2\")")),
		"");
	assert_string_equal(left(TABLE("DB_CHECK(\"a >= 1 AND a <= 2\")"),
				    TABLE("DB_CHECK(\"a BETWEEN 1 AND 2\")"),
				    TABLE("DB_CHECK(\"a >= 1 AND a <= 2\")")),
		"");
	assert_string_equal(
		left("DB_EXTENSION(citext, \"VERSION '1.6'\");", "DB_EXTENSION(citext);",
			"DB_EXTENSION(citext, \"VERSION '1.6'\");"),
		"");
}

static void test_another_rendering_is_a_difference(void **state)
{
	(void)state;
	assert_string_equal(left(TABLE("DB_DEFAULT(\"3\")"), TABLE("DB_DEFAULT(\"1 + 1\")"),
				    TABLE("DB_DEFAULT(\"2\")")),
		"alter column t.a: default 3 -> 1 + 1\n");
	assert_string_equal(left("DB_EXTENSION(citext, \"VERSION '1.5'\");",
				    "DB_EXTENSION(citext, \"VERSION '1.6'\");",
				    "DB_EXTENSION(citext, \"VERSION '1.5'\");"),
		"alter extension citext: version 1.5 -> 1.6\n");
}

/* A difference beside a spelling is all that is left. */
static void test_difference_beside_a_spelling(void **state)
{
	(void)state;
	assert_string_equal(left(TABLE("DB_NULL DB_DEFAULT(\"2\")"), TABLE("DB_DEFAULT(\"1 + 1\")"),
				    TABLE("DB_DEFAULT(\"2\")")),
		"alter column t.a: null null -> not null\n");
}

/* What the server refused is compared as it is written. */
static void test_nothing_rendered(void **state)
{
	(void)state;
	assert_string_equal(left(TABLE("DB_DEFAULT(\"2\")"), TABLE("DB_DEFAULT(\"2\")"), ""), "");
	assert_string_equal(left(TABLE("DB_DEFAULT(\"2\")"), TABLE("DB_DEFAULT(\"1 + 1\")"), ""),
		"alter column t.a: default 2 -> 1 + 1\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_same_rendering_is_no_difference),
		cmocka_unit_test(test_another_rendering_is_a_difference),
		cmocka_unit_test(test_difference_beside_a_spelling),
		cmocka_unit_test(test_nothing_rendered),
	};
	arena_init(&arena);
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	arena_finish(&arena);
	return failed;
}
