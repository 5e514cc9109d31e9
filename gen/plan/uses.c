/* What steps need and free because of what objects depend on (depends.h): the words of views,
 * routines and whatever reads or calls them. */
#include "plan/depends.h"
#include "plan/steps.h"

static const char *word(struct planner *planner, const char *what, struct qualified name)
{
	name.suffix = NULL;
	return arena_printf(planner->arena, "%s %s", what, qualified_text(planner->arena, name));
}

const char *word_function(struct planner *planner, struct qualified function)
{
	return word(planner, "function", function);
}

const char *word_function_gone(struct planner *planner, struct qualified function)
{
	return word(planner, "no longer function", function);
}

const char *word_call_gone(struct planner *planner, struct qualified function)
{
	return word(planner, "no longer called:", function);
}

const char *word_unread(struct planner *planner, struct qualified table, const char *column)
{
	return arena_printf(planner->arena, "no longer read: %s.%s",
		qualified_text(planner->arena, table), column);
}

const char *word_routine_free(struct planner *planner, struct qualified routine)
{
	return arena_printf(
		planner->arena, "free routine %s", qualified_text(planner->arena, routine));
}

void step_wants(struct planner *planner, struct step *step, const char *word)
{
	list_push(planner->arena, &step->wants, word);
}

/* A function of that name that goes is gone before it is called again: what the call means then is
 * another one. */
void step_needs_functions(
	struct planner *planner, struct step *step, const struct qualifieds *functions)
{
	list_each (struct qualified *, function, functions) {
		if (!planner->has_routines)
			return;
		step_needs(planner, step, word_function(planner, *function));
		step_needs(planner, step, word_function_gone(planner, *function));
	}
}

void step_frees_functions(
	struct planner *planner, struct step *step, const struct qualifieds *functions)
{
	list_each (struct qualified *, function, functions) {
		if (!planner->has_routines)
			return;
		step_provides(planner, step, word_call_gone(planner, *function));
	}
}

typedef void add_word(struct planner *planner, struct step *step, const char *word);

/* The columns of a table that are meant, each by a word. */
static void each_column(struct planner *planner, struct step *step, const struct schema *schema,
	struct qualified relation, const struct uses *uses,
	const char *(*word_of)(struct planner *, struct qualified, const char *), add_word *add)
{
	struct tables tables = {0};
	table_and_ancestors(planner->arena, schema, relation, &tables);
	list_each (struct table **, table, &tables) {
		list_each (struct column **, column, &(*table)->columns) {
			const char *name = (*column)->object.name.name;
			if (uses->every_column || names_hold(&uses->columns, name))
				add(planner, step, word_of(planner, (*table)->object.name, name));
		}
	}
}

static void add_needs(
	struct planner *planner, struct step *step, const struct uses *uses, add_word *add)
{
	list_each (struct qualified *, relation, &uses->relations) {
		add(planner, step, word_table(planner, *relation));
		add(planner, step, word_sequence(planner, *relation));
		each_column(planner, step, planner->to, *relation, uses, word_column, add);
		/* a star means the columns that are left */
		if (uses->every_column)
			each_column(planner, step, planner->from, *relation, uses, word_column_gone,
				add);
	}
	list_each (struct qualified *, type, &uses->types) {
		add(planner, step, word_type(planner, *type));
		add(planner, step, word_table(planner, *type));
	}
	list_each (struct qualified *, function, &uses->functions) {
		add(planner, step, word_function(planner, *function));
		add(planner, step, word_function_gone(planner, *function));
	}
}

void step_needs_object(struct planner *planner, struct step *step, const struct object *object)
{
	struct uses uses = object_uses(planner->arena, object);
	add_needs(planner, step, &uses, step_needs);
}

void step_wants_mentions(
	struct planner *planner, struct step *step, const struct mentions *mentions)
{
	struct uses uses = mentions_uses(mentions);
	add_needs(planner, step, &uses, step_wants);
}

void step_frees_object(struct planner *planner, struct step *step, const struct object *object)
{
	struct uses uses = object_uses(planner->arena, object);
	const struct mentions types = {.types = uses.types, .relations = uses.relations};
	step_frees_uses(planner, step, &types);
	list_each (struct qualified *, relation, &uses.relations)
		each_column(
			planner, step, planner->from, *relation, &uses, word_unread, step_provides);
	step_frees_functions(planner, step, &uses.functions);
}
