/* What the files of the torture share: starts of the runtime as processes of their own, faults that
 * strike them, and the comparison with a run that nobody disturbed.
 *
 *     main.c       which faults there are; the table
 *     history.c    the revisions: every kind of step, on tables with rows
 *     database.c   the server: resetting, what its state is, crashing it
 *     start.c      one start of the runtime in a process of its own
 *     relay.c      a proxy that counts messages and lets a fault strike after one of them
 *     case.c       one try: prepare, strike, start again, compare
 *     sweep.c      a fault after each message in turn
 *     midst.c      the server is stopped in the middle of a long statement
 *     locks.c      locks held by others, timeouts, patience
 *     memory.c     allocations that fail
 *     races.c      many processes at once
 */
#ifndef TESTS_TORTURE_H
#define TESTS_TORTURE_H

#include <restruct.h>
#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#define SCHEMA "torture"

/* ---- history.c ---- */

extern const restruct_table history;
#define FIRST "0001" /* of the history: tables with rows in them */

/* ---- database.c ---- */

extern PGconn *control; /* the torture's own connection; no start uses it */

/* Ends the program with the reason when it cannot be done: the torture itself is broken then. */
void give_up(const char *format, ...) __attribute__((format(printf, 1, 2), noreturn));
void connect_control(void);
void execute(PGconn *conn, const char *sql);
bool try(PGconn *conn, const char *sql); /* false: refused */
/* The first value, "" for none; the caller's to free. */
char *value_of(PGconn *conn, const char *sql);
bool holds(const char *sql);                        /* the control's first value is true */
bool holds_soon(const char *sql, int milliseconds); /* the same, waited for */
/* Everything in a schema that a revision can change, and its version rows but for their times; the
 * caller's to free. */
char *state_of(const char *schema);
/* The same by pg_dump; NULL where there is none for the server. */
char *dump_of(const char *schema);
void drop_schema(const char *schema);
#define START_NAME "torture start" /* application_name of every start that is not pooled */
/* The server has noticed of every start that it is over; false: not within the time. */
bool alone_soon(int milliseconds);
/* A worker that is gone counts as dead at once, not only after a few seconds. */
void forget_signs_of_life(void);
/* The control connection is lost with the server; both are there again afterwards. */
void kill_backend(int pid);
void stop_at_once_and_start(void);

/* ---- start.c ---- */

struct famine {
	long after;    /* so many allocations, one fails */
	bool for_good; /* and all that follow */
	bool libpq;    /* libpq's allocations count, too, not only the library's */
};

struct start {
	const char *target; /* NULL: up to the head */
	bool down;
	restruct_options options;
	const char *host; /* NULL: the environment's */
	bool pooled;      /* host is a pooler's, or leads to one */
	const char *pace; /* seconds that the history's slow() takes for a row; NULL: hardly any */
	const int *gate;  /* a pipe: it begins when the other end is closed; NULL: at once */
	const struct famine *famine;
	bool looks_after; /* tells when the connection does not come back as it was */
};

enum {
	ENDS_HUNG = -1,
	ENDS_UNCONNECTED = 61,
	ENDS_CHANGED = 62, /* the connection is not as it was */
	ENDS_KILLED = 63,
	ENDS_FED = 64 /* it had not so many allocations */
};

pid_t begin(const struct start *start);
/* What the process ended with: a restruct_status or one of the above. One that takes longer than
 * milliseconds is killed. */
int end_of(pid_t pid, int milliseconds);
const char *name_of_end(int end);
const char *last_words(void); /* the message of a process that failed */
/* In this process. */
restruct_status run(PGconn *conn, const struct start *start, restruct_error *error);

/* ---- relay.c ---- */

struct relay;
typedef void strike(struct relay *relay);

struct relay {
	long at; /* after which message it strikes, from 1 on; the handshake is not counted */
	strike *does;
	const char *words; /* what is done before the first of the client's messages with these */
	strike *before;    /* … words in it is passed on; NULL: nothing */
	pid_t worker;
	int backend; /* its server process; 0: not known yet */
	long count;
	bool struck;
	bool cut;         /* by the strike: nothing goes either way any more */
	bool server_open; /* by the strike, with cut: the server does not hear of it yet */
	int client, server;
};

void relay_open(void);
const char *relay_host(void); /* for the connection of who is to be struck */
/* Where it leads. NULL: the environment's server. */
void relay_lead_to(const char *host);
/* Serves one connection until its end. */
void relay_serve(struct relay *relay);
void relay_close_server(struct relay *relay);

/* ---- case.c ---- */

struct scenario {
	const char *name;
	const char *before; /* revision that is there before; NULL: nothing is, not even a schema */
	bool down;          /* from there to FIRST */
	const char *target; /* NULL: the head */
	bool no_log;        /* its rows are as many as it happens */
	bool by_hand;       /* the schema is there, and create_schema is not set */
	char *wanted, *wanted_dump; /* the state that an undisturbed run leads to */
};

extern struct scenario scenarios[];
extern const size_t scenario_count;

/* A fault's line in the table. */
struct tally {
	const char *fault;
	int tried, lost;
};

/* How far apart the messages are that a sweep tries, when there is little time or a lot. */
int step_of(int quick, int slow);
/* Where a sweep begins, from 0 on: each one elsewhere, so that quick runs of several faults try
 * different messages. */
long first_of(int step);
void prepare(const struct scenario *scenario);
struct start start_of(const struct scenario *scenario);
/* Runs it undisturbed once and keeps the state. */
void learn(struct scenario *scenario);
/* Starts again and compares. False: lost, and said why. what: the try, for that. */
bool finishes(const struct scenario *scenario, bool pooled, const char *what);
bool is_same_state(
	const struct scenario *scenario, const char *what, const char *wanted, const char *found);
bool is_as_wanted(const struct scenario *scenario, const char *what);
void say_lost(const struct scenario *scenario, const char *what, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* ---- the faults ---- */

extern bool thorough; /* every message, 100 processes … */
extern int every;   /* in a sweep at most one of so many messages; 0: as the sweep itself has it */
extern long offset; /* where it begins: samples with different ones try different messages */
extern long at;     /* this one alone; 0: all */

void sweep_cut(struct tally *tally);
void sweep_silence(struct tally *tally);
void sweep_kill(struct tally *tally);
void sweep_terminate(struct tally *tally);
void sweep_crash(struct tally *tally);
void sweep_stop(struct tally *tally);
void sweep_pooled_cut(struct tally *tally);
void sweep_pooled_kill(struct tally *tally);

void midst_cancel(struct tally *tally);
void midst_kill(struct tally *tally);
void midst_terminate(struct tally *tally);
void midst_crash(struct tally *tally);
void midst_stop(struct tally *tally);

void locks_held(struct tally *tally);
void locks_released(struct tally *tally);
void locks_statement_timeout(struct tally *tally);
void locks_patience(struct tally *tally);

void memory_arm(const struct famine *famine);
bool memory_disarm(void); /* whether an allocation failed */
void memory_own(struct tally *tally);
void memory_for_good(struct tally *tally);
void memory_libpq(struct tally *tally);

void races_transactions(struct tally *tally);
void races_steps(struct tally *tally);
void races_two_schemas(struct tally *tally);
void races_late(struct tally *tally);
void races_both_ways(struct tally *tally);

#endif
