/* A change in words; see diff.h. */
#include "base/text.h"
#include "diff/diff.h"
#include "schema/kinds.h"

#include <string.h>

/* --- values: each writes what one attribute of an object is ---------------------------------- */

static void put_or(struct text *text, const char *value, const char *otherwise)
{
	text_put(text, value ? value : otherwise);
}

static void put_comment(struct text *text, const struct object *object)
{
	text_put_json(text, object->comment ? object->comment : "");
}

static void put_type(struct text *text, const struct object *object)
{
	bool of_domain = object->kind == OBJECT_DOMAIN;
	const struct column *column = (const struct column *)object;
	const struct domain *domain = (const struct domain *)object;
	const char *collation = of_domain ? domain->collation : column->collation;
	text_put(text, of_domain ? domain->base.text : column->type.text);
	if (collation)
		text_printf(text, " collate %s", collation);
}

static void put_null(struct text *text, const struct object *object)
{
	bool not_null = object->kind == OBJECT_DOMAIN ? ((const struct domain *)object)->not_null
						      : ((const struct column *)object)->not_null;
	text_put(text, not_null ? "not null" : "null");
}

static void put_default(struct text *text, const struct object *object)
{
	const struct expression *value = object->kind == OBJECT_DOMAIN
						 ? &((const struct domain *)object)->default_value
						 : &((const struct column *)object)->default_value;
	put_or(text, value->sql, "none");
}

static void put_identity(struct text *text, const struct object *object)
{
	static const char *const names[] = {
		[IDENTITY_NONE] = "none",
		[IDENTITY_BY_DEFAULT] = "by default",
		[IDENTITY_ALWAYS] = "always",
	};
	text_put(text, names[((const struct column *)object)->identity]);
}

static void put_generated(struct text *text, const struct object *object)
{
	const struct column *column = (const struct column *)object;
	put_or(text, column->generated.sql, "none");
	text_put(text, column->generated_virtual ? " virtual" : "");
}

static void put_labels(struct text *text, const struct object *object)
{
	const struct labels *labels = &((const struct enum_type *)object)->labels;
	for (size_t i = 0; i < labels->count; i++)
		text_printf(text, "%s%s", i ? ", " : "", labels->items[i]->object.name.name);
}

static void put_definition(struct text *text, const struct object *object)
{
	const struct index *index = (const struct index *)object;
	if (object->kind == OBJECT_INDEX)
		text_printf(text, "%s%s", index->unique ? "UNIQUE " : "", index->definition);
	else if (object->kind == OBJECT_CONSTRAINT)
		text_put(text, ((const struct constraint *)object)->definition);
	else
		text_put(text, ((const struct definition *)object)->definition);
}

static void put_name(struct text *text, struct qualified name)
{
	text_printf(
		text, "%s%s%s", name.schema ? name.schema : "", name.schema ? "." : "", name.name);
}

static void put_owner(struct text *text, const struct object *object)
{
	const struct sequence *sequence = (const struct sequence *)object;
	if (!sequence->owner_table.name) {
		text_put(text, "none");
		return;
	}
	put_name(text, sequence->owner_table);
	text_printf(text, ".%s", sequence->owner_column);
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

static void put_sequence(struct text *text, const struct object *object)
{
	const struct sequence *sequence = (const struct sequence *)object;
	put_sequence_options(text, &sequence->options);
	text_put(text, sequence->unlogged ? " unlogged" : "");
	if (sequence->owner_table.name) {
		text_put(text, " owned by ");
		put_owner(text, object);
	}
}

static void put_storage_of_view(struct text *text, const struct view *view)
{
	text_printf(text, "using %s tablespace %s with %sdata",
		view->access_method ? view->access_method : "default",
		view->tablespace ? view->tablespace : "default", view->no_data ? "no " : "");
}

static void put_options(struct text *text, const struct object *object)
{
	if (kind_is_view(object->kind))
		put_storage_of_view(text, (const struct view *)object);
	else if (object->kind == OBJECT_EXTENSION)
		put_or(text, object->name.schema, "none");
	else if (object->kind == OBJECT_COLUMN)
		put_sequence_options(text, &((const struct column *)object)->identity_options);
	else
		put_sequence(text, object);
}

static void put_version(struct text *text, const struct object *object)
{
	put_or(text, ((const struct extension *)object)->version, "any");
}

static void put_parameters(struct text *text, const struct object *object)
{
	const struct parameters *parameters =
		kind_is_view(object->kind)      ? &((const struct view *)object)->parameters
		: object->kind == OBJECT_COLUMN ? &((const struct column *)object)->parameters
						: &((const struct table *)object)->parameters;
	text_put(text, parameters->count ? "" : "none");
	parameters_put(text, parameters);
}

static void put_logged(struct text *text, const struct object *object)
{
	text_put(text, ((const struct table *)object)->unlogged ? "unlogged" : "logged");
}

static void put_security(struct text *text, const struct object *object)
{
	text_put(text, ((const struct table *)object)->row_security ? "enabled" : "disabled");
}

static void put_forced(struct text *text, const struct object *object)
{
	text_put(
		text, ((const struct table *)object)->force_row_security ? "forced" : "not forced");
}

static void put_partition(struct text *text, const struct object *object)
{
	const struct table *table = (const struct table *)object;
	if (!table->partition_of.name) {
		text_put(text, "none");
		return;
	}
	text_put(text, "of ");
	put_name(text, table->partition_of);
	text_printf(text, " %s", table->bound);
}

static void put_parents(struct text *text, const struct object *object)
{
	const struct qualifieds *parents = &((const struct table *)object)->inherits;
	text_put(text, parents->count ? "" : "none");
	for (size_t i = 0; i < parents->count; i++) {
		text_put(text, i ? ", " : "");
		put_name(text, parents->items[i]);
	}
}

static void put_access_method(struct text *text, const struct object *object)
{
	put_or(text, ((const struct table *)object)->access_method, "the default");
}

static void put_tablespace(struct text *text, const struct object *object)
{
	put_or(text, ((const struct table *)object)->tablespace, "the default");
}

static void put_replica_identity(struct text *text, const struct object *object)
{
	put_or(text, ((const struct table *)object)->replica_identity, "the default");
}

static void put_cluster(struct text *text, const struct object *object)
{
	put_or(text, ((const struct table *)object)->clustered_on, "the default");
}

static void put_storage(struct text *text, const struct object *object)
{
	put_or(text, ((const struct column *)object)->storage, "the default");
}

static void put_compression(struct text *text, const struct object *object)
{
	put_or(text, ((const struct column *)object)->compression, "the default");
}

/* As it is kept: one more than the server's number. */
static void put_target_or(struct text *text, int target, const char *otherwise)
{
	if (target)
		text_printf(text, "%d", target - 1);
	else
		text_put(text, otherwise);
}

static void put_statistics(struct text *text, const struct object *object)
{
	put_target_or(text, ((const struct column *)object)->statistics, "the default");
}

static void put_target(struct text *text, const struct object *object)
{
	put_target_or(text, ((const struct definition *)object)->statistics, "default");
}

static void put_valid(struct text *text, const struct object *object)
{
	text_put(text, ((const struct constraint *)object)->not_valid ? "not valid" : "valid");
}

static void put_enabled(struct text *text, const struct object *object)
{
	static const char *const names[] = {
		[ENABLED_ORIGIN] = "origin",
		[ENABLED_DISABLED] = "disabled",
		[ENABLED_REPLICA] = "replica",
		[ENABLED_ALWAYS] = "always",
	};
	text_put(text, names[((const struct definition *)object)->enabled]);
}

static void put_privileges(struct text *text, const struct object *object)
{
	privileges_put(text, &((const struct grant *)object)->privileges);
}

/* --- changes ------------------------------------------------------------------------------------
 */

static const struct {
	const char *name;
	void (*put)(struct text *text, const struct object *object);
} attributes[] = {
	[ATTRIBUTE_NONE] = {"", NULL}, /* no alteration's */
	[ATTRIBUTE_COMMENT] = {"comment", put_comment},
	[ATTRIBUTE_TYPE] = {"type", put_type},
	[ATTRIBUTE_NULL] = {"null", put_null},
	[ATTRIBUTE_DEFAULT] = {"default", put_default},
	[ATTRIBUTE_IDENTITY] = {"identity", put_identity},
	[ATTRIBUTE_GENERATED] = {"generated", put_generated},
	[ATTRIBUTE_LABELS] = {"labels", put_labels},
	[ATTRIBUTE_DEFINITION] = {"definition", put_definition},
	[ATTRIBUTE_OPTIONS] = {"options", put_options},
	[ATTRIBUTE_OWNER] = {"owner", put_owner},
	[ATTRIBUTE_VERSION] = {"version", put_version},
	[ATTRIBUTE_PARAMETERS] = {"storage parameters", put_parameters},
	[ATTRIBUTE_LOGGED] = {"persistence", put_logged},
	[ATTRIBUTE_SECURITY] = {"row security", put_security},
	[ATTRIBUTE_PARTITION] = {"partition", put_partition},
	[ATTRIBUTE_PARENTS] = {"parents", put_parents},
	[ATTRIBUTE_ACCESS_METHOD] = {"access method", put_access_method},
	[ATTRIBUTE_TABLESPACE] = {"tablespace", put_tablespace},
	[ATTRIBUTE_REPLICA_IDENTITY] = {"replica identity", put_replica_identity},
	[ATTRIBUTE_CLUSTER] = {"clustered on", put_cluster},
	[ATTRIBUTE_STORAGE] = {"storage", put_storage},
	[ATTRIBUTE_COMPRESSION] = {"compression", put_compression},
	[ATTRIBUTE_STATISTICS] = {"statistics target", put_statistics},
	[ATTRIBUTE_VALID] = {"validity", put_valid},
	[ATTRIBUTE_FORCED] = {"forced row security", put_forced},
	[ATTRIBUTE_ENABLED] = {"enabled", put_enabled},
	[ATTRIBUTE_TARGET] = {"target", put_target},
	[ATTRIBUTE_PRIVILEGES] = {"privileges", put_privileges},
};
_Static_assert(sizeof attributes / sizeof *attributes == ATTRIBUTES, "each attribute has its line");

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
		text_printf(&text, ": %s", attributes[change->attribute].name);
		if (many_lines)
			return text_take(&text, arena);
		text_put_char(&text, ' ');
		attributes[change->attribute].put(&text, change->from);
		text_put(&text, " -> ");
		attributes[change->attribute].put(&text, change->to);
	}
	return text_take(&text, arena);
}
