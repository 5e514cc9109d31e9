/* Tables out of annotated structs: columns out of members, and what hangs on both; partitions,
 * which have no struct. */
#include "read/making.h"

#include <string.h>

static void fill_table(struct making *making, const struct declaration *declaration)
{
	struct declaring *to = making->to;
	list_each (const struct member *, member, &declaration->members) {
		if (annotation_find(&member->annotations, WORD_ignore))
			continue;
		if (*member->name)
			making_add_column(making, member);
		else
			diag_error(to->diag, member->place,
				"a struct or union without a name cannot be a column; name its "
				"members in the table itself, or leave it out with DB_IGNORE after "
				"its closing brace");
	}
	making_add_contents(making, &declaration->annotations);
}

/* SQL of the whole table. */

static const char *name_said(const struct annotations *annotations, enum word word)
{
	const struct annotation *said = annotation_find(annotations, word);
	return said ? annotation_text(said, 0) : NULL;
}

static void set_partition_key(struct making *making, const struct annotations *annotations)
{
	const struct annotation *said = annotation_find(annotations, WORD_partition_by);
	struct sql_error error;
	if (said && !sql_partition_key(
			    making->to->arena, annotation_text(said, 0), making->table, &error))
		declare_refused(making->to, said, 0, 0, &error);
}

static void set_storage(struct making *making, const struct annotations *annotations)
{
	struct table *table = making->table;
	const struct annotation *with = annotation_find(annotations, WORD_with);
	struct sql_error error;
	table->unlogged = annotation_find(annotations, WORD_unlogged);
	table->row_security = annotation_find(annotations, WORD_row_security);
	table->force_row_security = annotation_find(annotations, WORD_force_row_security);
	table->access_method = name_said(annotations, WORD_access_method);
	if (table->access_method && strcmp(table->access_method, "heap") == 0)
		table->access_method = NULL; /* the server's default */
	table->tablespace = name_said(annotations, WORD_tablespace);
	table->clustered_on = name_said(annotations, WORD_cluster_on);
	const struct annotation *identity = annotation_find(annotations, WORD_replica_identity);
	if (identity && !sql_replica_identity(making->to->arena, annotation_text(identity, 0),
				&table->replica_identity, &error))
		declare_refused(making->to, identity, 0, 0, &error);
	if (with && !sql_parameters(making->to->arena, annotation_text(with, 0), &table->parameters,
			    &error))
		declare_refused(making->to, with, 0, 0, &error);
}

static void set_parents(struct making *making, const struct annotations *annotations)
{
	list_each (const struct annotation *, said, annotations) {
		if (said->word == WORD_inherits)
			list_push(making->to->arena, &making->table->inherits,
				annotation_name(said, 0));
	}
}

/* Of the indexes of keys. */
static void comment_on_indexes(struct making *making, const struct annotations *annotations)
{
	list_each (const struct annotation *, said, annotations) {
		if (said->word != WORD_comment_on_index)
			continue;
		const char *name = annotation_text(said, 0);
		struct constraint *key = table_constraint(making->table, name);
		if (key && key->type != CONSTRAINT_CHECK && key->type != CONSTRAINT_FOREIGN_KEY)
			key->index_comment = annotation_text(said, 1);
		else
			diag_error(making->to->diag, said->place,
				"table \"%s\" has no primary key, unique or exclusion constraint "
				"\"%s\"; on an index of its own stands DB_COMMENT_ON",
				making->table->object.name.name, name);
	}
}

/* Of columns that a parent has. "NULL" is no default at all. */
static void set_own(struct making *making, const struct annotations *annotations)
{
	struct sql_error error;
	list_each (const struct annotation *, said, annotations) {
		if (said->word != WORD_own_default && said->word != WORD_own_not_null)
			continue;
		struct column *own =
			table_add_own(making->to->arena, making->table, annotation_text(said, 0));
		own->object.place = said->place;
		if (said->word == WORD_own_not_null) {
			own->own_not_null = own->not_null = true;
			continue;
		}
		own->own_default = true;
		if (!sql_expression(making->to->arena, annotation_text(said, 1),
			    &own->default_value, &error))
			declare_refused(making->to, said, 1, 0, &error);
		else if (strcmp(own->default_value.sql, "NULL") == 0)
			own->default_value = (struct expression){0};
	}
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
	set_partition_key(&making, annotations);
	set_parents(&making, annotations);
	set_own(&making, annotations);
	fill_table(&making, declaration);
	declare_comments_on(to, &making.table->object, annotations);
	comment_on_indexes(&making, annotations);
	schema_add(to->schema, &making.table->object);
}

/* Partitions. */

/* The definition is the parent's, wherever that is. */
static void add_attached_indexes(struct making *making, const struct annotations *annotations)
{
	struct annotations none = {0};
	list_each (const struct annotation *, said, annotations) {
		if (said->word != WORD_attached_index)
			continue;
		struct index *index = arena_new(making->to->arena, struct index);
		declare_begin(making->to, &index->object, OBJECT_INDEX,
			(struct qualified){.name = annotation_name(said, 0).name}, said->place,
			&none, NULL);
		index->definition = "";
		index->attached_to = annotation_name(said, 1);
		if (!index->attached_to.schema)
			index->attached_to.schema = making->table->partition_of.schema;
		table_add_index(making->to->schema, making->table, index);
	}
}

void declare_partition(struct declaring *to, const struct declaration *declaration)
{
	const struct annotations *annotations = &declaration->annotations;
	const struct annotation *said = annotation_find(annotations, WORD_partition);
	struct making making = {.to = to, .table = arena_new(to->arena, struct table)};
	struct table *table = making.table;
	struct sql_error error;
	declare_begin(to, &table->object, OBJECT_TABLE, annotation_name(said, 0), said->place,
		annotations, declaration->comment);
	table->partition_of = annotation_name(said, 1);
	if (!sql_partition_bound(to->arena, annotation_text(said, 2), &table->bound, &error))
		declare_refused(to, said, 2, 0, &error);
	set_storage(&making, annotations);
	set_partition_key(&making, annotations);
	making_add_contents(&making, annotations);
	add_attached_indexes(&making, annotations);
	set_own(&making, annotations);
	declare_comments_on(to, &table->object, annotations);
	comment_on_indexes(&making, annotations);
	schema_add(to->schema, &table->object);
}
