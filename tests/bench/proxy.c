/* A proxy between a client and PostgreSQL's Unix socket that delays like a network, and counts.
 *
 *     proxy LISTEN_SOCKET SERVER_SOCKET DELAY_MS COUNT_FILE
 *
 * Every byte arrives half of DELAY_MS later in either direction; bytes under way do not wait for
 * each other, so a client that does not wait for answers pays once. A round trip is an answer that
 * ends with ReadyForQuery; the one that ends the connection's own handshake is not counted. For
 * each connection "0 begun" is appended to COUNT_FILE, when it ends "N round trips". Until SIGTERM.
 */
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

struct chunk {
	struct chunk *next;
	double due; /* milliseconds */
	size_t length;
	char bytes[1 << 14];
};

/* One direction. */
struct pipe_way {
	int from, to;
	struct chunk *first, **end;
};

/* Finds the ends of answers in the server's stream of messages: a type byte, a length, a body. */
struct counter {
	unsigned char head[5];
	unsigned have;  /* bytes of head */
	uint32_t body;  /* bytes of the body to come */
	unsigned ready; /* ReadyForQuery seen */
};

static double now(void)
{
	struct timespec time;
	clock_gettime(CLOCK_MONOTONIC, &time);
	return (double)time.tv_sec * 1e3 + (double)time.tv_nsec / 1e6;
}

static void fail(const char *what)
{
	perror(what);
	exit(1);
}

static struct sockaddr_un address(const char *path)
{
	struct sockaddr_un address = {.sun_family = AF_UNIX};
	if (strlen(path) >= sizeof address.sun_path) {
		fprintf(stderr, "proxy: path too long for a socket: %s\n", path);
		exit(2);
	}
	memcpy(address.sun_path, path, strlen(path));
	return address;
}

static void count(struct counter *counter, const char *bytes, size_t length)
{
	for (size_t i = 0; i < length;) {
		if (counter->body > 0) {
			size_t skip = length - i < counter->body ? length - i : counter->body;
			counter->body -= (uint32_t)skip;
			i += skip;
			continue;
		}
		counter->head[counter->have++] = (unsigned char)bytes[i++];
		if (counter->have < 5)
			continue;
		const unsigned char *h = counter->head;
		counter->body =
			((uint32_t)h[1] << 24 | (uint32_t)h[2] << 16 | (uint32_t)h[3] << 8 | h[4]) -
			4;
		counter->ready += h[0] == 'Z';
		counter->have = 0;
	}
}

/* Takes in what there is to read; false at the end of the stream. */
static bool take(struct pipe_way *way, double half, struct counter *counter)
{
	struct chunk *chunk = malloc(sizeof *chunk);
	if (!chunk)
		fail("proxy");
	ssize_t length = read(way->from, chunk->bytes, sizeof chunk->bytes);
	if (length <= 0) {
		free(chunk);
		return false;
	}
	chunk->next = NULL;
	chunk->length = (size_t)length;
	chunk->due = now() + half;
	*way->end = chunk;
	way->end = &chunk->next;
	if (counter)
		count(counter, chunk->bytes, chunk->length);
	return true;
}

/* Passes on what is due. */
static void give(struct pipe_way *way, double time)
{
	while (way->first && way->first->due <= time) {
		struct chunk *chunk = way->first;
		for (size_t done = 0; done < chunk->length;) {
			ssize_t n = write(way->to, chunk->bytes + done, chunk->length - done);
			if (n <= 0)
				break;
			done += (size_t)n;
		}
		way->first = chunk->next;
		if (!way->first)
			way->end = &way->first;
		free(chunk);
	}
}

static double wait_for(const struct pipe_way *ways)
{
	double due = -1;
	for (int i = 0; i < 2; i++) {
		if (ways[i].first && (due < 0 || ways[i].first->due < due))
			due = ways[i].first->due;
	}
	return due;
}

/* Serves one connection; how many round trips it took. */
static unsigned serve(int client, int server, double half)
{
	struct pipe_way ways[2] = {{client, server, NULL, NULL}, {server, client, NULL, NULL}};
	struct pollfd ends[2] = {{client, POLLIN, 0}, {server, POLLIN, 0}};
	struct counter counter = {0};
	ways[0].end = &ways[0].first;
	ways[1].end = &ways[1].first;
	bool open = true;
	while (open) {
		double due = wait_for(ways), left = due - now();
		struct timespec time = {0, 0};
		if (due >= 0 && left > 0)
			time = (struct timespec){
				(time_t)(left / 1e3), (long)(left * 1e6) % 1000000000};
		if (ppoll(ends, 2, due < 0 ? NULL : &time, NULL) < 0)
			break;
		for (int i = 0; i < 2; i++) {
			if (ends[i].revents && !take(&ways[i], half, i == 1 ? &counter : NULL))
				open = false;
			give(&ways[i], now());
		}
	}
	for (int i = 0; i < 2; i++)
		give(&ways[i], now() + half + 1);
	return counter.ready ? counter.ready - 1 : 0;
}

static void append(const char *path, unsigned number, const char *what)
{
	FILE *file = fopen(path, "a");
	if (!file)
		fail(path);
	fprintf(file, "%u %s\n", number, what);
	fclose(file);
}

int main(int argc, char **argv)
{
	if (argc != 5) {
		fputs("usage: proxy LISTEN_SOCKET SERVER_SOCKET DELAY_MS COUNT_FILE\n", stderr);
		return 2;
	}
	struct sockaddr_un here = address(argv[1]), there = address(argv[2]);
	int listener = socket(AF_UNIX, SOCK_STREAM, 0);
	unlink(argv[1]);
	if (listener < 0 || bind(listener, (struct sockaddr *)&here, sizeof here) != 0 ||
		listen(listener, 64) != 0)
		fail(argv[1]);
	signal(SIGCHLD, SIG_IGN);
	for (;;) {
		int client = accept(listener, NULL, NULL);
		int server = socket(AF_UNIX, SOCK_STREAM, 0);
		if (client < 0 || server < 0 ||
			connect(server, (struct sockaddr *)&there, sizeof there) != 0)
			fail(argv[2]);
		append(argv[4], 0, "begun");
		pid_t child = fork();
		if (child < 0)
			fail("proxy");
		if (child == 0) {
			append(argv[4], serve(client, server, atof(argv[3]) / 2), "round trips");
			return 0;
		}
		close(client);
		close(server);
	}
}
