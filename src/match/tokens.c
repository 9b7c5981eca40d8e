/*
 * From bytes to numbers.
 *
 * All later steps compare words millions of times and look at bytes only to say where a passage
 * begins and ends. So an article becomes a list of 32-bit numbers, the hashes of its folded words,
 * and of its places only every 16th is kept; the others are found again by splitting those few
 * words anew:
 *
 *	text     The  price  rose  5  per cent  on  Monday  …
 *	ids      31   87     22    9            4   55       (odd: a short word, little said)
 *	places   0                                           (the next is of word 16)
 *
 * House styles: "5 %", "5 percent", "5 per cent" and "5 pct" are one; the word is left out. Between
 * two regions of an article (its title and its body) stands a number that nothing else has, so that
 * no k-gram runs across.
 *
 * Cost: 4 bytes a word, two thirds of a byte a byte of text. A long article is read slice by slice.
 */
#include "match/tokens.h"

#include "base/hash.h"
#include "base/lanes.h"
#include "base/vector.h"
#include "match/script.h"

#include <string.h>

enum {
	SLICE = 4 * 1024,
	BYTES_A_WORD = 6, /* or so, the blank with it … */
	BYTES_LEAST = 4,  /* … and hardly ever less */
	WORDS_AHEAD = 64, /* that are made room for when words are split */
	IDEOGRAPHS_A_NAME = 2,
	LETTERS_A_NAME = 5,
	FEW_NAMES = 8, /* with fewer, all longer words count: scripts without capitals */
};

struct token {
	uint32_t id, start, end;
	bool name; /* written like one */
};

/* Where tokens go: all of them, or only their ids and places. */
struct sink {
	struct arena *scratch;
	struct arena *out; /* for `ids` */
	const struct token_rules *rules;
	VEC(struct token) tokens;
	VEC(uint32_t) ids;
	VEC(uint32_t) places;
	bool whole;    /* `ids` and `places` are wanted, else `tokens` … */
	size_t enough; /* … so many of them, or all there are */
	uint32_t last_hash;
	VEC(uint64_t) capitals;
	struct words words; /* of the slice at hand */
};

struct token_rules token_rules_of(void)
{
	return (struct token_rules){
		.percent = split_hash(STR("percent")),
		.pct = split_hash(STR("pct")),
		.per = split_hash(STR("per")),
		.cent = split_hash(STR("cent")),
	};
}

/* Makes room for n more. */
static void sink_reserve(struct sink *sink, size_t n)
{
	if (!sink->whole) {
		vec_reserve(sink->scratch, &sink->tokens, sink->tokens.n + n);
		return;
	}
	vec_reserve(sink->out, &sink->ids, sink->ids.n + n);
	vec_reserve(sink->scratch, &sink->places, (sink->ids.n + n) / TOKEN_STRIDE + 1);
	vec_reserve(sink->scratch, &sink->capitals, (sink->ids.n + n) / 64 + 1);
}

static inline void sink_push(struct sink *sink, struct token token)
{
	size_t at = sink->ids.n;

	if (!sink->whole) {
		sink->tokens.items[sink->tokens.n++] = token;
		return;
	}
	if (at % TOKEN_STRIDE == 0)
		sink->places.items[sink->places.n++] = token.start;
	if (at % 64 == 0)
		sink->capitals.items[sink->capitals.n++] = 0;
	sink->capitals.items[at / 64] |= (uint64_t)token.name << at % 64;
	sink->ids.items[sink->ids.n++] = token.id;
}

static void sink_pop(struct sink *sink)
{
	if (!sink->whole) {
		sink->tokens.n -= sink->tokens.n > 0;
		return;
	}
	if (sink->ids.n == 0)
		return;
	sink->ids.n--;
	sink->capitals.items[sink->ids.n / 64] &= ~((uint64_t)1 << sink->ids.n % 64);
	sink->places.n -= sink->ids.n % TOKEN_STRIDE == 0;
	sink->capitals.n -= sink->ids.n % 64 == 0;
}

/*
 * The smallest numbers taken so far, without repeats, in order: in a list behind one that is smaller than all, and
 * with what is larger than all where there are fewer. As signed numbers, which are compared in fewer instructions.
 */
struct smallest {
	int32_t list[1 + TOPIC_NAMES];
};

static const uint32_t to_signed = UINT32_C(1) << 31, NO_NAME = UINT32_MAX;

static void smallest_init(struct smallest *smallest)
{
	smallest->list[0] = INT32_MIN;
	for (size_t i = 1; i <= TOPIC_NAMES; i++)
		smallest->list[i] = INT32_MAX;
}

enum { FOUR = sizeof(fours_signed) / sizeof(int32_t), STEPS = TOPIC_NAMES / FOUR };

/*
 * Of all names an article has, those with the smallest numbers: the same ones for the same names. Behind a new one
 * all others move on by one place, each being the smaller of itself and the larger of the new one and the one
 * before. One that is there already counts as larger than all. No branch on what cannot be foreseen.
 */
static MADE_WITHIN void smallest_take(struct smallest *smallest, uint32_t name)
{
	int32_t new = (int32_t)(name ^ to_signed);
	fours_signed before[STEPS], here[STEPS], known = {0}, wanted;

	if (new >= smallest->list[TOPIC_NAMES])
		return;
#pragma GCC unroll 8
	for (int i = 0; i < STEPS; i++) {
		memcpy(&before[i], smallest->list + i * FOUR, sizeof(fours_signed));
		memcpy(&here[i], smallest->list + 1 + i * FOUR, sizeof(fours_signed));
		known |= here[i] == new;
	}
	wanted = (fours_signed){0} + (lanes_bits((lanes)known) ? INT32_MAX : new);
#pragma GCC unroll 8
	for (int i = 0; i < STEPS; i++) {
		fours_signed larger = before[i] > wanted,
			     moved = (before[i] & larger) | (wanted & ~larger);
		fours_signed smaller = here[i] < moved;

		here[i] = (here[i] & smaller) | (moved & ~smaller);
		memcpy(smallest->list + 1 + i * FOUR, &here[i], sizeof(fours_signed));
	}
}

static void topic_set(struct topic *topic, const struct smallest *smallest)
{
	for (size_t i = 0; i < TOPIC_NAMES; i++)
		topic->names[i] = (uint32_t)smallest->list[1 + i] ^ to_signed;
}

/* The words of a block of 64 that may be names: capitalised ones or, with `all`, any but short ones. */
static uint64_t names_among(const struct token_text *text, uint32_t first, bool all)
{
	uint32_t n = text->n - first < 64 ? text->n - first : 64;
	uint64_t names = 0;

	if (!all)
		return text->capitals[first / 64];
	for (uint32_t i = 0; i < n; i++)
		names |= (uint64_t) !(text->ids[first + i] & TOKEN_LIGHT) << i;
	return names;
}

MADE_TWICE static void take_names(const struct token_text *text, const uint64_t *without, bool all,
				  struct smallest *smallest)
{
	for (uint32_t i = 0; i < text->n; i += 64) {
		uint64_t names = names_among(text, i, all);

		if (without)
			names &= ~without[i / 64];
		for (; names; names &= names - 1)
			smallest_take(smallest, text->ids[i + (uint32_t)__builtin_ctzll(names)] *
							0x9E3779B1u);
	}
}

/* In scripts without blanks any few characters in a row may be a name. */
static void take_grams(const struct token_text *text, const uint64_t *without,
		       struct smallest *smallest)
{
	uint32_t k = text->characters > 2 ? LETTERS_A_NAME : IDEOGRAPHS_A_NAME;

	for (uint32_t i = 0; i + k <= text->n; i++) {
		uint64_t gram = 0;
		bool left_out = false;

		for (uint32_t j = i; j < i + k; j++) {
			gram = (gram + text->ids[j]) * 0x9E3779B97F4A7C15u;
			left_out |= token_bit(without, j);
		}
		if (!left_out)
			smallest_take(smallest, (uint32_t)(hash_mix(gram) >> 32));
	}
}

void token_topic(struct token_text *text, const uint64_t *without)
{
	struct smallest smallest;
	uint32_t left_out = 0;

	for (uint32_t i = 0; without && i < text->n; i += 64)
		left_out += (uint32_t)__builtin_popcountll(without[i / 64]);
	if (2 * left_out > text->n)
		without = NULL;
	smallest_init(&smallest);
	if (text->characters > 1) {
		take_grams(text, without, &smallest);
	} else {
		take_names(text, without, false, &smallest);
		if (smallest.list[FEW_NAMES] == INT32_MAX)
			take_names(text, without, true, &smallest);
	}
	topic_set(&text->topic, &smallest);
}

uint32_t topic_shared(const struct topic *a, const struct topic *b)
{
	size_t i = 0, j = 0, any = 0;

	for (; any < TOPIC_NAMES; any++) {
		uint32_t x = a->names[i], y = b->names[j];

		if ((x & y) == NO_NAME)
			break;
		i += x <= y;
		j += y <= x;
	}
	/* What both have was passed in both at once. */
	return any ? (uint32_t)((i + j - any) * 256 / any) : 256;
}

static inline void sink_word(struct sink *sink, const struct word *word)
{
	const struct token_rules *rules = sink->rules;
	bool says_much = word->flags & (WORD_UPPER | WORD_NUMBER);
	uint32_t light = word->len <= 3 && !says_much, before = sink->last_hash;
	bool name = word->flags & WORD_CAPITAL && word->len > 3;

	sink->last_hash = word->hash;
	if (word->hash == rules->percent || word->hash == rules->pct)
		return;
	if (word->hash == rules->cent && before == rules->per) {
		sink_pop(sink);
		return;
	}
	sink_push(sink, (struct token){(word->hash & ~1u) | light, word->start,
				       word->start + word->len, name});
}

static inline bool is_styled(const struct token_rules *rules, uint32_t hash)
{
	return (hash == rules->percent) | (hash == rules->pct) | (hash == rules->cent);
}

/*
 * What sink_word() does, for words up to the next whose place is kept, or up to one that is styled. Returns
 * how many it took. Without a branch on how a word is written, which nobody can foresee.
 */
static size_t sink_run(struct sink *sink, const struct word *words, size_t n)
{
	size_t at = sink->ids.n, within = at % TOKEN_STRIDE, taken = 0;
	size_t most = n < TOKEN_STRIDE - within ? n : TOKEN_STRIDE - within;
	const struct token_rules rules = *sink->rules; /* which no id that is written may change */
	uint32_t *ids = sink->ids.items + at;
	uint32_t names = 0;

	_Static_assert(WORD_CAPITAL == 1 && WORD_UPPER == 2 && WORD_NUMBER == 4 && TOKEN_LIGHT == 1,
		       "bits are moved");
	for (; taken < most && !is_styled(&rules, words[taken].hash); taken++) {
		uint32_t flags = words[taken].flags, is_long = words[taken].len > 3;

		names |= (flags & is_long) << taken;
		ids[taken] = (words[taken].hash & ~1u) | (~(is_long | flags >> 1 | flags >> 2) & 1);
	}
	if (!taken)
		return 0;
	if (!within)
		sink->places.items[sink->places.n++] = words->start;
	if (at % 64 == 0)
		sink->capitals.items[sink->capitals.n++] = 0;
	sink->capitals.items[at / 64] |= (uint64_t)names << at % 64;
	sink->ids.n += taken;
	sink->last_hash = words[taken - 1].hash;
	return taken;
}

/*
 * What sink_run() does with as many words as a place is kept for, four at once; false, and nothing done, where one
 * is styled. A word is three numbers of 32 bits: its start, its length and flags, its hash.
 */
static inline bool sink_stride(struct sink *sink, const struct word *words)
{
	const fours percent = (fours){0} + sink->rules->percent,
		    pct = (fours){0} + sink->rules->pct, cent = (fours){0} + sink->rules->cent;
	uint32_t *ids = sink->ids.items + sink->ids.n;
	fours styled = {0};
	uint64_t names = 0;

	_Static_assert(sizeof(struct word) == 12 && TOKEN_STRIDE == 16,
		       "four words are three loads");
#pragma GCC unroll 4
	for (unsigned i = 0; i < TOKEN_STRIDE; i += 4) {
		const struct word *word = words + i;
		fours a = fours_load(word), b = fours_load((const char *)word + LANES),
		      c = fours_load((const char *)word + 2 * LANES);
		fours hashes = __builtin_shufflevector(__builtin_shufflevector(a, b, 2, 2, 5, 5),
						       __builtin_shufflevector(c, c, 0, 0, 3, 3), 0,
						       2, 4, 6);
		fours written = __builtin_shufflevector(__builtin_shufflevector(a, b, 1, 1, 4, 4),
							__builtin_shufflevector(b, c, 3, 3, 6, 6),
							0, 2, 4, 6);
		fours is_long = (fours)((fours_signed)(written & UINT16_MAX) > 3);
		fours says_much =
			(fours)((written & (uint32_t)(WORD_UPPER | WORD_NUMBER) << 16) != 0);

		styled |= (fours)(hashes == percent) | (fours)(hashes == pct) |
			  (fours)(hashes == cent);
		hashes = (hashes & ~1u) | (~(is_long | says_much) & 1);
		memcpy(ids + i, &hashes, sizeof(hashes));
		names |= (uint64_t)fours_bits(is_long & written << 15) << i;
	}
	if (fours_bits(styled))
		return false;
	sink->places.items[sink->places.n++] = words->start;
	if (sink->ids.n % 64 == 0)
		sink->capitals.items[sink->capitals.n++] = 0;
	sink->capitals.items[sink->ids.n / 64] |= names << sink->ids.n % 64;
	sink->ids.n += TOKEN_STRIDE;
	sink->last_hash = words[TOKEN_STRIDE - 1].hash;
	return true;
}

/* Many words at once, of which nearly none is styled. */
static void sink_words(struct sink *sink, const struct words *words)
{
	const bool in_fours = __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__; /* lengths before flags */

	for (size_t i = 0; i < words->n;) {
		if (in_fours && words->n - i >= TOKEN_STRIDE && sink->ids.n % TOKEN_STRIDE == 0 &&
		    sink_stride(sink, words->items + i)) {
			i += TOKEN_STRIDE;
			continue;
		}
		i += sink_run(sink, words->items + i, words->n - i);
		if (i < words->n && is_styled(sink->rules, words->items[i].hash))
			sink_word(sink, &words->items[i++]);
	}
}

/* Where a slice that begins at `start` may end: behind a blank, where no word can go on. */
static uint32_t slice_end(struct str text, uint32_t start, uint32_t end, uint32_t size)
{
	const char *blank;

	if (end - start <= size)
		return end;
	blank = memchr(text.s + start + size, ' ', end - start - size);
	return blank ? (uint32_t)(blank - text.s) : end;
}

/* About how many bytes are to be read at once; 0: there is enough. */
static uint32_t slice_size(const struct sink *sink)
{
	if (sink->whole)
		return SLICE;
	if (sink->tokens.n >= sink->enough)
		return 0;
	return (uint32_t)(sink->enough - sink->tokens.n) * BYTES_A_WORD;
}

static void read_span(struct sink *sink, struct str text, uint32_t start, uint32_t end)
{
	struct words *words = &sink->words;
	uint32_t size;

	while (start < end && (size = slice_size(sink))) {
		uint32_t stop = slice_end(text, start, end, size);

		words->n = 0;
		vec_reserve(sink->scratch, words, (stop - start) / BYTES_LEAST + WORDS_AHEAD);
		split_words(sink->scratch, text, span_between(start, stop), words);
		sink_reserve(sink, words->n);
		if (sink->whole)
			sink_words(sink, words);
		else
			VEC_EACH (struct word, word, *words)
				sink_word(sink, word);
		start = stop;
	}
}

/* The number that stands between region i and the next. */
static uint32_t barrier_id(const struct match_text *from, size_t region)
{
	return (uint32_t)hash_mix(from->order + region * 0x9E3779B97F4A7C15u) | TOKEN_LIGHT;
}

/* What of the article's regions lies in text[from, until). */
static void read_regions(struct sink *sink, const struct match_text *text, uint32_t from,
			 uint32_t until)
{
	for (size_t i = 0; i < text->nregions; i++) {
		uint32_t start = text->regions[i].start, end = span_end(text->regions[i]);

		if (end < from || start >= until)
			continue;
		read_span(sink, text->text, start > from ? start : from, end < until ? end : until);
		if (i + 1 < text->nregions && end < until) {
			sink_reserve(sink, 1);
			sink_push(sink, (struct token){barrier_id(text, i), end, end, false});
		}
		sink->last_hash = 0;
	}
}

/* Room for as many words as there may be, so that lists seldom grow. */
static void reserve_all(struct sink *sink, const struct match_text *from)
{
	size_t bytes = 0;

	for (size_t i = 0; i < from->nregions; i++)
		bytes += from->regions[i].len;
	sink_reserve(sink, bytes / BYTES_LEAST + from->nregions + 1); /* for a barrier each */
}

/* A list as long as it is, in `out`. */
static void *list_kept(struct arena *out, const void *items, size_t bytes)
{
	void *kept = arena_alloc(out, bytes);

	return bytes ? memcpy(kept, items, bytes) : kept;
}

/* The ids are written where they stay, and what room is left of them is given back. */
void tokens_read(struct arena *out, struct arena *scratch, const struct token_rules *rules,
		 const struct match_text *from, struct token_words *words)
{
	struct sink sink = {.scratch = scratch, .out = out, .rules = rules, .whole = true};

	reserve_all(&sink, from);
	read_regions(&sink, from, 0, UINT32_MAX);
	arena_trim(out, sink.ids.items, sink.ids.room * sizeof(uint32_t),
		   sink.ids.n * sizeof(uint32_t));
	words->n = (uint32_t)sink.ids.n;
	words->characters = script_characters_a_word(from);
	words->ids = sink.ids.items;
	words->places = list_kept(out, sink.places.items, sink.places.n * sizeof(uint32_t));
	words->capitals = list_kept(out, sink.capitals.items, sink.capitals.n * sizeof(uint64_t));
}

struct token_text token_text_of(const struct match_text *from, const struct token_words *words)
{
	return (struct token_text){.from = from,
				   .ids = words->ids,
				   .places = words->places,
				   .capitals = words->capitals,
				   .n = words->n,
				   .characters = words->characters};
}

/* The words of block `block` up to word `last` of the article, or to the end of the block. */
static const struct token *block_tokens(struct arena *scratch, const struct token_rules *rules,
					const struct token_text *text, uint32_t block,
					uint32_t last)
{
	struct sink sink = {.scratch = scratch, .rules = rules};
	uint32_t until = UINT32_MAX;

	if ((block + 1) * TOKEN_STRIDE < text->n)
		until = text->places[block + 1];
	/* One more: "cent" takes away the "per" before it. */
	sink.enough = last - block * TOKEN_STRIDE + 2;
	read_regions(&sink, text->from, text->places[block], until);
	return sink.tokens.items;
}

struct span tokens_span(struct arena *scratch, const struct token_rules *rules,
			const struct token_text *text, uint32_t first, uint32_t last)
{
	uint32_t block = first / TOKEN_STRIDE, last_block = last / TOKEN_STRIDE, start;
	const struct token *tokens;

	tokens = block_tokens(scratch, rules, text, block, block == last_block ? last : first);
	start = tokens[first % TOKEN_STRIDE].start;
	if (block != last_block)
		tokens = block_tokens(scratch, rules, text, last_block, last);
	return span_between(start, tokens[last % TOKEN_STRIDE].end);
}
