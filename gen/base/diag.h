/* What is wrong with the input, told as a compiler tells it: all of it, in the order of the source.
 *
 *     models/shop.h:12:24: error: column "referrer_id" references table "custmers", which no
 *     model defines; did you mean "customers"?
 *        12 |         int64_t referrer_id DB_REFERENCES(custmers, id);
 *           |                             ^
 *
 * Messages start in lower case, carry no full stop, put names in double quotes and end with what to
 * do. A stage that has found an error writes nothing. On a terminal they are in colour, unless
 * NO_COLOR is set. */
#ifndef RESTRUCT_BASE_DIAG_H
#define RESTRUCT_BASE_DIAG_H

#include "base/arena.h"

#include <stdbool.h>
#include <stdio.h>

/* Where something stands. file NULL: nowhere in a file (a command's argument, a database). */
struct place {
	const char *file; /* as the user gave it, relative when they did */
	unsigned line;    /* from 1 */
	unsigned column;  /* from 1, in bytes; 0: the whole line */
};

enum severity { SEVERITY_ERROR, SEVERITY_WARNING, SEVERITY_NOTE };

struct diagnostic {
	enum severity severity;
	struct place place;
	const char *message;
	size_t order; /* of arrival; a note belongs to the diagnostic that arrived before it */
};
LIST(struct diagnostic, diagnostics);

struct diag {
	struct arena *arena;
	struct diagnostics list;
	size_t errors;
	size_t warnings;
};

void diag_init(struct diag *diag, struct arena *arena);
void diag_error(struct diag *diag, struct place place, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
void diag_warning(struct diag *diag, struct place place, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
/* More about the diagnostic before: another place, a way out. */
void diag_note(struct diag *diag, struct place place, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* Takes over what another diag has said, after what was said here. Its texts are borrowed. */
void diag_append(struct diag *diag, const struct diag *other);

/* Prints everything said so far, sorted by place (file in order of first mention), each with its
 * source line and a caret, the same message at the same place once; then forgets the text but not
 * the counts. */
void diag_print(struct diag *diag, FILE *stream);

/* The candidate that wanted is most likely a misspelling of, or NULL when none is near. */
const char *diag_suggest(const char *wanted, const struct names *candidates);

#endif
