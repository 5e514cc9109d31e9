/* The words of restruct_model.h and their arguments; see annotation.h. */
#include "read/annotation.h"

#include "base/text.h"

#include <assert.h>
#include <ctype.h>
#include <string.h>

static const struct {
	const char *name;
	unsigned where;
	const char *arguments;
	bool repeats;
} rules[] = {
#define WORD(name, where, arguments, repeats) [WORD_##name] = {#name, where, arguments, repeats},
	WORDS
#undef WORD
		[WORD_broken] = {"", ~0u, "", true},
};

/* What the words look like. */

const char *word_macro(struct arena *arena, enum word word)
{
	char *macro = arena_printf(arena, "DB_%s", rules[word].name);
	for (char *c = macro; *c; c++)
		*c = (char)toupper((unsigned char)*c);
	return macro;
}

void word_macros(struct arena *arena, struct names *macros)
{
	for (enum word word = 0; word < WORD_COUNT; word++)
		list_push(arena, macros, word_macro(arena, word));
}

/* How it is written: "DB_DOMAIN(name, \"…\")" */
static const char *word_usage(struct arena *arena, enum word word)
{
	struct text usage = {0};
	text_put(&usage, word_macro(arena, word));
	const char *rule = rules[word].arguments;
	for (size_t i = 0; rule[i]; i++) {
		if (rule[i] == '+')
			break;
		text_put(&usage, i ? ", " : "(");
		text_put(&usage, tolower((unsigned char)rule[i]) == 's' ? "\"…\"" : "name");
	}
	if (*rule)
		text_put_char(&usage, ')');
	return text_take(&usage, arena);
}

bool word_stands_on(enum word word, unsigned where)
{
	return (rules[word].where & where) != 0;
}

bool word_repeats(enum word word)
{
	return rules[word].repeats;
}

const char *word_belongs(struct arena *arena, enum word word)
{
	static const char *const places[] = {
		"after the closing brace of a struct that is a table",
		"after a member of a struct that is a table",
		"after the closing brace of an enum",
		"after an enumerator",
		"after the name of a typedef",
		"at file scope, as a declaration of its own",
		"after DB_PARTITION",
	};
	struct text text = {0};
	for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
		if (rules[word].where & 1u << i)
			text_printf(&text, "%s%s", text.length ? ", " : "", places[i]);
	}
	return text_take(&text, arena);
}

/* Arguments. */

static size_t put_utf8(unsigned long code, char bytes[4])
{
	if (code < 0x80) {
		bytes[0] = (char)code;
		return 1;
	}
	size_t length = code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
	for (size_t i = length - 1; i > 0; i--, code >>= 6)
		bytes[i] = (char)(0x80 | (code & 0x3f));
	bytes[0] = (char)((length == 2 ? 0xc0 : length == 3 ? 0xe0 : 0xf0) | code);
	return length;
}

static unsigned long digits(const char **cursor, unsigned base, size_t most)
{
	static const char alphabet[] = "0123456789abcdef";
	unsigned long value = 0;
	for (size_t i = 0; i < most && **cursor; i++, (*cursor)++) {
		const char *digit = strchr(alphabet, tolower((unsigned char)**cursor));
		if (!digit || (size_t)(digit - alphabet) >= base)
			break;
		value = value * base + (unsigned long)(digit - alphabet);
	}
	return value;
}

size_t c_string_next(const char **cursor, char bytes[4])
{
	static const char letters[] = "abfnrtve", values[] = "\a\b\f\n\r\t\v\033";
	char c = *(*cursor)++;
	bytes[0] = c;
	if (c != '\\' || !**cursor)
		return 1;
	c = **cursor;
	if (c >= '0' && c <= '7') {
		bytes[0] = (char)digits(cursor, 8, 3);
		return 1;
	}
	(*cursor)++;
	if (c == 'x') {
		bytes[0] = (char)digits(cursor, 16, (size_t)-1);
		return 1;
	}
	if (c == 'u' || c == 'U')
		return put_utf8(digits(cursor, 16, c == 'u' ? 4 : 8) & 0x1fffff, bytes);
	const char *letter = strchr(letters, c);
	bytes[0] = letter ? values[letter - letters] : c;
	return 1;
}

/* The text of one argument as it was written, and how far it was understood. */
struct reader {
	const char *at, *end;
};

static void skip_space(struct reader *reader)
{
	while (reader->at < reader->end && isspace((unsigned char)*reader->at))
		reader->at++;
}

/* Stands for a NUL that an escape made, so that the string is refused as a whole. */
enum { NO_UTF8 = '\xff' };

/* Adjacent literals, as one. False when there is none, one without an end, or one of another kind
 * than plain and u8. */
static bool read_string(struct arena *arena, struct reader *reader, const char **string)
{
	struct text text = {0};
	bool any = false, whole = true;
	for (;;) {
		skip_space(reader);
		if (reader->end - reader->at > 2 && strncmp(reader->at, "u8\"", 3) == 0)
			reader->at += 2;
		if (reader->at >= reader->end || *reader->at != '"')
			break;
		any = true;
		for (reader->at++; reader->at < reader->end && *reader->at != '"';) {
			size_t plain = strcspn(reader->at, "\"\\");
			text_put_n(&text, reader->at, plain);
			reader->at += plain;
			if (*reader->at != '\\')
				continue;
			char bytes[4];
			size_t length = c_string_next(&reader->at, bytes);
			if (!bytes[0])
				bytes[0] = NO_UTF8;
			text_put_n(&text, bytes, length);
		}
		whole = reader->at < reader->end;
		reader->at += whole;
	}
	*string = any ? text_take(&text, arena) : NULL;
	text_finish(&text);
	return any && whole;
}

static bool is_name_byte(char c)
{
	return isalnum((unsigned char)c) || c == '_' || c == '$' || (unsigned char)c >= 0x80;
}

/* A bare name or a string. */
static bool read_name(struct arena *arena, struct reader *reader, const char **name)
{
	skip_space(reader);
	if (reader->at < reader->end && *reader->at == '"')
		return read_string(arena, reader, name) && **name;
	const char *start = reader->at;
	while (reader->at < reader->end && is_name_byte(*reader->at))
		reader->at++;
	*name = arena_strndup(arena, start, (size_t)(reader->at - start));
	return reader->at > start && !isdigit((unsigned char)*start);
}

static bool read_qualified(struct arena *arena, struct reader *reader, struct argument *argument)
{
	if (!read_name(arena, reader, &argument->text))
		return false;
	skip_space(reader);
	if (reader->at == reader->end || *reader->at != '.')
		return true;
	reader->at++;
	argument->schema = argument->text;
	return read_name(arena, reader, &argument->text);
}

/* Whether the whole of the argument is what the letter asks for. */
static bool read_argument(
	struct arena *arena, struct reader reader, char letter, struct argument *argument)
{
	bool good = false;
	switch (tolower((unsigned char)letter)) {
	case 'l':
		good = read_string(arena, &reader, &argument->text) ||
		       read_name(arena, &reader, &argument->text);
		break;
	case 'n':
		good = read_name(arena, &reader, &argument->text);
		break;
	case 'q':
		good = read_qualified(arena, &reader, argument);
		break;
	case 's':
		good = read_string(arena, &reader, &argument->text);
		break;
	case 'w':
		argument->text = arena_strndup(arena, reader.at, (size_t)(reader.end - reader.at));
		return true;
	}
	skip_space(&reader);
	return good && reader.at == reader.end;
}

/* Past one argument: up to a comma that is in no string and no brackets. */
static const char *argument_end(const char *at)
{
	int depth = 0;
	for (; at += strcspn(at, "([{)]},\"'"), *at && (depth > 0 || *at != ','); at++) {
		if (strchr("([{", *at))
			depth++;
		else if (strchr(")]}", *at))
			depth--;
		else if (*at == '"' || *at == '\'')
			for (char quote = *at++; *at && *at != quote; at++)
				at += *at == '\\' && at[1];
		if (!*at)
			break;
	}
	return at;
}

LIST(struct reader, pieces);

static void split(struct arena *arena, const char *text, struct pieces *pieces)
{
	while (*text) {
		struct reader piece = {text, argument_end(text)};
		text = *piece.end ? piece.end + 1 : piece.end;
		bool more = *piece.end != '\0';
		skip_space(&piece);
		while (piece.end > piece.at && isspace((unsigned char)piece.end[-1]))
			piece.end--;
		list_push(arena, pieces, piece);
		if (more && !*text) { /* a comma at the very end: an empty argument */
			struct reader empty = {text, text};
			list_push(arena, pieces, empty);
		}
	}
}

static bool is_storable(const struct argument *argument)
{
	return text_is_utf8(argument->text) &&
	       (!argument->schema || text_is_utf8(argument->schema));
}

static bool not_storable(
	struct arena *arena, const struct annotation *annotation, size_t piece, struct diag *diag)
{
	diag_error(diag, annotation_place(arena, annotation, piece, 0),
		"argument %zu of %s holds a NUL or is not UTF-8; PostgreSQL keeps neither",
		piece + 1, word_macro(arena, annotation->word));
	return false;
}

/* Said with what the word wants instead. */
static bool wrong_argument(struct arena *arena, const struct annotation *annotation, size_t piece,
	char letter, struct diag *diag)
{
	static const char *const wants[] = {
		['l' - 'a'] = "must be a label, bare or between double quotes",
		['n' - 'a'] = "must be a name, bare or between double quotes",
		['q' - 'a'] = "must be a name, bare, as schema.name or between double quotes",
		['s' - 'a'] = "must be a string between double quotes",
		['w' - 'a'] = "must not be empty",
	};
	diag_error(diag, annotation_place(arena, annotation, piece, 0),
		"argument %zu of %s %s; write %s", piece + 1, word_macro(arena, annotation->word),
		wants[tolower((unsigned char)letter) - 'a'], word_usage(arena, annotation->word));
	return false;
}

static bool take_arguments(struct arena *arena, const struct pieces *pieces,
	struct annotation *annotation, struct diag *diag)
{
	const char *rule = rules[annotation->word].arguments;
	size_t next = 0;
	bool open_end = *rule && rule[strlen(rule) - 1] == '+';
	/* What may be missing in front is missing when there are fewer than could be. */
	bool skip_first = isupper((unsigned char)*rule) && pieces->count < strlen(rule);
	for (size_t i = 0; i < strlen(rule) - open_end || (open_end && next < pieces->count); i++) {
		char letter = rule[i < strlen(rule) - open_end ? i : strlen(rule) - 2];
		struct argument argument = {.position = next};
		bool missing = next >= pieces->count || (i == 0 && skip_first);
		bool empty = !missing && pieces->items[next].at == pieces->items[next].end;
		bool optional = isupper((unsigned char)letter);
		if (missing && !optional) {
			diag_error(diag, annotation->place, "%s lacks an argument; write %s",
				word_macro(arena, annotation->word),
				word_usage(arena, annotation->word));
			return false;
		}
		if (!missing && !(empty && optional) &&
			(empty || !read_argument(arena, pieces->items[next], letter, &argument)))
			return wrong_argument(arena, annotation, next, letter, diag);
		if (argument.text && !is_storable(&argument))
			return not_storable(arena, annotation, next, diag);
		next += !missing;
		list_push(arena, &annotation->arguments, argument);
	}
	if (next >= pieces->count)
		return true;
	diag_error(diag, annotation_place(arena, annotation, next, 0),
		"%s has an argument too many; write %s", word_macro(arena, annotation->word),
		word_usage(arena, annotation->word));
	return false;
}

static bool find_word(const char *text, size_t length, enum word *word)
{
	for (*word = 0; *word < WORD_COUNT; (*word)++) {
		if (strlen(rules[*word].name) == length &&
			strncmp(rules[*word].name, text, length) == 0)
			return true;
	}
	return false;
}

bool annotation_parse(struct arena *arena, const char *text, struct place place,
	struct annotation *annotation, struct diag *diag)
{
	*annotation = (struct annotation){.place = place};
	const char *word = strncmp(text, "db:", 3) == 0 ? text + 3 : text;
	size_t length = strcspn(word, ":");
	if (!word[length] || !find_word(word, length, &annotation->word)) {
		diag_error(diag, place,
			"unknown annotation \"%s\"; use the words of restruct_model.h, of this "
			"restruct's own version",
			text);
		annotation->word = WORD_broken;
		return false;
	}
	struct pieces pieces = {0};
	split(arena, word + length + 1, &pieces);
	if (take_arguments(arena, &pieces, annotation, diag))
		return true;
	annotation->word = WORD_broken;
	return false;
}

/* Asked of annotations that were understood. */

const struct annotation *annotation_find(const struct annotations *annotations, enum word word)
{
	list_each (const struct annotation *, annotation, annotations) {
		if (annotation->word == word)
			return annotation;
	}
	return NULL;
}

struct qualified annotation_name(const struct annotation *annotation, size_t argument)
{
	const struct argument *found = &annotation->arguments.items[argument];
	return (struct qualified){.schema = found->schema, .name = found->text};
}

const char *annotation_text(const struct annotation *annotation, size_t argument)
{
	const char *text = annotation->arguments.items[argument].text;
	return text ? text : "";
}
