/*
 * Dialogue.
 *
 * In half of Europe a paragraph of speech opens with a dash, and who says it is set into it:
 *
 *	—No lo haré —respondió la ministra Luna—, y punto.         between dashes: Spanish, Portuguese
 *	— Мы готовы, — сказал министр Осков. — Завтра начнём.      Russian
 *	– Nous partirons demain, dit-il, si le temps le permet.    between commas: French, Italian
 *	« Nous partirons, dit-il, si le temps le permet. »         and within quotation marks
 *	«Мы готовы, — сказал министр Осков. — Завтра начнём».
 *
 * Lists open with dashes too, and what stands between dashes or commas is mostly an aside. What tells is
 * the cue: a verb of saying right behind the mark, its subject behind the verb. A paragraph without
 * one stays what it is, whatever it opens with; speech that nobody is given to is no statement anyway.
 *
 * The stretches beside the cue become quotations without marks, so that all other rules see what they see
 * in '"…," said Osk, "…"'. Which of it a language does says its lexicon ([grammar]). A cue is looked for
 * behind each mark and is bounded, so the cost is linear.
 */
#include "attribute/dialogue.h"

#include "attribute/tokens.h"

#include "base/sorted.h"
#include "base/utf8.h"
#include "base/vector.h"

enum { CUE_MOST = 24, HELPERS_MOST = 4, APPOSITION_LOOKS = 3, NAME_LOOKS = 5 };

/* What stands between two words. */
enum gap { GAP_COMMA = 1, GAP_DASH = 2, GAP_STOP = 4 };

struct scan {
	struct arena *arena;
	struct str text;
	const struct lexicon *lexicon;
	const struct pieces *pieces;
	VEC(struct quotation) found;
};

/* Where to look: words [from, to), bytes of `inside`; in quotation marks all that is no cue is speech. */
struct ground {
	size_t from, to;
	struct span inside;
	bool in_marks;
};

static const struct word *word_at(const struct scan *s, size_t i)
{
	return &s->pieces->words.items[i];
}

static size_t word_end(const struct scan *s, size_t i)
{
	return word_at(s, i)->start + (size_t)word_at(s, i)->len;
}

static bool is_dash(uint32_t c)
{
	return c == 0x2013 || c == 0x2014 || c == 0x2015;
}

static unsigned gap_of(const struct scan *s, size_t from, size_t to)
{
	unsigned gap = 0;

	for (size_t i = from, used; i < to; i += used) {
		uint32_t c = utf8_decode(s->text.s + i, to - i, &used);

		if (is_dash(c) || (c == '-' && to - from > 1))
			gap |= GAP_DASH;
		else if (c == ',')
			gap |= GAP_COMMA;
		else if (c == '!' || c == '?' || c == 0x2026)
			gap |= GAP_STOP;
	}
	return gap;
}

static unsigned gap_before(const struct scan *s, size_t i)
{
	return gap_of(s, word_end(s, i - 1), word_at(s, i)->start);
}

static bool begins_sentence(const struct scan *s, size_t i)
{
	size_t at;

	SORTED_FIRST(at, 0, s->pieces->nsentences, s->pieces->sentences[at].word < i);
	return at < s->pieces->nsentences && s->pieces->sentences[at].word == i;
}

/* ---- cues */

/* The longest phrase of the lexicon at word i, of words that only blanks and hyphens part. */
static const struct lexeme *phrase_at(const struct scan *s, size_t i, size_t to)
{
	size_t n = 1;

	while (i + n < to && n < HELPERS_MOST &&
	       word_at(s, i + n)->start == word_end(s, i + n - 1) + 1)
		n++;
	return lexicon_longest(s->lexicon, word_at(s, i), n);
}

/* The entry of "est" in "s'est". */
static const struct lexeme *without_elided(const struct scan *s, size_t i)
{
	struct str word = str_sub(s->text, word_at(s, i)->start, word_end(s, i));
	size_t elided = s->lexicon->elides ? elided_len(word) : 0;

	if (!elided)
		return s->lexicon->lexemes;
	return lexicon_word(s->lexicon, split_hash(str_sub(word, elided, word.len)));
}

static bool has(const struct lexeme *lexeme, uint32_t tags)
{
	return lexeme->tags & tags;
}

/* The place behind the verb of saying that begins at word i, helpers first: "[a-t-il] dit"; 0: none. */
static size_t verb_end(const struct scan *s, size_t i, size_t to, bool *has_subject)
{
	const uint32_t subject = TAG_HE | TAG_SHE | TAG_THEY;
	const unsigned finite = 1u << FORM_THIRD | 1u << FORM_PAST;
	bool helped = false;

	*has_subject = false;
	for (size_t n = 0; i < to && n <= HELPERS_MOST; n++) {
		const struct lexeme *lexeme = phrase_at(s, i, to);
		size_t words = lexeme->nwords;

		if (!lexeme->number)
			lexeme = without_elided(s, i);
		if (has(lexeme, TAG_VERB) && lexeme->takes & TAKES_QUOTE &&
		    lexeme->forms & (helped ? finite | 1u << FORM_PARTICIPLE : finite))
			return i + words;
		if (has(lexeme, subject) && words == 1 && !n && !(lexeme->more & MORE_CLITIC))
			return 0; /* "il dit": nothing is set in so */
		if (!has(lexeme, subject | TAG_AUXILIARY | TAG_ADVERB) &&
		    !(lexeme->more & MORE_CLITIC))
			return 0;
		helped |= has(lexeme, subject | TAG_AUXILIARY);
		*has_subject |= has(lexeme, subject);
		i += words;
	}
	return 0;
}

/* May words from i on be whom the verb before is about? */
static bool subject_begins(const struct scan *s, size_t i, size_t to)
{
	const uint32_t tags = TAG_HE | TAG_SHE | TAG_THEY | TAG_ARTICLE | TAG_POSSESSIVE |
			      TAG_TITLE | TAG_FORMER | TAG_ROLE | TAG_GROUP | TAG_TIME | TAG_ADVERB;
	const struct lexeme *lexeme = phrase_at(s, i, to);

	if (!lexeme->number)
		lexeme = without_elided(s, i);
	if (has(lexeme, TAG_THAT))
		return false;
	return word_at(s, i)->flags & WORD_CAPITAL || has(lexeme, tags);
}

/* "la maire, [Ada Lune], …": a name and nothing else up to the next mark. */
static bool all_capitals_at(const struct scan *s, size_t i, size_t to)
{
	size_t k = i;

	while (k < to && k < i + NAME_LOOKS && word_at(s, k)->flags & WORD_CAPITAL &&
	       (k == i || (!gap_before(s, k) && !begins_sentence(s, k))))
		k++;
	return k > i && (k == to || gap_before(s, k) || begins_sentence(s, k));
}

/* "…, la maire d'Osk, …", "…, qui préside le conseil, …": more about the subject. */
static bool is_apposition(const struct scan *s, size_t i, size_t to)
{
	const struct lexeme *lexeme = phrase_at(s, i, to);

	if (all_capitals_at(s, i, to) ||
	    has(lexeme, TAG_RELATIVE | TAG_TIME | TAG_TITLE | TAG_FORMER | TAG_ROLE | TAG_MEDIUM))
		return true;
	if (!has(lexeme, TAG_ARTICLE | TAG_POSSESSIVE))
		return false;
	for (size_t k = i + 1; k < to && k < i + APPOSITION_LOOKS && !gap_before(s, k); k++)
		if (has(phrase_at(s, k, to), TAG_TITLE | TAG_FORMER | TAG_ROLE | TAG_GROUP))
			return true;
	return false;
}

/* Does a cue begin at word i? The place behind its last word, or 0. */
static size_t cue_end(const struct scan *s, size_t i, size_t to, bool dashed)
{
	bool pronoun, named;
	size_t verb = verb_end(s, i, to, &pronoun), k = verb;

	if (!verb)
		return 0;
	if (k < to && !gap_before(s, k) && !begins_sentence(s, k)) {
		if (!pronoun && !dashed && !subject_begins(s, k, to))
			return 0;
		if (has(phrase_at(s, k, to), TAG_THAT))
			return 0;
		pronoun |= has(phrase_at(s, k, to), TAG_HE | TAG_SHE | TAG_THEY);
		k++;
	} else if (!pronoun && !dashed) {
		return 0;
	}
	named = !pronoun;
	for (; k < to && !begins_sentence(s, k); k++) {
		unsigned gap = gap_before(s, k);

		if (gap & GAP_DASH ||
		    (gap & GAP_COMMA && !dashed && !(named && is_apposition(s, k, to))))
			return k;
		if (k - i > CUE_MOST)
			return 0;
	}
	return k;
}

/* ---- stretches of speech */

/* Where speech begins in the gap at `from`: over blanks, commas, dashes and the cue's full stop. */
static size_t speech_start(const struct scan *s, size_t from, size_t to)
{
	size_t used;

	for (; from < to; from += used) {
		uint32_t c = utf8_decode(s->text.s + from, to - from, &used);

		if (!utf8_is_space(c) && !is_dash(c) && c != '-' && c != ',' && c != '.' &&
		    c != ';')
			break;
	}
	return from;
}

/* Where it ends in the gap [from, to): behind its own stops. */
static size_t speech_end(const struct scan *s, size_t from, size_t to)
{
	size_t end = from, used;

	for (size_t i = from; i < to; i += used) {
		uint32_t c = utf8_decode(s->text.s + i, to - i, &used);

		if (is_dash(c) || c == '-' || c == ',')
			break;
		if (!utf8_is_space(c))
			end = i + used;
	}
	return end;
}

static void stretch_add(struct scan *s, const struct quotation *like, size_t start, size_t end)
{
	struct quotation quotation = *like;

	if (end <= start)
		return;
	quotation.span = quotation.inside = span_between(start, end);
	quotation.closed = true;
	quotation.goes_on = false;
	vec_push(s->arena, &s->found, quotation);
}

/*
 * "– Non, dit-il, pas demain. Il se leva.": a comma takes speech up again for its sentence only, as the
 * next may be the page's own words. Adds that, and returns the word behind it.
 */
static size_t rest_of_sentence(struct scan *s, const struct ground *ground, size_t i,
			       const struct quotation *like)
{
	size_t start = speech_start(s, word_end(s, i - 1), word_at(s, i)->start), end = i + 1;

	while (end < ground->to && !begins_sentence(s, end))
		end++;
	stretch_add(
		s, like, start,
		speech_end(s, word_end(s, end - 1),
			   end < ground->to ? word_at(s, end)->start : span_end(ground->inside)));
	return end;
}

/*
 * The word at which speech goes on behind a cue that ends before word i, or ground->to. "— Нет, — сказал
 * он. Он помолчал. — Завтра": a dash takes it up again later, too.
 */
static size_t taken_up(struct scan *s, const struct ground *ground, size_t i, bool dashed,
		       const struct quotation *like)
{
	if (i >= ground->to || ground->in_marks || gap_before(s, i) & GAP_DASH)
		return i;
	if (!dashed && gap_before(s, i) & GAP_COMMA && !begins_sentence(s, i))
		i = rest_of_sentence(s, ground, i, like);
	while (i < ground->to && !(gap_before(s, i) & GAP_DASH && begins_sentence(s, i)))
		i++;
	return i;
}

/* Adds the speech of the ground, parted by its cues; false, and nothing added, where it has none. */
static bool speech_add(struct scan *s, const struct ground *ground, const struct quotation *like)
{
	size_t start = speech_start(s, ground->inside.start, span_end(ground->inside));
	bool found = false;

	for (size_t i = ground->from + 1; i < ground->to;) {
		unsigned gap = gap_before(s, i);
		bool dashed = gap & GAP_DASH;
		size_t end = 0;

		if (dashed || (gap && s->lexicon->cue_after_comma))
			end = cue_end(s, i, ground->to, dashed);
		if (!end) {
			i++;
			continue;
		}
		stretch_add(s, like, start,
			    speech_end(s, word_end(s, i - 1), word_at(s, i)->start));
		found = true;
		end = taken_up(s, ground, end, dashed, like);
		if (end >= ground->to)
			return true;
		start = speech_start(s, word_end(s, end - 1), word_at(s, end)->start);
		i = end + 1;
	}
	if (found)
		stretch_add(s, like, start, span_end(ground->inside));
	return found;
}

/* ---- paragraphs and quotations */

/* The words of the paragraph; in the ground of a mark pair only those within it. */
static struct ground ground_of(const struct scan *s, uint32_t number)
{
	const struct paragraph *paragraph = &s->pieces->paragraphs[number];
	const struct sentence *first = &s->pieces->sentences[paragraph->sentence];
	const struct sentence *last = first + paragraph->nsentences - 1;

	return (struct ground){first->word, last->word + (size_t)last->nwords, paragraph->span,
			       false};
}

static bool opens_with_dash(const struct scan *s, const struct ground *ground)
{
	struct str text = str_sub(s->text, ground->inside.start, word_at(s, ground->from)->start);
	size_t used, blanks;
	uint32_t c;

	if (!text.len || !(word_at(s, ground->from)->flags & (WORD_CAPITAL | WORD_NUMBER)))
		return false;
	c = utf8_decode(text.s, text.len, &used);
	blanks = speech_start(s, ground->inside.start + used, word_at(s, ground->from)->start);
	if (blanks <
	    word_at(s, ground->from)->start) { /* "¿", "¡"; a quotation speaks for itself */
		size_t more;
		uint32_t next = utf8_decode(s->text.s + blanks,
					    word_at(s, ground->from)->start - blanks, &more);

		if (next != 0xBF && next != 0xA1)
			return false;
	}
	return is_dash(c) || c == '-';
}

/* The first of words [low, high) that begins at byte `start` or behind. */
static size_t word_from(const struct scan *s, size_t low, size_t high, size_t start)
{
	size_t at;

	SORTED_FIRST(at, low, high, word_at(s, at)->start < start);
	return at;
}

static void quotation_part(struct scan *s, const struct quotation *quotation, struct ground ground)
{
	size_t first = s->found.n;

	ground.from = word_from(s, ground.from, ground.to, quotation->inside.start);
	ground.to = word_from(s, ground.from, ground.to, span_end(quotation->inside));
	ground.inside = quotation->inside;
	ground.in_marks = true;
	if (!s->lexicon->cue_in_marks || ground.to < ground.from + 3 ||
	    !speech_add(s, &ground, quotation)) {
		vec_push(s->arena, &s->found, *quotation);
		return;
	}
	if (s->found.n == first)
		return;
	s->found.items[first].span =
		span_between(quotation->span.start, span_end(s->found.items[first].span));
	if (span_end(s->found.items[s->found.n - 1].span) == span_end(quotation->inside)) {
		struct quotation *last = &s->found.items[s->found.n - 1];

		last->span = span_between(last->span.start, span_end(quotation->span));
		last->closed = quotation->closed;
		last->goes_on = quotation->goes_on;
	}
}

void dialogue_find(struct arena *arena, struct str text, const struct lexicon *lexicon,
		   const struct pieces *pieces, struct quotations *quotations)
{
	struct scan scan = {.arena = arena, .text = text, .lexicon = lexicon, .pieces = pieces};
	size_t q = 0;

	if (!lexicon->dash_dialogue && !lexicon->cue_in_marks)
		return;
	for (uint32_t i = 0; i < pieces->nparagraphs; i++) {
		struct ground ground = ground_of(&scan, i);
		struct quotation like = {.paragraph = i};
		bool spoken = lexicon->dash_dialogue && ground.from < ground.to &&
			      !pieces->sentences[pieces->paragraphs[i].sentence].furniture &&
			      opens_with_dash(&scan, &ground) && speech_add(&scan, &ground, &like);

		for (; q < quotations->n && quotations->items[q].paragraph == i; q++)
			if (!spoken)
				quotation_part(&scan, &quotations->items[q], ground);
	}
	*quotations = (struct quotations){scan.found.items, scan.found.n};
}
