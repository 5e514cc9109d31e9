/* Steps for enums and domains. */
#include "plan/ddl.h"
#include "plan/steps.h"
#include "schema/sql.h"

#include <string.h>

static const char *creation(struct planner *planner, const struct object *type)
{
	if (type->kind == OBJECT_ENUM)
		return ddl_create_enum(planner->arena, (const struct enum_type *)type);
	if (type->kind == OBJECT_COMPOSITE)
		return ddl_create_composite(planner->arena, (const struct composite *)type);
	if (type->kind == OBJECT_RANGE)
		return ddl_create_range(planner->arena, (const struct definition *)type);
	return ddl_create_domain(planner->arena, (const struct domain *)type);
}

static void create_type(struct planner *planner, struct step *step, const struct object *type)
{
	step_say(planner, step, type, creation(planner, type));
	step_say_comment(planner, step, type, NULL);
	if (type->kind == OBJECT_COMPOSITE) {
		say_composite_comments(planner, step, (const struct composite *)type);
		composite_needs(planner, step, type);
		step_provides(planner, step, word_type(planner, type->name));
		return;
	}
	if (type->kind == OBJECT_RANGE) {
		const struct definition *range = (const struct definition *)type;
		step_needs_uses(planner, step, &range->mentions);
		step_provides(
			planner, step, word_type(planner, sql_multirange(planner->arena, range)));
	}
	struct objects checks = objects_within(planner->arena, type, OBJECT_CONSTRAINT);
	list_each (struct object **, check, &checks)
		step_say_comment(planner, step, *check, type);
	step_provides(planner, step, word_type(planner, type->name));
	if (type->kind != OBJECT_DOMAIN)
		return;
	const struct domain *domain = (const struct domain *)type;
	if (domain->base.user.name)
		step_needs(planner, step, word_type(planner, domain->base.user));
	step_needs_uses(planner, step, &domain->default_value.mentions);
	list_each (struct constraint **, check, &domain->checks)
		step_needs_uses(planner, step, &(*check)->mentions);
}

/* What a domain used. */
static void free_uses(struct planner *planner, struct step *step, const struct object *type)
{
	if (type->kind == OBJECT_COMPOSITE)
		composite_frees(planner, step, type);
	if (type->kind == OBJECT_RANGE)
		step_frees_uses(planner, step, &((const struct definition *)type)->mentions);
	if (type->kind != OBJECT_DOMAIN)
		return;
	const struct domain *domain = (const struct domain *)type;
	struct column like = {.type = domain->base, .default_value = domain->default_value};
	step_frees_column_types(planner, step, &like);
	list_each (struct constraint **, check, &domain->checks)
		step_frees_uses(planner, step, &(*check)->mentions);
}

static void new_type(struct planner *planner, const struct object *type)
{
	struct step *step = step_add(planner, RANK_TYPE);
	create_type(planner, step, type);
	step_needs(planner, step, word_name_free(planner, type->name.schema, type->name.name));
}

static void drop_type(struct planner *planner, const struct object *type)
{
	struct step *step = step_add(planner, RANK_DROP_TYPE);
	step_say(planner, step, type, ddl_drop(planner->arena, type->kind, type->name));
	step_needs(planner, step, word_use_gone(planner, type->name));
	step_provides(planner, step, word_name_free(planner, type->name.schema, type->name.name));
	if (type->kind == OBJECT_RANGE)
		step_needs(planner, step,
			word_use_gone(planner,
				sql_multirange(planner->arena, (const struct definition *)type)));
	free_uses(planner, step, type);
	step_breaks(step, COMPATIBILITY_BREAKING);
}

/* Whether the plan gives the type, its schema or one of its labels another name. */
static bool is_renamed(struct planner *planner, struct qualified type)
{
	list_each (struct change *, change, &planner->diff->changes) {
		if (change->kind != CHANGE_RENAME)
			continue;
		const struct object *to = change->to;
		if ((to->kind == OBJECT_ENUM && qualified_equal(to->name, type)) ||
			(to->kind == OBJECT_LABEL &&
				qualified_equal(change->to_parent->name, type)) ||
			(to->kind == OBJECT_SCHEMA && strings_equal(to->name.name, type.schema)))
			return true;
	}
	return false;
}

/* The bound of a partition cannot say the new label in the transaction that adds it, and the type
 * of a key cannot be made anew. */
static void refuse_bound(
	struct planner *planner, const struct enum_type *type, const struct label *label)
{
	const char *literal = sql_literal(planner->arena, label->object.name.name);
	list_each (struct table **, each, &planner->to->tables) {
		const struct table *parent = schema_partitioned(planner->to, *each);
		if (parent && keyed_by(planner->to, parent, type) &&
			strstr((*each)->bound, literal))
			diag_error(planner->diag, (*each)->object.place,
				"partition %s is bounded by %s, which its enum gets in the same "
				"transaction; leave out --single-transaction, or add the label in "
				"a revision before",
				quoted(planner, (*each)->object.name), literal);
	}
}

/* Each new label in its place: after the one before it, which is there by then. */
static void add_labels(
	struct planner *planner, const struct enum_type *from, const struct enum_type *to)
{
	struct arena *arena = planner->arena;
	enum rank ahead = is_renamed(planner, to->object.name) ? RANK_VALUE_OF_RENAMED : RANK_VALUE;
	struct step *step = step_add(planner, planner->single_transaction ? RANK_TYPE : ahead);
	const struct labels *labels = &to->labels;
	for (size_t i = 0; i < labels->count; i++) {
		const char *name = labels->items[i]->object.name.name;
		const char *position = NULL;
		if (enum_label(from, name))
			continue;
		if (i > 0)
			position = arena_printf(arena, "AFTER %s",
				sql_literal(arena, labels->items[i - 1]->object.name.name));
		else if (from->labels.count)
			position = arena_printf(arena, "BEFORE %s",
				sql_literal(arena, from->labels.items[0]->object.name.name));
		struct statement *statement = step_say(planner, step, &labels->items[i]->object,
			ddl_add_value(arena, to->object.name, name, position));
		if (planner->single_transaction)
			refuse_bound(planner, to, labels->items[i]);
		else
			statement->standing = STANDS_AHEAD;
	}
}

void plan_enum(struct planner *planner, const struct change *change)
{
	if (change->kind == CHANGE_CREATE)
		new_type(planner, change->to);
	else if (change->kind == CHANGE_DROP)
		drop_type(planner, change->from);
	else if (!survey_remade_type(&planner->survey, change->to->name))
		add_labels(planner, (const struct enum_type *)change->from,
			(const struct enum_type *)change->to);
}

static void say_default(
	struct planner *planner, struct step *step, const struct domain *domain, const char *value)
{
	step_say(planner, step, &domain->object,
		ddl_alter(planner->arena, OBJECT_DOMAIN, domain->object.name,
			ddl_set_default(planner->arena, value)));
}

/* Defaults that call a function which goes: off before, on after. */
void plan_domain_defaults(struct planner *planner)
{
	list_each (struct domain **, to, &planner->to->domains) {
		const struct domain *from =
			schema_find(planner->from, OBJECT_DOMAIN, (*to)->object.name);
		if (!from || survey_remade_type(&planner->survey, (*to)->object.name) ||
			!survey_calls_going(&planner->survey, &from->default_value.mentions))
			continue;
		struct step *off = step_add(planner, RANK_LOOSEN);
		say_default(planner, off, *to, NULL);
		step_frees_uses(planner, off, &from->default_value.mentions);
		if (!(*to)->default_value.sql)
			continue;
		struct step *on = step_add(planner, RANK_DEFAULT);
		say_default(planner, on, *to, (*to)->default_value.sql);
		step_needs_uses(planner, on, &(*to)->default_value.mentions);
	}
}

static void alter_domain(struct planner *planner, const struct change *change)
{
	struct arena *arena = planner->arena;
	const struct domain *from = (const struct domain *)change->from;
	const struct domain *to = (const struct domain *)change->to;
	bool is_null = change->attribute == ATTRIBUTE_NULL;
	if (!is_null && survey_calls_going(&planner->survey, &from->default_value.mentions))
		return; /* in plan_domain_defaults */
	struct step *step = step_add(planner, is_null ? RANK_NULL : RANK_DEFAULT);
	const char *what = is_null ? ddl_set_null(!to->not_null)
				   : ddl_set_default(arena, to->default_value.sql);
	struct statement *statement = step_say(
		planner, step, change->to, ddl_alter(arena, OBJECT_DOMAIN, to->object.name, what));
	step_needs_uses(planner, step, &to->default_value.mentions);
	step_frees_uses(planner, step, &from->default_value.mentions);
	if (!is_null)
		return;
	if (to->not_null) {
		statement->hazards |= HAZARD_BLOCKS_WRITES;
		step_note(planner, step, "fails when a column of this type holds NULL");
	}
	step_breaks(step, COMPATIBILITY_TIGHTENING);
}

void plan_domain(struct planner *planner, const struct change *change)
{
	if (change->kind == CHANGE_CREATE)
		new_type(planner, change->to);
	else if (change->kind == CHANGE_DROP)
		drop_type(planner, change->from);
	else if (!survey_remade_type(&planner->survey, change->to->name))
		alter_domain(planner, change);
}

/* Its functions have its name and arguments: two of one name cannot be there, be it for a moment.
 */
static void remake_range(struct planner *planner, const struct change *change)
{
	const struct definition *range = (const struct definition *)change->from;
	if (survey_is_stored(planner->from, range->object.name) ||
		survey_is_stored(planner->from, sql_multirange(planner->arena, range))) {
		diag_error(planner->diag, change->to->place,
			"range type %s cannot be redefined while columns have it; give the new one "
			"another name, and its columns DB_USING",
			quoted(planner, change->to->name));
		return;
	}
	struct step *step = step_add(planner, RANK_TYPE);
	step_say(planner, step, change->from,
		ddl_drop(planner->arena, OBJECT_RANGE, change->from->name));
	create_type(planner, step, change->to);
	step_breaks(step, COMPATIBILITY_BREAKING);
}

void plan_composite(struct planner *planner, const struct change *change)
{
	if (change->kind == CHANGE_CREATE)
		new_type(planner, change->to);
	else if (change->kind == CHANGE_DROP)
		drop_type(planner, change->from);
	else if (change->to->kind == OBJECT_RANGE)
		remake_range(planner, change);
}

/* The old type steps aside, so that expressions that say its name mean the new one; its columns
 * follow one by one (steps_column.c), then it goes. */
static void remake_type(struct planner *planner, const struct remade_type *remade)
{
	struct arena *arena = planner->arena;
	enum object_kind kind = remade->to->kind;
	struct step *step = step_add(planner, RANK_TYPE);
	step_say(planner, step, remade->from,
		ddl_rename(arena, kind, remade->to->name, remade->aside.name));
	step_needs(planner, step, word_unspoken(planner, remade->to->name));
	if (kind == OBJECT_COMPOSITE)
		step_breaks(step, COMPATIBILITY_BREAKING);
	create_type(planner, step, remade->to);

	struct step *end = step_add(planner, RANK_OLD_TYPE);
	step_say(planner, end, remade->from, ddl_drop(arena, kind, remade->aside));
	step_needs(planner, end, word_type(planner, remade->to->name));
	step_needs(planner, end, word_use_gone(planner, remade->aside));
	free_uses(planner, end, remade->from);
}

void plan_remade_types(struct planner *planner)
{
	list_each (struct remade_type *, remade, &planner->survey.types)
		remake_type(planner, remade);
}
