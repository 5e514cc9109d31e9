/* Columns that bring a sequence of their own; see steps.h. */
#include "plan/ddl.h"
#include "plan/steps.h"
#include "schema/names.h"
#include "schema/sql.h"

#include <string.h>

static const char *serial_word(const char *type)
{
	return strcmp(type, "integer") == 0    ? "serial"
	       : strcmp(type, "bigint") == 0   ? "bigserial"
	       : strcmp(type, "smallint") == 0 ? "smallserial"
					       : NULL;
}

/* The sequence that the server makes for the column, if that is what both are to be. */
static const struct sequence *serial_sequence(
	struct planner *planner, const struct table *table, const struct column *column)
{
	struct arena *arena = planner->arena;
	struct qualified name = {.schema = table->object.name.schema,
		.name = name_make(arena, table->object.name.name, column->object.name.name, "seq")};
	const struct sequence *sequence = schema_find(planner->to, OBJECT_SEQUENCE, name);
	if (!serial_word(column->type.text) || !column->not_null || !sequence ||
		schema_find(planner->from, OBJECT_SEQUENCE, name) ||
		!qualified_equal(sequence->owner_table, table->object.name) ||
		strcmp(sequence->owner_column, column->object.name.name) != 0)
		return NULL;
	struct sequence_options plain = ddl_plain_options(column->type.text);
	const char *next =
		arena_printf(arena, "nextval(%s)", sql_literal(arena, sql_qualified(arena, name)));
	return options_equal(&plain, &sequence->options) &&
			       strings_equal(column->default_value.sql, next)
		       ? sequence
		       : NULL;
}

const char *serial_type(struct planner *planner, const struct table *table,
	const struct column *column, const struct sequence **sequence)
{
	const struct table *from = schema_find(planner->from, OBJECT_TABLE, table->object.name);
	if (!from || is_new_table(planner, table->object.name) ||
		is_filled_later(planner, table, column) ||
		table_column(from, column->object.name.name) || column->inherited)
		return NULL;
	*sequence = serial_sequence(planner, table, column);
	return *sequence ? serial_word(column->type.text) : NULL;
}

bool comes_as_serial(struct planner *planner, const struct sequence *sequence)
{
	const struct sequence *found = NULL;
	const struct table *table =
		sequence->owner_table.name
			? schema_find(planner->to, OBJECT_TABLE, sequence->owner_table)
			: NULL;
	const struct column *column = table ? table_column(table, sequence->owner_column) : NULL;
	return column && serial_type(planner, table, column, &found) && found == sequence;
}
