/* The parts of the catalogs' reader: each a query and what becomes of its rows.
 *
 *     catalog.c             connection, transaction, which schemas; one message with all queries
 *     catalog_query.c       what stands between braces in a query
 *     catalog_row.c         fields of rows, names, what they share
 *     catalog_type.c        extensions, enums, domains, composite types
 *     catalog_table.c       tables
 *     catalog_column.c      columns
 *     catalog_constraint.c  constraints
 *     catalog_index.c       indexes
 *     catalog_sequence.c    sequences, options of identity columns
 *     catalog_view.c        views
 *     catalog_routine.c     functions, procedures, aggregates
 *     catalog_definition.c  triggers, policies, rules, statistics, collations, ranges
 *     catalog_grant.c       privileges
 *     catalog_outside.c     what a schema cannot hold
 *
 * A query is written for all versions and schemas; it may hold
 *
 *     {schemas}                 the oids of the schemas that are read
 *     {in OID}                  a join that leaves only what is in one of them: pg_namespace n
 *     {own 'CLASS' OID}         and not an extension's
 *     {comment 'CLASS' OID N}   in a field: the comment, an index's lookup whatever the planner
 *                               believes of tables that were made just now
 *     {14:new|old}              new from PostgreSQL 14 on, else old
 *
 * and no other braces. Its fields are an X-macro, so that no number has to agree with a place in
 * the SQL:
 *
 *     #define ENUM_FIELDS(FIELD) FIELD(ENUM_NAME, "t.typname") FIELD(ENUM_OID, "t.oid")
 *     enum { ENUM_FIELDS(FIELD_NUMBER) };
 *     … = {"the enums", ENUM_FIELDS(FIELD_SQL), "FROM pg_type t …", read_enum}; */
#ifndef RESTRUCT_READ_CATALOG_PARTS_H
#define RESTRUCT_READ_CATALOG_PARTS_H

#include "base/text.h"
#include "read/catalog.h"
#include "schema/sql.h"

#include <libpq-fe.h>

#define FIELD_NUMBER(field, sql) field,
#define FIELD_SQL(field, sql) sql ", "

/* Storage parameters as they stand in WITH (…), each with prefix in front; NULL: none. */
#define OPTIONS_SQL(options, prefix)                                                               \
	"(SELECT string_agg(" prefix " || split_part(o, '=', 1) || ' = ' || "                      \
	"quote_literal(substr(o, strpos(o, '=') + 1)), ', ' ORDER BY o) FROM unnest(" options      \
	") o)"
/* A collation, when it is not the type's own. */
#define COLLATION_SQL(collation, own)                                                              \
	"CASE WHEN " collation " NOT IN (0, " own ") THEN " collation "::regcollation::text END"
struct catalog {
	struct arena *arena;
	struct schema *schema;
	struct diag *diag;
	const struct catalog_options *options;
	PGconn *conn;
	int version;          /* 150004 */
	const char *main;     /* the main schema, as the database calls it */
	struct names schemas; /* all that are read, the same way */
	struct text oids;     /* theirs: "'{2200,16384}'::oid[]" */
	/* By oid: the struct object of a table, view or composite type; of an enum or domain; of a
	 * routine. */
	struct map relations, types, routines;
	/* Sequences of identity columns under names that models cannot say, by oid. */
	struct map unspoken;
	struct sql_scope scope; /* of what is being read: the server's words */
};

/* One row of a result. */
struct row {
	struct catalog *catalog;
	const PGresult *result;
	int number;
};

typedef void row_function(struct row *row);

struct catalog_part {
	const char *what;   /* "the tables", for messages */
	const char *fields; /* of FIELD_SQL */
	const char *sql;    /* all that follows them: FROM … */
	row_function *read; /* called for each row */
};

extern const struct catalog_part catalog_extensions, catalog_enums, catalog_domains,
	catalog_domain_checks, catalog_tables, catalog_parents, catalog_columns, catalog_own,
	catalog_constraints, catalog_indexes, catalog_sequences, catalog_composites, catalog_views,
	catalog_routines, catalog_operators, catalog_definitions, catalog_grants,
	catalog_other_kinds, catalog_other_settings, catalog_other_attributes,
	catalog_other_privileges;

/* The query for this server, with a semicolon. */
void catalog_put_query(
	struct text *text, const struct catalog *catalog, const struct catalog_part *part);

/* Fields. All but raw live in the arena and are NULL for NULL. */
const char *row_raw(const struct row *row, int field); /* "" for NULL; only while the row is read */
bool row_null(const struct row *row, int field);
bool row_true(const struct row *row, int field);
long long row_number(const struct row *row, int field);   /* 0 for NULL */
const char *row_string(const struct row *row, int field); /* as it is: a comment, a literal */
const char *row_sql(const struct row *row, int field);    /* SQL, which may name schemas */
/* The name in one field, in the schema whose name is in another. */
struct qualified row_name(const struct row *row, int schema, int name);
/* Storage parameters out of two fields of OPTIONS_SQL: the table's own and those of its TOAST
 * table; NULL: none. */
const char *row_options(const struct row *row, int own, int toast);
/* What the models call a schema of the database; of the first, NULL is the main one. */
const char *catalog_schema(const struct catalog *catalog, const char *actual);
const char *catalog_schema_name(const struct catalog *catalog, const char *actual);

void catalog_begin(struct object *object, enum object_kind kind, struct qualified name);
/* The table or view whose oid is in the field, NULL when it is not read; only a table. */
struct object *row_relation(const struct row *row, int field);
struct table *row_table(const struct row *row, int field);

/* Notes what the schema cannot hold; see struct outside. */
void catalog_outside(
	struct catalog *catalog, const char *kind, const char *name, const char *reason);
/* The same for an object whose text the grammar refused, or for which there are no words. kind
 * NULL: the object's own. */
void catalog_refused(struct catalog *catalog, const char *kind, const struct object *object,
	const struct sql_error *error);
/* For what stands on a table or domain: "name on table". */
void catalog_refused_on(struct catalog *catalog, const struct object *object, struct qualified on,
	const struct sql_error *error);

/* Whether the name is the chosen one, or that and a number. */
bool catalog_is_numbered(const char *name, const char *chosen);

/* What follows a word, if it is there; a name, which may have a schema and quotes. */
const char *catalog_after_word(const char *sql, const char *word);
const char *catalog_after_name(const char *sql);

#endif
