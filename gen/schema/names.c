/* Names that nobody gave, as PostgreSQL chooses them: makeObjectName(), ChooseRelationName() and
 * ChooseConstraintName() of its source. */
#include "schema/names.h"

#include "schema/sql.h"

#include <ctype.h>
#include <string.h>

const char *name_clip(struct arena *arena, const char *name, size_t limit)
{
	size_t length = strlen(name);
	if (length <= limit)
		return name;
	while (limit > 0 && ((unsigned char)name[limit] & 0xc0) == 0x80)
		limit--;
	return arena_strndup(arena, name, limit);
}

const char *name_make(struct arena *arena, const char *name1, const char *name2, const char *label)
{
	size_t first = strlen(name1), second = name2 ? strlen(name2) : 0;
	size_t overhead = (name2 ? 1 : 0) + (label ? strlen(label) + 1 : 0);
	while (first + second > NAME_MAX_BYTES - overhead) {
		if (first > second)
			first--;
		else
			second--;
	}
	char made[NAME_MAX_BYTES + 1], *end = stpcpy(made, name_clip(arena, name1, first));
	if (name2)
		end = stpcpy(stpcpy(end, "_"), name_clip(arena, name2, second));
	if (label)
		end = stpcpy(stpcpy(end, "_"), label);
	return arena_strndup(arena, made, (size_t)(end - made));
}

/* "a_b_c", which the server cuts only roughly before it makes a name of it. */
static const char *join(struct arena *arena, const struct names *names)
{
	const char *joined = NULL;
	list_each (const char **, name, names) {
		joined = joined ? arena_printf(arena, "%s_%s", joined, *name) : *name;
		if (strlen(joined) > NAME_MAX_BYTES)
			break;
	}
	return joined;
}

/* Tables, indexes and sequences share one space of names in a schema, and so does whatever has an
 * index. */
static bool is_relation(const struct schema *schema, struct qualified name)
{
	const struct constraint *constraint = schema_find(schema, OBJECT_CONSTRAINT, name);
	bool indexed = constraint && constraint->type != CONSTRAINT_CHECK &&
		       constraint->type != CONSTRAINT_FOREIGN_KEY;
	return indexed || schema_find(schema, OBJECT_TABLE, name) ||
	       schema_find(schema, OBJECT_INDEX, name) ||
	       schema_find(schema, OBJECT_SEQUENCE, name);
}

struct choice {
	const struct schema *schema;
	const struct table *table;
	const void *self; /* what is being named: its own name is not taken */
	bool relation;    /* gets an index, or is one */
	bool constraint;
};

static bool is_taken(const struct choice *choice, const char *name)
{
	struct qualified wanted = {.schema = choice->table->object.name.schema, .name = name};
	const struct table *table = choice->table;
	if (choice->relation &&
		(strcmp(table->object.name.name, name) == 0 || is_relation(choice->schema, wanted)))
		return true;
	if (choice->constraint && schema_find(choice->schema, OBJECT_CONSTRAINT, wanted))
		return true;
	list_each (struct constraint **, each, &table->constraints) {
		if (*each != choice->self && (*each)->object.name.name &&
			strcmp((*each)->object.name.name, name) == 0)
			return true;
	}
	list_each (struct index **, each, &table->indexes) {
		if (choice->relation && *each != choice->self && (*each)->object.name.name &&
			strcmp((*each)->object.name.name, name) == 0)
			return true;
	}
	return false;
}

static const char *choose(
	struct arena *arena, const struct choice *choice, const char *name2, const char *label)
{
	const char *table = choice->table->object.name.name;
	const char *name = name_make(arena, table, name2, label);
	for (int i = 1; is_taken(choice, name); i++)
		name = name_make(arena, table, name2, arena_printf(arena, "%s%d", label, i));
	return name;
}

const char *name_constraint(struct arena *arena, const struct schema *schema,
	const struct table *table, const struct constraint *constraint)
{
	struct choice choice = {schema, table, constraint, false, true};
	struct names parts = {0};
	switch (constraint->type) {
	case CONSTRAINT_PRIMARY_KEY:
		choice.relation = true;
		return choose(arena, &choice, NULL, "pkey");
	case CONSTRAINT_UNIQUE:
		choice.relation = true;
		if (!strstr(constraint->definition, " INCLUDE (")) /* no need to parse it */
			return choose(arena, &choice, join(arena, &constraint->columns), "key");
		sql_constraint_parts(arena, constraint, &parts);
		return choose(arena, &choice, join(arena, &parts), "key");
	case CONSTRAINT_EXCLUSION:
		choice.relation = true;
		sql_constraint_parts(arena, constraint, &parts);
		return choose(arena, &choice, join(arena, &parts), "excl");
	case CONSTRAINT_FOREIGN_KEY:
		return choose(arena, &choice, join(arena, &constraint->columns), "fkey");
	case CONSTRAINT_CHECK:
		break;
	}
	bool one = constraint->mentions.columns.count == 1;
	return choose(arena, &choice, one ? constraint->mentions.columns.items[0] : NULL, "check");
}

const char *name_index(struct arena *arena, const struct schema *schema, const struct table *table,
	const struct index *index)
{
	struct choice choice = {schema, table, index, true, false};
	struct names parts = {0};
	sql_index_parts(arena, index, &parts);
	return choose(arena, &choice, join(arena, &parts), "idx");
}

/* Up to and with the last underscore within length; 0 when there is none. */
static size_t cut_at_underscore(const char *name, size_t length)
{
	while (length > 0 && name[length - 1] != '_')
		length--;
	return length;
}

size_t name_enumerator_prefix(const struct names *enumerators)
{
	const char *first = enumerators->count ? enumerators->items[0] : "";
	size_t length = strlen(first);
	list_each (const char **, name, enumerators) {
		size_t same = 0;
		while (same < length && (*name)[same] == first[same])
			same++;
		length = same < strlen(*name) ? same : same - 1;
	}
	return cut_at_underscore(first, length);
}

const char *name_label(struct arena *arena, const char *enumerator, size_t prefix)
{
	char *label = arena_strdup(arena, enumerator + prefix);
	for (char *c = label; *c; c++)
		*c = (char)tolower((unsigned char)*c);
	return label;
}
