/* Waiting: for a while, or for the connection. */
#define _POSIX_C_SOURCE 200809L

#include "internal.h"

#include <errno.h>
#include <poll.h>
#include <stdint.h>
#include <time.h>
#include <unistd.h>

unsigned restruct_random(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	uint64_t seed = (uint64_t)now.tv_nsec * 2654435761u ^ (uint64_t)(uintptr_t)&now >> 4;
	seed ^= (uint64_t)getpid() << 32;
	seed *= 0x9e3779b97f4a7c15u;
	return (unsigned)(seed >> 32);
}

long long restruct_clock(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (long long)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* Between half of a number and all of it. */
static long jittered(long number)
{
	return number / 2 + (long)(restruct_random() % (unsigned long)(number / 2 + 1));
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
	const long long end = restruct_clock() + milliseconds;
	for (long long left = milliseconds; left > 0; left = end - restruct_clock()) {
		int ready = poll(&socket, 1, (int)left);
		if (ready >= 0 || errno != EINTR)
			return ready != 0;
	}
	return false;
}
