/* Names that nobody gave, as PostgreSQL itself would choose them; and labels, as we do. */
#ifndef RESTRUCT_SCHEMA_NAMES_H
#define RESTRUCT_SCHEMA_NAMES_H

#include "schema/schema.h"

/* "customers_email_key": name1_name2_label, shortened as the server's makeObjectName does (both
 * names in turn, never within a UTF-8 character). name2 may be NULL. */
const char *name_make(struct arena *arena, const char *name1, const char *name2, const char *label);

/* The name itself, or as much of it as fits limit bytes without cutting a character. */
const char *name_clip(struct arena *arena, const char *name, size_t limit);

/* The name of an unnamed constraint on table: pkey, key, check, fkey or excl; for a check name2 is
 * the one column it mentions. A number is appended until no other constraint of the table, and for
 * those with an index no other relation of the schema that is known so far, has it. */
const char *name_constraint(struct arena *arena, const struct schema *schema,
	const struct table *table, const struct constraint *constraint);
/* The name of an index that was written without one. */
const char *name_index(struct arena *arena, const struct schema *schema, const struct table *table,
	const struct index *index);

/* How many bytes the names of all enumerators share, up to an underscore and so that something is
 * left of each: of a single one, up to its last underscore. */
size_t name_enumerator_prefix(const struct names *enumerators);
/* The label that an enumerator stands for when none is said: what follows the prefix, in lower
 * case. */
const char *name_label(struct arena *arena, const char *enumerator, size_t prefix);

#endif
