/* What the writers of annotated C share: models.c (objects), model_members.c (a struct's members),
 * model_words.c (names, annotations, comments) and revision.c. */
#ifndef RESTRUCT_WRITE_MODELS_H
#define RESTRUCT_WRITE_MODELS_H

#include "write/write.h"

struct model_writer {
	struct text *text;
	struct arena arena;          /* for the pieces */
	const struct schema *schema; /* where the types of members are looked up */
	const char *suffix;          /* of objects that no older revision declared */
};

/* A name as an annotation's argument: bare, or a string where C cannot spell it. */
void model_name(struct text *text, const char *name);
void model_qualified(struct text *text, struct qualified name);

/* WORD(name); WORD("sql"); WORD(name, "sql"), or WORD(name) when there is nothing more to say. */
void model_word(struct model_writer *w, const char *word, struct qualified name);
void model_word_sql(struct model_writer *w, const char *word, const char *sql);
void model_word_name_sql(
	struct model_writer *w, const char *word, struct qualified name, const char *sql);

/* SQL as the last argument of a word: a literal, or below the word a literal a line. */
void model_sql(struct text *text, const char *sql);

/* DB_WAS, after before, if the object had another name. */
void model_was(struct model_writer *w, const struct object *object, const char *before);
/* The comment, where a doc comment can hold it, and else as DB_COMMENT. */
void model_doc_comment(struct model_writer *w, const struct object *object, const char *indent);
void model_comment_word(struct model_writer *w, const struct object *object, const char *before);

/* What the C names of an object carry: an older revision's are those of its own header. */
const char *model_suffix(struct model_writer *w, const struct object *object);
/* "int64_t", "enum kind_0002_add_phone" */
const char *model_c_base(struct model_writer *w, const struct c_type *c);
int model_wider(int width, size_t length);

void model_members(struct model_writer *w, const struct table *table);
void model_attributes(struct model_writer *w, const struct composite *composite);
/* The options that differ from PostgreSQL's defaults for plain_type, each with a space before it.
 */
void model_sequence_options(
	struct text *sql, const struct sequence_options *options, const char *plain_type);
/* Whether the members say the constraint, so that none is needed after the brace. */
bool model_said_by_members(
	struct model_writer *w, const struct table *table, const struct constraint *constraint);

/* What objects need from elsewhere: ids of the revisions whose enums and domains they use, sorted,
 * and whether a type of <time.h> is among them. */
struct model_needs {
	struct names revisions;
	bool time;
};
void model_needs_of(struct arena *arena, const struct object_list *objects,
	const struct schema *schema, struct model_needs *needs);

#endif
