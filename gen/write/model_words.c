/* The words of annotated C: names, annotations, comments, types. */
#include "write/models.h"

#include <ctype.h>
#include <string.h>

/* Names and annotations. */

static bool is_c_name(const char *name, size_t length)
{
	if (length == 0 || isdigit((unsigned char)name[0]))
		return false;
	for (size_t i = 0; i < length; i++) {
		unsigned char c = (unsigned char)name[i];
		if (c >= 0x80 || (!isalnum(c) && c != '_'))
			return false;
	}
	return true;
}

void model_name(struct text *text, const char *name)
{
	if (is_c_name(name, strlen(name)))
		text_put(text, name);
	else
		text_put_c_string(text, name);
}

void model_qualified(struct text *text, struct qualified name)
{
	if (name.schema) {
		model_name(text, name.schema);
		text_put_char(text, '.');
	}
	model_name(text, name.name);
}

/* DB_WORD(name) */
void model_word(struct model_writer *w, const char *word, struct qualified name)
{
	text_printf(w->text, "%s(", word);
	model_qualified(w->text, name);
	text_put_char(w->text, ')');
}

/* DB_WORD("sql") */
void model_word_sql(struct model_writer *w, const char *word, const char *sql)
{
	text_printf(w->text, "%s(", word);
	text_put_c_string(w->text, sql);
	text_put_char(w->text, ')');
}

/* DB_WORD(name, "sql"), or DB_WORD(name) when there is nothing more to say. */
void model_word_name_sql(
	struct model_writer *w, const char *word, struct qualified name, const char *sql)
{
	text_printf(w->text, "%s(", word);
	model_qualified(w->text, name);
	if (*sql) {
		text_put(w->text, ", ");
		model_sql(w->text, sql);
	}
	text_put_char(w->text, ')');
}

/* The old name is "name" or "schema.name" as it was written. */
void model_was(struct model_writer *w, const struct object *object, const char *before)
{
	if (!object->was)
		return;
	size_t length = strlen(object->was), first = strcspn(object->was, ".");
	bool bare = is_c_name(object->was, first) &&
		    (first == length || is_c_name(object->was + first + 1, length - first - 1));
	text_printf(w->text, "%sDB_WAS(", before);
	if (bare)
		text_put(w->text, object->was);
	else
		text_put_c_string(w->text, object->was);
	text_put_char(w->text, ')');
}

/* Whether a line between its stars reads back as it is: nothing at its end that would be dropped.
 */
static bool fits_line(const char *line, size_t length)
{
	if (length == 0)
		return true;
	char last = line[length - 1];
	return !strchr(" \t\r*\\/", last) && line[0] != '\t';
}

/* Whether a doc comment holds the text and its reader gets it back as it is. */
static bool fits_doc_comment(const char *comment)
{
	size_t length = strlen(comment);
	if (length == 0 || comment[0] == '\n' || comment[length - 1] == '\n' ||
		strstr(comment, "*/") || strstr(comment, "/*"))
		return false;
	for (const char *line = comment;; line++) {
		size_t end = strcspn(line, "\n");
		if (!fits_line(line, end))
			return false;
		line += end;
		if (!*line)
			return true;
	}
}

/* One line, or a block with a star before each. */
void model_doc_comment(struct model_writer *w, const struct object *object, const char *indent)
{
	const char *comment = object->comment;
	if (!comment || !fits_doc_comment(comment))
		return;
	if (!strchr(comment, '\n')) {
		text_printf(w->text, "%s/** %s */\n", indent, comment);
		return;
	}
	text_printf(w->text, "%s/**\n", indent);
	for (size_t length; *comment; comment += length + (comment[length] == '\n')) {
		length = strcspn(comment, "\n");
		text_printf(
			w->text, "%s *%s%.*s\n", indent, length ? " " : "", (int)length, comment);
	}
	text_printf(w->text, "%s */\n", indent);
}

void model_comment_text(struct text *text, const char *string)
{
	for (const char *c = string; *c; c++) {
		bool pair = (c[0] == '*' && c[1] == '/') || (c[0] == '/' && c[1] == '*');
		text_put_char(text, (unsigned char)*c < 0x20 || *c == 0x7f ? ' ' : *c);
		if (pair)
			text_put_char(text, ' ');
	}
}

/* What a doc comment cannot hold. */
void model_comment_word(struct model_writer *w, const struct object *object, const char *before)
{
	if (!object->comment || fits_doc_comment(object->comment))
		return;
	text_put(w->text, before);
	model_word_sql(w, "DB_COMMENT", object->comment);
}

/* C types. */

/* What C names of an object carry: an older revision's are those of its own header. */
const char *model_suffix(struct model_writer *w, const struct object *object)
{
	return object->revision ? arena_printf(&w->arena, "_%s", object->revision) : w->suffix;
}

const char *model_c_base(struct model_writer *w, const struct c_type *c)
{
	if (!c->model.name)
		return c->base;
	const struct enum_type *type = schema_find(w->schema, OBJECT_ENUM, c->model);
	if (type && type->tag)
		return arena_printf(
			&w->arena, "enum %s%s", type->tag, model_suffix(w, &type->object));
	const struct domain *domain = schema_find(w->schema, OBJECT_DOMAIN, c->model);
	if (domain && domain->typedef_name)
		return arena_printf(
			&w->arena, "%s%s", domain->typedef_name, model_suffix(w, &domain->object));
	const struct composite *composite = schema_find(w->schema, OBJECT_COMPOSITE, c->model);
	if (composite && composite->tag)
		return arena_printf(&w->arena, "struct %s%s", composite->tag,
			model_suffix(w, &composite->object));
	return c->base;
}

int model_wider(int width, size_t length)
{
	return (int)length > width ? (int)length : width;
}
