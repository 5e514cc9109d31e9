/* The sides of a comparison: headers, a migrations folder, a database. */
#ifndef RESTRUCT_COMMANDS_SIDE_H
#define RESTRUCT_COMMANDS_SIDE_H

#include "commands/commands.h"

struct side {
	const char *database; /* its connection string; NULL: no database */
	unsigned server;      /* the PostgreSQL that it is on: 15; 0: no database */
	struct schema schema;
};

/* Reads the two sides of diff, each a header, DIR, DIR@ID, DIR@base or a connection string. What a
 * database holds and no schema can is in diag as warnings. False with errors in diag; *failed says
 * that it was the outside. */
bool sides_read(struct run *run, const char *const texts[2], struct side sides[2], bool *failed);
/* The database that --database names, and the models in the operands: from and to. */
bool sides_of_check(struct run *run, struct side *database, struct side *models, bool *failed);

/* Warns of each object in schema->outsides whose kind --ignore does not name, and counts it. */
void side_tell_outsides(struct run *run, const struct schema *schema);
/* Takes the runtime's own table out of what a database holds, and its schema, when nothing else is
 * in that and models (NULL: none) do not declare it. */
void side_without_versions(struct schema *schema, const struct schema *models);

/* shadow_side.c: reads the database of one side. What it holds is spelled as models do, the other
 * side when that is no database, wherever its server says that the two are the same. False with an
 * error in diag when the database failed. */
bool side_read_database(struct run *run, struct side *database, const struct schema *models);

#endif
