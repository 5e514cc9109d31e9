/* Foreign keys: both sides must be there, fit each other, and the other side be unique. */
#include "schema/check.h"
#include "schema/sql.h"

#include <string.h>

/* How a constraint is called in a message: by its column, when it has just one. */
struct source {
	const char *kind, *name;
};

static struct source source_of(const struct constraint *constraint)
{
	if (constraint->columns.count == 1)
		return (struct source){"column", constraint->columns.items[0]};
	return (struct source){"constraint", constraint->object.name.name};
}

void check_unknown_table(struct check *check, const struct object *object, const char *what,
	const char *who, struct qualified table)
{
	struct names candidates = {0};
	const char *text = qualified_text(check->arena, table);
	const char *elsewhere = NULL;
	list_each (struct table **, each, &check->schema->tables) {
		const char *name = qualified_text(check->arena, (*each)->object.name);
		list_push(check->arena, &candidates, name);
		if (strcmp((*each)->object.name.name, table.name) == 0)
			elsewhere = name;
	}
	diag_error(check->diag, object->place, "%s %s table \"%s\", which no model defines%s", who,
		what, text,
		elsewhere ? arena_printf(check->arena, "; did you mean \"%s\"?", elsewhere)
			  : check_hint(check, text, &candidates, ""));
}

static bool holds(const struct names *names, const char *name)
{
	list_each (const char **, each, names) {
		if (strcmp(*each, name) == 0)
			return true;
	}
	return false;
}

/* A key may have its columns in another order than the reference. */
static bool same_set(const struct names *a, const struct names *b)
{
	bool same = a->count == b->count;
	for (size_t i = 0; same && i < a->count; i++)
		same = holds(b, a->items[i]) && holds(a, b->items[i]);
	return same;
}

static bool has_unique_index(const struct table *table, const struct names *columns)
{
	list_each (struct index **, each, &table->indexes) {
		if ((*each)->unique && (*each)->plain && !(*each)->partial &&
			same_set(&(*each)->columns, columns))
			return true;
	}
	return false;
}

/* Whether the table's own keys serve; deferred: one that would, were it not deferrable. */
static bool has_unique_key(
	const struct table *table, const struct names *columns, const struct constraint **deferred)
{
	list_each (struct constraint **, each, &table->constraints) {
		bool key = (*each)->type == CONSTRAINT_PRIMARY_KEY ||
			   (*each)->type == CONSTRAINT_UNIQUE;
		if (!key || !same_set(&(*each)->columns, columns))
			continue;
		if (!(*each)->deferrable)
			return true;
		*deferred = *each;
	}
	return has_unique_index(table, columns);
}

static void check_unique_target(
	struct check *check, const struct table *table, const struct constraint *constraint)
{
	const struct constraint *deferred = NULL;
	for (const struct table *at = table; at; at = schema_partitioned(check->schema, at)) {
		if (has_unique_key(at, &constraint->referenced, &deferred))
			return;
	}
	struct source source = source_of(constraint);
	const char *other = qualified_text(check->arena, table->object.name);
	const char *columns = sql_identifiers(check->arena, &constraint->referenced);
	if (deferred)
		diag_error(check->diag, constraint->object.place,
			"%s \"%s\" references %s (%s), whose constraint \"%s\" is deferrable; a "
			"reference needs one that is not",
			source.kind, source.name, other, columns, deferred->object.name.name);
	else
		diag_error(check->diag, constraint->object.place,
			"%s \"%s\" references %s (%s), which is not unique; give it a primary key "
			"or a unique constraint",
			source.kind, source.name, other, columns);
}

static bool is_one_of(const char *name, const char *const *names, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (strcmp(names[i], name) == 0)
			return true;
	}
	return false;
}

static bool is_string(const struct sql_type *type)
{
	static const char *const names[] = {"text", "varchar", "char", "bpchar", "name", "citext"};
	const char *name = type->user.name ? type->user.name : type->base;
	return !type->dimensions && is_one_of(name, names, sizeof names / sizeof *names);
}

static void check_pair(struct check *check, const struct constraint *constraint,
	const struct column *from, const struct table *table, const struct column *to)
{
	const struct sql_type *a = check_basic_type(check, &from->type);
	const struct sql_type *b = check_basic_type(check, &to->type);
	const char *other = qualified_text(check->arena, table->object.name);
	if (!a->base || !b->base) /* unknown, which was said */
		return;
	if (strcmp(a->base, b->base) == 0 && (a->dimensions != 0) == (b->dimensions != 0))
		return;
	if (is_string(a) && is_string(b))
		return;
	if (sql_is_integer(a) && sql_is_integer(b))
		diag_warning(check->diag, constraint->object.place,
			"column \"%s\" is of type \"%s\", but references \"%s\".\"%s\" of type "
			"\"%s\"; give both the same",
			from->object.name.name, from->type.text, other, to->object.name.name,
			to->type.text);
	else
		diag_error(check->diag, constraint->object.place,
			"column \"%s\" is of type \"%s\" and cannot reference \"%s\".\"%s\" of "
			"type \"%s\"; give both the same",
			from->object.name.name, from->type.text, other, to->object.name.name,
			to->type.text);
}

static void check_pairs(struct check *check, const struct table *table,
	const struct constraint *constraint, const struct table *other)
{
	for (size_t i = 0; i < constraint->columns.count; i++) {
		const struct column *from =
			schema_column(check->schema, table, constraint->columns.items[i]);
		const struct column *to =
			schema_column(check->schema, other, constraint->referenced.items[i]);
		if (from && to)
			check_pair(check, constraint, from, other, to);
	}
}

/* A reference that names no columns means the primary key. */
static bool complete(struct check *check, const struct table *other, struct constraint *constraint)
{
	const struct constraint *key = NULL;
	if (constraint->referenced.count)
		return true;
	for (const struct table *at = other; at && !key; at = schema_partitioned(check->schema, at))
		key = table_primary_key(at);
	if (key)
		return sql_reference_columns(check->arena, constraint, &key->columns);
	struct source source = source_of(constraint);
	diag_error(check->diag, constraint->object.place,
		"%s \"%s\" references table \"%s\", which has no primary key; name the columns",
		source.kind, source.name, qualified_text(check->arena, other->object.name));
	return false;
}

static void check_referenced_column(struct check *check, const struct table *other,
	struct source source, const struct constraint *constraint, const char *name)
{
	if (schema_column(check->schema, other, name))
		return;
	diag_error(check->diag, constraint->object.place,
		"%s \"%s\" references column \"%s\", which table \"%s\" does not have%s",
		source.kind, source.name, name, qualified_text(check->arena, other->object.name),
		check_column_hint(check, other, name));
}

static bool check_referenced(
	struct check *check, const struct table *other, const struct constraint *constraint)
{
	size_t errors = check->diag->errors;
	struct source source = source_of(constraint);
	list_each (const char **, name, &constraint->referenced)
		check_referenced_column(check, other, source, constraint, *name);
	if (constraint->columns.count != constraint->referenced.count)
		diag_error(check->diag, constraint->object.place,
			"%s \"%s\" has %zu column%s, but references %zu of table \"%s\"",
			source.kind, source.name, constraint->columns.count,
			constraint->columns.count == 1 ? "" : "s", constraint->referenced.count,
			qualified_text(check->arena, other->object.name));
	return check->diag->errors == errors;
}

/* After a crash the one would be empty, and the other refer to nothing. */
static void check_logged(struct check *check, const struct table *table,
	const struct constraint *constraint, const struct table *other)
{
	struct source source = source_of(constraint);
	if (!other->unlogged || table->unlogged)
		return;
	const char *name = qualified_text(check->arena, table->object.name);
	const char *other_name = qualified_text(check->arena, other->object.name);
	diag_error(check->diag, constraint->object.place,
		"%s \"%s\" of table \"%s\", which is logged, references table \"%s\", which is "
		"unlogged; give \"%s\" DB_UNLOGGED, too, or take it off \"%s\"",
		source.kind, source.name, name, other_name, name, other_name);
}

void check_reference(struct check *check, const struct table *table, struct constraint *constraint)
{
	const struct table *other =
		schema_find(check->schema, OBJECT_TABLE, constraint->references);
	struct source source = source_of(constraint);
	if (!other) {
		check_unknown_table(check, &constraint->object, "references",
			arena_printf(check->arena, "%s \"%s\"", source.kind, source.name),
			constraint->references);
		return;
	}
	check_logged(check, table, constraint, other);
	if (!complete(check, other, constraint) || !check_referenced(check, other, constraint))
		return;
	check_unique_target(check, other, constraint);
	check_pairs(check, table, constraint, other);
}
