/* Which rows are against a constraint that could not be validated: what the server knows of it, as
 * a query that finds them. Asked when the transaction is rolled back. */
#include "internal.h"

#include <string.h>

/* The constraint that the message, and so the statement in it, names. $2: the schema of a table
 * that is named without one; NULL: where such a table is found. */
static const char query[] =
	"SELECT pg_catalog.format('SELECT * FROM %s t WHERE %s', c.oid::pg_catalog.regclass,\n"
	"CASE k.contype\n"
	"WHEN 'c' THEN 'NOT (' || pg_catalog.pg_get_expr(k.conbin, k.conrelid) || ')'\n"
	"WHEN 'f' THEN (SELECT pg_catalog.string_agg(pg_catalog.format('%I IS NOT NULL AND ', "
	"a.attname), '' ORDER BY i)\n"
	"|| pg_catalog.format('NOT EXISTS (SELECT FROM %s o WHERE ', "
	"k.confrelid::pg_catalog.regclass)\n"
	"|| pg_catalog.string_agg(pg_catalog.format('o.%I = t.%I', b.attname, a.attname), "
	"' AND ' ORDER BY i) || ')'\n"
	"FROM pg_catalog.generate_subscripts(k.conkey, 1) i\n"
	"JOIN pg_catalog.pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = k.conkey[i]\n"
	"JOIN pg_catalog.pg_attribute b ON b.attrelid = k.confrelid AND b.attnum = k.confkey[i])\n"
	"ELSE (SELECT pg_catalog.format('%I IS NULL', attname) FROM pg_catalog.pg_attribute\n"
	"WHERE attrelid = k.conrelid AND attnum = k.conkey[1]) END)\n"
	"FROM pg_catalog.pg_constraint k JOIN pg_catalog.pg_class c ON c.oid = k.conrelid\n"
	"JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace,\n"
	"pg_catalog.format(E'%I VALIDATE CONSTRAINT %I\\n', c.relname, k.conname) said\n"
	"WHERE NOT k.convalidated AND (\n"
	"pg_catalog.strpos($1::pg_catalog.text, pg_catalog.format('TABLE %I.', n.nspname) || said) > 0 OR\n"
	"pg_catalog.strpos($1, 'TABLE ' || said) > 0 AND CASE WHEN $2::pg_catalog.text IS NULL\n"
	"THEN pg_catalog.pg_table_is_visible(c.oid) ELSE n.nspname = $2 END)";

void restruct_rows_say(struct restruct_job *job)
{
	const char *values[] = {job->error->message, job->options.schema};
	if (strncmp(job->error->sqlstate, "23", 2) != 0 ||
		strstr(job->error->message, " VALIDATE CONSTRAINT ") == NULL ||
		PQtransactionStatus(job->conn) != PQTRANS_IDLE)
		return;
	PGresult *result = PQexecParams(job->conn, query, 2, NULL, values, NULL, NULL, 0);
	if (PQntuples(result) == 1)
		restruct_error_add(job->error, "rows: ", PQgetvalue(result, 0, 0));
	PQclear(result);
}
