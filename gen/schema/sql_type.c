/* Types: every alias of PostgreSQL's becomes one spelling, modifiers are checked. */
#include "schema/sql_type.h"

#include "base/text.h"
#include "schema/sql_memory.h"
#include "schema/sql_tree.h"

#include <stdlib.h>
#include <string.h>

enum {
	LONGEST_STRING = 10485760,
	LONGEST_BITS = 83886080,
	NUMERIC_PRECISION = 1000,
	TIME_PRECISION = 6
};

#define PLAIN(name)                                                                                \
	{                                                                                          \
		name, name, MODIFIERS_NONE, 0, false                                               \
	}

/* Sorted by name. Pseudo-types are missing: no column has one. */
static const struct builtin_type builtin_types[] = {
	PLAIN("aclitem"),
	{"bit", "bit", MODIFIERS_LENGTH, LONGEST_BITS, true},
	{"bool", "boolean", MODIFIERS_NONE, 0, false},
	PLAIN("box"),
	{"bpchar", "char", MODIFIERS_LENGTH, LONGEST_STRING, true},
	PLAIN("bytea"),
	{"char", "\"char\"", MODIFIERS_NONE, 0, false},
	PLAIN("cid"),
	PLAIN("cidr"),
	PLAIN("circle"),
	PLAIN("date"),
	PLAIN("datemultirange"),
	PLAIN("daterange"),
	{"float4", "real", MODIFIERS_NONE, 0, true},
	{"float8", "double precision", MODIFIERS_NONE, 0, true},
	PLAIN("gtsvector"),
	PLAIN("inet"),
	{"int2", "smallint", MODIFIERS_NONE, 0, true},
	PLAIN("int2vector"),
	{"int4", "integer", MODIFIERS_NONE, 0, true},
	PLAIN("int4multirange"),
	PLAIN("int4range"),
	{"int8", "bigint", MODIFIERS_NONE, 0, true},
	PLAIN("int8multirange"),
	PLAIN("int8range"),
	{"interval", "interval", MODIFIERS_INTERVAL, TIME_PRECISION, true},
	PLAIN("json"),
	PLAIN("jsonb"),
	PLAIN("jsonpath"),
	PLAIN("line"),
	PLAIN("lseg"),
	PLAIN("macaddr"),
	PLAIN("macaddr8"),
	PLAIN("money"),
	PLAIN("name"),
	{"numeric", "numeric", MODIFIERS_NUMERIC, NUMERIC_PRECISION, true},
	PLAIN("nummultirange"),
	PLAIN("numrange"),
	PLAIN("oid"),
	PLAIN("oidvector"),
	PLAIN("path"),
	PLAIN("pg_lsn"),
	PLAIN("pg_node_tree"),
	PLAIN("pg_snapshot"),
	PLAIN("point"),
	PLAIN("polygon"),
	PLAIN("refcursor"),
	PLAIN("regclass"),
	PLAIN("regcollation"),
	PLAIN("regconfig"),
	PLAIN("regdictionary"),
	PLAIN("regnamespace"),
	PLAIN("regoper"),
	PLAIN("regoperator"),
	PLAIN("regproc"),
	PLAIN("regprocedure"),
	PLAIN("regrole"),
	PLAIN("regtype"),
	PLAIN("text"),
	PLAIN("tid"),
	{"time", "time", MODIFIERS_PRECISION, TIME_PRECISION, true},
	{"timestamp", "timestamp", MODIFIERS_PRECISION, TIME_PRECISION, true},
	{"timestamptz", "timestamptz", MODIFIERS_PRECISION, TIME_PRECISION, true},
	{"timetz", "timetz", MODIFIERS_PRECISION, TIME_PRECISION, true},
	PLAIN("tsmultirange"),
	PLAIN("tsquery"),
	PLAIN("tsrange"),
	PLAIN("tstzmultirange"),
	PLAIN("tstzrange"),
	PLAIN("tsvector"),
	PLAIN("txid_snapshot"),
	PLAIN("uuid"),
	{"varbit", "bit varying", MODIFIERS_LENGTH, LONGEST_BITS, false},
	{"varchar", "varchar", MODIFIERS_LENGTH, LONGEST_STRING, true},
	PLAIN("xid"),
	PLAIN("xid8"),
	PLAIN("xml"),
};
enum { BUILTIN_TYPES = sizeof builtin_types / sizeof *builtin_types };

static int compare_name(const void *wanted, const void *item)
{
	return strcmp(wanted, ((const struct builtin_type *)item)->name);
}

/* By pg_type's name; NULL when it is none of pg_catalog's. */
static const struct builtin_type *builtin_type(const char *name)
{
	return bsearch(name, builtin_types, BUILTIN_TYPES, sizeof *builtin_types, compare_name);
}

const struct builtin_type *builtin_type_spelt(const char *spelling)
{
	const struct builtin_type *type = builtin_type(spelling);
	if (type && strcmp(type->spelling, spelling) == 0)
		return type;
	for (size_t i = 0; i < BUILTIN_TYPES; i++) {
		if (strcmp(builtin_types[i].spelling, spelling) == 0)
			return &builtin_types[i];
	}
	return strcmp(spelling, "bpchar") == 0 ? builtin_type("bpchar") : NULL;
}

bool sql_is_integer(const struct sql_type *type)
{
	return type->dimensions == 0 && type->base &&
	       (strcmp(type->base, "smallint") == 0 || strcmp(type->base, "integer") == 0 ||
		       strcmp(type->base, "bigint") == 0);
}

void sql_type_names(struct arena *arena, struct names *names)
{
	for (size_t i = 0; i < BUILTIN_TYPES; i++)
		list_push(arena, names, builtin_types[i].spelling);
}

/* What a type without a schema, or with pg_catalog, means; NULL: a type of somebody else's. */
static const struct builtin_type *meant(struct qualified name)
{
	bool ours = name.name && (!name.schema || strcmp(name.schema, "pg_catalog") == 0);
	return ours ? builtin_type(name.name) : NULL;
}

const struct builtin_type *sql_meant_type(struct qualified name)
{
	return meant(name);
}

bool sql_own_type(struct qualified name)
{
	return meant(name) != NULL;
}

/* The value of a modifier, which must be a whole number. */
static bool read_number(const PgQuery__Node *node, long *number)
{
	const PgQuery__AConst *constant = SQL_NODE(node, A_CONST, a_const);
	if (!constant || constant->val_case != PG_QUERY__A__CONST__VAL_IVAL)
		return false;
	*number = constant->ival->ival;
	return true;
}

struct reading {
	struct arena *arena;
	const PgQuery__TypeName *name;
	const struct builtin_type *type;
	struct sql_error *error;
};

static bool read_modifier(const struct reading *reading, size_t which, const char *what, long least,
	long most, long *number)
{
	if (!read_number(reading->name->typmods[which], number))
		return sql_refuse(reading->arena, reading->error, 0,
			"the %s of type \"%s\" is not a number", what, reading->type->spelling);
	if (*number < least || *number > most)
		return sql_refuse(reading->arena, reading->error, 0,
			"the %s of type \"%s\" must be between %ld and %ld, not %ld", what,
			reading->type->spelling, least, most, *number);
	return true;
}

/* How many modifiers there may be. */
static bool count_modifiers(const struct reading *reading, size_t most)
{
	if (reading->name->n_typmods <= most)
		return true;
	if (most == 0)
		return sql_refuse(reading->arena, reading->error, 0,
			"type \"%s\" takes no modifier in parentheses", reading->type->spelling);
	return sql_refuse(reading->arena, reading->error, 0,
		"type \"%s\" takes at most %zu modifier%s in parentheses", reading->type->spelling,
		most, most == 1 ? "" : "s");
}

/* numeric(12) is numeric(12, 0). */
static bool read_numeric(const struct reading *reading, const char **modifiers)
{
	long precision, scale = 0;
	if (!count_modifiers(reading, 2) ||
		!read_modifier(reading, 0, "precision", 1, NUMERIC_PRECISION, &precision))
		return false;
	if (reading->name->n_typmods == 2 &&
		!read_modifier(reading, 1, "scale", -NUMERIC_PRECISION, NUMERIC_PRECISION, &scale))
		return false;
	*modifiers = arena_printf(reading->arena, "(%ld,%ld)", precision, scale);
	return true;
}

/* The grammar packs the fields into the first modifier, as the server does. */
static const char *interval_fields(long mask)
{
	enum { MONTH = 1 << 1, YEAR = 1 << 2, DAY = 1 << 3 };
	enum { HOUR = 1 << 10, MINUTE = 1 << 11, SECOND = 1 << 12 };
	static const struct {
		long mask;
		const char *words;
	} fields[] = {
		{YEAR, " year"},
		{MONTH, " month"},
		{DAY, " day"},
		{HOUR, " hour"},
		{MINUTE, " minute"},
		{SECOND, " second"},
		{YEAR | MONTH, " year to month"},
		{DAY | HOUR, " day to hour"},
		{DAY | HOUR | MINUTE, " day to minute"},
		{DAY | HOUR | MINUTE | SECOND, " day to second"},
		{HOUR | MINUTE, " hour to minute"},
		{HOUR | MINUTE | SECOND, " hour to second"},
		{MINUTE | SECOND, " minute to second"},
	};
	for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
		if (fields[i].mask == mask)
			return fields[i].words;
	}
	return "";
}

static bool read_interval(const struct reading *reading, const char **modifiers)
{
	long mask, precision;
	if (!count_modifiers(reading, 2) || !read_number(reading->name->typmods[0], &mask))
		return false;
	*modifiers = interval_fields(mask);
	if (reading->name->n_typmods < 2)
		return true;
	if (!read_modifier(reading, 1, "precision", 0, TIME_PRECISION, &precision))
		return false;
	*modifiers = arena_printf(reading->arena, "%s(%ld)", *modifiers, precision);
	return true;
}

static bool read_modifiers(const struct reading *reading, const char **modifiers)
{
	long number;
	*modifiers = "";
	if (reading->name->n_typmods == 0)
		return true;
	switch (reading->type->modifiers) {
	case MODIFIERS_NONE:
		return count_modifiers(reading, 0);
	case MODIFIERS_NUMERIC:
		return read_numeric(reading, modifiers);
	case MODIFIERS_INTERVAL:
		return read_interval(reading, modifiers);
	case MODIFIERS_LENGTH:
		if (!count_modifiers(reading, 1) ||
			!read_modifier(reading, 0, "length", 1, reading->type->most, &number))
			return false;
		break;
	case MODIFIERS_PRECISION:
		if (!count_modifiers(reading, 1) ||
			!read_modifier(reading, 0, "precision", 0, reading->type->most, &number))
			return false;
		break;
	}
	*modifiers = arena_printf(reading->arena, "(%ld)", number);
	return true;
}

/* bpchar without a length is a type of its own kind: char(n) without n. */
static bool is_unlimited_char(const struct builtin_type *type, size_t modifiers)
{
	return strcmp(type->name, "bpchar") == 0 && modifiers == 0;
}

static const char *brackets(struct arena *arena, const char *base, int dimensions)
{
	struct text text = {0};
	text_put(&text, base);
	for (int i = 0; i < dimensions; i++)
		text_put(&text, "[]");
	return text_take(&text, arena);
}

static bool read_builtin(const struct reading *reading, struct sql_type *type)
{
	const char *modifiers;
	if (!read_modifiers(reading, &modifiers))
		return false;
	type->base = is_unlimited_char(reading->type, reading->name->n_typmods)
			     ? "bpchar"
			     : reading->type->spelling;
	type->text = *modifiers ? arena_printf(reading->arena, "%s%s", type->base, modifiers)
				: type->base;
	return true;
}

/* What follows a dotted name, whose quoted parts may hold parentheses of their own. */
static const char *after_name(const char *text)
{
	bool quoted = false;
	for (; *text && (quoted || *text != '('); text++)
		quoted ^= *text == '"';
	return text;
}

/* Modifiers of a type that we do not know may be any words and numbers: the deparser writes them.
 */
static const char *user_modifiers(
	struct sql_tree *tree, struct arena *arena, PgQuery__TypeName *name, const char *base)
{
	if (name->n_typmods == 0)
		return base;
	PgQuery__TypeName bare = *name;
	bare.n_array_bounds = 0;
	PgQuery__TypeCast cast = PG_QUERY__TYPE_CAST__INIT;
	PgQuery__AConst null = PG_QUERY__A__CONST__INIT;
	PgQuery__Node nodes[] = {PG_QUERY__NODE__INIT, PG_QUERY__NODE__INIT};
	null.isnull = true;
	nodes[0].node_case = PG_QUERY__NODE__NODE_A_CONST;
	nodes[0].a_const = &null;
	cast.arg = &nodes[0];
	cast.type_name = &bare;
	nodes[1].node_case = PG_QUERY__NODE__NODE_TYPE_CAST;
	nodes[1].type_cast = &cast;
	const char *text = sql_node_text(tree, arena, &nodes[1]);
	return text ? arena_printf(arena, "%s%s", base, after_name(text + strlen("NULL::"))) : base;
}

/* serial and its kind: not types, the grammar knows nothing of them. */
static const char *serial_integer(struct qualified name)
{
	static const char *const kinds[][2] = {{"serial", "integer"}, {"serial4", "integer"},
		{"bigserial", "bigint"}, {"serial8", "bigint"}, {"smallserial", "smallint"},
		{"serial2", "smallint"}};
	for (size_t i = 0; !name.schema && i < sizeof kinds / sizeof *kinds; i++) {
		if (strcmp(name.name, kinds[i][0]) == 0)
			return kinds[i][1];
	}
	return NULL;
}

bool sql_read_type(struct sql_tree *tree, struct arena *arena, PgQuery__TypeName *name,
	struct sql_type *type, struct sql_error *error)
{
	struct qualified meaning = sql_node_name(name->names, name->n_names);
	struct reading reading = {arena, name, meant(meaning), error};
	*type = (struct sql_type){.dimensions = (int)name->n_array_bounds};
	if (name->setof || name->pct_type || name->n_names > 2)
		return sql_refuse(arena, error, 0, "this is not a type that a column can have");
	if (reading.type) {
		if (!read_builtin(&reading, type))
			return false;
	} else {
		type->user = (struct qualified){.schema = arena_strdup(arena, meaning.schema),
			.name = arena_strdup(arena, meaning.name)};
		type->base = sql_qualified(arena, type->user);
		type->text = user_modifiers(tree, arena, name, type->base);
	}
	if (type->dimensions)
		type->text = brackets(arena, type->text, type->dimensions);
	return true;
}

/* CAST (NULL AS type): the place where the grammar takes a type and nothing but. */
static PgQuery__TypeName *cast_type(const PgQuery__Node *statement)
{
	const PgQuery__SelectStmt *select = SQL_NODE(statement, SELECT_STMT, select_stmt);
	if (!select || select->n_target_list != 1 || select->n_from_clause ||
		select->where_clause || select->op != PG_QUERY__SET_OPERATION__SETOP_NONE)
		return NULL;
	const PgQuery__ResTarget *target = SQL_NODE(select->target_list[0], RES_TARGET, res_target);
	const PgQuery__TypeCast *cast = target ? SQL_NODE(target->val, TYPE_CAST, type_cast) : NULL;
	const PgQuery__AConst *null = cast ? SQL_NODE(cast->arg, A_CONST, a_const) : NULL;
	return null && null->isnull ? cast->type_name : NULL;
}

static bool parse_type(
	struct arena *arena, const char *text, struct sql_type *type, struct sql_error *error)
{
	static const struct sql_frame frame = {"SELECT CAST(NULL AS ", "\n)"};
	struct sql_tree tree;
	if (!sql_tree_parse(&tree, arena, frame, text, error))
		return false;
	PgQuery__TypeName *name = cast_type(tree.statement);
	bool good = name ? sql_read_type(&tree, arena, name, type, error)
			 : sql_refuse(arena, error, 0, "a type's name is expected here");
	sql_tree_finish(&tree);
	return good;
}

static bool find_type(
	struct arena *arena, const char *text, struct sql_type *type, struct sql_error *error)
{
	struct map *known = &sql_memory(arena)->types;
	const struct sql_type *before = map_get(known, text);
	if (before) {
		*type = *before;
		return true;
	}
	if (!parse_type(arena, text, type, error))
		return false;
	struct sql_type *kept = arena_new(arena, struct sql_type);
	*kept = *type;
	map_put(arena, known, arena_strdup(arena, text), kept);
	return true;
}

bool sql_type(struct arena *arena, const char *text, struct sql_type *type, bool *serial,
	struct sql_error *error)
{
	if (serial)
		*serial = false;
	if (!find_type(arena, text, type, error))
		return false;
	const char *integer = type->user.name ? serial_integer(type->user) : NULL;
	if (!integer)
		return true;
	if (!serial || type->dimensions || strcmp(type->text, type->base) != 0)
		return sql_refuse(arena, error, 0,
			"\"%s\" is not a type; use \"%s\" and DB_IDENTITY", type->user.name,
			integer);
	*serial = true;
	*type = (struct sql_type){.text = integer, .base = integer};
	return true;
}

const struct builtin_type *sql_normalise_type(struct sql_tree *tree, PgQuery__TypeName *name)
{
	const struct builtin_type *type = meant(sql_node_name(name->names, name->n_names));
	if (!type)
		return NULL;
	bool said = type->spoken && !is_unlimited_char(type, name->n_typmods);
	PgQuery__Node *last = name->names[name->n_names - 1];
	if (!said) {
		name->names[0] = last;
		name->n_names = 1;
	} else if (name->n_names == 1) {
		PgQuery__Node **both = arena_alloc(&tree->arena, 2 * sizeof *both);
		both[0] = sql_string_node(tree, "pg_catalog");
		both[1] = last;
		name->names = both;
		name->n_names = 2;
	}
	return type;
}
