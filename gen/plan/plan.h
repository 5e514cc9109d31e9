/* From changes to statements in the order in which they can run: the only place that writes DDL.
 *
 *     plan.c      the whole of it: survey, steps, order
 *     survey*.c   what must be made anew although it is the same before and after
 *     steps*.c    changes -> steps, with what each does to data, to a busy table, to older programs
 *     order.c     the stable topological sort of the steps
 *     ddl_*.c     the text of each statement
 *     convert.c   from one type to another
 *     reshaped.c  what programs must know of statements that they prepared before
 *     elsewhere.c all of a schema from nothing, in other schemas than its own
 *     hazard.c    the names of hazards
 *
 * A downgrade is the plan of the reversed difference: plan(diff(to, from, reversed renames)). */
#ifndef RESTRUCT_PLAN_PLAN_H
#define RESTRUCT_PLAN_PLAN_H

#include "diff/diff.h"

enum hazard {
	HAZARD_LOSES_DATA = 1 << 0,     /* values are gone for good */
	HAZARD_REWRITES_TABLE = 1 << 1, /* every row is written anew, the table locked meanwhile */
	HAZARD_BLOCKS_WRITES = 1 << 2,  /* for as long as a scan takes */
	HAZARD_BLOCKS_READS = 1 << 3,   /* reads and writes, for as long as a scan takes */
	HAZARD_BREAKS_OLD_CODE = 1 << 4 /* a program built on the older models may fail */
};
enum { HAZARDS = 5 };
/* Those that must be accepted with --allow before a revision is written. */
enum {
	HAZARDS_TO_ACCEPT = HAZARD_LOSES_DATA | HAZARD_REWRITES_TABLE | HAZARD_BLOCKS_WRITES |
			    HAZARD_BLOCKS_READS
};

/* "loses-data", …; and back: 0 when there is no such hazard. */
const char *hazard_name(enum hazard hazard);
unsigned hazard_by_name(const char *name);

/* How a program built before a revision gets on with the schema after it. */
enum compatibility { COMPATIBILITY_ADDITIVE, COMPATIBILITY_TIGHTENING, COMPATIBILITY_BREAKING };
const char *compatibility_name(enum compatibility compatibility);

/* Which transaction a statement stands in. */
enum standing {
	STANDS_WITH_OTHERS, /* the one that is open */
	STANDS_AHEAD,       /* one with its like: what follows may use it only when that is done */
	STANDS_ALONE,       /* one of its own: what comes before and behind is in others */
	STANDS_IN_BATCHES,  /* many, each for some of the rows that its WHERE, at its end, means */
	STANDS_OUTSIDE      /* none: the server allows none, or nobody is to wait for its end */
};

struct statement {
	const char
		*sql; /* no semicolon at the end; lines break where a person would, tabs indent */
	unsigned hazards; /* enum hazard, or'ed */
	enum standing standing;
	unsigned since;   /* the first PostgreSQL that it is for, 18; 0: any */
	unsigned before;  /* the first that it is not for any more; 0: it is for all later ones */
	const char *note; /* what a reader must know before running it, or NULL: what is lost, when
			     it fails */
	const char
		*leaves; /* removes what the server leaves behind it, where restruct_concurrently,
			    which does so by itself, is not there; or NULL */
	const struct object *object; /* of the models, for messages about it */
};
LIST(struct statement, statements);

/* Whether a transaction ends between two statements that follow each other, and the next begins. */
bool statements_part(const struct statement *one, const struct statement *other);
/* Whether the revision must say so. A statement outside ends the transaction before it, but only on
 * a table in use: what has to be done by then, or by itself, cannot rely on it. */
bool statements_need_commit(const struct statement *one, const struct statement *other);

enum direction { DIRECTION_UPGRADE, DIRECTION_DOWNGRADE };

struct planning {
	enum direction direction;
	/* Nothing may stand alone or outside. Otherwise what takes long on a table in use is done
	 * beside its users: indexes are built outside a transaction, constraints come unchecked and
	 * are validated in a transaction of their own. */
	bool single_transaction;
};

struct plan {
	struct statements statements;
	unsigned hazards;
	enum compatibility compatibility;
	struct qualifieds reshaped; /* tables and views of both schemas, as they are called
				       afterwards, whose rows have another shape then */
};

/* In a downgrade, a NOT NULL column that comes back gets a stand-in value where its type has one,
 * and the note says so. Errors (a change that no statement can make) are in diag. */
bool plan_make(struct arena *arena, const struct diff *diff, struct planning planning,
	struct plan *plan, struct diag *diag);

/* What makes a schema from nothing in a database that has it already: for a comparison of the two.
 * In every statement the schemas that models name are places, to be filled with other names:
 * ELSEWHERE, the schema's position in schemas, ELSEWHERE. What is not the models' own (an
 * extension's type) is named as it was; so is what stands within a routine's body. */
#define ELSEWHERE "\001"
struct elsewhere {
	struct names schemas;    /* sorted; without the configured one */
	struct names statements; /* none about extensions, which stand in a schema only once */
	struct extensions extensions;
};
bool plan_elsewhere(struct arena *arena, const struct schema *schema, struct elsewhere *made,
	struct diag *diag);

#endif
