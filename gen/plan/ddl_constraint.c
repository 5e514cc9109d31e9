/* Statements about constraints and indexes; see ddl.h. */
#include "plan/ddl_parts.h"

#include "base/text.h"
#include "schema/sql.h"

#include <string.h>

void ddl_put_constraint(struct text *text, struct arena *arena, const struct constraint *constraint)
{
	text_printf(text, "CONSTRAINT %s %s%s", sql_identifier(arena, constraint->object.name.name),
		constraint->definition, constraint->not_valid ? " NOT VALID" : "");
}

const char *ddl_add_constraint(
	struct arena *arena, struct qualified table, const struct constraint *constraint)
{
	struct text text = {0};
	text_printf(&text, "ALTER TABLE %s ADD ", sql_qualified(arena, table));
	ddl_put_constraint(&text, arena, constraint);
	return text_take(&text, arena);
}

const char *ddl_drop_constraint(struct arena *arena, struct qualified table, const char *name)
{
	return arena_printf(arena, "ALTER TABLE %s DROP CONSTRAINT %s", sql_qualified(arena, table),
		sql_identifier(arena, name));
}

const char *ddl_drop_constraint_if_there(
	struct arena *arena, struct qualified table, const char *name)
{
	return arena_printf(arena, "ALTER TABLE %s DROP CONSTRAINT IF EXISTS %s",
		sql_qualified(arena, table), sql_identifier(arena, name));
}

const char *ddl_rename_not_null(
	struct arena *arena, struct qualified table, const char *from, const char *to)
{
	return ddl_do(arena, arena_printf(arena,
				     "BEGIN\n"
				     "\tALTER TABLE %s RENAME CONSTRAINT %s TO %s;\n"
				     "EXCEPTION WHEN undefined_object OR duplicate_object THEN\n"
				     "END",
				     sql_qualified(arena, table), sql_identifier(arena, from),
				     sql_identifier(arena, to)));
}

const char *ddl_validate(
	struct arena *arena, const struct object *parent, const struct object *constraint)
{
	return ddl_alter(arena, parent->kind, parent->name,
		arena_printf(arena, "VALIDATE CONSTRAINT %s",
			sql_identifier(arena, constraint->name.name)));
}

const char *ddl_defer(
	struct arena *arena, struct qualified table, const struct constraint *constraint)
{
	bool deferred = strstr(constraint->definition, " INITIALLY DEFERRED");
	return arena_printf(arena, "ALTER TABLE %s ALTER CONSTRAINT %s %s",
		sql_qualified(arena, table), sql_identifier(arena, constraint->object.name.name),
		!constraint->deferrable ? "NOT DEFERRABLE"
		: deferred              ? "DEFERRABLE INITIALLY DEFERRED"
					: "DEFERRABLE INITIALLY IMMEDIATE");
}

const char *ddl_create_index(struct arena *arena, struct qualified table, const struct index *index)
{
	return arena_printf(arena, "CREATE %sINDEX %s ON %s %s", index->unique ? "UNIQUE " : "",
		sql_identifier(arena, index->object.name.name), sql_qualified(arena, table),
		index->definition);
}

const char *ddl_create_key_index(struct arena *arena, struct qualified table,
	const struct constraint *constraint, const char *name)
{
	return arena_printf(arena, "CREATE UNIQUE INDEX %s ON %s %s", sql_identifier(arena, name),
		sql_qualified(arena, table), sql_key_index(arena, constraint->definition));
}

const char *ddl_use_index(struct arena *arena, struct qualified table,
	const struct constraint *constraint, const char *index)
{
	static const char deferred[] = " INITIALLY DEFERRED";
	const char *definition = constraint->definition;
	size_t length = strlen(definition);
	bool initially = length >= sizeof deferred &&
			 strcmp(definition + length - (sizeof deferred - 1), deferred) == 0;
	return arena_printf(arena, "ALTER TABLE %s ADD CONSTRAINT %s %s USING INDEX %s%s%s",
		sql_qualified(arena, table), sql_identifier(arena, constraint->object.name.name),
		constraint->type == CONSTRAINT_PRIMARY_KEY ? "PRIMARY KEY" : "UNIQUE",
		sql_identifier(arena, index), constraint->deferrable ? " DEFERRABLE" : "",
		initially ? deferred : "");
}

const char *ddl_concurrently(struct arena *arena, const char *sql)
{
	static const char word[] = "INDEX ";
	const char *rest = strstr(sql, word);
	if (!rest)
		return sql;
	rest += strlen(word);
	return arena_printf(arena, "%.*sCONCURRENTLY %s", (int)(rest - sql), sql, rest);
}

const char *ddl_drop_index(struct arena *arena, struct qualified table, const char *name)
{
	return arena_printf(arena, "DROP INDEX %s",
		sql_qualified(arena, (struct qualified){.schema = table.schema, .name = name}));
}

const char *ddl_rename_index(
	struct arena *arena, struct qualified table, const char *from, const char *to)
{
	struct qualified name = {.schema = table.schema, .name = from};
	return ddl_rename(arena, OBJECT_INDEX, name, to);
}
