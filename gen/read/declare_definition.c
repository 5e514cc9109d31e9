/* Triggers, policies, rules, extended statistics, collations and privileges. */
#include "read/declarations.h"

#include <stdlib.h>
#include <string.h>

static bool kind_of(enum word word, enum object_kind *kind)
{
	static const struct {
		enum word word;
		enum object_kind kind;
	} kinds[] = {
		{WORD_trigger, OBJECT_TRIGGER},
		{WORD_constraint_trigger, OBJECT_TRIGGER},
		{WORD_policy, OBJECT_POLICY},
		{WORD_rule, OBJECT_RULE},
		{WORD_statistics, OBJECT_STATISTICS},
		{WORD_collation, OBJECT_COLLATION},
		{WORD_range, OBJECT_RANGE},
	};
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		if (kinds[i].word != word)
			continue;
		*kind = kinds[i].kind;
		return true;
	}
	return false;
}

/* DB_ENABLED and DB_STATISTICS_TARGET, which only some can have. */
static const struct annotation *follows(struct declaring *to, const struct declaration *declaration,
	enum word word, bool may, const char *where)
{
	const struct annotation *said = annotation_find(&declaration->annotations, word);
	if (said && !may)
		diag_error(to->diag, said->place, "%s cannot stand here; it belongs after %s",
			word_macro(to->arena, word), where);
	return may ? said : NULL;
}

static void declare_enabled(
	struct declaring *to, const struct declaration *declaration, struct definition *definition)
{
	static const char *const names[] = {
		[ENABLED_ORIGIN] = "origin",
		[ENABLED_DISABLED] = "disabled",
		[ENABLED_REPLICA] = "replica",
		[ENABLED_ALWAYS] = "always",
	};
	enum object_kind kind = definition->object.kind;
	const struct annotation *said = follows(to, declaration, WORD_enabled,
		kind == OBJECT_TRIGGER || kind == OBJECT_RULE,
		"DB_TRIGGER, DB_CONSTRAINT_TRIGGER or DB_RULE");
	if (!said)
		return;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		if (strcmp(annotation_text(said, 0), names[i]) == 0) {
			definition->enabled = (enum enabled)i;
			return;
		}
	}
	diag_error(to->diag, annotation_place(to->arena, said, 0, 0),
		"DB_ENABLED is \"disabled\", \"replica\", \"always\" or, as without it, "
		"\"origin\"");
}

static void declare_target(
	struct declaring *to, const struct declaration *declaration, struct definition *definition)
{
	const struct annotation *said = follows(to, declaration, WORD_statistics_target,
		definition->object.kind == OBJECT_STATISTICS, "a member or DB_STATISTICS");
	if (!said)
		return;
	char *end;
	long target = strtol(annotation_text(said, 0), &end, 10);
	if (*end || end == annotation_text(said, 0) || target < 0 || target > 10000)
		diag_error(to->diag, annotation_place(to->arena, said, 0, 0),
			"a statistics target is a number from 0 to 10000");
	else
		definition->statistics = 1 + (int)target;
}

void declare_definition(
	struct declaring *to, const struct declaration *declaration, const struct annotation *said)
{
	enum object_kind kind;
	if (!kind_of(said->word, &kind))
		return;
	struct definition *definition = arena_new(to->arena, struct definition);
	struct sql_error error;
	declare_begin(to, &definition->object, kind, annotation_name(said, 0), said->place,
		&declaration->annotations, declaration->comment);
	definition->constraint = said->word == WORD_constraint_trigger;
	declare_enabled(to, declaration, definition);
	declare_target(to, declaration, definition);
	if (sql_definition(to->arena, kind, annotation_text(said, 1), definition, &error))
		schema_add(to->schema, &definition->object);
	else
		declare_refused(to, said, 1, 0, &error);
}

void declare_grant(
	struct declaring *to, const struct declaration *declaration, const struct annotation *said)
{
	struct grants grants;
	struct sql_error error;
	const struct annotation *comment = annotation_find(&declaration->annotations, WORD_comment);
	if (comment)
		diag_error(to->diag, comment->place,
			"the database has no place for a comment on privileges");
	if (!sql_grant(to->arena, annotation_text(said, 0), said->word == WORD_revoke, &grants,
		    &error)) {
		declare_refused(to, said, 0, 0, &error);
		return;
	}
	list_each (struct grant **, grant, &grants) {
		(*grant)->object.place = said->place;
		(*grant)->object.revision = to->revision;
		schema_add_grant(to->schema, *grant);
	}
}
