/* Strings, files and places out of libclang; see clang.h. */
#include "read/clang.h"

#include <stdlib.h>
#include <string.h>

const char main_file[] = "restruct-models.c";

const char *clang_take(struct reader *reader, CXString string)
{
	const char *text = clang_getCString(string);
	const char *copy = text && *text ? arena_strdup(reader->arena, text) : "";
	clang_disposeString(string);
	return copy;
}

/* As the user gave it, else without the current folder in front. */
static const char *shown_path(struct reader *reader, const char *full)
{
	char *real = realpath(full, NULL);
	const char *shown = NULL;
	for (size_t i = 0; i < reader->given->count && !shown; i++) {
		const char *given = reader->given->items[i];
		char *other = strcmp(given, full) == 0 ? NULL : realpath(given, NULL);
		if (!other || (real && strcmp(real, other) == 0))
			shown = given;
		free(other);
	}
	free(real);
	if (shown)
		return shown;
	size_t length = strlen(reader->cwd);
	return strncmp(full, reader->cwd, length) == 0 ? full + length : full;
}

static struct source_file *clang_file(struct reader *reader, CXFile file)
{
	if (reader->last_file && reader->last_file->file == file)
		return reader->last_file;
	for (size_t i = reader->files.count; i-- > 0;) {
		if (clang_File_isEqual(reader->files.items[i]->file, file))
			return reader->last_file = reader->files.items[i];
	}
	struct source_file *found = arena_new(reader->arena, struct source_file);
	found->file = file;
	found->full = clang_take(reader, clang_getFileName(file));
	found->path = shown_path(reader, found->full);
	found->suffix = "";
	size_t length;
	found->source = clang_getFileContents(reader->unit, file, &length);
	if (!found->source)
		found->source = "";
	list_push(reader->arena, &reader->files, found);
	return reader->last_file = found;
}

struct spot clang_spot(struct reader *reader, CXSourceLocation location)
{
	struct spot spot = {0};
	CXFile in;
	clang_getExpansionLocation(location, &in, NULL, NULL, &spot.offset);
	spot.file = in ? clang_file(reader, in) : NULL;
	return spot;
}

/* What ends a line is what does so for the compiler. */
static void find_lines(struct reader *reader, struct source_file *file)
{
	const char *at = file->source;
	list_push(reader->arena, &file->lines, 0);
	while (*(at += strcspn(at, "\r\n"))) {
		at += at[0] == '\r' && at[1] == '\n' ? 2 : 1;
		list_push(reader->arena, &file->lines, (unsigned)(at - file->source));
	}
}

struct place clang_spot_place(struct reader *reader, struct spot spot)
{
	struct place place = {0};
	struct source_file *found = spot.file;
	if (!found)
		return place;
	if (found->lines.count == 0)
		find_lines(reader, found);
	size_t first = 0, after = found->lines.count; /* the line is from first on, before after */
	while (after - first > 1) {
		size_t middle = first + (after - first) / 2;
		if (found->lines.items[middle] <= spot.offset)
			first = middle;
		else
			after = middle;
	}
	place = (struct place){
		found->path, (unsigned)first + 1, spot.offset - found->lines.items[first] + 1};
	if (strcmp(found->full, main_file) == 0) { /* a header that ends too early */
		size_t last = reader->included.count;
		size_t line = place.line < last ? place.line : last;
		place = (struct place){.file = reader->included.items[line ? line - 1 : 0]};
	}
	return place;
}

struct place clang_place(
	struct reader *reader, CXSourceLocation location, struct source_file **file)
{
	struct spot spot = clang_spot(reader, location);
	if (file)
		*file = spot.file;
	return clang_spot_place(reader, spot);
}

const char *clang_tag(struct reader *reader, CXCursor cursor)
{
	const char *tag = clang_take(reader, clang_getCursorSpelling(cursor));
	if (!*tag || strchr(tag, '('))
		tag = clang_take(reader, clang_getTypeSpelling(clang_getCursorType(cursor)));
	return *tag && !strchr(tag, '(') ? tag : NULL;
}

const char *strip_suffix(struct reader *reader, const char *name, const struct source_file *file)
{
	size_t length = name ? strlen(name) : 0, suffix = file ? strlen(file->suffix) : 0;
	if (suffix == 0 || length <= suffix || strcmp(name + length - suffix, file->suffix) != 0)
		return name;
	return arena_strndup(reader->arena, name, length - suffix);
}

struct collection {
	struct reader *reader;
	struct annotations *annotations;
};

/* The same text is understood once: models repeat themselves. */
static void read_annotation(
	struct collection *collection, const char *text, CXSourceLocation location)
{
	struct reader *reader = collection->reader;
	struct place place = clang_place(reader, location, NULL);
	const struct annotation *known = map_get(&reader->annotations, text);
	struct annotation annotation;
	if (known) {
		annotation = *known;
		annotation.place = place;
	} else {
		const char *copy = arena_strdup(reader->arena, text);
		struct annotation *kept = arena_new(reader->arena, struct annotation);
		if (annotation_parse(reader->arena, copy, place, kept, reader->diag))
			map_put(reader->arena, &reader->annotations, copy, kept);
		annotation = *kept;
	}
	list_push(reader->arena, collection->annotations, annotation);
}

static enum CXChildVisitResult visit_attribute(CXCursor cursor, CXCursor parent, CXClientData data)
{
	(void)parent;
	if (!clang_isAttribute(clang_getCursorKind(cursor)))
		return CXChildVisit_Break; /* attributes come before all else */
	if (clang_getCursorKind(cursor) != CXCursor_AnnotateAttr)
		return CXChildVisit_Continue;
	CXString spelling = clang_getCursorSpelling(cursor);
	const char *text = clang_getCString(spelling);
	if (text && strncmp(text, "db:", 3) == 0)
		read_annotation(data, text, clang_getCursorLocation(cursor));
	clang_disposeString(spelling);
	return CXChildVisit_Continue;
}

void clang_annotations(struct reader *reader, CXCursor cursor, struct annotations *annotations)
{
	if (!clang_Cursor_hasAttrs(cursor))
		return;
	struct collection collection = {reader, annotations};
	clang_visitChildren(cursor, visit_attribute, &collection);
}
