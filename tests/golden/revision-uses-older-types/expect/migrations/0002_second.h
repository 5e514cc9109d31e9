/* 0002_second: second */
#ifndef RESTRUCT_REVISION_0002_SECOND_H
#define RESTRUCT_REVISION_0002_SECOND_H

#include "0001_initial.h"

#include <restruct_model.h>
#include <time.h>

/* clang-format off */

DB_REVISION(0002_second, "second", 0001_initial);
DB_COMPATIBILITY(additive);
DB_HAZARD(rewrites-table, "ALTER TABLE people ADD COLUMN age age");
DB_HAZARD(blocks-reads, "ALTER TABLE people ADD COLUMN age age");
DB_RESHAPES(people);

enum colour_0002_second {
	COLOUR_RED_0002_second DB_LABEL("red"),
} DB_ENUM(colour);

struct person_0002_second {
	int64_t                  id     DB_PRIMARY_KEY DB_IDENTITY;
	enum mood_0001_initial   mood;
	age_0001_initial        *age;
	enum colour_0002_second *colour;
	time_t                  *born;
} DB_TABLE(people);

/* clang-format on */

struct restruct_migration;
void upgrade_0002_second(struct restruct_migration *m);
void downgrade_0002_second(struct restruct_migration *m);

#endif
