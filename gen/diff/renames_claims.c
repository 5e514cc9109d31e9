/* What DB_WAS and --rename claim: which new object of a scope is which old one, as far as somebody
 * says so. */
#include "diff/renames_parts.h"

#include "diff/likeness.h"

#include <string.h>

static struct place nowhere(void)
{
	return (struct place){0};
}

void read_pairs(struct search *search, const struct rename_options *options)
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

void report_unused_pairs(struct search *search)
{
	list_each (struct pair *, pair, &search->pairs) {
		if (!pair->used)
			diag_error(search->diag, nowhere(),
				"--rename \"%s=%s\" names nothing: the first must be in the old schema, the second in the new, both of one kind (a column is TABLE.COLUMN, a label ENUM.LABEL)",
				pair->old_name, pair->new_name);
	}
}

struct object *in_old(const struct scope *scope, struct qualified name)
{
	return scope->from ? schema_find(scope->from, scope->kind, name)
			   : objects_find(&scope->old, name);
}

struct object *in_new(const struct scope *scope, struct qualified name)
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

struct object *only_of_name(const struct objects *objects, const char *name)
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

bool is_claimed(const struct scope *scope, const struct object *old)
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

void find_claims(struct search *search, struct scope *scope)
{
	scope->claims = arena_alloc(search->arena, (scope->new.count + 1) * sizeof *scope->claims);
	scope->open = arena_alloc(search->arena, (scope->new.count + 1) * sizeof *scope->open);
	for (size_t i = 0; i < scope->new.count; i++) {
		struct object *new = scope->new.items[i];
		struct object *old = claimed_by_pair(search, scope, new);
		if (!old)
			old = claimed_by_was(search, scope, i);
		if (old && is_claimed(scope, old)) {
			diag_error(search->diag, new->place,
				"%s \"%s\" was \"%s\", but so was another; only one of them can be",
				object_kind_name(scope->kind), new->name.name, old->name.name);
			continue;
		}
		scope->claims[i] = old;
	}
	close_open_claims(search, scope);
}
