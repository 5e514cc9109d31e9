/* From one type to another: what is lost, what means the same, how it is said. */
#include "plan/convert.h"

#include <stdio.h>
#include <string.h>

#include "schema/sql.h"
#include "support/cmocka_all.h"
#include "support/models.h"

static struct arena arena;

static struct sql_type type(const char *text)
{
	struct sql_type type;
	struct sql_error error;
	assert_true(sql_type(&arena, text, &type, NULL, &error));
	return type;
}

static bool lossless(const char *from, const char *to)
{
	struct sql_type old = type(from), new = type(to);
	return convert_is_lossless(&old, &new);
}

static void test_what_loses_nothing(void **state)
{
	static const char *const good[][2] = {{"smallint", "integer"}, {"integer", "bigint"},
		{"bigint", "numeric"}, {"integer", "numeric(10)"}, {"integer", "numeric(12,2)"},
		{"numeric(10,2)", "numeric(12,2)"}, {"numeric(10,2)", "numeric(12,4)"},
		{"numeric(9)", "integer"}, {"integer", "double precision"},
		{"real", "double precision"}, {"smallint", "real"}, {"varchar(5)", "varchar(9)"},
		{"varchar(5)", "varchar"}, {"varchar(5)", "text"}, {"text", "varchar"},
		{"char(3)", "varchar(3)"}, {"uuid", "text"}, {"integer[]", "bigint[]"},
		{"varchar(3)[]", "text[]"}, {"date", "timestamptz"}, {"timestamp", "timestamptz"},
		{"timestamptz(3)", "timestamptz(6)"}, {"cidr", "inet"}, {"json", "jsonb"},
		{"boolean", "integer"}, {"integer[]", "text"}};
	(void)state;
	for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
		if (!lossless(good[i][0], good[i][1]))
			fail_msg("%s -> %s", good[i][0], good[i][1]);
	}
}

static void test_what_may_lose(void **state)
{
	static const char *const bad[][2] = {{"integer", "smallint"}, {"numeric", "bigint"},
		{"numeric(10,0)", "integer"}, {"integer", "numeric(9)"},
		{"integer", "numeric(10,2)"}, {"numeric(10,2)", "numeric(10,4)"},
		{"numeric(10,2)", "numeric(12,1)"}, {"numeric", "numeric(30,10)"},
		{"integer", "real"}, {"bigint", "double precision"}, {"double precision", "real"},
		{"numeric", "double precision"}, {"varchar(9)", "varchar(5)"},
		{"text", "varchar(5)"}, {"text", "integer"}, {"timestamptz", "date"},
		{"timestamptz(6)", "timestamptz(3)"}, {"inet", "cidr"}, {"integer", "boolean"},
		{"text[]", "varchar(3)[]"}, {"integer", "integer[]"}, {"bit(3)", "bit(5)"}};
	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		if (lossless(bad[i][0], bad[i][1]))
			fail_msg("%s -> %s", bad[i][0], bad[i][1]);
	}
}

static void test_what_keeps_its_meaning(void **state)
{
	(void)state;
	struct sql_type small = type("integer"), large = type("bigint"), text = type("text"),
			five = type("varchar(5)"), nine = type("varchar(9)"),
			list = type("integer[]");
	assert_true(convert_keeps_meaning(&small, &large));
	assert_true(convert_keeps_meaning(&five, &nine));
	assert_false(convert_keeps_meaning(&five, &text));
	assert_false(convert_keeps_meaning(&small, &text));
	assert_false(convert_keeps_meaning(&small, &list));
}

static void says(const char *from, const char *to, const char *expression, bool certain)
{
	struct sql_type old = type(from), new = type(to);
	bool known;
	assert_string_equal(convert_expression(&arena, "c", &old, &new, &known), expression);
	assert_int_equal(known, certain);
}

static void test_expressions(void **state)
{
	(void)state;
	says("text", "integer", "c::integer", true);
	says("text", "jsonb", "c::jsonb", true);
	says("text[]", "integer[]", "c::integer[]", true);
	says("boolean", "integer", "c::integer", true);
	says("boolean", "bigint", "c::integer::bigint", true);
	says("numeric", "boolean", "c <> 0", true);
	says("timestamptz", "time", "c::time", true);
	says("jsonb", "bigint", "c::bigint", true);
	says("integer", "integer[]", "ARRAY[c]::integer[]", true);
	says("text", "text[]", "ARRAY[c]::text[]", true);
	says("text[]", "text", "c::text", true);
	says("bigint", "timestamptz", "c::text::timestamptz", false);
	says("uuid", "integer", "c::text::integer", false);
	says("integer[]", "integer", "c::text::integer", false);
	says("citext", "ltree", "c::ltree", true); /* the server knows */
}

static const char *stand_in(const struct schema *schema, const char *text)
{
	struct sql_type wanted = type(text);
	return convert_stand_in(&arena, schema, &wanted);
}

static void test_stand_ins(void **state)
{
	(void)state;
	struct schema *schema = models_from_text(&arena,
		"enum k { K_A DB_LABEL(\"it's\"), K_B } DB_ENUM(k); enum e { E_A } DB_ENUM(e);\n"
		"typedef int32_t d DB_DOMAIN(d, \"integer\");\n");
	assert_non_null(schema);
	assert_string_equal(stand_in(schema, "integer"), "0");
	assert_string_equal(stand_in(schema, "numeric(9,2)"), "0");
	assert_string_equal(stand_in(schema, "varchar(9)"), "''");
	assert_string_equal(stand_in(schema, "boolean"), "false");
	assert_string_equal(stand_in(schema, "timestamptz"), "'epoch'");
	assert_string_equal(stand_in(schema, "uuid"), "'00000000-0000-0000-0000-000000000000'");
	assert_string_equal(stand_in(schema, "jsonb"), "'{}'");
	assert_string_equal(stand_in(schema, "uuid[]"), "'{}'");
	assert_string_equal(stand_in(schema, "k"), "'it''s'");
	assert_string_equal(stand_in(schema, "d"), "0");
	assert_null(stand_in(schema, "xml"));
	assert_null(stand_in(schema, "geometry"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_what_loses_nothing),
		cmocka_unit_test(test_what_may_lose),
		cmocka_unit_test(test_what_keeps_its_meaning),
		cmocka_unit_test(test_expressions),
		cmocka_unit_test(test_stand_ins),
	};
	arena_init(&arena);
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	arena_finish(&arena);
	return failed;
}
