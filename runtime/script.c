/* The script: what is to be sent, entry by entry; and what a revision may call to add to it. */
#include "outside.h"

#include <stdlib.h>
#include <string.h>

/* ---- entries ---- */

static bool make_room(restruct_migration *m)
{
	if (m->count < m->capacity)
		return true;
	size_t capacity = m->capacity != 0 ? m->capacity * 2 : 64;
	struct restruct_entry *entries = realloc(m->entries, capacity * sizeof *entries);
	if (entries == NULL)
		return false;
	m->entries = entries;
	m->capacity = capacity;
	return true;
}

void restruct_script_add(restruct_migration *m, enum restruct_purpose purpose, const char *sql)
{
	if (m->job->error->status != RESTRUCT_OK)
		return;
	size_t offset = m->text.length;
	restruct_text_put_n(&m->text, sql, strlen(sql) + 1);
	if (m->text.failed || !make_room(m)) {
		restruct_fail_memory(m->job->error);
		return;
	}
	m->entries[m->count++] = (struct restruct_entry){.purpose = purpose,
		.position = m->position,
		.statement = purpose == FOR_STATEMENT ? ++m->statements : 0,
		.offset = offset};
}

void restruct_script_take(
	restruct_migration *m, enum restruct_purpose purpose, struct restruct_text *sql)
{
	if (sql->failed)
		restruct_fail_memory(m->job->error);
	restruct_script_add(m, purpose, restruct_text_string(sql));
	restruct_text_finish(sql);
}

const char *restruct_script_sql(const restruct_migration *m, const struct restruct_entry *entry)
{
	return m->text.data + entry->offset;
}

void restruct_script_clear(restruct_migration *m)
{
	m->count = 0;
	m->text.length = 0;
}

void restruct_script_finish(restruct_migration *m)
{
	PQclear(m->result);
	free(m->entries);
	restruct_text_finish(&m->created);
	restruct_text_finish(&m->text);
}

/* ---- a revision's statements ---- */

static void misuse(restruct_migration *m, const char *hint, const char *what, const char *sql)
{
	restruct_error *error = m->job->error;
	if (error->status != RESTRUCT_OK)
		return;
	restruct_fail(error, RESTRUCT_USAGE, m->job->graph.revisions[m->position].id, hint,
		"statement %u: %s: %.*s", m->statements + 1, what, restruct_text_within(sql, 80),
		sql);
	error->statement = m->statements + 1;
}

static bool is_space(char c)
{
	return c != '\0' && strchr(" \t\r\n\f\v", c) != NULL;
}

/* Past a comment, which may hold others; to the end when it has none. */
static const char *skip_comment(const char *sql)
{
	int depth = 0;
	do {
		if (strncmp(sql, "/*", 2) == 0) {
			depth++;
			sql += 2;
		} else if (strncmp(sql, "*/", 2) == 0) {
			depth--;
			sql += 2;
		} else {
			sql++;
		}
	} while (depth > 0 && *sql != '\0');
	return sql;
}

const char *restruct_sql_skip(const char *sql)
{
	for (;;) {
		while (is_space(*sql))
			sql++;
		if (strncmp(sql, "--", 2) == 0) {
			sql += strcspn(sql, "\n");
		} else if (strncmp(sql, "/*", 2) == 0) {
			sql = skip_comment(sql);
		} else {
			return sql;
		}
	}
}

static bool is_in_word(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
	       c == '_' || c == '$' || (unsigned char)c >= 0x80;
}

bool restruct_sql_begins(const char *sql, const char *words, const char **rest)
{
	for (;; words++) {
		if (*words != ' ' && *words != '\0') {
			if ((*sql++ | 0x20) != *words)
				return false;
			continue;
		}
		if (is_in_word(*sql))
			return false;
		sql = restruct_sql_skip(sql);
		if (*words == '\0')
			break;
	}
	*rest = sql;
	return true;
}

/* The transaction belongs to the runtime: a COMMIT in the middle would leave half a revision. */
static bool ends_transaction(const char *sql)
{
	static const char *const words[] = {
		"begin", "start", "commit", "end", "abort", "rollback", "prepare transaction"};
	const char *rest, *ignored;
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		if (!restruct_sql_begins(sql, words[i], &rest))
			continue;
		return strcmp(words[i], "rollback") != 0 ||
		       !restruct_sql_begins(rest, "to", &ignored);
	}
	return false;
}

/* SET lasts longer than the transaction, and the connection is to come back as it was. */
static bool sets_session(const char *sql)
{
	static const char *const local[] = {"local", "constraints", "transaction"};
	const char *rest, *ignored;
	if (!restruct_sql_begins(sql, "set", &rest))
		return false;
	for (size_t i = 0; i < sizeof local / sizeof *local; i++)
		if (restruct_sql_begins(rest, local[i], &ignored))
			return false;
	return true;
}

static bool copies_to_client(const char *sql)
{
	const char *rest, *client, *ignored;
	if (!restruct_sql_begins(sql, "copy", &rest))
		return false;
	for (; *rest != '\0'; rest++)
		if (!is_in_word(rest[-1]) &&
			(restruct_sql_begins(rest, "from", &client) ||
				restruct_sql_begins(rest, "to", &client)) &&
			(restruct_sql_begins(client, "stdin", &ignored) ||
				restruct_sql_begins(client, "stdout", &ignored)))
			return true;
	return false;
}

/* The statement without blanks and semicolons around it; false: there is none, or none that may
 * stand in a revision. */
static bool trim(restruct_migration *m, struct restruct_text *sql)
{
	const char *start = restruct_sql_skip(restruct_text_string(sql));
	while (sql->length > 0 &&
		(is_space(sql->data[sql->length - 1]) || sql->data[sql->length - 1] == ';'))
		sql->data[--sql->length] = '\0';
	if (*start == '\0' || *start == ';')
		misuse(m, NULL, "it is empty", "");
	else if (ends_transaction(start))
		misuse(m, "a revision is one transaction, which begins and ends by itself",
			"transaction commands have no place in a revision", start);
	else if (sets_session(start))
		misuse(m, "use SET LOCAL", "SET would outlast the revision", start);
	else if (copies_to_client(start))
		misuse(m, "use INSERT, or a file of the server",
			"COPY from or to the client has no place in a revision", start);
	return m->job->error->status == RESTRUCT_OK;
}

static void add_statement(restruct_migration *m, struct restruct_text *sql)
{
	if (m->job->error->status == RESTRUCT_OK && !sql->failed &&
		(!trim(m, sql) || restruct_steps_skip(m))) {
		m->statements++;
		restruct_text_finish(sql);
		return;
	}
	restruct_steps_open(m);
	restruct_created_note(m, restruct_text_string(sql));
	restruct_script_take(m, FOR_STATEMENT, sql);
}

void restruct_sql(restruct_migration *m, const char *sql)
{
	struct restruct_text text = {0};
	restruct_text_put(&text, sql);
	add_statement(m, &text);
}

void restruct_script_join(
	restruct_migration *m, const char *const *pieces, restruct_statement_function *say)
{
	struct restruct_text sql = {0};
	for (; *pieces != NULL; pieces++)
		restruct_text_put(&sql, *pieces);
	if (sql.failed)
		restruct_fail_memory(m->job->error);
	else
		say(m, restruct_text_string(&sql));
	restruct_text_finish(&sql);
}

void restruct_sql_array(restruct_migration *m, const char *const *pieces)
{
	restruct_script_join(m, pieces, restruct_sql);
}

/* ---- formats ---- */

static void put_argument(
	restruct_migration *m, struct restruct_text *sql, char kind, const char *argument)
{
	bool valid = true;
	if (kind == 's')
		restruct_text_put(sql, argument != NULL ? argument : "");
	else if (kind == 'L' && argument == NULL)
		restruct_text_put(sql, "NULL");
	else if (kind == 'L')
		valid = restruct_quote_literal(sql, m->job->conn, argument);
	else if (argument == NULL)
		misuse(m, NULL, "%I stands for a null pointer", restruct_text_string(sql));
	else
		valid = restruct_quote_identifier(sql, m->job->conn, argument);
	if (!valid)
		misuse(m, NULL, "an argument is not valid in the client's encoding",
			restruct_text_string(sql));
}

static void put_format(
	restruct_migration *m, struct restruct_text *sql, const char *format, va_list args)
{
	const char *percent;
	while ((percent = strchr(format, '%')) != NULL) {
		restruct_text_put_n(sql, format, (size_t)(percent - format));
		format = percent + 2;
		if (percent[1] == '%') {
			restruct_text_put(sql, "%");
		} else if (percent[1] != '\0' && strchr("ILs", percent[1]) != NULL) {
			put_argument(m, sql, percent[1], va_arg(args, const char *));
		} else {
			misuse(m, "the formats are %I, %L, %s and %%", "unknown format", percent);
			return;
		}
	}
	restruct_text_put(sql, format);
}

void restruct_sqlf(restruct_migration *m, const char *format, ...)
{
	struct restruct_text sql = {0};
	va_list args;
	va_start(args, format);
	put_format(m, &sql, format, args);
	va_end(args);
	add_statement(m, &sql);
}

const PGresult *restruct_query(restruct_migration *m, const char *format, ...)
{
	struct restruct_text sql = {0};
	va_list args;

	if (m->rendering) {
		m->needs_code = true;
		restruct_fail(m->job->error, RESTRUCT_USAGE, NULL, NULL, "it needs its code");
		return NULL;
	}
	if (m->job->conn == NULL)
		misuse(m, "run this revision online",
			"it reads the database (restruct_query), which a script cannot", format);
	va_start(args, format);
	put_format(m, &sql, format, args);
	va_end(args);
	add_statement(m, &sql);
	if (restruct_steps_skip(m))
		return NULL;
	if (m->job->error->status == RESTRUCT_OK)
		m->verdict = restruct_run(m, true);
	return m->job->error->status == RESTRUCT_OK ? m->result : NULL;
}

const char *restruct_schema(const restruct_migration *m)
{
	return m->job->names.schema[0] != '\0' ? m->job->names.schema : NULL;
}

int restruct_server_version(const restruct_migration *m)
{
	return m->begun_on != 0 ? m->begun_on : restruct_job_server(m->job);
}
