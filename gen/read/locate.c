/* Where a byte of an annotation's argument stands in the source: the text that the compiler handed
 * over has lost its line breaks, its comments and its escapes, so the file is read again. */
#include "read/annotation.h"

#include "base/file.h"

#include <ctype.h>
#include <string.h>

static bool is_splice(const char *at)
{
	return at[0] == '\\' && (at[1] == '\n' || (at[1] == '\r' && at[2] == '\n'));
}

static const char *skip_splices(const char *at)
{
	while (is_splice(at))
		at += at[1] == '\r' ? 3 : 2;
	return at;
}

/* Past white space, comments and line splices. */
static const char *skip_blank(const char *at)
{
	for (;;) {
		const char *start = at;
		at = skip_splices(at);
		at += strspn(at, " \t\r\n\f\v");
		if (at[0] == '/' && at[1] == '/')
			at += strcspn(at, "\n");
		if (at[0] == '/' && at[1] == '*') {
			const char *end = strstr(at + 2, "*/");
			at = end ? end + 2 : at + strlen(at);
		}
		if (at == start)
			return at;
	}
}

/* Past a string or character constant. */
static const char *skip_quoted(const char *at)
{
	char quote = *at++;
	while (*at && *at != quote)
		at += at[0] == '\\' && at[1] ? 2 : 1;
	return *at ? at + 1 : at;
}

/* The beginning of an argument; NULL when there are not so many. */
static const char *find_argument(const char *at, size_t argument)
{
	int depth = 0;
	for (at = skip_blank(at); *at && argument > 0; at = skip_blank(at)) {
		if (*at == '"' || *at == '\'') {
			at = skip_quoted(at);
			continue;
		}
		if (*at == ')' && depth == 0)
			return NULL;
		if (*at == ',' && depth == 0)
			argument--;
		depth += strchr("([{", *at) != NULL;
		depth -= strchr(")]}", *at) != NULL;
		at++;
	}
	return *at ? at : NULL;
}

/* The source of the byte at offset in the strings that start at at: their decoded bytes are
 * counted. Past their end: the last closing quote. */
static const char *find_byte(const char *at, size_t offset)
{
	const char *last = at;
	for (;; at = skip_blank(at)) {
		if (strncmp(at, "u8\"", 3) == 0)
			at += 2;
		if (*at != '"')
			return last;
		at = skip_splices(at + 1);
		while (*at && *at != '"') {
			char bytes[4];
			const char *start = at;
			size_t length = c_string_next(&at, bytes);
			if (offset < length)
				return start;
			offset -= length;
			at = skip_splices(at);
		}
		last = at;
		at += *at == '"';
	}
}

const char *source_line(const char *source, unsigned line)
{
	while (source && line-- > 1) {
		source = strchr(source, '\n');
		source = source ? source + 1 : NULL;
	}
	return source;
}

struct place place_at(struct place place, const char *line, const char *at)
{
	for (const char *next; (next = memchr(line, '\n', (size_t)(at - line)));) {
		line = next + 1;
		place.line++;
	}
	place.column = (unsigned)(at - line) + 1;
	return place;
}

struct place annotation_place(
	struct arena *arena, const struct annotation *annotation, size_t argument, size_t offset)
{
	struct place place = annotation->place;
	const char *source = place.file ? file_read(arena, place.file, NULL) : NULL;
	const char *line = source && place.line ? source_line(source, place.line) : NULL;
	if (!line || place.column == 0 || strcspn(line, "\n") < place.column)
		return place;
	const char *macro = word_macro(arena, annotation->word), *at = line + place.column - 1;
	if (strncmp(at, macro, strlen(macro)) != 0)
		return place;
	at = skip_blank(at + strlen(macro));
	at = *at == '(' ? find_argument(at + 1, argument) : NULL;
	if (!at)
		return place;
	return place_at(place, line, *at == '"' || *at == 'u' ? find_byte(at, offset) : at);
}
