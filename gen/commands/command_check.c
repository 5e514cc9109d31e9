/* restruct check: whether the head of the migrations holds the models. */
#include "commands/commands.h"

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

static void tell(struct run *run, const struct changes *changes)
{
	list_each (const struct change *, change, changes)
		diag_error(&run->diag, place_of(change), "no revision has this change: %s",
			change_text(&run->arena, change));
}

static void tell_json(const struct changes *changes)
{
	struct text text = {0};
	write_changes_json(&text, changes);
	print_text(&text);
}

enum status command_check(struct run *run)
{
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
		tell(run, &step.up.changes);
	enum status status = run_end(run, step.up.changes.count ? STATUS_FINDINGS : STATUS_DONE);
	if (step.up.changes.count && !run->options.json)
		fputs("restruct: restruct revision -m MESSAGE writes a revision of it\n", stderr);
	return status;
}
