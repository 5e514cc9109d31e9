/* What any object of a schema depends on, in one form for all kinds, so that there is one answer to
 * "what stands in the way" and "what must be there before".
 *
 * A kind of object whose definition mentions others belongs here, and nowhere else: survey_around.c
 * finds out with it what must be dropped and made again around a change, uses.c ties steps with it.
 */
#ifndef RESTRUCT_PLAN_DEPENDS_H
#define RESTRUCT_PLAN_DEPENDS_H

#include "schema/schema.h"

struct uses {
	struct qualifieds relations; /* tables, views, sequences: what it reads or stands on */
	struct names columns;        /* of those relations, as far as their names tell */
	bool every_column;           /* of those relations */
	struct qualifieds types;     /* also rows of tables and views */
	struct qualifieds functions; /* without the types of their arguments */
};

/* What the server knows that a top-level object depends on, and would refuse to drop or to retype
 * under it: of views, routines, triggers, policies, rules, statistics and the like. Of tables,
 * domains and whatever has its own steps: nothing. Lists are borrowed where they can be. */
struct uses object_uses(struct arena *arena, const struct object *object);
/* The same of an expression. */
struct uses mentions_uses(const struct mentions *mentions);

/* The table of that name, the one it is a partition of, those it inherits from, and theirs: whose
 * columns are its own. */
void table_and_ancestors(struct arena *arena, const struct schema *schema, struct qualified name,
	struct tables *tables);

bool qualifieds_hold(const struct qualifieds *names, struct qualified name);
/* Whether one of the names is that of a function, whatever its arguments are. */
bool functions_hold(const struct qualifieds *names, struct qualified function);

#endif
