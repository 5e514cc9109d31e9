/* What a plan says of tables and views whose rows have another shape afterwards. */
#include "base/text.h"

#include "support/cmocka_all.h"
#include "support/plans.h"

static struct arena arena;

static const char *reshaped_between(const char *from, const char *to)
{
	struct plan plan;
	struct text text = {0};
	plan_of_models(&arena, from, to, (struct planning){0}, &plan);
	list_each (const struct qualified *, each, &plan.reshaped)
		text_printf(&text, "%s ", qualified_text(&arena, *each));
	return text_take(&text, &arena);
}

#define T "struct t { int64_t id; "
#define IN_T " } DB_TABLE(t) "
#define V " struct v { int64_t id; } DB_VIEW(v, \"SELECT id FROM t\");"

static const struct {
	const char *what, *from, *to, *reshaped;
} cases[] = {
	{"nothing", T IN_T ";", T IN_T ";", ""},
	{"a column that comes", T IN_T ";", T "char *a;" IN_T ";", "t "},
	{"one that goes", T "char *a;" IN_T ";", T IN_T ";", "t "},
	{"one of another type", T "int32_t a;" IN_T ";", T "int64_t a;" IN_T ";", "t "},
	{"one of another name", T "char *a;" IN_T ";", T "char *b DB_WAS(a);" IN_T ";", "t "},
	{"one that changes its place alone", T "int32_t a; int32_t b;" IN_T ";",
		T "int32_t b; int32_t a;" IN_T ";", ""},
	{"one that is computed otherwise", T "int64_t a DB_GENERATED(\"id + 1\");" IN_T ";",
		T "int64_t a DB_GENERATED(\"id + 2\");" IN_T ";", "t "},
	{"one whose enum is made anew", "enum k { K_A, K_B } DB_ENUM(k);" T "enum k a;" IN_T ";",
		"enum k { K_A } DB_ENUM(k);" T "enum k a;" IN_T ";", "t "},
	{"a default, a key, NOT NULL", T "char *a;" IN_T ";",
		T "db_text a DB_DEFAULT(\"''\") DB_UNIQUE;" IN_T ";", ""},
	{"a table that comes", "", T IN_T ";", ""},
	{"one that goes", T IN_T ";", "", ""},
	{"one of another name alone", T IN_T ";", "struct u { int64_t id; } DB_TABLE(u) DB_WAS(t);",
		""},
	{"of another name and shape", T IN_T ";",
		"struct u { int64_t id; char *a; } DB_TABLE(u) DB_WAS(t);", "u "},
	{"a partition has its table's shape",
		T IN_T "DB_PARTITION_BY(\"LIST (id)\"); DB_PARTITION(p, t, \"FOR VALUES IN (1)\");",
		T "char *a;" IN_T
		  "DB_PARTITION_BY(\"LIST (id)\"); DB_PARTITION(p, t, \"FOR VALUES IN (1)\");",
		"t p "},
	{"a child its parent's",
		T "char *a;" IN_T "; struct c { int32_t x; } DB_TABLE(c) DB_INHERITS(t);",
		T "char *b DB_WAS(a);" IN_T "; struct c { int32_t x; } DB_TABLE(c) DB_INHERITS(t);",
		"t c "},
	{"a view that is made anew", T IN_T ";" V,
		T "int32_t x;" IN_T ";"
		  " struct v { int64_t id; int32_t x; } DB_VIEW(v, \"SELECT id, x FROM t\");",
		"t v "},
	{"one that stays", T IN_T ";" V, T "int32_t x;" IN_T ";" V, "t "},
};

static void test_reshaped(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		print_message("%s\n", cases[i].what);
		assert_string_equal(
			reshaped_between(cases[i].from, cases[i].to), cases[i].reshaped);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_reshaped),
	};
	arena_init(&arena);
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	arena_finish(&arena);
	return failed;
}
