/* What is made to compare two texts: what they concern, and all that it needs. */
#include "diff/concern.h"

#include "diff/objects.h"

#include "support/cmocka_all.h"
#include "support/models.h"

static struct arena arena;

/* The names of the objects of models that are made because of what differs from actual. */
static const char *made(const char *actual, const char *models)
{
	struct schema *from = models_from_text(&arena, actual);
	struct schema *to = models_from_text(&arena, models);
	assert_non_null(from);
	assert_non_null(to);
	struct renames none = {0};
	struct diff diff;
	struct concern concern;
	struct schema part;
	diff_schemas(&arena, from, to, &none, &diff);
	concern_find(&arena, &diff, false, &concern);
	concern_part(&arena, to, &concern, &part);
	const char *text = "";
	for (int kind = 0; concern.objects.count > 0 && kind < TOP_LEVEL_KINDS; kind++) {
		struct objects all = objects_of(&arena, &part, (enum object_kind)kind);
		list_each (struct object **, object, &all)
			text = arena_printf(&arena, "%s%s%s", text, *text ? " " : "",
				qualified_text(&arena, (*object)->name));
	}
	return text;
}

#define COLUMN(name, words)                                                                        \
	"struct " name " { int64_t id DB_PRIMARY_KEY; " words " } DB_TABLE(" name ");"
#define PLAIN(name, fallback) COLUMN(name, "int32_t a DB_DEFAULT(\"" fallback "\");")

static void test_others_stay_out(void **state)
{
	(void)state;
	assert_string_equal(
		made(PLAIN("t", "2") PLAIN("u", "2"), PLAIN("t", "1 + 1") PLAIN("u", "2")), "t");
	assert_string_equal(made(PLAIN("t", "2"), PLAIN("t", "2")), "");
}

/* A column that is new, a comment: nothing that could be spelled in two ways. */
static void test_what_is_no_text(void **state)
{
	(void)state;
	assert_string_equal(made(COLUMN("t", ""), COLUMN("t", "int32_t a;")), "");
	assert_string_equal(made(COLUMN("t", ""), "/** new */" COLUMN("t", "")), "");
	assert_string_equal(made("", PLAIN("t", "2")), "");
}

#define DOMAIN(check) "typedef int32_t *size DB_DOMAIN(size, \"integer CHECK (" check ")\");"
#define VIEWED                                                                                     \
	"enum mood { MOOD_OK } DB_ENUM(mood);" DOMAIN("value > 0") "DB_SEQUENCE(s);" COLUMN("t",   \
		"int64_t n DB_DEFAULT(\"nextval('s')\"); enum mood m; size z;") COLUMN("u", "")
#define VIEW(query) "struct DB_VIEW(v, \"" query "\") v;"

static void test_what_it_mentions_comes_along(void **state)
{
	(void)state;
	assert_string_equal(made(VIEWED VIEW("SELECT n + 1 AS n FROM t"),
				    VIEWED VIEW("SELECT n + (1) AS n, m FROM t")),
		"mood size s t v");
}

#define REFERRING(check, action)                                                                   \
	COLUMN("p", "")                                                                            \
	COLUMN("t", "int64_t p_id DB_REFERENCES(p, id, \"" action "\") DB_CHECK(\"" check "\");")

static void test_foreign_keys_only_where_they_differ(void **state)
{
	(void)state;
	assert_string_equal(made(REFERRING("p_id > 1", ""), REFERRING("p_id > 2", "")), "t");
	assert_string_equal(
		made(REFERRING("p_id > 1", ""), REFERRING("p_id > 1", "ON DELETE CASCADE")), "p t");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_others_stay_out),
		cmocka_unit_test(test_what_is_no_text),
		cmocka_unit_test(test_what_it_mentions_comes_along),
		cmocka_unit_test(test_foreign_keys_only_where_they_differ),
	};
	arena_init(&arena);
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	arena_finish(&arena);
	return failed;
}
