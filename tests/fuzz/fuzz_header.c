/* Whole headers: each is either refused, every error with a place, or a schema that survives being
 * written, as a program's header and as a revision's, and whose statements PostgreSQL's grammar
 * takes. */
#include "mutate.h"

#include "base/file.h"
#include "diff/delta.h"
#include "import/import.h"
#include "read/read.h"
#include "schema/check.h"
#include "write/write.h"

#include <pg_query.h>
#include <unistd.h>

static char folder[] = "/tmp/fuzz-header-XXXXXX";

static void put_file(const char *name, const struct text *content)
{
	if (file_write(name, content) == FILE_FAILED)
		fuzz_fail("cannot write \"%s\"", name);
}

/* Once: a folder to work in, and the flags, which are looked for on the disk. */
static const struct flags *begin(void)
{
	static struct flags flags;
	static struct arena arena;
	if (flags.arguments.count)
		return &flags;
	struct names own = {0}, none = {0};
	struct diag diag;
	char *top = getcwd(NULL, 0);
	setenv("LIBCLANG_NOTHREADS", "1", true);
	arena_init(&arena);
	diag_init(&diag, &arena);
	list_push(&arena, &own, arena_printf(&arena, "-I%s/models", top));
	free(top);
	const char *base = access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp";
	char *made = arena_printf(&arena, "%s/%s", base, strrchr(folder, '/') + 1);
	if (!mkdtemp(made) || chdir(made) != 0 ||
		!read_flags(&arena, &own, NULL, &none, &flags, &diag))
		fuzz_fail("cannot begin");
	return &flags;
}

static void print_all(struct diag *diag, const char *content)
{
	diag_print(diag, stderr);
	fprintf(stderr, "%s\n", content);
}

static void check_places(struct diag *diag)
{
	list_each (const struct diagnostic *, said, &diag->list)
		if (said->severity == SEVERITY_ERROR && (!said->place.file || !*said->message))
			fuzz_fail("an error without a place: %s", said->message);
}

/* NULL: refused, with errors at their places. */
static struct schema *read_one(struct arena *arena, const char *name, struct diag *diag)
{
	struct schema *schema = arena_new(arena, struct schema);
	struct names files = {0};
	list_push(arena, &files, name);
	diag_init(diag, arena);
	schema_init(schema, arena);
	bool good = read_headers(arena, &files, begin(), schema, diag) &&
		    schema_check(schema, diag) && diag->errors == 0;
	if (!good && diag->errors == 0)
		fuzz_fail("refused without an error");
	check_places(diag);
	return good ? schema : NULL;
}

static void check_same(struct arena *arena, const struct schema *from, const struct schema *to,
	const char *how, const char *written)
{
	struct renames none = {0};
	struct diff diff;
	diff_schemas(arena, from, to, &none, &diff);
	if (diff.changes.count == 0)
		return;
	list_each (const struct change *, change, &diff.changes)
		fprintf(stderr, "%s\n", change_text(arena, change));
	fuzz_fail("%s it is another:\n%s", how, written);
}

static void check_header(struct arena *arena, struct schema *schema)
{
	struct object_list ordered = {0};
	struct text text = {0};
	struct diag diag;
	import_order(arena, schema, &ordered);
	write_header(&text, &ordered, schema, "AGAIN_H");
	put_file("again.h", &text);
	struct schema *again = read_one(arena, "again.h", &diag);
	if (!again) {
		print_all(&diag, text_string(&text));
		fuzz_fail("written, it is refused");
	}
	check_same(arena, schema, again, "written", text_string(&text));
	check_same(arena, again, schema, "written", text_string(&text));
	text_finish(&text);
}

static void check_statements(const struct plan *plan)
{
	list_each (const struct statement *, statement, &plan->statements) {
		PgQueryParseResult result = pg_query_parse(statement->sql);
		if (result.error && !strstr(statement->sql, "VIRTUAL"))
			fuzz_fail("%s\n%s", statement->sql, result.error->message);
		pg_query_free_parse_result(result);
	}
}

static void check_revision(struct arena *arena, struct schema *schema, const struct plan *up,
	const struct plan *down, const struct delta *delta)
{
	struct new_revision revision = {.id = "0001_fuzz",
		.message = "fuzz",
		.to = &delta->to,
		.upgrade = up,
		.downgrade = down};
	struct text header = {0}, source = {0};
	struct names files = {0};
	struct revisions revisions = {0};
	struct diag diag;
	list_each (struct object **, object, &delta->changed)
		list_push(arena, &revision.objects, *object);
	write_revision_header(&header, &revision);
	write_revision_source(&source, &revision);
	put_file("0001_fuzz.h", &header);
	list_push(arena, &files, "0001_fuzz.h");
	diag_init(&diag, arena);
	bool good = read_revision_headers(arena, &files, begin(), &revisions, &diag) &&
		    revisions.count == 1 && schema_check(&revisions.items[0]->schema, &diag);
	if (!good || diag.errors) {
		print_all(&diag, text_string(&header));
		fuzz_fail("the revision is refused");
	}
	check_same(
		arena, &revisions.items[0]->schema, schema, "as a revision", text_string(&header));
	text_finish(&header);
	text_finish(&source);
}

/* What makes it from nothing, and takes it away again. */
static void check_plan(struct arena *arena, struct schema *schema)
{
	struct schema empty;
	struct renames none = {0};
	struct diff up, down;
	struct plan upgrade, downgrade;
	struct delta delta;
	struct diag diag;
	schema_init(&empty, arena);
	diag_init(&diag, arena);
	diff_schemas(arena, &empty, schema, &none, &up);
	diff_schemas(arena, schema, &empty, &none, &down);
	if (!plan_make(arena, &up, (struct planning){DIRECTION_UPGRADE, false}, &upgrade, &diag) ||
		!plan_make(arena, &down, (struct planning){DIRECTION_DOWNGRADE, false}, &downgrade,
			&diag)) {
		if (diag.errors == 0)
			fuzz_fail("no plan, and no error");
		return;
	}
	check_statements(&upgrade);
	check_statements(&downgrade);
	diff_delta(arena, &empty, schema, &none, &delta);
	check_revision(arena, schema, &upgrade, &downgrade, &delta);
}

size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t most, unsigned seed);

size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t most, unsigned seed)
{
	srand(seed);
	if (rand() % 16 == 0)
		return LLVMFuzzerMutate(data, size, most);
	for (int changes = 1 + rand() % 3; changes > 0; changes--)
		size = fuzz_mutate(data, size, most);
	return size;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena arena;
	struct diag diag;
	struct text text = {0};
	char *string = fuzz_string(data, size);
	begin();
	arena_init(&arena);
	text_printf(&text, "#include <restruct_model.h>\n#include <time.h>\n%s", string);
	put_file("fuzz.h", &text);
	struct schema *schema = read_one(&arena, "fuzz.h", &diag);
	if (schema) {
		check_header(&arena, schema);
		check_plan(&arena, schema);
	}
	text_finish(&text);
	arena_finish(&arena);
	free(string);
	return 0;
}
