/* From strings to pointers; see map.h. */
#include "base/map.h"

#include <stdint.h>
#include <string.h>

struct map_entry {
	const char *key; /* NULL: free */
	void *value;
};

/* Eight bytes at a time. */
static uint64_t hash(const char *key)
{
	size_t left = strlen(key);
	uint64_t h = left, word;
	for (; left >= sizeof word; key += sizeof word, left -= sizeof word) {
		memcpy(&word, key, sizeof word);
		h = (h ^ word) * UINT64_C(0x9e3779b97f4a7c15);
		h ^= h >> 32;
	}
	for (word = 0; left > 0; left--)
		word = word << 8 | (unsigned char)key[left - 1];
	h = (h ^ word) * UINT64_C(0x9e3779b97f4a7c15);
	return h ^ h >> 32;
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
