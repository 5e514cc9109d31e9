/* restruct merge: a revision that follows two heads and does nothing, for what they do does not
 * collide. */
#include "commands/commands.h"

#include "diff/delta.h"
#include "diff/merge.h"
#include "write/write.h"

#include <stdio.h>

static bool is_head(const struct migrations *migrations, const struct revision *revision)
{
	for (size_t i = 0; i < migrations->heads.count; i++) {
		if (migrations->heads.items[i] == revision)
			return true;
	}
	return false;
}

/* The heads that are named, or the only two. */
static bool find_heads(
	struct run *run, const struct migrations *migrations, struct revision *heads[2])
{
	const struct names *operands = &run->options.operands;
	struct place folder = {migrations->directory, 0, 0};
	if (operands->count == 0 && migrations->heads.count > 2)
		diag_error(&run->diag, folder,
			"there are %zu heads; name two of them: restruct heads lists them",
			migrations->heads.count);
	if (operands->count == 0 && migrations->heads.count < 2)
		diag_error(&run->diag, folder, "there are no two heads to merge");
	for (size_t i = 0; i < 2 && run->diag.errors == 0; i++) {
		heads[i] = operands->count == 0
				   ? migrations->heads.items[i]
				   : migrations_find(migrations, operands->items[i], &run->diag);
		if (heads[i] && !is_head(migrations, heads[i]))
			diag_error(&run->diag, heads[i]->place,
				"\"%s\" is not a head: another revision follows it", heads[i]->id);
	}
	if (run->diag.errors == 0 && heads[0] == heads[1])
		diag_error(&run->diag, folder, "two heads are needed, and both are \"%s\"",
			heads[0]->id);
	return run->diag.errors == 0;
}

/* What both build on, and all that either builds on. */
static void join(const struct migrations *migrations, struct revision *heads[2],
	struct schema *base, struct schema *together)
{
	struct map left = {0}, right = {0}, common = {0}, all = {0};
	migrations_ancestors(migrations, heads[0], &left);
	migrations_ancestors(migrations, heads[1], &right);
	list_each (struct revision **, each, &migrations->revisions) {
		bool in_left = map_get(&left, (*each)->id), in_right = map_get(&right, (*each)->id);
		if (in_left && in_right)
			map_put(migrations->arena, &common, (*each)->id, *each);
		if (in_left || in_right)
			map_put(migrations->arena, &all, (*each)->id, *each);
	}
	migrations_fold(migrations, &common, base);
	migrations_fold(migrations, &all, together);
}

static bool merge_heads(struct run *run, const struct migrations *migrations,
	struct revision *heads[2], struct delta *delta)
{
	struct schema *base = arena_new(&run->arena, struct schema);
	struct schema *together = arena_new(&run->arena, struct schema);
	struct schema left, right, merged;
	struct renames none = {0};
	if (!migrations_schema(migrations, heads[0], &left, &run->diag) ||
		!migrations_schema(migrations, heads[1], &right, &run->diag))
		return false;
	join(migrations, heads, base, together);
	if (!diff_merge(&run->arena, base, (struct merge_side){&left, heads[0]->id},
		    (struct merge_side){&right, heads[1]->id}, &merged, &run->diag)) {
		diag_note(&run->diag, (struct place){0},
			"delete one of the two revisions and write it again on top of the other");
		return false;
	}
	diff_delta(&run->arena, together, &merged, &none, delta);
	return true;
}

static enum status write_merge(struct run *run, const struct migrations *migrations,
	struct revision *heads[2], const struct delta *delta)
{
	struct plan nothing = {.compatibility = COMPATIBILITY_ADDITIVE};
	struct new_revision revision = {
		.id = next_id(&run->arena, migrations, run->options.message),
		.message = run->options.message,
		.to = &delta->to,
		.upgrade = &nothing,
		.downgrade = &nothing,
	};
	for (size_t i = 0; i < 2; i++)
		list_push(&run->arena, &revision.parents, heads[i]->id);
	list_each (struct object **, object, &delta->changed)
		list_push(&run->arena, &revision.objects, *object);
	return write_revision_pair(run, &revision);
}

enum status command_merge(struct run *run)
{
	struct migrations migrations;
	struct revision *heads[2];
	struct delta delta;
	if (!run->options.message || !*run->options.message || run->options.operands.count == 1) {
		fputs("restruct: merge needs -m MESSAGE, and two heads or none to be named\n",
			stderr);
		return STATUS_USAGE;
	}
	if (!input_migrations(run, run->options.migrations, &migrations) ||
		!find_heads(run, &migrations, heads) ||
		!merge_heads(run, &migrations, heads, &delta))
		return run_end(run, STATUS_FINDINGS);
	return run_end(run, write_merge(run, &migrations, heads, &delta));
}
