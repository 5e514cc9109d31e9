/* gen/schema/kinds.c: each kind has its list, and the lists are those of the structs. */
#include "schema/kinds.h"

#include "support/cmocka_all.h"

static struct arena arena;
static struct schema schema;

static int set_up(void **state)
{
	(void)state;
	arena_init(&arena);
	schema_init(&schema, &arena);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	arena_finish(&arena);
	return 0;
}

/* Large enough for any of them. */
union any {
	struct object object;
	struct table table;
	struct view view;
	struct domain domain;
	struct routine routine;
	struct definition definition;
	struct column column;
	struct index index;
};

static struct object *make(enum object_kind kind, const char *name)
{
	union any *any = arena_new(&arena, union any);
	any->object = (struct object){.kind = kind, .name = {.name = name}};
	return &any->object;
}

static size_t count_of(enum object_kind kind)
{
	return objects_of(&arena, &schema, kind).count;
}

static void every_kind_has_a_name_and_a_list(void **state)
{
	(void)state;
	for (int i = 0; i < OBJECT_KINDS; i++) {
		enum object_kind kind = (enum object_kind)i;
		struct object *object = make(kind, "a");
		assert_non_null(object_kind_name(kind));
		schema_add(&schema, object);
		assert_int_equal(count_of(kind), i < TOP_LEVEL_KINDS);
		if (i < TOP_LEVEL_KINDS)
			assert_ptr_equal(objects_of(&arena, &schema, kind).items[0], object);
	}
	assert_int_equal(schema.views.count, 2);
	assert_int_equal(schema.routines.count, 4);
	assert_int_equal(schema.definitions.count, 6);
	assert_string_equal(schema.grants.items[0]->object.name.name, "a");
}

static void taking_out_leaves_the_others_in_order(void **state)
{
	(void)state;
	struct object *objects[] = {make(OBJECT_TRIGGER, "a"), make(OBJECT_POLICY, "b"),
		make(OBJECT_TRIGGER, "c"), make(OBJECT_TRIGGER, "d")};
	for (size_t i = 0; i < 4; i++)
		schema_add(&schema, objects[i]);
	schema_remove(&schema, OBJECT_TRIGGER, objects[0]->name);
	schema_remove(&schema, OBJECT_TRIGGER, objects[0]->name);
	schema_remove(&schema, OBJECT_TRIGGER, objects[3]->name);
	assert_int_equal(schema.definitions.count, 2);
	assert_ptr_equal(schema.definitions.items[0], objects[1]);
	assert_ptr_equal(schema.definitions.items[1], objects[2]);
	assert_int_equal(count_of(OBJECT_TRIGGER), 1);
}

static void parts_stand_within_what_can_have_them(void **state)
{
	(void)state;
	struct table *table = (struct table *)make(OBJECT_TABLE, "t");
	struct domain *domain = (struct domain *)make(OBJECT_DOMAIN, "d");
	struct column *column = (struct column *)make(OBJECT_COLUMN, "c");
	struct constraint *check = arena_new(&arena, struct constraint);
	check->object = (struct object){.kind = OBJECT_CONSTRAINT, .name = {.name = "k"}};
	table_add_column(table, column, &arena);
	table_add_constraint(&schema, table, check);
	list_push(&arena, &domain->checks, check);
	struct objects columns = objects_within(&arena, &table->object, OBJECT_COLUMN);
	assert_int_equal(columns.count, 1);
	assert_ptr_equal(columns.items[0], column);
	assert_int_equal(objects_within(&arena, &table->object, OBJECT_CONSTRAINT).count, 1);
	assert_int_equal(objects_within(&arena, &table->object, OBJECT_LABEL).count, 0);
	assert_int_equal(objects_within(&arena, &domain->object, OBJECT_CONSTRAINT).count, 1);
	assert_int_equal(objects_within(&arena, &domain->object, OBJECT_COLUMN).count, 0);
}

/* A domain's checks take no name in its schema, a table's do. */
static void names_beside_come_and_go_with_their_table(void **state)
{
	(void)state;
	struct table *table = (struct table *)make(OBJECT_TABLE, "t");
	struct domain *domain = (struct domain *)make(OBJECT_DOMAIN, "d");
	struct constraint key = {.object = {.kind = OBJECT_CONSTRAINT, .name = {.name = "t_pkey"}}};
	struct constraint check = {
		.object = {.kind = OBJECT_CONSTRAINT, .name = {.name = "d_check"}}};
	list_push(&arena, &table->constraints, &key);
	list_push(&arena, &domain->checks, &check);
	schema_add(&schema, &table->object);
	schema_add(&schema, &domain->object);
	assert_ptr_equal(schema_find(&schema, OBJECT_CONSTRAINT, key.object.name), &key);
	assert_null(schema_find(&schema, OBJECT_CONSTRAINT, check.object.name));
	schema_remove(&schema, OBJECT_TABLE, table->object.name);
	assert_null(schema_find(&schema, OBJECT_CONSTRAINT, key.object.name));
}

static void a_shallow_copy_is_the_whole_struct(void **state)
{
	(void)state;
	struct view *view = (struct view *)make(OBJECT_MATERIALIZED_VIEW, "v");
	view->query = "SELECT 1";
	view->no_data = true;
	struct view *copy = (struct view *)object_shallow_copy(&arena, &view->object);
	assert_ptr_not_equal(copy, view);
	assert_ptr_equal(copy->query, view->query);
	assert_true(copy->no_data);
	assert_true(kind_is_view(copy->object.kind));
	assert_false(kind_is_view(OBJECT_TABLE));
	assert_true(kind_is_routine(OBJECT_OPERATOR));
	assert_false(kind_is_routine(OBJECT_COLUMN));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
			every_kind_has_a_name_and_a_list, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			taking_out_leaves_the_others_in_order, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			parts_stand_within_what_can_have_them, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			names_beside_come_and_go_with_their_table, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			a_shallow_copy_is_the_whole_struct, set_up, tear_down),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
