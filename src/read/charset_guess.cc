/*
 * uchardet is C++ beneath its C interface: where memory is short it throws, which C cannot catch.
 */
#include "read/charset_guess.h"

#include <cstring>
#include <new>
#include <uchardet/uchardet.h>

static void guess(uchardet_t detector, const char *bytes, size_t len, char *name, size_t room)
{
	if (uchardet_handle_data(detector, bytes, len))
		return;
	uchardet_data_end(detector);
	strncat(name, uchardet_get_charset(detector), room - 1);
}

bool charset_guess_bytes(const char *bytes, size_t len, char *name, size_t room)
{
	uchardet_t volatile detector = nullptr;

	name[0] = '\0';
	try {
		detector = uchardet_new();
		if (detector)
			guess(detector, bytes, len, name, room);
	} catch (const std::bad_alloc &) {
		if (detector)
			uchardet_delete(detector);
		return false;
	}
	if (!detector)
		return false;
	uchardet_delete(detector);
	return true;
}
