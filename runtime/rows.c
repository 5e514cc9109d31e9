/* Which rows are against a constraint that could not be validated: what the server knows of it, as
 * a query that finds them. Asked when the transaction is rolled back. */
#include "internal.h"

#include <string.h>

/* The constraint that the message, and so the statement in it, names. $2: the schema of a table
 * that is named without one. */
static const char query[] =
	"SELECT format('SELECT * FROM %s t WHERE %s', c.oid::regclass,\n"
	"CASE k.contype\n"
	"WHEN 'c' THEN 'NOT (' || pg_get_expr(k.conbin, k.conrelid) || ')'\n"
	"WHEN 'f' THEN (SELECT string_agg(format('%I IS NOT NULL AND ', "
	"a.attname), '' ORDER BY i)\n"
	"|| format('NOT EXISTS (SELECT FROM %s o WHERE ', "
	"k.confrelid::regclass)\n"
	"|| string_agg(format('o.%I = t.%I', b.attname, a.attname), "
	"' AND ' ORDER BY i) || ')'\n"
	"FROM generate_subscripts(k.conkey, 1) i\n"
	"JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = k.conkey[i]\n"
	"JOIN pg_attribute b ON b.attrelid = k.confrelid AND b.attnum = k.confkey[i])\n"
	"ELSE (SELECT format('%I IS NULL', attname) FROM pg_attribute\n"
	"WHERE attrelid = k.conrelid AND attnum = k.conkey[1]) END)\n"
	"FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid\n"
	"JOIN pg_namespace n ON n.oid = c.relnamespace,\n"
	"format(E'%I VALIDATE CONSTRAINT %I\\n', c.relname, k.conname) said\n"
	"WHERE NOT k.convalidated AND (\n"
	"strpos($1, format('TABLE %I.', n.nspname) || said) > 0 OR\n"
	"strpos($1, 'TABLE ' || said) > 0 AND n.nspname = $2)";

void restruct_rows_say(struct restruct_job *job)
{
	const char *values[] = {job->error->message, job->names.schema};
	if (strncmp(job->error->sqlstate, "23", 2) != 0 ||
		strstr(job->error->message, " VALIDATE CONSTRAINT ") == NULL)
		return;
	PGresult *result = restruct_explain_ask(job, query, 2, values);
	if (PQntuples(result) == 1)
		restruct_error_add(job->error, "rows: ", PQgetvalue(result, 0, 0));
	PQclear(result);
}
