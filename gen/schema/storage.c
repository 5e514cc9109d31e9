/* Where the values of a type are kept, unless a column says otherwise. */
#include "schema/schema.h"

#include <string.h>

static bool is_one_of(const char *name, const char *const *names)
{
	for (; *names; names++) {
		if (strcmp(*names, name) == 0)
			return true;
	}
	return false;
}

/* Of PostgreSQL's own types, without modifiers. */
static const char *storage_of_base(const char *base)
{
	static const char *const mains[] = {"numeric", "inet", "cidr", NULL};
	static const char *const plains[] = {"\"char\"", "aclitem", "bigint", "boolean", "box",
		"cid", "circle", "date", "double precision", "int2vector", "integer", "interval",
		"line", "lseg", "macaddr", "macaddr8", "money", "name", "oid", "oidvector",
		"pg_lsn", "point", "real", "regclass", "regcollation", "regconfig", "regdictionary",
		"regnamespace", "regoper", "regoperator", "regproc", "regprocedure", "regrole",
		"regtype", "smallint", "tid", "time", "timestamp", "timestamptz", "timetz",
		"tsquery", "uuid", "xid", "xid8", NULL};
	return is_one_of(base, mains) ? "main" : is_one_of(base, plains) ? "plain" : "extended";
}

const char *schema_own_storage(const struct schema *schema, const struct sql_type *type)
{
	const struct domain *domain;
	if (type->dimensions > 0)
		return "extended";
	if (!type->user.name)
		return type->base ? storage_of_base(type->base) : NULL;
	domain = schema_find(schema, OBJECT_DOMAIN, type->user);
	if (domain) /* a domain of itself is refused when the schema is checked */
		return schema_own_storage(schema, &domain->base);
	if (schema_find(schema, OBJECT_ENUM, type->user))
		return "plain";
	return schema_find(schema, OBJECT_COMPOSITE, type->user) ||
			       schema_find(schema, OBJECT_RANGE, type->user)
		       ? "extended"
		       : NULL;
}
