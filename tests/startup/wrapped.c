/* Counts what the library allocates itself (libpq's own apart): upgrades twice, and says how much
 * the start with nothing to do took from the heap. */
#include <restruct.h>
#include <stdio.h>

extern const restruct_table restruct_revisions;
void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *block, size_t size);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *block, size_t size);

static size_t allocations;

void *__wrap_malloc(size_t size)
{
	allocations++;
	return __real_malloc(size);
}

void *__wrap_calloc(size_t count, size_t size)
{
	allocations++;
	return __real_calloc(count, size);
}

void *__wrap_realloc(void *block, size_t size)
{
	allocations++;
	return __real_realloc(block, size);
}

int main(void)
{
	restruct_options options = {
		.schema = "start-up", .create_schema = true, .role = "postgres"};
	restruct_error error;
	PGconn *conn = PQconnectdb("");
	for (int start = 1; start <= 2; start++) {
		allocations = 0;
		if (restruct_upgrade(conn, &restruct_revisions, &options, &error) != RESTRUCT_OK) {
			puts(error.message);
			return 1;
		}
		printf("start %d: %s\n", start, allocations ? "heap" : "no heap");
	}
	PQfinish(conn);
	return 0;
}
