/* What leads from one schema to another: renames first, then the differences that are left.
 *
 *     renames*.c     which new object is an old one under another name; refuses to guess
 *     likeness.c     how alike two objects are
 *     expand.c       what partitions and children have from their parents
 *     apply*.c       the renames carried out on a copy of the old schema
 *     rewrite.c      what mentions an object that gets another name
 *     definitions.c  triggers, policies and the like, which follow what they are on
 *     diff.c         differences between two schemas, the old one with its renames applied
 *     compare.c      differences between two objects of one kind
 *     change.c       a change in words
 *     delta.c        what a revision's header holds of the new schema
 *     concern.c      the part of a schema that differing texts concern
 *     spelling.c     what a database holds, in the models' own words where they are the same to it
 *     merge.c        two schemas that came from one, made one again
 *     objects.c      what all of these ask of an object, whatever its kind
 */
#ifndef RESTRUCT_DIFF_DIFF_H
#define RESTRUCT_DIFF_DIFF_H

#include "base/diag.h"
#include "schema/schema.h"

/* An object that goes on under another name, in another schema, or both. */
struct rename {
	enum object_kind kind;
	struct qualified table; /* of a column, constraint, index: its table's new name; of a label:
				   its type's new name */
	struct qualified from, to; /* within a table or type: only name */
	const struct object *old_object, *new_object;
};
LIST(struct rename, renames);

/* Two objects that may be one: the question that a person must answer. */
struct rename_question {
	enum object_kind kind;
	struct qualified table;
	const struct object *dropped, *created;
};
LIST(struct rename_question, rename_questions);

struct rename_options {
	struct names pairs; /* --rename OLD=NEW: tables "customers=clients", columns
			       "customers.phone=customers.telephone", labels of an enum likewise */
	bool never; /* --no-rename: what is not said by DB_WAS or a pair is a drop and a create */
};

/* DB_WAS and --rename make renames; a dropped and a created object of like shape that neither names
 * become questions. Errors (a pair that names nothing, a DB_WAS whose old name still stands) are in
 * diag. False when there is an error or a question. */
bool diff_renames(struct arena *arena, const struct schema *from, const struct schema *to,
	const struct rename_options *options, struct renames *renames,
	struct rename_questions *questions, struct diag *diag);
/* The same renames, backwards: for the downgrade. */
void renames_reverse(struct arena *arena, const struct renames *renames, struct renames *reverse);

enum change_kind {
	CHANGE_CREATE, /* to */
	CHANGE_DROP,   /* from */
	CHANGE_RENAME, /* both: name, schema or both */
	CHANGE_ALTER   /* both, of one name: attribute differs */
};

enum attribute {
	ATTRIBUTE_NONE,       /* CREATE, DROP, RENAME */
	ATTRIBUTE_COMMENT,    /* any object */
	ATTRIBUTE_TYPE,       /* column: type or collation; domain: base type (made anew) */
	ATTRIBUTE_NULL,       /* column, domain */
	ATTRIBUTE_DEFAULT,    /* column, domain */
	ATTRIBUTE_IDENTITY,   /* column */
	ATTRIBUTE_GENERATED,  /* column */
	ATTRIBUTE_LABELS,     /* enum: labels added, removed or in another order */
	ATTRIBUTE_DEFINITION, /* constraint, index (made anew); view: query; routine; trigger,
				 policy, rule, statistics, collation */
	ATTRIBUTE_OPTIONS,    /* sequence; extension: schema; column: its identity's; materialized
				 view: where and how its rows are stored, and whether it is filled */
	ATTRIBUTE_OWNER,   /* sequence: let go by from_parent before either moves, among renames */
	ATTRIBUTE_VERSION, /* extension */
	ATTRIBUTE_PARAMETERS,       /* table: storage parameters; column; view: WITH */
	ATTRIBUTE_LOGGED,           /* table */
	ATTRIBUTE_SECURITY,         /* table: row security */
	ATTRIBUTE_PARTITION,        /* table: what it is a partition of, and its bound */
	ATTRIBUTE_PARENTS,          /* table: what it inherits from */
	ATTRIBUTE_ACCESS_METHOD,    /* table */
	ATTRIBUTE_TABLESPACE,       /* table */
	ATTRIBUTE_REPLICA_IDENTITY, /* table */
	ATTRIBUTE_CLUSTER,          /* table */
	ATTRIBUTE_STORAGE,          /* column */
	ATTRIBUTE_COMPRESSION,      /* column */
	ATTRIBUTE_STATISTICS,       /* column: how closely ANALYZE looks */
	ATTRIBUTE_VALID,            /* constraint: whether it was looked at */
	ATTRIBUTE_FORCED,           /* table: row security for its owner, too */
	ATTRIBUTE_ENABLED,          /* trigger, rule */
	ATTRIBUTE_TARGET,           /* extended statistics */
	ATTRIBUTE_PRIVILEGES        /* grant */
};
enum { ATTRIBUTES = ATTRIBUTE_PRIVILEGES + 1 };

struct change {
	enum change_kind kind;
	enum attribute attribute;
	/* Whichever exists. In a rename, from has its old name; in every other change, from is
	   called as it is after all renames. */
	const struct object *from, *to;
	const struct object *from_parent,
		*to_parent; /* the table, enum or domain it stands in; NULL */
};
LIST(struct change, changes);

struct diff {
	/* Renames first, in an order in which they can be carried out (with a name in between where
	   two objects exchange theirs); then by kind, schema and name, what stands in a table after
	   it in the order of declaration. */
	struct changes changes;
	/* The old schema under its new names: a copy, or, where no name is new, its own objects. */
	struct schema from;
	const struct schema *to;
	struct schema
		*expanded; /* to, when it is a copy with what tables have of others; or NULL */
};

/* Contents of created and dropped tables and types are not changes of their own. */
void diff_schemas(struct arena *arena, const struct schema *from, const struct schema *to,
	const struct renames *renames, struct diff *diff);

/* "alter column customers.email: type varchar(100) -> varchar(254)": a line a change, for people
 * and for --dump=changes. */
const char *change_text(struct arena *arena, const struct change *change);

#endif
