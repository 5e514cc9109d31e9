/* Which new object is an old one under another name; see diff.h.
 *
 * A scope is all objects of one kind that share a set of names: the tables, the columns of one
 * table, the labels of one enum. In each, DB_WAS and --rename claim old objects for new ones
 * (renames_claims.c); what has vanished and appeared besides is compared by shape (likeness.c). */
#include "diff/renames_parts.h"

#include "diff/definitions.h"
#include "diff/likeness.h"

#include <string.h>

static void add_rename(struct search *search, const struct scope *scope, const struct object *old,
	const struct object *new)
{
	struct rename rename = {
		.kind = scope->kind,
		.from = old->name,
		.to = new->name,
		.old_object = old,
		.new_object = new,
	};
	if (scope->new_parent)
		rename.table = scope->new_parent->name;
	list_push(search->arena, search->renames, rename);
}

/* Old objects whose name is gone and which nobody claims; new ones that were not there and claim
 * nobody. */
static void left_over(struct search *search, const struct scope *scope, struct objects *vanished,
	struct objects *appeared)
{
	list_each (struct object **, old, &scope->old) {
		if (!in_new(scope, (*old)->name) && !is_claimed(scope, *old))
			list_push(search->arena, vanished, *old);
	}
	for (size_t i = 0; i < scope->new.count; i++) {
		struct object *new = scope->new.items[i];
		if (!scope->claims[i] && !in_old(scope, new->name))
			list_push(search->arena, appeared, new);
	}
}

static bool owned(const struct object *object)
{
	return object->kind == OBJECT_SEQUENCE &&
	       ((const struct sequence *)object)->owner_table.name;
}

/* The same name vanished in one schema and appeared in another, of like shape: it moved. An owned
 * sequence goes with its table. */
static void find_moves(struct search *search, struct scope *scope)
{
	struct objects vanished = {0}, appeared = {0};
	left_over(search, scope, &vanished, &appeared);
	for (size_t i = 0; vanished.count > 0 && i < scope->new.count; i++) {
		struct object *new = scope->new.items[i];
		if (!objects_hold(&appeared, new) || owned(new) ||
			only_of_name(&appeared, new->name.name) != new)
			continue;
		struct object *old = only_of_name(&vanished, new->name.name);
		if (old && likeness(old, new))
			scope->claims[i] = old;
	}
}

/* A type whose name is one's of another kind on the other side: they have only exchanged kinds. */
static bool changes_kind(const struct schema *other, const struct object *type)
{
	static const enum object_kind kinds[] = {
		OBJECT_ENUM, OBJECT_DOMAIN, OBJECT_COMPOSITE, OBJECT_RANGE};
	bool is_type = false, is_there = false;
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		is_type |= type->kind == kinds[i];
		is_there |= type->kind != kinds[i] && schema_find(other, kinds[i], type->name);
	}
	return is_type && is_there;
}

static void ask(struct search *search, const struct scope *scope)
{
	struct objects vanished = {0}, appeared = {0};
	left_over(search, scope, &vanished, &appeared);
	list_each (struct object **, old, &vanished) {
		list_each (struct object **, new, &appeared) {
			if (owned(*old) || owned(*new) || changes_kind(search->to, *old) ||
				changes_kind(search->from, *new) ||
				!worth_asking(&vanished, *old, &appeared, *new))
				continue;
			struct rename_question question = {
				.kind = scope->kind, .dropped = *old, .created = *new};
			if (scope->new_parent)
				question.table = scope->new_parent->name;
			list_push(search->arena, search->questions, question);
		}
	}
}

static void search_scope(struct search *search, struct scope *scope)
{
	find_claims(search, scope);
	if (!search->never && !scope->new_parent)
		find_moves(search, scope);
	for (size_t i = 0; i < scope->new.count; i++) {
		if (scope->claims[i] && scope->claims[i] != scope->new.items[i])
			add_rename(search, scope, scope->claims[i], scope->new.items[i]);
	}
	if (!search->never)
		ask(search, scope);
}

/* The old object that goes on as new: the one that was renamed, or its namesake. */
static const struct object *ancestor(const struct search *search, const struct object *new)
{
	const struct object *same = schema_find(search->from, new->kind, new->name);
	list_each (struct rename *, rename, search->renames) {
		if (rename->new_object == new)
			return rename->old_object;
		if (same && rename->old_object == same)
			same = NULL;
	}
	return same;
}

/* Under its old name. */
static bool had_parent(
	const struct search *search, const struct table *before, struct qualified parent)
{
	const struct object *other = schema_find(search->to, OBJECT_TABLE, parent);
	const struct object *old = other ? ancestor(search, other) : NULL;
	if (old && qualified_equal(before->partition_of, old->name))
		return true;
	for (size_t i = 0; old && i < before->inherits.count; i++) {
		if (qualified_equal(before->inherits.items[i], old->name))
			return true;
	}
	return false;
}

/* Whether a table has the same parents as before, or none: its columns are its own then, or called
 * as theirs are. */
static bool keeps_parents(
	const struct search *search, const struct table *before, const struct table *after)
{
	if (!before->partition_of.name != !after->partition_of.name ||
		before->inherits.count != after->inherits.count ||
		(after->partition_of.name && !had_parent(search, before, after->partition_of)))
		return false;
	list_each (const struct qualified *, parent, &after->inherits) {
		if (!had_parent(search, before, *parent))
			return false;
	}
	return true;
}

static void add_columns(struct search *search, const struct schema *schema,
	const struct table *table, struct objects *columns)
{
	list_each (struct column **, each, &table->columns) {
		if (!objects_find(columns, (*each)->object.name))
			list_push(search->arena, columns, &(*each)->object);
	}
	const struct table *parent = schema_partitioned(schema, table);
	if (parent)
		add_columns(search, schema, parent, columns);
	list_each (const struct qualified *, name, &table->inherits) {
		parent = schema_find(schema, OBJECT_TABLE, *name);
		if (parent)
			add_columns(search, schema, parent, columns);
	}
}

/* A table that parts from its parents, or joins others, goes on with all columns that it has, not
 * only with its own. */
static void add_lent_columns(struct search *search, struct scope *scope)
{
	const struct table *before = (const struct table *)scope->old_parent;
	const struct table *after = (const struct table *)scope->new_parent;
	if (keeps_parents(search, before, after))
		return;
	scope->old = scope->new = (struct objects){0};
	add_columns(search, search->from, before, &scope->old);
	add_columns(search, search->to, after, &scope->new);
}

/* Within each parent of a kind that goes on. */
static void search_within(struct search *search, enum object_kind parent, enum object_kind kind)
{
	struct objects new = objects_of(search->arena, search->to, parent);
	list_each (struct object **, each, &new) {
		const struct object *before = ancestor(search, *each);
		if (!before)
			continue;
		struct scope scope = {
			.kind = kind,
			.old_parent = before,
			.new_parent = *each,
			.old = objects_within(search->arena, before, kind),
			.new = objects_within(search->arena, *each, kind),
		};
		if (parent == OBJECT_TABLE)
			add_lent_columns(search, &scope);
		search_scope(search, &scope);
	}
}

bool diff_renames(struct arena *arena, const struct schema *from, const struct schema *to,
	const struct rename_options *options, struct renames *renames,
	struct rename_questions *questions, struct diag *diag)
{
	static const enum object_kind kinds[] = {OBJECT_COLLATION, OBJECT_ENUM, OBJECT_DOMAIN,
		OBJECT_COMPOSITE, OBJECT_RANGE, OBJECT_SEQUENCE, OBJECT_TABLE, OBJECT_VIEW,
		OBJECT_MATERIALIZED_VIEW, OBJECT_FUNCTION, OBJECT_PROCEDURE, OBJECT_AGGREGATE,
		OBJECT_STATISTICS};
	struct search search = {
		.arena = arena,
		.from = from,
		.to = to,
		.never = options->never,
		.renames = renames,
		.questions = questions,
		.diag = diag,
	};
	size_t errors = diag->errors;
	read_pairs(&search, options);
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		struct scope scope = {
			.kind = kinds[i],
			.from = from,
			.to = to,
			.old = objects_of(arena, from, kinds[i]),
			.new = objects_of(arena, to, kinds[i]),
		};
		search_scope(&search, &scope);
	}
	definitions_find_renames(arena, from, to, renames, diag);
	search_within(&search, OBJECT_TABLE, OBJECT_COLUMN);
	search_within(&search, OBJECT_COMPOSITE, OBJECT_COLUMN);
	search_within(&search, OBJECT_ENUM, OBJECT_LABEL);
	report_unused_pairs(&search);
	return diag->errors == errors && questions->count == 0;
}

/* Whether objects of a kind stand in or on those of another. */
static bool is_parent(enum object_kind parent, enum object_kind kind)
{
	if (kind == OBJECT_LABEL)
		return parent == OBJECT_ENUM;
	return parent == OBJECT_TABLE || parent == OBJECT_COMPOSITE ||
	       (kind_is_on_relation(kind) && kind_is_view(parent));
}

void renames_reverse(struct arena *arena, const struct renames *renames, struct renames *reverse)
{
	list_each (struct rename *, rename, renames) {
		struct rename back = {
			.kind = rename->kind,
			.table = rename->table,
			.from = rename->to,
			.to = rename->from,
			.old_object = rename->new_object,
			.new_object = rename->old_object,
		};
		list_each (struct rename *, other, renames) {
			if (rename->table.name && is_parent(other->kind, rename->kind) &&
				qualified_equal(other->to, rename->table))
				back.table = other->from;
		}
		list_push(arena, reverse, back);
	}
}
