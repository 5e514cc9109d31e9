/* Constraints and indexes out of the words of members and tables. */
#include "read/making.h"

#include "schema/names.h"

#include <string.h>
#include <strings.h>

/* Constraints. */

static struct constraint *begin_constraint(
	struct making *making, const struct annotation *said, const char *name)
{
	struct annotations none = {0};
	struct constraint *constraint = arena_new(making->to->arena, struct constraint);
	declare_begin(making->to, &constraint->object, OBJECT_CONSTRAINT,
		(struct qualified){.name = name}, said->place, &none, NULL);
	return constraint;
}

/* text, which holds the argument from byte before on; the constraint waits for its name. */
static void add_unnamed(struct making *making, const struct annotation *said, size_t argument,
	size_t before, const char *text)
{
	struct sql_error error;
	struct constraint *constraint = begin_constraint(making, said, NULL);
	if (sql_constraint(making->to->arena, text, constraint, &error))
		list_push(making->to->arena, &making->unnamed, constraint);
	else if (argument < said->arguments.count)
		declare_refused(making->to, said, argument, before, &error);
	else
		diag_error(making->to->diag, said->place, "%s", error.message);
}

static void add_check(struct making *making, const struct annotation *said)
{
	struct arena *arena = making->to->arena;
	const char *text = annotation_text(said, 0);
	struct constraint *constraint = begin_constraint(making, said, NULL);
	struct expression expression;
	struct sql_error error;
	if (sql_constraint(arena, arena_printf(arena, "CHECK (%s)", text), constraint, &error)) {
		list_push(arena, &making->unnamed, constraint);
		return;
	}
	error.offset -= error.offset < strlen("CHECK (") ? error.offset : strlen("CHECK (");
	sql_expression(arena, text, &expression, &error); /* whose own refusal is more exact */
	declare_refused(making->to, said, 0, 0, &error);
}

/* DB_REFERENCES(t, "ON DELETE CASCADE"): its column was left out without the comma. */
static bool is_reference_rest(const char *text)
{
	static const char *const starts[] = {"on ", "match ", "deferrable", "not ", "initially "};
	for (size_t i = 0; i < sizeof starts / sizeof *starts; i++) {
		if (strncasecmp(text, starts[i], strlen(starts[i])) == 0)
			return true;
	}
	return false;
}

/* The constraint as the grammar reads it with names put in, so that all references with the same
 * actions are parsed once. False when their SQL is wrong or mentions columns of its own. */
static bool refer(struct declaring *to, const char *column, struct qualified table,
	const char *other, const char *rest, struct constraint *constraint)
{
	const char *start =
		*other ? "FOREIGN KEY (a) REFERENCES a (a)" : "FOREIGN KEY (a) REFERENCES a";
	struct sql_error error;
	if (strchr(rest, '(') ||
		!sql_constraint(to->arena, arena_printf(to->arena, "%s %s", start, rest),
			constraint, &error))
		return false;
	const char *actions = constraint->definition + strlen(start);
	constraint->columns = constraint->mentions.columns = constraint->referenced =
		(struct names){0};
	list_push(to->arena, &constraint->columns, column);
	list_push(to->arena, &constraint->mentions.columns, column);
	constraint->references = table;
	if (*other)
		list_push(to->arena, &constraint->referenced, other);
	constraint->definition = arena_printf(to->arena, "FOREIGN KEY (%s) REFERENCES %s%s%s%s%s",
		sql_identifier(to->arena, column), sql_qualified(to->arena, table),
		*other ? " (" : "", *other ? sql_identifier(to->arena, other) : "",
		*other ? ")" : "", actions);
	return true;
}

static void add_reference(
	struct making *making, const struct column *column, const struct annotation *said)
{
	struct arena *arena = making->to->arena;
	const char *name = column->object.name.name, *other = annotation_text(said, 1);
	struct qualified table = annotation_name(said, 0);
	bool no_column = is_reference_rest(other) && !*annotation_text(said, 2);
	size_t rest = no_column ? 1 : 2;
	struct constraint *constraint = begin_constraint(making, said, NULL);
	if (no_column)
		other = "";
	if (refer(making->to, name, table, other, annotation_text(said, rest), constraint)) {
		list_push(arena, &making->unnamed, constraint);
		return;
	}
	const char *start = arena_printf(arena, "FOREIGN KEY (%s) REFERENCES %s%s%s%s",
		sql_identifier(arena, name), sql_qualified(arena, table), *other ? " (" : "",
		*other ? sql_identifier(arena, other) : "", *other ? ")" : "");
	add_unnamed(making, said, rest, strlen(start) + 1,
		arena_printf(arena, "%s %s", start, annotation_text(said, rest)));
}

static void add_to_primary_key(
	struct making *making, const struct column *column, const struct annotation *said)
{
	if (!making->primary_key) {
		making->primary_key = begin_constraint(making, said, NULL);
		making->key_place = said;
		list_push(making->to->arena, &making->unnamed, making->primary_key);
	}
	list_push(making->to->arena, &making->primary_key->columns, column->object.name.name);
}

void making_add_member_constraints(
	struct making *making, const struct column *column, const struct member *member)
{
	list_each (const struct annotation *, said, &member->annotations) {
		switch ((int)said->word) {
		case WORD_primary_key:
			add_to_primary_key(making, column, said);
			break;
		case WORD_unique:
			add_unnamed(making, said, 0, 0,
				arena_printf(making->to->arena, "UNIQUE (%s)",
					sql_identifier(
						making->to->arena, column->object.name.name)));
			break;
		case WORD_check:
			add_check(making, said);
			break;
		case WORD_references:
			add_reference(making, column, said);
			break;
		}
	}
}

/* Constraints and indexes of the table. */

static void add_constraint(struct making *making, const struct annotation *said)
{
	struct sql_error error;
	struct constraint *constraint =
		begin_constraint(making, said, annotation_name(said, 0).name);
	if (!sql_constraint(making->to->arena, annotation_text(said, 1), constraint, &error))
		declare_refused(making->to, said, 1, 0, &error);
	else if (constraint->object.name.name)
		table_add_constraint(making->to->schema, making->table, constraint);
	else
		list_push(making->to->arena, &making->unnamed, constraint);
}

static void add_index(struct making *making, const struct annotation *said)
{
	struct declaring *to = making->to;
	struct index *index = declare_index(to, said);
	if (!index)
		return;
	if (!index->object.name.name)
		index->object.name.name = name_index(to->arena, to->schema, making->table, index);
	table_add_index(to->schema, making->table, index);
}

/* The words of the table with a name (or, named being false, without one), so that names which
 * nobody gave avoid those that somebody did. */
static void add_table_words(
	struct making *making, const struct annotations *annotations, bool named)
{
	list_each (const struct annotation *, said, annotations) {
		bool constraint = said->word == WORD_constraint;
		bool index = said->word == WORD_index || said->word == WORD_unique_index;
		if ((!constraint && !index) || (annotation_name(said, 0).name != NULL) != named)
			continue;
		if (constraint)
			add_constraint(making, said);
		else
			add_index(making, said);
	}
}

static void define_primary_key(struct making *making)
{
	struct arena *arena = making->to->arena;
	struct constraint *key = making->primary_key;
	struct sql_error error;
	if (!key)
		return;
	const char *text =
		arena_printf(arena, "PRIMARY KEY (%s)", sql_identifiers(arena, &key->columns));
	key->columns = (struct names){0};
	if (!sql_constraint(arena, text, key, &error))
		diag_error(making->to->diag, making->key_place->place, "%s", error.message);
}

static void add_unnamed_constraints(struct making *making)
{
	struct declaring *to = making->to;
	list_each (struct constraint **, constraint, &making->unnamed) {
		(*constraint)->object.name.name =
			name_constraint(to->arena, to->schema, making->table, *constraint);
		table_add_constraint(to->schema, making->table, *constraint);
	}
}

/* Those of members stand before those of the table. */
static void order_constraints(struct making *making, size_t named)
{
	struct constraints *all = &making->table->constraints, ordered = {0};
	for (size_t i = 0; i < all->count; i++)
		list_push(making->to->arena, &ordered, all->items[(i + named) % all->count]);
	*all = ordered;
}

/* The columns of any primary key are NOT NULL. */
static void key_is_not_null(struct making *making)
{
	const struct constraint *key = table_primary_key(making->table);
	for (size_t i = 0; key && i < key->columns.count; i++) {
		struct column *column = table_column(making->table, key->columns.items[i]);
		if (column)
			column->not_null = true;
	}
}

void making_add_contents(struct making *making, const struct annotations *annotations)
{
	add_table_words(making, annotations, true);
	size_t named = making->table->constraints.count;
	define_primary_key(making);
	add_table_words(making, annotations, false);
	add_unnamed_constraints(making);
	order_constraints(making, named);
	key_is_not_null(making);
}
