/* The parts of the survey, in the order in which they are taken, and what they share. Each adds to
 * what the ones before have found. */
#ifndef RESTRUCT_PLAN_SURVEY_PARTS_H
#define RESTRUCT_PLAN_SURVEY_PARTS_H

#include "plan/survey.h"

/* survey_types.c: types that are made anew. */
void survey_types(struct survey *survey);
/* survey_around.c: views, routines and definitions that are dropped and made again. */
void survey_around(struct survey *survey);
/* survey_rebuilt.c: constraints and indexes that are rebuilt. */
void survey_rebuilt(struct survey *survey);

/* Fates only grow worse. Whether it did. */
bool survey_worsen(
	struct survey *survey, struct qualified table, const char *column, enum fate fate);
/* Each table of both schemas that goes on, as it was and as it is to be. */
void survey_each_table(struct survey *survey,
	void (*visit)(struct survey *survey, const struct table *from, const struct table *to));

#endif
