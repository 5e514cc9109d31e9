/* gen/diff/expand.c: what partitions and children have from their parents. */
#include "diff/expand.h"

#include "support/cmocka_all.h"
#include "support/models.h"

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

static struct schema *read(const char *text)
{
	struct schema *schema = models_from_text(&arena, text);
	assert_non_null(schema);
	return schema;
}

static struct table *find(const struct schema *schema, const char *name)
{
	struct table *table = schema_find(schema, OBJECT_TABLE, (struct qualified){.name = name});
	assert_non_null(table);
	return table;
}

/* "id*, x; t_pkey*; i": columns; constraints; indexes. A star: the parent's statements reach it. */
static const char *parts(const struct table *table)
{
	const char *text = "";
	list_each (struct column **, each, &table->columns)
		text = arena_printf(&arena, "%s%s%s%s", text, *text ? ", " : "",
			(*each)->object.name.name, (*each)->inherited ? "*" : "");
	text = arena_printf(&arena, "%s;", text);
	list_each (struct constraint **, each, &table->constraints)
		text = arena_printf(&arena, "%s %s%s", text, (*each)->object.name.name,
			(*each)->inherited ? "*" : "");
	text = arena_printf(&arena, "%s;", text);
	list_each (struct index **, each, &table->indexes)
		text = arena_printf(&arena, "%s %s%s", text, (*each)->object.name.name,
			(*each)->inherited ? "*" : "");
	return text;
}

#define PARENT                                                                                     \
	"struct t { int64_t id DB_PRIMARY_KEY DB_IDENTITY; char *x DB_CHECK(\"x <> ''\"); } "      \
	"DB_TABLE(t) DB_PARTITION_BY(\"RANGE (id)\") DB_INDEX(t_x, \"(x)\");\n"
#define PARTITION "DB_PARTITION(p, t, \"FOR VALUES FROM (1) TO (9)\")"

static void partitions(void **state)
{
	(void)state;
	struct schema *schema = read(PARENT PARTITION " DB_INDEX(own, \"(id, x)\");\n");
	assert_true(expands(schema));
	struct schema *expanded = expand(&arena, schema);
	struct table *partition = find(expanded, "p");
	assert_string_equal(parts(partition), "id*, x*; p_pkey* t_x_check*; own p_x_idx*");
	assert_int_equal(table_column(partition, "id")->identity, IDENTITY_NONE);
	assert_string_equal(table_constraint(partition, "p_pkey")->part_of, "t_pkey");
	assert_string_equal(table_index(partition, "p_x_idx")->attached_to.name, "t_x");
	/* The schema itself stays as it was. */
	assert_string_equal(parts(find(schema, "p")), ";; own");
	assert_false(expands(read("struct t { int64_t id; } DB_TABLE(t);")));
}

static void parts_with_names_of_their_own(void **state)
{
	(void)state;
	struct schema *expanded = expand(&arena,
		read(PARENT PARTITION
			" DB_ATTACHED_INDEX(mine, t_x) DB_ATTACHED_INDEX(\"My key\", t_pkey);\n"));
	struct table *partition = find(expanded, "p");
	assert_string_equal(parts(partition), "id*, x*; My key* t_x_check*; mine*");
	assert_string_equal(table_constraint(partition, "My key")->made_as, "p_pkey");
	assert_string_equal(table_index(partition, "mine")->made_as, "p_x_idx");
}

static void partitions_of_partitions(void **state)
{
	(void)state;
	struct schema *expanded = expand(
		&arena, read("DB_PARTITION(q, p, \"FOR VALUES FROM (1) TO (5)\");\n" PARTITION
			     " DB_PARTITION_BY(\"RANGE (id)\");\n" PARENT));
	assert_string_equal(parts(find(expanded, "q")), "id*, x*; q_pkey* t_x_check*; q_x_idx*");
}

static void children(void **state)
{
	(void)state;
	struct schema *expanded = expand(&arena,
		read("struct a { int64_t id DB_PRIMARY_KEY; char *x DB_CHECK(\"x <> ''\"); } "
		     "DB_TABLE(a) DB_INDEX(a_x, \"(x)\") "
		     "DB_CONSTRAINT(alone, \"CHECK (id > 0) NO INHERIT\");\n"
		     "struct b { bool y; } DB_TABLE(b);\n"
		     "struct c { char *x; bool z; } DB_TABLE(c) DB_INHERITS(a) DB_INHERITS(b);\n"));
	assert_string_equal(parts(find(expanded, "c")), "x, z, id*, y*; a_x_check*;");
}

/* What the old and the new table's parts are once both are known. */
static void settles(const char *old, const char *new, const char *before, const char *after)
{
	struct schema *from = expand(&arena, read(old)), *to = expand(&arena, read(new));
	settle_inherited(from, to);
	assert_string_equal(parts(find(from, "p")), before);
	assert_string_equal(parts(find(to, "p")), after);
}

static void settling(void **state)
{
	(void)state;
	static const char all[] = "id*, x*; p_pkey* t_x_check*; p_x_idx*";
	static const char free[] =
		PARENT "struct p { int64_t id DB_PRIMARY_KEY; char *x; } DB_TABLE(p);\n";
	settles(PARENT PARTITION ";\n", PARENT PARTITION ";\n", all, all);
	/* Let go, everything is the table's own. */
	settles(PARENT PARTITION ";\n", free, "id, x; p_pkey t_x_check; p_x_idx", "id, x; p_pkey;");
	/* Attached, it gets the keys and indexes that it lacks from the server, not the checks. */
	settles(free, PARENT PARTITION ";\n", "id, x; p_pkey;",
		"id, x; p_pkey* t_x_check; p_x_idx*");
	/* Another bound: let go and attached again. */
	settles(PARENT PARTITION ";\n", PARENT "DB_PARTITION(p, t, \"DEFAULT\");\n",
		"id, x; p_pkey t_x_check; p_x_idx", "id, x; p_pkey* t_x_check; p_x_idx*");
}

static void settling_children(void **state)
{
	(void)state;
	static const char parent[] = "struct t { int64_t id; } DB_TABLE(t);\n";
	const char *with = arena_printf(
		&arena, "%sstruct p { bool y; } DB_TABLE(p) DB_INHERITS(t);\n", parent);
	const char *said = arena_printf(
		&arena, "%sstruct p { int64_t id; } DB_TABLE(p) DB_INHERITS(t);\n", parent);
	const char *without =
		arena_printf(&arena, "%sstruct p { int64_t id; bool y; } DB_TABLE(p);\n", parent);
	settles(with, with, "y, id*;;", "y, id*;;");
	settles(with, without, "y, id;;", "id, y;;");
	/* Said by both and the same: the parent's statements reach it. */
	settles(said, said, "id*;;", "id*;;");
}

static void note(void *data, struct table *descendant)
{
	const char **all = data;
	*all = arena_printf(&arena, "%s %s", *all, descendant->object.name.name);
}

static void descendants(void **state)
{
	(void)state;
	struct schema *schema = read("struct a { bool x; } DB_TABLE(a);\n"
				     "struct b { bool y; } DB_TABLE(b) DB_INHERITS(a);\n"
				     "struct c { bool z; } DB_TABLE(c) DB_INHERITS(b);\n"
				     "struct d { bool w; } DB_TABLE(d);\n");
	const char *all = "";
	each_descendant(schema, find(schema, "a"), note, &all);
	assert_string_equal(all, " b c");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(partitions, set_up, tear_down),
		cmocka_unit_test_setup_teardown(parts_with_names_of_their_own, set_up, tear_down),
		cmocka_unit_test_setup_teardown(partitions_of_partitions, set_up, tear_down),
		cmocka_unit_test_setup_teardown(children, set_up, tear_down),
		cmocka_unit_test_setup_teardown(settling, set_up, tear_down),
		cmocka_unit_test_setup_teardown(settling_children, set_up, tear_down),
		cmocka_unit_test_setup_teardown(descendants, set_up, tear_down),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
