/* A revision as it is committed: a header with the models it changes, and a source with one
 * statement a call. The same byte for byte from the same input, and laid out as the project's
 * formatter would; the models are a table, which no formatter knows how to set. */
#include "write/models.h"

#include <ctype.h>
#include <string.h>

enum {
	LINE_WIDTH = 100,
	PIECE_BYTES = 4000, /* C promises literals of 4095, joined */
	LITERAL_BYTES =
		1000, /* of one on its line: several make a piece, so that each stands alone */
	TAB = 8
};

static void put_title(struct text *text, const struct new_revision *revision)
{
	text_printf(text, "/* %s: ", revision->id);
	model_comment_text(text, revision->message);
	text_put(text, " */\n");
}

/* The header. */

static void put_guard_name(struct text *text, const char *id)
{
	text_put(text, "RESTRUCT_REVISION_");
	for (const char *c = id; *c; c++)
		text_put_char(text, (char)toupper((unsigned char)*c));
	text_put(text, "_H");
}

static void put_guard(struct text *text, const char *id)
{
	text_put(text, "#ifndef ");
	put_guard_name(text, id);
	text_put(text, "\n#define ");
	put_guard_name(text, id);
	text_put(text, "\n\n");
}

/* The vocabulary, what C types need, and the older revisions whose types go on being used. */
static void put_includes(struct text *text, const struct new_revision *revision)
{
	struct arena arena;
	arena_init(&arena);
	struct model_needs needs = {0};
	model_needs_of(&arena, &revision->objects, revision->to, &needs);
	list_each (const char **, id, &needs.revisions)
		text_printf(text, "#include \"%s.h\"\n", *id);
	if (needs.revisions.count)
		text_put(text, "\n");
	text_put(text, "#include <restruct_model.h>\n");
	if (needs.time)
		text_put(text, "#include <time.h>\n");
	text_put(text, "\n");
	arena_finish(&arena);
}

static void put_link(struct text *text, const struct new_revision *revision)
{
	text_printf(text, "DB_REVISION(%s, ", revision->id);
	text_put_c_string(text, revision->message);
	list_each (const char **, parent, &revision->parents)
		text_printf(text, ", %s", *parent);
	text_put(text, ");\n");
	text_printf(text, "DB_COMPATIBILITY(%s);\n",
		compatibility_name(revision->upgrade->compatibility));
}

/* The accepted hazards of the way up, each with the statement that has it. */
static void put_hazards(struct text *text, const struct plan *plan)
{
	list_each (const struct statement *, statement, &plan->statements) {
		for (unsigned i = 0; i < HAZARDS; i++) {
			if (!(statement->hazards & 1u << i))
				continue;
			text_printf(text, "DB_HAZARD(%s, ", hazard_name((enum hazard)(1u << i)));
			struct text line = {0};
			text_put_n(&line, statement->sql, strcspn(statement->sql, "\n"));
			text_put_c_string(text, text_string(&line));
			text_finish(&line);
			text_put(text, ");\n");
		}
	}
}

static void put_reshaped(struct text *text, const struct qualifieds *reshaped)
{
	list_each (const struct qualified *, each, reshaped) {
		text_put(text, "DB_RESHAPES(");
		model_qualified(text, *each);
		text_put(text, ");\n");
	}
}

static void put_dropped(struct text *text, const struct dropped_list *dropped)
{
	list_each (const struct dropped *, each, dropped) {
		text_printf(text, "DB_DROPPED(%s, ", object_kind_name(each->kind));
		model_qualified(text, each->name);
		const char *suffix = each->name.suffix;
		if (suffix) {
			text_put(text, ", ");
			text_put_c_string(text, suffix + (*suffix == ' '));
		}
		text_put(text, ");\n");
	}
}

static void put_prototypes(struct text *text, const char *id)
{
	text_printf(text,
		"struct restruct_migration;\n"
		"void upgrade_%s(struct restruct_migration *m);\n"
		"void downgrade_%s(struct restruct_migration *m);\n",
		id, id);
}

void write_revision_header(struct text *text, const struct new_revision *revision)
{
	struct arena arena;
	arena_init(&arena);
	put_title(text, revision);
	put_guard(text, revision->id);
	put_includes(text, revision);
	text_put(text, "/* clang-format off */\n\n");
	put_link(text, revision);
	put_hazards(text, revision->upgrade);
	put_reshaped(text, &revision->upgrade->reshaped);
	put_dropped(text, &revision->dropped);
	if (revision->objects.count)
		text_put(text, "\n");
	write_models(
		text, &revision->objects, revision->to, arena_printf(&arena, "_%s", revision->id));
	text_put(text, "\n/* clang-format on */\n\n");
	put_prototypes(text, revision->id);
	text_put(text, "\n#endif\n");
	arena_finish(&arena);
}

/* The source. */

/* A statement cut into literals, a line each, and in pieces no longer than C promises. */
struct literal {
	const char *start;
	size_t length; /* with its line break, if it ends with one */
	bool begins_piece;
};
LIST(struct literal, literals);

/* As much of a line as fits into a literal; a longer one is cut before a space or, when there is
 * none, between two characters. */
static size_t literal_length(const char *line)
{
	size_t length = strcspn(line, "\n");
	if (line[length] == '\n')
		length++;
	if (length <= LITERAL_BYTES)
		return length;
	size_t cut = LITERAL_BYTES;
	while (cut > LITERAL_BYTES / 2 && line[cut] != ' ')
		cut--;
	if (line[cut] == ' ')
		return cut;
	cut = LITERAL_BYTES;
	while (((unsigned char)line[cut] & 0xc0) == 0x80)
		cut--;
	return cut;
}

static size_t cut_literals(struct arena *arena, const char *sql, struct literals *literals)
{
	size_t pieces = 0, used = 0;
	for (size_t length; *sql; sql += length) {
		length = literal_length(sql);
		bool begins = pieces == 0 || used + length > PIECE_BYTES;
		used = begins ? length : used + length;
		pieces += begins;
		struct literal literal = {sql, length, begins};
		list_push(arena, literals, literal);
	}
	return pieces;
}

static const char *spelt(struct arena *arena, const struct literal *literal)
{
	struct text text = {0};
	text_put_c_string(&text, arena_strndup(arena, literal->start, literal->length));
	return text_take(&text, arena);
}

static size_t display_width(const char *string)
{
	size_t width = 0;
	for (; *string; string++)
		width += ((unsigned char)*string & 0xc0) != 0x80;
	return width;
}

struct call {
	struct arena *arena;
	const char *name;
	size_t depth; /* in tabs */
};

/* Where the first literal stands: on the call's own line when every line fits then, else below. The
 * formatter has a third form for a single literal that is a little too long. */
static const char *opening(const struct literals *literals, const char *const *lines,
	const struct call *call, const char **indent)
{
	static const char tabs[] = "\t\t\t\t\t\t";
	size_t start = call->depth * TAB + strlen(call->name) + strlen("(m, ");
	size_t widest = 0;
	for (size_t i = 0; i < literals->count; i++) {
		size_t end = i + 1 == literals->count              ? strlen(");")
			     : literals->items[i + 1].begins_piece ? strlen(",")
								   : 0;
		size_t width = display_width(lines[i]) + end;
		widest = width > widest ? width : widest;
	}
	bool fits = start + widest <= LINE_WIDTH;
	if (fits) {
		*indent = arena_printf(
			call->arena, "%.*s%*s", (int)(start / TAB), tabs, (int)(start % TAB), "");
		return "(m, ";
	}
	*indent = tabs + strlen(tabs) - call->depth - 1;
	if (literals->count > 1 || (call->depth + 1) * TAB + strlen("m, ") + widest > LINE_WIDTH)
		return call->depth == 1 ? "(m,\n\t\t" : "(m,\n\t\t\t";
	return call->depth == 1 ? "(\n\t\tm, " : "(\n\t\t\tm, ";
}

static const char *verb_of(enum standing standing, bool in_pieces)
{
	switch (standing) {
	case STANDS_WITH_OTHERS:
	case STANDS_AHEAD:
	case STANDS_ALONE:
		break;
	case STANDS_IN_BATCHES:
		return in_pieces ? "restruct_batches_pieces" : "restruct_batches";
	case STANDS_OUTSIDE:
		return in_pieces ? "restruct_concurrently_pieces" : "restruct_concurrently";
	}
	return in_pieces ? "restruct_sql_pieces" : "restruct_sql";
}

static void put_call(struct text *text, const struct statement *statement, size_t depth)
{
	struct arena arena;
	arena_init(&arena);
	struct literals literals = {0};
	size_t pieces = cut_literals(&arena, statement->sql, &literals);
	struct call call = {
		&arena, .depth = depth, .name = verb_of(statement->standing, pieces > 1)};
	const char **lines = arena_alloc(&arena, (literals.count + 1) * sizeof *lines);
	for (size_t i = 0; i < literals.count; i++)
		lines[i] = spelt(&arena, &literals.items[i]);
	const char *indent;
	text_put(text, depth == 1 ? "\t" : "\t\t");
	text_printf(text, "%s%s", call.name, opening(&literals, lines, &call, &indent));
	for (size_t i = 0; i < literals.count; i++) {
		if (i > 0)
			text_printf(
				text, "%s\n%s", literals.items[i].begins_piece ? "," : "", indent);
		text_put(text, lines[i]);
	}
	text_put(text, ");\n");
	arena_finish(&arena);
}

/* A note above its statement, broken into lines that fit. */
static void put_note(struct text *text, const char *note, size_t depth)
{
	const char *indent = depth == 1 ? "\t" : "\t\t";
	struct text flat = {0};
	model_comment_text(&flat, note);
	const char *rest = text_string(&flat);
	size_t room = LINE_WIDTH - depth * TAB - strlen("/*  */");
	text_printf(text, "%s/* ", indent);
	while (display_width(rest) > room) {
		size_t cut = room;
		while (cut > 0 && rest[cut] != ' ')
			cut--;
		if (cut == 0)
			cut = strcspn(rest, " ");
		if (!rest[cut])
			break;
		text_put_n(text, rest, cut);
		text_printf(text, "\n%s * ", indent);
		rest += cut + 1;
	}
	text_printf(text, "%s */\n", rest);
	text_finish(&flat);
}

static bool is_for_some(const struct statement *statement)
{
	return statement->since || statement->before;
}

static bool servers_equal(const struct statement *one, const struct statement *other)
{
	return one->since == other->since && one->before == other->before;
}

static void put_condition(struct text *text, const struct statement *statement)
{
	text_put(text, "\tif (");
	if (statement->since)
		text_printf(text, "restruct_server_version(m) >= %u0000", statement->since);
	if (statement->before)
		text_printf(text, "%srestruct_server_version(m) < %u0000",
			statement->since ? " && " : "", statement->before);
	text_put(text, ") {\n");
}

static void put_function(
	struct text *text, const char *verb, const char *id, const struct plan *plan)
{
	text_printf(text, "\nvoid %s_%s(restruct_migration *m)\n{\n", verb, id);
	const struct statement *last = NULL;
	list_each (const struct statement *, statement, &plan->statements) {
		bool parts = last && statements_part(last, statement);
		bool like_last = last && !parts && servers_equal(last, statement);
		if (last && !like_last && is_for_some(last))
			text_put(text, "\t}\n");
		if (last && statements_need_commit(last, statement))
			text_put(text, "\trestruct_commit(m);\n");
		if (!like_last && is_for_some(statement))
			put_condition(text, statement);
		size_t depth = is_for_some(statement) ? 2 : 1;
		if (statement->note)
			put_note(text, statement->note, depth);
		put_call(text, statement, depth);
		last = statement;
	}
	if (last && is_for_some(last))
		text_put(text, "\t}\n");
	if (plan->statements.count == 0)
		text_put(text, "\t(void)m;\n");
	text_put(text, "}\n");
}

void write_revision_source(struct text *text, const struct new_revision *revision)
{
	put_title(text, revision);
	text_printf(text, "#include \"%s.h\"\n\n#include <restruct.h>\n", revision->id);
	put_function(text, "upgrade", revision->id, revision->upgrade);
	put_function(text, "downgrade", revision->id, revision->downgrade);
}
