/* Steps for columns that get another type: how their values become the new ones, and what that does
 * to rows, to users and to older programs. */
#include "plan/steps_alter.h"

#include "base/text.h"
#include "plan/convert.h"
#include "plan/ddl.h"

#include <string.h>

static const char *called(struct planner *planner, const struct altered *altered)
{
	return quoted(planner, (struct qualified){.schema = altered->table->object.name.name,
				       .name = altered->to->object.name.name});
}

/* The type that a domain stands for in the end, for an array its elements', or type itself. */
static struct sql_type type_beneath(
	struct arena *arena, const struct schema *schema, const struct sql_type *type)
{
	struct sql_type beneath = *type;
	const struct domain *domain = NULL;
	/* A domain of a domain of … itself is refused when the schema is checked. */
	while (beneath.user.name && (domain = schema_find(schema, OBJECT_DOMAIN, beneath.user))) {
		int dimensions = beneath.dimensions;
		beneath = domain->base;
		for (int i = 0; i < dimensions; i++)
			beneath.text = arena_printf(arena, "%s[]", beneath.text);
		beneath.dimensions += dimensions;
	}
	return beneath;
}

bool casts_by_itself(struct planner *planner, const struct altered *altered)
{
	struct sql_type from = type_beneath(planner->arena, planner->from, &altered->from->type);
	struct sql_type to = type_beneath(planner->arena, planner->to, &altered->to->type);
	if (survey_remade_type(&planner->survey, to.user) ||
		survey_remade_type(&planner->survey, from.user))
		return false;
	return sql_casts_by_assignment(&from, &to);
}

/* DB_USING says how to get here from an older type, so it is no help on the way back. */
static const char *own_conversion(struct planner *planner, const struct altered *altered)
{
	return planner->direction == DIRECTION_UPGRADE ? altered->to->using_value.sql : NULL;
}

static bool is_enum(const struct schema *schema, const struct sql_type *type)
{
	return type->user.name && schema_find(schema, OBJECT_ENUM, type->user);
}

static bool is_composite(const struct schema *schema, const struct sql_type *type)
{
	return type->user.name && schema_find(schema, OBJECT_COMPOSITE, type->user);
}

/* Whether what is beneath the type is made anew: only the text of its values is the same then. */
static bool is_remade(struct planner *planner, const struct sql_type *type)
{
	struct sql_type beneath = type_beneath(planner->arena, planner->to, type);
	return survey_remade_type(&planner->survey, beneath.user) != NULL;
}

static const struct remade_type *remade_composite(
	struct planner *planner, const struct sql_type *from, const struct sql_type *to)
{
	const struct remade_type *remade = survey_remade_type(&planner->survey, to->user);
	return remade && remade->to->kind == OBJECT_COMPOSITE &&
			       qualified_equal(from->user, to->user)
		       ? remade
		       : NULL;
}

/* The text of a row is read as one of the new form: each value where it was. */
static bool reads_as_text(struct planner *planner, const struct remade_type *remade)
{
	struct objects old = objects_within(planner->arena, remade->from, OBJECT_COLUMN);
	struct objects new = objects_within(planner->arena, remade->to, OBJECT_COLUMN);
	bool same = old.count == new.count;
	for (size_t i = 0; same && i < new.count; i++)
		same = strcmp(old.items[i]->name.name, new.items[i]->name.name) == 0;
	return same;
}

/* Attribute by attribute, between two forms of one composite type; NULL: it is another conversion.
 */
static const char *composite_conversion(struct planner *planner, const char *column,
	const struct sql_type *from, const struct sql_type *to)
{
	const struct remade_type *remade = remade_composite(planner, from, to);
	if (!remade || to->dimensions)
		return NULL;
	struct objects old = objects_within(planner->arena, remade->from, OBJECT_COLUMN);
	struct text text = {0};
	text_printf(&text, "CASE WHEN %s IS NOT DISTINCT FROM NULL THEN NULL ELSE ROW(", column);
	const struct composite *after = (const struct composite *)remade->to;
	for (size_t i = 0; i < after->columns.count; i++) {
		const struct column *attribute = after->columns.items[i];
		const struct column *before =
			(const struct column *)objects_find(&old, attribute->object.name);
		const char *value = "NULL", *nested = NULL;
		if (before)
			value = arena_printf(planner->arena, "(%s).%s", column,
				sql_identifier(planner->arena, attribute->object.name.name));
		if (before && is_remade(planner, &attribute->type)) {
			nested = composite_conversion(
				planner, value, &before->type, &attribute->type);
			value = nested ? nested
				       : convert_through_text(planner->arena, value, &before->type,
						 &attribute->type);
		}
		text_printf(&text, "%s%s", i ? ", " : "", value);
	}
	text_printf(&text, ")::%s END", to->text);
	return text_take(&text, planner->arena);
}

/* citext is an extension's, name the catalogs' own, and both are text all the same. */
static bool is_any_text(const struct sql_type *type)
{
	return convert_is_text(type) || strcmp(type->base, "name") == 0 ||
	       (type->user.name && strcmp(type->user.name, "citext") == 0);
}

/* NULL: none is needed. certain: set to false when no cast leads from one type to the other and the
 * text of each value is read instead. */
static const char *conversion(struct planner *planner, const struct altered *altered, bool *certain)
{
	*certain = true;
	if (own_conversion(planner, altered))
		return own_conversion(planner, altered);
	if (casts_by_itself(planner, altered))
		return NULL;
	struct sql_type from = type_beneath(planner->arena, planner->from, &altered->from->type);
	struct sql_type to = type_beneath(planner->arena, planner->to, &altered->to->type);
	const char *column = sql_identifier(planner->arena, altered->to->object.name.name);
	const char *row = composite_conversion(planner, column, &from, &to);
	if (row)
		return row;
	const struct remade_type *remade = remade_composite(planner, &from, &to);
	if (remade) {
		*certain = from.dimensions == to.dimensions && reads_as_text(planner, remade);
		return convert_through_text(planner->arena, column, &from, &to);
	}
	bool from_enum = is_enum(planner->from, &from), to_enum = is_enum(planner->to, &to);
	bool rows = is_composite(planner->from, &from) || is_composite(planner->to, &to);
	if (rows && !qualified_equal(from.user, to.user)) {
		*certain = from.dimensions == to.dimensions &&
			   (is_any_text(&from) || is_any_text(&to));
		return convert_through_text(planner->arena, column, &from, &to);
	}
	if (!from_enum && !to_enum)
		return convert_expression(planner->arena, column, &from, &to, certain);
	/* An enum and anything else have only their texts in common, as above a composite type. */
	*certain = from.dimensions == to.dimensions && (from_enum || is_any_text(&from)) &&
		   (to_enum || is_any_text(&to));
	return convert_through_text(planner->arena, column, &from, &to);
}

/* Labels that the column's enum does not have any more: "'a', 'b'"; empty when there are none. */
static const char *labels_gone(struct planner *planner, const struct altered *altered)
{
	struct text text = {0};
	struct sql_type type = type_beneath(planner->arena, planner->to, &altered->to->type);
	const struct remade_type *remade = survey_remade_type(&planner->survey, type.user);
	if (remade && remade->to->kind == OBJECT_ENUM) {
		const struct enum_type *from = (const struct enum_type *)remade->from;
		const struct enum_type *to = (const struct enum_type *)remade->to;
		list_each (struct label **, label, &from->labels) {
			const char *name = (*label)->object.name.name;
			if (!enum_label(to, name))
				text_printf(&text, "%s'%s'", text.length ? ", " : "", name);
		}
	}
	return text_take(&text, planner->arena);
}

/* Attributes that the column's composite type does not have any more. */
static const char *attributes_gone(struct planner *planner, const struct altered *altered)
{
	struct text text = {0};
	struct sql_type type = type_beneath(planner->arena, planner->to, &altered->to->type);
	const struct remade_type *remade = survey_remade_type(&planner->survey, type.user);
	if (remade && remade->to->kind == OBJECT_COMPOSITE) {
		struct objects old = objects_within(planner->arena, remade->from, OBJECT_COLUMN);
		struct objects new = objects_within(planner->arena, remade->to, OBJECT_COLUMN);
		for (size_t i = 0; i < old.count; i++) {
			if (!objects_find(&new, old.items[i]->name))
				text_printf(&text, "%s\"%s\"", text.length ? ", " : "",
					old.items[i]->name.name);
		}
	}
	return text_take(&text, planner->arena);
}

static void note_conversion(
	struct planner *planner, struct step *step, const struct altered *altered)
{
	bool certain;
	conversion(planner, altered, &certain);
	if (planner->direction == DIRECTION_DOWNGRADE && altered->from->using_value.sql)
		step_note(planner, step, "%s keeps what USING made of it: the old values are gone",
			called(planner, altered));
	if (certain)
		return;
	if (planner->direction == DIRECTION_UPGRADE)
		diag_error(planner->diag, altered->to->object.place,
			"no cast leads column %s from %s to %s; say with DB_USING how its values become the new ones",
			called(planner, altered), altered->from->type.text, altered->to->type.text);
	else
		step_note(planner, step,
			"fails when a value of %s does not read as %s: write how it turns back",
			called(planner, altered), altered->to->type.text);
}

static bool is_indexed(const struct table *table, const char *column)
{
	list_each (struct index **, index, &table->indexes) {
		if (names_hold(&(*index)->mentions.columns, column) ||
			names_hold(&(*index)->columns, column))
			return true;
	}
	list_each (struct constraint **, constraint, &table->constraints) {
		if (names_hold(&(*constraint)->columns, column))
			return true;
	}
	return false;
}

static bool keeps_storage(struct planner *planner, const struct altered *altered)
{
	struct sql_type from = type_beneath(planner->arena, planner->from, &altered->from->type);
	struct sql_type to = type_beneath(planner->arena, planner->to, &altered->to->type);
	const struct domain *domain =
		altered->to->type.user.name
			? schema_find(planner->to, OBJECT_DOMAIN, altered->to->type.user)
			: NULL;
	return casts_by_itself(planner, altered) && !own_conversion(planner, altered) &&
	       !(domain && (domain->not_null || domain->checks.count)) &&
	       (strcmp(from.text, to.text) == 0 || sql_cast_keeps_storage(&from, &to));
}

/* What one column's new type does to rows, to users and to older programs. */
static void warn_of_type(struct planner *planner, struct step *step, const struct altered *altered)
{
	struct statement *statement = &step->statements.items[0];
	struct sql_type from = type_beneath(planner->arena, planner->from, &altered->from->type);
	struct sql_type to = type_beneath(planner->arena, planner->to, &altered->to->type);
	struct qualified name = altered->table->object.name;
	const char *gone = labels_gone(planner, altered);
	const char *lost = attributes_gone(planner, altered);
	bool remade = survey_remade_type(&planner->survey, to.user) != NULL;
	bool keeps = keeps_storage(planner, altered);
	bool lossless = strcmp(from.text, to.text) == 0 || convert_is_lossless(&from, &to);
	if (!keeps)
		statement->hazards |=
			hazards_of_rows(planner, name, HAZARD_REWRITES_TABLE | HAZARD_BLOCKS_READS);
	else if (!strings_equal(altered->from->collation, altered->to->collation) &&
		 is_indexed(altered->table, altered->to->object.name.name))
		statement->hazards |= hazards_of_rows(planner, name, HAZARD_BLOCKS_READS);
	if (*gone) {
		statement->hazards |= HAZARD_LOSES_DATA;
		if (!own_conversion(planner, altered))
			step_note(planner, step, "fails when %s holds %s", called(planner, altered),
				gone);
		step_breaks(step, COMPATIBILITY_BREAKING);
	} else if (*lost) {
		statement->hazards |= HAZARD_LOSES_DATA;
		step_note(planner, step, "the values of %s in %s are lost", lost,
			called(planner, altered));
		step_breaks(step, COMPATIBILITY_BREAKING);
	} else if (!remade && !lossless) {
		statement->hazards |= HAZARD_LOSES_DATA;
		step_note(planner, step, "values of %s that do not fit %s are cut or refused",
			called(planner, altered), altered->to->type.text);
		step_breaks(step, strcmp(from.base, to.base) == 0 ? COMPATIBILITY_TIGHTENING
								  : COMPATIBILITY_BREAKING);
	} else if (!keeps && strcmp(from.base, to.base) != 0) {
		step_breaks(step, COMPATIBILITY_BREAKING);
	}
}

void retype_columns(struct planner *planner, const struct altered *columns, size_t count)
{
	struct qualified table = columns->table->object.name;
	struct columns retyped = {0};
	struct names conversions = {0};
	for (size_t i = 0; i < count; i++) {
		bool certain;
		list_push(planner->arena, &retyped, (struct column *)columns[i].to);
		list_push(planner->arena, &conversions, conversion(planner, &columns[i], &certain));
	}
	struct step *step = step_add(planner, RANK_COLUMN);
	step_say(planner, step, &columns->to->object,
		ddl_set_types(planner->arena, table, &retyped, &conversions));
	for (size_t i = 0; i < count; i++) {
		const struct column *from = columns[i].from, *to = columns[i].to;
		warn_of_type(planner, step, &columns[i]);
		note_conversion(planner, step, &columns[i]);
		if (to->type.user.name)
			step_needs(planner, step, word_type(planner, to->type.user));
		step_needs_uses(planner, step, &to->using_value.mentions);
		struct column type_only = {.type = from->type};
		step_frees_column_types(planner, step, &type_only);
		step_provides_column(planner, step, table, to->object.name.name);
		step_needs(planner, step, word_unread(planner, table, to->object.name.name));
		step_needs_dependents_gone(planner, step,
			schema_find(planner->from, OBJECT_TABLE, table), to->object.name.name);
		if (columns[i].fate == FATE_RETYPED)
			step_needs(planner, step, word_reference_gone(planner, table));
	}
}
