/* What partitions and children have from their parents; see expand.h. */
#include "diff/expand.h"

#include "diff/objects.h"
#include "schema/names.h"

#include <string.h>

bool expands(const struct schema *schema)
{
	list_each (struct table **, table, &schema->tables) {
		if ((*table)->partition_of.name || (*table)->inherits.count)
			return true;
	}
	return false;
}

bool is_made_anew(const struct table *from, const struct table *to)
{
	if (to->rekeyed || !strings_equal(from->partition_by, to->partition_by))
		return true;
	/* The server changes no type that a partition key is made of. */
	for (size_t i = 0; to->partition_by && i < to->partition_mentions.columns.count; i++) {
		const char *name = to->partition_mentions.columns.items[i];
		const struct column *old = table_column(from, name), *new = table_column(to, name);
		if (old && new &&
			(strcmp(old->type.text, new->type.text) != 0 ||
				!strings_equal(old->collation, new->collation)))
			return true;
	}
	return false;
}

static bool holds(const struct qualifieds *names, struct qualified name)
{
	list_each (const struct qualified *, each, names) {
		if (qualified_equal(*each, name))
			return true;
	}
	return false;
}

bool stays_with(const struct table *from, const struct table *to, struct qualified parent)
{
	if (from->partition_of.name || to->partition_of.name)
		return qualified_equal(from->partition_of, parent) &&
		       qualified_equal(to->partition_of, parent) &&
		       strings_equal(from->bound, to->bound);
	return holds(&from->inherits, parent) && holds(&to->inherits, parent);
}

void each_descendant(const struct schema *schema, const struct table *table,
	void (*visit)(void *data, struct table *descendant), void *data)
{
	list_each (struct table **, each, &schema->tables) {
		if (*each == table ||
			(!qualified_equal((*each)->partition_of, table->object.name) &&
				!holds(&(*each)->inherits, table->object.name)))
			continue;
		visit(data, *each);
		each_descendant(schema, *each, visit, data);
	}
}

/* --- adding ----------------------------------------------------------------------------------- */

enum state { UNSEEN, ON_THE_WAY, SEEN };

struct expansion {
	struct arena *arena;
	struct schema *schema; /* the copy */
	struct map states;     /* qualified_text -> &states[…] */
};

/* own: NULL when the table has nothing otherwise. */
static void set_own(struct column *column, const struct column *own)
{
	column->own_default = own && own->own_default;
	column->own_not_null = own && own->own_not_null;
	if (column->own_default)
		column->default_value = own->default_value;
	if (column->own_not_null)
		column->not_null = true;
}

static void add_columns(
	struct expansion *expansion, struct table *table, const struct table *parent)
{
	list_each (struct column **, each, &parent->columns) {
		if (table_column(table, (*each)->object.name.name))
			continue;
		struct column *column =
			(struct column *)object_shallow_copy(expansion->arena, &(*each)->object);
		column->inherited = true;
		column->identity = IDENTITY_NONE;
		column->identity_options = (struct sequence_options){0};
		column->object.comment = NULL;
		column->object.was = NULL;
		column->statistics = 0;
		column->parameters = (struct parameters){0};
		set_own(column, table_own(table, (*each)->object.name.name));
		table_add_column(table, column, expansion->arena);
	}
}

static bool is_checked_alone(const struct constraint *constraint)
{
	static const char end[] = " NO INHERIT";
	size_t length = strlen(constraint->definition);
	return length >= sizeof end &&
	       strcmp(constraint->definition + length - (sizeof end - 1), end) == 0;
}

/* What the partition calls its part of a parent's index or key; NULL: nothing of its own. */
static const struct index *attached(const struct indexes *said, const char *to)
{
	list_each (struct index **, each, said) {
		if (strcmp((*each)->attached_to.name, to) == 0)
			return *each;
	}
	return NULL;
}

static bool has_index(const struct constraint *constraint)
{
	return constraint->type == CONSTRAINT_PRIMARY_KEY ||
	       constraint->type == CONSTRAINT_UNIQUE || constraint->type == CONSTRAINT_EXCLUSION;
}

static void add_constraint(struct expansion *expansion, struct table *table,
	const struct constraint *parents, const struct indexes *said)
{
	bool partition = table->partition_of.name != NULL;
	if ((!partition && (parents->type != CONSTRAINT_CHECK || is_checked_alone(parents))) ||
		(!has_index(parents) && table_constraint(table, parents->object.name.name)))
		return;
	struct constraint *own =
		(struct constraint *)object_shallow_copy(expansion->arena, &parents->object);
	own->inherited = true;
	own->object.comment = own->index_comment = own->made_as = NULL;
	if (has_index(parents)) {
		const struct index *part = attached(said, parents->object.name.name);
		own->part_of = parents->object.name.name;
		own->object.name.name = NULL;
		own->object.name.name =
			name_constraint(expansion->arena, expansion->schema, table, own);
		if (part) {
			own->made_as = own->object.name.name;
			own->object.name.name = part->object.name.name;
			own->object.comment = part->object.comment;
		}
	}
	table_add_constraint(expansion->schema, table, own);
}

static void add_index(struct expansion *expansion, struct table *table, const struct index *parents,
	const struct indexes *said)
{
	struct index *own = (struct index *)object_shallow_copy(expansion->arena, &parents->object);
	const struct index *part = attached(said, parents->object.name.name);
	own->inherited = true;
	own->object.comment = own->made_as = NULL;
	own->object.name.name = NULL;
	own->object.name.name = name_index(expansion->arena, expansion->schema, table, own);
	if (part) {
		own->made_as = own->object.name.name;
		own->object.name.name = part->object.name.name;
		own->object.comment = part->object.comment;
	}
	own->attached_to = (struct qualified){
		.schema = table->partition_of.schema, .name = parents->object.name.name};
	table_add_index(expansion->schema, table, own);
}

/* Those that only say a name. */
static struct indexes take_attached(struct expansion *expansion, struct table *table)
{
	struct indexes said = {0}, own = {0};
	list_each (struct index **, each, &table->indexes) {
		if ((*each)->attached_to.name)
			list_push(expansion->arena, &said, *each);
		else
			list_push(expansion->arena, &own, *each);
	}
	table->indexes = own;
	return said;
}

static void add_from(struct expansion *expansion, struct table *table, const struct table *parent)
{
	struct indexes said = take_attached(expansion, table);
	add_columns(expansion, table, parent);
	list_each (struct constraint **, each, &parent->constraints)
		add_constraint(expansion, table, *each, &said);
	for (size_t i = 0; table->partition_of.name && i < parent->indexes.count; i++)
		add_index(expansion, table, parent->indexes.items[i], &said);
}

static void expand_table(struct expansion *expansion, struct table *table)
{
	static enum state states[] = {ON_THE_WAY, SEEN};
	const char *key = qualified_text(expansion->arena, table->object.name);
	if (map_get(&expansion->states, key))
		return;
	map_put(expansion->arena, &expansion->states, key, &states[0]);
	struct qualifieds parents = table->inherits;
	struct qualified partitioned = table->partition_of;
	if (partitioned.name)
		parents = (struct qualifieds){.items = &partitioned, .count = 1};
	list_each (const struct qualified *, each, &parents) {
		struct table *parent = schema_find(expansion->schema, OBJECT_TABLE, *each);
		if (!parent)
			continue;
		expand_table(expansion, parent);
		add_from(expansion, table, parent);
	}
	map_put(expansion->arena, &expansion->states, key, &states[1]);
}

struct schema *expand(struct arena *arena, const struct schema *schema)
{
	struct schema *copy = arena_new(arena, struct schema);
	struct expansion expansion = {.arena = arena, .schema = copy};
	schema_copy(copy, schema, arena);
	list_each (struct table **, table, &copy->tables)
		expand_table(&expansion, *table);
	return copy;
}

/* --- settling --------------------------------------------------------------------------------- */

/* A parent that a child keeps and that has the part in this schema. */
static const struct table *kept_parent(const struct schema *schema, const struct table *from,
	const struct table *to, const struct object *part)
{
	for (size_t i = 0; i < to->inherits.count; i++) {
		const struct table *parent =
			schema_find(schema, OBJECT_TABLE, to->inherits.items[i]);
		if (!parent || !stays_with(from, to, parent->object.name))
			continue;
		if (part->kind == OBJECT_COLUMN ? table_column(parent, part->name.name) != NULL
						: table_constraint(parent, part->name.name) != NULL)
			return parent;
	}
	return NULL;
}

/* A column that the child says, too, and that is what the parent's is: the parent's statements
 * reach it. */
static bool goes_along(const struct column *column, const struct table *parent)
{
	const struct column *parents =
		parent ? table_column(parent, column->object.name.name) : NULL;
	return parents && strings_equal(parents->type.text, column->type.text) &&
	       strings_equal(parents->collation, column->collation) &&
	       parents->not_null == column->not_null &&
	       strings_equal(parents->default_value.sql, column->default_value.sql) &&
	       strings_equal(parents->generated.sql, column->generated.sql);
}

static void settle_child(const struct schema *schema, struct table *table, const struct table *from,
	const struct table *to)
{
	list_each (struct column **, each, &table->columns) {
		const struct table *parent = kept_parent(schema, from, to, &(*each)->object);
		(*each)->inherited =
			(*each)->inherited ? parent != NULL : goes_along(*each, parent);
	}
	list_each (struct constraint **, each, &table->constraints)
		(*each)->inherited = (*each)->inherited &&
				     kept_parent(schema, from, to, &(*each)->object) != NULL;
}

/* What a partition that is attached has before: what the server makes by itself then, it need not.
 */
static void settle_attached(struct table *table, bool before)
{
	list_each (struct column **, each, &table->columns)
		(*each)->inherited = false;
	list_each (struct constraint **, each, &table->constraints)
		(*each)->inherited &= !before && (*each)->type != CONSTRAINT_CHECK;
	list_each (struct index **, each, &table->indexes)
		(*each)->inherited &= !before;
}

static void settle_keys(const struct schema *from, struct schema *to)
{
	list_each (struct table **, table, &to->tables) {
		for (size_t i = 0; (*table)->partition_by && i < to->enums.count; i++) {
			const struct enum_type *after = to->enums.items[i];
			const struct enum_type *before =
				schema_find(from, OBJECT_ENUM, after->object.name);
			if (before && keyed_by(to, *table, after))
				(*table)->rekeyed |= !enum_only_adds(before, after);
		}
	}
}

static bool parent_is_made_anew(
	const struct schema *from, const struct schema *to, struct qualified parent)
{
	const struct table *before = schema_find(from, OBJECT_TABLE, parent);
	const struct table *after = schema_find(to, OBJECT_TABLE, parent);
	return before && after && is_made_anew(before, after);
}

void settle_inherited(struct schema *from, struct schema *to)
{
	settle_keys(from, to);
	list_each (struct table **, each, &to->tables) {
		struct table *after = *each;
		struct table *before = schema_find(from, OBJECT_TABLE, after->object.name);
		if (!before)
			continue;
		struct qualified parent = after->partition_of;
		if (!before->partition_of.name && !parent.name) {
			settle_child(from, before, before, after);
			settle_child(to, after, before, after);
		} else if (!parent.name || !stays_with(before, after, parent) ||
			   parent_is_made_anew(from, to, parent)) {
			settle_attached(before, true);
			settle_attached(after, false);
		}
	}
}
