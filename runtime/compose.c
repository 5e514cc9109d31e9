/* The transactions of a call, as a script. Online and offline are the same here.
 *
 * A revision's transaction:
 *
 *     BEGIN; SET LOCAL …;
 *     INSERT INTO restruct_version …;    the lock: waits for whoever is at the same revision
 *     SET LOCAL lock_timeout …;          only now (statement_timeout, too), that wait has no limit
 *     … the revision's statements …
 *     COMMIT;
 *
 * In a row of transactions all but the last leave their commits unflushed: the log is written in
 * order, so the last flush covers them all (restruct_run_flush where there is no last). */
#include "internal.h"

#include <string.h>

static void add(struct restruct_job *job, enum restruct_purpose purpose, const char *sql)
{
	restruct_script_add(&job->migration, purpose, sql);
}

void restruct_compose_role(struct restruct_job *job)
{
	struct restruct_text sql = {0};
	if (restruct_names_put_role(&job->names, &sql))
		restruct_script_take(&job->migration, FOR_TRANSACTION, &sql);
}

static void add_search_path(struct restruct_job *job)
{
	struct restruct_text sql = {0};
	restruct_names_put_search_path(&job->names, &sql);
	if (sql.length != 0 || sql.failed)
		restruct_script_take(&job->migration, FOR_TRANSACTION, &sql);
}

void restruct_compose_timeout(struct restruct_job *job, const char *setting, int milliseconds)
{
	struct restruct_text sql = {0};
	if (milliseconds <= 0)
		return;
	restruct_text_printf(&sql, "SET LOCAL %s TO '%dms'", setting, milliseconds);
	restruct_script_take(&job->migration, FOR_TRANSACTION, &sql);
}

static void add_commit(struct restruct_job *job, bool lasting)
{
	restruct_migration *m = &job->migration;
	add(job, FOR_COMMIT, "COMMIT");
	if (job->error->status == RESTRUCT_OK)
		m->entries[m->count - 1].lasting = lasting;
}

/* ---- setting up ---- */

static void add_create_schema(struct restruct_job *job, const char *name)
{
	struct restruct_text sql = {0};
	restruct_text_put(&sql, "CREATE SCHEMA IF NOT EXISTS ");
	restruct_quote_identifier(&sql, job->conn, name);
	restruct_script_take(&job->migration, FOR_SETUP, &sql);
}

void restruct_compose_setup(
	struct restruct_job *job, bool create_schema, bool create_version_schema)
{
	struct restruct_text sql = {0};
	const char *schema = job->names.schema;
	const char *version_schema = restruct_names_version_schema(&job->names);

	job->migration.position = NONE;
	add(job, FOR_TRANSACTION, "BEGIN");
	restruct_compose_role(job);
	add(job, FOR_TRANSACTION, "SET LOCAL client_min_messages TO warning");
	add(job, FOR_TRANSACTION, "SET LOCAL synchronous_commit TO off");
	if (create_schema)
		add_create_schema(job, schema);
	if (create_version_schema && strcmp(schema, version_schema) != 0)
		add_create_schema(job, version_schema);
	restruct_version_create(&job->names, &sql);
	restruct_script_take(&job->migration, FOR_SETUP, &sql);
	add_commit(job, false);
}

/* Whoever is at work in the table is not waited for: behind a waiting ALTER TABLE everybody would
 * wait who only wants to read. */
void restruct_compose_reform(struct restruct_job *job)
{
	struct restruct_text sql = {0};
	job->migration.position = NONE;
	add(job, FOR_TRANSACTION, "BEGIN");
	restruct_compose_role(job);
	add(job, FOR_TRANSACTION, "SET LOCAL client_min_messages TO warning");
	add(job, FOR_TRANSACTION, "SET LOCAL lock_timeout TO '300ms'");
	restruct_version_reform(&job->names, &sql);
	restruct_script_take(&job->migration, FOR_SETUP, &sql);
	add_commit(job, false);
}

/* ---- the way back, for whoever has not the code ---- */

void restruct_compose_render(const struct restruct_job *job, size_t position,
	void (*function)(restruct_migration *m), struct restruct_job *own)
{
	*own = *job;
	own->error = &own->own_error;
	restruct_error_clear(own->error);
	own->migration = (restruct_migration){.job = own, .position = position, .rendering = true};
	if (function != NULL)
		function(&own->migration);
}

/* The statements of a revision's downgrade, as an expression of type text[]. One that looks at the
 * database to know what to do needs its code. */
static void render(
	struct restruct_job *job, struct restruct_record *record, struct restruct_text *array)
{
	struct restruct_job own;
	restruct_migration *m = &own.migration;
	restruct_compose_render(job, job->migration.position, record->revision->downgrade, &own);
	record->needs_code = m->needs_code || own.error->status == RESTRUCT_USAGE;
	if (own.error->status == RESTRUCT_MEMORY)
		array->failed = true;
	if (record->revision->downgrade == NULL || own.error->status != RESTRUCT_OK) {
		restruct_text_put(array, "NULL");
	} else {
		restruct_text_put(array, m->count == 0 ? "'{}'" : "ARRAY[");
		for (size_t i = 0; i < m->count; i++) {
			restruct_text_put(array, i != 0 ? ",\n\t" : "");
			restruct_quote_literal(
				array, job->conn, restruct_script_sql(m, &m->entries[i]));
		}
		restruct_text_put(array, m->count == 0 ? "" : "]");
	}
	restruct_script_finish(m);
}

/* ---- revisions ---- */

static void add_record(struct restruct_job *job, const restruct_revision *revision)
{
	struct restruct_text sql = {0}, way_back = {0};
	if (job->verb == VERB_DOWNGRADE) {
		restruct_version_delete(&job->names, revision->id, true, &sql);
	} else {
		struct restruct_record record = {
			.revision = revision, .or_update = job->verb == VERB_STAMP};
		render(job, &record, &way_back);
		record.way_back = restruct_text_string(&way_back);
		restruct_version_insert(&job->names, &record, &sql);
		sql.failed = sql.failed || way_back.failed;
		restruct_text_finish(&way_back);
	}
	restruct_script_take(&job->migration, FOR_RECORD, &sql);
}

/* How long another process's row is waited for. */
static void add_patience(struct restruct_job *job)
{
	int patience = job->options.patience;
	if (job->options.statement_timeout > 0)
		add(job, FOR_TRANSACTION, "SET LOCAL statement_timeout TO 0");
	if (job->conn != NULL && patience != 0)
		restruct_compose_timeout(job, "lock_timeout", patience > 0 ? patience : 1);
}

void restruct_compose_open(struct restruct_job *job)
{
	add(job, FOR_TRANSACTION, "BEGIN");
	restruct_compose_role(job);
	add_search_path(job);
	add_patience(job);
}

void restruct_compose_timeouts(struct restruct_job *job)
{
	if (job->conn != NULL && job->options.patience != 0 && job->options.lock_timeout < 0)
		add(job, FOR_TRANSACTION, "SET LOCAL lock_timeout TO DEFAULT");
	restruct_compose_timeout(job, "lock_timeout", job->options.lock_timeout);
	restruct_compose_timeout(job, "statement_timeout", job->options.statement_timeout);
}

void restruct_compose_record_again(struct restruct_job *job)
{
	job->verb = VERB_UPGRADE;
	add_record(job, &job->graph.revisions[job->migration.position]);
	job->verb = VERB_DOWNGRADE;
}

static void run_function(struct restruct_job *job)
{
	restruct_migration *m = &job->migration;
	const restruct_revision *revision = &job->graph.revisions[m->position];
	if (job->error->status == RESTRUCT_OK)
		(job->verb == VERB_DOWNGRADE ? revision->downgrade : revision->upgrade)(m);
	restruct_steps_end(m);
}

void restruct_compose_rest(struct restruct_job *job, unsigned step)
{
	restruct_migration *m = &job->migration;
	m->statements = 0;
	m->step = 0;
	m->resume = m->recorded = step;
	m->open = false;
	run_function(job);
	add_commit(job, true);
	m->resume = 0;
}

/* What goes on in one revision's transaction, between BEGIN and COMMIT. The settings are made anew
 * for each one, also in a transaction for all: a revision may have changed them. */
static void add_revision(struct restruct_job *job, size_t position, bool lasting)
{
	restruct_migration *m = &job->migration;
	const restruct_revision *revision = &job->graph.revisions[position];

	restruct_compose_role(job);
	add_search_path(job);
	if (!lasting)
		add(job, FOR_TRANSACTION, "SET LOCAL synchronous_commit TO off");
	add_patience(job);
	add_record(job, revision);
	restruct_compose_timeouts(job);
	m->statements = 0;
	m->step = m->resume = m->recorded = 0;
	m->open = true;
	run_function(job);
}

void restruct_compose_revisions(struct restruct_job *job)
{
	size_t count = job->graph.count, left = 0;
	bool each = job->options.transaction == RESTRUCT_TRANSACTION_EACH;
	bool first = true;

	for (size_t i = 0; i < count; i++)
		left += job->todo[i];
	for (size_t n = 0; n < count && job->error->status == RESTRUCT_OK; n++) {
		size_t i = job->verb == VERB_DOWNGRADE ? count - 1 - n : n;
		if (!job->todo[i])
			continue;
		left--;
		job->migration.position = i;
		if (each || first)
			add(job, FOR_TRANSACTION, "BEGIN");
		add_revision(job, i, !each || left == 0);
		if (each || left == 0)
			add_commit(job, left == 0);
		first = false;
	}
}

void restruct_compose_stamp(struct restruct_job *job)
{
	struct restruct_text sql = {0};
	job->migration.position = NONE;
	add(job, FOR_TRANSACTION, "BEGIN");
	restruct_compose_role(job);
	restruct_version_keep(&job->names, &job->graph, job->goal, &sql);
	restruct_script_take(&job->migration, FOR_RECORD, &sql);
	for (size_t i = 0; i < job->graph.count; i++) {
		if (!job->goal[i])
			continue;
		job->migration.position = i;
		add_record(job, &job->graph.revisions[i]);
	}
	job->migration.position = NONE;
	add_commit(job, true);
}
