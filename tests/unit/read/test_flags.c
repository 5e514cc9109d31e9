/* gen/read/flags.c: a project's flags as the compiler front end gets them. */
#include "support/reading.h"

#include "base/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "support/cmocka_all.h"

static struct arena arena;
static struct diag diag;

static void split(const char *words, struct names *names)
{
	char *rest = arena_strdup(&arena, words);
	for (char *word; (word = strtok_r(rest, " ", &rest));)
		list_push(&arena, names, word);
}

/* The project's own among the flags that came out: those between ours. */
static const char *flags_of(const char *own, const char *database, const char *files)
{
	struct names own_flags = {0}, file_names = {0};
	struct flags flags;
	struct text text = {0};
	split(own, &own_flags);
	split(files, &file_names);
	diag_init(&diag, &arena);
	if (!read_flags(&arena, &own_flags, database, &file_names, &flags, &diag))
		return diag.list.items[0].message;
	size_t at = 0;
	while (strcmp(flags.arguments.items[at], "-DRESTRUCT") != 0)
		at++;
	/* at the end, folders of the vocabulary and maybe of a compiler */
	for (at++; at < flags.arguments.count; at++) {
		const char *flag = flags.arguments.items[at];
		if (strcmp(flag, "-isystem") == 0 && at + 1 < flags.arguments.count &&
			(strstr(flags.arguments.items[at + 1], "/models") ||
				strstr(flags.arguments.items[at + 1], "/include")))
			break;
		text_printf(&text, "%s%s", text.length ? " " : "", flag);
	}
	return text_take(&text, &arena);
}

static void assert_flags(const char *own, const char *expected)
{
	assert_string_equal(flags_of(own, NULL, "a.h"), expected);
}

static void what_is_kept(void **state)
{
	(void)state;
	assert_flags("", "");
	assert_flags("-Isrc -I src -DX -D Y=1 -UZ -U W", "-I src -I src -DX -D Y=1 -UZ -U W");
	assert_flags("-isystem a -iquote b -idirafter c -include d.h -imacros e.h",
		"-isystem a -iquote b -idirafter c -include d.h -imacros e.h");
	assert_flags("--sysroot=/x -isysroot /y", "--sysroot=/x -isysroot /y");
	assert_flags("-std=c11 -std=gnu17 -ansi", "-std=c11 -std=gnu17 -ansi");
	assert_flags(
		"-m32 -march=native -pthread -nostdinc", "-m32 -march=native -pthread -nostdinc");
	assert_flags("-fshort-enums -funsigned-char -fms-extensions",
		"-fshort-enums -funsigned-char -fms-extensions");
	assert_flags("-target arm-linux-gnueabi", "-target arm-linux-gnueabi");
}

static void what_is_left_out(void **state)
{
	(void)state;
	assert_flags("-Wall -Wextra -Werror -pedantic -w -Wp,-DX", "");
	assert_flags("-O2 -g -g3 -fPIC -fanalyzer -fsanitize=address -flto", "");
	assert_flags("-MMD -MP -MF x.d -MT x -MQ y -c -o x.o -S -E -pipe -v", "");
	assert_flags("-L/lib -L lib -lm -l m -Wl,-z,now -shared -static -pie -rdynamic -s", "");
	assert_flags("-std=c++17 -std=gnu++20 -x c++", "");
	assert_flags("main.c other.o -- a.c", "");
}

static void half_flags(void **state)
{
	(void)state;
	assert_flags("-I", "");
	assert_flags("-D", "-D");
	assert_flags("-o", "");
	assert_flags("-MF", "");
}

/* Relative paths in a database are relative to each command's folder. */
static void database(void **state)
{
	char folder[4096];
	(void)state;
	assert_non_null(getcwd(folder, sizeof folder));
	reading_file("shop/src/main.c", "");
	reading_file("shop/models/shop.h", "#include <restruct_model.h>\n#include <money.h>\n"
					   "struct a { MONEY x; } DB_TABLE(a);\n");
	reading_file("shop/include/money.h", "#define MONEY int\n");
	const char *text = arena_printf(&arena,
		"[{\"directory\": \"%s/shop/build\", \"file\": \"../src/main.c\",\n"
		"  \"command\": \"gcc -I../include -isystem sys -I/abs -include inc.h "
		"-DNAME=\\\"a\\\" -Wall -O2 -c -o main.o ../src/main.c\"}]\n",
		folder);
	reading_file("shop/build/compile_commands.json", text);
	reading_file("shop/build/inc.h", "");
	const char *expected = arena_printf(&arena,
		"-I %s/shop/build/../include -isystem %s/shop/build/sys -I /abs -include "
		"%s/shop/build/inc.h -DNAME=a",
		folder, folder, folder);
	assert_string_equal(flags_of("", "shop/build", "shop/src/main.c"), expected);
	/* the header's nearest relative */
	assert_string_equal(flags_of("", "shop/build", "shop/models/shop.h"), expected);
	/* the project's own come first */
	assert_true(strncmp(flags_of("-DFIRST", "shop/build", "shop/models/shop.h"), "-DFIRST -I",
			    10) == 0);
}

static void database_is_used(void **state)
{
	struct names none = {0}, files = {0};
	struct flags flags;
	struct schema schema;
	(void)state;
	list_push(&arena, &files, "shop/models/shop.h");
	diag_init(&diag, &arena);
	schema_init(&schema, &arena);
	assert_true(read_flags(&arena, &none, "shop/build", &files, &flags, &diag));
	assert_true(read_headers(&arena, &files, &flags, &schema, &diag));
	assert_int_equal(schema.tables.count, 1);
}

static void no_database(void **state)
{
	(void)state;
	reading_file("empty/compile_commands.json", "[]");
	reading_file("broken/compile_commands.json", "nonsense");
	assert_string_equal(flags_of("", "nosuch", "a.h"),
		"holds no compile_commands.json that can be read; name the folder where your build "
		"writes it");
	assert_string_equal(diag.list.items[0].place.file, "nosuch");
	assert_string_equal(flags_of("", "broken", "a.h"),
		"holds no compile_commands.json that can be read; name the folder where your build "
		"writes it");
	assert_string_equal(flags_of("", "empty", "a.h"),
		"its compile_commands.json holds no command; build the project first");
}

/* Flags of other compilers do no harm. */
static void foreign_flags(void **state)
{
	struct reading reading;
	(void)state;
	reading_file("a.h", "#include <restruct_model.h>\nstruct a { int x; } DB_TABLE(a);\n");
	reading_headers(&reading, "a.h",
		"-std=gnu11 -fno-plt -fstack-clash-protection -Wlogical-op -Wduplicated-cond "
		"-fanalyzer -Werror -pedantic -specs=/usr/share/dpkg/no-pie-compile.specs "
		"-D_FORTIFY_SOURCE=2 -O2 -pipe");
	assert_string_equal(reading_said(&reading), "");
	assert_int_equal(reading.schema.tables.count, 1);
	reading_finish(&reading);
}

static int set_up(void **state)
{
	(void)state;
	arena_init(&arena);
	reading_folder();
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	arena_finish(&arena);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_kept),
		cmocka_unit_test(what_is_left_out),
		cmocka_unit_test(half_flags),
		cmocka_unit_test(database),
		cmocka_unit_test(database_is_used),
		cmocka_unit_test(no_database),
		cmocka_unit_test(foreign_flags),
	};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
