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

static const char *table_name(const struct restruct_names *names)
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
	restruct_quote_identifier(sql, names->conn, table_name(names));
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
	restruct_names_put_schema(names, sql);
}

/* ---- reading ---- */

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

/* Whether the table that was found stands in the schema where it belongs. Only in doubt when no
 * schema was named: then the search_path may lead to another schema's. */
static void put_at_home(const struct restruct_names *names, struct restruct_text *sql)
{
	if (*restruct_names_version_schema(names) != '\0') {
		restruct_text_put(sql, "true");
		return;
	}
	struct restruct_text table = {0};
	put_table(names, &table);
	restruct_text_put(sql,
		"(SELECT n.nspname = pg_catalog.current_schema() FROM pg_catalog.pg_class AS c "
		"JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace "
		"WHERE c.oid = pg_catalog.to_regclass(");
	put_literal(names, restruct_text_string(&table), sql);
	restruct_text_put(sql, "))");
	sql->failed = sql->failed || table.failed;
	restruct_text_finish(&table);
}

/* One message, so one round trip; two statements in it are one transaction. */
static void put_role(const struct restruct_names *names, struct restruct_text *sql)
{
	if (!restruct_is_given(names->options->role))
		return;
	restruct_text_put(sql, "SET LOCAL ROLE ");
	restruct_quote_identifier(sql, names->conn, names->options->role);
	restruct_text_put(sql, "; ");
}

void restruct_version_select(
	const struct restruct_names *names, bool with_dates, struct restruct_text *sql)
{
	put_role(names, sql);
	restruct_text_put(sql, "SELECT s.name, s.home, v.revision, v.checksum, v.format");
	if (with_dates)
		restruct_text_put(sql,
			", v.parent, v.second_parent, "
			"pg_catalog.to_char(v.applied_at, 'YYYY-MM-DD HH24:MI:SSOF')");
	restruct_text_put(sql, " FROM (SELECT ");
	put_existing(names, names->schema, sql);
	restruct_text_put(sql, " AS name, ");
	put_at_home(names, sql);
	restruct_text_put(sql, " AS home) AS s LEFT JOIN ");
	put_table(names, sql);
	restruct_text_put(sql, " AS v ON v.");
	put_ours(names, sql);
	if (with_dates)
		restruct_text_put(sql, " ORDER BY v.applied_at, v.revision");
}

void restruct_version_probe(const struct restruct_names *names, struct restruct_text *sql)
{
	put_role(names, sql);
	restruct_text_put(sql, "SELECT ");
	put_existing(names, names->schema, sql);
	restruct_text_put(sql, ", ");
	put_existing(names, restruct_names_version_schema(names), sql);
}

/* ---- writing ---- */

/* A constraint's name in create_table follows the table's; the end that tells it apart stays. */
static void put_derived(
	const struct restruct_names *names, const char *suffix, struct restruct_text *sql)
{
	char name[NAME_BYTES + 1];
	size_t length = strlen(table_name(names)), room = NAME_BYTES - strlen(suffix);
	if (length > room)
		length = room;
	while (length > 0 && ((unsigned char)table_name(names)[length] & 0xc0) == 0x80)
		length--; /* not within a character */
	memcpy(name, table_name(names), length);
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

void restruct_version_insert(const struct restruct_names *names, const restruct_revision *revision,
	bool or_update, struct restruct_text *sql)
{
	restruct_text_put(sql, "INSERT INTO ");
	put_table(names, sql);
	restruct_text_put(
		sql, " (schema, revision, parent, second_parent, checksum, format)\nVALUES (");
	restruct_names_put_schema(names, sql);
	restruct_text_put(sql, ", ");
	put_literal(names, revision->id, sql);
	restruct_text_put(sql, ", ");
	put_literal(names, revision->parent, sql);
	restruct_text_put(sql, ", ");
	put_literal(names, revision->second_parent, sql);
	restruct_text_put(sql, ", ");
	put_literal(names, revision->checksum, sql);
	restruct_text_printf(sql, ", %d)", VERSION_TABLE_FORM);
	if (or_update)
		restruct_text_put(sql,
			"\nON CONFLICT (schema, revision) DO UPDATE\n"
			"SET parent = EXCLUDED.parent, second_parent = EXCLUDED.second_parent, "
			"checksum = EXCLUDED.checksum, format = EXCLUDED.format");
}

void restruct_version_delete(
	const struct restruct_names *names, const char *revision, struct restruct_text *sql)
{
	restruct_text_put(sql, "WITH gone AS (DELETE FROM ");
	put_table(names, sql);
	restruct_text_put(sql, " WHERE ");
	put_ours(names, sql);
	restruct_text_put(sql, " AND revision = ");
	put_literal(names, revision, sql);
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
