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

/* The character at s (len >= 1) and its length in bytes; a malformed byte is UTF8_BAD, length 1. */
uint32_t utf8_decode(const char *s, size_t len, size_t *used);

/* Where the last character of s[0..len) starts (len >= 1). */
size_t utf8_before(const char *s, size_t len);

/* Writes c to out (room for 4) and returns the number of bytes. */
size_t utf8_encode(uint32_t c, char *out);

bool utf8_is_space(uint32_t c);  /* white space of Unicode, no-break spaces and U+FEFF too */
bool utf8_is_letter(uint32_t c); /* letters and combining marks */
bool utf8_is_digit(uint32_t c);  /* decimal digits of any script */
bool utf8_is_upper(uint32_t c);  /* upper and title case */
bool utf8_is_lower(uint32_t c);
uint32_t utf8_lower(uint32_t c); /* simple case mapping */

/* Scripts written without spaces between words: Han, Kana, Thai, Lao, Khmer, Myanmar. */
bool utf8_is_unspaced(uint32_t c);

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

#endif
