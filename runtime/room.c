/* Memory that ends with the call: on its stack while that has room, then of the heap. */
#include "internal.h"

#include <stdlib.h>
#include <string.h>

void *restruct_room_take(struct restruct_room *room, size_t count, size_t size)
{
	const size_t unit = _Alignof(max_align_t), free_bytes = sizeof room->bytes - room->used;
	if (count > free_bytes / size)
		return calloc(count, size);
	unsigned char *memory = room->bytes + room->used;
	size_t whole = (count * size + unit - 1) / unit * unit;
	if (whole > free_bytes)
		return calloc(count, size);
	room->used += whole;
	return memset(memory, 0, whole);
}

void restruct_room_give(const struct restruct_room *room, void *memory)
{
	if ((uintptr_t)memory - (uintptr_t)room->bytes >= sizeof room->bytes)
		free(memory);
}
