/* gen/schema/sql_constraint.c, sql_index.c, sql_writing.c: canonical definitions, which the
 * server must understand as it understands the originals. */
#include "schema/sql.h"

#include "support/cmocka_all.h"
#include "support/live.h"

#include <stdlib.h>
#include <string.h>

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

/* What is written, and its canonical form; NULL: the same. */
static const char *const constraints[][2] = {
	{"primary key ( a )", "PRIMARY KEY (a)"},
	{"PRIMARY KEY (a, \"B\") INCLUDE (c) WITH (fillfactor = 70)", NULL},
	{"PRIMARY KEY (a) NOT DEFERRABLE INITIALLY IMMEDIATE", "PRIMARY KEY (a)"},
	{"PRIMARY KEY (a) INITIALLY DEFERRED", "PRIMARY KEY (a) DEFERRABLE INITIALLY DEFERRED"},
	{"CONSTRAINT some_name UNIQUE (a)", "UNIQUE (a)"},
	{"UNIQUE NULLS NOT DISTINCT (a, \"B\") INCLUDE (c, d) DEFERRABLE INITIALLY DEFERRED", NULL},
	{"UNIQUE NULLS DISTINCT (a)", "UNIQUE (a)"},
	{"UNIQUE (a) DEFERRABLE", NULL},
	{"UNIQUE (a) WITH (fillfactor=50,deduplicate_items=off)",
		"UNIQUE (a) WITH (fillfactor = 50, deduplicate_items = off)"},
	{"UNIQUE (a) WITH (deduplicate_items = on)", NULL},
	{"UNIQUE (a) WITH (fillfactor='50', deduplicate_items = 'off')",
		"UNIQUE (a) WITH (fillfactor = 50, deduplicate_items = off)"},
	{"UNIQUE (a) WITH (deduplicate_items = 'true')",
		"UNIQUE (a) WITH (deduplicate_items = true)"},
	{"FOREIGN KEY (a) REFERENCES other", NULL},
	{"FOREIGN KEY (a,c) REFERENCES audit.\"Other\" (x, \"Y\") MATCH FULL ON UPDATE CASCADE "
	 "ON DELETE SET NULL INITIALLY DEFERRED",
		"FOREIGN KEY (a, c) REFERENCES audit.\"Other\" (x, \"Y\") MATCH FULL "
		"ON DELETE SET NULL ON UPDATE CASCADE DEFERRABLE INITIALLY DEFERRED"},
	{"FOREIGN KEY (a) REFERENCES other (id) MATCH SIMPLE ON DELETE NO ACTION "
	 "ON UPDATE NO ACTION NOT DEFERRABLE INITIALLY IMMEDIATE",
		"FOREIGN KEY (a) REFERENCES other (id)"},
	{"FOREIGN KEY (a) REFERENCES other (id) ON DELETE RESTRICT ON UPDATE SET DEFAULT", NULL},
	{"FOREIGN KEY (a, c) REFERENCES audit.\"Other\" (x, \"Y\") ON DELETE SET NULL (c)", NULL},
	{"FOREIGN KEY (a) REFERENCES other (id) ON DELETE SET DEFAULT (a)", NULL},
	{"FOREIGN KEY (a) REFERENCES other (id) ON DELETE CASCADE DEFERRABLE", NULL},
	{"check (a>0)", "CHECK (a > 0)"},
	{"UNIQUE (a) USING INDEX TABLESPACE pg_default", NULL},
	{"UNIQUE (a) WITH (fillfactor = 70) USING INDEX TABLESPACE pg_default", NULL},
	{"EXCLUDE USING gist (box1 WITH &&) USING INDEX TABLESPACE pg_default WHERE (NOT gone)",
		NULL},
	{"CHECK (a > 0) NO INHERIT", NULL},
	{"CHECK ((a > 0 OR c > 0)::int = 1)", NULL},
	{"CHECK (t IN ('a', 'b') AND t <> '); DROP TABLE x; --')", NULL},
	{"CHECK (true) NOT DEFERRABLE", "CHECK (true)"},
	{"EXCLUDE USING gist (during WITH &&, box1 WITH &&) WHERE ((NOT gone))",
		"EXCLUDE USING gist (during WITH &&, box1 WITH &&) WHERE (NOT gone)"},
	{"EXCLUDE USING gist (int4range(a, c, '[]') WITH &&) INCLUDE (d) WITH (fillfactor = 50) "
	 "DEFERRABLE",
		NULL},
	{"EXCLUDE USING btree (a WITH =)", "EXCLUDE (a WITH =)"},
	{"EXCLUDE (a DESC NULLS LAST WITH OPERATOR(pg_catalog.=), t COLLATE \"C\" "
	 "text_pattern_ops WITH =)",
		NULL},
	{"EXCLUDE USING gist ((during * during) range_ops WITH -|-)", NULL},
	{"EXCLUDE USING hash (t text_pattern_ops WITH =)", NULL},
	{"EXCLUDE USING hash (lower(t) WITH =)", NULL},
};

static const char *const indexes[][2] = {
	{"(a)", NULL},
	{"using btree ( a asc nulls last )", "(a)"},
	{"(a DESC NULLS FIRST, c DESC NULLS LAST, d NULLS FIRST)",
		"(a DESC, c DESC NULLS LAST, d NULLS FIRST)"},
	{"(LOWER(t))", "(lower(t))"},
	{"((lower(t)))", "(lower(t))"},
	{"((t || t))", NULL},
	{"((a + c), (a IS NULL), ((t)::text))", "((a + c), (a IS NULL), (t::text))"},
	{"(((a > 1 OR c > 1)::int))", NULL},
	{"((tz AT TIME ZONE 'UTC'))", NULL},
	{"(date_trunc('day', tz AT TIME ZONE 'UTC'))", NULL},
	{"(coalesce(a, c))", "((COALESCE(a, c)))"},
	{"((CASE WHEN gone THEN 1 END))", NULL},
	{"((doc ->> 'x'))", NULL},
	{"(((doc -> 'x') ->> 'y'))", NULL},
	{"((t COLLATE \"C\"))", NULL},
	{"(upper(t) COLLATE \"C\" varchar_pattern_ops)", NULL},
	{"(t COLLATE pg_catalog.\"C\" pg_catalog.text_pattern_ops DESC)", NULL},
	{"USING gin (doc jsonb_path_ops)", NULL},
	{"USING gin (ints) WITH (fastupdate = off)", NULL},
	{"USING gist (ts tsvector_ops (siglen=100))",
		"USING gist (ts tsvector_ops (siglen = 100))"},
	{"USING brin (a, c int4_minmax_multi_ops (values_per_range = 16)) WITH (pages_per_range=32, "
	 "autosummarize)",
		"USING brin (a, c int4_minmax_multi_ops (values_per_range = 16)) WITH "
		"(pages_per_range = 32, autosummarize = true)"},
	{"USING gist (ts tsvector_ops (siglen='100')) WITH (buffering='auto')",
		"USING gist (ts tsvector_ops (siglen = 100)) WITH (buffering = auto)"},
	{"USING hash (a)", NULL},
	{"USING spgist (t)", NULL},
	{"(a) INCLUDE (c, d) NULLS NOT DISTINCT WITH (fillfactor = 70) WHERE a > 0", NULL},
	{"(a) WHERE t IS NOT NULL AND a IN (1,2)", "(a) WHERE t IS NOT NULL AND a IN (1, 2)"},
	{"(a) WHERE (a > 1 OR c > 1)::int > 0", NULL},
	{"(\"B\", \"select\")", NULL},
	{"(a, a)", NULL},
};

static const char tables[] =
	"DROP SCHEMA public CASCADE; DROP SCHEMA IF EXISTS audit CASCADE;"
	"CREATE SCHEMA public; CREATE SCHEMA audit; CREATE TABLE other (id int PRIMARY KEY);"
	"CREATE TABLE audit.\"Other\" (x int, \"Y\" int, PRIMARY KEY (x, \"Y\"));"
	"CREATE TABLE things (a int, \"B\" int, c int, d int, t text, during int4range, box1 box,"
	" gone bool, tz timestamptz, doc jsonb, ints int[], ts tsvector, \"select\" int)";

static struct constraint constraint_of(const char *text)
{
	struct constraint constraint = {0};
	struct sql_error error;
	if (!sql_constraint(&arena, text, &constraint, &error))
		fail_msg("%s: %s", text, error.message);
	return constraint;
}

static struct index index_of(const char *text)
{
	struct index index = {0};
	struct sql_error error;
	if (!sql_index(&arena, text, &index, &error))
		fail_msg("%s: %s", text, error.message);
	return index;
}

static void canonical_text(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof constraints / sizeof *constraints; i++) {
		const char *const *pair = constraints[i];
		const char *wanted = pair[1] ? pair[1] : pair[0];
		assert_string_equal(constraint_of(pair[0]).definition, wanted);
		assert_string_equal(constraint_of(wanted).definition, wanted);
	}
	for (size_t i = 0; i < sizeof indexes / sizeof *indexes; i++) {
		const char *const *pair = indexes[i];
		const char *wanted = pair[1] ? pair[1] : pair[0];
		assert_string_equal(index_of(pair[0]).definition, wanted);
		assert_string_equal(index_of(wanted).definition, wanted);
	}
}

/* Makes something and asks the server how it understood it. */
static const char *understood(PGconn *connection, const char *statement, const char *question)
{
	live_run(connection, "BEGIN");
	live_run(connection, statement);
	const char *answer = live_value(connection, &arena, question);
	live_run(connection, "ROLLBACK");
	return answer;
}

static const char *understood_constraint(PGconn *connection, const char *text)
{
	text = strncmp(text, "CONSTRAINT ", 11) == 0 ? strstr(text, "UNIQUE") : text;
	return understood(connection,
		arena_printf(&arena, "ALTER TABLE things ADD CONSTRAINT made %s", text),
		"SELECT pg_get_constraintdef(oid) || condeferrable || condeferred FROM "
		"pg_constraint WHERE conname = 'made'");
}

static const char *understood_index(PGconn *connection, const char *text)
{
	return understood(connection, arena_printf(&arena, "CREATE INDEX made ON things %s", text),
		"SELECT pg_get_indexdef('made'::regclass)");
}

static void means_the_same_to_the_server(void **state)
{
	(void)state;
	PGconn *connection = live_connect();
	live_run(connection, tables);
	for (size_t i = 0; i < sizeof constraints / sizeof *constraints; i++)
		assert_string_equal(understood_constraint(connection,
					    constraint_of(constraints[i][0]).definition),
			understood_constraint(connection, constraints[i][0]));
	for (size_t i = 0; i < sizeof indexes / sizeof *indexes; i++)
		assert_string_equal(
			understood_index(connection, index_of(indexes[i][0]).definition),
			understood_index(connection, indexes[i][0]));
	PQfinish(connection);
}

static const char *joined(const struct names *names)
{
	return sql_identifiers(&arena, names);
}

static void says_the_parts_of_a_constraint(void **state)
{
	(void)state;
	struct constraint c = constraint_of("PRIMARY KEY (b, a) INCLUDE (c)");
	assert_int_equal(c.type, CONSTRAINT_PRIMARY_KEY);
	assert_string_equal(joined(&c.columns), "b, a");
	assert_string_equal(joined(&c.mentions.columns), "b, a, c");
	assert_false(c.deferrable);
	c = constraint_of("UNIQUE NULLS NOT DISTINCT (a) DEFERRABLE");
	assert_int_equal(c.type, CONSTRAINT_UNIQUE);
	assert_true(c.without_overlap_of_nulls);
	assert_true(c.deferrable);
	c = constraint_of("CHECK (b > a AND b < 9 AND f(c) = 'x'::audit.kind)");
	assert_int_equal(c.type, CONSTRAINT_CHECK);
	assert_string_equal(joined(&c.columns), "b, a, c");
	assert_string_equal(qualified_text(&arena, c.mentions.types.items[0]), "audit.kind");
	assert_string_equal(c.mentions.functions.items[0].name, "f");
	c = constraint_of(
		"FOREIGN KEY (b, a) REFERENCES audit.\"Other\" (y, x) ON DELETE SET NULL (a)");
	assert_int_equal(c.type, CONSTRAINT_FOREIGN_KEY);
	assert_string_equal(joined(&c.columns), "b, a");
	assert_string_equal(joined(&c.referenced), "y, x");
	assert_string_equal(c.references.schema, "audit");
	assert_string_equal(c.references.name, "Other");
	assert_string_equal(joined(&c.mentions.columns), "b, a");
	c = constraint_of("FOREIGN KEY (a) REFERENCES other");
	assert_null(c.references.schema);
	assert_int_equal(c.referenced.count, 0);
	c = constraint_of(
		"EXCLUDE USING gist (room WITH =, f(a, during) WITH &&) WHERE (NOT gone)");
	assert_int_equal(c.type, CONSTRAINT_EXCLUSION);
	assert_string_equal(joined(&c.columns), "room, a, during, gone");
}

static void keeps_what_is_not_its_own(void **state)
{
	(void)state;
	struct constraint constraint = {.object = {.kind = OBJECT_CONSTRAINT, .name = {NULL, "n"}}};
	struct index index = {
		.object = {.kind = OBJECT_INDEX, .name = {NULL, "i"}}, .unique = true};
	struct sql_error error;
	for (int again = 0; again < 2; again++) { /* read, then remembered */
		assert_true(sql_constraint(&arena, "CHECK (a > 0)", &constraint, &error));
		assert_string_equal(constraint.object.name.name, "n");
		assert_true(sql_index(&arena, "(a)", &index, &error));
		assert_string_equal(index.object.name.name, "i");
		assert_true(index.unique);
	}
}

static void says_the_parts_of_an_index(void **state)
{
	(void)state;
	struct index i = index_of("(b, a DESC)");
	assert_true(i.plain);
	assert_false(i.partial);
	assert_string_equal(joined(&i.columns), "b, a");
	i = index_of("(b, lower(c)) INCLUDE (d) WHERE e > 0");
	assert_false(i.plain);
	assert_true(i.partial);
	assert_string_equal(joined(&i.columns), "b");
	assert_string_equal(joined(&i.mentions.columns), "b, d, c, e");
	assert_string_equal(i.mentions.functions.items[0].name, "lower");
}

static void assert_constraint_refused(const char *text, const char *message)
{
	struct constraint constraint = {0};
	struct sql_error error;
	if (sql_constraint(&arena, text, &constraint, &error))
		fail_msg("%s was taken", text);
	const char *nested = strstr(text, "t.a");
	if (nested)
		assert_int_equal(error.offset, nested - text);
	if (!strstr(error.message, message))
		fail_msg("%s: %s", text, error.message);
}

/* Beside the definition, which goes on when the rows are looked at. */
static void not_valid(void **state)
{
	static const char *const texts[][2] = {
		{"CHECK (a > 0) NOT VALID", "CHECK (a > 0)"},
		{"CHECK (a > 0) NO INHERIT NOT VALID", "CHECK (a > 0) NO INHERIT"},
		{"FOREIGN KEY (a) REFERENCES other (id) NOT VALID",
			"FOREIGN KEY (a) REFERENCES other (id)"},
	};
	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		struct constraint constraint = constraint_of(texts[i][0]);
		assert_string_equal(constraint.definition, texts[i][1]);
		assert_true(constraint.not_valid);
		assert_false(constraint_of(texts[i][1]).not_valid);
	}
}

static void refuses_what_is_no_constraint(void **state)
{
	(void)state;
	static const char *const bad[][2] = {
		{"", "nothing is written here"},
		{"CHECK (a > 0", "syntax error at end of input"},
		{"CHECK (a > 0); DROP TABLE x", "semicolon"},
		{"CHECK (a > 0);", "semicolon"},
		{"CHECK (a > 0), DROP COLUMN b", "a table constraint is expected"},
		{"CHECK (a > 0) -- why", "comment"},
		{"CHECK (a > 0) DEFERRABLE", "CHECK constraints cannot be marked DEFERRABLE"},
		{"COLUMN c int", "a table constraint is expected"},
		{"c int", "a table constraint is expected"},
		{"UNIQUE USING INDEX i", "USING INDEX describes a step"},
		{"CHECK (EXISTS (SELECT 1))", "subquery"},
		{"CHECK (count(*) > 1)", "aggregate"},
		{"CHECK (t.a > 1)", "without its table's name"},
		{"EXCLUDE (a WITH =) WHERE (b IN (SELECT 1))", "subquery"},
		{"EXCLUDE (((SELECT 1)) WITH =)", "subquery"},
		{"FOREIGN KEY (a) REFERENCES x.y.z", "another database"},
		{"NOT NULL a", "syntax error"},
		{"PRIMARY KEY", "syntax error at end of input"},
	};
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		assert_constraint_refused(bad[i][0], bad[i][1]);
}

static void refuses_what_is_no_index(void **state)
{
	(void)state;
	static const char *const bad[][2] = {
		{"", "nothing is written here"},
		{"(a); DROP TABLE x", "semicolon"},
		{"(a", "syntax error at end of input"},
		{"()", "syntax error at or near \")\""},
		{"(a + b)", "syntax error at or near \"+\""},
		{"(((SELECT 1)))", "subquery"},
		{"(a) WHERE EXISTS (SELECT 1)", "subquery"},
		{"(a) WHERE t.b", "without its table's name"},
		{"(a) /* x */", "comment"},
	};
	struct index index = {0};
	struct sql_error error;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		assert_false(sql_index(&arena, bad[i][0], &index, &error));
		if (!strstr(error.message, bad[i][1]))
			fail_msg("%s: %s", bad[i][0], error.message);
	}
}

/* Whether its expression was read before or not makes no difference. */
static void a_check_of_a_known_expression(void **state)
{
	(void)state;
	static const char *const texts[] = {
		"a>0 and B = ')'", "(a) > (0)", "a > 0", "NOT (a OR b)"};
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		const char *check = arena_printf(&arena, "CHECK (%s)", texts[i]);
		struct arena other;
		struct expression expression;
		struct constraint first = {0}, second = {0};
		struct sql_error error;
		arena_init(&other);
		assert_true(sql_constraint(&other, check, &first, &error));
		assert_true(sql_expression(&arena, texts[i], &expression, &error));
		assert_true(sql_constraint(&arena, check, &second, &error));
		assert_string_equal(first.definition, second.definition);
		assert_int_equal(first.type, second.type);
		assert_string_equal(joined(&first.columns), joined(&second.columns));
		assert_string_equal(
			joined(&first.mentions.columns), joined(&second.mentions.columns));
		arena_finish(&other);
	}
	assert_constraint_refused("CHECK (a > 0) OR (a > 0)", "syntax error");
}

static void a_reference_is_completed(void **state)
{
	(void)state;
	struct constraint c =
		constraint_of("FOREIGN KEY (a, b) REFERENCES other ON DELETE CASCADE");
	const char *const columns[] = {"id", "Part"};
	struct names names = {.items = (const char **)(size_t)columns, .count = 2};
	assert_true(sql_reference_columns(&arena, &c, &names));
	assert_string_equal(c.definition,
		"FOREIGN KEY (a, b) REFERENCES other (id, \"Part\") ON DELETE CASCADE");
	assert_string_equal(joined(&c.referenced), "id, \"Part\"");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(canonical_text, set_up, tear_down),
		cmocka_unit_test_setup_teardown(means_the_same_to_the_server, set_up, tear_down),
		cmocka_unit_test_setup_teardown(says_the_parts_of_a_constraint, set_up, tear_down),
		cmocka_unit_test_setup_teardown(says_the_parts_of_an_index, set_up, tear_down),
		cmocka_unit_test_setup_teardown(keeps_what_is_not_its_own, set_up, tear_down),
		cmocka_unit_test_setup_teardown(not_valid, set_up, tear_down),
		cmocka_unit_test_setup_teardown(refuses_what_is_no_constraint, set_up, tear_down),
		cmocka_unit_test_setup_teardown(refuses_what_is_no_index, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_check_of_a_known_expression, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_reference_is_completed, set_up, tear_down),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
