/* A proxy in front of the server that takes the stream apart into messages, passes them on one by
 * one, counts them, and lets a fault strike after the one that it is told. */
#include "torture.h"

#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

enum { CLIENT, SERVER };
enum { PATIENCE = 60000 }; /* milliseconds in which nothing is said */

static int listener = -1;
static char folder[64];
static const char *leads_to;

/* What came from one side and is not passed on yet. */
struct side {
	unsigned char *bytes;
	size_t length, capacity;
	bool ended;
};

/* ---- sockets ---- */

static struct sockaddr_un address_in(const char *host)
{
	struct sockaddr_un address = {.sun_family = AF_UNIX};
	int length = snprintf(address.sun_path, sizeof address.sun_path, "%s/.s.PGSQL.%s", host,
		getenv("PGPORT"));
	if (length >= (int)sizeof address.sun_path)
		give_up("too long for a socket: %s", host);
	return address;
}

static void forget_folder(void)
{
	char path[sizeof folder + 32];
	snprintf(path, sizeof path, "%s/.s.PGSQL.%s", folder, getenv("PGPORT"));
	unlink(path);
	rmdir(folder);
}

void relay_open(void)
{
	strcpy(folder, "/tmp/restruct-relay.XXXXXX");
	if (mkdtemp(folder) == NULL)
		give_up("no folder in /tmp");
	struct sockaddr_un address = address_in(folder);
	listener = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (listener < 0 || bind(listener, (struct sockaddr *)&address, sizeof address) != 0 ||
		listen(listener, 8) != 0)
		give_up("cannot listen at %s", address.sun_path);
	atexit(forget_folder);
	signal(SIGPIPE, SIG_IGN);
}

const char *relay_host(void)
{
	return folder;
}

void relay_lead_to(const char *host)
{
	leads_to = host;
}

static bool connect_both(struct relay *relay)
{
	struct pollfd ear = {.fd = listener, .events = POLLIN};
	struct sockaddr_un address = address_in(leads_to != NULL ? leads_to : getenv("PGHOST"));
	relay->client = relay->server = -1;
	if (poll(&ear, 1, 10000) != 1)
		return false;
	relay->client = accept4(listener, NULL, NULL, SOCK_CLOEXEC);
	relay->server = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	return connect(relay->server, (struct sockaddr *)&address, sizeof address) == 0;
}

/* A process that was begun meanwhile has the sockets, too: they are shut down, not only closed. */
static void end(int *socket)
{
	if (*socket < 0)
		return;
	shutdown(*socket, SHUT_RDWR);
	close(*socket);
	*socket = -1;
}

void relay_close_server(struct relay *relay)
{
	end(&relay->server);
}

/* ---- messages ---- */

static uint32_t number_at(const unsigned char *bytes)
{
	return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 |
	       bytes[3];
}

/* The length of the first message; 0: it is not all there. The client's very first has no type. */
static size_t whole_message(const struct side *side, bool typed)
{
	size_t head = typed ? 1 : 0;
	if (side->length < head + 4)
		return 0;
	size_t length = head + number_at(side->bytes + head);
	return side->length >= length ? length : 0;
}

static void read_more(int from, struct side *side)
{
	if (side->capacity - side->length < 1 << 16) {
		side->capacity = side->capacity * 2 + (1 << 17);
		side->bytes = realloc(side->bytes, side->capacity);
		if (side->bytes == NULL)
			give_up("out of memory");
	}
	ssize_t length = read(from, side->bytes + side->length, side->capacity - side->length);
	if (length <= 0)
		side->ended = true;
	else
		side->length += (size_t)length;
}

static void pass_on(int to, struct side *side, size_t length)
{
	for (size_t done = 0; done < length;) {
		ssize_t sent = write(to, side->bytes + done, length - done);
		if (sent <= 0)
			break; /* its end is seen when it is read from */
		done += (size_t)sent;
	}
	memmove(side->bytes, side->bytes + length, side->length - length);
	side->length -= length;
}

struct stream {
	struct side sides[2];
	bool greeted; /* the client's first message has been */
	bool ready;   /* the handshake is over */
};

/* What is only written down, the way back in the version table, does not count. */
static bool has_words(const struct relay *relay, const struct side *side, size_t length)
{
	static const char insert[] = "INSERT INTO";
	return relay->before != NULL && relay->words != NULL &&
	       memmem(side->bytes, length, relay->words, strlen(relay->words)) != NULL &&
	       memmem(side->bytes, length, insert, strlen(insert)) == NULL;
}

/* All whole messages of a side go to the other; a fault may come in between. */
static void pass_messages(struct relay *relay, struct stream *stream, int from)
{
	struct side *side = &stream->sides[from];
	size_t length;
	while (!relay->cut &&
		(length = whole_message(side, from == SERVER || stream->greeted)) != 0) {
		unsigned char type = side->bytes[0];
		bool counts = stream->ready;
		if (from == CLIENT)
			stream->greeted = true;
		else if (type == 'K')
			relay->backend = (int)number_at(side->bytes + 5);
		else if (type == 'Z')
			stream->ready = true;
		if (from == CLIENT && has_words(relay, side, length)) {
			relay->words = NULL;
			relay->before(relay);
		}
		pass_on(from == CLIENT ? relay->server : relay->client, side, length);
		if (counts && ++relay->count == relay->at) {
			relay->struck = true;
			relay->does(relay);
		}
	}
}

/* ---- a connection ---- */

static void serve(struct relay *relay, struct stream *stream)
{
	while (!relay->cut && !stream->sides[CLIENT].ended && !stream->sides[SERVER].ended) {
		struct pollfd ends[] = {{relay->client, POLLIN, 0}, {relay->server, POLLIN, 0}};
		if (poll(ends, 2, PATIENCE) == 0)
			break;
		for (int from = CLIENT; from <= SERVER; from++)
			if (ends[from].revents != 0 && !relay->cut) {
				read_more(ends[from].fd, &stream->sides[from]);
				pass_messages(relay, stream, from);
			}
	}
}

void relay_serve(struct relay *relay)
{
	struct stream stream = {0};
	if (connect_both(relay))
		serve(relay, &stream);
	end(&relay->client);
	if (!(relay->cut && relay->server_open))
		relay_close_server(relay);
	free(stream.sides[CLIENT].bytes);
	free(stream.sides[SERVER].bytes);
}
