/* What the fuzzers share: how a property that does not hold ends the program, and what several of
 * them ask of a string. */
#ifndef TESTS_FUZZ_H
#define TESTS_FUZZ_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What libFuzzer calls with each input; see tests/fuzz/run. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Says what does not hold and ends the program: libFuzzer keeps the input. */
#define fuzz_fail(...) (fprintf(stderr, __VA_ARGS__), fputc('\n', stderr), abort())

/* The input as a string: up to its first NUL. */
static inline char *fuzz_string(const uint8_t *data, size_t size)
{
	char *string = malloc(size + 1);
	if (size)
		memcpy(string, data, size);
	string[size] = '\0';
	return string;
}

#endif
