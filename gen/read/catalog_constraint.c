/* Constraints of tables out of the catalogs. */
#include "read/catalog_parts.h"

#include "schema/names.h"

#include <string.h>

#define CONSTRAINT_FIELDS(FIELD)                                                                   \
	FIELD(CONSTRAINT_TABLE, "k.conrelid")                                                      \
	FIELD(CONSTRAINT_NAME, "k.conname")                                                        \
	FIELD(CONSTRAINT_DEFINITION, "pg_get_constraintdef(k.oid)")                                \
	FIELD(CONSTRAINT_ENFORCED, "{18:k.conenforced|true}")                                      \
	FIELD(CONSTRAINT_PERIOD, "{18:k.conperiod|false}")                                         \
	FIELD(CONSTRAINT_OPTIONS, "CASE WHEN k.contype IN ('p', 'u') THEN " OPTIONS_SQL(           \
					  "i.reloptions", "''") " END")                            \
	FIELD(CONSTRAINT_TABLESPACE, "s.spcname")                                                  \
	FIELD(CONSTRAINT_WHERE, "CASE WHEN s.oid <> 0 THEN pg_get_expr(x.indpred, "                \
				"x.indrelid) END")                                                 \
	FIELD(CONSTRAINT_PARENT, "p.conname")                                                      \
	FIELD(CONSTRAINT_CLUSTERED, "x.indisclustered")                                            \
	FIELD(CONSTRAINT_COMMENT, "{comment 'pg_constraint' k.oid 0}")                             \
	FIELD(CONSTRAINT_INDEX_COMMENT, "{comment 'pg_class' i.oid 0}")
enum { CONSTRAINT_FIELDS(FIELD_NUMBER) };

/* How much of the text's end, up to length, is not tail. */
static size_t before(const char *text, size_t length, const char *tail)
{
	size_t size = strlen(tail);
	bool found = length >= size && strncmp(text + length - size, tail, size) == 0;
	return found ? length - size : length;
}

/* PostgreSQL leaves out what is the index's: where it is, and its parameters. */
static const char *with_storage(const struct row *row, const char *definition)
{
	struct arena *arena = row->catalog->arena;
	if (row_null(row, CONSTRAINT_OPTIONS) && row_null(row, CONSTRAINT_TABLESPACE))
		return definition;
	size_t length = before(definition, strlen(definition), " INITIALLY DEFERRED");
	length = before(definition, length, " DEFERRABLE");
	if (!row_null(row, CONSTRAINT_WHERE))
		length = before(definition, length,
			arena_printf(arena, " WHERE (%s)", row_sql(row, CONSTRAINT_WHERE)));
	struct text text = {0};
	text_put_n(&text, definition, length);
	if (!row_null(row, CONSTRAINT_OPTIONS))
		text_printf(&text, " WITH (%s)", row_raw(row, CONSTRAINT_OPTIONS));
	if (!row_null(row, CONSTRAINT_TABLESPACE))
		text_printf(&text, " USING INDEX TABLESPACE %s",
			sql_identifier(arena, row_raw(row, CONSTRAINT_TABLESPACE)));
	text_put(&text, definition + length);
	return text_take(&text, arena);
}

/* What the grammar of PostgreSQL 15 has no words for. */
static bool is_too_new(const struct row *row, struct sql_error *error)
{
	if (!row_true(row, CONSTRAINT_ENFORCED))
		error->message = "it is NOT ENFORCED, which PostgreSQL has since 18";
	else if (row_true(row, CONSTRAINT_PERIOD))
		error->message = "it is WITHOUT OVERLAPS or of a PERIOD, which PostgreSQL has "
				 "since 18";
	else
		return false;
	return true;
}

static void add_constraint(
	const struct row *row, struct table *table, struct constraint *constraint)
{
	struct catalog *catalog = row->catalog;
	constraint->index_comment = row_string(row, CONSTRAINT_INDEX_COMMENT);
	table_add_constraint(catalog->schema, table, constraint);
	if (row_true(row, CONSTRAINT_CLUSTERED))
		table->clustered_on = constraint->object.name.name;
}

/* A partition's part of its parent's constraint goes without saying, but not its name, when it is
 * neither the parent's nor one that the server would choose. */
static void check_attached(
	const struct row *row, const struct table *table, const struct constraint *constraint)
{
	struct catalog *catalog = row->catalog;
	struct schema empty = {.arena = catalog->arena};
	struct table alone = {.object = table->object};
	const char *name = constraint->object.name.name;
	const char *chosen = name_constraint(catalog->arena, &empty, &alone, constraint);
	struct sql_error error = {.message = arena_printf(catalog->arena,
					  "as a part of \"%s\" it has a name of its own",
					  row_raw(row, CONSTRAINT_PARENT))};
	if (strcmp(name, row_raw(row, CONSTRAINT_PARENT)) != 0 &&
		!catalog_is_numbered(name, chosen))
		catalog_refused_on(catalog, &constraint->object, table->object.name, &error);
}

static void read_constraint(struct row *row)
{
	struct catalog *catalog = row->catalog;
	struct table *table = row_table(row, CONSTRAINT_TABLE);
	const char *definition = row_sql(row, CONSTRAINT_DEFINITION);
	if (!table || !definition)
		return;
	struct constraint *constraint = arena_new(catalog->arena, struct constraint);
	struct sql_error error = {0};
	catalog->scope.table = table;
	catalog_begin(&constraint->object, OBJECT_CONSTRAINT,
		(struct qualified){.name = row_string(row, CONSTRAINT_NAME)});
	constraint->object.comment = row_string(row, CONSTRAINT_COMMENT);
	if (is_too_new(row, &error) ||
		!sql_constraint(catalog->arena, with_storage(row, definition), constraint, &error))
		catalog_refused_on(catalog, &constraint->object, table->object.name, &error);
	else if (row_null(row, CONSTRAINT_PARENT))
		add_constraint(row, table, constraint);
	else
		check_attached(row, table, constraint);
}

/* In an order that does not change when the database is made again from what was read. A
 * partition's that its parent has, too, and an heir's that it has inherited, are the parent's. */
const struct catalog_part catalog_constraints = {
	"the constraints",
	CONSTRAINT_FIELDS(FIELD_SQL),
	"FROM pg_constraint k JOIN pg_class r ON r.oid = k.conrelid {in r.relnamespace} "
	"LEFT JOIN pg_constraint p ON p.oid = k.conparentid "
	"LEFT JOIN pg_class i ON i.oid = k.conindid AND k.contype IN ('p', 'u', 'x') "
	"LEFT JOIN pg_index x ON x.indexrelid = i.oid "
	"LEFT JOIN pg_tablespace s ON s.oid = i.reltablespace "
	"WHERE k.contype IN ('p', 'u', 'x', 'c', 'f') AND CASE WHEN p.oid <> 0 THEN "
	"p.conrelid <> k.conrelid ELSE k.conislocal AND NOT (r.relispartition AND "
	"k.coninhcount > 0) END "
	"ORDER BY k.conrelid, strpos('puxcf', k.contype::text), k.conkey, k.conname",
	read_constraint,
};
