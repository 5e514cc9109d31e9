/* Flags for the compiler front end: the project's own, without what only code generation and
 * linking want to know, and what this generator adds.
 *
 * A project's flags are made for its compiler, which need not be clang, and libclang gives up on
 * flags that it does not know. What decides on declarations is kept; warnings, optimisation, output
 * and most of -f are left out. */
#include "read/read.h"

#include "base/file.h"

#include <clang-c/CXCompilationDatabase.h>
#include <clang-c/Index.h>

#include <dlfcn.h>
#include <glob.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static bool starts(const char *text, const char *with)
{
	return strncmp(text, with, strlen(with)) == 0;
}

static bool is_one_of(const char *text, const char *const *list)
{
	for (; *list; list++) {
		if (strcmp(text, *list) == 0)
			return true;
	}
	return false;
}

/* Filtering. */

/* Flags with an argument, which may be the next word: those with a path, those with another, and
 * those that are left out with it. */
static const char *const with_path[] = {"-I", "-isystem", "-iquote", "-idirafter", "-include",
	"-imacros", "-isysroot", "--sysroot", "-iprefix", NULL};
static const char *const with_word[] = {"-D", "-U", "-target", "-arch", "--param", NULL};
static const char *const left_out_with_word[] = {"-o", "-x", "-MF", "-MT", "-MQ", "-L", "-l", "-T",
	"-u", "-z", "-Xlinker", "-Xassembler", "-Xpreprocessor", NULL};
/* Of -f…, those that change what a declaration means. */
static const char *const kept_features[] = {"-fms-extensions", "-fno-ms-extensions",
	"-fshort-enums", "-fno-short-enums", "-fsigned-char", "-funsigned-char", "-fno-signed-char",
	"-fno-unsigned-char", "-fgnu89-inline", "-fblocks", "-ffreestanding", "-fshort-wchar",
	NULL};
static const char *const left_out[] = {"-c", "-S", "-E", "-v", "-pipe", "-shared", "-static", "-s",
	"-rdynamic", "-pedantic", "-pedantic-errors", "-w", "-nostdlib", "-nodefaultlibs",
	"-nostartfiles", "-pie", "-no-pie", "-p", "-pg", "--", NULL};

static bool is_left_out(const char *flag)
{
	if (starts(flag, "-f"))
		return !is_one_of(flag, kept_features);
	if (starts(flag, "-std="))
		return strstr(flag, "++") != NULL; /* models are read as C */
	return is_one_of(flag, left_out) || starts(flag, "-W") || starts(flag, "-O") ||
	       starts(flag, "-g") || starts(flag, "-M") || starts(flag, "-l") ||
	       starts(flag, "-L") || starts(flag, "-o");
}

/* The longest of the list that the flag starts with. */
static const char *option_of(const char *flag, const char *const *list)
{
	const char *found = NULL;
	for (; *list; list++) {
		if (starts(flag, *list) && (!found || strlen(*list) > strlen(found)))
			found = *list;
	}
	return found;
}

/* A path as seen from folder. */
static const char *path_from(struct arena *arena, const char *folder, const char *path)
{
	return !folder || !*path || *path == '/' ? path
						 : arena_printf(arena, "%s/%s", folder, path);
}

/* One flag with its argument, glued or not; how many words it was. */
static size_t take_with_path(struct arena *arena, const struct names *words, size_t at,
	const char *option, const char *folder, struct names *kept)
{
	const char *flag = words->items[at], *value = flag + strlen(option);
	bool glued = *value != '\0', equals = *value == '=';
	if (!glued && at + 1 == words->count)
		return 1;
	if (!glued)
		value = words->items[at + 1];
	value = path_from(arena, folder, value + equals);
	list_push(arena, kept, arena_printf(arena, "%s%s", option, equals ? "=" : ""));
	if (equals)
		kept->items[kept->count - 1] = arena_printf(arena, "%s=%s", option, value);
	else
		list_push(arena, kept, value);
	return glued ? 1 : 2;
}

static size_t take_flag(struct arena *arena, const struct names *words, size_t at,
	const char *folder, struct names *kept)
{
	const char *flag = words->items[at], *option = option_of(flag, with_path);
	bool last = at + 1 == words->count;
	if (option)
		return take_with_path(arena, words, at, option, folder, kept);
	if (is_one_of(flag, left_out_with_word))
		return last ? 1 : 2;
	if (is_one_of(flag, with_word)) {
		list_push(arena, kept, flag);
		if (!last)
			list_push(arena, kept, words->items[at + 1]);
		return last ? 1 : 2;
	}
	if (*flag == '-' && !is_left_out(flag))
		list_push(arena, kept, flag);
	return 1;
}

/* folder: what relative paths are relative to; NULL: the current one. */
static void take_flags(
	struct arena *arena, const struct names *words, const char *folder, struct names *kept)
{
	for (size_t at = 0; at < words->count;)
		at += take_flag(arena, words, at, folder, kept);
}

/* compile_commands.json */

static const char *taken(struct arena *arena, CXString string)
{
	const char *copy = arena_strdup(arena, clang_getCString(string));
	clang_disposeString(string);
	return copy;
}

static void take_command(struct arena *arena, CXCompileCommand command, struct names *kept)
{
	struct names words = {0};
	const char *folder = taken(arena, clang_CompileCommand_getDirectory(command));
	for (unsigned i = 1; i < clang_CompileCommand_getNumArgs(command); i++)
		list_push(arena, &words, taken(arena, clang_CompileCommand_getArg(command, i)));
	take_flags(arena, &words, folder, kept);
}

/* The entry for the file; for a header, which has none, the library takes its nearest relative. */
static bool read_database(struct arena *arena, const char *folder, const char *file,
	struct names *kept, struct diag *diag)
{
	CXCompilationDatabase_Error failure = CXCompilationDatabase_CanNotLoadDatabase;
	CXCompilationDatabase database = NULL;
	if (file_exists(arena_printf(arena, "%s/compile_commands.json", folder)))
		database = clang_CompilationDatabase_fromDirectory(folder, &failure);
	if (failure != CXCompilationDatabase_NoError) {
		diag_error(diag, (struct place){.file = folder},
			"holds no compile_commands.json that can be read; name the folder where "
			"your build writes it");
		return false;
	}
	char *real = file ? realpath(file, NULL) : NULL;
	CXCompileCommands commands =
		clang_CompilationDatabase_getCompileCommands(database, real   ? real
								       : file ? file
									      : "");
	bool any = commands && clang_CompileCommands_getSize(commands) > 0;
	if (any)
		take_command(arena, clang_CompileCommands_getCommand(commands, 0), kept);
	else
		diag_error(diag, (struct place){.file = folder},
			"its compile_commands.json holds no command; build the project first");
	if (commands)
		clang_CompileCommands_dispose(commands);
	clang_CompilationDatabase_dispose(database);
	free(real);
	return any;
}

/* Folders that the compiler library does not know by itself. */

static void add_system_folder(struct arena *arena, const char *folder, struct flags *flags)
{
	list_push(arena, &flags->arguments, "-isystem");
	list_push(arena, &flags->arguments, folder);
}

/* Where the build left it, and where it is to be installed. */
#ifndef RESTRUCT_SOURCEDIR
#define RESTRUCT_SOURCEDIR "."
#endif
#ifndef RESTRUCT_INCLUDEDIR
#define RESTRUCT_INCLUDEDIR "/usr/local/include"
#endif

/* The folder of restruct_model.h: beside an installed generator ../include, in its source tree
 * ../models; else what the build said. */
static void add_model_folder(struct arena *arena, struct flags *flags)
{
	char self[PATH_MAX];
	ssize_t length = readlink("/proc/self/exe", self, sizeof self - 1);
	self[length > 0 ? length : 0] = '\0';
	char *slash = strrchr(self, '/');
	int folder = slash ? (int)(slash - self) : 0;
	const char *const folders[] = {
		arena_printf(arena, "%.*s/../include", folder, self),
		arena_printf(arena, "%.*s/../models", folder, self),
		RESTRUCT_SOURCEDIR "/models",
		RESTRUCT_INCLUDEDIR,
	};
	for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
		if (file_exists(arena_printf(arena, "%s/restruct_model.h", folders[i]))) {
			add_system_folder(arena, folders[i], flags);
			return;
		}
	}
}

/* Whether the library finds its own stddef.h, beside itself. */
static bool has_resources(struct arena *arena)
{
	union {
		CXString (*function)(void);
		void *address;
	} known = {clang_getClangVersion};
	Dl_info library;
	char *real = dladdr(known.address, &library) ? realpath(library.dli_fname, NULL) : NULL;
	char *slash = real ? strrchr(real, '/') : NULL;
	const char *pattern = slash ? arena_printf(arena, "%.*s/clang/*/include/stddef.h",
					      (int)(slash - real), real)
				    : "/nowhere";
	glob_t found = {0};
	bool any = glob(pattern, 0, NULL, &found) == 0;
	globfree(&found);
	free(real);
	return any;
}

/* Any other compiler's serve too: stddef.h and its like are nearly the same everywhere. */
static void add_resources(struct arena *arena, struct flags *flags)
{
	static const char *const patterns[] = {"/usr/lib/llvm-*/lib/clang/*/include/stddef.h",
		"/usr/lib/clang/*/include/stddef.h", "/usr/lib*/gcc/*/*/include/stddef.h",
		"/usr/local/lib/gcc/*/*/include/stddef.h", NULL};
	if (has_resources(arena))
		return;
	for (size_t i = 0; patterns[i]; i++) {
		glob_t found = {0};
		if (glob(patterns[i], 0, NULL, &found) == 0) {
			const char *last = found.gl_pathv[found.gl_pathc - 1];
			size_t length = strlen(last) - strlen("/stddef.h");
			add_system_folder(arena, arena_strndup(arena, last, length), flags);
			i = sizeof patterns / sizeof *patterns - 2;
		}
		globfree(&found);
	}
}

bool read_flags(struct arena *arena, const struct names *own, const char *database,
	const struct names *files, struct flags *flags, struct diag *diag)
{
	static const char *const ours[] = {"-xc", "-ferror-limit=0", "-Wextra-semi", "-DRESTRUCT"};
	*flags = (struct flags){0};
	for (size_t i = 0; i < sizeof ours / sizeof *ours; i++)
		list_push(arena, &flags->arguments, ours[i]);
	take_flags(arena, own, NULL, &flags->arguments);
	const char *first = files->count ? files->items[0] : NULL;
	if (database && !read_database(arena, database, first, &flags->arguments, diag))
		return false;
	add_model_folder(arena, flags);
	add_resources(arena, flags);
	return true;
}
