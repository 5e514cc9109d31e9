/* A growing string: a failure to grow sticks, whoever spends the string asks once. */
#include "internal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct restruct_text restruct_text_in(char *room, size_t bytes)
{
	*room = '\0';
	return (struct restruct_text){.data = room, .capacity = bytes, .borrowed = true};
}

static bool grow(struct restruct_text *text, size_t more)
{
	if (text->failed)
		return false;
	if (more >= text->capacity - text->length) {
		size_t capacity = text->capacity != 0 ? text->capacity : 128;
		while (more >= capacity - text->length && capacity <= SIZE_MAX / 2)
			capacity *= 2;
		char *data = capacity <= SIZE_MAX / 2
				     ? realloc(text->borrowed ? NULL : text->data, capacity)
				     : NULL;
		if (data == NULL) {
			text->failed = true;
			return false;
		}
		if (text->borrowed)
			memcpy(data, text->data, text->length + 1);
		text->borrowed = false;
		text->data = data;
		text->capacity = capacity;
	}
	return true;
}

void restruct_text_put_n(struct restruct_text *text, const char *bytes, size_t length)
{
	if (!grow(text, length))
		return;
	memcpy(text->data + text->length, bytes, length);
	text->length += length;
	text->data[text->length] = '\0';
}

void restruct_text_put(struct restruct_text *text, const char *string)
{
	restruct_text_put_n(text, string, strlen(string));
}

void restruct_text_printf(struct restruct_text *text, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	int length = vsnprintf(NULL, 0, format, args);
	va_end(args);
	if (length < 0)
		text->failed = true;
	else if (grow(text, (size_t)length)) {
		va_start(args, format);
		vsnprintf(text->data + text->length, (size_t)length + 1, format, args);
		va_end(args);
		text->length += (size_t)length;
	}
}

unsigned restruct_text_control(const char *string)
{
	unsigned char c = (unsigned char)*string;
	if (c == 0xc2)
		return (string[1] & 0xe0) == 0x80 ? (unsigned char)string[1] : 0;
	return c < ' ' || c == 0x7f ? c : 0;
}

void restruct_text_show(struct restruct_text *text, const char *string, size_t most)
{
	for (const char *end = string + restruct_text_within(string, most); string < end;
		string++) {
		unsigned control = restruct_text_control(string);
		if (control == 0) {
			restruct_text_put_n(text, string, 1);
			continue;
		}
		restruct_text_printf(text, "\\x%02x", control);
		string += control > 0x7f;
	}
}

void restruct_text_put_id(struct restruct_text *text, const char *id)
{
	restruct_text_put(text, "\"");
	restruct_text_show(text, id, SIZE_MAX);
	restruct_text_put(text, "\"");
}

void restruct_text_finish(struct restruct_text *text)
{
	if (!text->borrowed)
		free(text->data);
	*text = (struct restruct_text){0};
}

int restruct_text_within(const char *string, size_t most)
{
	size_t length = strlen(string);
	if (length <= most)
		return (int)length;
	while (most > 0 && ((unsigned char)string[most] & 0xc0) == 0x80)
		most--;
	return (int)most;
}

const char *restruct_text_string(const struct restruct_text *text)
{
	return text->data != NULL ? text->data : "";
}
