/* The command line: options from one table, the same way for every command. */
#include "commands/commands.h"

#include "read/catalog.h"

#include <stddef.h>
#include <stdio.h>
#include <string.h>

enum takes {
	TAKES_NOTHING,
	TAKES_TEXT,
	TAKES_LINE,
	TAKES_LIST,
	TAKES_KINDS,
	TAKES_HAZARDS,
	TAKES_DUMP
};

struct option_row {
	const char *name; /* without --; NULL: a letter only */
	char letter;      /* 0: none */
	enum takes takes;
	size_t place;         /* in struct options */
	const char *argument; /* as help shows it */
	const char *help;
};

#define PLACE(member) offsetof(struct options, member)

static const struct option_row rows[] = {
	[OPTION_HELP] = {"help", 'h', TAKES_NOTHING, PLACE(help), NULL, "this text"},
	[OPTION_MIGRATIONS] = {"migrations", 0, TAKES_TEXT, PLACE(migrations), "DIR",
		"the folder of the revisions (migrations)"},
	[OPTION_DATABASE] = {"database", 0, TAKES_TEXT, PLACE(database), "CONNINFO",
		"a database, as libpq names one: dbname=shop, postgresql://host/shop"},
	[OPTION_SCHEMA] = {"schema", 0, TAKES_TEXT, PLACE(schema), "NAME",
		"the schema of a database that unqualified models live in"},
	[OPTION_INCLUDE_SCHEMAS] = {"include-schemas", 0, TAKES_NOTHING, PLACE(include_schemas),
		NULL, "all other schemas of a database, too"},
	[OPTION_IGNORE] = {"ignore", 0, TAKES_KINDS, PLACE(ignore), "KIND",
		"objects that no model can declare (publication, operator, ...) are no finding"},
	[OPTION_JSON] = {"json", 0, TAKES_NOTHING, PLACE(json), NULL, "facts as JSON, on stdout"},
	[OPTION_DUMP] = {"dump", 0, TAKES_DUMP, PLACE(dump), "STAGE",
		"shows a stage and ends: schema, changes or plan"},
	[OPTION_MESSAGE] = {"message", 'm', TAKES_LINE, PLACE(message), "MESSAGE",
		"what changes, in a few words; they become part of the id"},
	[OPTION_EMPTY] = {"empty", 0, TAKES_NOTHING, PLACE(empty), NULL,
		"a revision without statements, to be written by hand"},
	[OPTION_RENAME] = {"rename", 0, TAKES_LIST, PLACE(renames.pairs), "OLD=NEW",
		"a table (customers=clients) or column (customers.a=customers.b) has a new name"},
	[OPTION_NO_RENAME] = {"no-rename", 0, TAKES_NOTHING, PLACE(renames.never), NULL,
		"nothing has a new name but what DB_WAS or --rename says"},
	[OPTION_ALLOW] = {"allow", 0, TAKES_HAZARDS, PLACE(allow), "HAZARD",
		"accepts loses-data, rewrites-table, blocks-writes or blocks-reads"},
	[OPTION_SINGLE_TRANSACTION] = {"single-transaction", 0, TAKES_NOTHING,
		PLACE(single_transaction), NULL,
		"all in one transaction, with the hazards of that: nothing CONCURRENTLY"},
	[OPTION_SQL] = {"sql", 0, TAKES_NOTHING, PLACE(sql), NULL,
		"shows the SQL and writes nothing"},
	[OPTION_OUTPUT] = {"output", 'o', TAKES_TEXT, PLACE(output), "FILE", "the file to write"},
	[OPTION_NAME] = {"name", 0, TAKES_TEXT, PLACE(name), "SYMBOL",
		"the table's name in C (restruct_revisions)"},
	[OPTION_DEPFILE] = {"depfile", 0, TAKES_TEXT, PLACE(depfile), "FILE",
		"a dependency file for make"},
	[OPTION_COMPILER] = {NULL, 'p', TAKES_TEXT, PLACE(compile_commands), "DIR",
		"compiler flags from compile_commands.json in DIR"},
};
_Static_assert(sizeof rows / sizeof *rows == OPTIONS, "a row for each option");

static bool has_option(const struct command *command, size_t option)
{
	return command->options & 1u << option;
}

static void print_usage(const struct command *command, FILE *stream)
{
	fprintf(stream, "usage: restruct %s%s%s\n", command->name, *command->arguments ? " " : "",
		command->arguments);
}

/* "  -m, --message MESSAGE": how an option is written. */
static void put_spelling(struct text *text, const struct option_row *row)
{
	text_put(text, "  ");
	if (row->letter)
		text_printf(text, "-%c%s", row->letter, row->name ? ", " : "");
	else
		text_put(text, "    ");
	if (row->name)
		text_printf(text, "--%s", row->name);
	if (row->argument)
		text_printf(text, " %s", row->argument);
}

enum { HELP_COLUMN = 28, HELP_WIDTH = 80 };

/* An option and what it does, in lines of a terminal. */
static void print_option(const char *spelling, const char *help)
{
	int column = printf("%-*s", HELP_COLUMN - 1, spelling);
	if (column >= HELP_COLUMN)
		column = HELP_WIDTH;
	while (*help) {
		int length = (int)strcspn(help, " ");
		if (column + 1 + length > HELP_WIDTH)
			column = printf("\n%*s", HELP_COLUMN - 1, "") - 1;
		column += printf(" %.*s", length, help);
		help += length + (help[length] == ' ');
	}
	putchar('\n');
}

void options_help(const struct command *command)
{
	print_usage(command, stdout);
	printf("\n%s\n\noptions:\n", command->about);
	for (size_t i = 0; i < OPTIONS; i++) {
		if (!has_option(command, i))
			continue;
		struct text spelling = {0};
		put_spelling(&spelling, &rows[i]);
		print_option(text_string(&spelling), rows[i].help);
		text_finish(&spelling);
	}
	if (has_option(command, OPTION_COMPILER))
		print_option("  -- FLAG...", "compiler flags: -I, -D and the like");
	printf("\nexample:\n  %s\n", command->example);
}

/* Says what is wrong; false, so that the caller can return it. */
static bool wrong(
	const struct command *command, const char *before, const char *what, const char *after)
{
	fprintf(stderr, "restruct: %s\"%s\"%s\n", before, what, after);
	print_usage(command, stderr);
	return false;
}

static bool unknown_option(struct run *run, const struct command *command, const char *argument)
{
	struct names known = {0};
	for (size_t i = 0; i < OPTIONS; i++) {
		if (has_option(command, i) && rows[i].name)
			list_push(&run->arena, &known,
				arena_printf(&run->arena, "--%s", rows[i].name));
	}
	const char *near =
		diag_suggest(arena_strndup(&run->arena, argument, strcspn(argument, "=")), &known);
	return wrong(command, "unknown option ", argument,
		near ? arena_printf(&run->arena, "; did you mean \"%s\"?", near) : "");
}

/* "loses-data,rewrites-table" */
static bool read_hazards(
	struct run *run, const struct command *command, const char *value, unsigned *hazards)
{
	while (*value) {
		size_t length = strcspn(value, ",");
		const char *name = arena_strndup(&run->arena, value, length);
		unsigned hazard = hazard_by_name(name) & HAZARDS_TO_ACCEPT;
		if (!hazard)
			return wrong(command, "no such hazard to allow: ", name,
				"; there are loses-data, rewrites-table, blocks-writes and "
				"blocks-reads");
		*hazards |= hazard;
		value += length + (value[length] == ',');
	}
	return true;
}

/* "publication,event trigger": what struct outside calls its kinds. */
static bool read_kinds(
	struct run *run, const struct command *command, const char *value, struct names *kinds)
{
	struct names known = {0};
	catalog_outside_kinds(&run->arena, &known);
	while (*value) {
		size_t length = strcspn(value, ",");
		const char *kind = arena_strndup(&run->arena, value, length);
		const char *near = diag_suggest(kind, &known);
		if (!near || strcmp(near, kind) != 0)
			return wrong(command, "no such kind of object to ignore: ", kind,
				near ? arena_printf(&run->arena, "; did you mean \"%s\"?", near)
				     : "; the warning about an object begins with its kind");
		list_push(&run->arena, kinds, kind);
		value += length + (value[length] == ',');
	}
	return true;
}

static bool read_dump(const struct command *command, const char *value, enum dump *dump)
{
	static const char *const names[] = {
		[DUMP_SCHEMA] = "schema", [DUMP_CHANGES] = "changes", [DUMP_PLAN] = "plan"};
	for (size_t i = DUMP_SCHEMA; i <= DUMP_PLAN; i++) {
		if (strcmp(names[i], value) == 0) {
			*dump = (enum dump)i;
			return true;
		}
	}
	return wrong(
		command, "no such stage to dump: ", value, "; there are schema, changes and plan");
}

/* Line breaks and the like become a space. */
static const char *one_line(struct arena *arena, const char *value)
{
	struct text text = {0};
	for (const char *c = value; *c; c++) {
		bool control = (unsigned char)*c < 0x20 || *c == 0x7f;
		text_put_char(&text, control ? ' ' : *c);
	}
	return text_take(&text, arena);
}

/* value is NULL only where none is taken. */
static bool store(struct run *run, const struct command *command, const struct option_row *row,
	const char *value)
{
	void *place = (char *)&run->options + row->place;
	switch (row->takes) {
	case TAKES_NOTHING:
		*(bool *)place = true;
		return true;
	case TAKES_TEXT:
		*(const char **)place = value;
		return true;
	case TAKES_LINE:
		if (!text_is_utf8(value))
			return wrong(
				command, "no UTF-8, so no database could keep it: ", value, "");
		*(const char **)place = one_line(&run->arena, value);
		return true;
	case TAKES_LIST:
		list_push(&run->arena, (struct names *)place, value);
		return true;
	case TAKES_KINDS:
		return read_kinds(run, command, value, place);
	case TAKES_HAZARDS:
		return read_hazards(run, command, value, place);
	case TAKES_DUMP:
		return read_dump(command, value, place);
	}
	return false;
}

/* The row that an argument names, and the value that stands in the same argument. */
static const struct option_row *find_row(
	const struct command *command, const char *argument, const char **value)
{
	bool is_long = argument[1] == '-';
	size_t length = strcspn(argument, "=");
	for (size_t i = 0; i < OPTIONS; i++) {
		const struct option_row *row = &rows[i];
		if (!has_option(command, i))
			continue;
		if (is_long && row->name && strlen(row->name) == length - 2 &&
			strncmp(argument + 2, row->name, length - 2) == 0) {
			*value = argument[length] ? argument + length + 1 : NULL;
			return row;
		}
		if (!is_long && row->letter && argument[1] == row->letter &&
			(row->takes != TAKES_NOTHING || !argument[2])) {
			*value = argument[2] ? argument + 2 : NULL;
			return row;
		}
	}
	return NULL;
}

/* One option at argv[*at], with its value. */
static bool read_option(
	struct run *run, const struct command *command, int argc, char **argv, int *at)
{
	const char *argument = argv[*at], *value;
	const struct option_row *row = find_row(command, argument, &value);
	if (!row)
		return unknown_option(run, command, argument);
	if (row->takes == TAKES_NOTHING && value)
		return wrong(command, "no value belongs to ", argument, "");
	if (row->takes != TAKES_NOTHING && !value) {
		if (*at + 1 >= argc)
			return wrong(command, "a value is missing after ", argument, "");
		value = argv[++*at];
	}
	return store(run, command, row, value);
}

static bool check_operands(const struct run *run, const struct command *command)
{
	size_t count = run->options.operands.count;
	bool needed = !(run->options.empty && command->least > 0);
	if (count < command->least && needed) {
		fprintf(stderr, "restruct: %s is missing\n", command->operand);
		print_usage(command, stderr);
		return false;
	}
	if (count > command->most)
		return wrong(command,
			"one argument too many: ", run->options.operands.items[command->most], "");
	return true;
}

static bool read_compiler_flags(
	struct run *run, const struct command *command, int argc, char **argv, int at)
{
	if (!has_option(command, OPTION_COMPILER))
		return wrong(command, "no compiler flags belong here: ", argv[at], "");
	for (int i = at + 1; i < argc; i++)
		list_push(&run->arena, &run->options.compiler_flags, argv[i]);
	return true;
}

bool options_read(struct run *run, const struct command *command, int argc, char **argv)
{
	run->options = (struct options){.migrations = "migrations", .name = "restruct_revisions"};
	for (int i = 0; i < argc; i++) {
		if (strcmp(argv[i], "--") == 0) {
			if (!read_compiler_flags(run, command, argc, argv, i))
				return false;
			break;
		}
		if (argv[i][0] != '-' || !argv[i][1])
			list_push(&run->arena, &run->options.operands, argv[i]);
		else if (!read_option(run, command, argc, argv, &i))
			return false;
	}
	return run->options.help || check_operands(run, command);
}
