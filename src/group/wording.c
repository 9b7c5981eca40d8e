/*
 * How the wording of a ritual moved from telling to telling.
 *
 * What a ritual says stands in its quotes. Each quote of a telling is looked for in the tellings
 * before it, the latest first:
 *
 *	2022  “firm solidarity”               2024  “firm support and solidarity”
 *	      found as it stands:       it is no news
 *	      found with changes:       replaced, “firm solidarity” -> “firm support and solidarity”
 *	      not found:                new
 *
 * Each phrase is noted once, where it is first told. One that every later telling has is kept, one
 * that the last telling has no more is dropped. Changes are found by aligning the words of two
 * quotes (align.c); enough telling words must stay the same, more where the speakers' names do not
 * agree. Long quotes count by the stretch that aligns, not as a whole.
 *
 * Bounds: QUOTES_MOST quotes a telling, those that most articles print; TELLINGS_BACK tellings
 * back; only quotes that share a telling word are aligned.
 */
#include "group/wording.h"

#include "base/hash.h"
#include "base/map.h"
#include "base/utf8.h"
#include "base/vector.h"
#include "group/grouping.h"

#include <stdlib.h>
#include <string.h>

enum {
	QUOTES_MOST = 48,
	TELLINGS_BACK = 6,
	SHORT_WORDS = 2,
	SAYING_BYTES = 4096,
	TELLING_DAYS = 3,
	KEPT_WORDS = 5
};

/* The same words in one telling, in however many articles. */
struct saying {
	struct str text, speaker;
	struct phrase phrase;
	uint64_t hash;
	uint64_t words; /* as phrase_words(): phrases that share no word share no bit */
	uint32_t articles;
};

struct telling {
	struct moment date;
	struct saying *sayings;
	size_t n;
};

struct wordings {
	struct grouping *grouping;
	const struct background *background;
	struct telling *tellings;
	size_t ntellings;
	VEC(struct wording) found;
	struct map seen; /* hash of phrase and what it replaced */
};

/* ---------------------------------------------------------------- the quotes of a telling */

static struct phrase phrase_of(struct wordings *w, struct str text)
{
	struct arena *arena = w->grouping->work;
	struct words words = {0};
	struct token *tokens;

	split_words(arena, text, span_between(0, text.len), &words);
	tokens = ARENA_ARRAY(arena, struct token, words.n);
	for (size_t i = 0; i < words.n; i++) {
		const struct word *word = &words.items[i];
		struct str bytes = str_sub(text, word->start, word->start + word->len);
		uint32_t term = term_of_word(bytes, word->flags);

		tokens[i] = (struct token){word->hash, word->start, word->start + word->len,
					   background_share(w->background, term) < 0.1f};
	}
	return (struct phrase){tokens, (uint32_t)words.n};
}

static uint64_t phrase_hash(const struct phrase *phrase)
{
	uint64_t hash = phrase->n;

	for (uint32_t i = 0; i < phrase->n; i++)
		hash = hash_mix(hash ^ phrase->tokens[i].hash);
	return hash;
}

/* A bit for each telling word, by its hash. */
static uint64_t phrase_words(const struct phrase *phrase)
{
	uint64_t words = 0;

	for (uint32_t i = 0; i < phrase->n; i++)
		if (phrase->tokens[i].telling)
			words |= 1ull << (phrase->tokens[i].hash & 63);
	return words;
}

/* Most printed first; then the longest; then by content. */
static int by_weight(const void *a, const void *b)
{
	const struct saying *x = a, *y = b;

	if (x->articles != y->articles)
		return x->articles > y->articles ? -1 : 1;
	if (x->phrase.n != y->phrase.n)
		return x->phrase.n > y->phrase.n ? -1 : 1;
	return x->hash < y->hash ? -1 : x->hash > y->hash;
}

struct sayings {
	struct map by_hash; /* hash of the words -> number + 1 */
	VEC(struct saying) items;
};

static void sayings_add(struct wordings *w, struct sayings *sayings, struct str text,
			struct str speaker)
{
	struct saying saying = {.text = text, .speaker = speaker, .articles = 1};
	uint64_t *known;

	if (text.len > SAYING_BYTES)
		return;
	saying.phrase = phrase_of(w, text);
	if (saying.phrase.n < SHORT_WORDS)
		return;
	saying.hash = phrase_hash(&saying.phrase);
	saying.words = phrase_words(&saying.phrase);
	known = map_of_number(&sayings->by_hash, saying.hash);
	if (*known) {
		struct saying *same = &sayings->items.items[*known - 1];

		same->articles++;
		if (!str_eq(same->speaker, speaker))
			same->speaker = (struct str){0}; /* cannot be told */
		return;
	}
	*known = sayings->items.n + 1;
	vec_push(w->grouping->work, &sayings->items, saying);
}

/* The mark that closes a quotation opened by `c`; 0: `c` opens none. */
static uint32_t closing_mark(uint32_t c)
{
	switch (c) {
	case '"':
		return '"';
	case 0x201C: /* “ ” */
		return 0x201D;
	case 0x201E: /* „ “ */
		return 0x201C;
	case 0xAB: /* « » */
		return 0xBB;
	case 0xBB: /* » « */
		return 0xAB;
	default:
		return 0;
	}
}

/*
 * The next words in quotation marks from *at on; moves *at behind them. A quotation without an end
 * runs to the end of the text.
 */
static struct str next_quoted(struct str text, size_t *at)
{
	uint32_t closing = 0;
	size_t start = 0, used;

	for (; *at < text.len; *at += used) {
		uint32_t c = utf8_decode(text.s + *at, text.len - *at, &used);

		if (closing && c == closing) {
			struct str quoted = str_sub(text, start, *at);

			*at += used;
			return quoted;
		}
		if (closing || !closing_mark(c))
			continue;
		closing = closing_mark(c);
		start = *at + used;
	}
	return closing ? str_sub(text, start, text.len) : (struct str){0};
}

/*
 * What was said word for word: of a direct quote all its words, of a mixed one each stretch in
 * quotation marks.
 */
static void quote_read(struct wordings *w, struct sayings *sayings, const struct article *article,
		       const struct quote *quote)
{
	struct buf whole = buf_in(w->grouping->work);

	for (size_t i = 0; i < quote->nspans && quote->form != QUOTE_INDIRECT; i++) {
		struct str text = str_from(article->text, quote->spans[i]), quoted;
		size_t at = 0, found = 0;

		while ((quoted = next_quoted(text, &at)).len) {
			found++;
			if (quote->form == QUOTE_MIXED)
				sayings_add(w, sayings, quoted, quote->speaker);
			else
				buf_addf(&whole, "%s%.*s", whole.len ? " " : "", STR_ARG(quoted));
		}
		if (!found && quote->form == QUOTE_DIRECT)
			buf_addf(&whole, "%s%.*s", whole.len ? " " : "", STR_ARG(text));
	}
	if (whole.len)
		sayings_add(w, sayings, buf_str(&whole), quote->speaker);
}

static void article_read(struct wordings *w, struct sayings *sayings, const struct group_text *text)
{
	for (size_t i = 0; i < text->quotes->n; i++)
		quote_read(w, sayings, text->article, &text->quotes->items[i]);
}

static int by_rank(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

	return x < y ? -1 : x > y;
}

/* The quotes of all stories that were told on one occasion. */
static void telling_read(struct wordings *w, const struct series *series, size_t from, size_t to,
			 struct telling *telling)
{
	struct grouping *g = w->grouping;
	struct sayings sayings = {0};
	VEC(uint32_t) ranks = {0};

	map_init(&sayings.by_hash, g->work);
	for (size_t s = from; s < to; s++) {
		const struct story *story = &g->groups->stories[series->stories[s]];

		for (size_t k = 0; k < story->n; k++)
			vec_push(g->work, &ranks, g->rank_of[story->articles[k]]);
	}
	qsort(ranks.items, ranks.n, sizeof(uint32_t), by_rank);
	for (size_t k = 0; k < ranks.n; k++)
		article_read(w, &sayings, &g->texts[ranks.items[k]]);
	if (sayings.items.n)
		qsort(sayings.items.items, sayings.items.n, sizeof(struct saying), by_weight);
	*telling = (struct telling){series->dates[from], sayings.items.items,
				    sayings.items.n < QUOTES_MOST ? sayings.items.n : QUOTES_MOST};
}

/* Of one telling are dates of one year, or of a few days where it comes round within the year. */
static bool one_telling(const struct series *series, size_t a, size_t b)
{
	if (!series->every.len || str_ends(series->every, STR("Y")))
		return series->dates[a].year == series->dates[b].year;
	return moment_day(&series->dates[b]) - moment_day(&series->dates[a]) <= TELLING_DAYS;
}

static void tellings_read(struct wordings *w, const struct series *series)
{
	size_t end;

	w->tellings = ARENA_ARRAY(w->grouping->work, struct telling, series->n);
	for (size_t start = 0; start < series->n; start = end) {
		for (end = start + 1; end < series->n && one_telling(series, start, end);)
			end++;
		telling_read(w, series, start, end, &w->tellings[w->ntellings++]);
	}
}

/* ---------------------------------------------------------------- finding phrases again */

static bool phrase_within(const struct phrase *part, const struct phrase *whole)
{
	for (uint32_t at = 0; at + part->n <= whole->n; at++) {
		uint32_t k = 0;

		while (k < part->n && part->tokens[k].hash == whole->tokens[at + k].hash)
			k++;
		if (k == part->n)
			return true;
	}
	return false;
}

static bool told_in(const struct telling *telling, const struct phrase *phrase)
{
	uint64_t words = phrase_words(phrase);

	for (size_t i = 0; i < telling->n; i++)
		if (!(words & ~telling->sayings[i].words) &&
		    phrase_within(phrase, &telling->sayings[i].phrase))
			return true;
	return false;
}

static bool share_a_word(struct str a, struct str b)
{
	size_t end_a = a.len, end_b = b.len, start_a = end_a, start_b = end_b;

	while (start_a && a.s[start_a - 1] != ' ' && a.s[start_a - 1] != '-')
		start_a--;
	while (start_b && b.s[start_b - 1] != ' ' && b.s[start_b - 1] != '-')
		start_b--;
	return str_eq_nocase(str_sub(a, start_a, end_a), str_sub(b, start_b, end_b)) ||
	       str_find_nocase(a, b) != STR_NONE || str_find_nocase(b, a) != STR_NONE;
}

/* Whether an alignment is one phrase in two wordings, not two phrases with some words in common. */
static bool is_rewording(const struct saying *now, const struct saying *then,
			 const struct alignment *alignment)
{
	uint32_t len_now = alignment->a_to - alignment->a_from;
	uint32_t len_then = alignment->b_to - alignment->b_from;
	uint32_t longer = len_now > len_then ? len_now : len_then;
	uint32_t shorter_quote = now->phrase.n < then->phrase.n ? now->phrase.n : then->phrase.n;
	bool other_speaker =
		now->speaker.len && then->speaker.len && !share_a_word(now->speaker, then->speaker);

	if (alignment->same == longer || alignment->telling < 2 || alignment->same * 2 < longer)
		return false;
	/* A few words out of long quotes are a coincidence; most of a short one is not. */
	if (alignment->same * 3 >= shorter_quote * 2)
		return true;
	return alignment->telling >= (other_speaker ? 5 : 3) && alignment->same >= 6;
}

static struct str stretch(const struct saying *saying, uint32_t from, uint32_t to)
{
	return str_sub(saying->text, saying->phrase.tokens[from].start,
		       saying->phrase.tokens[to - 1].end);
}

/* ---------------------------------------------------------------- noting what was found */

/* When a phrase is told, from the telling it is first found in. */
static void note_tellings(const struct wordings *w, const struct phrase *phrase,
			  struct wording *wording)
{
	size_t told = 0, since = 0;

	for (size_t t = 0; t < w->ntellings; t++) {
		bool here = told_in(&w->tellings[t], phrase);

		if (here && !told)
			wording->first = w->tellings[t].date;
		if (here)
			wording->last = w->tellings[t].date;
		told += here;
		since += told > 0;
		wording->dropped = told && !here;
	}
	wording->kept = told > 1 && told == since;
}

/* A phrase without the comma that the sentence around it put behind it. */
static struct str words_only(struct str text)
{
	text = str_trim(text);
	while (text.len && (text.s[text.len - 1] == ',' || text.s[text.len - 1] == ';'))
		text.len--;
	return text;
}

static void note(struct wordings *w, struct str text, const struct phrase *phrase,
		 struct str before)
{
	struct arena *out = w->grouping->out;
	struct wording wording = {0};
	uint64_t key = phrase_hash(phrase) ^ hash_mix(hash_str(before));
	uint64_t *known = map_of_number(&w->seen, key);

	if (*known)
		return;
	*known = 1;
	wording.phrase = str_copy(out, words_only(text));
	wording.before = str_copy(out, words_only(before));
	note_tellings(w, phrase, &wording);
	vec_push(out, &w->found, wording);
}

/* Looks for a saying of telling `t` in one earlier telling; notes a rewording. */
static bool reworded_from(struct wordings *w, const struct saying *now,
			  const struct telling *earlier)
{
	struct alignment best = {0};
	const struct saying *from = NULL;
	struct phrase phrase;

	for (size_t i = 0; i < earlier->n; i++) {
		struct alignment alignment;

		if (!(now->words & earlier->sayings[i].words))
			continue;
		arena_clear(w->grouping->scratch);
		phrases_align(w->grouping->scratch, &now->phrase, &earlier->sayings[i].phrase,
			      &alignment);
		if (alignment.score <= best.score ||
		    !is_rewording(now, &earlier->sayings[i], &alignment))
			continue;
		best = alignment;
		from = &earlier->sayings[i];
	}
	if (!from)
		return false;
	phrase = (struct phrase){now->phrase.tokens + best.a_from, best.a_to - best.a_from};
	if (!told_in(earlier, &phrase))
		note(w, stretch(now, best.a_from, best.a_to), &phrase,
		     stretch(from, best.b_from, best.b_to));
	return true;
}

/* The longest run of words that two sayings have in common: [*from, *to) of the first. */
static void longest_run(const struct phrase *a, const struct phrase *b, uint32_t *from,
			uint32_t *to)
{
	uint32_t runs[PHRASE_WORDS + 1] = {0}; /* that end before word j of b */
	uint32_t na = a->n < PHRASE_WORDS ? a->n : PHRASE_WORDS;
	uint32_t nb = b->n < PHRASE_WORDS ? b->n : PHRASE_WORDS;

	*from = *to = 0;
	for (uint32_t i = 0; i < na; i++) {
		for (uint32_t j = nb; j-- > 0;) {
			runs[j + 1] = a->tokens[i].hash == b->tokens[j].hash ? runs[j] + 1 : 0;
			if (runs[j + 1] <= *to - *from)
				continue;
			*to = i + 1;
			*from = *to - runs[j + 1];
		}
	}
}

/*
 * Words that a new saying keeps of an earlier one: “may peace be on every house”, whatever else is
 * prayed for.
 */
static void note_kept(struct wordings *w, const struct saying *now, const struct telling *earlier)
{
	for (size_t i = 0; i < earlier->n; i++) {
		struct phrase run;
		uint32_t from, to, telling = 0;

		if (!(now->words & earlier->sayings[i].words))
			continue;
		longest_run(&now->phrase, &earlier->sayings[i].phrase, &from, &to);
		for (uint32_t k = from; k < to; k++)
			telling += now->phrase.tokens[k].telling;
		if (to - from < KEPT_WORDS || telling < 2)
			continue;
		run = (struct phrase){now->phrase.tokens + from, to - from};
		note(w, stretch(now, from, to), &run, (struct str){0});
	}
}

/* A phrase is noted where it is first told: as new, or as another in new words. */
static void follow_saying(struct wordings *w, size_t t, const struct saying *now)
{
	size_t oldest = t > TELLINGS_BACK ? t - TELLINGS_BACK : 0;

	for (size_t k = t; k-- > 0;)
		if (told_in(&w->tellings[k], &now->phrase))
			return;
	for (size_t k = t; k-- > oldest;)
		if (reworded_from(w, now, &w->tellings[k]))
			return;
	if (t)
		note_kept(w, now, &w->tellings[t - 1]);
	note(w, now->text, &now->phrase, (struct str){0});
}

static int by_first(const void *a, const void *b)
{
	const struct wording *x = a, *y = b;
	int64_t first_x = moment_seconds(&x->first), first_y = moment_seconds(&y->first);
	int order;

	if (!x->before.len != !y->before.len)
		return x->before.len ? -1 : 1;
	if (first_x != first_y)
		return first_x < first_y ? -1 : 1;
	order = str_compare(x->phrase, y->phrase);
	return order ? order : str_compare(x->before, y->before);
}

void wording_find(struct grouping *g, struct series *series)
{
	struct wordings w = {.grouping = g, .background = g->background};

	map_init(&w.seen, g->work);
	tellings_read(&w, series);
	for (size_t t = 0; t < w.ntellings && w.ntellings > 1; t++)
		for (size_t i = 0; i < w.tellings[t].n; i++)
			follow_saying(&w, t, &w.tellings[t].sayings[i]);
	if (w.found.n)
		qsort(w.found.items, w.found.n, sizeof(struct wording), by_first);
	series->wording = w.found.items;
	series->nwording = w.found.n;
}
