/* Which new object is an old one under another name; see diff.h.
 *
 * A scope is all objects of one kind that share a set of names: the tables, the columns of one
 * table, the labels of one enum. In each, DB_WAS and --rename claim old objects for new ones; what
 * has vanished and appeared besides is compared by shape (likeness.c). */
#include "diff/definitions.h"
#include "diff/likeness.h"
#include "diff/objects.h"

#include <string.h>

struct pair {
	const char *old_name, *new_name;
	bool used;
};
LIST(struct pair, pairs);

struct search {
	struct arena *arena;
	const struct schema *from, *to;
	bool never;
	struct pairs pairs;
	struct renames *renames;
	struct rename_questions *questions;
	struct diag *diag;
};

struct scope {
	enum object_kind kind;
	const struct object *old_parent, *new_parent; /* NULL at top level */
	const struct schema *from, *to;               /* NULL within a parent */
	struct objects old, new;
	struct object **claims; /* for each of new: the old object it is; NULL: none */
	struct object **open;   /* for each of new: the old object that it says it was, while it
				   is open whether an earlier revision has done that already */
};

/* The object of that name among the old ones, or the new; NULL when there is none. A schema may
 * hold thousands, a parent a handful. */
static struct object *in_old(const struct scope *scope, struct qualified name)
{
	return scope->from ? schema_find(scope->from, scope->kind, name)
			   : objects_find(&scope->old, name);
}

static struct object *in_new(const struct scope *scope, struct qualified name)
{
	return scope->to ? schema_find(scope->to, scope->kind, name)
			 : objects_find(&scope->new, name);
}

/* What people call an object of a scope: "customers.phone". */
static const char *called(
	struct search *search, const struct object *parent, const struct object *object)
{
	const char *name = qualified_text(search->arena, object->name);
	return parent ? arena_printf(search->arena, "%s.%s",
				qualified_text(search->arena, parent->name), name)
		      : name;
}

static struct place nowhere(void)
{
	return (struct place){0};
}

static void read_pairs(struct search *search, const struct rename_options *options)
{
	list_each (const char **, text, &options->pairs) {
		const char *equals = strchr(*text, '=');
		if (!equals || equals == *text || !equals[1]) {
			diag_error(search->diag, nowhere(),
				"--rename \"%s\" is not of the form OLD=NEW", *text);
			continue;
		}
		struct pair pair = {
			.old_name = arena_strndup(search->arena, *text, (size_t)(equals - *text)),
			.new_name = equals + 1,
		};
		list_push(search->arena, &search->pairs, pair);
	}
}

/* Whether said, a side of a pair, means the object: "customers.phone" under either of its table's
 * names, and where bare is allowed "phone" alone. */
static bool means(struct search *search, const struct scope *scope, const char *said,
	const struct object *object, bool bare)
{
	if (!scope->old_parent)
		return strcmp(said, called(search, NULL, object)) == 0;
	return strcmp(said, called(search, scope->old_parent, object)) == 0 ||
	       strcmp(said, called(search, scope->new_parent, object)) == 0 ||
	       (bare && strcmp(said, object->name.name) == 0);
}

static struct object *claimed_by_pair(
	struct search *search, const struct scope *scope, const struct object *new)
{
	list_each (struct pair *, pair, &search->pairs) {
		if (!means(search, scope, pair->new_name, new, true))
			continue;
		list_each (struct object **, old, &scope->old) {
			if (!means(search, scope, pair->old_name, *old, false))
				continue;
			pair->used = true;
			return *old;
		}
	}
	return NULL;
}

/* The only one of that unqualified name; NULL when there is none or are several. */
static struct object *only_of_name(const struct objects *objects, const char *name)
{
	struct object *found = NULL;
	list_each (struct object **, object, objects) {
		if (strcmp((*object)->name.name, name) != 0)
			continue;
		if (found)
			return NULL;
		found = *object;
	}
	return found;
}

/* The old object that a DB_WAS names. One that says no schema means its own object's, or the
 * configured one. A routine's argument types may have other names by now. */
static struct object *named_by_was(const struct scope *scope, const struct object *new)
{
	if (!new->was)
		return NULL;
	struct qualified name = {new->name.schema, new->was, new->name.suffix};
	struct object *found = in_old(scope, name);
	name.schema = NULL;
	if (!found || qualified_equal(found->name, new->name)) /* which says nothing */
		found = in_old(scope, name);
	const char *dot = strchr(new->was, '.');
	list_each (struct object **, old, &scope->old) {
		const char *schema = (*old)->name.schema;
		if (!found && dot && schema && !strcmp(dot + 1, (*old)->name.name) &&
			strings_equal((*old)->name.suffix, new->name.suffix) &&
			!strncmp(new->was, schema, (size_t)(dot - new->was)) &&
			!schema[dot - new->was])
			found = *old;
	}
	return found || !new->name.suffix ? found : only_of_name(&scope->old, new->was);
}

/* Both names stand in both schemas, and both objects say that they were another: a swap, or one
 * that has been carried out by an earlier revision. Only the shapes can tell; where they are alike,
 * that the old schema does not say so, where that means something: in today's models. A database
 * cannot say it, and revisions say it once. */
static struct object *claimed_in_exchange(struct search *search, const struct object *new,
	struct object *old, const struct object *same)
{
	unsigned crosswise = likeness(old, new), straight = likeness(same, new);
	bool could_say_so = same->place.file && !same->revision;
	if (crosswise > straight || (crosswise == straight && could_say_so))
		return old;
	if (crosswise == straight)
		diag_error(search->diag, new->place,
			"%s \"%s\" was \"%s\", but both names stand in the old schema and in the new; remove DB_WAS where the exchange has been made, say --rename where it has not",
			object_kind_name(new->kind), new->name.name, new->was);
	return NULL;
}

static void hint_at_misspelling(
	struct search *search, const struct scope *scope, const struct object *new)
{
	struct names vanished = {0};
	list_each (struct object **, old, &scope->old) {
		if (!in_new(scope, (*old)->name))
			list_push(search->arena, &vanished, (*old)->name.name);
	}
	const char *meant = diag_suggest(new->was, &vanished);
	if (meant)
		diag_error(search->diag, new->place,
			"%s \"%s\" was \"%s\", which the old schema does not hold; did you mean \"%s\"?",
			object_kind_name(new->kind), new->name.name, new->was, meant);
}

/* A column that the table has from a parent: what it was, is said of the parent's. */
static bool is_lent(const struct scope *scope, const struct object *new)
{
	return scope->new_parent && scope->new_parent->kind == OBJECT_TABLE &&
	       new->kind ==
		       OBJECT_COLUMN &&table_column((const struct table *)scope->new_parent,
			       new->name.name) != (const struct column *)new;
}

/* What DB_WAS claims for the new object at index; what cannot be told yet stays open. */
static struct object *claimed_by_was(struct search *search, struct scope *scope, size_t index)
{
	const struct object *new = scope->new.items[index];
	if (!new->was)
		return NULL;
	struct object *old = named_by_was(scope, new);
	const struct object *same = in_old(scope, new->name);
	if (!old || old == same) {
		if (!same && !is_lent(scope, new))
			hint_at_misspelling(search, scope, new);
		return NULL;
	}
	if (same && strings_equal(same->was, new->was))
		return NULL; /* an earlier revision has done it */
	const struct object *successor = in_new(scope, old->name);
	if (!successor)
		return old;
	/* The old name stands in the new schema: right where that is itself another object's new
	   name. */
	bool passes_on = named_by_was(scope, successor) != NULL;
	if (same && passes_on)
		scope->open[index] = old;
	if (same)
		return NULL;
	if (passes_on)
		return old;
	if (is_lent(scope, new))
		return NULL;
	diag_error(search->diag, new->place,
		"%s \"%s\" was \"%s\", but \"%s\" is still declared; remove one or the other",
		object_kind_name(new->kind), new->name.name, new->was, new->was);
	diag_note(search->diag, successor->place, "\"%s\" is declared here", successor->name.name);
	return NULL;
}

static bool claimed(const struct scope *scope, const struct object *old)
{
	for (size_t i = 0; i < scope->new.count; i++) {
		if (scope->claims[i] == old)
			return true;
	}
	return false;
}

/* Whether old is known to go on as something other than the new object at except. */
static bool goes_elsewhere(const struct scope *scope, const struct object *old, size_t except)
{
	for (size_t i = 0; i < scope->new.count; i++) {
		if (i == except || scope->open[i])
			continue;
		if (scope->claims[i] == old ||
			(!scope->claims[i] && in_old(scope, scope->new.items[i]->name) == old))
			return true;
	}
	return false;
}

/* A chain (b was a, c was b) is told from one that has been carried out by its ends: what one
 * object is, no other can be. What is left is an exchange. */
static void close_open_claims(struct search *search, struct scope *scope)
{
	bool progress = true;
	while (progress) {
		progress = false;
		for (size_t i = 0; i < scope->new.count; i++) {
			struct object *old = scope->open[i];
			if (!old)
				continue;
			const struct object *same = in_old(scope, scope->new.items[i]->name);
			bool stays = goes_elsewhere(scope, old, i);
			if (!stays && !goes_elsewhere(scope, same, i))
				continue;
			scope->claims[i] = stays ? NULL : old;
			scope->open[i] = NULL;
			progress = true;
		}
	}
	for (size_t i = 0; i < scope->new.count; i++) {
		const struct object *new = scope->new.items[i];
		if (scope->open[i])
			scope->claims[i] = claimed_in_exchange(
				search, new, scope->open[i], in_old(scope, new->name));
	}
}

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
		if (!in_new(scope, (*old)->name) && !claimed(scope, *old))
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
	scope->claims = arena_alloc(search->arena, (scope->new.count + 1) * sizeof *scope->claims);
	scope->open = arena_alloc(search->arena, (scope->new.count + 1) * sizeof *scope->open);
	for (size_t i = 0; i < scope->new.count; i++) {
		struct object *new = scope->new.items[i];
		struct object *old = claimed_by_pair(search, scope, new);
		if (!old)
			old = claimed_by_was(search, scope, i);
		if (old && claimed(scope, old)) {
			diag_error(search->diag, new->place,
				"%s \"%s\" was \"%s\", but so was another; only one of them can be",
				object_kind_name(scope->kind), new->name.name, old->name.name);
			continue;
		}
		scope->claims[i] = old;
	}
	close_open_claims(search, scope);
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

static void report_unused_pairs(struct search *search)
{
	list_each (struct pair *, pair, &search->pairs) {
		if (!pair->used)
			diag_error(search->diag, nowhere(),
				"--rename \"%s=%s\" names nothing: the first must be in the old schema, the second in the new, both of one kind (a column is TABLE.COLUMN, a label ENUM.LABEL)",
				pair->old_name, pair->new_name);
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
