/* Memory of one command: allocated piece by piece, released as a whole.
 *
 * Everything that a stage hands to the next lives in the command's arena, so nothing between two
 * stages has an owner to be remembered. Allocation never fails: a generator that is out of memory
 * ends with status 3 and a message. Built with RESTRUCT_ARENA_MALLOC, each piece is a malloc of its
 * own, so that sanitizers see its bounds. */
#ifndef RESTRUCT_BASE_ARENA_H
#define RESTRUCT_BASE_ARENA_H

#include <stdarg.h>
#include <stddef.h>

struct arena_block;
struct sql_memory;

struct arena {
	struct arena_block *last; /* newest block, linked to the older ones */
	size_t used;              /* bytes used of the newest block */
	struct sql_memory *sql; /* SQL that was read into this arena before: schema/sql_memory.h */
};

void arena_init(struct arena *arena);
void arena_finish(struct arena *arena);

/* Says so and ends the program with status 3, at once: other threads may be at work. */
_Noreturn void arena_out_of_memory(void);

/* Zeroed memory, aligned for any type. */
void *arena_alloc(struct arena *arena, size_t size);
char *arena_strdup(struct arena *arena, const char *string); /* NULL gives NULL */
char *arena_strndup(struct arena *arena, const char *string, size_t length);
char *arena_printf(struct arena *arena, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
char *arena_vprintf(struct arena *arena, const char *format, va_list args);

#define arena_new(arena, type) ((type *)arena_alloc((arena), sizeof(type)))

/* A growing array in an arena. Zero-initialised it is empty. Declared once with a name:
 *
 *     LIST(struct column *, columns);
 *     struct columns all = {0};
 *     list_push(arena, &all, column);
 *     list_each (struct column **, column, &all)
 *             puts((*column)->name);
 */
#define LIST(type, name)                                                                           \
	struct name {                                                                              \
		type *items;                                                                       \
		size_t count, capacity;                                                            \
	}
#define list_push(arena, list, item)                                                               \
	((list)->items = arena_grow(                                                               \
		 (arena), (list)->items, (list)->count, &(list)->capacity, sizeof *(list)->items), \
		(list)->items[(list)->count++] = (item))
#define list_each(pointer_type, each, list)                                                        \
	for (pointer_type each = (list)->items;                                                    \
		(list)->count != 0 && each < (list)->items + (list)->count; each++)

/* Room for one more item: items itself, or a larger copy. For list_push. */
void *arena_grow(struct arena *arena, void *items, size_t count, size_t *capacity, size_t size);

/* Names in the order in which they were written. */
LIST(const char *, names);

#endif
