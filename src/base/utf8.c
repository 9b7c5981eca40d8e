#include "base/utf8.h"

#include <string.h>
#include <utf8proc.h>

/* Length of the well-formed sequence at s, or 0. */
static size_t sequence(const unsigned char *s, size_t len)
{
	unsigned char low = 0x80, high = 0xBF;
	size_t need;

	if (s[0] < 0x80)
		return 1;
	if (s[0] >= 0xC2 && s[0] <= 0xDF)
		need = 2;
	else if ((s[0] & 0xF0) == 0xE0)
		need = 3;
	else if (s[0] >= 0xF0 && s[0] <= 0xF4)
		need = 4;
	else
		return 0;
	if (len < need)
		return 0;
	if (s[0] == 0xE0)
		low = 0xA0;
	else if (s[0] == 0xED)
		high = 0x9F;
	else if (s[0] == 0xF0)
		low = 0x90;
	else if (s[0] == 0xF4)
		high = 0x8F;
	if (s[1] < low || s[1] > high)
		return 0;
	for (size_t i = 2; i < need; i++)
		if ((s[i] & 0xC0) != 0x80)
			return 0;
	return need;
}

size_t utf8_valid(const char *s, size_t len)
{
	size_t i = 0;

	while (i < len) {
		uint64_t eight;
		size_t step;

		if (len - i >= 8) {
			memcpy(&eight, s + i, 8);
			if (!(eight & 0x8080808080808080u)) {
				i += 8;
				continue;
			}
		}
		step = sequence((const unsigned char *)s + i, len - i);
		if (!step)
			return i;
		i += step;
	}
	return len;
}

uint32_t utf8_decode_rest(const char *s, size_t len, size_t *used)
{
	const unsigned char *b = (const unsigned char *)s;

	switch (*used = sequence(b, len)) {
	case 2:
		return (b[0] & 0x1Fu) << 6 | (b[1] & 0x3Fu);
	case 3:
		return (b[0] & 0x0Fu) << 12 | (b[1] & 0x3Fu) << 6 | (b[2] & 0x3Fu);
	case 4:
		return (b[0] & 0x07u) << 18 | (b[1] & 0x3Fu) << 12 | (b[2] & 0x3Fu) << 6 | (b[3] & 0x3Fu);
	default:
		*used = 1;
		return UTF8_BAD;
	}
}

size_t utf8_before_rest(const char *s, size_t len)
{
	size_t start = len - 1, most = len < 4 ? len : 4;

	for (size_t back = 1; back <= most; back++)
		if (((unsigned char)s[len - back] & 0xC0) != 0x80) {
			if (sequence((const unsigned char *)s + len - back, back) == back)
				start = len - back;
			break;
		}
	return start;
}

size_t utf8_encode(uint32_t c, char *out)
{
	return (size_t)utf8proc_encode_char((utf8proc_int32_t)c, (utf8proc_uint8_t *)out);
}

bool utf8_is_space_rest(uint32_t c)
{
	return c == 0x85 || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200B) || c == 0x2028 ||
	       c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000 || c == 0xFEFF;
}

static utf8proc_category_t category(uint32_t c)
{
	return utf8proc_category((utf8proc_int32_t)c);
}

bool utf8_is_letter_rest(uint32_t c)
{
	utf8proc_category_t kind = category(c);

	return kind >= UTF8PROC_CATEGORY_LU && kind <= UTF8PROC_CATEGORY_ME;
}

bool utf8_is_digit_rest(uint32_t c)
{
	return category(c) == UTF8PROC_CATEGORY_ND;
}

bool utf8_is_upper_rest(uint32_t c)
{
	utf8proc_category_t kind = category(c);

	return kind == UTF8PROC_CATEGORY_LU || kind == UTF8PROC_CATEGORY_LT;
}

bool utf8_is_lower_rest(uint32_t c)
{
	return category(c) == UTF8PROC_CATEGORY_LL;
}

uint32_t utf8_lower_rest(uint32_t c)
{
	return (uint32_t)utf8proc_tolower((utf8proc_int32_t)c);
}

bool utf8_is_unspaced_rest(uint32_t c)
{
	return (c >= 0x0E00 && c <= 0x0EFF) || (c >= 0x1000 && c <= 0x109F) ||
	       (c >= 0x1780 && c <= 0x17FF) || (c >= 0x3040 && c <= 0x30FF) ||
	       (c >= 0x3400 && c <= 0x9FFF) || (c >= 0xF900 && c <= 0xFAFF) ||
	       (c >= 0xFF66 && c <= 0xFF9D) || (c >= 0x20000 && c <= 0x3FFFF);
}
