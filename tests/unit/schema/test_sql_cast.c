/* gen/schema/sql_cast.c: every pair of types is tried on a server. */
#include "schema/sql.h"

#include "support/cmocka_all.h"
#include "support/live.h"

#include <stdlib.h>
#include <string.h>

/* Types with and without modifiers, and arrays of some. */
static const char *const types[] = {"smallint", "integer", "bigint", "real", "double precision",
	"numeric", "numeric(10,2)", "numeric(12,2)", "numeric(12,4)", "money", "boolean", "text",
	"varchar", "varchar(10)", "varchar(20)", "char(5)", "char(10)", "bpchar", "\"char\"",
	"name", "bytea", "date", "time", "time(3)", "time(6)", "timetz", "timetz(3)", "timestamp",
	"timestamp(3)", "timestamp(6)", "timestamptz", "timestamptz(3)", "interval", "interval(3)",
	"interval(6)", "interval year to month", "interval day to second",
	"interval day to second(3)", "bit(3)", "bit(5)", "bit varying", "bit varying(3)",
	"bit varying(5)", "json", "jsonb", "xml", "uuid", "cidr", "inet", "macaddr", "macaddr8",
	"point", "box", "path", "polygon", "oid", "regclass", "regtype", "regproc", "regprocedure",
	"tsvector", "tsquery", "int4range", "int4multirange", "xid8", "integer[]", "bigint[]",
	"text[]", "varchar[]", "varchar(10)[]", "varchar(20)[]", "numeric(10,2)[]",
	"numeric(12,2)[]", "kind", "\"Kind\"", "kind[]", "integer[][]"};
enum { TYPES = sizeof types / sizeof *types };

static struct sql_type type_of(struct arena *arena, const char *text)
{
	struct sql_type type;
	struct sql_error error;
	if (!sql_type(arena, text, &type, NULL, &error))
		fail_msg("%s: %s", text, error.message);
	return type;
}

/* The file of the table after it had a column of the type from, and after it got the type to. */
struct outcome {
	bool casts, keeps;
};

static struct outcome try_on_server(
	PGconn *connection, struct arena *arena, const char *from, const char *to)
{
	static const char file[] = "SELECT pg_relation_filenode('tried')";
	struct outcome outcome = {0};
	live_run(connection, "BEGIN");
	live_run(connection, arena_printf(arena, "CREATE TABLE tried (value %s)", from));
	const char *before = live_value(connection, arena, file);
	PGresult *result = PQexec(
		connection, arena_printf(arena, "ALTER TABLE tried ALTER value TYPE %s", to));
	outcome.casts = PQresultStatus(result) == PGRES_COMMAND_OK;
	PQclear(result);
	if (outcome.casts)
		outcome.keeps = strcmp(before, live_value(connection, arena, file)) == 0;
	live_run(connection, "ROLLBACK");
	return outcome;
}

static void every_pair(void **state)
{
	struct arena arena;
	PGconn *connection = live_connect();
	int wrong = 0;
	(void)state;
	arena_init(&arena);
	/* under UTC the server even keeps timestamps as they are */
	live_run(connection,
		"SET timezone = 'CET'; DROP SCHEMA public CASCADE; CREATE SCHEMA public;"
		"CREATE TYPE kind AS ENUM (); CREATE TYPE \"Kind\" AS ENUM ()");
	for (size_t i = 0; i < TYPES; i++) {
		for (size_t j = 0; j < TYPES; j++) {
			struct sql_type from = type_of(&arena, types[i]);
			struct sql_type to = type_of(&arena, types[j]);
			struct outcome outcome =
				try_on_server(connection, &arena, types[i], types[j]);
			bool casts = sql_casts_by_assignment(&from, &to);
			bool keeps = casts && sql_cast_keeps_storage(&from, &to);
			if (casts == outcome.casts && keeps == outcome.keeps)
				continue;
			wrong++;
			print_error("%s -> %s: casts %d, keeps %d; the server: %d, %d\n", types[i],
				types[j], casts, keeps, outcome.casts, outcome.keeps);
		}
	}
	PQfinish(connection);
	arena_finish(&arena);
	assert_int_equal(wrong, 0);
}

/* The same without a server, for what SAFE migrations rest on. */
static void what_is_safe(void **state)
{
	static const struct {
		const char *from, *to;
		bool casts, keeps;
	} pairs[] = {
		{"varchar(100)", "varchar(254)", true, true},
		{"varchar(254)", "varchar(100)", true, false},
		{"varchar(100)", "text", true, true},
		{"text", "varchar", true, true},
		{"text", "varchar(10)", true, false},
		{"integer", "bigint", true, false},
		{"numeric(10,2)", "numeric(12,2)", true, true},
		{"numeric(10,2)", "numeric(12,3)", true, false},
		{"numeric(10,2)", "numeric", true, true},
		{"timestamp(3)", "timestamp(6)", true, true},
		{"timestamp", "timestamptz", true, false},
		{"cidr", "inet", true, true},
		{"text", "integer", false, false},
		{"text", "audit.level", false, false},
		{"audit.level", "text", true, false},
		{"audit.level", "audit.level", true, true},
		{"audit.level", "level", false, false},
		{"geometry(point,4326)", "geometry(point,4326)", true, true},
		{"geometry(point,4326)", "geometry(point,3857)", true, false},
		{"boolean", "integer", false, false},
	};
	struct arena arena;
	(void)state;
	arena_init(&arena);
	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
		struct sql_type from = type_of(&arena, pairs[i].from);
		struct sql_type to = type_of(&arena, pairs[i].to);
		if (sql_casts_by_assignment(&from, &to) != pairs[i].casts ||
			sql_cast_keeps_storage(&from, &to) != pairs[i].keeps)
			fail_msg("%s -> %s", pairs[i].from, pairs[i].to);
	}
	arena_finish(&arena);
}

/* What pg_cast says, entry by entry, so that no type of a newer server is forgotten in silence. */
static void agrees_with_pg_cast(void **state)
{
	static const char query[] =
		"SELECT format_type(castsource, NULL), format_type(casttarget, NULL), "
		"castcontext <> 'e' FROM pg_cast JOIN pg_type s ON s.oid = castsource JOIN pg_type t "
		"ON t.oid = casttarget WHERE castsource < 10000 AND casttarget < 10000 AND "
		"s.typname !~ '^pg_(ndistinct|dependencies|mcv_list|brin)'";
	struct arena arena;
	PGconn *connection = live_connect();
	(void)state;
	arena_init(&arena);
	PGresult *result = PQexec(connection, query);
	assert_true(PQntuples(result) > 100);
	for (int i = 0; i < PQntuples(result); i++) {
		struct sql_type from = type_of(&arena, PQgetvalue(result, i, 0));
		struct sql_type to = type_of(&arena, PQgetvalue(result, i, 1));
		bool assigned = *PQgetvalue(result, i, 2) == 't';
		if (sql_casts_by_assignment(&from, &to) != assigned)
			fail_msg("%s -> %s: %d", from.text, to.text, assigned);
	}
	PQclear(result);
	PQfinish(connection);
	arena_finish(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_safe),
		cmocka_unit_test(agrees_with_pg_cast),
		cmocka_unit_test(every_pair),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
