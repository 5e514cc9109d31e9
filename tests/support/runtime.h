/* The runtime on a server, for its live tests: connections to the database that the environment
 * names, tables of revisions, and others who are in the way. Each test works in a schema of its
 * own:
 *
 *     static PGconn *conn;
 *     static restruct_error error;
 *     static restruct_options options;
 *
 *     set_up:    conn = given_schema("shop", &options);
 *     a test:    expect(upgrade(&table), RESTRUCT_OK);
 *                expect_applied("0001, 0002 at 3");
 *     tear_down: leave_schema(conn, &options);
 *
 * Whatever cannot be done fails the test. */
#ifndef RESTRUCT_TESTS_RUNTIME_H
#define RESTRUCT_TESTS_RUNTIME_H

#include "support/cmocka_all.h"

#include <restruct.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>

/* ---- the database ---- */

PGconn *connected(void);
PGconn *connected_as(const char *role);
/* Any number of statements. */
void execute(PGconn *conn, const char *sql);
void executef(PGconn *conn, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* The first value of the answer, "" for NULL; borrowed until the next call. */
const char *value_of(PGconn *conn, const char *sql);
/* Until the query says t; a minute at most. */
void wait_until(PGconn *conn, const char *sql);

#define assert_value(conn, sql, expected) assert_string_equal(value_of((conn), (sql)), (expected))

#define assert_contains(text, part)                                                                \
	do {                                                                                       \
		if (strstr((text), (part)) == NULL)                                                \
			fail_msg("\"%s\" is not in: %s", (part), (text));                          \
	} while (0)

/* ---- a table of revisions ---- */

#define FIRST_OF(number, array)                                                                    \
	{                                                                                          \
		.magic = RESTRUCT_TABLE_MAGIC, .version = RESTRUCT_TABLE_VERSION,                  \
		.count = (number), .revisions = (array)                                            \
	}
#define TABLE_OF(array) FIRST_OF(sizeof(array) / sizeof *(array), array)

/* ---- a test's own schema ---- */

/* A connection to a database without the schema, and options that name it and have it created. The
 * name, which must stay, is any. */
PGconn *given_schema(const char *schema, restruct_options *options);
/* The schema goes, and the connection ends. */
void leave_schema(PGconn *conn, const restruct_options *options);
/* In order: "0001, 0002 at 3", the second of them half way; "" when there is none. Borrowed as
 * value_of's is. The version table is the schema's own. */
const char *applied(PGconn *conn, const char *schema);
/* Whoever was at work in it is dead: the next start need not wait until that shows. */
void forget_signs_of_life(PGconn *conn, const char *schema);

#define assert_status(got, error, expected)                                                        \
	do {                                                                                       \
		restruct_status got_status = (got), expected_status = (expected);                  \
		if (got_status != expected_status)                                                 \
			fail_msg("status %s, not %s: %s", restruct_status_name(got_status),        \
				restruct_status_name(expected_status), (error).message);           \
	} while (0)

/* With the program's own set_up and tear_down. */
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

/* With the test's own conn, options and error. */
#define upgrade(table) restruct_upgrade(conn, (table), &options, &error)
#define upgrade_to(table, target) restruct_upgrade_to(conn, (table), (target), &options, &error)
#define downgrade(table, target) restruct_downgrade(conn, (table), (target), &options, &error)
#define stamp(table, target) restruct_stamp(conn, (table), (target), &options, &error)
#define expect(call, expected) assert_status((call), error, (expected))
#define expect_applied(expected) assert_string_equal(applied(conn, options.schema), (expected))

/* Writes the script, and has psql run it. */
void run_script(const restruct_table *table, const char *from, const char *to,
	const restruct_options *options);

/* ---- others ---- */

/* Somebody who has done this and goes on: the application "somebody", in a transaction that keeps
 * its snapshot, with its locks. PQfinish ends it. */
PGconn *somebody(const char *sql);

/* Somebody else's work on a connection of its own; a message goes to stderr, the status is the
 * process's. */
pid_t in_another_process(restruct_status (*does)(PGconn *own, restruct_error *own_error));
pid_t upgrade_in_another_process(const restruct_table *table, const restruct_options *options);
/* What it says on either stream, all of it that there is room for; its status. */
int said_by(
	int (*does)(const char *const *words), const char *const *words, char *said, size_t size);
/* Waits for it; it must have done what it should. */
void ends_well(pid_t child);
/* At once, from outside. The server's end of its connection may go on. */
void kill_process(pid_t child);
/* Ends the server's end of all connections on which the runtime is at work, but for this one. */
void terminate_workers(PGconn *conn);

/* For wait_until: exactly one worker stands at a lock, or waits for somebody's old snapshot. */
#define A_WORKER_WAITS                                                                             \
	"SELECT count(*) = 1 FROM pg_stat_activity WHERE datname = current_database()"             \
	" AND query LIKE '/* restruct %'"                                                          \
	" AND state = 'active' AND wait_event_type = 'Lock'"

#endif
