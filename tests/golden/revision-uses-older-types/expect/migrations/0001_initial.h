/* 0001_initial: initial */
#ifndef RESTRUCT_REVISION_0001_INITIAL_H
#define RESTRUCT_REVISION_0001_INITIAL_H

#include <restruct_model.h>

/* clang-format off */

DB_REVISION(0001_initial, "initial");
DB_COMPATIBILITY(additive);

enum mood_0001_initial {
	MOOD_SAD_0001_initial   DB_LABEL("sad"),
	MOOD_HAPPY_0001_initial DB_LABEL("happy"),
} DB_ENUM(mood);

typedef int32_t age_0001_initial DB_DOMAIN(age, "integer CHECK (value >= 0)");

struct person_0001_initial {
	int64_t                id   DB_PRIMARY_KEY DB_IDENTITY;
	enum mood_0001_initial mood;
} DB_TABLE(people);

/* clang-format on */

struct restruct_migration;
void upgrade_0001_initial(struct restruct_migration *m);
void downgrade_0001_initial(struct restruct_migration *m);

#endif
