/* restruct check: whether the head of the migrations, or a database, holds the models. */
#include "commands/side.h"

#include "write/write.h"

#include <stdio.h>

/* Where a change shows: in the models, or where the revisions declared what is gone. */
static struct place place_of(const struct change *change)
{
	const struct object *object = change->to          ? change->to
				      : change->to_parent ? change->to_parent
							  : change->from;
	return object->place;
}

static void tell(struct run *run, const struct changes *changes, const char *what)
{
	list_each (const struct change *, change, changes)
		diag_error(&run->diag, place_of(change), "%s: %s", what,
			change_text(&run->arena, change));
}

static void tell_json(const struct changes *changes)
{
	struct text text = {0};
	write_changes_json(&text, changes);
	print_text(&text);
}

/* The SQL that makes the database what the models say; its comments say what is lost. */
static void tell_repair(struct run *run, struct step *step, unsigned server)
{
	struct text text = {0};
	if (step_plan(run, step))
		write_sql(&text, &step->upgrade, server);
	print_text(&text);
}

static enum status check_database(struct run *run)
{
	struct rename_options renames = {.never = true};
	struct side database, models;
	struct step step;
	bool failed;
	if (!sides_of_check(run, &database, &models, &failed))
		return run_end(run, failed ? STATUS_FAILED : STATUS_FINDINGS);
	side_tell_outsides(run, &database.schema);
	if (!step_diff(run, &database.schema, &models.schema, &renames, &step))
		return run_end(run, STATUS_FINDINGS);
	if (run->options.dump)
		return run_end(run, step_dump(run, &step));
	const struct changes *changes = &step.up.changes;
	if (run->options.json) {
		tell_json(changes);
	} else {
		tell(run, changes, "the database differs");
		tell_repair(run, &step, database.server);
	}
	return run_end(run, changes->count ? STATUS_FINDINGS : STATUS_DONE);
}

enum status command_check(struct run *run)
{
	if (run->options.database)
		return check_database(run);
	/* A possible rename is a drop and a create here: whoever writes the revision is asked. */
	struct rename_options renames = {.never = true};
	struct schema models, at_head;
	struct migrations migrations;
	struct revision *head;
	struct step step;
	if (!input_both_sides(run, &migrations, &head, &at_head, &models) ||
		!step_diff(run, &at_head, &models, &renames, &step))
		return run_end(run, STATUS_FINDINGS);
	if (run->options.dump)
		return run_end(run, step_dump(run, &step));
	if (run->options.json)
		tell_json(&step.up.changes);
	else
		tell(run, &step.up.changes, "no revision has this change");
	enum status status = run_end(run, step.up.changes.count ? STATUS_FINDINGS : STATUS_DONE);
	if (step.up.changes.count && !run->options.json)
		fputs("restruct: make revision m=\"…\", or restruct revision -m MESSAGE, writes one\n",
			stderr);
	return status;
}
