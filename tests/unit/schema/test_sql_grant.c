/* gen/schema/sql_grant.c and grant.c. */
#include "schema/sql.h"

#include "base/text.h"
#include "support/cmocka_all.h"

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

static void put_grant(struct text *text, const struct grant *grant)
{
	text_printf(text, "%s:", qualified_text(&arena, grant->object.name));
	list_each (const struct privilege *, each, &grant->privileges) {
		text_printf(text, " %s", each->name);
		if (each->columns.count)
			text_printf(text, "(%s)", sql_identifiers(&arena, &each->columns));
		text_put(text, each->grantable ? "*" : "");
	}
	text_put(text, "\n");
}

static void reads(const char *sql, bool revoke, const char *expected)
{
	struct grants grants;
	struct sql_error error;
	struct text text = {0};
	if (!sql_grant(&arena, sql, revoke, &grants, &error))
		fail_msg("%s: %s", sql, error.message);
	list_each (struct grant **, grant, &grants)
		put_grant(&text, *grant);
	assert_string_equal(text_take(&text, &arena), expected);
}

static void refuses(const char *sql, bool revoke, const char *message)
{
	struct grants grants;
	struct sql_error error;
	assert_false(sql_grant(&arena, sql, revoke, &grants, &error));
	assert_string_equal(error.message, message);
}

static void grants(void **state)
{
	(void)state;
	reads("update, SELECT on T to reader", false, "reader on table t: SELECT UPDATE\n");
	reads("SELECT ON audit.t, \"My T\" TO a, PUBLIC", false,
		"a on table audit.t: SELECT\npublic on table audit.t: SELECT\n"
		"a on table \"My T\": SELECT\npublic on table \"My T\": SELECT\n");
	reads("ALL PRIVILEGES ON TABLE t TO a WITH GRANT OPTION", false,
		"a on table t: DELETE* INSERT* REFERENCES* SELECT* TRIGGER* TRUNCATE* UPDATE*\n");
	reads("SELECT (b, a), UPDATE (c), SELECT ON t TO a", false,
		"a on table t: SELECT SELECT(a, b) UPDATE(c)\n");
	reads("ALL (a) ON t TO a", false,
		"a on table t: INSERT(a) REFERENCES(a) SELECT(a) UPDATE(a)\n");
	reads("USAGE ON SEQUENCE s TO a", false, "a on sequence s: USAGE\n");
	reads("EXECUTE ON FUNCTION audit.f(int4, a text, OUT b text) TO a", false,
		"a on function audit.f(integer, text): EXECUTE\n");
	reads("ALL ON PROCEDURE p() TO a", false, "a on procedure p(): EXECUTE\n");
	reads("ALL ON SCHEMA audit TO a", false, "a on schema audit: CREATE USAGE\n");
	reads("USAGE ON TYPE audit.kind TO a", false, "a on type audit.kind: USAGE\n");
	reads("USAGE ON DOMAIN email TO a", false, "a on type email: USAGE\n");
	reads("MAINTAIN ON t TO a", false, "a on table t: MAINTAIN\n");
}

static void what_public_has(void **state)
{
	(void)state;
	reads("EXECUTE ON FUNCTION f() TO PUBLIC", false, "");
	reads("EXECUTE ON FUNCTION f() FROM PUBLIC", true, "public on function f():\n");
	reads("ALL ON TYPE kind FROM PUBLIC", true, "public on type kind:\n");
	refuses("SELECT ON t FROM a", true,
		"only what PUBLIC has by itself can be revoked, EXECUTE on a function or USAGE on a "
		"type; anything else is not granted in the first place");
}

static void refusals(void **state)
{
	(void)state;
	refuses("EXECUTE ON t TO a", false,
		"there is no privilege \"EXECUTE\" on a table; there are DELETE INSERT REFERENCES "
		"SELECT TRIGGER TRUNCATE UPDATE");
	refuses("DELETE (a) ON t TO a", false,
		"there is no privilege \"DELETE\" on a column of a table; there are INSERT "
		"REFERENCES SELECT UPDATE");
	refuses("clerk TO boss", false,
		"privileges on an object are expected here; who is a member of a role is the server's "
		"business");
	refuses("SELECT ON ALL TABLES IN SCHEMA s TO a", false,
		"which objects those are depends on when it is run; name each");
	refuses("EXECUTE ON FUNCTION f TO a", false, "say the types of its arguments: \"f(…)\"");
	refuses("EXECUTE ON ROUTINE f() TO a", false,
		"say FUNCTION or PROCEDURE instead of ROUTINE");
	refuses("CONNECT ON DATABASE d TO a", false,
		"models hold privileges on tables, views, sequences, functions, procedures, schemas and "
		"types only");
	refuses("SELECT ON t TO current_user", false,
		"who is meant depends on who runs it; name the role");
	refuses("SELECT ON t TO a GRANTED BY current_user", false,
		"whoever runs it grants it; take GRANTED BY out");
}

/* The stronger stays, in whatever order they come. */
static void add_up(void **state)
{
	(void)state;
	struct schema schema;
	struct grants read;
	struct sql_error error;
	static const char *const texts[] = {"SELECT ON t TO a",
		"SELECT ON t TO a WITH GRANT OPTION", "UPDATE (b, a) ON t TO a",
		"UPDATE (b) ON t TO a WITH GRANT OPTION", "UPDATE (b) ON t TO a",
		"SELECT ON t TO a", "INSERT ON t TO a"};
	schema_init(&schema, &arena);
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		assert_true(sql_grant(&arena, texts[i], false, &read, &error));
		schema_add_grant(&schema, read.items[0]);
	}
	struct text text = {0};
	assert_int_equal(schema.grants.count, 1);
	put_grant(&text, schema.grants.items[0]);
	assert_string_equal(
		text_take(&text, &arena), "a on table t: INSERT SELECT* UPDATE(a) UPDATE(b)*\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(grants),
		cmocka_unit_test(what_public_has),
		cmocka_unit_test(refusals),
		cmocka_unit_test(add_up),
	};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
