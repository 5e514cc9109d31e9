/* restruct diff: the SQL that leads from one schema to another. */
#include "commands/commands.h"

#include "write/write.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

static bool is_database(const char *side)
{
	return strchr(side, '=') || strncmp(side, "postgres://", 11) == 0 ||
	       strncmp(side, "postgresql://", 13) == 0;
}

static bool is_folder(const char *path)
{
	struct stat status;
	return stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

/* DIR or DIR@ID */
static bool read_revision_side(
	struct run *run, const char *folder, const char *id, struct schema *schema)
{
	/* The schema lives as long as the run, and so must what it was folded from. */
	struct migrations *migrations = arena_new(&run->arena, struct migrations);
	struct revision *at;
	if (!input_migrations(run, folder, migrations))
		return false;
	if (!id && !input_head(run, migrations, &at))
		return false;
	if (id && !(at = migrations_find(migrations, id, &run->diag)))
		return false;
	return migrations_schema(migrations, at, schema, &run->diag);
}

static bool read_side(struct run *run, const char *side, struct schema *schema)
{
	const char *at = strrchr(side, '@');
	const char *folder = at ? arena_strndup(&run->arena, side, (size_t)(at - side)) : side;
	if (is_folder(side))
		return read_revision_side(run, side, NULL, schema);
	if (at && is_folder(folder))
		return read_revision_side(run, folder, at + 1, schema);
	struct names files = {0};
	list_push(&run->arena, &files, side);
	return input_models(run, &files, schema);
}

enum status command_diff(struct run *run)
{
	const struct options *options = &run->options;
	const char *const *sides = options->operands.items;
	struct schema from, to;
	struct step step;
	if (is_database(sides[0]) || is_database(sides[1])) {
		fputs("restruct: a database as a side of diff is not supported yet\n", stderr);
		return STATUS_USAGE;
	}
	bool read = read_side(run, sides[0], &from);
	if (!read_side(run, sides[1], &to) || !read ||
		!step_diff(run, &from, &to, &options->renames, &step))
		return run_end(run, STATUS_FINDINGS);
	if (options->dump)
		return run_end(run, step_dump(run, &step));
	if (!step_plan(run, &step) || !step_accepted(run, &step))
		return run_end(run, STATUS_FINDINGS);
	struct text text = {0};
	write_sql(&text, &step.upgrade);
	print_text(&text);
	return run_end(run, STATUS_DONE);
}
