/* C declarations for SQL types. */
#ifndef RESTRUCT_IMPORT_C_TYPES_H
#define RESTRUCT_IMPORT_C_TYPES_H

#include "schema/schema.h"

/* How a person declares a member that holds this type. Enums and domains of the schema must have
 * their C names. A type that C has no word for is text. */
struct c_type c_type_for(struct arena *arena, const struct schema *schema,
	const struct sql_type *type, bool not_null);

#endif
