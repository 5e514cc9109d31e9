/* A change in words; see diff.h. */
#include "base/text.h"
#include "diff/diff.h"
#include "schema/kinds.h"

#include <string.h>

static const char *attribute_name(enum attribute attribute)
{
	switch (attribute) {
	case ATTRIBUTE_NONE:
		return "";
	case ATTRIBUTE_COMMENT:
		return "comment";
	case ATTRIBUTE_TYPE:
		return "type";
	case ATTRIBUTE_NULL:
		return "null";
	case ATTRIBUTE_DEFAULT:
		return "default";
	case ATTRIBUTE_IDENTITY:
		return "identity";
	case ATTRIBUTE_GENERATED:
		return "generated";
	case ATTRIBUTE_LABELS:
		return "labels";
	case ATTRIBUTE_DEFINITION:
		return "definition";
	case ATTRIBUTE_OPTIONS:
		return "options";
	case ATTRIBUTE_OWNER:
		return "owner";
	case ATTRIBUTE_VERSION:
		return "version";
	case ATTRIBUTE_PARAMETERS:
		return "storage parameters";
	case ATTRIBUTE_LOGGED:
		return "persistence";
	case ATTRIBUTE_SECURITY:
		return "row security";
	case ATTRIBUTE_PARTITION:
		return "partition";
	case ATTRIBUTE_PARENTS:
		return "parents";
	case ATTRIBUTE_ACCESS_METHOD:
		return "access method";
	case ATTRIBUTE_TABLESPACE:
		return "tablespace";
	case ATTRIBUTE_REPLICA_IDENTITY:
		return "replica identity";
	case ATTRIBUTE_CLUSTER:
		return "clustered on";
	case ATTRIBUTE_STORAGE:
		return "storage";
	case ATTRIBUTE_COMPRESSION:
		return "compression";
	case ATTRIBUTE_STATISTICS:
		return "statistics target";
	case ATTRIBUTE_VALID:
		return "validity";
	case ATTRIBUTE_FORCED:
		return "forced row security";
	case ATTRIBUTE_ENABLED:
		return "enabled";
	case ATTRIBUTE_TARGET:
		return "target";
	case ATTRIBUTE_PRIVILEGES:
		return "privileges";
	}
	return "";
}

static void put_type(struct text *text, const struct sql_type *type, const char *collation)
{
	text_put(text, type->text);
	if (collation)
		text_printf(text, " collate %s", collation);
}

static void put_labels(struct text *text, const struct enum_type *type)
{
	for (size_t i = 0; i < type->labels.count; i++)
		text_printf(text, "%s%s", i ? ", " : "", type->labels.items[i]->object.name.name);
}

static const char *identity_text(enum identity identity)
{
	static const char *const names[] = {
		[IDENTITY_NONE] = "none",
		[IDENTITY_BY_DEFAULT] = "by default",
		[IDENTITY_ALWAYS] = "always",
	};
	return names[identity];
}

static const char *enabled_text(enum enabled enabled)
{
	static const char *const names[] = {
		[ENABLED_ORIGIN] = "origin",
		[ENABLED_DISABLED] = "disabled",
		[ENABLED_REPLICA] = "replica",
		[ENABLED_ALWAYS] = "always",
	};
	return names[enabled];
}

static void put_owner(struct text *text, const struct sequence *sequence)
{
	if (!sequence->owner_table.name)
		text_put(text, "none");
	else
		text_printf(text, "%s%s%s.%s",
			sequence->owner_table.schema ? sequence->owner_table.schema : "",
			sequence->owner_table.schema ? "." : "", sequence->owner_table.name,
			sequence->owner_column);
}

static void put_parameters(struct text *text, const struct parameters *parameters)
{
	text_put(text, parameters->count ? "" : "none");
	parameters_put(text, parameters);
}

static void put_storage(struct text *text, const struct view *view)
{
	text_printf(text, "using %s tablespace %s with %sdata",
		view->access_method ? view->access_method : "default",
		view->tablespace ? view->tablespace : "default", view->no_data ? "no " : "");
}

static void put_sequence_options(struct text *text, const struct sequence_options *options)
{
	if (!options->type) {
		text_put(text, "none");
		return;
	}
	text_printf(text, "as %s start %lld increment %lld minvalue %lld maxvalue %lld cache %lld",
		options->type, options->start, options->increment, options->minimum,
		options->maximum, options->cache);
	text_put(text, options->cycle ? " cycle" : "");
}

static void put_options(struct text *text, const struct object *object)
{
	if (kind_is_view(object->kind)) {
		put_storage(text, (const struct view *)object);
		return;
	}
	if (object->kind == OBJECT_EXTENSION) {
		text_put(text, object->name.schema ? object->name.schema : "none");
		return;
	}
	if (object->kind == OBJECT_COLUMN) {
		put_sequence_options(text, &((const struct column *)object)->identity_options);
		return;
	}
	const struct sequence *sequence = (const struct sequence *)object;
	put_sequence_options(text, &sequence->options);
	text_put(text, sequence->unlogged ? " unlogged" : "");
	if (sequence->owner_table.name) {
		text_put(text, " owned by ");
		put_owner(text, sequence);
	}
}

static void put_null_or_default(
	struct text *text, enum attribute attribute, const struct object *object)
{
	bool domain = object->kind == OBJECT_DOMAIN;
	const struct column *column = (const struct column *)object;
	const struct domain *type = (const struct domain *)object;
	if (attribute == ATTRIBUTE_NULL) {
		text_put(text, (domain ? type->not_null : column->not_null) ? "not null" : "null");
	} else {
		const char *sql = domain ? type->default_value.sql : column->default_value.sql;
		text_put(text, sql ? sql : "none");
	}
}

static void put_name(struct text *text, struct qualified name)
{
	text_printf(
		text, "%s%s%s", name.schema ? name.schema : "", name.schema ? "." : "", name.name);
}

static void put_partition(struct text *text, const struct table *table)
{
	if (!table->partition_of.name) {
		text_put(text, "none");
		return;
	}
	text_put(text, "of ");
	put_name(text, table->partition_of);
	text_printf(text, " %s", table->bound);
}

static void put_parents(struct text *text, const struct table *table)
{
	text_put(text, table->inherits.count ? "" : "none");
	for (size_t i = 0; i < table->inherits.count; i++) {
		text_put(text, i ? ", " : "");
		put_name(text, table->inherits.items[i]);
	}
}

static void put_word(struct text *text, const char *word)
{
	text_put(text, word ? word : "the default");
}

static void put_value(struct text *text, enum attribute attribute, const struct object *object)
{
	const struct column *column = (const struct column *)object;
	const struct domain *domain = (const struct domain *)object;
	const struct table *table = (const struct table *)object;
	const struct view *view = (const struct view *)object;
	const struct definition *definition = (const struct definition *)object;
	switch (attribute) {
	case ATTRIBUTE_NONE:
		break;
	case ATTRIBUTE_COMMENT:
		text_put_json(text, object->comment ? object->comment : "");
		break;
	case ATTRIBUTE_TYPE:
		if (object->kind == OBJECT_DOMAIN)
			put_type(text, &domain->base, domain->collation);
		else
			put_type(text, &column->type, column->collation);
		break;
	case ATTRIBUTE_NULL:
	case ATTRIBUTE_DEFAULT:
		put_null_or_default(text, attribute, object);
		break;
	case ATTRIBUTE_IDENTITY:
		text_put(text, identity_text(column->identity));
		break;
	case ATTRIBUTE_GENERATED:
		text_put(text, column->generated.sql ? column->generated.sql : "none");
		text_put(text, column->generated_virtual ? " virtual" : "");
		break;
	case ATTRIBUTE_LABELS:
		put_labels(text, (const struct enum_type *)object);
		break;
	case ATTRIBUTE_DEFINITION:
		if (object->kind == OBJECT_INDEX)
			text_printf(text, "%s%s",
				((const struct index *)object)->unique ? "UNIQUE " : "",
				((const struct index *)object)->definition);
		else if (object->kind == OBJECT_CONSTRAINT)
			text_put(text, ((const struct constraint *)object)->definition);
		else
			text_put(text, definition->definition);
		break;
	case ATTRIBUTE_OPTIONS:
		put_options(text, object);
		break;
	case ATTRIBUTE_OWNER:
		put_owner(text, (const struct sequence *)object);
		break;
	case ATTRIBUTE_VERSION:
		text_put(text, ((const struct extension *)object)->version
				       ? ((const struct extension *)object)->version
				       : "any");
		break;
	case ATTRIBUTE_PARAMETERS:
		put_parameters(text, kind_is_view(object->kind)      ? &view->parameters
				     : object->kind == OBJECT_COLUMN ? &column->parameters
								     : &table->parameters);
		break;
	case ATTRIBUTE_LOGGED:
		text_put(text, table->unlogged ? "unlogged" : "logged");
		break;
	case ATTRIBUTE_SECURITY:
		text_put(text, table->row_security ? "enabled" : "disabled");
		break;
	case ATTRIBUTE_PARTITION:
		put_partition(text, table);
		break;
	case ATTRIBUTE_PARENTS:
		put_parents(text, table);
		break;
	case ATTRIBUTE_ACCESS_METHOD:
		put_word(text, table->access_method);
		break;
	case ATTRIBUTE_TABLESPACE:
		put_word(text, table->tablespace);
		break;
	case ATTRIBUTE_REPLICA_IDENTITY:
		put_word(text, table->replica_identity);
		break;
	case ATTRIBUTE_CLUSTER:
		put_word(text, table->clustered_on);
		break;
	case ATTRIBUTE_STORAGE:
		put_word(text, column->storage);
		break;
	case ATTRIBUTE_COMPRESSION:
		put_word(text, column->compression);
		break;
	case ATTRIBUTE_STATISTICS:
		if (column->statistics)
			text_printf(text, "%d", column->statistics - 1);
		else
			put_word(text, NULL);
		break;
	case ATTRIBUTE_VALID:
		text_put(text,
			((const struct constraint *)object)->not_valid ? "not valid" : "valid");
		break;
	case ATTRIBUTE_FORCED:
		text_put(text, table->force_row_security ? "forced" : "not forced");
		break;
	case ATTRIBUTE_ENABLED:
		text_put(text, enabled_text(definition->enabled));
		break;
	case ATTRIBUTE_TARGET:
		if (definition->statistics)
			text_printf(text, "%d", definition->statistics - 1);
		else
			text_put(text, "default");
		break;
	case ATTRIBUTE_PRIVILEGES:
		privileges_put(text, &((const struct grant *)object)->privileges);
		break;
	}
}

const char *change_text(struct arena *arena, const struct change *change)
{
	static const char *const verbs[] = {
		[CHANGE_CREATE] = "create",
		[CHANGE_DROP] = "drop",
		[CHANGE_RENAME] = "rename",
		[CHANGE_ALTER] = "alter",
	};
	struct text text = {0};
	const struct object *object = change->from ? change->from : change->to;
	bool many_lines = change->attribute == ATTRIBUTE_DEFINITION &&
			  (kind_is_view(object->kind) || kind_is_routine(object->kind));
	const struct object *parent = change->from ? change->from_parent : change->to_parent;
	text_printf(&text, "%s %s ", verbs[change->kind], object_kind_name(object->kind));
	if (parent)
		text_printf(&text, "%s.", qualified_text(arena, parent->name));
	text_put(&text, qualified_text(arena, object->name));
	if (change->kind == CHANGE_RENAME) {
		text_printf(&text, " -> %s", qualified_text(arena, change->to->name));
	} else if (change->kind == CHANGE_ALTER) {
		text_printf(&text, ": %s", attribute_name(change->attribute));
		if (many_lines)
			return text_take(&text, arena);
		text_put_char(&text, ' ');
		put_value(&text, change->attribute, change->from);
		text_put(&text, " -> ");
		put_value(&text, change->attribute, change->to);
	}
	return text_take(&text, arena);
}
