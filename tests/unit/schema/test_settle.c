/* gen/schema/settle.c, sql_natural*.c: what the types of columns leave unsaid. The server's part of
 * it is in live/catalog_natural.c. */
#include "schema/schema.h"
#include "schema/sql.h"

#include "support/cmocka_all.h"
#include "support/live.h"

#include <string.h>

static struct arena arena;
static struct schema schema;
static struct table *table;

static void add_column(const char *name, const char *type)
{
	struct column *column = arena_new(&arena, struct column);
	struct sql_error error;
	column->object.kind = OBJECT_COLUMN;
	column->object.name.name = name;
	assert_true(sql_type(&arena, type, &column->type, NULL, &error));
	table_add_column(table, column, &arena);
}

static int set_up(void **state)
{
	(void)state;
	struct sql_error error;
	arena_init(&arena);
	schema_init(&schema, &arena);
	struct domain *domain = arena_new(&arena, struct domain);
	domain->object.kind = OBJECT_DOMAIN;
	domain->object.name.name = "email";
	assert_true(sql_domain(&arena, "text CHECK (VALUE = 'x'::text)", domain, &error));
	schema_add(&schema, &domain->object);
	table = arena_new(&arena, struct table);
	table->object.kind = OBJECT_TABLE;
	table->object.name.name = "t";
	schema_add(&schema, &table->object);
	add_column("t", "text");
	add_column("v", "varchar(10)");
	add_column("n", "numeric");
	add_column("e", "email");
	add_column("x", "other");
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	arena_finish(&arena);
	return 0;
}

static void checks(void **state)
{
	(void)state;
	static const char *const pairs[][2] = {
		{"t = 'a'::text", "t = 'a'"},
		{"v::text = 'a'::text", "v = 'a'"},
		{"e::text = 'a'::text", "e = 'a'"},
		{"x::text = 'a'::text", "x::text = 'a'"},
		{"unknown(t) = 'a'::text", "unknown(t) = 'a'::text"},
		{"t = 'a'::varchar", "t = 'a'::varchar"},
		{"n > 0::numeric", "n > 0"},
		{"t > 0::numeric", "t > 0::numeric"},
		{"v::text = ANY (ARRAY['a'::varchar, 'b'::varchar]::text[])",
			"v::text = ANY(ARRAY['a'::varchar, 'b'::varchar]::text[])"},
		{"v = ANY (ARRAY['a', 'b']::varchar[]::text[])", "v IN ('a', 'b')"},
		{"v <> ALL (ARRAY['a', 'b']::varchar[])", "v NOT IN ('a', 'b')"},
		{"t = ANY (ARRAY['a', 'b'])", "t IN ('a', 'b')"},
		{"x = ANY (ARRAY['a', 'b'])", "x = ANY(ARRAY['a', 'b'])"},
		{"COALESCE(n, 0::numeric) > 0::numeric", "COALESCE(n, 0) > 0"},
		{"lower(v::text) = 'a'::text", "lower(v) = 'a'"},
		{"CASE WHEN n > 0 THEN 'a'::text ELSE t END = 'a'::text",
			"CASE WHEN n > 0 THEN 'a' ELSE t END = 'a'"},
	};
	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
		struct constraint constraint = {0};
		struct sql_error error;
		assert_true(sql_constraint(&arena, arena_printf(&arena, "CHECK (%s)", pairs[i][0]),
			&constraint, &error));
		table->constraints.count = 0;
		list_push(&arena, &table->constraints, &constraint);
		schema_settle(&schema);
		assert_string_equal(
			constraint.definition, arena_printf(&arena, "CHECK (%s)", pairs[i][1]));
	}
}

static void defaults(void **state)
{
	(void)state;
	static const char *const rows[][3] = {
		{"t", "'a'::text", "'a'"},
		{"v", "'a'::varchar", "'a'"},
		{"v", "'a'::text", "'a'::text"},
		{"e", "'a'::text", "'a'"},
		{"x", "'a'::other", "'a'"},
		{"n", "'1'::numeric", "'1'"},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct column *column = table_column(table, rows[i][0]);
		struct sql_error error;
		assert_true(sql_expression(&arena, rows[i][1], &column->default_value, &error));
		schema_settle(&schema);
		assert_string_equal(column->default_value.sql, rows[i][2]);
	}
}

static void indexes(void **state)
{
	(void)state;
	static const char *const pairs[][2] = {
		{"(t text_ops, n numeric_ops DESC)", "(t, n DESC)"},
		{"USING hash (t text_ops)", "USING hash (t)"},
		{"(v varchar_ops)", "(v varchar_ops)"},
		{"(t text_pattern_ops)", "(t text_pattern_ops)"},
		{"USING gin (t text_ops)", "USING gin (t text_ops)"},
		{"(lower(v::text)) WHERE t = 'a'::text", "(lower(v)) WHERE t = 'a'"},
	};
	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
		struct index index = {0};
		struct sql_error error;
		assert_true(sql_index(&arena, pairs[i][0], &index, &error));
		table->indexes.count = 0;
		list_push(&arena, &table->indexes, &index);
		schema_settle(&schema);
		assert_string_equal(index.definition, pairs[i][1]);
	}
}

static void domains_and_views(void **state)
{
	(void)state;
	struct domain *domain = schema.domains.items[0];
	struct view view = {.object.kind = OBJECT_VIEW};
	struct sql_error error;
	view.object.name.name = "w";
	assert_true(
		sql_query(&arena, "SELECT t.v FROM t WHERE t.v::text = 'a'::text", &view, &error));
	schema_add(&schema, &view.object);
	schema_settle(&schema);
	assert_string_equal(domain->checks.items[0]->definition, "CHECK (value = 'x')");
	assert_string_equal(view.query, "SELECT t.v\nFROM t\nWHERE t.v = 'a'");
}

static void storage_of_the_type_goes_unsaid(void **state)
{
	(void)state;
	static const char *const columns[][2] = {
		{"t", "extended"}, {"v", "extended"}, {"n", "main"}, {"e", "extended"}};
	for (size_t i = 0; i < sizeof columns / sizeof *columns; i++) {
		struct column *column = table_column(table, columns[i][0]);
		column->storage = columns[i][1];
		schema_settle(&schema);
		assert_null(column->storage);
		column->storage = "external";
		schema_settle(&schema);
		assert_string_equal(column->storage, "external");
	}
	/* Nobody knows what it is. */
	table_column(table, "x")->storage = "extended";
	schema_settle(&schema);
	assert_string_equal(table_column(table, "x")->storage, "extended");
}

/* gen/schema/storage.c: as the server has it. */
static void own_storage_is_the_servers(void **state)
{
	(void)state;
	PGconn *connection = live_connect();
	PGresult *types = PQexec(connection,
		"SELECT format_type(oid, NULL), CASE typstorage WHEN 'p' THEN 'plain' WHEN 'm' THEN "
		"'main' ELSE 'extended' END FROM pg_type WHERE typtype IN ('b', 'r') AND "
		"typnamespace = 'pg_catalog'::regnamespace AND typname !~ '^(_|pg_|gtsvector)'");
	assert_true(PQntuples(types) > 50);
	for (int i = 0; i < PQntuples(types); i++) {
		struct sql_type type;
		struct sql_error error;
		const char *name = PQgetvalue(types, i, 0);
		assert_true(sql_type(&arena, name, &type, NULL, &error));
		if (strcmp(schema_own_storage(&schema, &type), PQgetvalue(types, i, 1)) != 0)
			fail_msg("%s is %s", name, PQgetvalue(types, i, 1));
	}
	PQclear(types);
	PQfinish(connection);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(checks, set_up, tear_down),
		cmocka_unit_test_setup_teardown(defaults, set_up, tear_down),
		cmocka_unit_test_setup_teardown(indexes, set_up, tear_down),
		cmocka_unit_test_setup_teardown(domains_and_views, set_up, tear_down),
		cmocka_unit_test_setup_teardown(storage_of_the_type_goes_unsaid, set_up, tear_down),
		cmocka_unit_test_setup_teardown(own_storage_is_the_servers, set_up, tear_down),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
