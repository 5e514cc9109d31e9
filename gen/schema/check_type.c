/* Types: each must be PostgreSQL's own, a model's, or possibly an extension's. */
#include "schema/check.h"
#include "schema/sql.h"

#include <string.h>

/* Extensions that many databases have, by a type that they bring. */
static const char *known_extension(const char *type)
{
	static const char *const types[][2] = {{"citext", "citext"}, {"cube", "cube"},
		{"geography", "postgis"}, {"geometry", "postgis"}, {"hstore", "hstore"},
		{"isbn", "isn"}, {"lquery", "ltree"}, {"ltree", "ltree"},
		{"raster", "postgis_raster"}, {"vector", "vector"}};
	for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
		if (strcmp(types[i][0], type) == 0)
			return types[i][1];
	}
	return NULL;
}

/* A type of the same name in another schema, or one of a like name. */
static const char *suggest(struct check *check, struct qualified name)
{
	struct names candidates = check_candidates(check, OBJECT_ENUM, OBJECT_DOMAIN);
	list_each (const char **, each, &candidates) {
		const char *dot = strchr(*each, '.');
		if (dot && strcmp(dot + 1, name.name) == 0)
			return arena_printf(check->arena, "; did you mean \"%s\"?", *each);
	}
	sql_type_names(check->arena, &candidates);
	const char *extension = known_extension(name.name);
	if (extension)
		return arena_printf(
			check->arena, "; declare where it comes from: DB_EXTENSION(%s)", extension);
	return check_hint(check, qualified_text(check->arena, name), &candidates,
		"; declare it with DB_ENUM or DB_DOMAIN, or where it comes from with DB_EXTENSION");
}

/* A name that no model has may still be one of an extension's, or of a schema that the models do
 * not keep. */
void check_type_name(struct check *check, const struct object *object, struct qualified name)
{
	const struct schema *schema = check->schema;
	if (schema_find(schema, OBJECT_ENUM, name) || schema_find(schema, OBJECT_DOMAIN, name) ||
		schema_find(schema, OBJECT_COMPOSITE, name) ||
		schema_find(schema, OBJECT_RANGE, name) ||
		sql_range_of(check->arena, schema, name) ||
		schema_find(schema, OBJECT_TABLE, name) || schema_find(schema, OBJECT_VIEW, name) ||
		schema_find(schema, OBJECT_MATERIALIZED_VIEW, name) ||
		schema->extensions.count > 0 || check_is_foreign(check, name.schema))
		return;
	diag_error(check->diag, object->place,
		"%s \"%s\" uses type \"%s\", which is neither PostgreSQL's nor a model's%s",
		object_kind_name(object->kind), object->name.name,
		qualified_text(check->arena, name), suggest(check, name));
}

void check_type(struct check *check, const struct object *object, const struct sql_type *type)
{
	if (type->user.name)
		check_type_name(check, object, type->user);
}

const struct sql_type *check_basic_type(const struct check *check, const struct sql_type *type)
{
	/* domains may be built on themselves: check_domain says so, here we only must come back */
	for (size_t i = 0; i <= check->schema->domains.count && type->user.name; i++) {
		const struct domain *domain =
			type->dimensions ? NULL
					 : schema_find(check->schema, OBJECT_DOMAIN, type->user);
		if (!domain)
			break;
		type = &domain->base;
	}
	return type;
}

static void check_domain_check(
	struct check *check, const struct domain *domain, const struct constraint *constraint)
{
	check_name(check, &constraint->object);
	check_mentions(check, &domain->object, NULL, &constraint->mentions);
	list_each (struct constraint **, each, &domain->checks) {
		if (*each == constraint)
			break;
		if (strcmp((*each)->object.name.name, constraint->object.name.name) == 0)
			diag_error(check->diag, constraint->object.place,
				"constraint \"%s\" is declared twice in domain \"%s\"",
				constraint->object.name.name, domain->object.name.name);
	}
	list_each (const char **, column, &constraint->mentions.columns) {
		if (strcmp(*column, "value") != 0)
			diag_error(check->diag, constraint->object.place,
				"domain \"%s\" has no columns, only VALUE; it mentions \"%s\"",
				domain->object.name.name, *column);
	}
}

void check_domain(struct check *check, const struct domain *domain)
{
	const struct object *object = &domain->object;
	check_name(check, object);
	check_namespace(check, object, object->name.schema);
	check_type(check, object, &domain->base);
	const struct sql_type *base = check_basic_type(check, &domain->base);
	if (base->user.name && schema_find(check->schema, OBJECT_DOMAIN, base->user) &&
		!base->dimensions)
		diag_error(check->diag, object->place, "domain \"%s\" is built on itself",
			object->name.name);
	check_mentions(check, object, NULL, &domain->default_value.mentions);
	list_each (const char **, column, &domain->default_value.mentions.columns)
		diag_error(check->diag, object->place,
			"the default of domain \"%s\" mentions column \"%s\"; a default sees no "
			"columns",
			object->name.name, *column);
	list_each (struct constraint **, each, &domain->checks)
		check_domain_check(check, domain, *each);
}

void check_composite(struct check *check, const struct composite *composite)
{
	const struct object *object = &composite->object;
	struct map names = {0};
	check_name(check, object);
	check_namespace(check, object, object->name.schema);
	list_each (struct column **, each, &composite->columns) {
		const struct object *attribute = &(*each)->object;
		check_name(check, attribute);
		check_unique(check, &names, attribute->name, attribute);
		check_type(check, attribute, &(*each)->type);
		if ((*each)->type.user.name && qualified_equal((*each)->type.user, object->name))
			diag_error(check->diag, attribute->place,
				"attribute \"%s\" makes composite type \"%s\" a part of itself",
				attribute->name.name, object->name.name);
	}
}

void check_enum(struct check *check, const struct enum_type *type)
{
	const struct object *object = &type->object;
	struct map labels = {0};
	check_name(check, object);
	check_namespace(check, object, object->name.schema);
	if (type->labels.count == 0)
		diag_error(check->diag, object->place,
			"enum \"%s\" has no labels, so no value could have its type",
			object->name.name);
	list_each (struct label **, each, &type->labels) {
		const struct object *label = &(*each)->object;
		check_name(check, label);
		check_unique(check, &labels, label->name, label);
	}
}
