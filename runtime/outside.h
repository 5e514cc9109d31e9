/* What the files about statements outside a transaction share:
 *
 *     concurrent.c    what such a statement says, and how it is written where
 *     created.c       which relations this call has made, so that nobody uses them yet
 *     outside.c       restruct_concurrently: plainly in the open transaction, or outside any
 *     plainly.c       which of the two, and the first
 *     settings.c      where the second may not be, and what its connection is set to
 *     monitor.c       how far the server is with an index
 *     batches.c       restruct_batches: a statement in many small transactions
 *     steps.c         the row that says how far a revision is */
#ifndef RESTRUCT_OUTSIDE_H
#define RESTRUCT_OUTSIDE_H

#include "internal.h"

#if defined(__GNUC__)
#pragma GCC visibility push(hidden)
#endif

/* ---- concurrent.c ---- */

struct restruct_piece { /* of a statement; without length it is not there */
	const char *start;
	size_t length;
};

enum restruct_outside_kind {
	OUTSIDE_OTHER, /* nothing is known of it, nor of what it leaves when it is interrupted */
	OUTSIDE_CREATE_INDEX,
	OUTSIDE_DROP_INDEX,
	OUTSIDE_DETACH
};

struct restruct_outside {
	enum restruct_outside_kind kind;
	const char *sql;
	struct restruct_piece object; /* the index, the partition */
	struct restruct_piece table;  /* which the index is on (DROP INDEX does not say it), which
				       * the partition is of */
	struct restruct_piece word;   /* CONCURRENTLY and what separates it from the next one */
};

struct restruct_outside restruct_outside_read(const char *sql);
/* A name with dots and quotes in it, at the start of a text. */
struct restruct_piece restruct_outside_name(const char *sql);
/* What a name says of its schema, with the dot. */
size_t restruct_outside_qualifier(const struct restruct_piece *name);
/* A name; an index has its table's schema, and where a pooler makes that necessary all have one. */
void restruct_outside_put(const restruct_migration *m, const struct restruct_outside *outside,
	const struct restruct_piece *name, struct restruct_text *sql);
/* The same as an oid: to_regclass('…'). */
void restruct_outside_put_oid(const restruct_migration *m, const struct restruct_outside *outside,
	const struct restruct_piece *name, struct restruct_text *sql);
/* The whole statement, its names likewise. */
void restruct_outside_put_statement(const restruct_migration *m,
	const struct restruct_outside *outside, struct restruct_text *sql);

/* ---- created.c ---- */

enum restruct_created {
	RESTRUCT_NOT_CREATED = 1, /* the name means what it meant before the call, if anything */
	RESTRUCT_CREATED,         /* by this call: a table, a materialized view, an index on one */
	RESTRUCT_UNSURE           /* to be seen when all that is composed has run */
};

/* Told of every statement that a revision composes, in their order. */
void restruct_created_note(restruct_migration *m, const char *sql);
enum restruct_created restruct_created_state(
	const restruct_migration *m, const struct restruct_piece *name);

/* ---- steps.c ---- */

/* All is one transaction: no step ends in it. */
bool restruct_steps_in_one(const restruct_migration *m);
/* The transaction that is open ends, and the row says what is next. */
void restruct_steps_close(restruct_migration *m);
/* Moves the row behind the statement outside that begins at m->step. */
void restruct_steps_put_past(restruct_migration *m, struct restruct_text *sql);

/* ---- monitor.c ---- */

/* As PQexec; while m->building says what, tells how far the server is with it. */
PGresult *restruct_monitor_exec(const restruct_migration *m, const char *sql);

/* ---- plainly.c ---- */

/* There is nobody whom it would hold up. Asks the server where that is not known. */
bool restruct_outside_is_plain(restruct_migration *m, const struct restruct_outside *outside);
/* The statement without its word, to the transaction that is open. */
void restruct_outside_add_plainly(restruct_migration *m, const struct restruct_outside *outside);

/* ---- settings.c ---- */

/* false, with the error: not in one transaction with others, not on this server, not through a
 * pooler. */
bool restruct_outside_may(restruct_migration *m, const struct restruct_outside *outside);
/* The connection's search_path, role and lock_timeout become the options'; the answer is what they
 * were, for restore_settings, which clears it. NULL: behind a pooler, or an error. */
PGresult *restruct_outside_set_settings(restruct_migration *m);
void restruct_outside_restore_settings(restruct_migration *m, PGresult *saved);
/* What the options set in one transaction, each ended by between: "; " before a statement in the
 * same message, which makes them one transaction; with a line break in it they are PL/pgSQL. */
void restruct_outside_put_settings(
	const restruct_migration *m, const char *between, struct restruct_text *sql);

/* ---- outside.c ---- */

/* The row says that the statement is next, and it is told that it begins; false: that cannot be. */
bool restruct_outside_begin(restruct_migration *m, const char *sql);
/* The row moves behind it, or, when it is not done, is left to whoever comes next. */
void restruct_outside_end(restruct_migration *m, bool done);
/* Offline: what stands between the two is done as the options' role, then the row moves behind it.
 */
void restruct_outside_write_begin(restruct_migration *m);
void restruct_outside_write_end(restruct_migration *m);
/* What a statement begins with, so that whoever looks sees who is at it. */
void restruct_outside_sign(const restruct_migration *m, struct restruct_text *sql);

/* The answer of a statement that is sent now, by itself; NULL: m->verdict and the error say why.
 * sql is finished. */
PGresult *restruct_outside_ask(
	restruct_migration *m, enum restruct_purpose purpose, struct restruct_text *sql);
/* The same, whether it went well; and the first value, '\0' without one. */
bool restruct_outside_run(
	restruct_migration *m, enum restruct_purpose purpose, struct restruct_text *sql);
char restruct_outside_letter(
	restruct_migration *m, enum restruct_purpose purpose, struct restruct_text *sql);

#if defined(__GNUC__)
#pragma GCC visibility pop
#endif

#endif
