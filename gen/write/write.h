/* The writers: what was decided, in the form it is kept in. Nothing is decided here.
 *
 *     models.c     a schema as annotated C, with or without a revision's suffix; a struct's members
 *                  in model_members.c, the words they are made of in model_words.c, long SQL in
 *                  model_sql.c, what goes without saying in model_unsaid.c
 *     header.c     a whole header of them, for a program
 *     revision.c   a revision's header and source
 *     table.c      restruct_revisions.c and its dependency file
 *     dump.c       --dump=schema|changes|plan, --sql
 *     facts.c      --json and the lines of history, heads, show
 */
#ifndef RESTRUCT_WRITE_WRITE_H
#define RESTRUCT_WRITE_WRITE_H

#include "base/text.h"
#include "plan/plan.h"
#include "schema/revision.h"

/* The models in objects (struct object *) as annotated C. suffix: "_0002_add_phone", or "" for
 * models of an application. Types of older revisions that are used keep theirs. */
void write_models(struct text *text, const struct object_list *objects, const struct schema *schema,
	const char *suffix);

/* A whole header, to be compiled and read as it is, with the objects in their order: sections, doc
 * comments, what PostgreSQL or C says by itself left out; what the schema could not hold as a
 * comment at its end. guard: "SHOP_H". */
void write_header(struct text *text, const struct object_list *objects, const struct schema *schema,
	const char *guard);

/* What a new revision consists of. */
struct new_revision {
	const char *id, *message;
	struct names parents;
	const struct schema *to;     /* the schema that it leads to */
	struct object_list objects;  /* the top-level objects of to that it changes or brings */
	struct dropped_list dropped; /* the names that it takes away (an object that was renamed
					says so itself, with DB_WAS) */
	const struct plan *upgrade, *downgrade;
};
void write_revision_header(struct text *text, const struct new_revision *revision);
void write_revision_source(struct text *text, const struct new_revision *revision);

/* symbol: "restruct_revisions". checksums: one a revision, in the order of migrations. made: what
 * the schema at head is made with, or NULL. */
void write_revision_table(struct text *text, const struct migrations *migrations,
	const struct names *checksums, const struct elsewhere *made, const char *symbol);
void write_depfile(struct text *text, const char *target, const struct migrations *migrations);

void write_schema_dump(struct text *text, const struct schema *schema);
void write_changes_dump(struct text *text, const struct changes *changes);
void write_plan_dump(struct text *text, const struct plan *upgrade, const struct plan *downgrade);
/* A plan as a script for psql, which commits each statement: with semicolons, notes and hazards as
 * comments. server: the PostgreSQL that it is for, 15; 0: not known, then what all understand, and
 * a comment where that is not so. */
void write_sql(struct text *text, const struct plan *plan, unsigned server);

/* Facts, for people (aligned lines) and for programs (JSON, a line break at the end). FACTS_BEGIN
 * is how all that --json prints begins; restruct.json(7) says what this version holds, here and in
 * the runtime. */
#define FACTS_BEGIN "{\"restruct\": 1, "
void write_revisions(
	struct text *text, const struct migrations *migrations, const struct revisions *revisions);
void write_revisions_json(
	struct text *text, const struct migrations *migrations, const struct revisions *revisions);
void write_revision_facts(struct text *text, const struct revision *revision);
void write_revision_json(
	struct text *text, const struct migrations *migrations, const struct revision *revision);
void write_new_revision_json(
	struct text *text, const struct new_revision *revision, const char *directory);
void write_changes_json(struct text *text, const struct changes *changes);

#endif
