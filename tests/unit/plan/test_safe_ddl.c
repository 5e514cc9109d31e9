/* The rules of safe DDL that concern a generated statement (gen/plan/README.md lists them all):
 * what is written, in which transaction, with which hazards and notes, for a table in use. A row a
 * rule; those about constraints stand in test_validate.c, those about keys and indexes in
 * test_steps_index.c. */
#include "base/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support/cmocka_all.h"
#include "support/plans.h"

static struct arena arena;

static void put_hazards(struct text *text, unsigned hazards)
{
	for (unsigned i = 0; i < HAZARDS; i++) {
		if (hazards & 1u << i)
			text_printf(text, "%s ", hazard_name((enum hazard)(1u << i)));
	}
}

/* A statement a line: its transaction where it is one of its own, for which servers it is, the
 * hazards, what it says in one line, and the note. */
static const char *plan_text(const struct plan *plan)
{
	static const char *const standings[] = {[STANDS_WITH_OTHERS] = "",
		[STANDS_AHEAD] = "ahead ",
		[STANDS_ALONE] = "alone ",
		[STANDS_IN_BATCHES] = "batches ",
		[STANDS_OUTSIDE] = "outside "};
	struct text text = {0};
	list_each (const struct statement *, statement, &plan->statements) {
		text_put(&text, standings[statement->standing]);
		if (statement->since)
			text_printf(&text, "%u ", statement->since);
		if (statement->before)
			text_printf(&text, "<%u ", statement->before);
		put_hazards(&text, statement->hazards);
		for (const char *at = statement->sql; *at; at++)
			text_put_n(&text, strchr("\n\t", *at) ? " " : at, 1);
		text_put(&text, "\n");
		if (statement->note)
			text_printf(&text, "-- %s\n", statement->note);
	}
	return text_take(&text, &arena);
}

struct rule_case {
	const char *rule;
	const char *from, *to;
	const char *plan;
};

static const struct rule_case cases[] = {
	{"1: a volatile default is filled in beside the users",
		"struct t { int64_t id; } DB_TABLE(t);",
		"struct t { int64_t id; db_uuid a DB_DEFAULT(\"gen_random_uuid()\"); } DB_TABLE(t);",
		"ALTER TABLE t ADD COLUMN a uuid\n"
		"ALTER TABLE t ALTER COLUMN a SET DEFAULT gen_random_uuid()\n"
		"batches UPDATE t SET a = DEFAULT WHERE a IS NULL\n"
		"<18 ALTER TABLE t ADD CONSTRAINT t_a_not_null CHECK (a IS NOT NULL) NOT VALID\n"
		"18 ALTER TABLE t ADD CONSTRAINT t_a_not_null NOT NULL a NOT VALID\n"
		"alone ALTER TABLE t VALIDATE CONSTRAINT t_a_not_null\n"
		"<18 ALTER TABLE t ALTER COLUMN a SET NOT NULL\n"
		"<18 ALTER TABLE t DROP CONSTRAINT t_a_not_null\n"},
	{"1: a stable or constant one is stored once", "struct t { int64_t id; } DB_TABLE(t);",
		"struct t { int64_t id; db_timestamptz a DB_DEFAULT(\"now()\"); int32_t b DB_DEFAULT(\"1\"); } DB_TABLE(t);",
		"ALTER TABLE t ADD COLUMN a timestamptz NOT NULL DEFAULT now()\n"
		"ALTER TABLE t ADD COLUMN b integer NOT NULL DEFAULT 1\n"},
	{"2: NOT NULL without a value fails when there are rows, and says so",
		"struct t { int64_t id; } DB_TABLE(t);",
		"struct t { int64_t id; int32_t a; } DB_TABLE(t);",
		"breaks-old-code ALTER TABLE t ADD COLUMN a integer NOT NULL\n"
		"-- fails when \"t\" has rows, since nothing says what they hold in \"t.a\": give it a default, or let it be NULL until a later revision has filled it\n"},
	{"3: a column that counts, by its sequence", "struct t { int64_t id; } DB_TABLE(t);",
		"struct t { int64_t id; int32_t a DB_DEFAULT(\"nextval('s')\"); } DB_TABLE(t); DB_SEQUENCE(s, \"AS integer OWNED BY t.a\");",
		"CREATE SEQUENCE s AS integer\n"
		"ALTER TABLE t ADD COLUMN a integer\n"
		"ALTER TABLE t ALTER COLUMN a SET DEFAULT nextval('s')\n"
		"DO $$ BEGIN  EXECUTE format('ALTER SEQUENCE s OWNER TO %s',   (SELECT relowner::regrole FROM pg_class WHERE oid = 't'::regclass)); END $$\n"
		"ALTER SEQUENCE s OWNED BY t.a\n"
		"batches UPDATE t SET a = DEFAULT WHERE a IS NULL\n"
		"<18 ALTER TABLE t ADD CONSTRAINT t_a_not_null CHECK (a IS NOT NULL) NOT VALID\n"
		"18 ALTER TABLE t ADD CONSTRAINT t_a_not_null NOT NULL a NOT VALID\n"
		"alone ALTER TABLE t VALIDATE CONSTRAINT t_a_not_null\n"
		"<18 ALTER TABLE t ALTER COLUMN a SET NOT NULL\n"
		"<18 ALTER TABLE t DROP CONSTRAINT t_a_not_null\n"},
	{"4: a stored generated column is computed at once",
		"struct t { int64_t id; } DB_TABLE(t);",
		"struct t { int64_t id; int64_t a DB_GENERATED(\"id + 1\"); } DB_TABLE(t);",
		"rewrites-table blocks-reads ALTER TABLE t ADD COLUMN a bigint NOT NULL GENERATED ALWAYS AS (id + 1) STORED\n"},
	{"4: a virtual one is not", "struct t { int64_t id; } DB_TABLE(t);",
		"struct t { int64_t id; int64_t a DB_GENERATED_VIRTUAL(\"id + 1\"); } DB_TABLE(t);",
		"ALTER TABLE t ADD COLUMN a bigint NOT NULL GENERATED ALWAYS AS (id + 1) VIRTUAL\n"},
	{"8: a type that looks at the same bytes",
		"struct t { int64_t id; char a[5]; } DB_TABLE(t);",
		"struct t { int64_t id; char a[9]; } DB_TABLE(t);",
		"ALTER TABLE t ALTER COLUMN a TYPE varchar(8)\n"
		"alone ANALYZE t\n"},
	{"8: another writes every row anew", "struct t { int64_t id; int32_t a; } DB_TABLE(t);",
		"struct t { int64_t id; int64_t a; } DB_TABLE(t);",
		"rewrites-table blocks-reads breaks-old-code ALTER TABLE t ALTER COLUMN a TYPE bigint\n"
		"alone ANALYZE t\n"},
	{"8: of several columns in one pass",
		"struct t { int64_t id; int32_t a; int32_t b; } DB_TABLE(t);",
		"struct t { int64_t id; int64_t a; int64_t b; } DB_TABLE(t);",
		"rewrites-table blocks-reads breaks-old-code ALTER TABLE t  ALTER COLUMN a TYPE bigint,  ALTER COLUMN b TYPE bigint\n"
		"alone ANALYZE t\n"},
	{"8: a domain over the same type",
		"typedef char *d DB_DOMAIN(d, \"text\"); struct t { int64_t id; db_text a; } DB_TABLE(t);",
		"typedef char *d DB_DOMAIN(d, \"text\"); struct t { int64_t id; d a DB_NOT_NULL; } DB_TABLE(t);",
		"ALTER TABLE t ALTER COLUMN a TYPE d\n"
		"alone ANALYZE t\n"},
	{"9: a number becomes a time as the models say",
		"struct t { int64_t id; int64_t a; } DB_TABLE(t);",
		"struct t { int64_t id; db_timestamptz a DB_USING(\"to_timestamp(a)\"); } DB_TABLE(t);",
		"loses-data rewrites-table blocks-reads breaks-old-code ALTER TABLE t ALTER COLUMN a TYPE timestamptz USING to_timestamp(a)\n"
		"-- values of \"t.a\" that do not fit timestamptz are cut or refused\n"
		"alone ANALYZE t\n"},
	{"10: a column goes with its values", "struct t { int64_t id; char *a; } DB_TABLE(t);",
		"struct t { int64_t id; } DB_TABLE(t);",
		"loses-data breaks-old-code ALTER TABLE t DROP COLUMN a\n"
		"-- the values of \"t.a\" are lost\n"},
	{"11: a new name breaks who says the old one",
		"struct t { int64_t id; char *a; } DB_TABLE(t);",
		"struct t { int64_t id; char *b DB_WAS(a); } DB_TABLE(t);",
		"breaks-old-code ALTER TABLE t RENAME COLUMN a TO b\n"},
	{"25: an exclusion can only be built under a lock",
		"struct t { int64_t id; db_text a DB_TYPE(\"int4range\"); } DB_TABLE(t);",
		"struct t { int64_t id; db_text a DB_TYPE(\"int4range\"); } DB_TABLE(t) DB_CONSTRAINT(c, \"EXCLUDE USING gist (a WITH &&)\");",
		"blocks-reads breaks-old-code ALTER TABLE t ADD CONSTRAINT c EXCLUDE USING gist (a WITH &&)\n"
		"-- fails when rows of \"t\" exclude each other\n"},
	{"34: of an indexed expression there are no statistics yet",
		"struct t { int64_t id; db_text a; } DB_TABLE(t);",
		"struct t { int64_t id; db_text a; } DB_TABLE(t) DB_INDEX(i, \"(lower(a))\");",
		"outside CREATE INDEX CONCURRENTLY i ON t (lower(a))\n"
		"alone ANALYZE t\n"},
	{"34: of an indexed column there are", "struct t { int64_t id; db_text a; } DB_TABLE(t);",
		"struct t { int64_t id; db_text a; } DB_TABLE(t) DB_INDEX(i, \"(a) WHERE id > 0\");",
		"outside CREATE INDEX CONCURRENTLY i ON t (a) WHERE id > 0\n"},
	{"34: extended statistics are gathered", "struct t { int64_t id; db_text a; } DB_TABLE(t);",
		"struct t { int64_t id; db_text a; } DB_TABLE(t); DB_STATISTICS(s, \"ON id, a FROM t\");",
		"CREATE STATISTICS s ON a, id FROM t\n"
		"alone ANALYZE t\n"},
	{"34: a new table has nothing to look at", "",
		"struct t { int64_t id; db_text a; } DB_TABLE(t) DB_INDEX(i, \"(lower(a))\"); DB_STATISTICS(s, \"ON id, a FROM t\");",
		"CREATE TABLE t (  id bigint NOT NULL,  a text NOT NULL )\n"
		"CREATE INDEX i ON t (lower(a))\n"
		"CREATE STATISTICS s ON a, id FROM t\n"},
	{"34: children are looked at with their parent, once",
		"struct p { int64_t id; int32_t a; } DB_TABLE(p); struct c { int32_t b; } DB_TABLE(c) DB_INHERITS(p);",
		"struct p { int64_t id; int64_t a; } DB_TABLE(p); struct c { int64_t b; } DB_TABLE(c) DB_INHERITS(p);",
		"rewrites-table blocks-reads breaks-old-code ALTER TABLE p ALTER COLUMN a TYPE bigint\n"
		"rewrites-table blocks-reads breaks-old-code ALTER TABLE c ALTER COLUMN b TYPE bigint\n"
		"alone ANALYZE p\n"
		"alone ANALYZE c\n"},
	{"35: a table goes with its rows", "struct t { int64_t id; } DB_TABLE(t);", "",
		"loses-data breaks-old-code DROP TABLE t\n"
		"-- the rows of \"t\" are lost\n"},
	{"36: what can be altered is not made anew",
		"struct t { int64_t id; int32_t a; } DB_TABLE(t);",
		"struct t { int64_t id; int32_t b; } DB_TABLE(t) DB_UNLOGGED;",
		"rewrites-table blocks-reads ALTER TABLE t SET UNLOGGED\n"
		"-- from then on a crash of the server empties \"t\", and no standby has its rows; fails when a publication names it\n"
		"breaks-old-code ALTER TABLE t ADD COLUMN b integer NOT NULL\n"
		"-- fails when \"t\" has rows, since nothing says what they hold in \"t.b\": give it a default, or let it be NULL until a later revision has filled it\n"
		"loses-data breaks-old-code ALTER TABLE t DROP COLUMN a\n"
		"-- the values of \"t.a\" are lost\n"},
	{"37: a table's new name breaks who says the old one",
		"struct t { int64_t id; } DB_TABLE(t);",
		"struct t { int64_t id; } DB_TABLE(u) DB_WAS(t);",
		"breaks-old-code ALTER TABLE t RENAME TO u\n"},
	{"38: a table moves to another schema; the old one goes empty",
		"DB_SCHEMA(one); struct t { int64_t id; } DB_TABLE(t) DB_IN_SCHEMA(one);",
		"DB_SCHEMA(two); struct t { int64_t id; } DB_TABLE(t) DB_IN_SCHEMA(two) DB_WAS(one.t);",
		"CREATE SCHEMA IF NOT EXISTS two\n"
		"breaks-old-code ALTER TABLE one.t SET SCHEMA two\n"
		"breaks-old-code DROP SCHEMA one\n"
		"-- fails unless the schema is empty\n"},
	{"41: a partition leaves beside the users",
		"struct p { int64_t k; } DB_TABLE(p) DB_PARTITION_BY(\"LIST (k)\"); DB_PARTITION(q, p, \"FOR VALUES IN (1)\");",
		"struct p { int64_t k; } DB_TABLE(p) DB_PARTITION_BY(\"LIST (k)\"); struct q { int64_t k; } DB_TABLE(q);",
		"outside breaks-old-code ALTER TABLE p DETACH PARTITION q CONCURRENTLY\n"
		"-- its rows are no longer among those of \"p\"\n"},
	{"45: a label's new name breaks who says the old one", "enum k { K_A } DB_ENUM(k);",
		"enum k { K_B DB_WAS(a) } DB_ENUM(k);",
		"breaks-old-code ALTER TYPE k RENAME VALUE 'a' TO 'b'\n"},
	{"46: a new label has its place", "enum k { K_A, K_C } DB_ENUM(k);",
		"enum k { K_A, K_B, K_C } DB_ENUM(k);",
		"ahead ALTER TYPE k ADD VALUE 'b' AFTER 'a'\n"},
	{"47: it is committed before it is used",
		"enum k { K_A } DB_ENUM(k); struct t { enum k k; } DB_TABLE(t);",
		"enum k { K_A, K_B } DB_ENUM(k); struct t { enum k k DB_DEFAULT(\"'b'\"); } DB_TABLE(t);",
		"ahead ALTER TYPE k ADD VALUE 'b' AFTER 'a'\n"
		"ALTER TABLE t ALTER COLUMN k SET DEFAULT 'b'\n"},
	{"48: a label goes with the whole type",
		"enum k { K_A, K_B } DB_ENUM(k); struct t { enum k k; } DB_TABLE(t);",
		"enum k { K_A } DB_ENUM(k); struct t { enum k k; } DB_TABLE(t);",
		"ALTER TYPE k RENAME TO k_old\n"
		"CREATE TYPE k AS ENUM ('a')\n"
		"loses-data rewrites-table blocks-reads breaks-old-code ALTER TABLE t ALTER COLUMN k TYPE k USING k::text::k\n"
		"-- fails when \"t.k\" holds 'b'\n"
		"DROP TYPE k_old\n"
		"alone ANALYZE t\n"},
	{"49: an extension gets another version", "DB_EXTENSION(citext, \"VERSION '1.5'\");",
		"DB_EXTENSION(citext, \"VERSION '1.6'\");",
		"ALTER EXTENSION citext UPDATE TO '1.6'\n"
		"-- fails when the server has no path from the installed version to this one\n"},
	{"49: one that goes", "DB_EXTENSION(citext);", "",
		"breaks-old-code DROP EXTENSION citext\n"
		"-- fails while anything else in the database uses it\n"},
	{"50: a body is replaced in place",
		"DB_FUNCTION(f, \"() RETURNS integer LANGUAGE sql RETURN 1\");",
		"DB_FUNCTION(f, \"() RETURNS integer LANGUAGE sql RETURN 2\");",
		"CREATE OR REPLACE FUNCTION f() RETURNS integer LANGUAGE sql RETURN 2\n"},
	{"51: a sequence that nobody owns goes with its value", "DB_SEQUENCE(s);", "",
		"loses-data breaks-old-code DROP SEQUENCE s\n"
		"-- how far \"s\" has counted is lost\n"},
	{"52: policies come before row security", "struct t { int64_t id; } DB_TABLE(t);",
		"struct t { int64_t id; } DB_TABLE(t) DB_ROW_SECURITY; DB_POLICY(p, \"ON t USING (id > 0)\");",
		"CREATE POLICY p ON t USING (id > 0)\n"
		"breaks-old-code ALTER TABLE t ENABLE ROW LEVEL SECURITY\n"},
	{"52: and go after it",
		"struct t { int64_t id; } DB_TABLE(t) DB_ROW_SECURITY; DB_POLICY(p, \"ON t USING (id > 0)\");",
		"struct t { int64_t id; } DB_TABLE(t);",
		"ALTER TABLE t DISABLE ROW LEVEL SECURITY\n"
		"-- whoever may read \"t\" sees all of its rows then\n"
		"breaks-old-code DROP POLICY p ON t\n"},
	{"52: privileges are taken",
		"struct t { int64_t id; } DB_TABLE(t); DB_GRANT(\"SELECT ON t TO PUBLIC\");",
		"struct t { int64_t id; } DB_TABLE(t);",
		"breaks-old-code REVOKE SELECT ON TABLE t FROM PUBLIC\n"},
	{"53: what subscribers see of a change", "struct t { int64_t id; } DB_TABLE(t);",
		"struct t { int64_t id; } DB_TABLE(t) DB_REPLICA_IDENTITY(\"full\");",
		"ALTER TABLE t REPLICA IDENTITY FULL\n"
		"-- who subscribes to \"t\" is told otherwise which rows change\n"},
	{"70: another default is for rows to come",
		"struct t { int64_t id; int32_t a DB_DEFAULT(\"1\"); } DB_TABLE(t);",
		"struct t { int64_t id; int32_t a DB_DEFAULT(\"2\"); } DB_TABLE(t);",
		"ALTER TABLE t ALTER COLUMN a SET DEFAULT 2\n"},
	{"e: a trigger comes and goes in a moment",
		"struct t { int64_t id; } DB_TABLE(t); DB_FUNCTION(f, \"() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'\"); DB_TRIGGER(a, \"BEFORE INSERT ON t EXECUTE FUNCTION f()\");",
		"struct t { int64_t id; } DB_TABLE(t); DB_FUNCTION(f, \"() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'\"); DB_TRIGGER(b, \"BEFORE INSERT ON t EXECUTE FUNCTION f()\");",
		"DROP TRIGGER a ON t\n"
		"CREATE TRIGGER b BEFORE INSERT ON t FOR EACH STATEMENT EXECUTE FUNCTION f()\n"},
	{"f: logged and unlogged", "struct t { int64_t id; } DB_TABLE(t);",
		"struct t { int64_t id; } DB_TABLE(t) DB_UNLOGGED;",
		"rewrites-table blocks-reads ALTER TABLE t SET UNLOGGED\n"
		"-- from then on a crash of the server empties \"t\", and no standby has its rows; fails when a publication names it\n"},
	{"f: another access method", "struct t { int64_t id; } DB_TABLE(t);",
		"struct t { int64_t id; } DB_TABLE(t) DB_ACCESS_METHOD(columnar);",
		"rewrites-table blocks-reads ALTER TABLE t SET ACCESS METHOD columnar\n"},
	{"f: another tablespace", "struct t { int64_t id; } DB_TABLE(t);",
		"struct t { int64_t id; } DB_TABLE(t) DB_TABLESPACE(fast);",
		"rewrites-table blocks-reads ALTER TABLE t SET TABLESPACE fast\n"},
	{"f: another expression",
		"struct t { int64_t id; int64_t a DB_GENERATED(\"id + 1\"); } DB_TABLE(t);",
		"struct t { int64_t id; int64_t a DB_GENERATED(\"id + 2\"); } DB_TABLE(t);",
		"ALTER TABLE t DROP COLUMN a\n"
		"-- comes back below, computed anew\n"
		"rewrites-table blocks-reads ALTER TABLE t ADD COLUMN a bigint NOT NULL GENERATED ALWAYS AS (id + 2) STORED\n"
		"alone ANALYZE t\n"},
	{"g: another type of a sequence", "DB_SEQUENCE(s, \"AS integer\");",
		"DB_SEQUENCE(s, \"AS bigint\");",
		"ALTER SEQUENCE s AS bigint MAXVALUE 9223372036854775807\n"},
	{"h: a materialized view is filled anew",
		"struct t { int64_t id; } DB_TABLE(t); struct v { int64_t id; } DB_MATERIALIZED_VIEW(v, \"SELECT id FROM t\");",
		"struct t { int64_t id; } DB_TABLE(t); struct v { int64_t id; } DB_MATERIALIZED_VIEW(v, \"SELECT id FROM t WHERE id > 0\");",
		"breaks-old-code DROP MATERIALIZED VIEW v\n"
		"-- comes back below\n"
		"blocks-reads CREATE MATERIALIZED VIEW v AS SELECT id FROM t WHERE id > 0\n"
		"-- nobody reads it until it is filled\n"},
	{"i: an attribute of a type that columns have",
		"struct c { int32_t x; } DB_COMPOSITE(c); struct t { struct c a; } DB_TABLE(t);",
		"struct c { int64_t x; } DB_COMPOSITE(c); struct t { struct c a; } DB_TABLE(t);",
		"breaks-old-code ALTER TYPE c RENAME TO c_old\n"
		"CREATE TYPE c AS (  x bigint )\n"
		"rewrites-table blocks-reads ALTER TABLE t ALTER COLUMN a TYPE c USING CASE WHEN a IS NOT DISTINCT FROM NULL THEN NULL ELSE ROW((a).x)::c END\n"
		"DROP TYPE c_old\n"
		"alone ANALYZE t\n"},
	{"i: one that comes",
		"struct c { int32_t x; } DB_COMPOSITE(c); struct t { struct c a; } DB_TABLE(t);",
		"struct c { int32_t x; int32_t y; } DB_COMPOSITE(c); struct t { struct c a; } DB_TABLE(t);",
		"breaks-old-code ALTER TYPE c ADD ATTRIBUTE y integer\n"},
	{"n: a view is made anew around a column that goes",
		"struct t { int64_t id; int32_t a; } DB_TABLE(t); struct v { int64_t id; int32_t a; } DB_VIEW(v, \"SELECT id, a FROM t\");",
		"struct t { int64_t id; } DB_TABLE(t); struct v { int64_t id; } DB_VIEW(v, \"SELECT id FROM t\");",
		"breaks-old-code DROP VIEW v\n"
		"-- comes back below\n"
		"loses-data breaks-old-code ALTER TABLE t DROP COLUMN a\n"
		"-- the values of \"t.a\" are lost\n"
		"CREATE VIEW v AS SELECT id FROM t\n"},
	{"p: another collation of a column with an index",
		"struct t { int64_t id; db_text a; } DB_TABLE(t) DB_INDEX(i, \"(a)\");",
		"struct t { int64_t id; db_text a DB_COLLATE(\"C\"); } DB_TABLE(t) DB_INDEX(i, \"(a)\");",
		"blocks-reads ALTER TABLE t ALTER COLUMN a TYPE text COLLATE \"C\"\n"
		"alone ANALYZE t\n"},
};

static void test_rules(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct plan plan;
		print_message("%s\n", cases[i].rule);
		plan_of_models(&arena, cases[i].from, cases[i].to, (struct planning){0}, &plan);
		assert_string_equal(plan_text(&plan), cases[i].plan);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_rules),
	};
	arena_init(&arena);
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	arena_finish(&arena);
	return failed;
}
