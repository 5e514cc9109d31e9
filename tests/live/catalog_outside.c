/* What a schema cannot hold is named, each with its reason. */
#include "live/catalog.h"

static void assert_outside(const char *sql, const char *expected)
{
	make(sql);
	assert_string_equal(outsides(read_all()), expected);
}

static void test_kinds_in_schemas(void **state)
{
	(void)state;
	assert_outside(
		"CREATE SCHEMA sales; CREATE TYPE shell; CREATE TYPE sales.span AS RANGE (subtype = "
		"integer); CREATE OPERATOR sales.=== (FUNCTION = int4eq, LEFTARG = integer, RIGHTARG = "
		"integer); CREATE OPERATOR FAMILY lone USING btree;"
		"CREATE OPERATOR CLASS cls FOR TYPE integer USING hash AS OPERATOR 1 =;"
		"CREATE CONVERSION conv FOR 'LATIN1' TO 'UTF8' FROM iso8859_1_to_utf8;"
		"CREATE TEXT SEARCH CONFIGURATION \"My\" (COPY = simple);"
		"CREATE TEXT SEARCH DICTIONARY dict (TEMPLATE = simple);"
		"COMMENT ON SCHEMA public IS 'mine'",
		"conversion conv\n"
		"operator class cls\n"
		"operator family lone\n"
		"text search configuration \"My\"\n"
		"text search dictionary dict\n"
		"type shell\n"
		"comment on schema public: a model has no word for this schema, 'mine'\n");
}

static void test_kinds_of_the_database(void **state)
{
	(void)state;
	assert_outside(
		"CREATE TYPE pair AS (a integer, b integer); CREATE FUNCTION to_pair(text) RETURNS pair "
		"LANGUAGE sql AS 'SELECT NULL::pair'; CREATE CAST (text AS pair) WITH FUNCTION "
		"to_pair(text); CREATE FOREIGN DATA WRAPPER wrapper; CREATE SERVER \"My\" FOREIGN DATA "
		"WRAPPER wrapper; CREATE USER MAPPING FOR postgres SERVER \"My\";"
		"CREATE FOREIGN TABLE far (a integer) SERVER \"My\";"
		"CREATE FUNCTION e() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END';"
		"CREATE EVENT TRIGGER watch ON sql_drop EXECUTE FUNCTION e();"
		"CREATE PUBLICATION news; ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT ON "
		"TABLES TO PUBLIC",
		"cast text AS pair\n"
		"event trigger watch\n"
		"foreign data wrapper wrapper\n"
		"foreign server \"My\"\n"
		"foreign table far\n"
		"publication news\n"
		"default privilege of postgres on tables in public\n"
		"user mapping for postgres server \"My\"\n");
	live_run(conn, "DROP EVENT TRIGGER watch; DROP PUBLICATION news; DROP FOREIGN DATA WRAPPER "
		       "wrapper CASCADE");
}

static void test_extensions_are_no_objects(void **state)
{
	(void)state;
	assert_outside(
		"DROP EXTENSION IF EXISTS hstore; CREATE EXTENSION hstore SCHEMA public", "");
	struct schema *read = read_all();
	assert_int_equal(read->extensions.count, 1);
	assert_int_equal(read->routines.count, 0);
	live_run(conn, "DROP EXTENSION hstore");
}

static void test_attributes(void **state)
{
	(void)state;
	assert_outside(
		"CREATE TABLE p (a integer, b integer DEFAULT 1) PARTITION BY LIST (a);"
		"CREATE TABLE p1 PARTITION OF p FOR VALUES IN (1); ALTER TABLE p1 ALTER b SET DEFAULT 2;"
		"CREATE TABLE p2 PARTITION OF p (PRIMARY KEY (a)) FOR VALUES IN (2);"
		"ALTER TABLE p2 ALTER b SET NOT NULL;"
		"ALTER TABLE p ADD UNIQUE (a, b); CREATE TABLE p3 (a integer, b integer DEFAULT 1, "
		"CONSTRAINT odd UNIQUE (a, b)); ALTER TABLE p ATTACH PARTITION p3 FOR VALUES IN (3);"
		"CREATE TABLE q (c text); CREATE TABLE r () INHERITS (q);"
		"ALTER TABLE r ALTER c SET STORAGE EXTERNAL; ALTER TABLE r ALTER c SET STATISTICS 5;"
		"CREATE INDEX i ON q (lower(c)); ALTER INDEX i ALTER COLUMN 1 SET STATISTICS 7;"
		"CREATE VIEW v AS SELECT c FROM q; ALTER VIEW v ALTER c SET DEFAULT 'x';"
		"CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';"
		"CREATE TRIGGER t AFTER INSERT ON p FOR EACH ROW EXECUTE FUNCTION f();"
		"ALTER TABLE p2 DISABLE TRIGGER t",
		"column c on v: it has a default, and columns of views are not declared\n"
		"constraint odd on p3: as a part of \"p_a_b_key\" it has a name of its own\n"
		"column c of r: its storage is not that of q\n"
		"index i: statistics targets of its columns are set\n"
		"trigger t on p2: it is not enabled as that of p\n");
	struct schema *read = read_all();
	const struct table *p1 = schema_find(read, OBJECT_TABLE, (struct qualified){.name = "p1"});
	const struct table *p2 = schema_find(read, OBJECT_TABLE, (struct qualified){.name = "p2"});
	assert_string_equal(table_own(p1, "b")->default_value.sql, "2");
	assert_false(table_own(p1, "b")->own_not_null);
	assert_null(table_own(p1, "a"));
	assert_true(table_own(p2, "b")->own_not_null);
	assert_null(table_own(p2, "a")); /* the key's */
}

static void test_not_null_is_not_inherited(void **state)
{
	(void)state;
	assert_outside("CREATE TABLE u (a integer); CREATE TABLE s () INHERITS (u);"
		       "ALTER TABLE ONLY u ALTER a SET NOT NULL",
		PQserverVersion(conn) >= 180000
			? "column a of s: it may be NULL, unlike that of u\n"
			  "constraint u_a_not_null on u: it is NOT NULL NO INHERIT\n"
			: "column a of s: it may be NULL, unlike that of u\n");
}

static void test_comments(void **state)
{
	(void)state;
	assert_outside(
		"CREATE TABLE p (a integer CONSTRAINT c CHECK (a > 0), b integer) PARTITION BY "
		"LIST (a); CREATE INDEX ON p (b); CREATE TABLE p1 PARTITION OF p FOR VALUES IN "
		"(1); CREATE TABLE q (x integer); CREATE TABLE r (y integer) INHERITS (q);"
		"COMMENT ON COLUMN p.b IS 'held'; COMMENT ON COLUMN p1.b IS 'lost';"
		"COMMENT ON COLUMN r.x IS 'lost'; COMMENT ON COLUMN r.y IS 'held';"
		"COMMENT ON CONSTRAINT c ON p IS 'held'; COMMENT ON CONSTRAINT c ON p1 IS 'lost';"
		"COMMENT ON INDEX p_b_idx IS 'held'; COMMENT ON INDEX p1_b_idx IS 'lost'",
		"comment p1_b_idx: the index is its parent's\n"
		"comment on column b of p1: the column is its parent's\n"
		"comment on column x of r: the column is its parent's\n"
		"comment on constraint c on p1: the constraint is its parent's\n");
}

static void test_invalid_index(void **state)
{
	(void)state;
	make("CREATE TABLE t (a integer); INSERT INTO t VALUES (1), (1)");
	assert_false(live_takes(conn, "CREATE UNIQUE INDEX CONCURRENTLY broken ON t (a)"));
	PQclear(PQexec(conn, "CREATE UNIQUE INDEX CONCURRENTLY broken ON t (a)"));
	assert_string_equal(outsides(read_all()),
		"index broken on t: it is invalid: CREATE INDEX CONCURRENTLY has failed; drop it\n");
}

static void test_indexes_of_partitions(void **state)
{
	(void)state;
	assert_outside(
		"CREATE TABLE p (a integer, b integer) PARTITION BY LIST (a); CREATE TABLE "
		"p1 PARTITION OF p FOR VALUES IN (1); CREATE INDEX whole ON p (a);"
		"CREATE INDEX alone ON ONLY p (b); ALTER INDEX p1_a_idx SET (fillfactor = 50)",
		"index alone on p: it is invalid: not every partition has one attached to it\n"
		"index p1_a_idx: its storage parameters or tablespace are not those of whole\n");
}

static void test_lost_privileges(void **state)
{
	(void)state;
	assert_outside(
		"CREATE TABLE t (a integer); REVOKE DELETE, INSERT ON t FROM postgres;"
		"CREATE TABLE u (a integer); REVOKE ALL ON u FROM postgres; GRANT ALL ON u TO "
		"postgres; CREATE FUNCTION f() RETURNS integer LANGUAGE sql AS 'SELECT 1';"
		"REVOKE EXECUTE ON FUNCTION f FROM postgres; GRANT ALL ON SCHEMA public TO PUBLIC;"
		"REVOKE ALL ON SCHEMA public FROM PUBLIC",
		PQserverVersion(conn) >= 150000
			? "privilege EXECUTE on function f(): its owner has lost it\n"
			  "privilege USAGE on schema public: PUBLIC has lost it\n"
			  "privilege DELETE, INSERT on table t: its owner has lost it\n"
			: "privilege EXECUTE on function f(): its owner has lost it\n"
			  "privilege CREATE, USAGE on schema public: PUBLIC has lost it\n"
			  "privilege DELETE, INSERT on table t: its owner has lost it\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_kinds_in_schemas),
		TEST(test_kinds_of_the_database),
		TEST(test_extensions_are_no_objects),
		TEST(test_attributes),
		TEST(test_not_null_is_not_inherited),
		TEST(test_comments),
		TEST(test_invalid_index),
		TEST(test_indexes_of_partitions),
		TEST(test_lost_privileges),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
