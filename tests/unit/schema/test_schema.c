/* gen/schema/schema.c, equal.c and copy.c. */
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

static struct object head(enum object_kind kind, const char *schema, const char *name)
{
	return (struct object){.kind = kind,
		.name = {schema, name},
		.comment = "c",
		.was = "w",
		.place = {"m.h", 1, 2},
		.revision = "0001_r"};
}

static void names_of_things(void **state)
{
	(void)state;
	assert_string_equal(object_kind_name(OBJECT_TABLE), "table");
	assert_string_equal(object_kind_name(OBJECT_LABEL), "label");
	assert_string_equal(
		qualified_text(&arena, (struct qualified){.schema = "a", .name = "b"}), "a.b");
	assert_string_equal(
		qualified_text(&arena, (struct qualified){.schema = NULL, .name = "b"}), "b");
	assert_true(qualified_equal((struct qualified){.schema = "a", .name = "b"},
		(struct qualified){.schema = "a", .name = "b"}));
	assert_false(qualified_equal((struct qualified){.schema = "a", .name = "b"},
		(struct qualified){.schema = NULL, .name = "b"}));
	assert_false(qualified_equal((struct qualified){.schema = NULL, .name = "c"},
		(struct qualified){.schema = NULL, .name = "b"}));
	assert_true(qualified_equal((struct qualified){0}, (struct qualified){0}));
}

static void finds_what_was_added(void **state)
{
	(void)state;
	struct schema schema;
	struct table here = {.object = head(OBJECT_TABLE, NULL, "t")};
	struct table there = {.object = head(OBJECT_TABLE, "audit", "t")};
	struct table again = {.object = head(OBJECT_TABLE, NULL, "t")};
	struct enum_type kind = {.object = head(OBJECT_ENUM, NULL, "t")};
	struct extension citext = {.object = head(OBJECT_EXTENSION, "public", "citext")};
	struct namespace audit = {.object = head(OBJECT_SCHEMA, NULL, "audit")};
	schema_init(&schema, &arena);
	struct object *all[] = {&here.object, &there.object, &again.object, &kind.object,
		&citext.object, &audit.object};
	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		schema_add(&schema, all[i]);
	assert_ptr_equal(schema_find(&schema, OBJECT_TABLE, here.object.name), &here);
	assert_ptr_equal(schema_find(&schema, OBJECT_TABLE, there.object.name), &there);
	assert_ptr_equal(schema_find(&schema, OBJECT_ENUM, kind.object.name), &kind);
	assert_ptr_equal(schema_find(&schema, OBJECT_EXTENSION,
				 (struct qualified){.schema = NULL, .name = "citext"}),
		&citext);
	assert_ptr_equal(schema_find(&schema, OBJECT_SCHEMA, audit.object.name), &audit);
	assert_null(
		schema_find(&schema, OBJECT_TABLE, (struct qualified){.schema = "x", .name = "t"}));
	assert_null(schema_find(&schema, OBJECT_DOMAIN, here.object.name));
	assert_int_equal(schema.tables.count, 3);
}

/* The dot between schema and name is not a part of either. */
static void a_dot_may_be_in_a_name(void **state)
{
	(void)state;
	struct schema schema;
	struct table a = {.object = head(OBJECT_TABLE, "a", "b.c")};
	struct table b = {.object = head(OBJECT_TABLE, "a.b", "c")};
	schema_init(&schema, &arena);
	schema_add(&schema, &a.object);
	schema_add(&schema, &b.object);
	assert_ptr_equal(schema_find(&schema, OBJECT_TABLE, a.object.name), &a);
	assert_ptr_equal(schema_find(&schema, OBJECT_TABLE, b.object.name), &b);
}

static void names_of_any_length(void **state)
{
	(void)state;
	struct schema schema;
	char *name = arena_alloc(&arena, 1001);
	memset(name, 'x', 1000);
	struct table table = {.object = head(OBJECT_TABLE, name, name)};
	schema_init(&schema, &arena);
	schema_add(&schema, &table.object);
	assert_ptr_equal(schema_find(&schema, OBJECT_TABLE, table.object.name), &table);
}

static void takes_out(void **state)
{
	(void)state;
	struct schema schema;
	struct table a = {.object = head(OBJECT_TABLE, NULL, "a")};
	struct table b = {.object = head(OBJECT_TABLE, NULL, "b")};
	struct table c = {.object = head(OBJECT_TABLE, NULL, "c")};
	struct index index = {.object = head(OBJECT_INDEX, NULL, "i")};
	struct constraint check = {.object = head(OBJECT_CONSTRAINT, NULL, "k")};
	schema_init(&schema, &arena);
	table_add_index(&schema, &b, &index);
	table_add_constraint(&schema, &b, &check);
	schema_add(&schema, &a.object);
	schema_add(&schema, &b.object);
	schema_add(&schema, &c.object);
	assert_ptr_equal(schema_find(&schema, OBJECT_INDEX, index.object.name), &index);
	schema_remove(&schema, OBJECT_TABLE, b.object.name);
	assert_null(schema_find(&schema, OBJECT_TABLE, b.object.name));
	assert_null(schema_find(&schema, OBJECT_INDEX, index.object.name));
	assert_null(schema_find(&schema, OBJECT_CONSTRAINT, check.object.name));
	assert_int_equal(schema.tables.count, 2);
	assert_ptr_equal(schema.tables.items[0], &a);
	assert_ptr_equal(schema.tables.items[1], &c);
	schema_remove(&schema, OBJECT_TABLE, b.object.name); /* is not there any more */
	assert_int_equal(schema.tables.count, 2);
	schema_add(&schema, &b.object);
	assert_ptr_equal(schema_find(&schema, OBJECT_TABLE, b.object.name), &b);
	assert_ptr_equal(schema_find(&schema, OBJECT_INDEX, index.object.name), &index);
	schema_remove(&schema, OBJECT_TABLE, a.object.name);
	schema_remove(&schema, OBJECT_TABLE, b.object.name);
	schema_remove(&schema, OBJECT_TABLE, c.object.name);
	assert_int_equal(schema.tables.count, 0);
}

static void takes_out_every_kind(void **state)
{
	(void)state;
	struct schema schema;
	struct namespace namespace = {.object = head(OBJECT_SCHEMA, NULL, "x")};
	struct extension extension = {.object = head(OBJECT_EXTENSION, NULL, "x")};
	struct enum_type type = {.object = head(OBJECT_ENUM, NULL, "x")};
	struct domain domain = {.object = head(OBJECT_DOMAIN, NULL, "x")};
	struct sequence sequence = {.object = head(OBJECT_SEQUENCE, NULL, "x")};
	struct object *all[] = {&namespace.object, &extension.object, &type.object, &domain.object,
		&sequence.object};
	schema_init(&schema, &arena);
	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		schema_add(&schema, all[i]);
	for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
		assert_ptr_equal(schema_find(&schema, all[i]->kind, all[i]->name), all[i]);
		schema_remove(&schema, all[i]->kind, all[i]->name);
		assert_null(schema_find(&schema, all[i]->kind, all[i]->name));
	}
	assert_int_equal(schema.namespaces.count + schema.extensions.count + schema.enums.count +
				 schema.domains.count + schema.sequences.count,
		0);
}

/* ---- a schema with everything in it ---- */

static struct expression expression(const char *text)
{
	struct expression made;
	struct sql_error error;
	assert_true(sql_expression(&arena, text, &made, &error));
	return made;
}

static struct sql_type type(const char *text)
{
	struct sql_type made;
	struct sql_error error;
	assert_true(sql_type(&arena, text, &made, NULL, &error));
	return made;
}

static struct table *make_table(struct schema *schema)
{
	struct sql_error error;
	struct table *table = arena_new(&arena, struct table);
	struct constraint *key = arena_new(&arena, struct constraint);
	struct index *index = arena_new(&arena, struct index);
	table->object = head(OBJECT_TABLE, "s", "t");
	table->tag = "tag";
	table->unlogged = table->row_security = true;
	assert_true(sql_parameters(
		&arena, "parallel_workers=2, fillfactor=70", &table->parameters, &error));
	for (int i = 0; i < 3; i++) {
		static const char *const names[] = {"a", "b", "c"};
		struct column *column = arena_new(&arena, struct column);
		column->object = head(OBJECT_COLUMN, NULL, names[i]);
		column->member = names[i];
		column->c =
			(struct c_type){.base = "char", .suffix = "[8]", .model = {"s", "kind"}};
		column->type = type("s.kind[]");
		column->collation = "\"C\"";
		column->default_value = expression("f(x::s.kind, nextval('q'))");
		column->using_value = expression("a + 1");
		table_add_column(table, column, &arena);
	}
	key->object = head(OBJECT_CONSTRAINT, NULL, "k");
	assert_true(
		sql_constraint(&arena, "FOREIGN KEY (a, b) REFERENCES s.o (x, y)", key, &error));
	table_add_constraint(schema, table, key);
	index->object = head(OBJECT_INDEX, NULL, "i");
	assert_true(sql_index(&arena, "(a, lower(b)) WHERE c IS NULL", index, &error));
	table_add_index(schema, table, index);
	return table;
}

static struct enum_type *make_enum(void)
{
	struct enum_type *made = arena_new(&arena, struct enum_type);
	made->object = head(OBJECT_ENUM, "s", "kind");
	made->tag = "kind";
	for (int i = 0; i < 2; i++) {
		struct label *label = arena_new(&arena, struct label);
		label->object = head(OBJECT_LABEL, NULL, i ? "firm" : "person");
		label->enumerator = i ? "FIRM" : "PERSON";
		list_push(&arena, &made->labels, label);
	}
	return made;
}

static struct domain *make_domain(void)
{
	struct sql_error error;
	struct domain *made = arena_new(&arena, struct domain);
	made->object = head(OBJECT_DOMAIN, NULL, "email");
	made->typedef_name = "email";
	made->c = (struct c_type){.base = "char", .suffix = "", .pointer = true};
	assert_true(sql_domain(&arena,
		"text COLLATE \"C\" NOT NULL DEFAULT 'x' CHECK (VALUE ~ '@')", made, &error));
	return made;
}

static struct sequence *make_sequence(void)
{
	struct sql_error error;
	struct sequence *made = arena_new(&arena, struct sequence);
	made->object = head(OBJECT_SEQUENCE, NULL, "q");
	assert_true(sql_sequence(&arena, "OWNED BY s.t.a CYCLE", made, &error));
	return made;
}

static void make_everything(struct schema *schema)
{
	struct namespace *namespace = arena_new(&arena, struct namespace);
	struct extension *extension = arena_new(&arena, struct extension);
	schema_init(schema, &arena);
	namespace->object = head(OBJECT_SCHEMA, NULL, "s");
	extension->object = head(OBJECT_EXTENSION, "s", "citext");
	extension->version = "1.6";
	schema_add(schema, &namespace->object);
	schema_add(schema, &extension->object);
	schema_add(schema, &make_enum()->object);
	schema_add(schema, &make_domain()->object);
	schema_add(schema, &make_sequence()->object);
	struct table *table = make_table(schema);
	table->empty = true;
	table->columns.items[1]->c.sql = arena_strdup(&arena, "bigint");
	table->constraints.items[0]->made_as = arena_strdup(&arena, "t_key");
	table->constraints.items[0]->part_of = arena_strdup(&arena, "p_key");
	table->indexes.items[0]->made_as = arena_strdup(&arena, "t_idx");
	schema_add(schema, &table->object);
}

/* Nothing of the original may be left in a copy: it is released before the copy is read. */
static void a_copy_stands_alone(void **state)
{
	(void)state;
	struct arena kept;
	struct schema schema, copy, fresh;
	arena_init(&kept);
	make_everything(&schema);
	schema_copy(&copy, &schema, &kept);
	arena_finish(&arena);
	arena_init(&arena);
	make_everything(&fresh);
	assert_true(object_equal(
		&copy.namespaces.items[0]->object, &fresh.namespaces.items[0]->object));
	assert_true(object_equal(
		&copy.extensions.items[0]->object, &fresh.extensions.items[0]->object));
	assert_true(object_equal(&copy.enums.items[0]->object, &fresh.enums.items[0]->object));
	assert_true(object_equal(&copy.domains.items[0]->object, &fresh.domains.items[0]->object));
	assert_true(
		object_equal(&copy.sequences.items[0]->object, &fresh.sequences.items[0]->object));
	const struct table *table = copy.tables.items[0];
	assert_true(object_equal(&table->object, &fresh.tables.items[0]->object));
	assert_ptr_equal(
		schema_find(&copy, OBJECT_TABLE, (struct qualified){.schema = "s", .name = "t"}),
		table);
	assert_ptr_equal(
		schema_find(&copy, OBJECT_INDEX, (struct qualified){.schema = "s", .name = "i"}),
		table->indexes.items[0]);
	const struct column *column = table_column(table, "b");
	assert_ptr_equal(column, table->columns.items[1]);
	assert_string_equal(column->c.suffix, "[8]");
	assert_string_equal(column->c.model.name, "kind");
	assert_string_equal(column->using_value.sql, "a + 1");
	assert_string_equal(column->default_value.mentions.relations.items[0].name, "q");
	assert_string_equal(column->default_value.mentions.types.items[0].schema, "s");
	assert_string_equal(column->default_value.mentions.functions.items[1].name, "nextval");
	assert_string_equal(column->object.revision, "0001_r");
	assert_string_equal(column->object.place.file, "m.h");
	assert_string_equal(table->tag, "tag");
	assert_string_equal(parameter_value(&table->parameters, "fillfactor"), "70");
	assert_null(parameter_value(&table->parameters, "vacuum_truncate"));
	assert_string_equal(copy.enums.items[0]->labels.items[1]->enumerator, "FIRM");
	assert_string_equal(copy.domains.items[0]->typedef_name, "email");
	assert_string_equal(table->constraints.items[0]->referenced.items[1], "y");
	assert_true(table->empty);
	assert_string_equal(column->c.sql, "bigint");
	assert_string_equal(table->constraints.items[0]->made_as, "t_key");
	assert_string_equal(table->constraints.items[0]->part_of, "p_key");
	assert_string_equal(table->indexes.items[0]->made_as, "t_idx");
	arena_finish(&kept);
}

/* Changes one thing at a time in a copy; each must make a difference. */
#define DIFFERS(list, change)                                                                      \
	do {                                                                                       \
		struct schema one, other;                                                          \
		make_everything(&one);                                                             \
		schema_copy(&other, &one, &arena);                                                 \
		assert_true(                                                                       \
			object_equal(&one.list.items[0]->object, &other.list.items[0]->object));   \
		other.list.items[0]->change;                                                       \
		assert_false(                                                                      \
			object_equal(&one.list.items[0]->object, &other.list.items[0]->object));   \
		assert_false(                                                                      \
			object_equal(&other.list.items[0]->object, &one.list.items[0]->object));   \
	} while (0)
#define THE_SAME(list, change)                                                                     \
	do {                                                                                       \
		struct schema one, other;                                                          \
		make_everything(&one);                                                             \
		schema_copy(&other, &one, &arena);                                                 \
		other.list.items[0]->change;                                                       \
		assert_true(                                                                       \
			object_equal(&one.list.items[0]->object, &other.list.items[0]->object));   \
	} while (0)

static void what_makes_a_difference(void **state)
{
	(void)state;
	DIFFERS(tables, object.name.name = "u");
	DIFFERS(tables, object.name.schema = NULL);
	DIFFERS(tables, object.comment = NULL);
	DIFFERS(tables, unlogged = false);
	DIFFERS(tables, row_security = false);
	DIFFERS(tables, parameters.count = 1);
	DIFFERS(tables, parameters.items[1].value = "3");
	DIFFERS(tables, parameters.items[1].name = "vacuum_truncate");
	DIFFERS(tables, columns.count = 2);
	DIFFERS(tables, columns.items[1]->type.text = "text");
	DIFFERS(tables, columns.items[1]->not_null = true);
	DIFFERS(tables, columns.items[1]->collation = NULL);
	DIFFERS(tables, columns.items[1]->identity = IDENTITY_ALWAYS);
	DIFFERS(tables, columns.items[1]->default_value.sql = NULL);
	DIFFERS(tables, columns.items[1]->generated.sql = "1");
	DIFFERS(tables, columns.items[1]->object.comment = "d");
	DIFFERS(tables, constraints.items[0]->definition = "CHECK (true)");
	DIFFERS(tables, constraints.items[0]->object.name.name = "l");
	DIFFERS(tables, indexes.items[0]->unique = true);
	DIFFERS(tables, indexes.items[0]->definition = "(a)");
	DIFFERS(tables, indexes.count = 0);
	DIFFERS(enums, labels.count = 1);
	DIFFERS(enums, labels.items[0]->object.name.name = "firm");
	DIFFERS(domains, base.text = "citext");
	DIFFERS(domains, not_null = false);
	DIFFERS(domains, collation = NULL);
	DIFFERS(domains, default_value.sql = NULL);
	DIFFERS(domains, checks.items[0]->definition = "CHECK (true)");
	DIFFERS(domains, checks.count = 0);
	DIFFERS(sequences, options.type = "integer");
	DIFFERS(sequences, options.start = 2);
	DIFFERS(sequences, options.increment = 2);
	DIFFERS(sequences, options.minimum = 0);
	DIFFERS(sequences, options.maximum = 9);
	DIFFERS(sequences, options.cache = 2);
	DIFFERS(sequences, options.cycle = false);
	DIFFERS(sequences, owner_table.name = NULL);
	DIFFERS(sequences, owner_column = "b");
	DIFFERS(extensions, version = NULL);
	DIFFERS(extensions, object.name.schema = NULL);
	DIFFERS(namespaces, object.comment = "other");
}

static void what_makes_none(void **state)
{
	(void)state;
	THE_SAME(tables, object.was = NULL);
	THE_SAME(tables, object.place.line = 77);
	THE_SAME(tables, object.revision = NULL);
	THE_SAME(tables, tag = "other");
	THE_SAME(tables, columns.items[0]->member = "other");
	THE_SAME(tables, columns.items[0]->c.base = "int");
	THE_SAME(tables, columns.items[0]->using_value.sql = NULL);
	THE_SAME(enums, labels.items[0]->enumerator = "OTHER");
	THE_SAME(domains, typedef_name = "other");
	struct schema one, other;
	make_everything(&one);
	schema_copy(&other, &one, &arena);
	struct columns *columns = &other.tables.items[0]->columns;
	struct column *first = columns->items[0];
	columns->items[0] = columns->items[2];
	columns->items[2] = first;
	assert_true(object_equal(&one.tables.items[0]->object, &other.tables.items[0]->object));
	assert_false(object_equal(&one.tables.items[0]->object, &one.enums.items[0]->object));
}

static void within_a_table(void **state)
{
	(void)state;
	struct schema schema;
	make_everything(&schema);
	struct table *table = schema.tables.items[0];
	struct column *twice = arena_new(&arena, struct column);
	twice->object = head(OBJECT_COLUMN, NULL, "a");
	table_add_column(table, twice, &arena);
	assert_ptr_equal(table_column(table, "a"), table->columns.items[0]);
	assert_int_equal(table->columns.count, 4);
	assert_null(table_column(table, "z"));
	assert_ptr_equal(table_constraint(table, "k"), table->constraints.items[0]);
	assert_null(table_constraint(table, "i"));
	assert_ptr_equal(table_index(table, "i"), table->indexes.items[0]);
	assert_null(table_index(table, "k"));
	assert_null(table_primary_key(table));
	table->constraints.items[0]->type = CONSTRAINT_PRIMARY_KEY;
	assert_ptr_equal(table_primary_key(table), table->constraints.items[0]);
	assert_ptr_equal(
		enum_label(schema.enums.items[0], "firm"), schema.enums.items[0]->labels.items[1]);
	assert_null(enum_label(schema.enums.items[0], "FIRM"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(names_of_things, set_up, tear_down),
		cmocka_unit_test_setup_teardown(finds_what_was_added, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_dot_may_be_in_a_name, set_up, tear_down),
		cmocka_unit_test_setup_teardown(names_of_any_length, set_up, tear_down),
		cmocka_unit_test_setup_teardown(takes_out, set_up, tear_down),
		cmocka_unit_test_setup_teardown(takes_out_every_kind, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_copy_stands_alone, set_up, tear_down),
		cmocka_unit_test_setup_teardown(what_makes_a_difference, set_up, tear_down),
		cmocka_unit_test_setup_teardown(what_makes_none, set_up, tear_down),
		cmocka_unit_test_setup_teardown(within_a_table, set_up, tear_down),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
