/* Functions, procedures and aggregates out of their declarations. */
#include "read/declarations.h"

void declare_routine(
	struct declaring *to, const struct declaration *declaration, enum object_kind kind)
{
	const struct annotation *said = &declaration->annotations.items[0];
	struct routine *routine = arena_new(to->arena, struct routine);
	struct sql_error error;
	declare_begin(to, &routine->object, kind, annotation_name(said, 0), said->place,
		&declaration->annotations, declaration->comment);
	if (sql_routine(to->arena, kind, annotation_text(said, 1), routine, &error))
		schema_add(to->schema, &routine->object);
	else
		declare_refused(to, said, 1, 0, &error);
}
