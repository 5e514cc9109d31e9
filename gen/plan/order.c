/* The stable topological sort: by rank and age, unless one step needs what another provides. */
#include "plan/steps.h"

#include <string.h>

LIST(size_t, indices);

struct node {
	struct indices followers; /* the steps that need what this one provides */
	size_t waiting_for;       /* how many steps must still come before it */
};

struct sorter {
	struct arena *arena;
	const struct steps *steps;
	struct node *nodes;
	struct map providers; /* word -> struct indices * */
	size_t *heap;         /* steps that are ready, the next one first */
	size_t heap_count;
};

static void collect_providers(struct sorter *sorter)
{
	for (size_t i = 0; i < sorter->steps->count; i++) {
		list_each (const char **, word, &sorter->steps->items[i]->provides) {
			struct indices *all = map_get(&sorter->providers, *word);
			if (!all) {
				all = arena_new(sorter->arena, struct indices);
				map_put(sorter->arena, &sorter->providers, *word, all);
			}
			list_push(sorter->arena, all, i);
		}
	}
}

static void connect(struct sorter *sorter)
{
	for (size_t i = 0; i < sorter->steps->count; i++) {
		list_each (const char **, word, &sorter->steps->items[i]->needs) {
			const struct indices *all = map_get(&sorter->providers, *word);
			for (size_t j = 0; all && j < all->count; j++) {
				if (all->items[j] == i)
					continue; /* a step meets its own needs */
				list_push(
					sorter->arena, &sorter->nodes[all->items[j]].followers, i);
				sorter->nodes[i].waiting_for++;
			}
		}
	}
}

static bool before(const struct sorter *sorter, size_t a, size_t b)
{
	enum rank one = sorter->steps->items[a]->rank, two = sorter->steps->items[b]->rank;
	return one != two ? one < two : a < b;
}

static void heap_push(struct sorter *sorter, size_t item)
{
	size_t at = sorter->heap_count++;
	while (at > 0 && before(sorter, item, sorter->heap[(at - 1) / 2])) {
		sorter->heap[at] = sorter->heap[(at - 1) / 2];
		at = (at - 1) / 2;
	}
	sorter->heap[at] = item;
}

static size_t heap_pop(struct sorter *sorter)
{
	size_t first = sorter->heap[0], last = sorter->heap[--sorter->heap_count];
	size_t at = 0, child;
	while ((child = 2 * at + 1) < sorter->heap_count) {
		if (child + 1 < sorter->heap_count &&
			before(sorter, sorter->heap[child + 1], sorter->heap[child]))
			child++;
		if (before(sorter, last, sorter->heap[child]))
			break;
		sorter->heap[at] = sorter->heap[child];
		at = child;
	}
	sorter->heap[at] = last;
	return first;
}

bool steps_sort(struct arena *arena, struct steps *steps)
{
	struct sorter sorter = {
		.arena = arena,
		.steps = steps,
		.nodes = arena_alloc(arena, (steps->count + 1) * sizeof *sorter.nodes),
		.heap = arena_alloc(arena, (steps->count + 1) * sizeof *sorter.heap),
	};
	struct steps sorted = {0};
	collect_providers(&sorter);
	connect(&sorter);
	for (size_t i = 0; i < steps->count; i++) {
		if (sorter.nodes[i].waiting_for == 0)
			heap_push(&sorter, i);
	}
	while (sorter.heap_count) {
		size_t next = heap_pop(&sorter);
		list_push(arena, &sorted, steps->items[next]);
		list_each (size_t *, follower, &sorter.nodes[next].followers) {
			if (--sorter.nodes[*follower].waiting_for == 0)
				heap_push(&sorter, *follower);
		}
	}
	bool whole = sorted.count == steps->count;
	/* In a circle nothing is ready: its steps follow in their own order, for the message. */
	for (size_t i = 0; i < steps->count; i++) {
		if (sorter.nodes[i].waiting_for)
			list_push(arena, &sorted, steps->items[i]);
	}
	*steps = sorted;
	return whole;
}
