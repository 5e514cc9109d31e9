/* restruct.h: brings a PostgreSQL schema up to date when an application starts. The one public
 * header of librestruct, which needs libpq (14 or newer) and nothing else.
 *
 * The generator (`restruct table`) writes restruct_revisions.c, a constant table of all revisions
 * with their upgrade and downgrade functions. It is linked into the application, which calls
 *
 *     #include <restruct.h>
 *
 *     extern const restruct_table restruct_revisions;
 *
 *     restruct_options options = {.schema = getenv("SCHEMA"), .create_schema = true};
 *     restruct_error error;
 *     PGconn *conn = PQconnectdb("");
 *
 *     if (restruct_upgrade(conn, &restruct_revisions, &options, &error) != RESTRUCT_OK) {
 *             fprintf(stderr, "%s\n", error.message);
 *             exit(1);
 *     }
 *
 * With nothing to do that is one query. Otherwise each missing revision runs in a transaction that
 * begins by inserting the revision's row into the version table (restruct_version). The row is the
 * lock: of two processes that start together one waits on the other's row and then finds the work
 * done. Nothing is left behind by a crash: a revision is there with its row, or not at all; one in
 * several steps (restruct_commit, restruct_concurrently) as far as its row says, and the next start
 * goes on there.
 *
 * Whoever may write that table may have SQL run by whoever undoes a revision that its program does
 * not know (the column downgrade): it belongs to the role that migrates, and others need SELECT at
 * most. Whatever else stands in it is taken for data.
 *
 * All functions may be called from several threads, each with a connection of its own. The library
 * keeps no state, prints nothing (restruct_main excepted) and owns nothing after it returned; what
 * it hands to a callback is borrowed and valid during the call.
 *
 * The connection must be idle: connected, no transaction open, no pipeline, no query under way. It
 * comes back as it was: settings are changed with SET LOCAL, in transactions that the library
 * itself begins and ends; only around a statement outside a transaction the session's are, and put
 * back (behind a pooler they are left alone).
 */
#ifndef RESTRUCT_H
#define RESTRUCT_H

#include <libpq-fe.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__)
#define RESTRUCT_API __attribute__((visibility("default")))
#else
#define RESTRUCT_API
#endif

#define RESTRUCT_VERSION "0.1.0"

/* ---- what can go wrong -------------------------------------------------------------------- */

/* Few codes, each one that a caller may act on; the reason is in restruct_error. */
typedef enum restruct_status {
	/* Done, or nothing was to be done. */
	RESTRUCT_OK = 0,
	/* The program is wrong, not the database: an unknown target, an option that makes no sense,
	 * a connection that is busy, a table that this library cannot read, a revision that
	 * misuses restruct_sqlf. Nothing was touched, unless the mistake came to light in the
	 * middle of a revision: then that one, or its step, was rolled back. */
	RESTRUCT_USAGE,
	/* Not connected, or the connection broke. Revisions reported as done are done; the one
	 * under way, or its step, is either there with its row or not at all. Connect anew and call
	 * again. */
	RESTRUCT_CONNECTION,
	/* The server refused a statement: error.sqlstate, revision and statement say which. That
	 * revision is rolled back (all of them with RESTRUCT_TRANSACTION_ALL), those before it
	 * stay. Of one in steps only the step is rolled back, those before it stay: mend what was
	 * in the way and call again, it goes on there. Should it be undone instead, the hint has
	 * the commands: restruct_downgrade would first have to finish it. */
	RESTRUCT_DATABASE,
	/* The schema does not exist and create_schema is not set, or the role may not create it;
	 * or no schema was named and the connection's search_path has none. Nothing was touched. */
	RESTRUCT_NO_SCHEMA,
	/* The database holds revisions that this program does not know, or a version table newer
	 * than this library: a newer program has been here. Nothing was touched. */
	RESTRUCT_AHEAD,
	/* The source of an applied revision is not what it was when it was applied. Nothing was
	 * touched. Restore the source, or accept it with restruct_stamp. */
	RESTRUCT_CHANGED,
	/* A revision that is to be applied has a hazard named in options.refuse; or one that is to
	 * be undone has no downgrade, or is another program's and stands half way. Nothing was
	 * touched. Or this server cannot be trusted with a statement (restruct_concurrently): that
	 * one was not begun. */
	RESTRUCT_REFUSED,
	/* Another session held a lock that a statement needs for longer than lock_timeout, each of
	 * options.retries times. That revision, or its step, is rolled back, those before it stay.
	 * The message names who is in the way: process, application, since when, its query; or a
	 * prepared transaction, and what ends it. Try later. */
	RESTRUCT_LOCKED,
	/* Out of memory. As RESTRUCT_DATABASE; when it was libpq that had none, the connection may
	 * be of no more use. */
	RESTRUCT_MEMORY,
	/* restruct_script: the output could not be written. */
	RESTRUCT_OUTPUT,
	/* restruct_check: revisions of this program are not applied yet; nothing was compared. */
	RESTRUCT_PENDING,
	/* restruct_check: all revisions are applied, and the schema is another than they make. */
	RESTRUCT_DIFFERENT
} restruct_status;

/* What happened, filled by every function that returns a status (on RESTRUCT_OK all is empty). The
 * caller's own memory; nothing to release. */
typedef struct restruct_error {
	restruct_status status;
	char revision[64];  /* the revision concerned; "" when it is not about one */
	unsigned statement; /* which statement of that revision, from 1; 0: none */
	char sqlstate[6];   /* as the server gave it; "" when it was not the server */
	char message[2048]; /* all of it, for people: several lines, no newline at the end */
	char hint[512];     /* what to do next, the last line of message; may be "" */
} restruct_error;

/* The name of a status: "ok", "usage", … */
RESTRUCT_API const char *restruct_status_name(restruct_status status);

/* ---- the table of revisions: written by restruct table, not by hand ------------------------- */

/* What a statement does to the data, to a busy table and to older programs; or'ed. */
typedef enum restruct_hazard {
	RESTRUCT_HAZARD_LOSES_DATA = 1 << 0,     /* "loses-data": values are gone for good */
	RESTRUCT_HAZARD_REWRITES_TABLE = 1 << 1, /* "rewrites-table": every row is written anew */
	RESTRUCT_HAZARD_BLOCKS_WRITES = 1 << 2,  /* "blocks-writes": for as long as a scan takes */
	RESTRUCT_HAZARD_BLOCKS_READS = 1 << 3,   /* "blocks-reads": reads and writes, the same */
	RESTRUCT_HAZARD_BREAKS_OLD_CODE = 1 << 4 /* "breaks-old-code": older programs may fail */
} restruct_hazard;

/* How a program built before a revision gets on with the schema after it. */
typedef enum restruct_compatibility {
	RESTRUCT_COMPATIBILITY_ADDITIVE,
	RESTRUCT_COMPATIBILITY_TIGHTENING,
	RESTRUCT_COMPATIBILITY_BREAKING
} restruct_compatibility;

/* A revision while it runs, or is being written down: see "in a revision" below. */
typedef struct restruct_migration restruct_migration;

typedef struct restruct_revision {
	const char *id;            /* "0002_add_phone", at most 63 bytes */
	const char *message;       /* "add phone" */
	const char *parent;        /* id of the revision before; NULL: the first */
	const char *second_parent; /* id; not NULL in a merge only */
	const char *checksum;      /* of the revision's source */
	unsigned hazards;          /* restruct_hazard, or'ed, of the upgrade */
	restruct_compatibility compatibility;
	void (*upgrade)(restruct_migration *m);
	void (*downgrade)(restruct_migration *m); /* NULL: there is no way back */
	const char *const *reshaped;              /* NULL or as in restruct_event */
} restruct_revision;

#define RESTRUCT_TABLE_MAGIC 0x52535452u /* "RSTR" */
#define RESTRUCT_TABLE_VERSION 3u

typedef struct restruct_extension {
	const char *name;
	const char *schema;  /* NULL: the configured one */
	const char *version; /* NULL: any */
} restruct_extension;

/* The schema at head as the models have it, made from nothing: what restruct_check compares with.
 * In a statement "\001N\001" stands for schemas[N]; a name without a schema is of the configured
 * one. Statements are in pieces: a NULL ends a statement, a second one the list. */
typedef struct restruct_models {
	const char *const *schemas;           /* that models name; NULL at the end */
	const restruct_extension *extensions; /* that must be there; name NULL at the end */
	const char *const *statements;
} restruct_models;

/* Checked whenever it is used: magic and version, ids, and that every parent stands before its
 * children. */
typedef struct restruct_table {
	uint32_t magic;   /* RESTRUCT_TABLE_MAGIC */
	uint32_t version; /* RESTRUCT_TABLE_VERSION */
	size_t count;
	const restruct_revision *revisions; /* parents before children */
	const restruct_models *models;      /* NULL: restruct_check has nothing to compare with */
} restruct_table;

/* ---- options ------------------------------------------------------------------------------- */

typedef enum restruct_transaction {
	RESTRUCT_TRANSACTION_EACH, /* one for each revision; a failure keeps those before */
	RESTRUCT_TRANSACTION_ALL   /* one for all: everything or nothing. Mind the server's
				    * max_locks_per_transaction: about 2300 tables by default.
				    * restruct_commit goes on in it, and what restruct_concurrently
				    * is to run outside is RESTRUCT_USAGE, unless its table is new or
				    * empty */
} restruct_transaction;

/* What an upgrade does when the database holds revisions that this program does not know: after a
 * deployment was rolled back, say. */
typedef enum restruct_when_ahead {
	RESTRUCT_WHEN_AHEAD_REFUSE, /* RESTRUCT_AHEAD: which they are, and which command helps */
	RESTRUCT_WHEN_AHEAD_ALLOW,  /* go on whatever they do */
	/* go on when all of them are harmless to older programs (RESTRUCT_COMPATIBILITY_ADDITIVE),
	 * as the version table says; else RESTRUCT_AHEAD */
	RESTRUCT_WHEN_AHEAD_COMPATIBLE,
	/* undo them first, with the downgrades that the version table holds, as restruct_downgrade
	 * to "head" does; RESTRUCT_AHEAD or RESTRUCT_REFUSED when one cannot be undone without the
	 * program that brought it */
	RESTRUCT_WHEN_AHEAD_DOWNGRADE
} restruct_when_ahead;

typedef enum restruct_event_kind {
	RESTRUCT_EVENT_BEGIN, /* a revision has its row and begins */
	RESTRUCT_EVENT_DONE,  /* a revision is committed */
	RESTRUCT_EVENT_WAIT,  /* another process is at work on the same revision, or has just been:
			       * one to four times a second while that lasts; or others are in the
			       * way of an index that is being built, once a second */
	RESTRUCT_EVENT_RETRY, /* a lock was not to be had: the revision, or the step in which that
			       * was, will be tried again */
	RESTRUCT_EVENT_STEP,  /* the next step of a revision begins (restruct_commit,
			       * restruct_concurrently) */
	RESTRUCT_EVENT_INDEX  /* how far the server is with an index that it builds outside a
			       * transaction; about once a second */
} restruct_event_kind;

/* Strings are valid during the call. */
typedef struct restruct_event {
	restruct_event_kind kind;
	const char *revision; /* id; NULL while the version table itself is waited for */
	const char *message; /* the revision's message; WAIT, RETRY: the reason; STEP: the statement
			      * outside a transaction, or NULL */
	bool downgrade;
	unsigned step; /* STEP, INDEX: from 1, what stands before the first restruct_commit is 0 */
	const char *index;  /* INDEX, and WAIT for one: its name, as the statement has it */
	int percent;        /* INDEX: 0 to 99 */
	size_t done, total; /* revisions of this call; total may change when others work too */
	/* Tables and views, as SQL names them, whose rows have another shape when the revision, or
	 * its downgrade, is done: columns have come or gone, or got another type or name. NULL at
	 * the end; a null pointer: none, or the revision is only known to the database.
	 *
	 * Statements that other connections prepared on them before fail then, once or until they
	 * are prepared anew ("cached plan must not change result type", 0A000): BEGIN tells which
	 * these will be, DONE that it is so. A revision in steps may reshape in any of them.
	 *
	 *     static void migrated(void *pool, const restruct_event *event)
	 *     {
	 *             if (event->kind == RESTRUCT_EVENT_DONE && event->reshaped != NULL)
	 *                     pool_send_all(pool, "DEALLOCATE ALL");      (or DISCARD ALL)
	 *     }
	 */
	const char *const *reshaped;
} restruct_event;

/* What a call is at, for other threads: a health endpoint answers while restruct_upgrade runs in
 * the thread that starts the application.
 *
 *     static restruct_watch watch;
 *
 *     restruct_options options = {.watch = &watch};         (the thread that migrates)
 *     restruct_upgrade(conn, &restruct_revisions, &options, &error);
 *
 *     restruct_watched now;                                 (any other one, at any time)
 *     restruct_watch_read(&watch, &now);
 *     ready = now.phase == RESTRUCT_PHASE_ENDED && now.status == RESTRUCT_OK;
 *
 * The caller's own memory, zero-initialised, which must outlive the call; one call at a time writes
 * to it. Neither side ever waits for the other. */
typedef struct restruct_watch {
	uint32_t words[96]; /* for restruct_watch_read to read */
} restruct_watch;

typedef enum restruct_phase {
	RESTRUCT_PHASE_NONE,    /* nothing has been called with it */
	RESTRUCT_PHASE_LOOKING, /* a call has begun, and looks what is to be done */
	RESTRUCT_PHASE_WORKING, /* a revision is under way, or the last one is done */
	RESTRUCT_PHASE_WAITING, /* for another process at the same work, or for a lock */
	RESTRUCT_PHASE_ENDED    /* status tells how */
} restruct_phase;

typedef struct restruct_watched {
	restruct_phase phase;
	restruct_status status; /* ENDED: what the call returned */
	uint32_t step;          /* of the revision, as in restruct_event */
	int32_t percent;        /* of the index that is being built; -1: none is */
	uint64_t done, total;   /* revisions of this call */
	char revision[64];      /* it is about; "" when it is about none */
	char message[256]; /* WAITING: for whom; ENDED: the error's; "" or the beginning of it */
} restruct_watched;

RESTRUCT_API void restruct_watch_read(const restruct_watch *watch, restruct_watched *now);

/* Zero-initialised it is the safe default, and so is a null pointer. All times in milliseconds. */
typedef struct restruct_options {
	/* The schema in which unqualified models live, first in the search_path; any name, quoted
	 * here. NULL or "": the first schema of the connection's own search_path. */
	const char *schema;
	/* Create schema (and version_table_schema) when missing; needs the CREATE privilege on the
	 * database only in that case. */
	bool create_schema;
	/* The table that holds what is applied. NULL: "restruct_version". One table may serve many
	 * schemas: its key is (schema, revision). */
	const char *version_table;
	/* Its schema. NULL: schema. It need not be in the search_path. */
	const char *version_table_schema;
	/* More schemas, searched after schema, as in SET search_path: "shared, public". NULL: none
	 * (with schema NULL: the connection's own search_path stays). */
	const char *search_path;
	/* The role that does the work (SET LOCAL ROLE) and will own what it creates. NULL: the
	 * connection's. */
	const char *role;
	/* How long a statement may wait for a lock while others queue behind it. 0: 5000; negative:
	 * as the server is configured. Waiting for another process at the same work is not limited
	 * by it, but by patience. */
	int lock_timeout;
	/* The same for a statement outside a transaction (restruct_concurrently): it waits for the
	 * transactions that are older than itself, and nobody queues behind it meanwhile. 0:
	 * 1800000 (half an hour) for each; negative: as the server is configured, as it is always
	 * behind a pooler. */
	int concurrent_lock_timeout;
	/* How long a statement in a transaction may run. 0 or negative: as the server is
	 * configured. */
	int statement_timeout;
	/* How long to wait, in all, for another process that is at the same work. 0: as long as it
	 * lives; negative: not at all. Who waited in vain gets RESTRUCT_LOCKED. */
	int patience;
	/* How often a revision that could not get a lock is tried again, each time after a longer
	 * pause (about 0.2 s at first, 10 s at most). 0: 10; negative: never. */
	int retries;
	restruct_transaction transaction;
	/* restruct_hazard, or'ed: revisions with one of these are not applied, whatever their
	 * author accepted. 0: none is refused. */
	unsigned refuse;
	restruct_when_ahead when_ahead;
	/* restruct_script: the server that the script is for, as PQserverVersion has it: 150000. 0:
	 * 130000, the oldest that is supported; what is written for it runs on newer ones, too. */
	int server_version;
	/* What this program is called in the version table, "shop 2.1 (4f3c2e1)": told when an
	 * older one finds what it did. NULL: nothing. */
	const char *build;
	/* restruct_check: objects that no revision makes and that stand by themselves (tables of
	 * others, partitions made later, privileges of single roles) count as differences. */
	bool strict;
	/* Told what happens, in the thread of the call; must not use the connection. NULL: nobody
	 * is told. For RESTRUCT_EVENT_INDEX a second connection is made as the first one was
	 * (PQconninfo), once an index takes longer than a second; when it cannot be, or a pooler is
	 * in between, there is no such event. */
	void (*progress)(void *data, const restruct_event *event);
	void *progress_data;
	/* Where other threads read what the call is at. NULL: nowhere. */
	restruct_watch *watch;
} restruct_options;

/* ---- verbs --------------------------------------------------------------------------------- */

/* Targets (char *): "head", "base" (before the first revision), an id, the unambiguous start of an
 * id, "+N" (upgrade: the next N revisions), "-N" (downgrade: the last N that are applied).
 * options and error may be NULL. */

/* Applies what is missing up to the head of the table. A table with two heads is RESTRUCT_USAGE. */
RESTRUCT_API restruct_status restruct_upgrade(PGconn *conn, const restruct_table *table,
	const restruct_options *options, restruct_error *error);

/* Applies target and what it needs. Never undoes anything. */
RESTRUCT_API restruct_status restruct_upgrade_to(PGconn *conn, const restruct_table *table,
	const char *target, const restruct_options *options, restruct_error *error);

/* Undoes every applied revision that builds on target; target itself stays. Also those that this
 * program does not know: each revision's downgrade is in the version table, as SQL, so that an
 * older program steps back from what a newer one did (target "head": to what this program knows).
 */
RESTRUCT_API restruct_status restruct_downgrade(PGconn *conn, const restruct_table *table,
	const char *target, const restruct_options *options, restruct_error *error);

/* Records target and all that it builds on as applied, with the checksums of this program, and
 * nothing else, without running any of them: for a database whose tables came another way, or to
 * accept a revision whose source was changed. Target: "head", "base" or an id. */
RESTRUCT_API restruct_status restruct_stamp(PGconn *conn, const restruct_table *table,
	const char *target, const restruct_options *options, restruct_error *error);

/* One revision as current and history tell it. */
typedef struct restruct_state {
	const char *id;
	const restruct_revision *revision; /* NULL: in the database, unknown to this program */
	bool applied;
	bool changed; /* applied, and its source is another now */
	bool head;    /* current: always; history: nothing in the table builds on it */
	int step;     /* 0: whole; else it was begun, and this step is next (restruct_commit);
		       * negative: of its downgrade */
	const char *applied_at; /* "2024-05-01 12:00:00+00", of the session's time zone; or NULL */
} restruct_state;

typedef void restruct_visit(void *data, const restruct_state *state);

/* Calls visit for each applied revision on which no other applied one builds: none in an empty
 * database, one as a rule, several after branches. Creates nothing. */
RESTRUCT_API restruct_status restruct_current(PGconn *conn, const restruct_table *table,
	const restruct_options *options, restruct_visit *visit, void *data, restruct_error *error);

/* Calls visit for every revision of the table, in its order, then for those that only the database
 * knows. conn NULL: no database is asked and nothing counts as applied. Creates nothing, and needs
 * SELECT on the version table alone: for a program that must not migrate, and wants to know.
 *
 *     static void note_missing(void *data, const restruct_state *state)
 *     {
 *             *(bool *)data |= state->revision != NULL && (!state->applied || state->step != 0);
 *     }
 *     …
 *     bool missing = false;
 *     restruct_history(conn, &restruct_revisions, &options, note_missing, &missing, &error);
 */
RESTRUCT_API restruct_status restruct_history(PGconn *conn, const restruct_table *table,
	const restruct_options *options, restruct_visit *visit, void *data, restruct_error *error);

/* How the database differs from what its revisions make. */
typedef enum restruct_difference_kind {
	RESTRUCT_DIFFERENCE_MISSING, /* expected, and not there */
	RESTRUCT_DIFFERENCE_CHANGED, /* an attribute is another */
	RESTRUCT_DIFFERENCE_EXTRA    /* there, and no revision makes it */
} restruct_difference_kind;

/* All as PostgreSQL itself writes it. */
typedef struct restruct_difference {
	restruct_difference_kind difference;
	const char *kind;      /* "table", "column", "constraint", "index", "function", … */
	const char *object;    /* "orders", "orders.total", "audit.events"; the configured schema's
				* objects are not qualified */
	const char *attribute; /* "type", "default", "definition", …; NULL: the object itself */
	const char *expected;  /* NULL: nothing */
	const char *found;     /* NULL: nothing */
	bool counts;           /* makes the result RESTRUCT_DIFFERENT */
} restruct_difference;

typedef void restruct_visit_difference(void *data, const restruct_difference *difference);

/* Tells whether the database is what its revisions make: RESTRUCT_OK, or RESTRUCT_DIFFERENT after
 * visit was called for each difference. Pending, unknown and changed revisions come first: with
 * RESTRUCT_PENDING, RESTRUCT_AHEAD or RESTRUCT_CHANGED nothing is compared. visit may be NULL.
 *
 * It needs nothing but the connection: in one transaction, which is always rolled back, the schema
 * at head is made in schemas of other names (restruct_check_…), and PostgreSQL writes down both
 * that one and the real one. So an expression is compared as the server understands it, however it
 * was written; what a dump and restore does to its spelling makes no difference. Compared is
 * everything that models can say: tables with their columns, constraints, indexes, triggers,
 * policies and rules, types, sequences, views, routines, extended statistics, collations, comments,
 * privileges; not the order of columns, owners, rows. The version table is left out, and so is what
 * belongs to an extension; of extensions themselves only presence and version count.
 *
 * Something that no revision makes counts when it stands in or on a table of the models (a column,
 * an index, a trigger …) or is granted to PUBLIC. Something by itself, a table of another program
 * in the same schema or a partition made later, is told and does not count, unless options.strict.
 *
 * The transaction needs a server that takes writes, and CREATE on the database. It waits for no
 * lock longer than lock_timeout and is tried again as a revision would be; of the real tables it
 * locks nothing that a reader or writer would notice (ACCESS SHARE of views and what they read,
 * during its last statements). Nobody ever sees the schemas; whatever ends it, the server rolls
 * them back. It costs about what the first upgrade did, and event triggers see its statements. */
RESTRUCT_API restruct_status restruct_check(PGconn *conn, const restruct_table *table,
	const restruct_options *options, restruct_visit_difference *visit, void *data,
	restruct_error *error);

/* Takes length bytes; false stops the script with RESTRUCT_OUTPUT. */
typedef bool restruct_write(void *data, const char *bytes, size_t length);

/* Offline: writes the SQL that leads from one target to another, for psql. from NULL: "base"; to
 * NULL: "head"; to may be "+N" or "-N", counted from from. When to lies before from it is a
 * downgrade. What runs online is what is written here: same statements, same transactions, same
 * rows in the version table. UTF-8. A revision that calls restruct_query cannot be written. */
RESTRUCT_API restruct_status restruct_script(const restruct_table *table, const char *from,
	const char *to, const restruct_options *options, restruct_write *write, void *data,
	restruct_error *error);

/* A restruct_write whose data is a FILE *. */
RESTRUCT_API bool restruct_write_file(void *file, const char *bytes, size_t length);

/* The same verbs as a command line: upgrade, downgrade, current, history, heads, stamp, check;
 * --help tells the rest. argv[0] is the name to be shown; options (may be NULL) are the defaults
 * that the command line overrides. Connects as --database says, or as libpq's environment does.
 * Returns the exit status: 0 done, 1 findings (ahead, changed, refused, pending, different), 2
 * wrong use, 3 the database failed.
 *
 *     if (argc > 1 && strcmp(argv[1], "migrate") == 0)
 *             return restruct_main(argc - 1, argv + 1, &restruct_revisions, &options);
 */
RESTRUCT_API int restruct_main(
	int argc, char **argv, const restruct_table *table, const restruct_options *options);

/* ---- in a revision ------------------------------------------------------------------------- */

/* An upgrade or downgrade function composes statements; they are sent together when it has
 * returned, in the revision's transaction. The first failure sticks: later calls do nothing, the
 * transaction is rolled back, and nobody has to test anything between two statements.
 *
 * A function may be called again (after a lost race, or when a lock was not to be had), and must do
 * the same then. Transaction commands, SET without LOCAL, and COPY from or to the client have no
 * place in it. */

/* One statement, as it stands; a semicolon at its end is not needed. */
RESTRUCT_API void restruct_sql(restruct_migration *m, const char *sql);

/* One statement in several pieces, joined as they are: C promises string literals of 4095 bytes
 * and no more.
 *
 *     restruct_sql_pieces(m,
 *             "CREATE TABLE wide (\n"
 *             "\t…,\n",
 *             "\t…\n"
 *             ")");
 */
#define restruct_sql_pieces(m, ...)                                                                \
	restruct_sql_array((m), (const char *const[]){__VA_ARGS__, NULL})
RESTRUCT_API void restruct_sql_array(restruct_migration *m, const char *const *pieces);

/* One statement from a format as format() in SQL has it; all arguments are const char *:
 * %I an identifier, quoted; %L a literal, quoted (NULL: the keyword NULL); %s as it
 * stands (NULL: nothing); %% a percent sign.
 *
 *     restruct_sqlf(m, "ALTER TABLE %I ADD CHECK (kind <> %L)", table, kind);
 */
RESTRUCT_API void restruct_sqlf(restruct_migration *m, const char *format, ...);

/* Sends all that stands before and then one statement (as restruct_sqlf composes it), and returns
 * its result: borrowed, valid until the next call with m. NULL after a failure, this one's or an
 * earlier one's: return then. Each call waits for the server, so prefer SQL that needs no look at
 * the data. Cannot be written offline: restruct_script fails and says so.
 *
 *     const PGresult *rows = restruct_query(m, "SELECT id, name FROM people");
 *     for (int i = 0; i < PQntuples(rows); i++)   (0 rows when NULL)
 *             restruct_sqlf(m, "UPDATE people SET slug = %L WHERE id = %s", …);
 */
RESTRUCT_API const PGresult *restruct_query(restruct_migration *m, const char *format, ...);

/* What stands above is committed, and recorded as done; what follows is a transaction of its own. A
 * revision that is interrupted behind this is finished by the next start, from here on: the
 * function is called again and what was done before is passed over, its restruct_query without a
 * result. So the function must make the same calls each time.
 *
 *     restruct_sql(m, "ALTER TABLE orders ADD CONSTRAINT positive CHECK (total > 0) NOT VALID");
 *     restruct_commit(m);
 *     restruct_sql(m, "ALTER TABLE orders VALIDATE CONSTRAINT positive");
 */
RESTRUCT_API void restruct_commit(restruct_migration *m);

/* The same, then one statement outside any transaction: CREATE INDEX CONCURRENTLY, DROP INDEX
 * CONCURRENTLY, ALTER TABLE … DETACH PARTITION … CONCURRENTLY, or another one that may be run again
 * when it was interrupted. What such an interruption left is dealt with: an INVALID index is
 * removed and built anew, a pending detachment finalised. The check constraint by which the server
 * keeps a detached partition to its bounds is dropped, as without CONCURRENTLY there is none.
 *
 * Where nobody is held up by it, the statement runs without CONCURRENTLY in the transaction that is
 * open, and nobody's transaction is waited for: on a table that this call has made or that has no
 * rows; DETACH PARTITION also on servers before 14, and where the parent has a default partition.
 * Servers 14.0 to 14.3 may leave rows out of an index that is built concurrently: there it is
 * RESTRUCT_REFUSED.
 *
 * It waits for locks, and for the transactions before it, up to concurrent_lock_timeout.
 *
 * Others who start meanwhile look now and then whether it is done, and hold no snapshot that the
 * index would have to wait for. A worker that has died is told from a living one by what the server
 * shows of it, and replaced after a few seconds. Behind a pooler the session cannot be given a
 * search_path: one of the three statements gets the schema before its names (so types and functions
 * of that schema must be qualified in it), and another one, or the option role, is RESTRUCT_USAGE.
 */
RESTRUCT_API void restruct_concurrently(restruct_migration *m, const char *sql);

/* The same in several pieces, as restruct_sql_pieces takes them. */
#define restruct_concurrently_pieces(m, ...)                                                       \
	restruct_concurrently_array((m), (const char *const[]){__VA_ARGS__, NULL})
RESTRUCT_API void restruct_concurrently_array(restruct_migration *m, const char *const *pieces);

/* As restruct_commit, then one UPDATE or DELETE over the rows of a large table, in many small
 * transactions: nobody waits long for one of its rows, and what is done stays done. It is for rows
 * that need it alone, and may be run again after an interruption, so its WHERE must leave out what
 * is done; the WHERE comes last, and an OR in it stands in parentheses.
 *
 *     restruct_sql(m, "ALTER TABLE orders ADD COLUMN token uuid");
 *     restruct_sql(m, "ALTER TABLE orders ALTER COLUMN token SET DEFAULT gen_random_uuid()");
 *     restruct_batches(m, "UPDATE orders SET token = DEFAULT WHERE token IS NULL");
 *
 * It goes through the table 256 pages (2 MB) at a time, and at the end once more for rows that were
 * moved meanwhile; partitions and children too. Servers before 14 do it all at once. On a table
 * that this call has made or that has no rows, and with RESTRUCT_TRANSACTION_ALL, it is one
 * statement of the transaction that is open. A statement of another kind, or without WHERE, is
 * RESTRUCT_USAGE. */
RESTRUCT_API void restruct_batches(restruct_migration *m, const char *sql);

/* The same in several pieces, as restruct_sql_pieces takes them. */
#define restruct_batches_pieces(m, ...)                                                            \
	restruct_batches_array((m), (const char *const[]){__VA_ARGS__, NULL})
RESTRUCT_API void restruct_batches_array(restruct_migration *m, const char *const *pieces);

/* The schema that is being migrated: options.schema, else the connection's. Borrowed; NULL offline
 * when options name none. */
RESTRUCT_API const char *restruct_schema(const restruct_migration *m);

/* The server that is migrated, as PQserverVersion has it (150004 is 15.4); offline
 * options.server_version. For what a newer server does better:
 *
 *     if (restruct_server_version(m) < 180000)
 *             restruct_sql(m, …);
 *     else
 *             restruct_sql(m, …);
 *
 * While a revision is finished that was left half way, it is the version that it was begun on: the
 * server may have become a newer one meanwhile, and the steps are to be the same. What is stored of
 * a downgrade is for the server that the upgrade ran on, or a newer one. */
RESTRUCT_API int restruct_server_version(const restruct_migration *m);

#ifdef __cplusplus
}
#endif

#endif
