/* A schema of one's own: all of it copied, down to the strings. */
#include "schema/schema.h"

static struct qualified copy_name(struct arena *arena, struct qualified name)
{
	return (struct qualified){arena_strdup(arena, name.schema), arena_strdup(arena, name.name),
		arena_strdup(arena, name.suffix)};
}

static struct names copy_names(struct arena *arena, const struct names *names)
{
	struct names copy = {0};
	list_each (const char **, name, names)
		list_push(arena, &copy, arena_strdup(arena, *name));
	return copy;
}

static struct qualifieds copy_qualifieds(struct arena *arena, const struct qualifieds *names)
{
	struct qualifieds copy = {0};
	list_each (struct qualified *, name, names)
		list_push(arena, &copy, copy_name(arena, *name));
	return copy;
}

static struct object copy_head(struct arena *arena, const struct object *object)
{
	struct object copy = *object;
	copy.name = copy_name(arena, object->name);
	copy.was = arena_strdup(arena, object->was);
	copy.comment = arena_strdup(arena, object->comment);
	copy.place.file = arena_strdup(arena, object->place.file);
	copy.revision = arena_strdup(arena, object->revision);
	return copy;
}

static struct mentions copy_mentions(struct arena *arena, const struct mentions *mentions)
{
	return (struct mentions){
		.columns = copy_names(arena, &mentions->columns),
		.every_column = mentions->every_column,
		.types = copy_qualifieds(arena, &mentions->types),
		.relations = copy_qualifieds(arena, &mentions->relations),
		.functions = copy_qualifieds(arena, &mentions->functions),
	};
}

static struct expression copy_expression(struct arena *arena, const struct expression *expression)
{
	return (struct expression){
		arena_strdup(arena, expression->sql), copy_mentions(arena, &expression->mentions)};
}

static struct c_type copy_c_type(struct arena *arena, const struct c_type *type)
{
	struct c_type copy = *type;
	copy.base = arena_strdup(arena, type->base);
	copy.suffix = arena_strdup(arena, type->suffix);
	copy.sql = arena_strdup(arena, type->sql);
	copy.model = copy_name(arena, type->model);
	return copy;
}

static struct sql_type copy_type(struct arena *arena, const struct sql_type *type)
{
	struct sql_type copy = *type;
	copy.text = arena_strdup(arena, type->text);
	copy.base = arena_strdup(arena, type->base);
	copy.user = copy_name(arena, type->user);
	return copy;
}

static struct parameters copy_parameters(struct arena *arena, const struct parameters *parameters)
{
	struct parameters copy = {0};
	list_each (const struct parameter *, each, parameters) {
		struct parameter parameter = {
			arena_strdup(arena, each->name), arena_strdup(arena, each->value)};
		list_push(arena, &copy, parameter);
	}
	return copy;
}

static struct sequence_options copy_options(
	struct arena *arena, const struct sequence_options *options)
{
	struct sequence_options copy = *options;
	copy.type = arena_strdup(arena, options->type);
	return copy;
}

static struct column *copy_column(struct arena *arena, const struct column *column)
{
	struct column *copy = arena_new(arena, struct column);
	*copy = *column;
	copy->object = copy_head(arena, &column->object);
	copy->member = arena_strdup(arena, column->member);
	copy->c = copy_c_type(arena, &column->c);
	copy->type = copy_type(arena, &column->type);
	copy->collation = arena_strdup(arena, column->collation);
	copy->default_value = copy_expression(arena, &column->default_value);
	copy->generated = copy_expression(arena, &column->generated);
	copy->using_value = copy_expression(arena, &column->using_value);
	copy->identity_options = copy_options(arena, &column->identity_options);
	copy->storage = arena_strdup(arena, column->storage);
	copy->compression = arena_strdup(arena, column->compression);
	copy->parameters = copy_parameters(arena, &column->parameters);
	return copy;
}

static struct constraint *copy_constraint(struct arena *arena, const struct constraint *constraint)
{
	struct constraint *copy = arena_new(arena, struct constraint);
	*copy = *constraint;
	copy->object = copy_head(arena, &constraint->object);
	copy->definition = arena_strdup(arena, constraint->definition);
	copy->index_comment = arena_strdup(arena, constraint->index_comment);
	copy->columns = copy_names(arena, &constraint->columns);
	copy->mentions = copy_mentions(arena, &constraint->mentions);
	copy->references = copy_name(arena, constraint->references);
	copy->referenced = copy_names(arena, &constraint->referenced);
	copy->made_as = arena_strdup(arena, constraint->made_as);
	copy->part_of = arena_strdup(arena, constraint->part_of);
	return copy;
}

static struct index *copy_index(struct arena *arena, const struct index *index)
{
	struct index *copy = arena_new(arena, struct index);
	*copy = *index;
	copy->object = copy_head(arena, &index->object);
	copy->definition = arena_strdup(arena, index->definition);
	copy->columns = copy_names(arena, &index->columns);
	copy->mentions = copy_mentions(arena, &index->mentions);
	copy->attached_to = copy_name(arena, index->attached_to);
	copy->made_as = arena_strdup(arena, index->made_as);
	return copy;
}

static struct constraints copy_constraints(
	struct arena *arena, const struct constraints *constraints)
{
	struct constraints copy = {0};
	list_each (struct constraint **, each, constraints)
		list_push(arena, &copy, copy_constraint(arena, *each));
	return copy;
}

static struct table *copy_table(struct arena *arena, const struct table *table)
{
	struct table *copy = arena_new(arena, struct table);
	*copy = (struct table){
		.object = copy_head(arena, &table->object),
		.tag = arena_strdup(arena, table->tag),
		.parameters = copy_parameters(arena, &table->parameters),
		.unlogged = table->unlogged,
		.empty = table->empty,
		.row_security = table->row_security,
		.force_row_security = table->force_row_security,
		.access_method = arena_strdup(arena, table->access_method),
		.tablespace = arena_strdup(arena, table->tablespace),
		.clustered_on = arena_strdup(arena, table->clustered_on),
		.replica_identity = arena_strdup(arena, table->replica_identity),
		.partition_by = arena_strdup(arena, table->partition_by),
		.partition_mentions = copy_mentions(arena, &table->partition_mentions),
		.partition_of = copy_name(arena, table->partition_of),
		.bound = arena_strdup(arena, table->bound),
		.inherits = copy_qualifieds(arena, &table->inherits),
	};
	list_each (struct column **, each, &table->columns)
		table_add_column(copy, copy_column(arena, *each), arena);
	list_each (struct column **, each, &table->own)
		list_push(arena, &copy->own, copy_column(arena, *each));
	copy->constraints = copy_constraints(arena, &table->constraints);
	list_each (struct index **, each, &table->indexes)
		list_push(arena, &copy->indexes, copy_index(arena, *each));
	return copy;
}

static struct composite *copy_composite(struct arena *arena, const struct composite *composite)
{
	struct composite *copy = arena_new(arena, struct composite);
	copy->object = copy_head(arena, &composite->object);
	copy->tag = arena_strdup(arena, composite->tag);
	list_each (struct column **, each, &composite->columns)
		list_push(arena, &copy->columns, copy_column(arena, *each));
	return copy;
}

static struct view *copy_view(struct arena *arena, const struct view *view)
{
	struct view *copy = arena_new(arena, struct view);
	*copy = (struct view){
		.object = copy_head(arena, &view->object),
		.tag = arena_strdup(arena, view->tag),
		.query = arena_strdup(arena, view->query),
		.mentions = copy_mentions(arena, &view->mentions),
		.parameters = copy_parameters(arena, &view->parameters),
		.access_method = arena_strdup(arena, view->access_method),
		.tablespace = arena_strdup(arena, view->tablespace),
		.no_data = view->no_data,
	};
	list_each (struct column **, each, &view->columns)
		list_push(arena, &copy->columns, copy_column(arena, *each));
	list_each (struct index **, each, &view->indexes)
		list_push(arena, &copy->indexes, copy_index(arena, *each));
	return copy;
}

static struct routine *copy_routine(struct arena *arena, const struct routine *routine)
{
	struct routine *copy = arena_new(arena, struct routine);
	*copy = (struct routine){
		.object = copy_head(arena, &routine->object),
		.arguments = arena_strdup(arena, routine->arguments),
		.returns = arena_strdup(arena, routine->returns),
		.definition = arena_strdup(arena, routine->definition),
		.language = arena_strdup(arena, routine->language),
		.body = arena_strdup(arena, routine->body),
		.mentions = copy_mentions(arena, &routine->mentions),
		.body_mentions = copy_mentions(arena, &routine->body_mentions),
		.words = copy_names(arena, &routine->words),
	};
	return copy;
}

static struct definition *copy_definition(struct arena *arena, const struct definition *definition)
{
	struct definition *copy = arena_new(arena, struct definition);
	*copy = *definition;
	copy->object = copy_head(arena, &definition->object);
	copy->definition = arena_strdup(arena, definition->definition);
	copy->mentions = copy_mentions(arena, &definition->mentions);
	copy->relation = copy_name(arena, definition->relation);
	copy->columns = copy_names(arena, &definition->columns);
	return copy;
}

static struct grant *copy_grant(struct arena *arena, const struct grant *grant)
{
	struct grant *copy = arena_new(arena, struct grant);
	copy->object = copy_head(arena, &grant->object);
	copy->target_kind = grant->target_kind;
	copy->target = copy_name(arena, grant->target);
	list_each (const struct privilege *, each, &grant->privileges) {
		struct privilege privilege = {arena_strdup(arena, each->name),
			copy_names(arena, &each->columns), each->grantable};
		list_push(arena, &copy->privileges, privilege);
	}
	return copy;
}

static struct enum_type *copy_enum(struct arena *arena, const struct enum_type *type)
{
	struct enum_type *copy = arena_new(arena, struct enum_type);
	copy->object = copy_head(arena, &type->object);
	copy->tag = arena_strdup(arena, type->tag);
	list_each (struct label **, each, &type->labels) {
		struct label *label = arena_new(arena, struct label);
		label->object = copy_head(arena, &(*each)->object);
		label->enumerator = arena_strdup(arena, (*each)->enumerator);
		list_push(arena, &copy->labels, label);
	}
	return copy;
}

static struct domain *copy_domain(struct arena *arena, const struct domain *domain)
{
	struct domain *copy = arena_new(arena, struct domain);
	*copy = *domain;
	copy->object = copy_head(arena, &domain->object);
	copy->typedef_name = arena_strdup(arena, domain->typedef_name);
	copy->c = copy_c_type(arena, &domain->c);
	copy->base = copy_type(arena, &domain->base);
	copy->collation = arena_strdup(arena, domain->collation);
	copy->default_value = copy_expression(arena, &domain->default_value);
	copy->checks = copy_constraints(arena, &domain->checks);
	return copy;
}

static struct sequence *copy_sequence(struct arena *arena, const struct sequence *sequence)
{
	struct sequence *copy = arena_new(arena, struct sequence);
	*copy = *sequence;
	copy->object = copy_head(arena, &sequence->object);
	copy->options = copy_options(arena, &sequence->options);
	copy->owner_table = copy_name(arena, sequence->owner_table);
	copy->owner_column = arena_strdup(arena, sequence->owner_column);
	return copy;
}

static struct extension *copy_extension(struct arena *arena, const struct extension *extension)
{
	struct extension *copy = arena_new(arena, struct extension);
	copy->object = copy_head(arena, &extension->object);
	copy->version = arena_strdup(arena, extension->version);
	return copy;
}

static struct namespace *copy_namespace(struct arena *arena, const struct namespace *namespace)
{
	struct namespace *copy = arena_new(arena, struct namespace);
	copy->object = copy_head(arena, &namespace->object);
	return copy;
}

void schema_copy(struct schema *copy, const struct schema *schema, struct arena *arena)
{
	schema_init(copy, arena);
	list_each (struct namespace **, each, &schema->namespaces)
		schema_add(copy, &copy_namespace(arena, *each)->object);
	list_each (struct extension **, each, &schema->extensions)
		schema_add(copy, &copy_extension(arena, *each)->object);
	list_each (struct enum_type **, each, &schema->enums)
		schema_add(copy, &copy_enum(arena, *each)->object);
	list_each (struct domain **, each, &schema->domains)
		schema_add(copy, &copy_domain(arena, *each)->object);
	list_each (struct composite **, each, &schema->composites)
		schema_add(copy, &copy_composite(arena, *each)->object);
	list_each (struct sequence **, each, &schema->sequences)
		schema_add(copy, &copy_sequence(arena, *each)->object);
	list_each (struct table **, each, &schema->tables)
		schema_add(copy, &copy_table(arena, *each)->object);
	list_each (struct view **, each, &schema->views)
		schema_add(copy, &copy_view(arena, *each)->object);
	list_each (struct routine **, each, &schema->routines)
		schema_add(copy, &copy_routine(arena, *each)->object);
	list_each (struct definition **, each, &schema->definitions)
		schema_add(copy, &copy_definition(arena, *each)->object);
	list_each (struct grant **, each, &schema->grants)
		schema_add(copy, &copy_grant(arena, *each)->object);
	list_each (const struct outside *, each, &schema->outsides) {
		struct outside outside = {arena_strdup(arena, each->kind),
			arena_strdup(arena, each->name), arena_strdup(arena, each->reason),
			each->place};
		outside.place.file = arena_strdup(arena, each->place.file);
		list_push(arena, &copy->outsides, outside);
	}
}
