/* Words of C out of SQL's names. */
#ifndef RESTRUCT_IMPORT_C_NAMES_H
#define RESTRUCT_IMPORT_C_NAMES_H

#include "base/arena.h"
#include "base/map.h"

#include <stdbool.h>

/* The name as far as C can spell it: "order date" is order_date, "größe" is grosse, a digit at the
 * start gets an underscore before it. "" when nothing is left (all of it in another script). Case
 * stays. */
const char *c_identifier(struct arena *arena, const char *name);
/* The same in lower case with its words apart, for tags and typedefs: "OrderItem" is order_item. */
const char *c_lower(struct arena *arena, const char *name);
/* The same in upper case, for enumerators; may begin with a digit. */
const char *c_upper(struct arena *arena, const char *name);

/* Whether a member cannot be called so: keywords of C and C++, types that members have, and what
 * system headers define as macros. */
bool c_is_keyword(const char *name);
/* Whether a program that includes the usual headers has a type or a macro of that name, and so
 * better no tag or typedef; a function, and so no typedef. */
bool c_is_known_type(const char *name);
bool c_is_known_function(const char *name);
/* The same of an enumerator: "LOG_DEBUG" of <syslog.h>, "SIZE_MAX". */
bool c_is_known_enumerator(const char *name);

/* Names that are in use at one place. */
struct c_names {
	struct arena *arena;
	struct map taken;
};
bool c_taken(const struct c_names *names, const char *name);
/* Takes the name, with a number behind it when it is taken already. */
const char *c_take(struct c_names *names, const char *name);

#endif
