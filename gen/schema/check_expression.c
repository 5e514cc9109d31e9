/* What expressions mention must be there. */
#include "schema/check.h"
#include "schema/names.h"

#include <string.h>

const char *check_column_hint(struct check *check, const struct table *table, const char *wanted)
{
	struct names candidates = {0};
	for (const struct table *at = table; at; at = schema_partitioned(check->schema, at)) {
		list_each (struct column **, each, &at->columns)
			list_push(check->arena, &candidates, (*each)->object.name.name);
	}
	return check_hint(check, wanted, &candidates, "");
}

void check_column_name(struct check *check, const struct object *object, const struct table *table,
	const char *column)
{
	if (schema_column(check->schema, table, column))
		return;
	diag_error(check->diag, object->place,
		"%s \"%s\" names column \"%s\", which table \"%s\" does not have%s",
		object_kind_name(object->kind), object->name.name, column,
		qualified_text(check->arena, table->object.name),
		check_column_hint(check, table, column));
}

/* The sequence behind an identity column has no declaration of its own. */
static bool is_identity_sequence(struct check *check, struct qualified name)
{
	list_each (struct table **, table, &check->schema->tables) {
		const char *own = (*table)->object.name.schema;
		list_each (struct column **, column, &(*table)->columns) {
			if ((*column)->identity == IDENTITY_NONE)
				continue;
			struct qualified sequence = {.schema = own,
				.name = name_make(check->arena, (*table)->object.name.name,
					(*column)->object.name.name, "seq")};
			if (qualified_equal(sequence, name))
				return true;
		}
	}
	return false;
}

static void check_relation(struct check *check, const struct object *object, struct qualified name)
{
	const struct schema *schema = check->schema;
	if (schema_find(schema, OBJECT_SEQUENCE, name) || schema_find(schema, OBJECT_TABLE, name) ||
		schema_find(schema, OBJECT_VIEW, name) ||
		schema_find(schema, OBJECT_MATERIALIZED_VIEW, name) ||
		schema_find(schema, OBJECT_INDEX, name) || check_is_foreign(check, name.schema) ||
		is_identity_sequence(check, name))
		return;
	struct names candidates = check_candidates(check, OBJECT_SEQUENCE, OBJECT_TABLE);
	diag_error(check->diag, object->place,
		"%s \"%s\" uses sequence or table \"%s\", which no model defines%s",
		object_kind_name(object->kind), object->name.name,
		qualified_text(check->arena, name),
		check_hint(check, qualified_text(check->arena, name), &candidates, ""));
}

void check_mentions(struct check *check, const struct object *object, const struct table *table,
	const struct mentions *mentions)
{
	list_each (const char **, column, &mentions->columns) {
		/* the table's name is its whole row, and tableoid is there in each */
		if (table && strcmp(*column, table->object.name.name) != 0 &&
			strcmp(*column, "tableoid") != 0)
			check_column_name(check, object, table, *column);
	}
	list_each (const struct qualified *, type, &mentions->types)
		check_type_name(check, object, *type);
	list_each (const struct qualified *, relation, &mentions->relations)
		check_relation(check, object, *relation);
}
