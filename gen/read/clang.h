/* What headers.c, walk.c and ctype.c share: the compiler's view of the headers. libclang goes no
 * further than these. */
#ifndef RESTRUCT_READ_CLANG_H
#define RESTRUCT_READ_CLANG_H

#include "read/declarations.h"

#include <clang-c/Index.h>

LIST(unsigned, offsets);

/* A file of the translation unit. */
struct source_file {
	CXFile file;
	const char *path; /* as messages say it */
	const char *full; /* as the compiler says it */
	const char *source;
	struct revision *revision;
	const char *suffix;   /* "_0002_add_phone" where a DB_REVISION was found, else "" */
	struct offsets lines; /* where each begins; empty before anybody asked */
};
LIST(struct source_file *, source_files);

/* A byte of a file; file NULL: nowhere. */
struct spot {
	struct source_file *file;
	unsigned offset;
};

/* A declaration and the cursor that it was found at. */
struct found {
	CXCursor cursor;
	struct declaration *declaration;
	struct source_file *file;
};
LIST(struct found, founds);

/* Annotations after a typedef's name that belong to the struct or enum behind it. */
struct attached {
	CXCursor definition;
	struct annotations annotations;
	const char *comment;
	size_t position; /* in found, when the typedef was met: its type is just before, mostly */
};
LIST(struct attached, attacheds);

/* The SQL type that an enum's, domain's or composite type's C name stands for. */
struct model {
	bool composite;
	struct qualified name;
	const char *base; /* "enum mood", "email" */
};

/* A type and what it means; meaning NULL: free. */
struct kept_type {
	CXType type;
	struct meaning *meaning;
};

/* The file that includes all others. It is not there: the compiler gets its text. */
extern const char main_file[];

struct reader {
	struct arena *arena;
	struct diag *diag;
	CXTranslationUnit unit;
	const struct names *given; /* the headers' paths as the user gave them */
	struct names included;     /* the same, each once: a line each in main_file */
	const char *cwd;           /* with a slash at the end */
	bool revisions; /* DB_REVISION and its kind are welcome, wide types not warned of */
	struct source_files files;
	struct source_file *last_file;
	struct founds founds;
	struct attacheds attacheds;
	struct map models; /* the type's spelling, "enum mood", "email" -> struct model */
	struct map types;  /* typedef's name -> struct meaning */
	struct kept_type kept[64];
	struct map annotations; /* "db:…" -> struct annotation, but for its place */
	struct place suspected; /* the unknown word that was told last */
};

/* clang.c: strings and places. */
const char *clang_take(struct reader *reader, CXString string); /* "" for none */
/* Where the source says it, outside all macros. */
struct spot clang_spot(struct reader *reader, CXSourceLocation location);
struct place clang_spot_place(struct reader *reader, struct spot spot);
struct place clang_place(
	struct reader *reader, CXSourceLocation location, struct source_file **file);
/* The tag, or the typedef's name of a type without one, or NULL. */
const char *clang_tag(struct reader *reader, CXCursor cursor);
const char *strip_suffix(struct reader *reader, const char *name, const struct source_file *file);
/* The annotations on a declaration, those that cannot be understood left out. */
void clang_annotations(struct reader *reader, CXCursor cursor, struct annotations *annotations);

/* ctype.c: what a type means. bit_field: its member is one. */
const struct meaning *clang_meaning(struct reader *reader, CXType type, bool bit_field);

/* walk.c: all declarations that carry annotations, in the order of the source. */
void clang_walk(struct reader *reader);

#endif
