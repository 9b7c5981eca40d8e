/*
 * Numbers in words, summed as they are spoken: "two thousand and five" is a sum, "nineteen ninety-six" a
 * year, since two pairs follow each other.
 */
#include "date/numbers.h"

struct spoken {
	int64_t value;
	size_t natoms;
	bool ordinal, small; /* small: a single pair of digits, 10 to 99 */
};

enum word_kind { WORD_OTHER, WORD_DIGIT, WORD_NTH, WORD_TIMES, WORD_AND };

/* The number word at atoms[at]. */
static enum word_kind number_word(const struct language *language, const struct atoms *atoms,
				  size_t at, struct reading *word)
{
	struct reading found[READINGS];
	unsigned n;

	if (at >= atoms->n || !(language_flags(language, atoms->items[at].key) & KEY_NUMBER))
		return WORD_OTHER;
	n = language_readings(language, atoms, at, found, READINGS);
	for (unsigned longest = 8; longest; longest--)
		for (unsigned i = 0; i < n; i++) {
			*word = found[i];
			if (found[i].natoms != longest)
				continue;
			if (found[i].class == CLASS_DIGIT)
				return WORD_DIGIT;
			if (found[i].class == CLASS_NTH)
				return WORD_NTH;
			if (found[i].class == CLASS_TIMES100)
				return WORD_TIMES;
			if (found[i].class == CLASS_AND)
				return WORD_AND;
		}
	return WORD_OTHER;
}

/* Whether `more` may be said behind `sofar`: twenty-one, soixante-dix, but not "twenty thirty". */
static bool fits_behind(int64_t sofar, int64_t more)
{
	int64_t pair = sofar % 100;

	if (!pair)
		return sofar == 0 || more > 0;
	return pair % 10 == 0 && pair >= 20 && more > 0 &&
	       (more < 10 || ((pair == 60 || pair == 80) && more < 20));
}

static bool adds_up(enum word_kind kind)
{
	return kind == WORD_DIGIT || kind == WORD_NTH;
}

static struct spoken spoken_number(const struct language *language, const struct atoms *atoms,
				   size_t at)
{
	struct spoken spoken = {.small = true};
	int64_t total = 0, current = 0;
	size_t here = at, said = at;

	for (unsigned words = 0; words < 12; words++) {
		struct reading word, next;
		enum word_kind kind = number_word(language, atoms, here, &word);

		if (kind == WORD_AND && said > at && here == said && current + total >= 20 &&
		    adds_up(number_word(language, atoms, here + word.natoms, &next)) &&
		    fits_behind(current, next.value)) {
			here += word.natoms;
			continue;
		}
		if (kind == WORD_TIMES && current < 1000 && total < 1000000) {
			current = (current ? current : 1) * word.value;
			if (word.value >= 1000) {
				total += current;
				current = 0;
			}
			spoken.small = false;
		} else if (adds_up(kind) && (said == at || fits_behind(current, word.value))) {
			current += word.value;
		} else {
			break;
		}
		here += word.natoms;
		said = here;
		spoken.ordinal = kind == WORD_NTH;
		if (spoken.ordinal || total + current == 0)
			break;
	}
	spoken.value = total + current;
	spoken.natoms = said - at;
	spoken.small &= spoken.value >= 10 && spoken.value < 100;
	return spoken;
}

/* "nineteen ninety-six", "nineteen oh one": two pairs, or a pair, a nought and a digit. */
static void read_year_words(const struct language *language, const struct atoms *atoms, size_t at,
			    const struct spoken *first, struct readings *readings)
{
	struct spoken second = spoken_number(language, atoms, at + first->natoms);
	struct spoken third = {0};

	if (!first->small || first->ordinal || first->value < 17 || first->value > 21 ||
	    !second.natoms || second.ordinal)
		return;
	if (second.small)
		readings_add(readings,
			     (struct reading){.class = CLASS_YEAR,
					      .value = (int32_t)(first->value * 100 + second.value),
					      .natoms = (uint16_t)(first->natoms + second.natoms)});
	else if (second.value == 0)
		third = spoken_number(language, atoms, at + first->natoms + second.natoms);
	if (third.natoms && third.value < 10 && third.value > 0)
		readings_add(readings,
			     (struct reading){.class = CLASS_YEAR,
					      .value = (int32_t)(first->value * 100 + third.value),
					      .natoms = (uint16_t)(first->natoms + second.natoms +
								   third.natoms)});
}

void read_words(const struct language *language, const struct atoms *atoms, size_t at,
		struct readings *readings)
{
	struct spoken spoken = spoken_number(language, atoms, at);
	int32_t value = (int32_t)spoken.value;

	if (!spoken.natoms || spoken.value > 900000)
		return;
	readings_add(readings,
		     (struct reading){.class = spoken.ordinal ? CLASS_ORDINAL : CLASS_NUMBER,
				      .value = spoken.ordinal ? value : value * 100,
				      .natoms = (uint16_t)spoken.natoms});
	if (value >= 1 && value <= 31)
		readings_add(readings, (struct reading){.class = CLASS_DAY,
							.value = value,
							.natoms = (uint16_t)spoken.natoms});
	if (spoken.ordinal)
		return;
	if (value >= 1 && value <= 24)
		readings_add(readings, (struct reading){.class = CLASS_HOUR,
							.value = value,
							.natoms = (uint16_t)spoken.natoms});
	if (value >= 1 && value < 60)
		readings_add(readings, (struct reading){.class = CLASS_MINUTE,
							.value = value,
							.natoms = (uint16_t)spoken.natoms});
	if (value >= 1000 && value < 2200 && spoken.natoms > 1)
		readings_add(readings, (struct reading){.class = CLASS_YEAR,
							.value = value,
							.natoms = (uint16_t)spoken.natoms,
							.weak = true});
	read_year_words(language, atoms, at, &spoken, readings);
}
