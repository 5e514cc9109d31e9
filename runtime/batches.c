/* One statement over the rows of a large table, in many small transactions: restruct_batches.
 *
 * The loop runs in the server, page by page, so that it needs no round trips; it is a statement
 * outside a transaction to the row that says how far a revision is (steps.c), and may be run again.
 * Each of its transactions sets what it needs itself: no session has to keep anything. */
#include "outside.h"

#include <string.h>

/* 2 MB of the usual pages: some ten thousand rows. */
enum { PAGES = 256 };

static bool is_well(const restruct_migration *m)
{
	return m->job->error->status == RESTRUCT_OK;
}

/* ---- the statement ---- */

static bool says_where(const char *sql)
{
	const char *rest;
	for (; *sql != '\0'; sql++)
		if (strchr(" \t\n", *sql) != NULL && restruct_sql_begins(sql + 1, "where", &rest))
			return true;
	return false;
}

/* Without length: it is no UPDATE or DELETE of some rows. */
static struct restruct_piece table_of(const char *sql)
{
	const char *rest = restruct_sql_skip(sql), *ignored;
	if (!restruct_sql_begins(rest, "update", &rest) &&
		(!restruct_sql_begins(rest, "delete", &rest) ||
			!restruct_sql_begins(rest, "from", &rest)))
		return (struct restruct_piece){NULL, 0};
	restruct_sql_begins(rest, "only", &rest);
	if (!says_where(rest) || restruct_sql_begins(rest, "set", &ignored))
		return (struct restruct_piece){NULL, 0};
	return restruct_outside_name(rest);
}

/* ---- the loop ---- */

static void put_literal(
	const restruct_migration *m, struct restruct_piece piece, struct restruct_text *sql)
{
	struct restruct_text text = {0};
	restruct_text_put_n(&text, piece.start, piece.length);
	restruct_quote_literal(sql, m->job->names.conn, restruct_text_string(&text));
	sql->failed = sql->failed || text.failed;
	restruct_text_finish(&text);
}

/* The table and all that inherit from it; tree.oid. */
static void put_tree(
	const restruct_migration *m, struct restruct_piece table, struct restruct_text *sql)
{
	restruct_text_put(sql, "WITH RECURSIVE tree(oid) AS (SELECT pg_catalog.to_regclass(");
	put_literal(m, table, sql);
	restruct_text_put(sql, ")::oid UNION SELECT i.inhrelid FROM pg_catalog.pg_inherits i, tree"
			       " WHERE i.inhparent = tree.oid)");
}

/* A row that is changed meanwhile may move to another page: what is left is done at the end.
 * Servers before 14 would look at the whole table for every range, and so get no ranges. */
static void put_body(const restruct_migration *m, const char *statement,
	struct restruct_piece table, struct restruct_text *sql)
{
	const struct restruct_piece whole = {statement, strlen(statement)};
	restruct_text_put(sql, "\nDECLARE\n\tpages bigint;\n\tpage bigint := 0;\nBEGIN\n\t");
	restruct_outside_put_settings(m, ";\n\t", sql);
	put_tree(m, table, sql);
	restruct_text_put(sql,
		"\n\tSELECT max(pg_catalog.pg_relation_size(tree.oid) / "
		"pg_catalog.current_setting('block_size')::bigint) INTO pages FROM tree\n"
		"\tWHERE pg_catalog.current_setting('server_version_num')::int >= 140000;\n"
		"\tWHILE page < pages LOOP\n\t\t");
	restruct_outside_put_settings(m, ";\n\t\t", sql);
	restruct_text_put(sql, "EXECUTE ");
	put_literal(m, whole, sql);
	restruct_text_printf(sql,
		"\n\t\t\t' AND ctid >= $1 AND ctid < $2'\n"
		"\t\t\tUSING ('(' || page || ',0)')::tid, ('(' || page + %d || ',0)')::tid;\n"
		"\t\tCOMMIT;\n\t\tpage := page + %d;\n\tEND LOOP;\n\t",
		PAGES, PAGES);
	restruct_outside_put_settings(m, ";\n\t", sql);
	restruct_text_put(sql, "EXECUTE ");
	put_literal(m, whole, sql);
	restruct_text_put(sql, ";\nEND\n");
}

static void put_loop(const restruct_migration *m, const char *statement,
	struct restruct_piece table, struct restruct_text *sql)
{
	static const char quote[] = "$restruct$";
	struct restruct_text body = {0};
	put_body(m, statement, table, &body);
	restruct_text_put(sql, "DO ");
	if (strstr(restruct_text_string(&body), quote) != NULL) {
		restruct_quote_literal(sql, m->job->names.conn, restruct_text_string(&body));
	} else {
		restruct_text_put(sql, quote);
		restruct_text_put(sql, restruct_text_string(&body));
		restruct_text_put(sql, quote);
	}
	sql->failed = sql->failed || body.failed;
	restruct_text_finish(&body);
}

/* ---- running ---- */

static bool is_empty(restruct_migration *m, struct restruct_piece table)
{
	struct restruct_text sql = {0};
	restruct_outside_put_settings(m, "; ", &sql);
	put_tree(m, table, &sql);
	restruct_text_put(&sql, " SELECT sum(pg_catalog.pg_relation_size(tree.oid)) = 0 FROM tree");
	return restruct_outside_letter(m, FOR_TRANSACTION, &sql) == 't';
}

/* In the transaction that is open: there is nobody whom that holds up, or no other one. */
static bool is_plain(restruct_migration *m, struct restruct_piece table)
{
	enum restruct_created state = restruct_created_state(m, &table);
	if (restruct_steps_in_one(m) || state == RESTRUCT_CREATED)
		return true;
	if (m->job->conn != NULL && state == RESTRUCT_UNSURE)
		m->verdict = restruct_run(m, false);
	return m->job->conn != NULL && is_well(m) && is_empty(m, table);
}

static void go(restruct_migration *m, const char *statement, struct restruct_piece table)
{
	struct restruct_text sql = {0};
	if (!restruct_outside_begin(m, statement))
		return;
	restruct_outside_sign(m, &sql);
	put_loop(m, statement, table, &sql);
	restruct_outside_end(m, restruct_outside_run(m, FOR_STATEMENT, &sql));
	m->statements++;
}

static void write_loop(restruct_migration *m, const char *statement, struct restruct_piece table)
{
	struct restruct_text sql = {0};
	restruct_outside_write_begin(m);
	put_loop(m, statement, table, &sql);
	restruct_script_take(m, FOR_STATEMENT, &sql);
	restruct_outside_write_end(m);
}

static void add_plainly(restruct_migration *m, const char *statement)
{
	restruct_steps_open(m);
	restruct_script_add(m, FOR_STATEMENT, statement);
}

void restruct_batches(restruct_migration *m, const char *sql)
{
	struct restruct_piece table = table_of(sql);
	bool resumed = m->step + 1 == m->resume;
	if (is_well(m) && table.length == 0)
		restruct_fail(m->job->error, RESTRUCT_USAGE,
			m->job->graph.revisions[m->position].id,
			"UPDATE table SET … WHERE …, or DELETE FROM table WHERE …",
			"statement %u, for restruct_batches, changes no part of a table: %.200s",
			m->statements + 1, sql);
	if (m->rendering) { /* in one transaction, which needs nothing of a session */
		restruct_commit(m);
		restruct_script_add(m, FOR_STATEMENT, sql);
		restruct_commit(m);
		return;
	}
	if (m->step + 1 < m->resume) {
		m->statements++;
	} else if (is_well(m) && !resumed && is_plain(m, table)) {
		add_plainly(m, sql);
	} else if (is_well(m) && m->job->conn == NULL) {
		write_loop(m, sql, table);
	} else if (is_well(m)) {
		go(m, sql, table);
	}
	m->step += 2;
}

void restruct_batches_array(restruct_migration *m, const char *const *pieces)
{
	restruct_script_join(m, pieces, restruct_batches);
}
