/* How alike two objects are; see likeness.h. */
#include "diff/likeness.h"

#include "schema/sql.h"

#include <string.h>

/* Percent of the larger one's columns that both have, by name and type; below half nothing. */
static unsigned alike_tables(const struct table *old, const struct table *new)
{
	size_t shared = 0;
	size_t larger =
		old->columns.count > new->columns.count ? old->columns.count : new->columns.count;
	list_each (struct column **, column, &new->columns) {
		const struct column *other = table_column(old, (*column)->object.name.name);
		shared += other && strcmp(other->type.text, (*column)->type.text) == 0;
	}
	return larger == 0 ? 1 : shared * 2 < larger ? 0 : (unsigned)(shared * 100 / larger);
}

static unsigned alike_enums(const struct enum_type *old, const struct enum_type *new)
{
	size_t shared = 0;
	size_t larger =
		old->labels.count > new->labels.count ? old->labels.count : new->labels.count;
	list_each (struct label **, label, &new->labels)
		shared += enum_label(old, (*label)->object.name.name) != NULL;
	return larger == 0 ? 1 : shared * 2 < larger ? 0 : (unsigned)(shared * 100 / larger);
}

static unsigned alike_composites(const struct composite *old, const struct composite *new)
{
	size_t shared = 0, larger = old->columns.count;
	larger = new->columns.count > larger ? new->columns.count : larger;
	list_each (struct column **, one, &new->columns) {
		list_each (struct column **, two, &old->columns)
			shared += strcmp((*one)->object.name.name, (*two)->object.name.name) == 0 &&
				  strings_equal((*one)->type.text, (*two)->type.text);
	}
	return larger == 0 ? 1 : shared * 2 < larger ? 0 : (unsigned)(shared * 100 / larger);
}

static unsigned alike_columns(const struct column *old, const struct column *new)
{
	if (strcmp(old->type.text, new->type.text) != 0)
		return sql_casts_by_assignment(&old->type, &new->type) ? 20 : 0;
	return 50 + 10 * (old->not_null == new->not_null) + 10 * (old->identity == new->identity) +
	       10 * strings_equal(old->default_value.sql, new->default_value.sql) +
	       10 * strings_equal(old->generated.sql, new->generated.sql);
}

static unsigned alike_sequences(const struct sequence *old, const struct sequence *new)
{
	return strings_equal(old->options.type, new->options.type) &&
			       old->options.increment == new->options.increment
		       ? 50
		       : 0;
}

unsigned likeness(const struct object *old, const struct object *new)
{
	switch (new->kind) {
	case OBJECT_TABLE:
		return alike_tables((const struct table *)old, (const struct table *)new);
	case OBJECT_ENUM:
		return alike_enums((const struct enum_type *)old, (const struct enum_type *)new);
	case OBJECT_DOMAIN:
		return strings_equal(((const struct domain *)old)->base.text,
			       ((const struct domain *)new)->base.text)
			       ? 50
			       : 0;
	case OBJECT_SEQUENCE:
		return alike_sequences((const struct sequence *)old, (const struct sequence *)new);
	case OBJECT_COLUMN:
		return alike_columns((const struct column *)old, (const struct column *)new);
	case OBJECT_COLLATION:
	case OBJECT_RANGE:
	case OBJECT_STATISTICS:
		return strings_equal(((const struct definition *)old)->definition,
			       ((const struct definition *)new)->definition)
			       ? 50
			       : 0;
	case OBJECT_VIEW:
	case OBJECT_MATERIALIZED_VIEW:
		return strcmp(((const struct view *)old)->query,
			       ((const struct view *)new)->query) == 0
			       ? 50
			       : 0;
	case OBJECT_FUNCTION:
	case OBJECT_PROCEDURE:
	case OBJECT_AGGREGATE:
	case OBJECT_OPERATOR:
		return strcmp(((const struct routine *)old)->definition,
			       ((const struct routine *)new)->definition) == 0
			       ? 50
			       : 0;
	case OBJECT_COMPOSITE:
		return alike_composites(
			(const struct composite *)old, (const struct composite *)new);
	case OBJECT_TRIGGER:
	case OBJECT_POLICY:
	case OBJECT_RULE:
	case OBJECT_GRANT:
	case OBJECT_LABEL:
		return 1; /* a label is nothing but its name */
	case OBJECT_SCHEMA:
	case OBJECT_EXTENSION:
	case OBJECT_CONSTRAINT:
	case OBJECT_INDEX:
		return 0; /* nobody renames them, or their definition tells (apply.c) */
	}
	return 0;
}

/* Dropped and made again, nothing of it is lost. */
static bool holds_no_data(enum object_kind kind)
{
	return kind_is_view(kind) || kind_is_routine(kind) || kind == OBJECT_COLLATION ||
	       kind == OBJECT_STATISTICS;
}

/* Of labels only the count tells: one gone and one new. */
bool worth_asking(const struct objects *vanished, const struct object *old,
	const struct objects *appeared, const struct object *new)
{
	if (holds_no_data(new->kind))
		return false;
	if (new->kind == OBJECT_LABEL)
		return vanished->count == 1 && appeared->count == 1;
	unsigned mine = likeness(old, new);
	list_each (struct object **, other, vanished) {
		if (likeness(*other, new) > mine)
			return false;
	}
	return mine > 0;
}
