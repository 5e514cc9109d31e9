/* Revisions in several steps: transactions of their own, and statements outside any.
 *
 * Steps are numbered from 0, by the calls that the revision makes: restruct_commit begins the next
 * one, restruct_concurrently is one by itself and begins another behind it. The first transaction
 * inserts the row as ever; where it ends before the revision does, the row says which step is next
 * (of a downgrade: a negative number), who is at it and since when. From then on the row is the
 * lock:
 *
 *     a transaction begins by moving the row one step on, and holds it so until it commits;
 *     a statement outside stands between the step that the row says and the next, carries the
 *     worker's sign in a comment, and is seen by it in pg_stat_activity.
 *
 * So a worker is alive when the row is locked, its statement is running, or its last sign is
 * younger than a few seconds; nothing depends on a session, and a pooler may stand in between. Who
 * finds it dead takes the row over, skips the steps that are done and goes on. Who finds it alive
 * looks again after a while and holds nothing meanwhile that CREATE INDEX CONCURRENTLY waits for.
 */
#include "internal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const restruct_revision *revision_of(const restruct_migration *m)
{
	return &m->job->graph.revisions[m->position];
}

/* ---- the row ---- */

static int signed_step(const restruct_migration *m, unsigned step)
{
	return m->job->verb == VERB_DOWNGRADE ? -(int)step : (int)step;
}

/* to 0: it is applied. */
static void put_advance(restruct_migration *m, unsigned to, struct restruct_text *sql)
{
	struct restruct_job *job = m->job;
	if (job->worker[0] == '\0')
		snprintf(job->worker, sizeof job->worker, "%08x%08x", restruct_random(),
			restruct_random());
	restruct_version_advance(&job->names,
		&(struct restruct_advance){.revision = revision_of(m)->id,
			.worker = job->worker,
			.from = signed_step(m, m->recorded),
			.to = signed_step(m, to)},
		sql);
	m->recorded = to;
}

static void add_advance(restruct_migration *m, unsigned to)
{
	struct restruct_text sql = {0};
	put_advance(m, to, &sql);
	restruct_script_take(m, FOR_ADVANCE, &sql);
}

/* ---- transactions ---- */

void restruct_steps_open(restruct_migration *m)
{
	if (m->open || m->rendering || m->job->error->status != RESTRUCT_OK)
		return;
	m->open = true;
	restruct_compose_open(m->job);
	add_advance(m, m->step + 1);
	restruct_compose_timeouts(m->job);
}

/* The transaction that is open ends, and the row says what is next. */
static void close_transaction(restruct_migration *m)
{
	size_t position = m->position;
	if (!m->open)
		return;
	if (m->recorded == 0 && m->job->verb == VERB_DOWNGRADE)
		restruct_compose_record_again(m->job); /* the row was deleted to begin with */
	if (m->recorded != m->step + 1)
		add_advance(m, m->step + 1);
	m->position = NONE; /* this is not the end of the revision */
	restruct_script_add(m, FOR_COMMIT, "COMMIT");
	m->position = position;
	m->open = false;
}

void restruct_steps_end(restruct_migration *m)
{
	if (m->job->error->status != RESTRUCT_OK)
		return;
	if (m->step < m->resume) {
		restruct_fail(m->job->error, RESTRUCT_CHANGED, revision_of(m)->id,
			"finish it with the program that began it",
			"it was left at step %u, and has not so many here", m->resume);
		return;
	}
	if (m->recorded == 0)
		return;
	restruct_steps_open(m);
	if (m->job->verb == VERB_DOWNGRADE) {
		struct restruct_text sql = {0};
		restruct_version_delete(&m->job->names, revision_of(m)->id, &sql);
		restruct_script_take(m, FOR_ADVANCE, &sql);
	} else {
		add_advance(m, 0);
	}
}

/* Whether a step can end here at all. */
static bool may_step(restruct_migration *m)
{
	if (m->job->error->status == RESTRUCT_OK && m->job->conn != NULL &&
		m->job->options.transaction == RESTRUCT_TRANSACTION_ALL)
		restruct_fail(m->job->error, RESTRUCT_USAGE, revision_of(m)->id,
			"let each revision have its transaction (--transaction each)",
			"it has steps, so it cannot be in one transaction with others");
	return m->job->error->status == RESTRUCT_OK;
}

void restruct_commit(restruct_migration *m)
{
	if (m->rendering) {
		restruct_script_add(m, FOR_STATEMENT, "COMMIT");
		restruct_script_add(m, FOR_STATEMENT, "BEGIN");
	} else if (!restruct_steps_skip(m) && may_step(m)) {
		close_transaction(m);
	}
	m->step++;
}

bool restruct_steps_skip(const restruct_migration *m)
{
	return m->step < m->resume;
}

/* ---- what a statement outside is ---- */

struct index_statement {  /* texts of the statement */
	const char *name; /* NULL: it is no statement about an index, or cannot be told */
	size_t name_length;
	const char *table; /* NULL: it drops one */
	size_t table_length;
	const char *before, *after; /* the word CONCURRENTLY stands between */
};

/* A name with dots and quotes in it. */
static size_t name_length(const char *sql)
{
	const char *end = sql;
	while (*end != '\0' && strchr(" \t\r\n(;", *end) == NULL) {
		if (*end == '"')
			for (end++; *end != '\0' && *end != '"';)
				end++;
		end += *end != '\0';
	}
	return (size_t)(end - sql);
}

static const char *past_words(const char *sql, const char *const *words)
{
	for (; *words != NULL; words++)
		if (!restruct_sql_begins(sql, *words, &sql))
			return NULL;
	return sql;
}

static struct index_statement read_statement(const char *sql)
{
	struct index_statement index = {0};
	const char *rest, *if_exists;
	bool creates = restruct_sql_begins(sql, "create", &rest);
	if (creates)
		restruct_sql_begins(rest, "unique", &rest);
	else if (!restruct_sql_begins(sql, "drop", &rest))
		return index;
	if (!restruct_sql_begins(rest, "index", &rest))
		return index;
	index.before = rest;
	if (!restruct_sql_begins(rest, "concurrently", &rest))
		return index;
	index.after = rest;
	if_exists = past_words(rest, creates ? (const char *const[]){"if", "not", "exists", NULL}
					     : (const char *const[]){"if", "exists", NULL});
	rest = if_exists != NULL ? if_exists : rest;
	index.name_length = name_length(rest);
	const char *name = rest;
	rest += index.name_length;
	while (*rest != '\0' && strchr(" \t\r\n", *rest) != NULL)
		rest++;
	if (creates && !restruct_sql_begins(rest, "on", &rest))
		return index;
	if (creates) {
		restruct_sql_begins(rest, "only", &rest);
		index.table = rest;
		index.table_length = name_length(rest);
	}
	index.name = name;
	return index;
}

/* What a name says of its schema, with the dot. */
static size_t qualifier_length(const char *name, size_t length)
{
	size_t qualifier = 0;
	bool quoted = false;
	for (size_t i = 0; i < length; i++) {
		quoted = quoted != (name[i] == '"');
		if (name[i] == '.' && !quoted)
			qualifier = i + 1;
	}
	return qualifier;
}

/* The schema that is migrated, before a name without one, where no search_path helps. */
static void put_pooled_schema(
	const restruct_migration *m, size_t qualifier, struct restruct_text *sql)
{
	if (qualifier != 0 || !m->job->pooled)
		return;
	restruct_quote_identifier(sql, m->job->conn, m->job->names.schema);
	restruct_text_put(sql, ".");
}

/* An index stands in its table's schema. */
static void put_index(
	const restruct_migration *m, const struct index_statement *index, struct restruct_text *sql)
{
	size_t own = qualifier_length(index->name, index->name_length);
	size_t tables =
		index->table != NULL ? qualifier_length(index->table, index->table_length) : 0;
	if (own == 0)
		restruct_text_put_n(sql, index->table != NULL ? index->table : "", tables);
	put_pooled_schema(m, own + tables, sql);
	restruct_text_put_n(sql, index->name, index->name_length);
}

/* The statement, with the schema in it where that is needed. */
static void put_statement(const restruct_migration *m, const struct index_statement *index,
	const char *sql, struct restruct_text *text)
{
	const char *at = index->table != NULL ? index->table : index->name;
	size_t length = index->table != NULL ? index->table_length : index->name_length;
	if (at != NULL) {
		restruct_text_put_n(text, sql, (size_t)(at - sql));
		put_pooled_schema(m, qualifier_length(at, length), text);
		sql = at;
	}
	restruct_text_put(text, sql);
}

/* ---- new and empty tables ---- */

/* Nobody waits for an index on an empty table, and it need not wait for anybody's transaction. */
static bool table_is_empty(restruct_migration *m, const struct index_statement *index)
{
	struct restruct_text sql = {0};
	if (index->table == NULL)
		return false;
	restruct_steps_open(m);
	restruct_text_put(&sql, "SELECT NOT EXISTS (SELECT FROM ");
	restruct_text_put_n(&sql, index->table, index->table_length);
	restruct_text_put(&sql, ")");
	restruct_script_take(m, FOR_STATEMENT, &sql);
	m->statements--;
	if (m->job->error->status == RESTRUCT_OK)
		m->verdict = restruct_run(m, true);
	return m->job->error->status == RESTRUCT_OK && *PQgetvalue(m->result, 0, 0) == 't';
}

static void add_plainly(restruct_migration *m, const struct index_statement *index, const char *sql)
{
	struct restruct_text plain = {0};
	restruct_text_put_n(&plain, sql, (size_t)(index->before - sql));
	restruct_text_put(&plain, index->after);
	restruct_script_take(m, FOR_STATEMENT, &plain);
}

/* ---- outside ---- */

/* The answer, or NULL: m->verdict and the error say why. sql is finished. */
static PGresult *ask(
	restruct_migration *m, enum restruct_purpose purpose, struct restruct_text *sql)
{
	struct restruct_place place = {.purpose = purpose,
		.revision = revision_of(m)->id,
		.statement = purpose == FOR_STATEMENT ? m->statements + 1 : 0,
		.sql = restruct_text_string(sql)};
	PGresult *result = NULL;
	if (sql->failed)
		restruct_fail_memory(m->job->error);
	else if (m->job->error->status == RESTRUCT_OK)
		result = PQexec(m->job->conn, place.sql);
	if (result != NULL && PQresultStatus(result) != PGRES_COMMAND_OK &&
		PQresultStatus(result) != PGRES_TUPLES_OK) {
		m->verdict = restruct_fail_result(m->job->error, m->job->conn, result, &place);
		PQclear(result);
		result = NULL;
	} else if (result == NULL && m->job->error->status == RESTRUCT_OK) {
		m->verdict = restruct_fail_result(m->job->error, m->job->conn, NULL, &place);
	}
	restruct_text_finish(sql);
	return result;
}

static bool run_now(restruct_migration *m, enum restruct_purpose purpose, struct restruct_text *sql)
{
	PGresult *result = ask(m, purpose, sql);
	bool done = result != NULL;
	PQclear(result);
	return done;
}

static bool needs_settings(const restruct_options *options)
{
	return restruct_is_given(options->schema) || restruct_is_given(options->search_path) ||
	       restruct_is_given(options->role);
}

/* Outside a transaction only the session can have settings, and behind a pooler there is none of
 * one's own. A statement about an index is then written with the schema in it; another is refused
 * before it is begun. */
static bool may_go_outside(restruct_migration *m, const struct index_statement *index)
{
	struct restruct_job *job = m->job;
	struct restruct_text sql = {0};
	if (!needs_settings(&job->options))
		return true;
	restruct_text_put(&sql, "SELECT pg_catalog.pg_backend_pid()");
	PGresult *pid = ask(m, FOR_TRANSACTION, &sql);
	job->pooled = pid != NULL && atoi(PQgetvalue(pid, 0, 0)) != PQbackendPID(job->conn);
	PQclear(pid);
	if (job->pooled && (index->name == NULL || restruct_is_given(job->options.role)))
		restruct_fail(job->error, RESTRUCT_USAGE, revision_of(m)->id,
			"connect to the server itself for this one; or give the role its "
			"search_path (ALTER ROLE … SET) and leave out the options schema, "
			"search_path and role",
			"it has a statement outside a transaction, for which a connection pooler "
			"cannot keep search_path and role");
	return job->error->status == RESTRUCT_OK;
}

/* The session's search_path and role become the options', and, with saved, what they were. */
static PGresult *set_session(restruct_migration *m)
{
	struct restruct_job *job = m->job;
	struct restruct_text sql = {0}, path = {0};
	if (!needs_settings(&job->options) || job->pooled)
		return NULL;
	if (job->names.schema[0] != '\0')
		restruct_quote_identifier(&path, job->conn, job->names.schema);
	restruct_names_put_more(&job->names, &path);
	restruct_text_put(&sql, "SELECT s.p, s.r, pg_catalog.set_config('search_path', ");
	restruct_quote_literal(&sql, job->conn, restruct_text_string(&path));
	restruct_text_put(&sql, ", false), pg_catalog.set_config('role', ");
	if (restruct_is_given(job->options.role))
		restruct_quote_literal(&sql, job->conn, job->options.role);
	else
		restruct_text_put(&sql, "s.r");
	restruct_text_put(&sql,
		", false) FROM (SELECT pg_catalog.current_setting('search_path') AS p, "
		"pg_catalog.current_setting('role') AS r OFFSET 0) s");
	sql.failed = sql.failed || path.failed;
	restruct_text_finish(&path);
	return ask(m, FOR_TRANSACTION, &sql);
}

static void restore_session(restruct_migration *m, PGresult *saved)
{
	const char *values[] = {PQgetvalue(saved, 0, 0), PQgetvalue(saved, 0, 1)};
	if (saved != NULL && PQstatus(m->job->conn) == CONNECTION_OK)
		PQclear(PQexecParams(m->job->conn,
			"SELECT pg_catalog.set_config('role', $2, false), "
			"pg_catalog.set_config('search_path', $1, false)",
			2, NULL, values, NULL, NULL, 0));
	PQclear(saved);
}

/* The index is there: 1 whole, 0 not; -1: it is not there, or this is not known. */
static int find_index(restruct_migration *m, const struct index_statement *index)
{
	struct restruct_text sql = {0}, name = {0};
	int found = -1;
	if (index->name == NULL)
		return found;
	put_index(m, index, &name);
	restruct_text_put(&sql, "SELECT indisvalid FROM pg_catalog.pg_index "
				"WHERE indexrelid = pg_catalog.to_regclass(");
	restruct_quote_literal(&sql, m->job->conn, restruct_text_string(&name));
	restruct_text_put(&sql, ")");
	sql.failed = sql.failed || name.failed;
	restruct_text_finish(&name);
	PGresult *row = ask(m, FOR_TRANSACTION, &sql);
	if (PQntuples(row) != 0)
		found = *PQgetvalue(row, 0, 0) == 't';
	PQclear(row);
	return found;
}

static bool remove_remains(restruct_migration *m, const struct index_statement *index)
{
	struct restruct_text sql = {0};
	restruct_text_put(&sql, "DROP INDEX CONCURRENTLY IF EXISTS ");
	put_index(m, index, &sql);
	return run_now(m, FOR_STATEMENT, &sql);
}

/* Builds or drops what is not built or dropped yet. */
static bool run_outside(restruct_migration *m, const char *sql, bool resumed)
{
	struct restruct_text signed_sql = {0};
	struct index_statement index = read_statement(sql);
	bool creates = index.table != NULL;
	int found = find_index(m, &index);
	if (m->job->error->status != RESTRUCT_OK)
		return false;
	if (resumed && index.name != NULL && (creates ? found == 1 : found == -1))
		return true;
	if (creates && found == 0 && !remove_remains(m, &index))
		return false;
	restruct_text_printf(&signed_sql, "/* restruct %s */ ", m->job->worker);
	put_statement(m, &index, sql, &signed_sql);
	if (run_now(m, FOR_STATEMENT, &signed_sql))
		return true;
	if (creates && PQstatus(m->job->conn) == CONNECTION_OK) {
		/* what it left behind would be kept up to date for nothing */
		restruct_error error = *m->job->error;
		enum restruct_verdict verdict = m->verdict;
		restruct_error_clear(m->job->error);
		if (find_index(m, &index) == 0)
			remove_remains(m, &index);
		*m->job->error = error;
		m->verdict = verdict;
	}
	return false;
}

/* Nobody need wait for a sign of life from who has given up. */
static void give_up(restruct_migration *m)
{
	struct restruct_text sql = {0};
	restruct_version_release(&m->job->names, revision_of(m)->id, m->job->worker, &sql);
	if (!sql.failed && PQstatus(m->job->conn) == CONNECTION_OK &&
		PQtransactionStatus(m->job->conn) == PQTRANS_IDLE)
		PQclear(PQexec(m->job->conn, restruct_text_string(&sql)));
	restruct_text_finish(&sql);
}

static void go_outside(restruct_migration *m, const char *sql, bool resumed)
{
	struct restruct_text advance = {0};
	close_transaction(m);
	if (m->job->error->status == RESTRUCT_OK)
		m->verdict = restruct_run(m, false);
	if (m->job->error->status != RESTRUCT_OK)
		return;
	PGresult *saved = set_session(m);
	bool done = m->job->error->status == RESTRUCT_OK && run_outside(m, sql, resumed);
	restore_session(m, saved);
	if (!done) {
		give_up(m);
		return;
	}
	put_advance(m, m->step + 2, &advance);
	run_now(m, FOR_ADVANCE, &advance);
}

/* Offline the script has a session of its own. */
static void write_outside(restruct_migration *m, const char *sql)
{
	struct restruct_text path = {0};
	close_transaction(m);
	restruct_names_put_search_path(&m->job->names, &path);
	if (path.length != 0 && strncmp(path.data, "SET LOCAL ", 10) == 0) {
		memcpy(path.data + 4, "     ", 5);
		restruct_script_take(m, FOR_TRANSACTION, &path);
		restruct_script_add(m, FOR_STATEMENT, sql);
		restruct_script_add(m, FOR_TRANSACTION, "RESET search_path");
	} else {
		restruct_text_finish(&path);
		restruct_script_add(m, FOR_STATEMENT, sql);
	}
	add_advance(m, m->step + 2);
}

void restruct_concurrently(restruct_migration *m, const char *sql)
{
	struct index_statement index = read_statement(sql);
	bool resumed = m->step + 1 == m->resume;
	if (m->rendering) {
		restruct_script_add(m, FOR_STATEMENT, "COMMIT");
		restruct_script_add(m, FOR_STATEMENT, sql);
		restruct_script_add(m, FOR_STATEMENT, "BEGIN");
	} else if (m->step + 1 < m->resume) {
		m->statements++;
	} else if (m->job->conn == NULL) {
		if (may_step(m))
			write_outside(m, sql);
	} else if (m->job->error->status == RESTRUCT_OK) {
		if (!resumed && table_is_empty(m, &index))
			add_plainly(m, &index, sql);
		else if (may_step(m) && may_go_outside(m, &index)) {
			go_outside(m, sql, resumed);
			m->statements++;
		}
	}
	m->step += 2;
}

/* ---- a revision that somebody left in the middle ---- */

enum restruct_verdict restruct_steps_finish_halfway(struct restruct_job *job)
{
	restruct_migration *m = &job->migration;
	enum restruct_verb verb = job->verb;
	int step = job->state.halfway_step;
	struct restruct_text sql = {0};

	m->position = job->state.halfway;
	m->verdict = VERDICT_OK;
	if (job->worker[0] == '\0')
		snprintf(job->worker, sizeof job->worker, "%08x%08x", restruct_random(),
			restruct_random());
	restruct_version_take(&job->names, revision_of(m)->id, step, job->worker, &sql);
	PGresult *taken = ask(m, FOR_ADVANCE, &sql);
	bool mine = PQntuples(taken) != 0;
	PQclear(taken);
	if (job->error->status != RESTRUCT_OK)
		return m->verdict != VERDICT_OK ? m->verdict : VERDICT_FAILED;
	if (!mine) {
		restruct_fail(job->error, RESTRUCT_LOCKED, revision_of(m)->id, NULL,
			"another process is at step %d of it", abs(step));
		return VERDICT_WAIT;
	}
	job->verb = step < 0 ? VERB_DOWNGRADE : VERB_UPGRADE;
	restruct_compose_rest(job, (unsigned)abs(step));
	enum restruct_verdict verdict = m->verdict;
	if (verdict == VERDICT_OK)
		verdict =
			job->error->status == RESTRUCT_OK ? restruct_run(m, false) : VERDICT_FAILED;
	if (verdict != VERDICT_OK && verdict != VERDICT_LOST)
		give_up(m);
	job->verb = verb;
	return verdict != VERDICT_OK ? verdict : VERDICT_LOST; /* look what is left to do */
}
