/* How conditions are nested in the server's renderings. */
#include "schema/sql_words.h"

#include "base/text.h"

#include <string.h>

/* Whether a group in parentheses is joined by AND (or OR) and by nothing else at its own level. */
static PgQuery__Token joined_by(const struct sql_words *words, size_t from, size_t to)
{
	PgQuery__Token found = PG_QUERY__TOKEN__NUL;
	bool between = false;
	for (size_t i = from; i < to; i++) {
		PgQuery__Token token = words->items[i].token;
		if (sql_word_is(words, i, '('))
			i = words->items[i].closed;
		else if (token == PG_QUERY__TOKEN__BETWEEN)
			between = true;
		else if (token == PG_QUERY__TOKEN__AND && between)
			between = false;
		else if (token == PG_QUERY__TOKEN__AND || token == PG_QUERY__TOKEN__OR)
			found = token;
	}
	return found;
}

/* The parser makes one list of (a AND b) AND c, where the server may have two: of a BETWEEN x AND
 * y AND c, and of rows. A cast that does nothing keeps them apart. */
const char *sql_keep_nesting(struct arena *arena, const char *rendered)
{
	struct sql_words words = {0};
	struct text text = {0};
	const char *done = rendered;
	if ((!strstr(rendered, ") AND ") && !strstr(rendered, ") OR ")) ||
		!sql_words(arena, rendered, &words))
		return rendered;
	LIST(size_t, ends) ends = {0};
	for (size_t i = 0; i + 1 < words.count; i++) {
		size_t closed = words.items[i].closed;
		PgQuery__Token before = i ? words.items[i - 1].token : PG_QUERY__TOKEN__NUL;
		if (!sql_word_is(&words, i, '(') || closed + 1 >= words.count ||
			before == PG_QUERY__TOKEN__AND || before == PG_QUERY__TOKEN__OR ||
			before == PG_QUERY__TOKEN__NOT)
			continue;
		PgQuery__Token joint = joined_by(&words, i + 1, closed);
		if (joint != PG_QUERY__TOKEN__NUL && joint == words.items[closed + 1].token)
			list_push(arena, &ends, closed);
	}
	if (ends.count == 0)
		return rendered;
	for (size_t i = 0; i < words.count; i++) {
		list_each (size_t *, end, &ends) {
			if (*end != i)
				continue;
			text_put_n(&text, done, (size_t)(words.items[i].start + 1 - done));
			text_put(&text, "::boolean");
			done = words.items[i].start + 1;
		}
	}
	text_put(&text, done);
	return text_take(&text, arena);
}
