/* What only newer servers have, as the catalogs' reader finds it. */
#include "live/catalog.h"

static void need(int version)
{
	if (PQserverVersion(conn) < version * 10000)
		skip();
}

static const struct table *table(const struct schema *schema, const char *name)
{
	const struct table *found =
		schema_find(schema, OBJECT_TABLE, (struct qualified){.name = name});
	if (!found)
		fail_msg("no table %s", name);
	return found;
}

static void test_14(void **state)
{
	(void)state;
	need(14);
	assert_reads(
		"CREATE TABLE t (a integer, b text COMPRESSION pglz);"
		"CREATE STATISTICS sum ON (a + 1), a FROM t;"
		"CREATE FUNCTION one() RETURNS integer RETURN 1;"
		"CREATE PROCEDURE work(INOUT n integer) LANGUAGE sql BEGIN ATOMIC SELECT n + 1; "
		"END",
		"struct t { int32_t *a; char *b DB_COMPRESSION(pglz); } DB_TABLE(t);"
		"DB_STATISTICS(sum, \"ON (a + 1), a FROM t\");"
		"DB_FUNCTION(one, \"() RETURNS integer RETURN 1\");"
		"DB_PROCEDURE(work, \"(INOUT n integer) LANGUAGE sql BEGIN ATOMIC SELECT (n + 1); "
		"END\");");
}

static void test_15(void **state)
{
	(void)state;
	need(15);
	assert_reads(
		"CREATE TABLE t (a integer, b integer, UNIQUE NULLS NOT DISTINCT (a), UNIQUE (a, "
		"b), FOREIGN KEY (a, b) REFERENCES t (a, b) ON DELETE SET NULL (b));"
		"CREATE UNIQUE INDEX ON t (b) NULLS NOT DISTINCT",
		"struct t { int32_t *a, *b; } DB_TABLE(t) "
		"DB_CONSTRAINT(\"UNIQUE NULLS NOT DISTINCT (a)\") DB_CONSTRAINT(\"UNIQUE (a, b)\") "
		"DB_CONSTRAINT(\"FOREIGN KEY (a, b) REFERENCES t (a, b) ON DELETE SET NULL (b)\") "
		"DB_UNIQUE_INDEX(\"(b) NULLS NOT DISTINCT\");");
	make("CREATE SCHEMA sales; CREATE TABLE sales.t (a integer); CREATE SEQUENCE sales.s OWNED BY "
	     "sales.t.a; ALTER SEQUENCE sales.s SET UNLOGGED; CREATE UNLOGGED SEQUENCE u");
	struct schema *read = read_all();
	assert_true(read->sequences.items[0]->unlogged);
	assert_string_equal(outsides(read),
		"sequence sales.s: it is logged otherwise than the table that owns it\n");
}

static void test_17(void **state)
{
	(void)state;
	need(17);
	make("CREATE TABLE p (id bigint GENERATED ALWAYS AS IDENTITY (START 7), a integer) PARTITION "
	     "BY LIST (a); CREATE TABLE p1 PARTITION OF p FOR VALUES IN (1);"
	     "CREATE COLLATION c (provider = builtin, locale = 'C.UTF-8');"
	     "ALTER TABLE p ALTER a SET STATISTICS 5");
	struct schema *read = read_all();
	assert_int_equal(table_column(table(read, "p"), "id")->identity_options.start, 7);
	assert_int_equal(table_column(table(read, "p"), "a")->statistics, 6);
	assert_int_equal(table_column(table(read, "p"), "id")->statistics, 0);
	assert_int_equal(read->sequences.count, 0);
	assert_string_equal(
		read->definitions.items[0]->definition, "(provider = builtin, locale = 'C.UTF-8')");
	assert_string_equal(outsides(read), "");
}

static void test_18(void **state)
{
	(void)state;
	need(18);
	live_run(conn, "DROP EXTENSION IF EXISTS btree_gist");
	make("CREATE EXTENSION btree_gist; CREATE TABLE t (a integer CONSTRAINT odd NOT NULL, b "
	     "integer GENERATED ALWAYS AS (a * 2) VIRTUAL, c integer GENERATED ALWAYS AS (a * 3) "
	     "STORED, CHECK (a > 0) NOT ENFORCED, during daterange, "
	     "CONSTRAINT now UNIQUE (a, during WITHOUT OVERLAPS));"
	     "CREATE TABLE u (a integer, during daterange, CONSTRAINT at FOREIGN KEY (a, PERIOD "
	     "during) REFERENCES t (a, PERIOD during)); ALTER TABLE u ADD CONSTRAINT later NOT NULL a "
	     "NOT VALID; CREATE TABLE v (a integer, CONSTRAINT here NOT NULL a NO INHERIT)");
	struct schema *read = read_all();
	const struct column *b = table_column(table(read, "t"), "b");
	assert_true(b->generated_virtual);
	assert_string_equal(b->generated.sql, "a * 2");
	assert_false(table_column(table(read, "t"), "c")->generated_virtual);
	assert_true(table_column(table(read, "t"), "a")->not_null);
	assert_string_equal(outsides(read),
		"constraint now on t: it is WITHOUT OVERLAPS or of a PERIOD, which PostgreSQL has since "
		"18\n"
		"constraint t_a_check on t: it is NOT ENFORCED, which PostgreSQL has since 18\n"
		"constraint at on u: it is WITHOUT OVERLAPS or of a PERIOD, which PostgreSQL has since "
		"18\n"
		"constraint here on v: it is NOT NULL NO INHERIT\n"
		"constraint later on u: it is NOT NULL and NOT VALID\n");
	live_run(conn, "DROP EXTENSION btree_gist CASCADE");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_14),
		TEST(test_15),
		TEST(test_17),
		TEST(test_18),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
