/* What the commands work on: models, migrations, and what they say when one is not as it must be.
 */
#include "commands/commands.h"

#include "base/file.h"

#include <ctype.h>
#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static bool files_exist(struct run *run, const struct names *files)
{
	size_t errors = run->diag.errors;
	list_each (const char **, file, files) {
		if (!file_exists(*file))
			diag_error(&run->diag, (struct place){*file, 0, 0}, "%s", strerror(errno));
	}
	return run->diag.errors == errors;
}

bool input_models(struct run *run, const struct names *files, struct schema *schema)
{
	struct flags flags = {0};
	schema_init(schema, &run->arena);
	return files_exist(run, files) &&
	       read_flags(&run->arena, &run->options.compiler_flags, run->options.compile_commands,
		       files, &flags, &run->diag) &&
	       read_headers(&run->arena, files, &flags, schema, &run->diag) &&
	       schema_check(schema, &run->diag) && run->diag.errors == 0;
}

/* A pair whose writer was ended between its two files. */
static void finish_pairs(struct run *run, const char *directory)
{
	struct names sources = {0};
	file_list(&run->arena, directory, ".c", &sources);
	list_each (const char **, source, &sources) {
		const char *header = arena_printf(
			&run->arena, "%s/%.*s.h", directory, (int)strlen(*source) - 2, *source);
		if (isdigit((unsigned char)**source) && file_finish(&run->arena, header))
			diag_warning(&run->diag, (struct place){header, 0, 0},
				"put into its place, where a run that was interrupted left it to be");
	}
}

/* Revisions are read with no flags but those that they need: they must not depend on a project's.
 */
bool input_migrations(struct run *run, const char *directory, struct migrations *migrations)
{
	struct flags flags = {0};
	struct names none = {0};
	finish_pairs(run, directory);
	return read_flags(&run->arena, &none, NULL, &none, &flags, &run->diag) &&
	       read_migrations(&run->arena, directory, &flags, migrations, &run->diag);
}

bool input_head(struct run *run, const struct migrations *migrations, struct revision **head)
{
	const struct revisions *heads = &migrations->heads;
	*head = heads->count ? heads->items[0] : NULL;
	if (heads->count < 2)
		return true;
	struct text names = {0};
	for (size_t i = 0; i < heads->count; i++)
		text_printf(&names, "%s\"%s\"",
			i == 0                  ? ""
			: i + 1 == heads->count ? " and "
						: ", ",
			heads->items[i]->id);
	diag_error(&run->diag, (struct place){migrations->directory, 0, 0},
		"there are %zu heads, %s; make one of them with restruct merge -m MESSAGE",
		heads->count, text_string(&names));
	text_finish(&names);
	return false;
}

bool input_at_head(struct run *run, struct migrations *migrations, struct revision **head,
	struct schema *schema)
{
	return input_migrations(run, run->options.migrations, migrations) &&
	       input_head(run, migrations, head) &&
	       migrations_schema(migrations, *head, schema, &run->diag);
}

struct side_at_head {
	struct run *run;
	struct migrations *migrations;
	struct revision **head;
	struct schema *schema;
	bool good;
};

static void *read_at_head(void *data)
{
	struct side_at_head *side = data;
	side->good = input_at_head(side->run, side->migrations, side->head, side->schema);
	return NULL;
}

/* With as large a stack as the compiler library gives to a thread of its own, which it then need
 * not start for each side. */
static bool start_thread(pthread_t *thread, void *(*function)(void *data), void *data)
{
	enum { STACK = 8 * 1024 * 1024 };
	pthread_attr_t attributes;
	if (pthread_attr_init(&attributes) != 0)
		return false;
	setenv("LIBCLANG_NOTHREADS", "1", false);
	bool started = pthread_attr_setstacksize(&attributes, STACK) == 0 &&
		       pthread_create(thread, &attributes, function, data) == 0;
	pthread_attr_destroy(&attributes);
	return started;
}

bool input_both_sides(struct run *run, struct migrations *migrations, struct revision **head,
	struct schema *at_head, struct schema *models)
{
	run->beside = arena_new(&run->arena, struct run);
	run_init(run->beside);
	run->beside->options = run->options;
	struct side_at_head side = {run->beside, migrations, head, at_head, false};
	pthread_t thread;
	bool threaded = start_thread(&thread, read_at_head, &side);
	bool good = input_models(run, &run->options.operands, models);
	if (threaded)
		pthread_join(thread, NULL);
	else
		read_at_head(&side);
	diag_append(&run->diag, &run->beside->diag);
	return good && side.good;
}

void run_init(struct run *run)
{
	arena_init(&run->arena);
	diag_init(&run->diag, &run->arena);
}

/* What a program holds when it ends, the system takes back faster than the program gives it, and
 * the compiler library has much to tidy up. */
int run_leave(struct run *run, enum status status)
{
#ifdef RESTRUCT_ARENA_MALLOC
	if (run->beside)
		arena_finish(&run->beside->arena);
	arena_finish(&run->arena);
	return (int)status;
#else
	(void)run;
	_exit((int)status);
#endif
}

enum status run_end(struct run *run, enum status status)
{
	bool findings = run->diag.errors > 0 || run->outsides > 0;
	fflush(stdout);
	diag_print(&run->diag, stderr);
	return findings && status == STATUS_DONE ? STATUS_FINDINGS : status;
}

void print_text(struct text *text)
{
	fputs(text_string(text), stdout);
	text_finish(text);
}

enum status write_failed(struct run *run, const char *path)
{
	diag_error(&run->diag, (struct place){path, 0, 0}, "cannot write: %s", strerror(errno));
	return STATUS_FAILED;
}

enum status write_text(struct run *run, const char *path, struct text *text)
{
	enum file_result result = file_write(path, text);
	text_finish(text);
	return result == FILE_FAILED ? write_failed(run, path) : STATUS_DONE;
}
