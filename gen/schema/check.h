/* What the parts of schema_check share. */
#ifndef RESTRUCT_SCHEMA_CHECK_H
#define RESTRUCT_SCHEMA_CHECK_H

#include "schema/schema.h"

struct check {
	struct schema *schema;
	struct diag *diag;
	struct arena *arena;
	struct map relations; /* schema and name -> whatever has taken the name there */
	struct map types;
	struct map definitions[OBJECT_KINDS]; /* each kind has names of its own */
};

/* "; did you mean \"customers\"?" or, when no candidate is near, otherwise. */
const char *check_hint(struct check *check, const char *wanted, const struct names *candidates,
	const char *otherwise);

/* The names of all objects of the kinds from first to last. */
struct names check_candidates(struct check *check, enum object_kind first, enum object_kind last);

/* An error and false when another object was the first of that name. */
bool check_first(struct check *check, struct qualified name, const struct object *object,
	const struct object *first);
/* Takes a name in a set of names; an error and false when another object has it. */
bool check_unique(
	struct check *check, struct map *map, struct qualified name, const struct object *object);
/* Length and emptiness of a name. */
void check_name(struct check *check, const struct object *object);
/* Whether a name's schema is one that the models declare, or public. */
void check_namespace(struct check *check, const struct object *object, const char *schema);
/* The schema is none of the models': what is in there, they cannot know. */
bool check_is_foreign(const struct check *check, const char *schema);

/* check_type.c */
void check_type(struct check *check, const struct object *object, const struct sql_type *type);
/* A type that an expression of object names. */
void check_type_name(struct check *check, const struct object *object, struct qualified name);
void check_domain(struct check *check, const struct domain *domain);
void check_enum(struct check *check, const struct enum_type *type);
void check_composite(struct check *check, const struct composite *composite);
/* The type that a domain stands for in the end; any other type is that already. */
const struct sql_type *check_basic_type(const struct check *check, const struct sql_type *type);

/* check_expression.c: what object's expression mentions must be there. table NULL: it may not
 * mention columns. */
void check_mentions(struct check *check, const struct object *object, const struct table *table,
	const struct mentions *mentions);
/* Which of the table's columns may be meant: "; did you mean \"id\"?" or "". */
const char *check_column_hint(struct check *check, const struct table *table, const char *wanted);
void check_column_name(struct check *check, const struct object *object, const struct table *table,
	const char *column);

/* check_view.c */
void check_views(struct check *check);
void check_routines(struct check *check);

/* check_table.c, check_key.c and check_reference.c */
void check_table(struct check *check, struct table *table);
void check_keys(struct check *check, const struct table *table);
void check_reference(struct check *check, const struct table *table, struct constraint *constraint);
/* check_definition.c: triggers, policies, rules, statistics, collations, privileges */
void check_definitions(struct check *check);

/* check_partition.c: what binds a table to others. */
/* Whether following what tables are partitions or children of comes to an end, which all other
 * checks of tables rely on. */
bool check_circles(struct check *check);
void check_partition(struct check *check, const struct table *table);
void check_parents(struct check *check, const struct table *table);
/* A key of a partitioned table holds the columns of its partition key. */
void check_partitioned_key(struct check *check, const struct table *table,
	const struct object *object, const struct names *columns);
/* What an index is attached to must be there. */
void check_attached(struct check *check, const struct table *table, const struct index *index);
/* What columns of its parents have otherwise in a partition or child. */
void check_own(struct check *check, const struct table *table);
/* The index by which the table's rows are found elsewhere. */
void check_identity_index(struct check *check, const struct table *table);

/* Says that one table names another that is not there. */
void check_unknown_table(struct check *check, const struct object *object, const char *what,
	const char *who, struct qualified table);

#endif
