/* The static table and its dependency file. */
#include "write/write.h"

#include <stdio.h>
#include <string.h>

#include "support/cmocka_all.h"

static struct arena arena;

static struct revision *add(struct migrations *migrations, const char *id, const char *message)
{
	struct revision *revision = arena_new(&arena, struct revision);
	revision->id = id;
	revision->message = message;
	revision->compatibility = "breaking";
	revision->header = arena_printf(&arena, "my dir/%s.h", id);
	revision->source = arena_printf(&arena, "my dir/%s.c", id);
	list_push(&arena, &migrations->revisions, revision);
	return revision;
}

static void add_hazard(struct revision *revision, const char *hazard)
{
	struct hazard_note note = {hazard, "A"};
	list_push(&arena, &revision->hazards, note);
}

static void says(const char *text, const char *part)
{
	if (!strstr(text, part))
		fail_msg("\"%s\" is not in:\n%s", part, text);
}

static void a_revision_says_all_of_it(void **state)
{
	(void)state;
	struct migrations migrations = {.directory = "my dir"};
	struct names checksums = {0};
	struct text text = {0};
	struct revision *revision = add(&migrations, "0003_c", "c \"quoted\" ?\?/ \\");
	list_push(&arena, &revision->parents, "0001_a");
	list_push(&arena, &revision->parents, "0002_b");
	add_hazard(revision, "loses-data");
	add_hazard(revision, "blocks-writes");
	add_hazard(revision, "loses-data");
	add_hazard(revision, "breaks-old-code");
	struct qualified quoted = {.schema = "audit", .name = "o o"}, items = {.name = "items"};
	list_push(&arena, &revision->reshaped, quoted);
	list_push(&arena, &revision->reshaped, items);
	list_push(&arena, &checksums, "0123456789abcdef");
	write_revision_table(&text, &migrations, &checksums, NULL, "shop");
	says(text_string(&text), "void upgrade_0003_c(restruct_migration *m);\n"
				 "void downgrade_0003_c(restruct_migration *m);\n");
	says(text_string(&text),
		"\t{\n"
		"\t\t.id = \"0003_c\",\n"
		"\t\t.message = \"c \\\"quoted\\\" ?\\?/ \\\\\",\n"
		"\t\t.parent = \"0001_a\",\n"
		"\t\t.second_parent = \"0002_b\",\n"
		"\t\t.checksum = \"0123456789abcdef\",\n"
		"\t\t.hazards = RESTRUCT_HAZARD_LOSES_DATA | RESTRUCT_HAZARD_BLOCKS_WRITES |\n"
		"\t\t\t   RESTRUCT_HAZARD_BREAKS_OLD_CODE,\n"
		"\t\t.compatibility = RESTRUCT_COMPATIBILITY_BREAKING,\n"
		"\t\t.upgrade = upgrade_0003_c,\n"
		"\t\t.downgrade = downgrade_0003_c,\n"
		"\t\t.reshaped = (const char *const[]){\"audit.\\\"o o\\\"\", \"items\", NULL},\n"
		"\t},\n");
	says(text_string(&text), "const restruct_table shop = {\n");
	says(text_string(&text), "\t.count = 1,\n");
	text_finish(&text);
}

static void no_revision_is_no_array(void **state)
{
	(void)state;
	struct migrations migrations = {.directory = "m"};
	struct names checksums = {0};
	struct text text = {0};
	write_revision_table(&text, &migrations, &checksums, NULL, "shop");
	assert_null(strstr(text_string(&text), "revisions[]"));
	says(text_string(&text), "\t.count = 0,\n");
	text_finish(&text);
}

static void make_reads_the_names(void **state)
{
	(void)state;
	struct migrations migrations = {.directory = "my dir"};
	struct text text = {0};
	add(&migrations, "0001_a", "a");
	write_depfile(&text, "out$#.c", &migrations);
	assert_string_equal(text_string(&text), "out$$\\#.c: \\\n"
						"\tmy\\ dir \\\n"
						"\tmy\\ dir/0001_a.h \\\n"
						"\tmy\\ dir/0001_a.c\n"
						"my\\ dir:\n"
						"my\\ dir/0001_a.h:\n"
						"my\\ dir/0001_a.c:\n");
	text_finish(&text);
}

static int begin(void **state)
{
	(void)state;
	arena_init(&arena);
	return 0;
}

static int end(void **state)
{
	(void)state;
	arena_finish(&arena);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_revision_says_all_of_it),
		cmocka_unit_test(no_revision_is_no_array),
		cmocka_unit_test(make_reads_the_names),
	};
	return cmocka_run_group_tests(tests, begin, end);
}
