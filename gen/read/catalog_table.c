/* Tables out of the catalogs: what they are, and whose children. */
#include "read/catalog_parts.h"

#include <string.h>

/* Without a look at rows, and without waiting for whoever has locked the table: nothing is stored
 * of it nor of any table below it. */
#define EMPTY_SQL                                                                                  \
	"NOT EXISTS (WITH RECURSIVE below AS (SELECT r.oid UNION SELECT h.inhrelid FROM below "    \
	"JOIN pg_inherits h ON h.inhparent = below.oid) SELECT FROM below "                        \
	"JOIN pg_class b ON b.oid = below.oid WHERE CASE WHEN b.relkind = 'p' THEN false "         \
	"WHEN b.relkind <> 'r' OR b.oid IN (SELECT l.relation FROM pg_locks l "                    \
	"WHERE l.mode = 'AccessExclusiveLock') THEN true "                                         \
	"ELSE pg_relation_size(b.oid) IS DISTINCT FROM 0 END)"
#define TABLE_FIELDS(FIELD)                                                                        \
	FIELD(TABLE_OID, "r.oid")                                                                  \
	FIELD(TABLE_SCHEMA, "n.nspname")                                                           \
	FIELD(TABLE_NAME, "r.relname")                                                             \
	FIELD(TABLE_PERSISTENCE, "r.relpersistence")                                               \
	FIELD(TABLE_ROW_SECURITY, "r.relrowsecurity")                                              \
	FIELD(TABLE_FORCE_ROW_SECURITY, "r.relforcerowsecurity")                                   \
	FIELD(TABLE_IDENTITY, "r.relreplident")                                                    \
	FIELD(TABLE_IDENTITY_INDEX,                                                                \
		"CASE WHEN r.relreplident = 'i' THEN (SELECT x.relname FROM pg_index i JOIN "      \
		"pg_class x ON x.oid = i.indexrelid WHERE i.indrelid = r.oid AND "                 \
		"i.indisreplident) END")                                                           \
	FIELD(TABLE_ACCESS_METHOD,                                                                 \
		"NULLIF(m.amname::text, current_setting('default_table_access_method'))")          \
	FIELD(TABLE_TABLESPACE, "s.spcname")                                                       \
	FIELD(TABLE_OPTIONS, OPTIONS_SQL("r.reloptions", "''"))                                    \
	FIELD(TABLE_TOAST_OPTIONS, OPTIONS_SQL("o.reloptions", "'toast.'"))                        \
	FIELD(TABLE_PARTITION_BY, "CASE r.relkind WHEN 'p' THEN pg_get_partkeydef(r.oid) END")     \
	FIELD(TABLE_BOUND, "pg_get_expr(r.relpartbound, r.oid)")                                   \
	FIELD(TABLE_EMPTY, EMPTY_SQL)                                                              \
	FIELD(TABLE_OF_TYPE, "NULLIF(r.reloftype, 0)::regtype")                                    \
	FIELD(TABLE_COMMENT, "{comment 'pg_class' r.oid 0}")
enum { TABLE_FIELDS(FIELD_NUMBER) };

static void set_identity(const struct row *row, struct table *table)
{
	switch (*row_raw(row, TABLE_IDENTITY)) {
	case 'n':
		table->replica_identity = "nothing";
		break;
	case 'f':
		table->replica_identity = "full";
		break;
	case 'i':
		if (!row_null(row, TABLE_IDENTITY_INDEX)) /* else it is gone: as good as nothing */
			table->replica_identity = arena_printf(row->catalog->arena, "index %s",
				row_raw(row, TABLE_IDENTITY_INDEX));
		break;
	}
}

static void set_parameters(const struct row *row, struct table *table)
{
	struct catalog *catalog = row->catalog;
	const char *text = row_options(row, TABLE_OPTIONS, TABLE_TOAST_OPTIONS);
	struct sql_error error;
	if (text && !sql_parameters(catalog->arena, text, &table->parameters, &error)) {
		table->parameters = (struct parameters){0};
		catalog_refused(catalog, "storage parameter", &table->object, &error);
	}
}

/* False when the grammar has no words for its key or bound. */
static bool set_partition(const struct row *row, struct table *table)
{
	struct catalog *catalog = row->catalog;
	const char *key = row_sql(row, TABLE_PARTITION_BY), *bound = row_sql(row, TABLE_BOUND);
	struct sql_error error;
	bool good = (!key || sql_partition_key(catalog->arena, key, table, &error)) &&
		    (!bound || sql_partition_bound(catalog->arena, bound, &table->bound, &error));
	if (!good)
		catalog_refused(catalog, NULL, &table->object, &error);
	return good;
}

static void read_table(struct row *row)
{
	struct catalog *catalog = row->catalog;
	struct table *table = arena_new(catalog->arena, struct table);
	catalog_begin(&table->object, OBJECT_TABLE, row_name(row, TABLE_SCHEMA, TABLE_NAME));
	if (!row_null(row, TABLE_OF_TYPE)) {
		catalog_outside(catalog, "table", sql_qualified(catalog->arena, table->object.name),
			arena_printf(catalog->arena, "it is a table of the type %s",
				row_sql(row, TABLE_OF_TYPE)));
		return;
	}
	table->object.comment = row_string(row, TABLE_COMMENT);
	/* A partitioned table could be said to be unlogged before PostgreSQL 18; it has no rows. */
	table->unlogged =
		*row_raw(row, TABLE_PERSISTENCE) == 'u' && row_null(row, TABLE_PARTITION_BY);
	table->row_security = row_true(row, TABLE_ROW_SECURITY);
	table->force_row_security = row_true(row, TABLE_FORCE_ROW_SECURITY);
	table->empty = row_true(row, TABLE_EMPTY);
	table->access_method = row_string(row, TABLE_ACCESS_METHOD);
	table->tablespace = row_string(row, TABLE_TABLESPACE);
	set_identity(row, table);
	set_parameters(row, table);
	if (!set_partition(row, table))
		return;
	schema_add(catalog->schema, &table->object);
	map_put(catalog->arena, &catalog->relations, row_string(row, TABLE_OID), table);
}

const struct catalog_part catalog_tables = {
	"the tables",
	TABLE_FIELDS(FIELD_SQL),
	"FROM pg_class r {in r.relnamespace} LEFT JOIN pg_class o ON o.oid = r.reltoastrelid "
	"LEFT JOIN pg_am m ON m.oid = r.relam "
	"LEFT JOIN pg_tablespace s ON s.oid = r.reltablespace "
	"WHERE r.relkind IN ('r', 'p') AND r.relpersistence <> 't' {own 'pg_class' r.oid} "
	"ORDER BY n.nspname, r.relname",
	read_table,
};

/* Parents: of a partition the one, else those of INHERITS. */

#define PARENT_FIELDS(FIELD)                                                                       \
	FIELD(PARENT_OF, "h.inhrelid")                                                             \
	FIELD(PARENT_SCHEMA, "n.nspname")                                                          \
	FIELD(PARENT_NAME, "p.relname")
enum { PARENT_FIELDS(FIELD_NUMBER) };

static void read_parent(struct row *row)
{
	struct table *table = row_table(row, PARENT_OF);
	if (!table)
		return;
	struct qualified parent = row_name(row, PARENT_SCHEMA, PARENT_NAME);
	if (table->bound)
		table->partition_of = parent;
	else
		list_push(row->catalog->arena, &table->inherits, parent);
}

const struct catalog_part catalog_parents = {
	"the tables' parents",
	PARENT_FIELDS(FIELD_SQL),
	"FROM pg_inherits h "
	"JOIN pg_class p ON p.oid = h.inhparent AND p.relkind IN ('r', 'p', 'f') "
	"JOIN pg_namespace n ON n.oid = p.relnamespace "
	"ORDER BY h.inhrelid, h.inhseqno",
	read_parent,
};
