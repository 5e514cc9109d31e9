/* The names of hazards and compatibilities; see plan.h. */
#include "plan/plan.h"

#include <string.h>

static const struct {
	enum hazard hazard;
	const char *name;
} hazards[HAZARDS] = {
	{HAZARD_LOSES_DATA, "loses-data"},
	{HAZARD_REWRITES_TABLE, "rewrites-table"},
	{HAZARD_BLOCKS_WRITES, "blocks-writes"},
	{HAZARD_BLOCKS_READS, "blocks-reads"},
	{HAZARD_BREAKS_OLD_CODE, "breaks-old-code"},
};

const char *hazard_name(enum hazard hazard)
{
	for (size_t i = 0; i < HAZARDS; i++) {
		if (hazards[i].hazard == hazard)
			return hazards[i].name;
	}
	return NULL;
}

unsigned hazard_by_name(const char *name)
{
	for (size_t i = 0; i < HAZARDS; i++) {
		if (strcmp(hazards[i].name, name) == 0)
			return hazards[i].hazard;
	}
	return 0;
}

const char *compatibility_name(enum compatibility compatibility)
{
	static const char *const names[] = {
		[COMPATIBILITY_ADDITIVE] = "additive",
		[COMPATIBILITY_TIGHTENING] = "tightening",
		[COMPATIBILITY_BREAKING] = "breaking",
	};
	return names[compatibility];
}
