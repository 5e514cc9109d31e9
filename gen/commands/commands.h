/* The commands: each a short sequence of the stages. What they share is here.
 *
 *     options.c     the command line, from one table
 *     input.c       models and migrations
 *     side.c        headers, migrations and databases as sides of a comparison; the models tried in
 * a database by shadow_side.c step.c        from one schema to another: renames, differences,
 * plans, what is accepted command_*.c   the commands themselves */
#ifndef RESTRUCT_COMMANDS_H
#define RESTRUCT_COMMANDS_H

#include "base/arena.h"
#include "base/diag.h"
#include "base/text.h"
#include "diff/diff.h"
#include "plan/plan.h"
#include "read/read.h"

#include <stdbool.h>

enum status {
	STATUS_DONE = 0,
	STATUS_FINDINGS = 1, /* errors in the input, changes pending */
	STATUS_USAGE = 2,
	STATUS_FAILED = 3 /* the outside: a disk, a database */
};

enum dump { DUMP_NOTHING, DUMP_SCHEMA, DUMP_CHANGES, DUMP_PLAN };

struct options {
	struct names operands;
	struct names compiler_flags;  /* what followed -- */
	const char *compile_commands; /* -p: the folder of compile_commands.json, or NULL */
	const char *migrations;
	const char *message;
	const char *output, *name, *depfile;
	const char *database; /* a connection string; NULL: none was given */
	const char *schema;   /* a database's main one; NULL: the first of its search_path */
	bool include_schemas; /* all of a database's schemas */
	struct names ignore;  /* kinds of objects outside that need not be told */
	struct rename_options renames;
	unsigned allow; /* enum hazard, or'ed */
	bool single_transaction;
	enum dump dump;
	bool empty, sql, json, help;
};

/* One run of the program. */
struct run {
	struct arena arena;
	struct diag diag;
	struct options options;
	size_t outsides;    /* objects that no model can declare, told and not to be ignored */
	struct run *beside; /* what a second thread read, in an arena of its own; NULL: nothing */
};

void run_init(struct run *run);
/* Ends the program; where a build watches its memory, gives that back and returns the status. */
int run_leave(struct run *run, enum status status);

typedef enum status command_function(struct run *run);

struct command {
	const char *name;
	const char *arguments; /* "-m MESSAGE [options] MODELS…" */
	const char *summary;   /* a line of the overview */
	const char *about;     /* the rest of its help */
	const char *example;
	unsigned options;    /* 1 << enum option, or'ed */
	size_t least, most;  /* operands */
	const char *operand; /* what one is called */
	command_function *function;
};

/* In the order in which help lists them. */
enum option {
	OPTION_MESSAGE,
	OPTION_EMPTY,
	OPTION_SQL,
	OPTION_RENAME,
	OPTION_NO_RENAME,
	OPTION_ALLOW,
	OPTION_SINGLE_TRANSACTION,
	OPTION_OUTPUT,
	OPTION_NAME,
	OPTION_DEPFILE,
	OPTION_MIGRATIONS,
	OPTION_DATABASE,
	OPTION_SCHEMA,
	OPTION_INCLUDE_SCHEMAS,
	OPTION_IGNORE,
	OPTION_DUMP,
	OPTION_JSON,
	OPTION_HELP,
	OPTION_COMPILER, /* -p, and flags after -- */
	OPTIONS
};

/* Fills run->options. False, having said what is wrong and shown the usage line, when the command
 * line is not understood. */
bool options_read(struct run *run, const struct command *command, int argc, char **argv);
void options_help(const struct command *command);

command_function command_init, command_revision, command_check, command_table, command_diff,
	command_import, command_history, command_heads, command_show, command_merge;

/* input.c: false with errors in diag. */

/* The models in the given headers, checked. */
bool input_models(struct run *run, const struct names *files, struct schema *schema);
bool input_migrations(struct run *run, const char *directory, struct migrations *migrations);
/* The one head, NULL in an empty folder. False when there are two: they are named. */
bool input_head(struct run *run, const struct migrations *migrations, struct revision **head);
/* The migrations folder and the schema at its one head. */
bool input_at_head(struct run *run, struct migrations *migrations, struct revision **head,
	struct schema *schema);
/* The folder, the schema at its head, and the models in the operands. Both sides are read at the
 * same time, since most of it is the compiler's front end, and the errors of both are told. */
bool input_both_sides(struct run *run, struct migrations *migrations, struct revision **head,
	struct schema *at_head, struct schema *models);

/* step.c */

/* All that leads from one schema to another. */
struct step {
	const struct schema *from, *to;
	struct renames renames;
	struct diff up, down;
	struct plan upgrade, downgrade;
};

/* Renames, then differences. False when a rename is in question: it is in diag and, with --json, on
 * stdout. */
bool step_diff(struct run *run, const struct schema *from, const struct schema *to,
	const struct rename_options *renames, struct step *step);
/* The statements of both ways. False when a change cannot be made. */
bool step_plan(struct run *run, struct step *step);
/* Every statement with a hazard that must be accepted and is not becomes an error. */
bool step_accepted(struct run *run, const struct step *step);
/* What must be known of a statement that needs no acceptance becomes a warning: when it fails. */
void step_warn(struct run *run, const struct step *step);
/* Prints what --dump asks for. */
enum status step_dump(struct run *run, struct step *step);

/* Ends a command: prints diagnostics; errors, and objects that no model can declare, make
 * STATUS_DONE into STATUS_FINDINGS. */
enum status run_end(struct run *run, enum status status);
/* Prints a text to stdout and finishes it. */
void print_text(struct text *text);
/* Writes a text to a file, or leaves the file as it is when it holds that, and finishes the text.
 */
enum status write_text(struct run *run, const char *path, struct text *text);
/* Says that path cannot be written, and by errno why: STATUS_FAILED. */
enum status write_failed(struct run *run, const char *path);

/* The next revision's id: "0007_add_phone". */
const char *next_id(struct arena *arena, const struct migrations *migrations, const char *message);
/* Both files of a revision or none of them. */
struct new_revision;
enum status write_revision_pair(struct run *run, const struct new_revision *revision);

#endif
