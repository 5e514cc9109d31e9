/* Tables out of annotated structs: columns out of members, and what hangs on both. */
#include "read/declarations.h"

#include "schema/names.h"

#include <string.h>
#include <strings.h>

/* A table under construction. */
struct making {
	struct declaring *to;
	struct table *table;
	struct constraint *primary_key;     /* of DB_PRIMARY_KEY, not yet with its definition */
	const struct annotation *key_place; /* the first DB_PRIMARY_KEY */
	struct constraints unnamed;         /* of members and without a name, in their order */
};

/* Types. */

static void refuse_member(struct making *making, const struct member *member)
{
	diag_error(making->to->diag, member->place,
		"member \"%s\" %s; say its SQL type with DB_TYPE(\"…\") or leave it out with "
		"DB_IGNORE",
		member->name, member->type->problem);
}

static void warn_of_width(struct making *making, const struct member *member)
{
	const char *width = strcmp(member->type->c.base, "long") == 0 ? "int64_t or int32_t"
								      : "uint64_t or uint32_t";
	if (making->to->warn && member->type->varies)
		diag_warning(making->to->diag, member->place,
			"member \"%s\" is as wide as the target's \"%s\", %s here; use %s, or say "
			"DB_TYPE(\"%s\")",
			member->name, member->type->c.base, member->type->sql, width,
			member->type->sql);
}

/* serial: whether DB_TYPE says so. */
static void set_type(
	struct making *making, struct column *column, const struct member *member, bool *serial)
{
	struct declaring *to = making->to;
	const struct annotation *said = annotation_find(&member->annotations, WORD_type);
	const char *text = said ? annotation_text(said, 0) : member->type->sql;
	struct sql_error error;
	*serial = false;
	if (!text || text != member->type->c_sql)
		column->c = declared_c_type(to, member->type);
	if (!text) {
		refuse_member(making, member);
		return;
	}
	if (!sql_type(to->arena, text, &column->type, said ? serial : NULL, &error)) {
		column->type = (struct sql_type){0};
		if (said)
			declare_refused(to, said, 0, 0, &error);
		else
			diag_error(to->diag, member->place,
				"the typedef of member \"%s\" stands for the SQL type \"%s\": %s",
				member->name, text, error.message);
	} else if (!said) {
		warn_of_width(making, member);
	}
	if (text == member->type->c_sql) { /* the same, and known by now */
		column->c = member->type->c;
		column->c.sql = column->type.text;
	}
}

/* NULL and NOT NULL: what the C type says, unless a word or a key says otherwise. */
static void set_not_null(
	struct making *making, struct column *column, const struct member *member, bool serial)
{
	static const enum word never[] = {
		WORD_not_null, WORD_primary_key, WORD_identity, WORD_identity_always};
	const struct annotation *null = annotation_find(&member->annotations, WORD_null);
	enum word against = serial ? WORD_type : WORD_COUNT;
	for (size_t i = 0; i < sizeof never / sizeof *never; i++) {
		if (annotation_find(&member->annotations, never[i]))
			against = never[i];
	}
	column->not_null = against != WORD_COUNT || (!null && !member->type->nullable);
	if (null && against != WORD_COUNT)
		diag_error(making->to->diag, null->place,
			"DB_NULL contradicts %s%s; take one of them out",
			word_macro(making->to->arena, against),
			against == WORD_type ? "(\"serial\")" : "");
}

/* SQL on columns. */

static void set_expression(struct making *making, struct expression *expression,
	const struct member *member, enum word word)
{
	const struct annotation *said = annotation_find(&member->annotations, word);
	struct sql_error error;
	if (said &&
		!sql_expression(making->to->arena, annotation_text(said, 0), expression, &error))
		declare_refused(making->to, said, 0, 0, &error);
}

static void set_collation(struct making *making, struct column *column, const struct member *member)
{
	const struct annotation *said = annotation_find(&member->annotations, WORD_collate);
	if (said)
		column->collation = sql_collation(making->to->arena, annotation_text(said, 0));
}

static void set_identity(struct making *making, struct column *column, const struct member *member)
{
	const struct annotation *always =
		annotation_find(&member->annotations, WORD_identity_always);
	const struct annotation *by_default = annotation_find(&member->annotations, WORD_identity);
	if (always && by_default)
		diag_error(making->to->diag, always->place,
			"DB_IDENTITY_ALWAYS contradicts DB_IDENTITY; take one of them out");
	column->identity = always       ? IDENTITY_ALWAYS
			   : by_default ? IDENTITY_BY_DEFAULT
					: IDENTITY_NONE;
}

/* What PostgreSQL makes of serial. */
static void add_serial(struct making *making, struct column *column, const struct member *member)
{
	struct declaring *to = making->to;
	struct qualified table = making->table->object.name;
	struct sequence *sequence = arena_new(to->arena, struct sequence);
	struct sql_error error;
	struct annotations none = {0};
	struct qualified name = {.schema = table.schema,
		.name = name_make(to->arena, table.name, column->object.name.name, "seq")};
	const struct annotation *said = annotation_find(&member->annotations, WORD_default);
	if (said)
		diag_error(to->diag, said->place,
			"a serial column has a default already; take DB_DEFAULT out, or make it "
			"an integer");
	declare_begin(to, &sequence->object, OBJECT_SEQUENCE, name, member->place, &none, NULL);
	sql_sequence(
		to->arena, arena_printf(to->arena, "AS %s", column->type.text), sequence, &error);
	sequence->owner_table = table;
	sequence->owner_column = column->object.name.name;
	schema_add(to->schema, &sequence->object);
	sql_expression(to->arena,
		arena_printf(to->arena, "nextval(%s::regclass)",
			sql_literal(to->arena, sql_qualified(to->arena, name))),
		&column->default_value, &error);
}

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

static void add_member_constraints(
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

/* Columns. */

static void refuse_old_schema(struct making *making, const struct member *member)
{
	const struct annotation *was = annotation_find(&member->annotations, WORD_was);
	if (was && annotation_name(was, 0).schema)
		diag_error(making->to->diag, was->place,
			"a column stands in no schema; say only its old name");
}

static void add_column(struct making *making, const struct member *member)
{
	struct declaring *to = making->to;
	const struct annotation *name = annotation_find(&member->annotations, WORD_column);
	struct column *column = arena_new(to->arena, struct column);
	bool serial;
	declare_words(to, &member->annotations, ON_MEMBER);
	refuse_old_schema(making, member);
	declare_begin(to, &column->object, OBJECT_COLUMN,
		(struct qualified){.name = name ? annotation_text(name, 0) : member->name},
		member->place, &member->annotations, member->comment);
	column->member = member->name;
	set_type(making, column, member, &serial);
	set_not_null(making, column, member, serial);
	set_identity(making, column, member);
	set_collation(making, column, member);
	set_expression(making, &column->default_value, member, WORD_default);
	set_expression(making, &column->generated, member, WORD_generated);
	set_expression(making, &column->using_value, member, WORD_using);
	if (serial)
		add_serial(making, column, member);
	table_add_column(making->table, column, to->arena);
	add_member_constraints(making, column, member);
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
	struct annotations none = {0};
	struct index *index = arena_new(to->arena, struct index);
	struct sql_error error;
	declare_begin(to, &index->object, OBJECT_INDEX,
		(struct qualified){.name = annotation_name(said, 0).name}, said->place, &none,
		NULL);
	index->unique = said->word == WORD_unique_index;
	if (!sql_index(to->arena, annotation_text(said, 1), index, &error)) {
		declare_refused(to, said, 1, 0, &error);
		return;
	}
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

static void fill_table(struct making *making, const struct declaration *declaration)
{
	struct declaring *to = making->to;
	list_each (const struct member *, member, &declaration->members) {
		if (annotation_find(&member->annotations, WORD_ignore))
			continue;
		if (*member->name)
			add_column(making, member);
		else
			diag_error(to->diag, member->place,
				"a struct or union without a name cannot be a column; name its "
				"members in the table itself, or leave it out with DB_IGNORE after "
				"its closing brace");
	}
	add_table_words(making, &declaration->annotations, true);
	size_t named = making->table->constraints.count;
	define_primary_key(making);
	add_table_words(making, &declaration->annotations, false);
	add_unnamed_constraints(making);
	order_constraints(making, named);
	key_is_not_null(making);
}

static void set_storage(struct making *making, const struct annotations *annotations)
{
	struct table *table = making->table;
	const struct annotation *with = annotation_find(annotations, WORD_with);
	struct sql_error error;
	table->unlogged = annotation_find(annotations, WORD_unlogged);
	table->row_security = annotation_find(annotations, WORD_row_security);
	if (with && !sql_parameters(making->to->arena, annotation_text(with, 0), &table->parameters,
			    &error))
		declare_refused(making->to, with, 0, 0, &error);
}

/* Of a struct without DB_TABLE. */
static void refuse_words(struct declaring *to, const struct annotations *annotations)
{
	if (annotation_find(annotations, WORD_broken))
		return; /* most likely the DB_TABLE that is missing */
	list_each (const struct annotation *, annotation, annotations) {
		if (word_stands_on(annotation->word, ON_STRUCT))
			diag_error(to->diag, annotation->place,
				"%s stands on a struct that is no table; add DB_TABLE(name)",
				word_macro(to->arena, annotation->word));
	}
}

void declare_table(struct declaring *to, const struct declaration *declaration)
{
	const struct annotations *annotations = &declaration->annotations;
	const struct annotation *said = annotation_find(annotations, WORD_table);
	declare_words(to, annotations, ON_STRUCT);
	if (!said) {
		refuse_words(to, annotations);
		return;
	}
	if (declaration->members.count == 0) {
		diag_error(to->diag, said->place,
			"the struct of table \"%s\" has no members here; put DB_TABLE where they are",
			annotation_name(said, 0).name);
		return;
	}
	struct making making = {.to = to, .table = arena_new(to->arena, struct table)};
	declare_begin(to, &making.table->object, OBJECT_TABLE,
		declared_name(annotations, WORD_table), said->place, annotations,
		declaration->comment);
	making.table->tag = declared_tag(to->arena, declaration);
	set_storage(&making, annotations);
	fill_table(&making, declaration);
	schema_add(to->schema, &making.table->object);
}
