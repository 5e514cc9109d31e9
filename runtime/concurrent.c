/* Statements outside a transaction: what they say, and how they are written where. */
#include "outside.h"

#include <string.h>

/* ---- reading ---- */

struct restruct_piece restruct_outside_name(const char *sql)
{
	const char *end = sql;
	while (*end != '\0' && strchr(" \t\r\n(;,", *end) == NULL) {
		if (*end == '"')
			for (end++; *end != '\0' && *end != '"';)
				end++;
		end += *end != '\0';
	}
	return (struct restruct_piece){.start = sql, .length = (size_t)(end - sql)};
}

/* Past the words, if they are there, all of them. */
static bool skip(const char **sql, const char *words)
{
	return restruct_sql_begins(*sql, words, sql);
}

/* The name at *sql, which becomes what follows it. */
static struct restruct_piece read_name(const char **sql)
{
	struct restruct_piece name = restruct_outside_name(*sql);
	*sql = restruct_sql_skip(*sql + name.length);
	return name;
}

static bool read_word(const char **sql, struct restruct_outside *outside)
{
	const char *start = *sql;
	if (!skip(sql, "concurrently"))
		return false;
	outside->word = (struct restruct_piece){.start = start, .length = (size_t)(*sql - start)};
	return true;
}

static void read_create(const char *sql, struct restruct_outside *outside)
{
	skip(&sql, "unique");
	if (!skip(&sql, "index"))
		return;
	read_word(&sql, outside);
	skip(&sql, "if not exists");
	outside->object = read_name(&sql);
	if (!skip(&sql, "on")) /* it has no name */
		return;
	skip(&sql, "only");
	outside->table = read_name(&sql);
	outside->kind = OUTSIDE_CREATE_INDEX;
}

static void read_drop(const char *sql, struct restruct_outside *outside)
{
	if (!skip(&sql, "index") || !read_word(&sql, outside))
		return;
	skip(&sql, "if exists");
	outside->object = read_name(&sql);
	outside->kind = OUTSIDE_DROP_INDEX;
}

static void read_alter(const char *sql, struct restruct_outside *outside)
{
	if (!skip(&sql, "table"))
		return;
	skip(&sql, "if exists");
	skip(&sql, "only");
	outside->table = read_name(&sql);
	if (!skip(&sql, "detach partition"))
		return;
	outside->object = read_name(&sql);
	if (read_word(&sql, outside))
		outside->kind = OUTSIDE_DETACH;
}

struct restruct_outside restruct_outside_read(const char *sql)
{
	struct restruct_outside outside = {.sql = sql};
	sql = restruct_sql_skip(sql);
	if (skip(&sql, "create"))
		read_create(sql, &outside);
	else if (skip(&sql, "drop"))
		read_drop(sql, &outside);
	else if (skip(&sql, "alter"))
		read_alter(sql, &outside);
	return outside;
}

/* ---- writing ---- */

size_t restruct_outside_qualifier(const struct restruct_piece *name)
{
	size_t qualifier = 0;
	bool quoted = false;
	for (size_t i = 0; i < name->length; i++) {
		quoted = quoted != (name->start[i] == '"');
		if (name->start[i] == '.' && !quoted)
			qualifier = i + 1;
	}
	return qualifier;
}

void restruct_outside_put(const restruct_migration *m, const struct restruct_outside *outside,
	const struct restruct_piece *name, struct restruct_text *sql)
{
	const struct restruct_names *names = &m->job->names;
	size_t own = restruct_outside_qualifier(name), tables = 0;
	if (outside->kind == OUTSIDE_CREATE_INDEX)
		tables = restruct_outside_qualifier(&outside->table);
	if (own == 0 && tables != 0) {
		restruct_text_put_n(sql, outside->table.start, tables);
	} else if (own == 0 && m->job->pooled) {
		restruct_quote_identifier(sql, names->conn, names->schema);
		restruct_text_put(sql, ".");
	}
	restruct_text_put_n(sql, name->start, name->length);
}

void restruct_outside_put_oid(const restruct_migration *m, const struct restruct_outside *outside,
	const struct restruct_piece *name, struct restruct_text *sql)
{
	struct restruct_text whole = {0};
	restruct_outside_put(m, outside, name, &whole);
	restruct_text_put(sql, "pg_catalog.to_regclass(");
	restruct_quote_literal(sql, m->job->conn, restruct_text_string(&whole));
	restruct_text_put(sql, ")");
	sql->failed = sql->failed || whole.failed;
	restruct_text_finish(&whole);
}

void restruct_outside_put_statement(const restruct_migration *m,
	const struct restruct_outside *outside, struct restruct_text *sql)
{
	const struct restruct_piece *const names[] = {&outside->table,
		/* the new index may not be qualified */
		outside->kind != OUTSIDE_CREATE_INDEX ? &outside->object : &outside->table};
	const char *at = outside->sql;
	for (size_t i = 0; i < 2; i++) {
		if (outside->kind == OUTSIDE_OTHER || names[i]->length == 0 || names[i]->start < at)
			continue;
		restruct_text_put_n(sql, at, (size_t)(names[i]->start - at));
		restruct_outside_put(m, outside, names[i], sql);
		at = names[i]->start + names[i]->length;
	}
	restruct_text_put(sql, at);
}
