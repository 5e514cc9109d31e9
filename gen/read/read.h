/* The readers: each makes a schema out of something outside the generator.
 *
 *     headers.c      annotated C, one translation unit; with clang.c, walk.c and ctype.c all that
 *                    knows libclang
 *     annotation.c   the text of one annotation: "db:references:customers, id, \"…\""
 *     locate.c       where a byte of it stands in the source
 *     comment.c      documentation comments
 *     declare*.c     declarations with annotations -> objects of the schema
 *     flags.c        compiler flags: after --, from compile_commands.json, the resource directory
 *     migrations.c   the migrations folder: the graph of revisions and the fold of their headers
 *     tokens.c       a revision's C tokens, for its checksum
 *     catalog*.c     PostgreSQL's catalogs (catalog.h); with shadow.c all that knows libpq
 *     shadow.c       what a database's server makes of SQL, with nothing left there (shadow.h)
 */
#ifndef RESTRUCT_READ_READ_H
#define RESTRUCT_READ_READ_H

#include "base/diag.h"
#include "schema/revision.h"

/* Flags for the compiler front end, ready to use: the project's own, -DRESTRUCT, the folder of
 * restruct_model.h, the resource directory. */
struct flags {
	struct names arguments;
};

/* own: what followed --; database: the -p directory or NULL, whose entry for the first of files
 * (or the nearest one) is taken. False with an error in diag when the database cannot be read. */
bool read_flags(struct arena *arena, const struct names *own, const char *database,
	const struct names *files, struct flags *flags, struct diag *diag);

/* Reads any number of headers as one translation unit. Only annotated declarations count. All
 * errors of all headers are in diag; what could be understood is in schema all the same, so that
 * schema_check can go on finding. False when the compiler itself refused the headers: then nothing
 * further should be checked. */
bool read_headers(struct arena *arena, const struct names *files, const struct flags *flags,
	struct schema *schema, struct diag *diag);

/* What read_headers finds in revision headers, beside the objects: the reader of the migrations
 * folder passes it, the models' reader does not (there it is an error to use DB_REVISION). */
bool read_revision_headers(struct arena *arena, const struct names *files,
	const struct flags *flags, struct revisions *revisions, struct diag *diag);

/* The whole folder. A folder that is not there is an empty one. Errors: a parent that is missing, a
 * cycle, an id twice, an id that is not its file's name, a header without a source. */
bool read_migrations(struct arena *arena, const char *directory, const struct flags *flags,
	struct migrations *migrations, struct diag *diag);
/* The id, the only one that starts with prefix, or for "head" the only head; NULL with an error in
 * diag otherwise. */
struct revision *migrations_find(
	const struct migrations *migrations, const char *prefix, struct diag *diag);
/* Puts a revision (NULL: none) and all that it builds on into the map, by id. */
void migrations_ancestors(
	const struct migrations *migrations, const struct revision *at, struct map *ancestors);
/* What the headers of some revisions add up to, as it is: not checked. */
void migrations_fold(
	const struct migrations *migrations, const struct map *ids, struct schema *schema);
/* The schema at a revision (NULL: the empty one): the fold of its ancestors' headers and its own.
 * Passed through schema_check. */
bool migrations_schema(const struct migrations *migrations, const struct revision *at,
	struct schema *schema, struct diag *diag);

/* 64-bit FNV-1a over the C tokens, as 16 hexadecimal digits: comments, white space, line breaks and
 * the way a string literal is cut into pieces do not count. NULL with errno when unreadable. */
const char *read_checksum(struct arena *arena, const char *path);

#endif
