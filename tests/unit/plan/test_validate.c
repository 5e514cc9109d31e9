/* Constraints, NOT NULL and partitions of tables in use: the statements of each rule of safe DDL,
 * in which transaction and for which servers they are. That they do it is tested on a server
 * (tests/evolution). */
#include "base/text.h"
#include "plan/plan.h"

#include <stdio.h>
#include <string.h>

#include "support/cmocka_all.h"
#include "support/models.h"

static struct arena arena;

/* A statement a line: "alone" where it is in a transaction of its own, "18" or "<18" for which
 * servers, the hazards that must be accepted, then what it says. */
static const char *plan_text(const struct plan *plan)
{
	struct text text = {0};
	list_each (const struct statement *, statement, &plan->statements) {
		if (statement->standing == STANDS_ALONE)
			text_put(&text, "alone ");
		if (statement->standing == STANDS_OUTSIDE)
			text_put(&text, "outside ");
		if (statement->since)
			text_printf(&text, "%u ", statement->since);
		if (statement->before)
			text_printf(&text, "<%u ", statement->before);
		for (unsigned i = 0; i < HAZARDS; i++) {
			if (statement->hazards & HAZARDS_TO_ACCEPT & 1u << i)
				text_printf(&text, "%s ", hazard_name((enum hazard)(1u << i)));
		}
		text_printf(&text, "%s\n", statement->sql);
	}
	return text_take(&text, &arena);
}

static void plan_between(
	const char *from, const char *to, struct planning planning, struct plan *plan)
{
	struct schema *old = models_from_text(&arena, from), *new = models_from_text(&arena, to);
	assert_non_null(old);
	assert_non_null(new);
	struct rename_options options = {0};
	struct renames renames = {0};
	struct rename_questions questions = {0};
	struct diff diff;
	struct diag diag;
	diag_init(&diag, &arena);
	assert_true(diff_renames(&arena, old, new, &options, &renames, &questions, &diag));
	diff_schemas(&arena, old, new, &renames, &diff);
	assert_true(plan_make(&arena, &diff, planning, plan, &diag));
}

struct rule_case {
	const char *rule; /* of safe DDL, and what it is about */
	const char *from, *to;
	const char *plan;
};

#define T "struct t { int64_t id; "
#define IN_T " } DB_TABLE(t) "
#define U " struct u { int64_t id DB_PRIMARY_KEY; } DB_TABLE(u);"

static const struct rule_case cases[] = {
	{"21: a check is added unchecked, then validated", T "int32_t a;" IN_T ";",
		T "int32_t a DB_CHECK(\"a > 0\");" IN_T ";",
		"ALTER TABLE t ADD CONSTRAINT t_a_check CHECK (a > 0) NOT VALID\n"
		"alone ALTER TABLE t VALIDATE CONSTRAINT t_a_check\n"},
	{"22, 67: each is validated in a transaction of its own", T "int32_t a, b;" IN_T ";",
		T "int32_t a DB_CHECK(\"a > 0\"); int32_t b DB_CHECK(\"b > 0\");" IN_T ";",
		"ALTER TABLE t ADD CONSTRAINT t_a_check CHECK (a > 0) NOT VALID\n"
		"ALTER TABLE t ADD CONSTRAINT t_b_check CHECK (b > 0) NOT VALID\n"
		"alone ALTER TABLE t VALIDATE CONSTRAINT t_a_check\n"
		"alone ALTER TABLE t VALIDATE CONSTRAINT t_b_check\n"},
	{"21: another check takes the place of the old one",
		T IN_T "DB_CONSTRAINT(c, \"CHECK (id > 0)\");",
		T IN_T "DB_CONSTRAINT(c, \"CHECK (id > 1)\");",
		"ALTER TABLE t DROP CONSTRAINT c\n"
		"ALTER TABLE t ADD CONSTRAINT c CHECK (id > 1) NOT VALID\n"
		"alone ALTER TABLE t VALIDATE CONSTRAINT c\n"},
	{"21: one that models leave unchecked stays so", T IN_T ";",
		T IN_T "DB_CONSTRAINT(c, \"CHECK (id > 0) NOT VALID\");",
		"ALTER TABLE t ADD CONSTRAINT c CHECK (id > 0) NOT VALID\n"},
	{"21: one that becomes valid is only validated",
		T IN_T "DB_CONSTRAINT(c, \"CHECK (id > 0) NOT VALID\");",
		T IN_T "DB_CONSTRAINT(c, \"CHECK (id > 0)\");",
		"alone ALTER TABLE t VALIDATE CONSTRAINT c\n"},
	{"66: a check around a new type comes back unchecked",
		T "char a[9] DB_CHECK(\"a <> 'x'\");" IN_T ";",
		T "char *a DB_NOT_NULL DB_CHECK(\"a <> 'x'\");" IN_T ";",
		"ALTER TABLE t DROP CONSTRAINT t_a_check\n"
		"ALTER TABLE t ALTER COLUMN a TYPE text\n"
		"ALTER TABLE t ADD CONSTRAINT t_a_check CHECK (a <> 'x') NOT VALID\n"
		"alone ALTER TABLE t VALIDATE CONSTRAINT t_a_check\n"},
	{"19: a foreign key is added unchecked, then validated", T "int64_t a;" IN_T ";" U,
		T "int64_t a DB_REFERENCES(u);" IN_T ";" U,
		"ALTER TABLE t ADD CONSTRAINT t_a_fkey FOREIGN KEY (a) REFERENCES u (id) NOT VALID\n"
		"alone ALTER TABLE t VALIDATE CONSTRAINT t_a_fkey\n"},
	{"19: not that of a new table", "", T "int64_t a DB_REFERENCES(u);" IN_T ";" U,
		"CREATE TABLE u (\n\tid bigint NOT NULL,\n\tCONSTRAINT u_pkey PRIMARY KEY (id)\n)\n"
		"CREATE TABLE t (\n\tid bigint NOT NULL,\n\ta bigint NOT NULL,\n"
		"\tCONSTRAINT t_a_fkey FOREIGN KEY (a) REFERENCES u (id)\n)\n"},
	{"20: a reference that comes with its column holds nothing, and the server knows",
		T IN_T ";" U, T "int64_t a DB_NULL DB_REFERENCES(u);" IN_T "DB_INDEX(\"(a)\");" U,
		"ALTER TABLE t ADD COLUMN a bigint\n\tCONSTRAINT t_a_fkey REFERENCES u (id)\n"
		"outside CREATE INDEX CONCURRENTLY t_a_idx ON t (a)\n"},
	{"20: one of a column with values is validated", T IN_T ";" U,
		T "int64_t a DB_DEFAULT(\"1\") DB_REFERENCES(u);" IN_T ";" U,
		"ALTER TABLE t ADD COLUMN a bigint NOT NULL DEFAULT 1\n"
		"ALTER TABLE t ADD CONSTRAINT t_a_fkey FOREIGN KEY (a) REFERENCES u (id) NOT VALID\n"
		"alone ALTER TABLE t VALIDATE CONSTRAINT t_a_fkey\n"},
	{"26: a foreign key goes in a moment", T "int64_t a DB_REFERENCES(u);" IN_T ";" U,
		T "int64_t a;" IN_T ";" U, "ALTER TABLE t DROP CONSTRAINT t_a_fkey\n"},
};

static void test_rules(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct plan plan;
		print_message("%s\n", cases[i].rule);
		plan_between(cases[i].from, cases[i].to, (struct planning){0}, &plan);
		assert_string_equal(plan_text(&plan), cases[i].plan);
	}
}

static void test_note_stands_where_rows_are_read(void **state)
{
	(void)state;
	struct plan plan;
	plan_between(T "int64_t a;" IN_T ";" U,
		T "int64_t a DB_REFERENCES(u);" IN_T "DB_CONSTRAINT(c, \"CHECK (id > 0)\");" U,
		(struct planning){0}, &plan);
	assert_int_equal(plan.compatibility, COMPATIBILITY_TIGHTENING);
	assert_int_equal(plan.statements.count, 4);
	assert_null(plan.statements.items[0].note);
	assert_null(plan.statements.items[1].note);
	assert_int_equal(plan.statements.items[0].hazards, HAZARD_BREAKS_OLD_CODE);
	assert_string_equal(
		plan.statements.items[3].note, "fails when a row of \"t\" does not satisfy it");
	assert_string_equal(plan.statements.items[2].note,
		"fails when a row of \"t\" has no counterpart in \"u\"");
	assert_int_equal(plan.statements.items[2].hazards, 0);
}

static void test_single_transaction_has_plain_forms(void **state)
{
	(void)state;
	struct plan plan;
	plan_between(T "int64_t a;" IN_T ";" U,
		T "int64_t a DB_REFERENCES(u);" IN_T "DB_CONSTRAINT(c, \"CHECK (id > 0)\");" U,
		(struct planning){.single_transaction = true}, &plan);
	assert_string_equal(plan_text(&plan),
		"blocks-reads ALTER TABLE t ADD CONSTRAINT c CHECK (id > 0)\n"
		"blocks-writes ALTER TABLE t ADD CONSTRAINT t_a_fkey FOREIGN KEY (a) REFERENCES u (id)\n");
}

/* Rows of a partition that goes from one bound to another are not its parent's meanwhile: what the
 * partition waits for cannot be long. */
static void test_partition_on_the_move_waits_for_nothing(void **state)
{
	(void)state;
	static const char from[] =
		"struct p { int64_t id; } DB_TABLE(p) DB_PARTITION_BY(\"LIST (id)\");\n"
		"DB_PARTITION(p1, p, \"FOR VALUES IN (1)\");\n";
	static const char to[] =
		"struct p { int64_t id; } DB_TABLE(p) DB_PARTITION_BY(\"LIST (id)\")\n"
		"DB_CONSTRAINT(c, \"CHECK (id > 0)\");\n"
		"DB_PARTITION(p1, p, \"FOR VALUES IN (1, 2)\");\n";
	struct plan plan;
	plan_between(from, to, (struct planning){0}, &plan);
	list_each (const struct statement *, statement, &plan.statements) {
		print_message("%s\n", statement->sql);
		assert_int_equal(statement->standing, STANDS_WITH_OTHERS);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_rules),
		cmocka_unit_test(test_note_stands_where_rows_are_read),
		cmocka_unit_test(test_single_transaction_has_plain_forms),
		cmocka_unit_test(test_partition_on_the_move_waits_for_nothing),
	};
	arena_init(&arena);
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	arena_finish(&arena);
	return failed;
}
