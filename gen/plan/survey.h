/* What a difference drags along: the objects that are the same before and after, and yet must be
 * made anew because the server does not let what they depend on change under them.
 *
 * - A type is made anew when labels go or change places, when a domain's base type changes, when
 * all is one transaction and a new label is needed in it.
 * - A column is retyped when its type, its collation or a type that is made anew changes it, and
 *   made anew itself when it is or becomes a generated one that cannot follow.
 * - A view, routine, trigger, policy, rule is remade when it uses anything that goes, or when its
 * own change is more than CREATE OR REPLACE can do.
 * - A constraint or index is rebuilt when a column it mentions is made anew or changes its meaning;
 *   a foreign key also when the key it points to is, and where tables that become logged or
 * unlogged refer to each other in a circle: none of them could be the first. */
#ifndef RESTRUCT_PLAN_SURVEY_H
#define RESTRUCT_PLAN_SURVEY_H

#include "diff/diff.h"
#include "diff/objects.h"

/* In the order of severity. */
enum fate {
	FATE_STAYS,
	FATE_CARRIED, /* retyped; what mentions it goes on meaning the same */
	FATE_RETYPED, /* retyped; what mentions it must be rebuilt */
	FATE_REMADE   /* dropped and added */
};

struct remade_type {
	const struct object *from, *to; /* enum or domain */
	struct qualified aside; /* what the old one is called until nothing uses it any more */
};
LIST(struct remade_type, remade_types);

struct survey {
	struct arena *arena;
	const struct diff *diff;
	bool single_transaction;
	struct remade_types types;
	struct map fates;       /* "table column" -> struct column_fate *, where not FATE_STAYS */
	struct objects rebuilt; /* constraints and indexes of the new schema with an equal one in
				   the old that cannot stay */
	struct objects remade;  /* views, routines, triggers, policies … of the new schema with
				   one of the name in the old that is dropped before */
	struct map remade_map;  /* the same, by kind and name */
	struct qualifieds relations_going, types_going; /* dropped, for good or to come back */
	struct qualifieds functions_going;              /* likewise, by name alone */
	bool spreads;                                   /* the last round found more */
};

void survey_make(struct arena *arena, const struct diff *diff, bool single_transaction,
	struct survey *survey);

/* Whether an expression calls a function that is dropped, for good or to come back. */
bool survey_calls_going(const struct survey *survey, const struct mentions *mentions);

const struct remade_type *survey_remade_type(const struct survey *survey, struct qualified type);
/* Whether an expression names a type that is made anew. */
bool survey_casts_to_remade(const struct survey *survey, const struct mentions *mentions);
/* Of a column that is in both schemas. */
enum fate survey_fate(const struct survey *survey, struct qualified table, const char *column);
/* Whether a key of the old table over these columns goes, or goes and comes back. */
bool survey_loses_key(
	const struct survey *survey, struct qualified table, const struct names *columns);
/* Whether what happens to the columns and types that it mentions is more than a constraint or index
 * of the table can bear. */
bool survey_cannot_stay(
	const struct survey *survey, struct qualified table, const struct object *object);
/* Whether a foreign key of the old table is the same in the new one, and not made anew. */
bool survey_keeps(
	const struct survey *survey, const struct table *table, const struct constraint *key);
/* Whether a table of both schemas becomes logged or unlogged. */
bool survey_changes_logged(const struct survey *survey, struct qualified table);
/* Whether any column, or an attribute of what a column may hold, has the type: the server does not
 * change it then. */
bool survey_is_stored(const struct schema *schema, struct qualified type);
/* Whether a table of both schemas is dropped and made anew. */
bool survey_remakes_table(const struct survey *survey, struct qualified table);
/* Whether a table of the old schema goes, be it that it comes back. */
bool survey_drops(const struct survey *survey, struct qualified table);
/* Whether a constraint or index whose definition is another need not be made anew: a foreign key
 * that is deferred otherwise, an index with other parameters or in another place. */
bool survey_alters_in_place(const struct survey *survey, const struct object *parent,
	const struct object *from, const struct object *to);
bool survey_rebuilds(const struct survey *survey, const struct object *object);

/* Whether a definition of the old schema must go, whatever comes after it: what it mentions is
 * retyped or made anew, or it goes with its relation. */
bool survey_definition_cannot_stay(
	const struct survey *survey, const struct definition *definition);
/* Whether a view, routine or definition of both schemas (either of the two) is dropped and made
 * anew: all that hangs on it is lost with it (comments, indexes, privileges, triggers) and must be
 * made again, too. */
bool survey_remakes(const struct survey *survey, const struct object *object);
/* Whether the target of a grant is dropped and made anew, so that its privileges are gone. */
bool survey_remakes_target(const struct survey *survey, const struct grant *grant);

#endif
