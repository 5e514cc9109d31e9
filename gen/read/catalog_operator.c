/* Operators out of the catalogs. */
#include "read/catalog_parts.h"

/* A function and an operator as they are called from here. */
#define FUNCTION_SQL(oid)                                                                          \
	"(SELECT CASE WHEN NOT pg_function_is_visible(f.oid) THEN quote_ident(q.nspname) || '.' "  \
	"ELSE '' END || quote_ident(f.proname) FROM pg_proc f JOIN pg_namespace q ON q.oid = "     \
	"f.pronamespace WHERE f.oid = " oid ")"
#define OPERATOR_SQL(oid)                                                                          \
	"(SELECT CASE WHEN pg_operator_is_visible(f.oid) THEN f.oprname ELSE 'OPERATOR(' || "      \
	"quote_ident(q.nspname) || '.' || f.oprname || ')' END FROM pg_operator f JOIN "           \
	"pg_namespace q ON q.oid = f.oprnamespace WHERE f.oid = " oid ")"

#define OPERATOR_FIELDS(FIELD)                                                                                                                                                                         \
	FIELD(OPERATOR_SCHEMA, "n.nspname")                                                                                                                                                            \
	FIELD(OPERATOR_NAME, "o.oprname")                                                                                                                                                              \
	FIELD(OPERATOR_DEFINITION,                                                                                                                                                                     \
		"'(FUNCTION = ' || concat_ws(', ', " FUNCTION_SQL(                                                                                                                                     \
			"o.oprcode") ", 'LEFTARG = ' || format_type(nullif(o.oprleft, 0), NULL), "                                                                                                     \
				     "'RIGHTARG = ' || format_type(o.oprright, NULL), "                                                                                                                \
				     "'COMMUTATOR = ' || " OPERATOR_SQL("o.oprcom") ", 'NEGATOR = ' || " OPERATOR_SQL("o.oprnegate") ", 'RESTRICT = ' || " FUNCTION_SQL(                               \
					     "o.oprrest") ", 'JOIN = ' || " FUNCTION_SQL("o.oprjoin") ", CASE WHEN o.oprcanhash THEN 'HASHES' END, CASE WHEN o.oprcanmerge THEN 'MERGES' END) || ')'") \
	FIELD(OPERATOR_COMMENT, "{comment 'pg_operator' o.oid 0}")
enum { OPERATOR_FIELDS(FIELD_NUMBER) };

static void read_operator(struct row *row)
{
	struct catalog *catalog = row->catalog;
	struct routine *routine = arena_new(catalog->arena, struct routine);
	struct sql_error error;
	catalog_begin(
		&routine->object, OBJECT_OPERATOR, row_name(row, OPERATOR_SCHEMA, OPERATOR_NAME));
	routine->object.comment = row_string(row, OPERATOR_COMMENT);
	if (sql_routine(catalog->arena, OBJECT_OPERATOR, row_sql(row, OPERATOR_DEFINITION), routine,
		    &error))
		schema_add(catalog->schema, &routine->object);
	else
		catalog_refused(catalog, NULL, &routine->object, &error);
}

/* Not those that another operator has only announced. */
const struct catalog_part catalog_operators = {
	"the operators",
	OPERATOR_FIELDS(FIELD_SQL),
	"FROM pg_operator o {in o.oprnamespace} WHERE o.oid >= 16384 AND o.oprcode <> 0 "
	"{own 'pg_operator' o.oid} "
	"ORDER BY n.nspname, o.oprname, o.oprleft::regtype::text, o.oprright::regtype::text",
	read_operator,
};
