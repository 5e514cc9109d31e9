/* One annotation: a word of restruct_model.h with its arguments, as the generator receives it.
 *
 *     DB_REFERENCES(audit.users, id, "ON DELETE " "CASCADE")
 *     db:references:audit.users, id, "ON DELETE " "CASCADE"
 *
 * Knows the words, what each takes and where each may stand; knows nothing of what they mean. */
#ifndef RESTRUCT_READ_ANNOTATION_H
#define RESTRUCT_READ_ANNOTATION_H

#include "base/diag.h"
#include "schema/schema.h"

/* What a word may stand on. */
enum {
	ON_STRUCT = 1 << 0,
	ON_MEMBER = 1 << 1,
	ON_ENUM = 1 << 2,
	ON_ENUMERATOR = 1 << 3,
	ON_TYPEDEF = 1 << 4,
	ON_OBJECT = 1 << 5,    /* a declaration of its own, or after one */
	ON_PARTITION = 1 << 6, /* after a DB_PARTITION */
	ON_NOTHING = 0         /* a variable, a function, a parameter, … */
};

/* WORD(identifier, where, arguments, more than once)
 *
 * A letter an argument: n a name, l a label (which may be empty between its quotes), q a name that
 * may have its schema in front, s a string of SQL or text, w bare words as they are; in upper case
 * it may be missing; + after the last: any number. */
#define WORDS                                                                                      \
	WORD(table, ON_STRUCT, "q", false)                                                         \
	WORD(in_schema, ON_STRUCT | ON_ENUM | ON_TYPEDEF, "n", false)                              \
	WORD(index, ON_STRUCT | ON_PARTITION, "Ns", true)                                          \
	WORD(unique_index, ON_STRUCT | ON_PARTITION, "Ns", true)                                   \
	WORD(constraint, ON_STRUCT | ON_PARTITION, "Ns", true)                                     \
	WORD(was, ON_STRUCT | ON_MEMBER | ON_ENUM | ON_ENUMERATOR | ON_TYPEDEF | ON_OBJECT, "q",   \
		false)                                                                             \
	WORD(comment, ON_STRUCT | ON_MEMBER | ON_ENUM | ON_TYPEDEF | ON_OBJECT, "s", false)        \
	WORD(with, ON_STRUCT | ON_MEMBER | ON_PARTITION, "s", false)                               \
	WORD(unlogged, ON_STRUCT | ON_OBJECT, "", false)                                           \
	WORD(row_security, ON_STRUCT | ON_PARTITION, "", false)                                    \
	WORD(force_row_security, ON_STRUCT | ON_PARTITION, "", false)                              \
	WORD(access_method, ON_STRUCT | ON_PARTITION, "n", false)                                  \
	WORD(tablespace, ON_STRUCT | ON_PARTITION, "n", false)                                     \
	WORD(replica_identity, ON_STRUCT | ON_PARTITION, "s", false)                               \
	WORD(cluster_on, ON_STRUCT | ON_PARTITION, "n", false)                                     \
	WORD(partition_by, ON_STRUCT | ON_PARTITION, "s", false)                                   \
	WORD(inherits, ON_STRUCT, "q", true)                                                       \
	WORD(comment_on, ON_STRUCT | ON_TYPEDEF | ON_PARTITION, "ns", true)                        \
	WORD(attached_index, ON_PARTITION, "nq", true)                                             \
	WORD(comment_on_index, ON_STRUCT | ON_TYPEDEF | ON_PARTITION, "ns", true)                  \
	WORD(own_default, ON_STRUCT | ON_PARTITION, "ns", true)                                    \
	WORD(own_not_null, ON_STRUCT | ON_PARTITION, "n", true)                                    \
	WORD(view, ON_STRUCT, "qs", false)                                                         \
	WORD(materialized_view, ON_STRUCT, "qs", false)                                            \
	WORD(no_data, ON_STRUCT, "", false)                                                        \
	WORD(composite, ON_STRUCT, "q", false)                                                     \
	WORD(primary_key, ON_MEMBER, "", false)                                                    \
	WORD(identity, ON_MEMBER, "", false)                                                       \
	WORD(identity_always, ON_MEMBER, "", false)                                                \
	WORD(identity_options, ON_MEMBER, "s", false)                                              \
	WORD(unique, ON_MEMBER, "", false)                                                         \
	WORD(null, ON_MEMBER, "", false)                                                           \
	WORD(not_null, ON_MEMBER, "", false)                                                       \
	WORD(default, ON_MEMBER, "s", false)                                                       \
	WORD(generated, ON_MEMBER, "s", false)                                                     \
	WORD(generated_virtual, ON_MEMBER, "s", false)                                             \
	WORD(type, ON_MEMBER | ON_TYPEDEF, "s", false)                                             \
	WORD(collate, ON_MEMBER, "s", false)                                                       \
	WORD(storage, ON_MEMBER, "n", false)                                                       \
	WORD(compression, ON_MEMBER, "n", false)                                                   \
	WORD(statistics_target, ON_MEMBER | ON_OBJECT, "s", false)                                 \
	WORD(check, ON_MEMBER, "s", true)                                                          \
	WORD(references, ON_MEMBER, "qNS", true)                                                   \
	WORD(column, ON_MEMBER, "n", false)                                                        \
	WORD(using, ON_MEMBER, "s", false)                                                         \
	WORD(ignore, ON_MEMBER | ON_ENUMERATOR, "", false)                                         \
	WORD(enum, ON_ENUM, "q", false)                                                            \
	WORD(label, ON_ENUMERATOR, "l", false)                                                     \
	WORD(domain, ON_TYPEDEF, "qs", false)                                                      \
	WORD(schema, ON_OBJECT, "n", false)                                                        \
	WORD(extension, ON_OBJECT, "nS", false)                                                    \
	WORD(sequence, ON_OBJECT, "qS", false)                                                     \
	WORD(function, ON_OBJECT, "qs", false)                                                     \
	WORD(procedure, ON_OBJECT, "qs", false)                                                    \
	WORD(aggregate, ON_OBJECT, "qs", false)                                                    \
	WORD(operator, ON_OBJECT, "qs", false)                                                     \
	WORD(trigger, ON_OBJECT, "ns", false)                                                      \
	WORD(constraint_trigger, ON_OBJECT, "ns", false)                                           \
	WORD(policy, ON_OBJECT, "ns", false)                                                       \
	WORD(rule, ON_OBJECT, "ns", false)                                                         \
	WORD(enabled, ON_OBJECT, "s", false)                                                       \
	WORD(statistics, ON_OBJECT, "qs", false)                                                   \
	WORD(range, ON_OBJECT, "qs", false)                                                        \
	WORD(collation, ON_OBJECT, "qs", false)                                                    \
	WORD(partition, ON_OBJECT, "qqs", false)                                                   \
	WORD(grant, ON_OBJECT, "s", false)                                                         \
	WORD(revoke, ON_OBJECT, "s", false)                                                        \
	WORD(revision, ON_OBJECT, "wsW+", false)                                                   \
	WORD(compatibility, ON_OBJECT, "w", false)                                                 \
	WORD(hazard, ON_OBJECT, "ws", false)                                                       \
	WORD(reshapes, ON_OBJECT, "q", false)                                                      \
	WORD(dropped, ON_OBJECT, "wqS", false)

enum word {
#define WORD(name, where, arguments, repeats) WORD_##name,
	WORDS
#undef WORD
		WORD_COUNT,
	WORD_broken = WORD_COUNT /* one whose arguments cannot be understood, which was said: it
				    keeps what it stands on from being taken for unannotated */
};

struct argument {
	const char *text;   /* the name, the words or the string's bytes; NULL: left out */
	const char *schema; /* of a name that says it */
	size_t position;    /* among the arguments as they were written, from 0 */
};
LIST(struct argument, arguments);

struct annotation {
	enum word word;
	struct arguments arguments; /* one for each letter, at least */
	struct place place;         /* of the word */
};
LIST(struct annotation, annotations);

/* Reads "db:WORD:ARGUMENTS". Errors go into diag, at the very argument; false, and the annotation
 * is WORD_broken then. */
bool annotation_parse(struct arena *arena, const char *text, struct place place,
	struct annotation *annotation, struct diag *diag);

/* "DB_PRIMARY_KEY" */
const char *word_macro(struct arena *arena, enum word word);
/* Whether it may stand on one of where, and in words where it belongs. */
bool word_stands_on(enum word word, unsigned where);
const char *word_belongs(struct arena *arena, enum word word);
bool word_repeats(enum word word);
/* For diag_suggest: every macro's name. */
void word_macros(struct arena *arena, struct names *macros);

/* NULL when the word is not there. */
const struct annotation *annotation_find(const struct annotations *annotations, enum word word);
struct qualified annotation_name(const struct annotation *annotation, size_t argument);
/* "" when it was left out. */
const char *annotation_text(const struct annotation *annotation, size_t argument);

/* The place of a byte of an argument, found by reading the source file again: only for errors.
 * Where the word is not written at its place (it comes out of another macro), the word's place. */
struct place annotation_place(
	struct arena *arena, const struct annotation *annotation, size_t argument, size_t offset);

/* The beginning of a line of source, from 1; NULL when there are not so many. */
const char *source_line(const char *source, unsigned line);
/* The place of at, which stands in or after the line where place is. */
struct place place_at(struct place place, const char *line, const char *at);

/* One character of a C string or one of its escapes, at *cursor, which moves on; gives its bytes
 * and how many they are. */
size_t c_string_next(const char **cursor, char bytes[4]);

#endif
