/* All SQL about the version table, and the names in it that the options give.
 *
 * The row is the lock. An upgrade begins with an INSERT: the key makes a second process wait for
 * the first one's transaction and then fail with 23505, the foreign keys keep the graph's order. A
 * downgrade begins with a DELETE that fails (22012, division by zero) when the row is gone. */
#include "internal.h"

#include <string.h>

/* The table's SQL as the generator makes it of models/version_table.h. */
static const char create_table[] =
#include "version_table.inc"
	;
static const char own_name[] = "restruct_version";

/* ---- names ---- */

const char *restruct_version_name(const struct restruct_names *names)
{
	const char *name = names->options->version_table;
	return restruct_is_given(name) ? name : own_name;
}

static void put_table(const struct restruct_names *names, struct restruct_text *sql)
{
	const char *schema = restruct_names_version_schema(names);
	if (*schema != '\0') {
		restruct_quote_identifier(sql, names->conn, schema);
		restruct_text_put(sql, ".");
	}
	restruct_quote_identifier(sql, names->conn, restruct_version_name(names));
}

static void put_literal(
	const struct restruct_names *names, const char *string, struct restruct_text *sql)
{
	if (string == NULL)
		restruct_text_put(sql, "NULL");
	else if (!restruct_quote_literal(sql, names->conn, string))
		sql->failed = true;
}

/* WHERE (or ON) it is this schema's row. */
static void put_ours(const struct restruct_names *names, struct restruct_text *sql)
{
	restruct_text_put(sql, "schema = ");
	if (names->schema[0] == '\0') /* as a subquery it is found once, not for every row */
		restruct_text_put(sql, "(SELECT pg_catalog.current_schema())");
	else
		restruct_names_put_schema(names, sql);
}

/* ---- reading ----
 *
 * What every start of an application waits for: no more than the rows, in one message, which the
 * server plans and runs as cheaply as it can be. An absent table is an error (42P01), for
 * restruct_version_probe to look into. */

/* One message, so one round trip; two statements in it are one transaction. */
static void put_role(const struct restruct_names *names, struct restruct_text *sql)
{
	if (restruct_names_put_role(names, sql))
		restruct_text_put(sql, "; ");
}

/* What to_regclass() takes: the table's names quoted, the whole as a literal. */
static void put_path(const struct restruct_names *names, struct restruct_text *sql)
{
	const char *schema = restruct_names_version_schema(names);
	char room[4 * NAME_BYTES + 6];
	struct restruct_text path = restruct_text_in(room, sizeof room);
	if (*schema != '\0')
		restruct_quote_identifier(&path, names->conn, schema);
	else
		restruct_text_put(sql, "pg_catalog.quote_ident(pg_catalog.current_schema()) || ");
	restruct_text_put(&path, ".");
	restruct_quote_identifier(&path, names->conn, restruct_version_name(names));
	put_literal(names, restruct_text_string(&path), sql);
	sql->failed = sql->failed || path.failed;
	restruct_text_finish(&path);
}

/* The schema's name if there is one of that name, else NULL. */
static void put_existing(
	const struct restruct_names *names, const char *schema, struct restruct_text *sql)
{
	if (*schema == '\0') {
		restruct_text_put(sql, "pg_catalog.current_schema()");
		return;
	}
	restruct_text_put(sql, "(SELECT nspname FROM pg_catalog.pg_namespace WHERE nspname = ");
	put_literal(names, schema, sql);
	restruct_text_put(sql, ")");
}

/* The schema's name if it exists, which is not in doubt when the version table was found in it.
 * Only rows without parent tell it: there is one, as the keys see to, and a value in each costs. */
static void put_schema_column(const struct restruct_names *names, struct restruct_text *sql)
{
	restruct_text_put(sql, "CASE WHEN v.parent IS NULL THEN ");
	if (strcmp(names->schema, restruct_names_version_schema(names)) == 0)
		restruct_text_put(sql, "v.schema");
	else
		put_existing(names, names->schema, sql);
	restruct_text_put(sql, " END");
}

void restruct_version_select(
	const struct restruct_names *names, int form, bool with_dates, struct restruct_text *sql)
{
	put_role(names, sql);
	restruct_text_printf(sql,
		"SELECT v.revision, v.checksum, CASE WHEN v.format > %d THEN v.format END, %s, ",
		VERSION_TABLE_FORM, form == 1 ? "NULL" : "v.step");
	put_schema_column(names, sql);
	if (with_dates)
		restruct_text_put(sql,
			", v.parent, v.second_parent, "
			"pg_catalog.to_char(v.applied_at, 'YYYY-MM-DD HH24:MI:SSOF')");
	restruct_text_put(sql, " FROM ");
	put_table(names, sql);
	restruct_text_put(sql, " AS v WHERE v.");
	put_ours(names, sql);
	if (with_dates)
		restruct_text_put(sql, " ORDER BY v.applied_at, v.revision");
}

void restruct_version_details(
	const struct restruct_names *names, int form, const char *ids, struct restruct_text *sql)
{
	put_role(names, sql);
	restruct_text_put(sql, "SELECT v.revision, v.checksum, v.parent, v.second_parent, "
			       "pg_catalog.to_char(v.applied_at, 'YYYY-MM-DD HH24:MI:SSOF'), ");
	restruct_text_put(sql,
		form == 1 ? "NULL, NULL, NULL, NULL, false, false, NULL FROM "
			  : "v.message, v.compatibility, v.build, v.step, v.downgrade IS NOT "
			    "NULL AND v.step > 0 IS NOT true, v.needs_code, s.statement FROM ");
	put_table(names, sql);
	restruct_text_put(sql, " AS v ");
	if (form != 1)
		restruct_text_put(sql, "LEFT JOIN LATERAL pg_catalog.unnest(v.downgrade) "
				       "WITH ORDINALITY AS s (statement, n) ON true ");
	restruct_text_put(sql, "WHERE v.");
	put_ours(names, sql);
	restruct_text_put(sql, " AND v.revision IN (");
	restruct_text_put(sql, ids);
	restruct_text_put(sql, ") ORDER BY v.applied_at, v.revision");
	if (form != 1)
		restruct_text_put(sql, ", s.n");
}

void restruct_version_probe(const struct restruct_names *names, struct restruct_text *sql)
{
	const char *version_schema = restruct_names_version_schema(names);
	put_role(names, sql);
	restruct_text_put(sql, "SELECT ");
	put_existing(names, names->schema, sql);
	restruct_text_put(sql, ", ");
	put_existing(names, version_schema, sql);
	restruct_text_put(sql, ", pg_catalog.to_regclass(");
	put_path(names, sql);
	restruct_text_put(sql, ") IS NOT NULL");
}

void restruct_version_put_oid(const struct restruct_names *names, struct restruct_text *sql)
{
	restruct_text_put(sql, "pg_catalog.to_regclass(");
	put_path(names, sql);
	restruct_text_put(sql, ")");
}

/* ---- writing ---- */

/* A constraint's name in create_table follows the table's; the end that tells it apart stays. */
static void put_derived(
	const struct restruct_names *names, const char *suffix, struct restruct_text *sql)
{
	char name[NAME_BYTES + 1];
	size_t length = strlen(restruct_version_name(names)), room = NAME_BYTES - strlen(suffix);
	if (length > room)
		length = room;
	while (length > 0 && ((unsigned char)restruct_version_name(names)[length] & 0xc0) == 0x80)
		length--; /* not within a character */
	memcpy(name, restruct_version_name(names), length);
	strcpy(name + length, suffix);
	restruct_quote_identifier(sql, names->conn, name);
}

/* A name in create_table that begins with own_name; returns what follows it. */
static const char *put_own_name(
	const struct restruct_names *names, const char *at, struct restruct_text *sql)
{
	char suffix[32];
	at += strlen(own_name);
	size_t length = strspn(at, "abcdefghijklmnopqrstuvwxyz_");
	if (length == 0 || length >= sizeof suffix) {
		put_table(names, sql);
	} else {
		memcpy(suffix, at, length);
		suffix[length] = '\0';
		put_derived(names, suffix, sql);
	}
	return at + length;
}

void restruct_version_create(const struct restruct_names *names, struct restruct_text *sql)
{
	static const char create[] = "CREATE TABLE ";
	const char *rest = create_table, *end = create_table + strlen(create_table);

	while (end > rest && strchr(";\n", end[-1]) != NULL)
		end--;
	restruct_text_put(sql, "CREATE TABLE IF NOT EXISTS ");
	rest += strlen(create);
	for (const char *name; (name = strstr(rest, own_name)) != NULL;) {
		restruct_text_put_n(sql, rest, (size_t)(name - rest));
		rest = put_own_name(names, name, sql);
	}
	restruct_text_put_n(sql, rest, (size_t)(end - rest));
}

/* One process is enough; whoever comes second finds the columns there. */
void restruct_version_reform(const struct restruct_names *names, struct restruct_text *sql)
{
	static const char *const columns[] = {"message text", "compatibility text", "build text",
		"downgrade text[]", "needs_code boolean", "step integer", "worker text",
		"beat timestamptz"};
	restruct_text_put(sql, "ALTER TABLE ");
	put_table(names, sql);
	restruct_text_put(sql, " ALTER COLUMN format SET DEFAULT 2");
	for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
		restruct_text_printf(sql, ",\n\tADD COLUMN IF NOT EXISTS %s", columns[i]);
}

static const char *compatibility_name(restruct_compatibility compatibility)
{
	return compatibility == RESTRUCT_COMPATIBILITY_ADDITIVE     ? "additive"
	       : compatibility == RESTRUCT_COMPATIBILITY_TIGHTENING ? "tightening"
								    : "breaking";
}

/* WHERE it is this revision's row. */
static void put_where(
	const struct restruct_names *names, const char *revision, struct restruct_text *sql)
{
	restruct_text_put(sql, " WHERE v.");
	put_ours(names, sql);
	restruct_text_put(sql, " AND v.revision = ");
	put_literal(names, revision, sql);
}

/* A division by zero when somebody is undoing a parent in steps; who has not begun to waits until
 * this is over, and finds its child. (An index scan each: the server plans it for every revision.)
 */
static void put_whole_parents(const struct restruct_names *names, const restruct_revision *revision,
	struct restruct_text *sql)
{
	const char *parents[] = {revision->parent, revision->second_parent};
	for (int i = 0; i < 2 && parents[i] != NULL; i++) {
		restruct_text_put(sql, " / COALESCE((SELECT 1 FROM ");
		put_table(names, sql);
		restruct_text_put(sql, " AS v");
		put_where(names, parents[i], sql);
		restruct_text_put(sql, " AND v.step IS NULL FOR KEY SHARE), 0)");
	}
}

void restruct_version_insert(const struct restruct_names *names,
	const struct restruct_record *record, struct restruct_text *sql)
{
	const restruct_revision *revision = record->revision;
	const char *build = names->options->build;
	restruct_text_put(sql, "INSERT INTO ");
	put_table(names, sql);
	restruct_text_put(sql,
		" (schema, revision, parent, second_parent, checksum, format, message,\n"
		"\tcompatibility, build, downgrade, needs_code)\nVALUES (");
	restruct_names_put_schema(names, sql);
	restruct_text_put(sql, ", ");
	put_literal(names, revision->id, sql);
	restruct_text_put(sql, ", ");
	put_literal(names, revision->parent, sql);
	restruct_text_put(sql, ", ");
	put_literal(names, revision->second_parent, sql);
	restruct_text_put(sql, ", ");
	put_literal(names, revision->checksum, sql);
	restruct_text_printf(sql, ", %d", VERSION_TABLE_FORM);
	if (revision->parent != NULL && !record->or_update)
		put_whole_parents(names, revision, sql);
	restruct_text_put(sql, ", ");
	put_literal(names, revision->message, sql);
	restruct_text_printf(sql, ", '%s', ", compatibility_name(revision->compatibility));
	put_literal(names, restruct_is_given(build) ? build : NULL, sql);
	restruct_text_put(sql, ",\n\t");
	restruct_text_put(sql, record->way_back);
	restruct_text_put(sql, record->needs_code ? ", true)" : ", false)");
	if (record->or_update)
		restruct_text_put(sql,
			"\nON CONFLICT (schema, revision) DO UPDATE\n"
			"SET parent = EXCLUDED.parent, second_parent = EXCLUDED.second_parent, "
			"checksum = EXCLUDED.checksum, format = EXCLUDED.format,\n"
			"\tmessage = EXCLUDED.message, compatibility = EXCLUDED.compatibility, "
			"downgrade = EXCLUDED.downgrade,\n"
			"\tneeds_code = EXCLUDED.needs_code, step = NULL, worker = NULL");
}

static void put_set(const struct restruct_names *names, struct restruct_text *sql)
{
	put_table(names, sql);
	restruct_text_put(sql, " AS v SET ");
}

void restruct_version_advance(const struct restruct_names *names,
	const struct restruct_advance *advance, struct restruct_text *sql)
{
	restruct_text_put(sql, "WITH held AS (UPDATE ");
	put_set(names, sql);
	if (advance->to != 0)
		restruct_text_printf(sql,
			"step = %d, worker = '%s ' || pg_catalog.pg_current_xact_id() || ' %d', "
			"beat = pg_catalog.clock_timestamp()",
			advance->to, advance->worker, advance->server_version);
	else
		restruct_text_put(sql, "step = NULL, worker = NULL, beat = NULL");
	put_where(names, advance->revision, sql);
	if (advance->from != 0)
		restruct_text_printf(sql, " AND v.step = %d AND v.worker LIKE '%s%%'",
			advance->from, advance->worker);
	else
		restruct_text_put(sql, " AND v.step IS NULL");
	restruct_text_put(
		sql, " RETURNING 1)\nSELECT 1 / pg_catalog.count(*) AS advanced FROM held");
}

/* A sign of life that is missing, or from a future that only another clock knows, is none. A worker
 * whose role hides its statements from this one is taken for alive while it has the lock that a
 * concurrent statement takes. */
void restruct_version_take(const struct restruct_names *names, const char *revision, int step,
	const char *worker, struct restruct_text *sql)
{
	put_role(names, sql);
	restruct_text_put(sql, "WITH dead AS (SELECT v.revision FROM ");
	put_table(names, sql);
	restruct_text_put(sql, " AS v");
	put_where(names, revision, sql);
	restruct_text_printf(sql,
		" AND v.step = %d AND (v.worker LIKE '%s%%' OR "
		"((v.beat BETWEEN pg_catalog.clock_timestamp() - interval '5 s' AND "
		"pg_catalog.clock_timestamp() + interval '5 s') IS NOT TRUE AND NOT EXISTS (SELECT "
		"FROM pg_catalog.pg_stat_activity a WHERE a.pid <> pg_catalog.pg_backend_pid() "
		"AND (a.state <> 'idle' AND pg_catalog.strpos(a.query, 'restruct ' || pg_catalog.left(v.worker, %d)) > 0 "
		"OR a.query = '<insufficient privilege>' AND EXISTS (SELECT FROM "
		"pg_catalog.pg_locks l WHERE l.pid = a.pid AND l.locktype = 'relation' AND "
		"l.mode = 'ShareUpdateExclusiveLock')))))\nFOR UPDATE SKIP LOCKED)\nUPDATE ",
		step, worker, WORKER_LENGTH);
	put_set(names, sql);
	restruct_text_printf(sql,
		"worker = '%s' || COALESCE(pg_catalog.substr(v.worker, %d), ''), "
		"beat = pg_catalog.clock_timestamp() FROM dead",
		worker, WORKER_LENGTH + 1);
	put_where(names, revision, sql);
	restruct_text_put(sql, " AND dead.revision = v.revision "
			       "RETURNING pg_catalog.split_part(v.worker, ' ', 3)");
}

void restruct_version_release(
	const struct restruct_names *names, const char *worker, struct restruct_text *sql)
{
	put_role(names, sql);
	restruct_text_put(sql, "UPDATE ");
	put_set(names, sql);
	restruct_text_put(sql, "beat = '-infinity' WHERE v.");
	put_ours(names, sql);
	restruct_text_printf(sql, " AND v.worker LIKE '%s%%'", worker);
}

void restruct_version_put_value(const struct restruct_names *names, const char *revision,
	const char *expression, struct restruct_text *sql)
{
	restruct_text_put(sql, "(SELECT ");
	restruct_text_put(sql, expression);
	restruct_text_put(sql, " FROM ");
	put_table(names, sql);
	restruct_text_put(sql, " AS v");
	put_where(names, revision, sql);
	restruct_text_put(sql, ")");
}

void restruct_version_delete(const struct restruct_names *names, const char *revision, bool whole,
	struct restruct_text *sql)
{
	restruct_text_put(sql, "WITH gone AS (DELETE FROM ");
	put_table(names, sql);
	restruct_text_put(sql, " WHERE ");
	put_ours(names, sql);
	restruct_text_put(sql, " AND revision = ");
	put_literal(names, revision, sql);
	restruct_text_put(sql, whole ? " AND step IS NULL" : "");
	restruct_text_put(sql, " RETURNING 1)\nSELECT 1 / pg_catalog.count(*) AS undone FROM gone");
}

void restruct_version_keep(const struct restruct_names *names, const struct restruct_graph *graph,
	const bool *set, struct restruct_text *sql)
{
	const char *before = " AND revision NOT IN (";
	restruct_text_put(sql, "DELETE FROM ");
	put_table(names, sql);
	restruct_text_put(sql, " WHERE ");
	put_ours(names, sql);
	for (size_t i = 0; i < graph->count; i++) {
		if (!set[i])
			continue;
		restruct_text_put(sql, before);
		put_literal(names, graph->revisions[i].id, sql);
		before = ", ";
	}
	if (*before == ',')
		restruct_text_put(sql, ")");
}
