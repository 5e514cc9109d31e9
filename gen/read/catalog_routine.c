/* Functions, procedures and aggregates out of the catalogs. */
#include "read/catalog_parts.h"

#include <string.h>

/* An option of CREATE AGGREGATE, NULL when there is none. A name has its schema where it needs one.
 */
#define FUNCTION_OPTION(word, oid)                                                                 \
	"'" word " = ' || (SELECT CASE WHEN q.nspname IN ('pg_catalog', current_schema()) THEN ''" \
	" ELSE quote_ident(q.nspname) || '.' END || quote_ident(f.proname) FROM pg_proc f JOIN "   \
	"pg_namespace q ON q.oid = f.pronamespace WHERE f.oid = " oid "), "
#define TYPE_OPTION(word, oid)                                                                     \
	"'" word " = ' || CASE WHEN " oid " <> 0 THEN format_type(" oid ", NULL) END, "
#define MODIFY_OPTION(word, field, function)                                                       \
	"CASE WHEN " function " <> 0 AND " field " <> CASE g.aggkind WHEN 'n' THEN 'r' ELSE 'w' "  \
	"END THEN '" word " = ' || CASE " field " WHEN 'r' THEN 'READ_ONLY' WHEN 's' THEN "        \
	"'SHAREABLE' ELSE 'READ_WRITE' END END, "

/* "(integer) (SFUNC = f, STYPE = integer)" */
#define AGGREGATE_SQL                                                                                                          \
	"'(' || CASE WHEN p.pronargs = 0 THEN '*' ELSE pg_get_function_arguments(p.oid) END || "                               \
	"') (' || concat_ws(', ', " FUNCTION_OPTION("SFUNC", "g.aggtransfn") TYPE_OPTION("STYPE",                              \
		"g.aggtranstype") "'SSPACE = ' || NULLIF(g.aggtransspace, 0), " FUNCTION_OPTION("FINALFUNC",                   \
		"g.aggfinalfn") "CASE WHEN g.aggfinalextra THEN 'FINALFUNC_EXTRA' END, " MODIFY_OPTION("FINALFUNC_MODIFY",     \
		"g.aggfinalmodify", "g.aggfinalfn") FUNCTION_OPTION("COMBINEFUNC",                                             \
		"g.aggcombinefn") FUNCTION_OPTION("SERIALFUNC",                                                                \
		"g.aggserialfn") FUNCTION_OPTION("DESERIALFUNC",                                                               \
		"g.aggdeserialfn") "'INITCOND = ' || quote_literal(g.agginitval), " FUNCTION_OPTION("MSFUNC",                  \
		"g.aggmtransfn") FUNCTION_OPTION("MINVFUNC",                                                                   \
		"g.aggminvtransfn") TYPE_OPTION("MSTYPE",                                                                      \
		"g.aggmtranstype") "'MSSPACE = ' || NULLIF(g.aggmtransspace, 0), " FUNCTION_OPTION("MFINALFUNC",               \
		"g.aggmfinalfn") "CASE WHEN g.aggmfinalextra THEN 'MFINALFUNC_EXTRA' END, " MODIFY_OPTION("MFINALFUNC_MODIFY", \
		"g.aggmfinalmodify",                                                                                           \
		"g.aggmfinalfn") "'MINITCOND = ' || quote_literal(g.aggminitval), "                                            \
				 "'SORTOP = ' || (SELECT CASE WHEN q.nspname = 'pg_catalog' THEN f.oprname ELSE "              \
				 "'OPERATOR(' || quote_ident(q.nspname) || '.' || f.oprname || ')' END FROM pg_operator f "    \
				 "JOIN pg_namespace q ON q.oid = f.oprnamespace WHERE f.oid = g.aggsortop), "                  \
				 "CASE p.proparallel WHEN 's' THEN 'PARALLEL = SAFE' WHEN 'r' THEN "                           \
				 "'PARALLEL = RESTRICTED' END, CASE g.aggkind WHEN 'h' THEN 'HYPOTHETICAL' END) || ')'"

#define ROUTINE_FIELDS(FIELD)                                                                      \
	FIELD(ROUTINE_OID, "p.oid")                                                                \
	FIELD(ROUTINE_KIND, "p.prokind")                                                           \
	FIELD(ROUTINE_SCHEMA, "n.nspname")                                                         \
	FIELD(ROUTINE_NAME, "p.proname")                                                           \
	FIELD(ROUTINE_ARGUMENTS, "pg_get_function_identity_arguments(p.oid)")                      \
	FIELD(ROUTINE_DEFINITION,                                                                  \
		"CASE WHEN p.prokind <> 'a' THEN pg_get_functiondef(p.oid) ELSE " AGGREGATE_SQL    \
		" END")                                                                            \
	FIELD(ROUTINE_COMMENT, "{comment 'pg_proc' p.oid 0}")
enum { ROUTINE_FIELDS(FIELD_NUMBER) };

static enum object_kind kind_of(const struct row *row)
{
	switch (*row_raw(row, ROUTINE_KIND)) {
	case 'a':
		return OBJECT_AGGREGATE;
	case 'p':
		return OBJECT_PROCEDURE;
	}
	return OBJECT_FUNCTION;
}

/* What follows the name in CREATE OR REPLACE FUNCTION; an aggregate's has no such beginning. */
static const char *definition_of(const struct row *row, enum object_kind kind)
{
	const char *sql = row_sql(row, ROUTINE_DEFINITION);
	if (!sql || kind == OBJECT_AGGREGATE)
		return sql;
	sql = catalog_after_word(sql, "CREATE OR REPLACE ");
	sql = catalog_after_word(catalog_after_word(sql, "FUNCTION "), "PROCEDURE ");
	return catalog_after_name(sql);
}

static void read_routine(struct row *row)
{
	struct catalog *catalog = row->catalog;
	struct routine *routine = arena_new(catalog->arena, struct routine);
	struct sql_error error;
	enum object_kind kind = kind_of(row);
	const char *definition = definition_of(row, kind);
	if (!definition)
		return;
	catalog_begin(&routine->object, kind, row_name(row, ROUTINE_SCHEMA, ROUTINE_NAME));
	routine->object.comment = row_string(row, ROUTINE_COMMENT);
	if (sql_routine(catalog->arena, kind, definition, routine, &error)) {
		schema_add(catalog->schema, &routine->object);
		map_put(catalog->arena, &catalog->routines, row_string(row, ROUTINE_OID), routine);
		return;
	}
	routine->object.name.suffix =
		arena_printf(catalog->arena, "(%s)", row_sql(row, ROUTINE_ARGUMENTS));
	catalog_refused(catalog, NULL, &routine->object, &error);
}

/* Not those that come with a type, as a range's do. */
const struct catalog_part catalog_routines = {
	"the functions",
	ROUTINE_FIELDS(FIELD_SQL),
	"FROM pg_proc p {in p.pronamespace} LEFT JOIN pg_aggregate g ON g.aggfnoid = p.oid "
	"WHERE NOT EXISTS (SELECT FROM pg_depend m "
	"WHERE m.classid = 'pg_proc'::regclass AND m.objid = p.oid AND m.deptype IN ('e', "
	"'i')) "
	"ORDER BY n.nspname, p.proname, pg_get_function_identity_arguments(p.oid)",
	read_routine,
};
