/* Relations that this call has made. Nobody uses them yet: a statement about them holds nobody up
 * and need not wait for anybody, and that need not be asked of the server.
 *
 * What is not certain counts as not made here. The list is of names as SQL writes them in full,
 * "schema"."table", each with its state before it and NUL behind it. */
#include "outside.h"

#include <string.h>

/* ---- names ---- */

/* One identifier, quoted. Returns what is left of the name. */
static struct restruct_piece put_identifier(struct restruct_piece name, struct restruct_text *text)
{
	const char *at = name.start, *end = at + name.length;
	bool quoted = at < end && *at == '"', within = quoted;
	restruct_text_put(text, "\"");
	for (at += quoted; at < end && (within || *at != '.'); at++) {
		char c = *at >= 'A' && *at <= 'Z' && !quoted ? (char)(*at | 0x20) : *at;
		if (c == '"' && !quoted)
			text->failed = true; /* U&"…" */
		within = within != (c == '"');
		restruct_text_put_n(text, &c, 1);
	}
	if (!quoted)
		restruct_text_put(text, "\"");
	return (struct restruct_piece){at, (size_t)(end - at)};
}

/* The name in full; in_schema (with its dot, or empty) is for one without. */
static struct restruct_text full_name(const restruct_migration *m,
	const struct restruct_piece *name, struct restruct_piece in_schema)
{
	struct restruct_text text = {0};
	const struct restruct_names *names = &m->job->names;
	struct restruct_piece rest = *name;
	if (restruct_outside_qualifier(name) != 0) {
		rest = put_identifier(rest, &text);
		rest = (struct restruct_piece){rest.start + 1, rest.length - 1};
	} else if (in_schema.length != 0) {
		put_identifier(in_schema, &text);
	} else {
		restruct_quote_identifier(&text, names->conn, names->schema);
	}
	restruct_text_put(&text, ".");
	rest = put_identifier(rest, &text);
	if (rest.length != 0) /* a name of three */
		text.failed = true;
	return text;
}

static const struct restruct_piece none = {NULL, 0};

/* ---- the list ---- */

static char *find(const restruct_migration *m, const struct restruct_text *name)
{
	const struct restruct_text *list = &m->created;
	for (size_t i = 0; i < list->length; i += strlen(list->data + i) + 1)
		if (!name->failed && strcmp(list->data + i + 1, restruct_text_string(name)) == 0)
			return list->data + i;
	return NULL;
}

static void set_state(restruct_migration *m, const struct restruct_piece *name,
	struct restruct_piece in_schema, enum restruct_created state)
{
	char first = (char)state;
	struct restruct_text text = full_name(m, name, in_schema);
	char *listed = find(m, &text);
	if (listed != NULL) {
		*listed = first;
	} else if (!text.failed && !m->created.failed) {
		restruct_text_put_n(&m->created, &first, 1);
		restruct_text_put_n(&m->created, text.data, text.length + 1);
	}
	restruct_text_finish(&text);
}

enum restruct_created restruct_created_state(
	const restruct_migration *m, const struct restruct_piece *name)
{
	struct restruct_text text = full_name(m, name, none);
	const char *listed = find(m, &text);
	restruct_text_finish(&text);
	return m->moved         ? RESTRUCT_UNSURE
	       : listed != NULL ? (enum restruct_created) * listed
				: RESTRUCT_NOT_CREATED;
}

/* ---- statements ---- */

static void note_create(restruct_migration *m, const char *rest)
{
	struct restruct_piece name;
	restruct_sql_begins(rest, "unlogged", &rest);
	if (!restruct_sql_begins(rest, "table", &rest) &&
		!restruct_sql_begins(rest, "materialized view", &rest))
		return;
	if (restruct_sql_begins(rest, "if", &rest))
		return;
	name = restruct_outside_name(rest);
	set_state(m, &name, none, RESTRUCT_CREATED);
}

static void note_index(restruct_migration *m, const struct restruct_outside *index)
{
	struct restruct_piece schema = index->table;
	schema.length = restruct_outside_qualifier(&index->table);
	if (restruct_created_state(m, &index->table) == RESTRUCT_CREATED)
		set_state(m, &index->object, schema, RESTRUCT_CREATED);
}

/* Under its new name it is what it was; what is not known may be anything there. */
static void note_renamed(restruct_migration *m, struct restruct_piece name, const char *rest)
{
	enum restruct_created state = restruct_created_state(m, &name);
	size_t qualifier = restruct_outside_qualifier(&name);
	struct restruct_piece schema = {name.start, qualifier}, to;
	bool renames = restruct_sql_begins(rest, "rename to", &rest);
	if (!renames && !restruct_sql_begins(rest, "set schema", &rest))
		return;
	set_state(m, &name, none, RESTRUCT_UNSURE);
	to = restruct_outside_name(rest);
	name = (struct restruct_piece){name.start + qualifier, name.length - qualifier};
	set_state(m, renames ? &to : &name, renames ? schema : to,
		state == RESTRUCT_CREATED ? state : RESTRUCT_UNSURE);
}

static void note_alter(restruct_migration *m, const char *rest)
{
	m->moved = m->moved || restruct_sql_begins(rest, "schema", &rest);
	if (!restruct_sql_begins(rest, "table", &rest) &&
		!restruct_sql_begins(rest, "index", &rest) &&
		!restruct_sql_begins(rest, "materialized view", &rest))
		return;
	restruct_sql_begins(rest, "if exists", &rest);
	restruct_sql_begins(rest, "only", &rest);
	struct restruct_piece name = restruct_outside_name(rest);
	note_renamed(m, name, restruct_sql_skip(rest + name.length));
}

void restruct_created_note(restruct_migration *m, const char *sql)
{
	const char *rest;
	struct restruct_outside index = restruct_outside_read(sql);
	if (m->rendering)
		return;
	sql = restruct_sql_skip(sql);
	if (index.kind == OUTSIDE_CREATE_INDEX)
		note_index(m, &index);
	else if (restruct_sql_begins(sql, "create", &rest))
		note_create(m, rest);
	else if (restruct_sql_begins(sql, "alter", &rest))
		note_alter(m, rest);
	else if (restruct_sql_begins(sql, "set", &rest) && strstr(rest, "search_path") != NULL)
		m->moved = true;
}
