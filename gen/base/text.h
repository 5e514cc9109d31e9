/* A text under construction. Writing never fails: where a text cannot grow the program ends
 * (arena_out_of_memory). */
#ifndef RESTRUCT_BASE_TEXT_H
#define RESTRUCT_BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>

struct arena;

struct text {
	char *data;    /* NUL-terminated once anything was written; NULL before */
	size_t length; /* bytes without the NUL */
	size_t capacity;
};

/* A zero-initialised text is empty and ready. */
void text_finish(struct text *text);

void text_put(struct text *text, const char *string);
void text_put_n(struct text *text, const char *bytes, size_t length);
void text_put_char(struct text *text, char c);
void text_printf(struct text *text, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* The string between double quotes, as a C compiler reads it back (UTF-8 stays as it is). */
void text_put_c_string(struct text *text, const char *string);
/* As a JSON string, quotes included; NULL is written as null. */
void text_put_json(struct text *text, const char *string);

/* Whether PostgreSQL takes it for UTF-8: no surrogates, nothing longer than it need be. */
bool text_is_utf8(const char *string);

/* Takes back all that was written after the first length bytes. */
void text_cut(struct text *text, size_t length);

/* What was written, never NULL. */
const char *text_string(const struct text *text);
/* The same as the arena's own copy; the text is finished. */
char *text_take(struct text *text, struct arena *arena);

#endif
