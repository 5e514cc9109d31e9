/* Privileges out of the catalogs: what others than the owner may do. */
#include "read/catalog_parts.h"

#include <string.h>

/* One row a privilege; none in a row: PUBLIC has lost what it would have by itself. */
#define GRANT_FIELDS(FIELD)                                                                        \
	FIELD(GRANT_KIND, "o.kind")                                                                \
	FIELD(GRANT_OID, "o.oid")                                                                  \
	FIELD(GRANT_SCHEMA, "o.schema")                                                            \
	FIELD(GRANT_NAME, "o.name")                                                                \
	FIELD(GRANT_COLUMN, "o.column_name")                                                       \
	FIELD(GRANT_ROLE,                                                                          \
		"CASE a.grantee WHEN 0 THEN 'public' ELSE pg_get_userbyid(a.grantee) END")         \
	FIELD(GRANT_PRIVILEGE, "a.privilege_type")                                                 \
	FIELD(GRANT_GRANTABLE, "a.is_grantable")
enum { GRANT_FIELDS(FIELD_NUMBER) };

/* What the privilege is on; name NULL: it is not read. */
static struct qualified find_target(const struct row *row, enum object_kind *kind)
{
	struct catalog *catalog = row->catalog;
	const struct object *object = NULL;
	switch (*row_raw(row, GRANT_KIND)) {
	case 'f':
		object = map_get(&catalog->routines, row_raw(row, GRANT_OID));
		*kind = object && object->kind == OBJECT_PROCEDURE ? OBJECT_PROCEDURE
								   : OBJECT_FUNCTION;
		return object ? object->name : (struct qualified){0};
	case 's':
		*kind = OBJECT_SEQUENCE;
		break;
	case 't':
		*kind = OBJECT_ENUM;
		break;
	case 'n':
		*kind = OBJECT_SCHEMA;
		return (struct qualified){
			.name = catalog_schema_name(catalog, row_raw(row, GRANT_NAME))};
	default:
		*kind = OBJECT_TABLE;
		object = row_relation(row, GRANT_OID);
		return object ? object->name : (struct qualified){0};
	}
	return row_name(row, GRANT_SCHEMA, GRANT_NAME);
}

static bool refuse(const struct row *row, const char *on, const char *reason)
{
	struct arena *arena = row->catalog->arena;
	catalog_outside(row->catalog, "privilege",
		arena_printf(arena, "%s on %s to %s", row_raw(row, GRANT_PRIVILEGE), on,
			row_raw(row, GRANT_ROLE)),
		reason);
	return true;
}

/* What is granted on the main schema, whose name models do not know, unless it is public; and on an
 * identity column's sequence whose name they cannot say. */
static bool is_on_nameless(const struct row *row)
{
	struct catalog *catalog = row->catalog;
	struct arena *arena = catalog->arena;
	const char *schema = row_raw(row, GRANT_SCHEMA);
	const struct sequence *sequence = map_get(&catalog->unspoken, row_raw(row, GRANT_OID));
	if (sequence && *row_raw(row, GRANT_KIND) == 's')
		return refuse(row,
			arena_printf(
				arena, "sequence %s", sql_qualified(arena, sequence->object.name)),
			"the sequence is an identity column's and has a name of its own");
	if (*row_raw(row, GRANT_KIND) != 'n' || strcmp(schema, catalog->main) != 0 ||
		strcmp(catalog_schema_name(catalog, schema), "public") == 0)
		return false;
	return refuse(row, arena_printf(arena, "schema %s", sql_identifier(arena, schema)),
		"a model has no word for the schema that it is configured with");
}

static void read_grant(struct row *row)
{
	struct catalog *catalog = row->catalog;
	enum object_kind kind;
	struct qualified target = find_target(row, &kind);
	const char *role = row_string(row, GRANT_ROLE);
	const char *privilege = row_string(row, GRANT_PRIVILEGE);
	bool public = strcmp(role, "public") == 0;
	if (!target.name || is_on_nameless(row) ||
		(public && privilege && privilege_is_public(kind, privilege)))
		return;
	struct grant *grant = grant_make(catalog->arena, role, kind, target);
	if (privilege)
		grant_add(catalog->arena, grant, privilege, row_string(row, GRANT_COLUMN),
			row_true(row, GRANT_GRANTABLE));
	schema_add_grant(catalog->schema, grant);
}

/* In schema public PUBLIC may be by itself what the server made it. */
const struct catalog_part catalog_grants = {
	"the privileges",
	GRANT_FIELDS(FIELD_SQL),
	"FROM (SELECT CASE r.relkind WHEN 'S' THEN 's' ELSE 'r' END AS kind, "
	"'pg_class'::regclass AS class, r.oid, n.nspname AS schema, r.relname AS name, "
	"NULL::name AS column_name, r.relacl AS acl, r.relowner AS owner "
	"FROM pg_class r {in r.relnamespace} "
	"WHERE r.relacl IS NOT NULL AND r.relkind IN ('r', 'p', 'v', 'm', 'S') AND "
	"r.relpersistence <> 't' "
	"UNION ALL "
	"SELECT 'r', 'pg_class'::regclass, r.oid, n.nspname, r.relname, a.attname, a.attacl, "
	"r.relowner "
	"FROM pg_attribute a JOIN pg_class r ON r.oid = a.attrelid {in r.relnamespace} "
	"WHERE a.attacl IS NOT NULL AND NOT a.attisdropped "
	"UNION ALL "
	"SELECT 'f', 'pg_proc'::regclass, p.oid, n.nspname, p.proname, NULL, p.proacl, "
	"p.proowner "
	"FROM pg_proc p {in p.pronamespace} WHERE p.proacl IS NOT NULL "
	"UNION ALL "
	"SELECT 't', 'pg_type'::regclass, t.oid, n.nspname, t.typname, NULL, t.typacl, "
	"t.typowner "
	"FROM pg_type t {in t.typnamespace} "
	"WHERE t.typacl IS NOT NULL AND t.typtype IN ('e', 'd', 'c', 'r') "
	"UNION ALL "
	"SELECT 'n', 'pg_namespace'::regclass, n.oid, n.nspname, n.nspname, NULL, n.nspacl, "
	"n.nspowner "
	"FROM pg_namespace n WHERE n.nspacl IS NOT NULL AND n.oid = ANY ({schemas})) o "
	"CROSS JOIN LATERAL (SELECT x.grantee, x.privilege_type, x.is_grantable "
	"FROM aclexplode(o.acl) x "
	"WHERE x.grantee <> o.owner AND NOT (o.kind = 'n' AND o.name = 'public' AND x.grantee "
	"= 0 AND x.privilege_type IN ('USAGE', {15:''|'CREATE'})) "
	"UNION ALL "
	"SELECT 0, NULL, false "
	"WHERE o.kind IN ('f', 't') AND NOT EXISTS (SELECT FROM aclexplode(o.acl) x WHERE "
	"x.grantee = 0)) a "
	"WHERE true {own o.class o.oid} "
	"ORDER BY o.kind, o.schema, o.name, o.oid, a.grantee, a.privilege_type",
	read_grant,
};
