/*
 * Utterances: one statement, printed by many.
 *
 *	The Beacon    "We owe them every safe crossing of the last ninety years," Bray said.   fullest
 *	Valley Post   Bray spoke of "every safe crossing".                                     cut
 *	Tidings       "We owe them each safe crossing of the last ninety years."               altered
 *
 * Quotes whose words are the same are one print. Two prints belong together where the shorter's word
 * triples stand mostly (NEAR) in the longer's, the speakers may be one person, and no more than MOST_DAYS
 * lie between the articles: a ritual's phrases come back next year as a new utterance. Candidates are
 * found through an index of triples; one in more than MOST_POSTINGS distinct prints tells nothing and
 * is left out. Groups are the connected parts (union-find), so order does not matter.
 *
 * The fullest print is the longest. Against it every other is aligned word by word: what it lacks was
 * cut, which is the trade's right; what it has in place of other words, or more, is an alteration.
 */
#include "lineage/utterances.h"

#include "lineage/sources.h"

#include "base/hash.h"
#include "base/map.h"
#include "base/utf8.h"
#include "base/vector.h"

#include <stdlib.h>
#include <string.h>

enum { TRIPLE = 3, MOST_POSTINGS = 500, MOST_DAYS = 60, MOST_DIFFERENCES = 20 };

static const double NEAR = 0.6;

struct print {
	uint32_t article, quote;
	struct str words_text; /* the quoted stretches, joined by blanks */
	const uint32_t *hashes; /* of its words */
	uint32_t nwords;
	uint64_t same;         /* hash of all its words */
	uint32_t group;        /* union-find: number of a print of the same group */
	uint32_t shared;       /* triples in common with the print being looked at */
	bool joined;           /* with an earlier print of the very same words: not in the index */
};

struct prints {
	struct print *items;
	size_t n, room;
};

/*
 * Most triples stand in one print only, and need no place in the index. Two fields of bits tell: one for
 * what was met, one for what was met again (Bloom 1970, with one hash); a false bit costs a posting.
 */
struct seen_once {
	uint64_t *bits;
	uint64_t mask;
};

struct posting {
	uint32_t print, next; /* next: number + 1, or 0 */
};

struct finding {
	struct arena *out, *scratch;
	const struct lineage_text *texts;
	struct prints prints;
	struct words words; /* of the print being made */
	struct seen_once once, twice;
	struct map triples; /* hash: last posting's number + 1 | how many << 32 */
	VEC(struct posting) postings;
};

/* ---------------------------------------------------------------- prints */

/* How many bytes a single quotation mark at text[at] takes; 0: none is there. */
static size_t single_mark(struct str text, size_t at)
{
	if (text.s[at] == '\'')
		return 1;
	return str_starts(str_sub(text, at, text.len), STR("‘")) || str_starts(str_sub(text, at, text.len), STR("’")) ? 3 : 0;
}

/* A mark opens behind a blank and closes before one: within a word it is an apostrophe. */
static void single_quoted_add(struct buf *buf, struct str text)
{
	size_t start = STR_NONE, len;

	for (size_t i = 0; i < text.len; i += len ? len : 1) {
		bool blank_before = !i || text.s[i - 1] == ' ' || text.s[i - 1] == '\n';

		len = single_mark(text, i);
		if (!len)
			continue;
		if (start == STR_NONE && blank_before) {
			start = i + len;
		} else if (start != STR_NONE && !blank_before &&
			   (i + len >= text.len || !ascii_is_alpha(text.s[i + len]))) {
			buf_add(buf, str_sub(text, start, i));
			buf_add_byte(buf, ' ');
			start = STR_NONE;
		}
	}
}

/* The parts of a quote's span that stand in quotation marks: in double ones, or else in single ones. */
static void quoted_add(struct buf *buf, struct str text)
{
	static const struct {
		struct str mark;
		bool opens, closes;
	} marks[] = {{STR("\""), true, true},	 {STR("“"), true, true}, {STR("”"), false, true},
		     {STR("„"), true, false}, {STR("«"), true, true}, {STR("»"), true, true}};
	size_t start = STR_NONE, before = buf->len;

	for (size_t i = 0; i < text.len; i++)
		for (size_t k = 0; k < sizeof(marks) / sizeof(*marks); k++) {
			if (!str_starts(str_sub(text, i, text.len), marks[k].mark))
				continue;
			if (start != STR_NONE && marks[k].closes) {
				buf_add(buf, str_sub(text, start, i));
				buf_add_byte(buf, ' ');
				start = STR_NONE;
			} else if (marks[k].opens) {
				start = i + marks[k].mark.len;
			}
			i += marks[k].mark.len - 1;
			break;
		}
	if (start != STR_NONE)
		buf_add(buf, str_sub(text, start, text.len));
	if (buf->len == before)
		single_quoted_add(buf, text);
	buf_add_byte(buf, ' ');
}

/* What stands in the quote's quotation marks; one stretch stays where it is in the article. */
static struct str words_of(struct finding *finding, const struct article *article, const struct quote *quote)
{
	struct buf buf = buf_in(finding->scratch);

	if (quote->form == QUOTE_DIRECT && quote->nspans == 1)
		return str_from(article->text, quote->spans[0]);
	for (size_t i = 0; i < quote->nspans; i++) {
		struct str text = str_from(article->text, quote->spans[i]);

		if (quote->form == QUOTE_MIXED) {
			quoted_add(&buf, text);
		} else {
			buf_add(&buf, text);
			buf_add_byte(&buf, ' ');
		}
	}
	return buf_str(&buf);
}

static void print_add(struct finding *finding, uint32_t article, uint32_t number)
{
	const struct quote *quote = &finding->texts[article].quotes->items[number];
	struct print print = {.article = article, .quote = number};
	uint32_t *hashes;

	if (quote->form == QUOTE_INDIRECT || !quote->nspans)
		return;
	print.words_text = words_of(finding, finding->texts[article].article, quote);
	finding->words.n = 0;
	split_words(finding->scratch, print.words_text, span_between(0, print.words_text.len), &finding->words);
	if (finding->words.n < TRIPLE)
		return;
	print.nwords = (uint32_t)finding->words.n;
	hashes = ARENA_ARRAY(finding->scratch, uint32_t, print.nwords);
	for (size_t i = 0; i < print.nwords; i++) {
		hashes[i] = finding->words.items[i].hash;
		print.same = hash_mix(print.same + hashes[i] + 1);
	}
	print.hashes = hashes;
	print.group = (uint32_t)finding->prints.n;
	vec_push(finding->scratch, &finding->prints, print);
}

/* ---------------------------------------------------------------- who belongs together */

static uint32_t group_of(struct prints *prints, uint32_t number)
{
	while (prints->items[number].group != number) {
		prints->items[number].group = prints->items[prints->items[number].group].group;
		number = prints->items[number].group;
	}
	return number;
}

/* The smaller number leads, so that groups do not depend on the order of unions. */
static void groups_join(struct prints *prints, uint32_t a, uint32_t b)
{
	a = group_of(prints, a);
	b = group_of(prints, b);
	if (a < b)
		prints->items[b].group = a;
	else
		prints->items[a].group = b;
}

static bool near_in_time(const struct article *a, const struct article *b)
{
	int32_t apart;

	if (a->published_from == PUBLISHED_UNKNOWN || b->published_from == PUBLISHED_UNKNOWN)
		return true;
	apart = moment_day(&a->published) - moment_day(&b->published);
	return apart <= MOST_DAYS && apart >= -MOST_DAYS;
}

static bool belong_together(const struct finding *finding, const struct print *a, const struct print *b)
{
	const struct lineage_text *in_a = &finding->texts[a->article], *in_b = &finding->texts[b->article];

	return names_agree(in_a->quotes->items[a->quote].speaker, in_b->quotes->items[b->quote].speaker) &&
	       near_in_time(in_a->article, in_b->article);
}

static uint64_t triple_at(const struct print *print, size_t at)
{
	const uint32_t *words = &print->hashes[at];

	return hash_mix(words[0] + hash_mix(words[1] + hash_mix(words[2])));
}

static bool seen_before(struct seen_once *seen, uint64_t hash)
{
	uint64_t *bits = &seen->bits[(hash & seen->mask) / 64], bit = (uint64_t)1 << (hash & 63);
	bool before = (*bits & bit) != 0;

	*bits |= bit;
	return before;
}

/* Sixteen bits a word of all prints: few triples are taken for another. */
static void seen_init(struct finding *finding, struct seen_once *seen)
{
	uint64_t bits = 1024;

	for (size_t i = 0, words = 0; i < finding->prints.n; i++)
		for (words += finding->prints.items[i].nwords; bits < words * 16;)
			bits *= 2;
	seen->bits = ARENA_ARRAY(finding->scratch, uint64_t, bits / 64);
	seen->mask = bits - 1;
}

static void triples_see(struct finding *finding, uint32_t number)
{
	const struct print *print = &finding->prints.items[number];

	for (size_t i = 0; i + TRIPLE <= print->nwords; i++) {
		uint64_t triple = triple_at(print, i);

		if (seen_before(&finding->once, triple))
			seen_before(&finding->twice, triple);
	}
}

static uint32_t posted(uint64_t value)
{
	return (uint32_t)(value >> 32);
}

/* Puts those of the print's triples that stand in others too in the index. */
static void triples_post(struct finding *finding, uint32_t number)
{
	const struct print *print = &finding->prints.items[number];

	for (size_t i = 0; i + TRIPLE <= print->nwords; i++) {
		uint64_t triple = triple_at(print, i), *value;
		uint32_t last;

		if (!(finding->twice.bits[(triple & finding->twice.mask) / 64] >> (triple & 63) & 1))
			continue;
		value = map_of_number(&finding->triples, triple);
		last = (uint32_t)*value;
		if (last && finding->postings.items[last - 1].print == number)
			continue; /* twice in one print */
		vec_push(finding->scratch, &finding->postings, ((struct posting){number, last}));
		*value = ((uint64_t)(posted(*value) + 1) << 32) | (uint32_t)finding->postings.n;
	}
}

/* Counts, for every other print, the triples it shares with this one, and joins those that share most. */
static void print_compare(struct finding *finding, uint32_t number)
{
	struct print *print = &finding->prints.items[number];
	VEC(uint32_t) met = {0};

	for (size_t i = 0; i + TRIPLE <= print->nwords; i++) {
		uint64_t *value = map_find_number(&finding->triples, triple_at(print, i));
		uint32_t at = value && posted(*value) <= MOST_POSTINGS ? (uint32_t)*value : 0;

		for (; at; at = finding->postings.items[at - 1].next) {
			uint32_t other = finding->postings.items[at - 1].print;

			if (other <= number)
				continue;
			if (!finding->prints.items[other].shared++)
				vec_push(finding->scratch, &met, other);
		}
	}
	for (size_t i = 0; i < met.n; i++) {
		struct print *other = &finding->prints.items[met.items[i]];
		size_t shorter = (print->nwords < other->nwords ? print->nwords : other->nwords) - TRIPLE + 1;

		if ((double)other->shared >= NEAR * (double)shorter && belong_together(finding, print, other))
			groups_join(&finding->prints, number, met.items[i]);
		other->shared = 0;
	}
}

static void prints_join(struct finding *finding)
{
	struct map same;

	map_init(&same, finding->scratch);
	seen_init(finding, &finding->once);
	seen_init(finding, &finding->twice);
	for (uint32_t i = 0; i < finding->prints.n; i++) {
		struct print *print = &finding->prints.items[i];
		uint64_t *first = map_of_number(&same, print->same);

		print->joined = *first && belong_together(finding, print, &finding->prints.items[*first - 1]);
		if (print->joined)
			groups_join(&finding->prints, i, (uint32_t)*first - 1);
		else
			triples_see(finding, i);
		if (!print->joined)
			*first = i + 1;
	}
	for (uint32_t i = 0; i < finding->prints.n; i++)
		if (!finding->prints.items[i].joined)
			triples_post(finding, i);
	for (uint32_t i = 0; i < finding->prints.n; i++)
		print_compare(finding, i);
}

/* ---------------------------------------------------------------- variants */

static struct str shown(struct finding *finding, const struct print *print, struct span span)
{
	return str_copy(finding->out, str_trim(str_from(print->words_text, span)));
}

/* Whether two words are one in British and American spelling: "neighbour", "organize", "centre". */
static bool same_spelling(struct str a, struct str b)
{
	size_t i = 0, k = 0;

	while (i < a.len && k < b.len) {
		char x = a.s[i], y = b.s[k];
		bool or_in_a = x == 'u' && y == 'r' && i && a.s[i - 1] == 'o';
		bool or_in_b = y == 'u' && x == 'r' && k && b.s[k - 1] == 'o';
		bool turned = i + 2 == a.len && k + 2 == b.len &&
			      ((x == 'r' && y == 'e' && a.s[i + 1] == 'e' && b.s[k + 1] == 'r') ||
			       (x == 'e' && y == 'r' && a.s[i + 1] == 'r' && b.s[k + 1] == 'e'));

		if (turned)
			return true;
		if (x != y && !or_in_a && !or_in_b && !((x == 's' && y == 'z') || (x == 'z' && y == 's')))
			return false;
		i += !or_in_b;
		k += !or_in_a;
	}
	return i == a.len && k == b.len;
}

static void variant_compare(struct finding *finding, const struct print *fullest, const struct print *print,
			    struct variant *variant)
{
	VEC(struct str) list = {0};
	struct edits edits = {0};

	if (fullest->same == print->same)
		return;
	match_edits(finding->scratch, finding->scratch, fullest->words_text,
		    span_between(0, fullest->words_text.len), print->words_text,
		    span_between(0, print->words_text.len), &edits);
	for (size_t i = 0; i < edits.n; i++) {
		const struct edit *edit = &edits.items[i];
		struct str a = shown(finding, fullest, edit->a), b = shown(finding, print, edit->b);

		if (edit->kind == EDIT_CHANGED && same_spelling(a, b))
			continue;
		if (edit->kind == EDIT_CHANGED || edit->kind == EDIT_ONLY_B)
			variant->altered = true;
		if (edit->kind == EDIT_SAME || list.n >= MOST_DIFFERENCES)
			continue;
		if (edit->kind == EDIT_CHANGED)
			vec_push(finding->out, &list,
				 str_format(finding->out, "changed: %.*s → %.*s", STR_ARG(a), STR_ARG(b)));
		else if (edit->kind == EDIT_ONLY_A)
			vec_push(finding->out, &list, str_format(finding->out, "cut: %.*s", STR_ARG(a)));
		else
			vec_push(finding->out, &list, str_format(finding->out, "added: %.*s", STR_ARG(b)));
	}
	variant->differences = list.items;
	variant->ndifferences = list.n;
}

static void utterance_fill(struct finding *finding, const uint32_t *members, size_t n,
			   struct utterance *utterance)
{
	const struct prints *prints = &finding->prints;
	const struct print *fullest = &prints->items[members[0]];

	*utterance = (struct utterance){.n = n, .variants = ARENA_ARRAY(finding->out, struct variant, n)};
	for (size_t i = 1; i < n; i++)
		if (prints->items[members[i]].nwords > fullest->nwords)
			fullest = &prints->items[members[i]];
	for (size_t i = 0; i < n; i++) {
		const struct print *print = &prints->items[members[i]];
		struct str speaker = finding->texts[print->article].quotes->items[print->quote].speaker;

		utterance->variants[i] = (struct variant){.article = print->article, .quote = print->quote,
							  .fullest = print == fullest};
		variant_compare(finding, fullest, print, &utterance->variants[i]);
		if (speaker.len > utterance->speaker.len)
			utterance->speaker = speaker;
	}
	utterance->id = str_format(
		finding->out, "u%012llx",
		(unsigned long long)(hash_mix(fullest->same + hash_str(finding->texts[fullest->article].article->id)) >>
				     16));
}

static void utterances_list(struct finding *finding, struct lineages *lineages)
{
	struct prints *prints = &finding->prints;
	VEC(struct utterance) list = {0};
	VEC(uint32_t) members = {0};
	uint32_t *next = ARENA_ARRAY(finding->scratch, uint32_t, prints->n), *last;

	/* Each group as a chain from its leader, in order of the prints. */
	last = ARENA_ARRAY(finding->scratch, uint32_t, prints->n);
	for (uint32_t i = 0; i < prints->n; i++) {
		uint32_t leader = group_of(prints, i);

		if (leader != i)
			next[last[leader]] = i;
		last[leader] = i;
	}
	for (uint32_t i = 0; i < prints->n; i++) {
		struct utterance utterance;

		if (group_of(prints, i) != i || last[i] == i)
			continue;
		members.n = 0;
		for (uint32_t k = i;; k = next[k]) {
			vec_push(finding->scratch, &members, k);
			if (k == last[i])
				break;
		}
		utterance_fill(finding, members.items, members.n, &utterance);
		vec_push(finding->out, &list, utterance);
	}
	lineages->utterances = list.items;
	lineages->nutterances = list.n;
}

void utterances_find(struct arena *out, struct arena *scratch, const struct lineage_text *texts, size_t n,
		     struct lineages *lineages)
{
	struct finding finding = {.out = out, .scratch = scratch, .texts = texts};

	map_init(&finding.triples, scratch);
	for (uint32_t i = 0; i < n; i++)
		for (uint32_t k = 0; texts[i].quotes && k < texts[i].quotes->n; k++)
			print_add(&finding, i, k);
	prints_join(&finding);
	utterances_list(&finding, lineages);
}
