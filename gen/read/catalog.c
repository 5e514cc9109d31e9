/* Reading a database: the connection, its transaction, the schemas that are asked for, and one
 * message with the queries of all parts; see catalog.h. */
#include "read/catalog_parts.h"

#include <stdlib.h>
#include <string.h>

enum { OLDEST_SERVER = 130000 };

static const struct place nowhere;

/* Later ones find what earlier ones have made. */
static const struct catalog_part *const parts[] = {&catalog_extensions, &catalog_enums,
	&catalog_domains, &catalog_domain_checks, &catalog_composites, &catalog_tables,
	&catalog_parents, &catalog_views, &catalog_columns, &catalog_own, &catalog_constraints,
	&catalog_indexes, &catalog_sequences, &catalog_routines, &catalog_operators,
	&catalog_definitions, &catalog_grants, &catalog_other_kinds, &catalog_other_settings,
	&catalog_other_attributes, &catalog_other_privileges};
enum { PARTS = sizeof parts / sizeof *parts };

/* Failures. */

static const char *without_line_break(struct arena *arena, const char *message)
{
	size_t length = strlen(message);
	while (length > 0 && message[length - 1] == '\n')
		length--;
	return arena_strndup(arena, message, length);
}

/* What somebody can do about it. */
static const char *advice(const char *sqlstate)
{
	if (strcmp(sqlstate, "42501") == 0)
		return "connect as a role that may read the catalogs";
	if (strcmp(sqlstate, "XX000") == 0 || strncmp(sqlstate, "42", 2) == 0)
		return "when somebody changes the database just now, try again";
	if (strcmp(sqlstate, "57014") == 0)
		return "allow it more time: statement_timeout";
	return NULL;
}

static void say_failure(struct catalog *catalog, const char *what, const PGresult *result)
{
	const char *sqlstate = result ? PQresultErrorField(result, PG_DIAG_SQLSTATE) : NULL;
	const char *primary = result ? PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY) : NULL;
	const char *hint = result ? PQresultErrorField(result, PG_DIAG_MESSAGE_HINT) : NULL;
	if (!sqlstate) {
		diag_error(catalog->diag, nowhere, "cannot read %s from the database: %s", what,
			without_line_break(catalog->arena, PQerrorMessage(catalog->conn)));
		return;
	}
	diag_error(catalog->diag, nowhere, "cannot read %s from the database: %s (SQLSTATE %s)",
		what, primary ? primary : "no message", sqlstate);
	if (hint || advice(sqlstate))
		diag_note(catalog->diag, nowhere, "%s", hint ? hint : advice(sqlstate));
}

/* The connection. */

static void ignore_notice(void *data, const char *message)
{
	(void)data;
	(void)message;
}

struct pg_conn *catalog_connect(const char *conninfo, struct diag *diag)
{
	static const char *const words[] = {
		"dbname", "client_encoding", "fallback_application_name", NULL};
	const char *const values[] = {conninfo, "UTF8", "restruct", NULL};
	PGconn *conn = PQconnectdbParams(words, values, 1);
	if (PQstatus(conn) != CONNECTION_OK) {
		diag_error(diag, nowhere, "cannot connect to the database: %s",
			without_line_break(diag->arena, PQerrorMessage(conn)));
		PQfinish(conn);
		return NULL;
	}
	PQsetNoticeProcessor(conn, ignore_notice, NULL);
	return conn;
}

void catalog_disconnect(struct pg_conn *conn)
{
	PQfinish(conn);
}

static bool run(struct catalog *catalog, const char *what, const char *sql)
{
	PGresult *result = PQexec(catalog->conn, sql);
	bool good = PQresultStatus(result) == PGRES_COMMAND_OK;
	if (!good)
		say_failure(catalog, what, result);
	PQclear(result);
	return good;
}

/* Which schemas. */

enum { SCHEMA_OID, SCHEMA_NAME, SCHEMA_FIRST, SCHEMA_OF_EXTENSION, SCHEMA_COMMENT };

static const char schemas_sql[] =
	"SELECT n.oid, n.nspname, n.nspname = current_schema(), EXISTS (SELECT FROM pg_depend m "
	"WHERE m.classid = 'pg_namespace'::regclass AND m.objid = n.oid AND m.deptype = 'e'), "
	"c.description FROM pg_namespace n "
	"LEFT JOIN pg_description c ON c.classoid = 'pg_namespace'::regclass AND c.objoid = n.oid "
	"WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema' "
	"ORDER BY n.nspname";

static bool is_asked_for(const struct catalog *catalog, const struct row *row)
{
	const char *name = row_raw(row, SCHEMA_NAME);
	if (strcmp(name, catalog->main) == 0)
		return true;
	list_each (const char *const *, each, &catalog->options->include) {
		if (strcmp(*each, name) == 0)
			return true;
	}
	return catalog->options->include_all && !row_true(row, SCHEMA_OF_EXTENSION);
}

static void add_schema(struct row *row)
{
	struct catalog *catalog = row->catalog;
	const char *name = row_string(row, SCHEMA_NAME);
	list_push(catalog->arena, &catalog->schemas, name);
	text_printf(&catalog->oids, "%s%s", catalog->oids.length ? "," : "'{",
		row_raw(row, SCHEMA_OID));
	if (strcmp(name, catalog->main) == 0 || strcmp(name, "public") == 0)
		return; /* there without being declared */
	struct namespace *namespace = arena_new(catalog->arena, struct namespace);
	catalog_begin(&namespace->object, OBJECT_SCHEMA,
		(struct qualified){.name = catalog_schema(catalog, name)});
	namespace->object.comment = row_string(row, SCHEMA_COMMENT);
	schema_add(catalog->schema, &namespace->object);
}

static bool find_schema(struct catalog *catalog, const struct names *all, const char *name)
{
	list_each (const char *const *, each, all) {
		if (strcmp(*each, name) == 0)
			return true;
	}
	const char *near = diag_suggest(name, all);
	diag_error(catalog->diag, nowhere, "the database \"%s\" has no schema \"%s\"%s",
		PQdb(catalog->conn), name,
		near ? arena_printf(catalog->arena, "; did you mean \"%s\"?", near) : "");
	return false;
}

static bool choose_schemas(struct catalog *catalog, const PGresult *result)
{
	struct row row = {catalog, result, 0};
	struct names all = {0};
	bool good = true;
	catalog->main = catalog->options->schema;
	for (row.number = 0; row.number < PQntuples(result); row.number++) {
		list_push(catalog->arena, &all, row_string(&row, SCHEMA_NAME));
		if (!catalog->main && row_true(&row, SCHEMA_FIRST))
			catalog->main = all.items[all.count - 1];
	}
	if (!catalog->main) {
		diag_error(catalog->diag, nowhere,
			"no schema of the search_path is in the database \"%s\"; say which one is "
			"meant",
			PQdb(catalog->conn));
		return false;
	}
	good = find_schema(catalog, &all, catalog->main);
	list_each (const char *const *, each, &catalog->options->include)
		good = find_schema(catalog, &all, *each) && good;
	for (row.number = 0; good && row.number < PQntuples(result); row.number++) {
		if (is_asked_for(catalog, &row))
			add_schema(&row);
	}
	text_put(&catalog->oids, "}'::oid[]");
	return good;
}

static bool read_schemas(struct catalog *catalog)
{
	PGresult *result = PQexec(catalog->conn, schemas_sql);
	bool good = PQresultStatus(result) == PGRES_TUPLES_OK;
	if (!good)
		say_failure(catalog, "the schemas", result);
	good = good && choose_schemas(catalog, result);
	PQclear(result);
	return good;
}

/* All the rest. */

/* What the rendering of SQL depends on is the same whoever asks; and compiling a query takes longer
 * than running it. */
static void put_settings(struct text *text, const struct catalog *catalog)
{
	text_printf(
		text, "SET LOCAL search_path TO %s", sql_identifier(catalog->arena, catalog->main));
	list_each (const char *const *, behind, &catalog->options->behind)
		text_printf(text, ", %s", sql_identifier(catalog->arena, *behind));
	text_put(text, ";\n"
		       "SET LOCAL DateStyle TO ISO, YMD;\n"
		       "SET LOCAL IntervalStyle TO postgres;\n"
		       "SET LOCAL TimeZone TO 'UTC';\n"
		       "SET LOCAL extra_float_digits TO 1;\n"
		       "SET LOCAL bytea_output TO hex;\n"
		       "SET LOCAL quote_all_identifiers TO off;\n"
		       "SET LOCAL jit TO off;\n");
}

static void read_rows(
	struct catalog *catalog, const struct catalog_part *part, const PGresult *result)
{
	struct row row = {catalog, result, 0};
	for (int rows = PQntuples(result); row.number < rows; row.number++)
		part->read(&row);
	catalog->scope.table = NULL; /* the last row's */
}

/* Takes what a message brings, row by row as the parts want it, to its end. */
static bool take_results(struct catalog *catalog)
{
	bool good = true;
	size_t part = 0;
	PGresult *result;
	while ((result = PQgetResult(catalog->conn))) {
		switch (PQresultStatus(result)) {
		case PGRES_TUPLES_OK:
			if (good)
				read_rows(catalog, parts[part], result);
			part++;
			break;
		case PGRES_COMMAND_OK:
			break;
		default:
			if (good)
				say_failure(catalog,
					part < PARTS ? parts[part]->what : "the catalogs", result);
			good = false;
		}
		PQclear(result);
	}
	return good;
}

static bool read_parts(struct catalog *catalog)
{
	struct text message = {0};
	put_settings(&message, catalog);
	for (size_t i = 0; i < PARTS; i++)
		catalog_put_query(&message, catalog, parts[i]);
	bool sent = PQsendQuery(catalog->conn, text_string(&message)) == 1;
	text_finish(&message);
	if (!sent)
		say_failure(catalog, "the catalogs", NULL);
	return sent && take_results(catalog);
}

static bool is_new_enough(struct catalog *catalog)
{
	if (catalog->version >= OLDEST_SERVER)
		return true;
	diag_error(catalog->diag, nowhere,
		"the server is PostgreSQL %d; 13 is the oldest that can be read",
		catalog->version / 10000);
	return false;
}

/* A savepoint gives the settings back, and the transaction when a query fails. */
bool read_catalog_over(struct pg_conn *conn, struct arena *arena,
	const struct catalog_options *options, struct schema *schema, struct diag *diag)
{
	struct catalog catalog = {.arena = arena,
		.schema = schema,
		.diag = diag,
		.options = options,
		.conn = conn,
		.version = PQserverVersion(conn),
		.scope = {.schema = schema, .rendered = true, .verbatim = options->verbatim}};
	if (!is_new_enough(&catalog) ||
		!run(&catalog, "the catalogs", "SAVEPOINT restruct_catalog"))
		return false;
	const struct sql_scope *before = sql_enter(arena, &catalog.scope);
	bool good = read_schemas(&catalog) && read_parts(&catalog);
	sql_enter(arena, before);
	PQclear(PQexec(conn,
		"ROLLBACK TO SAVEPOINT restruct_catalog; RELEASE SAVEPOINT restruct_catalog"));
	text_finish(&catalog.oids);
	if (good && !options->verbatim)
		schema_settle(schema);
	return good;
}

bool read_catalog(struct arena *arena, const struct catalog_options *options, struct schema *schema,
	struct diag *diag)
{
	PGconn *conn = catalog_connect(options->conninfo, diag);
	if (!conn)
		return false;
	struct catalog catalog = {.arena = arena, .diag = diag, .conn = conn};
	bool good =
		run(&catalog, "the catalogs", "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY") &&
		read_catalog_over(conn, arena, options, schema, diag);
	catalog_disconnect(conn);
	return good;
}
