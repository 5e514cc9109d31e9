/* A query on several lines, as people write one: a clause a line, long ones broken at their commas
 * and conditions. Only the white space between words changes, so that the meaning cannot. */
#include "schema/sql_words.h"

#include "base/text.h"

enum { LINE = 80, STEP = 4 };

struct layout {
	struct sql_words words;
	struct text text;
};

static PgQuery__Token token_at(const struct layout *layout, size_t i)
{
	return i < layout->words.count ? layout->words.items[i].token : PG_QUERY__TOKEN__NUL;
}

static bool stands(const struct layout *layout, size_t i, char c)
{
	return sql_word_is(&layout->words, i, c);
}

static size_t width(const struct layout *layout, size_t from, size_t to)
{
	const struct sql_word *last = &layout->words.items[to - 1];
	return last->column + last->length - layout->words.items[from].column;
}

/* After an opening parenthesis: where it ends. */
static size_t after_parentheses(const struct layout *layout, size_t i)
{
	return stands(layout, i, '(') ? layout->words.items[i].closed + 1 : i + 1;
}

static bool begins_query(const struct layout *layout, size_t i)
{
	switch (token_at(layout, i)) {
	case PG_QUERY__TOKEN__SELECT:
	case PG_QUERY__TOKEN__VALUES:
	case PG_QUERY__TOKEN__WITH:
		return true;
	default:
		return false;
	}
}

static bool begins_join(const struct layout *layout, size_t i)
{
	PgQuery__Token next = token_at(layout, i + 1);
	switch (token_at(layout, i)) {
	case PG_QUERY__TOKEN__NATURAL:
	case PG_QUERY__TOKEN__CROSS:
		return true;
	case PG_QUERY__TOKEN__LEFT:
	case PG_QUERY__TOKEN__RIGHT:
	case PG_QUERY__TOKEN__FULL:
	case PG_QUERY__TOKEN__INNER_P:
		return (next == PG_QUERY__TOKEN__JOIN || next == PG_QUERY__TOKEN__OUTER_P) &&
		       token_at(layout, i - 1) != PG_QUERY__TOKEN__NATURAL;
	case PG_QUERY__TOKEN__JOIN:
		break;
	default:
		return false;
	}
	switch (token_at(layout, i - 1)) {
	case PG_QUERY__TOKEN__NATURAL:
	case PG_QUERY__TOKEN__CROSS:
	case PG_QUERY__TOKEN__LEFT:
	case PG_QUERY__TOKEN__RIGHT:
	case PG_QUERY__TOKEN__FULL:
	case PG_QUERY__TOKEN__INNER_P:
	case PG_QUERY__TOKEN__OUTER_P:
		return false;
	default:
		return true;
	}
}

/* Whether a clause begins at a word that stands at the level of its query, not first in it. */
static bool begins_clause(const struct layout *layout, size_t i)
{
	PgQuery__Token before = token_at(layout, i - 1), next = token_at(layout, i + 1);
	switch (token_at(layout, i)) {
	case PG_QUERY__TOKEN__SELECT:
	case PG_QUERY__TOKEN__VALUES:
	case PG_QUERY__TOKEN__WHERE:
	case PG_QUERY__TOKEN__HAVING:
	case PG_QUERY__TOKEN__WINDOW:
	case PG_QUERY__TOKEN__LIMIT:
	case PG_QUERY__TOKEN__OFFSET:
	case PG_QUERY__TOKEN__FETCH:
	case PG_QUERY__TOKEN__UNION:
	case PG_QUERY__TOKEN__INTERSECT:
	case PG_QUERY__TOKEN__EXCEPT:
		return true;
	case PG_QUERY__TOKEN__FROM:
		return before != PG_QUERY__TOKEN__DISTINCT;
	case PG_QUERY__TOKEN__GROUP_P:
	case PG_QUERY__TOKEN__ORDER:
		return next == PG_QUERY__TOKEN__BY;
	default:
		return begins_join(layout, i);
	}
}

/* Whether a long clause may be broken before word i. between tells an AND of BETWEEN's. */
static bool breaks(const struct layout *layout, size_t i, bool *between)
{
	bool own = *between;
	switch (token_at(layout, i)) {
	case PG_QUERY__TOKEN__BETWEEN:
		*between = true;
		return false;
	case PG_QUERY__TOKEN__AND:
		*between = false;
		return !own;
	case PG_QUERY__TOKEN__OR:
		return true;
	default:
		return stands(layout, i - 1, ',');
	}
}

static void put_line_end(struct layout *layout, size_t indent)
{
	text_printf(&layout->text, "\n%*s", (int)indent, "");
}

static void put_query(struct layout *layout, size_t from, size_t to, size_t indent);

/* Words in a row; queries among them that are long get lines of their own. */
static void put_words(struct layout *layout, size_t from, size_t to, size_t indent)
{
	for (size_t i = from; i < to; i++) {
		const struct sql_word *word = &layout->words.items[i];
		if (i > from && word->apart)
			text_put_char(&layout->text, ' ');
		text_put_n(&layout->text, word->start, word->length);
		if (!stands(layout, i, '(') || !begins_query(layout, i + 1) ||
			width(layout, from, word->closed) + indent <= LINE)
			continue;
		put_line_end(layout, indent + STEP);
		put_query(layout, i + 1, word->closed, indent + STEP);
		put_line_end(layout, indent);
		text_put_char(&layout->text, ')');
		i = word->closed;
	}
}

static void put_clause(struct layout *layout, size_t from, size_t to, size_t indent)
{
	bool between = false;
	if (indent + width(layout, from, to) <= LINE) {
		put_words(layout, from, to, indent);
		return;
	}
	size_t start = from;
	for (size_t i = from; i < to; i = after_parentheses(layout, i)) {
		if (i == from || !breaks(layout, i, &between))
			continue;
		put_words(layout, start, i, start == from ? indent : indent + STEP);
		put_line_end(layout, indent + STEP);
		start = i;
	}
	put_words(layout, start, to, start == from ? indent : indent + STEP);
}

static void put_query(struct layout *layout, size_t from, size_t to, size_t indent)
{
	size_t start = from;
	for (size_t i = from; i < to; i = after_parentheses(layout, i)) {
		if (i == from || !begins_clause(layout, i))
			continue;
		put_clause(layout, start, i, indent);
		put_line_end(layout, indent);
		start = i;
	}
	put_clause(layout, start, to, indent);
}

const char *sql_layout(struct arena *arena, const char *sql)
{
	struct layout layout = {0};
	struct arena scratch;
	arena_init(&scratch);
	bool good = sql_words(&scratch, sql, &layout.words);
	if (good)
		put_query(&layout, 0, layout.words.count, 0);
	arena_finish(&scratch);
	return good ? text_take(&layout.text, arena) : arena_strdup(arena, sql);
}
