/* Schemas step aside, statements run in empty ones, all is rolled back; see shadow.h. */
#include "read/shadow.h"

#include "base/text.h"
#include "schema/sql.h"

#include <libpq-fe.h>
#include <string.h>

struct shadow {
	struct arena *arena;
	const struct catalog_options *options;
	struct diag *diag;
	PGconn *conn;
	const char *main;     /* the main schema, as the database calls it */
	const char *path;     /* the rest of the connection's search_path, as SQL; may be "" */
	struct names schemas; /* all that the database has */
	struct schema_aliases aside; /* those that stepped aside */
	const char *message;         /* why the last statement was refused */
};

static const struct place nowhere;

/* Long enough for a moment's change of a schema by somebody else, short enough to be nobody's
 * trouble. Bodies of functions are rendered as they were written, and need not be understood. */
static const char begin_sql[] = "BEGIN ISOLATION LEVEL REPEATABLE READ;"
				"SET LOCAL lock_timeout TO '2s';"
				"SET LOCAL client_min_messages TO error;"
				"SET LOCAL check_function_bodies TO off;"
				"SET LOCAL default_transaction_deferrable TO off";

static const char *first_line(struct arena *arena, const char *message)
{
	return arena_strndup(arena, message, strcspn(message, "\n"));
}

/* The last result of sql, which the caller clears; NULL when the connection is gone or it was
 * refused, with the message noted. */
static PGresult *execute(struct shadow *shadow, const char *sql)
{
	PGresult *result = PQexec(shadow->conn, sql);
	ExecStatusType status = PQresultStatus(result);
	if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK)
		return result;
	const char *primary = PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
	shadow->message =
		first_line(shadow->arena, primary ? primary : PQerrorMessage(shadow->conn));
	PQclear(result);
	return NULL;
}

static bool run(struct shadow *shadow, const char *sql)
{
	PGresult *result = execute(shadow, sql);
	PQclear(result);
	return result != NULL;
}

/* All of it or nothing, and the transaction goes on. */
static bool attempt(struct shadow *shadow, const char *sql)
{
	if (!run(shadow, "SAVEPOINT restruct_shadow"))
		return false;
	bool good = run(shadow, sql);
	const char *message = shadow->message;
	run(shadow, good ? "RELEASE SAVEPOINT restruct_shadow"
			 : "ROLLBACK TO SAVEPOINT restruct_shadow;"
			   "RELEASE SAVEPOINT restruct_shadow");
	shadow->message = message;
	return good;
}

/* The first field of the only row, in the arena; NULL for NULL, too. */
static const char *ask(struct shadow *shadow, const char *sql)
{
	PGresult *result = execute(shadow, sql);
	const char *answer = result && PQntuples(result) == 1 && !PQgetisnull(result, 0, 0)
				     ? arena_strdup(shadow->arena, PQgetvalue(result, 0, 0))
				     : NULL;
	PQclear(result);
	return answer;
}

static bool find_schemas(struct shadow *shadow)
{
	PGresult *result = execute(shadow, "SELECT nspname FROM pg_catalog.pg_namespace");
	for (int row = 0; result && row < PQntuples(result); row++)
		list_push(shadow->arena, &shadow->schemas,
			arena_strdup(shadow->arena, PQgetvalue(result, row, 0)));
	PQclear(result);
	shadow->main = shadow->options->schema;
	if (!shadow->main)
		shadow->main = ask(shadow, "SELECT pg_catalog.current_schema()");
	if (!shadow->main)
		return result != NULL; /* the reader says so */
	shadow->path = ask(shadow,
		arena_printf(shadow->arena,
			"SELECT pg_catalog.string_agg(', ' || pg_catalog.quote_ident(s), '') "
			"FROM pg_catalog.unnest(pg_catalog.current_schemas(false)) s WHERE s <> %s",
			sql_literal(shadow->arena, shadow->main)));
	return result != NULL;
}

struct shadow *shadow_open(
	struct arena *arena, const struct catalog_options *options, struct diag *diag)
{
	struct shadow *shadow = arena_new(arena, struct shadow);
	*shadow = (struct shadow){.arena = arena, .options = options, .diag = diag};
	shadow->conn = catalog_connect(options->conninfo, diag);
	if (!shadow->conn)
		return NULL;
	if (run(shadow, begin_sql) && find_schemas(shadow))
		return shadow;
	diag_error(diag, nowhere, "cannot read the database: %s", shadow->message);
	shadow_close(shadow);
	return NULL;
}

void shadow_close(struct shadow *shadow)
{
	if (shadow)
		catalog_disconnect(shadow->conn);
}

static bool holds(const struct names *names, const char *name)
{
	list_each (const char *const *, each, names) {
		if (strcmp(*each, name) == 0)
			return true;
	}
	return false;
}

unsigned shadow_server(const struct shadow *shadow)
{
	return (unsigned)PQserverVersion(shadow->conn) / 10000;
}

bool shadow_has_schema(const struct shadow *shadow, const char *name)
{
	return holds(&shadow->schemas, name);
}

bool shadow_read(struct shadow *shadow, struct schema *actual)
{
	return read_catalog_over(
		shadow->conn, shadow->arena, shadow->options, actual, shadow->diag);
}

/* A name that nothing else has. */
static const char *name_aside(struct shadow *shadow)
{
	return arena_printf(shadow->arena, "restruct_aside_%d_%zu", PQbackendPID(shadow->conn),
		shadow->aside.count);
}

/* An empty schema of that name, in place of one that is there. */
static bool make_room(struct shadow *shadow, const char *name)
{
	const char *quoted = sql_identifier(shadow->arena, name);
	const char *create = arena_printf(shadow->arena, "CREATE SCHEMA %s", quoted);
	if (!shadow_has_schema(shadow, name))
		return attempt(shadow, create);
	const char *aside = name_aside(shadow);
	if (!attempt(shadow, arena_printf(shadow->arena, "ALTER SCHEMA %s RENAME TO %s; %s", quoted,
				     aside, create)))
		return false;
	struct schema_alias alias = {aside, name};
	list_push(shadow->arena, &shadow->aside, alias);
	return true;
}

/* Extensions that can move follow into a schema that the models name. Those of the main schema are
 * found where they are, behind it in the search path. */
static void bring_extensions(struct shadow *shadow, const char *aside, const char *name)
{
	PGresult *result = execute(
		shadow, arena_printf(shadow->arena,
				"SELECT pg_catalog.quote_ident(extname) "
				"FROM pg_catalog.pg_extension e JOIN pg_catalog.pg_namespace n "
				"ON n.oid = e.extnamespace WHERE n.nspname = %s AND extrelocatable",
				sql_literal(shadow->arena, aside)));
	for (int row = 0; result && row < PQntuples(result); row++)
		attempt(shadow,
			arena_printf(shadow->arena, "ALTER EXTENSION %s SET SCHEMA %s",
				PQgetvalue(result, row, 0), sql_identifier(shadow->arena, name)));
	PQclear(result);
}

/* Who may not rename the main schema may still make another one, which its own objects are sought
 * in first. */
static const char *main_of_its_own(struct shadow *shadow)
{
	const char *name = name_aside(shadow);
	return attempt(shadow, arena_printf(shadow->arena, "CREATE SCHEMA %s", name)) ? name : NULL;
}

/* The main schema's name in the shadow, NULL when there is none; behind it in the search path comes
 * *behind. */
static const char *make_main(struct shadow *shadow, const char **behind)
{
	*behind = shadow->main;
	if (!make_room(shadow, shadow->main))
		return main_of_its_own(shadow);
	if (shadow->aside.count > 0)
		*behind = shadow->aside.items[0].actual;
	return shadow->main;
}

static bool make_schemas(struct shadow *shadow, const struct names *schemas)
{
	list_each (const char *const *, name, schemas) {
		size_t before = shadow->aside.count;
		if (!make_room(shadow, *name))
			return false;
		if (shadow->aside.count > before)
			bring_extensions(shadow, shadow->aside.items[before].actual, *name);
	}
	return true;
}

/* All in one message; when that is refused, one by one, to know which. */
static void run_statements(
	struct shadow *shadow, const struct names *statements, struct names *refused)
{
	struct text text = {0};
	list_each (const char *const *, statement, statements)
		text_printf(&text, "%s;\n", *statement);
	bool good = attempt(shadow, text_string(&text));
	text_finish(&text);
	if (good)
		return;
	list_each (const char *const *, statement, statements) {
		if (!attempt(shadow, *statement))
			list_push(shadow->arena, refused,
				arena_printf(shadow->arena, "%s: %s",
					first_line(shadow->arena, *statement), shadow->message));
	}
}

static bool read_back(struct shadow *shadow, const struct shadow_wanted *wanted, const char *main,
	const char *behind, struct schema *schema)
{
	struct catalog_options options = {.schema = main,
		.include = *wanted->schemas,
		.aliases = shadow->aside,
		.verbatim = wanted->verbatim};
	list_push(shadow->arena, &options.behind, behind);
	schema_init(schema, shadow->arena);
	if (!read_catalog_over(shadow->conn, shadow->arena, &options, schema, shadow->diag))
		return false;
	/* What was made just now says nothing about the tables that it stands for. */
	list_each (struct table **, table, &schema->tables)
		(*table)->empty = false;
	return true;
}

static bool render(
	struct shadow *shadow, const struct shadow_wanted *wanted, struct shadow_rendered *rendered)
{
	const char *behind;
	const char *main = make_main(shadow, &behind);
	if (!main || !make_schemas(shadow, wanted->schemas)) {
		rendered->why_not = shadow->message;
		return PQstatus(shadow->conn) == CONNECTION_OK;
	}
	run(shadow,
		arena_printf(shadow->arena, "SET LOCAL search_path TO %s, %s%s",
			sql_identifier(shadow->arena, main), sql_identifier(shadow->arena, behind),
			shadow->path ? shadow->path : ""));
	run_statements(shadow, wanted->statements, &rendered->refused);
	return read_back(shadow, wanted, main, behind, &rendered->schema);
}

bool shadow_render(
	struct shadow *shadow, const struct shadow_wanted *wanted, struct shadow_rendered *rendered)
{
	*rendered = (struct shadow_rendered){0};
	shadow->aside = (struct schema_aliases){0};
	if (!run(shadow, "SAVEPOINT restruct_rendering")) {
		rendered->why_not = shadow->message;
		return PQstatus(shadow->conn) == CONNECTION_OK;
	}
	bool good = render(shadow, wanted, rendered);
	run(shadow,
		"ROLLBACK TO SAVEPOINT restruct_rendering; RELEASE SAVEPOINT restruct_rendering");
	return good;
}
