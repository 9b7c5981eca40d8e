/*
 * Complaints: what was left out, where, and what was expected instead.
 */
#include "read/internal.h"

#include <stdarg.h>
#include <stdio.h>

void complain(struct arena *arena, struct read_complaints *complaints, struct str file,
	      uint64_t offset, const char *format, ...)
{
	char message[512];
	va_list args;

	va_start(args, format);
	vsnprintf(message, sizeof(message), format, args);
	va_end(args);
	vec_push(arena, complaints,
		 ((struct read_complaint){str_copy(arena, file), offset,
					  str_copy(arena, str_of(message))}));
}

void refuse(struct reading *reading, size_t at, const char *format, ...)
{
	char message[512];
	va_list args;

	va_start(args, format);
	vsnprintf(message, sizeof(message), format, args);
	va_end(args);
	complain(reading->out, reading->complaints, reading->item->file, reading->item->offset + at,
		 "%s", message);
}

struct str utf8_explain(struct arena *arena, struct str s, size_t at)
{
	unsigned first = (unsigned char)s.s[at];

	if (first < 0xC2 || first > 0xF4)
		return str_format(arena, "byte 0x%02X begins no character; expected UTF-8", first);
	for (size_t i = 1; i < (first < 0xE0 ? 2u : first < 0xF0 ? 3u : 4u); i++) {
		if (at + i >= s.len)
			return str_format(
				arena,
				"ends within the character that byte 0x%02X begins; expected UTF-8",
				first);
		if (((unsigned char)s.s[at + i] & 0xC0) != 0x80)
			return str_format(
				arena,
				"byte 0x%02X followed by 0x%02X; expected UTF-8, where a byte "
				"0x80 to 0xBF follows",
				first, (unsigned char)s.s[at + i]);
	}
	return str_format(arena, "bytes 0x%02X 0x%02X stand for no character; expected UTF-8",
			  first, (unsigned char)s.s[at + 1]);
}
