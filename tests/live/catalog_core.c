/* Schemas, types, sequences, tables with columns, constraints and indexes, as the catalogs' reader
 * finds them. */
#include "live/catalog.h"

static void test_types(void **state)
{
	(void)state;
	assert_reads("CREATE SCHEMA sales; COMMENT ON SCHEMA sales IS 'where it goes';"
		     "CREATE TYPE mood AS ENUM ('so so', 'sad', 'happy');"
		     "ALTER TYPE mood ADD VALUE 'bored' BEFORE 'sad';"
		     "COMMENT ON TYPE mood IS 'how it is';"
		     "CREATE TYPE sales.\"Kind\" AS ENUM ('a');"
		     "CREATE DOMAIN email AS varchar(99) COLLATE \"C\" DEFAULT 'a@b' NOT NULL "
		     "CHECK (VALUE LIKE '%@%') CONSTRAINT short CHECK (length(VALUE) < 50);"
		     "COMMENT ON DOMAIN email IS 'where to write';"
		     "ALTER DOMAIN email ADD CONSTRAINT late CHECK (VALUE <> '') NOT VALID;"
		     "ALTER DOMAIN email VALIDATE CONSTRAINT late;"
		     "CREATE DOMAIN sales.kinds AS sales.\"Kind\"[] CHECK (VALUE <> '{}')",
		"/** where it goes */ DB_SCHEMA(sales);\n"
		"/** how it is */ enum mood { SO DB_LABEL(\"so so\"), BORED, SAD, HAPPY } "
		"DB_ENUM(mood);\n"
		"enum kind { KIND_A } DB_ENUM(sales.Kind);\n"
		"/** where to write */ typedef char *email DB_DOMAIN(email, \"varchar(99) COLLATE "
		"\\\"C\\\" DEFAULT 'a@b'::varchar NOT NULL CHECK (VALUE::text ~~ '%@%'::text) "
		"CONSTRAINT short CHECK (length(VALUE::text) < 50) CONSTRAINT late CHECK "
		"(VALUE::text <> ''::text)\");\n"
		"typedef char *kinds DB_DOMAIN(sales.kinds, \"sales.\\\"Kind\\\"[] CHECK (VALUE <> "
		"'{}'::sales.\\\"Kind\\\"[])\");\n");
}

static void test_extensions(void **state)
{
	(void)state;
	live_run(conn, "DROP EXTENSION IF EXISTS citext; DROP EXTENSION IF EXISTS hstore");
	make("CREATE SCHEMA sales; CREATE EXTENSION citext; CREATE EXTENSION hstore SCHEMA sales "
	     "VERSION '1.6'; COMMENT ON EXTENSION hstore IS 'pairs';"
	     "CREATE TABLE t (a citext, b sales.hstore, c sales.hstore[])");
	struct schema *models = models_from_text(&arena,
		"DB_SCHEMA(sales); DB_EXTENSION(citext);"
		"/** pairs */ DB_EXTENSION(hstore, \"SCHEMA sales VERSION '1.6'\");"
		"struct t { char *a DB_TYPE(\"citext\"); char *b DB_TYPE(\"sales.hstore\");"
		"  char *c DB_TYPE(\"sales.hstore[]\"); } DB_TABLE(t);");
	struct schema *read = read_all();
	assert_string_equal(differences(read, models), "");
	assert_string_equal(outsides(read), "");
	live_run(conn, "DROP EXTENSION citext CASCADE; DROP EXTENSION hstore CASCADE");
}

static void test_sequences(void **state)
{
	(void)state;
	assert_reads("CREATE SEQUENCE plain; CREATE SEQUENCE small AS smallint INCREMENT -2 "
		     "MINVALUE -99 MAXVALUE 7 START 5 CACHE 3 CYCLE;"
		     "COMMENT ON SEQUENCE small IS 'backwards';"
		     "CREATE TEMP SEQUENCE gone;"
		     "CREATE TABLE t (id bigserial PRIMARY KEY, n smallint);"
		     "CREATE SEQUENCE owned OWNED BY t.n;"
		     "CREATE TABLE \"Order\" (\"No\" serial)",
		"DB_SEQUENCE(plain);\n"
		"/** backwards */ DB_SEQUENCE(small, \"AS smallint INCREMENT -2 MINVALUE -99 MAXVALUE "
		"7 START 5 CACHE 3 CYCLE\");\n"
		"DB_SEQUENCE(owned, \"OWNED BY t.n\");\n"
		"struct t { int64_t id DB_PRIMARY_KEY DB_TYPE(\"bigserial\"); int16_t *n; } "
		"DB_TABLE(t);\n"
		"struct order { int No DB_TYPE(\"serial\"); } DB_TABLE(Order);\n");
}

static void test_columns(void **state)
{
	(void)state;
	assert_reads(
		"CREATE TYPE mood AS ENUM ('sad'); CREATE TABLE gap (gone integer, a \"char\" NOT NULL, "
		"b character(3), c bpchar, d numeric(12,2) NOT NULL DEFAULT 0.5, e numeric(8), "
		"f timestamp(3) with time zone DEFAULT now(), g interval day to second(2), "
		"h bit(4), i bit varying, j mood[] DEFAULT '{sad}', k text COLLATE \"C\", "
		"\"l m\" double precision NOT NULL, n integer GENERATED ALWAYS AS (length(k)) STORED, "
		"o date DEFAULT '2020-02-01', p timestamptz DEFAULT '2020-02-01 01:00+01', "
		"q interval DEFAULT '1 day 02:00', r bytea DEFAULT '\\x00ff');"
		"ALTER TABLE gap DROP gone; COMMENT ON COLUMN gap.k IS 'the key'",
		"enum mood { MOOD_SAD } DB_ENUM(mood);\n"
		"struct gap { char a DB_TYPE(\"\\\"char\\\"\"); char *b DB_TYPE(\"char(3)\");"
		" char *c DB_TYPE(\"bpchar\"); db_numeric d DB_TYPE(\"numeric(12,2)\") "
		"DB_DEFAULT(\"0.5\"); db_numeric e DB_TYPE(\"numeric(8,0)\") DB_NULL;"
		" db_timestamptz f DB_TYPE(\"timestamptz(3)\") DB_NULL DB_DEFAULT(\"now()\");"
		" char *g DB_TYPE(\"interval day to second(2)\"); char *h DB_TYPE(\"bit(4)\");"
		" char *i DB_TYPE(\"varbit\"); char *j DB_TYPE(\"mood[]\") DB_DEFAULT("
		"\"'{sad}'::mood[]\"); /** the key */ char *k DB_COLLATE(\"C\");"
		" double l DB_COLUMN(\"l m\");"
		" int *n DB_GENERATED(\"length(k)\"); db_date o DB_NULL DB_DEFAULT("
		"\"'2020-02-01'::date\"); char *p DB_TYPE(\"timestamptz\") "
		"DB_DEFAULT(\"'2020-02-01 00:00:00+00'::timestamptz\"); char *q DB_TYPE(\"interval\") "
		"DB_DEFAULT(\"'1 day 02:00:00'::interval\"); char *r DB_TYPE(\"bytea\") "
		"DB_DEFAULT(\"'\\\\x00ff'::bytea\"); } DB_TABLE(gap);\n");
}

static void test_identity(void **state)
{
	(void)state;
	make("CREATE TABLE t (a bigint GENERATED ALWAYS AS IDENTITY, "
	     "b smallint GENERATED BY DEFAULT AS IDENTITY (START 100 INCREMENT 10 CYCLE))");
	struct schema *read = read_all();
	const struct table *t = schema_find(read, OBJECT_TABLE, (struct qualified){.name = "t"});
	const struct column *a = table_column(t, "a"), *b = table_column(t, "b");
	assert_int_equal(a->identity, IDENTITY_ALWAYS);
	assert_null(a->identity_options.type);
	assert_true(a->not_null);
	assert_int_equal(b->identity, IDENTITY_BY_DEFAULT);
	assert_string_equal(b->identity_options.type, "smallint");
	assert_int_equal(b->identity_options.start, 100);
	assert_int_equal(b->identity_options.increment, 10);
	assert_int_equal(b->identity_options.maximum, 32767);
	assert_true(b->identity_options.cycle);
	assert_int_equal(read->sequences.count, 0);
	assert_string_equal(outsides(read), "");
}

static void test_column_attributes(void **state)
{
	(void)state;
	make("CREATE TABLE t (a text, b text, c text[], d integer);"
	     "ALTER TABLE t ALTER a SET STORAGE EXTERNAL, "
	     "ALTER c SET STATISTICS 0, ALTER d SET STATISTICS 500, "
	     "ALTER d SET (n_distinct = -0.5, n_distinct_inherited = 7)");
	struct schema *read = read_all();
	const struct table *t = schema_find(read, OBJECT_TABLE, (struct qualified){.name = "t"});
	assert_string_equal(table_column(t, "a")->storage, "external");
	assert_null(table_column(t, "b")->storage);
	assert_null(table_column(t, "a")->compression);
	assert_int_equal(table_column(t, "b")->statistics, 0);
	assert_int_equal(table_column(t, "c")->statistics, 1);
	const struct column *d = table_column(t, "d");
	assert_int_equal(d->statistics, 501);
	assert_int_equal(d->parameters.count, 2);
	assert_string_equal(parameter_value(&d->parameters, "n_distinct"), "-0.5");
	assert_string_equal(parameter_value(&d->parameters, "n_distinct_inherited"), "7");
}

static void test_constraints(void **state)
{
	(void)state;
	assert_reads(
		"CREATE SCHEMA sales; CREATE TABLE sales.customers (id bigint, region text, "
		"PRIMARY KEY (id, region) INCLUDE (since), since date);"
		"CREATE TABLE orders (id integer CONSTRAINT \"Key\" PRIMARY KEY, UNIQUE (id) DEFERRABLE "
		"INITIALLY DEFERRED, customer bigint, region text, parent integer REFERENCES orders ON DELETE "
		"SET NULL ON UPDATE CASCADE DEFERRABLE, n integer CHECK (n > 0), "
		"UNIQUE (n), span int4range, "
		"UNIQUE (customer, region) WITH (fillfactor = 80), "
		"CONSTRAINT to_customer FOREIGN KEY (customer, region) REFERENCES sales.customers "
		"MATCH FULL, EXCLUDE USING gist (span WITH &&) WHERE (n <> 3));"
		"ALTER TABLE orders ADD CONSTRAINT both_ CHECK (n < 9 OR customer IS NULL) NO INHERIT",
		"DB_SCHEMA(sales);\n"
		"struct customer { int64_t id; char *region; char *since DB_TYPE(\"date\"); } "
		"DB_TABLE(sales.customers) DB_CONSTRAINT(\"PRIMARY KEY (id, region) INCLUDE "
		"(since)\");\n"
		"struct order { int id; int64_t *customer; char *region; int *parent "
		"DB_REFERENCES(orders, id, \"ON UPDATE CASCADE ON DELETE SET NULL DEFERRABLE\");"
		"int *n DB_CHECK(\"n > 0\"); char *span DB_TYPE(\"int4range\"); } DB_TABLE(orders) "
		"DB_CONSTRAINT(\"Key\", \"PRIMARY KEY (id)\") "
		"DB_CONSTRAINT(\"UNIQUE (id) DEFERRABLE INITIALLY DEFERRED\") "
		"DB_CONSTRAINT(\"UNIQUE (n)\") "
		"DB_CONSTRAINT(\"UNIQUE (customer, region) WITH (fillfactor = 80)\") "
		"DB_CONSTRAINT(to_customer, \"FOREIGN KEY (customer, region) REFERENCES "
		"sales.customers (id, region) MATCH FULL\") "
		"DB_CONSTRAINT(\"EXCLUDE USING gist (span WITH &&) WHERE (n <> 3)\") "
		"DB_CONSTRAINT(both_, \"CHECK (n < 9 OR customer IS NULL) NO INHERIT\");\n");
}

static void test_not_valid(void **state)
{
	(void)state;
	make("CREATE TABLE t (a integer PRIMARY KEY, b integer);"
	     "ALTER TABLE t ADD CONSTRAINT c CHECK (b > 0) NOT VALID;"
	     "ALTER TABLE t ADD CONSTRAINT f FOREIGN KEY (b) REFERENCES t ON DELETE CASCADE NOT "
	     "VALID; COMMENT ON CONSTRAINT c ON t IS 'old rows'");
	struct schema *read = read_all();
	const struct table *t = schema_find(read, OBJECT_TABLE, (struct qualified){.name = "t"});
	assert_true(table_constraint(t, "c")->not_valid);
	assert_string_equal(table_constraint(t, "c")->definition, "CHECK (b > 0)");
	assert_string_equal(table_constraint(t, "c")->object.comment, "old rows");
	assert_true(table_constraint(t, "f")->not_valid);
	assert_string_equal(table_constraint(t, "f")->definition,
		"FOREIGN KEY (b) REFERENCES t (a) ON DELETE CASCADE");
	assert_false(table_constraint(t, "t_pkey")->not_valid);
	assert_string_equal(outsides(read), "");
}

static void test_indexes(void **state)
{
	(void)state;
	assert_reads(
		"CREATE SCHEMA sales; CREATE TABLE sales.\"a USING b\" (a text, b integer, "
		"c text[]); SET search_path TO sales;"
		"CREATE INDEX \"odd ON it\" ON \"a USING b\" (lower(a) DESC, b NULLS FIRST) "
		"INCLUDE (c) WITH (fillfactor = 70) WHERE b > 3 AND a <> ' WHERE ';"
		"CREATE UNIQUE INDEX ON \"a USING b\" (a text_pattern_ops, b);"
		"CREATE INDEX by_c ON \"a USING b\" USING gin (c); RESET search_path;"
		"CREATE TABLE t (a text COLLATE \"C\"); CREATE INDEX ON t (a);"
		"CREATE INDEX ON t (a COLLATE \"POSIX\"); CREATE INDEX t_hash ON t USING hash (a)",
		"DB_SCHEMA(sales);\n"
		"struct a { char *a; int *b; char *c DB_TYPE(\"text[]\"); } DB_TABLE(\"sales\".\"a USING "
		"b\") DB_INDEX(\"odd ON it\", \"(lower(a) DESC, b NULLS FIRST) INCLUDE (c) WITH "
		"(fillfactor = 70) WHERE b > 3 AND a <> ' WHERE '::text\") "
		"DB_UNIQUE_INDEX(\"(a text_pattern_ops, b)\") "
		"DB_INDEX(by_c, \"USING gin (c)\");\n"
		"struct t { char *a DB_COLLATE(\"C\"); } DB_TABLE(t) DB_INDEX(\"(a)\") "
		"DB_INDEX(\"(a COLLATE \\\"POSIX\\\")\") DB_INDEX(t_hash, \"USING hash (a)\");\n");
}

static void test_tables(void **state)
{
	(void)state;
	assert_reads("CREATE UNLOGGED TABLE t (a text) WITH (fillfactor = 70, autovacuum_enabled = "
		     "off, toast.autovacuum_vacuum_threshold = 9);"
		     "ALTER TABLE t ENABLE ROW LEVEL SECURITY; COMMENT ON TABLE t IS 'it''s it';"
		     "CREATE TEMP TABLE gone (a integer)",
		"/** it's it */ struct t { char *a; } DB_TABLE(t) DB_UNLOGGED DB_ROW_SECURITY "
		"DB_WITH(\"autovacuum_enabled = false, fillfactor = 70, "
		"toast.autovacuum_vacuum_threshold = 9\");\n");
}

static bool is_empty(const struct schema *schema, const char *name)
{
	return ((struct table *)schema_find(schema, OBJECT_TABLE, (struct qualified){.name = name}))
		->empty;
}

/* What has rows, or may have some below it, or cannot be looked at now, is not known to be empty.
 */
static void test_empty_tables(void **state)
{
	(void)state;
	make("CREATE TABLE bare_one (a integer); CREATE TABLE filled (a integer);"
	     "INSERT INTO filled VALUES (1); CREATE TABLE locked (a integer);"
	     "CREATE TABLE parent (a integer); CREATE TABLE child () INHERITS (parent);"
	     "INSERT INTO child VALUES (1);"
	     "CREATE TABLE parts (a integer) PARTITION BY LIST (a);"
	     "CREATE TABLE parts_1 PARTITION OF parts FOR VALUES IN (1) PARTITION BY LIST (a);"
	     "CREATE TABLE parts_1_1 PARTITION OF parts_1 FOR VALUES IN (1);"
	     "CREATE TABLE bare (a integer) PARTITION BY LIST (a);"
	     "CREATE TABLE bare_1 PARTITION OF bare FOR VALUES IN (1);"
	     "INSERT INTO parts VALUES (1)");
	PGconn *other = live_connect();
	live_run(other, "BEGIN; LOCK TABLE locked");
	struct schema *schema = read_all();
	PQfinish(other);
	assert_true(is_empty(schema, "bare_one"));
	assert_false(is_empty(schema, "filled"));
	assert_false(is_empty(schema, "locked"));
	assert_false(is_empty(schema, "parent"));
	assert_false(is_empty(schema, "child"));
	assert_false(is_empty(schema, "parts"));
	assert_false(is_empty(schema, "parts_1"));
	assert_true(is_empty(schema, "bare"));
	assert_true(is_empty(schema, "bare_1"));
}

static void test_table_attributes(void **state)
{
	(void)state;
	make("CREATE TABLE a (x integer NOT NULL); CREATE UNIQUE INDEX \"By\" ON a (x);"
	     "ALTER TABLE a FORCE ROW LEVEL SECURITY, REPLICA IDENTITY USING INDEX \"By\";"
	     "CREATE TABLE b (); ALTER TABLE b REPLICA IDENTITY FULL;"
	     "CREATE TYPE pair AS (x integer, y integer); CREATE TABLE typed OF pair;"
	     "CREATE TABLE c (x integer PRIMARY KEY); CLUSTER c USING c_pkey");
	struct schema *read = read_all();
	const struct table *a = schema_find(read, OBJECT_TABLE, (struct qualified){.name = "a"});
	const struct table *b = schema_find(read, OBJECT_TABLE, (struct qualified){.name = "b"});
	assert_true(a->force_row_security);
	assert_false(a->row_security);
	assert_string_equal(a->replica_identity, "index By");
	assert_string_equal(b->replica_identity, "full");
	assert_null(a->access_method);
	assert_null(a->tablespace);
	assert_string_equal(outsides(read), "table typed: it is a table of the type pair\n");
}

static void test_schemas(void **state)
{
	(void)state;
	make("CREATE SCHEMA sales; CREATE SCHEMA audit; CREATE TABLE t (a integer);"
	     "CREATE TABLE sales.t (b integer); CREATE TABLE audit.t (c integer)");
	struct catalog_options options = {.conninfo = ""};
	const char *said;
	struct schema *read = read_with(&options, &said);
	assert_int_equal(read->tables.count, 1);
	assert_null(read->tables.items[0]->object.name.schema);
	assert_int_equal(read->namespaces.count, 0);
	options.schema = "sales";
	list_push(&arena, &options.include, "audit");
	read = read_with(&options, &said);
	assert_int_equal(read->tables.count, 2);
	assert_non_null(schema_find(read, OBJECT_TABLE, (struct qualified){"audit", "t", NULL}));
	assert_non_null(table_column(
		schema_find(read, OBJECT_TABLE, (struct qualified){.name = "t"}), "b"));
	assert_int_equal(read->namespaces.count, 1);
	live_run(conn, "GRANT USAGE ON SCHEMA sales, audit TO pg_monitor");
	list_push(&arena, &options.include, "public"); /* needs no DB_SCHEMA */
	read = read_with(&options, &said);
	assert_int_equal(read->tables.count, 3);
	assert_int_equal(read->namespaces.count, 1);
	assert_int_equal(read->grants.count, 1);
	assert_string_equal(outsides(read),
		"privilege USAGE on schema sales to pg_monitor: a model "
		"has no word for the schema that it is configured with\n");
	options.schema = "seles";
	assert_null(read_with(&options, &said));
	assert_string_equal(said,
		arena_printf(&arena,
			"the database \"%s\" has no schema \"seles\"; did you mean \"sales\"?\n",
			PQdb(conn)));
	options.conninfo = "host=/nowhere";
	assert_null(read_with(&options, &said));
	assert_non_null(strstr(said, "cannot connect to the database: "));
}

/* A shadow of two schemas, within a transaction that goes on after it. */
static void test_aliases(void **state)
{
	(void)state;
	make("BEGIN; CREATE SCHEMA shadow_0; CREATE SCHEMA shadow_1; SET LOCAL search_path TO audit;"
	     "CREATE TYPE shadow_1.kind AS ENUM ('a');"
	     "CREATE TABLE shadow_1.customers (id bigserial PRIMARY KEY, k shadow_1.kind DEFAULT 'a');"
	     "CREATE TABLE shadow_0.orders (c bigint REFERENCES shadow_1.customers)");
	struct catalog_options options = {.schema = "shadow_0"};
	struct schema_alias alias = {"shadow_1", "Sales"};
	list_push(&arena, &options.include, "shadow_1");
	list_push(&arena, &options.aliases, alias);
	struct schema schema;
	struct diag diag;
	schema_init(&schema, &arena);
	diag_init(&diag, &arena);
	assert_true(read_catalog_over(conn, &arena, &options, &schema, &diag));
	struct schema *models = models_from_text(&arena,
		"DB_SCHEMA(Sales); enum kind { KIND_A } DB_ENUM(Sales.kind);"
		"struct customer { int64_t id DB_PRIMARY_KEY DB_TYPE(\"bigserial\"); enum kind k "
		"DB_NULL DB_DEFAULT(\"'a'::\\\"Sales\\\".kind\"); } DB_TABLE(Sales.customers);"
		"struct order { int64_t *c DB_REFERENCES(Sales.customers); } DB_TABLE(orders);");
	assert_string_equal(differences(&schema, models), "");
	assert_string_equal(live_value(conn, &arena, "SHOW search_path"), "audit");
	options.schema = "none";
	assert_false(read_catalog_over(conn, &arena, &options, &schema, &diag));
	assert_string_equal(live_value(conn, &arena, "SELECT 1"), "1");
	live_run(conn, "ROLLBACK");
	assert_false(read_catalog_over(conn, &arena, &options, &schema, &diag));
	assert_non_null(strstr(diag.list.items[1].message, "(SQLSTATE 25P01)"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_types),
		TEST(test_extensions),
		TEST(test_sequences),
		TEST(test_columns),
		TEST(test_identity),
		TEST(test_column_attributes),
		TEST(test_constraints),
		TEST(test_not_valid),
		TEST(test_indexes),
		TEST(test_tables),
		TEST(test_empty_tables),
		TEST(test_table_attributes),
		TEST(test_schemas),
		TEST(test_aliases),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
