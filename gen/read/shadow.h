/* The shadow: what a database's server makes of SQL, read back from it as a schema, and nothing
 * left.
 *
 * Two spellings of one expression look different as text, and PostgreSQL's rendering of either is
 * another text again. So models that are compared with a database are made in that very database,
 * with its version, its extensions and its roles, in one transaction that is always rolled back:
 * the schemas that hold the real objects step aside under other names, empty ones take theirs, and
 * what stands there afterwards is read with the catalogs' own reader. Until the end nobody else
 * sees any of it, and nobody who reads or writes rows waits for it; if this program dies, the
 * server rolls back.
 *
 *     struct shadow *shadow = shadow_open(arena, &options, &diag);
 *     if (shadow && shadow_read(shadow, &actual)) { … shadow_render(shadow, &wanted, &rendered) … }
 *     shadow_close(shadow); */
#ifndef RESTRUCT_READ_SHADOW_H
#define RESTRUCT_READ_SHADOW_H

#include "read/catalog.h"

struct shadow;

/* Connects and begins. NULL with an error in diag. options are borrowed; which schemas are included
 * may still change before shadow_read. */
struct shadow *shadow_open(
	struct arena *arena, const struct catalog_options *options, struct diag *diag);
/* Rolls back and disconnects; takes NULL. */
void shadow_close(struct shadow *shadow);

/* The PostgreSQL that it is on: 15. */
unsigned shadow_server(const struct shadow *shadow);
bool shadow_has_schema(const struct shadow *shadow, const char *name);
/* What the database holds, as it is. False with errors in diag. */
bool shadow_read(struct shadow *shadow, struct schema *actual);

struct shadow_wanted {
	const struct names *schemas; /* beside the main one: they are made, and need no statement */
	const struct names *statements; /* in schemas that are empty; extensions are there */
	bool verbatim; /* read it back as the server says it, to be made once more, as when a dump
			  is restored: it says some of it in another way afterwards */
};

struct shadow_rendered {
	struct schema schema;
	const char *why_not;  /* no shadow could be made, and why; NULL: schema is what the server
				 made of all but what it refused */
	struct names refused; /* "CREATE TABLE …: message": statements that it did not take */
};
/* Can be done more than once. False with an error in diag when the connection is lost. */
bool shadow_render(struct shadow *shadow, const struct shadow_wanted *wanted,
	struct shadow_rendered *rendered);

#endif
