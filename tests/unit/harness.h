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
		assert_int_equal(actual_.len, expected_.len);                                      \
		if (expected_.len)                                                                 \
			assert_memory_equal(actual_.s, expected_.s, expected_.len);                \
	} while (0)

#endif
