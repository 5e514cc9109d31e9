/* From a target to the revisions that lie on the way. */
#include "internal.h"

#include <stdlib.h>
#include <string.h>

/* ---- names of revisions ---- */

/* The only revision in the table on which nothing builds; NONE in an empty table. */
static bool find_head(const struct restruct_graph *graph, size_t *position, restruct_error *error)
{
	struct restruct_room room;
	room.used = 0;
	*position = NONE;
	bool *heads = restruct_room_take(&room, graph->count + 1, sizeof *heads);
	if (heads == NULL) {
		restruct_fail_memory(error);
		return false;
	}
	size_t count = 0;
	memset(heads, true, graph->known);
	for (size_t i = 0; i < graph->known; i++)
		for (int which = 0; which < 2; which++)
			if (graph->parent[which][i] != NONE)
				heads[graph->parent[which][i]] = false;
	for (size_t i = 0; i < graph->known; i++)
		if (heads[i]) {
			count++;
			*position = i;
		}
	if (count > 1) {
		struct restruct_text names = {0};
		restruct_graph_list(graph, heads, NULL, &names);
		restruct_fail(error, RESTRUCT_USAGE, NULL,
			"make one of them with \"restruct merge\", or name the one that is wanted",
			"the revisions have %zu heads: %s", count,
			restruct_error_text(error, &names));
		restruct_text_finish(&names);
	}
	restruct_room_give(&room, heads);
	return count <= 1;
}

static bool fail_ambiguous(
	const struct restruct_graph *graph, const char *target, restruct_error *error)
{
	struct restruct_text names = {0};
	restruct_graph_list(graph, NULL, target, &names);
	restruct_fail(error, RESTRUCT_USAGE, NULL, "write more of the id",
		"target \"%s\" could be any of %s", target, restruct_error_text(error, &names));
	restruct_text_finish(&names);
	return false;
}

static bool fail_unknown(
	const struct restruct_graph *graph, const char *target, restruct_error *error)
{
	restruct_fail(error, RESTRUCT_USAGE, NULL,
		"a target is head, base, +N, -N, an id or the start of one",
		"no revision of this program is called \"%s\"; it knows %zu%s%s%s%s%s", target,
		graph->known, graph->known != 0 ? ", from \"" : "",
		graph->known != 0 ? graph->revisions[0].id : "",
		graph->known != 0 ? "\" to \"" : "",
		graph->known != 0 ? graph->revisions[graph->known - 1].id : "",
		graph->known != 0 ? "\"" : "");
	return false;
}

static bool find_start(const struct restruct_graph *graph, const char *target, size_t *position,
	restruct_error *error)
{
	*position = restruct_graph_find(graph, target);
	if (*position != NONE)
		return true;
	if (*target == '\0')
		return fail_unknown(graph, target, error);
	for (size_t i = 0; i < graph->count; i++) {
		if (strncmp(graph->revisions[i].id, target, strlen(target)) != 0)
			continue;
		if (*position != NONE)
			return fail_ambiguous(graph, target, error);
		*position = i;
	}
	return *position != NONE || fail_unknown(graph, target, error);
}

bool restruct_route_position(const struct restruct_graph *graph, const char *target,
	size_t *position, restruct_error *error)
{
	if (strcmp(target, "base") == 0) {
		*position = NONE;
		return true;
	}
	if (strcmp(target, "head") == 0)
		return find_head(graph, position, error);
	return find_start(graph, target, position, error);
}

/* ---- relative targets ---- */

/* "+3" and "-3": the number; 0 when target is none or makes no sense. */
static unsigned long steps(const char *target, char sign)
{
	char *end;
	if (target[0] != sign || target[1] < '0' || target[1] > '9')
		return 0;
	unsigned long number = strtoul(target + 1, &end, 10);
	return *end == '\0' ? number : 0;
}

static bool is_relative(const char *target)
{
	return target[0] == '+' || target[0] == '-';
}

static bool fail_relative(enum restruct_verb verb, const char *target, restruct_error *error)
{
	static const char *const hints[] = {
		[VERB_UPGRADE] =
			"an upgrade counts forwards: +1, +2 …; back leads restruct_downgrade",
		[VERB_DOWNGRADE] = "a downgrade counts backwards: -1, -2 …",
		[VERB_STAMP] = "stamp takes head, base, an id or the start of one"};
	restruct_fail(error, RESTRUCT_USAGE, NULL, hints[verb],
		"\"%s\" is not a target that makes sense here", target);
	return false;
}

/* The first so many on the way to the head that are not applied yet. */
static bool next_steps(const struct restruct_graph *graph, const bool *applied, const char *target,
	bool *set, restruct_error *error)
{
	unsigned long number = steps(target, '+');
	size_t head;
	if (number == 0)
		return fail_relative(VERB_UPGRADE, target, error);
	if (!find_head(graph, &head, error))
		return false;
	for (size_t i = 0; i < graph->known && number > 0; i++)
		if (!applied[i]) {
			set[i] = true;
			number--;
		}
	if (number > 0)
		restruct_fail(error, RESTRUCT_USAGE, NULL, "the target \"head\" leads to the end",
			"\"%s\" leads beyond the head by %lu", target, number);
	return number == 0;
}

/* The last so many that are applied. */
static bool last_steps(const struct restruct_graph *graph, const bool *applied, const char *target,
	bool *set, restruct_error *error)
{
	unsigned long number = steps(target, '-');
	if (number == 0)
		return fail_relative(VERB_DOWNGRADE, target, error);
	for (size_t i = graph->count; i-- > 0 && number > 0;)
		if (applied[i]) {
			set[i] = true;
			number--;
		}
	if (number > 0)
		restruct_fail(error, RESTRUCT_USAGE, NULL, "the target \"base\" undoes everything",
			"\"%s\" leads beyond the base by %lu", target, number);
	return number == 0;
}

/* ---- the route ---- */

static bool route_back(const struct restruct_graph *graph, const bool *applied, const char *target,
	bool *set, restruct_error *error)
{
	size_t position;
	if (is_relative(target))
		return last_steps(graph, applied, target, set, error);
	if (!restruct_route_position(graph, target, &position, error))
		return false;
	if (position == NONE) {
		memset(set, true, graph->count);
		return true;
	}
	if (!applied[position]) {
		restruct_fail(error, RESTRUCT_USAGE, graph->revisions[position].id,
			"a downgrade leads to a revision that is applied, or to base",
			"it is not applied, so there is no way back to it");
		return false;
	}
	set[position] = true;
	restruct_graph_add_descendants(graph, set);
	set[position] = false;
	return true;
}

bool restruct_route_find(const struct restruct_graph *graph, enum restruct_verb verb,
	const bool *applied, const char *target, bool *set, restruct_error *error)
{
	memset(set, false, graph->count);
	if (target == NULL)
		return fail_unknown(graph, "", error);
	if (verb == VERB_DOWNGRADE)
		return route_back(graph, applied, target, set, error);
	if (is_relative(target)) {
		if (verb == VERB_STAMP)
			return fail_relative(verb, target, error);
		if (!next_steps(graph, applied, target, set, error))
			return false;
		restruct_graph_add_ancestors(graph, set);
		return true;
	}
	size_t position;
	if (!restruct_route_position(graph, target, &position, error))
		return false;
	if (position != NONE) {
		set[position] = true;
		restruct_graph_add_ancestors(graph, set);
	} else if (verb == VERB_UPGRADE && strcmp(target, "base") == 0) {
		restruct_fail(error, RESTRUCT_USAGE, NULL,
			"an upgrade leads forwards; back leads restruct_downgrade",
			"\"base\" is not a target that makes sense here");
		return false;
	}
	return true;
}
