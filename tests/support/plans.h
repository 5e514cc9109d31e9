/* Plans between two schemas, for tests. */
#ifndef RESTRUCT_TESTS_PLANS_H
#define RESTRUCT_TESTS_PLANS_H

#include "plan/plan.h"
#include "support/models.h"

/* As restruct diff goes about it, with no renames but those that the models claim. False: it cannot
 * be had, diag says why. */
bool plan_of_schemas(struct arena *arena, struct schema *from, struct schema *to,
	struct planning planning, struct plan *plan, struct diag *diag);

/* Between two models as text; what fails, fails the test. */
void plan_of_models(struct arena *arena, const char *from, const char *to, struct planning planning,
	struct plan *plan);

#endif
