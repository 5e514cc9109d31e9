/* A column that is in both schemas, on its way from what it was to what it is to be. */
#ifndef RESTRUCT_PLAN_STEPS_ALTER_H
#define RESTRUCT_PLAN_STEPS_ALTER_H

#include "plan/steps.h"

struct altered {
	const struct table *table; /* of the new schema */
	const struct column *from, *to;
	enum fate fate;
};

/* steps_retype.c */
/* Whether the server turns values, and the default, into the new type without being told how. */
bool casts_by_itself(struct planner *planner, const struct altered *altered);
/* All new types of one table in one statement: each alone would write the table anew. */
void retype_columns(struct planner *planner, const struct altered *columns, size_t count);

#endif
