/* What a job may do: no source has changed, nothing is refused, the schema is there. */
#include "internal.h"

#include <string.h>

/* There is none of these; or else what is wrong with them, to which the schema's name is added. */
static bool check_none(struct restruct_job *job, const bool *flags, restruct_status status,
	const char *hint, const char *what)
{
	struct restruct_text ids = {0};
	size_t count = restruct_graph_count(&job->graph, flags);
	if (count != 0) {
		size_t first =
			(size_t)((const bool *)memchr(flags, true, job->graph.count) - flags);
		restruct_graph_list(&job->graph, flags, NULL, &ids);
		restruct_fail(job->error, status, job->graph.revisions[first].id, hint,
			"%s schema \"%s\" (in all %zu: %s)", what, job->names.schema, count,
			restruct_error_text(job->error, &ids));
	}
	restruct_text_finish(&ids);
	return count == 0;
}

bool restruct_job_check_changed(struct restruct_job *job)
{
	return check_none(job, job->state.changed, RESTRUCT_CHANGED,
		"restore the source and put the change into a new revision; or, if the schema is "
		"right as it is, accept the source with stamp",
		"the source was changed after the revision was applied to");
}

static const char *refused_hazard(unsigned hazards)
{
	return hazards & RESTRUCT_HAZARD_LOSES_DATA       ? "loses data"
	       : hazards & RESTRUCT_HAZARD_REWRITES_TABLE ? "rewrites a table"
	       : hazards & RESTRUCT_HAZARD_BLOCKS_READS   ? "blocks reads"
	       : hazards & RESTRUCT_HAZARD_BLOCKS_WRITES  ? "blocks writes"
							  : "breaks older code";
}

bool restruct_job_check_refused(struct restruct_job *job)
{
	for (size_t i = 0; i < job->graph.count; i++) {
		const restruct_revision *revision = &job->graph.revisions[i];
		unsigned refused = revision->hazards & job->options.refuse;
		if (!job->todo[i])
			continue;
		if (job->verb == VERB_UPGRADE && refused != 0)
			restruct_fail(job->error, RESTRUCT_REFUSED, revision->id,
				"apply it attended, with options that do not refuse this",
				"it %s, which the options refuse; nothing was applied",
				refused_hazard(refused));
		if (job->verb == VERB_DOWNGRADE && revision->downgrade == NULL)
			restruct_fail(job->error, RESTRUCT_REFUSED, revision->id,
				i < job->graph.known ? "stop at this revision, or restore a backup"
						     : "start the newer program, which alone can "
						       "finish or undo it, or tells how by hand",
				"%s; nothing was undone",
				i < job->graph.known ? "it has no downgrade"
						     : restruct_ahead_no_way_back(job, i));
	}
	return job->error->status == RESTRUCT_OK;
}

void restruct_job_fail_schema(struct restruct_job *job)
{
	const char *schema = job->options.schema;
	size_t rows = job->state.count;
	if (!restruct_is_given(schema))
		restruct_fail(job->error, RESTRUCT_NO_SCHEMA, NULL,
			"name a schema in the option \"schema\", or see search_path",
			"the connection's search_path leads to no schema that exists");
	else if (rows != 0)
		restruct_fail(job->error, RESTRUCT_NO_SCHEMA, NULL,
			"restore it; or begin anew: stamp base, then upgrade",
			"schema \"%s\" does not exist, but the version table holds %zu revision%s of "
			"it",
			schema, rows, rows != 1 ? "s" : "");
	else
		restruct_fail(job->error, RESTRUCT_NO_SCHEMA, NULL,
			"create it, or set the option \"create_schema\" (--create-schema)",
			"schema \"%s\" does not exist", schema);
}

bool restruct_job_check_at_head(struct restruct_job *job)
{
	const struct restruct_applied *state = &job->state;
	if (state->unknown != 0)
		restruct_ahead_fail(job);
	else if (state->count != 0 && state->schema[0] == '\0')
		restruct_job_fail_schema(job);
	if (job->error->status != RESTRUCT_OK ||
		(job->goal == NULL && !restruct_job_make_goal(job)) ||
		!restruct_route_find(
			&job->graph, VERB_UPGRADE, state->applied, "head", job->goal, job->error))
		return false;
	for (size_t i = 0; i < job->graph.count; i++)
		job->todo[i] = job->goal[i] && !state->applied[i];
	return check_none(job, job->todo, RESTRUCT_PENDING, "apply it (upgrade), then check again",
		       "it is not applied yet to") &&
	       restruct_job_check_changed(job);
}
