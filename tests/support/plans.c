/* Plans between two schemas, for tests; see plans.h. */
#include "support/plans.h"

#include "diff/diff.h"
#include "support/cmocka_all.h"

bool plan_of_schemas(struct arena *arena, struct schema *from, struct schema *to,
	struct planning planning, struct plan *plan, struct diag *diag)
{
	struct rename_options options = {.never = true};
	struct renames renames = {0};
	struct rename_questions questions = {0};
	struct diff diff;
	assert_non_null(from);
	assert_non_null(to);
	diag_init(diag, arena);
	assert_true(diff_renames(arena, from, to, &options, &renames, &questions, diag));
	diff_schemas(arena, from, to, &renames, &diff);
	return plan_make(arena, &diff, planning, plan, diag);
}

void plan_of_models(struct arena *arena, const char *from, const char *to, struct planning planning,
	struct plan *plan)
{
	struct diag diag;
	assert_true(plan_of_schemas(arena, models_from_text(arena, from),
		models_from_text(arena, to), planning, plan, &diag));
}
