/* Two schemas that came from one, made one again: what goes together and what collides. */
#include "diff/merge.h"
#include "diff/objects.h"

#include <stdio.h>
#include <string.h>

#include "support/cmocka_all.h"
#include "support/models.h"

static struct arena arena;

static const char base[] =
	"enum kind { KIND_A, KIND_B } DB_ENUM(kind);\n"
	"struct one { int32_t id DB_PRIMARY_KEY; char *a; char *b; } DB_TABLE(one);\n"
	"struct two { int32_t id DB_PRIMARY_KEY; } DB_TABLE(two);\n";

static const char kind[] = "enum kind { KIND_A, KIND_B } DB_ENUM(kind);\n";
static const char one[] =
	"struct one { int32_t id DB_PRIMARY_KEY; char *a; char *b; } DB_TABLE(one);\n";
static const char two[] = "struct two { int32_t id DB_PRIMARY_KEY; } DB_TABLE(two);\n";

static struct schema *text3(const char *first, const char *second, const char *third)
{
	struct schema *schema =
		models_from_text(&arena, arena_printf(&arena, "%s%s%s", first, second, third));
	assert_non_null(schema);
	return schema;
}

static bool merge(const struct schema *left, const struct schema *right, struct schema *merged,
	struct diag *diag)
{
	diag_init(diag, &arena);
	return diff_merge(&arena, text3(base, "", ""), (struct merge_side){left, "0002_l"},
		(struct merge_side){right, "0002_r"}, merged, diag);
}

/* Either way round it comes to the schema of the text. */
static void merges_to(
	const struct schema *left, const struct schema *right, const struct schema *wanted)
{
	for (int turn = 0; turn < 2; turn++) {
		struct schema merged;
		struct diag diag;
		bool well = turn ? merge(right, left, &merged, &diag)
				 : merge(left, right, &merged, &diag);
		diag_print(&diag, stderr);
		assert_true(well);
		assert_int_equal(merged.tables.count, wanted->tables.count);
		assert_int_equal(merged.enums.count, wanted->enums.count);
		list_each (struct table **, each, &wanted->tables) {
			const struct table *table =
				schema_find(&merged, OBJECT_TABLE, (*each)->object.name);
			assert_non_null(table);
			assert_true(object_equal(&table->object, &(*each)->object));
		}
		list_each (struct enum_type **, each, &wanted->enums) {
			const struct enum_type *type =
				schema_find(&merged, OBJECT_ENUM, (*each)->object.name);
			assert_non_null(type);
			assert_true(object_equal(&type->object, &(*each)->object));
		}
	}
}

static void collides(const struct schema *left, const struct schema *right, const char *words)
{
	struct schema merged;
	struct diag diag;
	assert_false(merge(left, right, &merged, &diag));
	assert_int_equal(diag.errors, 1);
	if (!strstr(diag.list.items[0].message, words))
		fail_msg("\"%s\" does not say \"%s\"", diag.list.items[0].message, words);
}

static void different_objects_go_together(void **state)
{
	(void)state;
	const char *three = "struct three { int32_t id DB_PRIMARY_KEY; } DB_TABLE(three);\n";
	const char *four = "enum four { FOUR_A } DB_ENUM(four);\n";
	merges_to(text3(base, three, ""), text3(base, four, ""), text3(base, three, four));
	merges_to(text3(kind, one, ""), text3(base, three, ""), text3(kind, one, three));
	merges_to(text3(base, "", ""), text3(base, "", ""), text3(base, "", ""));
}

static void parts_of_a_table_go_together(void **state)
{
	(void)state;
	merges_to(text3(kind, two,
			  "struct one { int32_t id DB_PRIMARY_KEY; char *a; char *b; int32_t c; } "
			  "DB_TABLE(one) DB_INDEX(by_c, \"(c)\");\n"),
		text3(kind, two,
			"/** one */\nstruct one { int64_t id DB_PRIMARY_KEY; char *a DB_UNIQUE; } "
			"DB_TABLE(one);\n"),
		text3(kind, two,
			"/** one */\n"
			"struct one { int64_t id DB_PRIMARY_KEY; char *a DB_UNIQUE; int32_t c; } "
			"DB_TABLE(one) DB_INDEX(by_c, \"(c)\");\n"));
}

/* base's table one, with these words. */
static struct schema *one_with(const char *words)
{
	return text3(kind, two,
		arena_printf(&arena,
			"struct one { int32_t id DB_PRIMARY_KEY; char *a; char *b; } DB_TABLE(one) "
			"%s;\n",
			words));
}

static void attributes_of_a_table_go_together(void **state)
{
	(void)state;
	merges_to(one_with("DB_UNLOGGED"), one_with("DB_ROW_SECURITY"),
		one_with("DB_UNLOGGED DB_ROW_SECURITY"));
	merges_to(one_with("DB_UNLOGGED DB_WITH(\"fillfactor=70\")"), one_with("DB_UNLOGGED"),
		one_with("DB_UNLOGGED DB_WITH(\"fillfactor=70\")"));
	merges_to(one_with("DB_WITH(\"fillfactor=70, parallel_workers=2\")"),
		one_with("DB_WITH(\"autovacuum_enabled=off, fillfactor=70, vacuum_truncate=off\")"),
		one_with("DB_WITH(\"autovacuum_enabled=off, fillfactor=70, parallel_workers=2, "
			 "vacuum_truncate=off\")"));
	collides(one_with("DB_WITH(\"fillfactor=70\")"), one_with("DB_WITH(\"fillfactor=80\")"),
		"changes table \"one\", which \"0002_l\" changes too");
	static const char *const words[] = {"DB_FORCE_ROW_SECURITY", "DB_ACCESS_METHOD(other)",
		"DB_TABLESPACE(fast)", "DB_REPLICA_IDENTITY(\"full\")", "DB_CLUSTER_ON(one_pkey)",
		"DB_INHERITS(two)", "DB_PARTITION_BY(\"RANGE (id)\")"};
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		merges_to(one_with(words[i]), one_with("DB_ROW_SECURITY"),
			one_with(arena_printf(&arena, "DB_ROW_SECURITY %s", words[i])));
	collides(one_with("DB_TABLESPACE(fast)"), one_with("DB_TABLESPACE(slow)"),
		"changes table \"one\", which \"0002_l\" changes too");
}

/* A schema's objects beside base's own, which merge without a look inside. */
static void other_kinds_go_together(void **state)
{
	(void)state;
	static const char *const words[] = {
		"struct { int32_t x; } typedef pair_t DB_COMPOSITE(pair);\n",
		"DB_RANGE(spans, \"(SUBTYPE = float8)\");\n",
		"struct DB_VIEW(all_a, \"SELECT a FROM one\") all_a;\n",
		"struct DB_MATERIALIZED_VIEW(all_b, \"SELECT b FROM one\") "
		"DB_INDEX(by_b, \"(b)\") all_b;\n",
		"DB_FUNCTION(f, \"() RETURNS integer LANGUAGE sql AS 'SELECT 1'\");\n",
		"DB_TRIGGER(tr, \"BEFORE UPDATE ON one FOR EACH ROW EXECUTE FUNCTION f()\");\n",
		"DB_POLICY(p, \"ON one USING (true)\");\n",
		"DB_RULE(r, \"AS ON DELETE TO one DO INSTEAD NOTHING\");\n",
		"DB_STATISTICS(st, \"ON a, b FROM one\");\n",
		"DB_GRANT(\"SELECT ON one TO reader\");\n",
		"struct kept { int32_t id; } DB_TABLE(kept) DB_PARTITION_BY(\"RANGE (id)\");\n"
		"DB_PARTITION(kept_1, kept, \"FOR VALUES FROM (1) TO (2)\");\n",
	};
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		const char *other = words[(i + 5) % (sizeof words / sizeof *words)];
		struct schema *wanted = text3(base, words[i], other), merged;
		struct diag diag;
		assert_true(
			merge(text3(base, words[i], ""), text3(base, other, ""), &merged, &diag));
		for (int each = 0; each < TOP_LEVEL_KINDS; each++) {
			struct objects there = objects_of(&arena, wanted, (enum object_kind)each);
			struct objects got = objects_of(&arena, &merged, (enum object_kind)each);
			assert_int_equal(got.count, there.count);
			list_each (struct object **, object, &there) {
				struct object *found = objects_find(&got, (*object)->name);
				assert_non_null(found);
				assert_true(object_equal(found, *object));
			}
		}
	}
	collides(text3(base, "DB_RANGE(spans, \"(SUBTYPE = float8)\");\n", ""),
		text3(base, "DB_RANGE(spans, \"(SUBTYPE = numeric)\");\n", ""),
		"\"0002_r\" creates range type \"spans\", which \"0002_l\" creates too");
}

static void what_both_create_collides(void **state)
{
	(void)state;
	const char *three = "struct three { int32_t id DB_PRIMARY_KEY; } DB_TABLE(three);\n";
	const char *wide = "struct one { int32_t id DB_PRIMARY_KEY; char *a; char *b; int32_t c; } "
			   "DB_TABLE(one);\n";
	collides(text3(base, three, ""), text3(base, three, ""),
		"\"0002_r\" creates table \"three\", which \"0002_l\" creates too");
	collides(text3(kind, two, wide), text3(kind, two, wide),
		"\"0002_r\" creates column \"one.c\", which \"0002_l\" creates too");
}

static void what_both_change_collides(void **state)
{
	(void)state;
	const char *left =
		"struct one { int32_t id DB_PRIMARY_KEY; char *a DB_NOT_NULL; char *b; } "
		"DB_TABLE(one);\n";
	const char *right =
		"struct one { int32_t id DB_PRIMARY_KEY; char *a DB_DEFAULT(\"''\"); char *b; } "
		"DB_TABLE(one);\n";
	collides(text3(kind, two, left), text3(kind, two, right),
		"changes column \"one.a\", which \"0002_l\" changes too");
	collides(text3("enum kind { KIND_A, KIND_B, KIND_C } DB_ENUM(kind);\n", one, two),
		text3("enum kind { KIND_A, KIND_B, KIND_D } DB_ENUM(kind);\n", one, two),
		"changes enum \"kind\"");
	collides(text3(kind, two,
			 "/** l */\nstruct one { int32_t id DB_PRIMARY_KEY; char *a; char "
			 "*b; } DB_TABLE(one);\n"),
		text3(kind, two,
			"/** r */\nstruct one { int32_t id DB_PRIMARY_KEY; char *a; char *b; } "
			"DB_TABLE(one);\n"),
		"changes table \"one\"");
}

static void what_one_drops_and_the_other_changes_collides(void **state)
{
	(void)state;
	collides(text3(kind, two, ""),
		text3(kind, two,
			"struct one { int32_t id DB_PRIMARY_KEY; char *a; } DB_TABLE(one);\n"),
		"\"0002_r\" changes table \"one\", which \"0002_l\" drops too");
	collides(text3(kind, two, ""), text3(kind, two, ""), "drops table \"one\"");
}

static void what_means_nothing_together_is_refused(void **state)
{
	(void)state;
	collides(text3(kind, one, ""),
		text3(base,
			"struct three { int32_t id DB_REFERENCES(two, id); } DB_TABLE(three);\n",
			""),
		"references table \"two\"");
}

static int begin(void **state)
{
	(void)state;
	arena_init(&arena);
	return 0;
}

static int end(void **state)
{
	(void)state;
	arena_finish(&arena);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(different_objects_go_together),
		cmocka_unit_test(parts_of_a_table_go_together),
		cmocka_unit_test(attributes_of_a_table_go_together),
		cmocka_unit_test(other_kinds_go_together),
		cmocka_unit_test(what_both_create_collides),
		cmocka_unit_test(what_both_change_collides),
		cmocka_unit_test(what_one_drops_and_the_other_changes_collides),
		cmocka_unit_test(what_means_nothing_together_is_refused),
	};
	return cmocka_run_group_tests(tests, begin, end);
}
