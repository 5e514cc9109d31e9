/* What any object depends on; see depends.h. */
#include "plan/depends.h"

#include <string.h>

static bool same(const char *a, const char *b)
{
	return a == b || (a && b && strcmp(a, b) == 0);
}

bool qualifieds_hold(const struct qualifieds *names, struct qualified name)
{
	list_each (struct qualified *, each, names) {
		if (same(each->name, name.name) && same(each->schema, name.schema))
			return true;
	}
	return false;
}

bool functions_hold(const struct qualifieds *names, struct qualified function)
{
	return qualifieds_hold(names, function);
}

void table_and_ancestors(struct arena *arena, const struct schema *schema, struct qualified name,
	struct tables *tables)
{
	struct table *table = name.name ? schema_find(schema, OBJECT_TABLE, name) : NULL;
	list_each (struct table **, each, tables) {
		if (*each == table)
			return;
	}
	if (!table)
		return;
	list_push(arena, tables, table);
	table_and_ancestors(arena, schema, table->partition_of, tables);
	list_each (struct qualified *, parent, &table->inherits)
		table_and_ancestors(arena, schema, *parent, tables);
}

struct uses mentions_uses(const struct mentions *mentions)
{
	return (struct uses){
		.relations = mentions->relations,
		.columns = mentions->columns,
		.every_column = mentions->every_column,
		.types = mentions->types,
		.functions = mentions->functions,
	};
}

/* What it stands on, too. */
static struct uses definition_uses(struct arena *arena, const struct definition *definition)
{
	struct uses uses = mentions_uses(&definition->mentions);
	struct qualifieds relations = {0};
	struct names columns = {0};
	list_each (const char **, column, &definition->columns)
		list_push(arena, &columns, *column);
	list_each (const char **, column, &uses.columns)
		list_push(arena, &columns, *column);
	list_each (struct qualified *, relation, &uses.relations)
		list_push(arena, &relations, *relation);
	if (definition->relation.name)
		list_push(arena, &relations, definition->relation);
	uses.relations = relations;
	uses.columns = columns;
	return uses;
}

struct uses object_uses(struct arena *arena, const struct object *object)
{
	switch (object->kind) {
	case OBJECT_VIEW:
	case OBJECT_MATERIALIZED_VIEW:
		return mentions_uses(&((const struct view *)object)->mentions);
	case OBJECT_FUNCTION:
	case OBJECT_PROCEDURE:
	case OBJECT_AGGREGATE:
	case OBJECT_OPERATOR:
		return mentions_uses(&((const struct routine *)object)->mentions);
	case OBJECT_COLLATION:
	case OBJECT_RANGE:
	case OBJECT_STATISTICS:
	case OBJECT_TRIGGER:
	case OBJECT_POLICY:
	case OBJECT_RULE:
		return definition_uses(arena, (const struct definition *)object);
	case OBJECT_SCHEMA:
	case OBJECT_EXTENSION:
	case OBJECT_ENUM:
	case OBJECT_DOMAIN:
	case OBJECT_COMPOSITE:
	case OBJECT_SEQUENCE:
	case OBJECT_TABLE:
	case OBJECT_GRANT:
	case OBJECT_COLUMN:
	case OBJECT_CONSTRAINT:
	case OBJECT_INDEX:
	case OBJECT_LABEL:
		break;
	}
	return (struct uses){0};
}
