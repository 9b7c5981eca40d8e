/*
 * Is a passage copied, or do people just say such things?
 *
 * "the Bureau of Alcohol, Tobacco, Firearms and Explosives" is eight words in a row, and no copy; twelve
 * words in a row hardly ever come about by themselves. Two reports of one event by two people share
 * words too, with others between. So the shorter a passage is, the more is asked of it:
 *
 *	from LONG words on     nothing more: nobody writes so many of the same words by chance
 *	from SURE words on     a run of SURE words without any change
 *	below                  a whole sentence in quotation marks, the same from mark to mark in both
 *	                       articles, and both about the same
 *
 * Where characters are taken for words, so many times more of them are asked for (script.c).
 *
 * Whatever its length, a passage of which half is furniture is none. Of fewer than LONG words, neither is
 * a link to another article ("Trending: Harbour wall gives way"); of fewer than HEADLINE, a headline; of
 * fewer than STOCK, a stock phrase.
 *
 * Rejected: a part of a sentence in quotation marks, below SURE words. Two reporters who heard one man
 * quote the same half of his sentence; it is told as an utterance, and says nothing of who copied whom.
 */
#include "match/worth.h"

#include "match/furniture.h"
#include "match/setting.h"

enum {
	LONG = 28,
	SURE = 12,
	STOCK = 14,    /* a stock phrase has fewer words */
	HEADLINE = 18, /* so has a headline */
	RELATED = 48,  /* of 256, as in furniture.c */
};

struct place place_of(const struct worth *worth, const struct token_text *a,
		      const struct token_text *b, const struct aligned *aligned)
{
	return (struct place){
		.in_a = tokens_span(worth->scratch, worth->rules, a, aligned->a,
				    aligned->a_end - 1),
		.in_b = tokens_span(worth->scratch, worth->rules, b, aligned->b,
				    aligned->b_end - 1),
	};
}

/*
 * A headline to which both pages lead; or, if it is as short as headlines are, to which one leads while it
 * stands on a line of its own in the other.
 */
static bool is_link(struct str a, struct str b, const struct place *place, bool is_short)
{
	struct link_setting in_a = set_as_link(a, place->in_a);
	struct link_setting in_b = set_as_link(b, place->in_b);

	if ((in_a.labelled && in_b.labelled) || (in_a.with_label && in_b.with_label))
		return true;
	return is_short &&
	       ((in_a.labelled && in_b.whole_line) || (in_b.labelled && in_a.whole_line));
}

static bool is_lifted_sentence(const struct token_text *a, const struct token_text *b,
			       const struct aligned *aligned, const struct place *place)
{
	return aligned->same == aligned->columns && topic_shared(&a->topic, &b->topic) >= RELATED &&
	       set_as_quoted_sentence(a->from->text, place->in_a) &&
	       set_as_quoted_sentence(b->from->text, place->in_b);
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
	return words && end - first < HEADLINE && capitals * 4 >= words * 3;
}

/* Written like a headline, with no long run in it. */
static bool is_headline_of_both(const struct token_text *a, const struct token_text *b,
				const struct aligned *aligned)
{
	return aligned->longest < a->characters * HEADLINE &&
	       is_headline(a, aligned->a, aligned->a_end) &&
	       is_headline(b, aligned->b, aligned->b_end);
}

/* A stock phrase, with no long run in it. */
static bool is_stock(const struct token_text *a, const struct aligned *aligned)
{
	return aligned->longest < a->characters * STOCK &&
	       2 * furniture_words(a->stock, aligned->a, aligned->a_end) >=
		       aligned->a_end - aligned->a;
}

/* What a passage of fewer than LONG words is. */
static enum verdict judge_short(const struct token_text *a, const struct token_text *b,
				const struct aligned *aligned, const struct place *place)
{
	uint32_t words = aligned->a_end - aligned->a, times = a->characters;

	if (is_link(a->from->text, b->from->text, place, words < times * HEADLINE))
		return VERDICT_LINK;
	if (is_headline_of_both(a, b, aligned))
		return VERDICT_HEADLINE;
	if (is_stock(a, aligned))
		return VERDICT_STOCK;
	if (aligned->longest >= times * SURE || is_lifted_sentence(a, b, aligned, place))
		return VERDICT_TOLD;
	return VERDICT_COMMON;
}

/* Whether none of the reasons for telling a passage can hold, whatever it is set between. */
static bool is_hopeless(const struct worth *worth, const struct token_text *a,
			const struct token_text *b, const struct aligned *aligned)
{
	uint32_t times = a->characters;

	if (aligned->same < times * worth->min_words)
		return true;
	if (aligned->same >= times * LONG)
		return false;
	if (aligned->longest < times * SURE &&
	    (aligned->same < aligned->columns || topic_shared(&a->topic, &b->topic) < RELATED))
		return true;
	return is_headline_of_both(a, b, aligned) || is_stock(a, aligned);
}

bool passage_told(const struct worth *worth, const struct token_text *a, const struct token_text *b,
		  const struct aligned *aligned, struct place *place)
{
	if (is_hopeless(worth, a, b, aligned))
		return false;
	*place = place_of(worth, a, b, aligned);
	return passage_judge(worth, a, b, aligned, place) == VERDICT_TOLD;
}

enum verdict passage_judge(const struct worth *worth, const struct token_text *a,
			   const struct token_text *b, const struct aligned *aligned,
			   const struct place *place)
{
	uint32_t words = aligned->a_end - aligned->a, times = a->characters;

	if (aligned->same < times * worth->min_words)
		return VERDICT_SHORT;
	if (2 * furniture_words(a->furniture, aligned->a, aligned->a_end) >= words)
		return VERDICT_FURNITURE;
	if (aligned->same >= times * LONG)
		return VERDICT_TOLD;
	return judge_short(a, b, aligned, place);
}
