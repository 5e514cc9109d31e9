/* Columns out of members. */
#include "read/making.h"

#include "schema/names.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* Types. */

static void refuse_member(struct declaring *to, const struct member *member)
{
	diag_error(to->diag, member->place,
		"member \"%s\" %s; say its SQL type with DB_TYPE(\"…\") or leave it out with "
		"DB_IGNORE",
		member->name, member->type->problem);
}

static void warn_of_width(struct declaring *to, const struct member *member)
{
	const char *width = strcmp(member->type->c.base, "long") == 0 ? "int64_t or int32_t"
								      : "uint64_t or uint32_t";
	if (to->warn && member->type->varies)
		diag_warning(to->diag, member->place,
			"member \"%s\" is as wide as the target's \"%s\", %s here; use %s, or say "
			"DB_TYPE(\"%s\")",
			member->name, member->type->c.base, member->type->sql, width,
			member->type->sql);
}

/* serial: whether DB_TYPE says so. */
static void set_type(
	struct declaring *to, struct column *column, const struct member *member, bool *serial)
{
	const struct annotation *said = annotation_find(&member->annotations, WORD_type);
	const char *text = said ? annotation_text(said, 0) : member->type->sql;
	struct sql_error error;
	*serial = false;
	if (!text || text != member->type->c_sql)
		column->c = declared_c_type(to, member->type);
	if (!text) {
		refuse_member(to, member);
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
		warn_of_width(to, member);
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

static void set_collation(struct declaring *to, struct column *column, const struct member *member)
{
	const struct annotation *said = annotation_find(&member->annotations, WORD_collate);
	if (said)
		column->collation = sql_collation(to->arena, annotation_text(said, 0));
}

static void set_identity_options(
	struct making *making, struct column *column, const struct member *member)
{
	struct declaring *to = making->to;
	const struct annotation *said =
		annotation_find(&member->annotations, WORD_identity_options);
	struct sql_error error;
	if (!said)
		return;
	if (column->identity == IDENTITY_NONE)
		diag_error(to->diag, said->place,
			"DB_IDENTITY_OPTIONS stands on a column without an identity; add "
			"DB_IDENTITY");
	else if (sql_is_integer(&column->type) &&
		 !sql_identity_options(to->arena, annotation_text(said, 0), column->type.base,
			 &column->identity_options, &error))
		declare_refused(to, said, 0, 0, &error);
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
	set_identity_options(making, column, member);
}

static void set_generated(struct making *making, struct column *column, const struct member *member)
{
	const struct annotation *stored = annotation_find(&member->annotations, WORD_generated);
	const struct annotation *read =
		annotation_find(&member->annotations, WORD_generated_virtual);
	if (stored && read)
		diag_error(making->to->diag, read->place,
			"DB_GENERATED_VIRTUAL contradicts DB_GENERATED; take one of them out");
	column->generated_virtual = read && !stored;
	set_expression(making, &column->generated, member,
		column->generated_virtual ? WORD_generated_virtual : WORD_generated);
}

/* How values are kept. */

static void refuse_word(struct declaring *to, const struct annotation *said, const char *known)
{
	diag_error(to->diag, annotation_place(to->arena, said, 0, 0), "%s is %s, not \"%s\"",
		word_macro(to->arena, said->word), known, annotation_text(said, 0));
}

/* One of words; NULL for "default", which goes without saying, and for none of them. */
static const char *chosen(struct declaring *to, const struct annotation *said,
	const char *const *words, const char *known)
{
	const char *text = said ? annotation_text(said, 0) : "default";
	for (; *words; words++) {
		if (strcasecmp(*words, text) == 0)
			return *words;
	}
	if (strcasecmp(text, "default") != 0)
		refuse_word(to, said, known);
	return NULL;
}

static void set_storage(struct declaring *to, struct column *column, const struct member *member)
{
	static const char *const storages[] = {"plain", "main", "external", "extended", NULL};
	static const char *const compressions[] = {"pglz", "lz4", NULL};
	column->storage = chosen(to, annotation_find(&member->annotations, WORD_storage), storages,
		"plain, main, external or extended");
	column->compression = chosen(to, annotation_find(&member->annotations, WORD_compression),
		compressions, "pglz or lz4");
}

static void set_statistics(struct declaring *to, struct column *column, const struct member *member)
{
	const struct annotation *target =
		annotation_find(&member->annotations, WORD_statistics_target);
	const struct annotation *with = annotation_find(&member->annotations, WORD_with);
	struct sql_error error;
	char *end;
	if (target) {
		long value = strtol(annotation_text(target, 0), &end, 10);
		if (end == annotation_text(target, 0) || *end || value < -1 || value > 10000)
			refuse_word(to, target, "a number up to 10000");
		else
			column->statistics = (int)value + 1;
	}
	if (with && !sql_column_parameters(
			    to->arena, annotation_text(with, 0), &column->parameters, &error))
		declare_refused(to, with, 0, 0, &error);
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
		arena_printf(to->arena, "nextval(%s)",
			sql_literal(to->arena, sql_qualified(to->arena, name))),
		&column->default_value, &error);
}

/* Columns. */

static void refuse_old_schema(struct declaring *to, const struct member *member)
{
	const struct annotation *was = annotation_find(&member->annotations, WORD_was);
	if (was && annotation_name(was, 0).schema)
		diag_error(to->diag, was->place,
			"a column stands in no schema; say only its old name");
}

/* What every member has that is a column or an attribute. */
static void begin_column(
	struct declaring *to, struct column *column, const struct member *member, bool *serial)
{
	const struct annotation *name = annotation_find(&member->annotations, WORD_column);
	declare_words(to, &member->annotations, ON_MEMBER);
	refuse_old_schema(to, member);
	declare_begin(to, &column->object, OBJECT_COLUMN,
		(struct qualified){.name = name ? annotation_text(name, 0) : member->name},
		member->place, &member->annotations, member->comment);
	column->member = member->name;
	set_type(to, column, member, serial);
	set_collation(to, column, member);
}

void making_add_column(struct making *making, const struct member *member)
{
	struct declaring *to = making->to;
	struct column *column = arena_new(to->arena, struct column);
	bool serial;
	begin_column(to, column, member, &serial);
	set_not_null(making, column, member, serial);
	set_identity(making, column, member);
	set_expression(making, &column->default_value, member, WORD_default);
	set_generated(making, column, member);
	set_expression(making, &column->using_value, member, WORD_using);
	set_storage(to, column, member);
	set_statistics(to, column, member);
	if (serial)
		add_serial(making, column, member);
	table_add_column(making->table, column, to->arena);
	making_add_member_constraints(making, column, member);
}

struct column *declare_attribute(struct declaring *to, const struct member *member)
{
	static const enum word fitting[] = {WORD_column, WORD_was, WORD_type, WORD_collate,
		WORD_comment, WORD_null, WORD_using};
	struct column *column = arena_new(to->arena, struct column);
	bool serial;
	begin_column(to, column, member, &serial);
	list_each (const struct annotation *, said, &member->annotations) {
		bool fits = false;
		for (size_t i = 0; i < sizeof fitting / sizeof *fitting; i++)
			fits |= said->word == fitting[i];
		if (!fits && word_stands_on(said->word, ON_MEMBER))
			diag_error(to->diag, said->place,
				"%s cannot stand on a member of a composite type, which has no "
				"rules; take it out",
				word_macro(to->arena, said->word));
	}
	return column;
}
