/* Revisions and the folder of them, as the readers hand them to the writers: plain data, in the
 * arena it was read into. */
#ifndef RESTRUCT_SCHEMA_REVISION_H
#define RESTRUCT_SCHEMA_REVISION_H

#include "schema/schema.h"

/* DB_HAZARD: what somebody has accepted. */
struct hazard_note {
	const char *hazard;    /* "loses-data" */
	const char *statement; /* the first line of the statement it belongs to */
};
LIST(struct hazard_note, hazard_notes);

/* DB_DROPPED: what the parents have and this has not. */
struct dropped {
	enum object_kind kind;
	struct qualified name;
};
LIST(struct dropped, dropped_list);

/* A revision as its header states it. */
struct revision {
	const char *id;       /* "0002_add_phone" */
	const char *message;  /* "add phone" */
	struct names parents; /* none: a base */
	struct hazard_notes hazards;
	struct qualifieds reshaped;  /* DB_RESHAPES */
	const char *compatibility;   /* "additive", "tightening" or "breaking" */
	const char *header, *source; /* paths */
	struct schema schema; /* only what this header declares: the models as it leaves them */
	struct dropped_list dropped; /* DB_DROPPED */
	struct place place;          /* of DB_REVISION */
};
LIST(struct revision *, revisions);

/* The whole folder. */
struct migrations {
	struct arena *arena;
	const char *directory;
	struct revisions revisions; /* parents before children, else by id */
	struct map by_id;           /* id -> struct revision * */
	struct revisions heads;     /* those that are nobody's parent */
};

#endif
