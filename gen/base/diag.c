/* What is wrong with the input; see diag.h. */
#include "base/diag.h"

#include "base/file.h"
#include "base/map.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void diag_init(struct diag *diag, struct arena *arena)
{
	*diag = (struct diag){.arena = arena};
}

static void add(struct diag *diag, enum severity severity, struct place place, const char *format,
	va_list args)
{
	struct diagnostic said = {
		.severity = severity,
		.place = place,
		.message = arena_vprintf(diag->arena, format, args),
		.order = diag->list.count,
	};
	list_push(diag->arena, &diag->list, said);
}

void diag_error(struct diag *diag, struct place place, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	add(diag, SEVERITY_ERROR, place, format, args);
	va_end(args);
	diag->errors++;
}

void diag_warning(struct diag *diag, struct place place, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	add(diag, SEVERITY_WARNING, place, format, args);
	va_end(args);
	diag->warnings++;
}

void diag_note(struct diag *diag, struct place place, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	add(diag, SEVERITY_NOTE, place, format, args);
	va_end(args);
}

void diag_append(struct diag *diag, const struct diag *other)
{
	list_each (const struct diagnostic *, said, &other->list) {
		struct diagnostic copy = *said;
		copy.order = diag->list.count;
		list_push(diag->arena, &diag->list, copy);
	}
	diag->errors += other->errors;
	diag->warnings += other->warnings;
}

/* An error or warning with the notes that follow it: what is sorted. */
struct group {
	const struct diagnostic *first;
	size_t count;
	size_t file_order; /* of the file's first mention */
};

static int compare_groups(const void *left, const void *right)
{
	const struct group *a = left, *b = right;
	if (a->file_order != b->file_order)
		return a->file_order < b->file_order ? -1 : 1;
	if (a->first->place.line != b->first->place.line)
		return a->first->place.line < b->first->place.line ? -1 : 1;
	if (a->first->place.column != b->first->place.column)
		return a->first->place.column < b->first->place.column ? -1 : 1;
	return a->first->order < b->first->order ? -1 : 1;
}

static size_t file_order(struct names *files, const char *file, struct arena *arena)
{
	for (size_t i = 0; i < files->count; i++) {
		if (strcmp(files->items[i], file ? file : "") == 0)
			return i;
	}
	list_push(arena, files, file ? file : "");
	return files->count - 1;
}

/* A source with the start of each of its lines. */
struct source {
	struct names lines;
};

static struct source *read_source(struct arena *arena, const char *file)
{
	struct source *source = arena_new(arena, struct source);
	const char *line = file_read(arena, file, NULL);
	while (line && *line) {
		list_push(arena, &source->lines, line);
		line = strchr(line, '\n');
		line = line ? line + 1 : NULL;
	}
	return source;
}

/* The bytes of a line without its end; NULL when the file or the line is not there. */
static const char *source_line(
	struct arena *arena, struct map *sources, struct place place, int *length)
{
	struct source *source = map_get(sources, place.file);
	if (!source) {
		source = read_source(arena, place.file);
		map_put(arena, sources, place.file, source);
	}
	if (place.line > source->lines.count)
		return NULL;
	const char *line = source->lines.items[place.line - 1];
	*length = (int)strcspn(line, "\r\n");
	return line;
}

static void print_source(struct arena *arena, struct map *sources, struct place place, FILE *stream)
{
	int length;
	const char *line = place.line ? source_line(arena, sources, place, &length) : NULL;
	if (!line)
		return;
	fprintf(stream, "%5u | %.*s\n", place.line, length, line);
	if (!place.column || place.column > (unsigned)length + 1)
		return;
	fputs("      | ", stream);
	for (unsigned i = 0; i + 1 < place.column; i++) {
		if (((unsigned char)line[i] & 0xc0) != 0x80) /* a character is one column wide */
			fputc(line[i] == '\t' ? '\t' : ' ', stream);
	}
	fputs("^\n", stream);
}

/* On a terminal, unless https://no-color.org's variable is set. */
static bool wants_colour(FILE *stream)
{
	const char *no_color = getenv("NO_COLOR"), *term = getenv("TERM");
	return isatty(fileno(stream)) && !(no_color && *no_color) && term &&
	       strcmp(term, "dumb") != 0;
}

static void print_words(const struct diagnostic *said, FILE *stream)
{
	static const struct {
		const char *word, *colour;
	} severities[] = {
		{"error", "\033[1;31m"}, {"warning", "\033[1;35m"}, {"note", "\033[1;36m"}};
	const char *word = severities[said->severity].word;
	if (wants_colour(stream))
		fprintf(stream, "%s%s:\033[0m \033[1m%s\033[0m\n",
			severities[said->severity].colour, word, said->message);
	else
		fprintf(stream, "%s: %s\n", word, said->message);
}

static void print_one(
	struct arena *arena, struct map *sources, const struct diagnostic *said, FILE *stream)
{
	const struct place *place = &said->place;
	if (!place->file)
		fputs("restruct: ", stream);
	else if (place->line && place->column)
		fprintf(stream, "%s:%u:%u: ", place->file, place->line, place->column);
	else if (place->line)
		fprintf(stream, "%s:%u: ", place->file, place->line);
	else
		fprintf(stream, "%s: ", place->file);
	print_words(said, stream);
	if (place->file)
		print_source(arena, sources, *place, stream);
}

static bool same(const struct group *a, const struct group *b)
{
	return a->file_order == b->file_order && a->first->place.line == b->first->place.line &&
	       a->first->place.column == b->first->place.column &&
	       strcmp(a->first->message, b->first->message) == 0;
}

LIST(struct group, groups);

static void gather(struct diag *diag, struct groups *groups)
{
	struct names files = {0};
	list_each (struct diagnostic *, said, &diag->list) {
		if (said->severity == SEVERITY_NOTE && groups->count) {
			groups->items[groups->count - 1].count++;
			continue;
		}
		struct group group = {said, 1, file_order(&files, said->place.file, diag->arena)};
		list_push(diag->arena, groups, group);
	}
}

void diag_print(struct diag *diag, FILE *stream)
{
	struct groups groups = {0};
	struct map sources = {0};
	gather(diag, &groups);
	if (groups.count)
		qsort(groups.items, groups.count, sizeof *groups.items, compare_groups);
	for (size_t i = 0; i < groups.count; i++) {
		if (i && same(&groups.items[i - 1], &groups.items[i]))
			continue;
		for (size_t j = 0; j < groups.items[i].count; j++)
			print_one(diag->arena, &sources, groups.items[i].first + j, stream);
	}
	diag->list = (struct diagnostics){0};
}

static size_t smallest(size_t a, size_t b, size_t c)
{
	size_t least = a < b ? a : b;
	return least < c ? least : c;
}

/* Levenshtein's distance, where two neighbours that changed places are one mistake; names are
 * short. */
static size_t distance(const char *a, const char *b)
{
	enum { LIMIT = 64 };
	size_t rows[3][LIMIT + 1], columns = strlen(b);
	if (strlen(a) > LIMIT || columns > LIMIT)
		return LIMIT;
	for (size_t j = 0; j <= columns; j++)
		rows[0][j] = j;
	for (size_t i = 1; a[i - 1]; i++) {
		size_t *row = rows[i % 3];
		const size_t *above = rows[(i + 2) % 3], *higher = rows[(i + 1) % 3];
		row[0] = i;
		for (size_t j = 1; j <= columns; j++) {
			row[j] = smallest(above[j] + 1, row[j - 1] + 1,
				above[j - 1] + (a[i - 1] != b[j - 1]));
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
				row[j] = smallest(row[j], higher[j - 2] + 1, row[j]);
		}
	}
	return rows[strlen(a) % 3][columns];
}

const char *diag_suggest(const char *wanted, const struct names *candidates)
{
	size_t best = strlen(wanted) / 3 + 1;
	const char *found = NULL;
	for (size_t i = 0; i < candidates->count; i++) {
		size_t d = distance(wanted, candidates->items[i]);
		if (d < strlen(wanted) && (d < best || (d == best && !found))) {
			best = d;
			found = candidates->items[i];
		}
	}
	return found;
}
