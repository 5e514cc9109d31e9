/* C declarations for SQL types: the list in restruct_model.h, read from right to left. */
#include "import/c_types.h"

#include "schema/sql.h"

#include <stdlib.h>
#include <string.h>

/* Longer ones are no arrays: nobody wants a megabyte in a struct. */
enum { LONGEST_ARRAY = 4096 };

/* Of C's own types a pointer may be NULL; a typedef of restruct_model.h stays a value. */
static const struct {
	const char *sql, *c;
	bool scalar;
} simple_types[] = {
	{"boolean", "bool", true},
	{"smallint", "int16_t", true},
	{"integer", "int32_t", true},
	{"bigint", "int64_t", true},
	{"real", "float", true},
	{"double precision", "double", true},
	{"oid", "db_oid", true},
	{"timestamptz", "db_timestamptz", false},
	{"timestamp", "db_timestamp", false},
	{"date", "db_date", false},
	{"time", "db_time", false},
	{"timetz", "db_timetz", false},
	{"interval", "db_interval", false},
	{"uuid", "db_uuid", false},
	{"inet", "db_inet", false},
	{"cidr", "db_cidr", false},
	{"macaddr", "db_macaddr", false},
	{"macaddr8", "db_macaddr8", false},
	{"point", "db_point", false},
	{"numeric", "db_numeric", false},
	{"json", "db_json", false},
	{"jsonb", "db_jsonb", false},
	{"xml", "db_xml", false},
	{"tsvector", "db_tsvector", false},
	{"tsquery", "db_tsquery", false},
	{"bytea", "db_bytea", false},
};

static bool simple_type(const char *sql, bool not_null, struct c_type *c)
{
	for (size_t i = 0; i < sizeof simple_types / sizeof *simple_types; i++) {
		if (strcmp(simple_types[i].sql, sql) != 0)
			continue;
		*c = (struct c_type){
			.base = simple_types[i].c,
			.suffix = "",
			.pointer = simple_types[i].scalar && !not_null,
			.sql = sql,
		};
		return true;
	}
	return false;
}

/* Text of whatever kind. is_text: one that is never NULL is a db_text. */
static struct c_type text_type(bool is_text, bool not_null)
{
	if (is_text && not_null)
		return (struct c_type){.base = "db_text", .suffix = "", .sql = "text"};
	return (struct c_type){.base = "char", .suffix = "", .pointer = true, .sql = "text"};
}

/* varchar(n) and char(n) of a length that fits into a struct. */
static struct c_type array_type(struct arena *arena, long length)
{
	return (struct c_type){
		.base = "char",
		.suffix = arena_printf(arena, "[%ld]", length + 1),
		.sql = arena_printf(arena, "varchar(%ld)", length),
	};
}

static struct c_type character_type(struct arena *arena, const struct sql_type *type, bool not_null)
{
	const char *bracket = strchr(type->text, '(');
	long length = strcmp(type->base, "name") == 0 ? NAME_MAX_BYTES
		      : bracket                       ? strtol(bracket + 1, NULL, 10)
						      : 0;
	if (not_null && strcmp(type->text, "char(1)") == 0)
		return (struct c_type){.base = "char", .suffix = "", .sql = "char(1)"};
	if (not_null && length > 0 && length <= LONGEST_ARRAY)
		return array_type(arena, length);
	return text_type(true, not_null);
}

static bool is_character(const char *base)
{
	static const char *const types[] = {"varchar", "char", "bpchar", "name", "text"};
	for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
		if (strcmp(types[i], base) == 0)
			return true;
	}
	return false;
}

/* Whether a domain's values are C values that a pointer can point to. */
static bool is_scalar(const struct schema *schema, const struct sql_type *type)
{
	struct c_type c;
	if (type->dimensions > 0 || !type->text)
		return false;
	if (!type->user.name)
		return simple_type(type->base, false, &c) && c.pointer;
	const struct domain *domain = schema_find(schema, OBJECT_DOMAIN, type->user);
	return domain ? is_scalar(schema, &domain->base)
		      : schema_find(schema, OBJECT_ENUM, type->user) != NULL;
}

static bool model_type(struct arena *arena, const struct schema *schema,
	const struct sql_type *type, bool not_null, struct c_type *c)
{
	const struct enum_type *enum_type = schema_find(schema, OBJECT_ENUM, type->user);
	const struct domain *domain = schema_find(schema, OBJECT_DOMAIN, type->user);
	if (!enum_type && !domain)
		return false;
	*c = (struct c_type){
		.base = enum_type ? arena_printf(arena, "enum %s", enum_type->tag)
				  : domain->typedef_name,
		.suffix = "",
		.pointer = !not_null && (enum_type || is_scalar(schema, &domain->base)),
		.model = type->user,
		.sql = sql_qualified(arena, type->user),
	};
	return true;
}

struct c_type c_type_for(struct arena *arena, const struct schema *schema,
	const struct sql_type *type, bool not_null)
{
	struct c_type c;
	if (!type->text || type->dimensions > 0)
		return text_type(false, not_null);
	if (type->user.name) {
		if (model_type(arena, schema, type, not_null, &c))
			return c;
		return text_type(strcmp(type->user.name, "citext") == 0, not_null);
	}
	if (simple_type(type->base, not_null, &c))
		return c;
	if (is_character(type->base))
		return character_type(arena, type, not_null);
	if (strcmp(type->base, "\"char\"") == 0 && not_null)
		return (struct c_type){.base = "char", .suffix = "", .sql = "char(1)"};
	return text_type(false, not_null);
}
