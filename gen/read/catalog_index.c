/* Indexes out of the catalogs, but for those of constraints. */
#include "read/catalog_parts.h"

#include "schema/names.h"

#include <string.h>

#define INDEX_FIELDS(FIELD)                                                                        \
	FIELD(INDEX_RELATION, "x.indrelid")                                                        \
	FIELD(INDEX_NAME, "i.relname")                                                             \
	FIELD(INDEX_UNIQUE, "x.indisunique")                                                       \
	FIELD(INDEX_DEFINITION, "pg_get_indexdef(i.oid)")                                          \
	FIELD(INDEX_TABLESPACE, "s.spcname")                                                       \
	FIELD(INDEX_WHERE, "CASE WHEN s.oid <> 0 THEN pg_get_expr(x.indpred, "                     \
			   "x.indrelid) END")                                                      \
	FIELD(INDEX_VALID, "x.indisvalid")                                                         \
	FIELD(INDEX_PARTITIONED, "i.relkind = 'I'")                                                \
	FIELD(INDEX_CLUSTERED, "x.indisclustered")                                                 \
	FIELD(INDEX_PARENT_SCHEMA, "q.nspname")                                                    \
	FIELD(INDEX_PARENT, "p.relname")                                                           \
	FIELD(INDEX_COMMENT, "{comment 'pg_class' i.oid 0}")
enum { INDEX_FIELDS(FIELD_NUMBER) };

/* All that follows the table in "CREATE UNIQUE INDEX name ON ONLY schema.table USING …". */
static const char *after_table(const char *sql)
{
	sql = catalog_after_word(sql, "CREATE ");
	sql = catalog_after_word(sql, "UNIQUE ");
	sql = catalog_after_name(catalog_after_word(sql, "INDEX "));
	sql = catalog_after_word(catalog_after_word(sql, " ON "), "ONLY ");
	return catalog_after_word(catalog_after_name(sql), " ");
}

/* PostgreSQL leaves out where it is, which stands before WHERE. */
static const char *index_text(const struct row *row)
{
	struct arena *arena = row->catalog->arena;
	const char *text = after_table(row_sql(row, INDEX_DEFINITION));
	if (row_null(row, INDEX_TABLESPACE))
		return text;
	size_t length = strlen(text);
	if (!row_null(row, INDEX_WHERE))
		length -= strlen(" WHERE ") + strlen(row_sql(row, INDEX_WHERE));
	return arena_printf(arena, "%.*s TABLESPACE %s%s", (int)length, text,
		sql_identifier(arena, row_raw(row, INDEX_TABLESPACE)), text + length);
}

/* Whether the server could have chosen the name: a number may stand after it. */
static bool has_own_name(struct catalog *catalog, const struct table *table, struct index *index)
{
	const char *given = index->object.name.name;
	struct schema empty = {.arena = catalog->arena};
	struct table alone = {.object = table->object};
	const char *chosen = name_index(catalog->arena, &empty, &alone, index);
	return catalog_is_numbered(given, chosen);
}

static void add_to_table(const struct row *row, struct table *table, struct index *index)
{
	struct catalog *catalog = row->catalog;
	bool attached = !row_null(row, INDEX_PARENT);
	if (attached && has_own_name(catalog, table, index)) { /* comes with the parent's */
		struct sql_error error = {.message = "the index is its parent's"};
		if (index->object.comment)
			catalog_refused(catalog, "comment", &index->object, &error);
		return;
	}
	if (attached)
		index->attached_to = row_name(row, INDEX_PARENT_SCHEMA, INDEX_PARENT);
	table_add_index(catalog->schema, table, index);
	if (row_true(row, INDEX_CLUSTERED))
		table->clustered_on = index->object.name.name;
}

static void read_index(struct row *row)
{
	struct catalog *catalog = row->catalog;
	struct object *relation = row_relation(row, INDEX_RELATION);
	if (!relation || row_null(row, INDEX_DEFINITION))
		return;
	struct index *index = arena_new(catalog->arena, struct index);
	struct sql_error error = {0};
	catalog->scope.table = relation->kind == OBJECT_TABLE ? (struct table *)relation : NULL;
	catalog_begin(&index->object, OBJECT_INDEX,
		(struct qualified){.name = row_string(row, INDEX_NAME)});
	index->object.comment = row_string(row, INDEX_COMMENT);
	index->unique = row_true(row, INDEX_UNIQUE);
	if (!row_true(row, INDEX_VALID))
		error.message =
			row_true(row, INDEX_PARTITIONED)
				? "it is invalid: not every partition has one attached to it"
				: "it is invalid: CREATE INDEX CONCURRENTLY has failed; drop it";
	if (error.message || !sql_index(catalog->arena, index_text(row), index, &error))
		catalog_refused_on(catalog, &index->object, relation->name, &error);
	else if (relation->kind == OBJECT_TABLE)
		add_to_table(row, (struct table *)relation, index);
	else
		list_push(catalog->arena, &((struct view *)relation)->indexes, index);
}

const struct catalog_part catalog_indexes = {
	"the indexes",
	INDEX_FIELDS(FIELD_SQL),
	"FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid {in i.relnamespace} "
	"LEFT JOIN pg_tablespace s ON s.oid = i.reltablespace "
	"LEFT JOIN pg_inherits h ON h.inhrelid = i.oid "
	"LEFT JOIN pg_class p ON p.oid = h.inhparent "
	"LEFT JOIN pg_namespace q ON q.oid = p.relnamespace WHERE NOT EXISTS (SELECT "
	"FROM pg_constraint k WHERE k.conindid = i.oid AND k.contype IN ('p', 'u', 'x')) "
	"ORDER BY x.indrelid, i.relname",
	read_index,
};
