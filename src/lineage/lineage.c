/*
 * The stage's main call: passages to copies, quotes to utterances.
 *
 * Each article that a passage touches is looked through once for the sources it credits; then each
 * passage is judged by what its two articles tell (pair.c).
 */
#include "lineage/pair.h"
#include "lineage/utterances.h"

#include "base/guard.h"
#include "base/pool.h"
#include "base/radix.h"

static const char *const kinds[] = {"agency", "outlet", "statement", "self", "unknown"};
static const char *const froms[] = {NULL, "a", "b"};
static const char *const credit_names[] = {NULL, "credited", "uncredited"};

const char *copy_kind_name(enum copy_kind kind)
{
	return kinds[kind];
}

const char *copy_from_name(enum copy_from from)
{
	return froms[from];
}

const char *copy_credit_name(enum copy_credit credit)
{
	return credit_names[credit];
}

enum { JUDGED_AT_ONCE = 64 }; /* passages */

struct looking {
	struct arena kept, scratch;
	struct arena told; /* what goes to the caller */
};

struct tracing {
	struct arena *out, names, scratch;
	struct looking lookings[POOL_MOST_THREADS]; /* a worker's memory */
	struct side *sides;
	const struct known_names *known;
	const struct lineage_text *texts;
	size_t n;
	const struct passages *passages;
	const struct lineage_options *options;
	struct lineages *lineages;
};

/* Whether the agency that an article's text is by is its outlet: an agency's own page. */
static bool signs_as_outlet(const struct tracing *tracing, const struct side *side)
{
	const struct article *article = side->text->article;
	enum source_kind kind;

	for (size_t i = 0; side->outlet.len && i < article->nagencies; i++)
		if (article->agencies[i].role == AGENCY_TEXT &&
		    str_eq_nocase(sources_name(tracing->options->sources, article->agencies[i].name, &kind), side->outlet))
			return true;
	return false;
}

/* For each quote, where the words of it and of all before it end. */
static const uint32_t *reach_of(struct arena *arena, const struct quotes *quotes)
{
	uint32_t *reach, last = 0;

	if (!quotes || !quotes->n)
		return NULL;
	reach = ARENA_ARRAY(arena, uint32_t, quotes->n);
	for (size_t i = 0; i < quotes->n; i++) {
		for (size_t k = 0; k < quotes->items[i].nspans; k++)
			if (span_end(quotes->items[i].spans[k]) > last)
				last = span_end(quotes->items[i].spans[k]);
		reach[i] = last;
	}
	return reach;
}

bool lineage_one_outlet(const struct article *a, const struct article *b)
{
	return a->outlet.len && str_eq_nocase(a->outlet, b->outlet);
}

/* Whether credits tell about the passage: not where it is one outlet's own. */
static bool asks_for_credits(const struct tracing *tracing, const struct passage *passage)
{
	return !lineage_one_outlet(tracing->texts[passage->a].article, tracing->texts[passage->b].article);
}

/* Looks through one article, if a passage touches it. */
static void side_work(void *context, size_t item, unsigned worker)
{
	struct tracing *tracing = context;
	struct arena *kept = &tracing->lookings[worker].kept, *scratch = &tracing->lookings[worker].scratch;
	const struct clean_rules *sources = tracing->options->sources;
	struct side *side = &tracing->sides[item];
	struct credits *credits;
	enum source_kind kind;

	if (!side->text)
		return;
	arena_clear(scratch);
	credits = ARENA_NEW(kept, struct credits);
	side->outlet = sources_name(sources, side->text->article->outlet, &kind);
	side->outlet_is_agency = kind == SOURCE_AGENCY || kind == SOURCE_STATE_AGENCY ||
				 signs_as_outlet(tracing, side);
	opening_read(scratch, tracing->options->rules, side->text->article, credits);
	if (side->credited)
		sources_find(kept, scratch, tracing->options, tracing->known, side->text, credits);
	side->credits = credits;
	side->reach = reach_of(kept, side->text->quotes);
}

static void sides_find(struct tracing *tracing)
{
	const struct passages *passages = tracing->passages;
	unsigned threads = tracing->options->threads ? tracing->options->threads : 1;
	enum wire_status status;

	tracing->known =
		known_names_of(&tracing->names, tracing->texts, tracing->n, tracing->options);
	tracing->sides = ARENA_ARRAY(&tracing->names, struct side, tracing->n);
	for (size_t i = 0; i < passages->n; i++) {
		const struct passage *passage = &passages->items[i];
		struct side *a = &tracing->sides[passage->a], *b = &tracing->sides[passage->b];

		a->text = &tracing->texts[passage->a];
		b->text = &tracing->texts[passage->b];
		if (asks_for_credits(tracing, passage))
			a->credited = b->credited = true;
	}
	status = pool_run(threads, tracing->n, side_work, tracing);
	if (status)
		guard_raise(status);
}

/* Judges some passages that follow one another. */
static void judge_work(void *context, size_t item, unsigned worker)
{
	struct tracing *tracing = context;
	size_t first = item * JUDGED_AT_ONCE, end = first + JUDGED_AT_ONCE;

	for (size_t i = first; i < end && i < tracing->passages->n; i++) {
		const struct passage *passage = &tracing->passages->items[i];
		struct pair pair = {tracing->sides[passage->a], tracing->sides[passage->b],
				    tracing->options->sources};

		pair_judge(&tracing->lookings[worker].told, &pair, passage,
			   &tracing->lineages->copies[i]);
	}
}

static void copies_judge(struct tracing *tracing)
{
	struct lineages *lineages = tracing->lineages;
	size_t n = tracing->passages->n;
	unsigned threads = tracing->options->threads ? tracing->options->threads : 1;
	enum wire_status status;

	sides_find(tracing);
	lineages->copies = ARENA_ARRAY(tracing->out, struct copy, n);
	lineages->ncopies = n;
	status = pool_run(threads, (n + JUDGED_AT_ONCE - 1) / JUDGED_AT_ONCE, judge_work, tracing);
	for (unsigned i = 0; i < threads; i++)
		arena_take(tracing->out, &tracing->lookings[i].told);
	if (status)
		guard_raise(status);
}

/* ---------------------------------------------------------------- families */

static bool has_time(const struct article *article)
{
	return article->published_from != PUBLISHED_UNKNOWN;
}

/* Which of the articles list[0 … n) was out before all others whose time is known. */
static uint32_t first_of(const struct lineage_text *texts, const uint64_t *list, size_t n)
{
	const struct article *first = NULL;
	uint32_t number = UINT32_MAX;
	int64_t minutes;

	for (size_t i = 0; i < n; i++) {
		const struct article *next = texts[(uint32_t)list[i]].article;

		if (has_time(next) && (!first || published_order(next, first, &minutes) < 0)) {
			first = next;
			number = (uint32_t)list[i];
		}
	}
	for (size_t i = 0; i < n; i++) {
		const struct article *other = texts[(uint32_t)list[i]].article;

		if (other != first && has_time(other) && published_order(first, other, &minutes) >= 0)
			return UINT32_MAX;
	}
	return number;
}

/* Counts the articles of each family, and finds the earliest. */
static void families_find(struct tracing *tracing)
{
	const struct passages *passages = tracing->passages;
	struct lineages *lineages = tracing->lineages;
	uint64_t *list = arena_alloc(&tracing->scratch, 2 * passages->n * sizeof(*list));
	size_t n = 0;

	for (size_t i = 0; i < passages->n; i++) {
		const struct passage *passage = &passages->items[i];

		list[n++] = (uint64_t)passage->family << 32 | passage->a;
		list[n++] = (uint64_t)passage->family << 32 | passage->b;
		if (passage->family >= lineages->nfamilies)
			lineages->nfamilies = passage->family + 1;
	}
	lineages->families = ARENA_ARRAY(tracing->out, struct family, lineages->nfamilies);
	radix_sort(list, arena_alloc(&tracing->scratch, n * sizeof(*list)), n, 0);
	for (size_t i = 0, end; i < n; i = end) {
		struct family *family = &lineages->families[list[i] >> 32];
		size_t kept = i;

		for (end = i; end < n && list[end] >> 32 == list[i] >> 32; end++)
			if (end == i || list[end] != list[end - 1])
				list[kept++] = list[end];
		family->articles = (uint32_t)(kept - i);
		family->first = first_of(tracing->texts, list + i, family->articles);
	}
}

/* ---------------------------------------------------------------- all together */

static void trace(void *context)
{
	struct tracing *tracing = context;

	copies_judge(tracing);
	families_find(tracing);
	if (tracing->options->copies_only)
		return;
	arena_clear(&tracing->scratch);
	utterances_find(tracing->out, &tracing->scratch, tracing->texts, tracing->n, tracing->lineages);
}

void lineage_find(struct arena *out, const struct lineage_text *texts, size_t n,
		  const struct passages *passages, const struct lineage_options *options,
		  struct lineages *lineages)
{
	struct tracing tracing = {.out = out, .texts = texts, .n = n, .passages = passages,
				  .options = options, .lineages = lineages};
	enum wire_status status;

	*lineages = (struct lineages){0};
	status = guard_run(trace, &tracing);
	arena_release(&tracing.names);
	arena_release(&tracing.scratch);
	for (unsigned i = 0; i < POOL_MOST_THREADS; i++) {
		arena_release(&tracing.lookings[i].kept);
		arena_release(&tracing.lookings[i].scratch);
		arena_release(&tracing.lookings[i].told);
	}
	if (status)
		guard_raise(status);
}
