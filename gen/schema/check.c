/* schema_check: what a schema means, after all of it was read. */
#include "schema/check.h"

#include "schema/kinds.h"

#include <string.h>

const char *check_hint(struct check *check, const char *wanted, const struct names *candidates,
	const char *otherwise)
{
	const char *found = diag_suggest(wanted, candidates);
	return found ? arena_printf(check->arena, "; did you mean \"%s\"?", found) : otherwise;
}

struct names check_candidates(struct check *check, enum object_kind first, enum object_kind last)
{
	struct names names = {0};
	for (int kind = (int)first; kind <= (int)last; kind++) {
		struct objects all =
			objects_of(check->arena, check->schema, (enum object_kind)kind);
		list_each (struct object **, object, &all)
			list_push(check->arena, &names,
				qualified_text(check->arena, (*object)->name));
	}
	return names;
}

void check_name(struct check *check, const struct object *object)
{
	const char *name = object->name.name;
	size_t length = strlen(name);
	if (length == 0 && object->kind != OBJECT_LABEL) /* which may be empty */
		diag_error(check->diag, object->place, "the %s has an empty name",
			object_kind_name(object->kind));
	if (length > NAME_MAX_BYTES)
		diag_error(check->diag, object->place,
			"%s \"%s\" has a name of %zu bytes; PostgreSQL keeps only %d, so give it a "
			"shorter one",
			object_kind_name(object->kind), name, length, NAME_MAX_BYTES);
}

/* The article that reads well: "an index", "a table". */
static const char *article(const char *word)
{
	return strchr("aeiou", *word) ? "an" : "a";
}

bool check_first(struct check *check, struct qualified name, const struct object *object,
	const struct object *first)
{
	if (first == object)
		return true;
	const char *what = object_kind_name(object->kind), *before = object_kind_name(first->kind);
	const char *text = qualified_text(check->arena, name);
	if (object->kind == first->kind)
		diag_error(check->diag, object->place, "%s \"%s\" is declared twice", what, text);
	else
		diag_error(check->diag, object->place,
			"%s \"%s\" has the name of %s %s; choose another", what, text,
			article(before), before);
	diag_note(check->diag, first->place, "the name is taken here");
	return false;
}

bool check_unique(
	struct check *check, struct map *map, struct qualified name, const struct object *object)
{
	const char *key = schema_key(check->arena, name);
	const struct object *first = map_get(map, key);
	if (!first)
		map_put(check->arena, map, key, (void *)(size_t)object);
	return !first || check_first(check, name, object, first);
}

static bool is_declared(const struct check *check, const char *schema)
{
	return schema_find(
		check->schema, OBJECT_SCHEMA, (struct qualified){.schema = NULL, .name = schema});
}

bool check_is_foreign(const struct check *check, const char *schema)
{
	return schema && !is_declared(check, schema);
}

void check_namespace(struct check *check, const struct object *object, const char *schema)
{
	static const char *const given[] = {"public", "pg_catalog"};
	if (!schema || is_declared(check, schema) || strcmp(schema, given[0]) == 0 ||
		(object->kind == OBJECT_EXTENSION && strcmp(schema, given[1]) == 0))
		return;
	struct names candidates = check_candidates(check, OBJECT_SCHEMA, OBJECT_SCHEMA);
	diag_error(check->diag, object->place,
		"%s \"%s\" is in schema \"%s\", which no model declares%s",
		object_kind_name(object->kind), object->name.name, schema,
		check_hint(check, schema, &candidates,
			arena_printf(check->arena, "; declare it with DB_SCHEMA(%s)", schema)));
}

static void check_namespaces(struct check *check)
{
	struct map names = {0};
	list_each (struct namespace **, each, &check->schema->namespaces) {
		const struct object *object = &(*each)->object;
		check_name(check, object);
		check_unique(check, &names, object->name, object);
		if (strncmp(object->name.name, "pg_", 3) == 0)
			diag_error(check->diag, object->place,
				"schema \"%s\": PostgreSQL keeps names that begin with \"pg_\" to "
				"itself",
				object->name.name);
	}
}

static void check_extensions(struct check *check)
{
	struct map names = {0};
	list_each (struct extension **, each, &check->schema->extensions) {
		const struct object *object = &(*each)->object;
		check_name(check, object);
		check_namespace(check, object, object->name.schema);
		check_unique(check, &names,
			(struct qualified){.schema = NULL, .name = object->name.name}, object);
	}
}

static void check_owner(struct check *check, const struct sequence *sequence)
{
	const struct object *object = &sequence->object;
	if (!sequence->owner_table.name)
		return;
	const struct table *table = schema_find(check->schema, OBJECT_TABLE, sequence->owner_table);
	if (!table) {
		check_unknown_table(check, object, "is owned by a column of",
			arena_printf(check->arena, "sequence \"%s\"", object->name.name),
			sequence->owner_table);
		return;
	}
	check_column_name(check, object, table, sequence->owner_column);
	struct qualified beside = {.schema = table->object.name.schema, .name = object->name.name};
	if (!qualified_equal(beside, object->name))
		diag_error(check->diag, object->place,
			"sequence \"%s\" is owned by a column of table \"%s\" and must be in its "
			"schema",
			qualified_text(check->arena, object->name),
			qualified_text(check->arena, table->object.name));
}

static void check_sequences(struct check *check)
{
	list_each (struct sequence **, each, &check->schema->sequences) {
		const struct object *object = &(*each)->object;
		check_name(check, object);
		check_namespace(check, object, object->name.schema);
		check_unique(check, &check->relations, object->name, object);
		check_owner(check, *each);
	}
}

static void check_types(struct check *check)
{
	list_each (struct enum_type **, each, &check->schema->enums) {
		check_unique(check, &check->types, (*each)->object.name, &(*each)->object);
		check_enum(check, *each);
	}
	list_each (struct domain **, each, &check->schema->domains) {
		check_unique(check, &check->types, (*each)->object.name, &(*each)->object);
		check_domain(check, *each);
	}
	list_each (struct composite **, each, &check->schema->composites) {
		check_unique(check, &check->types, (*each)->object.name, &(*each)->object);
		check_unique(check, &check->relations, (*each)->object.name, &(*each)->object);
		check_composite(check, *each);
	}
}

/* What a table holds takes names in the table's schema. */
static void check_contents(struct check *check, const struct table *table)
{
	list_each (struct constraint **, each, &table->constraints) {
		struct qualified name = {
			.schema = table->object.name.schema, .name = (*each)->object.name.name};
		if ((*each)->type != CONSTRAINT_CHECK && (*each)->type != CONSTRAINT_FOREIGN_KEY)
			check_unique(check, &check->relations, name, &(*each)->object);
	}
	list_each (struct index **, each, &table->indexes) {
		struct qualified name = {
			.schema = table->object.name.schema, .name = (*each)->object.name.name};
		check_unique(check, &check->relations, name, &(*each)->object);
	}
}

static void check_tables(struct check *check)
{
	list_each (struct table **, each, &check->schema->tables) {
		const struct object *object = &(*each)->object;
		if (check_unique(check, &check->relations, object->name, object))
			check_unique(check, &check->types, object->name, object);
	}
	list_each (struct table **, each, &check->schema->tables) {
		check_contents(check, *each);
		check_table(check, *each);
	}
}

bool schema_check(struct schema *schema, struct diag *diag)
{
	struct check check = {.schema = schema, .diag = diag, .arena = schema->arena};
	size_t errors = diag->errors;
	check_namespaces(&check);
	check_extensions(&check);
	check_types(&check);
	if (!check_circles(&check))
		return false;
	check_tables(&check);
	check_views(&check);
	check_routines(&check);
	check_sequences(&check);
	check_definitions(&check);
	bool good = diag->errors == errors;
	if (good)
		schema_settle(schema);
	return good;
}
