/* Which types are made anew: those whose change the server has no statement for, and those that
 * hold them. */
#include "plan/survey_parts.h"

#include "schema/names.h"
#include "schema/sql.h"

#include <stdint.h>
#include <string.h>

/* By a cast. */
static bool mentions_type(const struct mentions *mentions, struct qualified type)
{
	list_each (struct qualified *, each, &mentions->types) {
		if (qualified_equal(*each, type))
			return true;
	}
	return false;
}

/* A constant that is, or as the text of an array may hold, the label. */
static bool says_label(struct arena *arena, const char *sql, const char *label)
{
	return strstr(sql, sql_literal(arena, label)) || (strchr(sql, '{') && strstr(sql, label));
}

/* Whether sql in table (NULL: a domain's) uses one of the labels of type that are new. */
static bool uses_new_label(struct survey *survey, const struct table *table,
	const struct column *own, const char *sql, const struct mentions *mentions,
	const struct enum_type *from, const struct enum_type *to)
{
	if (!sql)
		return false;
	const struct schema *schema = survey->diff->to;
	bool concerned = mentions_type(mentions, to->object.name) ||
			 (own && type_stands_for(schema, &own->type, to->object.name));
	for (size_t i = 0; table && !concerned && i < mentions->columns.count; i++) {
		const struct column *column = table_column(table, mentions->columns.items[i]);
		concerned = column && type_stands_for(schema, &column->type, to->object.name);
	}
	list_each (struct label **, label, &to->labels) {
		const char *name = (*label)->object.name.name;
		if (concerned && !enum_label(from, name) && says_label(survey->arena, sql, name))
			return true;
	}
	return false;
}

static bool column_uses(struct survey *survey, const struct table *table,
	const struct column *column, const struct enum_type *from, const struct enum_type *to)
{
	return uses_new_label(survey, table, column, column->default_value.sql,
		       &column->default_value.mentions, from, to) ||
	       uses_new_label(survey, table, column, column->generated.sql,
		       &column->generated.mentions, from, to);
}

static bool object_uses(struct survey *survey, const struct object *object,
	const struct object *parent, const struct enum_type *from, const struct enum_type *to)
{
	const struct table *table =
		parent && parent->kind == OBJECT_TABLE ? (const struct table *)parent : NULL;
	if (object->kind == OBJECT_COLUMN)
		return column_uses(survey, table, (const struct column *)object, from, to);
	if (object->kind == OBJECT_CONSTRAINT) {
		const struct constraint *constraint = (const struct constraint *)object;
		return uses_new_label(survey, table, NULL, constraint->definition,
			&constraint->mentions, from, to);
	}
	if (object->kind == OBJECT_INDEX) {
		const struct index *index = (const struct index *)object;
		return uses_new_label(
			survey, table, NULL, index->definition, &index->mentions, from, to);
	}
	return false;
}

static bool parent_uses(struct survey *survey, const struct object *object,
	const struct enum_type *from, const struct enum_type *to)
{
	static const enum object_kind kinds[] = {OBJECT_COLUMN, OBJECT_CONSTRAINT, OBJECT_INDEX};
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		struct objects within = objects_within(survey->arena, object, kinds[i]);
		list_each (struct object **, each, &within) {
			if (object_uses(survey, *each, object, from, to))
				return true;
		}
	}
	if (object->kind != OBJECT_DOMAIN)
		return false;
	const struct domain *domain = (const struct domain *)object;
	struct column value = {.type = domain->base};
	return uses_new_label(survey, NULL, &value, domain->default_value.sql,
		&domain->default_value.mentions, from, to);
}

/* Whether anything that this difference makes or changes uses a new label in the one transaction
 * that adds it: the server refuses that (55P04). */
static bool needs_new_label(
	struct survey *survey, const struct enum_type *from, const struct enum_type *to)
{
	if (!survey->single_transaction)
		return false;
	list_each (struct change *, change, &survey->diff->changes) {
		if ((change->kind == CHANGE_CREATE || change->kind == CHANGE_ALTER) &&
			(object_uses(survey, change->to, change->to_parent, from, to) ||
				parent_uses(survey, change->to, from, to)))
			return true;
	}
	return false;
}

static bool name_in_use(const struct schema *schema, struct qualified name)
{
	return schema_find(schema, OBJECT_ENUM, name) || schema_find(schema, OBJECT_DOMAIN, name) ||
	       schema_find(schema, OBJECT_COMPOSITE, name) ||
	       schema_find(schema, OBJECT_RANGE, name) || schema_find(schema, OBJECT_TABLE, name);
}

static void remake(struct survey *survey, const struct object *from, const struct object *to)
{
	struct remade_type remade = {.from = from, .to = to, .aside = to->name};
	for (unsigned i = 1; i == 1 || name_in_use(&survey->diff->from, remade.aside) ||
			     name_in_use(survey->diff->to, remade.aside);
		i++)
		remade.aside.name = name_make(survey->arena, to->name.name, NULL,
			i == 1 ? "old" : arena_printf(survey->arena, "old%u", i));
	list_push(survey->arena, &survey->types, remade);
}

bool survey_is_stored(const struct schema *schema, struct qualified type)
{
	list_each (struct table **, table, &schema->tables) {
		list_each (struct column **, column, &(*table)->columns) {
			if (type_stands_for(schema, &(*column)->type, type))
				return true;
		}
	}
	list_each (struct composite **, composite, &schema->composites) {
		list_each (struct column **, column, &(*composite)->columns) {
			if (type_stands_for(schema, &(*column)->type, type))
				return true;
		}
	}
	return false;
}

/* Whether a column holds the domain within an array or a row: the server does not look into those,
 * and so lets nothing be demanded of the domain. */
static bool is_nested(const struct schema *schema, struct qualified name)
{
	list_each (struct table **, table, &schema->tables) {
		list_each (struct column **, column, &(*table)->columns) {
			const struct sql_type *type = &(*column)->type;
			const struct domain *domain = NULL;
			bool array = type->dimensions > 0;
			while (type->user.name && !qualified_equal(type->user, name) &&
				(domain = schema_find(schema, OBJECT_DOMAIN, type->user))) {
				type = &domain->base;
				array |= type->dimensions > 0;
			}
			if (array && qualified_equal(type->user, name))
				return true;
		}
	}
	list_each (struct composite **, composite, &schema->composites) {
		list_each (struct column **, column, &(*composite)->columns) {
			if (type_stands_for(schema, &(*column)->type, name) &&
				survey_is_stored(schema, (*composite)->object.name))
				return true;
		}
	}
	return false;
}

/* Whether the change demands more of the values of a domain that columns hold. */
static const struct domain *tightened_domain(
	const struct survey *survey, const struct change *change)
{
	const struct object *domain = change->to;
	if (change->kind != CHANGE_DROP && change->to->kind == OBJECT_CONSTRAINT &&
		change->attribute != ATTRIBUTE_COMMENT)
		domain = change->to_parent;
	else if (change->kind != CHANGE_ALTER || change->attribute != ATTRIBUTE_NULL ||
		 change->to->kind != OBJECT_DOMAIN || !((const struct domain *)domain)->not_null)
		return NULL;
	return domain->kind == OBJECT_DOMAIN && is_nested(&survey->diff->from, domain->name)
		       ? (const struct domain *)domain
		       : NULL;
}

static bool holds_remade(const struct survey *survey, const struct composite *composite)
{
	list_each (struct column **, column, &composite->columns) {
		if (survey_remade_type(survey, (*column)->type.user))
			return true;
	}
	return false;
}

static const struct column *attribute(const struct composite *of, struct qualified name)
{
	list_each (struct column **, column, &of->columns) {
		if (qualified_equal((*column)->object.name, name))
			return *column;
	}
	return NULL;
}

/* Whether attributes that come and go leave the others where the new type has them: they come at
 * the end. */
static bool attributes_line_up(const struct composite *from, const struct composite *to)
{
	size_t at = 0;
	list_each (struct column **, column, &from->columns) {
		if (!attribute(to, (*column)->object.name))
			continue;
		const struct column *there = to->columns.items[at++];
		if (!qualified_equal(there->object.name, (*column)->object.name))
			return false;
	}
	return true;
}

static bool is_stored_in_array(const struct survey *survey, struct qualified type)
{
	const struct schema *schema = &survey->diff->from;
	list_each (struct table **, table, &schema->tables) {
		list_each (struct column **, column, &(*table)->columns) {
			if ((*column)->type.dimensions &&
				type_stands_for(schema, &(*column)->type, type))
				return true;
		}
	}
	return false;
}

/* Made anew, where ROW(…) would not fit it otherwise; not in arrays, whose elements the server
 * converts to nothing else: there the order stays the old one. */
static void find_reordered(struct survey *survey, const struct change *change)
{
	if (change->kind == CHANGE_RENAME || !change->to_parent ||
		change->to_parent->kind != OBJECT_COMPOSITE ||
		survey_remade_type(survey, change->to_parent->name) ||
		is_stored_in_array(survey, change->to_parent->name))
		return;
	const struct composite *from =
		schema_find(&survey->diff->from, OBJECT_COMPOSITE, change->to_parent->name);
	const struct composite *to = (const struct composite *)change->to_parent;
	if (from && !attributes_line_up(from, to))
		remake(survey, &from->object, &to->object);
}

/* What the change itself asks for. */
static void judge_change(struct survey *survey, const struct change *change)
{
	find_reordered(survey, change);
	const struct domain *tighter = tightened_domain(survey, change);
	if (tighter && !survey_remade_type(survey, tighter->object.name))
		remake(survey,
			schema_find(&survey->diff->from, OBJECT_DOMAIN, tighter->object.name),
			&tighter->object);
	if (change->kind != CHANGE_ALTER)
		return;
	const struct enum_type *from = (const struct enum_type *)change->from;
	const struct enum_type *to = (const struct enum_type *)change->to;
	if (change->attribute == ATTRIBUTE_LABELS &&
		(!enum_only_adds(from, to) || needs_new_label(survey, from, to)))
		remake(survey, change->from, change->to);
	if (change->attribute == ATTRIBUTE_TYPE && change->to->kind == OBJECT_DOMAIN &&
		!survey_remade_type(survey, change->to->name))
		remake(survey, change->from, change->to);
	if (change->attribute == ATTRIBUTE_TYPE && change->to->kind == OBJECT_COLUMN &&
		change->to_parent->kind == OBJECT_COMPOSITE &&
		!survey_remade_type(survey, change->to_parent->name) &&
		survey_is_stored(&survey->diff->from, change->from_parent->name))
		remake(survey, change->from_parent, change->to_parent);
}

/* A domain over a type that is made anew goes with it, and a composite type that holds one. */
static void spread(struct survey *survey)
{
	list_each (struct domain **, domain, &survey->diff->to->domains) {
		const struct object *from =
			schema_find(&survey->diff->from, OBJECT_DOMAIN, (*domain)->object.name);
		if (from && survey_remade_type(survey, (*domain)->base.user) &&
			!survey_remade_type(survey, (*domain)->object.name))
			remake(survey, from, &(*domain)->object);
	}
	list_each (struct composite **, composite, &survey->diff->to->composites) {
		const struct object *from = schema_find(
			&survey->diff->from, OBJECT_COMPOSITE, (*composite)->object.name);
		if (from && holds_remade(survey, *composite) &&
			!survey_remade_type(survey, (*composite)->object.name))
			remake(survey, from, &(*composite)->object);
	}
}

void survey_types(struct survey *survey)
{
	list_each (struct change *, change, &survey->diff->changes)
		judge_change(survey, change);
	/* One pass for each layer. */
	for (size_t before = SIZE_MAX; before != survey->types.count;) {
		before = survey->types.count;
		spread(survey);
	}
}
