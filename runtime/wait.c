/* Waiting: for a while, or for the connection. */
#define _POSIX_C_SOURCE 200809L

#include "internal.h"

#include <errno.h>
#include <poll.h>
#include <stdint.h>
#include <time.h>

/* Between half of a number and all of it; different in each process and at each call. */
static long jittered(long number)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	uint64_t seed = (uint64_t)now.tv_nsec * 2654435761u ^ (uint64_t)(uintptr_t)&now >> 4;
	seed ^= seed >> 29;
	return number / 2 + (long)(seed % (uint64_t)(number / 2 + 1));
}

void restruct_pause(int milliseconds)
{
	long pause = jittered(milliseconds);
	struct timespec left = {.tv_sec = pause / 1000, .tv_nsec = pause % 1000 * 1000000};
	while (nanosleep(&left, &left) != 0 && errno == EINTR)
		;
}

bool restruct_wait_readable(PGconn *conn, int milliseconds)
{
	struct pollfd socket = {.fd = PQsocket(conn), .events = POLLIN};
	return poll(&socket, 1, milliseconds) != 0;
}
