/* From C types to SQL types, and to the C that a revision's header can declare them with again. */
#include "read/clang.h"

#include <stdint.h>
#include <string.h>

static void resolve(struct reader *reader, CXType type, struct meaning *meaning);

/* What stands for a type that a revision's header cannot name: the value as text. */
static const struct c_type text_instead = {.base = "char", .suffix = "", .pointer = true};

static void refuse(struct meaning *meaning, const char *problem)
{
	*meaning = (struct meaning){.c = text_instead, .c_sql = "text", .problem = problem};
}

static void plain(struct meaning *meaning, const char *base, const char *sql)
{
	*meaning = (struct meaning){.c = {.base = base, .suffix = ""}, .sql = sql, .c_sql = sql};
}

/* Types with a width that the name says, as any system's headers define them. */
static const struct {
	const char *name, *sql;
} known_typedefs[] = {
	{"int8_t", "smallint"},
	{"uint8_t", "smallint"},
	{"int16_t", "smallint"},
	{"uint16_t", "integer"},
	{"int32_t", "integer"},
	{"uint32_t", "bigint"},
	{"int64_t", "bigint"},
	{"uint64_t", "numeric(20,0)"},
	{"time_t", "timestamptz"},
};

static bool resolve_known(const char *name, struct meaning *meaning)
{
	for (size_t i = 0; i < sizeof known_typedefs / sizeof *known_typedefs; i++) {
		if (strcmp(known_typedefs[i].name, name) != 0)
			continue;
		plain(meaning, known_typedefs[i].name, known_typedefs[i].sql);
		return true;
	}
	if (strcmp(name, "wchar_t") != 0 && strcmp(name, "char16_t") != 0 &&
		strcmp(name, "char32_t") != 0)
		return false;
	refuse(meaning, "has wide characters, which no SQL type has");
	return true;
}

static bool ends_with(const char *text, const char *end)
{
	size_t length = strlen(text), tail = strlen(end);
	return length >= tail && strcmp(text + length - tail, end) == 0;
}

/* A typedef with DB_TYPE: that type, a value whatever stands behind it. */
static bool resolve_annotated(
	struct reader *reader, CXCursor typedef_cursor, const char *name, struct meaning *meaning)
{
	struct annotations annotations = {0};
	clang_annotations(reader, typedef_cursor, &annotations);
	const struct annotation *type = annotation_find(&annotations, WORD_type);
	if (!type)
		return false;
	struct source_file *file;
	clang_place(reader, clang_getCursorLocation(typedef_cursor), &file);
	const char *sql = annotation_text(type, 0);
	if (file && ends_with(file->full, "/restruct_model.h")) {
		plain(meaning, name, sql);
	} else {
		resolve(reader, clang_getTypedefDeclUnderlyingType(typedef_cursor), meaning);
		meaning->sql = sql;
		meaning->problem = NULL;
	}
	meaning->annotated = true;
	meaning->nullable = meaning->varies = meaning->is_char = false;
	return true;
}

static void resolve_typedef_anew(
	struct reader *reader, CXCursor cursor, const char *name, struct meaning *meaning)
{
	bool system = clang_Location_isInSystemHeader(clang_getCursorLocation(cursor));
	const struct model *model = map_get(&reader->models, name);
	if (model) {
		plain(meaning, model->base, sql_qualified(reader->arena, model->name));
		meaning->c.model = model->name;
	} else if (!resolve_annotated(reader, cursor, name, meaning) &&
		   !(system && resolve_known(name, meaning))) {
		resolve(reader, clang_getTypedefDeclUnderlyingType(cursor), meaning);
	}
}

/* Each typedef is looked at once. */
static void resolve_typedef(struct reader *reader, CXType type, struct meaning *meaning)
{
	CXString spelling = clang_getTypedefName(type);
	const struct meaning *known = map_get(&reader->types, clang_getCString(spelling));
	if (known) {
		clang_disposeString(spelling);
		*meaning = *known;
		return;
	}
	const char *name = clang_take(reader, spelling);
	resolve_typedef_anew(reader, clang_getTypeDeclaration(type), name, meaning);
	struct meaning *kept = arena_new(reader->arena, struct meaning);
	*kept = *meaning;
	map_put(reader->arena, &reader->types, name, kept);
}

static void resolve_enum(struct reader *reader, CXType type, struct meaning *meaning)
{
	CXCursor cursor = clang_getTypeDeclaration(type);
	CXType own = clang_getCursorType(cursor);
	const struct model *model =
		map_get(&reader->models, clang_take(reader, clang_getTypeSpelling(own)));
	if (model) {
		plain(meaning, model->base, sql_qualified(reader->arena, model->name));
		meaning->c.model = model->name;
		return;
	}
	const char *tag = clang_tag(reader, cursor);
	resolve(reader, clang_getEnumDeclIntegerType(cursor), meaning);
	meaning->sql = NULL;
	meaning->problem = arena_printf(reader->arena,
		"is of an enum without annotation; write DB_ENUM(%s) after its closing brace",
		tag ? tag : "name");
}

static void resolve_record(struct reader *reader, CXType type, struct meaning *meaning)
{
	CXCursor cursor = clang_getTypeDeclaration(type);
	CXType own = clang_getCursorType(cursor);
	const struct model *model =
		map_get(&reader->models, clang_take(reader, clang_getTypeSpelling(own)));
	if (model && model->composite) {
		plain(meaning, model->base, sql_qualified(reader->arena, model->name));
		meaning->c.model = model->name;
		return;
	}
	const char *tag = clang_tag(reader, cursor);
	bool is_union = clang_getCursorKind(cursor) == CXCursor_UnionDecl;
	if (!is_union && tag && strcmp(tag, "timespec") == 0)
		plain(meaning, "struct timespec", "timestamptz");
	else
		refuse(meaning, is_union ? "is a union, which no SQL type is"
					 : "is a struct of its own, which is no column");
}

/* A pointer to what meaning holds by now. */
static void point_to(struct meaning *meaning)
{
	bool deep = meaning->c.pointer || *meaning->c.suffix;
	if (meaning->is_char) {
		meaning->sql = meaning->c_sql = "text";
	} else if (deep && !meaning->problem && !meaning->annotated) {
		refuse(meaning, meaning->c.pointer
					? "is a pointer to a pointer, which no SQL type is"
					: "is a pointer to an array, which no SQL type is");
	} else if (deep) {
		meaning->c = text_instead;
		meaning->c_sql = "text";
	}
	meaning->c.pointer = meaning->nullable = true;
	meaning->is_char = meaning->annotated = false;
}

static void resolve_pointer(struct reader *reader, CXType pointee, struct meaning *meaning)
{
	switch ((int)clang_getCanonicalType(pointee).kind) {
	case CXType_FunctionProto:
	case CXType_FunctionNoProto:
		refuse(meaning, "is a pointer to a function, which no SQL type is");
		break;
	case CXType_Void:
		refuse(meaning, "points to anything, which no SQL type is");
		meaning->c.base = "void";
		meaning->c_sql = NULL;
		break;
	default:
		resolve(reader, pointee, meaning);
		point_to(meaning);
		break;
	}
	meaning->nullable = true;
}

/* Only of char an array has a meaning of its own. */
static void resolve_array(struct reader *reader, CXType type, struct meaning *meaning)
{
	long long size = clang_getArraySize(type);
	resolve(reader, clang_getArrayElementType(type), meaning);
	bool text = meaning->is_char;
	if (meaning->c.pointer || *meaning->c.suffix || size <= 0) {
		refuse(meaning, NULL);
	} else {
		meaning->c.suffix = arena_printf(reader->arena, "[%lld]", size);
		meaning->sql = meaning->c_sql = NULL;
	}
	meaning->nullable = meaning->varies = meaning->annotated = meaning->is_char = false;
	if (size <= 0)
		meaning->problem = "is an array without a length";
	else if (!text)
		meaning->problem =
			"is an array, and of those only char's have an SQL type of their own";
	else if (size == 1)
		meaning->problem = "has room for the NUL alone";
	else
		meaning->sql = meaning->c_sql =
			arena_printf(reader->arena, "varchar(%lld)", size - 1);
}

static void resolve_long(CXType type, struct meaning *meaning)
{
	bool wide = clang_Type_getSizeOf(type) > 4;
	if (type.kind == CXType_Long)
		plain(meaning, "long", wide ? "bigint" : "integer");
	else
		plain(meaning, "unsigned long", wide ? "numeric(20,0)" : "bigint");
	meaning->varies = true;
}

/* C's own types of a known width. */
static const struct {
	enum CXTypeKind kind;
	const char *c, *sql;
} builtins[] = {
	{CXType_Bool, "bool", "boolean"},
	{CXType_Char_S, "char", "char(1)"},
	{CXType_Char_U, "char", "char(1)"},
	{CXType_SChar, "signed char", "smallint"},
	{CXType_UChar, "unsigned char", "smallint"},
	{CXType_Short, "short", "smallint"},
	{CXType_UShort, "unsigned short", "integer"},
	{CXType_Int, "int", "integer"},
	{CXType_UInt, "unsigned int", "bigint"},
	{CXType_LongLong, "long long", "bigint"},
	{CXType_ULongLong, "unsigned long long", "numeric(20,0)"},
	{CXType_Float, "float", "real"},
	{CXType_Double, "double", "double precision"},
};

static void resolve_builtin(struct reader *reader, CXType type, struct meaning *meaning)
{
	for (size_t i = 0; i < sizeof builtins / sizeof *builtins; i++) {
		if (builtins[i].kind != type.kind)
			continue;
		plain(meaning, builtins[i].c, builtins[i].sql);
		meaning->is_char = type.kind == CXType_Char_S || type.kind == CXType_Char_U;
		return;
	}
	refuse(meaning, arena_printf(reader->arena, "is of type \"%s\", which has no SQL type",
				clang_take(reader, clang_getTypeSpelling(type))));
}

static void resolve(struct reader *reader, CXType type, struct meaning *meaning)
{
	if (type.kind == CXType_Elaborated)
		type = clang_Type_getNamedType(type);
	switch ((int)type.kind) {
	case CXType_Typedef:
		resolve_typedef(reader, type, meaning);
		break;
	case CXType_Long:
	case CXType_ULong:
		resolve_long(type, meaning);
		break;
	case CXType_Enum:
		resolve_enum(reader, type, meaning);
		break;
	case CXType_Record:
		resolve_record(reader, type, meaning);
		break;
	case CXType_Pointer:
		resolve_pointer(reader, clang_getPointeeType(type), meaning);
		break;
	case CXType_ConstantArray:
	case CXType_IncompleteArray:
		resolve_array(reader, type, meaning);
		break;
	default:
		resolve_builtin(reader, type, meaning);
		break;
	}
}

/* Members are of few types, so those that were met last are kept. */
static const struct meaning *resolve_again(struct reader *reader, CXType type)
{
	enum { KEPT = sizeof reader->kept / sizeof *reader->kept };
	struct kept_type *kept = &reader->kept[(uintptr_t)type.data[0] / 16 % KEPT];
	if (!kept->meaning || !clang_equalTypes(kept->type, type)) {
		kept->type = type;
		kept->meaning = arena_new(reader->arena, struct meaning);
		resolve(reader, type, kept->meaning);
	}
	return kept->meaning;
}

const struct meaning *clang_meaning(struct reader *reader, CXType type, bool bit_field)
{
	const struct meaning *meaning = resolve_again(reader, type);
	if (!bit_field)
		return meaning;
	struct meaning *narrow = arena_new(reader->arena, struct meaning);
	*narrow = *meaning;
	narrow->sql = NULL;
	narrow->problem = "is a bit-field, which no SQL type is";
	return narrow;
}
