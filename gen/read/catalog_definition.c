/* What is in SQL's own words out of the catalogs: triggers, policies, rules, extended statistics,
 * collations, range types. */
#include "read/catalog_parts.h"

#include <string.h>

/* Every query gives the same fields. */
#define DEFINITION_FIELDS(FIELD)                                                                   \
	FIELD(DEFINITION_KIND, "o.kind")                                                           \
	FIELD(DEFINITION_SCHEMA, "o.schema")                                                       \
	FIELD(DEFINITION_NAME, "o.name")                                                           \
	FIELD(DEFINITION_RELATION, "o.relation")                                                   \
	FIELD(DEFINITION_SQL, "o.sql")                                                             \
	FIELD(DEFINITION_ENABLED, "o.enabled")                                                     \
	FIELD(DEFINITION_STATISTICS, "o.statistics")                                               \
	FIELD(DEFINITION_COMMENT, "{comment o.class o.oid 0}")
enum { DEFINITION_FIELDS(FIELD_NUMBER) };

static enum object_kind kind_of(const struct row *row)
{
	switch (*row_raw(row, DEFINITION_KIND)) {
	case 'c':
		return OBJECT_COLLATION;
	case 'g':
		return OBJECT_RANGE;
	case 's':
		return OBJECT_STATISTICS;
	case 'p':
		return OBJECT_POLICY;
	case 'r':
		return OBJECT_RULE;
	}
	return OBJECT_TRIGGER;
}

static enum enabled enabled_of(const struct row *row)
{
	switch (*row_raw(row, DEFINITION_ENABLED)) {
	case 'D':
		return ENABLED_DISABLED;
	case 'R':
		return ENABLED_REPLICA;
	case 'A':
		return ENABLED_ALWAYS;
	}
	return ENABLED_ORIGIN;
}

static void read_definition(struct row *row)
{
	struct catalog *catalog = row->catalog;
	enum object_kind kind = kind_of(row);
	const char *sql = row_sql(row, DEFINITION_SQL);
	bool on_relation = strcmp(row_raw(row, DEFINITION_RELATION), "0") != 0;
	if (!sql || (on_relation && !row_relation(row, DEFINITION_RELATION)))
		return;
	struct definition *definition = arena_new(catalog->arena, struct definition);
	struct sql_error error;
	catalog_begin(&definition->object, kind, row_name(row, DEFINITION_SCHEMA, DEFINITION_NAME));
	definition->object.comment = row_string(row, DEFINITION_COMMENT);
	definition->enabled = enabled_of(row);
	definition->statistics = 1 + (int)row_number(row, DEFINITION_STATISTICS);
	if (sql_definition(catalog->arena, kind, sql, definition, &error))
		schema_add(catalog->schema, &definition->object);
	else
		catalog_refused(catalog, NULL, &definition->object, &error);
}

/* C and POSIX are of every encoding, and so is what is made from them; with a locale's name only of
 * the database's. Triggers and rules are asked for pretty, or their relation has its schema
 * although it could do without. A trigger that a partition has of its parent is not its own. */
const struct catalog_part catalog_definitions = {
	"the triggers, policies and rules",
	DEFINITION_FIELDS(FIELD_SQL),
	"FROM (SELECT 'c' AS kind, 'pg_collation'::regclass AS class, o.oid, n.nspname AS "
	"schema, o.collname AS name, 0::oid AS relation, 'O'::\"char\" AS enabled, -1 AS "
	"statistics, CASE WHEN o.collprovider = 'c' AND o.collencoding = -1 AND o.collcollate = "
	"o.collctype THEN 'FROM ' || quote_ident(o.collcollate) ELSE '(' || concat_ws(', ', "
	"CASE o.collprovider WHEN 'i' THEN 'provider = icu' WHEN 'b' THEN 'provider = builtin' END, CASE WHEN NOT o.collisdeterministic "
	"THEN 'deterministic = false' END, CASE WHEN o.collprovider <> 'c' THEN 'locale = ' "
	"|| quote_literal(COALESCE(j ->> 'colllocale', j ->> 'colliculocale', j ->> "
	"'collcollate')) WHEN o.collcollate = o.collctype THEN 'locale = ' || "
	"quote_literal(o.collcollate) ELSE 'lc_collate = ' || quote_literal(o.collcollate) || "
	"', lc_ctype = ' || quote_literal(o.collctype) END, 'rules = ' || quote_literal(j "
	"->> 'collicurules')) || ')' END AS sql "
	"FROM pg_collation o {in o.collnamespace} CROSS JOIN to_jsonb(o) j "
	"UNION ALL "
	"SELECT 's', 'pg_statistic_ext'::regclass, o.oid, n.nspname, o.stxname, o.stxrelid, "
	"'O'::\"char\", COALESCE(o.stxstattarget, -1), pg_get_statisticsobjdef(o.oid) "
	"FROM pg_statistic_ext o {in o.stxnamespace} "
	"UNION ALL "
	"SELECT 't', 'pg_trigger'::regclass, o.oid, n.nspname, o.tgname, o.tgrelid, "
	"o.tgenabled, -1, pg_get_triggerdef(o.oid, true) "
	"FROM pg_trigger o JOIN pg_class r ON r.oid = o.tgrelid {in r.relnamespace} "
	"WHERE NOT o.tgisinternal AND o.tgparentid = 0 "
	"UNION ALL "
	"SELECT 'r', 'pg_rewrite'::regclass, o.oid, n.nspname, o.rulename, o.ev_class, "
	"o.ev_enabled, -1, pg_get_ruledef(o.oid, true) "
	"FROM pg_rewrite o JOIN pg_class r ON r.oid = o.ev_class {in r.relnamespace} "
	"WHERE o.rulename <> '_RETURN' "
	"UNION ALL "
	"SELECT 'p', 'pg_policy'::regclass, o.oid, n.nspname, o.polname, o.polrelid, "
	"'O'::\"char\", -1, concat('ON ', r.oid::regclass, CASE WHEN NOT o.polpermissive THEN ' "
	"AS RESTRICTIVE' END, CASE o.polcmd WHEN 'r' THEN ' FOR SELECT' WHEN 'a' THEN ' FOR "
	"INSERT' WHEN 'w' THEN ' FOR UPDATE' WHEN 'd' THEN ' FOR DELETE' END, ' TO ', (SELECT "
	"string_agg(CASE u WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(u)) END, ', "
	"') FROM unnest(o.polroles) u), ' USING (' || pg_get_expr(o.polqual, o.polrelid) || "
	"')', ' WITH CHECK (' || pg_get_expr(o.polwithcheck, o.polrelid) || ')') "
	"FROM pg_policy o JOIN pg_class r ON r.oid = o.polrelid {in r.relnamespace} "
	"UNION ALL "
	"SELECT 'g', 'pg_type'::regclass, o.oid, n.nspname, o.typname, 0, 'O'::\"char\", -1, "
	"concat( '(SUBTYPE = ', format_type(g.rngsubtype, NULL), ', SUBTYPE_OPCLASS = ' || "
	"CASE WHEN NOT k.opcdefault THEN concat(quote_ident(q.nspname), '.', "
	"quote_ident(k.opcname)) END, ', COLLATION = ' || CASE WHEN g.rngcollation NOT IN (0, "
	"s.typcollation) THEN g.rngcollation::regcollation END, ', CANONICAL = ' || "
	"NULLIF(g.rngcanonical, 0::oid)::regproc, ', SUBTYPE_DIFF = ' || "
	"NULLIF(g.rngsubdiff, 0::oid)::regproc, ', "
	"MULTIRANGE_TYPE_NAME = ' || quote_ident(NULLIF(u.typname, CASE WHEN "
	"strpos(o.typname, 'range') > 0 THEN regexp_replace(o.typname, 'range', 'multirange') "
	"ELSE concat(o.typname, '_multirange') END)), ')') "
	"FROM pg_range g JOIN pg_type o ON o.oid = g.rngtypid {in o.typnamespace} "
	"JOIN pg_type s ON s.oid = g.rngsubtype JOIN pg_opclass k ON k.oid = g.rngsubopc "
	"JOIN pg_namespace q ON q.oid = k.opcnamespace "
	"LEFT JOIN pg_type u ON u.oid = (to_jsonb(g) ->> 'rngmultitypid')::oid) o WHERE true "
	"{own o.class o.oid} "
	"ORDER BY o.kind, o.schema, o.relation, o.name",
	read_definition,
};
