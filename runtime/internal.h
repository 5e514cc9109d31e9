/* What the files of the runtime share. The flow of a call that changes the database (work.c):
 *
 *     job.c            what a call has in its hands, and allowed.c what it may do
 *     attempts.c       whether it is tried again, and after what pause
 *     graph.c          the program's table, checked and indexed
 *     state.c          what the version table says is applied
 *     ahead.c          what it says of revisions that this program does not have
 *     route.c          a target -> the revisions that are still to be done
 *     compose.c        those -> a script: transactions, version rows, the revisions' statements
 *     steps.c          what stands in a transaction of its own
 *     outside.c        what stands in none; see outside.h
 *     script.c         the script itself, and what a revision may call to add to it
 *     run.c            a script -> the connection, in pipeline mode
 *     offline.c        a script -> a file
 *     check.c          the schema at head beside the real one; what it asks is in check_sql.c
 *     watch.c          how it goes on, told and written down for other threads
 *     monitor.c        how far the server is with an index
 *     explain.c        what is asked about a failure, by the next three:
 *     blockers.c       who holds the lock that a statement could not get
 *     privileges.c     which privilege is missing, as SQL
 *     rows.c           which rows are against a constraint
 *     error.c          what the server said -> a status, a verdict and a message
 *     names.c          what the options name
 *     version_table.c  all SQL about the version table
 *
 * Names start with restruct_ although they are not exported: in a static library they could meet
 * the application's. PGresult stays in state.c, ahead.c, run.c, script.c, steps.c, outside.c,
 * settings.c, check.c, monitor.c, explain.c and the three that it is for, and error.c. */
#ifndef RESTRUCT_INTERNAL_H
#define RESTRUCT_INTERNAL_H

#include "restruct.h"

#include <stdarg.h>

#define NONE ((size_t)-1) /* no position in the table */
enum { NAME_BYTES = 63 }; /* longest name that the server keeps whole */
enum { VERSION_TABLE_FORM = 2 };

#if defined(__GNUC__)
#pragma GCC visibility push(hidden)
#define PRINTF_LIKE(text, first) __attribute__((format(printf, text, first)))
#else
#define PRINTF_LIKE(text, first)
#endif

/* ---- text.c: a growing string; a failure to grow sticks ---- */

struct restruct_text {
	char *data; /* NUL-terminated once anything was put; NULL before */
	size_t length, capacity;
	bool borrowed; /* data is its maker's, not of the heap */
	bool failed;
};

/* An empty one that takes to the heap once it outgrows the given bytes. */
struct restruct_text restruct_text_in(char *room, size_t bytes);

void restruct_text_put(struct restruct_text *text, const char *string);
void restruct_text_put_n(struct restruct_text *text, const char *bytes, size_t length);
void restruct_text_printf(struct restruct_text *text, const char *format, ...) PRINTF_LIKE(2, 3);
void restruct_text_finish(struct restruct_text *text);
const char *restruct_text_string(const struct restruct_text *text); /* never NULL */
/* How many bytes of a string to show, if most may be: no half character of UTF-8. */
int restruct_text_within(const char *string, size_t most);
/* Appends it with its control characters escaped (\x1b): a terminal takes orders from them, a log
 * lines. As for most: likewise. */
void restruct_text_show(struct restruct_text *text, const char *string, size_t most);
void restruct_text_put_id(struct restruct_text *text, const char *id); /* shown, in quotes */
/* The control character (of ASCII, or C1) that the string begins with; 0: none. */
unsigned restruct_text_control(const char *string);

/* ---- quote.c ---- */

/* Appends it as SQL, quoted by libpq in the connection's encoding, without connection (offline) as
 * UTF-8. false: it is not valid in that encoding, and nothing was appended. */
bool restruct_quote_identifier(struct restruct_text *text, PGconn *conn, const char *name);
bool restruct_quote_literal(struct restruct_text *text, PGconn *conn, const char *string);

/* ---- error.c ---- */

/* The first failure sticks: with one in error already these do nothing. revision and hint may be
 * NULL. */
void restruct_fail(restruct_error *error, restruct_status status, const char *revision,
	const char *hint, const char *format, ...) PRINTF_LIKE(5, 6);
void restruct_fail_memory(restruct_error *error);
/* A text for the message of a failure, which is want of memory when it is not whole. */
const char *restruct_error_text(restruct_error *error, const struct restruct_text *text);
/* A line more in the message of a failure, before its hint, as far as there is room. */
void restruct_error_add(restruct_error *error, const char *title, const char *line);
/* Another hint than before. */
void restruct_error_advise(restruct_error *error, const char *hint);
void restruct_error_clear(restruct_error *error);

/* What the statement that failed was for. */
enum restruct_purpose {
	FOR_TRANSACTION, /* BEGIN, SET LOCAL */
	FOR_COMMIT,
	FOR_SETUP,     /* creates schema or version table */
	FOR_RECORD,    /* the version row: the lock */
	FOR_ADVANCE,   /* the same, from one step to the next */
	FOR_STATEMENT, /* a revision's own */
	FOR_STATE,     /* reads the version table */
	FOR_APART,     /* check: schemas of other names */
	FOR_MODELS,    /* check: the models' objects in them */
	FOR_COMPARING  /* check: reads both */
};

/* What to do about a failure. */
enum restruct_verdict {
	VERDICT_OK,
	VERDICT_LOST,   /* another process was first: read the state again and go on */
	VERDICT_WAIT,   /* the same, but it is not done yet */
	VERDICT_RETRY,  /* a lock was not to be had: again after a pause, a few times */
	VERDICT_FAILED, /* not by waiting */
	VERDICT_BROKEN  /* the connection is gone or of no more use */
};

struct restruct_place { /* where it failed, for the message */
	enum restruct_purpose purpose;
	const char *revision; /* id or NULL */
	unsigned statement;   /* 0: none */
	const char *sql;
	/* earlier steps of the revision are done: the one that is whole without it, "base" where
	 * there is none; else NULL */
	const char *before;
};

/* Fills error from the server's answer (result may be NULL: the connection's own message). */
enum restruct_verdict restruct_fail_result(restruct_error *error, PGconn *conn,
	const PGresult *result, const struct restruct_place *place);

/* ---- room.c: a call's own memory. With nothing to do none is of the heap, unless there are some
 * two hundred revisions ---- */

struct restruct_room {
	size_t used;
	_Alignas(max_align_t) unsigned char bytes[8192];
};

/* Zeroed; NULL: there is none, of the heap neither. give takes NULL, too. */
void *restruct_room_take(struct restruct_room *room, size_t count, size_t size);
void restruct_room_give(const struct restruct_room *room, void *memory);

/* ---- graph.c ---- */

struct restruct_graph {
	const restruct_revision *revisions; /* the table's, and behind them what was learned */
	const restruct_models *models;      /* the table's, or NULL */
	size_t count;
	size_t known;                /* of them the program's own, the first ones */
	restruct_revision *extended; /* revisions, once something was learned */
	struct by_id *by_id;         /* sorted by id */
	size_t *parent[2];           /* positions of each revision's parents, or NONE */
	struct restruct_room room;   /* of the whole call */
};

/* Checks the table (RESTRUCT_USAGE) and indexes it. */
bool restruct_graph_init(
	struct restruct_graph *graph, const restruct_table *table, restruct_error *error);
void restruct_graph_finish(struct restruct_graph *graph);
/* Appends revisions that only the database knows; their strings are borrowed. Parents stand before
 * children afterwards, whatever the order was; those that do not fit in are left out. */
bool restruct_graph_learn(struct restruct_graph *graph, const restruct_revision *revisions,
	size_t count, restruct_error *error);
size_t restruct_graph_find(const struct restruct_graph *graph, const char *id); /* or NONE */
/* Nothing in the table (of those in within, unless NULL) builds on it. */
bool restruct_graph_is_head(
	const struct restruct_graph *graph, const bool *within, size_t position);
size_t restruct_graph_count(const struct restruct_graph *graph, const bool *set); /* members */
/* For a message: up to eight ids of a set, quoted, with commas. set NULL: of all that start so. */
void restruct_graph_list(const struct restruct_graph *graph, const bool *set, const char *start,
	struct restruct_text *text);
/* set: one flag a revision. Adds all that the members build on; all that builds on members. */
void restruct_graph_add_ancestors(const struct restruct_graph *graph, bool *set);
void restruct_graph_add_descendants(const struct restruct_graph *graph, bool *set);

/* ---- state.c ---- */

struct restruct_applied {
	bool table_exists;                   /* known by its rows, or by probing */
	char schema[NAME_BYTES + 1];         /* known likewise; "": it does not exist */
	char version_schema[NAME_BYTES + 1]; /* the version table's; by probing alone */
	int form;                            /* the table's: 1 or 2 */
	bool *applied, *changed;             /* one flag a revision of the graph */
	size_t unknown;                      /* how many of the rows the program does not know */
	size_t strangers;                    /* how many of these were not learned either */
	size_t count;                        /* rows */
	size_t halfway;                      /* a revision in the middle of its steps, or NONE */
	int halfway_step;                    /* that is next; of a downgrade negative */
	PGresult *rows;
};

struct restruct_job;

/* What the version table says, in one round trip. with_dates: for people to look at. */
enum restruct_verdict restruct_state_read(struct restruct_job *job, bool with_dates);
/* Before there is work: what exists, and what is missing. */
enum restruct_verdict restruct_state_probe(struct restruct_job *job);
/* Marks anew which revisions of the graph are applied. */
bool restruct_state_mark(struct restruct_job *job);
/* Sends what sql holds and finishes it. On VERDICT_OK rows is the answer, or NULL: the table (or
 * its schema) does not exist. */
enum restruct_verdict restruct_state_ask(
	struct restruct_job *job, struct restruct_text *sql, PGresult **rows);
void restruct_state_finish(struct restruct_job *job);
/* The revision in a row; when it was applied; the step that is next, 0: it is whole. */
const char *restruct_state_revision(const struct restruct_applied *state, size_t row);
const char *restruct_state_date(const struct restruct_applied *state, size_t row);
int restruct_state_step(const struct restruct_applied *state, size_t row);
/* Its parents, or "" (read with_dates only, as the date). */
const char *restruct_state_parent(const struct restruct_applied *state, size_t row, int which);

/* ---- ahead.c: revisions that only the database knows ---- */

/* Takes them into the graph, with what the version table tells of them. Their downgrade is what is
 * stored, NULL where nothing is. Nothing is asked when all were learned before. */
enum restruct_verdict restruct_ahead_learn(struct restruct_job *job);
/* RESTRUCT_AHEAD: which they are, what they do, which command helps. */
void restruct_ahead_fail(struct restruct_job *job);
/* All of them are harmless to programs before them. */
bool restruct_ahead_is_compatible(const struct restruct_job *job);
/* Why a revision that was learned has no downgrade. */
const char *restruct_ahead_no_way_back(const struct restruct_job *job, size_t position);

/* ---- names.c: what the options name ---- */

struct restruct_names {
	const restruct_options *options;
	PGconn *conn;                /* NULL: offline */
	char schema[NAME_BYTES + 1]; /* as soon as it is known: from the options, else the server */
};

bool restruct_is_given(const char *name); /* neither NULL nor "" */
/* false: a name is too long or not valid in the encoding. */
bool restruct_names_init(struct restruct_names *names, PGconn *conn,
	const restruct_options *options, restruct_error *error);
/* The version table's schema, or "" while it is not known. */
const char *restruct_names_version_schema(const struct restruct_names *names);
/* The schema as a SQL expression: a literal or current_schema(). */
void restruct_names_put_schema(const struct restruct_names *names, struct restruct_text *sql);
/* The names of options.search_path, quoted, each with a comma before it; false: it is no list. */
bool restruct_names_put_more(const struct restruct_names *names, struct restruct_text *sql);
/* The statement that sets the role for a transaction; false: it stays as it is. */
bool restruct_names_put_role(const struct restruct_names *names, struct restruct_text *sql);
/* The statement that sets the search_path for a transaction; nothing when it stays as it is. */
void restruct_names_put_search_path(const struct restruct_names *names, struct restruct_text *sql);

/* ---- version_table.c ---- */

/* What the version table is called, without its schema. */
const char *restruct_version_name(const struct restruct_names *names);

void restruct_version_select(
	const struct restruct_names *names, int form, bool with_dates, struct restruct_text *sql);
/* All about the revisions in ids (a list of literals), a row for each statement of a downgrade. */
void restruct_version_details(
	const struct restruct_names *names, int form, const char *ids, struct restruct_text *sql);
/* From form 1 to this one. */
void restruct_version_reform(const struct restruct_names *names, struct restruct_text *sql);
void restruct_version_probe(const struct restruct_names *names, struct restruct_text *sql);
/* The table as an oid, of a table that exists. */
void restruct_version_put_oid(const struct restruct_names *names, struct restruct_text *sql);
void restruct_version_create(const struct restruct_names *names, struct restruct_text *sql);
/* way_back: an expression of type text[]. */
struct restruct_record {
	const restruct_revision *revision;
	const char *way_back;
	bool needs_code;
	bool or_update; /* when it is there already */
};
void restruct_version_insert(const struct restruct_names *names,
	const struct restruct_record *record, struct restruct_text *sql);
/* The row of a revision in steps: from one step to another, 0 is none; an error (22012) when it
 * does not say that the worker is at from. Behind the worker stand its transaction (the horizon,
 * behind which lies what a statement outside did that stands before the next step) and the version
 * of the server for which the revision counts its steps. */
enum { WORKER_LENGTH = 16 };
struct restruct_advance {
	const char *revision, *worker;
	int from, to, server_version;
};
void restruct_version_advance(const struct restruct_names *names,
	const struct restruct_advance *advance, struct restruct_text *sql);
/* Becomes the worker's, when nobody who lives is at it: a row with that version, or none. */
void restruct_version_take(const struct restruct_names *names, const char *revision, int step,
	const char *worker, struct restruct_text *sql);
/* An expression about the row AS v, in parentheses. */
void restruct_version_put_value(const struct restruct_names *names, const char *revision,
	const char *expression, struct restruct_text *sql);
/* The worker has stopped. */
void restruct_version_release(
	const struct restruct_names *names, const char *worker, struct restruct_text *sql);
/* whole: an error (22012) also when somebody is in the middle of its steps. */
void restruct_version_delete(const struct restruct_names *names, const char *revision, bool whole,
	struct restruct_text *sql);
/* All rows but those of set. */
void restruct_version_keep(const struct restruct_names *names, const struct restruct_graph *graph,
	const bool *set, struct restruct_text *sql);

/* ---- route.c ---- */

enum restruct_verb { VERB_UPGRADE, VERB_DOWNGRADE, VERB_STAMP };

/* set becomes what is to be applied when all is done (upgrade, stamp), or what is to be undone
 * (downgrade). applied: one flag a revision, what is applied now. */
bool restruct_route_find(const struct restruct_graph *graph, enum restruct_verb verb,
	const bool *applied, const char *target, bool *set, restruct_error *error);
/* The position that target names, NONE for "base"; no "+N" or "-N". */
bool restruct_route_position(const struct restruct_graph *graph, const char *target,
	size_t *position, restruct_error *error);

/* ---- script.c ---- */

struct restruct_entry {
	enum restruct_purpose purpose;
	bool lasting;       /* FOR_COMMIT: flushed to the disk when answered */
	size_t position;    /* of the revision, or NONE */
	unsigned statement; /* number within the revision, from 1; 0: not the revision's own */
	unsigned step;      /* that begins with it; 0: none does */
	size_t offset;      /* of its SQL in script.text */
};

struct restruct_migration {
	struct restruct_job *job;
	struct restruct_text text; /* all entries' SQL, each ended by NUL */
	struct restruct_entry *entries;
	size_t count, capacity;
	size_t position; /* of the revision that composes, or NONE */
	unsigned statements;
	unsigned step;     /* where it is: steps.c */
	unsigned resume;   /* the steps before this one are done already */
	unsigned recorded; /* the next step, as the row says in its table; 0: it is not there yet */
	bool open;         /* a transaction is open, as far as it is composed */
	bool rendering;    /* what it does is written down, not done */
	bool needs_code;   /* it asked the database while that was so */
	bool finishing;    /* somebody else, or an earlier attempt, began the revision: steps.c */
	int begun_on;      /* the server's version then, if it is known */
	struct restruct_text created; /* what the attempt has made so far, as composed: created.c */
	bool moved;                   /* names mean something else by now */
	const struct restruct_piece *building; /* the index that is built outside; or NULL */
	PGresult *result;                      /* of the last restruct_query */
	enum restruct_verdict verdict;         /* of the last run */
	bool ended;                            /* run.c: its last answer is here, or lost */
	size_t said;                           /* run.c: how long libpq's message was, when known */
};

void restruct_script_add(restruct_migration *m, enum restruct_purpose purpose, const char *sql);
/* Takes what was composed in sql as the entry's text and finishes sql. */
void restruct_script_take(
	restruct_migration *m, enum restruct_purpose purpose, struct restruct_text *sql);
const char *restruct_script_sql(const restruct_migration *m, const struct restruct_entry *entry);
/* Says the pieces as one statement. */
typedef void restruct_statement_function(restruct_migration *m, const char *sql);
void restruct_script_join(
	restruct_migration *m, const char *const *pieces, restruct_statement_function *say);
void restruct_script_clear(restruct_migration *m);
void restruct_script_finish(restruct_migration *m);

/* Past blanks and comments. */
const char *restruct_sql_skip(const char *sql);
/* Whether the text begins with these words, in whatever case (here lower), one blank between them;
 * *rest is what follows them, past blanks and comments. */
bool restruct_sql_begins(const char *sql, const char *words, const char **rest);

/* ---- compose.c ---- */

/* Appends the transaction that creates what is missing; those that do job->todo; the one that makes
 * the version table say job->goal. */
void restruct_compose_setup(
	struct restruct_job *job, bool create_schema, bool create_version_schema);
/* The transaction that gives the version table its present form. */
void restruct_compose_reform(struct restruct_job *job);
void restruct_compose_revisions(struct restruct_job *job);
void restruct_compose_stamp(struct restruct_job *job);

/* Writes down what a revision's function (NULL: none) does, without doing it, in the migration of a
 * copy of the job: the caller finishes that. What stands outside a transaction is between COMMIT
 * and BEGIN. */
void restruct_compose_render(const struct restruct_job *job, size_t position,
	void (*function)(restruct_migration *m), struct restruct_job *own);
/* The role for a transaction, if the options name one; a limit, unless it is none. */
void restruct_compose_role(struct restruct_job *job);
void restruct_compose_timeout(struct restruct_job *job, const char *setting, int milliseconds);
/* The beginning of a transaction, without a row; the limits for the statements that follow. */
void restruct_compose_open(struct restruct_job *job);
void restruct_compose_timeouts(struct restruct_job *job);
/* The row of the revision that composes, which this transaction has deleted. */
void restruct_compose_record_again(struct restruct_job *job);
/* What is left of the revision at migration.position, from a step on. */
void restruct_compose_rest(struct restruct_job *job, unsigned step);

/* ---- steps.c ---- */

/* A transaction is open from here on. */
void restruct_steps_open(restruct_migration *m);
/* The revision's function has returned: what is missing before the last COMMIT. */
void restruct_steps_end(restruct_migration *m);
/* What the revision says now was done before. */
bool restruct_steps_skip(const restruct_migration *m);
/* Nobody need wait for a sign of life from who has given up. Needs no memory of the heap. */
void restruct_steps_give_up(restruct_migration *m);
/* What is whole when this one, which stands half way, is taken back: an id, or "base". */
const char *restruct_steps_before(const struct restruct_job *job, size_t position);
/* Takes over the revision state.halfway and finishes it; VERDICT_LOST when it is done, VERDICT_WAIT
 * while somebody else is at it. */
enum restruct_verdict restruct_steps_finish_halfway(struct restruct_job *job);

/* ---- job.c: one call of a verb ---- */

struct restruct_job {
	PGconn *conn;             /* NULL: offline */
	restruct_options options; /* defaults filled in */
	restruct_error *error, own_error;
	struct restruct_names names;
	struct restruct_graph graph;
	struct restruct_applied state;
	enum restruct_verb verb;
	bool *goal; /* one flag a revision: what the call is about (route.c); NULL at first */
	bool *todo; /* what of it is still to be done */
	restruct_migration migration;
	size_t done, total; /* revisions, for progress */
	bool unflushed;     /* commits were answered that a crash of the server could take back */
	bool looked;        /* the version table was looked for; its place is known */
	bool nonblocking;   /* the connection was */
	bool looked_for_pooler;
	bool pooled; /* one is on the connection's way: outside.c */
	char worker[WORKER_LENGTH +
		    1];    /* by which the row of a revision in steps tells who is at it */
	PGresult *details; /* of the revisions that were learned */
};

/* A job is for a connection or offline. finish releases everything, also after a failed init. */
bool restruct_job_init(struct restruct_job *job, const restruct_table *table,
	const restruct_options *options, restruct_error *error);
bool restruct_job_connect(struct restruct_job *job, PGconn *conn);
bool restruct_job_offline(struct restruct_job *job);
int restruct_job_server(
	const struct restruct_job *job); /* its version, as PQserverVersion has it */
restruct_status restruct_job_finish(struct restruct_job *job);
/* goal and todo, empty. */
bool restruct_job_make_goal(struct restruct_job *job);

/* ---- allowed.c: what a job may do; false with the error set ---- */

/* No applied revision's source was changed since. */
bool restruct_job_check_changed(struct restruct_job *job);
/* Nothing in job->todo is refused by the options, or lacks a way back. */
bool restruct_job_check_refused(struct restruct_job *job);
/* All revisions up to the head are applied, none is unknown or changed, and the schema exists. */
bool restruct_job_check_at_head(struct restruct_job *job);
/* The schema is missing: the error that says what to do about it. */
void restruct_job_fail_schema(struct restruct_job *job);

/* ---- attempts.c ---- */

struct restruct_attempts { /* what is remembered from one attempt to the next */
	size_t known;      /* rows at the last lost one, of revisions that the program has */
	size_t unknown;    /* and the others */
	int in_vain;       /* lost since while neither has changed, or others have come */
	char blocked[64];  /* the revision that could not get its locks */
	int blocked_times; /* so often */
	long long began;   /* when the attempt did, by restruct_clock */
	long long waited;  /* for another process, in all, milliseconds */
};
/* After a verdict: true when the attempt is to be made again, the error cleared. */
bool restruct_job_goes_on(struct restruct_job *job, enum restruct_verdict verdict,
	struct restruct_attempts *attempts);

/* ---- explain.c ---- */

/* The answer to a query that is written for the search_path pg_catalog: NULL, or no rows, when the
 * connection is not what it was before the failure. */
PGresult *restruct_explain_ask(
	const struct restruct_job *job, const char *query, int count, const char *const *values);

/* ---- blockers.c, privileges.c, rows.c: each for its own kind of failure; nothing at another,
 * or while a transaction is open ---- */

/* Adds to a failure for want of a lock who is in the way. */
void restruct_blockers_say(struct restruct_job *job);
/* A row of pg_stat_activity AS a, in words: an expression of type text, for that search_path. */
extern const char restruct_blockers_process[];
/* The server denied something: the hint becomes the SQL that grants it. */
void restruct_privileges_say(struct restruct_job *job);
/* Adds to the failure of a VALIDATE CONSTRAINT a query that finds the rows. */
void restruct_rows_say(struct restruct_job *job);

/* ---- watch.c ---- */

/* Somebody wants to know how it goes on. */
bool restruct_is_told(const struct restruct_job *job);
/* Completes the event and tells it. Without a message it gets the revision's. */
void restruct_tell(const struct restruct_job *job, size_t position, restruct_event *event);
/* Without an event. */
void restruct_watch_phase(const struct restruct_job *job, restruct_phase phase);

/* ---- check_sql.c: what restruct_check asks ---- */

/* In these texts {h} stands for the helping schema, {version} for the version table, {v} for the
 * beginning of an object's attributes: itself. */
extern const char *const restruct_check_helpers[]; /* statements; NULL at the end */
extern const char *const restruct_check_facts[];   /* a query in pieces; NULL at the end */
extern const char restruct_check_differences[];

/* ---- offline.c ---- */

/* As restruct_script. verb: the only one that will do; NULL: whichever leads there. */
restruct_status restruct_offline(const restruct_table *table, const enum restruct_verb *verb,
	const char *from, const char *to, const restruct_options *options, restruct_write *write,
	void *data, restruct_error *error);

/* ---- run.c ---- */

/* Sends the script and takes the answers; empties it. With keep, the last result goes to
 * m->result. On anything but VERDICT_OK error is filled. */
enum restruct_verdict restruct_run(restruct_migration *m, bool keep);
/* Ends what is open; makes sure that what was answered as done lasts. */
void restruct_run_rollback(struct restruct_job *job);
void restruct_run_flush(struct restruct_job *job);

/* ---- wait.c ---- */

/* Sleeps about so long, a different time in each process. */
void restruct_pause(int milliseconds);
long long restruct_clock(void); /* milliseconds since some moment */
/* A different number in each process and at each call. */
unsigned restruct_random(void);
/* Until the connection has something to read; false after milliseconds without, whatever signals
 * come. */
bool restruct_wait_readable(PGconn *conn, int milliseconds);

#if defined(__GNUC__)
#pragma GCC visibility pop
#endif

#endif
