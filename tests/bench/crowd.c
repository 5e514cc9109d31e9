/* Many processes at one moment.
 *
 *     crowd COUNT COMMAND ARGUMENT...
 *
 * Starts the command COUNT times; they wait in a row for the last one to be there, then all run.
 * Ends when all have ended, with status 1 when one of them failed. */
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static void fail(const char *what)
{
	perror(what);
	exit(1);
}

int main(int argc, char **argv)
{
	int gate[2], failed = 0, status;
	if (argc < 3 || atoi(argv[1]) < 1) {
		fputs("usage: crowd COUNT COMMAND ARGUMENT...\n", stderr);
		return 2;
	}
	if (pipe(gate) != 0)
		fail("crowd");
	for (int i = 0; i < atoi(argv[1]); i++) {
		pid_t child = fork();
		if (child < 0)
			fail("crowd");
		if (child > 0)
			continue;
		char byte;
		close(gate[1]);
		if (read(gate[0], &byte, 1) != 0) /* its end is the signal */
			fail("crowd");
		execv(argv[2], argv + 2);
		fail(argv[2]);
	}
	close(gate[0]);
	close(gate[1]);
	while (wait(&status) > 0)
		failed += status != 0;
	if (failed != 0)
		fprintf(stderr, "crowd: %d of %s failed\n", failed, argv[1]);
	return failed != 0;
}
