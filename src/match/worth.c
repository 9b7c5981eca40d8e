/*
 * Is a passage copied, or do people just say such things?
 *
 * "the Bureau of Alcohol, Tobacco, Firearms and Explosives" is eight words in a row, and no copy; twelve
 * words in a row hardly ever come about by themselves. Two reports of one event by two people share
 * words too, with others between. So the shorter a passage is, the more is asked of it:
 *
 *	from LONG words on     nothing more: nobody writes so many of the same words by chance
 *	from SURE words on     a run of SURE words without any change
 *	below                  no change at all, in both articles the beginning of a quotation, and both
 *	                       about the same
 *
 * Whatever its length, a passage of which half is furniture is none; nor is a headline of fewer than
 * HEADLINE words, or a stock phrase of fewer than STOCK.
 */
#include "match/worth.h"

#include "match/furniture.h"

#include "base/utf8.h"

enum {
	LONG = 28,
	SURE = 12,
	STOCK = 14,    /* a stock phrase has fewer words */
	HEADLINE = 18, /* so has a headline */
	RELATED = 48,  /* of 256, as in furniture.c */
};

enum quote_mark { NO_MARK, OPENING, CLOSING };

/* What kind of quotation mark stands at s[at]; a straight one opens where a blank is before it. */
static enum quote_mark mark_at(struct str text, size_t at)
{
	size_t used;
	uint32_t c = utf8_decode(text.s + at, text.len - at, &used);

	if (c == 0x201C || c == 0x201E || c == 0xAB || c == 0x300C)
		return OPENING;
	if (c == 0x201D || c == 0xBB || c == 0x300D)
		return CLOSING;
	if (c != '"')
		return NO_MARK;
	return !at || utf8_is_space((unsigned char)text.s[at - 1]) || text.s[at - 1] == '('
		       ? OPENING
		       : CLOSING;
}

/* Whether a quotation begins with the span: its mark stands right before, or first in it. */
static bool begins_quotation(struct str text, struct span span)
{
	return span.start && mark_at(text, utf8_before(text.s, span.start)) == OPENING;
}

static bool side_is_quotation(const struct worth *worth, const struct token_text *text,
			      uint32_t first, uint32_t end)
{
	return begins_quotation(text->from->text,
				tokens_span(worth->scratch, worth->rules, text, first, end - 1));
}

static bool is_short_quotation(const struct worth *worth, const struct token_text *a,
			       const struct token_text *b, const struct aligned *aligned)
{
	return aligned->same == aligned->columns && topic_shared(&a->topic, &b->topic) >= RELATED &&
	       side_is_quotation(worth, a, aligned->a, aligned->a_end) &&
	       side_is_quotation(worth, b, aligned->b, aligned->b_end);
}

/*
 * Whether a few words are written like a headline, nearly all with capitals: a link to another article,
 * or its title told in a list, not a piece of its text.
 */
static bool is_headline(const struct token_text *text, uint32_t first, uint32_t end)
{
	uint32_t words = 0, capitals = 0;

	for (uint32_t i = first; i < end; i++) {
		if (text->ids[i] & TOKEN_LIGHT)
			continue;
		words++;
		capitals += token_bit(text->capitals, i);
	}
	return end - first < HEADLINE && capitals * 4 >= words * 3;
}

/* In scripts that have a word a character, nearly all words are short, and twice as many are asked for. */
static uint32_t characters_a_word(const struct token_text *text, const struct aligned *aligned)
{
	uint32_t words = aligned->a_end - aligned->a, light = 0;

	for (uint32_t i = aligned->a; i < aligned->a_end; i++)
		light += text->ids[i] & TOKEN_LIGHT;
	return light * 5 > words * 4 ? 2 : 1;
}

bool passage_worth(const struct worth *worth, const struct token_text *a,
		   const struct token_text *b, const struct aligned *aligned)
{
	uint32_t words = aligned->a_end - aligned->a, times = characters_a_word(a, aligned);

	if (aligned->same < times * worth->min_words)
		return false;
	if (2 * furniture_words(a->furniture, aligned->a, aligned->a_end) >= words)
		return false;
	if (aligned->same >= times * LONG || aligned->longest >= times * HEADLINE)
		return true;
	if (is_headline(a, aligned->a, aligned->a_end) &&
	    is_headline(b, aligned->b, aligned->b_end))
		return false;
	if (aligned->longest >= times * STOCK)
		return true;
	if (2 * furniture_words(a->stock, aligned->a, aligned->a_end) >= words)
		return false;
	return aligned->longest >= times * SURE || is_short_quotation(worth, a, b, aligned);
}
