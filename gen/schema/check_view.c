/* Views and routines. What their SQL means is the server's business: a query may read what no model
 * keeps, an extension's view or a catalog. */
#include "schema/check.h"

#include <string.h>

static bool is_relation(const struct schema *schema, struct qualified name)
{
	return schema_find(schema, OBJECT_TABLE, name) || schema_find(schema, OBJECT_VIEW, name) ||
	       schema_find(schema, OBJECT_MATERIALIZED_VIEW, name) ||
	       schema_find(schema, OBJECT_SEQUENCE, name);
}

/* A name that is nearly a model's is most likely meant to be that. */
static void warn_of_relation(
	struct check *check, const struct object *object, struct qualified relation)
{
	if (is_relation(check->schema, relation) || strncmp(relation.name, "pg_", 3) == 0 ||
		check_is_foreign(check, relation.schema))
		return;
	struct names candidates = check_candidates(check, OBJECT_TABLE, OBJECT_MATERIALIZED_VIEW);
	const char *name = qualified_text(check->arena, relation);
	const char *near = diag_suggest(name, &candidates);
	if (near)
		diag_warning(check->diag, object->place,
			"%s \"%s\" reads \"%s\", which no model defines; did you mean \"%s\"?",
			object_kind_name(object->kind), object->name.name, name, near);
}

static void check_view(struct check *check, const struct view *view)
{
	const struct object *object = &view->object;
	check_name(check, object);
	check_namespace(check, object, object->name.schema);
	if (check_unique(check, &check->relations, object->name, object))
		check_unique(check, &check->types, object->name, object);
	list_each (const struct qualified *, relation, &view->mentions.relations)
		warn_of_relation(check, object, *relation);
	list_each (struct index **, each, &view->indexes) {
		struct qualified name = {
			.schema = object->name.schema, .name = (*each)->object.name.name};
		check_name(check, &(*each)->object);
		check_unique(check, &check->relations, name, &(*each)->object);
	}
}

void check_views(struct check *check)
{
	list_each (struct view **, each, &check->schema->views)
		check_view(check, *each);
}

/* Functions, procedures and aggregates share their names, as far as their arguments are the same.
 */
void check_routines(struct check *check)
{
	struct map names = {0};
	list_each (struct routine **, each, &check->schema->routines) {
		const struct object *object = &(*each)->object;
		check_name(check, object);
		check_namespace(check, object, object->name.schema);
		check_unique(check, &names, object->name, object);
	}
}
