/* What every unit test includes: cmocka and what it wants before it. */
#ifndef TESTS_HARNESS_H
#define TESTS_HARNESS_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/text.h"

#define assert_str(actual, expected)                                                               \
	do {                                                                                       \
		struct str actual_ = (actual), expected_ = str_of(expected);                       \
                                                                                                   \
		if (!str_eq(actual_, expected_))                                                   \
			fail_msg("'%.*s' is not '%.*s'", STR_ARG(actual_), STR_ARG(expected_));    \
	} while (0)

#endif
