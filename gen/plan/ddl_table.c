/* Statements about tables and what stands in them; see ddl.h. */
#include "plan/ddl_parts.h"

#include "base/text.h"
#include "schema/sql.h"

#include <string.h>

/* The columns and constraints between the parentheses, a line each; what others have given it is
 * not among them. */
static void put_contents(struct text *text, struct arena *arena, const struct table *table,
	const struct constraints *within)
{
	const char *before = "\n\t";
	list_each (struct column **, column, &table->columns) {
		if ((*column)->inherited)
			continue;
		text_put(text, before);
		ddl_put_column(text, arena, *column, NULL);
		before = ",\n\t";
	}
	list_each (struct constraint **, constraint, within) {
		text_put(text, before);
		ddl_put_constraint(text, arena, *constraint);
		before = ",\n\t";
	}
}

static void put_parents(struct text *text, struct arena *arena, const struct qualifieds *parents)
{
	for (size_t i = 0; i < parents->count; i++)
		text_printf(text, "%s%s", i ? ", " : " INHERITS (",
			sql_qualified(arena, parents->items[i]));
	text_put(text, parents->count ? ")" : "");
}

const char *ddl_create_table(
	struct arena *arena, const struct table *table, const struct constraints *within)
{
	struct text text = {0}, contents = {0};
	bool partition = table->partition_of.name != NULL;
	text_printf(&text, "CREATE %sTABLE %s", table->unlogged ? "UNLOGGED " : "",
		sql_qualified(arena, table->object.name));
	if (partition)
		text_printf(&text, " PARTITION OF %s", sql_qualified(arena, table->partition_of));
	put_contents(&contents, arena, table, within);
	if (contents.length || !partition)
		text_printf(&text, " (%s\n)", text_string(&contents));
	text_finish(&contents);
	if (partition)
		text_printf(&text, " %s", table->bound);
	put_parents(&text, arena, &table->inherits);
	if (table->partition_by)
		text_printf(&text, " PARTITION BY %s", table->partition_by);
	if (table->access_method)
		text_printf(&text, " USING %s", sql_identifier(arena, table->access_method));
	if (table->parameters.count) {
		text_put(&text, " WITH (");
		parameters_put(&text, &table->parameters);
		text_put(&text, ")");
	}
	if (table->tablespace)
		text_printf(&text, " TABLESPACE %s", sql_identifier(arena, table->tablespace));
	return text_take(&text, arena);
}

const char *ddl_set_logged(
	struct arena *arena, enum object_kind kind, struct qualified name, bool logged)
{
	return ddl_alter(arena, kind, name, logged ? "SET LOGGED" : "SET UNLOGGED");
}

const char *ddl_row_security(struct arena *arena, struct qualified table, bool enabled)
{
	return ddl_alter(arena, OBJECT_TABLE, table,
		enabled ? "ENABLE ROW LEVEL SECURITY" : "DISABLE ROW LEVEL SECURITY");
}

const char *ddl_force_row_security(struct arena *arena, struct qualified table, bool forced)
{
	return ddl_alter(arena, OBJECT_TABLE, table,
		forced ? "FORCE ROW LEVEL SECURITY" : "NO FORCE ROW LEVEL SECURITY");
}

const char *ddl_attach(struct arena *arena, const struct table *partition)
{
	return arena_printf(arena, "ALTER TABLE %s ATTACH PARTITION %s %s",
		sql_qualified(arena, partition->partition_of),
		sql_qualified(arena, partition->object.name), partition->bound);
}

const char *ddl_detach(struct arena *arena, const struct table *partition, bool concurrently)
{
	return arena_printf(arena, "ALTER TABLE %s DETACH PARTITION %s%s",
		sql_qualified(arena, partition->partition_of),
		sql_qualified(arena, partition->object.name), concurrently ? " CONCURRENTLY" : "");
}

const char *ddl_inherit(
	struct arena *arena, struct qualified child, struct qualified parent, bool inherits)
{
	return arena_printf(arena, "ALTER TABLE %s %sINHERIT %s", sql_qualified(arena, child),
		inherits ? "" : "NO ", sql_qualified(arena, parent));
}

const char *ddl_cluster(struct arena *arena, const struct table *table)
{
	const char *name = sql_qualified(arena, table->object.name);
	return table->clustered_on
		       ? arena_printf(arena, "ALTER TABLE %s CLUSTER ON %s", name,
				 sql_identifier(arena, table->clustered_on))
		       : arena_printf(arena, "ALTER TABLE %s SET WITHOUT CLUSTER", name);
}

const char *ddl_access_method(struct arena *arena, const struct table *table)
{
	return arena_printf(arena, "ALTER TABLE %s SET ACCESS METHOD %s",
		sql_qualified(arena, table->object.name),
		table->access_method ? sql_identifier(arena, table->access_method) : "heap");
}

const char *ddl_replica_identity(struct arena *arena, const struct table *table)
{
	static const char index[] = "index ";
	const char *identity = table->replica_identity, *what = "DEFAULT";
	if (identity && strncmp(identity, index, sizeof index - 1) == 0)
		what = arena_printf(arena, "USING INDEX %s",
			sql_identifier(arena, identity + sizeof index - 1));
	else if (identity)
		what = strcmp(identity, "full") == 0 ? "FULL" : "NOTHING";
	return arena_printf(arena, "ALTER TABLE %s REPLICA IDENTITY %s",
		sql_qualified(arena, table->object.name), what);
}

const char *ddl_analyze(struct arena *arena, struct qualified relation)
{
	return arena_printf(arena, "ANALYZE %s", sql_qualified(arena, relation));
}
