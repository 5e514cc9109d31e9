/* The static table of all revisions, and the dependency file of what it was made from. */
#include "write/write.h"

#include "base/text.h"
#include "schema/sql.h"

#include <string.h>

static void put_prototypes(struct text *text, const char *id)
{
	text_printf(text,
		"void upgrade_%s(restruct_migration *m);\n"
		"void downgrade_%s(restruct_migration *m);\n",
		id, id);
}

static void put_parents(struct text *text, const struct names *parents)
{
	static const char *const members[] = {"parent", "second_parent"};
	for (size_t i = 0; i < parents->count && i < 2; i++)
		text_printf(text, "\t\t.%s = \"%s\",\n", members[i], parents->items[i]);
}

static unsigned hazards_of(const struct revision *revision)
{
	unsigned hazards = 0;
	list_each (const struct hazard_note *, note, &revision->hazards)
		hazards |= hazard_by_name(note->hazard);
	return hazards;
}

/* "blocks-writes" is RESTRUCT_HAZARD_BLOCKS_WRITES */
static void put_constant(struct text *text, const char *prefix, const char *name)
{
	text_put(text, prefix);
	for (const char *c = name; *c; c++)
		text_put_char(text, *c >= 'a' && *c <= 'z' ? (char)(*c - 'a' + 'A') : '_');
}

/* Two fit on a line. */
static void put_hazards(struct text *text, unsigned hazards)
{
	unsigned written = 0;
	for (unsigned i = 0; i < HAZARDS; i++) {
		if (!(hazards & 1u << i))
			continue;
		text_put(text, written == 0  ? "\t\t.hazards = "
			       : written % 2 ? " | "
					     : " |\n\t\t\t   ");
		put_constant(text, "RESTRUCT_HAZARD_", hazard_name((enum hazard)(1u << i)));
		written++;
	}
	if (written)
		text_put(text, ",\n");
}

/* As SQL writes them. */
static void put_reshaped(struct text *text, const struct qualifieds *reshaped)
{
	struct arena arena;
	arena_init(&arena);
	if (reshaped->count)
		text_put(text, "\t\t.reshaped = (const char *const[]){");
	list_each (const struct qualified *, each, reshaped) {
		text_put_c_string(text, sql_qualified(&arena, *each));
		text_put(text, ", ");
	}
	if (reshaped->count)
		text_put(text, "NULL},\n");
	arena_finish(&arena);
}

static void put_revision(struct text *text, const struct revision *revision, const char *checksum)
{
	text_printf(text, "\t{\n\t\t.id = \"%s\",\n\t\t.message = ", revision->id);
	text_put_c_string(text, revision->message);
	text_put(text, ",\n");
	put_parents(text, &revision->parents);
	text_printf(text, "\t\t.checksum = \"%s\",\n", checksum);
	put_hazards(text, hazards_of(revision));
	text_put(text, "\t\t.compatibility = ");
	put_constant(text, "RESTRUCT_COMPATIBILITY_", revision->compatibility);
	text_printf(text,
		",\n\t\t.upgrade = upgrade_%s,\n"
		"\t\t.downgrade = downgrade_%s,\n",
		revision->id, revision->id);
	put_reshaped(text, &revision->reshaped);
	text_put(text, "\t},\n");
}

static void put_start(struct text *text)
{
	text_put(text,
		"/* The revisions of this program, parents first: written by restruct table, not to be "
		"edited. */\n"
		"#include <restruct.h>\n"
		"\n"
		"#if RESTRUCT_TABLE_VERSION < 3\n"
		"#error \"<restruct.h> is older than the restruct that wrote this: install the "
		"librestruct that came with it\"\n"
		"#elif RESTRUCT_TABLE_VERSION > 3\n"
		"#error \"<restruct.h> is newer than the restruct that wrote this: run restruct table "
		"again, with its own restruct\"\n"
		"#endif\n"
		"\n");
}

/* ---- the schema at head ---- */

/* A statement in pieces no longer than C promises, a line a literal. */
static void put_pieces(struct text *text, const char *sql)
{
	enum { PIECE_BYTES = 4000, LITERAL_BYTES = 1000 };
	struct text literal = {0};
	size_t used = 0;
	for (size_t length; *sql; sql += length) {
		length = strcspn(sql, "\n");
		length += sql[length] == '\n';
		if (length > LITERAL_BYTES) {
			length = LITERAL_BYTES;
			while (((unsigned char)sql[length] & 0xc0) == 0x80)
				length--;
		}
		if (used != 0)
			text_put(text, used + length > PIECE_BYTES ? ",\n" : "\n");
		used = used + length > PIECE_BYTES ? length : used + length;
		text_cut(&literal, 0);
		text_put_n(&literal, sql, length);
		text_put_char(text, '\t');
		text_put_c_string(text, text_string(&literal));
	}
	text_put(text, ",\n\tNULL,\n");
	text_finish(&literal);
}

static void put_string_or_null(struct text *text, const char *string)
{
	if (string)
		text_put_c_string(text, string);
	else
		text_put(text, "NULL");
}

static void put_extensions(struct text *text, const struct extensions *extensions)
{
	text_put(text, "static const restruct_extension extensions[] = {\n");
	list_each (struct extension **, each, extensions) {
		text_put(text, "\t{");
		text_put_c_string(text, (*each)->object.name.name);
		text_put(text, ", ");
		put_string_or_null(text, (*each)->object.name.schema);
		text_put(text, ", ");
		put_string_or_null(text, (*each)->version);
		text_put(text, "},\n");
	}
	text_put(text, "\t{NULL, NULL, NULL},\n};\n\n");
}

/* What restruct_check makes, to compare the database with it. */
static void put_made(struct text *text, const struct elsewhere *made)
{
	text_put(text, "\n/* The schema at head, made from nothing: for restruct_check. */\n"
		       "/* clang-format off */\n"
		       "static const char *const schemas[] = {\n");
	list_each (const char **, schema, &made->schemas) {
		text_put_char(text, '\t');
		text_put_c_string(text, *schema);
		text_put(text, ",\n");
	}
	text_put(text, "\tNULL,\n};\n\n");
	put_extensions(text, &made->extensions);
	text_put(text, "static const char *const statements[] = {\n");
	list_each (const char **, statement, &made->statements)
		put_pieces(text, *statement);
	text_put(text, "\tNULL,\n};\n"
		       "/* clang-format on */\n\n"
		       "static const restruct_models models = {\n"
		       "\t.schemas = schemas,\n"
		       "\t.extensions = extensions,\n"
		       "\t.statements = statements,\n"
		       "};\n\n");
}

static void put_end(struct text *text, const char *symbol, size_t count, bool made)
{
	text_printf(text,
		"extern const restruct_table %s;\n"
		"const restruct_table %s = {\n"
		"\t.magic = RESTRUCT_TABLE_MAGIC,\n"
		"\t.version = RESTRUCT_TABLE_VERSION,\n"
		"\t.count = %zu,\n",
		symbol, symbol, count);
	if (count)
		text_put(text, "\t.revisions = revisions,\n");
	if (made)
		text_put(text, "\t.models = &models,\n");
	text_put(text, "};\n");
}

void write_revision_table(struct text *text, const struct migrations *migrations,
	const struct names *checksums, const struct elsewhere *made, const char *symbol)
{
	const struct revisions *revisions = &migrations->revisions;
	put_start(text);
	list_each (struct revision **, each, revisions)
		put_prototypes(text, (*each)->id);
	if (revisions->count)
		text_put(text, "\nstatic const restruct_revision revisions[] = {\n");
	for (size_t i = 0; i < revisions->count; i++)
		put_revision(text, revisions->items[i], checksums->items[i]);
	if (revisions->count)
		text_put(text, "};\n");
	if (made)
		put_made(text, made);
	else if (revisions->count)
		text_put(text, "\n");
	put_end(text, symbol, revisions->count, made != NULL);
}

/* A name as make reads it. */
static void put_make_name(struct text *text, const char *name)
{
	for (const char *c = name; *c; c++) {
		if (strchr(" \t#:", *c))
			text_put_char(text, '\\');
		if (*c == '$')
			text_put_char(text, '$');
		text_put_char(text, *c);
	}
}

static void put_prerequisite(struct text *text, const char *name)
{
	text_put(text, " \\\n\t");
	put_make_name(text, name);
}

/* A target without a rule: a file that is gone is no error then, but a change. */
static void put_phony(struct text *text, const char *name)
{
	put_make_name(text, name);
	text_put(text, ":\n");
}

void write_depfile(struct text *text, const char *target, const struct migrations *migrations)
{
	put_make_name(text, target);
	text_put(text, ":");
	put_prerequisite(text, migrations->directory);
	list_each (struct revision **, each, &migrations->revisions) {
		put_prerequisite(text, (*each)->header);
		put_prerequisite(text, (*each)->source);
	}
	text_put(text, "\n");
	put_phony(text, migrations->directory);
	list_each (struct revision **, each, &migrations->revisions) {
		put_phony(text, (*each)->header);
		put_phony(text, (*each)->source);
	}
}
