/* What the catalogs' reader does without a server: its queries' braces, and PostgreSQL's text. */
#include "read/catalog_parts.h"

#include "support/cmocka_all.h"

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

static const char *query(int version, const char *fields, const char *sql)
{
	struct catalog catalog = {.arena = &arena, .version = version};
	struct catalog_part part = {.fields = fields, .sql = sql};
	struct text text = {0};
	text_put(&catalog.oids, "'{1,2}'::oid[]");
	catalog_put_query(&text, &catalog, &part);
	text_finish(&catalog.oids);
	return text_take(&text, &arena);
}

static void chooses_by_version(void **state)
{
	(void)state;
	static const char fields[] = "{14:a.new|''}, ", sql[] = "FROM t WHERE {18:x = 1|true}";
	assert_string_equal(query(130023, fields, sql), "SELECT '', NULL FROM t WHERE true;\n");
	assert_string_equal(query(140000, fields, sql), "SELECT a.new, NULL FROM t WHERE true;\n");
	assert_string_equal(query(180004, fields, sql), "SELECT a.new, NULL FROM t WHERE x = 1;\n");
	assert_string_equal(query(150000, "", "FROM t WHERE a IN ('U', {15:''|'C'})"),
		"SELECT NULL FROM t WHERE a IN ('U', '');\n");
}

static void puts_in_words(void **state)
{
	(void)state;
	assert_string_equal(query(150000, "", "FROM r {in r.ns} WHERE true {own 'pg_class' r.oid}"),
		"SELECT NULL FROM r JOIN pg_namespace n ON n.oid = r.ns AND n.oid = ANY "
		"('{1,2}'::oid[]) WHERE true AND NOT EXISTS (SELECT FROM pg_depend m WHERE m.classid = "
		"'pg_class'::regclass AND m.objid = r.oid AND m.deptype = 'e');\n");
	assert_string_equal(query(150000, "{comment 'pg_class' r.oid 0}, ", "FROM r"),
		"SELECT (SELECT c.description FROM pg_description c WHERE c.classoid = "
		"'pg_class'::regclass AND c.objoid = r.oid AND c.objsubid = 0), NULL FROM r;\n");
	assert_string_equal(query(150000, "", "WHERE n = ANY ({schemas})"),
		"SELECT NULL WHERE n = ANY ('{1,2}'::oid[]);\n");
}

static void skips_names(void **state)
{
	(void)state;
	assert_string_equal(catalog_after_name("a.b USING x"), " USING x");
	assert_string_equal(catalog_after_name("\"a (\"\" b\".\"c d\"(x)"), "(x)");
	assert_string_equal(catalog_after_name("plain"), "");
	assert_string_equal(catalog_after_word("UNIQUE INDEX", "UNIQUE "), "INDEX");
	assert_string_equal(catalog_after_word("INDEX", "UNIQUE "), "INDEX");
}

static void knows_numbered_names(void **state)
{
	(void)state;
	assert_true(catalog_is_numbered("t_a_idx", "t_a_idx"));
	assert_true(catalog_is_numbered("t_a_idx12", "t_a_idx"));
	assert_false(catalog_is_numbered("t_a_idx_1", "t_a_idx"));
	assert_false(catalog_is_numbered("t_a", "t_a_idx"));
}

static void names_schemas(void **state)
{
	(void)state;
	struct catalog_options options = {0};
	struct schema_alias alias = {"shadow_1", "sales"}, main_alias = {"shadow_0", "app"};
	list_push(&arena, &options.aliases, alias);
	list_push(&arena, &options.aliases, main_alias);
	struct catalog catalog = {.arena = &arena, .options = &options, .main = "shadow_0"};
	assert_null(catalog_schema(&catalog, "shadow_0"));
	assert_string_equal(catalog_schema(&catalog, "shadow_1"), "sales");
	assert_string_equal(catalog_schema(&catalog, "other"), "other");
	assert_string_equal(catalog_schema_name(&catalog, "shadow_0"), "app");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(chooses_by_version, set_up, tear_down),
		cmocka_unit_test_setup_teardown(puts_in_words, set_up, tear_down),
		cmocka_unit_test_setup_teardown(skips_names, set_up, tear_down),
		cmocka_unit_test_setup_teardown(knows_numbered_names, set_up, tear_down),
		cmocka_unit_test_setup_teardown(names_schemas, set_up, tear_down),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
