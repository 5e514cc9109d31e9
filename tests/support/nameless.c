/* Schemas as a database has them; see nameless.h. */
#include "support/nameless.h"

#include "import/import.h"
#include "support/models.h"
#include "write/write.h"

static void forget_columns(const struct columns *columns)
{
	list_each (struct column **, column, columns) {
		(*column)->member = NULL;
		(*column)->c = (struct c_type){0};
		(*column)->object.place = (struct place){0};
	}
}

struct schema *nameless_from_text(struct arena *arena, const char *text)
{
	struct schema *schema = models_from_text(arena, text);
	if (!schema)
		return NULL;
	list_each (struct table **, table, &schema->tables) {
		(*table)->tag = NULL;
		(*table)->object.place = (struct place){0};
		forget_columns(&(*table)->columns);
	}
	list_each (struct composite **, composite, &schema->composites) {
		(*composite)->tag = NULL;
		forget_columns(&(*composite)->columns);
	}
	list_each (struct view **, view, &schema->views)
		(*view)->tag = NULL;
	list_each (struct enum_type **, type, &schema->enums) {
		(*type)->tag = NULL;
		list_each (struct label **, label, &(*type)->labels)
			(*label)->enumerator = NULL;
	}
	list_each (struct domain **, domain, &schema->domains) {
		(*domain)->typedef_name = NULL;
		(*domain)->c = (struct c_type){0};
	}
	return schema;
}

const char *nameless_header(struct arena *arena, struct schema *schema)
{
	struct object_list ordered = {0};
	struct text text = {0};
	import_c_model(schema);
	import_order(arena, schema, &ordered);
	write_header(&text, &ordered, schema, "SCHEMA_H");
	return text_take(&text, arena);
}
