/* Revisions that only the database knows: a newer program has been here. The version table tells
 * what they are, how programs before them get on with them, and how they are undone. */
#include "internal.h"

#include <stdlib.h>
#include <string.h>

/* Of restruct_version_details. */
enum {
	REVISION,
	CHECKSUM,
	PARENT,
	SECOND_PARENT,
	DATE,
	MESSAGE,
	COMPATIBILITY,
	BUILD,
	STEP,         /* to be done next, of a downgrade negative; NULL: it is whole */
	HAS_WAY_BACK, /* not with a STEP that is positive */
	NEEDS_CODE,
	STATEMENT
};

static const char *value(const PGresult *rows, int row, int column)
{
	return PQgetisnull(rows, row, column) ? NULL : PQgetvalue(rows, row, column);
}

static bool is_true(const PGresult *rows, int row, int column)
{
	return *PQgetvalue(rows, row, column) == 't';
}

/* The first of a revision's rows; -1: none. */
static int find_row(const struct restruct_job *job, const char *id)
{
	for (int i = 0; i < PQntuples(job->details); i++)
		if (strcmp(PQgetvalue(job->details, i, REVISION), id) == 0)
			return i;
	return -1;
}

/* ---- a stored downgrade ---- */

/* As a revision's own function would. */
static void run_stored(restruct_migration *m)
{
	const struct restruct_job *job = m->job;
	const char *id = job->graph.revisions[m->position].id;
	const PGresult *rows = job->details;
	bool outside = false, stepped = false;
	for (int i = find_row(job, id); i < PQntuples(rows); i++) {
		const char *sql = PQgetvalue(rows, i, STATEMENT);
		if (strcmp(PQgetvalue(rows, i, REVISION), id) != 0)
			break;
		if (PQgetisnull(rows, i, STATEMENT))
			continue;
		if (!outside && strcmp(sql, "COMMIT") == 0) {
			outside = true;
			stepped = false;
		} else if (outside && strcmp(sql, "BEGIN") == 0) {
			if (!stepped)
				restruct_commit(m);
			outside = false;
		} else if (outside) {
			restruct_concurrently(m, sql);
			stepped = true;
		} else {
			restruct_sql(m, sql);
		}
	}
}

const char *restruct_ahead_no_way_back(const struct restruct_job *job, size_t position)
{
	int row = find_row(job, job->graph.revisions[position].id);
	return row < 0                                      ? "no downgrade of it is stored"
	       : *PQgetvalue(job->details, row, STEP) > '0' ? "it stands half way"
	       : is_true(job->details, row, NEEDS_CODE)
		       ? "its downgrade needs code of the program that brought it"
		       : "no downgrade of it is stored";
}

/* ---- learning ---- */

static restruct_revision describe(const PGresult *rows, int row)
{
	const char *compatibility = PQgetvalue(rows, row, COMPATIBILITY);
	return (restruct_revision){.id = PQgetvalue(rows, row, REVISION),
		.message = value(rows, row, MESSAGE),
		.parent = value(rows, row, PARENT),
		.second_parent = value(rows, row, SECOND_PARENT),
		.checksum = PQgetvalue(rows, row, CHECKSUM),
		.compatibility = strcmp(compatibility, "additive") == 0
					 ? RESTRUCT_COMPATIBILITY_ADDITIVE
				 : strcmp(compatibility, "tightening") == 0
					 ? RESTRUCT_COMPATIBILITY_TIGHTENING
					 : RESTRUCT_COMPATIBILITY_BREAKING,
		.downgrade = is_true(rows, row, HAS_WAY_BACK) ? run_stored : NULL};
}

static bool take_details(struct restruct_job *job)
{
	int rows = PQntuples(job->details);
	size_t count = 0;
	restruct_revision *revisions = calloc((size_t)rows + 1, sizeof *revisions);
	if (revisions == NULL) {
		restruct_fail_memory(job->error);
		return false;
	}
	for (int i = 0; i < rows; i++)
		if (i == 0 || strcmp(PQgetvalue(job->details, i, REVISION),
				      PQgetvalue(job->details, i - 1, REVISION)) != 0)
			revisions[count++] = describe(job->details, i);
	bool learned = restruct_graph_learn(&job->graph, revisions, count, job->error);
	free(revisions);
	return learned;
}

/* The ids of rows that this program does not know, as literals. */
static void put_unknown(const struct restruct_job *job, struct restruct_text *ids)
{
	for (size_t i = 0; i < job->state.count; i++) {
		const char *id = restruct_state_revision(&job->state, i);
		size_t position = restruct_graph_find(&job->graph, id);
		if (position != NONE && position < job->graph.known)
			continue;
		restruct_text_put(ids, ids->length != 0 ? ", " : "");
		if (!restruct_quote_literal(ids, job->conn, id))
			ids->failed = true;
	}
}

enum restruct_verdict restruct_ahead_learn(struct restruct_job *job)
{
	struct restruct_text ids = {0}, sql = {0};
	PGresult *rows;

	if (job->state.strangers == 0) /* learned before */
		return VERDICT_OK;
	put_unknown(job, &ids);
	restruct_version_details(&job->names, job->state.form, restruct_text_string(&ids), &sql);
	sql.failed = sql.failed || ids.failed;
	restruct_text_finish(&ids);
	enum restruct_verdict verdict = restruct_state_ask(job, &sql, &rows);
	if (rows == NULL)
		return verdict != VERDICT_OK ? verdict : VERDICT_LOST;
	/* the graph's strings are in the old answer until it has learned the new ones */
	PGresult *old = job->details;
	job->details = rows;
	bool learned = take_details(job) && restruct_state_mark(job);
	PQclear(old);
	return learned ? VERDICT_OK : VERDICT_FAILED;
}

bool restruct_ahead_is_compatible(const struct restruct_job *job)
{
	size_t count = 0;
	for (size_t i = job->graph.known; i < job->graph.count; i++) {
		count += job->state.applied[i];
		if (job->state.applied[i] &&
			job->graph.revisions[i].compatibility != RESTRUCT_COMPATIBILITY_ADDITIVE)
			return false;
	}
	return count == job->state.unknown; /* each is understood */
}

/* ---- the message ---- */

/* "0007_x" (add x; additive, applied 2024-05-01 12:00:00+00 by shop 2.1) */
static void put_revision(
	const struct restruct_job *job, size_t position, struct restruct_text *text)
{
	static const char *const names[] = {"additive", "tightening", "breaking"};
	const restruct_revision *revision = &job->graph.revisions[position];
	const PGresult *rows = job->details;
	int row = find_row(job, revision->id);
	const char *step = PQgetvalue(rows, row, STEP);
	restruct_text_put(text, "\n  ");
	restruct_text_put_id(text, revision->id);
	restruct_text_put(text, " (");
	if (revision->message != NULL)
		restruct_text_show(text, revision->message, 80);
	restruct_text_printf(text, "%s%s, %s %s", revision->message != NULL ? "; " : "",
		PQgetisnull(rows, row, COMPATIBILITY) ? "nothing known of what it does"
						      : names[revision->compatibility],
		*step == '-'    ? "half undone"
		: *step != '\0' ? "half applied"
				: "applied",
		PQgetvalue(rows, row, DATE));
	if (!PQgetisnull(rows, row, BUILD)) {
		restruct_text_put(text, " by ");
		restruct_text_show(text, PQgetvalue(rows, row, BUILD), 80);
	}
	if (revision->downgrade == NULL && *step <= '-')
		restruct_text_printf(text, "; %s", restruct_ahead_no_way_back(job, position));
	restruct_text_put(text, ")");
}

static const char *way_out(const struct restruct_job *job)
{
	for (size_t i = job->graph.known; i < job->graph.count; i++)
		if (job->state.applied[i] && job->graph.revisions[i].downgrade == NULL)
			return restruct_ahead_is_compatible(job)
				       ? "they are harmless to this program: start it with the "
					 "option \"when_ahead\" set to compatible (--when-ahead "
					 "compatible); or start the newer program"
				       : "start the newer program, which alone can finish or undo "
					 "them all; or go on at your own risk: --when-ahead allow";
	return restruct_ahead_is_compatible(job)
		       ? "they are harmless to this program: start it with the option "
			 "\"when_ahead\" set to compatible (--when-ahead compatible); or undo "
			 "them: downgrade head"
		       : "start the newer program; or undo them, this program can: downgrade head "
			 "(what they brought is lost)";
}

void restruct_ahead_fail(struct restruct_job *job)
{
	enum { SHOWN = 8 };
	struct restruct_text list = {0};
	size_t shown = 0;
	if (restruct_ahead_learn(job) != VERDICT_OK)
		return;
	for (size_t i = job->graph.known; i < job->graph.count && shown < SHOWN; i++)
		if (job->state.applied[i]) {
			put_revision(job, i, &list);
			shown++;
		}
	if (shown < job->state.unknown)
		restruct_text_printf(&list, "\n  and %zu more", job->state.unknown - shown);
	restruct_fail(job->error, RESTRUCT_AHEAD, NULL, way_out(job),
		"schema \"%s\" is ahead of this program, by %zu:%s", job->names.schema,
		job->state.unknown, restruct_error_text(job->error, &list));
	restruct_text_finish(&list);
}
