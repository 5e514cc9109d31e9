/* The ready-made program: an application's revisions and nothing else, with Restruct's own command
 * line. restruct.mk builds it (make migrate). */
#include <restruct.h>

extern const restruct_table restruct_revisions;

int main(int argc, char **argv)
{
	return restruct_main(argc, argv, &restruct_revisions, NULL);
}
