/* Words of C out of SQL's names; see c_names.h. */
#include "import/c_names.h"

#include "base/text.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* Words. */

/* What the letters of Latin look like without their marks, from U+00C0 to U+017F. */
static const char *const plain_letters[] = {"A", "A", "A", "A", "A", "A", "AE", "C", "E", "E", "E",
	"E", "I", "I", "I", "I", "D", "N", "O", "O", "O", "O", "O", "", "O", "U", "U", "U", "U",
	"Y", "TH", "ss", "a", "a", "a", "a", "a", "a", "ae", "c", "e", "e", "e", "e", "i", "i", "i",
	"i", "d", "n", "o", "o", "o", "o", "o", "", "o", "u", "u", "u", "u", "y", "th", "y", "A",
	"a", "A", "a", "A", "a", "C", "c", "C", "c", "C", "c", "C", "c", "D", "d", "D", "d", "E",
	"e", "E", "e", "E", "e", "E", "e", "E", "e", "G", "g", "G", "g", "G", "g", "G", "g", "H",
	"h", "H", "h", "I", "i", "I", "i", "I", "i", "I", "i", "I", "i", "IJ", "ij", "J", "j", "K",
	"k", "k", "L", "l", "L", "l", "L", "l", "L", "l", "L", "l", "N", "n", "N", "n", "N", "n",
	"n", "N", "n", "O", "o", "O", "o", "O", "o", "OE", "oe", "R", "r", "R", "r", "R", "r", "S",
	"s", "S", "s", "S", "s", "S", "s", "T", "t", "T", "t", "T", "t", "U", "u", "U", "u", "U",
	"u", "U", "u", "U", "u", "U", "u", "W", "w", "Y", "y", "Y", "Z", "z", "Z", "z", "Z", "z",
	"s"};

/* The ASCII that stands for the character at *name, which moves on; "": none does. */
static const char *next_letters(const char **name, char buffer[2])
{
	unsigned first = (unsigned char)*(*name)++, second = (unsigned char)**name;
	buffer[0] = (char)first;
	buffer[1] = '\0';
	if (first < 0x80)
		return isalnum((int)first) || first == '_' ? buffer : "";
	while (((unsigned char)**name & 0xc0) == 0x80)
		++*name;
	bool latin = first >= 0xc3 && first <= 0xc5 && (second & 0xc0) == 0x80;
	return latin ? plain_letters[(first - 0xc3) * 64 + (second & 0x3f)] : "";
}

/* Runs of what C cannot spell become one underscore, those at the ends nothing. */
static const char *spell(struct arena *arena, const char *name)
{
	struct text text = {0};
	char buffer[2];
	bool gap = false;
	while (*name) {
		const char *letters = next_letters(&name, buffer);
		if (!*letters) {
			gap = true;
			continue;
		}
		bool apart = text.length > 0 && text.data[text.length - 1] != '_';
		if (gap && apart && *letters != '_')
			text_put_char(&text, '_');
		text_put(&text, letters);
		gap = false;
	}
	return text_take(&text, arena);
}

static const char *not_a_digit(struct arena *arena, const char *name)
{
	return isdigit((unsigned char)*name) ? arena_printf(arena, "_%s", name) : name;
}

const char *c_identifier(struct arena *arena, const char *name)
{
	return not_a_digit(arena, spell(arena, name));
}

/* Between "order" and "Item", and between "API" and "Key". */
static bool begins_word(const char *start, const char *c)
{
	if (c == start || !isupper((unsigned char)*c))
		return false;
	bool after_small = islower((unsigned char)c[-1]) || isdigit((unsigned char)c[-1]);
	bool before_small = c[1] && islower((unsigned char)c[1]);
	return after_small || (isupper((unsigned char)c[-1]) && before_small);
}

static const char *words(struct arena *arena, const char *name, int (*to_case)(int))
{
	const char *spelt = spell(arena, name);
	struct text text = {0};
	for (const char *c = spelt; *c; c++) {
		if (begins_word(spelt, c))
			text_put_char(&text, '_');
		text_put_char(&text, (char)to_case((unsigned char)*c));
	}
	return text_take(&text, arena);
}

const char *c_lower(struct arena *arena, const char *name)
{
	return not_a_digit(arena, words(arena, name, tolower));
}

const char *c_upper(struct arena *arena, const char *name)
{
	return words(arena, name, toupper);
}

/* Names that others have. Each list is sorted. */

static int compare_names(const void *wanted, const void *item)
{
	return strcmp(wanted, *(const char *const *)item);
}

#define IS_IN(list, name)                                                                          \
	(bsearch((name), (list), sizeof(list) / sizeof *(list), sizeof *(list), compare_names) !=  \
		NULL)

bool c_is_keyword(const char *name)
{
	static const char *const macros[] = {
		"BUFSIZ", "EOF", "FALSE", "INFINITY", "NAN", "NULL", "TRUE"};
	static const char *const keywords[] = {"_Alignas", "_Alignof", "_Atomic", "_Bool",
		"_Complex", "_Generic", "_Imaginary", "_Noreturn", "_Static_assert",
		"_Thread_local", "alignas", "alignof", "and", "and_eq", "asm", "auto", "bitand",
		"bitor", "bool", "break", "case", "catch", "char", "char16_t", "char32_t",
		"char8_t", "class", "co_await", "co_return", "co_yield", "compl", "complex",
		"concept", "const", "const_cast", "consteval", "constexpr", "constinit", "continue",
		"db_bytea", "db_cidr", "db_date", "db_inet", "db_interval", "db_json", "db_jsonb",
		"db_macaddr", "db_macaddr8", "db_numeric", "db_oid", "db_point", "db_text",
		"db_time", "db_timestamp", "db_timestamptz", "db_timetz", "db_tsquery",
		"db_tsvector", "db_uuid", "db_xml", "decltype", "default", "delete", "do", "double",
		"dynamic_cast", "else", "enum", "errno", "explicit", "export", "extern", "false",
		"float", "for", "friend", "goto", "if", "inline", "int", "int16_t", "int32_t",
		"int64_t", "linux", "long", "mutable", "namespace", "new", "noexcept", "noreturn",
		"not", "not_eq", "nullptr", "operator", "or", "or_eq", "private", "protected",
		"public", "register", "reinterpret_cast", "requires", "restrict", "return", "short",
		"signed", "sizeof", "static", "static_assert", "static_cast", "stderr", "stdin",
		"stdout", "struct", "switch", "template", "this", "thread_local", "throw", "true",
		"try", "typedef", "typeid", "typename", "typeof", "typeof_unqual", "union", "unix",
		"unsigned", "using", "virtual", "void", "volatile", "wchar_t", "while", "xor",
		"xor_eq"};
	return IS_IN(keywords, name) || IS_IN(macros, name) || strncmp(name, "DB_", 3) == 0 ||
	       strncmp(name, "RESTRUCT_", 9) == 0;
}

bool c_is_known_type(const char *name)
{
	static const char *const known[] = {"FILE", "addrinfo", "assert", "clock_t", "db_bytes",
		"dev_t", "dirent", "div_t", "flock", "gid_t", "group", "hostent", "id_t", "ino_t",
		"int8_t", "intmax_t", "intptr_t", "iovec", "itimerval", "lconv", "locale_t",
		"max_align_t", "mode_t", "msghdr", "nlink_t", "off_t", "option", "passwd", "pid_t",
		"pollfd", "protoent", "ptrdiff_t", "regex_t", "restruct_declaration", "rlimit",
		"rusage", "servent", "sigaction", "sigevent", "size_t", "sockaddr", "socklen_t",
		"ssize_t", "stat", "statvfs", "suseconds_t", "termios", "time_t", "timer_t",
		"timespec", "timeval", "timezone", "tm", "tms", "uid_t", "uint16_t", "uint32_t",
		"uint64_t", "uint8_t", "uintmax_t", "uintptr_t", "utsname", "va_list", "winsize"};
	return c_is_keyword(name) || IS_IN(known, name);
}

bool c_is_known_function(const char *name)
{
	static const char *const known[] = {"abort", "abs", "accept", "access", "alarm", "atexit",
		"bind", "brk", "calloc", "ceil", "chmod", "chown", "clock", "close", "connect",
		"cos", "crypt", "daylight", "difftime", "div", "dup", "environ", "erf", "exit",
		"exp", "fabs", "floor", "fork", "free", "gamma", "getopt", "index", "ioctl",
		"isalpha", "jn", "kill", "labs", "link", "listen", "log", "lseek", "malloc", "modf",
		"nan", "nice", "open", "pause", "pipe", "poll", "pow", "printf", "puts", "qsort",
		"raise", "rand", "random", "read", "readv", "recv", "remove", "rename", "rewind",
		"rindex", "round", "select", "send", "setenv", "shutdown", "signal", "sin", "sleep",
		"socket", "sqrt", "stime", "sync", "system", "tan", "tee", "time", "times", "trunc",
		"truncate", "ulimit", "unlink", "wait", "write", "y0", "y1", "yn"};
	return IS_IN(known, name);
}

/* "INT32_MAX" of <stdint.h> and its like in <limits.h>, <float.h>, <stdlib.h>. */
static bool is_limit(const char *prefix, const char *rest)
{
	static const char *const types[] = {"CHAR", "DBL", "FLT", "INT", "INT16", "INT32", "INT64",
		"INT8", "INTMAX", "INTPTR", "LDBL", "LINE", "LLONG", "LONG", "NAME", "OPEN", "PATH",
		"PIPE", "PTRDIFF", "RAND", "SCHAR", "SHRT", "SIZE", "SSIZE", "TMP", "UCHAR", "UINT",
		"UINT16", "UINT32", "UINT64", "UINT8", "UINTMAX", "UINTPTR", "ULLONG", "ULONG",
		"USHRT", "WCHAR", "WINT", "WORD"};
	static const char *const limits[] = {"BIT", "BUF", "C", "DIG", "MAX", "MIN", "WIDTH"};
	return IS_IN(types, prefix) && IS_IN(limits, rest);
}

bool c_is_known_enumerator(const char *name)
{
	static const char *const families[] = {"AF", "CLOCK", "DB", "FE", "FP", "IPPROTO", "LC",
		"LOG", "M", "O", "PF", "RESTRUCT", "RLIMIT", "S", "SA", "SIG", "SO", "SOCK"};
	static const char *const known[] = {"CLOCKS_PER_SEC", "EXIT_FAILURE", "EXIT_SUCCESS",
		"SEEK_CUR", "SEEK_END", "SEEK_SET", "SHUT_RD", "SHUT_RDWR", "SHUT_WR", "TIME_UTC"};
	char prefix[32];
	size_t length = strcspn(name, "_");
	if (!name[length] || length >= sizeof prefix)
		return false;
	memcpy(prefix, name, length);
	prefix[length] = '\0';
	return IS_IN(families, prefix) || is_limit(prefix, name + length + 1) || IS_IN(known, name);
}

/* Taking names. */

bool c_taken(const struct c_names *names, const char *name)
{
	return map_get(&names->taken, name);
}

const char *c_take(struct c_names *names, const char *name)
{
	const char *free_name = name;
	for (int i = 2; c_taken(names, free_name); i++)
		free_name = arena_printf(names->arena, "%s_%d", name, i);
	map_put(names->arena, &names->taken, free_name, (void *)(size_t)free_name);
	return free_name;
}
