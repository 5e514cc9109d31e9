/* restruct_model.h: the words in which a C program declares its PostgreSQL tables.
 *
 * (draft of the contract: the full manual is written with the reader)
 */
#ifndef RESTRUCT_MODEL_H
#define RESTRUCT_MODEL_H

#include <stdbool.h>
#include <stdint.h>

#ifdef RESTRUCT
#define DB_ANNOTATION(word, ...) __attribute__((annotate("db:" word ":" #__VA_ARGS__)))
#define DB_JOIN_(a, b) a##b
#define DB_JOIN(a, b) DB_JOIN_(a, b)
#define DB_OBJECT(word, ...)                                                                       \
	struct __attribute__((annotate("db:" word ":" #__VA_ARGS__)))                              \
	DB_JOIN(restruct_object_, __COUNTER__)
#else
#define DB_OBJECT(word, ...) struct restruct_declaration
#define DB_ANNOTATION(word, ...)
#endif

#endif
