/* Steps for privileges: only what is different is granted or revoked. */
#include "diff/definitions.h"
#include "plan/ddl.h"
#include "plan/steps.h"

#include <string.h>

/* How a privilege is held, from less to more. */
enum hold { HOLD_NONE, HOLD_PLAIN, HOLD_GRANTABLE };

static enum hold hold_of(const struct grant *grant, const char *name, const char *column)
{
	enum hold hold = HOLD_NONE;
	for (size_t i = 0; grant && i < grant->privileges.count; i++) {
		const struct privilege *each = &grant->privileges.items[i];
		if (strcmp(each->name, name) != 0 ||
			(column ? !names_hold(&each->columns, column) : each->columns.count != 0))
			continue;
		enum hold found = each->grantable ? HOLD_GRANTABLE : HOLD_PLAIN;
		hold = found > hold ? found : hold;
	}
	return hold;
}

/* The four statements that lead from one grant to another, as lists of privileges. */
struct difference {
	struct grant revoked, option_revoked, granted, option_granted;
};

struct comparison {
	struct planner *planner;
	const struct grant *from, *to; /* NULL: nothing */
	struct difference *difference;
};

/* REVOKE of a privilege takes it from the columns, too. */
static bool survives(const struct comparison *comparison, const char *name, const char *column)
{
	return !column || hold_of(comparison->from, name, NULL) == HOLD_NONE ||
	       hold_of(comparison->to, name, NULL) != HOLD_NONE;
}

/* What is dropped and made anew has lost all that was granted on it. */
static bool is_lost(const struct comparison *comparison, const char *column)
{
	const struct grant *to = comparison->to;
	const struct survey *survey = &comparison->planner->survey;
	return to && ((column && survey_fate(survey, to->target, column) == FATE_REMADE) ||
			     survey_remakes_target(survey, to));
}

static void compare(const struct comparison *comparison, const char *name, const char *column)
{
	struct arena *arena = comparison->planner->arena;
	struct difference *difference = comparison->difference;
	enum hold before = hold_of(comparison->from, name, column);
	enum hold after = hold_of(comparison->to, name, column);
	if (is_lost(comparison, column) || !survives(comparison, name, column))
		before = HOLD_NONE;
	if (before == after)
		return;
	if (after == HOLD_NONE)
		grant_add(arena, &difference->revoked, name, column, false);
	else if (before > after)
		grant_add(arena, &difference->option_revoked, name, column, false);
	else if (after == HOLD_PLAIN)
		grant_add(arena, &difference->granted, name, column, false);
	else
		grant_add(arena, &difference->option_granted, name, column, false);
}

static void compare_all(const struct comparison *comparison, const struct grant *grant, bool once)
{
	for (size_t i = 0; grant && i < grant->privileges.count; i++) {
		const struct privilege *each = &grant->privileges.items[i];
		if (each->columns.count == 0 &&
			!(once && hold_of(comparison->from, each->name, NULL)))
			compare(comparison, each->name, NULL);
		list_each (const char **, column, &each->columns) {
			if (!(once && hold_of(comparison->from, each->name, *column)))
				compare(comparison, each->name, *column);
		}
	}
}

/* What PUBLIC has by itself: the empty grant takes it away, no grant gives it back. */
static struct privileges default_of(struct arena *arena, const struct grant *grant)
{
	struct privileges privileges = {0};
	struct privilege privilege = {
		.name = grant->target_kind == OBJECT_ENUM ? "USAGE" : "EXECUTE"};
	list_push(arena, &privileges, privilege);
	return privileges;
}

static void say(struct planner *planner, const struct grant *grant, const char *sql, bool breaks)
{
	struct step *step = step_add(planner, RANK_GRANT);
	step_say(planner, step, &grant->object, sql);
	if (breaks)
		step_breaks(step, COMPATIBILITY_BREAKING);
	step_needs(planner, step, word_table(planner, grant->target));
	step_needs(planner, step, word_function(planner, grant->target));
}

static bool is_there(const struct schema *schema, const struct grant *grant)
{
	for (int i = 0; i < TOP_LEVEL_KINDS; i++) {
		enum object_kind kind = (enum object_kind)i;
		if (grant_target_kind(kind) == grant->target_kind &&
			schema_find(schema, kind, grant->target))
			return true;
	}
	return false;
}

static bool is_new_target(struct planner *planner, const struct grant *grant)
{
	return is_there(planner->to, grant) && !is_there(planner->from, grant);
}

static bool is_default(const struct grant *grant)
{
	return grant->privileges.count == 0;
}

static void say_difference(
	struct planner *planner, const struct grant *grant, const struct difference *difference)
{
	struct arena *arena = planner->arena;
	bool breaks = !is_new_target(planner, grant);
	if (difference->revoked.privileges.count)
		say(planner, grant,
			ddl_revoke(arena, grant, &difference->revoked.privileges, false), breaks);
	if (difference->option_revoked.privileges.count)
		say(planner, grant,
			ddl_revoke(arena, grant, &difference->option_revoked.privileges, true),
			breaks);
	if (difference->granted.privileges.count)
		say(planner, grant, ddl_grant(arena, grant, &difference->granted.privileges, false),
			false);
	if (difference->option_granted.privileges.count)
		say(planner, grant,
			ddl_grant(arena, grant, &difference->option_granted.privileges, true),
			false);
}

static void change_grant(struct planner *planner, const struct grant *from, const struct grant *to)
{
	struct difference difference = {0};
	struct comparison comparison = {planner, from, to, &difference};
	const struct grant *grant = to ? to : from;
	struct privileges by_default = default_of(planner->arena, grant);
	compare_all(&comparison, from, false);
	compare_all(&comparison, to, true);
	say_difference(planner, grant, &difference);
	if (to && is_default(to))
		say(planner, to, ddl_revoke(planner->arena, to, &by_default, false),
			!from && !is_new_target(planner, to));
	else if (from && is_default(from))
		say(planner, from, ddl_grant(planner->arena, from, &by_default, false), false);
}

/* The target goes, and privileges with it. */
static bool target_goes(struct planner *planner, const struct grant *grant)
{
	return is_there(planner->from, grant) && !is_there(planner->to, grant);
}

void plan_grant(struct planner *planner, const struct change *change)
{
	const struct grant *from = (const struct grant *)change->from;
	const struct grant *to = (const struct grant *)change->to;
	if (to || !target_goes(planner, from))
		change_grant(planner, from, to);
}

/* The grants that stay as they are, on something that does not. */
void plan_lost_grants(struct planner *planner)
{
	list_each (struct grant **, each, &planner->to->grants) {
		const struct grant *from =
			schema_find(planner->from, OBJECT_GRANT, (*each)->object.name);
		if (from && privileges_equal(&from->privileges, &(*each)->privileges) &&
			(!is_default(from) || survey_remakes_target(&planner->survey, from)))
			change_grant(planner, from, *each);
	}
}
