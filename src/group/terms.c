/*
 * Articles as sparse vectors.
 *
 * Two articles are about one event when they share words that few others use: "Halden", "ferry",
 * "sank". So each article becomes a list of its words, weighed by how often and where they stand (a
 * title says more than a last paragraph) and by how rare they are.
 *
 *	"Ferry sinks off Halden" + text   ->   halden .61  ferri .44  sank .31  ferry·halden .28 …
 *
 * Rarity is the collection's own only where the collection is large. In five articles on one message
 * every telling word stands in every article, and plain inverse document frequency would call
 * "message" as empty as "the". So the collection is counted together with BACKGROUND_ARTICLES articles
 * that nobody has seen, in which a word of src/group/data stands in the share its section states, and
 * any other word almost never. With five articles the background decides, with fifty thousand the
 * articles do; a threshold on the cosine means the same in both.
 *
 * Words are cut to STEM_CHARACTERS characters, which joins "celebrate" and "celebration" in every
 * language that puts its endings last, without a stemmer for each (McNamee and Mayfield 2004 found
 * such stems as good as real ones). Two neighbouring words that are no common ones make a term of
 * their own: "pearl harbor" is more than "pearl" and "harbor".
 *
 * Cost: linear in the text, of which at most BODY_BYTES are read. Document frequencies are kept in a
 * table of counters by hash; two terms that share a counter merely look a little more common.
 */
#include "group/terms.h"

#include "group/tally.h"

#include "base/guard.h"
#include "base/hash.h"
#include "base/map.h"
#include "base/pool.h"
#include "base/table.h"
#include "base/utf8.h"
#include "base/vector.h"

#include <endian.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

extern const struct embedded group_data[];

enum {
	BODY_BYTES = 8 * 1024,
	LEAD_WORDS = 60,
	STEM_CHARACTERS = 6,
	BACKGROUND_ARTICLES = 2000,
	TERM_BYTES = 4, /* of a text for each of its terms, about */
};

static const double TITLE_WEIGHT = 4.0;
static const double LEAD_WEIGHT = 2.0;
static const double PAIR_WEIGHT = 0.4;
static const float PAIRED_SHARE = 0.02f;    /* words in more articles form no pairs */
static const float UNKNOWN_SHARE = 0.0005f; /* of articles that hold a word no list has */

struct background {
	struct map shares; /* term -> share in millionths */
};

/* split_fold() of most words: ASCII without a full stop, of which only the case changes. 0: it is none. */
static size_t fold_plain(struct str word, char *folded, size_t room)
{
	if (word.len > room)
		return 0;
	for (size_t i = 0; i < word.len; i++) {
		if (!is_ascii((unsigned char)word.s[i]) || word.s[i] == '.')
			return 0;
		folded[i] = ascii_lower(word.s[i]);
	}
	return word.len;
}

/* Where the stem of a folded word ends. */
static size_t stem_end(const char *folded, size_t len)
{
	size_t end = 0, used;

	for (unsigned i = 0; end < len && i < STEM_CHARACTERS; i++) {
		utf8_decode(folded + end, len - end, &used);
		end += used;
	}
	return end;
}

uint32_t term_of_word(struct str word, unsigned flags)
{
	char folded[256];
	size_t len = fold_plain(word, folded, sizeof(folded)), end;
	bool plain = len > 0;

	if (!plain)
		len = split_fold(word, folded, sizeof(folded));
	if (len > 2 && folded[len - 1] == 's' && folded[len - 2] == '\'')
		len -= 2;
	if (flags & WORD_NUMBER || (plain && len <= STEM_CHARACTERS))
		end = len;
	else
		end = plain ? STEM_CHARACTERS : stem_end(folded, len);
	return end ? (uint32_t)hash_bytes(folded, end, 1) | 1 : 0;
}

static uint32_t term_of_pair(uint32_t first, uint32_t second)
{
	return (uint32_t)hash_mix((uint64_t)first << 32 | second) | 1;
}

/* Reads a section name such as "0.05", whatever the locale's point is; 0 where it is none. */
static float share_of_section(struct str section)
{
	double share = 0, unit = 1;

	if (!str_starts(section, STR("0.")))
		return 0;
	for (size_t i = 2; i < section.len && ascii_is_digit(section.s[i]); i++) {
		share = share * 10 + (section.s[i] - '0');
		unit *= 10;
	}
	return (float)(share / unit);
}

static void background_add(struct background *background, struct arena *scratch, struct str line,
			   float share)
{
	struct words words = {0};

	split_words(scratch, line, span_between(0, line.len), &words);
	for (size_t i = 0; i < words.n; i++) {
		const struct word *word = &words.items[i];
		uint32_t term = term_of_word(str_sub(line, word->start, word->start + word->len),
					     word->flags);
		uint64_t *old = map_of_number(&background->shares, term);
		uint64_t millionths = (uint64_t)((double)share * 1e6);

		if (*old < millionths)
			*old = millionths;
	}
}

struct background *background_new(struct arena *arena)
{
	struct background *background = ARENA_NEW(arena, struct background);
	struct table table = tables_parse(arena, group_data);

	map_init(&background->shares, arena);
	for (size_t i = 0; i < table.n; i++) {
		float share = share_of_section(table.rows[i].section);

		if (share > 0)
			background_add(background, arena, table.rows[i].cells[0], share);
	}
	return background;
}

float background_share(const struct background *background, uint32_t hash)
{
	const uint64_t *share = map_find_number(&background->shares, hash);

	return share ? (float)*share / 1e6f : UNKNOWN_SHARE;
}

/* ---------------------------------------------------------------- counting one article */

/*
 * Words a worker has seen lately, by their bytes: most words of the news are a few thousand, and
 * folding, cutting and looking them up again each time would be most of the work.
 */
struct known_word {
	const char *bytes; /* in an article's text, which stays; NULL: none yet */
	uint64_t head;     /* the first of them */
	uint32_t len, term;
	bool common; /* too common to be part of a pair */
};

enum { WORDS_KNOWN = 1 << 13, COUNTS_KNOWN = 2048 };

/* What a word of a stretch adds to its term's count, and two words to that of their pair: in hundredths. */
struct worth {
	uint32_t word, pair;
};

struct counter {
	const struct background *background;
	const float *frequency; /* of the least counts: see term_frequency() */
	struct arena *scratch;
	struct known_word *known;
	struct tally tally;
	uint32_t words; /* of the body, so far */
};

static struct worth worth_of(double weight)
{
	return (struct worth){(uint32_t)(weight * 100), (uint32_t)(weight * PAIR_WEIGHT * 100)};
}

/* The first bytes of a word, eight at most, as a number. */
static uint64_t head_of(struct str text, const struct word *word)
{
	uint64_t head = 0;

	if (text.len - word->start < sizeof(head)) {
		memcpy(&head, text.s + word->start,
		       word->len < sizeof(head) ? word->len : sizeof(head));
		return le64toh(head);
	}
	memcpy(&head, text.s + word->start, sizeof(head));
	head = le64toh(head);
	return word->len < sizeof(head) ? head & (((uint64_t)1 << 8 * word->len) - 1) : head;
}

static struct known_word word_known(struct counter *counter, struct str text,
				    const struct word *word)
{
	struct known_word *known = &counter->known[word->hash & (WORDS_KNOWN - 1)];
	const char *bytes = text.s + word->start;
	uint64_t head = head_of(text, word);

	if (known->bytes && known->head == head && known->len == word->len &&
	    (word->len <= sizeof(head) || !memcmp(known->bytes, bytes, word->len)))
		return *known;
	*known = (struct known_word){.bytes = bytes, .head = head, .len = word->len};
	known->term = term_of_word((struct str){bytes, word->len}, word->flags);
	known->common = background_share(counter->background, known->term) > PAIRED_SHARE;
	return *known;
}

static void count_stretch(struct counter *counter, struct str text, struct span span, bool title)
{
	const struct worth of_title = worth_of(TITLE_WEIGHT), of_lead = worth_of(LEAD_WEIGHT),
			   of_body = worth_of(1.0);
	struct words words = {0};
	uint32_t before = 0;
	bool before_unspaced = false;

	split_words(counter->scratch, text, span, &words);
	for (size_t i = 0; i < words.n; i++) {
		const struct word *word = &words.items[i];
		struct known_word known = word_known(counter, text, word);
		bool unspaced = word->flags & WORD_UNSPACED;
		struct worth worth = title                         ? of_title
				     : counter->words < LEAD_WORDS ? of_lead
								   : of_body;

		counter->words += !title;
		if (known.term && !unspaced)
			tally_add(&counter->tally, known.term, worth.word);
		if (before && known.term && !known.common && unspaced == before_unspaced)
			tally_add(&counter->tally, term_of_pair(before, known.term),
				  unspaced ? worth.word : worth.pair);
		before = known.common ? 0 : known.term;
		before_unspaced = unspaced;
	}
}

static struct span span_capped(struct str text, struct span span, uint32_t most)
{
	uint32_t len = most;

	if (span.len <= most)
		return span;
	while (len && ((unsigned char)text.s[span.start + len] & 0xC0) == 0x80)
		len--;
	return (struct span){span.start, len};
}

/* What a count in hundredths is worth: a second mention adds less than the first. */
static float term_frequency(uint32_t count)
{
	float places = (float)count / 100.0f;

	return places < 1 ? places : 1 + logf(places);
}

/* What was counted so far, sorted by hash. */
static struct vector counted(struct arena *kept, const struct counter *counter)
{
	struct vector vector = {arena_alloc(kept, counter->tally.n * sizeof(struct term)),
				counter->tally.n};
	struct tallied *sorted =
		arena_alloc(counter->scratch, counter->tally.n * sizeof(struct tallied));

	tally_sorted(&counter->tally, sorted);
	for (uint32_t i = 0; i < vector.n; i++)
		vector.terms[i] =
			(struct term){sorted[i].hash, sorted[i].count < COUNTS_KNOWN
							      ? counter->frequency[sorted[i].count]
							      : term_frequency(sorted[i].count)};
	return vector;
}

static struct profile count_article(struct arena *kept, struct counter *counter,
				    const struct article *article)
{
	struct profile profile;
	uint32_t left = BODY_BYTES;
	size_t title = article->title.len < BODY_BYTES ? article->title.len : BODY_BYTES;
	size_t text = article->text.len < BODY_BYTES ? article->text.len : BODY_BYTES;

	tally_begin(&counter->tally, counter->scratch, title / TERM_BYTES);
	count_stretch(counter, article->title, span_between(0, title), true);
	profile.title = counted(kept, counter);
	tally_reserve(&counter->tally, (title + text) / TERM_BYTES);
	for (size_t i = 0; i < article->nmarks && left; i++) {
		struct span span = span_capped(article->text, article->marks[i].span, left);

		if (article->marks[i].kind != MARK_BODY)
			continue;
		count_stretch(counter, article->text, span, false);
		left -= span.len;
	}
	profile.whole = counted(kept, counter);
	return profile;
}

/* ---------------------------------------------------------------- weighing all of them */

struct weighing {
	const struct group_text *texts;
	struct profile *profiles;
	const struct background *background;
	struct arena *kept, *scratch; /* one of each a worker */
	struct known_word *known[POOL_MOST_THREADS];
	float frequency[COUNTS_KNOWN]; /* by count */
	float *rarity;                 /* by the low bits of a term's hash */
	uint32_t mask;
	size_t n;
};

static void count_one(void *context, size_t item, unsigned worker)
{
	struct weighing *weighing = context;
	struct counter counter = {.background = weighing->background,
				  .frequency = weighing->frequency,
				  .scratch = &weighing->scratch[worker],
				  .known = weighing->known[worker]};

	arena_clear(counter.scratch);
	weighing->profiles[item] =
		count_article(&weighing->kept[worker], &counter, weighing->texts[item].article);
}

static void weigh_vector(const struct weighing *weighing, struct vector *vector, uint32_t most)
{
	for (uint32_t i = 0; i < vector->n; i++) {
		struct term *term = &vector->terms[i];

		term->weight *= weighing->rarity[term->hash & weighing->mask];
	}
	vector_finish(vector, most);
}

static void weigh_one(void *context, size_t item, unsigned worker)
{
	struct weighing *weighing = context;

	(void)worker;
	weigh_vector(weighing, &weighing->profiles[item].whole, VECTOR_TERMS);
	weigh_vector(weighing, &weighing->profiles[item].title, TITLE_TERMS);
}

/* How many of all articles, seen and unseen, hold the terms of each slot; then how rare that is. */
static void measure_rarity(struct weighing *weighing, struct arena *arena)
{
	const struct map *shares = &weighing->background->shares;
	float all = (float)weighing->n + BACKGROUND_ARTICLES;
	size_t size = 1u << 16;

	while (size < weighing->n * 128 && size < 1u << 22)
		size *= 2;
	weighing->rarity = ARENA_ARRAY(arena, float, size);
	weighing->mask = (uint32_t)size - 1;
	for (size_t i = 0; i < shares->n; i++)
		weighing->rarity[shares->entries[i].number & weighing->mask] =
			BACKGROUND_ARTICLES * (float)shares->entries[i].value / 1e6f;
	for (size_t i = 0; i < weighing->n; i++) {
		const struct vector *whole = &weighing->profiles[i].whole;

		for (uint32_t k = 0; k < whole->n; k++)
			weighing->rarity[whole->terms[k].hash & weighing->mask] += 1;
	}
	for (size_t i = 0; i < size; i++)
		weighing->rarity[i] =
			logf(all / (weighing->rarity[i] + BACKGROUND_ARTICLES * UNKNOWN_SHARE));
}

static void keep_vector(struct arena *out, struct vector *vector)
{
	struct term *terms = ARENA_ARRAY(out, struct term, vector->n);

	if (vector->n)
		memcpy(terms, vector->terms, vector->n * sizeof(*terms));
	vector->terms = terms;
}

struct weighing_job {
	struct weighing weighing;
	struct arena *out;
	struct arena arenas[2 * POOL_MOST_THREADS];
	unsigned threads;
};

static void weigh_body(void *context)
{
	struct weighing_job *job = context;
	struct weighing *weighing = &job->weighing;
	enum wire_status status;

	weighing->background = background_new(job->out);
	for (uint32_t count = 0; count < COUNTS_KNOWN; count++)
		weighing->frequency[count] = term_frequency(count);
	for (unsigned t = 0; t < job->threads; t++)
		weighing->known[t] = ARENA_ARRAY(job->out, struct known_word, WORDS_KNOWN);
	status = pool_run(job->threads, weighing->n, count_one, weighing);
	if (status)
		guard_raise(status);
	measure_rarity(weighing, job->out);
	status = pool_run(job->threads, weighing->n, weigh_one, weighing);
	if (status)
		guard_raise(status);
	for (size_t i = 0; i < weighing->n; i++) {
		keep_vector(job->out, &weighing->profiles[i].whole);
		keep_vector(job->out, &weighing->profiles[i].title);
	}
}

enum wire_status terms_weigh(struct arena *out, const struct group_text *texts, size_t n,
			     unsigned threads, struct profile *profiles)
{
	struct weighing_job *job = ARENA_NEW(out, struct weighing_job);
	enum wire_status status;

	for (unsigned i = 0; i < 2 * POOL_MOST_THREADS; i++)
		arena_init(&job->arenas[i]);
	job->out = out;
	job->threads = threads < 1 ? 1 : threads > POOL_MOST_THREADS ? POOL_MOST_THREADS : threads;
	job->weighing = (struct weighing){.texts = texts,
					  .profiles = profiles,
					  .n = n,
					  .kept = job->arenas,
					  .scratch = job->arenas + POOL_MOST_THREADS};
	status = guard_run(weigh_body, job);
	for (unsigned i = 0; i < 2 * POOL_MOST_THREADS; i++)
		arena_release(&job->arenas[i]);
	return status;
}

/* ---------------------------------------------------------------- vectors */

/* The weight of the `most`-th strongest term, and how many of that weight are among the strongest. */
struct cut {
	float weight;
	uint32_t ties;
};

static uint32_t bits_of(float weight)
{
	uint32_t bits;

	memcpy(&bits, &weight, sizeof(bits));
	return bits;
}

enum { CUT_BUCKETS = 2048, CUT_SHIFT = 20, CUT_FEW = 256 };

/* The `place`-th largest of a few numbers, which are put in order. */
static uint32_t sorted_nth(uint32_t *few, uint32_t n, uint32_t place)
{
	for (uint32_t i = 1; i < n; i++) {
		uint32_t one = few[i], at = i;

		for (; at && few[at - 1] < one; at--)
			few[at] = few[at - 1];
		few[at] = one;
	}
	return few[place - 1];
}

/*
 * Weights are never negative, so their bits order as they do. All are counted by their first bits; what
 * shares those of the weight looked for is counted by the next, or put in order where it is little.
 */
static struct cut vector_cut(const struct vector *vector, uint32_t most)
{
	uint32_t counts[CUT_BUCKETS], few[CUT_FEW], prefix = 0, left = most, bucket, n = 0;
	struct cut cut = {0, 0};
	int known = 31, shift = CUT_SHIFT; /* the bits from `known` up are those of `prefix` */

	if (vector->n <= most || !most)
		return cut;
	for (;; known = shift, shift -= CUT_SHIFT / 2) {
		memset(counts, 0, sizeof(counts));
		bucket = 0;
		for (uint32_t i = 0; i < vector->n; i++) {
			uint32_t bits = bits_of(vector->terms[i].weight);
			uint32_t of = bits >> shift & (CUT_BUCKETS - 1);

			if (bits >> known != prefix >> known)
				continue;
			counts[of]++;
			bucket = of > bucket ? of : bucket;
		}
		while (counts[bucket] < left)
			left -= counts[bucket--];
		prefix |= bucket << shift;
		if (!shift || counts[bucket] <= CUT_FEW)
			break;
	}
	for (uint32_t i = 0; shift && i < vector->n; i++)
		if (bits_of(vector->terms[i].weight) >> shift == prefix >> shift)
			few[n++] = bits_of(vector->terms[i].weight);
	if (n)
		prefix = sorted_nth(few, n, left);
	for (uint32_t i = 0; i < n && few[i] > prefix; i++)
		left--;
	memcpy(&cut.weight, &prefix, sizeof(cut.weight));
	cut.ties = left;
	return cut;
}

void vector_strongest(struct vector *vector, uint32_t most)
{
	struct cut cut = vector_cut(vector, most);
	bool all = vector->n <= most;
	uint32_t n = 0;

	for (uint32_t i = 0; i < vector->n; i++) {
		struct term term = vector->terms[i];
		bool tie = !all && term.weight <= cut.weight;

		if (n == most || term.weight <= 0 || term.weight < cut.weight || (tie && !cut.ties))
			continue;
		cut.ties -= tie;
		vector->terms[n++] = term;
	}
	vector->n = n;
}

void vector_finish(struct vector *vector, uint32_t most)
{
	double square = 0;

	vector_strongest(vector, most);
	for (uint32_t i = 0; i < vector->n; i++)
		square += (double)vector->terms[i].weight * (double)vector->terms[i].weight;
	for (uint32_t i = 0; i < vector->n; i++)
		vector->terms[i].weight *= (float)(1.0 / sqrt(square));
}

float vector_cosine(const struct vector *a, const struct vector *b)
{
	float sum = 0;

	for (uint32_t i = 0, j = 0; i < a->n && j < b->n;) {
		if (a->terms[i].hash == b->terms[j].hash)
			sum += a->terms[i++].weight * b->terms[j++].weight;
		else if (a->terms[i].hash < b->terms[j].hash)
			i++;
		else
			j++;
	}
	return sum;
}

enum { FEW_VECTORS = 16 };

/* A term, and which of the vectors to be added up it is of. */
struct placed_term {
	struct term term;
	uint32_t place;
};

static int by_hash_and_place(const void *a, const void *b)
{
	const struct placed_term *x = a, *y = b;

	if (x->term.hash != y->term.hash)
		return x->term.hash < y->term.hash ? -1 : 1;
	return x->place < y->place ? -1 : x->place > y->place;
}

/* Adds up many vectors at once: in order of hash, then of place, so that sums are the same each time. */
static struct vector sum_of_many(struct arena *scratch, const struct vector *const *vectors,
				 size_t n, size_t total)
{
	struct vector sum = {ARENA_ARRAY(scratch, struct term, total), 0};
	struct placed_term *placed = ARENA_ARRAY(scratch, struct placed_term, total);
	size_t at = 0;

	for (size_t i = 0; i < n; i++)
		for (uint32_t k = 0; k < vectors[i]->n; k++)
			placed[at++] = (struct placed_term){vectors[i]->terms[k], (uint32_t)i};
	qsort(placed, total, sizeof(*placed), by_hash_and_place);
	for (size_t i = 0; i < total; i++) {
		if (sum.n && sum.terms[sum.n - 1].hash == placed[i].term.hash)
			sum.terms[sum.n - 1].weight += placed[i].term.weight;
		else
			sum.terms[sum.n++] = placed[i].term;
	}
	return sum;
}

/* The sum of two vectors, in `out`, which has room for the terms of both. */
static struct vector sum_of_two(const struct vector *a, const struct vector *b, struct term *out)
{
	uint32_t i = 0, j = 0, n = 0;

	while (i < a->n && j < b->n) {
		if (a->terms[i].hash == b->terms[j].hash) {
			out[n] = a->terms[i++];
			out[n++].weight += b->terms[j++].weight;
		} else if (a->terms[i].hash < b->terms[j].hash) {
			out[n++] = a->terms[i++];
		} else {
			out[n++] = b->terms[j++];
		}
	}
	while (i < a->n)
		out[n++] = a->terms[i++];
	while (j < b->n)
		out[n++] = b->terms[j++];
	return (struct vector){out, n};
}

/* The same as sum_of_many(), and faster for a few. */
static struct vector sum_of_few(struct arena *scratch, const struct vector *const *vectors,
				size_t n, size_t total)
{
	struct term *now = arena_alloc(scratch, total * sizeof(*now));
	struct term *next = arena_alloc(scratch, total * sizeof(*next));
	struct vector sum = {now, 0};

	for (size_t i = 0; i < n; i++) {
		sum = sum_of_two(&sum, vectors[i], next);
		next = now;
		now = sum.terms;
	}
	return sum;
}

struct vector vectors_mean(struct arena *out, struct arena *scratch,
			   const struct vector *const *vectors, size_t n, uint32_t most)
{
	struct vector sum;
	size_t total = 0;

	for (size_t i = 0; i < n; i++)
		total += vectors[i]->n;
	sum = n <= FEW_VECTORS ? sum_of_few(scratch, vectors, n, total)
			       : sum_of_many(scratch, vectors, n, total);
	vector_finish(&sum, most);
	keep_vector(out, &sum);
	return sum;
}
