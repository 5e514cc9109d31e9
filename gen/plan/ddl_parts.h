/* Pieces of statements that several files of DDL need; see ddl.h. */
#ifndef RESTRUCT_PLAN_DDL_PARTS_H
#define RESTRUCT_PLAN_DDL_PARTS_H

#include "plan/ddl.h"

/* ddl_column.c */
/* "phone text NOT NULL DEFAULT ''"; stand_in: see ddl_add_column. */
void ddl_put_column(
	struct text *text, struct arena *arena, const struct column *column, const char *stand_in);
/* " DEFAULT sql" of a column or domain that is being made. */
void ddl_put_default(struct text *text, const char *sql);
/* "customers.phone" */
const char *ddl_column_path(struct arena *arena, struct qualified table, const char *column);

/* ddl_constraint.c: "CONSTRAINT name CHECK (…) NOT VALID". */
void ddl_put_constraint(
	struct text *text, struct arena *arena, const struct constraint *constraint);

/* ddl_object.c */
/* The body of an anonymous block, quoted; and a string as the format of format(), not quoted. */
const char *ddl_do(struct arena *arena, const char *body);
const char *ddl_as_format(struct arena *arena, const char *string);

#endif
