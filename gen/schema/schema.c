/* The lists and maps of a schema; see schema.h. */
#include "schema/schema.h"

#include "base/text.h"
#include "schema/kinds.h"

#include <string.h>

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

/* The name that what stands within a table or view takes from its schema. */
static struct qualified beside(const struct object *owner, const struct object *part)
{
	return (struct qualified){.schema = owner->name.schema, .name = part->name.name};
}

/* What takes one: a table's constraints and indexes, a view's indexes; no checks of a domain. */
static struct objects named_beside(struct arena *arena, const struct object *owner)
{
	struct objects named = objects_within(arena, owner, OBJECT_INDEX);
	if (owner->kind != OBJECT_TABLE)
		return named;
	struct objects constraints = objects_within(arena, owner, OBJECT_CONSTRAINT);
	list_each (struct object **, constraint, &constraints)
		list_push(arena, &named, *constraint);
	return named;
}

void schema_add(struct schema *schema, struct object *object)
{
	if ((int)object->kind >= TOP_LEVEL_KINDS)
		return;
	kind_list_add(schema, object);
	put_first(schema, object->kind, object->name, object);
	struct objects named = named_beside(schema->arena, object);
	list_each (struct object **, each, &named)
		put_first(schema, (*each)->kind, beside(object, *each), *each);
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

void schema_remove(struct schema *schema, enum object_kind kind, struct qualified name)
{
	const struct object *object = schema_find(schema, kind, name);
	if (!object)
		return;
	kind_list_remove(schema, object);
	forget(schema, kind, name);
	struct objects named = named_beside(schema->arena, object);
	list_each (struct object **, each, &named)
		forget(schema, (*each)->kind, beside(object, *each));
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
		schema, OBJECT_CONSTRAINT, beside(&table->object, &constraint->object), constraint);
}

void table_add_index(struct schema *schema, struct table *table, struct index *index)
{
	list_push(schema->arena, &table->indexes, index);
	put_first(schema, OBJECT_INDEX, beside(&table->object, &index->object), index);
}

void view_add_index(struct schema *schema, struct view *view, struct index *index)
{
	list_push(schema->arena, &view->indexes, index);
	put_first(schema, OBJECT_INDEX, beside(&view->object, &index->object), index);
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
