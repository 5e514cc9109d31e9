/* From strings to pointers, in an arena: open addressing, grows, never shrinks. */
#ifndef RESTRUCT_BASE_MAP_H
#define RESTRUCT_BASE_MAP_H

#include "base/arena.h"

struct map_entry;

struct map {
	struct map_entry *entries;
	size_t count, capacity;
};

/* A zero-initialised map is empty. key is borrowed; an existing key gets the new value. */
void map_put(struct arena *arena, struct map *map, const char *key, void *value);
/* NULL when there is none. */
void *map_get(const struct map *map, const char *key);

#endif
