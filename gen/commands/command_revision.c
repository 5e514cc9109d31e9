/* restruct revision: the next revision, written as a pair of files. */
#include "commands/commands.h"

#include "base/file.h"
#include "diff/delta.h"
#include "write/write.h"

#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { SLUG_BYTES = 40 };

/* "Add phone, at last!" is add_phone_at_last. */
static const char *slug(struct arena *arena, const char *message)
{
	char *slug = arena_alloc(arena, strlen(message) + 1);
	size_t length = 0;
	for (const char *c = message; *c && length < SLUG_BYTES; c++) {
		unsigned char byte = (unsigned char)*c;
		if (byte < 0x80 && isalnum(byte))
			slug[length++] = (char)tolower(byte);
		else if (length && slug[length - 1] != '_')
			slug[length++] = '_';
	}
	while (length && slug[length - 1] == '_')
		length--;
	slug[length] = '\0';
	return length ? slug : "revision";
}

const char *next_id(struct arena *arena, const struct migrations *migrations, const char *message)
{
	unsigned long highest = 0;
	list_each (struct revision **, each, &migrations->revisions) {
		unsigned long number = strtoul((*each)->id, NULL, 10);
		highest = number > highest ? number : highest;
	}
	return arena_printf(arena, "%04lu_%s", highest + 1, slug(arena, message));
}

/* Both are whole on the disk before the first stands in its place. The header makes the revision,
 * so it comes last; input_migrations finishes what was ended between the two. */
static enum status write_both(struct run *run, struct file_prepared *source,
	const struct text *source_text, struct file_prepared *header,
	const struct text *header_text)
{
	struct arena *arena = &run->arena;
	if (!file_prepare(arena, source->path, source_text, source))
		return write_failed(run, source->path);
	if (!file_prepare(arena, header->path, header_text, header)) {
		file_discard(source);
		return write_failed(run, header->path);
	}
	if (!file_place(source)) {
		file_discard(header);
		return write_failed(run, source->path);
	}
	if (!file_place(header)) {
		enum status status = write_failed(run, header->path);
		unlink(source->path);
		return status;
	}
	return STATUS_DONE;
}

/* header and source are finished either way. */
static enum status write_pair(
	struct run *run, const char *id, struct text *header, struct text *source)
{
	const char *folder = run->options.migrations;
	struct file_prepared of_header = {.path = arena_printf(&run->arena, "%s/%s.h", folder, id)};
	struct file_prepared of_source = {.path = arena_printf(&run->arena, "%s/%s.c", folder, id)};
	enum status status = file_make_directory(folder) != 0
				     ? write_failed(run, folder)
				     : write_both(run, &of_source, source, &of_header, header);
	text_finish(header);
	text_finish(source);
	return status;
}

/* What a program or a person wants to know of the new pair. */
static void put_report(
	struct text *text, const struct run *run, const struct new_revision *revision)
{
	if (run->options.json)
		write_new_revision_json(text, revision, run->options.migrations);
	else
		text_printf(text, "%s/%s.h\n%s/%s.c\n", run->options.migrations, revision->id,
			run->options.migrations, revision->id);
}

/* All texts first: once the files are there, nothing may fail. */
enum status write_revision_pair(struct run *run, const struct new_revision *revision)
{
	struct text header = {0}, source = {0}, report = {0};
	write_revision_header(&header, revision);
	write_revision_source(&source, revision);
	put_report(&report, run, revision);
	enum status status = write_pair(run, revision->id, &header, &source);
	if (status == STATUS_DONE)
		print_text(&report);
	text_finish(&report);
	return status;
}

/* The revision that a step makes, as the writers want it. */
static void make_revision(struct run *run, const struct migrations *migrations,
	const struct revision *head, const struct step *step, const struct delta *delta,
	struct new_revision *revision)
{
	*revision = (struct new_revision){
		.id = next_id(&run->arena, migrations, run->options.message),
		.message = run->options.message,
		.to = &delta->to,
		.upgrade = &step->upgrade,
		.downgrade = &step->downgrade,
	};
	if (head)
		list_push(&run->arena, &revision->parents, head->id);
	list_each (struct object **, object, &delta->changed)
		list_push(&run->arena, &revision->objects, *object);
	list_each (struct object **, object, &delta->gone) {
		struct dropped dropped = {(*object)->kind, (*object)->name};
		list_push(&run->arena, &revision->dropped, dropped);
	}
}

static enum status no_changes(const struct run *run)
{
	puts(run->options.json ? FACTS_BEGIN "\"revisions\": []}" : "no changes in the models");
	return STATUS_DONE;
}

static enum status write_step(struct run *run, const struct migrations *migrations,
	const struct revision *head, const struct step *step)
{
	struct delta delta;
	struct new_revision revision;
	diff_delta(&run->arena, step->from, step->to, &step->renames, &delta);
	make_revision(run, migrations, head, step, &delta, &revision);
	return write_revision_pair(run, &revision);
}

static bool has_message(const struct run *run)
{
	if (run->options.message && *run->options.message)
		return true;
	fputs("restruct: say in a few words what changes: -m MESSAGE\n", stderr);
	return false;
}

/* A step without changes: what it does is written by hand. */
static enum status write_empty(struct run *run)
{
	struct migrations migrations;
	struct revision *head;
	struct schema schema;
	struct step step = {.from = &schema, .to = &schema};
	if (!input_at_head(run, &migrations, &head, &schema))
		return run_end(run, STATUS_FINDINGS);
	return run_end(run, write_step(run, &migrations, head, &step));
}

static enum status show_sql(const struct step *step)
{
	struct text text = {0};
	write_sql(&text, &step->upgrade, 0);
	print_text(&text);
	return STATUS_DONE;
}

enum status command_revision(struct run *run)
{
	const struct options *options = &run->options;
	struct schema models, at_head;
	struct migrations migrations;
	struct revision *head;
	struct step step;
	if (!options->sql && !options->dump && !has_message(run))
		return STATUS_USAGE;
	if (options->empty)
		return write_empty(run);
	if (!input_both_sides(run, &migrations, &head, &at_head, &models) ||
		!step_diff(run, &at_head, &models, &options->renames, &step))
		return run_end(run, STATUS_FINDINGS);
	if (options->dump)
		return run_end(run, step_dump(run, &step));
	if (step.up.changes.count == 0)
		return run_end(run, no_changes(run));
	if (!step_plan(run, &step) || !step_accepted(run, &step))
		return run_end(run, STATUS_FINDINGS);
	step_warn(run, &step);
	return run_end(
		run, options->sql ? show_sql(&step) : write_step(run, &migrations, head, &step));
}
