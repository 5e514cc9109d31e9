/* cmocka wants its own headers' prerequisites included before it. */
#ifndef RESTRUCT_TESTS_CMOCKA_ALL_H
#define RESTRUCT_TESTS_CMOCKA_ALL_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#endif
