/* Steps for names: tables, columns, types, labels, sequences, constraints, indexes. */
#include "diff/definitions.h"
#include "plan/ddl.h"
#include "plan/steps.h"
#include "schema/names.h"

#include <string.h>

/* The sequence behind an identity column has no type of its own here. It works under any name, so
 * one that a hand has renamed is no reason to stop. */
static bool is_identity(const struct object *object)
{
	return object->kind == OBJECT_SEQUENCE && !((const struct sequence *)object)->options.type;
}

static const char *rename_at_top(struct planner *planner, const struct change *change)
{
	struct arena *arena = planner->arena;
	const struct object *from = change->from, *to = change->to;
	if (strcmp(from->name.name, to->name.name) == 0)
		return ddl_set_schema(arena, from->kind, from->name, to->name.schema);
	if (is_identity(from))
		return ddl_rename_sequence_if_there(arena, from->name, to->name.name);
	return ddl_rename(arena, from->kind, from->name, to->name.name);
}

static const char *rename_statement(struct planner *planner, const struct change *change)
{
	struct arena *arena = planner->arena;
	const struct object *parent = change->from_parent;
	const char *from = change->from->name.name, *to = change->to->name.name;
	switch (change->from->kind) {
	case OBJECT_COLUMN:
	case OBJECT_CONSTRAINT:
		return ddl_rename_part(arena, parent, change->from->kind, from, to);
	case OBJECT_LABEL:
		return ddl_rename_value(arena, parent->name, from, to);
	case OBJECT_INDEX:
		return ddl_rename_index(arena, parent->name, from, to);
	case OBJECT_SCHEMA:
	case OBJECT_EXTENSION:
	case OBJECT_ENUM:
	case OBJECT_DOMAIN:
	case OBJECT_COLLATION:
	case OBJECT_COMPOSITE:
	case OBJECT_RANGE:
	case OBJECT_SEQUENCE:
	case OBJECT_TABLE:
	case OBJECT_VIEW:
	case OBJECT_MATERIALIZED_VIEW:
	case OBJECT_FUNCTION:
	case OBJECT_PROCEDURE:
	case OBJECT_AGGREGATE:
	case OBJECT_OPERATOR:
	case OBJECT_STATISTICS:
	case OBJECT_TRIGGER:
	case OBJECT_POLICY:
	case OBJECT_RULE:
	case OBJECT_GRANT:
		return rename_at_top(planner, change);
	}
	return NULL;
}

/* Whether programs say the name. */
static bool is_said(const struct object *object)
{
	if (object->kind == OBJECT_SEQUENCE)
		return !((const struct sequence *)object)->owner_table.name;
	return object->kind != OBJECT_CONSTRAINT && object->kind != OBJECT_INDEX &&
	       object->kind != OBJECT_STATISTICS && !kind_is_on_relation(object->kind);
}

/* What a table has from a parent is renamed only when it has left that one, if it does. */
static void needs_left(struct planner *planner, struct step *step, const struct change *change)
{
	const struct table *table = (const struct table *)change->from_parent;
	if (change->from->kind != OBJECT_COLUMN || change->from_parent->kind != OBJECT_TABLE)
		return;
	step_needs(planner, step, word_left(planner, table->object.name, table->partition_of));
	list_each (const struct qualified *, parent, &table->inherits)
		step_needs(planner, step, word_left(planner, table->object.name, *parent));
}

/* From PostgreSQL 18 on NOT NULL is a constraint, which the server names after the column once and
 * for all: a column that gets the old name later could not have its own. Said on any server, since
 * a script may be for all of them. */
static void take_not_null_along(
	struct planner *planner, struct step *step, const struct change *change)
{
	if (change->from->kind != OBJECT_COLUMN || change->from_parent->kind != OBJECT_TABLE ||
		!((const struct column *)change->from)->not_null)
		return;
	struct qualified name = change->from_parent->name;
	const char *from = not_null_name(planner, name, change->from->name.name);
	const char *to = name_make(planner->arena, name.name, change->to->name.name, "not_null");
	if (!from || strcmp(from, to) == 0)
		return;
	step_say(planner, step, change->to, ddl_rename_not_null(planner->arena, name, from, to));
	step_note(planner, step,
		"from PostgreSQL 18 on NOT NULL has a name, which follows its column");
}

void plan_rename(struct planner *planner, const struct change *change)
{
	struct step *step = step_add(planner, RANK_RENAME);
	needs_left(planner, step, change);
	step_say(planner, step, change->to, rename_statement(planner, change));
	if (is_said(change->from))
		step_breaks(step, COMPATIBILITY_BREAKING);
	take_not_null_along(planner, step, change);
}
