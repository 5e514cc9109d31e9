/* Renames of what stands in tables and types. A table that leaves a parent had its columns from it:
 * they are renamed after the parent's, and get back a name that the parent's took from them. */
#include "diff/apply_parts.h"

#include <string.h>

static bool names_parent(const struct table *table, struct qualified parent)
{
	list_each (const struct qualified *, each, &table->inherits) {
		if (qualified_equal(*each, parent))
			return true;
	}
	return false;
}

/* Whether a table is no more with one of its parents. */
static bool leaves_parent(struct applier *applier, const struct object *object)
{
	const struct table *from = (const struct table *)object;
	if (object->kind != OBJECT_TABLE)
		return false;
	const struct table *to = schema_find(applier->to, OBJECT_TABLE, object->name);
	bool leaves = to && from->partition_of.name &&
		      !qualified_equal(from->partition_of, to->partition_of);
	for (size_t i = 0; to && i < from->inherits.count; i++)
		leaves |= !names_parent(to, from->inherits.items[i]);
	return leaves;
}

/* A column of a table that leaves a parent: a rename of the parent's reaches it before. */
struct lent {
	struct column *column;
	struct table *table;
	const char *name; /* before that */
};
LIST(struct lent, lents);

static void note_lent(struct applier *applier, struct renamings *renamings, struct lents *lents)
{
	list_each (struct table **, table, &applier->copy->tables) {
		bool leaves = leaves_parent(applier, &(*table)->object);
		for (size_t i = 0; leaves && i < (*table)->columns.count; i++) {
			struct column *column = (*table)->columns.items[i];
			struct lent lent = {column, *table, column->object.name.name};
			if (!renaming_of(renamings, &column->object))
				list_push(applier->arena, lents, lent);
		}
	}
}

/* They get their names back once the two have parted. */
static void rename_lent_back(struct applier *applier, const struct lents *lents)
{
	struct renamings renamings = {0};
	list_each (const struct lent *, lent, lents) {
		const struct table *to =
			schema_find(applier->to, OBJECT_TABLE, lent->table->object.name);
		const struct column *after = table_column(to, lent->name);
		if (after && strcmp(lent->column->object.name.name, lent->name) != 0)
			add_renaming(applier, &renamings, &lent->column->object,
				&lent->table->object, &after->object);
	}
	carry_out_all(applier, &renamings);
}

void carry_out_within(struct applier *applier, struct renamings *renamings)
{
	struct renamings now = {0}, later = {0}, left = {0};
	struct lents lents = {0};
	list_each (const struct renaming *, renaming, renamings) {
		if (renaming->object->kind == OBJECT_COLUMN &&
			leaves_parent(applier, renaming->parent))
			list_push(applier->arena, &later, *renaming);
		else
			list_push(applier->arena, &now, *renaming);
	}
	note_lent(applier, &later, &lents);
	carry_out_all(applier, &now);
	list_each (const struct renaming *, renaming, &later) {
		if (strcmp(renaming->object->name.name, renaming->to.name) != 0)
			list_push(applier->arena, &left, *renaming);
	}
	carry_out_all(applier, &left);
	rename_lent_back(applier, &lents);
}
