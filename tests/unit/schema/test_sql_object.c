/* gen/schema/sql_domain.c and sql_sequence.c. */
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

static struct domain domain_of(const char *text)
{
	struct domain domain = {.object = {.kind = OBJECT_DOMAIN, .name = {NULL, "email"}}};
	struct sql_error error;
	if (!sql_domain(&arena, text, &domain, &error))
		fail_msg("%s: %s", text, error.message);
	return domain;
}

static void domains(void **state)
{
	(void)state;
	struct domain domain = domain_of("CHARACTER VARYING(254)");
	assert_string_equal(domain.base.text, "varchar(254)");
	assert_false(domain.not_null);
	assert_null(domain.collation);
	assert_null(domain.default_value.sql);
	assert_int_equal(domain.checks.count, 0);
	domain = domain_of("text COLLATE \"C\" DEFAULT lower('X') NOT NULL CHECK (VALUE ~ '@') "
			   "CONSTRAINT short CHECK (length(VALUE) < 100) CHECK (VALUE <> '')");
	assert_string_equal(domain.collation, "\"C\"");
	assert_string_equal(domain.default_value.sql, "lower('X')");
	assert_true(domain.not_null);
	assert_int_equal(domain.checks.count, 3);
	assert_string_equal(domain.checks.items[0]->object.name.name, "email_check");
	assert_string_equal(domain.checks.items[0]->definition, "CHECK (value ~ '@')");
	assert_int_equal(domain.checks.items[0]->type, CONSTRAINT_CHECK);
	assert_int_equal(domain.checks.items[0]->object.kind, OBJECT_CONSTRAINT);
	assert_string_equal(domain.checks.items[1]->object.name.name, "short");
	assert_string_equal(domain.checks.items[2]->object.name.name, "email_check1");
	domain = domain_of("audit.level[]");
	assert_string_equal(domain.base.user.name, "level");
	assert_int_equal(domain.base.dimensions, 1);
	domain = domain_of("integer NULL");
	assert_false(domain.not_null);
}

static void domain_check_names_are_the_servers(void **state)
{
	(void)state;
	static const char text[] =
		"text CHECK (VALUE ~ '@') CHECK (VALUE <> '') CHECK (VALUE <> 'x')";
	PGconn *connection = live_connect();
	live_run(connection, "DROP SCHEMA public CASCADE; CREATE SCHEMA public");
	live_run(connection, arena_printf(&arena, "CREATE DOMAIN email AS %s", text));
	struct domain domain = domain_of(text);
	const char *theirs = live_value(connection, &arena,
		"SELECT string_agg(conname, ' ' ORDER BY oid) FROM pg_constraint WHERE contypid = "
		"'email'::regtype");
	const char *ours = arena_printf(&arena, "%s %s %s",
		domain.checks.items[0]->object.name.name, domain.checks.items[1]->object.name.name,
		domain.checks.items[2]->object.name.name);
	assert_string_equal(ours, theirs);
	PQfinish(connection);
}

static void refused_domains(void **state)
{
	(void)state;
	static const char *const bad[][2] = {
		{"", "nothing is written here"},
		{"text CHECK (VALUE ~)", "syntax error"},
		{"text; DROP TABLE x", "semicolon"},
		{"text PRIMARY KEY", "a domain takes CHECK"},
		{"text UNIQUE", "a domain takes CHECK"},
		{"text DEFAULT 'a' DEFAULT 'b'", "a domain has one default"},
		{"text CHECK (VALUE IN (SELECT 1))", "subquery"},
		{"varchar(0)", "must be between"},
		{"setof text", "not a type"},
	};
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		struct domain domain = {.object = {.kind = OBJECT_DOMAIN, .name = {NULL, "d"}}};
		struct sql_error error;
		assert_false(sql_domain(&arena, bad[i][0], &domain, &error));
		if (!strstr(error.message, bad[i][1]))
			fail_msg("%s: %s", bad[i][0], error.message);
	}
}

static const char *const sequences[] = {"", "AS smallint", "AS integer", "AS int8", "INCREMENT 5",
	"INCREMENT BY -1", "AS smallint INCREMENT -2", "MINVALUE 10", "MINVALUE -5 MAXVALUE 100",
	"NO MINVALUE NO MAXVALUE", "START 7", "START WITH 1000 CACHE 20 CYCLE", "NO CYCLE",
	"MAXVALUE 9223372036854775807", "MINVALUE -9223372036854775808 START 0",
	"AS integer MAXVALUE 2147483647", "INCREMENT -1 MAXVALUE 50", "OWNED BY NONE",
	"increment by 2 start 3 minvalue 3",
	"AS smallint MINVALUE -32768 MAXVALUE 32767 START -32768"};

static const char *described(const struct sequence *sequence)
{
	return arena_printf(&arena, "%s %lld %lld %lld %lld %lld %s", sequence->options.type,
		sequence->options.start, sequence->options.minimum, sequence->options.maximum,
		sequence->options.increment, sequence->options.cache,
		sequence->options.cycle ? "true" : "false");
}

static void sequences_are_the_servers(void **state)
{
	(void)state;
	PGconn *connection = live_connect();
	for (size_t i = 0; i < sizeof sequences / sizeof *sequences; i++) {
		struct sequence sequence = {0};
		struct sql_error error;
		if (!sql_sequence(&arena, sequences[i], &sequence, &error))
			fail_msg("%s: %s", sequences[i], error.message);
		live_run(connection, "BEGIN");
		live_run(connection, arena_printf(&arena, "CREATE SEQUENCE made %s", sequences[i]));
		assert_string_equal(described(&sequence),
			live_value(connection, &arena,
				"SELECT concat_ws(' ', data_type, start_value, min_value, max_value, "
				"increment_by, cache_size, cycle::text) FROM pg_sequences WHERE "
				"sequencename = 'made'"));
		live_run(connection, "ROLLBACK");
	}
	PQfinish(connection);
}

static void owners(void **state)
{
	(void)state;
	struct sequence sequence = {.object = {.kind = OBJECT_SEQUENCE, .name = {NULL, "s"}}};
	struct sql_error error;
	assert_true(sql_sequence(&arena, "OWNED BY things.id", &sequence, &error));
	assert_null(sequence.owner_table.schema);
	assert_string_equal(sequence.owner_table.name, "things");
	assert_string_equal(sequence.owner_column, "id");
	assert_string_equal(sequence.object.name.name, "s");
	assert_true(sql_sequence(&arena, "OWNED BY audit.\"Things\".\"Id\"", &sequence, &error));
	assert_string_equal(sequence.owner_table.schema, "audit");
	assert_string_equal(sequence.owner_table.name, "Things");
	assert_string_equal(sequence.owner_column, "Id");
	assert_true(sql_sequence(&arena, "OWNED BY NONE", &sequence, &error));
	assert_null(sequence.owner_table.name);
	assert_null(sequence.owner_column);
}

static void refused_sequences(void **state)
{
	(void)state;
	static const char *const bad[][2] = {
		{"INCREMENT 0", "cannot step by 0"},
		{"MINVALUE 10 MAXVALUE 5", "is not below its maximum"},
		{"MINVALUE 10 START 5", "is not between"},
		{"START 0", "is not between"},
		{"CACHE 0", "holds at least 1"},
		{"AS text", "is a \"smallint\", an \"integer\" or a \"bigint\", not \"text\""},
		{"AS smallint MAXVALUE 40000", "the limits of a sequence of type \"smallint\""},
		{"MAXVALUE 9223372036854775808", "does not fit a sequence"},
		{"START 1.5", "does not fit a sequence"},
		{"START 1 START 2", "given twice"},
		{"RESTART 5", "no option \"restart\""},
		{"OWNED BY id", "OWNED BY table.column"},
		{"OWNED BY a.b.c.d", "OWNED BY table.column"},
		{"; DROP TABLE x", "semicolon"},
		{"nonsense", "syntax error"},
	};
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		struct sequence sequence = {0};
		struct sql_error error;
		if (sql_sequence(&arena, bad[i][0], &sequence, &error))
			fail_msg("%s was taken", bad[i][0]);
		if (!strstr(error.message, bad[i][1]))
			fail_msg("%s: %s", bad[i][0], error.message);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(domains, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			domain_check_names_are_the_servers, set_up, tear_down),
		cmocka_unit_test_setup_teardown(refused_domains, set_up, tear_down),
		cmocka_unit_test_setup_teardown(sequences_are_the_servers, set_up, tear_down),
		cmocka_unit_test_setup_teardown(owners, set_up, tear_down),
		cmocka_unit_test_setup_teardown(refused_sequences, set_up, tear_down),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
