/* Offline: the script of a call goes to a file instead of a connection. What stands in the database
 * is what the caller says does. */
#include "internal.h"

#include <stdio.h>
#include <string.h>

/* ---- which way ---- */

/* The set of revisions that are applied at a target. */
static bool find_applied_at(struct restruct_job *job, const char *target, bool *set)
{
	size_t position;
	memset(set, false, job->graph.count);
	if (!restruct_route_position(&job->graph, target, &position, job->error))
		return false;
	if (position != NONE) {
		set[position] = true;
		restruct_graph_add_ancestors(&job->graph, set);
	}
	return true;
}

static bool contains(const struct restruct_job *job, const bool *set, const bool *part)
{
	for (size_t i = 0; i < job->graph.count; i++)
		if (part[i] && !set[i])
			return false;
	return true;
}

/* From the targets: what is applied (state), what it is about (goal), and which verb does it. */
static bool find_way(struct restruct_job *job, const char *from, const char *to)
{
	bool *applied = job->state.applied;
	if (!find_applied_at(job, from, applied))
		return false;
	if (*to == '+' || *to == '-') {
		job->verb = *to == '+' ? VERB_UPGRADE : VERB_DOWNGRADE;
		return restruct_route_find(
			&job->graph, job->verb, applied, to, job->goal, job->error);
	}
	if (!find_applied_at(job, to, job->goal))
		return false;
	if (contains(job, job->goal, applied))
		return true;
	if (!contains(job, applied, job->goal)) {
		restruct_fail(job->error, RESTRUCT_USAGE, NULL,
			"write one script back to where the branches part, and one from there",
			"no way leads from \"%s\" to \"%s\" without going back and forth", from,
			to);
		return false;
	}
	job->verb = VERB_DOWNGRADE;
	for (size_t i = 0; i < job->graph.count; i++)
		job->goal[i] = applied[i] && !job->goal[i];
	return true;
}

static bool check_verb(struct restruct_job *job, const enum restruct_verb *wanted)
{
	if (wanted != NULL && *wanted != job->verb)
		restruct_fail(job->error, RESTRUCT_USAGE, NULL,
			job->verb == VERB_DOWNGRADE ? "write it with downgrade"
						    : "write it with upgrade",
			"the targets lead %s", job->verb == VERB_DOWNGRADE ? "back" : "forwards");
	return job->error->status == RESTRUCT_OK;
}

static void find_todo(struct restruct_job *job)
{
	for (size_t i = 0; i < job->graph.count; i++)
		job->todo[i] =
			job->goal[i] && job->state.applied[i] == (job->verb == VERB_DOWNGRADE);
}

/* ---- what is written ---- */

/* In a comment to the end of the line, which a control character could end. */
static void put_comment(struct restruct_text *text, const char *string)
{
	restruct_text_show(text, string, SIZE_MAX);
}

static void put_head(const struct restruct_job *job, const char *from, const char *to,
	struct restruct_text *text)
{
	static const char *const verbs[] = {
		[VERB_UPGRADE] = "upgrade", [VERB_DOWNGRADE] = "downgrade", [VERB_STAMP] = "stamp"};

	restruct_text_printf(text, "-- %s", verbs[job->verb]);
	if (job->verb != VERB_STAMP) {
		restruct_text_put(text, " from ");
		put_comment(text, from);
	}
	restruct_text_put(text, " to ");
	put_comment(text, to);
	if (job->names.schema[0] != '\0') {
		restruct_text_put(text, ", schema ");
		put_comment(text, job->names.schema);
	}
	restruct_text_put(text,
		"\n--\n"
		"--     psql -X -v ON_ERROR_STOP=1 -f FILE DATABASE\n"
		"--\n"
		"-- Each transaction begins with the revision's row in the version table: what is "
		"applied (or undone)\n"
		"-- already is not done twice, and nothing is done out of order.\n"
		"\n"
		"SET client_encoding TO 'UTF8';\n");
}

/* A blank line and a title before each revision's first entry. */
static void put_title(const struct restruct_job *job, const struct restruct_entry *entry,
	struct restruct_text *text)
{
	restruct_text_put(text, "\n-- ");
	if (entry->position == NONE) {
		restruct_text_put(text, "the version table");
	} else {
		const restruct_revision *revision = &job->graph.revisions[entry->position];
		put_comment(text, revision->id);
		if (revision->message != NULL) {
			restruct_text_put(text, ": ");
			put_comment(text, revision->message);
		}
	}
	restruct_text_put(text, "\n");
}

static void put_entries(const struct restruct_job *job, struct restruct_text *text)
{
	const restruct_migration *m = &job->migration;
	size_t titled = NONE;
	for (size_t i = 0; i < m->count; i++) {
		const struct restruct_entry *entry = &m->entries[i];
		const char *sql = restruct_script_sql(m, entry);
		const char *last_line = strrchr(sql, '\n');
		if (i == 0 || (entry->position != titled && entry->position != NONE)) {
			put_title(job, entry, text);
			titled = entry->position;
		}
		restruct_text_put(text, sql);
		/* not within a comment */
		if (strstr(last_line != NULL ? last_line : sql, "--") != NULL)
			restruct_text_put(text, "\n");
		restruct_text_put(text, ";\n");
	}
}

static void write_script(struct restruct_job *job, const char *from, const char *to,
	restruct_write *write, void *data)
{
	struct restruct_text text = {0};
	put_head(job, from, to, &text);
	put_entries(job, &text);
	if (text.failed)
		restruct_fail_memory(job->error);
	else if (!write(data, restruct_text_string(&text), text.length))
		restruct_fail(job->error, RESTRUCT_OUTPUT, NULL, "see that there is room for it",
			"the script could not be written");
	restruct_text_finish(&text);
}

/* ---- the whole ---- */

static void compose(struct restruct_job *job)
{
	bool create = job->options.create_schema;
	bool from_base = true;

	for (size_t i = 0; i < job->graph.count; i++)
		from_base = from_base && !job->state.applied[i];
	if (from_base)
		restruct_compose_setup(job, create && job->names.schema[0] != '\0',
			create && *restruct_names_version_schema(&job->names) != '\0');
	if (job->verb == VERB_STAMP)
		restruct_compose_stamp(job);
	else
		restruct_compose_revisions(job);
}

static bool find_route(
	struct restruct_job *job, const enum restruct_verb *verb, const char *from, const char *to)
{
	if (verb != NULL && *verb == VERB_STAMP) {
		job->verb = VERB_STAMP;
		return restruct_route_find(
			&job->graph, VERB_STAMP, job->state.applied, to, job->goal, job->error);
	}
	if (!find_way(job, from, to))
		return false;
	find_todo(job);
	return check_verb(job, verb) && restruct_job_check_refused(job);
}

restruct_status restruct_offline(const restruct_table *table, const enum restruct_verb *verb,
	const char *from, const char *to, const restruct_options *options, restruct_write *write,
	void *data, restruct_error *error)
{
	struct restruct_job job;
	from = from != NULL ? from : "base";
	to = to != NULL ? to : "head";
	if (restruct_job_init(&job, table, options, error) && restruct_job_offline(&job) &&
		restruct_state_read(&job, false) == VERDICT_OK && restruct_job_make_goal(&job) &&
		find_route(&job, verb, from, to)) {
		compose(&job);
		if (job.error->status == RESTRUCT_OK)
			write_script(&job, from, to, write, data);
	}
	return restruct_job_finish(&job);
}

restruct_status restruct_script(const restruct_table *table, const char *from, const char *to,
	const restruct_options *options, restruct_write *write, void *data, restruct_error *error)
{
	return restruct_offline(table, NULL, from, to, options, write, data, error);
}

bool restruct_write_file(void *file, const char *bytes, size_t length)
{
	return fwrite(bytes, 1, length, file) == length && fflush(file) == 0;
}
