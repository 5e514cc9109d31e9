/* What the version table says is applied. */
#include "internal.h"

#include <stdlib.h>
#include <string.h>

/* Of restruct_version_select. */
enum {
	COLUMN_REVISION,
	COLUMN_CHECKSUM,
	COLUMN_FORMAT, /* if it is newer than this program */
	COLUMN_STEP,
	COLUMN_SCHEMA, /* in one row at least, if it exists */
	COLUMN_PARENT
};
enum { COLUMN_DATE = COLUMN_PARENT + 2 };

void restruct_state_finish(struct restruct_job *job)
{
	struct restruct_applied *state = &job->state;
	PQclear(state->rows);
	restruct_room_give(&job->graph.room, state->applied);
	restruct_room_give(&job->graph.room, state->changed);
	*state = (struct restruct_applied){0};
}

enum restruct_verdict restruct_state_ask(
	struct restruct_job *job, struct restruct_text *sql, PGresult **rows)
{
	struct restruct_place place = {.purpose = FOR_STATE};
	enum restruct_verdict verdict = VERDICT_FAILED;

	*rows = NULL;
	if (sql->failed) {
		restruct_fail_memory(job->error);
		restruct_text_finish(sql);
		return verdict;
	}
	PGresult *result = PQexec(job->conn, restruct_text_string(sql));
	restruct_text_finish(sql);
	if (PQresultStatus(result) == PGRES_TUPLES_OK) {
		*rows = result;
		return VERDICT_OK;
	}
	const char *sqlstate = PQresultErrorField(result, PG_DIAG_SQLSTATE);
	if (sqlstate != NULL && (strcmp(sqlstate, "42P01") == 0 || strcmp(sqlstate, "3F000") == 0))
		verdict = VERDICT_OK;
	else
		verdict = restruct_fail_result(job->error, job->conn, result, &place);
	PQclear(result);
	return verdict;
}

static void copy_name(char name[static NAME_BYTES + 1], const PGresult *rows, int row, int column)
{
	name[0] = '\0';
	if (PQgetlength(rows, row, column) <= NAME_BYTES)
		strcpy(name, PQgetvalue(rows, row, column));
}

static bool check_form(struct restruct_job *job)
{
	const struct restruct_applied *state = &job->state;
	for (size_t i = 0; i < state->count; i++) {
		int form = atoi(PQgetvalue(state->rows, (int)i, COLUMN_FORMAT));
		if (form <= VERSION_TABLE_FORM)
			continue;
		restruct_fail(job->error, RESTRUCT_AHEAD, restruct_state_revision(state, i),
			"use the newer program",
			"the version table has form %d, written by a newer program; this one "
			"knows form %d",
			form, VERSION_TABLE_FORM);
		return false;
	}
	return true;
}

/* What a program does not know it can undo, also the rest, and nothing else. */
static bool goes_on_undoing(const struct restruct_job *job, size_t position, int step)
{
	return job->verb == VERB_DOWNGRADE && step < 0 &&
	       job->graph.revisions[position].downgrade != NULL;
}

static void mark_applied(struct restruct_job *job)
{
	struct restruct_applied *state = &job->state;
	size_t next = 0;
	for (size_t i = 0; i < state->count; i++) {
		const char *id = restruct_state_revision(state, i);
		/* as a rule they come in the order in which they were applied */
		bool expected =
			next < job->graph.count && strcmp(job->graph.revisions[next].id, id) == 0;
		size_t position = expected ? next : restruct_graph_find(&job->graph, id);
		next = position + 1; /* of NONE: the first */
		if (position == NONE || position >= job->graph.known)
			state->unknown++;
		if (position == NONE) {
			state->strangers++;
			continue;
		}
		int step = restruct_state_step(state, i);
		bool known = position < job->graph.known;
		bool whole = PQgetisnull(state->rows, (int)i, COLUMN_STEP);
		state->applied[position] = whole || !known || step < 0;
		if (!whole && (known || goes_on_undoing(job, position, step))) {
			state->halfway = position;
			state->halfway_step = step;
		}
		state->changed[position] =
			strcmp(job->graph.revisions[position].checksum,
				PQgetvalue(state->rows, (int)i, COLUMN_CHECKSUM)) != 0;
	}
}

static void take_rows(struct restruct_job *job, PGresult *rows)
{
	struct restruct_applied *state = &job->state;
	state->rows = rows;
	state->count = (size_t)PQntuples(rows);
	for (int i = 0; i < (int)state->count && state->schema[0] == '\0'; i++)
		copy_name(state->schema, rows, i, COLUMN_SCHEMA);
	if (job->names.schema[0] == '\0')
		strcpy(job->names.schema, state->schema);
}

/* Without flags nothing is applied. */
static bool make_flags(struct restruct_job *job)
{
	struct restruct_room *room = &job->graph.room;
	struct restruct_applied *state = &job->state;
	restruct_room_give(&job->graph.room, state->applied);
	restruct_room_give(&job->graph.room, state->changed);
	state->unknown = state->strangers = 0;
	state->halfway = NONE;
	state->applied = restruct_room_take(room, job->graph.count + 1, sizeof(bool));
	state->changed = restruct_room_take(room, job->graph.count + 1, sizeof(bool));
	if (state->applied == NULL || state->changed == NULL)
		restruct_fail_memory(job->error);
	return job->error->status == RESTRUCT_OK;
}

bool restruct_state_mark(struct restruct_job *job)
{
	if (!make_flags(job))
		return false;
	mark_applied(job);
	return true;
}

/* Found through the search_path, and denied or of another form: no matter when it stands in another
 * schema than the one that is migrated. */
static bool is_another_schemas(struct restruct_job *job)
{
	const restruct_error error = *job->error;
	if (restruct_names_version_schema(&job->names)[0] != '\0' ||
		(strcmp(error.sqlstate, "42501") != 0 && strcmp(error.sqlstate, "42703") != 0))
		return false;
	restruct_error_clear(job->error);
	if (restruct_state_probe(job) == VERDICT_OK && !job->state.table_exists)
		return true;
	*job->error = error;
	return false;
}

enum restruct_verdict restruct_state_read(struct restruct_job *job, bool with_dates)
{
	struct restruct_applied *state = &job->state;
	char room[1024];
	struct restruct_text sql = restruct_text_in(room, sizeof room);
	PGresult *rows = NULL;

	restruct_state_finish(job);
	if (!make_flags(job))
		return VERDICT_FAILED;
	if (job->conn == NULL)
		return VERDICT_OK;
	enum restruct_verdict verdict = VERDICT_FAILED;
	for (state->form = VERSION_TABLE_FORM; state->form > 0; state->form--) {
		restruct_version_select(&job->names, state->form, with_dates, &sql);
		verdict = restruct_state_ask(job, &sql, &rows);
		if (verdict != VERDICT_FAILED || strcmp(job->error->sqlstate, "42703") != 0)
			break;
		if (state->form > 1)
			restruct_error_clear(job->error);
	}
	if (rows == NULL)
		return verdict == VERDICT_FAILED && is_another_schemas(job) ? VERDICT_OK : verdict;
	take_rows(job, rows);
	if (!check_form(job))
		return VERDICT_FAILED;
	mark_applied(job);
	return VERDICT_OK;
}

enum restruct_verdict restruct_state_probe(struct restruct_job *job)
{
	struct restruct_applied *state = &job->state;
	struct restruct_text sql = {0};
	PGresult *row;

	restruct_version_probe(&job->names, &sql);
	enum restruct_verdict verdict = restruct_state_ask(job, &sql, &row);
	if (row == NULL)
		return verdict != VERDICT_OK ? verdict : VERDICT_LOST;
	copy_name(state->schema, row, 0, 0);
	copy_name(state->version_schema, row, 0, 1);
	state->table_exists = strcmp(PQgetvalue(row, 0, 2), "t") == 0;
	PQclear(row);
	if (state->schema[0] != '\0')
		strcpy(job->names.schema, state->schema);
	return VERDICT_OK;
}

const char *restruct_state_revision(const struct restruct_applied *state, size_t row)
{
	return PQgetvalue(state->rows, (int)row, COLUMN_REVISION);
}

const char *restruct_state_parent(const struct restruct_applied *state, size_t row, int which)
{
	return PQgetvalue(state->rows, (int)row, COLUMN_PARENT + which);
}

int restruct_state_step(const struct restruct_applied *state, size_t row)
{
	return atoi(PQgetvalue(state->rows, (int)row, COLUMN_STEP));
}

const char *restruct_state_date(const struct restruct_applied *state, size_t row)
{
	return PQgetvalue(state->rows, (int)row, COLUMN_DATE);
}
