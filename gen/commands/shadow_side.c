/* A database as a side of a comparison, and what its server makes of the other side. */
#include "commands/side.h"

#include "diff/concern.h"
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
	if (!plan_make(&run->arena, &diff, (struct planning){.single_transaction = true}, &plan,
		    &diag))
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

struct comparison {
	struct run *run;
	struct shadow *shadow;
	struct schema *actual;
	const struct schema *models;
};

/* What the server makes of a schema; false when the connection is lost. */
static bool render(struct comparison *comparison, const struct schema *wanted, bool verbatim,
	struct shadow_rendered *rendered)
{
	struct schema there;
	struct names schemas = {0}, statements = {0};
	what_is_there(comparison->run, wanted, comparison->actual, &there, &schemas);
	*rendered = (struct shadow_rendered){0};
	rendered->why_not = plan_models(comparison->run, wanted, &there, &statements);
	if (rendered->why_not)
		return true;
	struct shadow_wanted all = {&schemas, &statements, verbatim};
	return shadow_render(comparison->shadow, &all, rendered);
}

/* What it makes of its own words. */
static bool render_twice(struct comparison *comparison, const struct schema *wanted,
	struct shadow_rendered *rendered)
{
	struct shadow_rendered *first = arena_new(&comparison->run->arena, struct shadow_rendered);
	if (!render(comparison, wanted, true, first))
		return false;
	rendered->why_not = first->why_not;
	return first->why_not || render(comparison, &first->schema, false, rendered);
}

/* The part of a schema that it takes to know what is left to compare; false: nothing is. */
static bool find_part(struct comparison *comparison, const struct schema *schema, bool expressions,
	struct schema *part)
{
	struct arena *arena = &comparison->run->arena;
	struct renames none = {0};
	struct diff diff;
	struct concern concern;
	diff_schemas(arena, comparison->actual, comparison->models, &none, &diff);
	concern_find(arena, &diff, expressions, &concern);
	concern_part(arena, schema, &concern, part);
	return concern.objects.count > 0;
}

static void spell(struct comparison *comparison, const struct schema *actual,
	const struct shadow_rendered *models)
{
	const struct renderings renderings = {actual, &models->schema};
	spell_as_models(comparison->actual, comparison->models, &renderings);
}

/* When a part is refused, it may be that it lacks something, and all of it is tried. */
static bool compare_rendered(
	struct comparison *comparison, const struct schema *part, bool *possible)
{
	struct shadow_rendered *rendered =
		arena_new(&comparison->run->arena, struct shadow_rendered);
	if (!render(comparison, part, false, rendered))
		return false;
	if (rendered->refused.count > 0 && !render(comparison, comparison->models, false, rendered))
		return false;
	tell_refused(comparison->run, rendered);
	*possible = !rendered->why_not;
	if (*possible)
		spell(comparison, comparison->actual, rendered);
	return true;
}

/* The server says some SQL in a way that it says in yet another way once it has read it, as when a
 * dump is restored; after that it stays the same. Either side may have come this way. */
static bool compare_restored(struct comparison *comparison)
{
	struct arena *arena = &comparison->run->arena;
	struct shadow_rendered *models = arena_new(arena, struct shadow_rendered);
	struct shadow_rendered *actual = arena_new(arena, struct shadow_rendered);
	struct schema part;
	if (!find_part(comparison, comparison->models, true, &part))
		return true;
	if (!render_twice(comparison, &part, models))
		return false;
	if (models->why_not)
		return true;
	spell(comparison, comparison->actual, models);
	if (!find_part(comparison, comparison->actual, true, &part))
		return true;
	if (!render_twice(comparison, &part, actual))
		return false;
	if (!actual->why_not)
		spell(comparison, &actual->schema, models);
	return true;
}

/* SQL of one text has one meaning: only where texts differ the server is asked. */
static bool compare_in_shadow(struct comparison *comparison)
{
	struct schema part;
	bool possible;
	spell_versions(comparison->actual, comparison->models);
	if (!find_part(comparison, comparison->models, false, &part))
		return true;
	return compare_rendered(comparison, &part, &possible) &&
	       (!possible || compare_restored(comparison));
}

bool side_read_database(struct run *run, struct side *database, const struct schema *models)
{
	struct catalog_options options = {.conninfo = database->database,
		.schema = run->options.schema,
		.include_all = run->options.include_schemas};
	struct shadow *shadow = shadow_open(&run->arena, &options, &run->diag);
	if (!shadow)
		return false;
	database->server = shadow_server(shadow);
	if (models)
		include_schemas(run, shadow, models, &options);
	schema_init(&database->schema, &run->arena);
	bool good = shadow_read(shadow, &database->schema);
	side_without_versions(&database->schema, models);
	struct comparison comparison = {run, shadow, &database->schema, models};
	good = good && (!models || compare_in_shadow(&comparison));
	shadow_close(shadow);
	return good;
}
