/* A database as a side of a comparison, and what its server makes of the other side. */
#include "commands/side.h"

#include "diff/spelling.h"
#include "read/shadow.h"
#include "schema/sql.h"

#include <string.h>

static const struct place nowhere;

/* Of the schemas that the models declare, those that the database has. */
static void include_schemas(struct run *run, const struct shadow *shadow,
	const struct schema *models, struct catalog_options *options)
{
	list_each (struct namespace **, namespace, &models->namespaces) {
		const char *name = (*namespace)->object.name.name;
		if (shadow_has_schema(shadow, name))
			list_push(&run->arena, &options->include, name);
	}
}

/* What need not be made: the schemas are there, and so are the extensions that the database has. */
static void what_is_there(struct run *run, const struct schema *models, const struct schema *actual,
	struct schema *there, struct names *schemas)
{
	schema_init(there, &run->arena);
	list_each (struct namespace **, namespace, &models->namespaces) {
		struct namespace *copy = arena_new(&run->arena, struct namespace);
		copy->object = (*namespace)->object;
		copy->object.comment = NULL;
		schema_add(there, &copy->object);
		list_push(&run->arena, schemas, copy->object.name.name);
	}
	list_each (struct extension **, extension, &models->extensions) {
		list_each (struct extension **, installed, &actual->extensions) {
			if (strcmp((*installed)->object.name.name,
				    (*extension)->object.name.name) == 0)
				schema_add(there, &(*extension)->object);
		}
	}
}

/* The statements that make the models; when there is no plan for them, why. */
static const char *plan_models(struct run *run, const struct schema *models,
	const struct schema *there, struct names *statements)
{
	struct renames none = {0};
	struct diff diff;
	struct diag diag;
	struct plan plan;
	diag_init(&diag, &run->arena);
	diff_schemas(&run->arena, there, models, &none, &diff);
	if (!plan_make(&run->arena, &diff, DIRECTION_UPGRADE, &plan, &diag))
		return diag.list.items[0].message;
	list_each (const struct statement *, statement, &plan.statements)
		list_push(&run->arena, statements, statement->sql);
	return NULL;
}

static void tell_refused(struct run *run, const struct shadow_rendered *rendered)
{
	if (rendered->why_not)
		diag_warning(&run->diag, nowhere,
			"SQL is compared as text, since the models cannot be tried in the database: %s",
			rendered->why_not);
	list_each (const char *const *, refused, &rendered->refused)
		diag_warning(&run->diag, nowhere, "the database refuses %s", *refused);
}

/* What the database's server makes of a schema; false when the connection is lost. */
static bool render(struct run *run, struct shadow *shadow, const struct schema *actual,
	const struct schema *wanted, bool restored, struct shadow_rendered *rendered)
{
	struct schema there;
	struct names schemas = {0}, statements = {0};
	what_is_there(run, wanted, actual, &there, &schemas);
	*rendered = (struct shadow_rendered){0};
	rendered->why_not = plan_models(run, wanted, &there, &statements);
	if (rendered->why_not)
		return true;
	struct shadow_wanted all = {&schemas, &statements, restored};
	return shadow_render(shadow, &all, rendered);
}

static bool differ(struct run *run, const struct schema *actual, const struct schema *models)
{
	struct renames none = {0};
	struct diff diff;
	diff_schemas(&run->arena, actual, models, &none, &diff);
	return diff.changes.count > 0;
}

/* SQL of one text has one meaning: only where texts differ the server is asked. It renders some SQL
 * in a way that it renders in yet another way once it has read it, as when a dump is restored: so
 * where a difference is left, it is asked once more. */
static bool compare_in_shadow(
	struct run *run, struct shadow *shadow, struct schema *actual, const struct schema *models)
{
	for (int restored = 0; restored <= 1 && differ(run, actual, models); restored++) {
		struct shadow_rendered *rendered = arena_new(&run->arena, struct shadow_rendered);
		if (!render(run, shadow, actual, models, restored, rendered))
			return false;
		if (!restored)
			tell_refused(run, rendered);
		if (rendered->why_not)
			return true;
		spell_as_models(actual, models, &rendered->schema);
	}
	return true;
}

bool side_read_database(struct run *run, struct side *database, const struct schema *models)
{
	struct catalog_options options = {.conninfo = database->database,
		.schema = run->options.schema,
		.include_all = run->options.include_schemas};
	struct shadow *shadow = shadow_open(&run->arena, &options, &run->diag);
	if (!shadow)
		return false;
	if (models)
		include_schemas(run, shadow, models, &options);
	schema_init(&database->schema, &run->arena);
	bool good = shadow_read(shadow, &database->schema);
	side_without_versions(&database->schema);
	if (good && models)
		good = compare_in_shadow(run, shadow, &database->schema, models);
	shadow_close(shadow);
	return good;
}
