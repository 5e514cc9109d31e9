/* The migrations folder: the graph of its revisions, and what they add up to. */
#include "base/file.h"
#include "read/read.h"

#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

enum { PARENTS = 2 }; /* as many as the version table records */

/* The files. */

/* "0002_add_phone.h"; other names are the project's own business. */
static bool is_revision_file(const char *name)
{
	return isdigit((unsigned char)name[0]);
}

static const char *without_ending(struct arena *arena, const char *name)
{
	return arena_strndup(arena, name, strlen(name) - 2);
}

/* Ids of the files with an ending; false when the folder cannot be read. */
static bool list_ids(struct migrations *migrations, const char *ending, struct names *ids)
{
	struct names files = {0};
	if (file_list(migrations->arena, migrations->directory, ending, &files) != 0)
		return errno == ENOENT;
	list_each (const char **, file, &files) {
		if (is_revision_file(*file))
			list_push(migrations->arena, ids, without_ending(migrations->arena, *file));
	}
	return true;
}

static const char *path_of(const struct migrations *migrations, const char *id, const char *ending)
{
	return arena_printf(migrations->arena, "%s/%s%s", migrations->directory, id, ending);
}

/* Both lists are sorted. */
static void check_pairs(const struct migrations *migrations, const struct names *headers,
	const struct names *sources, struct diag *diag)
{
	size_t h = 0, s = 0;
	while (h < headers->count || s < sources->count) {
		int order = h == headers->count   ? 1
			    : s == sources->count ? -1
						  : strcmp(headers->items[h], sources->items[s]);
		const char *id = order > 0 ? sources->items[s] : headers->items[h];
		if (order != 0)
			diag_error(diag,
				(struct place){
					path_of(migrations, id, order < 0 ? ".h" : ".c"), 0, 0},
				"revision \"%s\" has no %s \"%s\"; restore it, or delete this file",
				id, order < 0 ? "source" : "header",
				path_of(migrations, id, order < 0 ? ".c" : ".h"));
		h += order <= 0;
		s += order >= 0;
	}
}

/* "0002_add_phone" of "migrations/0002_add_phone.h" */
static const char *file_id(struct arena *arena, const char *path)
{
	const char *slash = strrchr(path, '/');
	return without_ending(arena, slash ? slash + 1 : path);
}

/* The graph. */

/* An id that is its file's name is not there twice. */
static void index_revisions(struct migrations *migrations, struct diag *diag)
{
	list_each (struct revision **, each, &migrations->revisions) {
		const char *file = file_id(migrations->arena, (*each)->header);
		if (strcmp((*each)->id, file) != 0)
			diag_error(diag, (*each)->place,
				"revision \"%s\" stands in a file called \"%s.h\"; rename the pair of "
				"files, or write DB_REVISION(%s, …)",
				(*each)->id, file, file);
		map_put(migrations->arena, &migrations->by_id, (*each)->id, *each);
	}
}

static void known_ids(const struct migrations *migrations, struct names *ids)
{
	list_each (struct revision **, each, &migrations->revisions)
		list_push(migrations->arena, ids, (*each)->id);
}

static void check_parents(struct migrations *migrations, struct diag *diag)
{
	struct names ids = {0};
	known_ids(migrations, &ids);
	list_each (struct revision **, each, &migrations->revisions) {
		if ((*each)->parents.count > PARENTS)
			diag_error(diag, (*each)->place,
				"revision \"%s\" has %zu parents; merge two at a time", (*each)->id,
				(*each)->parents.count);
		list_each (const char **, parent, &(*each)->parents) {
			if (map_get(&migrations->by_id, *parent))
				continue;
			const char *near = diag_suggest(*parent, &ids);
			diag_error(diag, (*each)->place,
				"revision \"%s\" follows \"%s\", which is not in \"%s\"%s%s%s",
				(*each)->id, *parent, migrations->directory,
				near ? "; did you mean \"" : "; restore that revision",
				near ? near : "", near ? "\"?" : "");
		}
	}
}

static int compare_ids(const void *left, const void *right)
{
	const struct revision *const *a = left, *const *b = right;
	return strcmp((*a)->id, (*b)->id);
}

static bool parents_placed(const struct revision *revision, const struct map *placed)
{
	for (size_t i = 0; i < revision->parents.count; i++) {
		if (!map_get(placed, revision->parents.items[i]))
			return false;
	}
	return true;
}

/* Parents before children, else by id. What is left over goes round in a circle. */
static void sort_revisions(struct migrations *migrations, struct diag *diag)
{
	struct revisions waiting = migrations->revisions, sorted = {0};
	if (waiting.count)
		qsort(waiting.items, waiting.count, sizeof *waiting.items, compare_ids);
	struct map placed = {0};
	for (size_t found = 1; found && waiting.count;) {
		struct revisions later = {0};
		found = 0;
		list_each (struct revision **, each, &waiting) {
			if (!parents_placed(*each, &placed)) {
				list_push(migrations->arena, &later, *each);
				continue;
			}
			list_push(migrations->arena, &sorted, *each);
			map_put(migrations->arena, &placed, (*each)->id, *each);
			found++;
		}
		waiting = later;
	}
	list_each (struct revision **, each, &waiting)
		diag_error(diag, (*each)->place,
			"revision \"%s\" follows itself by way of its parents; correct the parents "
			"in DB_REVISION",
			(*each)->id);
	migrations->revisions = sorted;
}

static void find_heads(struct migrations *migrations)
{
	struct map followed = {0};
	list_each (struct revision **, each, &migrations->revisions) {
		list_each (const char **, parent, &(*each)->parents)
			map_put(migrations->arena, &followed, *parent, *each);
	}
	list_each (struct revision **, each, &migrations->revisions) {
		if (!map_get(&followed, (*each)->id))
			list_push(migrations->arena, &migrations->heads, *each);
	}
}

bool read_migrations(struct arena *arena, const char *directory, const struct flags *flags,
	struct migrations *migrations, struct diag *diag)
{
	size_t errors = diag->errors;
	*migrations = (struct migrations){.arena = arena, .directory = directory};
	struct names headers = {0}, sources = {0}, files = {0};
	if (!list_ids(migrations, ".h", &headers) || !list_ids(migrations, ".c", &sources)) {
		diag_error(diag, (struct place){directory, 0, 0}, "cannot read the folder: %s",
			strerror(errno));
		return false;
	}
	check_pairs(migrations, &headers, &sources, diag);
	list_each (const char **, id, &headers)
		list_push(arena, &files, path_of(migrations, *id, ".h"));
	if (files.count &&
		!read_revision_headers(arena, &files, flags, &migrations->revisions, diag))
		return false;
	index_revisions(migrations, diag);
	check_parents(migrations, diag);
	if (diag->errors > errors)
		return false;
	list_each (struct revision **, each, &migrations->revisions)
		(*each)->source = path_of(migrations, (*each)->id, ".c");
	sort_revisions(migrations, diag);
	find_heads(migrations);
	return diag->errors == errors;
}

/* Finding one. */

static struct revision *find_head(const struct migrations *migrations, struct diag *diag)
{
	if (migrations->heads.count == 1)
		return migrations->heads.items[0];
	diag_error(diag, (struct place){0},
		migrations->heads.count ? "\"%s\" has %zu heads; name the revision"
					: "there is no revision in \"%s\"",
		migrations->directory, migrations->heads.count);
	return NULL;
}

struct revision *migrations_find(
	const struct migrations *migrations, const char *prefix, struct diag *diag)
{
	if (strcmp(prefix, "head") == 0)
		return find_head(migrations, diag);
	struct revision *found = map_get(&migrations->by_id, prefix);
	if (found)
		return found;
	list_each (struct revision **, each, &migrations->revisions) {
		if (strncmp((*each)->id, prefix, strlen(prefix)) != 0)
			continue;
		if (found) {
			diag_error(diag, (struct place){0},
				"both \"%s\" and \"%s\" start with \"%s\"; name one of them",
				found->id, (*each)->id, prefix);
			return NULL;
		}
		found = *each;
	}
	if (found)
		return found;
	struct names ids = {0};
	known_ids(migrations, &ids);
	const char *near = diag_suggest(prefix, &ids);
	diag_error(diag, (struct place){0}, "no revision in \"%s\" starts with \"%s\"%s%s%s",
		migrations->directory, prefix,
		near ? "; did you mean \"" : "; restruct history names them all", near ? near : "",
		near ? "\"?" : "");
	return NULL;
}

/* What they add up to. */

void migrations_ancestors(
	const struct migrations *migrations, const struct revision *at, struct map *ancestors)
{
	if (at)
		map_put(migrations->arena, ancestors, at->id, (void *)at);
	/* Children stand after their parents, so one way back meets each child first. */
	for (size_t i = migrations->revisions.count; i-- > 0;) {
		const struct revision *revision = migrations->revisions.items[i];
		if (!map_get(ancestors, revision->id))
			continue;
		list_each (const char **, parent, &revision->parents)
			map_put(migrations->arena, ancestors, *parent,
				map_get(&migrations->by_id, *parent));
	}
}

/* The only one of that name, whatever its arguments were called then; or NULL. */
static struct object *only_routine(
	const struct schema *schema, enum object_kind kind, const char *name)
{
	struct object *found = NULL;
	list_each (struct routine **, each, &schema->routines) {
		const struct object *object = &(*each)->object;
		if (object->kind != kind || strcmp(object->name.name, name) != 0)
			continue;
		if (found)
			return NULL;
		found = &(*each)->object;
	}
	return found;
}

/* What DB_WAS names: "name" in the object's own schema or the configured one, or "schema.name". */
static struct object *find_old(const struct schema *schema, const struct object *object)
{
	struct qualified name = {object->name.schema, object->was, object->name.suffix};
	struct object *old = schema_find(schema, object->kind, name);
	name.schema = NULL;
	if (!old)
		old = schema_find(schema, object->kind, name);
	const char *dot = strchr(object->was, '.');
	if (!old && dot) {
		name.schema =
			arena_strndup(schema->arena, object->was, (size_t)(dot - object->was));
		name.name = dot + 1;
		old = schema_find(schema, object->kind, name);
	}
	return old || !object->name.suffix ? old : only_routine(schema, object->kind, name.name);
}

static void remove_old(struct schema *schema, struct object *object)
{
	const struct object *old = object->was ? find_old(schema, object) : NULL;
	if (old)
		schema_remove(schema, old->kind, old->name);
	schema_remove(schema, object->kind, object->name);
}

/* Calls visit for each top-level object. */
static void each_object(struct schema *of, struct schema *schema,
	void (*visit)(struct schema *schema, struct object *object))
{
	list_each (struct namespace **, each, &of->namespaces)
		visit(schema, &(*each)->object);
	list_each (struct extension **, each, &of->extensions)
		visit(schema, &(*each)->object);
	list_each (struct enum_type **, each, &of->enums)
		visit(schema, &(*each)->object);
	list_each (struct domain **, each, &of->domains)
		visit(schema, &(*each)->object);
	list_each (struct composite **, each, &of->composites)
		visit(schema, &(*each)->object);
	list_each (struct sequence **, each, &of->sequences)
		visit(schema, &(*each)->object);
	list_each (struct table **, each, &of->tables)
		visit(schema, &(*each)->object);
	list_each (struct view **, each, &of->views)
		visit(schema, &(*each)->object);
	list_each (struct routine **, each, &of->routines)
		visit(schema, &(*each)->object);
	list_each (struct definition **, each, &of->definitions)
		visit(schema, &(*each)->object);
	list_each (struct grant **, each, &of->grants)
		visit(schema, &(*each)->object);
}

/* What a revision takes away or renames goes first, so that a name may change hands. */
static void apply(struct schema *schema, struct revision *revision)
{
	list_each (const struct dropped *, dropped, &revision->dropped)
		schema_remove(schema, dropped->kind, dropped->name);
	each_object(&revision->schema, schema, remove_old);
	each_object(&revision->schema, schema, schema_add);
}

void migrations_fold(
	const struct migrations *migrations, const struct map *ids, struct schema *schema)
{
	schema_init(schema, migrations->arena);
	list_each (struct revision **, each, &migrations->revisions) {
		if (map_get(ids, (*each)->id))
			apply(schema, *each);
	}
}

bool migrations_schema(const struct migrations *migrations, const struct revision *at,
	struct schema *schema, struct diag *diag)
{
	struct map ids = {0};
	migrations_ancestors(migrations, at, &ids);
	migrations_fold(migrations, &ids, schema);
	return schema_check(schema, diag);
}
