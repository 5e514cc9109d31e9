/* restruct import: an existing database as annotated C. */
#include "commands/side.h"

#include "import/import.h"
#include "read/catalog.h"
#include "write/write.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

/* "SHOP_H" of "models/shop.h" */
static const char *guard_of(struct arena *arena, const char *path)
{
	const char *slash = path ? strrchr(path, '/') : NULL;
	const char *name = slash ? slash + 1 : path ? path : "schema.h";
	struct text guard = {0};
	if (isdigit((unsigned char)*name))
		text_put(&guard, "SCHEMA_");
	for (; *name; name++)
		text_put_char(&guard,
			isalnum((unsigned char)*name) ? (char)toupper((unsigned char)*name) : '_');
	return text_take(&guard, arena);
}

/* Ends the text. */
static enum status write_result(struct run *run, struct text *text)
{
	const char *path = run->options.output;
	if (!path) {
		print_text(text);
		return STATUS_DONE;
	}
	return write_text(run, path, text);
}

/* What the database holds and no model may is an error; advice to whoever writes models is none of
 * the database's business. */
static void check_found(struct run *run, struct schema *schema)
{
	struct diag diag;
	diag_init(&diag, &run->arena);
	schema_check(schema, &diag);
	list_each (const struct diagnostic *, said, &diag.list) {
		if (said->severity == SEVERITY_ERROR)
			diag_error(&run->diag, (struct place){.file = "database"}, "%s",
				said->message);
	}
}

enum status command_import(struct run *run)
{
	const struct options *options = &run->options;
	const struct catalog_options catalog = {
		.conninfo = options->database,
		.schema = options->schema,
		.include_all = options->include_schemas,
	};
	struct schema schema;
	if (!options->database) {
		fputs("restruct: say which database to read: --database CONNINFO\n", stderr);
		return STATUS_USAGE;
	}
	schema_init(&schema, &run->arena);
	if (!read_catalog(&run->arena, &catalog, &schema, &run->diag))
		return run_end(run, STATUS_FAILED);
	side_without_versions(&schema, NULL);
	side_tell_outsides(run, &schema);
	struct object_list ordered = {0};
	struct text text = {0};
	import_c_model(&schema);
	check_found(run, &schema);
	import_order(&run->arena, &schema, &ordered);
	write_header(&text, &ordered, &schema, guard_of(&run->arena, options->output));
	return run_end(run, write_result(run, &text));
}
