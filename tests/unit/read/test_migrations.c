/* The migrations folder: its graph, its errors, and what its headers add up to. */
#include "base/file.h"
#include "read/read.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "support/cmocka_all.h"

static struct arena arena;
static char folder[] = "/tmp/restruct-migrations-XXXXXX";

static void put_file(const char *name, const char *content)
{
	struct text text = {0};
	text_put(&text, content);
	assert_int_not_equal(
		file_write(arena_printf(&arena, "%s/%s", folder, name), &text), FILE_FAILED);
	text_finish(&text);
}

/* A revision of the folder. models may be "". */
static void put_revision(
	const char *id, const char *message, const char *parents, const char *models)
{
	put_file(arena_printf(&arena, "%s.h", id),
		arena_printf(&arena,
			"#ifndef R_%s\n#define R_%s\n#include <restruct_model.h>\n"
			"DB_REVISION(%s, \"%s\"%s%s);\nDB_COMPATIBILITY(additive);\n%s\n#endif\n",
			id, id, id, message, *parents ? ", " : "", parents, models));
	put_file(arena_printf(&arena, "%s.c", id), "");
}

static bool read_folder(struct migrations *migrations, struct diag *diag)
{
	struct flags flags = {0};
	struct names own = {0}, files = {0};
	list_push(&arena, &own, "-Imodels");
	diag_init(diag, &arena);
	assert_true(read_flags(&arena, &own, NULL, &files, &flags, diag));
	return read_migrations(&arena, folder, &flags, migrations, diag);
}

static void read_well(struct migrations *migrations)
{
	struct diag diag;
	bool well = read_folder(migrations, &diag);
	diag_print(&diag, stderr);
	assert_true(well);
}

/* The folder is wrong, and the one message holds the words. */
static void fails_with(const char *words)
{
	struct migrations migrations;
	struct diag diag;
	assert_false(read_folder(&migrations, &diag));
	const char *said = diag.list.items[0].message;
	if (diag.list.count != 1 || !strstr(said, words)) {
		diag_print(&diag, stderr);
		fail_msg("one message was to say \"%s\"", words);
	}
}

static const char *ids(const struct revisions *revisions)
{
	struct text text = {0};
	list_each (struct revision **, each, revisions)
		text_printf(&text, "%s%s", each == revisions->items ? "" : " ", (*each)->id);
	return text_take(&text, &arena);
}

static void no_folder_is_an_empty_one(void **state)
{
	(void)state;
	struct migrations migrations;
	rmdir(folder);
	read_well(&migrations);
	assert_int_equal(migrations.revisions.count, 0);
	assert_int_equal(migrations.heads.count, 0);
}

static void facts_of_a_revision(void **state)
{
	(void)state;
	struct migrations migrations;
	put_file("0001_one.h", "#include <restruct_model.h>\n"
			       "DB_REVISION(0001_one, \"one \\\"two\\\"\");\n"
			       "DB_COMPATIBILITY(breaking);\n"
			       "DB_HAZARD(loses-data, \"ALTER TABLE a DROP COLUMN \\\"b\\\"\");\n"
			       "DB_HAZARD(breaks-old-code, \"x\");\n"
			       "DB_DROPPED(table, audit.\"old one\");\n"
			       "DB_DROPPED(enum, kind);\n");
	put_file("0001_one.c", "");
	put_file("notes.h", "this is not C\n");
	read_well(&migrations);
	assert_int_equal(migrations.revisions.count, 1);
	const struct revision *one = migrations.revisions.items[0];
	assert_string_equal(one->message, "one \"two\"");
	assert_string_equal(one->compatibility, "breaking");
	assert_int_equal(one->hazards.count, 2);
	assert_string_equal(one->hazards.items[0].hazard, "loses-data");
	assert_string_equal(one->hazards.items[0].statement, "ALTER TABLE a DROP COLUMN \"b\"");
	assert_int_equal(one->dropped.count, 2);
	assert_int_equal(one->dropped.items[0].kind, OBJECT_TABLE);
	assert_string_equal(one->dropped.items[0].name.schema, "audit");
	assert_string_equal(one->dropped.items[0].name.name, "old one");
	assert_int_equal(one->dropped.items[1].kind, OBJECT_ENUM);
	assert_string_equal(one->source, arena_printf(&arena, "%s/0001_one.c", folder));
}

static void parents_come_first(void **state)
{
	(void)state;
	struct migrations migrations;
	struct diag diag;
	put_revision("0001_z", "z", "0003_y", "");
	put_revision("0002_a", "a", "0001_z", "");
	put_revision("0002_b", "b", "0001_z", "");
	put_revision("0003_y", "y", "", "");
	put_revision("0004_m", "m", "0002_b, 0002_a", "");
	put_revision("0005_n", "n", "0002_b", "");
	read_well(&migrations);
	assert_string_equal(
		ids(&migrations.revisions), "0003_y 0001_z 0002_a 0002_b 0004_m 0005_n");
	assert_string_equal(ids(&migrations.heads), "0004_m 0005_n");
	diag_init(&diag, &arena);
	assert_string_equal(migrations_find(&migrations, "0003", &diag)->id, "0003_y");
	assert_string_equal(migrations_find(&migrations, "0002_a", &diag)->id, "0002_a");
	assert_int_equal(diag.errors, 0);
	assert_null(migrations_find(&migrations, "0002", &diag));
	assert_null(migrations_find(&migrations, "head", &diag));
	assert_null(migrations_find(&migrations, "9", &diag));
	assert_int_equal(diag.errors, 3);
}

static void a_folder_that_is_wrong(void **state)
{
	(void)state;
	put_revision("0001_a", "a", "", "");
	unlink(arena_printf(&arena, "%s/0001_a.c", folder));
	fails_with("has no source");
	put_revision("0001_a", "a", "", "");
	unlink(arena_printf(&arena, "%s/0001_a.h", folder));
	fails_with("has no header");
	put_revision("0001_a", "a", "0001_b", "");
	fails_with("follows \"0001_b\", which is not in");
	put_revision("0001_a", "a", "", "");
	put_file("0002_b.c", "");
	put_file("0002_b.h", "#include <restruct_model.h>\nDB_REVISION(0003_c, \"c\");\n");
	fails_with("stands in a file called \"0002_b.h\"");
	put_file("0002_b.h", "#include <restruct_model.h>\n");
	fails_with("holds no DB_REVISION");
	put_revision("0002_b", "b", "0001_a, 0003_c, 0004_d", "");
	put_revision("0003_c", "c", "", "");
	put_revision("0004_d", "d", "", "");
	fails_with("has 3 parents");
}

static void a_circle_is_told(void **state)
{
	(void)state;
	struct migrations migrations;
	struct diag diag;
	put_revision("0001_a", "a", "", "");
	put_revision("0002_b", "b", "0001_a, 0003_c", "");
	put_revision("0003_c", "c", "0002_b", "");
	assert_false(read_folder(&migrations, &diag));
	assert_int_equal(diag.errors, 2);
}

static struct schema fold(const char *at)
{
	struct migrations *migrations = arena_new(&arena, struct migrations);
	struct schema schema;
	struct diag diag;
	read_well(migrations);
	diag_init(&diag, &arena);
	const struct revision *revision = migrations_find(migrations, at, &diag);
	bool well = migrations_schema(migrations, revision, &schema, &diag);
	diag_print(&diag, stderr);
	assert_true(well);
	return schema;
}

static struct table *find_table(const struct schema *schema, const char *in, const char *name)
{
	return schema_find(schema, OBJECT_TABLE, (struct qualified){.schema = in, .name = name});
}

static void headers_add_up(void **state)
{
	(void)state;
	put_revision("0001_a", "a", "",
		"enum kind_0001_a { KIND_X_0001_a DB_LABEL(\"x\") } DB_ENUM(kind);\n"
		"struct one_0001_a { int32_t id DB_PRIMARY_KEY; enum kind_0001_a k; } DB_TABLE(one);\n"
		"struct two_0001_a { int32_t id DB_PRIMARY_KEY; } DB_TABLE(two);\n");
	put_revision("0002_b", "b", "0001_a",
		"DB_DROPPED(table, two);\nDB_SCHEMA(audit);\n"
		"struct one_0002_b { int32_t id DB_PRIMARY_KEY; int32_t b; } DB_TABLE(one);\n"
		"struct log_0002_b { int32_t id DB_PRIMARY_KEY; } DB_TABLE(audit.log);\n");
	put_revision("0003_c", "c", "0002_b",
		"struct first_0003_c { int32_t id DB_PRIMARY_KEY; } DB_TABLE(first) DB_WAS(one);\n"
		"struct log_0003_c { int32_t id DB_PRIMARY_KEY; } DB_TABLE(log) DB_WAS(audit.log);\n");
	put_revision("0002_d", "d", "0001_a",
		"struct three_0002_d { int32_t id DB_PRIMARY_KEY; } DB_TABLE(three);\n");
	struct schema schema = fold("0001");
	assert_int_equal(schema.tables.count, 2);
	assert_string_equal(find_table(&schema, NULL, "one")->object.revision, "0001_a");
	assert_string_equal(find_table(&schema, NULL, "one")->tag, "one");
	schema = fold("0002_b");
	assert_int_equal(schema.tables.count, 2);
	assert_non_null(table_column(find_table(&schema, NULL, "one"), "b"));
	assert_non_null(find_table(&schema, "audit", "log"));
	assert_null(find_table(&schema, NULL, "two"));
	schema = fold("0003");
	assert_int_equal(schema.tables.count, 2);
	assert_non_null(find_table(&schema, NULL, "first"));
	assert_non_null(find_table(&schema, NULL, "log"));
	assert_int_equal(schema.enums.count, 1);
	assert_string_equal(schema.enums.items[0]->tag, "kind");
	assert_string_equal(schema.enums.items[0]->labels.items[0]->enumerator, "KIND_X");
	schema = fold("0002_d");
	assert_int_equal(schema.tables.count, 3);
}

static void names_change_hands(void **state)
{
	(void)state;
	put_revision("0001_a", "a", "",
		"struct x_0001_a { int32_t x DB_PRIMARY_KEY; } DB_TABLE(x);\n"
		"struct y_0001_a { int32_t y DB_PRIMARY_KEY; } DB_TABLE(y);\n");
	put_revision("0002_b", "b", "0001_a",
		"struct x_0002_b { int32_t y DB_PRIMARY_KEY; } DB_TABLE(x) DB_WAS(y);\n"
		"struct y_0002_b { int32_t x DB_PRIMARY_KEY; } DB_TABLE(y) DB_WAS(x);\n");
	struct schema schema = fold("head");
	assert_int_equal(schema.tables.count, 2);
	assert_non_null(table_column(find_table(&schema, NULL, "x"), "y"));
	assert_non_null(table_column(find_table(&schema, NULL, "y"), "x"));
}

static void a_thousand_are_quick(void **state)
{
	(void)state;
	const char *parent = "";
	for (int i = 1; i <= 1000; i++) {
		const char *id = arena_printf(&arena, "%04d_step", i);
		put_revision(id, "step", parent,
			arena_printf(&arena,
				"struct t_%s { int32_t id DB_PRIMARY_KEY; char *a; } DB_TABLE(t%d);\n",
				id, i % 300));
		parent = id;
	}
	clock_t start = clock();
	struct schema schema = fold("head");
	double seconds = (double)(clock() - start) / CLOCKS_PER_SEC;
	assert_int_equal(schema.tables.count, 300);
	if (seconds > 5)
		fail_msg("it took %.1f s", seconds);
}

static int begin(void **state)
{
	(void)state;
	arena_init(&arena);
	strcpy(folder + strlen(folder) - 6, "XXXXXX");
	return mkdtemp(folder) ? 0 : -1;
}

static int end(void **state)
{
	(void)state;
	struct names files = {0};
	if (file_list(&arena, folder, "", &files) == 0) {
		list_each (const char **, file, &files)
			unlink(arena_printf(&arena, "%s/%s", folder, *file));
	}
	rmdir(folder);
	arena_finish(&arena);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(no_folder_is_an_empty_one, begin, end),
		cmocka_unit_test_setup_teardown(facts_of_a_revision, begin, end),
		cmocka_unit_test_setup_teardown(parents_come_first, begin, end),
		cmocka_unit_test_setup_teardown(a_folder_that_is_wrong, begin, end),
		cmocka_unit_test_setup_teardown(a_circle_is_told, begin, end),
		cmocka_unit_test_setup_teardown(headers_add_up, begin, end),
		cmocka_unit_test_setup_teardown(names_change_hands, begin, end),
		cmocka_unit_test_setup_teardown(a_thousand_are_quick, begin, end),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
