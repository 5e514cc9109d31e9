/* What went wrong, in words: the only place that turns a SQLSTATE into a status, a verdict and
 * advice. */
#include "internal.h"

#include <stdio.h>
#include <string.h>

void restruct_error_clear(restruct_error *error)
{
	*error = (restruct_error){.status = RESTRUCT_OK};
}

const char *restruct_status_name(restruct_status status)
{
	static const char *const names[] = {[RESTRUCT_OK] = "ok",
		[RESTRUCT_USAGE] = "usage",
		[RESTRUCT_CONNECTION] = "connection",
		[RESTRUCT_DATABASE] = "database",
		[RESTRUCT_NO_SCHEMA] = "no-schema",
		[RESTRUCT_AHEAD] = "ahead",
		[RESTRUCT_CHANGED] = "changed",
		[RESTRUCT_REFUSED] = "refused",
		[RESTRUCT_LOCKED] = "locked",
		[RESTRUCT_MEMORY] = "memory",
		[RESTRUCT_OUTPUT] = "output",
		[RESTRUCT_PENDING] = "pending",
		[RESTRUCT_DIFFERENT] = "different"};
	size_t count = sizeof names / sizeof *names;
	return (size_t)status < count ? names[status] : "unknown";
}

/* ---- the text ---- */

/* Cuts what a full buffer left of a UTF-8 character at its end. */
static void cut_at_character(char *buffer, size_t length)
{
	size_t start = length;
	while (start > 0 && ((unsigned char)buffer[start - 1] & 0xc0) == 0x80)
		start--;
	if (start > 0 && (unsigned char)buffer[start - 1] >= 0xc0)
		buffer[start - 1] = '\0';
}

PRINTF_LIKE(3, 0)
static void append_list(char *buffer, size_t size, const char *format, va_list args)
{
	size_t length = strlen(buffer);
	int wanted = vsnprintf(buffer + length, size - length, format, args);
	if (wanted >= 0 && (size_t)wanted >= size - length)
		cut_at_character(buffer, size - 1);
}

PRINTF_LIKE(3, 4)
static void append(char *buffer, size_t size, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	append_list(buffer, size, format, args);
	va_end(args);
}

#define say(error, ...) append((error)->message, sizeof(error)->message, __VA_ARGS__)

/* A message may come from the server with a newline at its end. */
static int length_without_newline(const char *string)
{
	size_t length = strlen(string);
	while (length > 0 && (string[length - 1] == '\n' || string[length - 1] == ' '))
		length--;
	return (int)length;
}

static void say_hint(restruct_error *error, const char *hint)
{
	if (hint == NULL || *hint == '\0')
		return;
	error->hint[0] = '\0';
	append(error->hint, sizeof error->hint, "%s", hint);
	/* the hint has its place even behind a very long message */
	size_t room = sizeof error->message - strlen(error->hint) - sizeof "\n  hint: ";
	if (strlen(error->message) > room) {
		error->message[room] = '\0';
		cut_at_character(error->message, room);
	}
	say(error, "\n  hint: %s", error->hint);
}

/* The message begins with it. */
static void say_revision(restruct_error *error, const char *revision, const char *between)
{
	struct restruct_text text = restruct_text_in(error->message, sizeof error->message);
	append(error->revision, sizeof error->revision, "%s", revision);
	restruct_text_put(&text, "revision ");
	restruct_text_put_id(&text, error->revision);
	restruct_text_put(&text, between);
}

void restruct_fail(restruct_error *error, restruct_status status, const char *revision,
	const char *hint, const char *format, ...)
{
	if (error->status != RESTRUCT_OK)
		return;
	restruct_error_clear(error);
	error->status = status;
	if (revision != NULL)
		say_revision(error, revision, ": ");
	va_list args;
	va_start(args, format);
	append_list(error->message, sizeof error->message, format, args);
	va_end(args);
	say_hint(error, hint);
}

void restruct_error_add(restruct_error *error, const char *title, const char *line)
{
	char *hint = error->hint[0] != '\0' ? strstr(error->message, "\n  hint: ") : NULL;
	if (hint != NULL)
		*hint = '\0';
	char advice[sizeof error->hint];
	memcpy(advice, error->hint, sizeof advice);
	size_t room = strlen(error->message) + strlen(title) + strlen(advice) + 32;
	if (room < sizeof error->message) {
		int length = length_without_newline(line),
		    within = restruct_text_within(line, sizeof error->message - room);
		say(error, "\n  %s%.*s", title, length < within ? length : within, line);
	}
	say_hint(error, advice);
}

void restruct_error_advise(restruct_error *error, const char *hint)
{
	char *old = error->hint[0] != '\0' ? strstr(error->message, "\n  hint: ") : NULL;
	if (old != NULL)
		*old = '\0';
	say_hint(error, hint);
}

void restruct_fail_memory(restruct_error *error)
{
	restruct_fail(error, RESTRUCT_MEMORY, NULL, NULL, "out of memory");
}

const char *restruct_error_text(restruct_error *error, const struct restruct_text *text)
{
	if (text->failed)
		restruct_fail_memory(error);
	return restruct_text_string(text);
}

/* ---- the verdict ---- */

static bool is_class(const char *sqlstate, const char *class)
{
	return strncmp(sqlstate, class, 2) == 0;
}

static bool is_one_of(const char *sqlstate, const char *states)
{
	return sqlstate[0] != '\0' && strstr(states, sqlstate) != NULL;
}

/* The server's own catalogs were in the way, not a table of the application: two sessions created
 * the same schema, type or extension. */
static bool is_catalog_race(const PGresult *result, const char *sqlstate)
{
	const char *schema = PQresultErrorField(result, PG_DIAG_SCHEMA_NAME);
	const char *message = PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
	const char *file = PQresultErrorField(result, PG_DIAG_SOURCE_FILE);
	if (strcmp(sqlstate, "23505") == 0)
		return schema != NULL && strcmp(schema, "pg_catalog") == 0;
	/* "tuple concurrently updated" and "… deleted", in whatever language */
	return strcmp(sqlstate, "XX000") == 0 && message != NULL && file != NULL &&
	       strcmp(file, "heapam.c") == 0;
}

static enum restruct_verdict verdict_of(
	enum restruct_purpose purpose, const PGresult *result, const char *sqlstate)
{
	if (is_class(sqlstate, "08") || is_one_of(sqlstate, "57P01 57P02 57P03 57P05"))
		return VERDICT_BROKEN;
	switch (purpose) {
	case FOR_SETUP:
		if (is_one_of(sqlstate, "42P06 42P07 42710 23505 40001 40P01") ||
			is_catalog_race(result, sqlstate))
			return VERDICT_LOST;
		if (strcmp(sqlstate, "55P03") == 0)
			return VERDICT_WAIT;
		break;
	case FOR_RECORD:
	case FOR_ADVANCE:
		/* The row is there already; its parent's is gone; it was to be deleted and is gone
		 * (the division by zero, see version_table.c). */
		if (is_one_of(sqlstate, "23505 23503 22012 40001 40P01"))
			return VERDICT_LOST;
		if (strcmp(sqlstate, "55P03") == 0)
			return VERDICT_WAIT;
		break;
	case FOR_COMPARING:
		/* "cache lookup failed": somebody drops what is being read */
		if (is_one_of(sqlstate, "XX000 42P01"))
			return VERDICT_RETRY;
		break;
	case FOR_TRANSACTION:
	case FOR_COMMIT:
	case FOR_STATEMENT:
	case FOR_STATE:
	case FOR_APART:
	case FOR_MODELS:
		break;
	}
	if (is_one_of(sqlstate, "55P03 40001 40P01") || is_catalog_race(result, sqlstate))
		return VERDICT_RETRY;
	return VERDICT_FAILED;
}

static restruct_status status_of(enum restruct_purpose purpose, const char *sqlstate)
{
	if (is_one_of(sqlstate, "55P03 40P01"))
		return RESTRUCT_LOCKED;
	if (purpose == FOR_SETUP && strcmp(sqlstate, "3F000") == 0)
		return RESTRUCT_NO_SCHEMA;
	if (purpose == FOR_STATE && strcmp(sqlstate, "42703") == 0)
		return RESTRUCT_AHEAD;
	return RESTRUCT_DATABASE;
}

/* ---- advice ---- */

static const struct {
	const char *sqlstate, *hint;
} advice[] = {
	{"25006", "connect to the primary server, with default_transaction_read_only off"},
	{"25001", "this statement cannot run in a transaction: give it to restruct_concurrently"},
	{"42501", "grant the privilege to the role, or name another one in the option \"role\""},
	{"42601", "a call holds one statement: use a call for each"},
	{"42P07", "it is there without its revision's row in the version table; if all of the "
		  "revision was done another way, record it with stamp"},
	{"42701", "it is there without its revision's row in the version table; if all of the "
		  "revision was done another way, record it with stamp"},
	{"42710", "it is there without its revision's row in the version table; if all of the "
		  "revision was done another way, record it with stamp"},
	{"42703", "look for what was changed without a revision"},
	{"42704", "look for what was changed without a revision"},
	{"42P01", "look for what was changed without a revision"},
	{"53200", "raise max_locks_per_transaction, or use a transaction for each revision"},
	{"55P03", "start again when who is in the way has ended, or end it "
		  "(pg_terminate_backend); or raise the option \"lock_timeout\", for what is done "
		  "CONCURRENTLY \"concurrent_lock_timeout\""},
	{"55P04", "the transaction that adds an enum value cannot use it: restruct_commit belongs "
		  "between the two, and each revision needs its transaction (--transaction each)"},
	{"57014", "raise the option \"statement_timeout\" if that is what ended it"},
	{"22012", "mend the rows first, or let the revision do it"},
	{"22P02", "mend the values first, or let the revision do it"},
	{"23502", "mend the rows first, or let the revision do it"},
	{"23503", "mend the rows first, or let the revision do it"},
	{"23505", "mend the rows first, or let the revision do it"},
	{"23514", "mend the rows first, or let the revision do it"},
};

/* The commands that take a revision back that cannot be finished: README says more of them. */
static void say_halfway(restruct_error *error, const char *before)
{
	char hint[sizeof error->hint];
	snprintf(hint, sizeof hint,
		"the revision stands half way: mend the rows (each must satisfy all that it "
		"demands) and start again, it goes on here; or go back by hand: \"restruct diff "
		"DATABASE migrations@%s --allow loses-data\" prints the SQL, then \"stamp %s\"",
		before, before);
	say_hint(error, hint);
}

static const char *advice_for(const char *sqlstate, const struct restruct_place *place)
{
	enum restruct_purpose purpose = place->purpose;
	if (purpose == FOR_STATE && strcmp(sqlstate, "42703") == 0)
		return "the version table has not the form that this program knows: use the newer "
		       "program that wrote it, or name another table in the option "
		       "\"version_table\"";
	if ((purpose == FOR_RECORD || purpose == FOR_ADVANCE) &&
		is_one_of(sqlstate, "22012 23503 23505"))
		return "its row in the version table never is as a program leaves it: look at the "
		       "table's rows, triggers and rules";
	if (purpose == FOR_APART && strcmp(sqlstate, "25006") == 0)
		return "connect to the primary server, with default_transaction_read_only off: "
		       "schemas are made for a moment, in a transaction that is rolled back";
	if (purpose == FOR_MODELS && !is_one_of(sqlstate, "53200 55P03"))
		return "the schema at head cannot be made from nothing here: what the models use "
		       "and do not declare must be in the database, and the role must be allowed "
		       "to use it";
	for (size_t i = 0; i < sizeof advice / sizeof *advice; i++)
		if (strcmp(advice[i].sqlstate, sqlstate) == 0)
			return advice[i].hint;
	return "nothing of this step was kept; mend the cause and start again";
}

/* ---- the whole ---- */

static void say_place(restruct_error *error, const struct restruct_place *place)
{
	static const char *const doing[] = {[FOR_TRANSACTION] = "preparing the transaction",
		[FOR_COMMIT] = "commit",
		[FOR_SETUP] = "creating the schema or the version table",
		[FOR_RECORD] = "writing the version table",
		[FOR_ADVANCE] = "moving on to the next step",
		[FOR_STATEMENT] = "statement",
		[FOR_STATE] = "reading the version table",
		[FOR_APART] = "making room for the schema at head",
		[FOR_MODELS] = "making the schema at head apart",
		[FOR_COMPARING] = "comparing with the schema at head"};

	if (place->revision != NULL)
		say_revision(error, place->revision, ", ");
	if (place->statement != 0) {
		error->statement = place->statement;
		say(error, "statement %u: ", place->statement);
	} else {
		say(error, "%s: ", doing[place->purpose]);
	}
}

/* The first lines of the statement; its number is not enough for whoever reads a log. */
static void say_statement(restruct_error *error, const char *sql)
{
	enum { SHOWN = 240 };
	if (strncmp(sql, "/* restruct ", 12) == 0) /* the sign of who is at it */
		sql = strstr(sql, "*/ ") + 3;
	int length = (int)strcspn(sql, "\n");
	if (length == 0)
		return;
	bool more = sql[length] != '\0' || length > SHOWN;
	say(error, "\n  in: %.*s%s", length < SHOWN ? length : restruct_text_within(sql, SHOWN),
		sql, more ? " …" : "");
}

/* It was not the server: the connection broke, or libpq had no memory. */
static enum restruct_verdict fail_client(
	restruct_error *error, PGconn *conn, const struct restruct_place *place)
{
	const char *message = PQerrorMessage(conn);
	bool connected = PQstatus(conn) == CONNECTION_OK;
	error->status = connected ? RESTRUCT_MEMORY : RESTRUCT_CONNECTION;
	say_place(error, place);
	if (*message == '\0')
		message = connected ? "out of memory" : "the connection to the server is lost";
	say(error, "%.*s", length_without_newline(message), message);
	say_hint(
		error, place->purpose == FOR_COMMIT
			       ? "this revision is either applied or not at all; connect and start "
				 "again to find out and go on"
			       : "connect and start again");
	return VERDICT_BROKEN;
}

enum restruct_verdict restruct_fail_result(restruct_error *error, PGconn *conn,
	const PGresult *result, const struct restruct_place *place)
{
	const char *sqlstate = PQresultErrorField(result, PG_DIAG_SQLSTATE);
	const char *message = PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
	const char *detail = PQresultErrorField(result, PG_DIAG_MESSAGE_DETAIL);
	const char *hint = PQresultErrorField(result, PG_DIAG_MESSAGE_HINT);

	restruct_error_clear(error);
	if (sqlstate == NULL || message == NULL)
		return fail_client(error, conn, place);
	enum restruct_verdict verdict = verdict_of(place->purpose, result, sqlstate);
	error->status = verdict == VERDICT_BROKEN ? RESTRUCT_CONNECTION
						  : status_of(place->purpose, sqlstate);
	append(error->sqlstate, sizeof error->sqlstate, "%s", sqlstate);
	say_place(error, place);
	say(error, "%s (SQLSTATE %s)", message, sqlstate);
	if (detail != NULL)
		say(error, "\n  detail: %.*s", length_without_newline(detail), detail);
	if (place->sql != NULL && (place->purpose == FOR_STATEMENT || place->purpose == FOR_MODELS))
		say_statement(error, place->sql);
	if (place->before != NULL && (is_class(sqlstate, "23") || is_class(sqlstate, "22")))
		say_halfway(error, place->before);
	else if (hint == NULL)
		say_hint(error, verdict == VERDICT_BROKEN ? "connect and start again"
							  : advice_for(sqlstate, place));
	else
		say_hint(error, hint);
	return verdict;
}
