/* Preloaded into the generator: its call number FAULT_AT that changes the disk (from 1) fails.
 *
 * FAULT=kill: the process is killed instead of making it; FAULT=full: there is no space, now and
 * from then on, and a write has put down half of what it was to; FAULT=denied: it is not permitted.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool is_fault(const char *kind)
{
	const char *fault = getenv("FAULT");
	return fault && strcmp(fault, kind) == 0;
}

/* Whether this call is to fail; errno is set then. */
static bool fails(void)
{
	static int count;
	const char *at = getenv("FAULT_AT");
	count++;
	if (!at || count < atoi(at) || (count > atoi(at) && !is_fault("full")))
		return false;
	if (is_fault("kill"))
		kill(getpid(), SIGKILL);
	errno = is_fault("full") ? ENOSPC : EACCES;
	return true;
}

#define REAL(name, ...)                                                                            \
	union {                                                                                    \
		void *address;                                                                     \
		__VA_ARGS__;                                                                       \
	} real = {dlsym(RTLD_NEXT, name)}

int mkostemp(char *path, int flags)
{
	REAL("mkostemp", int (*call)(char *, int));
	return fails() ? -1 : real.call(path, flags);
}

int mkstemp(char *path)
{
	REAL("mkstemp", int (*call)(char *));
	return fails() ? -1 : real.call(path);
}

ssize_t write(int fd, const void *bytes, size_t size)
{
	static bool half;
	REAL("write", ssize_t(*call)(int, const void *, size_t));
	if (fd <= 2)
		return real.call(fd, bytes, size);
	if (!fails())
		return real.call(fd, bytes, size);
	if (is_fault("full") && !half && size > 1) {
		half = true;
		return real.call(fd, bytes, size / 2);
	}
	errno = is_fault("full") ? ENOSPC : EACCES;
	return -1;
}

int fsync(int fd)
{
	REAL("fsync", int (*call)(int));
	return fails() ? -1 : real.call(fd);
}

int rename(const char *from, const char *to)
{
	REAL("rename", int (*call)(const char *, const char *));
	return fails() ? -1 : real.call(from, to);
}

int mkdir(const char *path, mode_t mode)
{
	REAL("mkdir", int (*call)(const char *, mode_t));
	return fails() ? -1 : real.call(path, mode);
}
