/* Tables of revisions for tests, which do nothing. */
#ifndef TESTS_UNIT_RUNTIME_REVISIONS_H
#define TESTS_UNIT_RUNTIME_REVISIONS_H

#include <restruct.h>

static void nothing(restruct_migration *m)
{
	(void)m;
}

#define REVISION(name, first, second)                                                              \
	{                                                                                          \
		.id = (name), .message = "message", .parent = (first), .second_parent = (second),  \
		.checksum = "0", .upgrade = nothing, .downgrade = nothing                          \
	}

#define TABLE(array)                                                                               \
	{                                                                                          \
		.magic = RESTRUCT_TABLE_MAGIC, .version = RESTRUCT_TABLE_VERSION,                  \
		.count = sizeof(array) / sizeof *(array), .revisions = (array)                     \
	}

#endif
