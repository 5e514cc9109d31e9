/* Random strings as no person would write them, UTF-8 all of them: for what quotes them. */
#ifndef TESTS_LIVE_STRINGS_H
#define TESTS_LIVE_STRINGS_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { STRINGS = 200, STRING_BYTES = 64 };

static unsigned long long strings_state;

static inline unsigned strings_chance(unsigned of)
{
	strings_state = strings_state * 6364136223846793005ULL + 1442695040888963407ULL;
	return (unsigned)(strings_state >> 33) % of;
}

/* The seed of this run: SEED, or the time. It is told. */
static inline void strings_begin(void)
{
	const char *seed = getenv("SEED");
	strings_state = seed != NULL ? strtoull(seed, NULL, 10) : (unsigned long long)time(NULL);
	printf("SEED=%llu\n", strings_state);
}

static inline size_t strings_character(char *to)
{
	static const char odd[] = "'\"\\\\''\"\"$%;:?/*-\n\r\t{}[]()&E\001\177 ";
	unsigned code = strings_chance(4)   ? (unsigned char)odd[strings_chance(sizeof odd - 1)]
			: strings_chance(2) ? 0x20 + strings_chance(0x5f)
					    : 0x80 + strings_chance(0xd000);
	if (code < 0x80) {
		to[0] = (char)code;
		return 1;
	}
	if (code < 0x800) {
		to[0] = (char)(0xc0 | code >> 6);
		to[1] = (char)(0x80 | (code & 0x3f));
		return 2;
	}
	to[0] = (char)(0xe0 | code >> 12);
	to[1] = (char)(0x80 | (code >> 6 & 0x3f));
	to[2] = (char)(0x80 | (code & 0x3f));
	return 3;
}

/* Of 1 to 63 bytes: it may be a name, too. */
static inline void strings_make(char string[STRING_BYTES])
{
	size_t length = 0, wanted = 1 + strings_chance(60);
	while (length < wanted && length + 3 < STRING_BYTES)
		length += strings_character(string + length);
	string[length] = '\0';
}

#endif
