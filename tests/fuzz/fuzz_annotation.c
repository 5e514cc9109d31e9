/* The annotation parser: any text is either an annotation, every string of which PostgreSQL can
 * hold, or an error at a place; and what was understood means the same when the generator writes
 * it. */
#include "fuzz.h"

#include "base/text.h"
#include "read/annotation.h"
#include "write/models.h"

#include <ctype.h>

static const struct place somewhere = {"fuzz.h", 1, 1};

static const struct {
	const char *name, *letters;
} words[] = {
#define WORD(name, where, arguments, repeats) [WORD_##name] = {#name, arguments},
	WORDS
#undef WORD
};

/* What an argument is, as annotation.h says it. */
static char letter_of(enum word word, size_t argument)
{
	const char *letters = words[word].letters;
	size_t count = strlen(letters);
	if (letters[count - 1] == '+' && argument >= count - 1)
		argument = count - 2;
	return (char)tolower((unsigned char)letters[argument]);
}

static void check_argument(const struct argument *argument)
{
	const char *strings[] = {argument->text, argument->schema};
	for (size_t i = 0; i < 2; i++)
		if (strings[i] && !text_is_utf8(strings[i]))
			fuzz_fail("an argument is not UTF-8");
}

/* As the writers do: a name, with its schema; else a string. */
static void put_argument(struct text *text, const struct argument *argument, char letter)
{
	struct qualified name = {.schema = argument->schema, .name = argument->text};
	if (!argument->text)
		return;
	if (letter == 'n' || letter == 'q')
		model_qualified(text, name);
	else if (letter == 'w')
		text_put(text, argument->text);
	else
		text_put_c_string(text, argument->text);
}

static bool same(const char *a, const char *b)
{
	return a && b ? strcmp(a, b) == 0 : a == b;
}

/* Those that are left out at the end may as well not be there. */
static size_t said(const struct annotation *read)
{
	size_t count = read->arguments.count;
	while (count > 0 && !read->arguments.items[count - 1].text)
		count--;
	return count;
}

static void put_arguments(struct text *text, const struct annotation *read)
{
	size_t first = 0, after = said(read);
	if (after > 0 && !read->arguments.items[0].text)
		first = 1; /* a name that may be missing in front */
	text_printf(text, "db:%s:", words[read->word].name);
	for (size_t i = first; i < after; i++) {
		text_put(text, i > first ? ", " : "");
		put_argument(text, &read->arguments.items[i], letter_of(read->word, i));
	}
}

static void check_written(struct arena *arena, const struct annotation *read)
{
	struct text text = {0};
	struct annotation again;
	struct diag diag;
	put_arguments(&text, read);
	diag_init(&diag, arena);
	if (!annotation_parse(arena, text_string(&text), somewhere, &again, &diag))
		fuzz_fail("written as %s: %s", text_string(&text), diag.list.items[0].message);
	if (again.word != read->word || said(&again) != said(read))
		fuzz_fail("written as %s: it is another", text_string(&text));
	for (size_t i = 0; i < said(&again); i++)
		if (!same(again.arguments.items[i].text, read->arguments.items[i].text) ||
			!same(again.arguments.items[i].schema, read->arguments.items[i].schema))
			fuzz_fail("written as %s: argument %zu is another", text_string(&text), i);
	text_finish(&text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena arena;
	struct diag diag;
	struct annotation annotation;
	char *text = fuzz_string(data, size);
	arena_init(&arena);
	diag_init(&diag, &arena);
	if (!annotation_parse(&arena, text, somewhere, &annotation, &diag)) {
		if (diag.errors == 0 || !diag.list.items[0].place.file)
			fuzz_fail("refused without an error at a place");
	} else {
		if (diag.errors != 0)
			fuzz_fail("understood with an error");
		list_each (const struct argument *, argument, &annotation.arguments)
			check_argument(argument);
		check_written(&arena, &annotation);
	}
	arena_finish(&arena);
	free(text);
	return 0;
}
