/* What a database holds, in the models' own words; see spelling.h. */
#include "diff/spelling.h"

#include "diff/objects.h"

#include <string.h>

/* Each of these takes the same object four times: the database's, the models', what the server
 * makes of the first (mine), and of the second. */

static void spell_expression(struct expression *actual, const struct expression *model,
	const struct expression *mine, const struct expression *rendered)
{
	if (mine->sql && strings_equal(mine->sql, rendered->sql) && model->sql)
		*actual = *model;
}

static void spell_text(
	const char **actual, const char *model, const char *mine, const char *rendered)
{
	if (mine && model && strings_equal(mine, rendered))
		*actual = model;
}

static void spell_column(struct column *actual, const struct column *model,
	const struct column *mine, const struct column *rendered)
{
	if (strings_equal(mine->type.text, rendered->type.text))
		actual->type = model->type;
	if (strings_equal(mine->collation, rendered->collation))
		actual->collation = model->collation;
	spell_expression(&actual->default_value, &model->default_value, &mine->default_value,
		&rendered->default_value);
	spell_expression(
		&actual->generated, &model->generated, &mine->generated, &rendered->generated);
}

static void spell_constraint(struct constraint *actual, const struct constraint *model,
	const struct constraint *mine, const struct constraint *rendered)
{
	struct object object = actual->object;
	bool not_valid = actual->not_valid;
	const char *index_comment = actual->index_comment;
	if (!strings_equal(mine->definition, rendered->definition))
		return;
	*actual = *model;
	actual->object = object;
	actual->not_valid = not_valid;
	actual->index_comment = index_comment;
}

static void spell_index(struct index *actual, const struct index *model, const struct index *mine,
	const struct index *rendered)
{
	struct index before = *actual;
	if (!strings_equal(mine->definition, rendered->definition))
		return;
	*actual = *model;
	actual->object = before.object;
	actual->unique = before.unique;
	actual->attached_to = before.attached_to;
}

static const struct constraint *check_named(const struct constraints *constraints, const char *name)
{
	list_each (struct constraint **, each, constraints) {
		if (strcmp((*each)->object.name.name, name) == 0)
			return *each;
	}
	return NULL;
}

static const struct index *index_named(const struct indexes *indexes, const char *name)
{
	list_each (struct index **, each, indexes) {
		if (strcmp((*each)->object.name.name, name) == 0)
			return *each;
	}
	return NULL;
}

static const struct column *column_named(const struct columns *columns, const char *name)
{
	list_each (struct column **, each, columns) {
		if (strcmp((*each)->object.name.name, name) == 0)
			return *each;
	}
	return NULL;
}

static void spell_columns(struct columns *actual, const struct columns *models,
	const struct columns *mine, const struct columns *rendered)
{
	list_each (struct column **, each, actual) {
		const struct column *model = column_named(models, (*each)->object.name.name);
		const struct column *own = column_named(mine, (*each)->object.name.name);
		const struct column *other = column_named(rendered, (*each)->object.name.name);
		if (model && own && other)
			spell_column(*each, model, own, other);
	}
}

static void spell_constraints(struct constraints *actual, const struct constraints *models,
	const struct constraints *mine, const struct constraints *rendered)
{
	list_each (struct constraint **, each, actual) {
		const struct constraint *model = check_named(models, (*each)->object.name.name);
		const struct constraint *own = check_named(mine, (*each)->object.name.name);
		const struct constraint *other = check_named(rendered, (*each)->object.name.name);
		if (model && own && other)
			spell_constraint(*each, model, own, other);
	}
}

static void spell_indexes(struct indexes *actual, const struct indexes *models,
	const struct indexes *mine, const struct indexes *rendered)
{
	list_each (struct index **, each, actual) {
		const struct index *model = index_named(models, (*each)->object.name.name);
		const struct index *own = index_named(mine, (*each)->object.name.name);
		const struct index *other = index_named(rendered, (*each)->object.name.name);
		if (model && own && other)
			spell_index(*each, model, own, other);
	}
}

static void spell_table(struct table *actual, const struct table *model, const struct table *mine,
	const struct table *rendered)
{
	spell_columns(&actual->columns, &model->columns, &mine->columns, &rendered->columns);
	spell_columns(&actual->own, &model->own, &mine->own, &rendered->own);
	spell_constraints(&actual->constraints, &model->constraints, &mine->constraints,
		&rendered->constraints);
	spell_indexes(&actual->indexes, &model->indexes, &mine->indexes, &rendered->indexes);
	spell_text(&actual->partition_by, model->partition_by, mine->partition_by,
		rendered->partition_by);
	spell_text(&actual->bound, model->bound, mine->bound, rendered->bound);
}

static void spell_domain(struct domain *actual, const struct domain *model,
	const struct domain *mine, const struct domain *rendered)
{
	if (strings_equal(mine->base.text, rendered->base.text))
		actual->base = model->base;
	if (strings_equal(mine->collation, rendered->collation))
		actual->collation = model->collation;
	spell_expression(&actual->default_value, &model->default_value, &mine->default_value,
		&rendered->default_value);
	spell_constraints(&actual->checks, &model->checks, &mine->checks, &rendered->checks);
}

static void spell_view(struct view *actual, const struct view *model, const struct view *mine,
	const struct view *rendered)
{
	if (strings_equal(mine->query, rendered->query)) {
		actual->query = model->query;
		actual->mentions = model->mentions;
	}
	spell_indexes(&actual->indexes, &model->indexes, &mine->indexes, &rendered->indexes);
}

static void spell_routine(struct routine *actual, const struct routine *model,
	const struct routine *mine, const struct routine *rendered)
{
	struct object object = actual->object;
	if (!strings_equal(mine->definition, rendered->definition))
		return;
	*actual = *model;
	actual->object = object;
}

static void spell_definition(struct definition *actual, const struct definition *model,
	const struct definition *mine, const struct definition *rendered)
{
	struct definition before = *actual;
	if (!strings_equal(mine->definition, rendered->definition))
		return;
	*actual = *model;
	actual->object = before.object;
	actual->constraint = before.constraint;
	actual->enabled = before.enabled;
	actual->statistics = before.statistics;
}

#define SPELL(function, type)                                                                      \
	function((struct type *)actual, (const struct type *)model, (const struct type *)mine,     \
		(const struct type *)rendered)

static void spell_object(struct object *actual, const struct object *model,
	const struct object *mine, const struct object *rendered)
{
	switch (actual->kind) {
	case OBJECT_TABLE:
		SPELL(spell_table, table);
		break;
	case OBJECT_DOMAIN:
		SPELL(spell_domain, domain);
		break;
	case OBJECT_COMPOSITE:
		spell_columns(&((struct composite *)actual)->columns,
			&((const struct composite *)model)->columns,
			&((const struct composite *)mine)->columns,
			&((const struct composite *)rendered)->columns);
		break;
	case OBJECT_VIEW:
	case OBJECT_MATERIALIZED_VIEW:
		SPELL(spell_view, view);
		break;
	case OBJECT_FUNCTION:
	case OBJECT_PROCEDURE:
	case OBJECT_AGGREGATE:
	case OBJECT_OPERATOR:
		SPELL(spell_routine, routine);
		break;
	case OBJECT_COLLATION:
	case OBJECT_RANGE:
	case OBJECT_STATISTICS:
	case OBJECT_TRIGGER:
	case OBJECT_POLICY:
	case OBJECT_RULE:
		SPELL(spell_definition, definition);
		break;
	case OBJECT_SCHEMA: /* the rest has no text that could be spelled in two ways */
	case OBJECT_EXTENSION:
	case OBJECT_ENUM:
	case OBJECT_SEQUENCE:
	case OBJECT_GRANT:
	case OBJECT_COLUMN:
	case OBJECT_CONSTRAINT:
	case OBJECT_INDEX:
	case OBJECT_LABEL:
		break;
	}
}

void spell_versions(struct schema *actual, const struct schema *models)
{
	list_each (struct extension **, each, &actual->extensions) {
		list_each (struct extension **, model, &models->extensions) {
			if (strcmp((*model)->object.name.name, (*each)->object.name.name) == 0 &&
				!(*model)->version)
				(*each)->version = NULL;
		}
	}
}

void spell_as_models(
	struct schema *actual, const struct schema *models, const struct renderings *renderings)
{
	for (int kind = 0; kind < TOP_LEVEL_KINDS; kind++) {
		struct objects all = objects_of(actual->arena, actual, (enum object_kind)kind);
		list_each (struct object **, each, &all) {
			const struct object *model =
				schema_find(models, (*each)->kind, (*each)->name);
			const struct object *mine =
				schema_find(renderings->actual, (*each)->kind, (*each)->name);
			const struct object *other =
				schema_find(renderings->models, (*each)->kind, (*each)->name);
			if (model && mine && other)
				spell_object(*each, model, mine, other);
		}
	}
}
