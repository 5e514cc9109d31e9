/* A folder that goes with the program. */
#include "support/folder.h"

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static char folder[4096];
static pid_t owner; /* a child that ends leaves it alone */

static int take_away(const char *path, const struct stat *status, int type, struct FTW *walk)
{
	(void)status, (void)type, (void)walk;
	return remove(path);
}

void temporary_folder_remove(void)
{
	if (*folder && owner == getpid())
		nftw(folder, take_away, 16, FTW_DEPTH | FTW_PHYS);
	*folder = '\0';
}

const char *temporary_folder(const char *name)
{
	const char *base = getenv("TMPDIR");
	temporary_folder_remove();
	snprintf(folder, sizeof folder, "%s/%s.XXXXXX", base ? base : "/tmp", name);
	if (!mkdtemp(folder)) {
		*folder = '\0';
		return NULL;
	}
	if (!owner)
		atexit(temporary_folder_remove);
	owner = getpid();
	return folder;
}
