/*
 * Is this what a person is called?
 *
 *	"Thomas Kingsley", "Kim Il-mun", "Anna van der Berg", "J. R. Holm", "Jürgen Öst"      yes
 *	"World News", "Reuters", "Staff Writer", "Share This", "Port Hale"                    no …
 *
 * … as far as lists go: two to five capitalised words, small particles between them, none of them a
 * word of the lists of what no person is called, and not an agency or outlet. Hangul: two to four
 * syllables; Han: two to four characters. Where something else says that it is a name ("By Kent
 * German"), one word of the lists is forgiven, but not the first unless it is a month, and none that makes
 * it an office ("Works Desk").
 */
#include "clean/work.h"

#include "base/utf8.h"

#include <string.h>

enum { NAME_WORDS = 5, NAME_BYTES = 60, PARTICLE_BYTES = 5 };

/* In lower case, or with a capital only: "van", "Van". */
static bool is_particle(struct str word)
{
	static const char *const particles[] = {
		"van", "von", "der",  "den", "de",    "da",  "di", "del",  "la", "le",
		"bin", "al",  "el",   "ter", "dos",   "du",  "zu", "y",    "e",  "ten",
		"af",  "av",  "bint", "ibn", "della", "das", "do", "van't"};

	if (word.len > PARTICLE_BYTES)
		return false;
	for (size_t i = 0; i < sizeof(particles) / sizeof(*particles); i++)
		if (str_eq_nocase(word, str_of(particles[i])))
			return true;
	return false;
}

/* A word of a name: a capital first, then letters, hyphens, apostrophes, one dot. */
static bool is_name_word(struct str word)
{
	size_t used, letters = 0;
	uint32_t c = utf8_decode(word.s, word.len, &used);

	if (!utf8_is_upper(c) || c > 0x2FFF)
		return false;
	for (size_t i = 0; i < word.len; i += used) {
		c = utf8_decode(word.s + i, word.len - i, &used);
		if (utf8_is_letter(c))
			letters++;
		else if (c != '-' && c != '\'' && c != 0x2019 && c != '.' && c != 0x2010)
			return false;
	}
	return letters > 0;
}

/* Two to four characters of Han or Hangul and nothing else but one blank. */
static bool is_eastern_name(struct str text)
{
	size_t used, n = 0, blanks = 0;

	for (size_t i = 0; i < text.len; i += used) {
		uint32_t c = utf8_decode(text.s + i, text.len - i, &used);

		if (utf8_is_space(c) && n && !blanks++)
			continue;
		if (!((c >= 0x4E00 && c <= 0x9FFF) || (c >= 0xAC00 && c <= 0xD7A3)))
			return false;
		n++;
	}
	return n >= 2 && n <= (blanks ? 6 : 4);
}

/* A person may be called April. */
static bool is_month(const struct work *work, struct str fold)
{
	return map_find_str(&work->rules->months, fold) != NULL;
}

static size_t doubts_of_word(const struct work *work, struct str word, bool first)
{
	struct str fold = folded(work->scratch, word);

	if (phrase_whole(work->rules, PHRASE_OFFICE, fold))
		return 2;
	if (!phrase_whole(work->rules, PHRASE_NOT_NAME, fold))
		return 0;
	return first && !is_month(work, fold) ? 2 : 1;
}

/* Cuts a text into the words of a name, particles as empty ones; false: no name is of such words. */
static bool words_cut(struct str text, struct str words[NAME_WORDS], size_t *n)
{
	*n = 0;
	while (text.len) {
		size_t blank = str_find_byte(text, ' ');
		struct str word = str_sub(text, 0, blank == STR_NONE ? text.len : blank);

		text = str_trim(str_sub(text, word.len, text.len));
		if (!word.len || *n == NAME_WORDS)
			return false;
		if (text.len && is_particle(word))
			word.len = 0;
		else if (!is_name_word(word))
			return false;
		words[(*n)++] = word;
	}
	return true;
}

bool name_of_person(const struct work *work, struct str text, bool said)
{
	size_t n, long_words = 0, doubts = 0, used;
	struct str words[NAME_WORDS];

	text = str_trim(text);
	if (text.len < 4 || text.len > NAME_BYTES)
		return false;
	if (is_eastern_name(text))
		return !(source_at(work->rules, text, true, &used) && used == text.len) &&
		       !phrase_whole(work->rules, PHRASE_NOT_NAME, text);
	if (!words_cut(text, words, &n) || n < 2)
		return false;
	for (size_t i = 0; i < n; i++)
		long_words += words[i].len > 2;
	if (!long_words || (source_at(work->rules, text, true, &used) && used == text.len))
		return false;
	for (size_t i = 0; i < n; i++)
		if (words[i].len)
			doubts += doubts_of_word(work, words[i], i == 0);
	return doubts <= (said ? 1u : 0u);
}
