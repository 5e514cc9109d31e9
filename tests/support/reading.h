/* Headers for tests, read as the generator reads them: from files in a folder of their own, with
 * what was understood and what was said as text. */
#ifndef RESTRUCT_TESTS_READING_H
#define RESTRUCT_TESTS_READING_H

#include "read/read.h"

struct reading {
	struct arena arena;
	struct diag diag;
	struct schema schema;
	struct revisions revisions; /* of reading_revisions */
	bool understood;            /* by the compiler */
};

/* Goes to a new folder, which is the current one from then on. */
void reading_folder(void);
/* A file in it; folders in front of its name are made. */
void reading_file(const char *name, const char *content);

/* Reads the headers, names separated by spaces, with flags likewise; finish it in any case. */
void reading_headers(struct reading *reading, const char *files, const char *flags);
void reading_revisions(struct reading *reading, const char *files);
/* Reads one header with that content, after the line that includes restruct_model.h. */
void reading_text(struct reading *reading, const char *content);
void reading_finish(struct reading *reading);

/* "a.h:2:3: error: …" a line, in the order of arrival. */
const char *reading_said(struct reading *reading);
/* Everything in the schema, a line an object. */
const char *reading_schema(struct reading *reading, const struct schema *schema);

/* One header that is right and holds what is expected, a line an object; or one that is wrong in
 * these ways. */
void assert_schema(const char *content, const char *expected);
void assert_said(const char *content, const char *expected);

#endif
