/* A folder for a test's files that goes when the program ends, also without tests/run. */
#ifndef RESTRUCT_TESTS_FOLDER_H
#define RESTRUCT_TESTS_FOLDER_H

/* TMPDIR/name.XXXXXX (/tmp without TMPDIR), new and empty; NULL: it cannot be made. At most one at
 * a time is known; the string stays. */
const char *temporary_folder(const char *name);
/* Takes away the one before its end. */
void temporary_folder_remove(void);

#endif
