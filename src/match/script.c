/*
 * How many characters make a word, where no blanks part them?
 *
 * Chinese, Japanese, Thai and some others are written without blanks, and each character (with the marks
 * on it) is taken for a word here. It says much less than one: eight characters of Chinese are four
 * words, eight of Thai hardly three. What is asked of passages in words is asked so many times over:
 *
 *	the ferry to Ondry will not sail            7 words                    7
 *	开往翁德里的渡轮将不会启航                    13 characters, 7 words      2 a word
 *	เรือข้ามฟากไปอนดรีจะไม่ออก                   20 with their marks, 6 words  3 a word
 *
 * An article is in one script, mostly; a few characters from its middle tell which.
 */
#include "match/script.h"

#include "base/lanes.h"
#include "base/utf8.h"

enum {
	SAMPLE = 64,
	IDEOGRAPHS_A_WORD = 2, /* Han and Kana */
	LETTERS_A_WORD = 3,    /* Thai, Lao, Khmer, Myanmar: letters with their marks */
};

static struct span longest_region(const struct match_text *text)
{
	struct span longest = {0};

	for (size_t i = 0; i < text->nregions; i++)
		if (text->regions[i].len > longest.len)
			longest = text->regions[i];
	return longest;
}

static bool is_ascii_all(const char *s)
{
	uint64_t others = 0;

	for (unsigned i = 0; i < SAMPLE; i += LANES)
		others |= lanes_bits(lanes_load(s + i));
	return !others;
}

uint32_t script_characters_a_word(const struct match_text *text)
{
	struct span region = longest_region(text);
	size_t at = region.start + region.len / 2;
	unsigned letters = 0, ideographs = 0, others = 0;

	while (at > region.start && ((unsigned char)text->text.s[at] & 0xC0) == 0x80)
		at--;
	if (span_end(region) - at >= SAMPLE && is_ascii_all(text->text.s + at))
		return 1;
	for (size_t used, n = 0; n < SAMPLE && at < span_end(region); n++, at += used) {
		uint32_t c = utf8_decode(text->text.s + at, text->text.len - at, &used);

		if (is_ascii(c) || !utf8_is_unspaced(c))
			others += utf8_is_letter(c);
		else if (c < 0x2E80)
			letters++;
		else
			ideographs++;
	}
	if (letters + ideographs <= others)
		return 1;
	return letters > ideographs ? LETTERS_A_WORD : IDEOGRAPHS_A_WORD;
}
