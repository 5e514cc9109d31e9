/* Range types in SQL's own words. */
#include "schema/names.h"
#include "schema/sql.h"
#include "schema/sql_definition.h"

#include <ctype.h>
#include <string.h>

/* The options in the order in which they are written, and whether each must be there. */
static const char *const known[] = {"subtype", "subtype_opclass", "collation", "canonical",
	"subtype_diff", "multirange_type_name"};

static const char *value_of(struct defining *to, size_t option, const PgQuery__DefElem *element)
{
	PgQuery__TypeName *name = SQL_NODE(element->arg, TYPE_NAME, type_name);
	struct sql_type type;
	if (!name)
		return NULL;
	if (option == 0) {
		if (!sql_read_type(to->tree, to->arena, name, &type, to->error))
			return NULL;
		if (type.user.name)
			list_push(to->arena, &to->definition->mentions.types, type.user);
		return type.text;
	}
	struct qualified said = sql_node_name(name->names, name->n_names);
	struct qualified copy = {.schema = said.schema && strcmp(said.schema, "pg_catalog") != 0
						   ? arena_strdup(to->arena, said.schema)
						   : NULL,
		.name = arena_strdup(to->arena, said.name)};
	if (option == 3 || option == 4)
		list_push(to->arena, &to->definition->mentions.functions, copy);
	return sql_qualified(to->arena, copy);
}

static bool read_options(struct defining *to, const PgQuery__CreateRangeStmt *node,
	const char *values[sizeof known / sizeof *known])
{
	for (size_t i = 0; i < node->n_params; i++) {
		const PgQuery__DefElem *element = SQL_NODE(node->params[i], DEF_ELEM, def_elem);
		size_t option = 0;
		while (option < sizeof known / sizeof *known && element &&
			strcmp(known[option], element->defname) != 0)
			option++;
		if (!element || option == sizeof known / sizeof *known || values[option])
			return sql_refuse(to->arena, to->error, 0,
				"a range type has no option \"%s\", or has it twice",
				element ? element->defname : "");
		values[option] = value_of(to, option, element);
		if (!values[option])
			return sql_refuse(to->arena, to->error, 0,
				"option \"%s\" of a range type is a name", known[option]);
	}
	return values[0] || sql_refuse(to->arena, to->error, 0,
				    "a range type has a subtype: (SUBTYPE = float8)");
}

bool define_range(struct defining *to)
{
	const PgQuery__CreateRangeStmt *node =
		SQL_NODE(to->tree->statement, CREATE_RANGE_STMT, create_range_stmt);
	const char *values[sizeof known / sizeof *known] = {0};
	struct text text = {0};
	if (!node)
		return sql_refuse(
			to->arena, to->error, 0, "a range type's definition is expected here");
	if (!read_options(to, node, values))
		return false;
	for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
		if (!values[i])
			continue;
		text_put(&text, text.length ? ", " : "(");
		for (const char *c = known[i]; *c; c++)
			text_put_char(&text, (char)toupper((unsigned char)*c));
		text_printf(&text, " = %s", values[i]);
	}
	text_put(&text, ")");
	to->definition->definition = text_take(&text, to->arena);
	return true;
}

/* The server's own name for it, when the definition says none. */
static const char *usual_multirange(struct arena *arena, const char *range)
{
	const char *found = strstr(range, "range");
	if (found)
		return arena_printf(arena, "%.*smulti%s", (int)(found - range), range, found);
	return name_make(arena, range, NULL, "multirange");
}

struct qualified sql_multirange(struct arena *arena, const struct definition *range)
{
	static const char option[] = "MULTIRANGE_TYPE_NAME = ";
	const char *said = strstr(range->definition, option);
	struct qualified name = range->object.name;
	if (!said) {
		name.name = usual_multirange(arena, name.name);
		return name;
	}
	said += strlen(option);
	struct sql_type type;
	struct sql_error error;
	const char *text = arena_printf(arena, "%.*s", (int)strlen(said) - 1, said);
	if (sql_type(arena, text, &type, NULL, &error) && type.user.name) {
		name.name = type.user.name;
		if (type.user.schema)
			name.schema = type.user.schema;
	}
	return name;
}

const struct definition *sql_range_of(
	struct arena *arena, const struct schema *schema, struct qualified multirange)
{
	list_each (struct definition **, each, &schema->definitions) {
		if ((*each)->object.kind == OBJECT_RANGE &&
			qualified_equal(sql_multirange(arena, *each), multirange))
			return *each;
	}
	return NULL;
}
