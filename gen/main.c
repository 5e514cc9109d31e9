/* restruct: turns annotated C structs into migrations. Each command is a short sequence of stages,
 * in commands/; here is the list of them. */
#include "commands/commands.h"

#include <stdio.h>
#include <string.h>

#define ONE(option) (1u << OPTION_##option)

enum {
	ANY = 1u << OPTION_HELP,
	FOLDER = ANY | ONE(MIGRATIONS),
	MODELS = FOLDER | ONE(COMPILER) | ONE(JSON) | ONE(DUMP),
	DATABASE = ONE(SCHEMA) | ONE(INCLUDE_SCHEMAS) | ONE(IGNORE),
	RENAMES = ONE(RENAME) | ONE(NO_RENAME) | ONE(ALLOW) | ONE(SINGLE_TRANSACTION)
};

static const struct command commands[] = {
	{
		.name = "init",
		.arguments = "[options]",
		.summary = "a migrations folder, a first model and lines for the Makefile",
		.about =
			"Begins: makes the migrations folder, models/schema.h with one example, and a\n"
			"Makefile, or says what to put into the one that is there. Overwrites nothing.",
		.example = "restruct init && make revision m=\"initial\"",
		.options = FOLDER,
		.function = command_init,
	},
	{
		.name = "revision",
		.arguments = "-m MESSAGE [options] MODELS... [-- FLAG...]",
		.summary = "writes the next revision: what the models hold and the head does not",
		.about =
			"Compares the models in the given headers with the schema at the head of the\n"
			"migrations and writes the next revision, MIGRATIONS/NNNN_message.h and .c, both to\n"
			"be committed. Without a change it writes nothing. It refuses to guess renames, and\n"
			"what loses data, rewrites a table or blocks its users must be allowed.",
		.example = "restruct revision -m \"add phone\" models/shop.h -- -Iinclude",
		.options = MODELS | RENAMES | ONE(MESSAGE) | ONE(EMPTY) | ONE(SQL),
		.least = 1,
		.most = (size_t)-1,
		.operand = "a header with models",
		.function = command_revision,
	},
	{
		.name = "check",
		.arguments = "[options] MODELS... [-- FLAG...]",
		.summary = "whether the head, or a database, holds the models",
		.about =
			"Ends with status 0 when the head of the migrations holds the models, and with 1\n"
			"when it does not; then each change is told where it stands in the source.\n"
			"With --database it is the database that must hold them: each difference is told,\n"
			"then the SQL that repairs it, with what that would lose. Nothing is changed there:\n"
			"the models are tried in a transaction that is rolled back.",
		.example = "restruct check --database dbname=shop models/shop.h -- -Iinclude",
		.options = MODELS | DATABASE | ONE(DATABASE),
		.least = 1,
		.most = (size_t)-1,
		.operand = "a header with models",
		.function = command_check,
	},
	{
		.name = "table",
		.arguments = "-o FILE [options]",
		.summary = "the static table of all revisions, as C",
		.about =
			"Writes the table of all revisions that the application is linked with. The file\n"
			"is left alone when it would not change.",
		.example =
			"restruct table -o build/restruct_revisions.c --depfile build/revisions.d",
		.options = FOLDER | ONE(OUTPUT) | ONE(NAME) | ONE(DEPFILE),
		.function = command_table,
	},
	{
		.name = "diff",
		.arguments = "[options] FROM TO [-- FLAG...]",
		.summary = "the SQL that leads from one schema to another",
		.about =
			"Prints the SQL that leads from one schema to another. A side is a header (which\n"
			"may include others), a migrations folder (DIR: its head, DIR@ID: a revision,\n"
			"DIR@base: before the first) or a database (a connection string: dbname=shop,\n"
			"postgresql://host/shop).\n"
			"Without --allow for the hazards it has, no SQL is printed; --dump=plan shows it.",
		.example = "restruct diff migrations@0003 models/shop.h -- -Iinclude",
		.options = ANY | ONE(COMPILER) | ONE(JSON) | ONE(DUMP) | RENAMES | DATABASE,
		.least = 2,
		.most = 2,
		.operand = "a schema to compare",
		.function = command_diff,
	},
	{
		.name = "import",
		.arguments = "--database CONNINFO [options]",
		.summary = "an existing database as annotated C",
		.about =
			"Reads a database and writes the header of models that makes the same: to FILE, or\n"
			"to stdout. What no model can declare is named, here and at the header's end, and\n"
			"ends with status 1; --ignore KIND accepts it.",
		.example = "restruct import --database dbname=shop -o models/shop.h",
		.options = ANY | ONE(DATABASE) | ONE(SCHEMA) | ONE(INCLUDE_SCHEMAS) | ONE(IGNORE) |
			   ONE(OUTPUT),
		.function = command_import,
	},
	{
		.name = "history",
		.arguments = "[options]",
		.summary = "all revisions, the newest first",
		.about = "Lists all revisions, the newest first: id, what it follows, message.",
		.example = "restruct history",
		.options = FOLDER | ONE(JSON),
		.function = command_history,
	},
	{
		.name = "heads",
		.arguments = "[options]",
		.summary = "the revisions that no other follows",
		.about =
			"Lists the revisions that no other follows. More than one is made one by merge.",
		.example = "restruct heads",
		.options = FOLDER | ONE(JSON),
		.function = command_heads,
	},
	{
		.name = "show",
		.arguments = "[options] ID",
		.summary = "what one revision is",
		.about = "Shows one revision. ID may be the start of an id, or \"head\".",
		.example = "restruct show 0002",
		.options = FOLDER | ONE(JSON),
		.least = 1,
		.most = 1,
		.operand = "the id of a revision",
		.function = command_show,
	},
	{
		.name = "merge",
		.arguments = "-m MESSAGE [options] [ID ID]",
		.summary = "makes one head of two",
		.about =
			"Writes a revision that follows two heads, when what they do does not collide; else\n"
			"says what collides. With more than two heads, name two of them.",
		.example = "restruct merge -m \"phone and address\"",
		.options = FOLDER | ONE(MESSAGE) | ONE(JSON),
		.most = 2,
		.operand = "the id of a head",
		.function = command_merge,
	},
};

/* In the design, and not there yet. */
static const char *const later[] = {"lint", "diagram"};

static void help(void)
{
	puts("usage: restruct COMMAND [options]\n"
	     "\n"
	     "Turns annotated C structs into PostgreSQL migrations that are compiled into the program.\n"
	     "\n"
	     "commands:");
	for (size_t i = 0; i < sizeof commands / sizeof *commands; i++)
		printf("  %-10s %s\n", commands[i].name, commands[i].summary);
	puts("\n"
	     "restruct COMMAND --help tells the options of a command, with an example.\n"
	     "Status: 0 done; 1 findings: errors in the input, changes pending; 2 wrong use; 3 the\n"
	     "outside failed.");
}

static bool is_later(const char *name)
{
	for (size_t i = 0; i < sizeof later / sizeof *later; i++) {
		if (strcmp(later[i], name) == 0)
			return true;
	}
	return false;
}

static const struct command *find(const char *name)
{
	for (size_t i = 0; i < sizeof commands / sizeof *commands; i++) {
		if (strcmp(commands[i].name, name) == 0)
			return &commands[i];
	}
	return NULL;
}

static enum status unknown(struct arena *arena, const char *name)
{
	if (is_later(name)) {
		fprintf(stderr, "restruct: \"%s\" is not supported yet\n", name);
		return STATUS_USAGE;
	}
	struct names names = {0};
	for (size_t i = 0; i < sizeof commands / sizeof *commands; i++)
		list_push(arena, &names, commands[i].name);
	const char *near = diag_suggest(name, &names);
	fprintf(stderr, "restruct: unknown command \"%s\"%s%s%s\n", name,
		near ? "; did you mean \"" : "; restruct --help names them all", near ? near : "",
		near ? "\"?" : "");
	return STATUS_USAGE;
}

static enum status run_command(struct run *run, int argc, char **argv)
{
	const struct command *command = find(argv[1]);
	if (!command)
		return unknown(&run->arena, argv[1]);
	if (!options_read(run, command, argc - 2, argv + 2))
		return STATUS_USAGE;
	if (run->options.help) {
		options_help(command);
		return STATUS_DONE;
	}
	return command->function(run);
}

int main(int argc, char **argv)
{
	if (argc < 2) {
		fputs("usage: restruct COMMAND [options]; restruct --help names the commands\n",
			stderr);
		return STATUS_USAGE;
	}
	struct run run = {0};
	enum status status = STATUS_DONE;
	run_init(&run);
	if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0)
		help();
	else if (strcmp(argv[1], "--version") == 0)
		puts("restruct " RESTRUCT_RELEASE);
	else
		status = run_command(&run, argc, argv);
	if (fflush(stdout) != 0 || ferror(stdout)) {
		fputs("restruct: cannot write the output\n", stderr);
		status = STATUS_FAILED;
	}
	return run_leave(&run, status);
}
