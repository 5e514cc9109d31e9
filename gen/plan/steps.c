/* Steps and the words that tie them; see steps.h. */
#include "plan/steps.h"

#include "diff/expand.h"
#include "plan/ddl.h"
#include "schema/sql.h"

#include <stdlib.h>
#include <string.h>

struct step *step_add(struct planner *planner, enum rank rank)
{
	struct step *step = arena_new(planner->arena, struct step);
	step->rank = rank;
	list_push(planner->arena, &planner->steps, step);
	return step;
}

struct statement *step_say(
	struct planner *planner, struct step *step, const struct object *object, const char *sql)
{
	struct statement statement = {.sql = sql, .object = object};
	list_push(planner->arena, &step->statements, statement);
	return &step->statements.items[step->statements.count - 1];
}

void step_say_comment(struct planner *planner, struct step *step, const struct object *object,
	const struct object *parent)
{
	if (object->comment)
		step_say(planner, step, object, ddl_comment(planner->arena, object, parent));
	if (object->kind != OBJECT_CONSTRAINT ||
		!((const struct constraint *)object)->index_comment)
		return;
	struct object index = *object;
	index.kind = OBJECT_INDEX;
	index.comment = ((const struct constraint *)object)->index_comment;
	step_say(planner, step, object, ddl_comment(planner->arena, &index, parent));
}

void step_note_first(struct planner *planner, struct step *step, const char *note)
{
	struct statement *statement = &step->statements.items[0];
	statement->note = statement->note
				  ? arena_printf(planner->arena, "%s; %s", statement->note, note)
				  : note;
}

static struct statement *last_statement(struct step *step)
{
	return &step->statements.items[step->statements.count - 1];
}

void step_note(struct planner *planner, struct step *step, const char *format, ...)
{
	struct statement *statement = last_statement(step);
	va_list args;
	va_start(args, format);
	const char *more = arena_vprintf(planner->arena, format, args);
	va_end(args);
	statement->note = statement->note
				  ? arena_printf(planner->arena, "%s; %s", statement->note, more)
				  : more;
}

void step_breaks(struct step *step, enum compatibility compatibility)
{
	if (compatibility > step->compatibility)
		step->compatibility = compatibility;
	if (compatibility != COMPATIBILITY_ADDITIVE)
		last_statement(step)->hazards |= HAZARD_BREAKS_OLD_CODE;
}

void step_needs(struct planner *planner, struct step *step, const char *word)
{
	list_push(planner->arena, &step->needs, word);
}

void step_provides(struct planner *planner, struct step *step, const char *word)
{
	list_push(planner->arena, &step->provides, word);
}

static const char *word(struct planner *planner, const char *what, struct qualified name)
{
	return arena_printf(planner->arena, "%s %s", what, qualified_text(planner->arena, name));
}

const char *word_table(struct planner *planner, struct qualified table)
{
	return word(planner, "table", table);
}

const char *word_column(struct planner *planner, struct qualified table, const char *column)
{
	return arena_printf(
		planner->arena, "column %s.%s", qualified_text(planner->arena, table), column);
}

const char *word_column_gone(struct planner *planner, struct qualified table, const char *column)
{
	return arena_printf(planner->arena, "no longer column %s.%s",
		qualified_text(planner->arena, table), column);
}

const char *word_type(struct planner *planner, struct qualified type)
{
	return word(planner, "type", type);
}

const char *word_collation(struct planner *planner, struct qualified collation)
{
	return word(planner, "collation", collation);
}

const char *word_sequence(struct planner *planner, struct qualified sequence)
{
	return word(planner, "sequence", sequence);
}

static int by_name(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static const char *key_word(struct planner *planner, const char *what, struct qualified table,
	const struct names *columns)
{
	struct names sorted = {0};
	list_each (const char **, column, columns)
		list_push(planner->arena, &sorted, *column);
	if (sorted.count)
		qsort(sorted.items, sorted.count, sizeof *sorted.items, by_name);
	return arena_printf(planner->arena, "%s %s (%s)", what,
		qualified_text(planner->arena, table), sql_identifiers(planner->arena, &sorted));
}

const char *word_key(struct planner *planner, struct qualified table, const struct names *columns)
{
	return key_word(planner, "key", table, columns);
}

const char *word_key_gone(
	struct planner *planner, struct qualified table, const struct names *columns)
{
	return key_word(planner, "no longer key", table, columns);
}

const char *word_key_reference_gone(
	struct planner *planner, struct qualified table, const struct names *columns)
{
	return key_word(planner, "no longer referenced:", table, columns);
}

void step_frees_reference(struct planner *planner, struct step *step, const struct constraint *key)
{
	step_provides(planner, step, word_reference_gone(planner, key->references));
	step_provides(
		planner, step, word_key_reference_gone(planner, key->references, &key->referenced));
}

const char *word_use_gone(struct planner *planner, struct qualified used)
{
	return word(planner, "no longer in use:", used);
}

const char *word_unspoken(struct planner *planner, struct qualified type)
{
	return arena_printf(
		planner->arena, "no longer said: type %s", qualified_text(planner->arena, type));
}

const char *word_reference_gone(struct planner *planner, struct qualified table)
{
	return word(planner, "no longer referenced:", table);
}

const char *word_constraint_gone(
	struct planner *planner, struct qualified table, const char *constraint)
{
	return arena_printf(planner->arena, "no longer constraint %s.%s",
		qualified_text(planner->arena, table), constraint);
}

const char *word_logged(struct planner *planner, struct qualified table)
{
	return word(planner, "logged or not:", table);
}

const char *word_constraint(struct planner *planner, struct qualified table, const char *constraint)
{
	return arena_printf(planner->arena, "constraint %s.%s",
		qualified_text(planner->arena, table), constraint);
}

const char *word_unchecked(struct planner *planner, struct qualified table, const char *constraint)
{
	return arena_printf(planner->arena, "unchecked constraint %s.%s",
		qualified_text(planner->arena, table), constraint);
}

const char *word_index(struct planner *planner, struct qualified table, const char *index)
{
	return arena_printf(
		planner->arena, "index %s.%s", qualified_text(planner->arena, table), index);
}

const char *word_filled(struct planner *planner, struct qualified table, const char *column)
{
	return arena_printf(
		planner->arena, "filled %s.%s", qualified_text(planner->arena, table), column);
}

const char *word_built(struct planner *planner, struct qualified table, const char *name)
{
	return arena_printf(
		planner->arena, "built: %s.%s", qualified_text(planner->arena, table), name);
}

const char *word_null(struct planner *planner, struct qualified table, const char *column)
{
	return arena_printf(
		planner->arena, "not null %s.%s", qualified_text(planner->arena, table), column);
}

const char *word_default(struct planner *planner, struct qualified table, const char *column)
{
	return arena_printf(
		planner->arena, "default %s.%s", qualified_text(planner->arena, table), column);
}

const char *word_bound_free(struct planner *planner, struct qualified table)
{
	return word(planner, "free bounds:", table);
}

const char *word_attached(struct planner *planner, struct qualified table)
{
	return word(planner, "attached:", table);
}

const char *word_left(struct planner *planner, struct qualified child, struct qualified parent)
{
	return arena_printf(planner->arena, "left: %s by %s",
		qualified_text(planner->arena, parent), qualified_text(planner->arena, child));
}

/* What a step does to a column of a table, it does to those of the tables below. */
struct descent {
	struct planner *planner;
	struct step *step;
	const char *column;
	const char *(*word)(struct planner *planner, struct qualified table, const char *column);
};

static void provide_below(void *data, struct table *table)
{
	struct descent *descent = data;
	step_provides(descent->planner, descent->step,
		descent->word(descent->planner, table->object.name, descent->column));
}

static void provide(struct descent descent, const struct schema *schema, struct qualified name)
{
	struct planner *planner = descent.planner;
	struct table *table = schema_find(schema, OBJECT_TABLE, name);
	step_provides(planner, descent.step, descent.word(planner, name, descent.column));
	if (table && planner->diff->expanded)
		each_descendant(schema, table, provide_below, &descent);
}

void step_provides_column(
	struct planner *planner, struct step *step, struct qualified table, const char *column)
{
	provide((struct descent){planner, step, column, word_column}, planner->to, table);
}

void step_provides_null(
	struct planner *planner, struct step *step, struct qualified table, const char *column)
{
	provide((struct descent){planner, step, column, word_null}, planner->to, table);
}

void step_provides_column_gone(
	struct planner *planner, struct step *step, struct qualified table, const char *column)
{
	provide((struct descent){planner, step, column, word_column_gone}, planner->from, table);
}

const char *word_name_free(struct planner *planner, const char *schema, const char *name)
{
	return word(planner, "free name", (struct qualified){.schema = schema, .name = name});
}

const char *word_indexes_gone(void)
{
	return "no longer indexes";
}

/* A type that is made anew still carries its uses under the name it stepped aside to. */
static struct qualified used_name(const struct planner *planner, struct qualified type)
{
	const struct remade_type *remade = survey_remade_type(&planner->survey, type);
	return remade ? remade->aside : type;
}

void step_needs_uses(struct planner *planner, struct step *step, const struct mentions *mentions)
{
	list_each (struct qualified *, type, &mentions->types)
		step_needs(planner, step, word_type(planner, *type));
	list_each (struct qualified *, relation, &mentions->relations) {
		step_needs(planner, step, word_sequence(planner, *relation));
		step_needs(planner, step, word_table(planner, *relation));
	}
	step_needs_functions(planner, step, &mentions->functions);
}

void step_frees_uses(struct planner *planner, struct step *step, const struct mentions *mentions)
{
	list_each (struct qualified *, type, &mentions->types)
		step_provides(planner, step, word_use_gone(planner, used_name(planner, *type)));
	list_each (struct qualified *, relation, &mentions->relations)
		step_provides(planner, step, word_use_gone(planner, *relation));
	step_frees_functions(planner, step, &mentions->functions);
}

void step_needs_column_types(
	struct planner *planner, struct step *step, const struct column *column)
{
	if (column->type.user.name)
		step_needs(planner, step, word_type(planner, column->type.user));
	step_needs_uses(planner, step, &column->default_value.mentions);
	step_needs_uses(planner, step, &column->generated.mentions);
}

void step_frees_column_types(
	struct planner *planner, struct step *step, const struct column *column)
{
	if (column->type.user.name)
		step_provides(planner, step,
			word_use_gone(planner, used_name(planner, column->type.user)));
	step_frees_uses(planner, step, &column->default_value.mentions);
	step_frees_uses(planner, step, &column->generated.mentions);
}

static void needs_columns(struct planner *planner, struct step *step, struct qualified table,
	const struct names *columns)
{
	list_each (const char **, column, columns)
		step_needs(planner, step, word_column(planner, table, *column));
}

/* Who changes a row that is not filled yet would break the constraint. */
static void needs_filled(struct planner *planner, struct step *step, struct qualified table,
	const struct names *columns)
{
	list_each (const char **, column, columns)
		step_needs(planner, step, word_filled(planner, table, *column));
}

void step_needs_constraint(struct planner *planner, struct step *step, struct qualified table,
	const struct constraint *constraint)
{
	step_needs(planner, step, word_table(planner, table));
	needs_columns(planner, step, table, &constraint->columns);
	needs_columns(planner, step, table, &constraint->mentions.columns);
	needs_filled(planner, step, table, &constraint->columns);
	needs_filled(planner, step, table, &constraint->mentions.columns);
	step_needs_uses(planner, step, &constraint->mentions);
	if (constraint->type != CONSTRAINT_FOREIGN_KEY)
		return;
	step_needs(planner, step, word_table(planner, constraint->references));
	step_needs(planner, step, word_logged(planner, table));
	step_needs(planner, step, word_logged(planner, constraint->references));
	step_needs(
		planner, step, word_key(planner, constraint->references, &constraint->referenced));
	step_needs(planner, step,
		word_key_gone(planner, constraint->references, &constraint->referenced));
	needs_columns(planner, step, constraint->references, &constraint->referenced);
}

void step_needs_index(struct planner *planner, struct step *step, struct qualified table,
	const struct index *index)
{
	step_needs(planner, step, word_table(planner, table));
	needs_columns(planner, step, table, &index->columns);
	needs_columns(planner, step, table, &index->mentions.columns);
	step_needs_uses(planner, step, &index->mentions);
}

const char *quoted(struct planner *planner, struct qualified name)
{
	return arena_printf(planner->arena, "\"%s\"", qualified_text(planner->arena, name));
}

static bool is_known_empty(const struct planner *planner, struct qualified name)
{
	const struct table *table = schema_find(planner->from, OBJECT_TABLE, name);
	return table && table->empty;
}

bool is_in_use(const struct planner *planner, struct qualified table)
{
	return !planner->single_transaction && !is_new_table(planner, table) &&
	       !is_known_empty(planner, table);
}

unsigned hazards_of_rows(const struct planner *planner, struct qualified table, unsigned hazards)
{
	return is_known_empty(planner, table) ? 0 : hazards;
}

bool is_new_table(const struct planner *planner, struct qualified table)
{
	return map_get(&planner->new_tables, qualified_text(planner->arena, table)) != NULL;
}
