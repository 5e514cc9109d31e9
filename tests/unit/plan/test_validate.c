/* Constraints, NOT NULL and partitions of tables in use: the statements of each rule of safe DDL,
 * in which transaction and for which servers they are. That they do it is tested on a server
 * (tests/evolution). */
#include "base/text.h"

#include <stdio.h>
#include <string.h>

#include "support/cmocka_all.h"
#include "support/plans.h"

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

struct rule_case {
	const char *rule; /* of safe DDL, and what it is about */
	const char *from, *to;
	const char *plan;
};

#define T "struct t { int64_t id; "
#define IN_T " } DB_TABLE(t) "
#define U " struct u { int64_t id DB_PRIMARY_KEY; } DB_TABLE(u);"

#define PARTITIONED "struct p { int64_t k; "
#define IN_P " } DB_TABLE(p) DB_PARTITION_BY(\"LIST (k)\") "
#define PARTS                                                                                      \
	" DB_PARTITION(p1, p, \"FOR VALUES IN (1)\");"                                             \
	" DB_PARTITION(p2, p, \"FOR VALUES IN (2, 3)\") DB_PARTITION_BY(\"LIST (k)\");"            \
	" DB_PARTITION(p22, p2, \"FOR VALUES IN (2)\");"

#define KEYED(name, key)                                                                           \
	"struct " #name " { int32_t k; } DB_TABLE(" #name ") DB_PARTITION_BY(\"" key "\");"
#define LONG "a_name_of_so_many_letters_that_the_server_has_to_cut_it_" /* in t_…_not_null */
#define CUT "t_a_name_of_so_many_letters_that_the_server_has_to_cu_not_null"
#define ALONE "struct q { int32_t k; } DB_TABLE(q);"

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
		"alone ALTER TABLE t VALIDATE CONSTRAINT t_a_check\n"
		"alone ANALYZE t\n"},
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
	{"6: NOT NULL is validated as a check before 18, as itself since", T "char *a;" IN_T ";",
		T "db_text a;" IN_T ";",
		"<18 ALTER TABLE t ADD CONSTRAINT t_a_not_null CHECK (a IS NOT NULL) NOT VALID\n"
		"18 ALTER TABLE t ADD CONSTRAINT t_a_not_null NOT NULL a NOT VALID\n"
		"alone ALTER TABLE t VALIDATE CONSTRAINT t_a_not_null\n"
		"<18 ALTER TABLE t ALTER COLUMN a SET NOT NULL\n"
		"<18 ALTER TABLE t DROP CONSTRAINT t_a_not_null\n"},
	{"6: a valid check that says so already is enough",
		T "char *a;" IN_T "DB_CONSTRAINT(c, \"CHECK (a IS NOT NULL)\");",
		T "db_text a;" IN_T "DB_CONSTRAINT(c, \"CHECK (a IS NOT NULL)\");",
		"ALTER TABLE t ALTER COLUMN a SET NOT NULL\n"},
	{"6: also when it goes then",
		T "char *a;" IN_T "DB_CONSTRAINT(c, \"CHECK (a IS NOT NULL)\");",
		T "db_text a;" IN_T ";",
		"ALTER TABLE t ALTER COLUMN a SET NOT NULL\n"
		"ALTER TABLE t DROP CONSTRAINT c\n"},
	{"6: but not one that nobody validated",
		T "char *a;" IN_T
		  "DB_CONSTRAINT(t_a_not_null, \"CHECK (a IS NOT NULL) NOT VALID\");",
		T "db_text a;" IN_T
		  "DB_CONSTRAINT(t_a_not_null, \"CHECK (a IS NOT NULL) NOT VALID\");",
		"<18 ALTER TABLE t ADD CONSTRAINT t_a_not_null1 CHECK (a IS NOT NULL) NOT VALID\n"
		"18 ALTER TABLE t ADD CONSTRAINT t_a_not_null1 NOT NULL a NOT VALID\n"
		"alone ALTER TABLE t VALIDATE CONSTRAINT t_a_not_null1\n"
		"<18 ALTER TABLE t ALTER COLUMN a SET NOT NULL\n"
		"<18 ALTER TABLE t DROP CONSTRAINT t_a_not_null1\n"},
	{"6: a renamed column takes the name of its NOT NULL along",
		T "int32_t a; char *c;" IN_T ";",
		T "int32_t b DB_WAS(a); db_text a DB_WAS(c);" IN_T ";",
		"ALTER TABLE t RENAME COLUMN a TO b\n"
		"DO $$\nBEGIN\n"
		"\tALTER TABLE t RENAME CONSTRAINT t_a_not_null TO t_b_not_null;\n"
		"EXCEPTION WHEN undefined_object OR duplicate_object THEN\nEND\n$$\n"
		"ALTER TABLE t RENAME COLUMN c TO a\n"
		"<18 ALTER TABLE t ADD CONSTRAINT t_a_not_null CHECK (a IS NOT NULL) NOT VALID\n"
		"18 ALTER TABLE t ADD CONSTRAINT t_a_not_null NOT NULL a NOT VALID\n"
		"alone ALTER TABLE t VALIDATE CONSTRAINT t_a_not_null\n"
		"<18 ALTER TABLE t ALTER COLUMN a SET NOT NULL\n"
		"<18 ALTER TABLE t DROP CONSTRAINT t_a_not_null\n"},
	{"6: but not one that is a check's",
		T "int32_t a;" IN_T "DB_CONSTRAINT(t_a_not_null, \"CHECK (a > 0)\");",
		T "int32_t b DB_WAS(a);" IN_T "DB_CONSTRAINT(t_a_not_null, \"CHECK (b > 0)\");",
		"ALTER TABLE t RENAME COLUMN a TO b\n"},
	{"6: nor one that is cut, and so may be another column's",
		T "int32_t " LONG "that; int32_t " LONG "this;" IN_T ";",
		T "int32_t " LONG "that; int32_t b DB_WAS(" LONG "this);" IN_T ";",
		"ALTER TABLE t RENAME COLUMN " LONG "this TO b\n"},
	{"6: columns whose names are cut alike get numbers",
		T "char *" LONG "that; char *" LONG "this;" IN_T ";",
		T "db_text " LONG "that; db_text " LONG "this;" IN_T ";",
		"<18 ALTER TABLE t ADD CONSTRAINT " CUT "2 CHECK (" LONG
		"that IS NOT NULL) NOT VALID\n"
		"18 ALTER TABLE t ADD CONSTRAINT " CUT "2 NOT NULL " LONG "that NOT VALID\n"
		"<18 ALTER TABLE t ADD CONSTRAINT " CUT "3 CHECK (" LONG
		"this IS NOT NULL) NOT VALID\n"
		"18 ALTER TABLE t ADD CONSTRAINT " CUT "3 NOT NULL " LONG "this NOT VALID\n"
		"alone ALTER TABLE t VALIDATE CONSTRAINT " CUT "2\n"
		"alone ALTER TABLE t VALIDATE CONSTRAINT " CUT "3\n"
		"<18 ALTER TABLE t ALTER COLUMN " LONG "that SET NOT NULL\n"
		"<18 ALTER TABLE t DROP CONSTRAINT " CUT "2\n"
		"<18 ALTER TABLE t ALTER COLUMN " LONG "this SET NOT NULL\n"
		"<18 ALTER TABLE t DROP CONSTRAINT " CUT "3\n"},
	{"6: a new column with a constant for all rows needs nothing", T IN_T ";",
		T "int32_t a DB_DEFAULT(\"1\");" IN_T ";",
		"ALTER TABLE t ADD COLUMN a integer NOT NULL DEFAULT 1\n"},
	{"6: an identity comes when its column is NOT NULL", T "int64_t a DB_NULL;" IN_T ";",
		T "int64_t a DB_IDENTITY;" IN_T ";",
		"<18 ALTER TABLE t ADD CONSTRAINT t_a_not_null CHECK (a IS NOT NULL) NOT VALID\n"
		"18 ALTER TABLE t ADD CONSTRAINT t_a_not_null NOT NULL a NOT VALID\n"
		"alone ALTER TABLE t VALIDATE CONSTRAINT t_a_not_null\n"
		"<18 ALTER TABLE t ALTER COLUMN a SET NOT NULL\n"
		"<18 ALTER TABLE t DROP CONSTRAINT t_a_not_null\n"
		"ALTER TABLE t ALTER COLUMN a ADD GENERATED BY DEFAULT AS IDENTITY\n"
		"SELECT setval(pg_get_serial_sequence('t', 'a'), greatest(max(a), 0) + 1, false) FROM t\n"},
	{"66: NOT NULL together with a new type", T "char a[9] DB_NULL;" IN_T ";",
		T "db_text a;" IN_T ";",
		"ALTER TABLE t ALTER COLUMN a TYPE text\n"
		"<18 ALTER TABLE t ADD CONSTRAINT t_a_not_null CHECK (a IS NOT NULL) NOT VALID\n"
		"18 ALTER TABLE t ADD CONSTRAINT t_a_not_null NOT NULL a NOT VALID\n"
		"alone ALTER TABLE t VALIDATE CONSTRAINT t_a_not_null\n"
		"<18 ALTER TABLE t ALTER COLUMN a SET NOT NULL\n"
		"<18 ALTER TABLE t DROP CONSTRAINT t_a_not_null\n"
		"alone ANALYZE t\n"},
	{"7: DROP NOT NULL takes a moment", T "db_text a;" IN_T ";", T "char *a;" IN_T ";",
		"ALTER TABLE t ALTER COLUMN a DROP NOT NULL\n"},
	{"27: a domain's check is validated with nothing else locked",
		"typedef char *d DB_DOMAIN(d, \"text\");",
		"typedef char *d DB_DOMAIN(d, \"text CHECK (VALUE <> '')\");",
		"ALTER DOMAIN d ADD CONSTRAINT d_check CHECK (value <> '') NOT VALID\n"
		"alone blocks-writes ALTER DOMAIN d VALIDATE CONSTRAINT d_check\n"},
	{"b: a foreign key of a partitioned table comes by its partitions before 18",
		PARTITIONED "int64_t a;" IN_P ";" PARTS U,
		PARTITIONED "int64_t a DB_REFERENCES(u);" IN_P ";" PARTS U,
		"18 ALTER TABLE p ADD CONSTRAINT p_a_fkey FOREIGN KEY (a) REFERENCES u (id) NOT VALID\n"
		"<18 ALTER TABLE p1 ADD CONSTRAINT p_a_fkey FOREIGN KEY (a) REFERENCES u (id) NOT VALID\n"
		"<18 ALTER TABLE p22 ADD CONSTRAINT p_a_fkey FOREIGN KEY (a) REFERENCES u (id) NOT VALID\n"
		"alone 18 ALTER TABLE p VALIDATE CONSTRAINT p_a_fkey\n"
		"alone <18 ALTER TABLE p1 VALIDATE CONSTRAINT p_a_fkey\n"
		"alone <18 ALTER TABLE p22 VALIDATE CONSTRAINT p_a_fkey\n"
		"<18 ALTER TABLE p ADD CONSTRAINT p_a_fkey FOREIGN KEY (a) REFERENCES u (id)\n"},
	{"b: one of partitions that nobody knows blocks before 18",
		PARTITIONED "int64_t a;" IN_P ";" U,
		PARTITIONED "int64_t a DB_REFERENCES(u);" IN_P ";" U,
		"18 ALTER TABLE p ADD CONSTRAINT p_a_fkey FOREIGN KEY (a) REFERENCES u (id) NOT VALID\n"
		"<18 blocks-writes ALTER TABLE p ADD CONSTRAINT p_a_fkey FOREIGN KEY (a) REFERENCES u (id)\n"
		"alone 18 ALTER TABLE p VALIDATE CONSTRAINT p_a_fkey\n"},
	{"a: what becomes a partition is checked before", KEYED(p, "RANGE (k)") ALONE,
		KEYED(p, "RANGE (k)") "DB_PARTITION(q, p, \"FOR VALUES FROM (1) TO (10)\");",
		"ALTER TABLE q ADD CONSTRAINT q_bound_check CHECK (k IS NOT NULL AND (k >= 1) AND (k < 10)) NOT VALID\n"
		"alone ALTER TABLE q VALIDATE CONSTRAINT q_bound_check\n"
		"ALTER TABLE p ATTACH PARTITION q FOR VALUES FROM (1) TO (10)\n"
		"ALTER TABLE q DROP CONSTRAINT q_bound_check\n"},
	{"a: also by the hash that the server asks for", KEYED(p, "HASH (k)") ALONE,
		KEYED(p,
			"HASH (k)") "DB_PARTITION(q, p, \"FOR VALUES WITH (MODULUS 2, REMAINDER 0)\");",
		"ALTER TABLE q ADD CONSTRAINT q_bound_check CHECK (satisfies_hash_partition('p'::regclass, 2, 0, k)) NOT VALID\n"
		"alone ALTER TABLE q VALIDATE CONSTRAINT q_bound_check\n"
		"ALTER TABLE p ATTACH PARTITION q FOR VALUES WITH (MODULUS 2, REMAINDER 0)\n"
		"ALTER TABLE q DROP CONSTRAINT q_bound_check\n"},
	{"a: which of text is another to a check",
		"struct p { char *k; } DB_TABLE(p) DB_PARTITION_BY(\"HASH (k)\");"
		"struct q { char *k; } DB_TABLE(q);",
		"struct p { char *k; } DB_TABLE(p) DB_PARTITION_BY(\"HASH (k)\");"
		"DB_PARTITION(q, p, \"FOR VALUES WITH (MODULUS 2, REMAINDER 0)\");",
		"blocks-reads ALTER TABLE p ATTACH PARTITION q FOR VALUES WITH (MODULUS 2, REMAINDER 0)\n"},
	{"a: so is a default partition, for rows that are the new one's",
		KEYED(p, "LIST (k)") "DB_PARTITION(d, p, \"DEFAULT\");" ALONE,
		KEYED(p,
			"LIST (k)") "DB_PARTITION(d, p, \"DEFAULT\"); DB_PARTITION(q, p, \"FOR VALUES IN (1)\");",
		"ALTER TABLE q ADD CONSTRAINT q_bound_check CHECK (k IS NOT NULL AND k IN (1)) NOT VALID\n"
		"ALTER TABLE d ADD CONSTRAINT d_q_check CHECK (NOT (k IS NOT NULL AND k IN (1))) NOT VALID\n"
		"alone ALTER TABLE q VALIDATE CONSTRAINT q_bound_check\n"
		"alone ALTER TABLE d VALIDATE CONSTRAINT d_q_check\n"
		"ALTER TABLE p ATTACH PARTITION q FOR VALUES IN (1)\n"
		"ALTER TABLE q DROP CONSTRAINT q_bound_check\n"
		"ALTER TABLE d DROP CONSTRAINT d_q_check\n"},
	{"a: before a partition is made beside it, too",
		KEYED(p, "LIST (k)") "DB_PARTITION(d, p, \"DEFAULT\");",
		KEYED(p,
			"LIST (k)") "DB_PARTITION(d, p, \"DEFAULT\"); DB_PARTITION(q, p, \"FOR VALUES IN (1)\");",
		"ALTER TABLE d ADD CONSTRAINT d_q_check CHECK (NOT (k IS NOT NULL AND k IN (1))) NOT VALID\n"
		"alone ALTER TABLE d VALIDATE CONSTRAINT d_q_check\n"
		"CREATE TABLE q PARTITION OF p FOR VALUES IN (1)\n"
		"ALTER TABLE d DROP CONSTRAINT d_q_check\n"},
	{"a: unless no check can say it", KEYED(p, "LIST (k)") "DB_PARTITION(d, p, \"DEFAULT\");",
		KEYED(p,
			"LIST (k)") "DB_PARTITION(d, p, \"DEFAULT\"); DB_PARTITION(q, p, \"FOR VALUES IN (1 + 1)\");",
		"blocks-reads CREATE TABLE q PARTITION OF p FOR VALUES IN (1 + 1)\n"},
	{"a: it is not where it was detached before",
		KEYED(p, "LIST (k)") "DB_PARTITION(d, p, \"DEFAULT\");",
		KEYED(p,
			"LIST (k)") "struct d { int32_t k; } DB_TABLE(d); DB_PARTITION(q, p, \"FOR VALUES IN (1)\");",
		"ALTER TABLE p DETACH PARTITION d\n"
		"CREATE TABLE q PARTITION OF p FOR VALUES IN (1)\n"},
	{"a: nor where an index of its parent is to be built for it",
		"struct p { int32_t k; } DB_TABLE(p) DB_PARTITION_BY(\"LIST (k)\") DB_CONSTRAINT(\"UNIQUE (k)\");"
		"DB_PARTITION(r, p, \"FOR VALUES IN (2)\");" ALONE,
		"struct p { int32_t k; } DB_TABLE(p) DB_PARTITION_BY(\"LIST (k)\") DB_CONSTRAINT(\"UNIQUE (k)\");"
		"DB_PARTITION(r, p, \"FOR VALUES IN (2)\"); DB_PARTITION(q, p, \"FOR VALUES IN (1)\");",
		"blocks-reads ALTER TABLE p ATTACH PARTITION q FOR VALUES IN (1)\n"},
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

static void test_note_stands_where_rows_are_read(void **state)
{
	(void)state;
	struct plan plan;
	plan_of_models(&arena, T "int64_t a;" IN_T ";" U,
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
	plan_of_models(&arena, T "int64_t a; char b[3];" IN_T ";" U,
		T "int64_t a DB_REFERENCES(u); char b[5];" IN_T
		  "DB_CONSTRAINT(c, \"CHECK (id > 0)\");" U,
		(struct planning){.single_transaction = true}, &plan);
	assert_string_equal(plan_text(&plan),
		"ALTER TABLE t ALTER COLUMN b TYPE varchar(4)\n"
		"blocks-reads ALTER TABLE t ADD CONSTRAINT c CHECK (id > 0)\n"
		"blocks-writes ALTER TABLE t ADD CONSTRAINT t_a_fkey FOREIGN KEY (a) REFERENCES u (id)\n"
		"ANALYZE t\n");
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
		"struct p { int64_t id; int64_t number DB_DEFAULT(\"floor(random())\"); } DB_TABLE(p)\n"
		"DB_PARTITION_BY(\"LIST (id)\") DB_CONSTRAINT(c, \"CHECK (id > 0)\");\n"
		"DB_PARTITION(p1, p, \"FOR VALUES IN (1, 2)\");\n";
	struct plan plan;
	plan_of_models(&arena, from, to, (struct planning){0}, &plan);
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
