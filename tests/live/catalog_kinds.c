/* Everything that is neither a plain table nor what stands in one, as the catalogs' reader finds
 * it. */
#include "live/catalog.h"

static const void *find(
	const struct schema *schema, enum object_kind kind, const char *name, const char *suffix)
{
	struct qualified wanted = {.name = name, .suffix = suffix};
	const void *found = schema_find(schema, kind, wanted);
	if (!found)
		fail_msg("no %s %s", object_kind_name(kind), qualified_text(&arena, wanted));
	return found;
}

static void test_composites(void **state)
{
	(void)state;
	assert_reads("CREATE SCHEMA sales; CREATE TYPE sales.place AS (x integer, y integer);"
		     "CREATE TYPE address AS (street text COLLATE \"C\", town varchar(40), at "
		     "sales.place); COMMENT ON TYPE address IS 'where'; COMMENT ON COLUMN "
		     "address.town IS 'which'; CREATE TABLE t (a address)",
		"DB_SCHEMA(sales); struct place { int32_t x; int32_t y; } DB_COMPOSITE(sales.place);"
		"/** where */ struct address { char *street DB_COLLATE(\"C\"); /** which */ char "
		"town[41]; struct place at; } DB_COMPOSITE(address);"
		"struct t { char *a DB_TYPE(\"address\"); } DB_TABLE(t);");
}

static void test_ranges(void **state)
{
	(void)state;
	assert_reads(
		"CREATE SCHEMA sales; CREATE TYPE speeds AS RANGE (SUBTYPE = float8, SUBTYPE_DIFF = "
		"float8mi); CREATE FUNCTION sales.apart(numeric, numeric) RETURNS float8 LANGUAGE "
		"sql IMMUTABLE AS 'SELECT ($1 - $2)::float8'; CREATE TYPE sales.prices AS RANGE "
		"(SUBTYPE = numeric, SUBTYPE_DIFF = sales.apart); CREATE TYPE words AS RANGE "
		"(SUBTYPE = text, COLLATION = \"C\", SUBTYPE_OPCLASS = text_pattern_ops); COMMENT ON "
		"TYPE words IS 'from A to Z'; CREATE TABLE t (a speeds, b words[])",
		"DB_SCHEMA(sales); DB_RANGE(speeds, \"(SUBTYPE = float8, SUBTYPE_DIFF = float8mi)\");"
		"DB_FUNCTION(sales.apart, \"(numeric, numeric) RETURNS float8 LANGUAGE sql IMMUTABLE AS "
		"'SELECT ($1 - $2)::float8'\"); DB_RANGE(sales.prices, \"(SUBTYPE = numeric, SUBTYPE_DIFF "
		"= sales.apart)\"); /** from A to Z */ DB_RANGE(words, \"(SUBTYPE = text, COLLATION = "
		"\\\"C\\\", SUBTYPE_OPCLASS = text_pattern_ops)\");"
		"struct t { char *a DB_TYPE(\"speeds\"); char *b DB_TYPE(\"words[]\"); } DB_TABLE(t);");
}

static void test_partitions(void **state)
{
	(void)state;
	assert_reads(
		"CREATE SCHEMA sales; CREATE TABLE orders (id integer, at date NOT NULL DEFAULT "
		"now(), n integer CHECK (n > 0), PRIMARY KEY (id, at)) PARTITION BY RANGE (at);"
		"CREATE INDEX ON orders (n); CREATE INDEX by_at ON orders (at DESC);"
		"CREATE TABLE orders_2024 PARTITION OF orders FOR VALUES FROM ('2024-01-01') TO "
		"('2025-01-01') WITH (fillfactor = 70);"
		"CREATE TABLE sales.rest PARTITION OF orders DEFAULT PARTITION BY LIST (id);"
		"CREATE TABLE odd PARTITION OF sales.rest FOR VALUES IN (1, 2);"
		"CREATE INDEX own ON orders_2024 (id, n);"
		"ALTER TABLE orders_2024 ADD CHECK (id > 5);"
		"CREATE TABLE later (at date NOT NULL DEFAULT now(), n integer, id integer NOT NULL, "
		"CONSTRAINT orders_n_check CHECK (n > 0));"
		"ALTER TABLE orders ATTACH PARTITION later FOR VALUES FROM ('2025-01-01') TO (MAXVALUE);"
		"COMMENT ON TABLE later IS 'and then'",
		"DB_SCHEMA(sales); struct order { int32_t id; db_date at DB_DEFAULT(\"now()\"); int32_t "
		"*n DB_CHECK(\"n > 0\"); } DB_TABLE(orders) DB_PARTITION_BY(\"RANGE (at)\") "
		"DB_CONSTRAINT(\"PRIMARY KEY (id, at)\") DB_INDEX(\"(n)\") DB_INDEX(by_at, \"(at DESC)\");"
		"DB_PARTITION(orders_2024, orders, \"FOR VALUES FROM ('2024-01-01') TO ('2025-01-01')\") "
		"DB_WITH(\"fillfactor = 70\") DB_INDEX(own, \"(id, n)\") "
		"DB_CONSTRAINT(orders_2024_id_check, \"CHECK (id > 5)\");"
		"DB_PARTITION(sales.rest, orders, \"DEFAULT\") DB_PARTITION_BY(\"LIST (id)\");"
		"DB_PARTITION(odd, sales.rest, \"FOR VALUES IN (1, 2)\");"
		"/** and then */ DB_PARTITION(later, orders, \"FOR VALUES FROM ('2025-01-01') TO "
		"(MAXVALUE)\");");
}

static void test_attached_index(void **state)
{
	(void)state;
	make("CREATE TABLE p (a integer, b integer) PARTITION BY HASH (a); CREATE TABLE p0 PARTITION "
	     "OF p FOR VALUES WITH (MODULUS 2, REMAINDER 0); CREATE INDEX odd ON p0 (b);"
	     "CREATE INDEX p0_a_idx1 ON p0 (a); CREATE INDEX ib ON p (b); CREATE INDEX ia ON p (a)");
	struct schema *read = read_all();
	const struct table *p0 = find(read, OBJECT_TABLE, "p0", NULL);
	assert_int_equal(p0->indexes.count, 1);
	assert_string_equal(p0->indexes.items[0]->object.name.name, "odd");
	assert_string_equal(p0->indexes.items[0]->attached_to.name, "ib");
	assert_int_equal(p0->columns.count, 0);
	assert_string_equal(p0->bound, "FOR VALUES WITH (MODULUS 2, REMAINDER 0)");
	assert_string_equal(outsides(read), "");
}

static void test_inheritance(void **state)
{
	(void)state;
	assert_reads("CREATE TABLE a (x integer NOT NULL, y text DEFAULT 'y', CHECK (x > 0));"
		     "CREATE TABLE b (z integer); CREATE TABLE c (w integer, x integer NOT NULL) "
		     "INHERITS (a, b); CREATE TABLE d () INHERITS (a)",
		"struct a { int32_t x; char *y DB_DEFAULT(\"'y'::text\"); } DB_TABLE(a) "
		"DB_CONSTRAINT(a_x_check, \"CHECK (x > 0)\"); struct b { int32_t *z; } DB_TABLE(b);"
		"struct c { int32_t *w; int32_t x; } DB_TABLE(c) DB_INHERITS(a) DB_INHERITS(b);"
		"struct d { char none DB_IGNORE; } DB_TABLE(d) DB_INHERITS(a);");
}

static void test_views(void **state)
{
	(void)state;
	make("CREATE TABLE t (a integer, b text); CREATE VIEW v (x, y) WITH (security_barrier, "
	     "check_option = local) AS SELECT a, b FROM t WHERE a > 3; COMMENT ON VIEW v IS 'some';"
	     "COMMENT ON COLUMN v.y IS 'which';"
	     "CREATE MATERIALIZED VIEW m WITH (fillfactor = 70) AS SELECT count(*) AS n, b FROM v "
	     "JOIN t ON a = x GROUP BY b WITH NO DATA; CREATE UNIQUE INDEX m_b ON m (b);"
	     "CREATE MATERIALIZED VIEW full_ AS SELECT 1 AS one;"
	     "CREATE RECURSIVE VIEW nums (n) AS VALUES (1) UNION ALL SELECT n + 1 FROM nums WHERE "
	     "n < 9");
	struct schema *read = read_all();
	const struct view *v = find(read, OBJECT_VIEW, "v", NULL);
	const struct view *m = find(read, OBJECT_MATERIALIZED_VIEW, "m", NULL);
	const struct view *full = find(read, OBJECT_MATERIALIZED_VIEW, "full_", NULL);
	assert_int_equal(read->views.count, 4);
	assert_non_null(strstr(v->query, "a AS x"));
	assert_string_equal(v->object.comment, "some");
	assert_string_equal(v->columns.items[1]->object.comment, "which");
	assert_string_equal(v->columns.items[1]->type.text, "text");
	assert_int_equal(v->parameters.count, 2);
	assert_string_equal(parameter_value(&v->parameters, "check_option"), "local");
	assert_string_equal(parameter_value(&v->parameters, "security_barrier"), "true");
	assert_true(m->no_data);
	assert_int_equal(m->indexes.count, 1);
	assert_true(m->indexes.items[0]->unique);
	assert_string_equal(parameter_value(&m->parameters, "fillfactor"), "70");
	assert_false(full->no_data);
	assert_false(v->no_data);
	assert_string_equal(outsides(read), "");
}

static void test_routines(void **state)
{
	(void)state;
	assert_reads(
		"CREATE SCHEMA sales; CREATE TYPE sales.\"Kind (x)\" AS ENUM ('a');"
		"CREATE TABLE t (a integer);"
		"CREATE FUNCTION \"Odd (f)\"(a integer, b sales.\"Kind (x)\" DEFAULT 'a', OUT c text) "
		"LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$SELECT 'x' || a$$;"
		"CREATE FUNCTION rows_of(VARIADIC ids integer[]) RETURNS SETOF t LANGUAGE plpgsql STABLE "
		"ROWS 5 COST 7 SECURITY DEFINER SET search_path TO 'public' AS 'BEGIN RETURN; END';"
		"COMMENT ON FUNCTION rows_of IS 'some';"
		"CREATE PROCEDURE sales.work(INOUT n integer) LANGUAGE sql AS 'SELECT 1';"
		"CREATE FUNCTION add_up(integer, integer) RETURNS integer LANGUAGE sql AS 'SELECT $1 + $2';"
		"CREATE AGGREGATE total(integer) (SFUNC = add_up, STYPE = integer, INITCOND = '0', "
		"COMBINEFUNC = add_up, PARALLEL = SAFE); CREATE AGGREGATE biggest(float8) (SFUNC = "
		"float8larger, STYPE = float8, SORTOP = >);"
		"CREATE FUNCTION add_one(integer) RETURNS integer LANGUAGE sql AS 'SELECT $1 + 1';"
		"CREATE AGGREGATE how_many(*) (SFUNC = add_one, STYPE = integer, INITCOND = '0')",
		"DB_SCHEMA(sales); enum kind { KIND_A } DB_ENUM(\"sales\".\"Kind (x)\");"
		"struct t { int32_t *a; } DB_TABLE(t);"
		"DB_FUNCTION(\"Odd (f)\", \"(a integer, b sales.\\\"Kind (x)\\\" DEFAULT 'a'::sales."
		"\\\"Kind (x)\\\", OUT c text) LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS "
		"$$SELECT 'x' || a$$\");"
		"/** some */ DB_FUNCTION(rows_of, \"(VARIADIC ids integer[]) RETURNS SETOF t LANGUAGE "
		"plpgsql STABLE ROWS 5 COST 7 SECURITY DEFINER SET search_path TO 'public' AS 'BEGIN "
		"RETURN; END'\");"
		"DB_PROCEDURE(sales.work, \"(INOUT n integer) LANGUAGE sql AS 'SELECT 1'\");"
		"DB_FUNCTION(add_up, \"(integer, integer) RETURNS integer LANGUAGE sql AS "
		"'SELECT $1 + $2'\");"
		"DB_AGGREGATE(total, \"(integer) (SFUNC = add_up, STYPE = integer, INITCOND = '0', "
		"COMBINEFUNC = add_up, PARALLEL = SAFE)\");"
		"DB_AGGREGATE(biggest, \"(float8) (SFUNC = float8larger, STYPE = float8, SORTOP = >)\");"
		"DB_FUNCTION(add_one, \"(integer) RETURNS integer LANGUAGE sql AS 'SELECT $1 + 1'\");"
		"DB_AGGREGATE(how_many, \"(*) (SFUNC = add_one, STYPE = integer, INITCOND = '0')\");");
}

static void test_definitions(void **state)
{
	(void)state;
	assert_reads(
		"CREATE SCHEMA sales; CREATE TABLE t (a integer PRIMARY KEY, b text);"
		"CREATE TABLE sales.u (a integer, b integer);"
		"CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';"
		"CREATE TRIGGER touch BEFORE UPDATE OF b ON t FOR EACH ROW WHEN (old.b <> new.b) "
		"EXECUTE FUNCTION f('x'); COMMENT ON TRIGGER touch ON t IS 'touches';"
		"ALTER TABLE t DISABLE TRIGGER touch;"
		"CREATE CONSTRAINT TRIGGER late AFTER INSERT ON sales.u DEFERRABLE INITIALLY DEFERRED "
		"FOR EACH ROW EXECUTE FUNCTION f();"
		"CREATE TRIGGER stm AFTER DELETE ON sales.u REFERENCING OLD TABLE AS gone FOR EACH "
		"STATEMENT EXECUTE FUNCTION f(); ALTER TABLE sales.u ENABLE ALWAYS TRIGGER stm;"
		"CREATE POLICY mine ON t AS RESTRICTIVE FOR UPDATE TO PUBLIC USING (a > 0) WITH CHECK "
		"(b = CURRENT_USER); CREATE POLICY everything ON sales.u;"
		"CREATE RULE no_delete AS ON DELETE TO t WHERE old.a = 1 DO INSTEAD NOTHING;"
		"CREATE STATISTICS pairs (ndistinct, mcv) ON a, b FROM sales.u;"
		"ALTER STATISTICS pairs SET STATISTICS 50;"
		"CREATE COLLATION german (provider = icu, locale = 'de-u-co-phonebk', deterministic = "
		"false); CREATE COLLATION sales.c (locale = 'C'); COMMENT ON COLLATION german IS 'de'",
		"DB_SCHEMA(sales); struct t { int32_t a DB_PRIMARY_KEY; char *b; } DB_TABLE(t);"
		"struct u { int32_t *a; int32_t *b; } DB_TABLE(sales.u);"
		"DB_FUNCTION(f, \"() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'\");"
		"/** touches */ DB_TRIGGER(touch, \"BEFORE UPDATE OF b ON t FOR EACH ROW WHEN (old.b <> "
		"new.b) EXECUTE FUNCTION f('x')\") DB_ENABLED(\"disabled\");"
		"DB_CONSTRAINT_TRIGGER(late, \"AFTER INSERT ON sales.u DEFERRABLE INITIALLY DEFERRED "
		"FOR EACH ROW EXECUTE FUNCTION f()\");"
		"DB_TRIGGER(stm, \"AFTER DELETE ON sales.u REFERENCING OLD TABLE AS gone FOR EACH "
		"STATEMENT EXECUTE FUNCTION f()\") DB_ENABLED(\"always\");"
		"DB_POLICY(mine, \"ON t AS RESTRICTIVE FOR UPDATE USING (a > 0) WITH CHECK (b = "
		"CURRENT_USER)\"); DB_POLICY(everything, \"ON sales.u\");"
		"DB_RULE(no_delete, \"AS ON DELETE TO t WHERE old.a = 1 DO INSTEAD NOTHING\");"
		"DB_STATISTICS(pairs, \"(ndistinct, mcv) ON a, b FROM sales.u\") "
		"DB_STATISTICS_TARGET(\"50\");"
		"/** de */ DB_COLLATION(german, \"(provider = icu, locale = 'de-u-co-phonebk', "
		"deterministic = false)\"); DB_COLLATION(sales.c, \"(locale = 'C')\");");
}

static void test_cloned_triggers(void **state)
{
	(void)state;
	make("CREATE TABLE p (a integer) PARTITION BY LIST (a); CREATE TABLE p1 PARTITION OF p FOR "
	     "VALUES IN (1); CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN "
	     "NEW; END'; CREATE TRIGGER g AFTER INSERT ON p FOR EACH ROW EXECUTE FUNCTION f();"
	     "CREATE TRIGGER own AFTER INSERT ON p1 FOR EACH ROW EXECUTE FUNCTION f()");
	struct schema *read = read_all();
	assert_int_equal(read->definitions.count, 2);
	find(read, OBJECT_TRIGGER, "g", " on p");
	find(read, OBJECT_TRIGGER, "own", " on p1");
}

static void test_grants(void **state)
{
	(void)state;
	live_run(conn, "DROP ROLE IF EXISTS \"catalog Reader\"; CREATE ROLE \"catalog Reader\"");
	assert_reads(
		"CREATE SCHEMA sales; CREATE TABLE t (a integer, b integer); CREATE TABLE sales.v "
		"(one integer); CREATE SEQUENCE s; CREATE TYPE mood AS ENUM ('sad');"
		"CREATE FUNCTION f(a integer, VARIADIC text[]) RETURNS text LANGUAGE sql AS 'SELECT 1';"
		"CREATE PROCEDURE p() LANGUAGE sql AS '';"
		"GRANT SELECT, INSERT ON t TO \"catalog Reader\" WITH GRANT OPTION;"
		"GRANT UPDATE (a, b), REFERENCES (b) ON t TO PUBLIC; GRANT SELECT ON sales.v TO PUBLIC;"
		"GRANT USAGE ON SEQUENCE s TO \"catalog Reader\"; GRANT USAGE ON SCHEMA sales TO PUBLIC;"
		"REVOKE EXECUTE ON FUNCTION f FROM PUBLIC; REVOKE USAGE ON TYPE mood FROM PUBLIC;"
		"GRANT USAGE ON TYPE mood TO \"catalog Reader\";"
		"GRANT EXECUTE ON PROCEDURE p TO \"catalog Reader\"",
		"DB_SCHEMA(sales); struct t { int32_t *a, *b; } DB_TABLE(t); DB_SEQUENCE(s);"
		"struct v { int32_t *one; } DB_TABLE(sales.v);"
		"enum mood { MOOD_SAD } DB_ENUM(mood); DB_FUNCTION(f, \"(a integer, VARIADIC text[]) "
		"RETURNS text LANGUAGE sql AS 'SELECT 1'\"); DB_PROCEDURE(p, \"() LANGUAGE sql AS ''\");"
		"DB_GRANT(\"SELECT, INSERT ON t TO \\\"catalog Reader\\\" WITH GRANT OPTION\");"
		"DB_GRANT(\"UPDATE (a, b), REFERENCES (b) ON t TO PUBLIC\");"
		"DB_GRANT(\"SELECT ON sales.v TO PUBLIC\");"
		"DB_GRANT(\"USAGE ON SEQUENCE s TO \\\"catalog Reader\\\"\");"
		"DB_GRANT(\"USAGE ON SCHEMA sales TO PUBLIC\");"
		"DB_REVOKE(\"EXECUTE ON FUNCTION f(integer, text[]) FROM PUBLIC\");"
		"DB_REVOKE(\"USAGE ON TYPE mood FROM PUBLIC\");"
		"DB_GRANT(\"USAGE ON TYPE mood TO \\\"catalog Reader\\\"\");"
		"DB_GRANT(\"EXECUTE ON PROCEDURE p() TO \\\"catalog Reader\\\"\");");
	live_run(conn, "DROP OWNED BY \"catalog Reader\"; DROP ROLE \"catalog Reader\"");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_composites),
		TEST(test_ranges),
		TEST(test_partitions),
		TEST(test_attached_index),
		TEST(test_inheritance),
		TEST(test_views),
		TEST(test_routines),
		TEST(test_definitions),
		TEST(test_cloned_triggers),
		TEST(test_grants),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
