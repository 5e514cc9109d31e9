/* Names and values as SQL. With a connection libpq quotes, in the connection's encoding; a script
 * is UTF-8, and quoted in the same form. */
#include "internal.h"

#include <stdlib.h>
#include <string.h>

/* How many bytes follow the first of a UTF-8 sequence; -1 when none starts with these two. */
static int continuation_bytes(unsigned char first, unsigned char second)
{
	/* nothing longer than it need be, no surrogates, nothing above 10FFFF: as the server */
	unsigned char least = first == 0xe0 ? 0xa0 : first == 0xf0 ? 0x90 : 0x80;
	unsigned char most = first == 0xed ? 0x9f : first == 0xf4 ? 0x8f : 0xbf;
	if (first < 0x80)
		return 0;
	if (first < 0xc2 || first > 0xf4 || second < least || second > most)
		return -1;
	return first < 0xe0 ? 1 : first < 0xf0 ? 2 : 3;
}

static bool is_utf8(const char *string)
{
	for (const unsigned char *c = (const unsigned char *)string; *c != '\0'; c++) {
		for (int more = continuation_bytes(c[0], c[1]); more != 0; more--)
			if (more < 0 || (*++c & 0xc0) != 0x80)
				return false;
	}
	return true;
}

/* string between quotes, those within it (and backslashes, if asked) doubled. */
static void put_quoted(struct restruct_text *text, const char *string, char quote, bool backslashes)
{
	restruct_text_put_n(text, &quote, 1);
	for (const char *c = string; *c != '\0'; c++) {
		if (*c == quote || (backslashes && *c == '\\'))
			restruct_text_put_n(text, c, 1);
		restruct_text_put_n(text, c, 1);
	}
	restruct_text_put_n(text, &quote, 1);
}

static bool is_valid(PGconn *conn, const char *string)
{
	size_t length = strlen(string);
	char *room = malloc(2 * length + 1);
	int error = 0;
	if (room != NULL)
		PQescapeStringConn(conn, room, string, length, &error);
	free(room);
	return error == 0;
}

/* What libpq made, or nothing: it makes nothing of a string that is not valid, and nothing when it
 * has no memory. */
static bool take_escaped(
	struct restruct_text *text, PGconn *conn, const char *string, char *escaped)
{
	if (escaped == NULL && !is_valid(conn, string))
		return false;
	if (escaped == NULL)
		text->failed = true;
	else
		restruct_text_put(text, escaped);
	PQfreemem(escaped);
	return true;
}

bool restruct_quote_identifier(struct restruct_text *text, PGconn *conn, const char *name)
{
	if (conn != NULL)
		return take_escaped(text, conn, name, PQescapeIdentifier(conn, name, strlen(name)));
	if (!is_utf8(name))
		return false;
	put_quoted(text, name, '"', false);
	return true;
}

bool restruct_quote_literal(struct restruct_text *text, PGconn *conn, const char *string)
{
	if (conn != NULL)
		return take_escaped(
			text, conn, string, PQescapeLiteral(conn, string, strlen(string)));
	if (!is_utf8(string))
		return false;
	bool backslashes = strchr(string, '\\') != NULL;
	if (backslashes)
		restruct_text_put(text, " E");
	put_quoted(text, string, '\'', backslashes);
	return true;
}
