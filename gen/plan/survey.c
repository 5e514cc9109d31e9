/* What a difference drags along; see survey.h. */
#include "plan/survey.h"

#include "diff/expand.h"
#include "plan/convert.h"
#include "schema/names.h"
#include "schema/sql.h"

#include <stdint.h>
#include <string.h>

struct column_fate {
	enum fate fate;
};

static const char *column_key(
	const struct survey *survey, struct qualified table, const char *column)
{
	return arena_printf(
		survey->arena, "%s\x1f%s", qualified_text(survey->arena, table), column);
}

enum fate survey_fate(const struct survey *survey, struct qualified table, const char *column)
{
	if (survey->fates.count == 0)
		return FATE_STAYS;
	const struct column_fate *fate = map_get(&survey->fates, column_key(survey, table, column));
	return fate ? fate->fate : FATE_STAYS;
}

bool survey_worsen(
	struct survey *survey, struct qualified table, const char *column, enum fate fate)
{
	if (survey_fate(survey, table, column) >= fate)
		return false;
	struct column_fate *entry = arena_new(survey->arena, struct column_fate);
	entry->fate = fate;
	map_put(survey->arena, &survey->fates, column_key(survey, table, column), entry);
	return true;
}

const struct remade_type *survey_remade_type(const struct survey *survey, struct qualified type)
{
	list_each (struct remade_type *, remade, &survey->types) {
		if (type.name && qualified_equal(remade->to->name, type))
			return remade;
	}
	return NULL;
}

bool survey_rebuilds(const struct survey *survey, const struct object *object)
{
	return objects_hold(&survey->rebuilt, object);
}

/* By a cast. */
static bool mentions_type(const struct mentions *mentions, struct qualified type)
{
	list_each (struct qualified *, each, &mentions->types) {
		if (qualified_equal(*each, type))
			return true;
	}
	return false;
}

static bool mentions_remade(const struct survey *survey, const struct mentions *mentions)
{
	list_each (struct qualified *, type, &mentions->types) {
		if (survey_remade_type(survey, *type))
			return true;
	}
	return false;
}

struct sql_type type_beneath(
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

/* --- types ---------------------------------------------------------------------------------- */

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

static void find_remade_types(struct survey *survey)
{
	list_each (struct change *, change, &survey->diff->changes) {
		find_reordered(survey, change);
		const struct domain *tighter = tightened_domain(survey, change);
		if (tighter && !survey_remade_type(survey, tighter->object.name))
			remake(survey,
				schema_find(
					&survey->diff->from, OBJECT_DOMAIN, tighter->object.name),
				&tighter->object);
		if (change->kind != CHANGE_ALTER)
			continue;
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
	/* A domain over such a type goes with it; one pass for each layer of domains. */
	for (size_t before = SIZE_MAX; before != survey->types.count;) {
		before = survey->types.count;
		list_each (struct domain **, domain, &survey->diff->to->domains) {
			const struct object *from = schema_find(
				&survey->diff->from, OBJECT_DOMAIN, (*domain)->object.name);
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
}

/* --- columns -------------------------------------------------------------------------------- */

static void judge_column(struct survey *survey, const struct table *table,
	const struct column *from, const struct column *to)
{
	bool remade_type = survey_remade_type(survey, to->type.user) != NULL;
	bool retyped = remade_type || strcmp(from->type.text, to->type.text) != 0 ||
		       !strings_equal(from->collation, to->collation);
	bool regenerated = (to->generated.sql &&
				   (retyped || from->generated_virtual != to->generated_virtual ||
					   !strings_equal(from->generated.sql, to->generated.sql) ||
					   mentions_remade(survey, &to->generated.mentions))) ||
			   (from->generated_virtual && !to->generated.sql);
	enum fate fate = FATE_STAYS;
	if (regenerated)
		fate = FATE_REMADE;
	else if (retyped)
		fate = !remade_type && convert_keeps_meaning(&from->type, &to->type) ? FATE_CARRIED
										     : FATE_RETYPED;
	survey_worsen(survey, table->object.name, to->object.name.name, fate);
}

/* A generated column cannot stand while the type of one that it is computed from changes. */
static void judge_generated(
	struct survey *survey, const struct table *table, const struct column *column)
{
	list_each (const char **, name, &column->generated.mentions.columns) {
		if (survey_fate(survey, table->object.name, *name) != FATE_STAYS) {
			survey_worsen(
				survey, table->object.name, column->object.name.name, FATE_REMADE);
			return;
		}
	}
}

static void judge_columns(struct survey *survey, const struct table *from, const struct table *to)
{
	list_each (struct column **, column, &to->columns) {
		const struct column *before = table_column(from, (*column)->object.name.name);
		if (before)
			judge_column(survey, to, before, *column);
	}
	list_each (struct column **, column, &to->columns) {
		const struct column *before = table_column(from, (*column)->object.name.name);
		if (before && before->generated.sql && (*column)->generated.sql)
			judge_generated(survey, to, *column);
	}
}

/* --- constraints and indexes ---------------------------------------------------------------- */

static enum fate worst_fate(
	const struct survey *survey, struct qualified table, const struct names *columns)
{
	enum fate worst = FATE_STAYS;
	list_each (const char **, column, columns) {
		enum fate fate = survey_fate(survey, table, *column);
		worst = fate > worst ? fate : worst;
	}
	return worst;
}

static enum fate worst_of_both(const struct survey *survey, struct qualified table,
	const struct names *columns, const struct mentions *mentions)
{
	enum fate one = worst_fate(survey, table, columns);
	enum fate two = worst_fate(survey, table, &mentions->columns);
	return one > two ? one : two;
}

static bool constraint_cannot_stay(
	const struct survey *survey, struct qualified table, const struct constraint *constraint)
{
	enum fate fate = worst_of_both(survey, table, &constraint->columns, &constraint->mentions);
	switch (constraint->type) {
	case CONSTRAINT_PRIMARY_KEY:
	case CONSTRAINT_UNIQUE:
		return fate == FATE_REMADE;
	case CONSTRAINT_FOREIGN_KEY:
		return fate >= FATE_RETYPED || worst_fate(survey, constraint->references,
						       &constraint->referenced) >= FATE_RETYPED;
	case CONSTRAINT_CHECK:
	case CONSTRAINT_EXCLUSION:
		return fate >= FATE_RETYPED || mentions_remade(survey, &constraint->mentions) ||
		       survey_calls_going(survey, &constraint->mentions);
	}
	return false;
}

static bool index_cannot_stay(
	const struct survey *survey, struct qualified table, const struct index *index)
{
	enum fate fate = worst_of_both(survey, table, &index->columns, &index->mentions);
	bool expressions = !index->plain || index->partial;
	return fate == FATE_REMADE || (expressions && fate >= FATE_RETYPED) ||
	       mentions_remade(survey, &index->mentions) ||
	       survey_calls_going(survey, &index->mentions);
}

bool survey_cannot_stay(
	const struct survey *survey, struct qualified table, const struct object *object)
{
	if (object->kind == OBJECT_INDEX)
		return index_cannot_stay(survey, table, (const struct index *)object);
	return constraint_cannot_stay(survey, table, (const struct constraint *)object);
}

/* A foreign key's definition but for how it is deferred. */
static const char *undeferred(struct arena *arena, const char *definition)
{
	const char *at = definition, *end = NULL;
	while ((at = strstr(at, " DEFERRABLE")) != NULL)
		end = at++;
	return end && (strcmp(end, " DEFERRABLE") == 0 ||
			      strcmp(end, " DEFERRABLE INITIALLY DEFERRED") == 0)
		       ? arena_strndup(arena, definition, (size_t)(end - definition))
		       : definition;
}

bool survey_alters_in_place(const struct survey *survey, const struct object *parent,
	const struct object *from, const struct object *to)
{
	struct sql_storage before, after;
	if (parent->kind != OBJECT_TABLE || ((const struct table *)parent)->partition_by ||
		survey_cannot_stay(survey, parent->name, to))
		return false;
	if (to->kind == OBJECT_INDEX) {
		const struct index *old = (const struct index *)from;
		const struct index *new = (const struct index *)to;
		return old->unique == new->unique &&
		       !new->inherited &&sql_index_storage(
			       survey->arena, old->definition, &before) &&
		       sql_index_storage(survey->arena, new->definition, &after) &&
		       strcmp(before.rest, after.rest) == 0;
	}
	const struct constraint *old = (const struct constraint *)from;
	const struct constraint *new = (const struct constraint *)to;
	if (old->type != new->type || old->type == CONSTRAINT_CHECK || new->inherited)
		return false;
	if (old->type == CONSTRAINT_FOREIGN_KEY)
		return old->not_valid ==
			       new->not_valid &&strcmp(undeferred(survey->arena, old->definition),
				       undeferred(survey->arena, new->definition)) == 0 &&
		       !survey_loses_key(survey, new->references, &new->referenced);
	return sql_constraint_storage(survey->arena, old->definition, &before) &&
	       sql_constraint_storage(survey->arena, new->definition, &after) &&
	       strcmp(before.rest, after.rest) == 0;
}

static void find_rebuilt(struct survey *survey, const struct table *from, const struct table *to)
{
	struct qualified name = to->object.name;
	list_each (struct constraint **, constraint, &to->constraints) {
		const struct constraint *before =
			table_constraint(from, (*constraint)->object.name.name);
		if (before && !(*constraint)->inherited &&
			strings_equal(before->definition, (*constraint)->definition) &&
			survey_cannot_stay(survey, name, &(*constraint)->object))
			list_push(survey->arena, &survey->rebuilt, &(*constraint)->object);
	}
	list_each (struct index **, index, &to->indexes) {
		const struct index *before = table_index(from, (*index)->object.name.name);
		if (before && !(*index)->inherited && before->unique == (*index)->unique &&
			strings_equal(before->definition, (*index)->definition) &&
			survey_cannot_stay(survey, name, &(*index)->object))
			list_push(survey->arena, &survey->rebuilt, &(*index)->object);
	}
}

static bool is_another(const struct survey *survey, const struct object *table,
	const struct object *from, const struct object *to)
{
	const char *old = from->kind == OBJECT_INDEX
				  ? ((const struct index *)from)->definition
				  : ((const struct constraint *)from)->definition;
	const char *new = to->kind == OBJECT_INDEX ? ((const struct index *)to)->definition
						   : ((const struct constraint *)to)->definition;
	return !strings_equal(old, new) && !survey_alters_in_place(survey, table, from, to);
}

bool survey_loses_key(
	const struct survey *survey, struct qualified table, const struct names *columns)
{
	const struct table *from = schema_find(&survey->diff->from, OBJECT_TABLE, table);
	const struct table *to = schema_find(survey->diff->to, OBJECT_TABLE, table);
	if (!from || !to || is_made_anew(from, to))
		return from != NULL;
	list_each (struct constraint **, key, &from->constraints) {
		const struct constraint *after = table_constraint(to, (*key)->object.name.name);
		if ((*key)->type != CONSTRAINT_PRIMARY_KEY && (*key)->type != CONSTRAINT_UNIQUE)
			continue;
		if (names_same_set(&(*key)->columns, columns) &&
			(!after ||
				is_another(
					survey, &from->object, &(*key)->object, &after->object) ||
				survey_rebuilds(survey, &after->object)))
			return true;
	}
	list_each (struct index **, key, &from->indexes) {
		const struct index *after = table_index(to, (*key)->object.name.name);
		if ((*key)->unique && names_same_set(&(*key)->columns, columns) &&
			(!after || !after->unique ||
				is_another(
					survey, &from->object, &(*key)->object, &after->object) ||
				survey_rebuilds(survey, &after->object)))
			return true;
	}
	return false;
}

static void find_rebuilt_references(
	struct survey *survey, const struct table *from, const struct table *to)
{
	list_each (struct constraint **, constraint, &to->constraints) {
		const struct constraint *before =
			table_constraint(from, (*constraint)->object.name.name);
		if ((*constraint)->type == CONSTRAINT_FOREIGN_KEY && before &&
			!(*constraint)->inherited &&
			strings_equal(before->definition, (*constraint)->definition) &&
			!survey_rebuilds(survey, &(*constraint)->object) &&
			survey_loses_key(
				survey, (*constraint)->references, &(*constraint)->referenced))
			list_push(survey->arena, &survey->rebuilt, &(*constraint)->object);
	}
}

/* --- logged and unlogged ---------------------------------------------------------------------- */

bool survey_changes_logged(const struct survey *survey, struct qualified table)
{
	const struct table *from = schema_find(&survey->diff->from, OBJECT_TABLE, table);
	const struct table *to = schema_find(survey->diff->to, OBJECT_TABLE, table);
	return from && to && from->unlogged != to->unlogged && !is_made_anew(from, to);
}

bool survey_remakes_table(const struct survey *survey, struct qualified table)
{
	const struct table *from = schema_find(&survey->diff->from, OBJECT_TABLE, table);
	const struct table *to = schema_find(survey->diff->to, OBJECT_TABLE, table);
	return from && to && is_made_anew(from, to);
}

bool survey_drops(const struct survey *survey, struct qualified table)
{
	return !schema_find(survey->diff->to, OBJECT_TABLE, table) ||
	       survey_remakes_table(survey, table);
}

bool survey_keeps(
	const struct survey *survey, const struct table *table, const struct constraint *key)
{
	const struct table *to = schema_find(survey->diff->to, OBJECT_TABLE, table->object.name);
	const char *name = key->object.name.name;
	const struct constraint *before = table_constraint(table, name);
	const struct constraint *after = to ? table_constraint(to, name) : NULL;
	return before && after && strings_equal(before->definition, after->definition) &&
	       !survey_rebuilds(survey, &after->object);
}

/* A walk along the foreign keys that stay, among tables that become the same. One that leads back
 * to a table on the way is rebuilt. */
struct way {
	struct survey *survey;
	struct objects on_way, seen; /* tables it leads through, and has left behind */
};

static void walk_keys(struct way *way, const struct table *table)
{
	struct survey *survey = way->survey;
	const struct table *from =
		schema_find(&survey->diff->from, OBJECT_TABLE, table->object.name);
	list_push(survey->arena, &way->on_way, (struct object *)&table->object);
	list_each (struct constraint **, key, &table->constraints) {
		if ((*key)->type != CONSTRAINT_FOREIGN_KEY ||
			!survey_changes_logged(survey, (*key)->references) ||
			!survey_keeps(survey, from, *key))
			continue;
		const struct table *other =
			schema_find(survey->diff->to, OBJECT_TABLE, (*key)->references);
		if (other == table || other->unlogged != table->unlogged)
			continue;
		if (objects_hold(&way->on_way, &other->object))
			list_push(survey->arena, &survey->rebuilt, &(*key)->object);
		else if (!objects_hold(&way->seen, &other->object))
			walk_keys(way, other);
	}
	way->on_way.count--;
	list_push(survey->arena, &way->seen, (struct object *)&table->object);
}

static void find_circles(struct survey *survey)
{
	struct way way = {.survey = survey};
	list_each (struct change *, change, &survey->diff->changes) {
		if (change->attribute == ATTRIBUTE_LOGGED && !objects_hold(&way.seen, change->to))
			walk_keys(&way, (const struct table *)change->to);
	}
}

static void each_table(struct survey *survey,
	void (*visit)(struct survey *, const struct table *, const struct table *))
{
	list_each (struct table **, table, &survey->diff->to->tables) {
		const struct table *before =
			schema_find(&survey->diff->from, OBJECT_TABLE, (*table)->object.name);
		if (before && !is_made_anew(before, *table))
			visit(survey, before, *table);
	}
}

/* Checks of domains whose functions go. */
static void find_rebuilt_checks(struct survey *survey)
{
	list_each (struct domain **, domain, &survey->diff->to->domains) {
		const struct object *from =
			schema_find(&survey->diff->from, OBJECT_DOMAIN, (*domain)->object.name);
		struct objects before = {0};
		if (from && survey->functions_going.count)
			before = objects_within(survey->arena, from, OBJECT_CONSTRAINT);
		list_each (struct constraint **, check, &(*domain)->checks) {
			const struct constraint *old = (const struct constraint *)objects_find(
				&before, (*check)->object.name);
			if (old && strings_equal(old->definition, (*check)->definition) &&
				survey_calls_going(survey, &old->mentions))
				list_push(survey->arena, &survey->rebuilt, &(*check)->object);
		}
	}
}

void survey_make(struct arena *arena, const struct diff *diff, bool single_transaction,
	struct survey *survey)
{
	*survey = (struct survey){
		.arena = arena, .diff = diff, .single_transaction = single_transaction};
	find_remade_types(survey);
	/* Each over all tables, because a foreign key looks at another table's columns, then at its
	   keys, and a view at columns of many. */
	each_table(survey, judge_columns);
	survey_around(survey);
	each_table(survey, find_rebuilt);
	find_rebuilt_checks(survey);
	each_table(survey, find_rebuilt_references);
	find_circles(survey);
}
