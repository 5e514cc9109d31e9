/* New columns of tables in use whose rows have no value in common: the value of a volatile default,
 * of a sequence. With its default such a column would write the table anew under a lock; so it
 * comes empty, gets its default for rows to come, and is filled beside the table's users. */
#include "plan/ddl.h"
#include "plan/steps.h"
#include "schema/names.h"
#include "schema/sql.h"

#include "diff/expand.h"

#include <string.h>

/* Functions that give the same value to every row of a statement: their value can be stored once,
 * so that a new column needs no row written anew. Whatever is not listed may be volatile. */
static bool is_known_stable(const char *function)
{
	static const char *const names[] = {"now", "transaction_timestamp", "statement_timestamp",
		"timezone", "date_trunc", "date_part", "extract", "make_date", "make_interval",
		"make_timestamptz", "to_timestamp", "to_date", "to_char", "to_number", "age",
		"current_setting", "current_database", "current_schema", "lower", "upper",
		"initcap", "concat", "concat_ws", "format", "length", "char_length", "md5",
		"sha256", "encode", "decode", "repeat", "replace", "substring", "left", "right",
		"trim", "btrim", "ltrim", "rtrim", "lpad", "rpad", "abs", "ceil", "floor", "round",
		"trunc", "mod", "power", "sqrt", "pi", "array_fill", "string_to_array", "to_json",
		"to_jsonb", "json_build_object", "json_build_array", "jsonb_build_object",
		"jsonb_build_array", "json_object", "jsonb_object", "int4range", "int8range",
		"numrange", "daterange", "tsrange", "tstzrange", "point", "box", "host", "inet",
		"to_tsvector", "convert_to", "convert_from", "chr", "ascii", "position", "strpos"};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		if (strcmp(names[i], function) == 0)
			return true;
	}
	return false;
}

/* The line of its attributes says so: "LANGUAGE sql STABLE". */
static bool says_stable(const struct routine *routine)
{
	static const char *const words[] = {" IMMUTABLE", " STABLE"};
	const char *line = strstr(routine->definition, "\nLANGUAGE ");
	const char *end = line ? line + 1 + strcspn(line + 1, "\n") : NULL;
	for (size_t i = 0; line && i < sizeof words / sizeof *words; i++) {
		const char *word = strstr(line, words[i]);
		if (word && word < end)
			return true;
	}
	return false;
}

/* Of the models' own, all that have the name. */
static bool is_declared_stable(const struct schema *schema, struct qualified function)
{
	bool found = false;
	list_each (struct routine **, each, &schema->routines) {
		struct qualified name = {
			(*each)->object.name.schema, (*each)->object.name.name, NULL};
		if ((*each)->object.kind != OBJECT_FUNCTION || !qualified_equal(name, function))
			continue;
		if (!says_stable(*each))
			return false;
		found = true;
	}
	return found;
}

bool is_volatile(struct planner *planner, const struct expression *expression)
{
	list_each (struct qualified *, function, &expression->mentions.functions) {
		bool ours = !function->schema || strcmp(function->schema, "pg_catalog") == 0;
		if ((!ours || !is_known_stable(function->name)) &&
			!is_declared_stable(planner->to, *function))
			return true;
	}
	return false;
}

/* Rules and policies decide about an UPDATE themselves: it might not reach all rows. */
static bool reaches_all_rows(struct planner *planner, const struct table *table)
{
	list_each (struct definition **, each, &planner->to->definitions) {
		if ((*each)->object.kind == OBJECT_RULE &&
			qualified_equal((*each)->relation, table->object.name))
			return false;
	}
	return !table->force_row_security;
}

bool is_filled_later(
	struct planner *planner, const struct table *table, const struct column *column)
{
	bool differs = column->identity != IDENTITY_NONE ||
		       (column->default_value.sql && is_volatile(planner, &column->default_value));
	return differs && !column->generated.sql &&
	       can_wait_for_validation(planner, table->object.name) &&
	       reaches_all_rows(planner, table) &&
	       !is_constrained_domain(planner->to, &column->type);
}

const struct column *column_without_value(struct planner *planner, const struct column *column)
{
	struct column *empty = arena_new(planner->arena, struct column);
	*empty = *column;
	empty->not_null = false;
	empty->identity = IDENTITY_NONE;
	empty->default_value = (struct expression){0};
	return empty;
}

/* The sequence that numbers the rows until the column is NOT NULL and may become an identity. */
static struct sequence numbering(
	struct planner *planner, const struct table *table, const struct column *column)
{
	struct sequence sequence = {.object = column->object, .options = column->identity_options};
	sequence.object.kind = OBJECT_SEQUENCE;
	sequence.object.name = (struct qualified){.schema = table->object.name.schema};
	if (!sequence.options.type)
		sequence.options = ddl_plain_options(column->type.base);
	const char *label = "numbers";
	for (unsigned i = 1;; i++) {
		sequence.object.name.name = name_make(
			planner->arena, table->object.name.name, column->object.name.name, label);
		if (!is_name_taken(planner, sequence.object.name))
			return sequence;
		label = arena_printf(planner->arena, "numbers%u", i);
	}
}

static void say_default(struct planner *planner, struct step *step, const struct table *table,
	const struct column *column, const char *sql)
{
	const char *what = ddl_set_default(planner->arena, sql);
	step_say(planner, step, &column->object,
		ddl_alter_column(
			planner->arena, table->object.name, column->object.name.name, what));
}

static void become_identity(struct planner *planner, const struct table *table,
	const struct column *column, const struct sequence *numbers)
{
	struct arena *arena = planner->arena;
	struct qualified name = table->object.name;
	const char *column_name = column->object.name.name;
	struct step *step = step_add(planner, RANK_VALIDATED);
	say_default(planner, step, table, column, NULL);
	step_say(planner, step, &column->object,
		ddl_alter_column(arena, name, column_name, ddl_add_identity(arena, column)));
	step_say(planner, step, &column->object,
		ddl_continue_sequence(arena, name, column_name, numbers->object.name));
	step_say(planner, step, &column->object,
		ddl_drop(arena, OBJECT_SEQUENCE, numbers->object.name));
	step_needs(planner, step, word_null(planner, name, column_name));
	step_needs(planner, step, word_filled(planner, name, column_name));
	step_needs(planner, step, word_column(planner, name, column_name));
	step_needs(planner, step,
		word_name_free(
			planner, name.schema, name_make(arena, name.name, column_name, "seq")));
}

static bool triggers_fire(struct planner *planner, struct qualified table)
{
	list_each (struct definition **, each, &planner->to->definitions) {
		if ((*each)->object.kind == OBJECT_TRIGGER &&
			strstr((*each)->definition, "UPDATE") &&
			qualified_equal((*each)->relation, table))
			return true;
	}
	return false;
}

static const char *next_number(struct planner *planner, const struct sequence *numbers)
{
	return arena_printf(planner->arena, "nextval(%s)",
		sql_literal(planner->arena, sql_qualified(planner->arena, numbers->object.name)));
}

static void found_one(void *found, struct table *descendant)
{
	(void)descendant;
	*(bool *)found = true;
}

bool is_numbered_later(
	struct planner *planner, const struct table *table, const struct column *column)
{
	bool found = false;
	each_descendant(planner->to, table, found_one, &found);
	return found && column->identity != IDENTITY_NONE;
}

const struct column *column_with_numbers(struct planner *planner, struct step *step,
	const struct table *table, const struct column *column)
{
	struct sequence numbers = numbering(planner, table, column);
	struct column *numbered = arena_new(planner->arena, struct column);
	*numbered = *column;
	numbered->not_null = true;
	numbered->identity = IDENTITY_NONE;
	numbered->default_value = (struct expression){.sql = next_number(planner, &numbers)};
	step_say(planner, step, &column->object,
		ddl_create_sequence(planner->arena, &numbers, table->unlogged));
	become_identity(planner, table, column, &numbers);
	return numbered;
}

/* The columns of one table, all filled at once. */
struct filling {
	struct step *step;
	struct names names, values; /* SQL */
};

static struct filling *filling_of(
	struct planner *planner, const struct table *table, const struct column *column)
{
	const char *key = qualified_text(planner->arena, table->object.name);
	struct filling *filling = map_get(&planner->fillings, key);
	if (filling)
		return filling;
	filling = arena_new(planner->arena, struct filling);
	filling->step = step_add(planner, RANK_FILL);
	step_say(planner, filling->step, &column->object, NULL)->standing = STANDS_IN_BATCHES;
	if (triggers_fire(planner, table->object.name))
		step_note(planner, filling->step,
			"the triggers of %s fire for the rows that get a value",
			quoted(planner, table->object.name));
	map_put(planner->arena, &planner->fillings, key, filling);
	return filling;
}

static void fill(struct planner *planner, const struct table *table, const struct column *column,
	const char *value)
{
	struct qualified name = table->object.name;
	const char *column_name = column->object.name.name;
	struct filling *filling = filling_of(planner, table, column);
	list_push(planner->arena, &filling->names, sql_identifier(planner->arena, column_name));
	list_push(planner->arena, &filling->values, value);
	filling->step->statements.items[0].sql = ddl_fill_columns(
		planner->arena, table->object.name, &filling->names, &filling->values);
	step_needs(planner, filling->step, word_column(planner, name, column_name));
	step_provides(planner, filling->step, word_filled(planner, name, column_name));
}

/* Nobody uses the column yet: what it demands breaks no older program. */
static void demand_not_null(
	struct planner *planner, const struct table *table, const struct column *column)
{
	size_t first = planner->steps.count;
	struct step *step = set_not_null_step(planner, table, column);
	step_needs(
		planner, step, word_filled(planner, table->object.name, column->object.name.name));
	for (size_t i = first; i < planner->steps.count; i++) {
		planner->steps.items[i]->compatibility = COMPATIBILITY_ADDITIVE;
		list_each (struct statement *, statement, &planner->steps.items[i]->statements) {
			statement->hazards &= ~(unsigned)HAZARD_BREAKS_OLD_CODE;
			statement->note = NULL;
		}
	}
}

void fill_column(struct planner *planner, struct step *step, const struct table *table,
	const struct column *column)
{
	bool counts = column->identity != IDENTITY_NONE;
	struct sequence numbers = {0};
	const char *value = column->default_value.sql;
	if (counts) {
		numbers = numbering(planner, table, column);
		step_say(planner, step, &column->object,
			ddl_create_sequence(planner->arena, &numbers, table->unlogged));
		value = next_number(planner, &numbers);
	}
	say_default(planner, step, table, column, value);
	fill(planner, table, column, value);
	if (column->not_null || counts)
		demand_not_null(planner, table, column);
	if (counts)
		become_identity(planner, table, column, &numbers);
}
