/* SQL as an annotation's last argument: a literal where it stands when it fits there, else a
 * literal a line, below the word and deeper than it. Lines end where the SQL's own do, before
 * clauses that stand in no parentheses, and at spaces. */
#include "write/models.h"

#include <ctype.h>
#include <string.h>

enum { LINE_WIDTH = 100, OWN_LINE_WIDTH = 160, TAB = 8 };

/* The line that is being written. */
static const char *last_line(const struct text *text)
{
	const char *line = text_string(text) + text->length;
	while (line > text_string(text) && line[-1] != '\n')
		line--;
	return line;
}

static int display_width(const char *line)
{
	int width = 0;
	for (; *line; line++)
		width += *line == '\t' ? TAB - width % TAB : ((unsigned char)*line & 0xc0) != 0x80;
	return width;
}

/* How wide a piece is as a literal, without its quotes. */
static int literal_width(const char *sql, size_t length)
{
	int width = 0;
	for (size_t i = 0; i < length; i++) {
		bool escaped = strchr("\"\\\n\t", sql[i]);
		width += escaped ? 2 : ((unsigned char)sql[i] & 0xc0) != 0x80;
	}
	return width;
}

static void put_piece(struct text *text, const char *sql, size_t length)
{
	struct text piece = {0};
	text_put_n(&piece, sql, length);
	text_put_c_string(text, text_string(&piece));
	text_finish(&piece);
}

/* Words that begin a clause, as a person would begin a line with them. */
static bool begins_clause(const char *sql)
{
	static const char *const clauses[] = {"FROM ", "WHERE ", "GROUP BY ", "HAVING ",
		"ORDER BY ", "LIMIT ", "OFFSET ", "UNION ", "INTERSECT ", "EXCEPT ", "JOIN ",
		"LEFT JOIN ", "RIGHT JOIN ", "FULL JOIN ", "INNER JOIN ", "CROSS JOIN ", "WINDOW ",
		"SELECT ", "RETURNS ", "AS $", "AS '", "FOR EACH ", "EXECUTE ", "USING (",
		"WITH CHECK ", "DO ", "REFERENCES "};
	for (size_t i = 0; i < sizeof clauses / sizeof *clauses; i++) {
		if (strncmp(sql, clauses[i], strlen(clauses[i])) == 0)
			return true;
	}
	return false;
}

/* "FOR SELECT" of a policy is one. */
static bool follows_for(const char *sql, size_t at)
{
	return at >= 3 && strncmp(sql + at - 3, "FOR", 3) == 0;
}

/* Past a string, a quoted name or a text between dollars; else the same. */
static size_t skip_quoted(const char *sql, size_t at)
{
	char quote = sql[at];
	if (quote == '\'' || quote == '"') {
		const char *end = strchr(sql + at + 1, quote);
		return end ? (size_t)(end - sql) : at;
	}
	if (quote != '$')
		return at;
	size_t tag = 1;
	while (isalnum((unsigned char)sql[at + tag]) || sql[at + tag] == '_')
		tag++;
	if (sql[at + tag] != '$')
		return at;
	for (const char *end = sql + at + tag + 1; *end; end++) {
		if (strncmp(end, sql + at, tag + 1) == 0)
			return (size_t)(end - sql) + tag;
	}
	return at;
}

/* How much of a text without line breaks goes before its next clause; all of it when there is
 * none. */
static size_t clause_length(const char *sql, size_t length)
{
	int depth = 0;
	for (size_t i = strspn(sql, " "); i < length; i++) {
		depth += (sql[i] == '(') - (sql[i] == ')');
		size_t quoted = skip_quoted(sql, i);
		if (quoted > i)
			i = quoted;
		else if (sql[i] == ' ' && depth == 0 && i + 1 < length && !follows_for(sql, i) &&
			 begins_clause(sql + i + 1))
			return i + 1;
	}
	return length;
}

/* How gladly a person would begin a new line there, after a space. */
static int break_value(const char *start, const char *at, int depth)
{
	bool between = (at - start >= 2 && at[-2] == ',') || strncmp(at, "AND ", 4) == 0 ||
		       strncmp(at, "OR ", 3) == 0;
	return between + (depth == 0);
}

/* At most what fits, up to a space: the last one of the best that are not too near to the start. */
static size_t fitting_length(const char *sql, size_t length, int width)
{
	size_t best = 0;
	int used = 0, depth = 0, best_value = 0;
	for (size_t i = 0; i < length; i++) {
		used += literal_width(sql + i, 1);
		depth += (sql[i] == '(') - (sql[i] == ')');
		if (used > width && best)
			return best;
		if (sql[i] != ' ')
			continue;
		int value = break_value(sql, sql + i + 1, depth);
		if (value >= best_value || best < (size_t)width / 2) {
			best = i + 1;
			best_value = value;
		}
	}
	return length;
}

/* A literal a line. Somebody's own lines may be wider than ours. */
static void put_lines(struct text *text, const char *sql, const char *indent)
{
	bool own_lines = strchr(sql, '\n') != NULL;
	int width = LINE_WIDTH - display_width(indent) - (int)strlen("\"\");");
	const char *separator = indent;
	while (*sql) {
		size_t length = strcspn(sql, "\n");
		bool line = sql[length] == '\n';
		if (literal_width(sql, length) > (own_lines ? OWN_LINE_WIDTH : width)) {
			size_t clause = clause_length(sql, length);
			length = fitting_length(sql, clause, width);
		}
		length += sql[length] == '\n' && line;
		text_put(text, separator);
		put_piece(text, sql, length);
		separator = indent;
		sql += length;
		if (*sql)
			text_put(text, "\n");
	}
}

void model_sql(struct text *text, const char *sql)
{
	const char *line = last_line(text);
	int used = display_width(line);
	const char *first_break = strchr(sql, '\n');
	bool one = !first_break || !first_break[1];
	if (one && used + literal_width(sql, strlen(sql)) + (int)strlen("\"\");") <= LINE_WIDTH) {
		text_put_c_string(text, sql);
		return;
	}
	bool inside = *line == '\t';
	if (text->length && text->data[text->length - 1] == ' ')
		text_cut(text, text->length - 1);
	text_put(text, "\n");
	put_lines(text, sql, inside ? "\t\t" : "\t");
}

/* Where the last literal of a word begins, after its quote; 0: there is none. */
static size_t last_literal(const char *word, size_t length)
{
	size_t start = 0;
	bool inside = false;
	for (size_t i = 0; i < length; i++) {
		if (inside && word[i] == '\\')
			i++;
		else if (word[i] == '"' && (inside = !inside))
			start = i + 1;
	}
	return start;
}

void model_folded(struct text *text, const char *word, size_t length, const char *indent)
{
	size_t start = last_literal(word, length), end = length;
	while (end > start && word[end - 1] != '"')
		end--;
	text_put_n(text, word, start);
	int room = LINE_WIDTH - (int)strlen("\");");
	int used = display_width(last_line(text));
	while (start > 0 && start < end - 1) {
		size_t piece = fitting_length(word + start, end - 1 - start, room - used);
		text_put_n(text, word + start, piece);
		start += piece;
		if (start < end - 1)
			text_printf(text, "\"\n%s\"", indent);
		used = display_width(indent) + 1;
	}
	text_put_n(text, word + start, length - start);
}
