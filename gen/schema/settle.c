/* The last of the spelling: what depends on the types of columns. Canonical texts know only
 * themselves until the whole schema is there, and a column's storage only its name. */
#include "schema/schema.h"
#include "schema/sql.h"

#include <string.h>

struct settling {
	struct arena *arena;
	struct sql_scope scope;
};

/* Most texts hold no cast and no list, and nothing about them depends on types. */
static bool depends(const char *sql)
{
	return sql && (strstr(sql, "::") || strstr(sql, " ANY(") || strstr(sql, " ALL(") ||
			      strstr(sql, "_ops"));
}

static void settle_expression(
	struct settling *settling, struct expression *expression, const struct sql_type *type)
{
	struct expression settled;
	struct sql_error error;
	if (!depends(expression->sql))
		return;
	settling->scope.column = type;
	if (sql_expression(settling->arena, expression->sql, &settled, &error))
		*expression = settled;
	settling->scope.column = NULL;
}

static void settle_constraint(struct settling *settling, struct constraint *constraint)
{
	struct constraint settled = {.object = constraint->object};
	struct sql_error error;
	if (depends(constraint->definition) &&
		sql_constraint(settling->arena, constraint->definition, &settled, &error)) {
		constraint->definition = settled.definition;
		constraint->mentions = settled.mentions;
	}
}

static void settle_index(struct settling *settling, struct index *index)
{
	struct index settled = {.object = index->object, .unique = index->unique};
	struct sql_error error;
	if (depends(index->definition) &&
		sql_index(settling->arena, index->definition, &settled, &error)) {
		index->definition = settled.definition;
		index->mentions = settled.mentions;
	}
}

/* What the type has of its own goes without saying. */
static void settle_column_storage(struct settling *settling, struct column *column)
{
	const char *own =
		column->storage ? schema_own_storage(settling->scope.schema, &column->type) : NULL;
	if (own && strcmp(own, column->storage) == 0)
		column->storage = NULL;
}

/* A partition has its parent's columns. */
static const struct table *columns_of(const struct schema *schema, const struct table *table)
{
	enum { DEEPEST = 32 };
	for (int i = 0; table && table->partition_of.name && i < DEEPEST; i++)
		table = schema_find(schema, OBJECT_TABLE, table->partition_of);
	return table;
}

static void settle_table(struct settling *settling, struct table *table)
{
	settling->scope.table = columns_of(settling->scope.schema, table);
	list_each (struct column **, column, &table->columns) {
		settle_expression(settling, &(*column)->default_value, &(*column)->type);
		settle_expression(settling, &(*column)->generated, &(*column)->type);
		settle_column_storage(settling, *column);
	}
	list_each (struct column **, own, &table->own) {
		const struct column *column =
			schema_column(settling->scope.schema, table, (*own)->object.name.name);
		if (column && (*own)->default_value.sql)
			settle_expression(settling, &(*own)->default_value, &column->type);
	}
	list_each (struct constraint **, constraint, &table->constraints)
		settle_constraint(settling, *constraint);
	list_each (struct index **, index, &table->indexes)
		settle_index(settling, *index);
	settling->scope.table = NULL;
}

static void settle_domain(struct settling *settling, struct domain *domain)
{
	settle_expression(settling, &domain->default_value, &domain->base);
	settling->scope.value = &domain->base;
	list_each (struct constraint **, check, &domain->checks)
		settle_constraint(settling, *check);
	settling->scope.value = NULL;
}

static void settle_view(struct settling *settling, struct view *view)
{
	struct view settled = {.object = view->object};
	struct sql_error error;
	if (depends(view->query) && sql_query(settling->arena, view->query, &settled, &error)) {
		view->query = settled.query;
		view->mentions = settled.mentions;
	}
}

static void settle_definition(struct settling *settling, struct definition *definition)
{
	struct definition settled = {
		.object = definition->object, .constraint = definition->constraint};
	struct sql_error error;
	if (depends(definition->definition) &&
		sql_definition(settling->arena, definition->object.kind, definition->definition,
			&settled, &error)) {
		definition->definition = settled.definition;
		definition->mentions = settled.mentions;
	}
}

void schema_settle(struct schema *schema)
{
	struct settling settling = {.arena = schema->arena, .scope.schema = schema};
	const struct sql_scope *before = sql_enter(schema->arena, &settling.scope);
	list_each (struct domain **, domain, &schema->domains)
		settle_domain(&settling, *domain);
	list_each (struct table **, table, &schema->tables)
		settle_table(&settling, *table);
	list_each (struct view **, view, &schema->views)
		settle_view(&settling, *view);
	list_each (struct definition **, definition, &schema->definitions)
		settle_definition(&settling, *definition);
	sql_enter(schema->arena, before);
}
