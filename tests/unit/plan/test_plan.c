/* What each statement does to the data, to a busy table and to older programs, and what is said of
 * it. That the statements run, in their order, both ways, is tested on a server (tests/evolution).
 */

#include <stdio.h>
#include <string.h>

#include "support/cmocka_all.h"
#include "support/plans.h"

static struct arena arena;
static bool single_transaction;

static bool make(const char *from, const char *to, enum direction direction, struct plan *plan,
	struct diag *diag)
{
	return plan_of_schemas(&arena, models_from_text(&arena, from), models_from_text(&arena, to),
		(struct planning){direction, single_transaction}, plan, diag);
}

static const char *hazard_list(unsigned hazards)
{
	const char *all = "";
	for (unsigned i = 0; i < HAZARDS; i++) {
		if (hazards & 1u << i)
			all = arena_printf(&arena, "%s%s%s", all, *all ? " " : "",
				hazard_name((enum hazard)(1u << i)));
	}
	return all;
}

/* The statement that begins so. */
static const struct statement *statement_of(const struct plan *plan, const char *start)
{
	list_each (const struct statement *, statement, &plan->statements) {
		if (strncmp(statement->sql, start, strlen(start)) == 0)
			return statement;
	}
	fail_msg("no statement begins with \"%s\"", start);
	return NULL;
}

struct hazard_case {
	const char *from, *to; /* columns of table t besides id, then what follows the table */
	const char *statement; /* how it begins */
	const char *hazards;
	const char *note; /* NULL: none */
	enum compatibility compatibility;
};

#define ADDITIVE COMPATIBILITY_ADDITIVE
#define TIGHTENING COMPATIBILITY_TIGHTENING
#define BREAKING COMPATIBILITY_BREAKING
#define REWRITE "rewrites-table blocks-reads"

#define TABLE "} DB_TABLE(t) "
#define REST "; struct u { bool x;"
#define NO_POLICY "without a policy only the owner of \"t\" and superusers see its rows"

static const struct hazard_case cases[] = {
	{"", "char *a;", "ALTER TABLE t ADD", "", NULL, ADDITIVE},
	{"", "int32_t a DB_DEFAULT(\"1\");", "ALTER TABLE t ADD", "", NULL, ADDITIVE},
	{"", "db_timestamptz a DB_DEFAULT(\"now()\");", "ALTER TABLE t ADD", "", NULL, ADDITIVE},
	{"", "db_timestamptz a DB_DEFAULT(\"clock_timestamp()\");", "UPDATE t SET a = DEFAULT", "",
		NULL, ADDITIVE},
	{"", "int32_t a;", "ALTER TABLE t ADD", "breaks-old-code",
		"fails when \"t\" has rows, since nothing says what they hold in \"t.a\": give it a "
		"default, or let it be NULL until a later revision has filled it",
		TIGHTENING},
	{"", "int64_t a DB_IDENTITY;", "UPDATE t SET a = DEFAULT", "", NULL, ADDITIVE},
	{"", "int64_t a DB_GENERATED(\"id + 1\");", "ALTER TABLE t ADD", REWRITE, NULL, ADDITIVE},
	{"", "int64_t a DB_NULL DB_REFERENCES(t);", "ALTER TABLE t ADD COLUMN", "", NULL, ADDITIVE},
	{"", "int64_t a DB_NULL DB_UNIQUE;", "ALTER TABLE t ADD CONSTRAINT", "", NULL, ADDITIVE},
	{"char *a;", "", "ALTER TABLE t DROP", "loses-data breaks-old-code",
		"the values of \"t.a\" are lost", BREAKING},
	{"int64_t a DB_GENERATED(\"id + 1\");", "", "ALTER TABLE t DROP", "breaks-old-code", NULL,
		BREAKING},
	{"char *a;", "char *b DB_WAS(a);", "ALTER TABLE t RENAME", "breaks-old-code", NULL,
		BREAKING},
	{"char a[5];", "char a[9];", "ALTER TABLE t ALTER", "", NULL, ADDITIVE},
	{"char a[5];", "char *a DB_NOT_NULL;", "ALTER TABLE t ALTER", "", NULL, ADDITIVE},
	{"char a[9];", "char a[5];", "ALTER TABLE t ALTER",
		"loses-data " REWRITE " breaks-old-code",
		"values of \"t.a\" that do not fit varchar(4) are cut or refused", TIGHTENING},
	{"int32_t a;", "int64_t a;", "ALTER TABLE t ALTER", REWRITE " breaks-old-code", NULL,
		BREAKING},
	{"int64_t a;", "int32_t a;", "ALTER TABLE t ALTER",
		"loses-data " REWRITE " breaks-old-code",
		"values of \"t.a\" that do not fit integer are cut or refused", BREAKING},
	{"char *a DB_UNIQUE;", "char *a DB_UNIQUE DB_COLLATE(\"C\");", "ALTER TABLE t ALTER",
		"blocks-reads", NULL, ADDITIVE},
	{"char *a;", "char *a DB_COLLATE(\"C\");", "ALTER TABLE t ALTER", "", NULL, ADDITIVE},
	{"char *a;", "char *a DB_NOT_NULL;", "ALTER TABLE t ADD", "breaks-old-code", NULL,
		TIGHTENING},
	{"char *a;", "char *a DB_NOT_NULL;", "ALTER TABLE t VALIDATE", "",
		"fails when \"t.a\" holds NULL", TIGHTENING},
	{"int32_t a;", "int32_t a DB_NULL;", "ALTER TABLE t ALTER", "breaks-old-code", NULL,
		TIGHTENING},
	{"int32_t a;", "int32_t a DB_DEFAULT(\"1\");", "ALTER TABLE t ALTER", "", NULL, ADDITIVE},
	{"int32_t a DB_DEFAULT(\"1\");", "int32_t a;", "ALTER TABLE t ALTER", "breaks-old-code",
		NULL, TIGHTENING},
	{"int32_t a;", "int32_t a DB_UNIQUE;", "CREATE UNIQUE INDEX", "breaks-old-code",
		"fails when rows of \"t\" have the same values", TIGHTENING},
	{"int32_t a;", "int32_t a DB_CHECK(\"a > 0\");", "ALTER TABLE t ADD", "breaks-old-code",
		NULL, TIGHTENING},
	{"int32_t a;",
		"int32_t a; } DB_TABLE(t) DB_CONSTRAINT(c, \"CHECK (a > 0) NOT VALID\"); "
		"struct u { bool x;",
		"ALTER TABLE t ADD", "breaks-old-code", NULL, TIGHTENING},
	{"int64_t a DB_GENERATED(\"id + 1\");", "int64_t a;", "ALTER TABLE t ALTER",
		"breaks-old-code", NULL, TIGHTENING},
	{"int64_t a DB_GENERATED_VIRTUAL(\"id + 1\");", "int64_t a;",
		"ALTER TABLE t ADD COLUMN a bigint NOT NULL GENERATED ALWAYS AS (id + 1) STORED",
		REWRITE, NULL, TIGHTENING},
	{"int64_t a DB_GENERATED_VIRTUAL(\"id + 1\");", "int64_t a DB_DEFAULT(\"1\");",
		"ALTER TABLE t ALTER COLUMN a SET DEFAULT 1", "", NULL, ADDITIVE},
	{"int64_t a;", "int64_t a DB_REFERENCES(t);", "ALTER TABLE t ADD", "breaks-old-code", NULL,
		TIGHTENING},
	{"int64_t a;", "int64_t a DB_REFERENCES(t);", "ALTER TABLE t VALIDATE", "",
		"fails when a row of \"t\" has no counterpart in \"t\"", TIGHTENING},
	{"int32_t a DB_UNIQUE;", "int32_t a;", "ALTER TABLE t DROP", "", NULL, ADDITIVE},
	{"enum k a;", "enum k a; } DB_TABLE(t) DB_INDEX(\"(a)\"); struct u { bool x;",
		"CREATE INDEX", "", NULL, ADDITIVE},
	{"int32_t a;", "int32_t a; } DB_TABLE(t) DB_UNIQUE_INDEX(\"(a)\"); struct u { bool x;",
		"CREATE UNIQUE INDEX", "breaks-old-code",
		"fails when rows of \"t\" have the same values", TIGHTENING},
	{TABLE REST, TABLE "DB_WITH(\"fillfactor=70\")" REST, "ALTER TABLE t SET (fillfactor = 70)",
		"", NULL, ADDITIVE},
	{TABLE "DB_WITH(\"fillfactor=70, vacuum_truncate=no\")" REST, TABLE REST,
		"ALTER TABLE t RESET (fillfactor, vacuum_truncate)", "", NULL, ADDITIVE},
	{TABLE REST, TABLE "DB_UNLOGGED" REST, "ALTER TABLE t SET UNLOGGED", REWRITE,
		"from then on a crash of the server empties \"t\", and no standby has its rows; "
		"fails when a publication names it",
		ADDITIVE},
	{TABLE "DB_UNLOGGED" REST, TABLE REST, "ALTER TABLE t SET LOGGED", REWRITE, NULL, ADDITIVE},
	{TABLE REST, TABLE "DB_ROW_SECURITY" REST, "ALTER TABLE t ENABLE ROW LEVEL SECURITY",
		"breaks-old-code", NO_POLICY, BREAKING},
	{TABLE "DB_ROW_SECURITY" REST, TABLE REST, "ALTER TABLE t DISABLE ROW LEVEL SECURITY", "",
		"whoever may read \"t\" sees all of its rows then", ADDITIVE},
};

/* struct t with these columns, or with what the columns go on to say in its place. */
static const char *models(const char *columns)
{
	const char *table = strstr(columns, "DB_TABLE(t)") ? "u" : "t";
	return arena_printf(&arena,
		"enum k { K_A, K_B } DB_ENUM(k);\n"
		"struct t { int64_t id DB_PRIMARY_KEY; %s } DB_TABLE(%s);",
		columns, table);
}

static void test_hazards(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct plan plan;
		struct diag diag;
		assert_true(make(models(cases[i].from), models(cases[i].to), DIRECTION_UPGRADE,
			&plan, &diag));
		const struct statement *statement = statement_of(&plan, cases[i].statement);
		print_message("%s\n", statement->sql);
		assert_string_equal(hazard_list(statement->hazards), cases[i].hazards);
		if (cases[i].note)
			assert_string_equal(statement->note, cases[i].note);
		else
			assert_null(statement->note);
		assert_int_equal(plan.compatibility, cases[i].compatibility);
		assert_non_null(statement->object);
	}
}

/* What takes long goes beside the users of the table, unless all must be in one transaction. */
static void test_index_of_table_in_use_is_built_outside(void **state)
{
	(void)state;
	struct plan plan;
	struct diag diag;
	const char *from = models("int32_t a;");
	const char *to =
		models("int32_t a; } DB_TABLE(t) DB_INDEX(by_a, \"(a)\"); struct u { bool x;");
	assert_true(make(from, to, DIRECTION_UPGRADE, &plan, &diag));
	const struct statement *built =
		statement_of(&plan, "CREATE INDEX CONCURRENTLY by_a ON t (a)");
	assert_int_equal(built->standing, STANDS_OUTSIDE);
	assert_int_equal(plan.hazards & HAZARDS_TO_ACCEPT, 0);

	single_transaction = true;
	assert_true(make(from, to, DIRECTION_UPGRADE, &plan, &diag));
	single_transaction = false;
	built = statement_of(&plan, "CREATE INDEX by_a ON t (a)");
	assert_int_equal(built->standing, STANDS_WITH_OTHERS);
	assert_int_equal(plan.hazards & HAZARDS_TO_ACCEPT, HAZARD_BLOCKS_WRITES);
}

/* What a partitioned table says is where its partitions go unless they say otherwise. */
static void test_partition_stays_where_it_says(void **state)
{
	(void)state;
	static const char to[] =
		"struct p { int64_t id; } DB_TABLE(p) DB_PARTITION_BY(\"LIST (id)\") "
		"DB_TABLESPACE(fast);\n"
		"DB_PARTITION(p1, p, \"FOR VALUES IN (1)\");\n"
		"DB_PARTITION(p2, p, \"FOR VALUES IN (2)\") DB_TABLESPACE(slow);\n";
	struct plan plan;
	struct diag diag;
	assert_true(make("", to, DIRECTION_UPGRADE, &plan, &diag));
	assert_string_equal(statement_of(&plan, "CREATE TABLE p1")->sql,
		"CREATE TABLE p1 PARTITION OF p FOR VALUES IN (1) TABLESPACE pg_default");
	assert_string_equal(statement_of(&plan, "CREATE TABLE p2")->sql,
		"CREATE TABLE p2 PARTITION OF p FOR VALUES IN (2) TABLESPACE slow");
}

static void test_new_table_is_nobodys_hazard(void **state)
{
	(void)state;
	struct plan plan;
	struct diag diag;
	assert_true(make("struct a { int64_t id DB_PRIMARY_KEY; } DB_TABLE(a);",
		"struct a { int64_t id DB_PRIMARY_KEY; } DB_TABLE(a);\n"
		"struct b { int64_t id DB_PRIMARY_KEY; int64_t c_id DB_REFERENCES(c); } DB_TABLE(b)\n"
		"  DB_INDEX(\"(c_id)\");\n"
		"struct c { int64_t id DB_PRIMARY_KEY; int64_t b_id DB_REFERENCES(b);\n"
		"  int64_t a_id DB_REFERENCES(a); } DB_TABLE(c);\n",
		DIRECTION_UPGRADE, &plan, &diag));
	assert_int_equal(plan.hazards, 0);
	assert_int_equal(plan.compatibility, COMPATIBILITY_ADDITIVE);
}

static void test_enum_labels(void **state)
{
	(void)state;
	struct plan plan;
	struct diag diag;
	const char *from = "enum k { K_A, K_B } DB_ENUM(k); struct t { enum k k; } DB_TABLE(t);";
	assert_true(make(from,
		"enum k { K_A, K_C, K_B } DB_ENUM(k); struct t { enum k k; } DB_TABLE(t);",
		DIRECTION_UPGRADE, &plan, &diag));
	assert_int_equal(plan.statements.count, 1);
	assert_string_equal(plan.statements.items[0].sql, "ALTER TYPE k ADD VALUE 'c' AFTER 'a'");
	assert_int_equal(plan.statements.items[0].standing, STANDS_AHEAD);
	assert_int_equal(plan.hazards, 0);

	assert_true(
		make(from, "enum k { K_B, K_C } DB_ENUM(k); struct t { enum k k; } DB_TABLE(t);",
			DIRECTION_UPGRADE, &plan, &diag));
	const struct statement *statement = statement_of(&plan, "ALTER TABLE t ALTER");
	assert_string_equal(hazard_list(statement->hazards),
		"loses-data rewrites-table blocks-reads breaks-old-code");
	assert_string_equal(statement->note, "fails when \"t.k\" holds 'a'");
	assert_int_equal(plan.compatibility, COMPATIBILITY_BREAKING);

	/* Only another order: nothing is lost. */
	assert_true(
		make(from, "enum k { K_B, K_A } DB_ENUM(k); struct t { enum k k; } DB_TABLE(t);",
			DIRECTION_UPGRADE, &plan, &diag));
	assert_string_equal(hazard_list(plan.hazards), "rewrites-table blocks-reads");
}

/* The server refuses a value in the transaction that adds it. */
static void test_enum_value_is_there_before_it_is_used(void **state)
{
	(void)state;
	struct plan plan;
	struct diag diag;
	const char *from = "enum k { K_A } DB_ENUM(k); enum l { L_A } DB_ENUM(l);\n"
			   "struct t { enum k k; } DB_TABLE(t);";
	const char *to = "enum k { K_A, K_B, K_C } DB_ENUM(k); enum l { L_A, L_B } DB_ENUM(l);\n"
			 "struct t { enum k k DB_DEFAULT(\"'c'\"); } DB_TABLE(t);";
	assert_true(make(from, to, DIRECTION_UPGRADE, &plan, &diag));
	assert_int_equal(plan.statements.count, 4);
	for (size_t i = 0; i < 3; i++)
		assert_int_equal(plan.statements.items[i].standing, STANDS_AHEAD);
	assert_false(statements_part(&plan.statements.items[1], &plan.statements.items[2]));
	assert_true(statements_part(&plan.statements.items[2], &plan.statements.items[3]));
	assert_int_equal(plan.hazards & HAZARDS_TO_ACCEPT, 0);

	single_transaction = true;
	assert_true(make(from, to, DIRECTION_UPGRADE, &plan, &diag));
	statement_of(&plan, "CREATE TYPE k AS ENUM ('a', 'b', 'c')");
	assert_int_equal(statement_of(&plan, "ALTER TYPE l ADD VALUE")->standing, 0);
	from = "enum k { K_A } DB_ENUM(k);\n"
	       "struct t { enum k k; } DB_TABLE(t) DB_PARTITION_BY(\"LIST (k)\");";
	to = "enum k { K_A, K_B } DB_ENUM(k);\n"
	     "struct t { enum k k; } DB_TABLE(t) DB_PARTITION_BY(\"LIST (k)\");\n"
	     "DB_PARTITION(t_b, t, \"FOR VALUES IN ('b')\");";
	assert_false(make(from, to, DIRECTION_UPGRADE, &plan, &diag));
	single_transaction = false;
	assert_non_null(strstr(diag.list.items[0].message, "leave out --single-transaction"));
	assert_int_equal(diag.list.items[0].place.line, 5);
}

#define ORDERS                                                                                     \
	"struct p { int64_t id; int64_t day; } DB_TABLE(p) DB_PARTITION_BY(\"RANGE (day)\");\n"    \
	"DB_PARTITION(p1, p, \"FOR VALUES FROM (0) TO (1)\");\n"
#define ALONE "struct o { int64_t id; int64_t day; } DB_TABLE(p0)"

static const char *statement_at(const struct plan *plan, size_t i)
{
	return i < plan->statements.count ? plan->statements.items[i].sql : "(no more)";
}

/* The rows of a column get their values beside the users of its table; only then it demands them.
 */
static void test_column_is_filled_beside_users(void **state)
{
	(void)state;
	struct plan plan;
	struct diag diag;
	const char *from = "struct t { int64_t id; } DB_TABLE(t);";
	assert_true(make(from, "struct t { int64_t id; int64_t n DB_IDENTITY; } DB_TABLE(t);",
		DIRECTION_UPGRADE, &plan, &diag));
	assert_int_equal(plan.hazards, 0);
	assert_int_equal(plan.compatibility, COMPATIBILITY_ADDITIVE);
	assert_string_equal(statement_at(&plan, 0), "ALTER TABLE t ADD COLUMN n bigint");
	assert_string_equal(statement_at(&plan, 1), "CREATE SEQUENCE t_n_numbers");
	assert_string_equal(statement_at(&plan, 2),
		"ALTER TABLE t ALTER COLUMN n SET DEFAULT nextval('t_n_numbers')");
	assert_string_equal(statement_at(&plan, 3), "UPDATE t SET n = DEFAULT WHERE n IS NULL");
	assert_int_equal(plan.statements.items[3].standing, STANDS_IN_BATCHES);
	assert_string_equal(statement_at(&plan, 4),
		"ALTER TABLE t ADD CONSTRAINT t_n_not_null CHECK (n IS NOT NULL) NOT VALID");
	statement_of(&plan, "ALTER TABLE t ALTER COLUMN n DROP DEFAULT");
	statement_of(&plan, "ALTER TABLE t ALTER COLUMN n ADD GENERATED BY DEFAULT AS IDENTITY");
	assert_string_equal(
		statement_at(&plan, plan.statements.count - 1), "DROP SEQUENCE t_n_numbers");

	/* Several of one table in one pass over its rows; a check on them waits. */
	assert_true(make(from,
		"struct t { int64_t id; double a DB_NULL DB_DEFAULT(\"random()\");\n"
		"double b DB_NULL DB_DEFAULT(\"random()\") DB_CHECK(\"b IS NOT NULL\"); } DB_TABLE(t);",
		DIRECTION_UPGRADE, &plan, &diag));
	assert_string_equal(statement_at(&plan, 4),
		"UPDATE t SET\n\ta = coalesce(a, random()),\n\tb = coalesce(b, random())\n"
		"WHERE (a IS NULL OR b IS NULL)");
	assert_string_equal(statement_at(&plan, 5),
		"ALTER TABLE t ADD CONSTRAINT t_b_check CHECK (b IS NOT NULL) NOT VALID");

	/* An UPDATE would not reach what a rule or a policy keeps from it. */
	assert_true(make(
		"struct t { int64_t id; } DB_TABLE(t) DB_ROW_SECURITY DB_FORCE_ROW_SECURITY;",
		"struct t { int64_t id; double a DB_NULL DB_DEFAULT(\"random()\"); } DB_TABLE(t)\n"
		"DB_ROW_SECURITY DB_FORCE_ROW_SECURITY;",
		DIRECTION_UPGRADE, &plan, &diag));
	assert_int_equal(plan.statements.count, 1);
	assert_string_equal(hazard_list(plan.hazards), REWRITE);

	single_transaction = true;
	assert_true(make(from, "struct t { int64_t id; int64_t n DB_IDENTITY; } DB_TABLE(t);",
		DIRECTION_UPGRADE, &plan, &diag));
	single_transaction = false;
	assert_int_equal(plan.statements.count, 1);
	assert_string_equal(hazard_list(plan.hazards), REWRITE);
}

/* Whatever gives every row the same value needs no row: constants, functions known or declared. */
static void test_what_is_stable_is_stored_once(void **state)
{
	(void)state;
	struct plan plan;
	struct diag diag;
	static const char functions[] =
		"DB_FUNCTION(f, \"() RETURNS integer LANGUAGE sql STABLE RETURN 1\");\n"
		"DB_FUNCTION(g, \"() RETURNS integer LANGUAGE sql RETURN 1\");\n"
		"DB_FUNCTION(h, \"() RETURNS integer LANGUAGE sql AS 'SELECT 1 /* STABLE */'\");\n";
	static const char *const defaults[][2] = {{"1", ""}, {"now()", ""}, {"f()", ""},
		{"g()", "UPDATE"}, {"h()", "UPDATE"}, {"elsewhere()", "UPDATE"}};
	for (size_t i = 0; i < sizeof defaults / sizeof *defaults; i++) {
		const char *from =
			arena_printf(&arena, "%sstruct t { int64_t id; } DB_TABLE(t);", functions);
		const char *to = arena_printf(&arena,
			"%sstruct t { int64_t id; db_text a DB_DEFAULT(\"%s\"); } DB_TABLE(t);",
			functions, defaults[i][0]);
		print_message("%s\n", defaults[i][0]);
		assert_true(make(from, to, DIRECTION_UPGRADE, &plan, &diag));
		assert_int_equal(plan.hazards, 0);
		assert_int_equal(plan.statements.count == 1, *defaults[i][1] == '\0');
	}
}

/* A partition leaves its parent beside the users of both, and nothing stays behind. */
static void test_partition_leaves_gently(void **state)
{
	(void)state;
	static const char partition[] = "DB_PARTITION(p0, p, \"FOR VALUES FROM (1) TO (2)\");\n";
	static const char rest[] = "DB_PARTITION(p_rest, p, \"DEFAULT\");\n";
	struct plan plan;
	struct diag diag;
	const char *from = arena_printf(&arena, "%s%s", ORDERS, partition);
	assert_true(make(from, ORDERS ALONE ";", DIRECTION_UPGRADE, &plan, &diag));
	assert_int_equal(plan.statements.count, 1);
	const struct statement *left = &plan.statements.items[0];
	assert_string_equal(left->sql, "ALTER TABLE p DETACH PARTITION p0 CONCURRENTLY");
	assert_int_equal(left->standing, STANDS_OUTSIDE);
	assert_string_equal(left->leaves, "ALTER TABLE p0 DROP CONSTRAINT IF EXISTS p0_day_check");

	/* The server then names its own otherwise. */
	assert_true(
		make(arena_printf(&arena, "%s%.*s DB_CONSTRAINT(p0_day_check, \"CHECK (id > 0)\");",
			     ORDERS, (int)strlen(partition) - 2, partition),
			ORDERS ALONE " DB_CONSTRAINT(p0_day_check, \"CHECK (id > 0)\");",
			DIRECTION_UPGRADE, &plan, &diag));
	assert_string_equal(plan.statements.items[0].leaves,
		"ALTER TABLE p0 DROP CONSTRAINT IF EXISTS p0_day_check1");

	/* It goes for good: not while others wait for a lock on the parent. */
	assert_true(make(from, ORDERS, DIRECTION_UPGRADE, &plan, &diag));
	assert_int_equal(plan.statements.items[0].standing, STANDS_OUTSIDE);
	assert_string_equal(plan.statements.items[1].sql, "DROP TABLE p0");

	/* The server cannot beside a default partition, nor in a transaction. */
	assert_true(make(arena_printf(&arena, "%s%s", from, rest),
		arena_printf(&arena, "%s%s" ALONE ";", ORDERS, rest), DIRECTION_UPGRADE, &plan,
		&diag));
	assert_string_equal(plan.statements.items[0].sql, "ALTER TABLE p DETACH PARTITION p0");
	single_transaction = true;
	assert_true(make(from, ORDERS ALONE ";", DIRECTION_UPGRADE, &plan, &diag));
	assert_string_equal(plan.statements.items[0].sql, "ALTER TABLE p DETACH PARTITION p0");
	assert_true(make(from, ORDERS, DIRECTION_UPGRADE, &plan, &diag));
	assert_string_equal(plan.statements.items[0].sql, "DROP TABLE p0");
	single_transaction = false;
}

static void test_no_cast_is_an_error_up_and_a_note_down(void **state)
{
	(void)state;
	struct plan plan;
	struct diag diag;
	const char *number = "struct t { int64_t a; } DB_TABLE(t);";
	const char *time = "struct t { db_timestamptz a; } DB_TABLE(t);";
	assert_false(make(number, time, DIRECTION_UPGRADE, &plan, &diag));
	assert_non_null(strstr(diag.list.items[0].message, "say with DB_USING"));
	assert_int_equal(diag.list.items[0].place.line, 3);

	assert_true(make(number, time, DIRECTION_DOWNGRADE, &plan, &diag));
	assert_string_equal(plan.statements.items[0].sql,
		"ALTER TABLE t ALTER COLUMN a TYPE timestamptz USING a::text::timestamptz");
	assert_non_null(strstr(plan.statements.items[0].note, "write how it turns back"));
}

static void test_using_is_for_the_way_up(void **state)
{
	(void)state;
	struct plan plan;
	struct diag diag;
	const char *from = "struct t { db_text a; } DB_TABLE(t);";
	const char *to = "struct t { int32_t a DB_USING(\"length(a)\"); } DB_TABLE(t);";
	assert_true(make(from, to, DIRECTION_UPGRADE, &plan, &diag));
	assert_string_equal(plan.statements.items[0].sql,
		"ALTER TABLE t ALTER COLUMN a TYPE integer USING length(a)");
	assert_true(make(from, to, DIRECTION_DOWNGRADE, &plan, &diag));
	assert_string_equal(plan.statements.items[0].sql,
		"ALTER TABLE t ALTER COLUMN a TYPE integer USING a::integer");
}

static void test_what_comes_back_is_empty(void **state)
{
	(void)state;
	struct plan plan;
	struct diag diag;
	assert_true(make("struct t { bool x; } DB_TABLE(t);",
		"struct t { bool x; int32_t a; int32_t b DB_UNIQUE; char *c; int32_t d DB_DEFAULT(\"3\"); }\n"
		"DB_TABLE(t); struct u { bool y; } DB_TABLE(u);",
		DIRECTION_DOWNGRADE, &plan, &diag));
	assert_string_equal(statement_of(&plan, "ALTER TABLE t ADD COLUMN a")->sql,
		"ALTER TABLE t ADD COLUMN a integer NOT NULL DEFAULT 0");
	assert_string_equal(statement_of(&plan, "ALTER TABLE t ADD COLUMN a")->note,
		"the values that \"t.a\" held are gone; the rows there are get 0 instead");
	statement_of(&plan, "ALTER TABLE t ALTER COLUMN a DROP DEFAULT");
	assert_string_equal(statement_of(&plan, "ALTER TABLE t ADD COLUMN b")->note,
		"the values that \"t.b\" held are gone; fails when \"t\" has rows, since nothing "
		"says what they hold in \"t.b\"");
	assert_string_equal(statement_of(&plan, "ALTER TABLE t ADD COLUMN c")->note,
		"the values that \"t.c\" held are gone");
	assert_string_equal(statement_of(&plan, "ALTER TABLE t ADD COLUMN d")->note,
		"the values that \"t.d\" held are gone");
	assert_string_equal(
		statement_of(&plan, "CREATE TABLE u")->note, "the rows that \"u\" held are gone");
}

static void test_names_of_hazards(void **state)
{
	(void)state;
	for (unsigned i = 0; i < HAZARDS; i++)
		assert_int_equal(hazard_by_name(hazard_name((enum hazard)(1u << i))), 1u << i);
	assert_int_equal(hazard_by_name("loses-nothing"), 0);
	assert_string_equal(compatibility_name(COMPATIBILITY_BREAKING), "breaking");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_hazards),
		cmocka_unit_test(test_index_of_table_in_use_is_built_outside),
		cmocka_unit_test(test_partition_stays_where_it_says),
		cmocka_unit_test(test_new_table_is_nobodys_hazard),
		cmocka_unit_test(test_enum_labels),
		cmocka_unit_test(test_enum_value_is_there_before_it_is_used),
		cmocka_unit_test(test_column_is_filled_beside_users),
		cmocka_unit_test(test_what_is_stable_is_stored_once),
		cmocka_unit_test(test_partition_leaves_gently),
		cmocka_unit_test(test_no_cast_is_an_error_up_and_a_note_down),
		cmocka_unit_test(test_using_is_for_the_way_up),
		cmocka_unit_test(test_what_comes_back_is_empty),
		cmocka_unit_test(test_names_of_hazards),
	};
	arena_init(&arena);
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	arena_finish(&arena);
	return failed;
}
