/* gen/schema/sql_type.c: one spelling a type, which must be the server's type. */
#include "schema/sql.h"

#include "support/cmocka_all.h"
#include "support/live.h"

#include <stdlib.h>
#include <string.h>

/* What people write, and what it becomes. */
static const char *const spellings[][2] = {
	{"int", "integer"},
	{"INT4", "integer"},
	{"integer", "integer"},
	{"int8", "bigint"},
	{"bigint", "bigint"},
	{"int2", "smallint"},
	{"smallint", "smallint"},
	{"float4", "real"},
	{"real", "real"},
	{"float(24)", "real"},
	{"float", "double precision"},
	{"float(25)", "double precision"},
	{"float8", "double precision"},
	{"double  precision", "double precision"},
	{"bool", "boolean"},
	{"boolean", "boolean"},
	{"decimal", "numeric"},
	{"dec", "numeric"},
	{"decimal(10)", "numeric(10,0)"},
	{"numeric( 12, 2 )", "numeric(12,2)"},
	{"numeric(3,-2)", "numeric(3,-2)"},
	{"numeric(2,5)", "numeric(2,5)"},
	{"varchar", "varchar"},
	{"varchar(254)", "varchar(254)"},
	{"character varying", "varchar"},
	{"character varying(10)", "varchar(10)"},
	{"char varying(10)", "varchar(10)"},
	{"national character varying(5)", "varchar(5)"},
	{"char", "char(1)"},
	{"character", "char(1)"},
	{"char(3)", "char(3)"},
	{"character(3)", "char(3)"},
	{"nchar(5)", "char(5)"},
	{"bpchar", "bpchar"},
	{"bpchar(4)", "char(4)"},
	{"\"char\"", "\"char\""},
	{"pg_catalog.\"char\"", "\"char\""},
	{"TEXT", "text"},
	{"\"text\"", "text"},
	{"pg_catalog.text", "text"},
	{"pg_catalog.int4", "integer"},
	{"pg_catalog.varchar(3)", "varchar(3)"},
	{"timestamp", "timestamp"},
	{"timestamp(3)", "timestamp(3)"},
	{"timestamp without time zone", "timestamp"},
	{"timestamp with time zone", "timestamptz"},
	{"timestamp(3) with time zone", "timestamptz(3)"},
	{"timestamptz(0)", "timestamptz(0)"},
	{"time", "time"},
	{"time(6) without time zone", "time(6)"},
	{"time with time zone", "timetz"},
	{"timetz(2)", "timetz(2)"},
	{"interval", "interval"},
	{"interval(3)", "interval(3)"},
	{"interval year", "interval year"},
	{"interval month", "interval month"},
	{"interval day", "interval day"},
	{"interval hour", "interval hour"},
	{"interval minute", "interval minute"},
	{"interval second", "interval second"},
	{"interval second(2)", "interval second(2)"},
	{"interval year to month", "interval year to month"},
	{"interval day to hour", "interval day to hour"},
	{"interval day to minute", "interval day to minute"},
	{"interval day to second(3)", "interval day to second(3)"},
	{"interval hour to minute", "interval hour to minute"},
	{"interval hour to second", "interval hour to second"},
	{"interval minute to second(1)", "interval minute to second(1)"},
	{"bit", "bit(1)"},
	{"bit(3)", "bit(3)"},
	{"bit varying", "bit varying"},
	{"bit varying(3)", "bit varying(3)"},
	{"varbit", "bit varying"},
	{"varbit(3)", "bit varying(3)"},
	{"int[]", "integer[]"},
	{"int[3]", "integer[]"},
	{"int[][]", "integer[][]"},
	{"int array", "integer[]"},
	{"int array[4]", "integer[]"},
	{"varchar(10)[]", "varchar(10)[]"},
	{"timestamp(3) with time zone[]", "timestamptz(3)[]"},
	{"uuid", "uuid"},
	{"jsonb", "jsonb"},
	{"json", "json"},
	{"bytea", "bytea"},
	{"date", "date"},
	{"money", "money"},
	{"xml", "xml"},
	{"inet", "inet"},
	{"cidr", "cidr"},
	{"macaddr", "macaddr"},
	{"tsvector", "tsvector"},
	{"int4range", "int4range"},
	{"tstzmultirange", "tstzmultirange"},
	{"point", "point"},
	{"name", "name"},
	{"oid", "oid"},
	{"regclass", "regclass"},
	{"mood", "mood"},
	{"\"Mood\"", "\"Mood\""},
	{"MOOD", "mood"},
	{"audit.\"Mood\"[]", "audit.\"Mood\"[]"},
	{"\"select\"", "\"select\""},
	{"\"a\"\"b\"", "\"a\"\"b\""},
	{"public.mood", "public.mood"},
};
enum { SPELLINGS = sizeof spellings / sizeof *spellings };

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

static struct sql_type type_of(const char *text)
{
	struct sql_type type;
	struct sql_error error;
	if (!sql_type(&arena, text, &type, NULL, &error))
		fail_msg("%s: %s", text, error.message);
	return type;
}

static void has_one_spelling(void **state)
{
	(void)state;
	for (size_t i = 0; i < SPELLINGS; i++) {
		assert_string_equal(type_of(spellings[i][0]).text, spellings[i][1]);
		assert_string_equal(type_of(spellings[i][1]).text, spellings[i][1]);
	}
}

/* The type of a column as the server shows it. */
static const char *shown(PGconn *connection, const char *type)
{
	live_run(connection, "BEGIN");
	live_run(connection, arena_printf(&arena, "CREATE TABLE shown (c %s)", type));
	const char *text = live_value(connection, &arena,
		"SELECT format_type(atttypid, atttypmod) || ' ' || attndims FROM pg_attribute "
		"WHERE attrelid = 'shown'::regclass AND attname = 'c'");
	live_run(connection, "ROLLBACK");
	return text;
}

static void is_the_servers_type(void **state)
{
	(void)state;
	PGconn *connection = live_connect();
	live_run(connection,
		"DROP SCHEMA public CASCADE; DROP SCHEMA IF EXISTS audit CASCADE;"
		"CREATE SCHEMA public; CREATE SCHEMA audit; CREATE TYPE mood AS ENUM ();"
		"CREATE TYPE \"Mood\" AS ENUM (); CREATE TYPE audit.\"Mood\" AS ENUM ();"
		"CREATE TYPE \"select\" AS ENUM (); CREATE TYPE \"a\"\"b\" AS ENUM ()");
	for (size_t i = 0; i < SPELLINGS; i++)
		assert_string_equal(shown(connection, spellings[i][0]),
			shown(connection, type_of(spellings[i][0]).text));
	PQfinish(connection);
}

/* Every type of pg_catalog that a column may have is known as the server's own. */
static void knows_the_servers_types(void **state)
{
	(void)state;
	PGconn *connection = live_connect();
	PGresult *result = PQexec(connection,
		"SELECT quote_ident(typname), format_type(oid, NULL) FROM pg_type WHERE "
		"typnamespace = 'pg_catalog'::regnamespace AND typtype IN ('b', 'r', 'm') AND "
		"typname !~ '^(_|pg_(ndistinct|dependencies|mcv_list|brin))'");
	assert_true(PQntuples(result) > 60);
	for (int i = 0; i < PQntuples(result); i++) {
		struct sql_type by_name = type_of(PQgetvalue(result, i, 0));
		struct sql_type as_shown = type_of(PQgetvalue(result, i, 1));
		if (by_name.user.name || as_shown.user.name)
			fail_msg("%s is not known", PQgetvalue(result, i, 0));
		if (strcmp(by_name.base, "bpchar") != 0 && strcmp(by_name.base, "bit") != 0)
			assert_string_equal(by_name.text, as_shown.text);
	}
	PQclear(result);
	PQfinish(connection);
}

static void says_its_parts(void **state)
{
	(void)state;
	struct sql_type type = type_of("audit.\"Level\"[][]");
	assert_string_equal(type.base, "audit.\"Level\"");
	assert_string_equal(type.user.schema, "audit");
	assert_string_equal(type.user.name, "Level");
	assert_int_equal(type.dimensions, 2);
	type = type_of("geometry(Point,4326)[]");
	assert_string_equal(type.text, "geometry(point, 4326)[]");
	assert_string_equal(type_of(type.text).text, type.text);
	assert_string_equal(type.base, "geometry");
	assert_null(type.user.schema);
	assert_string_equal(type.user.name, "geometry");
	type = type_of("interval day to second(3)");
	assert_string_equal(type.base, "interval");
	assert_null(type.user.name);
	type = type_of("varchar(10)[]");
	assert_string_equal(type.base, "varchar");
	assert_int_equal(type.dimensions, 1);
	assert_string_equal(type_of("vector(3)").text, "vector(3)");
	type = type_of("\"a(b\"(3)[]");
	assert_string_equal(type.text, "\"a(b\"(3)[]");
	assert_string_equal(type.base, "\"a(b\"");
}

static void assert_refused(const char *text, const char *message)
{
	struct sql_type type;
	struct sql_error error;
	if (sql_type(&arena, text, &type, NULL, &error))
		fail_msg("%s was taken", text);
	if (!strstr(error.message, message))
		fail_msg("%s: %s", text, error.message);
}

static void refuses_what_is_no_type(void **state)
{
	(void)state;
	static const char *const bad[][2] = {
		{"", "nothing is written here"},
		{"varchar(0)", "must be between 1 and 10485760, not 0"},
		{"varchar(10485761)", "must be between 1 and 10485760, not 10485761"},
		{"varchar(-1)", "syntax error at or near \"-\""},
		{"varbit(n)", "is not a number"},
		{"varbit(1,2)", "at most 1 modifier"},
		{"numeric(1001,0)", "the precision of type \"numeric\" must be between 1 and 1000"},
		{"numeric(0)", "not 0"},
		{"numeric(5,1001)", "the scale of type \"numeric\""},
		{"numeric(1,2,3)", "at most 2 modifiers"},
		{"timestamptz(7)", "must be between 0 and 6, not 7"},
		{"interval(7)", "must be between 0 and 6, not 7"},
		{"interval day to second(9)", "must be between 0 and 6, not 9"},
		{"bit(0)", "must be between 1 and 83886080"},
		{"text(5)", "type \"text\" takes no modifier"},
		{"uuid(5)", "type \"uuid\" takes no modifier"},
		{"float(54)", "precision for type float must be less than 54 bits"},
		{"setof int", "not a type that a column can have"},
		{"a.b.c", "not a type that a column can have"},
		{"int NOT NULL", "syntax error at or near \"NOT\""},
		{"int); DROP TABLE x; --", "comment"},
		{"int); DROP TABLE x", "syntax error"},
		{"int), CAST(NULL AS int", "a type's name is expected"},
		{"int) + CAST(NULL AS int", "a type's name is expected"},
		{"int) FROM t WHERE (true", "a type's name is expected"},
		{"int) FROM t", "syntax error"},
		{"int;", "syntax error at or near \";\""},
		{"1", "syntax error"},
		{"varchar(", "syntax error at end of input"},
		{"serial", "\"serial\" is not a type; use \"integer\" and DB_IDENTITY"},
		{"bigserial", "use \"bigint\" and DB_IDENTITY"},
	};
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		assert_refused(bad[i][0], bad[i][1]);
}

static void serial_is_an_integer(void **state)
{
	(void)state;
	static const char *const kinds[][2] = {{"serial", "integer"}, {"SERIAL4", "integer"},
		{"bigserial", "bigint"}, {"serial8", "bigint"}, {"smallserial", "smallint"},
		{"serial2", "smallint"}};
	struct sql_type type;
	struct sql_error error;
	bool serial;
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		serial = false;
		assert_true(sql_type(&arena, kinds[i][0], &type, &serial, &error));
		assert_true(serial);
		assert_string_equal(type.text, kinds[i][1]);
		assert_null(type.user.name);
	}
	serial = true;
	assert_true(sql_type(&arena, "integer", &type, &serial, &error));
	assert_false(serial);
	assert_false(sql_type(&arena, "serial[]", &type, &serial, &error));
	assert_false(sql_type(&arena, "serial(3)", &type, &serial, &error));
	assert_true(sql_type(&arena, "\"Serial\"", &type, &serial, &error));
	assert_string_equal(type.user.name, "Serial");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(has_one_spelling, set_up, tear_down),
		cmocka_unit_test_setup_teardown(is_the_servers_type, set_up, tear_down),
		cmocka_unit_test_setup_teardown(knows_the_servers_types, set_up, tear_down),
		cmocka_unit_test_setup_teardown(says_its_parts, set_up, tear_down),
		cmocka_unit_test_setup_teardown(refuses_what_is_no_type, set_up, tear_down),
		cmocka_unit_test_setup_teardown(serial_is_an_integer, set_up, tear_down),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
