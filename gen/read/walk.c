/* The walk over a translation unit: which declarations carry annotations, and what stands in them.
 *
 * Two passes, since an annotation after a typedef's name belongs to a struct or enum that was met
 * before it, and a DB_REVISION decides on the names of its whole header. */
#include "read/clang.h"

#include <string.h>

static const char object_prefix[] = "restruct_object_";

/* Members and enumerators. */

struct content {
	struct reader *reader;
	struct declaration *declaration;
	const struct source_file *file;
	struct spot last; /* the member before */
};

static const char *comment_of(struct reader *reader, CXCursor cursor)
{
	CXString comment = clang_Cursor_getRawCommentText(cursor);
	const char *text = clang_getCString(comment);
	const char *stripped = text ? comment_text(reader->arena, text) : NULL;
	clang_disposeString(comment);
	return stripped;
}

/* Whether there is any comment from the member before on to the end of the line, where a member's
 * documentation stands: the compiler takes its time to look for it. */
static bool may_have_comment(struct content *content, struct spot spot)
{
	struct spot last = content->last;
	content->last = spot;
	if (!spot.file || spot.file != last.file || spot.offset <= last.offset)
		return true;
	const char *source = spot.file->source;
	const char *end = source + spot.offset + strcspn(source + spot.offset, "\r\n");
	for (const char *at = source + last.offset; (at = memchr(at, '/', (size_t)(end - at)));
		at++) {
		if (strchr("/*\\", at[1]))
			return true;
	}
	return false;
}

static struct spot read_named(struct reader *reader, CXCursor cursor,
	const struct source_file *file, struct member *member)
{
	struct spot spot = clang_spot(reader, clang_getCursorLocation(cursor));
	member->name =
		strip_suffix(reader, clang_take(reader, clang_getCursorSpelling(cursor)), file);
	member->place = clang_spot_place(reader, spot);
	clang_annotations(reader, cursor, &member->annotations);
	return spot;
}

static void read_member(struct content *content, CXCursor cursor)
{
	struct reader *reader = content->reader;
	struct member member = {0};
	struct spot spot = read_named(reader, cursor, NULL, &member);
	if (!*member.name || strchr(member.name, '('))
		return; /* padding: an unnamed bit-field */
	if (may_have_comment(content, spot))
		member.comment = comment_of(reader, cursor);
	if (!annotation_find(&member.annotations, WORD_ignore))
		member.type = clang_meaning(
			reader, clang_getCursorType(cursor), clang_Cursor_isBitField(cursor));
	list_push(reader->arena, &content->declaration->members, member);
}

/* A struct or union without a name, whose members are the outer struct's. */
static void read_anonymous(struct content *content, CXCursor cursor)
{
	struct member member = {.name = ""};
	member.place = clang_place(content->reader, clang_getCursorLocation(cursor), NULL);
	clang_annotations(content->reader, cursor, &member.annotations);
	list_push(content->reader->arena, &content->declaration->members, member);
}

static enum CXChildVisitResult visit_content(CXCursor cursor, CXCursor parent, CXClientData data)
{
	(void)parent;
	struct content *content = data;
	struct member enumerator = {0};
	switch ((int)clang_getCursorKind(cursor)) {
	case CXCursor_FieldDecl:
		read_member(content, cursor);
		break;
	case CXCursor_EnumConstantDecl:
		read_named(content->reader, cursor, content->file, &enumerator);
		list_push(content->reader->arena, &content->declaration->members, enumerator);
		break;
	case CXCursor_StructDecl:
	case CXCursor_UnionDecl:
		if (clang_Cursor_isAnonymousRecordDecl(cursor))
			read_anonymous(content, cursor);
		break;
	}
	return CXChildVisit_Continue;
}

/* Annotations where none can stand. */

static void refuse_annotations(struct reader *reader, const struct annotations *annotations)
{
	list_each (const struct annotation *, annotation, annotations) {
		if (annotation->word != WORD_broken)
			diag_error(reader->diag, annotation->place,
				"%s cannot stand here; it belongs %s",
				word_macro(reader->arena, annotation->word),
				word_belongs(reader->arena, annotation->word));
	}
}

static void refuse_misspelt_variable(struct reader *reader, CXCursor cursor)
{
	struct names macros = {0};
	const char *name = clang_take(reader, clang_getCursorSpelling(cursor));
	if (strncmp(name, "DB_", 3) != 0)
		return;
	word_macros(reader->arena, &macros);
	const char *near = diag_suggest(name, &macros);
	if (near)
		diag_error(reader->diag, clang_place(reader, clang_getCursorLocation(cursor), NULL),
			"unknown word \"%s\"; did you mean \"%s\"?", name, near);
}

static enum CXChildVisitResult visit_stray(CXCursor cursor, CXCursor parent, CXClientData data)
{
	(void)parent;
	struct reader *reader = data;
	struct annotations annotations = {0};
	if (!clang_isDeclaration(clang_getCursorKind(cursor)))
		return CXChildVisit_Continue;
	clang_annotations(reader, cursor, &annotations);
	refuse_annotations(reader, &annotations);
	/* The types declared within are found by themselves. */
	switch ((int)clang_getCursorKind(cursor)) {
	case CXCursor_StructDecl:
	case CXCursor_UnionDecl:
	case CXCursor_EnumDecl:
		return CXChildVisit_Continue;
	default:
		return CXChildVisit_Recurse;
	}
}

/* The first pass. */

static enum CXChildVisitResult visit_nested(CXCursor cursor, CXCursor parent, CXClientData data);

static void note_found(struct reader *reader, CXCursor cursor, enum declaration_kind kind)
{
	struct found found = {.cursor = cursor};
	found.declaration = arena_new(reader->arena, struct declaration);
	found.declaration->kind = kind;
	found.declaration->place =
		clang_place(reader, clang_getCursorLocation(cursor), &found.file);
	clang_annotations(reader, cursor, &found.declaration->annotations);
	list_push(reader->arena, &reader->founds, found);
}

static void find_type(struct reader *reader, CXCursor cursor, enum declaration_kind kind)
{
	bool defined = clang_isCursorDefinition(cursor) != 0;
	if (!defined && (!clang_Cursor_hasAttrs(cursor) ||
				!clang_Cursor_isNull(clang_getCursorDefinition(cursor))))
		return; /* what a forward declaration says, its definition inherits */
	note_found(reader, cursor, kind);
	if (kind == DECLARATION_STRUCT)
		clang_visitChildren(cursor, visit_nested, reader);
}

static bool describes_definition(const struct annotations *annotations)
{
	list_each (const struct annotation *, annotation, annotations) {
		if (!word_stands_on(annotation->word, ON_TYPEDEF) &&
			word_stands_on(annotation->word, ON_STRUCT | ON_ENUM))
			return true;
	}
	return false;
}

static void find_typedef(struct reader *reader, CXCursor cursor)
{
	if (!clang_Cursor_hasAttrs(cursor))
		return;
	struct annotations annotations = {0};
	clang_annotations(reader, cursor, &annotations);
	CXType type = clang_getCanonicalType(clang_getTypedefDeclUnderlyingType(cursor));
	if (describes_definition(&annotations) &&
		(type.kind == CXType_Record || type.kind == CXType_Enum)) {
		struct attached attached = {
			.definition = clang_getCursorDefinition(clang_getTypeDeclaration(type)),
			.annotations = annotations,
			.comment = comment_of(reader, cursor),
			.position = reader->founds.count,
		};
		list_push(reader->arena, &reader->attacheds, attached);
		return;
	}
	struct found found = {.cursor = cursor};
	found.declaration = arena_new(reader->arena, struct declaration);
	found.declaration->kind = DECLARATION_TYPEDEF;
	found.declaration->annotations = annotations;
	found.declaration->place =
		clang_place(reader, clang_getCursorLocation(cursor), &found.file);
	list_push(reader->arena, &reader->founds, found);
}

static bool is_object(CXCursor cursor)
{
	CXString name = clang_getCursorSpelling(cursor);
	bool result = strncmp(clang_getCString(name), object_prefix, sizeof object_prefix - 1) == 0;
	clang_disposeString(name);
	return result;
}

static enum CXChildVisitResult visit_top(CXCursor cursor, CXCursor parent, CXClientData data)
{
	struct reader *reader = data;
	if (clang_Location_isInSystemHeader(clang_getCursorLocation(cursor)))
		return CXChildVisit_Continue;
	switch ((int)clang_getCursorKind(cursor)) {
	case CXCursor_StructDecl:
	case CXCursor_UnionDecl:
	case CXCursor_EnumDecl:
		return visit_nested(cursor, parent, data);
	case CXCursor_TypedefDecl:
		find_typedef(reader, cursor);
		break;
	case CXCursor_VarDecl:
		if (is_object(cursor)) {
			note_found(reader, cursor, DECLARATION_OBJECT);
			break;
		}
		refuse_misspelt_variable(reader, cursor);
		/* fall through */
	default:
		visit_stray(cursor, parent, data);
		clang_visitChildren(cursor, visit_stray, reader);
		break;
	}
	return CXChildVisit_Continue;
}

static enum CXChildVisitResult visit_nested(CXCursor cursor, CXCursor parent, CXClientData data)
{
	(void)parent;
	struct reader *reader = data;
	struct annotations annotations = {0};
	bool anonymous = clang_Cursor_isAnonymousRecordDecl(cursor) != 0; /* part of another */
	switch ((int)clang_getCursorKind(cursor)) {
	case CXCursor_StructDecl:
	case CXCursor_UnionDecl:
		if (!anonymous && clang_getCursorKind(cursor) == CXCursor_StructDecl) {
			find_type(reader, cursor, DECLARATION_STRUCT);
			break;
		}
		if (!anonymous)
			clang_annotations(reader, cursor, &annotations);
		refuse_annotations(reader, &annotations);
		clang_visitChildren(cursor, visit_stray, reader);
		clang_visitChildren(cursor, visit_nested, reader);
		break;
	case CXCursor_EnumDecl:
		find_type(reader, cursor, DECLARATION_ENUM);
		break;
	}
	return CXChildVisit_Continue;
}

/* Between the passes. */

static struct found *find_definition(struct reader *reader, const struct attached *attached)
{
	size_t count = reader->founds.count;
	for (size_t i = 0; i < count; i++) {
		struct found *found =
			&reader->founds.items[(attached->position + 2 * count - 1 - i) % count];
		if (clang_equalCursors(found->cursor, attached->definition))
			return found;
	}
	return NULL;
}

static void attach(struct reader *reader)
{
	list_each (struct attached *, attached, &reader->attacheds) {
		struct found *found = find_definition(reader, attached);
		if (!found) {
			refuse_annotations(reader, &attached->annotations);
			continue;
		}
		list_each (struct annotation *, annotation, &attached->annotations)
			list_push(reader->arena, &found->declaration->annotations, *annotation);
		found->declaration->comment = attached->comment;
	}
}

/* A header's DB_REVISION says how the names in it end. */
static void note_revision(struct reader *reader, struct found *found)
{
	const struct annotation *said =
		annotation_find(&found->declaration->annotations, WORD_revision);
	if (!said || !found->file || !reader->revisions)
		return;
	if (found->file->revision) {
		diag_error(
			reader->diag, said->place, "a header holds one DB_REVISION; take one out");
		return;
	}
	struct revision *revision = arena_new(reader->arena, struct revision);
	revision->id = annotation_text(said, 0);
	revision->message = annotation_text(said, 1);
	for (size_t i = 2; i < said->arguments.count; i++) {
		if (*annotation_text(said, i))
			list_push(reader->arena, &revision->parents, annotation_text(said, i));
	}
	revision->header = found->file->path;
	revision->place = said->place;
	found->file->revision = revision;
	found->file->suffix = arena_printf(reader->arena, "_%s", revision->id);
}

static void note_model(struct reader *reader, const struct found *found)
{
	const struct declaration *declaration = found->declaration;
	static const enum word words[] = {[DECLARATION_STRUCT] = WORD_composite,
		[DECLARATION_ENUM] = WORD_enum,
		[DECLARATION_TYPEDEF] = WORD_domain,
		[DECLARATION_OBJECT] = WORD_domain};
	enum word word = words[declaration->kind];
	if (!annotation_find(&declaration->annotations, word))
		return;
	struct model *model = arena_new(reader->arena, struct model);
	model->name = declared_name(&declaration->annotations, word);
	model->composite = word == WORD_composite;
	model->base = declaration->tag;
	if (word != WORD_domain)
		model->base =
			arena_printf(reader->arena, "%s %s", word == WORD_enum ? "enum" : "struct",
				declared_tag(reader->arena, declaration));
	map_put(reader->arena, &reader->models,
		clang_take(reader, clang_getTypeSpelling(clang_getCursorType(found->cursor))),
		model);
}

/* The second pass. */

static void read_content(struct reader *reader, struct found *found)
{
	struct declaration *declaration = found->declaration;
	struct content content = {reader, declaration, found->file, {0}};
	if (declaration->kind == DECLARATION_TYPEDEF)
		declaration->type = clang_meaning(
			reader, clang_getTypedefDeclUnderlyingType(found->cursor), false);
	else if (declaration->annotations.count && declaration->kind != DECLARATION_OBJECT)
		clang_visitChildren(found->cursor, visit_content, &content);
	else if (declaration->kind != DECLARATION_OBJECT)
		clang_visitChildren(found->cursor, visit_stray, reader);
}

static void read_found(struct reader *reader, struct found *found)
{
	struct declaration *declaration = found->declaration;
	declaration->revision = found->file ? found->file->revision : NULL;
	if (declaration->kind == DECLARATION_OBJECT) {
		if (found->file)
			declaration->comment = comment_near(
				reader->arena, found->file->source, declaration->place);
		return;
	}
	if (declaration->annotations.count && !declaration->comment)
		declaration->comment = comment_of(reader, found->cursor);
	read_content(reader, found);
}

void clang_walk(struct reader *reader)
{
	clang_visitChildren(clang_getTranslationUnitCursor(reader->unit), visit_top, reader);
	attach(reader);
	list_each (struct found *, found, &reader->founds)
		note_revision(reader, found);
	list_each (struct found *, found, &reader->founds) {
		struct declaration *declaration = found->declaration;
		if (declaration->annotations.count)
			declaration->tag =
				strip_suffix(reader, clang_tag(reader, found->cursor), found->file);
		note_model(reader, found);
	}
	list_each (struct found *, found, &reader->founds)
		read_found(reader, found);
}
