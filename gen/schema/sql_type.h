/* PostgreSQL's own types, as sql_type.c and sql_cast.c know them. */
#ifndef RESTRUCT_SCHEMA_SQL_TYPE_H
#define RESTRUCT_SCHEMA_SQL_TYPE_H

#include <stdbool.h>

enum modifiers {
	MODIFIERS_NONE,
	MODIFIERS_LENGTH,    /* varchar(n) */
	MODIFIERS_PRECISION, /* timestamp(n) */
	MODIFIERS_NUMERIC,   /* numeric(precision, scale) */
	MODIFIERS_INTERVAL   /* interval fields (n) */
};

struct builtin_type {
	const char *name;     /* in pg_type */
	const char *spelling; /* as people write it */
	enum modifiers modifiers;
	int most;    /* the largest length */
	bool spoken; /* the grammar has words of its own for it: these mean pg_catalog's */
};

/* By our spelling of it, as in struct sql_type's base; NULL when it is none of pg_catalog's. */
const struct builtin_type *builtin_type_spelt(const char *spelling);

#endif
