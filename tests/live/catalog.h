/* What the live tests of the catalogs' reader share: a database with what SQL makes, read, and
 * compared with what a header declares. */
#ifndef TESTS_LIVE_CATALOG_H
#define TESTS_LIVE_CATALOG_H

#include "diff/diff.h"
#include "read/catalog.h"
#include "schema/kinds.h"
#include "support/cmocka_all.h"
#include "support/live.h"
#include "support/models.h"

#include <stdio.h>
#include <string.h>

#define UNUSED __attribute__((unused))

static struct arena arena;
static PGconn *conn;

UNUSED static int set_up(void **state)
{
	(void)state;
	arena_init(&arena);
	conn = live_connect();
	return 0;
}

UNUSED static int tear_down(void **state)
{
	(void)state;
	PQfinish(conn);
	arena_finish(&arena);
	return 0;
}

/* An empty schema public, filled. */
UNUSED static void make(const char *sql)
{
	live_run(conn, "DROP SCHEMA IF EXISTS public, sales, audit CASCADE; CREATE SCHEMA public");
	live_run(conn, sql);
}

/* NULL when it cannot be read; what was said is in said then. */
UNUSED static struct schema *read_with(const struct catalog_options *options, const char **said)
{
	struct schema *schema = arena_new(&arena, struct schema);
	struct diag diag;
	diag_init(&diag, &arena);
	schema_init(schema, &arena);
	bool good = read_catalog(&arena, options, schema, &diag);
	*said = "";
	list_each (const struct diagnostic *, each, &diag.list)
		*said = arena_printf(&arena, "%s%s\n", *said, each->message);
	return good ? schema : NULL;
}

/* Of all schemas. */
UNUSED static struct schema *read_all(void)
{
	struct catalog_options options = {.conninfo = "", .schema = "public", .include_all = true};
	const char *said;
	struct schema *schema = read_with(&options, &said);
	if (!schema)
		fail_msg("%s", said);
	return schema;
}

UNUSED static const char *differences(const struct schema *from, const struct schema *to)
{
	struct renames none = {0};
	struct diff diff;
	const char *text = "";
	diff_schemas(&arena, from, to, &none, &diff);
	list_each (const struct change *, change, &diff.changes)
		text = arena_printf(&arena, "%s%s\n", text, change_text(&arena, change));
	return text;
}

/* The objects that the other schema has not, or not the same, a line each. */
UNUSED static const char *unlike(const struct schema *schema, const struct schema *other)
{
	const char *text = "";
	for (int kind = 0; kind < TOP_LEVEL_KINDS; kind++) {
		struct objects all = objects_of(&arena, schema, (enum object_kind)kind);
		list_each (struct object **, object, &all) {
			const struct object *found =
				schema_find(other, (enum object_kind)kind, (*object)->name);
			if (!found || !object_equal(*object, found))
				text = arena_printf(&arena, "%s%s %s %s\n", text,
					found ? "not the same" : "only in one",
					object_kind_name((enum object_kind)kind),
					qualified_text(&arena, (*object)->name));
		}
	}
	return text;
}

/* "kind name: reason", a line each. */
UNUSED static const char *outsides(const struct schema *schema)
{
	const char *text = "";
	list_each (const struct outside *, each, &schema->outsides)
		text = arena_printf(&arena, "%s%s %s%s%s\n", text, each->kind, each->name,
			each->reason ? ": " : "", each->reason ? each->reason : "");
	return text;
}

/* The database that sql makes is what header declares, and nothing is outside. */
UNUSED static void assert_reads(const char *sql, const char *header)
{
	make(sql);
	struct schema *read = read_all(), *models = models_from_text(&arena, header);
	assert_non_null(models);
	assert_string_equal(differences(read, models), "");
	assert_string_equal(unlike(read, models), "");
	assert_string_equal(unlike(models, read), "");
	assert_string_equal(outsides(read), "");
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, set_up, tear_down)

#endif
