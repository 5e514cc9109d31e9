/* The command line's arguments, and the help that lists them. */
#include "main.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

/* ---- what there is ---- */

static const struct {
	const char *name, *arguments, *does, *example;
} commands[COMMANDS] = {
	[UPGRADE] = {"upgrade", "[TARGET]", "applies what is missing, up to TARGET (head)",
		"upgrade --schema shop --create-schema"},
	[DOWNGRADE] = {"downgrade", "TARGET", "undoes what builds on TARGET", "downgrade -1"},
	[CURRENT] = {"current", "", "shows the applied revision on which no other builds",
		"current --schema shop"},
	[HISTORY] = {"history", "", "shows all revisions, and when each was applied",
		"history --json"},
	[HEADS] = {"heads", "", "shows the newest revisions of this program, without a database",
		"heads"},
	[STAMP] = {"stamp", "TARGET", "records TARGET as applied, without running anything",
		"stamp 0001"},
	[CHECK] = {"check", "", "tells whether the database is what its revisions make",
		"check --schema shop"},
};

/* Who takes an option: verbs, or'ed, and whether it has a meaning with --sql, or only there. */
#define OF(verb) (1u << (verb))
enum {
	OFFLINE = OF(COMMANDS),
	OFFLINE_ONLY = OF(COMMANDS + 1),
	MIGRATING = OF(UPGRADE) | OF(DOWNGRADE),
	CHANGING = MIGRATING | OF(STAMP),
	LOCKING = CHANGING | OF(CHECK),
	ASKING = LOCKING | OF(CURRENT) | OF(HISTORY),
	ALL = ASKING | OF(HEADS)
};

enum kind { TEXT, NUMBER, FLAG, SERVER, TRANSACTION, WHEN_AHEAD, REFUSE };

#define IN_LINE(field) offsetof(struct restruct_command_line, field)
#define IN_OPTIONS(field) offsetof(struct restruct_command_line, options.field)

static const struct option {
	const char *name, *argument;
	enum kind kind;
	unsigned of;
	size_t offset; /* in the command line */
	const char *does;
} options[] = {
	{"database", "CONNINFO", TEXT, ASKING, IN_LINE(database),
		"where to connect; else libpq's environment: PGHOST, …"},
	{"schema", "NAME", TEXT, ASKING | OFFLINE, IN_OPTIONS(schema),
		"the schema in which unqualified models live (the first of the search_path)"},
	{"create-schema", NULL, FLAG, OF(UPGRADE) | OF(STAMP) | OFFLINE, IN_OPTIONS(create_schema),
		"create it when it is missing"},
	{"version-table", "NAME", TEXT, ASKING | OFFLINE, IN_OPTIONS(version_table),
		"the table that holds what is applied (restruct_version)"},
	{"version-table-schema", "NAME", TEXT, ASKING | OFFLINE, IN_OPTIONS(version_table_schema),
		"its schema, when it is another"},
	{"search-path", "NAMES", TEXT, ASKING | OFFLINE, IN_OPTIONS(search_path),
		"more schemas, searched after --schema"},
	{"role", "NAME", TEXT, ASKING | OFFLINE, IN_OPTIONS(role), "the role that does the work"},
	{"lock-timeout", "MS", NUMBER, LOCKING | OFFLINE, IN_OPTIONS(lock_timeout),
		"how long a statement waits for a lock (5000)"},
	{"concurrent-lock-timeout", "MS", NUMBER, CHANGING, IN_OPTIONS(concurrent_lock_timeout),
		"the same for each wait of a statement outside a transaction (1800000)"},
	{"statement-timeout", "MS", NUMBER, LOCKING | OFFLINE, IN_OPTIONS(statement_timeout),
		"how long a statement may run (as the server says)"},
	{"patience", "MS", NUMBER, CHANGING, IN_OPTIONS(patience),
		"how long to wait for another process at the same work (as long as it lives)"},
	{"retries", "N", NUMBER, CHANGING, IN_OPTIONS(retries),
		"how often a revision without its locks is tried again (10)"},
	{"transaction", "HOW", TRANSACTION, MIGRATING | OFFLINE, IN_OPTIONS(transaction),
		"each: one for each revision (the default); all: one for all"},
	{"refuse", "HAZARD", REFUSE, OF(UPGRADE) | OFFLINE, IN_OPTIONS(refuse),
		"do not apply what loses-data, rewrites-table, blocks-writes, blocks-reads, "
		"breaks-old-code; several with commas"},
	{"when-ahead", "WHAT", WHEN_AHEAD, OF(UPGRADE), IN_OPTIONS(when_ahead),
		"when the database knows newer revisions: refuse (the default), compatible, allow, "
		"downgrade"},
	{"strict", NULL, FLAG, OF(CHECK), IN_OPTIONS(strict),
		"what no revision makes counts, wherever it stands"},
	{"sql", NULL, FLAG, CHANGING | OFFLINE, IN_LINE(sql),
		"write the script, without a database; a target is then [FROM:]TO"},
	{"server-version", "N", SERVER, MIGRATING | OFFLINE | OFFLINE_ONLY,
		IN_OPTIONS(server_version),
		"the server that --sql writes for: 13 (the default) to 18"},
	{"json", NULL, FLAG, ALL, IN_LINE(json), "facts for a program"},
	{"quiet", NULL, FLAG, ALL | OFFLINE, IN_LINE(quiet), "errors alone to stderr"},
	{"help", NULL, FLAG, ALL | OFFLINE, IN_LINE(help), "this text; also -h"},
	{"version", NULL, FLAG, ALL | OFFLINE, IN_LINE(version), "librestruct's version"},
};

enum { OPTIONS = sizeof options / sizeof *options };
_Static_assert(OPTIONS <= 8 * sizeof(((struct restruct_command_line *)0)->given), "a bit for each");

/* ---- help ---- */

enum { HELP_COLUMN = 32, HELP_WIDTH = 80 };

/* The words of a text, from a column of the line on; returns the column behind them. */
static int put_words(int column, const char *text)
{
	while (*text != '\0') {
		int length = (int)strcspn(text, " ");
		if (column + 1 + length > HELP_WIDTH || column < HELP_COLUMN - 1)
			column = printf("\n%*s", HELP_COLUMN - 1, "") - 1;
		column += printf(" %.*s", length, text);
		text += length;
		text += *text == ' ';
	}
	return column;
}

/* "upgrade, stamp:", before what an option of theirs does. */
static int put_verbs(int column, unsigned of)
{
	for (int i = 0; i < COMMANDS; i++) {
		char word[16];
		if ((of & OF(i)) == 0)
			continue;
		of &= ~OF(i);
		snprintf(word, sizeof word, "%s%s", commands[i].name, of & ALL ? "," : ":");
		column = put_words(column, word);
	}
	return column;
}

/* command COMMANDS: with the verbs that take it, unless nearly all do. */
static void print_option(const struct option *option, enum restruct_command command)
{
	int column = printf("  --%s%s%s", option->name, option->argument != NULL ? " " : "",
		option->argument != NULL ? option->argument : "");
	if (column < HELP_COLUMN - 1)
		column += printf("%*s", HELP_COLUMN - 1 - column, "");
	else
		column = HELP_WIDTH;
	if (command == COMMANDS && (option->of & ASKING) != ASKING)
		column = put_verbs(column, option->of);
	put_words(column, option->does);
	putchar('\n');
}

void restruct_print_help(const struct restruct_command_line *line, enum restruct_command command)
{
	if (command == COMMANDS) {
		printf("usage: %s COMMAND [OPTION]…\n\n"
		       "Brings a database up to date with the revisions in this program, and tells of "
		       "them.\n\ncommands:\n",
			line->program);
		for (int i = 0; i < COMMANDS; i++)
			printf("  %-10s%-10s%s\n", commands[i].name, commands[i].arguments,
				commands[i].does);
		puts("\nCOMMAND --help tells the options of one command, with an example.");
	} else {
		const char *arguments = commands[command].arguments, *does = commands[command].does;
		printf("usage: %s %s%s%s [OPTION]…\n\n%c%s.\n", line->program,
			commands[command].name, *arguments != '\0' ? " " : "", arguments,
			*does - 'a' + 'A', does + 1);
	}
	if (command == COMMANDS || *commands[command].arguments != '\0')
		puts("\nA target is head, base, an id, the start of an id, +N (upgrade) or -N "
		     "(downgrade).");
	puts("\noptions:");
	for (int i = 0; i < OPTIONS; i++)
		if (command == COMMANDS || options[i].of & OF(command))
			print_option(&options[i], command);
	printf("\nexample:\n  %s %s\n\n"
	       "Status: 0 done; 1 findings: ahead, changed, refused, pending, different; 2 wrong use;\n"
	       "3 the database failed.\n",
		line->program, commands[command == COMMANDS ? UPGRADE : command].example);
}

/* ---- values ---- */

static bool wrong(const struct restruct_command_line *line, const char *what, const char *argument)
{
	bool one = line->command != COMMANDS;
	fprintf(stderr, "%s: %s \"%s\"; see %s%s%s --help\n", line->program, what, argument,
		line->program, one ? " " : "", one ? commands[line->command].name : "");
	return false;
}

static bool read_number(const char *value, int *number)
{
	char *end;
	long result = strtol(value, &end, 10);
	if (end == value || *end != '\0' || result > INT_MAX || result < INT_MIN)
		return false;
	*number = (int)result;
	return true;
}

/* A major version, as PQserverVersion has it. A newer server than any today is no mistake. */
static bool read_server(const char *value, int *version)
{
	enum { OLDEST = 13, NEWEST = 99 };
	if (!read_number(value, version) || *version < OLDEST || *version > NEWEST)
		return false;
	*version *= 10000;
	return true;
}

/* One of the two words, as 0 or 1; -1: neither. */
static int read_choice(const char *value, const char *zero, const char *one)
{
	if (strcmp(value, zero) == 0)
		return 0;
	return strcmp(value, one) == 0 ? 1 : -1;
}

/* -1: it is none. */
static int read_when_ahead(const char *value, restruct_when_ahead *when_ahead)
{
	static const char *const names[] = {[RESTRUCT_WHEN_AHEAD_REFUSE] = "refuse",
		[RESTRUCT_WHEN_AHEAD_ALLOW] = "allow",
		[RESTRUCT_WHEN_AHEAD_COMPATIBLE] = "compatible",
		[RESTRUCT_WHEN_AHEAD_DOWNGRADE] = "downgrade"};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (strcmp(names[i], value) == 0) {
			*when_ahead = (restruct_when_ahead)i;
			return 0;
		}
	return -1;
}

/* Names of hazards with commas between them. */
static bool read_hazards(const char *value, unsigned *hazards)
{
	static const char *const names[] = {
		"loses-data", "rewrites-table", "blocks-writes", "blocks-reads", "breaks-old-code"};
	for (;; value++) {
		size_t length = strcspn(value, ","), i = 0;
		while (i < sizeof names / sizeof *names &&
			(strncmp(names[i], value, length) != 0 || names[i][length] != '\0'))
			i++;
		if (i == sizeof names / sizeof *names)
			return false;
		*hazards |= 1u << i; /* restruct_hazard has this order */
		value += length;
		if (*value == '\0')
			return true;
	}
}

static bool set_option(
	struct restruct_command_line *line, const struct option *option, const char *value)
{
	void *field = (char *)line + option->offset;
	int choice = 0;
	bool valid = true;

	switch (option->kind) {
	case TEXT:
		*(const char **)field = value;
		break;
	case NUMBER:
		valid = read_number(value, field);
		break;
	case FLAG:
		*(bool *)field = true;
		break;
	case SERVER:
		valid = read_server(value, field);
		break;
	case TRANSACTION:
		choice = read_choice(value, "each", "all");
		line->options.transaction =
			choice == 1 ? RESTRUCT_TRANSACTION_ALL : RESTRUCT_TRANSACTION_EACH;
		break;
	case WHEN_AHEAD:
		choice = read_when_ahead(value, &line->options.when_ahead);
		break;
	case REFUSE:
		valid = read_hazards(value, field);
		break;
	}
	if (valid && choice >= 0)
		return true;
	char what[64];
	snprintf(what, sizeof what, "--%s cannot be", option->name);
	return wrong(line, what, value);
}

/* ---- arguments ---- */

static const struct option *find_option(const char *name, size_t length)
{
	for (int i = 0; i < OPTIONS; i++)
		if (strncmp(options[i].name, name, length) == 0 && options[i].name[length] == '\0')
			return &options[i];
	return NULL;
}

/* The option at argv[*i], with its value, which may be the next argument. */
static bool parse_option(struct restruct_command_line *line, int argc, char **argv, int *i)
{
	const char *argument = argv[*i];
	if (strcmp(argument, "-h") == 0)
		argument = "--help";
	size_t length = strcspn(argument, "=");
	const char *value = argument[length] == '=' ? argument + length + 1 : NULL;
	const struct option *option =
		argument[1] == '-' ? find_option(argument + 2, length - 2) : NULL;

	if (option == NULL)
		return wrong(line, "unknown option", argument);
	if (option->argument == NULL && value != NULL)
		return wrong(line, "this option takes no value:", argument);
	if (option->argument != NULL && value == NULL) {
		if (*i + 1 >= argc)
			return wrong(line, "this option lacks its value:", argument);
		value = argv[++*i];
	}
	line->given |= 1u << (option - options);
	return set_option(line, option, value);
}

/* A command, or its target. */
static bool parse_word(struct restruct_command_line *line, const char *word)
{
	if (line->command != COMMANDS) {
		bool takes_target = *commands[line->command].arguments != '\0';
		if (!takes_target || line->target != NULL)
			return wrong(line, "one argument too many:", word);
		line->target = word;
		return true;
	}
	for (int i = 0; i < COMMANDS; i++)
		if (strcmp(commands[i].name, word) == 0) {
			line->command = (enum restruct_command)i;
			return true;
		}
	return wrong(line, "unknown command", word);
}

/* What was given and does nothing here is a mistake. */
static bool options_belong(const struct restruct_command_line *line)
{
	for (int i = 0; i < OPTIONS; i++) {
		unsigned of = options[i].of;
		const char *name = commands[line->command].name;
		char what[64];
		if ((line->given & 1u << i) == 0)
			continue;
		snprintf(what, sizeof what, "--%s has no meaning with", options[i].name);
		if ((of & OF(line->command)) == 0)
			return wrong(line, what, name);
		if (line->sql && (of & OFFLINE) == 0)
			return wrong(line, what, "--sql");
		if (!line->sql && of & OFFLINE_ONLY)
			return wrong(line, "without --sql this has no meaning:", options[i].name);
	}
	return true;
}

/* "-2" is a target. */
static bool is_option(const char *argument)
{
	return argument[0] == '-' && (argument[1] < '0' || argument[1] > '9');
}

bool restruct_parse(struct restruct_command_line *line, int argc, char **argv)
{
	for (int i = 1; i < argc; i++)
		if (is_option(argv[i]) ? !parse_option(line, argc, argv, &i)
				       : !parse_word(line, argv[i]))
			return false;
	if (line->help || line->version)
		return true;
	if (line->command == COMMANDS)
		return wrong(line, "a command is missing; one of them is", "upgrade");
	if (commands[line->command].arguments[0] == 'T' && line->target == NULL)
		return wrong(line, "a target is missing:", commands[line->command].name);
	return options_belong(line);
}
