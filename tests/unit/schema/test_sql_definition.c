/* gen/schema/sql_definition.c, sql_trigger.c and sql_rule.c. */
#include "schema/sql.h"

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

static struct definition read(enum object_kind kind, const char *text)
{
	struct definition definition = {.object = {.name = {.name = "it"}}};
	struct sql_error error;
	if (!sql_definition(&arena, kind, text, &definition, &error))
		fail_msg("%s: %s", text, error.message);
	/* What came out is canonical: reading it changes nothing. */
	struct definition again = {
		.object = {.name = {.name = "it"}}, .constraint = definition.constraint};
	assert_true(sql_definition(&arena, kind, definition.definition, &again, &error));
	assert_string_equal(again.definition, definition.definition);
	assert_true(object_equal(&again.object, &definition.object));
	return definition;
}

static void reads(enum object_kind kind, const char *text, const char *expected)
{
	assert_string_equal(read(kind, text).definition, expected);
}

static void refuses(enum object_kind kind, const char *text, const char *message)
{
	struct definition definition = {.object = {.name = {.name = "it"}}};
	struct sql_error error;
	assert_false(sql_definition(&arena, kind, text, &definition, &error));
	assert_string_equal(error.message, message);
}

static const char *joined(const struct names *names)
{
	return sql_identifiers(&arena, names);
}

static void triggers(void **state)
{
	(void)state;
	reads(OBJECT_TRIGGER,
		"after delete or update of b, a or insert on  Orders for row execute procedure f ( )",
		"AFTER INSERT OR UPDATE OF b, a OR DELETE ON orders FOR EACH ROW EXECUTE FUNCTION f()");
	reads(OBJECT_TRIGGER,
		"BEFORE TRUNCATE ON audit.t EXECUTE FUNCTION audit.\"F\"('a''b', 7, x)",
		"BEFORE TRUNCATE ON audit.t FOR EACH STATEMENT EXECUTE FUNCTION "
		"audit.\"F\"('a''b', '7', 'x')");
	reads(OBJECT_TRIGGER,
		"INSTEAD OF UPDATE ON v FOR EACH ROW WHEN ((old.a IS DISTINCT FROM new.a)) EXECUTE "
		"FUNCTION f()",
		"INSTEAD OF UPDATE ON v FOR EACH ROW WHEN (old.a IS DISTINCT FROM new.a) EXECUTE "
		"FUNCTION f()");
	reads(OBJECT_TRIGGER,
		"AFTER UPDATE ON t REFERENCING NEW TABLE n OLD TABLE AS \"O\" EXECUTE FUNCTION f()",
		"AFTER UPDATE ON t REFERENCING OLD TABLE AS \"O\" NEW TABLE AS n FOR EACH STATEMENT "
		"EXECUTE FUNCTION f()");
	refuses(OBJECT_TRIGGER, "BEFORE ON t EXECUTE FUNCTION f()",
		"syntax error at or near \"ON\"");
}

static void whole_statements(void **state)
{
	(void)state;
	struct definition definition = read(OBJECT_TRIGGER,
		"CREATE CONSTRAINT TRIGGER \"a \"\" b\" AFTER INSERT ON public.t FROM public.u "
		"DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION f()");
	assert_true(definition.constraint);
	assert_string_equal(definition.definition,
		"AFTER INSERT ON public.t FROM public.u DEFERRABLE INITIALLY DEFERRED FOR EACH ROW "
		"EXECUTE FUNCTION f()");
	assert_string_equal(definition.mentions.relations.items[0].name, "u");
	reads(OBJECT_RULE, "CREATE RULE keep AS\n    ON DELETE TO t DO INSTEAD NOTHING;",
		"AS ON DELETE TO t DO INSTEAD NOTHING");
	reads(OBJECT_STATISTICS, "CREATE STATISTICS public.s (mcv) ON a, b FROM t",
		"(mcv) ON a, b FROM t");
	reads(OBJECT_TRIGGER, "create or replace trigger t before insert on t execute function f()",
		"BEFORE INSERT ON t FOR EACH STATEMENT EXECUTE FUNCTION f()");
}

static void names_and_mentions(void **state)
{
	(void)state;
	struct definition definition = read(OBJECT_TRIGGER,
		"BEFORE UPDATE OF a ON audit.\"My Orders\" FOR EACH ROW WHEN (new.b > old.c AND "
		"new.kind = 'x'::kind) EXECUTE FUNCTION g()");
	assert_string_equal(definition.object.name.schema, "audit");
	assert_string_equal(definition.object.name.suffix, " on \"My Orders\"");
	assert_string_equal(definition.relation.name, "My Orders");
	assert_string_equal(joined(&definition.columns), "a");
	assert_string_equal(joined(&definition.mentions.columns), "b, c, kind");
	assert_string_equal(definition.mentions.functions.items[0].name, "g");
	assert_string_equal(definition.mentions.types.items[0].name, "kind");
	assert_false(definition.mentions.every_column);
	definition = read(OBJECT_TRIGGER,
		"BEFORE UPDATE ON t FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*) EXECUTE "
		"FUNCTION g()");
	assert_true(definition.mentions.every_column);
	definition = read(OBJECT_POLICY,
		"ON t USING (EXISTS (SELECT 1 FROM audit.members m WHERE m.who = t.who AND f(m.x)))");
	assert_string_equal(joined(&definition.mentions.columns), "who, x");
	assert_string_equal(definition.mentions.relations.items[0].schema, "audit");
	assert_string_equal(definition.mentions.functions.items[0].name, "f");
	assert_null(definition.object.name.schema);
	definition = read(OBJECT_POLICY, "ON t USING (id IN (SELECT unnest(allowed()) AS one))");
	assert_string_equal(joined(&definition.mentions.columns), "id");
	assert_false(definition.mentions.every_column);
	definition = read(OBJECT_POLICY, "ON t USING (id IN (SELECT n FROM allowed() AS f (n)))");
	assert_true(definition.mentions.every_column);
	definition = read(
		OBJECT_RULE, "AS ON UPDATE TO t DO INSTEAD UPDATE s SET a = 1 WHERE s.b = new.c");
	assert_string_equal(joined(&definition.mentions.columns), "a, b, c");
	definition = read(OBJECT_RULE,
		"AS ON INSERT TO t DO ALSO (WITH w AS (SELECT new.a) INSERT INTO log (b) SELECT a FROM w; "
		"NOTIFY changes)");
	assert_string_equal(definition.object.name.suffix, " on t");
}

static void policies(void **state)
{
	(void)state;
	reads(OBJECT_POLICY, "ON t", "ON t");
	reads(OBJECT_POLICY, "ON t AS PERMISSIVE FOR ALL TO public USING ((true))",
		"ON t USING (true)");
	reads(OBJECT_POLICY,
		"ON t AS RESTRICTIVE FOR insert TO \"B\", a WITH CHECK (owner = current_user)",
		"ON t AS RESTRICTIVE FOR INSERT TO \"B\", a WITH CHECK (owner = current_user)");
	reads(OBJECT_POLICY, "ON t FOR UPDATE TO b, a USING (x) WITH CHECK (y)",
		"ON t FOR UPDATE TO a, b USING (x) WITH CHECK (y)");
	refuses(OBJECT_POLICY, "ON t TO current_user",
		"who is meant depends on who runs it; name the role");
	refuses(OBJECT_POLICY, "ON t TO a, PUBLIC, session_user",
		"who is meant depends on who runs it; name the role");
	refuses(OBJECT_POLICY, "ON t TO a, PUBLIC", "PUBLIC is every role; leave the others out");
}

static void rules(void **state)
{
	(void)state;
	reads(OBJECT_RULE, "as on update to t where (old.a <> new.a) do also nothing",
		"AS ON UPDATE TO t WHERE old.a <> new.a DO ALSO NOTHING");
	reads(OBJECT_RULE,
		"AS ON INSERT TO v DO INSTEAD (INSERT INTO a VALUES (new.x);  DELETE FROM b)",
		"AS ON INSERT TO v DO INSTEAD (INSERT INTO a VALUES (new.x); DELETE FROM b)");
	reads(OBJECT_RULE, "AS ON INSERT TO v DO INSERT INTO a VALUES (new.x)",
		"AS ON INSERT TO v DO ALSO INSERT INTO a VALUES (new.x)");
	refuses(OBJECT_RULE, "AS ON SELECT TO v DO INSTEAD SELECT 1",
		"a rule on SELECT is a view; declare that");
}

static void statistics(void **state)
{
	(void)state;
	reads(OBJECT_STATISTICS, "ON b, a FROM audit.t", "ON a, b FROM audit.t");
	reads(OBJECT_STATISTICS, "(mcv, ndistinct, dependencies) ON a, b FROM t", "ON a, b FROM t");
	reads(OBJECT_STATISTICS, "(mcv, ndistinct) ON (a + 1), lower(c), b FROM t",
		"(ndistinct, mcv) ON b, (a + 1), (lower(c)) FROM t");
	refuses(OBJECT_STATISTICS, "(mvc) ON a, b FROM t",
		"\"mvc\" is no kind of statistics; there are ndistinct, dependencies and mcv");
	refuses(OBJECT_STATISTICS, "ON a, b FROM t, u",
		"statistics are of one table: \"ON a, b FROM table\"");
}

static void collations(void **state)
{
	(void)state;
	reads(OBJECT_COLLATION, "(LOCALE = 'de', Provider = ICU, deterministic = no)",
		"(provider = icu, deterministic = false, locale = 'de')");
	reads(OBJECT_COLLATION, "(lc_collate = 'C', lc_ctype = \"C\", provider = libc)",
		"(locale = 'C')");
	reads(OBJECT_COLLATION, "(lc_collate = 'C', lc_ctype = 'POSIX', deterministic = true)",
		"(lc_collate = 'C', lc_ctype = 'POSIX')");
	reads(OBJECT_COLLATION, "FROM \"de-x-icu\"", "FROM \"de-x-icu\"");
}

/* The old text under new names is the new text. */
static void renames(void **state)
{
	(void)state;
	static const struct {
		enum object_kind kind;
		const char *from, *to;
	} cases[] = {
		{OBJECT_TRIGGER,
			"BEFORE UPDATE OF a ON t FOR EACH ROW WHEN (new.a > old.b) EXECUTE FUNCTION f()",
			"BEFORE UPDATE OF x ON u FOR EACH ROW WHEN (new.x > old.b) EXECUTE FUNCTION g()"},
		{OBJECT_POLICY, "ON t USING (a = f() AND t.a > 0)",
			"ON u USING (x = g() AND u.x > 0)"},
		{OBJECT_POLICY, "ON t USING (EXISTS (SELECT 1 FROM s WHERE a = t.a))",
			"ON u USING (EXISTS (SELECT 1 FROM s WHERE a = u.x))"},
		{OBJECT_RULE, "AS ON INSERT TO t DO INSTEAD INSERT INTO s (a) VALUES (new.a)",
			"AS ON INSERT TO u DO INSTEAD INSERT INTO s (a) VALUES (new.x)"},
		{OBJECT_STATISTICS, "ON a, b, (a + 1) FROM t", "ON b, x, (x + 1) FROM u"},
	};
	struct sql_rename all[] = {
		{OBJECT_COLUMN, {.name = "a"}, {.name = "x"}},
		{OBJECT_TABLE, {.name = "t"}, {.name = "u"}},
		{OBJECT_FUNCTION, {.name = "f", .suffix = "()"}, {.name = "g", .suffix = "()"}},
	};
	struct sql_renames renames = {.items = all, .count = 3};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct definition definition = read(cases[i].kind, cases[i].from);
		sql_rename_definition(&arena, &definition, &renames);
		assert_string_equal(definition.definition, cases[i].to);
		assert_string_equal(definition.relation.name, "u");
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(triggers),
		cmocka_unit_test(whole_statements),
		cmocka_unit_test(names_and_mentions),
		cmocka_unit_test(policies),
		cmocka_unit_test(rules),
		cmocka_unit_test(statistics),
		cmocka_unit_test(collations),
		cmocka_unit_test(renames),
	};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
