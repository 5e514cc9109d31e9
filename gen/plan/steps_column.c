/* Steps for columns that come and go in tables that stand. */
#include "plan/convert.h"
#include "plan/ddl.h"
#include "plan/steps.h"
#include "schema/names.h"
#include "schema/sql.h"

#include <stdint.h>
#include <string.h>

bool is_constrained_domain(const struct schema *schema, const struct sql_type *type)
{
	const struct domain *domain = NULL;
	while (type->user.name && (domain = schema_find(schema, OBJECT_DOMAIN, type->user))) {
		if (domain->not_null || domain->checks.count)
			return true;
		type = &domain->base;
	}
	return false;
}

/* A new column whose rows share no one stored value: the server writes the table anew. */
static bool rewrites(struct planner *planner, const struct column *column)
{
	return column->identity != IDENTITY_NONE ||
	       (column->generated.sql && !column->generated_virtual) ||
	       (column->default_value.sql && is_volatile(planner, &column->default_value)) ||
	       is_constrained_domain(planner->to, &column->type);
}

bool column_has_default(struct planner *planner, const struct column *column)
{
	if (column->default_value.sql)
		return true;
	const struct sql_type *type = &column->type;
	const struct domain *domain = NULL;
	while (type->user.name && type->dimensions == 0 &&
		(domain = schema_find(planner->to, OBJECT_DOMAIN, type->user))) {
		if (domain->default_value.sql)
			return true;
		type = &domain->base;
	}
	return false;
}

static bool must_be_given(struct planner *planner, const struct column *column)
{
	return column->not_null && !column_has_default(planner, column) && !column->generated.sql &&
	       column->identity == IDENTITY_NONE;
}

/* A column whose values must differ, or must be found elsewhere, has no value for all rows. */
static bool may_be_the_same_everywhere(const struct table *table, const struct column *column)
{
	const char *name = column->object.name.name;
	list_each (struct constraint **, constraint, &table->constraints) {
		if ((*constraint)->type != CONSTRAINT_CHECK &&
			names_hold(&(*constraint)->columns, name) &&
			((*constraint)->columns.count == 1 ||
				(*constraint)->type == CONSTRAINT_FOREIGN_KEY))
			return false;
	}
	list_each (struct index **, index, &table->indexes) {
		if ((*index)->unique && (*index)->columns.count == 1 &&
			names_hold(&(*index)->columns, name))
			return false;
	}
	return true;
}

/* The foreign key that can be declared together with a new column: over it alone, and new as well.
 * The column holds nothing but NULL then, and the server does not look at the rows. */
static const struct constraint *own_reference(
	struct planner *planner, const struct table *table, const struct column *column)
{
	const struct table *from = schema_find(planner->from, OBJECT_TABLE, table->object.name);
	if (column->not_null || column_has_default(planner, column) || column->generated.sql)
		return NULL;
	list_each (struct constraint **, key, &table->constraints) {
		if ((*key)->type == CONSTRAINT_FOREIGN_KEY && (*key)->columns.count == 1 &&
			strcmp((*key)->columns.items[0], column->object.name.name) == 0 &&
			!(from && table_constraint(from, (*key)->object.name.name)))
			return *key;
	}
	return NULL;
}

static void declare_with_column(struct planner *planner, struct step *step,
	const struct table *table, const struct constraint *key)
{
	map_put(planner->arena, &planner->inline_keys,
		arena_printf(planner->arena, "%s\x1f%s",
			qualified_text(planner->arena, table->object.name), key->object.name.name),
		(void *)(uintptr_t)key);
	step_say_comment(planner, step, &key->object, &table->object);
	step_needs_constraint(planner, step, table->object.name, key);
}

static void note_new_column(struct planner *planner, struct step *step, const struct table *table,
	const struct column *column, const char *stand_in)
{
	bool back = planner->direction == DIRECTION_DOWNGRADE;
	struct qualified path = {
		.schema = table->object.name.name, .name = column->object.name.name};
	const char *name = quoted(planner, path);
	if (back && !column->generated.sql)
		step_note(planner, step, "the values that %s held are gone", name);
	if (stand_in)
		step_note(planner, step, "the rows there are get %s instead", stand_in);
	else if (must_be_given(planner, column))
		step_note(planner, step,
			"fails when %s has rows, since nothing says what they hold in %s%s",
			quoted(planner, table->object.name), name,
			back ? ""
			     : ": give it a default, or let it be NULL until a later revision "
			       "has filled it");
}

static void drop_stand_in(
	struct planner *planner, struct step *step, const struct table *table, const char *column)
{
	step_say(planner, step, &table->object,
		ddl_alter_column(planner->arena, table->object.name, column,
			ddl_set_default(planner->arena, NULL)));
}

void step_needs_children_left(struct planner *planner, struct step *step, struct qualified parent)
{
	if (!planner->diff->expanded)
		return;
	list_each (struct table **, each, &planner->from->tables) {
		if ((*each)->inherits.count)
			step_needs(planner, step, word_left(planner, (*each)->object.name, parent));
	}
}

static const char *add_column_sql(struct planner *planner, const struct table *table,
	const struct column *column, const char *stand_in, const struct constraint *reference)
{
	const struct sequence *sequence;
	const char *serial = serial_type(planner, table, column, &sequence);
	struct column counted = *column;
	if (serial) {
		counted.type.text = serial;
		counted.not_null = false;
		counted.default_value = (struct expression){0};
	}
	return ddl_add_column(planner->arena, table->object.name, &counted, stand_in, reference);
}

/* What comes with the column: the sequence of a serial one, or of an identity. */
static void add_with_sequence(struct planner *planner, struct step *step, const struct table *table,
	const struct column *column)
{
	const struct sequence *sequence;
	struct qualified name = table->object.name;
	bool serial = serial_type(planner, table, column, &sequence);
	if (serial) {
		step_say_comment(planner, step, &sequence->object, NULL);
		step_provides(planner, step, word_sequence(planner, sequence->object.name));
	}
	if (serial || column->identity != IDENTITY_NONE)
		step_needs(planner, step,
			word_name_free(planner, name.schema,
				name_make(planner->arena, name.name, column->object.name.name,
					"seq")));
}

void add_column_step(struct planner *planner, const struct table *table,
	const struct column *column, enum fate fate)
{
	struct qualified name = table->object.name;
	const char *column_name = column->object.name.name;
	const char *stand_in = NULL;
	bool given = must_be_given(planner, column);
	if (planner->direction == DIRECTION_DOWNGRADE && given &&
		may_be_the_same_everywhere(table, column))
		stand_in = convert_stand_in(planner->arena, planner->to, &column->type);
	const struct constraint *reference =
		fate == FATE_REMADE ? NULL : own_reference(planner, table, column);

	struct step *step = step_add(planner, RANK_COLUMN);
	say_children_step_aside(planner, step, table, column);
	bool later = fate != FATE_REMADE && step->statements.count == 0 &&
		     is_filled_later(planner, table, column);
	const struct column *first = column;
	if (later)
		first = column_without_value(planner, column);
	else if (is_numbered_later(planner, table, column))
		first = column_with_numbers(planner, step, table, column);
	struct statement *statement = step_say(planner, step, &column->object,
		add_column_sql(planner, table, first, stand_in, reference));
	if (!later && rewrites(planner, column))
		statement->hazards |=
			hazards_of_rows(planner, name, HAZARD_REWRITES_TABLE | HAZARD_BLOCKS_READS);
	if (fate != FATE_REMADE) {
		note_new_column(planner, step, table, column, stand_in);
		step_breaks(step, given ? COMPATIBILITY_TIGHTENING : COMPATIBILITY_ADDITIVE);
	}
	if (stand_in)
		drop_stand_in(planner, step, table, column_name);
	if (later)
		fill_column(planner, step, table, column);
	say_children_take_over(planner, step, table, column);
	say_column_storage(planner, step, table, NULL, column);
	step_say_comment(planner, step, &column->object, &table->object);
	if (reference)
		declare_with_column(planner, step, table, reference);

	step_needs_children_left(planner, step, name);
	step_needs_column_types(planner, step, column);
	step_needs(planner, step, word_column_gone(planner, name, column_name));
	list_each (const char **, other, &column->generated.mentions.columns)
		step_needs(planner, step, word_column(planner, name, *other));
	add_with_sequence(planner, step, table, column);
	step_provides_column(planner, step, name, column_name);
}

void step_needs_dependents_gone(
	struct planner *planner, struct step *step, const struct table *table, const char *column)
{
	list_each (struct column **, other, &table->columns) {
		if (names_hold(&(*other)->generated.mentions.columns, column))
			step_needs(planner, step,
				word_column_gone(
					planner, table->object.name, (*other)->object.name.name));
	}
}

/* A key that goes with the column must not be referenced any more. */
static void needs_references_gone(
	struct planner *planner, struct step *step, const struct table *table, const char *column)
{
	struct qualified name = table->object.name;
	list_each (struct constraint **, constraint, &table->constraints) {
		const struct constraint *key = *constraint;
		if ((key->type == CONSTRAINT_PRIMARY_KEY || key->type == CONSTRAINT_UNIQUE) &&
			names_hold(&key->columns, column))
			step_needs(planner, step,
				word_key_reference_gone(planner, name, &key->columns));
	}
	list_each (struct index **, index, &table->indexes) {
		if ((*index)->unique && names_hold(&(*index)->columns, column))
			step_needs(planner, step,
				word_key_reference_gone(planner, name, &(*index)->columns));
	}
}

/* What the server drops together with the column; what the new table has under the same name was
 * dropped before. */
static void column_frees(struct planner *planner, struct step *step, const struct table *table,
	const struct column *column)
{
	struct qualified name = table->object.name;
	const char *column_name = column->object.name.name;
	const struct table *to = schema_find(planner->to, OBJECT_TABLE, name);
	step_frees_column_types(planner, step, column);
	step_provides_column_gone(planner, step, name, column_name);
	step_provides(planner, step,
		word_name_free(planner, name.schema,
			name_make(planner->arena, name.name, column_name, "seq")));
	list_each (struct constraint **, constraint, &table->constraints) {
		if (!names_hold(&(*constraint)->columns, column_name) ||
			table_constraint(to, (*constraint)->object.name.name))
			continue;
		step_frees_uses(planner, step, &(*constraint)->mentions);
		step_provides(planner, step,
			word_name_free(planner, name.schema, (*constraint)->object.name.name));
	}
	list_each (struct index **, index, &table->indexes) {
		if ((!names_hold(&(*index)->columns, column_name) &&
			    !names_hold(&(*index)->mentions.columns, column_name)) ||
			table_index(to, (*index)->object.name.name))
			continue;
		step_frees_uses(planner, step, &(*index)->mentions);
		step_provides(planner, step,
			word_name_free(planner, name.schema, (*index)->object.name.name));
	}
	list_each (struct sequence **, sequence, &planner->from->sequences) {
		if (qualified_equal((*sequence)->owner_table, name) &&
			strcmp((*sequence)->owner_column, column_name) == 0)
			step_provides(planner, step,
				word_name_free(planner, (*sequence)->object.name.schema,
					(*sequence)->object.name.name));
	}
}

void drop_column_step(struct planner *planner, const struct table *table,
	const struct column *column, enum fate fate)
{
	struct qualified name = table->object.name;
	const char *column_name = column->object.name.name;
	struct step *step = step_add(planner, fate == FATE_REMADE ? RANK_LOOSEN : RANK_DROP_COLUMN);
	/* Children that keep it as their own do not lose it. */
	bool only = children_keep(planner, table, column_name);
	struct statement *statement = step_say(planner, step, &column->object,
		ddl_drop_column(planner->arena, name, column_name, only));
	if (!column->generated.sql) {
		statement->hazards |= HAZARD_LOSES_DATA;
		step_note(planner, step, "the values of %s are lost",
			quoted(planner,
				(struct qualified){.schema = name.name, .name = column_name}));
	} else if (fate == FATE_REMADE)
		step_note(planner, step, "comes back below, computed anew");
	if (fate != FATE_REMADE || !column->generated.sql)
		step_breaks(step, COMPATIBILITY_BREAKING);
	say_children_lose(planner, step, table, column_name);
	step_needs_dependents_gone(planner, step, table, column_name);
	step_needs(planner, step, word_use_gone(planner, name));
	step_needs(planner, step, word_unread(planner, name, column_name));
	needs_references_gone(planner, step, table, column_name);
	column_frees(planner, step, table, column);
}
