/* restruct history, heads and show: facts about the revisions. */
#include "commands/commands.h"

#include "write/write.h"

#include <stdio.h>

static enum status print_list(
	struct run *run, const struct migrations *migrations, const struct revisions *revisions)
{
	struct text text = {0};
	if (run->options.json)
		write_revisions_json(&text, migrations, revisions);
	else
		write_revisions(&text, migrations, revisions);
	print_text(&text);
	return run_end(run, STATUS_DONE);
}

enum status command_history(struct run *run)
{
	struct migrations migrations;
	struct revisions newest_first = {0};
	if (!input_migrations(run, run->options.migrations, &migrations))
		return run_end(run, STATUS_FINDINGS);
	for (size_t i = migrations.revisions.count; i-- > 0;)
		list_push(&run->arena, &newest_first, migrations.revisions.items[i]);
	return print_list(run, &migrations, &newest_first);
}

enum status command_heads(struct run *run)
{
	struct migrations migrations;
	if (!input_migrations(run, run->options.migrations, &migrations))
		return run_end(run, STATUS_FINDINGS);
	return print_list(run, &migrations, &migrations.heads);
}

enum status command_show(struct run *run)
{
	struct migrations migrations;
	struct revision *revision;
	struct text text = {0};
	if (!input_migrations(run, run->options.migrations, &migrations) ||
		!(revision = migrations_find(
			  &migrations, run->options.operands.items[0], &run->diag)))
		return run_end(run, STATUS_FINDINGS);
	if (run->options.json)
		write_revision_json(&text, &migrations, revision);
	else
		write_revision_facts(&text, revision);
	print_text(&text);
	return run_end(run, STATUS_DONE);
}
