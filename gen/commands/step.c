/* From one schema to another: what every command does that shows or writes a change. */
#include "commands/commands.h"

#include "write/write.h"

#include <stdio.h>
#include <string.h>

/* "customers.phone=customers.telephone", as --rename takes it. */
static const char *rename_pair(struct arena *arena, const struct rename_question *question)
{
	const char *from = qualified_text(arena, question->dropped->name);
	const char *to = qualified_text(arena, question->created->name);
	if (!question->table.name)
		return arena_printf(arena, "%s=%s", from, to);
	const char *table = qualified_text(arena, question->table);
	return arena_printf(arena, "%s.%s=%s.%s", table, from, table, to);
}

static void ask(struct run *run, const struct rename_question *question)
{
	const char *kind = object_kind_name(question->kind);
	const char *old = qualified_text(&run->arena, question->dropped->name);
	const char *new = qualified_text(&run->arena, question->created->name);
	const char *of = question->table.name
				 ? arena_printf(&run->arena, " of \"%s\"",
					   qualified_text(&run->arena, question->table))
				 : "";
	diag_error(&run->diag, question->created->place,
		"is %s \"%s\"%s the old \"%s\" under a new name?", kind, new, of, old);
	diag_note(&run->diag, question->dropped->place, "the old %s", kind);
	diag_note(&run->diag, (struct place){0},
		"if it is: write DB_WAS(%s) there, or run again with --rename %s", old,
		rename_pair(&run->arena, question));
	diag_note(&run->diag, (struct place){0},
		"if not: run again with --no-rename, and the old %s is dropped", kind);
}

static void put_question(struct run *run, struct text *text, const struct rename_question *question)
{
	text_printf(text, "{\"kind\": \"%s\", \"table\": ", object_kind_name(question->kind));
	text_put_json(
		text, question->table.name ? qualified_text(&run->arena, question->table) : NULL);
	text_put(text, ", \"dropped\": ");
	text_put_json(text, qualified_text(&run->arena, question->dropped->name));
	text_put(text, ", \"created\": ");
	text_put_json(text, qualified_text(&run->arena, question->created->name));
	text_put(text, ", \"rename\": ");
	text_put_json(text, rename_pair(&run->arena, question));
	text_put(text, "}");
}

/* In words on stderr, and for a program on stdout. */
static void ask_all(struct run *run, const struct rename_questions *questions)
{
	list_each (const struct rename_question *, question, questions)
		ask(run, question);
	if (!run->options.json || questions->count == 0)
		return;
	struct text text = {0};
	text_put(&text, FACTS_BEGIN "\"questions\": [");
	for (size_t i = 0; i < questions->count; i++) {
		text_put(&text, i ? ",\n\t" : "\n\t");
		put_question(run, &text, &questions->items[i]);
	}
	text_put(&text, "\n]}\n");
	print_text(&text);
}

bool step_diff(struct run *run, const struct schema *from, const struct schema *to,
	const struct rename_options *options, struct step *step)
{
	struct rename_questions questions = {0};
	*step = (struct step){.from = from, .to = to};
	if (!diff_renames(&run->arena, from, to, options, &step->renames, &questions, &run->diag)) {
		ask_all(run, &questions);
		return false;
	}
	diff_schemas(&run->arena, from, to, &step->renames, &step->up);
	return true;
}

bool step_plan(struct run *run, struct step *step)
{
	struct renames back = {0};
	renames_reverse(&run->arena, &step->renames, &back);
	diff_schemas(&run->arena, step->to, step->from, &back, &step->down);
	bool single = run->options.single_transaction;
	bool up = plan_make(&run->arena, &step->up, (struct planning){DIRECTION_UPGRADE, single},
		&step->upgrade, &run->diag);
	bool down = plan_make(&run->arena, &step->down,
		(struct planning){DIRECTION_DOWNGRADE, single}, &step->downgrade, &run->diag);
	return up && down;
}

/* "values are lost, and every row is written anew": all that a statement does. */
static void put_effects(struct text *text, unsigned hazards)
{
	static const char *const effects[] = {
		"values are lost",
		"every row is written anew while the table is locked",
		"the table cannot be written to while it is scanned",
		"the table can be neither read nor written to while it is scanned",
	};
	const char *before = "";
	for (size_t i = 0; i < sizeof effects / sizeof *effects; i++) {
		if (!(hazards & 1u << i))
			continue;
		text_printf(text, "%s%s", before, effects[i]);
		before = "; ";
	}
}

static void put_hazard_names(struct text *text, unsigned hazards)
{
	const char *before = "";
	for (unsigned i = 0; i < HAZARDS; i++) {
		if (!(hazards & 1u << i))
			continue;
		text_printf(text, "%s%s", before, hazard_name((enum hazard)(1u << i)));
		before = ",";
	}
}

static void refuse(struct run *run, const struct statement *statement, unsigned hazards)
{
	struct place nowhere = {0};
	struct text effects = {0}, names = {0};
	put_effects(&effects, hazards);
	put_hazard_names(&names, hazards);
	diag_error(&run->diag, statement->object ? statement->object->place : nowhere,
		"%.*s: %s; accept it with --allow %s", (int)strcspn(statement->sql, "\n"),
		statement->sql, text_string(&effects), text_string(&names));
	text_finish(&effects);
	text_finish(&names);
}

void step_warn(struct run *run, const struct step *step)
{
	struct place nowhere = {0};
	list_each (const struct statement *, statement, &step->upgrade.statements) {
		if (statement->note && !(statement->hazards & HAZARDS_TO_ACCEPT))
			diag_warning(&run->diag,
				statement->object ? statement->object->place : nowhere, "%.*s: %s",
				(int)strcspn(statement->sql, "\n"), statement->sql,
				statement->note);
	}
}

bool step_accepted(struct run *run, const struct step *step)
{
	bool accepted = true;
	list_each (const struct statement *, statement, &step->upgrade.statements) {
		unsigned left = statement->hazards & HAZARDS_TO_ACCEPT & ~run->options.allow;
		if (left)
			refuse(run, statement, left);
		accepted = accepted && !left;
	}
	return accepted;
}

enum status step_dump(struct run *run, struct step *step)
{
	struct text text = {0};
	switch (run->options.dump) {
	case DUMP_NOTHING:
		break;
	case DUMP_SCHEMA:
		write_schema_dump(&text, step->to);
		break;
	case DUMP_CHANGES:
		write_changes_dump(&text, &step->up.changes);
		break;
	case DUMP_PLAN:
		if (step_plan(run, step))
			write_plan_dump(&text, &step->upgrade, &step->downgrade);
		break;
	}
	print_text(&text);
	return STATUS_DONE;
}
