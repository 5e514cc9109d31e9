/* Facts about revisions and changes, for people and for programs. */
#include "write/write.h"

#include "schema/sql.h"

#include <string.h>

/* For people. */

static const char *parents_text(struct arena *arena, const struct revision *revision)
{
	struct text text = {0};
	for (size_t i = 0; i < revision->parents.count; i++)
		text_printf(&text, "%s%s", i ? ", " : "", revision->parents.items[i]);
	return revision->parents.count ? text_take(&text, arena) : "base";
}

static bool is_head(const struct migrations *migrations, const struct revision *revision)
{
	for (size_t i = 0; i < migrations->heads.count; i++) {
		if (migrations->heads.items[i] == revision)
			return true;
	}
	return false;
}

static int wider(int width, const char *string)
{
	return (int)strlen(string) > width ? (int)strlen(string) : width;
}

/* A line each: id, what it follows, message. */
void write_revisions(
	struct text *text, const struct migrations *migrations, const struct revisions *revisions)
{
	struct arena arena;
	arena_init(&arena);
	int ids = 0, parents = 0;
	list_each (struct revision **, each, revisions) {
		ids = wider(ids, (*each)->id);
		parents = wider(parents, parents_text(&arena, *each));
	}
	list_each (struct revision **, each, revisions)
		text_printf(text, "%-*s <- %-*s  %s%s\n", ids, (*each)->id, parents,
			parents_text(&arena, *each), (*each)->message,
			is_head(migrations, *each) ? " (head)" : "");
	arena_finish(&arena);
}

void write_revision_facts(struct text *text, const struct revision *revision)
{
	struct arena arena;
	arena_init(&arena);
	text_printf(text,
		"revision       %s\n"
		"message        %s\n"
		"follows        %s\n"
		"compatibility  %s\n",
		revision->id, revision->message, parents_text(&arena, revision),
		revision->compatibility);
	list_each (const struct hazard_note *, note, &revision->hazards)
		text_printf(text, "hazard         %s: %s\n", note->hazard, note->statement);
	list_each (const struct qualified *, each, &revision->reshaped)
		text_printf(text, "reshapes       %s\n", sql_qualified(&arena, *each));
	text_printf(text,
		"models         %s\n"
		"statements     %s\n",
		revision->header, revision->source);
	arena_finish(&arena);
}

/* For programs. */

static void put_names(struct text *text, const struct names *names)
{
	text_put(text, "[");
	for (size_t i = 0; i < names->count; i++) {
		text_put(text, i ? ", " : "");
		text_put_json(text, names->items[i]);
	}
	text_put(text, "]");
}

static void put_member(struct text *text, const char *before, const char *name, const char *value)
{
	text_printf(text, "%s\"%s\": ", before, name);
	text_put_json(text, value);
}

static void put_hazard_notes(struct text *text, const struct hazard_notes *notes)
{
	text_put(text, "[");
	list_each (const struct hazard_note *, note, notes) {
		put_member(text, note == notes->items ? "{" : ", {", "hazard", note->hazard);
		put_member(text, ", ", "statement", note->statement);
		text_put(text, "}");
	}
	text_put(text, "]");
}

static void put_reshaped(struct text *text, const struct qualifieds *reshaped)
{
	struct arena arena;
	struct names names = {0};
	arena_init(&arena);
	list_each (const struct qualified *, each, reshaped)
		list_push(&arena, &names, sql_qualified(&arena, *each));
	put_names(text, &names);
	arena_finish(&arena);
}

static void put_revision(
	struct text *text, const struct migrations *migrations, const struct revision *revision)
{
	put_member(text, "{", "id", revision->id);
	put_member(text, ", ", "message", revision->message);
	text_put(text, ", \"parents\": ");
	put_names(text, &revision->parents);
	text_printf(text, ", \"head\": %s", is_head(migrations, revision) ? "true" : "false");
	put_member(text, ", ", "compatibility", revision->compatibility);
	text_put(text, ", \"hazards\": ");
	put_hazard_notes(text, &revision->hazards);
	text_put(text, ", \"reshapes\": ");
	put_reshaped(text, &revision->reshaped);
	put_member(text, ", ", "header", revision->header);
	put_member(text, ", ", "source", revision->source);
	text_put(text, "}");
}

void write_revisions_json(
	struct text *text, const struct migrations *migrations, const struct revisions *revisions)
{
	text_put(text, FACTS_BEGIN "\"revisions\": [");
	list_each (struct revision **, each, revisions) {
		text_put(text, each == revisions->items ? "\n\t" : ",\n\t");
		put_revision(text, migrations, *each);
	}
	text_put(text, revisions->count ? "\n]}\n" : "]}\n");
}

void write_revision_json(
	struct text *text, const struct migrations *migrations, const struct revision *revision)
{
	text_put(text, FACTS_BEGIN "\"revisions\": [\n\t");
	put_revision(text, migrations, revision);
	text_put(text, "\n]}\n");
}

static void put_plan_hazards(struct text *text, const struct plan *plan)
{
	const char *before = "[";
	for (unsigned i = 0; i < HAZARDS; i++) {
		if (!(plan->hazards & 1u << i))
			continue;
		text_printf(text, "%s\"%s\"", before, hazard_name((enum hazard)(1u << i)));
		before = ", ";
	}
	text_put(text, plan->hazards ? "]" : "[]");
}

void write_new_revision_json(
	struct text *text, const struct new_revision *revision, const char *directory)
{
	struct arena arena;
	arena_init(&arena);
	text_put(text, FACTS_BEGIN "\"revisions\": [\n\t");
	put_member(text, "{", "id", revision->id);
	put_member(text, ", ", "message", revision->message);
	text_put(text, ", \"parents\": ");
	put_names(text, &revision->parents);
	put_member(
		text, ", ", "compatibility", compatibility_name(revision->upgrade->compatibility));
	text_put(text, ", \"hazards\": ");
	put_plan_hazards(text, revision->upgrade);
	put_member(text, ", ", "header", arena_printf(&arena, "%s/%s.h", directory, revision->id));
	put_member(text, ", ", "source", arena_printf(&arena, "%s/%s.c", directory, revision->id));
	text_put(text, "}\n]}\n");
	arena_finish(&arena);
}

static void put_change(struct text *text, struct arena *arena, const struct change *change)
{
	static const char *const kinds[] = {
		[CHANGE_CREATE] = "create",
		[CHANGE_DROP] = "drop",
		[CHANGE_RENAME] = "rename",
		[CHANGE_ALTER] = "alter",
	};
	const struct object *object = change->to ? change->to : change->from;
	const struct object *parent = change->to_parent ? change->to_parent : change->from_parent;
	put_member(text, "{", "change", kinds[change->kind]);
	put_member(text, ", ", "kind", object_kind_name(object->kind));
	put_member(text, ", ", "name", qualified_text(arena, object->name));
	put_member(text, ", ", "of", parent ? qualified_text(arena, parent->name) : NULL);
	put_member(text, ", ", "text", change_text(arena, change));
	put_member(text, ", ", "file", object->place.file);
	text_printf(text, ", \"line\": %u}", object->place.line);
}

void write_changes_json(struct text *text, const struct changes *changes)
{
	struct arena arena;
	arena_init(&arena);
	text_put(text, FACTS_BEGIN "\"changes\": [");
	list_each (const struct change *, change, changes) {
		text_put(text, change == changes->items ? "\n\t" : ",\n\t");
		put_change(text, &arena, change);
	}
	text_put(text, changes->count ? "\n]}\n" : "]}\n");
	arena_finish(&arena);
}
