/* Memory of one command; see arena.h. */
#include "base/arena.h"

#include <stdalign.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* The first block is small, for arenas that live for a moment; each further one is twice as large.
 */
enum { FIRST_BLOCK = 4 * 1024, LARGEST_BLOCK = 256 * 1024 };

struct arena_block {
	struct arena_block *older;
	size_t size;
	alignas(max_align_t) char data[];
};

void arena_init(struct arena *arena)
{
	*arena = (struct arena){0};
}

void arena_finish(struct arena *arena)
{
	while (arena->last) {
		struct arena_block *older = arena->last->older;
		free(arena->last);
		arena->last = older;
	}
	arena_init(arena);
}

#ifndef RESTRUCT_ARENA_MALLOC
static size_t next_size(const struct arena *arena)
{
	if (!arena->last)
		return FIRST_BLOCK;
	return arena->last->size < LARGEST_BLOCK ? arena->last->size * 2 : LARGEST_BLOCK;
}
#endif

void arena_out_of_memory(void)
{
	static const char words[] = "restruct: out of memory\n";
	static atomic_flag said = ATOMIC_FLAG_INIT;
	while (atomic_flag_test_and_set(&said))
		pause(); /* another thread ends the program */
	ssize_t written = write(STDERR_FILENO, words, sizeof words - 1);
	(void)written;
	_exit(3);
}

static void add_block(struct arena *arena, size_t size)
{
	struct arena_block *block = calloc(1, sizeof *block + size);
	if (!block)
		arena_out_of_memory();
	block->older = arena->last;
	block->size = size;
	arena->last = block;
	arena->used = 0;
}

void *arena_alloc(struct arena *arena, size_t size)
{
	const size_t align = alignof(max_align_t);
	size = (size + align - 1) / align * align;
#ifdef RESTRUCT_ARENA_MALLOC
	add_block(arena, size);
#else
	if (!arena->last || arena->last->size - arena->used < size)
		add_block(arena, size > next_size(arena) ? size : next_size(arena));
#endif
	void *memory = arena->last->data + arena->used;
	arena->used += size;
	return memory;
}

char *arena_strndup(struct arena *arena, const char *string, size_t length)
{
	char *copy = arena_alloc(arena, length + 1);
	memcpy(copy, string, length);
	return copy;
}

char *arena_strdup(struct arena *arena, const char *string)
{
	return string ? arena_strndup(arena, string, strlen(string)) : NULL;
}

char *arena_vprintf(struct arena *arena, const char *format, va_list args)
{
	char line[256]; /* most are short: formatted once */
	va_list again;
	va_copy(again, args);
	size_t length = (size_t)vsnprintf(line, sizeof line, format, args);
	char *string = arena_alloc(arena, length + 1);
	if (length < sizeof line)
		memcpy(string, line, length + 1);
	else
		vsnprintf(string, length + 1, format, again);
	va_end(again);
	return string;
}

char *arena_printf(struct arena *arena, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	char *string = arena_vprintf(arena, format, args);
	va_end(args);
	return string;
}

void *arena_grow(struct arena *arena, void *items, size_t count, size_t *capacity, size_t size)
{
	if (count < *capacity)
		return items;
	*capacity = *capacity ? *capacity * 2 : size > 32 ? 3 : 8;
	void *larger = arena_alloc(arena, *capacity * size);
	if (count)
		memcpy(larger, items, count * size);
	return larger;
}
