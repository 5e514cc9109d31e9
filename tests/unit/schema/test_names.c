/* gen/schema/names.c and sql_parts.c: unnamed objects of all kinds are created on a server, which
 * must choose the names that we choose. */
#include "schema/names.h"

#include "schema/sql.h"
#include "support/cmocka_all.h"
#include "support/live.h"

#include <stdlib.h>
#include <string.h>

#define LONG60 "a_rather_long_name_of_a_table_that_somebody_found_quite_good"
#define LONG63 LONG60 "_ok"
#define UMLAUTS "größenänderungsübersichtstabellenüberprüfungsänderungsprüfüng"
#define EMOJI "😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀"

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

static void made_as_the_server_makes(void **state)
{
	(void)state;
	assert_string_equal(name_make(&arena, "customers", "email", "key"), "customers_email_key");
	assert_string_equal(name_make(&arena, "customers", NULL, "pkey"), "customers_pkey");
	assert_string_equal(name_make(&arena, "a", "b", NULL), "a_b");
	assert_string_equal(name_make(&arena, LONG63, NULL, NULL), LONG63);
	const char *name = name_make(&arena, LONG63, LONG63, "fkey");
	assert_int_equal(strlen(name), 63);
	assert_string_equal(
		name, "a_rather_long_name_of_a_table_a_rather_long_name_of_a_tabl_fkey");
	assert_string_equal(name_make(&arena, "t", LONG63, "check"),
		"t_a_rather_long_name_of_a_table_that_somebody_found_quite_check");
	assert_string_equal(name_clip(&arena, EMOJI, 7), "😀");
	assert_string_equal(name_clip(&arena, "ab", 63), "ab");
}

/* A table's columns, and what is put into it: first as DDL, then as we read it. */
struct sample {
	const char *table;
	const char *column;
};

static const struct sample samples[] = {
	{"customers", "email"},
	{LONG63, "email"},
	{"t", LONG63},
	{LONG60, LONG63},
	{UMLAUTS, "größe"},
	{"tür", UMLAUTS},
	{EMOJI, EMOJI},
	{"Order Lines", "Unit \"Price\""},
	{"a", "b"},
};

/* @ stands for the sample's column. */
static const char *const constraints[] = {"PRIMARY KEY (@)", "UNIQUE (@)", "UNIQUE (@)",
	"UNIQUE (other, @)", "UNIQUE (@, other)", "UNIQUE (other) INCLUDE (@, third)",
	"UNIQUE (@, other, third)", "CHECK (@ <> '')", "CHECK (@ <> 'x')", "CHECK (@ <> other)",
	"CHECK (third > 0)", "CHECK (true)", "CHECK (third > 1 AND third < 9)",
	"FOREIGN KEY (@) REFERENCES target", "FOREIGN KEY (@) REFERENCES target",
	"FOREIGN KEY (@, other) REFERENCES target2", "EXCLUDE (@ WITH =)",
	"EXCLUDE (lower(@) WITH =, other WITH =)", "EXCLUDE ((@ || other) WITH =) INCLUDE (third)",
	"EXCLUDE ((@ || other) WITH =, (other || @) WITH =)"};

static const char *const indexes[] = {"(@)", "(@)", "(@ DESC, other)", "(lower(@))",
	"(lower(@), lower(other), upper(@))", "((@ || other))",
	"((@ || other), (other || @), third)", "(@, @)", "(other) INCLUDE (@)", "((third::text))",
	"((third::numeric(3,1)))", "((@ COLLATE \"C\"))", "((CASE WHEN third > 1 THEN 1 END))",
	"((CASE WHEN third > 1 THEN 1 ELSE third END))",
	"((CASE WHEN third > 1 THEN 'x' ELSE lower(@) END))", "(coalesce(@, other))",
	"(greatest(@, other), least(@, other))", "(nullif(@, ''))", "((ARRAY[third, 1]))",
	"(((ARRAY[third, 1])[1]))", "(((pair).re))", "(((pairs[1]).re))", "((doc -> 'x'))",
	"(((doc ->> 'x')::text))", "(((doc ->> 'x')::int))", "(substring(@ FROM 1 FOR 2))",
	"(trim(@))", "(btrim(@))", "(extract(year FROM stamp))", "((stamp AT TIME ZONE 'UTC'))",
	"(date_trunc('day', stamp))", "(position('a' IN @))", "((third IS NULL))", "((NOT flag))",
	"((third BETWEEN 1 AND 2))", "(pg_catalog.upper(@))", "((1))",
	"(overlay(@ PLACING 'x' FROM 1))", "((third > 0))", "(normalize(@))", "((@ IS NORMALIZED))",
	"((pair IS NULL))", "((@ LIKE 'x%'))", "((-third))", "((third::text::varchar(3)))",
	"((flag::int::text))", "(md5(@) text_pattern_ops)", "USING hash (@)",
	"USING brin (third, stamp)"};

static const char *fill(const char *text, const char *column)
{
	const char *at = strchr(text, '@');
	if (!at)
		return text;
	return fill(arena_printf(&arena, "%.*s%s%s", (int)(at - text), text,
			    sql_identifier(&arena, column), at + 1),
		column);
}

static void fill_server(PGconn *connection, const struct sample *sample)
{
	live_run(connection,
		arena_printf(&arena,
			"CREATE TABLE %s (%s text, other text, third int, pair pair_type,"
			" pairs pair_type[], doc jsonb, stamp timestamp, flag bool)",
			sql_identifier(&arena, sample->table),
			sql_identifier(&arena, sample->column)));
	for (size_t i = 0; i < sizeof constraints / sizeof *constraints; i++)
		live_run(connection, arena_printf(&arena, "ALTER TABLE %s ADD %s",
					     sql_identifier(&arena, sample->table),
					     fill(constraints[i], sample->column)));
	for (size_t i = 0; i < sizeof indexes / sizeof *indexes; i++)
		live_run(connection, arena_printf(&arena, "CREATE INDEX ON %s %s",
					     sql_identifier(&arena, sample->table),
					     fill(indexes[i], sample->column)));
}

static void fill_model(struct schema *schema, const struct sample *sample)
{
	struct sql_error error;
	struct table *table = arena_new(&arena, struct table);
	table->object = (struct object){.kind = OBJECT_TABLE, .name = {NULL, sample->table}};
	for (size_t i = 0; i < sizeof constraints / sizeof *constraints; i++) {
		struct constraint *constraint = arena_new(&arena, struct constraint);
		if (!sql_constraint(
			    &arena, fill(constraints[i], sample->column), constraint, &error))
			fail_msg("%s: %s", constraints[i], error.message);
		constraint->object.name.name = name_constraint(&arena, schema, table, constraint);
		table_add_constraint(schema, table, constraint);
	}
	for (size_t i = 0; i < sizeof indexes / sizeof *indexes; i++) {
		struct index *index = arena_new(&arena, struct index);
		if (!sql_index(&arena, fill(indexes[i], sample->column), index, &error))
			fail_msg("%s: %s", indexes[i], error.message);
		index->object.name.name = name_index(&arena, schema, table, index);
		table_add_index(schema, table, index);
	}
	schema_add(schema, &table->object);
}

static int compare_names(PGconn *connection, const char *question, const char *what,
	const char *definition, const char *ours, int row)
{
	const char *theirs = live_value(
		connection, &arena, arena_printf(&arena, "%s OFFSET %d LIMIT 1", question, row));
	if (theirs && strcmp(theirs, ours) == 0)
		return 0;
	print_error("%s %s: %s, the server: %s\n", what, definition, ours, theirs);
	return 1;
}

/* Names in the order of creation, which object ids follow. */
static int compare(PGconn *connection, const struct table *table)
{
	const char *literal = sql_literal(&arena, sql_identifier(&arena, table->object.name.name));
	const char *of_constraints = arena_printf(&arena,
		"SELECT conname FROM pg_constraint WHERE conrelid = %s::regclass ORDER BY oid",
		literal);
	const char *of_indexes = arena_printf(&arena,
		"SELECT relname FROM pg_class JOIN pg_index ON indexrelid = pg_class.oid WHERE "
		"indrelid = %s::regclass AND NOT EXISTS (SELECT 1 FROM pg_constraint WHERE "
		"conindid = indexrelid AND conrelid = indrelid) ORDER BY pg_class.oid",
		literal);
	int wrong = 0;
	for (size_t i = 0; i < table->constraints.count; i++)
		wrong += compare_names(connection, of_constraints, "constraint",
			table->constraints.items[i]->definition,
			table->constraints.items[i]->object.name.name, (int)i);
	for (size_t i = 0; i < table->indexes.count; i++)
		wrong += compare_names(connection, of_indexes, "index",
			table->indexes.items[i]->definition,
			table->indexes.items[i]->object.name.name, (int)i);
	return wrong;
}

static void chosen_as_the_server_chooses(void **state)
{
	(void)state;
	int wrong = 0;
	PGconn *connection = live_connect();
	live_run(connection, "DROP SCHEMA public CASCADE; CREATE SCHEMA public;"
			     "CREATE TYPE pair_type AS (re int);"
			     "CREATE TABLE target (id text PRIMARY KEY);"
			     "CREATE TABLE target2 (a text, b text, PRIMARY KEY (a, b))");
	struct schema schema;
	schema_init(&schema, &arena);
	for (size_t i = 0; i < sizeof samples / sizeof *samples; i++) {
		fill_server(connection, &samples[i]);
		fill_model(&schema, &samples[i]);
		wrong += compare(connection, schema.tables.items[i]);
	}
	PQfinish(connection);
	assert_int_equal(wrong, 0);
}

/* A name that another object of the schema has already gets a number. */
static void avoids_what_is_taken(void **state)
{
	(void)state;
	struct schema schema;
	struct sql_error error;
	schema_init(&schema, &arena);
	struct table other = {.object = {.kind = OBJECT_TABLE, .name = {NULL, "t_pkey"}}};
	struct sequence sequence = {.object = {.kind = OBJECT_SEQUENCE, .name = {NULL, "t_a_key"}}};
	struct table table = {.object = {.kind = OBJECT_TABLE, .name = {NULL, "t"}}};
	struct table elsewhere = {.object = {.kind = OBJECT_TABLE, .name = {"audit", "t"}}};
	struct constraint key = {0}, unique = {0};
	struct index index = {0};
	schema_add(&schema, &other.object);
	schema_add(&schema, &sequence.object);
	assert_true(sql_constraint(&arena, "PRIMARY KEY (a)", &key, &error));
	assert_true(sql_constraint(&arena, "UNIQUE (a)", &unique, &error));
	assert_true(sql_index(&arena, "(a)", &index, &error));
	assert_string_equal(name_constraint(&arena, &schema, &table, &key), "t_pkey1");
	assert_string_equal(name_constraint(&arena, &schema, &elsewhere, &key), "t_pkey");
	assert_string_equal(name_constraint(&arena, &schema, &table, &unique), "t_a_key1");
	assert_string_equal(name_index(&arena, &schema, &table, &index), "t_a_idx");
	struct index taken = {.object = {.kind = OBJECT_INDEX, .name = {NULL, "t_a_idx"}}};
	table_add_index(&schema, &other, &taken);
	assert_string_equal(name_index(&arena, &schema, &table, &index), "t_a_idx1");
	assert_string_equal(name_index(&arena, &schema, &elsewhere, &index), "t_a_idx");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(made_as_the_server_makes, set_up, tear_down),
		cmocka_unit_test_setup_teardown(chosen_as_the_server_chooses, set_up, tear_down),
		cmocka_unit_test_setup_teardown(avoids_what_is_taken, set_up, tear_down),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
