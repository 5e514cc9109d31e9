/* restruct init: what a project needs that has none of it. Overwrites nothing. */
#include "commands/commands.h"

#include "base/file.h"

#include <stdio.h>
#include <string.h>

static const char models_path[] = "models/schema.h";

static const char models[] =
	"/* The tables, as the program sees them. */\n"
	"#ifndef MODELS_SCHEMA_H\n"
	"#define MODELS_SCHEMA_H\n"
	"\n"
	"#include <restruct_model.h>\n"
	"\n"
	"/** One thing that is worth remembering: an example, to be replaced. */\n"
	"struct note {\n"
	"\tint64_t id DB_PRIMARY_KEY DB_IDENTITY;\n"
	"\tdb_timestamptz written_at DB_DEFAULT(\"now()\");\n"
	"\tdb_text text;\n"
	"\tchar *author; /* a pointer may be NULL, so may the column */\n"
	"} DB_TABLE(notes);\n"
	"\n"
	"#endif\n";

static void put_makefile_lines(struct text *text, const char *migrations)
{
	text_printf(text,
		"RESTRUCT_MODELS     = %s\n"
		"RESTRUCT_MIGRATIONS = %s\n"
		"include $(or $(shell pkg-config --variable=mk restruct),\\\n"
		"\t$(error pkg-config finds no restruct: set PKG_CONFIG_PATH to PREFIX/lib/pkgconfig))\n",
		models_path, migrations);
}

static void put_makefile(struct text *text, const char *migrations)
{
	text_put(text,
		"# make revision m=\"what changes\" writes the next revision; make builds the "
		"program migrate.\n"
		"all: migrate\n"
		"\n");
	put_makefile_lines(text, migrations);
	text_put(text, "\n# A program of your own is linked with $(RESTRUCT_OBJECTS) and "
		       "$(RESTRUCT_LIBS).\n"
		       ".PHONY: all\n");
}

static bool failed(struct run *run, const char *path)
{
	write_failed(run, path);
	return false;
}

static bool make_folder(struct run *run, const char *path)
{
	if (file_exists(path))
		return true;
	if (file_make_directory(path) != 0)
		return failed(run, path);
	printf("%s/\n", path);
	return true;
}

/* Writes the file unless there is one, and finishes the text. */
static bool make_file(struct run *run, const char *path, struct text *text)
{
	bool done = file_exists(path) || file_write(path, text) == FILE_WRITTEN;
	text_finish(text);
	return done || failed(run, path);
}

static bool make_models(struct run *run)
{
	struct text text = {0};
	if (file_exists(models_path))
		return true;
	text_put(&text, models);
	if (!make_folder(run, "models") || !make_file(run, models_path, &text))
		return false;
	puts(models_path);
	return true;
}

/* A project that has a Makefile is told what to put into it. */
static bool make_makefile(struct run *run)
{
	static const char *const names[] = {"GNUmakefile", "makefile", "Makefile"};
	struct text text = {0};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		if (!file_exists(names[i]))
			continue;
		const char *makefile = file_read(&run->arena, names[i], NULL);
		if (makefile && strstr(makefile, "RESTRUCT_MODELS"))
			return true;
		printf("%s is there; it needs these lines:\n\n", names[i]);
		put_makefile_lines(&text, run->options.migrations);
		print_text(&text);
		return true;
	}
	put_makefile(&text, run->options.migrations);
	if (!make_file(run, "Makefile", &text))
		return false;
	puts("Makefile");
	return true;
}

enum status command_init(struct run *run)
{
	bool done =
		make_folder(run, run->options.migrations) && make_models(run) && make_makefile(run);
	return run_end(run, done ? STATUS_DONE : STATUS_FAILED);
}
