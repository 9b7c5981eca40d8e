/*
 * UTF-8, as the Unicode standard defines it (chapter 3.9, table 3-7), with a fast path for ASCII.
 * Properties of characters come from utf8proc.
 */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { UTF8_BAD = 0xFFFD };

/* Offset of the first byte that is not part of well-formed UTF-8, or `len` if all is well. */
size_t utf8_valid(const char *s, size_t len);

static inline char ascii_lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

static inline bool ascii_is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static inline bool ascii_is_alpha(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/*
 * Most text is ASCII, and all of it passes here: what can be told of ASCII is told in place, and only
 * the rest is worth a call.
 */
static inline bool is_ascii(uint32_t c)
{
	return c < 0x80;
}

/* The character at s (len >= 1) and its length in bytes; a malformed byte is UTF8_BAD, length 1. */
uint32_t utf8_decode_rest(const char *s, size_t len, size_t *used);
static inline uint32_t utf8_decode(const char *s, size_t len, size_t *used)
{
	*used = 1;
	return is_ascii((unsigned char)*s) ? (unsigned char)*s : utf8_decode_rest(s, len, used);
}

/* Where the last character of s[0..len) starts (len >= 1). */
size_t utf8_before_rest(const char *s, size_t len);
static inline size_t utf8_before(const char *s, size_t len)
{
	return is_ascii((unsigned char)s[len - 1]) ? len - 1 : utf8_before_rest(s, len);
}

/* Writes c to out (room for 4) and returns the number of bytes. */
size_t utf8_encode(uint32_t c, char *out);

/* White space of Unicode, no-break spaces and U+FEFF too. */
bool utf8_is_space_rest(uint32_t c);
static inline bool utf8_is_space(uint32_t c)
{
	return is_ascii(c) ? c == ' ' || (c >= '\t' && c <= '\r') : utf8_is_space_rest(c);
}

/* Letters and combining marks. */
bool utf8_is_letter_rest(uint32_t c);
static inline bool utf8_is_letter(uint32_t c)
{
	return is_ascii(c) ? ascii_is_alpha((char)c) : utf8_is_letter_rest(c);
}

/* Decimal digits of any script. */
bool utf8_is_digit_rest(uint32_t c);
static inline bool utf8_is_digit(uint32_t c)
{
	return is_ascii(c) ? ascii_is_digit((char)c) : utf8_is_digit_rest(c);
}

/* Upper and title case. */
bool utf8_is_upper_rest(uint32_t c);
static inline bool utf8_is_upper(uint32_t c)
{
	return is_ascii(c) ? c >= 'A' && c <= 'Z' : utf8_is_upper_rest(c);
}

bool utf8_is_lower_rest(uint32_t c);
static inline bool utf8_is_lower(uint32_t c)
{
	return is_ascii(c) ? c >= 'a' && c <= 'z' : utf8_is_lower_rest(c);
}

/* Simple case mapping. */
uint32_t utf8_lower_rest(uint32_t c);
static inline uint32_t utf8_lower(uint32_t c)
{
	return is_ascii(c) ? (uint32_t)ascii_lower((char)c) : utf8_lower_rest(c);
}

/* Scripts written without spaces between words: Han, Kana, Thai, Lao, Khmer, Myanmar. */
bool utf8_is_unspaced_rest(uint32_t c);
static inline bool utf8_is_unspaced(uint32_t c)
{
	return c >= 0x0E00 && utf8_is_unspaced_rest(c);
}

#endif
