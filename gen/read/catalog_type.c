/* Extensions, enums, domains and composite types out of the catalogs. */
#include "read/catalog_parts.h"

#include <string.h>

/* Extensions: all of the database, as far as their schema is one that is read, public, or the
 * server's own. */

#define EXTENSION_FIELDS(FIELD)                                                                    \
	FIELD(EXTENSION_NAME, "e.extname")                                                         \
	FIELD(EXTENSION_SCHEMA, "n.nspname")                                                       \
	FIELD(EXTENSION_VERSION, "NULLIF(e.extversion, a.default_version)")                        \
	FIELD(EXTENSION_COMMENT, "NULLIF({comment 'pg_extension' e.oid 0}, a.comment)")
enum { EXTENSION_FIELDS(FIELD_NUMBER) };

static void read_extension(struct row *row)
{
	struct extension *extension = arena_new(row->catalog->arena, struct extension);
	catalog_begin(&extension->object, OBJECT_EXTENSION,
		row_name(row, EXTENSION_SCHEMA, EXTENSION_NAME));
	extension->object.comment = row_string(row, EXTENSION_COMMENT);
	extension->version = row_string(row, EXTENSION_VERSION);
	schema_add(row->catalog->schema, &extension->object);
}

const struct catalog_part catalog_extensions = {
	"the extensions",
	EXTENSION_FIELDS(FIELD_SQL),
	"FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace "
	"LEFT JOIN pg_available_extensions() a ON a.name = e.extname "
	"WHERE e.extname <> 'plpgsql' AND (n.oid = ANY ({schemas}) OR n.nspname IN ('public', "
	"'pg_catalog')) "
	"ORDER BY e.extname",
	read_extension,
};

/* Enums: a row a label, or one without when there is none. */

#define ENUM_FIELDS(FIELD)                                                                         \
	FIELD(ENUM_OID, "t.oid")                                                                   \
	FIELD(ENUM_SCHEMA, "n.nspname")                                                            \
	FIELD(ENUM_NAME, "t.typname")                                                              \
	FIELD(ENUM_LABEL, "e.enumlabel")                                                           \
	FIELD(ENUM_COMMENT, "{comment 'pg_type' t.oid 0}")
enum { ENUM_FIELDS(FIELD_NUMBER) };

static struct enum_type *add_enum(struct row *row)
{
	struct catalog *catalog = row->catalog;
	struct enum_type *type = arena_new(catalog->arena, struct enum_type);
	catalog_begin(&type->object, OBJECT_ENUM, row_name(row, ENUM_SCHEMA, ENUM_NAME));
	type->object.comment = row_string(row, ENUM_COMMENT);
	schema_add(catalog->schema, &type->object);
	map_put(catalog->arena, &catalog->types, row_string(row, ENUM_OID), type);
	return type;
}

static void read_enum(struct row *row)
{
	struct catalog *catalog = row->catalog;
	struct enum_type *type = map_get(&catalog->types, row_raw(row, ENUM_OID));
	if (!type)
		type = add_enum(row);
	if (row_null(row, ENUM_LABEL))
		return;
	struct label *label = arena_new(catalog->arena, struct label);
	catalog_begin(&label->object, OBJECT_LABEL,
		(struct qualified){.name = row_string(row, ENUM_LABEL)});
	list_push(catalog->arena, &type->labels, label);
}

const struct catalog_part catalog_enums = {
	"the enums",
	ENUM_FIELDS(FIELD_SQL),
	"FROM pg_type t {in t.typnamespace} LEFT JOIN pg_enum e ON e.enumtypid = t.oid "
	"WHERE t.typtype = 'e' {own 'pg_type' t.oid} "
	"ORDER BY n.nspname, t.typname, e.enumsortorder",
	read_enum,
};

/* Domains. */

#define DOMAIN_FIELDS(FIELD)                                                                       \
	FIELD(DOMAIN_OID, "t.oid")                                                                 \
	FIELD(DOMAIN_SCHEMA, "n.nspname")                                                          \
	FIELD(DOMAIN_NAME, "t.typname")                                                            \
	FIELD(DOMAIN_BASE, "format_type(t.typbasetype, t.typtypmod)")                              \
	FIELD(DOMAIN_COLLATION, COLLATION_SQL("t.typcollation", "b.typcollation"))                 \
	FIELD(DOMAIN_NOT_NULL, "t.typnotnull")                                                     \
	FIELD(DOMAIN_DEFAULT, "pg_get_expr(t.typdefaultbin, 0)")                                   \
	FIELD(DOMAIN_COMMENT, "{comment 'pg_type' t.oid 0}")
enum { DOMAIN_FIELDS(FIELD_NUMBER) };

static void read_domain(struct row *row)
{
	struct catalog *catalog = row->catalog;
	struct domain *domain = arena_new(catalog->arena, struct domain);
	struct sql_error error;
	catalog_begin(&domain->object, OBJECT_DOMAIN, row_name(row, DOMAIN_SCHEMA, DOMAIN_NAME));
	domain->object.comment = row_string(row, DOMAIN_COMMENT);
	domain->collation = row_sql(row, DOMAIN_COLLATION);
	domain->not_null = row_true(row, DOMAIN_NOT_NULL);
	const char *value = row_sql(row, DOMAIN_DEFAULT);
	if (!sql_type(catalog->arena, row_sql(row, DOMAIN_BASE), &domain->base, NULL, &error) ||
		(value && !sql_expression(catalog->arena, value, &domain->default_value, &error))) {
		catalog_refused(catalog, NULL, &domain->object, &error);
		return;
	}
	schema_add(catalog->schema, &domain->object);
	map_put(catalog->arena, &catalog->types, row_string(row, DOMAIN_OID), domain);
}

const struct catalog_part catalog_domains = {
	"the domains",
	DOMAIN_FIELDS(FIELD_SQL),
	"FROM pg_type t {in t.typnamespace} JOIN pg_type b ON b.oid = t.typbasetype "
	"WHERE t.typtype = 'd' {own 'pg_type' t.oid} "
	"ORDER BY n.nspname, t.typname",
	read_domain,
};

/* Their checks. */

#define CHECK_FIELDS(FIELD)                                                                        \
	FIELD(CHECK_DOMAIN, "k.contypid")                                                          \
	FIELD(CHECK_NAME, "k.conname")                                                             \
	FIELD(CHECK_DEFINITION, "pg_get_constraintdef(k.oid)")                                     \
	FIELD(CHECK_COMMENT, "{comment 'pg_constraint' k.oid 0}")
enum { CHECK_FIELDS(FIELD_NUMBER) };

static void read_check(struct row *row)
{
	struct catalog *catalog = row->catalog;
	struct domain *domain = map_get(&catalog->types, row_raw(row, CHECK_DOMAIN));
	if (!domain || row_null(row, CHECK_DEFINITION))
		return;
	struct constraint *check = arena_new(catalog->arena, struct constraint);
	struct sql_error error;
	catalog_begin(&check->object, OBJECT_CONSTRAINT,
		(struct qualified){.name = row_string(row, CHECK_NAME)});
	check->object.comment = row_string(row, CHECK_COMMENT);
	if (sql_constraint(catalog->arena, row_sql(row, CHECK_DEFINITION), check, &error))
		list_push(catalog->arena, &domain->checks, check);
	else
		catalog_refused_on(catalog, &check->object, domain->object.name, &error);
}

const struct catalog_part catalog_domain_checks = {
	"the domains' checks",
	CHECK_FIELDS(FIELD_SQL),
	"FROM pg_constraint k {in k.connamespace} WHERE k.contypid <> 0 AND k.contype = 'c' "
	"ORDER BY k.contypid, k.conname",
	read_check,
};

/* Composite types; their attributes come with the columns. */

#define COMPOSITE_FIELDS(FIELD)                                                                    \
	FIELD(COMPOSITE_OID, "r.oid")                                                              \
	FIELD(COMPOSITE_SCHEMA, "n.nspname")                                                       \
	FIELD(COMPOSITE_NAME, "r.relname")                                                         \
	FIELD(COMPOSITE_COMMENT, "{comment 'pg_type' r.reltype 0}")
enum { COMPOSITE_FIELDS(FIELD_NUMBER) };

static void read_composite(struct row *row)
{
	struct catalog *catalog = row->catalog;
	struct composite *composite = arena_new(catalog->arena, struct composite);
	catalog_begin(&composite->object, OBJECT_COMPOSITE,
		row_name(row, COMPOSITE_SCHEMA, COMPOSITE_NAME));
	composite->object.comment = row_string(row, COMPOSITE_COMMENT);
	schema_add(catalog->schema, &composite->object);
	map_put(catalog->arena, &catalog->relations, row_string(row, COMPOSITE_OID), composite);
}

const struct catalog_part catalog_composites = {
	"the composite types",
	COMPOSITE_FIELDS(FIELD_SQL),
	"FROM pg_class r {in r.relnamespace} WHERE r.relkind = 'c' {own 'pg_class' r.oid} "
	"{own 'pg_type' r.reltype} "
	"ORDER BY n.nspname, r.relname",
	read_composite,
};
