/* gen/base/arena.c and text.c: each of their allocations fails in turn while a revision is made.
 * The program ends with status 3 and says why, and a revision is there whole or not at all. */
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static atomic_long allowed = 1L << 40;

static void *calloc_in_turn(size_t count, size_t size)
{
	return allowed-- > 0 ? calloc(count, size) : NULL;
}

static void *realloc_in_turn(void *old, size_t size)
{
	return allowed-- > 0 ? realloc(old, size) : NULL;
}

/* Gives other threads the time to say the same. */
static ssize_t write_and_rest(int file, const void *bytes, size_t size)
{
	const struct timespec rest = {.tv_nsec = 5000000};
	ssize_t written = write(file, bytes, size);
	nanosleep(&rest, NULL);
	return written;
}

/* In the place of the library's own. */
#define calloc calloc_in_turn
#define realloc realloc_in_turn
#define write write_and_rest
#include "base/arena.c"
#include "base/text.c"
#undef calloc
#undef realloc
#undef write

#include "base/file.h"
#include "commands/commands.h"
#include "support/cmocka_all.h"
#include "support/reading.h"

/* Runs something in a process of its own: its status; what it says is in "said". */
static int apart(int (*function)(long number), long number)
{
	pid_t child = fork();
	assert_true(child >= 0);
	if (child != 0) {
		int status;
		assert_int_equal(waitpid(child, &status, 0), child);
		return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
	}
	if (!freopen("said", "w", stderr) || !freopen("/dev/null", "w", stdout))
		_exit(99);
	_exit(function(number));
}

static int revision(long allocations)
{
	struct run run = {0};
	run_init(&run);
	run.options = (struct options){.migrations = "migrations", .message = "one"};
	list_push(&run.arena, &run.options.operands, "models.h");
	allowed = allocations;
	return (int)command_revision(&run);
}

static bool is_there(void)
{
	return file_exists("migrations/0001_one.h") && file_exists("migrations/0001_one.c");
}

/* True when the revision was made; else it is told why not, and nothing is there. */
static bool made(struct arena *arena, long allocations)
{
	unlink("migrations/0001_one.h");
	unlink("migrations/0001_one.c");
	int status = apart(revision, allocations);
	if (status == 0) {
		assert_true(is_there());
		return true;
	}
	const char *said = file_read(arena, "said", NULL);
	if (status != 3 || !said || strcmp(said, "restruct: out of memory\n") != 0)
		fail_msg("allocation %ld: status %d: %s", allocations, status, said);
	if (file_exists("migrations/0001_one.h") || file_exists("migrations/0001_one.c"))
		fail_msg("allocation %ld: a file is there", allocations);
	return false;
}

/* In growing steps, and the last ones, about when the files are written, one by one. */
static void each_allocation_in_turn(void **state)
{
	(void)state;
	long allocations = 0, enough;
	struct arena arena;
	arena_init(&arena);
	reading_folder();
	reading_file("models.h",
		"#include <restruct_model.h>\n"
		"struct a { int32_t id DB_PRIMARY_KEY; char *b DB_DEFAULT(\"'x'\"); }"
		" DB_TABLE(a) DB_INDEX(\"(b)\");\n"
		"enum e { E_A, E_B } DB_ENUM(e);\n");
	while (!made(&arena, allocations))
		allocations += 1 + allocations / 16;
	assert_true(allocations > 10);
	for (enough = allocations, allocations = 0; allocations + 1 < enough;) {
		long middle = (allocations + enough) / 2;
		if (made(&arena, middle))
			enough = middle;
		else
			allocations = middle;
	}
	for (long last = enough > 40 ? enough - 40 : 0; last < enough; last++)
		assert_false(made(&arena, last));
	arena_finish(&arena);
}

static void *run_out(void *ignored)
{
	(void)ignored;
	arena_out_of_memory();
}

static int run_out_together(long threads)
{
	pthread_t thread;
	for (long i = 0; i < threads; i++)
		if (pthread_create(&thread, NULL, run_out, NULL) != 0)
			return 99;
	for (;;)
		pause();
}

/* They read header files side by side, and run out at the same time. */
static void threads_say_it_once(void **state)
{
	(void)state;
	struct arena arena;
	arena_init(&arena);
	reading_folder();
	assert_int_equal(apart(run_out_together, 2), 3);
	assert_string_equal(file_read(&arena, "said", NULL), "restruct: out of memory\n");
	arena_finish(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_allocation_in_turn), cmocka_unit_test(threads_say_it_once)};
	return cmocka_run_group_tests_name("memory", tests, NULL, NULL);
}
