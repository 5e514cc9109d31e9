/* The schema: what a set of models, a revision or a database holds. Plain data (schema/object.h
 * says what an object is); the centre of the generator. No libclang, no libpq.
 *
 * Two readers make one (read/), diff compares any two, plan and write spend one. A schema and all
 * it points to live in the arena it was made in and are not changed after schema_check has
 * passed; diff works on a copy.
 *
 *     object.h      what a table, a column, a type … is
 *     kinds.c       which struct and which list hold a kind of object (kinds.h)
 *     schema.c      lists and maps: objects added, found, renamed
 *     copy.c, equal.c
 *     grant.c       privileges
 *     names.c       names that nobody gave (names.h)
 *     storage.c     how the server keeps the values of a type
 *     check*.c      schema_check: what it all means
 *     settle.c      schema_settle: the last of the spelling
 *     sql*.c        the text in it: the only part that knows PostgreSQL's grammar (sql.h)
 *     revision.h    revisions and the folder of them, as data */
#ifndef RESTRUCT_SCHEMA_SCHEMA_H
#define RESTRUCT_SCHEMA_SCHEMA_H

#include "schema/object.h"

struct text;

struct schema {
	struct arena *arena;
	struct namespaces namespaces;
	struct extensions extensions;
	struct enum_types enums;
	struct domains domains;
	struct composites composites;
	struct sequences sequences;
	struct tables tables;
	struct views views;             /* materialized ones, too */
	struct routines routines;       /* functions, procedures, aggregates, operators */
	struct definitions definitions; /* collations, ranges, statistics, triggers, policies,
					   rules */
	struct grants grants;
	struct outsides outsides; /* never compared */
	struct map
		maps[OBJECT_KINDS]; /* by schema and name; kept by schema_add, table_add_* and
				       schema_remove. Constraints and indexes too, by their table's
				       schema: names.c asks there which names are taken */
};

void schema_init(struct schema *schema, struct arena *arena);

/* Adds; a second object of the same kind and name is added all the same, and schema_check names
 * both. The object is borrowed. */
void schema_add(struct schema *schema, struct object *object);
/* The object of that kind and name, or NULL. Kinds that stand within a table are found with
 * table_* below. */
void *schema_find(const struct schema *schema, enum object_kind kind, struct qualified name);
/* Takes an object out, if it is there. */
void schema_remove(struct schema *schema, enum object_kind kind, struct qualified name);
/* Gives an object another name, at its place. */
void schema_rename(struct schema *schema, struct object *object, struct qualified to);
/* A deep copy into arena: what diff may rewrite. */
void schema_copy(struct schema *copy, const struct schema *schema, struct arena *arena);

/* A grant without privileges. role: "public" for PUBLIC. */
struct grant *grant_make(struct arena *arena, const char *role, enum object_kind target_kind,
	struct qualified target);
/* Names it by its role and target again, after either has changed. */
void grant_name(struct arena *arena, struct grant *grant);
/* Adds a privilege ("SELECT") of the whole object, or of one column. What is there already stays
 * the stronger of both; privileges are sorted by name, the whole object before its columns,
 * grantable ones last, their columns by name. */
void grant_add(struct arena *arena, struct grant *grant, const char *privilege, const char *column,
	bool grantable);
/* Whether PUBLIC may do it without being told: EXECUTE a function, use a type. */
bool privilege_is_public(enum object_kind target_kind, const char *privilege);
/* Adds a grant, or its privileges to the one of the same role and target that is there. Its first
 * declaration is its place. */
void schema_add_grant(struct schema *schema, struct grant *grant);

void table_add_column(struct table *table, struct column *column, struct arena *arena);
/* A schema and a name as one string, by which a map can know them; no two names share it. */
const char *schema_key(struct arena *arena, struct qualified name);

/* Adds to a table, also before the table itself is added, and notes the name in schema, so that
 * names which nobody gave avoid it. The table must know its own schema by then. */
void table_add_constraint(
	struct schema *schema, struct table *table, struct constraint *constraint);
void table_add_index(struct schema *schema, struct table *table, struct index *index);
void view_add_index(struct schema *schema, struct view *view, struct index *index);
struct column *table_column(const struct table *table, const char *name);
/* What the table has otherwise than its parent of a column; NULL: nothing. */
struct column *table_own(const struct table *table, const char *name);
/* The same, made when there is none. */
struct column *table_add_own(struct arena *arena, struct table *table, const char *name);
struct constraint *table_constraint(const struct table *table, const char *name);
struct index *table_index(const struct table *table, const char *name);
const struct constraint *table_primary_key(const struct table *table);
struct label *enum_label(const struct enum_type *type, const char *name);

/* The partitioned table that a partition is of; NULL for any other table, or when it is not there.
 */
const struct table *schema_partitioned(const struct schema *schema, const struct table *table);
/* A column of the table's own, or one that it has from the table it is a partition of or inherits
 * from; NULL when it has none of that name. */
struct column *schema_column(
	const struct schema *schema, const struct table *table, const char *name);

/* How the server stores a type's values unless a column says otherwise: "plain", "main",
 * "extended"; NULL: not known, the type is none of the schema's. */
const char *schema_own_storage(const struct schema *schema, const struct sql_type *type);

bool qualified_equal(struct qualified a, struct qualified b);
/* "name" or "schema.name", for messages: unquoted. */
const char *qualified_text(struct arena *arena, struct qualified name);
/* Keeps the list sorted by name; false, and nothing is added, when the name is there already. */
bool parameters_add(struct arena *arena, struct parameters *parameters, struct parameter parameter);
/* The value of a storage parameter, or NULL when the list does not have it. */
const char *parameter_value(const struct parameters *parameters, const char *name);
bool parameters_equal(const struct parameters *a, const struct parameters *b);
bool options_equal(const struct sequence_options *a, const struct sequence_options *b);
bool privileges_equal(const struct privileges *a, const struct privileges *b);
/* "autovacuum_enabled = false, fillfactor = 70", as it stands in WITH (…). */
void parameters_put(struct text *text, const struct parameters *parameters);
/* "INSERT SELECT(a, b) UPDATE*": for people; a star where it may be passed on. */
void privileges_put(struct text *text, const struct privileges *privileges);
/* Whether two objects of one kind would be the same in a database. Names, comments, definitions and
 * all within; not places, revisions, C names, DB_WAS and USING. */
bool object_equal(const struct object *a, const struct object *b);

/* Checks what a schema means, after all of it was read: every error of it goes into diag. Fills in
 * what a reference leaves unsaid (the primary key it points to). True when there was no error.
 *
 * What the models cannot know is believed: a type that is neither PostgreSQL's nor a model's may be
 * an extension's when any is declared, and types and sequences of schemas that no DB_SCHEMA
 * declares may be there. A table must be a model's, and an object's own schema must be declared or
 * public. */
bool schema_check(struct schema *schema, struct diag *diag);

/* Gives texts the spelling that depends on the types of columns (struct sql_scope). schema_check
 * does it last. */
void schema_settle(struct schema *schema);

#endif
