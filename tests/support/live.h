/* A connection to the test's own database, for unit tests that ask the server who is right. */
#ifndef RESTRUCT_TESTS_LIVE_H
#define RESTRUCT_TESTS_LIVE_H

#include <libpq-fe.h>
#include <stdbool.h>

struct arena;

/* The database in the environment (PGHOST …); skips the test when there is none. */
PGconn *live_connect(void);
/* Runs SQL; fails the test with the server's words when it is refused. */
void live_run(PGconn *connection, const char *sql);
/* Whether the server takes it. In a transaction of its own that is rolled back. */
bool live_takes(PGconn *connection, const char *sql);
/* The first value of the first row, in arena; NULL for NULL and for no row. Fails on errors. */
const char *live_value(PGconn *connection, struct arena *arena, const char *sql);
/* The same, but NULL when the server refuses. */
const char *live_try(PGconn *connection, struct arena *arena, const char *sql);

#endif
