/* Annotated headers -> schema: one translation unit, its diagnostics, its declarations.
 *
 *     clang.c      strings, files and places out of libclang
 *     walk.c       which declarations carry annotations
 *     ctype.c      what a member's C type means
 *     declare*.c   annotations and meanings -> objects of the schema */
#include "read/clang.h"

#include "base/file.h"
#include "base/text.h"

#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct headers {
	struct reader reader;
	CXIndex index;
	struct text includes;
};

static const char *current_folder(struct arena *arena)
{
	char *folder = getcwd(NULL, 0);
	const char *result =
		arena_printf(arena, "%s%s", folder ? folder : "", folder && folder[1] ? "/" : "");
	free(folder);
	return result;
}

static bool is_repeated(const struct names *reals, const char *real)
{
	for (size_t i = 0; i < reals->count; i++) {
		if (strcmp(reals->items[i], real) == 0)
			return true;
	}
	return false;
}

/* The real path of a file that can be read; NULL with errno otherwise. */
static char *readable_path(const char *path)
{
	struct stat status;
	if (stat(path, &status) != 0 || access(path, R_OK) != 0)
		return NULL;
	if (S_ISDIR(status.st_mode)) {
		errno = EISDIR;
		return NULL;
	}
	return realpath(path, NULL);
}

/* An #include by absolute path for each header, once. */
static bool write_includes(struct headers *headers)
{
	struct reader *reader = &headers->reader;
	struct names reals = {0};
	bool good = true;
	for (size_t i = 0; i < reader->given->count; i++) {
		const char *given = reader->given->items[i];
		char *real = readable_path(given);
		if (!real) {
			diag_error(reader->diag, (struct place){.file = given},
				"cannot be read: %s; name a header that is there", strerror(errno));
			good = false;
		} else if (strpbrk(given, "\"\n")) {
			diag_error(reader->diag, (struct place){.file = given},
				"cannot be included from C, with a quote or a line break in its "
				"name; rename it");
			good = false;
		} else if (!is_repeated(&reals, real)) {
			list_push(reader->arena, &reals, arena_strdup(reader->arena, real));
			list_push(reader->arena, &reader->included, given);
			text_printf(&headers->includes, "#include \"%s%s\"\n",
				*given == '/' ? "" : reader->cwd, given);
		}
		free(real);
	}
	return good;
}

/* The compiler's own diagnostics. */

/* What the compiler complains of may be a word of ours that it does not know. */
struct suspect {
	const char *word;
	struct place place;
};

static bool is_word_byte(char c)
{
	return c == '_' || isalnum((unsigned char)c);
}

/* The word that starts after white space at a place, or the one in whose parentheses it is. */
static const char *word_at(const char *line, const char *at)
{
	const char *next = at + strspn(at, " \t\r\n");
	if (strncmp(next, "DB_", 3) == 0)
		return next;
	while (at > line && strncmp(at, "DB_", 3) != 0)
		at--;
	bool starts = at == line || !is_word_byte(at[-1]);
	return starts && strncmp(at, "DB_", 3) == 0 && memchr(at, '(', (size_t)(next - at)) ? at
											    : NULL;
}

static bool find_suspect(struct reader *reader, CXSourceLocation location, struct suspect *suspect)
{
	struct source_file *file;
	suspect->place = clang_place(reader, location, &file);
	const char *source = file ? file->source : NULL;
	const char *line = source ? source_line(source, suspect->place.line) : NULL;
	if (!line || suspect->place.column == 0 || strcspn(line, "\n") + 1 < suspect->place.column)
		return false;
	const char *word = word_at(line, line + suspect->place.column - 1);
	if (!word)
		return false;
	size_t length = 0;
	while (is_word_byte(word[length]))
		length++;
	suspect->word = arena_strndup(reader->arena, word, length);
	suspect->place = place_at(suspect->place, line, word);
	return true;
}

static void note_inclusion(
	CXFile file, CXSourceLocation *stack, unsigned length, CXClientData included)
{
	static const char name[] = "restruct_model.h";
	(void)stack, (void)length;
	CXString path = clang_getFileName(file);
	size_t size = strlen(clang_getCString(path));
	if (size >= sizeof name &&
		strcmp(clang_getCString(path) + size - (sizeof name - 1), name) == 0)
		*(bool *)included = true;
	clang_disposeString(path);
}

static bool is_same_place(struct place one, struct place other)
{
	return one.file && other.file && strcmp(one.file, other.file) == 0 &&
	       one.line == other.line && one.column == other.column;
}

/* Whether the suspect explains the complaint, which it then replaces. Of one word newer compilers
 * complain twice. */
static bool report_suspect(struct reader *reader, const struct suspect *suspect)
{
	if (is_same_place(reader->suspected, suspect->place))
		return true;
	struct names macros = {0};
	bool included = false;
	word_macros(reader->arena, &macros);
	const char *near = diag_suggest(suspect->word, &macros);
	clang_getInclusions(reader->unit, note_inclusion, &included);
	if (near && strcmp(near, suspect->word) != 0)
		diag_error(reader->diag, suspect->place,
			"unknown word \"%s\"; did you mean \"%s\"?", suspect->word, near);
	else if (near && !included)
		diag_error(reader->diag, suspect->place,
			"unknown word \"%s\"; #include <restruct_model.h> first", suspect->word);
	else
		return false;
	reader->suspected = suspect->place;
	return true;
}

static void report(struct reader *reader, CXDiagnostic said)
{
	struct suspect suspect;
	CXSourceLocation location = clang_getDiagnosticLocation(said);
	if (find_suspect(reader, location, &suspect) && report_suspect(reader, &suspect))
		return;
	diag_error(reader->diag, clang_place(reader, location, NULL), "%s",
		clang_take(reader, clang_getDiagnosticSpelling(said)));
}

/* What the compiler complains of comes right behind a word's parentheses. */
static bool is_behind_word(struct reader *reader, CXSourceLocation location)
{
	struct source_file *file;
	struct place place = clang_place(reader, location, &file);
	const char *line = file && file->source ? source_line(file->source, place.line) : NULL;
	const char *at = line && place.column ? line + place.column - 1 : NULL;
	while (at && at > line && (at[-1] == ' ' || at[-1] == '\t'))
		at--;
	return at && at > line && at[-1] == ')';
}

/* A word of a struct, an enum or a member that stands by itself says nothing, and the compiler no
 * more than a warning: of the word, or (newer ones) of the semicolon behind it. */
static bool report_lonely_word(struct reader *reader, CXDiagnostic said)
{
	struct suspect suspect;
	CXSourceLocation location = clang_getDiagnosticLocation(said);
	const char *option = clang_take(reader, clang_getDiagnosticOption(said, NULL));
	if (strcmp(option, "-Wmissing-declarations") != 0 &&
		(strcmp(option, "-Wextra-semi") != 0 || !is_behind_word(reader, location)))
		return false;
	if (!find_suspect(reader, location, &suspect))
		return false;
	diag_error(reader->diag, suspect.place,
		"\"%s\" stands by itself and says nothing; put it behind the closing brace of the "
		"struct that it is about, or between \"struct\" and its tag",
		suspect.word);
	return true;
}

/* False when the compiler found an error: whatever it read then is not to be relied on. */
static bool report_diagnostics(struct reader *reader)
{
	bool good = true;
	for (unsigned i = 0; i < clang_getNumDiagnostics(reader->unit); i++) {
		CXDiagnostic said = clang_getDiagnostic(reader->unit, i);
		if (clang_getDiagnosticSeverity(said) >= CXDiagnostic_Error) {
			report(reader, said);
			good = false;
		} else if (report_lonely_word(reader, said)) {
			good = false;
		}
		clang_disposeDiagnostic(said);
	}
	return good;
}

static bool parse(struct headers *headers, const struct flags *flags)
{
	struct CXUnsavedFile unsaved = {
		.Filename = main_file,
		.Contents = text_string(&headers->includes),
		.Length = headers->includes.length,
	};
	struct reader *reader = &headers->reader;
	enum CXErrorCode failure = clang_parseTranslationUnit2(headers->index, main_file,
		flags->arguments.items, (int)flags->arguments.count, &unsaved, 1,
		CXTranslationUnit_SkipFunctionBodies | CXTranslationUnit_KeepGoing, &reader->unit);
	if (failure == CXError_Success)
		return report_diagnostics(reader);
	diag_error(reader->diag, (struct place){0},
		"the compiler library could not read the headers with these flags; give it flags "
		"that clang understands");
	return false;
}

/* Opens the headers; false when nothing in them can be relied on. Finish in any case. */
static bool headers_open(struct headers *headers, struct arena *arena, const struct names *files,
	const struct flags *flags, struct diag *diag)
{
	*headers = (struct headers){.reader = {.arena = arena, .diag = diag, .given = files}};
	headers->reader.cwd = current_folder(arena);
	headers->index = clang_createIndex(0, 0);
	return write_includes(headers) && parse(headers, flags);
}

static void headers_finish(struct headers *headers)
{
	if (headers->reader.unit)
		clang_disposeTranslationUnit(headers->reader.unit);
	clang_disposeIndex(headers->index);
	text_finish(&headers->includes);
}

/* The objects of a declaration. */

/* What belongs to revisions alone. */
static bool is_revision_word(enum word word)
{
	return word == WORD_revision || word == WORD_compatibility || word == WORD_hazard ||
	       word == WORD_reshapes || word == WORD_dropped;
}

static void declare_struct(struct declaring *to, const struct declaration *declaration)
{
	if (annotation_find(&declaration->annotations, WORD_composite))
		declare_composite(to, declaration);
	else if (annotation_find(&declaration->annotations, WORD_view) ||
		 annotation_find(&declaration->annotations, WORD_materialized_view))
		declare_view(to, declaration);
	else
		declare_table(to, declaration);
}

static void declare(struct declaring *to, const struct declaration *declaration)
{
	if (declaration->annotations.count == 0)
		return;
	switch (declaration->kind) {
	case DECLARATION_STRUCT:
		declare_struct(to, declaration);
		break;
	case DECLARATION_ENUM:
		declare_enum(to, declaration);
		break;
	case DECLARATION_TYPEDEF:
		declare_domain(to, declaration);
		break;
	case DECLARATION_OBJECT:
		declare_object(to, declaration);
		break;
	}
}

static bool refuse_revision_word(struct diag *diag, const struct declaration *declaration)
{
	list_each (const struct annotation *, annotation, &declaration->annotations) {
		if (!is_revision_word(annotation->word))
			continue;
		diag_error(diag, annotation->place,
			"a model cannot say what revisions say; take it out, or name the "
			"migrations folder instead of this header");
		return true;
	}
	return false;
}

bool read_headers(struct arena *arena, const struct names *files, const struct flags *flags,
	struct schema *schema, struct diag *diag)
{
	struct headers headers;
	bool good = headers_open(&headers, arena, files, flags, diag);
	if (good) {
		struct declaring to = {
			.arena = arena, .schema = schema, .diag = diag, .warn = true};
		clang_walk(&headers.reader);
		list_each (struct found *, found, &headers.reader.founds) {
			if (!refuse_revision_word(diag, found->declaration))
				declare(&to, found->declaration);
		}
	}
	headers_finish(&headers);
	return good;
}

/* Revisions. */

static void add_dropped(
	struct declaring *to, const struct annotation *annotation, struct revision *revision)
{
	const char *kind = annotation_text(annotation, 0);
	for (int i = 0; i < TOP_LEVEL_KINDS; i++) {
		if (strcmp(object_kind_name((enum object_kind)i), kind) != 0)
			continue;
		struct dropped dropped = {(enum object_kind)i, annotation_name(annotation, 1)};
		const char *suffix = annotation_text(annotation, 2);
		bool apart = *suffix != '(' || dropped.kind == OBJECT_OPERATOR;
		if (*suffix)
			dropped.name.suffix =
				arena_printf(to->arena, "%s%s", apart ? " " : "", suffix);
		list_push(to->arena, &revision->dropped, dropped);
		return;
	}
	diag_error(to->diag, annotation_place(to->arena, annotation, 0, 0),
		"\"%s\" is nothing that is dropped by name; say a kind of object, as in table",
		kind);
}

/* True when the declaration was one of revisions alone. */
static bool add_revision_words(struct declaring *to, const struct declaration *declaration)
{
	struct revision *revision = declaration->revision;
	const struct annotation *said =
		declaration->annotations.count ? &declaration->annotations.items[0] : NULL;
	if (!said || !is_revision_word(said->word))
		return false;
	if (said->word == WORD_compatibility) {
		revision->compatibility = annotation_text(said, 0);
	} else if (said->word == WORD_hazard) {
		struct hazard_note note = {annotation_text(said, 0), annotation_text(said, 1)};
		list_push(to->arena, &revision->hazards, note);
	} else if (said->word == WORD_reshapes) {
		list_push(to->arena, &revision->reshaped, annotation_name(said, 0));
	} else if (said->word == WORD_dropped) {
		add_dropped(to, said, revision);
	}
	return true;
}

/* One revision a header that was asked for; those that others include serve for their types. */
static void gather_revisions(struct headers *headers, struct revisions *revisions)
{
	struct reader *reader = &headers->reader;
	for (size_t i = 0; i < reader->given->count; i++) {
		struct revision *revision = NULL;
		list_each (struct source_file **, file, &reader->files) {
			if (strcmp((*file)->path, reader->given->items[i]) == 0)
				revision = (*file)->revision;
		}
		if (revision)
			list_push(reader->arena, revisions, revision);
		else
			diag_error(reader->diag, (struct place){.file = reader->given->items[i]},
				"holds no DB_REVISION; is it a revision's header?");
	}
}

static void read_revision_declarations(struct headers *headers)
{
	struct reader *reader = &headers->reader;
	list_each (struct source_file **, file, &reader->files) {
		if ((*file)->revision)
			schema_init(&(*file)->revision->schema, reader->arena);
	}
	list_each (struct found *, found, &reader->founds) {
		struct revision *revision = found->declaration->revision;
		if (!revision)
			continue; /* no revision's: whatever else a header includes */
		struct declaring to = {.arena = reader->arena,
			.schema = &revision->schema,
			.diag = reader->diag,
			.revision = revision->id};
		if (!add_revision_words(&to, found->declaration))
			declare(&to, found->declaration);
	}
}

bool read_revision_headers(struct arena *arena, const struct names *files,
	const struct flags *flags, struct revisions *revisions, struct diag *diag)
{
	struct headers headers;
	bool good = headers_open(&headers, arena, files, flags, diag);
	if (good) {
		headers.reader.revisions = true;
		clang_walk(&headers.reader);
		read_revision_declarations(&headers);
		gather_revisions(&headers, revisions);
	}
	headers_finish(&headers);
	return good;
}
