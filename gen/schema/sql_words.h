/* SQL's words, as its scanner sees them. */
#ifndef RESTRUCT_SCHEMA_SQL_WORDS_H
#define RESTRUCT_SCHEMA_SQL_WORDS_H

#include "schema/sql_tree.h"

struct sql_word {
	const char *start;
	size_t length;
	PgQuery__Token token;
	bool apart;    /* white space stands before it */
	size_t closed; /* of an opening parenthesis: where the closing one is */
	size_t column; /* were all on one line */
};
LIST(struct sql_word, sql_words);

/* False: there are none, or parentheses do not match. */
bool sql_words(struct arena *arena, const char *sql, struct sql_words *words);
/* Whether the word is this character. */
bool sql_word_is(const struct sql_words *words, size_t i, char c);

#endif
