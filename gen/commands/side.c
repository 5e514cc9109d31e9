/* Headers, migrations and databases as sides of a comparison; see side.h. */
#include "commands/side.h"

#include "diff/objects.h"

#include <string.h>
#include <sys/stat.h>

static bool is_database(const char *side)
{
	return strchr(side, '=') || strncmp(side, "postgres://", 11) == 0 ||
	       strncmp(side, "postgresql://", 13) == 0;
}

static bool is_folder(const char *path)
{
	struct stat status;
	return stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

/* DIR, DIR@ID or DIR@base: before the first one */
static bool read_revision_side(
	struct run *run, const char *folder, const char *id, struct schema *schema)
{
	/* The schema lives as long as the run, and so must what it was folded from. */
	struct migrations *migrations = arena_new(&run->arena, struct migrations);
	struct revision *at = NULL;
	if (!input_migrations(run, folder, migrations))
		return false;
	if (!id && !input_head(run, migrations, &at))
		return false;
	if (id && strcmp(id, "base") != 0 && !(at = migrations_find(migrations, id, &run->diag)))
		return false;
	return migrations_schema(migrations, at, schema, &run->diag);
}

/* A side that is no database. */
static bool read_files(struct run *run, const char *side, struct schema *schema)
{
	const char *at = strrchr(side, '@');
	const char *folder = at ? arena_strndup(&run->arena, side, (size_t)(at - side)) : side;
	if (is_folder(side))
		return read_revision_side(run, side, NULL, schema);
	if (at && is_folder(folder))
		return read_revision_side(run, folder, at + 1, schema);
	struct names files = {0};
	list_push(&run->arena, &files, side);
	return input_models(run, &files, schema);
}

bool sides_read(struct run *run, const char *const texts[2], struct side sides[2], bool *failed)
{
	bool good = true;
	*failed = false;
	for (int i = 0; i < 2; i++) {
		sides[i] = (struct side){0};
		if (is_database(texts[i]))
			sides[i].database = texts[i];
		else
			good = read_files(run, texts[i], &sides[i].schema) && good;
	}
	for (int i = 0; good && !*failed && i < 2; i++) {
		struct side *other = &sides[1 - i];
		if (sides[i].database)
			*failed = !side_read_database(
				run, &sides[i], other->database ? NULL : &other->schema);
	}
	for (int i = 0; good && !*failed && i < 2; i++) {
		if (sides[i].database)
			side_tell_outsides(run, &sides[i].schema);
	}
	return good && !*failed;
}

bool sides_of_check(struct run *run, struct side *database, struct side *models, bool *failed)
{
	*database = (struct side){.database = run->options.database};
	*models = (struct side){0};
	*failed = false;
	if (!input_models(run, &run->options.operands, &models->schema))
		return false;
	*failed = !side_read_database(run, database, &models->schema);
	return !*failed;
}

void side_tell_outsides(struct run *run, const struct schema *schema)
{
	list_each (const struct outside *, outside, &schema->outsides) {
		bool ignored = false;
		list_each (const char *const *, kind, &run->options.ignore)
			ignored = ignored || strcmp(*kind, outside->kind) == 0;
		if (ignored)
			continue;
		run->outsides++;
		struct place place = outside->place;
		if (!place.file)
			place.file = "database";
		diag_warning(&run->diag, place, "%s %s: %s", outside->kind, outside->name,
			outside->reason ? outside->reason
					: "Restruct does not know this kind of object");
	}
}

/* Whatever its name is: applications may choose it. */
static bool is_version_table(const struct table *table)
{
	static const char *const columns[] = {"schema", "revision", "parent", "second_parent",
		"checksum", "format", "applied_at"};
	for (size_t i = 0; i < sizeof columns / sizeof *columns; i++) {
		if (!table_column(table, columns[i]))
			return false;
	}
	return true;
}

static void remove_grants(
	struct schema *schema, enum object_kind target_kind, struct qualified target)
{
	for (size_t i = 0; i < schema->grants.count;) {
		const struct grant *grant = schema->grants.items[i];
		if (grant->target_kind == target_kind && qualified_equal(grant->target, target))
			schema_remove(schema, OBJECT_GRANT, grant->object.name);
		else
			i++;
	}
}

static bool is_empty(struct schema *schema, const char *namespace)
{
	for (int kind = OBJECT_SCHEMA + 1; kind < TOP_LEVEL_KINDS; kind++) {
		struct objects all = objects_of(schema->arena, schema, (enum object_kind)kind);
		list_each (struct object **, object, &all) {
			const char *in = (*object)->name.schema;
			if (in && strcmp(in, namespace) == 0)
				return false;
		}
	}
	return true;
}

/* A schema that was made for the version table alone. */
static void remove_its_schema(
	struct schema *schema, const struct schema *models, const char *namespace)
{
	struct qualified name = {.name = namespace};
	if (!namespace || !is_empty(schema, namespace) ||
		(models && schema_find(models, OBJECT_SCHEMA, name)))
		return;
	remove_grants(schema, OBJECT_SCHEMA, name);
	schema_remove(schema, OBJECT_SCHEMA, name);
}

void side_without_versions(struct schema *schema, const struct schema *models)
{
	for (size_t i = 0; i < schema->tables.count;) {
		const struct table *table = schema->tables.items[i];
		if (is_version_table(table)) {
			struct qualified name = table->object.name;
			remove_grants(schema, OBJECT_TABLE, name);
			schema_remove(schema, OBJECT_TABLE, name);
			remove_its_schema(schema, models, name.schema);
		} else {
			i++;
		}
	}
}
