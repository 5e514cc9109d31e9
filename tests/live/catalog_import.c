/* What is imported reads back as the very schema that the catalogs hold, object by object: for
 * every tests/import/NAME.sql. */
#include "live/catalog.h"

#include "base/file.h"
#include "import/import.h"
#include "write/write.h"

static void start_anew(void)
{
	live_run(conn, "DO $$ DECLARE name text; BEGIN "
		       "FOR name IN SELECT nspname FROM pg_namespace WHERE nspname !~ '^pg_' AND "
		       "nspname <> 'information_schema' LOOP "
		       "EXECUTE format('DROP SCHEMA %I CASCADE', name); END LOOP; END $$; "
		       "CREATE SCHEMA public");
}

static void assert_in(const struct object_list *some, const struct schema *all, const char *header)
{
	list_each (const struct object **, object, some) {
		const struct object *other = schema_find(all, (*object)->kind, (*object)->name);
		if (!other || !object_equal(*object, other))
			fail_msg("%s \"%s\" is another, or lost, on one side:\n%s",
				object_kind_name((*object)->kind), (*object)->name.name, header);
	}
}

static void assert_comes_back(const char *folder, const char *file)
{
	const char *sql = file_read(&arena, arena_printf(&arena, "%s/%s", folder, file), NULL);
	assert_non_null(sql);
	int since = 0;
	if (sscanf(sql, "-- since %d", &since) == 1 && PQserverVersion(conn) < since * 10000) {
		print_message("skipped: %s needs PostgreSQL %d\n", file, since);
		return;
	}
	start_anew();
	live_run(conn, sql);
	struct schema *schema = read_all();
	struct object_list objects = {0}, again = {0};
	struct text text = {0};
	import_c_model(schema);
	import_order(&arena, schema, &objects);
	write_header(&text, &objects, schema, "IMPORTED_H");
	const char *header = text_take(&text, &arena);
	struct schema *read = models_from_text(&arena, header);
	if (!read)
		fail_msg("%s is not understood:\n%s", file, header);
	import_order(&arena, read, &again);
	assert_in(&objects, read, header);
	assert_in(&again, schema, header);
}

static void test_every_database(void **state)
{
	(void)state;
	struct names files = {0};
	assert_int_equal(file_list(&arena, "tests/import", ".sql", &files), 0);
	assert_true(files.count > 0);
	list_each (const char **, file, &files)
		assert_comes_back("tests/import", *file);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_database),
	};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
