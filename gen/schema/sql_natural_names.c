/* Whose columns the names in a query are; see sql_natural.h. */
#include "schema/sql_natural.h"

#include <string.h>

static const struct kind nothing;

static void add_range(struct natural *natural, const char *called, const struct table *table)
{
	list_each (struct range *, range, &natural->ranges) {
		if (strcmp(range->called, called) == 0) {
			if (range->table != table)
				range->table = NULL;
			return;
		}
	}
	struct range range = {called, table};
	list_push(&natural->tree->arena, &natural->ranges, range);
}

static void find_range(void *context, ProtobufCMessage *message)
{
	struct natural *natural = context;
	if (SQL_IS(message, range_var)) {
		const PgQuery__RangeVar *relation = (const PgQuery__RangeVar *)message;
		struct qualified name = {
			.schema = *relation->schemaname ? relation->schemaname : NULL,
			.name = relation->relname};
		bool renamed = relation->alias && relation->alias->n_colnames;
		add_range(natural, relation->alias ? relation->alias->aliasname : relation->relname,
			natural->scope->schema && !renamed
				? schema_find(natural->scope->schema, OBJECT_TABLE, name)
				: NULL);
	} else if (SQL_IS(message, common_table_expr)) {
		add_range(natural, ((const PgQuery__CommonTableExpr *)message)->ctename, NULL);
	} else if (SQL_IS(message, range_subselect) || SQL_IS(message, range_function) ||
		   SQL_IS(message, range_table_func) || SQL_IS(message, join_expr)) {
		/* what has no table's name may be theirs */
		if (!SQL_IS(message, join_expr))
			add_range(natural, "", NULL);
	} else if (SQL_IS(message, alias)) {
		const PgQuery__Alias *alias = (const PgQuery__Alias *)message;
		bool known = false;
		list_each (struct range *, range, &natural->ranges)
			known |= strcmp(range->called, alias->aliasname) == 0;
		if (!known)
			add_range(natural, alias->aliasname, NULL);
	}
}

void natural_find_ranges(struct natural *natural, ProtobufCMessage *message)
{
	sql_tree_walk(message, find_range, natural);
}

static const struct table *table_of(const struct natural *natural, const char *called)
{
	if (!called)
		return natural->ranges.count == 1 ? natural->ranges.items[0].table
						  : natural->scope->table;
	list_each (struct range *, range, &natural->ranges) {
		if (strcmp(range->called, called) == 0)
			return range->table;
	}
	/* of a policy or trigger: OLD, NEW and the table's own name */
	const struct table *own_table = table_of(natural, NULL);
	return own_table && (strcmp(called, "old") == 0 || strcmp(called, "new") == 0 ||
				    strcmp(called, own_table->object.name.name) == 0)
		       ? own_table
		       : NULL;
}

struct kind natural_reference(const struct natural *natural, const PgQuery__ColumnRef *reference)
{
	const char *name = sql_node_string(reference->fields[reference->n_fields - 1]);
	const char *of = reference->n_fields > 1
				 ? sql_node_string(reference->fields[reference->n_fields - 2])
				 : NULL;
	if (!name || reference->n_fields > 3)
		return nothing;
	if (natural->scope->value && !of && strcmp(name, "value") == 0)
		return natural_column_kind(natural->scope->value);
	if (!of && natural->ranges.count > 1)
		return nothing;
	const struct table *table = table_of(natural, of);
	const struct column *column = table ? table_column(table, name) : NULL;
	return column ? natural_column_kind(&column->type) : nothing;
}
