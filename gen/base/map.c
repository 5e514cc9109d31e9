/* From strings to pointers; see map.h. */
#include "base/map.h"

#include <stdint.h>
#include <string.h>

struct map_entry {
	const char *key; /* NULL: free */
	void *value;
};

static uint64_t hash(const char *key)
{
	uint64_t h = UINT64_C(14695981039346656037);
	for (; *key; key++)
		h = (h ^ (unsigned char)*key) * UINT64_C(1099511628211);
	return h;
}

/* The entry of key, or the free one where it would go. capacity is a power of two. */
static struct map_entry *slot(struct map_entry *entries, size_t capacity, const char *key)
{
	size_t i = (size_t)hash(key) & (capacity - 1);
	while (entries[i].key && strcmp(entries[i].key, key) != 0)
		i = (i + 1) & (capacity - 1);
	return &entries[i];
}

static void grow(struct arena *arena, struct map *map)
{
	size_t capacity = map->capacity ? map->capacity * 2 : 16;
	struct map_entry *entries = arena_alloc(arena, capacity * sizeof *entries);
	for (size_t i = 0; i < map->capacity; i++) {
		if (map->entries[i].key)
			*slot(entries, capacity, map->entries[i].key) = map->entries[i];
	}
	map->entries = entries;
	map->capacity = capacity;
}

void map_put(struct arena *arena, struct map *map, const char *key, void *value)
{
	if (map->count * 4 >= map->capacity * 3)
		grow(arena, map);
	struct map_entry *entry = slot(map->entries, map->capacity, key);
	if (!entry->key) {
		entry->key = key;
		map->count++;
	}
	entry->value = value;
}

void *map_get(const struct map *map, const char *key)
{
	return map->capacity ? slot(map->entries, map->capacity, key)->value : NULL;
}
