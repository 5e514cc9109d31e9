/* The program's table of revisions, checked and indexed. Parents stand before their children, so
 * one pass backwards finds all ancestors of a set, one forwards all descendants. */
#include "internal.h"

#include <stdlib.h>
#include <string.h>

static const char rebuild[] = "build the table again with the generator that belongs to this "
			      "version of librestruct";

static bool check_frame(const restruct_table *table, restruct_error *error)
{
	if (table == NULL || table->magic != RESTRUCT_TABLE_MAGIC ||
		(table->count != 0 && table->revisions == NULL)) {
		restruct_fail(
			error, RESTRUCT_USAGE, NULL, rebuild, "this is not a table of revisions");
		return false;
	}
	if (table->version != RESTRUCT_TABLE_VERSION) {
		restruct_fail(error, RESTRUCT_USAGE, NULL, rebuild,
			"the table of revisions has version %u, this library reads %u",
			(unsigned)table->version, RESTRUCT_TABLE_VERSION);
		return false;
	}
	return true;
}

static const char *wrong_with(const restruct_revision *revision)
{
	if (revision->id == NULL || *revision->id == '\0')
		return "it has no id";
	if (strlen(revision->id) > NAME_BYTES)
		return "its id is longer than 63 bytes";
	if (strchr("+-", *revision->id) != NULL || strcmp(revision->id, "head") == 0 ||
		strcmp(revision->id, "base") == 0 || strchr(revision->id, ':') != NULL)
		return "its id could be taken for a target";
	if (revision->upgrade == NULL)
		return "it has no upgrade function";
	if (revision->checksum == NULL)
		return "it has no checksum";
	if (revision->parent == NULL && revision->second_parent != NULL)
		return "it has a second parent but no first";
	return NULL;
}

static bool check_revisions(const restruct_table *table, restruct_error *error)
{
	for (size_t i = 0; i < table->count; i++) {
		const char *wrong = wrong_with(&table->revisions[i]);
		if (wrong == NULL)
			continue;
		restruct_fail(error, RESTRUCT_USAGE, table->revisions[i].id, rebuild,
			"entry %zu of the table of revisions: %s", i, wrong);
		return false;
	}
	return true;
}

struct by_id {
	const char *id;
	size_t position;
};

static int compare_ids(const void *a, const void *b)
{
	return strcmp(((const struct by_id *)a)->id, ((const struct by_id *)b)->id);
}

static bool index_ids(struct restruct_graph *graph, restruct_error *error)
{
	struct by_id *index = graph->by_id;
	bool sorted = true;
	for (size_t i = 0; i < graph->count; i++) {
		index[i] = (struct by_id){graph->revisions[i].id, i};
		sorted = sorted && (i == 0 || compare_ids(&index[i - 1], &index[i]) < 0);
	}
	if (!sorted) /* as a rule it is, ids begin with a number */
		qsort(index, graph->count, sizeof *index, compare_ids);
	for (size_t i = 1; i < graph->count; i++)
		if (compare_ids(&index[i - 1], &index[i]) == 0) {
			restruct_fail(error, RESTRUCT_USAGE, index[i].id, rebuild,
				"it stands twice in the table of revisions");
			return false;
		}
	return true;
}

size_t restruct_graph_find(const struct restruct_graph *graph, const char *id)
{
	struct by_id wanted = {.id = id};
	const struct by_id *found = graph->count != 0 ? bsearch(&wanted, graph->by_id, graph->count,
								sizeof wanted, compare_ids)
						      : NULL;
	return found != NULL ? found->position : NONE;
}

static bool link_parents(struct restruct_graph *graph, restruct_error *error)
{
	for (size_t i = 0; i < graph->count; i++) {
		const char *ids[2] = {
			graph->revisions[i].parent, graph->revisions[i].second_parent};
		for (int which = 0; which < 2; which++) {
			size_t parent = NONE;
			if (ids[which] != NULL) {
				/* the last one, as a rule */
				parent =
					i > 0 && strcmp(ids[which], graph->revisions[i - 1].id) == 0
						? i - 1
						: restruct_graph_find(graph, ids[which]);
				if (parent == NONE || parent >= i) {
					restruct_fail(error, RESTRUCT_USAGE, graph->revisions[i].id,
						rebuild,
						"its parent \"%s\" does not stand before it in "
						"the table of revisions",
						ids[which]);
					return false;
				}
			}
			graph->parent[which][i] = parent;
		}
	}
	return true;
}

/* Indexes what graph->revisions and count say. */
static bool index_all(struct restruct_graph *graph, restruct_error *error)
{
	struct restruct_room *room = &graph->room;
	graph->by_id = restruct_room_take(room, graph->count + 1, sizeof(struct by_id));
	graph->parent[0] = restruct_room_take(room, graph->count + 1, sizeof(size_t));
	graph->parent[1] = restruct_room_take(room, graph->count + 1, sizeof(size_t));
	if (graph->by_id == NULL || graph->parent[0] == NULL || graph->parent[1] == NULL) {
		restruct_fail_memory(error);
		return false;
	}
	return index_ids(graph, error) && link_parents(graph, error);
}

bool restruct_graph_init(
	struct restruct_graph *graph, const restruct_table *table, restruct_error *error)
{
	*graph = (struct restruct_graph){0};
	if (!check_frame(table, error) || !check_revisions(table, error))
		return false;
	graph->revisions = table->revisions;
	graph->models = table->models;
	graph->count = graph->known = table->count;
	return index_all(graph, error);
}

static void finish_index(struct restruct_graph *graph)
{
	restruct_room_give(&graph->room, graph->by_id);
	restruct_room_give(&graph->room, graph->parent[0]);
	restruct_room_give(&graph->room, graph->parent[1]);
	graph->by_id = NULL;
	graph->parent[0] = graph->parent[1] = NULL;
}

void restruct_graph_finish(struct restruct_graph *graph)
{
	finish_index(graph);
	free(graph->extended);
	*graph = (struct restruct_graph){0};
}

/* Revisions that are to be put into an order: parents before children, else as they come. */
struct learning {
	const struct restruct_graph *graph; /* the program's own are in it */
	const restruct_revision *given;
	size_t count;
	struct by_id *by_id; /* of given, sorted */
	enum place { PLACE_NONE, PLACE_SOUGHT, PLACE_FOUND, PLACE_NOWHERE } * places;
	size_t *stack; /* positions in given whose parents are sought */
	restruct_revision *all;
	size_t end;
};

/* Where a parent is to stand; PLACE_NONE: it is at *position, and to be seen to first. */
static enum place parent_place(const struct learning *learning, const char *id, size_t *position)
{
	const struct restruct_graph *graph = learning->graph;
	struct by_id wanted = {.id = id};
	size_t known = id != NULL ? restruct_graph_find(graph, id) : NONE;
	if (id == NULL || (known != NONE && known < graph->known))
		return PLACE_FOUND;
	const struct by_id *found =
		bsearch(&wanted, learning->by_id, learning->count, sizeof wanted, compare_ids);
	if (found == NULL)
		return PLACE_NOWHERE;
	*position = found->position;
	return learning->places[*position];
}

/* The place of the revision at i, unless a parent is to be seen to first: then that is on the
 * stack. Whoever is sought and comes up again goes round in a circle. */
static enum place place_of(struct learning *learning, size_t i, size_t *parent)
{
	const restruct_revision *revision = &learning->given[i];
	const char *ids[] = {revision->parent, revision->second_parent};
	size_t known = restruct_graph_find(learning->graph, revision->id);
	if (known != NONE && known < learning->graph->known)
		return PLACE_NOWHERE; /* the program knows it better */
	for (int which = 0; which < 2; which++) {
		enum place place = parent_place(learning, ids[which], parent);
		if (place == PLACE_SOUGHT)
			return PLACE_NOWHERE;
		if (place != PLACE_FOUND)
			return place;
	}
	return PLACE_FOUND;
}

static void find_place(struct learning *learning, size_t i)
{
	size_t depth = 0, parent = NONE;
	if (learning->places[i] != PLACE_NONE)
		return;
	learning->stack[depth++] = i;
	while (depth > 0) {
		size_t top = learning->stack[depth - 1];
		learning->places[top] = PLACE_SOUGHT;
		enum place place = place_of(learning, top, &parent);
		if (place == PLACE_NONE) {
			learning->stack[depth++] = parent;
			continue;
		}
		learning->places[top] = place;
		if (place == PLACE_FOUND)
			learning->all[learning->end++] = learning->given[top];
		depth--;
	}
}

/* Each id once: of two rows of one id the second is nowhere. */
static void index_given(struct learning *learning)
{
	for (size_t i = 0; i < learning->count; i++)
		learning->by_id[i] = (struct by_id){learning->given[i].id, i};
	if (learning->count != 0)
		qsort(learning->by_id, learning->count, sizeof *learning->by_id, compare_ids);
	for (size_t i = 1; i < learning->count; i++)
		if (compare_ids(&learning->by_id[i - 1], &learning->by_id[i]) == 0) {
			learning->places[learning->by_id[i].position] = PLACE_NOWHERE;
			learning->by_id[i].position = learning->by_id[i - 1].position;
		}
}

bool restruct_graph_learn(struct restruct_graph *graph, const restruct_revision *revisions,
	size_t count, restruct_error *error)
{
	struct learning learning = {
		.graph = graph, .given = revisions, .count = count, .end = graph->known};
	learning.by_id = calloc(count + 1, sizeof *learning.by_id);
	learning.places = calloc(count + 1, sizeof *learning.places);
	learning.stack = calloc(count + 1, sizeof *learning.stack);
	learning.all = calloc(graph->known + count + 1, sizeof *learning.all);
	bool room = learning.by_id != NULL && learning.places != NULL && learning.stack != NULL &&
		    learning.all != NULL;
	if (room) {
		if (graph->known != 0)
			memcpy(learning.all, graph->revisions, graph->known * sizeof *learning.all);
		index_given(&learning);
		for (size_t i = 0; i < count; i++)
			find_place(&learning, i);
		finish_index(graph);
		free(graph->extended);
		graph->revisions = graph->extended = learning.all;
		graph->count = learning.end;
	} else {
		free(learning.all);
		restruct_fail_memory(error);
	}
	free(learning.by_id);
	free(learning.places);
	free(learning.stack);
	return room && index_all(graph, error);
}

bool restruct_graph_is_head(const struct restruct_graph *graph, const bool *within, size_t position)
{
	for (size_t i = position + 1; i < graph->count; i++)
		if ((within == NULL || within[i]) &&
			(graph->parent[0][i] == position || graph->parent[1][i] == position))
			return false;
	return true;
}

void restruct_graph_add_ancestors(const struct restruct_graph *graph, bool *set)
{
	for (size_t i = graph->count; i-- > 0;)
		for (int which = 0; which < 2; which++)
			if (set[i] && graph->parent[which][i] != NONE)
				set[graph->parent[which][i]] = true;
}

void restruct_graph_add_descendants(const struct restruct_graph *graph, bool *set)
{
	for (size_t i = 0; i < graph->count; i++)
		for (int which = 0; which < 2; which++)
			if (graph->parent[which][i] != NONE && set[graph->parent[which][i]])
				set[i] = true;
}

size_t restruct_graph_count(const struct restruct_graph *graph, const bool *set)
{
	size_t count = 0;
	for (size_t i = 0; i < graph->count; i++)
		count += set[i];
	return count;
}

void restruct_graph_list(const struct restruct_graph *graph, const bool *set, const char *start,
	struct restruct_text *text)
{
	enum { SHOWN = 8 };
	int count = 0;
	for (size_t i = 0; i < graph->count; i++) {
		const char *id = graph->revisions[i].id;
		if (set != NULL ? !set[i] : strncmp(id, start, strlen(start)) != 0)
			continue;
		if (count++ < SHOWN) {
			restruct_text_put(text, count > 1 ? ", " : "");
			restruct_text_put_id(text, id);
		}
	}
	if (count > SHOWN)
		restruct_text_printf(text, " and %d more", count - SHOWN);
}
