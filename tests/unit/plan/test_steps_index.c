/* How indexes and keys of tables in use come and go: what is built outside, what stands in one
 * transaction with what, under which names. That it runs is tested on a server (tests/evolution).
 */

#include <string.h>

#include "support/cmocka_all.h"
#include "support/plans.h"

static struct arena arena;
static bool empty;       /* the tables hold no rows, and this is known */
static unsigned hazards; /* of the plan that was made last */

/* The statements of the way up, a line each; "! " before those that stand outside, "| " before
 * those that stand alone. */
static const char *steps(const char *from, const char *to, bool single_transaction)
{
	static const char *const marks[] = {
		[STANDS_WITH_OTHERS] = "", [STANDS_ALONE] = "| ", [STANDS_OUTSIDE] = "! "};
	struct schema *old = models_from_text(&arena, from), *new = models_from_text(&arena, to);
	assert_non_null(old);
	list_each (struct table **, table, &old->tables)
		(*table)->empty = empty;
	struct diag diag;
	struct plan plan;
	assert_true(plan_of_schemas(&arena, old, new,
		(struct planning){DIRECTION_UPGRADE, single_transaction}, &plan, &diag));
	hazards = plan.hazards;
	const char *all = "";
	list_each (const struct statement *, statement, &plan.statements)
		all = arena_printf(
			&arena, "%s%s%s\n", all, marks[statement->standing], statement->sql);
	return all;
}

struct steps_case {
	const char *from, *to; /* what follows table t of columns id and a, both NOT NULL */
	const char *steps;
};

#define TABLE "struct t { int32_t id; int32_t a; } DB_TABLE(t) "

static const struct steps_case cases[] = {
	{"", "DB_INDEX(i, \"(a)\")", "! CREATE INDEX CONCURRENTLY i ON t (a)\n"},
	{"DB_INDEX(i, \"(a)\")", "", "! DROP INDEX CONCURRENTLY i\n"},
	{"DB_INDEX(i, \"(a)\")", "DB_INDEX(i, \"(a, id)\")",
		"! CREATE INDEX CONCURRENTLY i_new ON t (a, id)\n"
		"ALTER INDEX i RENAME TO i_old\n"
		"ALTER INDEX i_new RENAME TO i\n"
		"! DROP INDEX CONCURRENTLY i_old\n"},
	/* Something else wants the name. */
	{"DB_INDEX(i, \"(a)\")", "; struct i { int32_t id; } DB_TABLE(i)",
		"DROP INDEX i\n"
		"CREATE TABLE i (\n\tid integer NOT NULL\n)\n"},
	{"", "DB_CONSTRAINT(k, \"UNIQUE (a)\")",
		"! CREATE UNIQUE INDEX CONCURRENTLY k ON t (a)\n"
		"ALTER TABLE t ADD CONSTRAINT k UNIQUE USING INDEX k\n"},
	{"DB_CONSTRAINT(k, \"PRIMARY KEY (a)\")", "DB_CONSTRAINT(l, \"PRIMARY KEY (a, id)\")",
		"! CREATE UNIQUE INDEX CONCURRENTLY l ON t (a, id)\n"
		"ALTER TABLE t DROP CONSTRAINT k\n"
		"ALTER TABLE t ADD CONSTRAINT l PRIMARY KEY USING INDEX l\n"},
	{"DB_CONSTRAINT(k, \"UNIQUE (a)\")",
		"DB_CONSTRAINT(k, \"UNIQUE (a) INCLUDE (id) WITH (fillfactor = 50) DEFERRABLE "
		"INITIALLY DEFERRED\")",
		"! CREATE UNIQUE INDEX CONCURRENTLY k_new ON t (a) INCLUDE (id) WITH (fillfactor = "
		"50)\n"
		"ALTER TABLE t DROP CONSTRAINT k\n"
		"ALTER TABLE t ADD CONSTRAINT k UNIQUE USING INDEX k_new DEFERRABLE INITIALLY "
		"DEFERRED\n"},
	{"DB_UNIQUE_INDEX(k, \"(a)\")", "DB_CONSTRAINT(k, \"UNIQUE (a)\")",
		"! CREATE UNIQUE INDEX CONCURRENTLY k_new ON t (a)\n"
		"DROP INDEX k\n"
		"ALTER TABLE t ADD CONSTRAINT k UNIQUE USING INDEX k_new\n"},
	{"DB_CONSTRAINT(k, \"UNIQUE (a)\")", "DB_UNIQUE_INDEX(k, \"(a)\")",
		"! CREATE UNIQUE INDEX CONCURRENTLY k_new ON t (a)\n"
		"ALTER TABLE t DROP CONSTRAINT k\n"
		"ALTER INDEX k_new RENAME TO k\n"},
	/* A key that nothing takes the place of goes with all that is short. */
	{"DB_CONSTRAINT(k, \"UNIQUE (a)\")", "DB_INDEX(i, \"(a)\")",
		"ALTER TABLE t DROP CONSTRAINT k\n"
		"! CREATE INDEX CONCURRENTLY i ON t (a)\n"},
	{"", "DB_CONSTRAINT(e, \"EXCLUDE (a WITH =)\")",
		"ALTER TABLE t ADD CONSTRAINT e EXCLUDE (a WITH =)\n"},
	/* Foreign keys find the new one in the transaction in which they lose the old one. */
	{"DB_CONSTRAINT(k, \"UNIQUE (a)\"); struct u { int32_t a DB_REFERENCES(t, a); } DB_TABLE(u)",
		"DB_CONSTRAINT(l, \"PRIMARY KEY (a)\"); "
		"struct u { int32_t a DB_REFERENCES(t, a); } DB_TABLE(u)",
		"! CREATE UNIQUE INDEX CONCURRENTLY l ON t (a)\n"
		"ALTER TABLE t ADD CONSTRAINT l PRIMARY KEY USING INDEX l\n"
		"ALTER TABLE u DROP CONSTRAINT u_a_fkey\n"
		"ALTER TABLE t DROP CONSTRAINT k\n"
		"ALTER TABLE u ADD CONSTRAINT u_a_fkey FOREIGN KEY (a) REFERENCES t (a) NOT VALID\n"
		"| ALTER TABLE u VALIDATE CONSTRAINT u_a_fkey\n"},
};

static const struct steps_case partitioned[] = {
	{"", "DB_INDEX(i, \"(a)\")",
		"! CREATE INDEX CONCURRENTLY p_a_idx ON p (a)\n"
		"! CREATE INDEX CONCURRENTLY r_a_idx ON r (a)\n"
		"CREATE INDEX i ON t (a)\n"},
	{"DB_INDEX(i, \"(a)\")", "", "DROP INDEX i\n"},
	{"DB_INDEX(i, \"(a)\")", "DB_INDEX(i, \"(a) WHERE id > 1\")",
		"! CREATE INDEX CONCURRENTLY p_a_idx_new ON p (a) WHERE id > 1\n"
		"! CREATE INDEX CONCURRENTLY r_a_idx_new ON r (a) WHERE id > 1\n"
		"DROP INDEX i\n"
		"CREATE INDEX i ON t (a) WHERE id > 1\n"
		"ALTER INDEX p_a_idx_new RENAME TO p_a_idx\n"
		"ALTER INDEX r_a_idx_new RENAME TO r_a_idx\n"},
	/* The key takes those of the partitions for its parts, which must be keys for that. */
	{"", "DB_CONSTRAINT(k, \"UNIQUE (a)\")",
		"! CREATE UNIQUE INDEX CONCURRENTLY p_a_key ON p (a)\n"
		"! CREATE UNIQUE INDEX CONCURRENTLY r_a_key ON r (a)\n"
		"ALTER TABLE p ADD CONSTRAINT p_a_key UNIQUE USING INDEX p_a_key\n"
		"ALTER TABLE r ADD CONSTRAINT r_a_key UNIQUE USING INDEX r_a_key\n"
		"ALTER TABLE t ADD CONSTRAINT k UNIQUE (a)\n"},
	{"DB_CONSTRAINT(k, \"UNIQUE (a)\")", "DB_CONSTRAINT(k, \"UNIQUE (a, id)\")",
		"! CREATE UNIQUE INDEX CONCURRENTLY p_a_id_key ON p (a, id)\n"
		"! CREATE UNIQUE INDEX CONCURRENTLY r_a_id_key ON r (a, id)\n"
		"ALTER TABLE t DROP CONSTRAINT k\n"
		"ALTER TABLE p ADD CONSTRAINT p_a_id_key UNIQUE USING INDEX p_a_id_key\n"
		"ALTER TABLE r ADD CONSTRAINT r_a_id_key UNIQUE USING INDEX r_a_id_key\n"
		"ALTER TABLE t ADD CONSTRAINT k UNIQUE (a, id)\n"},
	{"DB_CONSTRAINT(k, \"UNIQUE (a)\")", "", "ALTER TABLE t DROP CONSTRAINT k\n"},
};

/* Also below a partition that is partitioned. */
static void test_leaves_are_built_first(void **state)
{
	(void)state;
	const char *model =
		TABLE "DB_PARTITION_BY(\"LIST (a)\") %s; DB_PARTITION(p, t, \"FOR VALUES IN (1)\");"
		      "DB_PARTITION(q, t, \"FOR VALUES IN (2)\") DB_PARTITION_BY(\"LIST (a)\");"
		      "DB_PARTITION(r, q, \"FOR VALUES IN (2)\");";
	for (size_t i = 0; i < sizeof partitioned / sizeof *partitioned; i++)
		assert_string_equal(steps(arena_printf(&arena, model, partitioned[i].from),
					    arena_printf(&arena, model, partitioned[i].to), false),
			partitioned[i].steps);
}

/* The rows are then in partitions that nobody here can build anything on. */
static void test_unknown_leaves_are_a_hazard(void **state)
{
	(void)state;
	assert_string_equal(
		steps(TABLE "DB_PARTITION_BY(\"LIST (a)\");",
			TABLE "DB_PARTITION_BY(\"LIST (a)\") DB_INDEX(i, \"(id)\");", false),
		"CREATE INDEX i ON t (id)\n");
	assert_true(hazards & HAZARD_BLOCKS_WRITES);
	steps(TABLE "DB_PARTITION_BY(\"LIST (a)\");",
		TABLE "DB_PARTITION_BY(\"LIST (a)\") DB_CONSTRAINT(k, \"UNIQUE (a)\");", false);
	assert_true(hazards & HAZARD_BLOCKS_READS);
}

static void test_steps_beside_users(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_string_equal(steps(arena_printf(&arena, TABLE "%s;", cases[i].from),
					    arena_printf(&arena, TABLE "%s;", cases[i].to), false),
			cases[i].steps);
}

static void test_single_transaction_is_plain(void **state)
{
	(void)state;
	assert_string_equal(
		steps(TABLE "DB_INDEX(i, \"(a)\") DB_INDEX(j, \"(id)\");",
			TABLE "DB_INDEX(i, \"(a, id)\") DB_CONSTRAINT(k, \"UNIQUE (a)\");", true),
		"DROP INDEX i\n"
		"DROP INDEX j\n"
		"ALTER TABLE t ADD CONSTRAINT k UNIQUE (a)\n"
		"CREATE INDEX i ON t (a, id)\n");
}

static void test_empty_table_has_no_users(void **state)
{
	(void)state;
	empty = true;
	assert_string_equal(
		steps(TABLE "DB_INDEX(i, \"(a)\") DB_INDEX(j, \"(id)\");",
			TABLE "DB_INDEX(i, \"(a, id)\") DB_CONSTRAINT(k, \"UNIQUE (a)\");", false),
		"DROP INDEX i\n"
		"DROP INDEX j\n"
		"ALTER TABLE t ADD CONSTRAINT k UNIQUE (a)\n"
		"CREATE INDEX i ON t (a, id)\n");
	assert_int_equal(hazards, HAZARD_BREAKS_OLD_CODE);
	assert_string_equal(
		steps("struct t { int32_t a; char *b; } DB_TABLE(t);",
			"struct t { int64_t a; char *b DB_NOT_NULL DB_CHECK(\"b <> ''\");"
			"  db_uuid c DB_DEFAULT(\"gen_random_uuid()\"); } DB_TABLE(t);",
			false),
		"ALTER TABLE t ADD COLUMN c uuid NOT NULL DEFAULT gen_random_uuid()\n"
		"ALTER TABLE t ALTER COLUMN a TYPE bigint\n"
		"ALTER TABLE t ALTER COLUMN b SET NOT NULL\n"
		"ALTER TABLE t ADD CONSTRAINT t_b_check CHECK (b <> '')\n");
	assert_int_equal(hazards, HAZARD_BREAKS_OLD_CODE);
	empty = false;
}

static void test_what_must_go_first_comes_back_at_once(void **state)
{
	(void)state;
	const char *model = "struct t { int32_t id; int32_t a DB_GENERATED(\"id + %s\"); }"
			    "DB_TABLE(t) DB_UNIQUE_INDEX(i, \"(a)\");";
	const char *made =
		steps(arena_printf(&arena, model, "1"), arena_printf(&arena, model, "2"), false);
	assert_non_null(strstr(made, "DROP INDEX i\n"));
	assert_non_null(strstr(made, "\nCREATE UNIQUE INDEX i ON t (a)\n"));
	assert_null(strstr(made, "! "));
}

/* Names are cut as the server would, and nobody's. */
static void test_helping_names(void **state)
{
	(void)state;
	const char *made = steps(TABLE
		"DB_INDEX(a123456789b123456789c123456789d123456789e123456789f123456789gh1, \"(a)\")"
		"DB_INDEX(i_new, \"(a)\") DB_INDEX(i, \"(a)\");",
		TABLE
		"DB_INDEX(a123456789b123456789c123456789d123456789e123456789f123456789gh1, \"(id)\")"
		"DB_INDEX(i_new, \"(a)\") DB_INDEX(i, \"(id)\");"
		"struct o { int32_t id; } DB_TABLE(i_old);",
		false);
	assert_non_null(strstr(made,
		"CONCURRENTLY a123456789b123456789c123456789d123456789e123456789f12345678_new ON"));
	assert_non_null(strstr(made, "CONCURRENTLY i_new2 ON"));
	assert_non_null(strstr(made, "ALTER INDEX i RENAME TO i_old2\n"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_unknown_leaves_are_a_hazard),
		cmocka_unit_test(test_steps_beside_users),
		cmocka_unit_test(test_leaves_are_built_first),
		cmocka_unit_test(test_single_transaction_is_plain),
		cmocka_unit_test(test_empty_table_has_no_users),
		cmocka_unit_test(test_what_must_go_first_comes_back_at_once),
		cmocka_unit_test(test_helping_names),
	};
	arena_init(&arena);
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	arena_finish(&arena);
	return failed;
}
