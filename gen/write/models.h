/* What the writers of annotated C share: models.c (objects), model_members.c (a struct's members),
 * model_views.c (views and routines), model_words.c (names, annotations, comments), model_sql.c
 * (SQL over several lines), model_unsaid.c (what goes without saying), header.c and revision.c. */
#ifndef RESTRUCT_WRITE_MODELS_H
#define RESTRUCT_WRITE_MODELS_H

#include "write/write.h"

struct model_writer {
	struct text *text;
	struct arena arena;          /* for the pieces */
	const struct schema *schema; /* where the types of members are looked up */
	const char *suffix;          /* of objects that no older revision declared */
	bool program; /* a header of the application's own: serial and labels go without saying */
	struct map names, shared_names; /* model_note_names: of all relations and constraints */
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
/* A word that is too long for its line: its last literal goes on in more of them. */
void model_folded(struct text *text, const char *word, size_t length, const char *indent);

/* DB_WAS, after before, if the object had another name. */
void model_was(struct model_writer *w, const struct object *object, const char *before);
/* The comment, where a doc comment can hold it, and else as DB_COMMENT. */
void model_doc_comment(struct model_writer *w, const struct object *object, const char *indent);
/* Text inside a block comment, on one line: it cannot end the comment or begin another. */
void model_comment_text(struct text *text, const char *string);
void model_comment_word(struct model_writer *w, const struct object *object, const char *before);

/* What the C names of an object carry: an older revision's are those of its own header. */
const char *model_suffix(struct model_writer *w, const struct object *object);
/* "int64_t", "enum kind_0002_add_phone" */
const char *model_c_base(struct model_writer *w, const struct c_type *c);
int model_wider(int width, size_t length);

/* DB_COMMENT_ON, of what has no place for a comment of its own. */
void model_comment_on(struct model_writer *w, const struct object *part);

/* model_views.c: whole objects. */
void model_view(struct model_writer *w, const struct view *view);
void model_routine(struct model_writer *w, const struct routine *routine);

/* The members of a table's, composite type's or view's struct, a line each. */
void model_members(
	struct model_writer *w, const struct object *owner, const struct columns *columns);
/* The options that differ from PostgreSQL's defaults for plain_type, each with a space before it.
 */
void model_sequence_options(
	struct text *sql, const struct sequence_options *options, const char *plain_type);

/* Notes which names there are; before anything is written. */
void model_note_names(struct model_writer *w);
/* Whether two objects in that schema have the name, so that no reader would choose it. */
bool model_name_is_shared(struct model_writer *w, const char *schema, const char *name);
/* Whether the domain's one check has the name that it gets when none is said. */
bool model_check_is_unnamed(struct model_writer *w, const struct domain *domain);
/* "serial", "bigserial", "smallserial" when that says all of the column's type, default and
 * sequence; else NULL. */
const char *model_serial(
	struct model_writer *w, const struct table *table, const struct column *column);
bool model_is_serial_sequence(struct model_writer *w, const struct sequence *sequence);
/* What the label is when nobody says it; NULL: it must be said. */
const char *model_unsaid_label(
	struct model_writer *w, const struct enum_type *type, const struct label *label);

/* Whether the members say the constraint, so that none is needed after the brace. */
bool model_said_by_members(
	struct model_writer *w, const struct table *table, const struct constraint *constraint);

/* All objects, with w as it is, one-liners of a kind together and whatever has braces alone. */
void model_objects(struct model_writer *w, const struct object_list *objects);
/* model_definitions.c */
void model_definition(struct model_writer *w, const struct definition *definition);
void model_grant(struct model_writer *w, const struct grant *grant);

/* What objects need from elsewhere: ids of the revisions whose enums and domains they use, sorted,
 * and whether a type of <time.h> is among them. */
struct model_needs {
	struct names revisions;
	bool time;
};
void model_needs_of(struct arena *arena, const struct object_list *objects,
	const struct schema *schema, struct model_needs *needs);

#endif
