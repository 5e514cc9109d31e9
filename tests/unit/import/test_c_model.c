/* gen/import/c_model.c and c_types.c: what a schema is called and declared as in C. */
#include "base/text.h"
#include "import/import.h"

#include <string.h>

#include "support/cmocka_all.h"
#include "support/nameless.h"

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

static struct schema *named(const char *text)
{
	struct schema *schema = nameless_from_text(&arena, text);
	if (!schema)
		fail_msg("not understood:\n%s", text);
	import_c_model(schema);
	return schema;
}

static const struct table *table_of(const struct schema *schema, const char *in, const char *name)
{
	const struct table *table =
		schema_find(schema, OBJECT_TABLE, (struct qualified){.schema = in, .name = name});
	assert_non_null(table);
	return table;
}

static void tags_do_not_clash(void **state)
{
	(void)state;
	const struct schema *schema =
		named("DB_SCHEMA(audit);"
		      "DB_SCHEMA(\"my schema\");"
		      "struct a { int32_t a; } DB_TABLE(orders);"
		      "struct b { int32_t a; } DB_TABLE(Orders);"
		      "struct c { int32_t a; } DB_TABLE(audit.orders);"
		      "struct d { int32_t a; } DB_TABLE(stat);"
		      "struct e { int32_t a; } DB_TABLE(class);"
		      "struct f { int32_t a; } DB_TABLE(\"цены\");"
		      "struct g { int32_t a; } DB_TABLE(\"my schema\".orders);"
		      "struct h { int32_t a; } DB_TABLE(OrderItem);");
	assert_string_equal(table_of(schema, NULL, "orders")->tag, "orders");
	assert_string_equal(table_of(schema, NULL, "Orders")->tag, "orders_row");
	assert_string_equal(table_of(schema, "audit", "orders")->tag, "audit_orders");
	assert_string_equal(table_of(schema, NULL, "stat")->tag, "stat_row");
	assert_string_equal(table_of(schema, NULL, "class")->tag, "class_row");
	assert_string_equal(table_of(schema, NULL, "цены")->tag, "table");
	assert_string_equal(table_of(schema, "my schema", "orders")->tag, "my_schema_orders");
	assert_string_equal(table_of(schema, NULL, "OrderItem")->tag, "order_item");
}

static void members_do_not_clash(void **state)
{
	(void)state;
	static const char *const members[] = {"id", "userId", "class_", "class__2", "int32_t_",
		"_2fa", "order_date", "order_date_2", "column", "column_2", "errno_", "db_text_"};
	const struct schema *schema =
		named("struct a {"
		      "int32_t a DB_COLUMN(id); int32_t b DB_COLUMN(userId);"
		      "int32_t c DB_COLUMN(class_); int32_t d DB_COLUMN(class);"
		      "int32_t e DB_COLUMN(int32_t); int32_t f DB_COLUMN(\"2fa\");"
		      "int32_t g DB_COLUMN(\"order date\"); int32_t h DB_COLUMN(\"order-date\");"
		      "int32_t i DB_COLUMN(\"цена\"); int32_t j DB_COLUMN(\"имя\");"
		      "int32_t k DB_COLUMN(\"errno\"); int32_t l DB_COLUMN(db_text);"
		      "} DB_TABLE(t);");
	const struct table *table = table_of(schema, NULL, "t");
	for (size_t i = 0; i < table->columns.count; i++)
		assert_string_equal(table->columns.items[i]->member, members[i]);
}

/* Of two names that become one, the one that C can spell keeps it, wherever it stands. */
static void exact_names_choose_first(void **state)
{
	(void)state;
	const struct schema *schema = named("struct a { int32_t a DB_COLUMN(\"a b\");"
					    "int32_t b DB_COLUMN(a_b); } DB_TABLE(t);");
	const struct table *table = table_of(schema, NULL, "t");
	assert_string_equal(table->columns.items[0]->member, "a_b_2");
	assert_string_equal(table->columns.items[1]->member, "a_b");
}

static void enumerators_do_not_clash(void **state)
{
	(void)state;
	const struct schema *schema =
		named("enum a { A1 DB_LABEL(\"open\"), A2 DB_LABEL(\"inProgress\"),"
		      "A3 DB_LABEL(\"n/a\"), A4 DB_LABEL(\"N A\"), A5 DB_LABEL(\"+\"),"
		      "A6 DB_LABEL(\"10\") } DB_ENUM(state);"
		      "enum b { B1 DB_LABEL(\"debug\") } DB_ENUM(log);"
		      "enum c { C1 DB_LABEL(\"b_c\") } DB_ENUM(a);"
		      "enum d { D1 DB_LABEL(\"c\"), D2 DB_LABEL(\"d\") } DB_ENUM(a_b);");
	static const char *const expected[] = {"STATE_OPEN", "STATE_IN_PROGRESS", "STATE_N_A",
		"STATE_N_A_2", "STATE_5", "STATE_10", "LOG_TYPE_DEBUG", "A_B_C", "A_B_TYPE_C",
		"A_B_TYPE_D"};
	size_t at = 0;
	list_each (struct enum_type **, type, &schema->enums) {
		list_each (struct label **, label, &(*type)->labels)
			assert_string_equal((*label)->enumerator, expected[at++]);
	}
	assert_int_equal(at, sizeof expected / sizeof *expected);
	assert_string_equal(schema->enums.items[1]->tag, "log");
}

/* "email email;" is C, but no C++. */
static void no_member_hides_a_typedef(void **state)
{
	(void)state;
	const struct schema *schema = named("typedef char *a DB_DOMAIN(email, \"text\");"
					    "typedef char *b DB_DOMAIN(phone, \"text\");"
					    "typedef int32_t c DB_DOMAIN(\"time\", \"integer\");"
					    "struct t { a email; b mobile; c at; } DB_TABLE(t);"
					    "struct u { char *phone; } DB_TABLE(u);");
	assert_string_equal(schema->domains.items[0]->typedef_name, "email_t");
	assert_string_equal(schema->domains.items[1]->typedef_name, "phone");
	assert_string_equal(schema->domains.items[2]->typedef_name, "time_t_2");
}

static const char *declared(const struct column *column)
{
	return arena_printf(
		&arena, "%s %sx%s", column->c.base, column->c.pointer ? "*" : "", column->c.suffix);
}

static void types_are_those_of_the_vocabulary(void **state)
{
	(void)state;
	/* What is NOT NULL, and what may be NULL. */
	static const struct {
		const char *sql, *value, *null;
	} types[] = {
		{"smallint", "int16_t x", "int16_t *x"},
		{"integer", "int32_t x", "int32_t *x"},
		{"bigint", "int64_t x", "int64_t *x"},
		{"real", "float x", "float *x"},
		{"double precision", "double x", "double *x"},
		{"boolean", "bool x", "bool *x"},
		{"oid", "db_oid x", "db_oid *x"},
		{"varchar(20)", "char x[21]", "char *x"},
		{"varchar(4096)", "char x[4097]", "char *x"},
		{"varchar(4097)", "db_text x", "char *x"},
		{"varchar", "db_text x", "char *x"},
		{"char(1)", "char x", "char *x"},
		{"char(2)", "char x[3]", "char *x"},
		{"\"char\"", "char x", "char *x"},
		{"name", "char x[64]", "char *x"},
		{"text", "db_text x", "char *x"},
		{"citext", "db_text x", "char *x"},
		{"timestamptz", "db_timestamptz x", "db_timestamptz x"},
		{"timestamp(3)", "db_timestamp x", "db_timestamp x"},
		{"interval day to second(3)", "db_interval x", "db_interval x"},
		{"numeric(12,2)", "db_numeric x", "db_numeric x"},
		{"bytea", "db_bytea x", "db_bytea x"},
		{"jsonb", "db_jsonb x", "db_jsonb x"},
		{"bit(3)", "char *x", "char *x"},
		{"money", "char *x", "char *x"},
		{"int4range", "char *x", "char *x"},
		{"integer[]", "char *x", "char *x"},
		{"mood", "enum mood x", "enum mood *x"},
		{"mood[]", "char *x", "char *x"},
		{"small", "small x", "small *x"},
		{"smaller", "smaller x", "smaller *x"},
		{"word", "word x", "word x"},
		{"geometry(point,4326)", "char *x", "char *x"},
	};
	struct text text = {0};
	text_put(&text, "DB_EXTENSION(postgis); DB_EXTENSION(citext);"
			"enum m { M_A DB_LABEL(\"a\") } DB_ENUM(mood);"
			"typedef int32_t s DB_DOMAIN(small, \"integer\");"
			"typedef s ss DB_DOMAIN(smaller, \"small\");"
			"typedef char *w DB_DOMAIN(word, \"text\");"
			"struct t {");
	for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
		text_printf(&text, "char *v%zu DB_NOT_NULL DB_TYPE(", i);
		text_put_c_string(&text, types[i].sql);
		text_printf(&text, "); char *n%zu DB_TYPE(", i);
		text_put_c_string(&text, types[i].sql);
		text_put(&text, ");");
	}
	text_put(&text, "} DB_TABLE(t);");
	const struct schema *schema = named(text_take(&text, &arena));
	const struct columns *columns = &table_of(schema, NULL, "t")->columns;
	for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
		assert_string_equal(declared(columns->items[2 * i]), types[i].value);
		assert_string_equal(declared(columns->items[2 * i + 1]), types[i].null);
	}
	/* A typedef is a value whatever stands behind it. */
	assert_string_equal(schema->domains.items[2]->c.base, "char");
	assert_true(schema->domains.items[2]->c.pointer);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(tags_do_not_clash),
		cmocka_unit_test(members_do_not_clash),
		cmocka_unit_test(exact_names_choose_first),
		cmocka_unit_test(enumerators_do_not_clash),
		cmocka_unit_test(no_member_hides_a_typedef),
		cmocka_unit_test(types_are_those_of_the_vocabulary),
	};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
