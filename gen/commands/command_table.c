/* restruct table: the static table of the revisions, and what make must know about it. */
#include "commands/commands.h"

#include "write/write.h"

#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>

static bool is_c_name(const char *name)
{
	if (isdigit((unsigned char)name[0]) || !*name)
		return false;
	for (; *name; name++) {
		if (!isalnum((unsigned char)*name) && *name != '_')
			return false;
	}
	return true;
}

static bool check_options(const struct options *options)
{
	if (!options->output)
		fputs("restruct: say which file to write: -o FILE\n", stderr);
	else if (!is_c_name(options->name))
		fprintf(stderr, "restruct: \"%s\" is not a name in C; --name takes one\n",
			options->name);
	else
		return true;
	return false;
}

static bool read_checksums(
	struct run *run, const struct migrations *migrations, struct names *checksums)
{
	size_t errors = run->diag.errors;
	list_each (struct revision **, each, &migrations->revisions) {
		const char *checksum = read_checksum(&run->arena, (*each)->source);
		if (!checksum)
			diag_error(&run->diag, (struct place){(*each)->source, 0, 0}, "%s",
				strerror(errno));
		list_push(&run->arena, checksums, checksum);
	}
	return run->diag.errors == errors;
}

/* How the schema at head is made from nothing. A schema that only its revisions can make, one after
 * the other, is no fault of theirs: the table is written without. NULL then. */
static const struct elsewhere *make_elsewhere(
	struct run *run, const struct migrations *migrations, const struct revision *head)
{
	struct elsewhere *made = arena_new(&run->arena, struct elsewhere);
	struct schema *schema = arena_new(&run->arena, struct schema);
	struct diag diag;
	if (!head)
		return NULL;
	diag_init(&diag, &run->arena);
	if (!migrations_schema(migrations, head, schema, &run->diag))
		return NULL;
	if (plan_elsewhere(&run->arena, schema, made, &diag))
		return made;
	list_each (const struct diagnostic *, said, &diag.list)
		diag_warning(&run->diag, said->place, "%s", said->message);
	diag_note(&run->diag, (struct place){0},
		"the program cannot check its database (migrate check) therefore");
	return NULL;
}

static enum status write_files(struct run *run, const struct migrations *migrations,
	const struct names *checksums, const struct elsewhere *made)
{
	const struct options *options = &run->options;
	struct text table = {0}, depfile = {0};
	write_revision_table(&table, migrations, checksums, made, options->name);
	enum status status = write_text(run, options->output, &table);
	if (status != STATUS_DONE || !options->depfile)
		return status;
	write_depfile(&depfile, options->output, migrations);
	return write_text(run, options->depfile, &depfile);
}

enum status command_table(struct run *run)
{
	struct migrations migrations;
	struct revision *head;
	struct names checksums = {0};
	if (!check_options(&run->options))
		return STATUS_USAGE;
	if (!input_migrations(run, run->options.migrations, &migrations) ||
		!input_head(run, &migrations, &head) ||
		!read_checksums(run, &migrations, &checksums))
		return run_end(run, STATUS_FINDINGS);
	const struct elsewhere *made = make_elsewhere(run, &migrations, head);
	if (run->diag.errors)
		return run_end(run, STATUS_FINDINGS);
	return run_end(run, write_files(run, &migrations, &checksums, made));
}
