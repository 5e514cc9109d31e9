/* A text under construction; see text.h. */
#include "base/text.h"

#include "base/arena.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void text_finish(struct text *text)
{
	free(text->data);
	*text = (struct text){0};
}

static void reserve(struct text *text, size_t more)
{
	if (more < text->capacity - text->length)
		return;
	size_t capacity = text->capacity ? text->capacity : 256;
	while (capacity - text->length <= more) {
		if (capacity > SIZE_MAX / 2)
			arena_out_of_memory();
		capacity *= 2;
	}
	char *data = realloc(text->data, capacity);
	if (!data)
		arena_out_of_memory();
	text->data = data;
	text->capacity = capacity;
}

void text_put_n(struct text *text, const char *bytes, size_t length)
{
	reserve(text, length);
	if (length)
		memcpy(text->data + text->length, bytes, length);
	text->length += length;
	text->data[text->length] = '\0';
}

void text_put(struct text *text, const char *string)
{
	text_put_n(text, string, strlen(string));
}

void text_put_char(struct text *text, char c)
{
	text_put_n(text, &c, 1);
}

void text_printf(struct text *text, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	int length = vsnprintf(NULL, 0, format, args);
	va_end(args);
	if (length < 0)
		arena_out_of_memory();
	reserve(text, (size_t)length);
	va_start(args, format);
	vsnprintf(text->data + text->length, (size_t)length + 1, format, args);
	va_end(args);
	text->length += (size_t)length;
}

void text_put_c_string(struct text *text, const char *string)
{
	text_put_char(text, '"');
	for (const char *c = string; *c; c++) {
		switch (*c) {
		case '"':
			text_put(text, "\\\"");
			break;
		case '\\':
			text_put(text, "\\\\");
			break;
		case '\n':
			text_put(text, "\\n");
			break;
		case '\t':
			text_put(text, "\\t");
			break;
		case '?': /* no trigraphs */
			text_put(text, c > string && c[-1] == '?' ? "\\?" : "?");
			break;
		default:
			if ((unsigned char)*c < 0x20 || *c == 0x7f)
				text_printf(text, "\\%03o", (unsigned char)*c);
			else
				text_put_char(text, *c);
		}
	}
	text_put_char(text, '"');
}

void text_put_json(struct text *text, const char *string)
{
	if (!string) {
		text_put(text, "null");
		return;
	}
	text_put_char(text, '"');
	for (const char *c = string; *c; c++) {
		if (*c == '"' || *c == '\\')
			text_printf(text, "\\%c", *c);
		else if (*c == '\n')
			text_put(text, "\\n");
		else if (*c == '\t')
			text_put(text, "\\t");
		else if ((unsigned char)*c < 0x20)
			text_printf(text, "\\u%04x", (unsigned char)*c);
		else
			text_put_char(text, *c);
	}
	text_put_char(text, '"');
}

/* How many bytes follow the first of a sequence, and what the second of them may be; -1 when none
 * starts so. */
static int utf8_follow(unsigned char first, unsigned char second)
{
	unsigned char least = first == 0xe0 ? 0xa0 : first == 0xf0 ? 0x90 : 0x80;
	unsigned char most = first == 0xed ? 0x9f : first == 0xf4 ? 0x8f : 0xbf;
	if (first < 0x80)
		return 0;
	if (first < 0xc2 || first > 0xf4 || second < least || second > most)
		return -1;
	return first < 0xe0 ? 1 : first < 0xf0 ? 2 : 3;
}

bool text_is_utf8(const char *string)
{
	for (const unsigned char *c = (const unsigned char *)string; *c; c++) {
		for (int more = utf8_follow(c[0], c[1]); more != 0; more--)
			if (more < 0 || (*++c & 0xc0) != 0x80)
				return false;
	}
	return true;
}

void text_cut(struct text *text, size_t length)
{
	if (length >= text->length)
		return;
	text->length = length;
	text->data[length] = '\0';
}

const char *text_string(const struct text *text)
{
	return text->data ? text->data : "";
}

char *text_take(struct text *text, struct arena *arena)
{
	char *copy = arena_strndup(arena, text_string(text), text->length);
	text_finish(text);
	return copy;
}
