/* Documentation comments: what a person wrote in them. */
#include "read/declarations.h"

#include "base/text.h"

#include <ctype.h>
#include <string.h>

static bool starts(const char *at, const char *end, const char *with)
{
	size_t length = strlen(with);
	return (size_t)(end - at) >= length && strncmp(at, with, length) == 0;
}

static void skip_spaces(const char **at, const char *end)
{
	while (*at < end && isspace((unsigned char)**at))
		++*at;
}

static void cut_spaces(const char *at, const char **end)
{
	while (*end > at && isspace((unsigned char)(*end)[-1]))
		--*end;
}

/* A line without what makes it a comment. */
static void strip_line(const char **at, const char **end)
{
	static const char *const marks[] = {
		"/**<", "/*!<", "///<", "//!<", "/**", "/*!", "///", "//!"};
	bool first = false;
	skip_spaces(at, *end);
	cut_spaces(*at, end);
	for (size_t i = 0; !first && i < sizeof marks / sizeof *marks; i++) {
		first = starts(*at, *end, marks[i]);
		*at += first ? strlen(marks[i]) : 0;
	}
	if (*end - *at >= 2 && strncmp(*end - 2, "*/", 2) == 0) {
		for (*end -= 2; *end > *at && (*end)[-1] == '*';)
			--*end;
		cut_spaces(*at, end);
	}
	if (!first && *at < *end && **at == '*')
		++*at;
	if (*at < *end && **at == ' ')
		++*at;
}

const char *comment_text(struct arena *arena, const char *comment)
{
	struct text text = {0};
	size_t blank = 0;
	while (*comment) {
		const char *end = comment + strcspn(comment, "\n"), *next = end + (*end == '\n');
		strip_line(&comment, &end);
		if (comment == end) {
			blank += text.length > 0;
		} else {
			for (blank += text.length > 0; blank > 0; blank--)
				text_put_char(&text, '\n');
			text_put_n(&text, comment, (size_t)(end - comment));
		}
		comment = next;
	}
	bool empty = text.length == 0;
	const char *result = text_take(&text, arena);
	return empty ? NULL : result;
}

static bool is_doc_line(const char *at, const char *end)
{
	while (at < end && isspace((unsigned char)*at))
		at++;
	return (starts(at, end, "///") || starts(at, end, "//!")) && !starts(at, end, "///<") &&
	       !starts(at, end, "//!<");
}

/* Where the lines of three slashes begin that end at end; end when there is none. */
static const char *doc_lines(const char *source, const char *end)
{
	const char *first = end;
	for (const char *stop = end; stop > source;) {
		const char *line = stop;
		while (line > source && line[-1] != '\n')
			line--;
		if (!is_doc_line(line, stop))
			break;
		first = line;
		stop = line > source ? line - 1 : line;
	}
	return first;
}

/* The same for a block between slashes and stars. */
static const char *doc_block(const char *source, const char *end)
{
	const char *start = end - 2;
	while (start > source && !(start[0] == '/' && start[1] == '*'))
		start--;
	bool doc = starts(start, end - 2, "/**") || starts(start, end - 2, "/*!");
	return doc && !starts(start, end, "/**<") && !starts(start, end, "/*!<") ? start : end;
}

static const char *comment_after(struct arena *arena, const char *at)
{
	static const char *const marks[] = {"///<", "//!<", "/**<", "/*!<"};
	const char *line = arena_strndup(arena, at, strcspn(at, "\n"));
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
		const char *comment = strstr(line, marks[i]);
		if (comment)
			return comment_text(arena, comment);
	}
	return NULL;
}

const char *comment_near(struct arena *arena, const char *source, struct place place)
{
	const char *at = source_line(source, place.line);
	if (!at || strcspn(at, "\n") < place.column)
		return NULL;
	at += place.column ? place.column - 1 : 0;
	const char *end = at;
	while (end > source && isspace((unsigned char)end[-1]))
		end--;
	const char *start = end - source >= 4 && strncmp(end - 2, "*/", 2) == 0
				    ? doc_block(source, end)
				    : doc_lines(source, end);
	if (start < end)
		return comment_text(arena, arena_strndup(arena, start, (size_t)(end - start)));
	return comment_after(arena, at);
}
