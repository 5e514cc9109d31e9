/* The writers of literals and identifiers, the generator's and the runtime's (offline): whatever
 * they are given, PostgreSQL's grammar reads back the same, in its place and nothing beside it;
 * what they refuse is what no database holds. C literals are read back by the reader of
 * annotations. */
#include "fuzz.h"

#include "base/text.h"
#include "read/annotation.h"
#include "schema/sql.h"

#include "internal.h" /* the runtime's */

#include <pg_query.h>

/* A string of the grammar's JSON, as the arena's own; json is at the first byte after its quote and
 * moves behind the last. */
static const char *decode(struct arena *arena, const char **json)
{
	static const char letters[] = "bfnrt", values[] = "\b\f\n\r\t";
	struct text text = {0};
	const char *from = *json;
	for (; *from && *from != '"'; from++) {
		const char *letter = *from == '\\' && from[1] ? strchr(letters, from[1]) : NULL;
		if (*from == '\\' && from[1] == 'u') {
			text_put_char(
				&text, (char)strtol(arena_strndup(arena, from + 2, 4), NULL, 16));
			from += 5;
		} else if (*from == '\\') {
			from++;
			text_put_char(&text, letter ? values[letter - letters] : *from);
		} else {
			text_put_char(&text, *from);
		}
	}
	*json = from + (*from == '"');
	return text_take(&text, arena);
}

/* The one value of SELECT …, as the grammar's JSON has it: before, a string, after. */
static void check_read(struct arena *arena, const char *sql, const char *before,
	const char *expected, const char *after)
{
	struct text start = {0};
	text_printf(&start, "%s%s",
		"\"stmts\":[{\"stmt\":{\"SelectStmt\":{\"targetList\":"
		"[{\"ResTarget\":{",
		before);
	PgQueryParseResult result = pg_query_parse(sql);
	if (result.error)
		fuzz_fail("%s: %s", sql, result.error->message);
	const char *json = strstr(result.parse_tree, text_string(&start));
	if (!json)
		fuzz_fail("%s is something else: %s", sql, result.parse_tree);
	json += start.length;
	const char *read = decode(arena, &json);
	if (strcmp(read, expected) != 0 || strncmp(json, after, strlen(after)) != 0)
		fuzz_fail("%s is something else: %s", sql, result.parse_tree);
	pg_query_free_parse_result(result);
	text_finish(&start);
}

/* Behind the value nothing but the end of the only statement. */
#define REST                                                                                       \
	",\"location\":7}}],\"limitOption\":\"LIMIT_OPTION_DEFAULT\",\"op\":\"SETOP_NONE\"}}}]}"

static void check_literal(struct arena *arena, const char *literal, const char *string)
{
	check_read(arena, arena_printf(arena, "SELECT%s%s", *literal == ' ' ? "" : " ", literal),
		"\"val\":{\"A_Const\":{\"sval\":{\"sval\":\"", string, "},\"location\":7}}" REST);
}

static void check_identifier(struct arena *arena, const char *identifier, const char *name)
{
	if (*name == '\0' || strlen(name) > NAME_BYTES)
		return; /* none, and one that the grammar would cut */
	check_read(arena, arena_printf(arena, "SELECT 1 AS %s", identifier), "\"name\":\"", name,
		",\"val\":{\"A_Const\":{\"ival\":{\"ival\":1},\"location\":7}}" REST);
}

static void check_generator(struct arena *arena, const char *string)
{
	struct text c = {0};
	struct annotation annotation;
	struct diag diag;
	check_literal(arena, sql_literal(arena, string), string);
	check_identifier(arena, sql_identifier(arena, string), string);
	diag_init(&diag, arena);
	text_put(&c, "db:default:");
	text_put_c_string(&c, string);
	if (!annotation_parse(
		    arena, text_string(&c), (struct place){"fuzz.h", 1, 1}, &annotation, &diag) ||
		strcmp(annotation_text(&annotation, 0), string) != 0)
		fuzz_fail("%s is not what was written", text_string(&c));
	for (const char *at = text_string(&c); *at; at++)
		if ((unsigned char)*at < 0x20 || strncmp(at, "?\?", 2) == 0)
			fuzz_fail("%s is not one line of C", text_string(&c));
	text_finish(&c);
}

static void check_runtime(struct arena *arena, const char *string, bool storable)
{
	struct restruct_text literal = {0}, name = {0};
	bool quoted = restruct_quote_literal(&literal, NULL, string);
	if (quoted != storable || restruct_quote_identifier(&name, NULL, string) != storable)
		fuzz_fail("%s is taken for %s", string, quoted ? "UTF-8" : "no UTF-8");
	if (quoted) {
		check_literal(arena, restruct_text_string(&literal), string);
		check_identifier(arena, restruct_text_string(&name), string);
	} else if (literal.length + name.length != 0) {
		fuzz_fail("%s is refused and written", string);
	}
	restruct_text_finish(&literal);
	restruct_text_finish(&name);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena arena;
	char *string = fuzz_string(data, size);
	bool storable = text_is_utf8(string);
	arena_init(&arena);
	if (storable)
		check_generator(&arena, string);
	check_runtime(&arena, string, storable);
	arena_finish(&arena);
	free(string);
	return 0;
}
