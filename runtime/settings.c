/* What the options set for a statement: in one transaction, or on the connection around a statement
 * outside any; and where such a statement may not run. */
#include "outside.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *revision_of(const restruct_migration *m)
{
	return m->job->graph.revisions[m->position].id;
}

static bool is_well(const restruct_migration *m)
{
	return m->job->error->status == RESTRUCT_OK;
}

/* ---- in one transaction ---- */

void restruct_outside_put_settings(
	const restruct_migration *m, const char *between, struct restruct_text *sql)
{
	static const char select[] = "SELECT ", perform[] = "PERFORM ";
	const struct restruct_names *names = &m->job->names;
	struct restruct_text path = {0};
	if (names->options->lock_timeout > 0)
		restruct_text_printf(sql, "SET LOCAL lock_timeout TO '%dms'%s",
			names->options->lock_timeout, between);
	restruct_text_put(sql, restruct_names_put_role(names, sql) ? between : "");
	restruct_names_put_search_path(names, &path);
	const char *text = restruct_text_string(&path);
	bool selects = strncmp(text, select, sizeof select - 1) == 0;
	if (selects && strchr(between, '\n') != NULL) { /* PL/pgSQL */
		restruct_text_put(sql, perform);
		text += sizeof select - 1;
	}
	restruct_text_put(sql, text);
	restruct_text_put(sql, path.length != 0 ? between : "");
	sql->failed = sql->failed || path.failed;
	restruct_text_finish(&path);
}

/* ---- what must not be ---- */

/* An index built so by one of these servers may lack rows. */
static bool may_corrupt(const restruct_migration *m, const struct restruct_outside *outside)
{
	int version = restruct_job_server(m->job);
	const char *rest;
	return version >= 140000 && version < 140004 &&
	       (outside->kind == OUTSIDE_CREATE_INDEX ||
		       restruct_sql_begins(restruct_sql_skip(outside->sql), "reindex", &rest));
}

static bool is_pooled(restruct_migration *m)
{
	struct restruct_job *job = m->job;
	struct restruct_text sql = {0};
	if (!job->looked_for_pooler) {
		restruct_text_put(&sql, "SELECT pg_catalog.pg_backend_pid()");
		PGresult *pid = restruct_outside_ask(m, FOR_TRANSACTION, &sql);
		job->pooled = pid != NULL && atoi(PQgetvalue(pid, 0, 0)) != PQbackendPID(job->conn);
		job->looked_for_pooler = pid != NULL;
		PQclear(pid);
	}
	return job->pooled;
}

static bool needs_settings(const restruct_options *options)
{
	return restruct_is_given(options->schema) || restruct_is_given(options->search_path) ||
	       restruct_is_given(options->role);
}

/* Whether a revision has a statement outside of which nothing is known. */
static bool has_other(const struct restruct_job *job, size_t position)
{
	const restruct_revision *revision = &job->graph.revisions[position];
	struct restruct_job own;
	bool outside = false, other = false;
	restruct_compose_render(job, position,
		job->verb == VERB_DOWNGRADE ? revision->downgrade : revision->upgrade, &own);
	for (size_t i = 0; i < own.migration.count; i++) {
		const char *sql = restruct_script_sql(&own.migration, &own.migration.entries[i]);
		bool ends = strcmp(sql, "COMMIT") == 0, begins = strcmp(sql, "BEGIN") == 0;
		other = other ||
			(outside && !begins && restruct_outside_read(sql).kind == OUTSIDE_OTHER);
		outside = ends || (outside && !begins);
	}
	restruct_script_finish(&own.migration);
	return other;
}

/* Outside a transaction only the session can have settings, and behind a pooler there is none of
 * one's own. A statement of a known kind is then written with the schema in it. Another is refused,
 * the first time one is met for all that are still to come: nothing has been sent by then. Returns
 * the position of a revision that cannot be, or NONE. */
static size_t find_unpooled(restruct_migration *m, const struct restruct_outside *outside)
{
	const struct restruct_job *job = m->job;
	bool first = !job->looked_for_pooler;
	if (job->conn == NULL || !is_pooled(m) || !needs_settings(&job->options))
		return NONE;
	if (outside->kind == OUTSIDE_OTHER || restruct_is_given(job->options.role))
		return m->position;
	for (size_t i = 0; first && i < job->graph.count; i++)
		if ((i == m->position || (job->todo != NULL && job->todo[i])) && has_other(job, i))
			return i;
	return NONE;
}

bool restruct_outside_may(restruct_migration *m, const struct restruct_outside *outside)
{
	const struct restruct_job *job = m->job;
	size_t unpooled = NONE;
	if (restruct_steps_in_one(m))
		restruct_fail(job->error, RESTRUCT_USAGE, revision_of(m),
			"let each revision have its transaction (--transaction each)",
			"statement %u stands outside a transaction, as its table may have rows; so the "
			"revision cannot be in one transaction with others",
			m->statements + 1);
	else if (may_corrupt(m, outside))
		restruct_fail(job->error, RESTRUCT_REFUSED, revision_of(m),
			"upgrade the server to 14.4 or newer first; indexes that it has built so "
			"need REINDEX then",
			"statement %u: a server of version 14.0 to 14.3 may leave rows out of an "
			"index that it builds concurrently; it was not begun",
			m->statements + 1);
	else if ((unpooled = find_unpooled(m, outside)) != NONE)
		restruct_fail(job->error, RESTRUCT_USAGE, job->graph.revisions[unpooled].id,
			"connect to the server itself for this one; or give the role its "
			"search_path (ALTER ROLE … SET) and leave out the options schema, "
			"search_path and role",
			"it has a statement outside a transaction, for which a connection pooler "
			"cannot keep search_path and role");
	return is_well(m);
}

/* ---- the connection ---- */

PGresult *restruct_outside_set_settings(restruct_migration *m)
{
	static const char *const settings[] = {"search_path", "role", "lock_timeout"};
	const struct restruct_job *job = m->job;
	const restruct_options *options = &job->options;
	struct restruct_text sql = {0}, path = {0};
	char timeout[16];
	const char *values[] = {NULL, options->role, NULL};
	if (job->pooled)
		return NULL;
	if (job->names.schema[0] != '\0')
		restruct_quote_identifier(&path, job->conn, job->names.schema);
	restruct_names_put_more(&job->names, &path);
	if (restruct_is_given(options->schema) || restruct_is_given(options->search_path))
		values[0] = restruct_text_string(&path);
	if (options->concurrent_lock_timeout > 0) {
		snprintf(timeout, sizeof timeout, "%dms", options->concurrent_lock_timeout);
		values[2] = timeout;
	}
	restruct_text_put(&sql, "SELECT s.*");
	for (size_t i = 0; i < 3; i++) {
		restruct_text_printf(&sql, ", pg_catalog.set_config('%s', ", settings[i]);
		if (restruct_is_given(values[i]))
			restruct_quote_literal(&sql, job->conn, values[i]);
		else
			restruct_text_printf(&sql, "s.%s", settings[i]);
		restruct_text_put(&sql, ", false)");
	}
	for (size_t i = 0; i < 3; i++)
		restruct_text_printf(&sql, "%s pg_catalog.current_setting('%s') AS %s",
			i == 0 ? " FROM (SELECT" : ",", settings[i], settings[i]);
	restruct_text_put(&sql, " OFFSET 0) s");
	sql.failed = sql.failed || path.failed;
	restruct_text_finish(&path);
	return restruct_outside_ask(m, FOR_TRANSACTION, &sql);
}

void restruct_outside_restore_settings(restruct_migration *m, PGresult *saved)
{
	const char *values[] = {
		PQgetvalue(saved, 0, 0), PQgetvalue(saved, 0, 1), PQgetvalue(saved, 0, 2)};
	if (saved != NULL && PQstatus(m->job->conn) == CONNECTION_OK)
		PQclear(PQexecParams(m->job->conn,
			"SELECT pg_catalog.set_config('role', $2, false), "
			"pg_catalog.set_config('search_path', $1, false), "
			"pg_catalog.set_config('lock_timeout', $3, false)",
			3, NULL, values, NULL, NULL, 0));
	PQclear(saved);
}
