/* restruct_check: the schema at head is made beside the real one, PostgreSQL writes down both, and
 * what is not the same is told. One transaction, never committed:
 *
 *     the helping schema, one beside the configured schema, one beside each that models name
 *     the models' statements, in these          search_path: theirs, then the real one, for what
 *     the facts about them                      the models use and do not declare
 *     the facts about the real ones             search_path: the real one
 *     what differs
 *     ROLLBACK
 *
 * The real ones come last, so that what reading takes of locks is held for a moment only. */
#include "internal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MAIN = -1 }; /* in place of a position in models->schemas */

struct check {
	struct restruct_job *job;
	const restruct_models *models;
	char tag[32]; /* what all names of this check begin with: "restruct_check_1a2b3c4d" */
};

/* ---- names ---- */

static void put_helper(const struct check *check, struct restruct_text *sql)
{
	restruct_text_put(sql, check->tag);
}

static size_t count_schemas(const struct check *check)
{
	size_t count = 0;
	while (check->models->schemas[count] != NULL)
		count++;
	return count;
}

/* The name of the schema beside one. Models may name the schema that is configured. */
static void put_beside(const struct check *check, int schema, struct restruct_text *sql)
{
	if (schema != MAIN && strcmp(check->models->schemas[schema], check->job->names.schema) == 0)
		schema = MAIN;
	if (schema == MAIN)
		restruct_text_printf(sql, "%s_main", check->tag);
	else
		restruct_text_printf(sql, "%s_%dx", check->tag, schema);
}

static const char *real_name(const struct check *check, int schema)
{
	return schema == MAIN ? check->job->names.schema : check->models->schemas[schema];
}

/* ---- the script ---- */

static void take(struct check *check, enum restruct_purpose purpose, struct restruct_text *sql)
{
	restruct_script_take(&check->job->migration, purpose, sql);
}

static void add(struct check *check, enum restruct_purpose purpose, const char *sql)
{
	restruct_script_add(&check->job->migration, purpose, sql);
}

/* A text with {h}, {version} and {v} in it. */
static void put_filled(
	const struct check *check, const char *text, bool real, struct restruct_text *sql)
{
	for (const char *brace; (brace = strchr(text, '{')) != NULL;) {
		restruct_text_put_n(sql, text, (size_t)(brace - text));
		if (strncmp(brace, "{h}", 3) == 0) {
			put_helper(check, sql);
			text = brace + 3;
		} else if (strncmp(brace, "{v}", 3) == 0) {
			restruct_text_put(sql, "LATERAL (VALUES ('', ''),");
			text = brace + 3;
		} else if (strncmp(brace, "{version}", 9) == 0) {
			if (real)
				restruct_version_put_oid(&check->job->names, sql);
			else
				restruct_text_put(sql, "NULL");
			text = brace + 9;
		} else {
			restruct_text_put(sql, "{");
			text = brace + 1;
		}
	}
	restruct_text_put(sql, text);
}

static void add_begin(struct check *check)
{
	static const char *const settings[] = {"SET LOCAL client_min_messages TO warning",
		"SET LOCAL check_function_bodies TO off", "SET LOCAL quote_all_identifiers TO off",
		"SET LOCAL standard_conforming_strings TO on",
		"SET LOCAL synchronous_commit TO off"};
	const restruct_options *options = &check->job->options;
	add(check, FOR_TRANSACTION, "BEGIN ISOLATION LEVEL READ COMMITTED");
	restruct_compose_role(check->job);
	for (size_t i = 0; i < sizeof settings / sizeof *settings; i++)
		add(check, FOR_TRANSACTION, settings[i]);
	restruct_compose_timeout(check->job, "lock_timeout", options->lock_timeout);
	restruct_compose_timeout(check->job, "statement_timeout", options->statement_timeout);
}

static void add_create_schema(struct check *check, int schema)
{
	struct restruct_text sql = {0};
	restruct_text_put(&sql, "CREATE SCHEMA IF NOT EXISTS ");
	put_beside(check, schema, &sql);
	take(check, FOR_APART, &sql);
}

static void add_room(struct check *check)
{
	struct restruct_text sql = {0};
	restruct_text_put(&sql, "CREATE SCHEMA ");
	put_helper(check, &sql);
	take(check, FOR_APART, &sql);
	for (int i = MAIN; i < (int)count_schemas(check); i++)
		add_create_schema(check, i);
	for (const char *const *helper = restruct_check_helpers; *helper != NULL; helper++) {
		put_filled(check, *helper, false, &sql);
		take(check, FOR_APART, &sql);
	}
}

/* more: also what the options add to the search_path. */
static void add_search_path(struct check *check, bool real, bool more)
{
	struct restruct_job *job = check->job;
	struct restruct_text sql = {0}, rest = {0};
	restruct_text_put(&sql, "SET LOCAL search_path TO ");
	if (!real) {
		put_beside(check, MAIN, &sql);
		restruct_text_put(&sql, ", ");
	}
	restruct_quote_identifier(&sql, job->conn, job->names.schema);
	if (more)
		restruct_names_put_more(&job->names, &rest);
	restruct_text_put(&sql, restruct_text_string(&rest));
	sql.failed = sql.failed || rest.failed;
	restruct_text_finish(&rest);
	take(check, FOR_COMPARING, &sql);
}

/* A piece of a statement: "\001N\001" becomes the name of the schema beside schemas[N]. */
static void put_piece(const struct check *check, const char *piece, struct restruct_text *sql)
{
	size_t count = count_schemas(check);
	for (const char *mark; (mark = strchr(piece, '\001')) != NULL;) {
		char *end;
		unsigned long schema = strtoul(mark + 1, &end, 10);
		restruct_text_put_n(sql, piece, (size_t)(mark - piece));
		if (*end != '\001' || schema >= count)
			sql->failed = true;
		else
			put_beside(check, (int)schema, sql);
		piece = end + (*end != '\0');
	}
	restruct_text_put(sql, piece);
}

static void add_models(struct check *check)
{
	unsigned number = 0;
	restruct_migration *m = &check->job->migration;
	for (const char *const *piece = check->models->statements; *piece != NULL; piece++) {
		struct restruct_text sql = {0};
		for (; *piece != NULL; piece++)
			put_piece(check, *piece, &sql);
		take(check, FOR_MODELS, &sql);
		if (check->job->error->status != RESTRUCT_OK)
			return;
		m->entries[m->count - 1].statement = ++number;
	}
}

/* ---- facts ---- */

static void put_literal(const struct check *check, const char *string, struct restruct_text *sql)
{
	if (!restruct_quote_literal(sql, check->job->conn, string))
		sql->failed = true;
}

/* The namespaces table says which schemas are read, by which names. */
static void add_namespaces(struct check *check, bool real)
{
	struct restruct_text sql = {0};
	const char *main_schema = check->job->names.schema;
	put_filled(check,
		"INSERT INTO {h}.namespaces SELECT n.oid, CASE WHEN v.main THEN '' ELSE\n"
		" quote_ident(v.shown) || '.' END, v.main FROM (VALUES ",
		real, &sql);
	for (int i = MAIN; i < (int)count_schemas(check); i++) {
		struct restruct_text beside = {0};
		if (i != MAIN && strcmp(real_name(check, i), main_schema) == 0)
			continue;
		put_beside(check, i, &beside);
		restruct_text_put(&sql, i == MAIN ? "(" : ", (");
		put_literal(check, real_name(check, i), &sql);
		restruct_text_put(&sql, ", ");
		put_literal(
			check, real ? real_name(check, i) : restruct_text_string(&beside), &sql);
		restruct_text_put(&sql, i == MAIN ? ", true)" : ", false)");
		sql.failed = sql.failed || beside.failed;
		restruct_text_finish(&beside);
	}
	restruct_text_put(&sql, ") v(shown, name, main)\n"
				" JOIN pg_catalog.pg_namespace n ON n.nspname = v.name");
	take(check, FOR_COMPARING, &sql);
}

/* A column, with the names of the schemas beside the real ones replaced by those. */
static void put_shown(
	const struct check *check, const char *column, bool real, struct restruct_text *sql)
{
	int count = real ? MAIN : (int)count_schemas(check);
	for (int i = MAIN; i < count; i++)
		restruct_text_put(sql, "replace(");
	restruct_text_put(sql, column);
	for (int i = MAIN; i < count; i++) {
		restruct_text_put(sql, ", '");
		put_beside(check, i, sql);
		restruct_text_put(sql, "', quote_ident(");
		put_literal(check, real_name(check, i), sql);
		restruct_text_put(sql, "))");
	}
}

static void add_facts(struct check *check, bool real)
{
	struct restruct_text sql = {0};
	add_namespaces(check, real);
	for (const char *const *piece = restruct_check_facts; *piece != NULL; piece++)
		put_filled(check, *piece, real, &sql);
	put_filled(check, "INSERT INTO {h}.facts SELECT ", real, &sql);
	restruct_text_put(&sql, real ? "false, kind, " : "true, kind, ");
	put_shown(check, "object", real, &sql);
	restruct_text_put(&sql, ", attribute, ");
	put_shown(check, "value", real, &sql);
	restruct_text_put(&sql, ", ");
	put_shown(check, "parent", real, &sql);
	restruct_text_put(&sql, ", ");
	put_shown(check, "query", real, &sql);
	restruct_text_put(&sql, " FROM fact WHERE value IS NOT NULL");
	take(check, FOR_COMPARING, &sql);
}

/* What must be there of extensions is compared with what is, as facts. */
static void add_extensions(struct check *check)
{
	struct restruct_text sql = {0};
	for (const restruct_extension *e = check->models->extensions; e->name != NULL; e++) {
		put_filled(check,
			"INSERT INTO {h}.facts SELECT e.side, 'extension', quote_ident(e.name), v.*\n"
			"FROM (SELECT true, ",
			true, &sql);
		put_literal(check, e->name, &sql);
		restruct_text_put(&sql, ", ");
		if (e->version != NULL)
			put_literal(check, e->version, &sql);
		else
			restruct_text_put(&sql, "NULL");
		restruct_text_put(&sql, " UNION ALL SELECT false, extname, ");
		restruct_text_put(&sql, e->version != NULL ? "extversion" : "NULL");
		restruct_text_put(&sql, " FROM pg_catalog.pg_extension WHERE extname = ");
		put_literal(check, e->name, &sql);
		restruct_text_put(&sql,
			") e(side, name, version),\n"
			"LATERAL (VALUES ('', ''), ('version', e.version)) v(a, value)\n"
			"WHERE v.value IS NOT NULL");
		take(check, FOR_COMPARING, &sql);
	}
}

static void compose(struct check *check)
{
	struct restruct_text sql = {0};
	check->job->migration.position = NONE;
	add_begin(check);
	add_room(check);
	add_search_path(check, false, true);
	add_models(check);
	add_search_path(check, false, false);
	add_facts(check, false);
	put_filled(check, "DELETE FROM {h}.namespaces", false, &sql);
	take(check, FOR_COMPARING, &sql);
	add_search_path(check, true, false);
	add_facts(check, true);
	add_extensions(check);
	add_search_path(check, false, false);
	put_filled(check, restruct_check_differences, true, &sql);
	take(check, FOR_COMPARING, &sql);
}

/* ---- the answer ---- */

enum { HOW, KIND, OBJECT, ATTRIBUTE, EXPECTED, FOUND, COUNTS };

static const char *value_or_null(const PGresult *rows, int row, int column)
{
	return PQgetisnull(rows, row, column) ? NULL : PQgetvalue(rows, row, column);
}

/* How many of them count. */
static size_t tell(const struct restruct_job *job, const PGresult *rows,
	restruct_visit_difference *visit, void *data)
{
	size_t count = 0;
	for (int i = 0; i < PQntuples(rows); i++) {
		restruct_difference difference = {
			.difference = (restruct_difference_kind)(*PQgetvalue(rows, i, HOW) - '0'),
			.kind = PQgetvalue(rows, i, KIND),
			.object = PQgetvalue(rows, i, OBJECT),
			.counts = job->options.strict || *PQgetvalue(rows, i, COUNTS) == 't'};
		if (difference.difference == RESTRUCT_DIFFERENCE_CHANGED) {
			difference.attribute = PQgetvalue(rows, i, ATTRIBUTE);
			difference.expected = value_or_null(rows, i, EXPECTED);
			difference.found = value_or_null(rows, i, FOUND);
		}
		count += difference.counts;
		if (visit != NULL)
			visit(data, &difference);
	}
	return count;
}

/* Whether the version table says what it did; another upgrade may have gone by. */
static enum restruct_verdict look_back(struct restruct_job *job)
{
	enum restruct_verdict verdict = restruct_state_read(job, false);
	if (verdict == VERDICT_OK && !restruct_job_check_at_head(job))
		return VERDICT_FAILED;
	return verdict;
}

static enum restruct_verdict attempt(struct check *check, PGresult **rows)
{
	struct restruct_job *job = check->job;
	restruct_migration *m = &job->migration;

	restruct_script_clear(m);
	enum restruct_verdict verdict = restruct_state_read(job, false);
	if (verdict != VERDICT_OK)
		return verdict;
	if (!restruct_job_check_at_head(job))
		return VERDICT_FAILED;
	if (job->graph.count == 0)
		return VERDICT_OK;
	snprintf(check->tag, sizeof check->tag, "restruct_check_%08x", restruct_random());
	compose(check);
	if (job->error->status != RESTRUCT_OK)
		return VERDICT_FAILED;
	verdict = restruct_run(m, true);
	if (verdict != VERDICT_OK)
		return verdict;
	restruct_run_rollback(job);
	*rows = m->result;
	m->result = NULL;
	return PQntuples(*rows) != 0 ? look_back(job) : VERDICT_OK;
}

static void fail_different(struct restruct_job *job, size_t count)
{
	restruct_fail(job->error, RESTRUCT_DIFFERENT, NULL,
		"undo by hand what was done by hand, or take it into the models and their next "
		"revision",
		"schema \"%s\" is not what its revisions make: %zu difference%s", job->names.schema,
		count, count != 1 ? "s" : "");
}

static bool has_models(struct restruct_job *job)
{
	if (job->graph.models == NULL && job->graph.count != 0)
		restruct_fail(job->error, RESTRUCT_USAGE, NULL,
			"see what restruct table said when it was built",
			"this program does not hold the schema at head, so there is nothing to "
			"compare with");
	return job->error->status == RESTRUCT_OK;
}

restruct_status restruct_check(PGconn *conn, const restruct_table *table,
	const restruct_options *options, restruct_visit_difference *visit, void *data,
	restruct_error *error)
{
	struct restruct_job job;
	struct restruct_attempts attempts = {0};
	PGresult *rows = NULL;

	if (restruct_job_init(&job, table, options, error) && has_models(&job) &&
		restruct_job_connect(&job, conn)) {
		struct check check = {.job = &job, .models = job.graph.models};
		enum restruct_verdict verdict;
		do {
			PQclear(rows);
			rows = NULL;
			verdict = attempt(&check, &rows);
		} while (restruct_job_goes_on(&job, verdict, &attempts));
		if (rows != NULL && job.error->status == RESTRUCT_OK) {
			size_t count = tell(&job, rows, visit, data);
			if (count != 0)
				fail_different(&job, count);
		}
	}
	PQclear(rows);
	return restruct_job_finish(&job);
}
