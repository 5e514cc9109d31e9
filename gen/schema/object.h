/* The objects that a schema holds, a struct for each way of holding one, and their kinds. Plain
 * data: what points elsewhere points into the schema's arena.
 *
 * SQL in them is canonical: parsed with PostgreSQL's own grammar and written back (schema/sql.h),
 * so that spacing, case and redundant parentheses never make a difference. Names are stored as
 * PostgreSQL stores them, without quotes. */
#ifndef RESTRUCT_SCHEMA_OBJECT_H
#define RESTRUCT_SCHEMA_OBJECT_H

#include "base/arena.h"
#include "base/diag.h"
#include "base/map.h"

#include <stdbool.h>

enum { NAME_MAX_BYTES = 63 }; /* NAMEDATALEN - 1 */

enum object_kind {
	OBJECT_SCHEMA,
	OBJECT_EXTENSION,
	OBJECT_COLLATION,
	OBJECT_ENUM,
	OBJECT_DOMAIN,
	OBJECT_COMPOSITE,
	OBJECT_RANGE,
	OBJECT_SEQUENCE,
	OBJECT_TABLE,
	OBJECT_VIEW,
	OBJECT_MATERIALIZED_VIEW,
	OBJECT_FUNCTION,
	OBJECT_PROCEDURE,
	OBJECT_AGGREGATE,
	OBJECT_OPERATOR, /* kept as a routine is: it stands for one */
	OBJECT_STATISTICS,
	OBJECT_TRIGGER, /* this and the next two: on a table or view, but declared beside it */
	OBJECT_POLICY,
	OBJECT_RULE,
	OBJECT_GRANT,
	OBJECT_COLUMN, /* the rest stand within a table, or within a view or composite type */
	OBJECT_CONSTRAINT,
	OBJECT_INDEX,
	OBJECT_LABEL /* within an enum */
};
enum { OBJECT_KINDS = OBJECT_LABEL + 1, TOP_LEVEL_KINDS = OBJECT_COLUMN };
/* What people call it: "table", "column", … */
const char *object_kind_name(enum object_kind kind);

/* A name that may say its schema. schema NULL: the configured one (restruct_options.schema). */
struct qualified {
	const char *schema;
	const char *name;   /* NULL: no name at all */
	const char *suffix; /* what tells objects of one kind and name apart, as it is written
			       after the name: "(integer, text)", the types of a routine's input;
			       " on orders", the relation of a trigger, policy or rule (in schema);
			       " on table sales.orders", what is granted to the role name. Else
			       NULL */
};
LIST(struct qualified, qualifieds);

/* What every object begins with. */
struct object {
	enum object_kind kind;
	struct qualified name; /* within a table or enum: schema is NULL */
	const char *was; /* DB_WAS: the old name ("name" or "schema.name" as written), or NULL */
	const char *comment; /* COMMENT ON, or NULL */
	struct place place;  /* where it was declared, for messages */
	const char
		*revision; /* id of the revision whose header declared it; NULL: today's models */
};

LIST(const struct object *, object_list);

/* What an expression, a query or a definition mentions, found by parsing it. */
struct mentions {
	struct names columns;        /* of its own table, unqualified names only; of a query: the
					last part of every name that may be a column's */
	bool every_column;           /* of a query: a star, a whole row or NATURAL JOIN */
	struct qualifieds types;     /* casts to types outside pg_catalog */
	struct qualifieds relations; /* nextval('seq'), regclass constants; what a query reads */
	struct qualifieds functions; /* calls to functions outside pg_catalog's usual names are not
					told apart here: every function that is called */
};

struct expression {
	const char *sql; /* canonical; NULL: there is none */
	struct mentions mentions;
};

/* How the C member is declared, so that a revision's header can declare it again with nothing but
 * restruct_model.h, <time.h> and the models it uses. Of a member that is a pointer the column may
 * be NULL, of any other it may not, unless DB_NULL or DB_NOT_NULL says so: nothing but pointer
 * decides. */
struct c_type {
	const char *base;   /* "int64_t", "char", "enum customer_kind", "struct timespec", "void" */
	const char *suffix; /* "[255]" or "" */
	bool pointer;
	struct qualified model; /* the enum or domain that base stands for, if it is a model */
	const char *sql;        /* canonical SQL type that the declaration alone stands for, so that
				   DB_TYPE need not say it; NULL: there is none */
};

/* All NULL: unknown, after an error that was said; only schema_check meets such a type. */
struct sql_type {
	const char *text; /* canonical spelling, with quotes where a name needs them: "integer",
			     "varchar(254)", "timestamptz(3)", "audit.level[]" */
	const char *base; /* the same without modifiers and brackets: "varchar", "audit.level" */
	struct qualified
		user;   /* the type's name when it is not one of pg_catalog's; else name NULL */
	int dimensions; /* of an array; 0: none */
};

enum identity { IDENTITY_NONE, IDENTITY_BY_DEFAULT, IDENTITY_ALWAYS };

/* What a sequence does, or an identity column. Every option with PostgreSQL's own default filled
 * in, so that a missing and a spelt-out default are the same. */
struct sequence_options {
	const char *type; /* "smallint", "integer", "bigint"; NULL: no options at all */
	long long start, increment, minimum, maximum, cache;
	bool cycle;
};

struct parameter {
	const char *name;  /* in lower case; of the TOAST table: "toast.autovacuum_enabled" */
	const char *value; /* canonical: "70", "0.05", "true", "off" */
};
LIST(struct parameter, parameters);

struct column {
	struct object object;
	const char *member; /* the C member's name */
	struct c_type c;
	struct sql_type type;
	const char *collation; /* as written in SQL, quoted: "\"C\""; NULL: the type's own */
	bool not_null;
	enum identity identity;
	struct sequence_options identity_options; /* type NULL: PostgreSQL's own */
	struct expression default_value;
	struct expression generated;
	bool generated_virtual;  /* VIRTUAL (PostgreSQL 18), not STORED */
	const char *storage;     /* "plain", "main", "external", "extended"; NULL: the type's own */
	const char *compression; /* "pglz", "lz4"; NULL: the server's default */
	int statistics;          /* 1 + SET STATISTICS; 0: the server's default */
	struct parameters parameters; /* n_distinct, n_distinct_inherited */
	bool inherited; /* only within a difference: the parent's, see diff/expand.h */
	bool own_default, own_not_null; /* in table.own, and of an inherited one */
	struct expression using_value; /* DB_USING: how old values become the new type; never stored
					  in the database, never a difference by itself */
};
LIST(struct column *, columns);

enum constraint_kind {
	CONSTRAINT_PRIMARY_KEY,
	CONSTRAINT_UNIQUE,
	CONSTRAINT_CHECK,
	CONSTRAINT_FOREIGN_KEY,
	CONSTRAINT_EXCLUSION
};

struct constraint {
	struct object object;
	enum constraint_kind type;
	const char *definition; /* canonical, what follows CONSTRAINT name: "CHECK (credit >= 0)" */
	struct names columns; /* of the key, in order; of a check or exclusion: those it mentions */
	struct mentions mentions;
	struct qualified references;   /* foreign key: the other table */
	struct names referenced;       /* foreign key: its columns, in order; empty: its primary key
					  (filled in by schema_check) */
	bool without_overlap_of_nulls; /* unique: NULLS NOT DISTINCT */
	bool deferrable;
	const char *index_comment; /* COMMENT ON INDEX, of the one beneath it; or NULL */
	bool not_valid; /* rows from before it are not looked at; no part of definition */
	bool inherited; /* see struct column */
	const char *made_as, *part_of; /* of an inherited key: what the server calls it when it
					  makes it, if that is not its name; the parent's key */
};
LIST(struct constraint *, constraints);

struct index {
	struct object object; /* lives in its table's schema */
	bool unique;
	bool partial;                 /* has a WHERE */
	bool plain;                   /* only columns as keys, no expression */
	const char *definition;       /* canonical, all that follows ON table: "USING gin (tags)" */
	struct names columns;         /* key columns that are plain, in order, without INCLUDE */
	struct mentions mentions;     /* keys, INCLUDE and WHERE */
	struct qualified attached_to; /* the partitioned table's index that it is a part of, when
					 its name is not the one PostgreSQL would give; else NULL.
					 Its definition is "": the other's */
	bool inherited;               /* see struct column */
	const char *made_as;          /* see struct constraint */
};
LIST(struct index *, indexes);

struct table {
	struct object object;
	const char *tag;              /* the struct's tag, without a revision's suffix */
	struct parameters parameters; /* storage parameters, by name */
	bool unlogged;                /* so are the sequences it owns, the server sees to that */
	bool empty;                   /* known to hold no rows, nor its partitions and children: a
					 database's; false is no word about it */
	bool row_security;
	bool force_row_security;      /* for the owner, too */
	const char *access_method;    /* NULL: the server's default */
	const char *tablespace;       /* NULL: the database's */
	const char *replica_identity; /* "full", "nothing", "index NAME"; NULL: the primary key */
	const char *clustered_on;     /* the index or key by which CLUSTER sorts; NULL: none */
	const char *partition_by;     /* canonical: "RANGE (placed_at)"; NULL: not partitioned */
	struct mentions partition_mentions;
	bool rekeyed;                  /* only in a difference: an enum of its key is made anew */
	struct qualified partition_of; /* name NULL: no partition. A partition's columns are its
					  parent's and not listed, nor are constraints and indexes
					  that come with the parent's; only what is its own is */
	const char *bound;             /* canonical: "FOR VALUES FROM (1) TO (10)", "DEFAULT";
					  NULL: after an error that was said */
	struct qualifieds inherits;    /* in order; columns and checks that are a parent's alone
					  are not listed */
	struct columns columns;
	struct columns own; /* of columns that are its parent's and not listed: what they have
			       otherwise. own_default: default_value, which may be none;
			       own_not_null: not_null */
	struct constraints constraints;
	struct indexes indexes;
	struct map column_map; /* name -> struct column *, made by table_add_column */
};
LIST(struct table *, tables);

struct label {
	struct object object;   /* name.name: the label in SQL */
	const char *enumerator; /* in C, without a revision's suffix */
};
LIST(struct label *, labels);

struct enum_type {
	struct object object;
	const char *tag;
	struct labels labels; /* in the order of the type */
};
LIST(struct enum_type *, enum_types);

struct domain {
	struct object object;
	const char *typedef_name; /* without a revision's suffix */
	struct c_type c;
	struct sql_type base;
	const char *collation;
	bool not_null;
	struct expression default_value;
	struct constraints checks; /* each with a name; definition "CHECK (VALUE > 0)" */
};
LIST(struct domain *, domains);

/* CREATE TYPE name AS (…). */
struct composite {
	struct object object;
	const char *tag;
	struct columns columns; /* attributes: name, type, collation, comment */
};
LIST(struct composite *, composites);

/* A view or a materialized view, by its kind. */
struct view {
	struct object object;
	const char *tag;
	const char *query; /* canonical SELECT */
	struct mentions mentions;
	struct parameters parameters; /* of a view: security_barrier, security_invoker,
					 check_option; of a materialized one: storage */
	struct columns columns; /* the struct's members, if it has any: for the program, and for
				   comments on columns; types are the query's business */
	struct indexes indexes; /* of a materialized view */
	const char *access_method, *tablespace; /* of a materialized view; NULL: the default */
	bool no_data;                           /* of a materialized view: not populated */
};
LIST(struct view *, views);

/* A function, procedure, aggregate or operator, by its kind. */
struct routine {
	struct object
		object; /* name.suffix: "(integer, text)"; of an operator with a space before */
	const char *arguments;  /* canonical, with names, modes and defaults: "(a integer, OUT b
				   text)" */
	const char *returns;    /* "integer", "SETOF customers", "TABLE(…)"; NULL: a procedure, an
				   aggregate, or OUT arguments say it */
	const char *definition; /* canonical, all that follows the name: arguments, RETURNS,
				   attributes in one order, the body as it was written */
	const char *language;
	const char *body;         /* between AS's quotes; NULL: BEGIN ATOMIC, an aggregate, C */
	struct mentions mentions; /* types of arguments and result, defaults, BEGIN ATOMIC: what
				     the server knows that it depends on */
	struct mentions body_mentions; /* of a body in quotes, LANGUAGE sql: the server looks it up
					  when the function is made, and forgets it */
	struct names words; /* names that a body in another language might mean: they only
			       decide an order where nothing else does */
};
LIST(struct routine *, routines);

enum enabled { ENABLED_ORIGIN, ENABLED_DISABLED, ENABLED_REPLICA, ENABLED_ALWAYS };

/* A collation, range type, extended statistics, trigger, policy or rule, by its kind: SQL's own
 * words. */
struct definition {
	struct object object;
	const char *definition; /* canonical, all that follows the name in CREATE */
	struct mentions mentions;
	struct qualified relation; /* what it is on; name NULL: a collation or range */
	struct names columns;      /* of the relation, that it names outside expressions: UPDATE
				      OF, statistics */
	bool constraint;           /* CREATE CONSTRAINT TRIGGER */
	enum enabled enabled;      /* triggers and rules */
	int statistics;            /* of extended statistics: 1 + SET STATISTICS; 0: default */
};
LIST(struct definition *, definitions);

struct privilege {
	const char *name;     /* "SELECT" */
	struct names columns; /* none: the whole object */
	bool grantable;       /* WITH GRANT OPTION */
};
LIST(struct privilege, privileges);

/* All that one role may do with one object, beyond what its owner may. */
struct grant {
	struct object object; /* name.name: the role, "public" for PUBLIC (a role cannot have that
				 name); schema NULL; suffix: " on table sales.orders" */
	enum object_kind target_kind; /* OBJECT_TABLE for views, too; OBJECT_FUNCTION for
					 aggregates, too; OBJECT_ENUM for every type */
	struct qualified target;
	struct privileges privileges; /* in the order that grant_add keeps; none: what PUBLIC has
					 by default (EXECUTE, USAGE) was revoked */
};
LIST(struct grant *, grants);

/* What the database holds and a schema cannot: named, so that nobody believes it is there. */
struct outside {
	const char *kind;   /* "publication", "operator", …: what --ignore takes */
	const char *name;   /* as it would be written */
	const char *reason; /* NULL: Restruct has no word for the whole kind */
	struct place place;
};
LIST(struct outside, outsides);

struct sequence {
	struct object object;
	struct sequence_options options;
	bool unlogged;                /* of its own; those that a table owns follow it */
	struct qualified owner_table; /* OWNED BY; name NULL: none */
	const char *owner_column;
};
LIST(struct sequence *, sequences);

struct extension {
	struct object
		object; /* name.schema: SCHEMA it is installed into, NULL: the configured one */
	const char *version; /* NULL: whatever the server brings */
};
LIST(struct extension *, extensions);

struct namespace
{
	struct object object;
};
LIST(struct namespace *, namespaces);

#endif
