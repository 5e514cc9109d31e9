/* How values of one type become values of another. */
#ifndef RESTRUCT_PLAN_CONVERT_H
#define RESTRUCT_PLAN_CONVERT_H

#include "schema/schema.h"

/* Whether checks, partial indexes and the like go on meaning the same when a column goes from one
 * type to the other: one type with other modifiers, or both integers. Else the server would carry
 * them over in terms of the old type, or not at all. */
bool convert_keeps_meaning(const struct sql_type *from, const struct sql_type *to);

/* Whether every value of from is a value of to. Not known of a user's types: false. */
bool convert_is_lossless(const struct sql_type *from, const struct sql_type *to);

/* The expression that makes a value of to out of column (an identifier). certain: set to false when
 * no cast leads from one to the other and the text of the value is read instead. */
const char *convert_expression(struct arena *arena, const char *column, const struct sql_type *from,
	const struct sql_type *to, bool *certain);

/* column::text::to, without a first cast that says nothing. */
const char *convert_through_text(struct arena *arena, const char *column,
	const struct sql_type *from, const struct sql_type *to);
/* text, varchar and the like, or an array of them. */
bool convert_is_text(const struct sql_type *type);

/* A constant for rows that have none: '0', '', 'false' …, as SQL; NULL when the type has none.
 * schema knows the user's types. */
const char *convert_stand_in(
	struct arena *arena, const struct schema *schema, const struct sql_type *type);

#endif
