/* Annotated headers -> schema: one translation unit, its diagnostics, its declarations.
 *
 *     clang.c      strings, files and places out of libclang
 *     walk.c       which declarations carry annotations
 *     ctype.c      what a member's C type means
 *     declare*.c   annotations and meanings -> objects of the schema */
#include "read/clang.h"

#include "base/file.h"
#include "base/text.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* The file that includes all others. It is not there: the compiler gets its text. */
static const char main_file[] = "restruct-models.c";

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

/* An #include by absolute path for each header, once. */
static bool write_includes(struct headers *headers)
{
	struct reader *reader = &headers->reader;
	struct names reals = {0};
	bool good = true;
	for (size_t i = 0; i < reader->given->count; i++) {
		const char *given = reader->given->items[i];
		char *real = access(given, R_OK) == 0 ? realpath(given, NULL) : NULL;
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
			text_printf(&headers->includes, "#include \"%s%s\"\n",
				*given == '/' ? "" : reader->cwd, given);
		}
		free(real);
	}
	return good;
}

/* The compiler's own diagnostics. */

static const char *line_of(const char *source, unsigned line)
{
	while (source && --line > 0) {
		source = strchr(source, '\n');
		source = source ? source + 1 : NULL;
	}
	return source;
}

/* A word on that line that looks like one of the vocabulary and is none: most likely what the
 * compiler stumbled over. */
static const char *misspelt_word(
	struct arena *arena, const char *line, const char **near, unsigned *column)
{
	struct names macros = {0};
	word_macros(arena, &macros);
	const char *end = line + strcspn(line, "\n");
	for (const char *at = line; (at = strstr(at, "DB_")) && at < end;) {
		size_t length = strspn(at, "ABCDEFGHIJKLMNOPQRSTUVWXYZ_0123456789"
					   "abcdefghijklmnopqrstuvwxyz");
		const char *word = arena_strndup(arena, at, length);
		*near = diag_suggest(word, &macros);
		*column = (unsigned)(at - line) + 1;
		if (*near && strcmp(*near, word) != 0)
			return word;
		at += length;
	}
	return NULL;
}

static void report(struct reader *reader, CXDiagnostic said)
{
	struct source_file *file;
	struct place place = clang_place(reader, clang_getDiagnosticLocation(said), &file);
	const char *line = file ? line_of(clang_source(reader, file), place.line) : NULL, *near;
	const char *word = line ? misspelt_word(reader->arena, line, &near, &place.column) : NULL;
	if (word) {
		diag_error(reader->diag, place, "unknown word \"%s\"; did you mean \"%s\"?", word,
			near);
		return;
	}
	place = clang_place(reader, clang_getDiagnosticLocation(said), NULL);
	diag_error(
		reader->diag, place, "%s", clang_take(reader, clang_getDiagnosticSpelling(said)));
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
	       word == WORD_dropped;
}

static void declare(struct declaring *to, const struct declaration *declaration)
{
	if (declaration->annotations.count == 0 || declare_not_yet(to, &declaration->annotations))
		return;
	switch (declaration->kind) {
	case DECLARATION_STRUCT:
		declare_table(to, declaration);
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
	static const struct {
		const char *name;
		enum object_kind kind;
	} kinds[] = {
		{"schema", OBJECT_SCHEMA},
		{"extension", OBJECT_EXTENSION},
		{"enum", OBJECT_ENUM},
		{"domain", OBJECT_DOMAIN},
		{"sequence", OBJECT_SEQUENCE},
		{"table", OBJECT_TABLE},
	};
	const char *kind = annotation_text(annotation, 0);
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		if (strcmp(kinds[i].name, kind) != 0)
			continue;
		struct dropped dropped = {kinds[i].kind, annotation_name(annotation, 1)};
		list_push(to->arena, &revision->dropped, dropped);
		return;
	}
	diag_error(to->diag, annotation_place(to->arena, annotation, 0, 0),
		"\"%s\" is nothing that is dropped by name; say schema, extension, enum, domain, "
		"sequence or table",
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
