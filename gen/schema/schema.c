/* The lists and maps of a schema; see schema.h. */
#include "schema/schema.h"

#include "base/text.h"

#include <string.h>

const char *object_kind_name(enum object_kind kind)
{
	static const char *const names[OBJECT_KINDS] = {
		[OBJECT_SCHEMA] = "schema",
		[OBJECT_EXTENSION] = "extension",
		[OBJECT_COLLATION] = "collation",
		[OBJECT_ENUM] = "enum",
		[OBJECT_DOMAIN] = "domain",
		[OBJECT_COMPOSITE] = "composite type",
		[OBJECT_RANGE] = "range type",
		[OBJECT_SEQUENCE] = "sequence",
		[OBJECT_TABLE] = "table",
		[OBJECT_VIEW] = "view",
		[OBJECT_MATERIALIZED_VIEW] = "materialized view",
		[OBJECT_FUNCTION] = "function",
		[OBJECT_PROCEDURE] = "procedure",
		[OBJECT_AGGREGATE] = "aggregate",
		[OBJECT_OPERATOR] = "operator",
		[OBJECT_STATISTICS] = "statistics",
		[OBJECT_TRIGGER] = "trigger",
		[OBJECT_POLICY] = "policy",
		[OBJECT_RULE] = "rule",
		[OBJECT_GRANT] = "grant",
		[OBJECT_COLUMN] = "column",
		[OBJECT_CONSTRAINT] = "constraint",
		[OBJECT_INDEX] = "index",
		[OBJECT_LABEL] = "label",
	};
	return names[kind];
}

static bool same_string(const char *a, const char *b)
{
	return a == b || (a && b && strcmp(a, b) == 0);
}

const struct table *schema_partitioned(const struct schema *schema, const struct table *table)
{
	return table->partition_of.name ? schema_find(schema, OBJECT_TABLE, table->partition_of)
					: NULL;
}

/* depth ends what schema_check refuses: tables that are their own ancestors. */
static struct column *inherited_column(
	const struct schema *schema, const struct table *table, const char *name, size_t depth)
{
	struct column *column = table_column(table, name);
	const struct table *parent = schema_partitioned(schema, table);
	if (column || depth == 0)
		return column;
	if (parent)
		return inherited_column(schema, parent, name, depth - 1);
	for (size_t i = 0; !column && i < table->inherits.count; i++) {
		parent = schema_find(schema, OBJECT_TABLE, table->inherits.items[i]);
		if (parent)
			column = inherited_column(schema, parent, name, depth - 1);
	}
	return column;
}

struct column *schema_column(
	const struct schema *schema, const struct table *table, const char *name)
{
	return inherited_column(schema, table, name, schema->tables.count);
}

bool qualified_equal(struct qualified a, struct qualified b)
{
	return same_string(a.schema, b.schema) && same_string(a.name, b.name) &&
	       same_string(a.suffix, b.suffix);
}

const char *qualified_text(struct arena *arena, struct qualified name)
{
	if (!name.schema && !name.suffix)
		return name.name;
	return arena_printf(arena, "%s%s%s%s", name.schema ? name.schema : "",
		name.schema ? "." : "", name.name, name.suffix ? name.suffix : "");
}

/* A qualified name as a map's key: a dot may be part of a name, a control character hardly. The
 * key is made in buffer when it fits there. An extension is known by its name alone: its schema
 * only says where it is installed. */
struct key {
	char buffer[2 * NAME_MAX_BYTES + 8];
};

static const char *make_key(
	struct key *key, struct arena *arena, enum object_kind kind, struct qualified name)
{
	const char *schema = name.schema && kind != OBJECT_EXTENSION ? name.schema : "";
	const char *suffix = name.suffix ? name.suffix : "";
	size_t before = strlen(schema), length = strlen(name.name), after = strlen(suffix);
	size_t size = before + length + after + 2;
	char *to = size <= sizeof key->buffer ? key->buffer : arena_alloc(arena, size);
	memcpy(to, schema, before);
	to[before] = '\x1f';
	memcpy(to + before + 1, name.name, length);
	memcpy(to + before + 1 + length, suffix, after + 1);
	return to;
}

const char *schema_key(struct arena *arena, struct qualified name)
{
	struct key key;
	const char *made = make_key(&key, arena, OBJECT_TABLE, name);
	return made == key.buffer ? arena_strdup(arena, made) : made;
}

/* The first of a name stays the one that is found. */
static void put_first(
	struct schema *schema, enum object_kind kind, struct qualified name, void *object)
{
	struct key key;
	const char *found = name.name ? make_key(&key, schema->arena, kind, name) : NULL;
	if (found && !map_get(&schema->maps[kind], found))
		map_put(schema->arena, &schema->maps[kind], arena_strdup(schema->arena, found),
			object);
}

void schema_init(struct schema *schema, struct arena *arena)
{
	*schema = (struct schema){.arena = arena};
}

static struct qualified beside(const struct table *table, const char *name)
{
	return (struct qualified){.schema = table->object.name.schema, .name = name};
}

static struct qualified within(const struct object *view, const struct index *index)
{
	return (struct qualified){.schema = view->name.schema, .name = index->object.name.name};
}

/* The names that a table's own objects take from its schema. */
static void add_contents(struct schema *schema, struct table *table)
{
	list_each (struct constraint **, each, &table->constraints)
		put_first(
			schema, OBJECT_CONSTRAINT, beside(table, (*each)->object.name.name), *each);
	list_each (struct index **, each, &table->indexes)
		put_first(schema, OBJECT_INDEX, beside(table, (*each)->object.name.name), *each);
}

void schema_add(struct schema *schema, struct object *object)
{
	struct arena *arena = schema->arena;
	switch (object->kind) {
	case OBJECT_SCHEMA:
		list_push(arena, &schema->namespaces, (struct namespace *)object);
		break;
	case OBJECT_EXTENSION:
		list_push(arena, &schema->extensions, (struct extension *)object);
		break;
	case OBJECT_ENUM:
		list_push(arena, &schema->enums, (struct enum_type *)object);
		break;
	case OBJECT_DOMAIN:
		list_push(arena, &schema->domains, (struct domain *)object);
		break;
	case OBJECT_SEQUENCE:
		list_push(arena, &schema->sequences, (struct sequence *)object);
		break;
	case OBJECT_TABLE:
		list_push(arena, &schema->tables, (struct table *)object);
		add_contents(schema, (struct table *)object);
		break;
	case OBJECT_COMPOSITE:
		list_push(arena, &schema->composites, (struct composite *)object);
		break;
	case OBJECT_VIEW:
	case OBJECT_MATERIALIZED_VIEW:
		list_push(arena, &schema->views, (struct view *)object);
		list_each (struct index **, each, &((struct view *)object)->indexes)
			put_first(schema, OBJECT_INDEX, within(object, *each), *each);
		break;
	case OBJECT_FUNCTION:
	case OBJECT_PROCEDURE:
	case OBJECT_AGGREGATE:
	case OBJECT_OPERATOR:
		list_push(arena, &schema->routines, (struct routine *)object);
		break;
	case OBJECT_COLLATION:
	case OBJECT_RANGE:
	case OBJECT_STATISTICS:
	case OBJECT_TRIGGER:
	case OBJECT_POLICY:
	case OBJECT_RULE:
		list_push(arena, &schema->definitions, (struct definition *)object);
		break;
	case OBJECT_GRANT:
		list_push(arena, &schema->grants, (struct grant *)object);
		break;
	case OBJECT_COLUMN:
	case OBJECT_CONSTRAINT:
	case OBJECT_INDEX:
	case OBJECT_LABEL:
		return; /* these stand within another */
	}
	put_first(schema, object->kind, object->name, object);
}

void *schema_find(const struct schema *schema, enum object_kind kind, struct qualified name)
{
	struct key key;
	return map_get(&schema->maps[kind], make_key(&key, schema->arena, kind, name));
}

static void forget(struct schema *schema, enum object_kind kind, struct qualified name)
{
	struct key key;
	const char *found = make_key(&key, schema->arena, kind, name);
	if (map_get(&schema->maps[kind], found))
		map_put(schema->arena, &schema->maps[kind], found, NULL);
}

void schema_rename(struct schema *schema, struct object *object, struct qualified to)
{
	if (schema_find(schema, object->kind, object->name) == object)
		forget(schema, object->kind, object->name);
	object->name = to;
	put_first(schema, object->kind, to, object);
}

#define TAKE_OUT(list, object)                                                                     \
	do {                                                                                       \
		size_t at = 0;                                                                     \
		while (at < (list)->count && (const void *)(list)->items[at] != (object))          \
			at++;                                                                      \
		if (at < (list)->count)                                                            \
			memmove((list)->items + at, (list)->items + at + 1,                        \
				(--(list)->count - at) * sizeof *(list)->items);                   \
	} while (0)

static void take_out(struct schema *schema, enum object_kind kind, const void *object)
{
	switch (kind) {
	case OBJECT_SCHEMA:
		TAKE_OUT(&schema->namespaces, object);
		break;
	case OBJECT_EXTENSION:
		TAKE_OUT(&schema->extensions, object);
		break;
	case OBJECT_ENUM:
		TAKE_OUT(&schema->enums, object);
		break;
	case OBJECT_DOMAIN:
		TAKE_OUT(&schema->domains, object);
		break;
	case OBJECT_SEQUENCE:
		TAKE_OUT(&schema->sequences, object);
		break;
	case OBJECT_TABLE:
		TAKE_OUT(&schema->tables, object);
		break;
	case OBJECT_COMPOSITE:
		TAKE_OUT(&schema->composites, object);
		break;
	case OBJECT_VIEW:
	case OBJECT_MATERIALIZED_VIEW:
		TAKE_OUT(&schema->views, object);
		break;
	case OBJECT_FUNCTION:
	case OBJECT_PROCEDURE:
	case OBJECT_AGGREGATE:
	case OBJECT_OPERATOR:
		TAKE_OUT(&schema->routines, object);
		break;
	case OBJECT_COLLATION:
	case OBJECT_RANGE:
	case OBJECT_STATISTICS:
	case OBJECT_TRIGGER:
	case OBJECT_POLICY:
	case OBJECT_RULE:
		TAKE_OUT(&schema->definitions, object);
		break;
	case OBJECT_GRANT:
		TAKE_OUT(&schema->grants, object);
		break;
	case OBJECT_COLUMN:
	case OBJECT_CONSTRAINT:
	case OBJECT_INDEX:
	case OBJECT_LABEL:
		break;
	}
}

void schema_remove(struct schema *schema, enum object_kind kind, struct qualified name)
{
	const void *object = schema_find(schema, kind, name);
	if (!object)
		return;
	take_out(schema, kind, object);
	forget(schema, kind, name);
	if (kind == OBJECT_MATERIALIZED_VIEW) {
		const struct view *view = object;
		list_each (struct index **, each, &view->indexes)
			forget(schema, OBJECT_INDEX, within(&view->object, *each));
	}
	if (kind != OBJECT_TABLE)
		return;
	const struct table *table = object;
	list_each (struct constraint **, each, &table->constraints)
		forget(schema, OBJECT_CONSTRAINT, beside(table, (*each)->object.name.name));
	list_each (struct index **, each, &table->indexes)
		forget(schema, OBJECT_INDEX, beside(table, (*each)->object.name.name));
}

void table_add_column(struct table *table, struct column *column, struct arena *arena)
{
	list_push(arena, &table->columns, column);
	if (!map_get(&table->column_map, column->object.name.name))
		map_put(arena, &table->column_map, column->object.name.name, column);
}

void table_add_constraint(struct schema *schema, struct table *table, struct constraint *constraint)
{
	list_push(schema->arena, &table->constraints, constraint);
	put_first(
		schema, OBJECT_CONSTRAINT, beside(table, constraint->object.name.name), constraint);
}

void table_add_index(struct schema *schema, struct table *table, struct index *index)
{
	list_push(schema->arena, &table->indexes, index);
	put_first(schema, OBJECT_INDEX, beside(table, index->object.name.name), index);
}

void view_add_index(struct schema *schema, struct view *view, struct index *index)
{
	list_push(schema->arena, &view->indexes, index);
	put_first(schema, OBJECT_INDEX, within(&view->object, index), index);
}

struct column *table_column(const struct table *table, const char *name)
{
	return map_get(&table->column_map, name);
}

struct column *table_own(const struct table *table, const char *name)
{
	list_each (struct column **, each, &table->own) {
		if (strcmp((*each)->object.name.name, name) == 0)
			return *each;
	}
	return NULL;
}

struct column *table_add_own(struct arena *arena, struct table *table, const char *name)
{
	struct column *own = table_own(table, name);
	if (own)
		return own;
	own = arena_new(arena, struct column);
	own->object.kind = OBJECT_COLUMN;
	own->object.name.name = name;
	list_push(arena, &table->own, own);
	return own;
}

struct constraint *table_constraint(const struct table *table, const char *name)
{
	list_each (struct constraint **, each, &table->constraints) {
		if (strcmp((*each)->object.name.name, name) == 0)
			return *each;
	}
	return NULL;
}

struct index *table_index(const struct table *table, const char *name)
{
	list_each (struct index **, each, &table->indexes) {
		if (strcmp((*each)->object.name.name, name) == 0)
			return *each;
	}
	return NULL;
}

const struct constraint *table_primary_key(const struct table *table)
{
	list_each (struct constraint **, each, &table->constraints) {
		if ((*each)->type == CONSTRAINT_PRIMARY_KEY)
			return *each;
	}
	return NULL;
}

bool parameters_add(struct arena *arena, struct parameters *parameters, struct parameter parameter)
{
	size_t at = 0;
	int order = -1;
	while (at < parameters->count &&
		(order = strcmp(parameters->items[at].name, parameter.name)) < 0)
		at++;
	if (order == 0)
		return false;
	list_push(arena, parameters, parameter);
	for (size_t i = parameters->count - 1; i > at; i--)
		parameters->items[i] = parameters->items[i - 1];
	parameters->items[at] = parameter;
	return true;
}

const char *parameter_value(const struct parameters *parameters, const char *name)
{
	list_each (const struct parameter *, each, parameters) {
		if (strcmp(each->name, name) == 0)
			return each->value;
	}
	return NULL;
}

bool parameters_equal(const struct parameters *a, const struct parameters *b)
{
	bool equal = a->count == b->count;
	for (size_t i = 0; equal && i < a->count; i++)
		equal = strcmp(a->items[i].name, b->items[i].name) == 0 &&
			strcmp(a->items[i].value, b->items[i].value) == 0;
	return equal;
}

void parameters_put(struct text *text, const struct parameters *parameters)
{
	list_each (const struct parameter *, each, parameters)
		text_printf(text, "%s%s = %s", each == parameters->items ? "" : ", ", each->name,
			each->value);
}

struct label *enum_label(const struct enum_type *type, const char *name)
{
	list_each (struct label **, each, &type->labels) {
		if (strcmp((*each)->object.name.name, name) == 0)
			return *each;
	}
	return NULL;
}
