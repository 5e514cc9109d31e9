/* One statement outside any transaction; or plainly in the one that is open, where it holds nobody
 * up: on a relation that is new or empty. */
#include "outside.h"

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

/* ---- asking ---- */

PGresult *restruct_outside_ask(
	restruct_migration *m, enum restruct_purpose purpose, struct restruct_text *sql)
{
	struct restruct_place place = {.purpose = purpose,
		.revision = revision_of(m),
		.statement = purpose == FOR_STATEMENT ? m->statements + 1 : 0,
		.sql = restruct_text_string(sql),
		.before = m->recorded != 0 ? restruct_steps_before(m->job, m->position) : NULL};
	PGresult *result = NULL;
	if (sql->failed)
		restruct_fail_memory(m->job->error);
	else if (is_well(m))
		result = restruct_monitor_exec(m, place.sql);
	if (result != NULL && PQresultStatus(result) != PGRES_COMMAND_OK &&
		PQresultStatus(result) != PGRES_TUPLES_OK) {
		m->verdict = restruct_fail_result(m->job->error, m->job->conn, result, &place);
		PQclear(result);
		result = NULL;
	} else if (result == NULL && is_well(m)) {
		m->verdict = restruct_fail_result(m->job->error, m->job->conn, NULL, &place);
	}
	restruct_text_finish(sql);
	return result;
}

static bool run_now(restruct_migration *m, enum restruct_purpose purpose, struct restruct_text *sql)
{
	PGresult *result = restruct_outside_ask(m, purpose, sql);
	bool done = result != NULL;
	PQclear(result);
	return done;
}

/* The first value, '\0' without one. */
static char ask_letter(
	restruct_migration *m, enum restruct_purpose purpose, struct restruct_text *sql)
{
	PGresult *result = restruct_outside_ask(m, purpose, sql);
	char letter = '\0';
	if (PQntuples(result) != 0)
		letter = *PQgetvalue(result, 0, 0);
	PQclear(result);
	return letter;
}

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

/* ---- new and empty relations ---- */

/* Nobody waits for an index on an empty table, and it need not wait for anybody's transaction. A
 * parent cannot lose a partition concurrently while it has a default one. */
static bool ask_whether_plain(restruct_migration *m, const struct restruct_outside *outside)
{
	struct restruct_text sql = {0};
	restruct_outside_put_settings(m, "; ", &sql);
	switch (outside->kind) {
	case OUTSIDE_OTHER:
		break;
	case OUTSIDE_CREATE_INDEX:
		restruct_text_put(&sql,
			"SELECT pg_catalog.pg_relation_size(c.oid) = 0 FROM "
			"pg_catalog.pg_class c WHERE c.relkind <> 'p' AND c.oid = ");
		restruct_outside_put_oid(m, outside, &outside->table, &sql);
		break;
	case OUTSIDE_DROP_INDEX:
		restruct_text_put(&sql, "SELECT pg_catalog.pg_relation_size(i.indrelid) = 0 FROM "
					"pg_catalog.pg_index i WHERE i.indexrelid = ");
		restruct_outside_put_oid(m, outside, &outside->object, &sql);
		break;
	case OUTSIDE_DETACH:
		restruct_text_put(&sql,
			"SELECT pg_catalog.sum(pg_catalog.pg_relation_size(t.relid))"
			" = 0 OR EXISTS (SELECT FROM pg_catalog.pg_partitioned_table d "
			"WHERE d.partdefid <> 0 AND d.partrelid = ");
		restruct_outside_put_oid(m, outside, &outside->table, &sql);
		restruct_text_put(&sql, ") FROM pg_catalog.pg_partition_tree(");
		restruct_outside_put_oid(m, outside, &outside->table, &sql);
		restruct_text_put(&sql, ") t");
	}
	return ask_letter(m, FOR_STATEMENT, &sql) == 't'; /* it may wait for a lock as that does */
}

static bool is_plain(restruct_migration *m, const struct restruct_outside *outside)
{
	bool drops = outside->kind == OUTSIDE_DROP_INDEX;
	if (outside->kind == OUTSIDE_OTHER || outside->word.length == 0)
		return false;
	if (outside->kind == OUTSIDE_DETACH && restruct_server_version(m) < 140000)
		return true;
	switch (restruct_created_state(m, drops ? &outside->object : &outside->table)) {
	case RESTRUCT_CREATED:
		return true;
	case RESTRUCT_UNSURE:
		if (m->job->conn != NULL)
			m->verdict = restruct_run(m, false);
		break;
	case RESTRUCT_NOT_CREATED:
		break;
	}
	return m->job->conn != NULL && is_well(m) && ask_whether_plain(m, outside);
}

static void add_plainly(restruct_migration *m, const struct restruct_outside *outside)
{
	struct restruct_text plain = {0};
	const char *word = outside->word.start;
	restruct_text_put_n(&plain, outside->sql, (size_t)(word - outside->sql));
	restruct_text_put(&plain, word + outside->word.length);
	restruct_steps_open(m);
	restruct_created_note(m, restruct_text_string(&plain));
	restruct_script_take(m, FOR_STATEMENT, &plain);
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

static bool may_go_outside(restruct_migration *m, const struct restruct_outside *outside)
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

/* ---- the session ---- */

/* The session's search_path, role and lock_timeout become the options', the answer is what they
 * were. NULL: behind a pooler. */
static PGresult *set_session(restruct_migration *m)
{
	const struct restruct_job *job = m->job;
	const restruct_options *options = &job->options;
	struct restruct_text sql = {0}, path = {0};
	if (job->pooled)
		return NULL;
	if (job->names.schema[0] != '\0')
		restruct_quote_identifier(&path, job->conn, job->names.schema);
	restruct_names_put_more(&job->names, &path);
	restruct_text_put(&sql, "SELECT s.p, s.r, s.l, pg_catalog.set_config('search_path', ");
	if (restruct_is_given(options->schema) || restruct_is_given(options->search_path))
		restruct_quote_literal(&sql, job->conn, restruct_text_string(&path));
	else
		restruct_text_put(&sql, "s.p");
	restruct_text_put(&sql, ", false), pg_catalog.set_config('lock_timeout', ");
	if (options->concurrent_lock_timeout > 0)
		restruct_text_printf(&sql, "'%dms'", options->concurrent_lock_timeout);
	else
		restruct_text_put(&sql, "s.l");
	restruct_text_put(&sql, ", false), pg_catalog.set_config('role', ");
	if (restruct_is_given(options->role))
		restruct_quote_literal(&sql, job->conn, options->role);
	else
		restruct_text_put(&sql, "s.r");
	restruct_text_put(&sql,
		", false) FROM (SELECT pg_catalog.current_setting('search_path') AS p, "
		"pg_catalog.current_setting('role') AS r, "
		"pg_catalog.current_setting('lock_timeout') AS l OFFSET 0) s");
	sql.failed = sql.failed || path.failed;
	restruct_text_finish(&path);
	return restruct_outside_ask(m, FOR_TRANSACTION, &sql);
}

static void restore_session(restruct_migration *m, PGresult *saved)
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

/* ---- running ---- */

/* Whoever looks sees who is at it. */
static struct restruct_text signed_text(const restruct_migration *m)
{
	struct restruct_text sql = {0};
	restruct_text_printf(&sql, "/* restruct %s */ ", m->job->worker);
	return sql;
}

static bool run_signed(restruct_migration *m, const struct restruct_outside *outside)
{
	struct restruct_text sql = signed_text(m);
	restruct_outside_put_statement(m, outside, &sql);
	if (outside->kind == OUTSIDE_CREATE_INDEX)
		m->building = &outside->object;
	bool done = run_now(m, FOR_STATEMENT, &sql);
	m->building = NULL;
	return done;
}

/* 't': the index is there, and whole; 'f': there alone; '\0': it is not, or an error. */
static char find_index(restruct_migration *m, const struct restruct_outside *outside)
{
	struct restruct_text sql = {0};
	restruct_text_put(&sql, "SELECT indisvalid FROM pg_catalog.pg_index WHERE indexrelid = ");
	restruct_outside_put_oid(m, outside, &outside->object, &sql);
	return ask_letter(m, FOR_TRANSACTION, &sql);
}

static bool remove_remains(restruct_migration *m, const struct restruct_outside *outside)
{
	struct restruct_text sql = signed_text(m);
	restruct_text_put(&sql, "DROP INDEX CONCURRENTLY IF EXISTS ");
	restruct_outside_put(m, outside, &outside->object, &sql);
	return run_now(m, FOR_STATEMENT, &sql);
}

static bool create_index(
	restruct_migration *m, const struct restruct_outside *outside, bool resumed)
{
	char found = find_index(m, outside);
	if (!is_well(m))
		return false;
	if (resumed && found == 't')
		return true;
	if (found == 'f' && !remove_remains(m, outside))
		return false;
	if (run_signed(m, outside))
		return true;
	if (PQstatus(m->job->conn) == CONNECTION_OK) {
		/* what it left behind would be kept up to date for nothing */
		restruct_error error = *m->job->error;
		enum restruct_verdict verdict = m->verdict;
		restruct_error_clear(m->job->error);
		if (find_index(m, outside) == 'f')
			remove_remains(m, outside);
		*m->job->error = error;
		m->verdict = verdict;
	}
	return false;
}

static bool drop_index(restruct_migration *m, const struct restruct_outside *outside, bool resumed)
{
	if (resumed && find_index(m, outside) == '\0')
		return is_well(m);
	return run_signed(m, outside);
}

/* The server leaves a check on the partition that copies its bounds. A row of this query is the
 * statement that drops it: it is younger than the transaction before. */
static void put_copied_bounds(const restruct_migration *m, const struct restruct_outside *outside,
	struct restruct_text *sql)
{
	restruct_text_put(sql,
		"SELECT pg_catalog.format('ALTER TABLE %s DROP CONSTRAINT %I', "
		"c.conrelid::pg_catalog.regclass, c.conname) FROM pg_catalog.pg_constraint c "
		"WHERE c.contype = 'c' AND c.conname ~ '_check\\d*$' AND "
		"pg_catalog.age(c.xmin) < pg_catalog.age(");
	restruct_version_put_value(&m->job->names, revision_of(m),
		"pg_catalog.split_part(v.worker, ' ', 2)::xid8::xid", sql);
	restruct_text_put(sql, ") AND c.conrelid = ");
	restruct_outside_put_oid(m, outside, &outside->object, sql);
	restruct_text_put(sql, " ORDER BY pg_catalog.age(c.xmin) DESC LIMIT 1");
}

static bool drop_copied_bounds(restruct_migration *m, const struct restruct_outside *outside)
{
	struct restruct_text query = {0}, sql = signed_text(m);
	put_copied_bounds(m, outside, &query);
	PGresult *row = restruct_outside_ask(m, FOR_TRANSACTION, &query);
	bool found = PQntuples(row) != 0;
	restruct_outside_put_settings(m, "; ", &sql);
	if (found)
		restruct_text_put(&sql, PQgetvalue(row, 0, 0));
	PQclear(row);
	if (found)
		return run_now(m, FOR_STATEMENT, &sql);
	restruct_text_finish(&sql);
	return is_well(m);
}

/* Between its two transactions the partition is detached for new queries alone. */
static bool detach(restruct_migration *m, const struct restruct_outside *outside, bool resumed)
{
	struct restruct_text sql = {0};
	struct restruct_outside finalize = *outside;
	restruct_text_put(
		&sql, "SELECT inhdetachpending FROM pg_catalog.pg_inherits WHERE inhrelid = ");
	restruct_outside_put_oid(m, outside, &outside->object, &sql);
	restruct_text_put(&sql, " AND inhparent = ");
	restruct_outside_put_oid(m, outside, &outside->table, &sql);
	char pending = ask_letter(m, FOR_TRANSACTION, &sql);
	if (!is_well(m))
		return false;
	if (pending == 't') {
		size_t length = (size_t)(outside->word.start - outside->sql);
		restruct_text_put_n(&sql, outside->sql, length);
		restruct_text_put(&sql, "FINALIZE");
		finalize = restruct_outside_read(restruct_text_string(&sql));
	}
	bool done = (pending == '\0' && resumed) || run_signed(m, &finalize);
	restruct_text_finish(&sql);
	return done && drop_copied_bounds(m, outside);
}

static bool run_outside(restruct_migration *m, const struct restruct_outside *outside, bool resumed)
{
	switch (outside->kind) {
	case OUTSIDE_OTHER:
		break;
	case OUTSIDE_CREATE_INDEX:
		return create_index(m, outside, resumed);
	case OUTSIDE_DROP_INDEX:
		return drop_index(m, outside, resumed);
	case OUTSIDE_DETACH:
		return detach(m, outside, resumed);
	}
	return run_signed(m, outside);
}

void restruct_outside_close_before(restruct_migration *m)
{
	if (m->recorded != m->step + 1)
		restruct_steps_open(m);
	restruct_steps_close(m);
}

static void go_outside(restruct_migration *m, const struct restruct_outside *outside, bool resumed)
{
	struct restruct_text advance = {0};
	restruct_outside_close_before(m);
	if (is_well(m))
		m->verdict = restruct_run(m, false);
	if (!is_well(m))
		return;
	restruct_tell(m->job, m->position,
		&(restruct_event){
			.kind = RESTRUCT_EVENT_STEP, .message = outside->sql, .step = m->step + 1});
	PGresult *saved = set_session(m);
	bool done = is_well(m) && run_outside(m, outside, resumed);
	restore_session(m, saved);
	if (!done) {
		restruct_steps_give_up(m);
		return;
	}
	restruct_steps_put_past(m, &advance);
	run_now(m, FOR_ADVANCE, &advance);
}

/* Offline the script has a session of its own, and psql runs what a query answers. */
static void write_outside(restruct_migration *m, const struct restruct_outside *outside)
{
	struct restruct_text path = {0}, sql = {0}, advance = {0};
	restruct_outside_close_before(m);
	restruct_names_put_search_path(&m->job->names, &path);
	bool local = path.length != 0 && strncmp(path.data, "SET LOCAL ", 10) == 0;
	if (local) {
		memcpy(path.data + 4, "     ", 5);
		restruct_script_take(m, FOR_TRANSACTION, &path);
	}
	restruct_text_finish(&path);
	restruct_script_add(m, FOR_STATEMENT, outside->sql);
	if (outside->kind == OUTSIDE_DETACH) {
		put_copied_bounds(m, outside, &sql);
		restruct_text_put(&sql, "\n\\gexec\n");
		restruct_script_take(m, FOR_TRANSACTION, &sql);
	}
	if (local)
		restruct_script_add(m, FOR_TRANSACTION, "RESET search_path");
	restruct_steps_put_past(m, &advance);
	restruct_script_take(m, FOR_ADVANCE, &advance);
}

/* It may have been begun, or even done: the row says the step before it, or the one behind another
 * statement outside, when no transaction stood between the two. */
static bool is_resumed(const restruct_migration *m, const struct restruct_outside *outside)
{
	if (outside->kind == OUTSIDE_DETACH && restruct_server_version(m) < 140000)
		return false; /* it never stands outside there */
	return m->step + 1 == m->resume || (m->step == m->resume && m->resume != 0 && !m->open);
}

void restruct_concurrently(restruct_migration *m, const char *sql)
{
	struct restruct_outside outside = restruct_outside_read(sql);
	bool resumed = is_resumed(m, &outside);
	if (m->rendering) {
		restruct_script_add(m, FOR_STATEMENT, "COMMIT");
		restruct_script_add(m, FOR_STATEMENT, sql);
		restruct_script_add(m, FOR_STATEMENT, "BEGIN");
	} else if (m->step + 1 < m->resume) {
		m->statements++;
	} else if (is_well(m) && !resumed && is_plain(m, &outside)) {
		add_plainly(m, &outside);
	} else if (is_well(m) && may_go_outside(m, &outside)) {
		if (m->job->conn == NULL) {
			write_outside(m, &outside);
		} else {
			go_outside(m, &outside, resumed);
			m->statements++;
		}
	}
	m->step += 2;
}

void restruct_concurrently_array(restruct_migration *m, const char *const *pieces)
{
	restruct_script_join(m, pieces, restruct_concurrently);
}
