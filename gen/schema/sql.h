/* SQL as PostgreSQL's grammar reads it: the only part that knows libpg_query.
 *
 * Every function takes text as a person wrote it and gives it back canonical, in the arena. On a
 * refusal it returns false and fills error. Results are remembered by text, since models repeat
 * themselves. */
#ifndef RESTRUCT_SCHEMA_SQL_H
#define RESTRUCT_SCHEMA_SQL_H

#include "schema/schema.h"

struct sql_error {
	const char *message; /* the grammar's own words, in the arena */
	size_t offset;       /* bytes from the start of the text that was given */
};

/* What is known about the names in a piece of SQL. Within a scope all functions here also leave out
 * the casts that the parser makes by itself, so that 'x'::text and 'x' are the same beside a text;
 * x = ANY (ARRAY[…]) becomes x IN (…) where it is rendered as that, and a default operator class
 * goes without saying. What comes out is what a person would have written, and surely is
 * rendered as the text that went in was or would be.
 *
 * The server's renderings (pg_get_expr, pg_get_constraintdef, pg_get_indexdef, pg_get_viewdef,
 * never the pretty ones, which lose how conditions are nested) are to be read with rendered set:
 * some of them mean something else when they are parsed as they stand. */
struct sql_scope {
	const struct schema *schema;   /* domains, and the tables that a query reads; may be NULL */
	const struct table *table;     /* whose columns are meant; NULL: of a query, a domain */
	const struct sql_type *column; /* of a default: the column's type; else NULL */
	const struct sql_type *value;  /* of a domain's check: what VALUE is; else NULL */
	bool rendered;                 /* the server's words */
	bool verbatim;                 /* nothing is left out or spelled otherwise: a server that
					  reads what comes out reads what went in */
};

/* From now on what is read into arena is read in scope, which is borrowed; NULL: in none. Returns
 * the scope before. */
const struct sql_scope *sql_enter(struct arena *arena, const struct sql_scope *scope);

/* A value expression: a default, a check's inside, a generated column, USING. */
bool sql_expression(struct arena *arena, const char *text, struct expression *expression,
	struct sql_error *error);

/* A type's name with modifiers and brackets. "serial" and its kind are not types: refused with the
 * advice to use DB_IDENTITY, unless serial is given, which is then set to true and the integer
 * type returned. */
bool sql_type(struct arena *arena, const char *text, struct sql_type *type, bool *serial,
	struct sql_error *error);

/* smallint, integer or bigint. */
bool sql_is_integer(const struct sql_type *type);

/* The multirange type that comes with a range type, and the range type with which one came; NULL:
 * none of the models'. */
struct qualified sql_multirange(struct arena *arena, const struct definition *range);
const struct definition *sql_range_of(
	struct arena *arena, const struct schema *schema, struct qualified multirange);

/* Adds the spellings of all of PostgreSQL's own types. */
void sql_type_names(struct arena *arena, struct names *names);

/* A table constraint in SQL's own words, with or without CONSTRAINT name before it. Sets everything
 * but object; NOT VALID sets not_valid and is no part of the definition. */
bool sql_constraint(struct arena *arena, const char *text, struct constraint *constraint,
	struct sql_error *error);

/* Makes a foreign key say which columns of the other table it means. */
bool sql_reference_columns(
	struct arena *arena, struct constraint *constraint, const struct names *columns);

/* All that follows ON table in CREATE INDEX. Sets everything but object and unique. */
bool sql_index(struct arena *arena, const char *text, struct index *index, struct sql_error *error);

/* An index's definition, or a key's, without WITH and its tablespace, and those. */
struct sql_storage {
	const char *rest;
	struct parameters parameters;
	const char *tablespace; /* NULL: the default */
};
bool sql_index_storage(struct arena *arena, const char *definition, struct sql_storage *storage);
bool sql_constraint_storage(
	struct arena *arena, const char *definition, struct sql_storage *storage);

/* Of a unique constraint or primary key: the definition of the index that it needs, as an index
 * has it; NULL when the definition is not one of those. */
const char *sql_key_index(struct arena *arena, const char *definition);

/* What the server calls the parts of a key when it makes up a name: columns (INCLUDE's too),
 * functions, "expr". Of an index and of a constraint that has one; parts is empty before. */
void sql_index_parts(struct arena *arena, const struct index *index, struct names *parts);
void sql_constraint_parts(
	struct arena *arena, const struct constraint *constraint, struct names *parts);

/* All that follows CREATE DOMAIN name AS; checks without a name get PostgreSQL's. Needs
 * domain->object.name. */
bool sql_domain(
	struct arena *arena, const char *text, struct domain *domain, struct sql_error *error);

/* Options of CREATE SEQUENCE; text may be "". Needs sequence->object.name only for messages. */
bool sql_sequence(
	struct arena *arena, const char *text, struct sequence *sequence, struct sql_error *error);

/* The same for an identity column of that type. What is PostgreSQL's own is no option: type stays
 * NULL, so that nothing said and all said as it is are the same. */
bool sql_identity_options(struct arena *arena, const char *text, const char *type,
	struct sequence_options *options, struct sql_error *error);

/* All that follows PARTITION BY; sets partition_by and partition_mentions. */
bool sql_partition_key(
	struct arena *arena, const char *text, struct table *table, struct sql_error *error);
/* All that follows PARTITION OF parent: FOR VALUES … or DEFAULT. */
bool sql_partition_bound(
	struct arena *arena, const char *text, const char **bound, struct sql_error *error);
/* What the bound of a partition says of a row, "k IS NOT NULL AND (k >= 1) AND (k < 10)": the
 * server sees that it implies the bound, and of its negation that a default partition has no such
 * row. Of the parent partition_by, the name and the columns are read. NULL: no check can say it
 * (DEFAULT; HASH of text, of a type of one's own, of an expression; a key with a collation or a
 * class of operators of its own, a bound that is computed). */
const char *sql_bound_condition(struct arena *arena, const struct table *parent, const char *bound);
/* "full", "nothing", "index NAME" (the name as it is, without quotes); NULL for "default". */
bool sql_replica_identity(
	struct arena *arena, const char *text, const char **identity, struct sql_error *error);

/* Storage parameters of a table, as they stand in WITH (…): only those that PostgreSQL knows, each
 * once, with a value it takes; sorted by name. */
bool sql_parameters(struct arena *arena, const char *text, struct parameters *parameters,
	struct sql_error *error);
/* The same for a column: n_distinct and n_distinct_inherited. */
bool sql_column_parameters(struct arena *arena, const char *text, struct parameters *parameters,
	struct sql_error *error);

/* The options of a view, as they stand in WITH (…): security_barrier, security_invoker and
 * check_option, each once, sorted by name. */
bool sql_view_parameters(struct arena *arena, const char *text, struct parameters *parameters,
	struct sql_error *error);

/* Options of CREATE EXTENSION, SCHEMA and VERSION; text may be "". Sets version, and the schema in
 * object.name where it is said. */
bool sql_extension(struct arena *arena, const char *text, struct extension *extension,
	struct sql_error *error);

/* All that follows the name in CREATE FUNCTION, PROCEDURE or AGGREGATE, by kind:
 *
 *     (a integer, b integer DEFAULT 0) RETURNS integer
 *     LANGUAGE sql IMMUTABLE
 *     SET search_path = pg_catalog
 *     AS $$SELECT a + b$$
 *
 * Attributes in one order, without what goes without saying; the body as it is, between quotes.
 * Sets everything but object, and object.name.suffix: the types of the input. */
bool sql_routine(struct arena *arena, enum object_kind kind, const char *text,
	struct routine *routine, struct sql_error *error);
/* A trigger, policy, rule, extended statistics or collation: all that follows the name in CREATE,
 * or the whole statement, as pg_get_triggerdef() and the like give it, whose name is then skipped
 * and whose CONSTRAINT is noted. Needs constraint, and object.name.name only for the object's whole
 * name: of what is on a relation its schema and suffix are set here. Sets kind, definition,
 * mentions, relation and columns; enabled and the statistics target are no part of the text.
 * Mentioned columns are the last part of every name that may be one, of the relation or of another
 * that is read; mentioned functions have no suffix. */
bool sql_definition(struct arena *arena, enum object_kind kind, const char *text,
	struct definition *definition, struct sql_error *error);

/* A policy's parts, of its canonical definition. */
struct policy {
	bool restrictive;
	const char *command;               /* "SELECT", …; "ALL" */
	const char *roles;                 /* "a, b" or "PUBLIC" */
	const char *using_sql, *check_sql; /* NULL: none */
};
bool sql_policy(struct arena *arena, const char *definition, struct policy *policy);

/* What follows GRANT or REVOKE: "SELECT, INSERT (a) ON t TO reader WITH GRANT OPTION". A grant for
 * each object and role, in that order; those that only say what PUBLIC has by itself are left out.
 * Of REVOKE, only what takes that away: EXECUTE on a function, USAGE on a type. */
bool sql_grant(struct arena *arena, const char *text, bool revoke, struct grants *grants,
	struct sql_error *error);

/* The query of a view: a SELECT, VALUES or WITH, with or without a semicolon at its end, as people
 * write it or as the server renders it. Sets query, with a line for each clause, and mentions. No
 * query that the grammar takes is refused; one that cannot be written back stays as it is but for
 * white space. */
bool sql_query(struct arena *arena, const char *text, struct view *view, struct sql_error *error);

/* Whether the server surely takes CREATE OR REPLACE VIEW with the second query where there was the
 * first: the columns that were there go on, of the same names and types, and more may follow. False
 * also where that cannot be known without a database. Both are canonical. */
bool sql_query_extends(struct arena *arena, const char *from, const char *to);
/* Whether it takes CREATE OR REPLACE FUNCTION, of two of one name and one list of input types. */
bool sql_routine_replaces(
	struct arena *arena, const struct routine *from, const struct routine *to);

/* A collation's name as it is written in SQL: C becomes "C". A text that holds double quotes is
 * taken as SQL already. */
const char *sql_collation(struct arena *arena, const char *text);

/* Old names become new ones in canonical text, as the server does it by itself when something is
 * renamed. */
struct sql_rename {
	enum object_kind kind; /* OBJECT_COLUMN (of the text's own table), a relation's, a type's */
	struct qualified from, to; /* of a column: only name */
};
LIST(struct sql_rename, sql_renames);

/* Rewrites in place whatever text and mentions the object holds. For a foreign key, its referenced
 * columns are renamed by referenced, the renames of the other table's columns. */
void sql_rename_expression(
	struct arena *arena, struct expression *expression, const struct sql_renames *renames);
void sql_rename_type(struct arena *arena, struct sql_type *type, const struct sql_renames *renames);
void sql_rename_constraint(struct arena *arena, struct constraint *constraint,
	const struct sql_renames *renames, const struct sql_renames *referenced);
void sql_rename_partition_key(
	struct arena *arena, struct table *table, const struct sql_renames *renames);
void sql_rename_index(struct arena *arena, struct index *index, const struct sql_renames *renames);
/* Of a routine's signature and BEGIN ATOMIC; object.name.suffix, too. */
void sql_rename_routine(
	struct arena *arena, struct routine *routine, const struct sql_renames *renames);
/* Of a view's query. Renames of columns are those of table, whose name is the one that the query
 * still has. What the query gives out keeps its name, as the server keeps it: SELECT a becomes
 * SELECT b AS a. Where it is not plain whose column a name is (two relations and no table's name
 * before it, *, an alias used twice), the query stays as it is, and a caller that compares it with
 * what the models say makes the view again, which is never wrong. */
void sql_rename_query(struct arena *arena, struct view *view, const struct sql_renames *renames,
	struct qualified table);
/* relation: the renames of the columns of the relation it is on, which are also renamed where NEW
 * or OLD stands before them. Its own name follows its relation's. */
void sql_rename_definition(
	struct arena *arena, struct definition *definition, const struct sql_renames *renames);

/* A name as SQL needs it: bare when it may be, else between double quotes. */
const char *sql_identifier(struct arena *arena, const char *name);
const char *sql_qualified(struct arena *arena, struct qualified name);
/* A role's name: "public" is the word PUBLIC, which no role can be called. */
const char *sql_role(struct arena *arena, const char *name);
/* A string constant between single quotes (E'' where it holds a backslash). */
const char *sql_literal(struct arena *arena, const char *value);
/* "a, b" */
const char *sql_identifiers(struct arena *arena, const struct names *names);

/* Whether the server casts from one type to the other by assignment, so that ALTER COLUMN TYPE
 * needs no USING; and whether it does so without rewriting the table (SAFE_DDL rule 8). User types
 * only cast to themselves and to text. */
bool sql_casts_by_assignment(const struct sql_type *from, const struct sql_type *to);
bool sql_cast_keeps_storage(const struct sql_type *from, const struct sql_type *to);

#endif
