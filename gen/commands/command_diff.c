/* restruct diff: the SQL that leads from one schema to another. */
#include "commands/commands.h"

#include "commands/side.h"
#include "write/write.h"

enum status command_diff(struct run *run)
{
	const struct options *options = &run->options;
	struct side sides[2];
	struct step step;
	bool failed;
	if (!sides_read(run, options->operands.items, sides, &failed))
		return run_end(run, failed ? STATUS_FAILED : STATUS_FINDINGS);
	if (!step_diff(run, &sides[0].schema, &sides[1].schema, &options->renames, &step))
		return run_end(run, STATUS_FINDINGS);
	if (options->dump)
		return run_end(run, step_dump(run, &step));
	struct text text = {0};
	if (options->json) {
		write_changes_json(&text, &step.up.changes);
		print_text(&text);
		return run_end(run, STATUS_DONE);
	}
	if (!step_plan(run, &step) || !step_accepted(run, &step))
		return run_end(run, STATUS_FINDINGS);
	write_sql(&text, &step.upgrade, sides[0].server ? sides[0].server : sides[1].server);
	print_text(&text);
	return run_end(run, STATUS_DONE);
}
