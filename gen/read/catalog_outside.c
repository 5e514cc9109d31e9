/* What the database holds and no word declares, named: kinds of their own, and attributes of what
 * is read. */
#include "read/catalog.h"
#include "read/catalog_parts.h"

#define OUTSIDE_FIELDS(FIELD)                                                                      \
	FIELD(OUTSIDE_KIND, "o.kind")                                                              \
	FIELD(OUTSIDE_NAME, "o.name")                                                              \
	FIELD(OUTSIDE_REASON, "o.reason")
enum { OUTSIDE_FIELDS(FIELD_NUMBER) };

static void read_outside(struct row *row)
{
	const char *reason = row_sql(row, OUTSIDE_REASON);
	catalog_outside(
		row->catalog, row_string(row, OUTSIDE_KIND), row_sql(row, OUTSIDE_NAME), reason);
}

/* What has an oid and perhaps a schema, which is said where it is not the main one; the server's
 * own have smaller numbers. Not an extension's, nor what comes with a range type. */

#define KIND_FIELDS(FIELD)                                                                         \
	FIELD(KIND_KIND, "o.kind")                                                                 \
	FIELD(KIND_NAME, "CASE WHEN n.nspname <> current_schema() THEN quote_ident(n.nspname) || " \
			 "'.' ELSE '' END || o.name")
enum { KIND_FIELDS(FIELD_NUMBER) };

static void read_kind(struct row *row)
{
	catalog_outside(row->catalog, row_string(row, KIND_KIND), row_sql(row, KIND_NAME), NULL);
}

const struct catalog_part catalog_other_kinds = {
	"what models cannot declare",
	KIND_FIELDS(FIELD_SQL),
	"FROM (SELECT 'foreign table', 'pg_class'::regclass, o.oid, o.relnamespace, "
	"quote_ident(o.relname)::text "
	"FROM pg_class o WHERE o.oid >= 16384 AND o.relkind = 'f' "
	"UNION ALL "
	"SELECT 'type', 'pg_type'::regclass, o.oid, o.typnamespace, "
	"quote_ident(o.typname)::text "
	"FROM pg_type o "
	"WHERE o.oid >= 16384 AND (o.typtype = 'b' OR (o.typtype = 'p' AND NOT "
	"o.typisdefined)) AND NOT EXISTS (SELECT FROM pg_type e WHERE e.typarray = o.oid) "
	"UNION ALL "
	"SELECT 'operator class', 'pg_opclass'::regclass, o.oid, o.opcnamespace, "
	"quote_ident(o.opcname)::text "
	"FROM pg_opclass o WHERE o.oid >= 16384 "
	"UNION ALL "
	"SELECT 'operator family', 'pg_opfamily'::regclass, o.oid, o.opfnamespace, "
	"quote_ident(o.opfname)::text "
	"FROM pg_opfamily o "
	"WHERE o.oid >= 16384 AND NOT EXISTS (SELECT FROM pg_opclass c WHERE c.opcfamily = "
	"o.oid AND c.opcname = o.opfname) "
	"UNION ALL "
	"SELECT 'conversion', 'pg_conversion'::regclass, o.oid, o.connamespace, "
	"quote_ident(o.conname)::text "
	"FROM pg_conversion o WHERE o.oid >= 16384 "
	"UNION ALL "
	"SELECT 'text search configuration', 'pg_ts_config'::regclass, o.oid, o.cfgnamespace, "
	"quote_ident(o.cfgname)::text "
	"FROM pg_ts_config o WHERE o.oid >= 16384 "
	"UNION ALL "
	"SELECT 'text search dictionary', 'pg_ts_dict'::regclass, o.oid, o.dictnamespace, "
	"quote_ident(o.dictname)::text "
	"FROM pg_ts_dict o WHERE o.oid >= 16384 "
	"UNION ALL "
	"SELECT 'text search parser', 'pg_ts_parser'::regclass, o.oid, o.prsnamespace, "
	"quote_ident(o.prsname)::text "
	"FROM pg_ts_parser o WHERE o.oid >= 16384 "
	"UNION ALL "
	"SELECT 'text search template', 'pg_ts_template'::regclass, o.oid, o.tmplnamespace, "
	"quote_ident(o.tmplname)::text "
	"FROM pg_ts_template o WHERE o.oid >= 16384 "
	"UNION ALL "
	"SELECT 'cast', 'pg_cast'::regclass, o.oid, 0, format('%s AS %s', "
	"format_type(o.castsource, NULL), format_type(o.casttarget, NULL))::text "
	"FROM pg_cast o WHERE o.oid >= 16384 "
	"UNION ALL "
	"SELECT 'language', 'pg_language'::regclass, o.oid, 0, quote_ident(o.lanname)::text "
	"FROM pg_language o WHERE o.oid >= 16384 "
	"UNION ALL "
	"SELECT 'access method', 'pg_am'::regclass, o.oid, 0, quote_ident(o.amname)::text "
	"FROM pg_am o WHERE o.oid >= 16384 "
	"UNION ALL "
	"SELECT 'transform', 'pg_transform'::regclass, o.oid, 0, format('for %s language %s', "
	"format_type(o.trftype, NULL), (SELECT quote_ident(l.lanname) FROM pg_language l "
	"WHERE l.oid = o.trflang))::text "
	"FROM pg_transform o WHERE o.oid >= 16384 "
	"UNION ALL "
	"SELECT 'foreign data wrapper', 'pg_foreign_data_wrapper'::regclass, o.oid, 0, "
	"quote_ident(o.fdwname)::text "
	"FROM pg_foreign_data_wrapper o WHERE o.oid >= 16384 "
	"UNION ALL "
	"SELECT 'foreign server', 'pg_foreign_server'::regclass, o.oid, 0, "
	"quote_ident(o.srvname)::text "
	"FROM pg_foreign_server o WHERE o.oid >= 16384 "
	"UNION ALL "
	"SELECT 'event trigger', 'pg_event_trigger'::regclass, o.oid, 0, "
	"quote_ident(o.evtname)::text "
	"FROM pg_event_trigger o WHERE o.oid >= 16384 "
	"UNION ALL "
	"SELECT 'publication', 'pg_publication'::regclass, o.oid, 0, "
	"quote_ident(o.pubname)::text "
	"FROM pg_publication o WHERE o.oid >= 16384) o (kind, class, oid, schema, name) "
	"LEFT JOIN pg_namespace n ON n.oid = o.schema "
	"WHERE (o.schema = 0 OR n.oid = ANY ({schemas})) AND NOT EXISTS (SELECT "
	"FROM pg_depend m "
	"WHERE m.classid = o.class AND m.objid = o.oid AND m.deptype IN ('e', 'i')) "
	"ORDER BY o.kind, n.nspname, o.name",
	read_kind,
};

/* The same without. */
const struct catalog_part catalog_other_settings = {
	"what models cannot declare",
	OUTSIDE_FIELDS(FIELD_SQL),
	"FROM (SELECT 'user mapping' AS kind, format('for %I server %I', o.usename, "
	"o.srvname) AS name, NULL AS reason "
	"FROM pg_user_mappings o "
	"UNION ALL "
	"SELECT 'subscription', quote_ident(o.subname), NULL FROM pg_subscription o "
	"WHERE o.subdbid = (SELECT d.oid FROM pg_database d WHERE d.datname = "
	"current_database()) "
	"UNION ALL "
	"SELECT 'default privilege', concat('of ', "
	"quote_ident(pg_get_userbyid(o.defaclrole)), ' on ', CASE o.defaclobjtype WHEN 'r' "
	"THEN 'tables' WHEN 'S' THEN 'sequences' WHEN 'f' THEN 'functions' WHEN 'T' THEN "
	"'types' WHEN 'n' THEN 'schemas' ELSE o.defaclobjtype::text END, ' in ' || "
	"quote_ident(n.nspname)), NULL "
	"FROM pg_default_acl o LEFT JOIN pg_namespace n ON n.oid = o.defaclnamespace "
	"WHERE n.oid IS NULL OR n.oid = ANY ({schemas}) "
	"UNION ALL "
	"SELECT 'security label', format('%s on %s %s', o.provider, i.type, i.identity), NULL "
	"FROM pg_seclabel o "
	"CROSS JOIN pg_identify_object(o.classoid, o.objoid, o.objsubid) i "
	"UNION ALL "
	"SELECT 'comment', 'on schema ' || quote_ident(n.nspname), 'a model has no word for "
	"this schema, ' || quote_literal(left(d.description, 100)) "
	"FROM pg_namespace n "
	"JOIN pg_description d ON d.classoid = 'pg_namespace'::regclass AND d.objoid = n.oid "
	"WHERE n.nspname IN (current_schema(), 'public') AND n.oid = ANY ({schemas}) AND "
	"lower(d.description) <> 'standard public schema') o "
	"ORDER BY o.kind, o.name",
	read_outside,
};

/* A column that a partition or heir has otherwise than its parent; what ALTER INDEX … ALTER COLUMN
 * says; a partition's trigger that is turned on or off by itself; what PostgreSQL 18 knows of NOT
 * NULL; comments on what is a parent's. */
const struct catalog_part catalog_other_attributes = {
	"what models cannot declare",
	OUTSIDE_FIELDS(FIELD_SQL),
	"FROM (SELECT 'column' AS kind, quote_ident(a.attname) || ' of ' || r.oid::regclass "
	"AS name, CASE WHEN a.attgenerated <> '' AND x.own IS DISTINCT FROM x.parents THEN 'its "
	"expression is not that of ' WHEN b.attnotnull AND NOT a.attnotnull THEN 'it may be "
	"NULL, unlike that of ' WHEN a.attstorage <> b.attstorage "
	"THEN 'its storage is not that of ' WHEN a.attstattarget IS DISTINCT FROM "
	"b.attstattarget OR (SELECT string_agg(v, ',') FROM unnest(a.attoptions) v WHERE v "
	"NOT LIKE 'pg\\_attver=%') IS DISTINCT FROM (SELECT string_agg(v, ',') FROM "
	"unnest(b.attoptions) v WHERE v NOT LIKE 'pg\\_attver=%') THEN 'its statistics are not "
	"those of ' END || h.inhparent::regclass AS reason "
	"FROM pg_inherits h "
	"JOIN pg_class r ON r.oid = h.inhrelid AND r.relkind IN ('r', 'p') "
	"{in r.relnamespace} "
	"JOIN pg_attribute a ON a.attrelid = r.oid AND a.attnum > 0 AND NOT a.attisdropped "
	"AND a.attinhcount > 0 AND (r.relispartition OR NOT a.attislocal) "
	"JOIN pg_attribute b ON b.attrelid = h.inhparent AND b.attname = a.attname AND NOT "
	"b.attisdropped "
	"LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum "
	"LEFT JOIN pg_attrdef e ON e.adrelid = b.attrelid AND e.adnum = b.attnum "
	"CROSS JOIN LATERAL (SELECT pg_get_expr(d.adbin, d.adrelid) AS own, "
	"pg_get_expr(e.adbin, e.adrelid) AS parents) x "
	"WHERE h.inhseqno = 1 "
	"UNION ALL "
	"SELECT 'index', i.oid::regclass::text, 'statistics targets of its columns are set' "
	"FROM pg_class i {in i.relnamespace} "
	"WHERE i.relkind IN ('i', 'I') AND EXISTS (SELECT FROM pg_attribute a WHERE "
	"a.attrelid = i.oid AND a.attstattarget >= 0) "
	"UNION ALL "
	"SELECT 'index', i.oid::regclass::text, 'its storage parameters or tablespace are not "
	"those of ' || p.oid::regclass "
	"FROM pg_inherits h JOIN pg_class i ON i.oid = h.inhrelid {in i.relnamespace} "
	"JOIN pg_class p ON p.oid = h.inhparent "
	"WHERE i.relkind IN ('i', 'I') AND (i.reloptions IS DISTINCT FROM p.reloptions "
	"OR i.reltablespace <> p.reltablespace) "
	"UNION ALL "
	"SELECT 'trigger', quote_ident(t.tgname) || ' on ' || r.oid::regclass, 'it is not "
	"enabled as that of ' || p.tgrelid::regclass "
	"FROM pg_trigger t JOIN pg_trigger p ON p.oid = t.tgparentid "
	"JOIN pg_class r ON r.oid = t.tgrelid {in r.relnamespace} "
	"WHERE t.tgenabled <> p.tgenabled AND NOT p.tgisinternal "
	"UNION ALL "
	"SELECT 'constraint', quote_ident(k.conname) || ' on ' || r.oid::regclass, CASE WHEN "
	"k.connoinherit THEN 'it is NOT NULL NO INHERIT' ELSE 'it is NOT NULL and NOT VALID' "
	"END "
	"FROM pg_constraint k JOIN pg_class r ON r.oid = k.conrelid {in r.relnamespace} "
	"WHERE k.contype = 'n' AND ((k.connoinherit AND r.relkind = 'r') OR NOT "
	"k.convalidated) "
	"UNION ALL "
	"SELECT 'constraint', concat(quote_ident(k.conname), ' on ', k.contypid::regtype), 'it "
	"is NOT VALID' "
	"FROM pg_constraint k {in k.connamespace} "
	"WHERE k.contypid <> 0 AND NOT k.convalidated "
	"UNION ALL "
	"SELECT 'comment', 'on column ' || quote_ident(a.attname) || ' of ' || "
	"r.oid::regclass, 'the column is its parent''s' "
	"FROM pg_description d JOIN pg_class r ON r.oid = d.objoid {in r.relnamespace} "
	"JOIN pg_attribute a ON a.attrelid = r.oid AND a.attnum = d.objsubid "
	"WHERE d.classoid = 'pg_class'::regclass AND d.objsubid > 0 AND r.relkind IN ('r', "
	"'p') AND (r.relispartition OR NOT a.attislocal) "
	"UNION ALL "
	"SELECT 'comment', 'on constraint ' || quote_ident(k.conname) || ' on ' || "
	"r.oid::regclass, CASE k.contype WHEN 'n' THEN 'NOT NULL has no name' ELSE 'the "
	"constraint is its parent''s' END "
	"FROM pg_description d JOIN pg_constraint k ON k.oid = d.objoid "
	"JOIN pg_class r ON r.oid = k.conrelid {in r.relnamespace} "
	"WHERE d.classoid = 'pg_constraint'::regclass AND (k.conparentid <> 0 OR NOT "
	"k.conislocal OR k.contype = 'n' OR (r.relispartition AND k.coninhcount > 0))) o "
	"WHERE o.reason IS NOT NULL "
	"ORDER BY o.kind, o.name",
	read_outside,
};

/* What an owner, or PUBLIC in schema public, may by itself and has lost. */

#define LOST_FIELDS(FIELD)                                                                         \
	FIELD(LOST_NAME, "concat(string_agg(d.privilege_type, ', ' ORDER BY d.privilege_type), "   \
			 "' on ', o.what, ' ', o.name)")                                           \
	FIELD(LOST_BY, "d.grantee")
enum { LOST_FIELDS(FIELD_NUMBER) };

static void read_lost(struct row *row)
{
	catalog_outside(row->catalog, "privilege", row_sql(row, LOST_NAME),
		row_number(row, LOST_BY) == 0 ? "PUBLIC has lost it" : "its owner has lost it");
}

const struct catalog_part catalog_other_privileges = {
	"what models cannot declare",
	LOST_FIELDS(FIELD_SQL),
	"FROM (SELECT 'table' AS what, 'r'::\"char\" AS type, r.oid::regclass::text AS name, "
	"r.relacl AS acl, r.relowner AS owner, 'pg_class'::regclass AS class, r.oid "
	"FROM pg_class r {in r.relnamespace} "
	"WHERE r.relacl IS NOT NULL AND r.relkind IN ('r', 'p', 'v', 'm') AND "
	"r.relpersistence <> 't' "
	"UNION ALL "
	"SELECT 'sequence', 's', r.oid::regclass::text, r.relacl, r.relowner, 'pg_class', "
	"r.oid "
	"FROM pg_class r {in r.relnamespace} WHERE r.relacl IS NOT NULL AND r.relkind = 'S' "
	"UNION ALL "
	"SELECT 'function', 'f', p.oid::regprocedure::text, p.proacl, p.proowner, 'pg_proc', "
	"p.oid "
	"FROM pg_proc p {in p.pronamespace} WHERE p.proacl IS NOT NULL "
	"UNION ALL "
	"SELECT 'type', 'T', t.oid::regtype::text, t.typacl, t.typowner, 'pg_type', t.oid "
	"FROM pg_type t {in t.typnamespace} WHERE t.typacl IS NOT NULL "
	"UNION ALL "
	"SELECT 'schema', 'n', quote_ident(n.nspname), n.nspacl, n.nspowner, 'pg_namespace', "
	"n.oid "
	"FROM pg_namespace n WHERE n.nspacl IS NOT NULL AND n.oid = ANY ({schemas})) o "
	"CROSS JOIN LATERAL (SELECT x.grantee, x.privilege_type "
	"FROM aclexplode(acldefault(o.type, o.owner)) x WHERE x.grantee = o.owner "
	"UNION ALL "
	"SELECT DISTINCT 0, v FROM unnest(ARRAY['USAGE', {15:'USAGE'|'CREATE'}]) v "
	"WHERE o.what = 'schema' AND o.name = 'public') d WHERE NOT EXISTS (SELECT "
	"FROM aclexplode(o.acl) x "
	"WHERE x.grantee = d.grantee AND x.privilege_type = d.privilege_type) "
	"{own o.class o.oid} GROUP BY o.what, o.name, d.grantee "
	"ORDER BY o.what, o.name, d.grantee",
	read_lost,
};

void catalog_outside_kinds(struct arena *arena, struct names *kinds)
{
	static const char *const others[] = {"foreign table", "type", "operator", "operator class",
		"operator family", "conversion", "text search configuration",
		"text search dictionary", "text search parser", "text search template", "cast",
		"language", "access method", "transform", "foreign data wrapper", "foreign server",
		"event trigger", "publication", "user mapping", "subscription", "default privilege",
		"security label", "comment", "clustering", "privilege"};
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		list_push(arena, kinds, others[i]);
	for (int kind = 0; kind < OBJECT_KINDS; kind++)
		list_push(arena, kinds, object_kind_name((enum object_kind)kind));
}
