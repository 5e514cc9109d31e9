/* What a role may not and would have to: asked when the server has denied something (42501) and the
 * transaction is rolled back, and said as SQL that can be pasted. */
#include "internal.h"

#include <string.h>

/* $1: the message, and so the statement in it; only what it names is of interest. $2: the role that
 * the options name, or "". $3, $4: the schema and the version table's. $5: that table. $6: what is
 * asked of a role that another is to become. Views and sequences are tables enough for what is said
 * here. */
static const char query[] =
	"WITH g AS (SELECT coalesce(nullif($2, ''), session_user)::name AS me,\n"
	"$1 LIKE 'reading the version table:%' AS looks, $1 LIKE 'creating the schema or%' AS makes,\n"
	"upper(substring($1 from '\\n  in: +(?:/\\*.*?\\*/ *)?(\\w+)')) AS verb,\n"
	"'USAGE' AS u, 'CREATE' AS c, 'SELECT, INSERT, UPDATE, DELETE' AS rows),\n"
	"n AS (SELECT n.* FROM pg_namespace n, g WHERE nspname IN ($3, $4) OR\n"
	"nspname !~ '^(pg_|information_schema)' AND strpos($1, nspname) > 0)\n"
	"SELECT sql FROM (\n"
	"SELECT 1 AS place, format('GRANT %I TO %I;', me, session_user) AS sql FROM g\n"
	"WHERE NOT pg_has_role(session_user, me, $6)\n"
	"UNION ALL SELECT 2, format('GRANT CREATE ON DATABASE %I TO %I;', d, me)\n"
	"FROM g, current_database() d WHERE $1 ~ ('\\W' || regexp_replace(d, '\\W', '\\\\\\&', 'g') ||\n"
	"'\\W{0,3} \\(SQLSTATE')\n"
	"AND (makes OR verb = 'CREATE' OR $1 LIKE 'making room%')\n"
	"AND NOT has_database_privilege(me, d, c)\n"
	"UNION ALL SELECT 3, format('GRANT %s ON SCHEMA %I TO %I;',\n"
	"CASE WHEN looks THEN u ELSE u || ', ' || c END, nspname, me) FROM g, n\n"
	"WHERE strpos($1, nspname) > 0 AND NOT (\n"
	"has_schema_privilege(me, oid, u) AND (looks OR has_schema_privilege(me, oid, c)))\n"
	"UNION ALL SELECT 4, format(CASE WHEN relname = $5 AND NOT makes OR referenced OR\n"
	"verb IN ('SELECT', 'INSERT', 'UPDATE', 'DELETE', 'WITH')\n"
	"THEN 'GRANT %3$s ON %1$I.%2$I TO %4$I;' ELSE 'ALTER TABLE %1$I.%2$I OWNER TO %4$I;' END,\n"
	"nspname, relname, CASE WHEN referenced THEN 'REFERENCES' WHEN looks THEN 'SELECT'\n"
	"ELSE rows END, me) FROM g, n JOIN pg_class r ON relnamespace = n.oid,\n"
	"LATERAL (SELECT '\\m' || relname || '\\M' AS word) w,\n"
	"LATERAL (SELECT $1 ~* ('\\mreferences[^,;]*' || word)\n"
	"AND NOT has_table_privilege(me, r.oid, 'REFERENCES') AS referenced) x\n"
	"WHERE relkind IN ('r', 'p', 'v', 'm', 'S', 'f') AND relname ~ '^\\w+$' AND $1 ~ word\n"
	"AND (relname = $5 OR verb IS NOT NULL) AND NOT pg_has_role(me, relowner, u)\n"
	") s WHERE sql IS NOT NULL ORDER BY place, sql LIMIT 4";

void restruct_privileges_say(struct restruct_job *job)
{
	restruct_error *error = job->error;
	struct restruct_text hint = {0};
	if (strcmp(error->sqlstate, "42501") != 0)
		return;
	const char *role = job->options.role;
	const char *values[] = {error->message, role != NULL ? role : "", job->names.schema,
		restruct_names_version_schema(&job->names), restruct_version_name(&job->names),
		PQserverVersion(job->conn) >= 160000 ? "SET" : "MEMBER"};
	PGresult *result = restruct_explain_ask(job, query, sizeof values / sizeof *values, values);
	for (int row = 0; row < PQntuples(result); row++) {
		const char *sql = PQgetvalue(result, row, 0);
		if (hint.length + strlen(sql) + 60 < sizeof error->hint)
			restruct_text_printf(
				&hint, "%s %s", row == 0 ? "let the owner run:" : "", sql);
	}
	if (hint.length != 0 && !hint.failed)
		restruct_error_advise(error, restruct_text_string(&hint));
	PQclear(result);
	restruct_text_finish(&hint);
}
