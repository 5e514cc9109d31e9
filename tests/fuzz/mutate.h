/* Mutations of annotated C, token by token: what comes out is still C most of the time, which is
 * more than bytes in disorder are. */
#ifndef TESTS_FUZZ_MUTATE_H
#define TESTS_FUZZ_MUTATE_H

#include "fuzz.h"

#include <ctype.h>

size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t max_size);

/* What stands in for a name, a string, a word. */
static const char *const fuzz_names[] = {"a", "id", "\"a b\"", "\"\\\"\"", "select", "\"\"",
	"größe", "\"a.b\"", "public", "\"x'); DROP TABLE a; --\"", "\"\\n\"", "restruct_version",
	"_", "int32_t", "\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\"",
	"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "\"%s%n\"", "A", "b"};
static const char *const fuzz_strings[] = {"\"\"", "\"1\"", "\"a > 0\"", "\"now()\"", "\"'\"",
	"\"\\\"\"", "\"(a)\"", "\"(a, b)\"", "\"text\"", "\"integer[]\"", "\"numeric(10,2)\"",
	"\"SELECT 1 AS a\"", "\"SELECT * FROM a\"", "\"UNIQUE (a)\"", "\"PRIMARY KEY (a)\"",
	"\"CHECK (a > 0)\"", "\"FOREIGN KEY (a) REFERENCES a\"", "\"RANGE (a)\"",
	"\"FOR VALUES FROM (1) TO (2)\"", "\"FOR VALUES IN (1)\"", "\"DEFAULT\"",
	"\"fillfactor=70\"", "\"SELECT ON a TO b\"", "\"--\"", "\"/*\"", "\"\\\\\"", "\"$$\"",
	"\"ä'\\\"\\n\\t?\\?/\"", "\"(lower(a)) WHERE a IS NULL\"", "\"'a'::text\"",
	"\"nextval('a')\"", "\"NULL\"", "\"() RETURNS integer LANGUAGE sql AS 'SELECT 1'\"",
	"\"serial\"", "\"a; DROP TABLE a\""};
static const char *const fuzz_words[] = {"DB_PRIMARY_KEY", "DB_IDENTITY", "DB_IDENTITY_ALWAYS",
	"DB_UNIQUE", "DB_NULL", "DB_NOT_NULL", "DB_DEFAULT(\"1\")", "DB_GENERATED(\"1\")",
	"DB_GENERATED_VIRTUAL(\"1\")", "DB_TYPE(\"text\")", "DB_COLLATE(\"C\")",
	"DB_CHECK(\"a > 0\")", "DB_REFERENCES(a, id)", "DB_COLUMN(b)", "DB_WAS(c)",
	"DB_USING(\"a::text\")", "DB_IGNORE", "DB_TABLE(b)", "DB_TABLE(s.a)", "DB_IN_SCHEMA(s)",
	"DB_WITH(\"fillfactor=70\")", "DB_UNLOGGED", "DB_ROW_SECURITY",
	"DB_PARTITION_BY(\"LIST (a)\")", "DB_INDEX(\"(a)\")", "DB_INHERITS(a)",
	"DB_UNIQUE_INDEX(u, \"(a)\")", "DB_CONSTRAINT(\"UNIQUE (a, b)\")",
	"DB_VIEW(v, \"SELECT 1 AS a\")", "DB_MATERIALIZED_VIEW(m, \"SELECT 1 AS a\")",
	"DB_COMPOSITE(t)", "DB_ENUM(e)", "DB_LABEL(\"l\")", "DB_DOMAIN(d, \"text\")",
	"DB_COMMENT(\"c\")", "DB_STORAGE(external)", "DB_OWN_DEFAULT(a, \"1\")", "; DB_SCHEMA(s);",
	"; DB_SEQUENCE(q);", "; DB_EXTENSION(citext);", "; DB_GRANT(\"SELECT ON a TO b\");",
	"; DB_FUNCTION(f, \"() RETURNS integer LANGUAGE sql AS 'SELECT 1'\");",
	"; DB_TRIGGER(t, \"BEFORE UPDATE ON a FOR EACH ROW EXECUTE FUNCTION f()\");",
	"; DB_POLICY(p, \"ON a USING (true)\");", "; DB_PARTITION(p, a, \"DEFAULT\");",
	"; DB_RULE(r, \"AS ON INSERT TO a DO NOTHING\");",
	"; DB_STATISTICS(st, \"ON a, b FROM a\");", "; DB_RANGE(rg, \"subtype = integer\");",
	"; DB_REVISION(0001_a, \"m\");", "/** c */", "///< c\n"};

#define FUZZ_ONE_OF(list) (list)[(unsigned)rand() % (sizeof(list) / sizeof *(list))]

struct fuzz_token {
	size_t start, length;
};

static inline size_t fuzz_token_length(const char *at, size_t left)
{
	size_t length = 1;
	if (isalnum((unsigned char)*at) || *at == '_' || (unsigned char)*at >= 0x80)
		while (length < left && (isalnum((unsigned char)at[length]) || at[length] == '_' ||
						(unsigned char)at[length] >= 0x80))
			length++;
	else if (*at == '"')
		for (; length < left && at[length - (length > 1)] != '\n'; length++)
			if (at[length] == '"' && at[length - 1] != '\\')
				return length + 1;
	return length;
}

enum { FUZZ_TOKENS = 4096 };

static inline size_t fuzz_tokens(const char *text, size_t size, struct fuzz_token *tokens)
{
	size_t count = 0;
	for (size_t at = 0; at < size && count < FUZZ_TOKENS;) {
		if (isspace((unsigned char)text[at])) {
			at++;
			continue;
		}
		tokens[count] = (struct fuzz_token){at, fuzz_token_length(text + at, size - at)};
		at += tokens[count++].length;
	}
	return count;
}

/* with takes the place of length bytes at start, if there is room. */
static inline size_t fuzz_replace(uint8_t *data, size_t size, size_t most, struct fuzz_token old,
	const char *with, size_t length)
{
	if (size - old.length + length > most)
		return size;
	memmove(data + old.start + length, data + old.start + old.length,
		size - old.start - old.length);
	memcpy(data + old.start, with, length);
	return size - old.length + length;
}

/* From a token up to behind the next semicolon, or as far as it goes. */
static inline struct fuzz_token fuzz_declaration(
	const uint8_t *data, const struct fuzz_token *tokens, size_t count, size_t from)
{
	struct fuzz_token all = tokens[from];
	for (size_t i = from; i < count; i++) {
		all.length = tokens[i].start + tokens[i].length - all.start;
		if (data[tokens[i].start] == ';')
			break;
	}
	return all;
}

static inline const char *fuzz_instead(char first)
{
	if (first == '"')
		return rand() % 3 ? FUZZ_ONE_OF(fuzz_strings) : FUZZ_ONE_OF(fuzz_names);
	return rand() % 8 ? FUZZ_ONE_OF(fuzz_names) : FUZZ_ONE_OF(fuzz_words);
}

/* One change. */
static inline size_t fuzz_mutate(uint8_t *data, size_t size, size_t most)
{
	static struct fuzz_token tokens[FUZZ_TOKENS];
	size_t count = fuzz_tokens((const char *)data, size, tokens);
	if (count == 0)
		return LLVMFuzzerMutate(data, size, most);
	size_t one = (unsigned)rand() % count, other = (unsigned)rand() % count;
	struct fuzz_token token = tokens[one], empty = {token.start + token.length, 0};
	char first = (char)data[token.start], copy[1024];
	const char *with = FUZZ_ONE_OF(fuzz_words);
	switch (rand() % 8) {
	case 0: /* a declaration is gone */
		return fuzz_replace(
			data, size, most, fuzz_declaration(data, tokens, count, one), "", 0);
	case 1: /* or stands elsewhere, too */
		token = fuzz_declaration(data, tokens, count, other);
		if (token.length > sizeof copy)
			return size;
		memcpy(copy, data + token.start, token.length);
		return fuzz_replace(data, size, most, empty, copy, token.length);
	case 2: /* a token is gone */
		return fuzz_replace(data, size, most, token, "", 0);
	case 3: /* or another stands in its place */
		if (tokens[other].length > sizeof copy)
			return size;
		memcpy(copy, data + tokens[other].start, tokens[other].length);
		return fuzz_replace(data, size, most, token, copy, tokens[other].length);
	case 4: /* a word more */
		memcpy(copy, " ", 1);
		memcpy(copy + 1, with, strlen(with));
		return fuzz_replace(data, size, most, empty, copy, strlen(with) + 1);
	case 5: /* bytes within a string */
		if (first == '"' && token.length > 2 && most > size) {
			size_t within = token.length - 2;
			memcpy(copy, data + token.start + 1, within < 512 ? within : 512);
			if (within < 512) {
				size_t now = LLVMFuzzerMutate((uint8_t *)copy, within, 1000);
				struct fuzz_token inner = {token.start + 1, within};
				return fuzz_replace(data, size, most, inner, copy, now);
			}
		} /* fall through */
	default:  /* a name or a string is another */
		if (!isalpha((unsigned char)first) && first != '"')
			return size;
		with = fuzz_instead(first);
		return fuzz_replace(data, size, most, token, with, strlen(with));
	}
}

#endif
