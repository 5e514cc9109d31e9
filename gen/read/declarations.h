/* What headers.c hands to declare.c: the declarations that carry annotations, without libclang. */
#ifndef RESTRUCT_READ_DECLARATIONS_H
#define RESTRUCT_READ_DECLARATIONS_H

#include "read/annotation.h"
#include "read/read.h"
#include "schema/sql.h"

/* What a C type means. */
struct meaning {
	struct c_type c;     /* how to declare it again; c.sql is filled in by whoever uses it */
	const char *sql;     /* the SQL type; NULL: none without DB_TYPE */
	const char *c_sql;   /* what c alone means, without a typedef's DB_TYPE; NULL: nothing */
	const char *problem; /* why sql is NULL, and the way on: "is a bit-field; …" */
	bool varies;         /* its width is the target's: said with a warning */
	bool nullable;       /* a pointer, and so the column may be NULL */
	bool annotated; /* a typedef with DB_TYPE, which is a value whatever stands behind it */
	bool is_char;   /* C's char itself, of which pointers and arrays are text */
};

/* A member of a struct or an enumerator. */
struct member {
	const char *name; /* without a revision's suffix; "" for an unnamed member */
	struct place place;
	const char *comment; /* of the documentation, stripped; NULL: none */
	struct annotations annotations;
	const struct meaning *type; /* shared; NULL for enumerators and what is ignored */
};
LIST(struct member, members);

enum declaration_kind {
	DECLARATION_STRUCT,
	DECLARATION_ENUM,
	DECLARATION_TYPEDEF, /* of anything else */
	DECLARATION_OBJECT   /* of no C type at all: DB_SCHEMA, DB_SEQUENCE, … */
};

struct declaration {
	enum declaration_kind kind;
	const char *tag; /* the tag, or the typedef's name where there is no tag; without suffix */
	struct place place;
	const char *comment;
	struct annotations annotations;
	struct members members;
	const struct meaning *type; /* what a typedef stands for */
	struct revision *revision;  /* that its header is of; NULL in models */
};

/* What declare_* need to know of where they are. */
struct declaring {
	struct arena *arena;
	struct schema *schema;
	struct diag *diag;
	bool warn;            /* of what may surprise; not in revisions, whose author was told */
	const char *revision; /* the id of the one that is read, or NULL */
};

/* The schema object that the declaration stands for, added to the schema; all its errors. */
void declare_table(struct declaring *to, const struct declaration *declaration);
void declare_enum(struct declaring *to, const struct declaration *declaration);
void declare_domain(struct declaring *to, const struct declaration *declaration);
void declare_composite(struct declaring *to, const struct declaration *declaration);
void declare_partition(struct declaring *to, const struct declaration *declaration);
/* A view or materialized view. */
void declare_view(struct declaring *to, const struct declaration *declaration);
/* A function, procedure, aggregate or operator. */
void declare_routine(
	struct declaring *to, const struct declaration *declaration, enum object_kind kind);
/* Schemas, extensions, sequences; routines, and those below. */
void declare_object(struct declaring *to, const struct declaration *declaration);
/* A trigger, policy, rule, extended statistics or collation; privileges. said: the first word. */
void declare_definition(
	struct declaring *to, const struct declaration *declaration, const struct annotation *said);
void declare_grant(
	struct declaring *to, const struct declaration *declaration, const struct annotation *said);

/* What the declare_* share. */

/* The name that word gives, in the schema that DB_IN_SCHEMA may say. */
struct qualified declared_name(const struct annotations *annotations, enum word word);
/* What every object begins with: kind, name, place, revision, DB_WAS, comment. doc: the
 * documentation comment or NULL. */
void declare_begin(struct declaring *to, struct object *object, enum object_kind kind,
	struct qualified name, struct place place, const struct annotations *annotations,
	const char *doc);
/* DB_COMMENT_ON: what it says of the constraints and indexes of a table or domain. */
void declare_comments_on(
	struct declaring *to, struct object *parent, const struct annotations *annotations);
/* An attribute of a composite type out of a member. */
struct column *declare_attribute(struct declaring *to, const struct member *member);
/* DB_INDEX or DB_UNIQUE_INDEX; the name may be missing. NULL when its SQL was refused, which is
 * said. */
struct index *declare_index(struct declaring *to, const struct annotation *said);
/* A grammar's refusal of the SQL in an argument, at the very byte. before: how many bytes were put
 * in front of what the argument says. */
void declare_refused(struct declaring *to, const struct annotation *annotation, size_t argument,
	size_t before, const struct sql_error *error);
/* c, with the SQL type that it alone stands for. */
struct c_type declared_c_type(struct declaring *to, const struct meaning *meaning);
/* The tag; for a type that has none, its SQL name made one. */
const char *declared_tag(struct arena *arena, const struct declaration *declaration);
/* Says which words do not stand on this and which stand there twice; false when one does. */
bool declare_words(struct declaring *to, const struct annotations *annotations, unsigned where);

/* The text of a documentation comment, without its slashes and stars; NULL when nothing is left. */
const char *comment_text(struct arena *arena, const char *comment);
/* The documentation comment that stands before, or on the same line after, what is declared from
 * line and column on: for declarations that come out of a macro, whose comments the compiler does
 * not find. NULL: none. */
const char *comment_near(struct arena *arena, const char *source, struct place place);

#endif
