/* The stable topological sort: by rank and age, unless one step needs what another provides, or
 * wants it and that closes no circle. */
#include "plan/steps.h"

LIST(size_t, indices);

struct node {
	struct indices followers; /* the steps that need what this one provides */
	struct indices admirers;  /* those that want it */
	size_t waiting_for;       /* how many steps must still come before it */
	size_t hoping_for;        /* how many it wants before it */
	bool done;
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

static void connect_wants(struct sorter *sorter, size_t i)
{
	list_each (const char **, word, &sorter->steps->items[i]->wants) {
		const struct indices *all = map_get(&sorter->providers, *word);
		for (size_t j = 0; all && j < all->count; j++) {
			if (all->items[j] == i)
				continue;
			list_push(sorter->arena, &sorter->nodes[all->items[j]].admirers, i);
			sorter->nodes[i].hoping_for++;
		}
	}
}

static void connect(struct sorter *sorter)
{
	for (size_t i = 0; i < sorter->steps->count; i++) {
		connect_wants(sorter, i);
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

static bool is_ready(const struct node *node)
{
	return node->waiting_for == 0 && node->hoping_for == 0 && !node->done;
}

/* In a circle of wishes the first step that needs nothing more gets none of what it wants. */
static bool deny_one(struct sorter *sorter)
{
	size_t best = sorter->steps->count;
	for (size_t i = 0; i < sorter->steps->count; i++) {
		const struct node *node = &sorter->nodes[i];
		if (!node->done && node->waiting_for == 0 &&
			(best == sorter->steps->count || before(sorter, i, best)))
			best = i;
	}
	if (best == sorter->steps->count)
		return false;
	sorter->nodes[best].hoping_for = 0;
	heap_push(sorter, best);
	return true;
}

static void finish(struct sorter *sorter, size_t step)
{
	struct node *node = &sorter->nodes[step];
	node->done = true;
	list_each (size_t *, follower, &node->followers) {
		struct node *next = &sorter->nodes[*follower];
		next->waiting_for--;
		if (is_ready(next))
			heap_push(sorter, *follower);
	}
	list_each (size_t *, admirer, &node->admirers) {
		struct node *next = &sorter->nodes[*admirer];
		if (next->done || next->hoping_for == 0)
			continue; /* it was denied */
		next->hoping_for--;
		if (is_ready(next))
			heap_push(sorter, *admirer);
	}
}

bool steps_sort(struct arena *arena, struct steps *steps, bool *denied)
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
		if (is_ready(&sorter.nodes[i]))
			heap_push(&sorter, i);
	}
	for (;;) {
		while (sorter.heap_count) {
			size_t next = heap_pop(&sorter);
			list_push(arena, &sorted, steps->items[next]);
			finish(&sorter, next);
		}
		if (sorted.count == steps->count || !deny_one(&sorter))
			break;
		*denied = true;
	}
	bool whole = sorted.count == steps->count;
	/* In a circle nothing is ready: its steps follow in their own order, for the message. */
	for (size_t i = 0; i < steps->count; i++) {
		if (!sorter.nodes[i].done)
			list_push(arena, &sorted, steps->items[i]);
	}
	*steps = sorted;
	return whole;
}
