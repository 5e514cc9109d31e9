/* SQL's words; see sql_words.h. */
#include "schema/sql_words.h"

#include <pg_query.h>
#include <string.h>

static void *allocate(void *arena, size_t size)
{
	return arena_alloc(arena, size);
}

static void release(void *arena, void *memory)
{
	(void)arena;
	(void)memory;
}

static bool read_words(struct arena *arena, const char *sql, struct sql_words *words)
{
	ProtobufCAllocator allocator = {allocate, release, arena};
	PgQueryScanResult scan = pg_query_scan(sql);
	PgQuery__ScanResult *result =
		scan.error ? NULL
			   : pg_query__scan_result__unpack(
				     &allocator, scan.pbuf.len, (const uint8_t *)scan.pbuf.data);
	for (size_t i = 0; result && i < result->n_tokens; i++) {
		const PgQuery__ScanToken *token = result->tokens[i];
		struct sql_word word = {.start = sql + token->start,
			.length = (size_t)(token->end - token->start),
			.token = token->token};
		word.apart = i > 0 && token->start > result->tokens[i - 1]->end;
		list_push(arena, words, word);
	}
	pg_query_free_scan_result(scan);
	return words->count > 0;
}

bool sql_word_is(const struct sql_words *words, size_t i, char c)
{
	return words->items[i].length == 1 && *words->items[i].start == c;
}

/* Pairs the parentheses and counts columns. */
static bool measure(struct arena *arena, struct sql_words *words)
{
	LIST(size_t, open) open = {0};
	size_t column = 0;
	for (size_t i = 0; i < words->count; i++) {
		struct sql_word *word = &words->items[i];
		column += word->apart;
		word->column = column;
		column += word->length;
		if (sql_word_is(words, i, '(')) {
			list_push(arena, &open, i);
		} else if (sql_word_is(words, i, ')')) {
			if (open.count == 0)
				return false;
			words->items[open.items[--open.count]].closed = i;
		}
	}
	return open.count == 0;
}

bool sql_words(struct arena *arena, const char *sql, struct sql_words *words)
{
	return read_words(arena, sql, words) && measure(arena, words);
}
