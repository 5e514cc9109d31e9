/* A source's C tokens, for its checksum; see read_checksum. */
#include "base/file.h"
#include "read/read.h"

#include <ctype.h>
#include <stdint.h>
#include <string.h>

struct scan {
	const char *at;
	uint64_t hash;
	bool in_string;    /* the last token was a string literal: the next goes on with it */
	bool in_directive; /* a line break ends it and is a token of its own */
};

static void add(struct scan *scan, const char *bytes, size_t length)
{
	for (size_t i = 0; i < length; i++)
		scan->hash = (scan->hash ^ (unsigned char)bytes[i]) * UINT64_C(1099511628211);
}

/* Ends a token, so that "a b" and "ab" differ. A byte that no token holds. */
static void add_end(struct scan *scan)
{
	add(scan, "\0", 1);
}

static void add_token(struct scan *scan, size_t length)
{
	add(scan, scan->at, length);
	add_end(scan);
	scan->at += length;
}

/* A backslash at the end of a line: the length of what vanishes, or 0. */
static size_t splice(const char *at)
{
	if (at[0] != '\\')
		return 0;
	return at[1] == '\n' ? 2 : at[1] == '\r' && at[2] == '\n' ? 3 : 0;
}

static size_t comment(const char *at)
{
	if (at[0] == '/' && at[1] == '*') {
		const char *end = strstr(at + 2, "*/");
		return end ? (size_t)(end - at) + 2 : strlen(at);
	}
	if (at[0] != '/' || at[1] != '/')
		return 0;
	size_t length = 2;
	while (at[length] && at[length] != '\n')
		length += splice(at + length) ? splice(at + length) : 1;
	return length;
}

/* Skips what is no token; sees the line break that ends a directive. */
static void skip_space(struct scan *scan)
{
	for (;;) {
		size_t length = splice(scan->at);
		if (!length)
			length = comment(scan->at);
		if (!length && isspace((unsigned char)*scan->at)) {
			if (*scan->at == '\n' && scan->in_directive) {
				add(scan, "\n", 1);
				add_end(scan);
				scan->in_directive = false;
			}
			length = 1;
		}
		if (!length)
			return;
		scan->at += length;
	}
}

/* From one quote to the next, both included. */
static size_t quoted(const char *at)
{
	size_t length = 1;
	while (at[length] && at[length] != at[0]) {
		if (at[length] == '\\' && at[length + 1])
			length++;
		length++;
	}
	return at[length] ? length + 1 : length;
}

/* An escape: a backslash and one character, or as many digits as belong to it. */
static size_t escape(const char *at)
{
	size_t length = 2;
	if (at[1] == 'x')
		while (isxdigit((unsigned char)at[length]))
			length++;
	else if (at[1] >= '0' && at[1] <= '7')
		while (length < 4 && at[length] >= '0' && at[length] <= '7')
			length++;
	return at[1] ? length : 1;
}

/* Literals that follow one another are one. The end of an escape counts: "\1" "1" is not "\11". */
static void add_string(struct scan *scan)
{
	const char *end = scan->at + quoted(scan->at);
	if (!scan->in_string)
		add(scan, "\"", 1);
	for (scan->at++; scan->at < end && *scan->at != '"';) {
		size_t length = *scan->at == '\\' ? escape(scan->at) : 1;
		add(scan, scan->at, length);
		if (length > 1)
			add(scan, "\1", 1);
		scan->at += length;
	}
	scan->at = end;
	scan->in_string = true;
}

static size_t word(const char *at)
{
	size_t length = 0;
	while (isalnum((unsigned char)at[length]) || at[length] == '_' || at[length] == '.' ||
		((unsigned char)at[length] & 0x80))
		length++;
	return length;
}

/* The longest punctuator, as a compiler takes it. */
static size_t punctuator(const char *at)
{
	static const char *const longer[] = {"<<=", ">>=", "...", "->", "++", "--", "<<", ">>",
		"<=", ">=", "==", "!=", "&&", "||",
		"*=", "/=", "%=", "+=", "-=", "&=", "^=", "|=", "##"};
	for (size_t i = 0; i < sizeof longer / sizeof *longer; i++) {
		if (strncmp(at, longer[i], strlen(longer[i])) == 0)
			return strlen(longer[i]);
	}
	return 1;
}

static void add_next(struct scan *scan)
{
	if (*scan->at == '"') {
		add_string(scan);
		return;
	}
	if (scan->in_string)
		add_end(scan);
	scan->in_string = false;
	if (*scan->at == '#')
		scan->in_directive = true;
	if (*scan->at == '\'')
		add_token(scan, quoted(scan->at));
	else if (word(scan->at) && *scan->at != '.')
		add_token(scan, word(scan->at));
	else
		add_token(scan, punctuator(scan->at));
}

const char *read_checksum(struct arena *arena, const char *path)
{
	struct scan scan = {.hash = UINT64_C(14695981039346656037)};
	scan.at = file_read(arena, path, NULL);
	if (!scan.at)
		return NULL;
	for (skip_space(&scan); *scan.at; skip_space(&scan))
		add_next(&scan);
	add_end(&scan);
	return arena_printf(arena, "%016llx", (unsigned long long)scan.hash);
}
