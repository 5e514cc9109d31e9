/* gen/schema/sql_rename.c: what the server does by itself when something is renamed. */
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

/* Every kind of object gets another name, two columns change theirs. */
static const struct sql_renames *renames(void)
{
	static struct sql_rename items[] = {
		{OBJECT_COLUMN, {NULL, "a", NULL}, {NULL, "b", NULL}},
		{OBJECT_COLUMN, {NULL, "b", NULL}, {NULL, "a", NULL}},
		{OBJECT_COLUMN, {NULL, "old", NULL}, {NULL, "New One", NULL}},
		{OBJECT_TABLE, {NULL, "things", NULL}, {"audit", "Things", NULL}},
		{OBJECT_TABLE, {"s", "t", NULL}, {NULL, "u", NULL}},
		{OBJECT_ENUM, {NULL, "kind", NULL}, {NULL, "sort", NULL}},
		{OBJECT_DOMAIN, {"audit", "email", NULL}, {NULL, "mail", NULL}},
		{OBJECT_SEQUENCE, {NULL, "numbers", NULL}, {NULL, "Counts", NULL}},
	};
	static const struct sql_renames all = {
		.items = items, .count = sizeof items / sizeof *items};
	return &all;
}

static void in_expressions(void **state)
{
	(void)state;
	static const char *const pairs[][2] = {
		{"a > b", "b > a"},
		{"old = 'old'", "\"New One\" = 'old'"},
		{"lower(old) = 'x' AND f(a)", "lower(\"New One\") = 'x' AND f(b)"},
		{"(old OR x)::int", "(\"New One\" OR x)::int"},
		{"(old).a", "(\"New One\").a"},
		{"x::kind = 'firm'::kind[]", "x::sort = 'firm'::sort[]"},
		{"x::audit.email", "x::mail"},
		{"x::audit.kind", "x::audit.kind"},
		{"NULL::things", "NULL::audit.\"Things\""},
		{"nextval('numbers')", "nextval('\"Counts\"')"},
		{"nextval('numbers'::regclass)", "nextval('\"Counts\"')"},
		{"nextval('\"numbers\"')", "nextval('\"Counts\"')"},
		{"'things'::regclass", "'audit.\"Things\"'::regclass"},
		{"f('numbers')", "f('numbers')"},
		{"x + 1", "x + 1"},
		{"a::numeric(3, 1)", "b::numeric(3, 1)"},
	};
	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
		struct expression expression;
		struct sql_error error;
		assert_true(sql_expression(&arena, pairs[i][0], &expression, &error));
		sql_rename_expression(&arena, &expression, renames());
		assert_string_equal(expression.sql, pairs[i][1]);
	}
}

static void mentions_follow(void **state)
{
	(void)state;
	struct expression expression;
	struct sql_error error;
	assert_true(sql_expression(&arena, "old > 0 AND x::kind = 'y' AND nextval('numbers') > 1",
		&expression, &error));
	sql_rename_expression(&arena, &expression, renames());
	assert_string_equal(expression.mentions.columns.items[0], "New One");
	assert_string_equal(expression.mentions.types.items[0].name, "sort");
	assert_string_equal(expression.mentions.relations.items[0].name, "Counts");
	struct expression none = {0};
	sql_rename_expression(&arena, &none, renames());
	assert_null(none.sql);
}

static void in_types(void **state)
{
	(void)state;
	static const char *const pairs[][2] = {{"kind", "sort"}, {"kind[]", "sort[]"},
		{"audit.email", "mail"}, {"things", "audit.\"Things\""}, {"text", "text"},
		{"audit.kind", "audit.kind"}, {"varchar(3)", "varchar(3)"}, {"kind(3)", "sort(3)"}};
	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
		struct sql_type type;
		struct sql_error error;
		assert_true(sql_type(&arena, pairs[i][0], &type, NULL, &error));
		sql_rename_type(&arena, &type, renames());
		assert_string_equal(type.text, pairs[i][1]);
	}
}

static void in_constraints(void **state)
{
	(void)state;
	static const char *const pairs[][2] = {
		{"PRIMARY KEY (a, b)", "PRIMARY KEY (b, a)"},
		{"UNIQUE (old) INCLUDE (a) WITH (fillfactor = 70)",
			"UNIQUE (\"New One\") INCLUDE (b) WITH (fillfactor = 70)"},
		{"CHECK (old > 0 AND x::kind = 'y')", "CHECK (\"New One\" > 0 AND x::sort = 'y')"},
		{"FOREIGN KEY (a, old) REFERENCES things (p, q) ON DELETE SET NULL (old)",
			"FOREIGN KEY (b, \"New One\") REFERENCES audit.\"Things\" (q, p) "
			"ON DELETE SET NULL (\"New One\")"},
		{"FOREIGN KEY (a) REFERENCES s.t (a)", "FOREIGN KEY (b) REFERENCES u (a)"},
		{"FOREIGN KEY (x) REFERENCES t", "FOREIGN KEY (x) REFERENCES t"},
		{"EXCLUDE USING gist (old WITH =, f(a) WITH &&) WHERE (b > 0)",
			"EXCLUDE USING gist (\"New One\" WITH =, f(b) WITH &&) WHERE (a > 0)"},
	};
	struct sql_rename swap[] = {{OBJECT_COLUMN, {NULL, "p", NULL}, {NULL, "q", NULL}},
		{OBJECT_COLUMN, {NULL, "q", NULL}, {NULL, "p", NULL}}};
	struct sql_renames referenced = {.items = swap, .count = 2};
	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
		struct constraint constraint = {.object.name.name = "keep"};
		struct sql_error error;
		assert_true(sql_constraint(&arena, pairs[i][0], &constraint, &error));
		sql_rename_constraint(&arena, &constraint, renames(), &referenced);
		assert_string_equal(constraint.definition, pairs[i][1]);
		assert_string_equal(constraint.object.name.name, "keep");
		struct constraint again = {0};
		assert_true(sql_constraint(&arena, pairs[i][1], &again, &error));
		assert_string_equal(sql_identifiers(&arena, &constraint.columns),
			sql_identifiers(&arena, &again.columns));
		assert_true(qualified_equal(constraint.references, again.references));
		assert_string_equal(sql_identifiers(&arena, &constraint.referenced),
			sql_identifiers(&arena, &again.referenced));
	}
}

static void in_indexes(void **state)
{
	(void)state;
	static const char *const pairs[][2] = {
		{"(a, b DESC)", "(b, a DESC)"},
		{"USING gin (old)", "USING gin (\"New One\")"},
		{"(lower(old)) INCLUDE (a) WHERE b > 0",
			"(lower(\"New One\")) INCLUDE (b) WHERE a > 0"},
		{"((x::kind))", "((x::sort))"},
		{"(x)", "(x)"},
	};
	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
		struct index index = {.object.name.name = "keep", .unique = true};
		struct sql_error error;
		assert_true(sql_index(&arena, pairs[i][0], &index, &error));
		sql_rename_index(&arena, &index, renames());
		assert_string_equal(index.definition, pairs[i][1]);
		assert_string_equal(index.object.name.name, "keep");
		assert_true(index.unique);
	}
}

static void in_domains(void **state)
{
	(void)state;
	struct domain domain = {.object = {.kind = OBJECT_DOMAIN, .name = {NULL, "d", NULL}}};
	struct sql_error error;
	assert_true(sql_domain(
		&arena, "kind DEFAULT 'x'::kind CHECK (VALUE <> 'y'::kind)", &domain, &error));
	sql_rename_type(&arena, &domain.base, renames());
	sql_rename_expression(&arena, &domain.default_value, renames());
	sql_rename_constraint(&arena, domain.checks.items[0], renames(), NULL);
	assert_string_equal(domain.base.text, "sort");
	assert_string_equal(domain.default_value.sql, "'x'::sort");
	assert_string_equal(domain.checks.items[0]->definition, "CHECK (value <> 'y'::sort)");
	assert_string_equal(domain.checks.items[0]->object.name.name, "d_check");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(in_expressions, set_up, tear_down),
		cmocka_unit_test_setup_teardown(mentions_follow, set_up, tear_down),
		cmocka_unit_test_setup_teardown(in_types, set_up, tear_down),
		cmocka_unit_test_setup_teardown(in_constraints, set_up, tear_down),
		cmocka_unit_test_setup_teardown(in_indexes, set_up, tear_down),
		cmocka_unit_test_setup_teardown(in_domains, set_up, tear_down),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
