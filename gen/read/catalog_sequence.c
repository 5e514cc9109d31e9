/* Sequences out of the catalogs: those of identity columns become the column's options. */
#include "read/catalog_parts.h"
#include "schema/names.h"

#include <string.h>

#define SEQUENCE_FIELDS(FIELD)                                                                     \
	FIELD(SEQUENCE_OID, "r.oid")                                                               \
	FIELD(SEQUENCE_SCHEMA, "n.nspname")                                                        \
	FIELD(SEQUENCE_NAME, "r.relname")                                                          \
	FIELD(SEQUENCE_PERSISTENCE, "{15:r.relpersistence|COALESCE(o.relpersistence, 'p')}")       \
	FIELD(SEQUENCE_TYPE, "format_type(s.seqtypid, NULL)")                                      \
	FIELD(SEQUENCE_START, "s.seqstart")                                                        \
	FIELD(SEQUENCE_INCREMENT, "s.seqincrement")                                                \
	FIELD(SEQUENCE_MINIMUM, "s.seqmin")                                                        \
	FIELD(SEQUENCE_MAXIMUM, "s.seqmax")                                                        \
	FIELD(SEQUENCE_CACHE, "s.seqcache")                                                        \
	FIELD(SEQUENCE_CYCLE, "s.seqcycle")                                                        \
	FIELD(SEQUENCE_OF, "d.deptype")                                                            \
	FIELD(SEQUENCE_OWNER, "d.refobjid")                                                        \
	FIELD(SEQUENCE_OWNER_SCHEMA, "q.nspname")                                                  \
	FIELD(SEQUENCE_OWNER_NAME, "o.relname")                                                    \
	FIELD(SEQUENCE_OWNER_COLUMN, "a.attname")                                                  \
	FIELD(SEQUENCE_COMMENT, "{comment 'pg_class' r.oid 0}")
enum { SEQUENCE_FIELDS(FIELD_NUMBER) };

static struct sequence_options read_options(const struct row *row)
{
	return (struct sequence_options){
		.type = row_string(row, SEQUENCE_TYPE),
		.start = row_number(row, SEQUENCE_START),
		.increment = row_number(row, SEQUENCE_INCREMENT),
		.minimum = row_number(row, SEQUENCE_MINIMUM),
		.maximum = row_number(row, SEQUENCE_MAXIMUM),
		.cache = row_number(row, SEQUENCE_CACHE),
		.cycle = row_true(row, SEQUENCE_CYCLE),
	};
}

/* Whether they are what the column's type alone yields. */
static bool are_default(struct arena *arena, const struct sequence_options *options)
{
	struct sequence plain = {0};
	struct sql_error error;
	return sql_sequence(arena, arena_printf(arena, "AS %s", options->type), &plain, &error) &&
	       options_equal(options, &plain.options);
}

/* Before PostgreSQL 15 there are no unlogged ones. */
static void check_persistence(
	const struct row *row, const struct table *table, const struct sequence *sequence)
{
	struct sql_error error = {.message = "it is logged otherwise than the table that owns it"};
	if (table->unlogged != (*row_raw(row, SEQUENCE_PERSISTENCE) == 'u'))
		catalog_refused(row->catalog, NULL, &sequence->object, &error);
}

/* Of an identity column's sequence models say options alone: its name is the one that the server
 * chooses, and privileges know it by that. */
static void check_identity(
	const struct row *row, const struct table *table, struct sequence *sequence)
{
	struct catalog *catalog = row->catalog;
	const char *name = sequence->object.name.name;
	const char *chosen = name_make(catalog->arena, table->object.name.name,
		row_raw(row, SEQUENCE_OWNER_COLUMN), "seq");
	struct sql_error named = {
		.message = arena_printf(catalog->arena,
			"an identity column's sequence has the name that the server "
			"gives it, here %s; models have no word for another",
			sql_identifier(catalog->arena, chosen))};
	if (strcmp(name, chosen) != 0)
		map_put(catalog->arena, &catalog->unspoken, row_string(row, SEQUENCE_OID),
			sequence);
	if (!catalog_is_numbered(name, chosen))
		catalog_refused(catalog, NULL, &sequence->object, &named);
	if (!row_null(row, SEQUENCE_COMMENT))
		catalog_outside(catalog, "comment",
			arena_printf(catalog->arena, "on sequence %s",
				sql_qualified(catalog->arena, sequence->object.name)),
			"the sequence is an identity column's");
	check_persistence(row, table, sequence);
}

static void read_identity(const struct row *row, struct sequence *sequence)
{
	struct table *table = row_table(row, SEQUENCE_OWNER);
	struct column *column =
		table ? table_column(table, row_raw(row, SEQUENCE_OWNER_COLUMN)) : NULL;
	if (!column)
		return;
	if (!are_default(row->catalog->arena, &sequence->options))
		column->identity_options = sequence->options;
	check_identity(row, table, sequence);
}

static void set_owner(const struct row *row, struct sequence *sequence)
{
	const struct table *table = row_table(row, SEQUENCE_OWNER);
	struct qualified name = row_name(row, SEQUENCE_OWNER_SCHEMA, SEQUENCE_OWNER_NAME);
	struct sql_error error = {0};
	if (!table) {
		error.message = arena_printf(row->catalog->arena,
			"it is owned by a column of %s, which is not read",
			sql_qualified(row->catalog->arena, name));
		catalog_refused(row->catalog, NULL, &sequence->object, &error);
		return;
	}
	sequence->owner_table = name;
	sequence->owner_column = row_string(row, SEQUENCE_OWNER_COLUMN);
	check_persistence(row, table, sequence);
}

static void read_sequence(struct row *row)
{
	struct catalog *catalog = row->catalog;
	struct sequence *sequence = arena_new(catalog->arena, struct sequence);
	catalog_begin(
		&sequence->object, OBJECT_SEQUENCE, row_name(row, SEQUENCE_SCHEMA, SEQUENCE_NAME));
	sequence->options = read_options(row);
	if (*row_raw(row, SEQUENCE_OF) == 'i') {
		read_identity(row, sequence);
		return;
	}
	sequence->object.comment = row_string(row, SEQUENCE_COMMENT);
	if (row_null(row, SEQUENCE_OWNER_COLUMN))
		sequence->unlogged = *row_raw(row, SEQUENCE_PERSISTENCE) == 'u';
	else
		set_owner(row, sequence);
	schema_add(catalog->schema, &sequence->object);
}

const struct catalog_part catalog_sequences = {
	"the sequences",
	SEQUENCE_FIELDS(FIELD_SQL),
	"FROM pg_class r {in r.relnamespace} JOIN pg_sequence s ON s.seqrelid = r.oid "
	"LEFT JOIN pg_depend d ON d.classid = 'pg_class'::regclass AND d.objid = r.oid AND "
	"d.refclassid = 'pg_class'::regclass AND d.refobjsubid > 0 AND d.deptype IN ('a', "
	"'i') "
	"LEFT JOIN pg_class o ON o.oid = d.refobjid "
	"LEFT JOIN pg_namespace q ON q.oid = o.relnamespace "
	"LEFT JOIN pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid "
	"WHERE r.relkind = 'S' AND r.relpersistence <> 't' {own 'pg_class' r.oid} "
	"ORDER BY n.nspname, r.relname",
	read_sequence,
};
