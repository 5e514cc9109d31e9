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

bool restruct_outside_run(
	restruct_migration *m, enum restruct_purpose purpose, struct restruct_text *sql)
{
	PGresult *result = restruct_outside_ask(m, purpose, sql);
	bool done = result != NULL;
	PQclear(result);
	return done;
}

/* The first value, '\0' without one. */
char restruct_outside_letter(
	restruct_migration *m, enum restruct_purpose purpose, struct restruct_text *sql)
{
	PGresult *result = restruct_outside_ask(m, purpose, sql);
	char letter = '\0';
	if (PQntuples(result) != 0)
		letter = *PQgetvalue(result, 0, 0);
	PQclear(result);
	return letter;
}

/* ---- running ---- */

void restruct_outside_sign(const restruct_migration *m, struct restruct_text *sql)
{
	restruct_text_printf(sql, "/* restruct %s */ ", m->job->worker);
}

static bool run_signed(restruct_migration *m, const struct restruct_outside *outside)
{
	struct restruct_text sql = {0};
	restruct_outside_sign(m, &sql);
	restruct_outside_put_statement(m, outside, &sql);
	if (outside->kind == OUTSIDE_CREATE_INDEX)
		m->building = &outside->object;
	bool done = restruct_outside_run(m, FOR_STATEMENT, &sql);
	m->building = NULL;
	return done;
}

/* 't': the index is there, and whole; 'f': there alone; '\0': it is not, or an error. */
static char find_index(restruct_migration *m, const struct restruct_outside *outside)
{
	struct restruct_text sql = {0};
	restruct_text_put(&sql, "SELECT indisvalid FROM pg_catalog.pg_index WHERE indexrelid = ");
	restruct_outside_put_oid(m, outside, &outside->object, &sql);
	return restruct_outside_letter(m, FOR_TRANSACTION, &sql);
}

static bool remove_remains(restruct_migration *m, const struct restruct_outside *outside)
{
	struct restruct_text sql = {0};
	restruct_outside_sign(m, &sql);
	restruct_text_put(&sql, "DROP INDEX CONCURRENTLY IF EXISTS ");
	restruct_outside_put(m, outside, &outside->object, &sql);
	return restruct_outside_run(m, FOR_STATEMENT, &sql);
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
	struct restruct_text query = {0}, sql = {0};
	restruct_outside_sign(m, &sql);
	put_copied_bounds(m, outside, &query);
	PGresult *row = restruct_outside_ask(m, FOR_TRANSACTION, &query);
	bool found = PQntuples(row) != 0;
	restruct_outside_put_settings(m, "; ", &sql);
	if (found)
		restruct_text_put(&sql, PQgetvalue(row, 0, 0));
	PQclear(row);
	if (found)
		return restruct_outside_run(m, FOR_STATEMENT, &sql);
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
	char pending = restruct_outside_letter(m, FOR_TRANSACTION, &sql);
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

/* The row says that the statement is next, in a transaction of its own if need be. */
static void close_before(restruct_migration *m)
{
	if (m->recorded != m->step + 1)
		restruct_steps_open(m);
	restruct_steps_close(m);
}

bool restruct_outside_begin(restruct_migration *m, const char *sql)
{
	close_before(m);
	if (is_well(m))
		m->verdict = restruct_run(m, false);
	if (is_well(m))
		restruct_tell(m->job, m->position,
			&(restruct_event){
				.kind = RESTRUCT_EVENT_STEP, .message = sql, .step = m->step + 1});
	return is_well(m);
}

void restruct_outside_end(restruct_migration *m, bool done)
{
	struct restruct_text advance = {0};
	if (!done) {
		restruct_steps_give_up(m);
		return;
	}
	restruct_outside_put_settings(m, "; ", &advance);
	restruct_steps_put_past(m, &advance);
	restruct_outside_run(m, FOR_ADVANCE, &advance);
}

static void go_outside(restruct_migration *m, const struct restruct_outside *outside, bool resumed)
{
	if (!restruct_outside_begin(m, outside->sql))
		return;
	PGresult *saved = restruct_outside_set_settings(m);
	bool done = is_well(m) && run_outside(m, outside, resumed);
	restruct_outside_restore_settings(m, saved);
	restruct_outside_end(m, done);
}

/* ---- offline ----
 *
 * There the script has a session of its own: what is set for a statement is reset behind it. */

static bool write_setting(restruct_migration *m, struct restruct_text *sql)
{
	bool local = sql->length != 0 && strncmp(sql->data, "SET LOCAL ", 10) == 0;
	if (local) {
		memmove(sql->data + 4, sql->data + 10, sql->length - 9);
		sql->length -= 6;
		restruct_script_take(m, FOR_TRANSACTION, sql);
	}
	restruct_text_finish(sql);
	return local;
}

void restruct_outside_write_begin(restruct_migration *m)
{
	struct restruct_text role = {0};
	close_before(m);
	restruct_names_put_role(&m->job->names, &role);
	write_setting(m, &role);
}

void restruct_outside_write_end(restruct_migration *m)
{
	struct restruct_text advance = {0};
	restruct_steps_put_past(m, &advance);
	restruct_script_take(m, FOR_ADVANCE, &advance);
	if (restruct_is_given(m->job->options.role))
		restruct_script_add(m, FOR_TRANSACTION, "RESET ROLE");
}

/* psql runs what a query answers. */
static void write_outside(restruct_migration *m, const struct restruct_outside *outside)
{
	struct restruct_text path = {0}, sql = {0};
	restruct_outside_write_begin(m);
	restruct_names_put_search_path(&m->job->names, &path);
	bool local = write_setting(m, &path);
	restruct_script_add(m, FOR_STATEMENT, outside->sql);
	if (outside->kind == OUTSIDE_DETACH) {
		put_copied_bounds(m, outside, &sql);
		restruct_text_put(&sql, "\n\\gexec\n");
		restruct_script_take(m, FOR_TRANSACTION, &sql);
	}
	if (local)
		restruct_script_add(m, FOR_TRANSACTION, "RESET search_path");
	restruct_outside_write_end(m);
}

/* ---- either ---- */

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
	} else if (is_well(m) && !resumed && restruct_outside_is_plain(m, &outside)) {
		restruct_outside_add_plainly(m, &outside);
	} else if (is_well(m) && restruct_outside_may(m, &outside)) {
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
