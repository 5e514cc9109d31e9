/* The reader of PostgreSQL's catalogs, 13 to 18: what a database holds, as a schema.
 *
 * Texts come as PostgreSQL renders them and pass through the same sql_*() functions as those of a
 * header; names are always said, also where they are PostgreSQL's own choice. C names (tags,
 * members, typedefs) are NULL: a database knows none. Owners are not read, nor is what belongs to
 * an extension, nor what the server makes by itself (indexes of constraints, what a partition has
 * from its parent). Whatever else a schema cannot hold is listed in schema->outsides.
 *
 * The number of queries does not depend on what is there: one asks for the schemas, one message
 * brings all the rest. */
#ifndef RESTRUCT_READ_CATALOG_H
#define RESTRUCT_READ_CATALOG_H

#include "base/diag.h"
#include "schema/schema.h"

struct pg_conn; /* libpq's PGconn */

/* A schema that stands in the database for another: read as if it had that name. Its own name must
 * be one that no text holds by chance, and that needs no quotes in SQL. */
struct schema_alias {
	const char *actual, *model;
};
LIST(struct schema_alias, schema_aliases);

struct catalog_options {
	const char *conninfo; /* of read_catalog: as libpq takes it, "" for its environment */
	const char *schema;   /* the main one, whose objects have no schema in their names; NULL:
				 the first of search_path that is there */
	struct names include; /* more schemas, by the names that the database has */
	bool include_all;     /* every schema that is not the server's own or an extension's */
	struct schema_aliases aliases; /* of included schemas; the main one's is only used where
					   its own name must be said, as in GRANT … ON SCHEMA */
	struct names behind; /* schemas that are not read, but whose objects are called as the main
				one's are: behind it in the search_path */
	bool verbatim; /* SQL is not made canonical: made again, it is what a dump of the database
			  would make, and not what was there; see struct sql_scope */
};

/* Reads a database into schema, which schema_init has made in arena, over a connection of its own,
 * in one transaction that sees one state and writes nothing. Options that are wrong and a database
 * that fails are errors in diag; then it returns false. */
bool read_catalog(struct arena *arena, const struct catalog_options *options, struct schema *schema,
	struct diag *diag);

/* The same over a connection that is open and in a transaction, which sees its own changes; its
 * settings stay as they are. After a failure the transaction can go on, too, unless the connection
 * broke. */
bool read_catalog_over(struct pg_conn *conn, struct arena *arena,
	const struct catalog_options *options, struct schema *schema, struct diag *diag);

/* Every kind that schema->outsides may name: what --ignore takes. */
void catalog_outside_kinds(struct arena *arena, struct names *kinds);

/* A connection whose text is UTF-8; NULL with an error in diag. */
struct pg_conn *catalog_connect(const char *conninfo, struct diag *diag);
void catalog_disconnect(struct pg_conn *conn); /* takes NULL */

#endif
