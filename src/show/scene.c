#include "show/scene.h"

#include <stdlib.h>

enum { LABEL_BYTES = 120, HEADLINE_BYTES = 240 };

void scene_init(struct scene *scene)
{
	*scene = (struct scene){0};
	arena_init(&scene->arena);
	arena_init(&scene->scratch);
}

void scene_release(struct scene *scene)
{
	arena_release(&scene->arena);
	arena_release(&scene->scratch);
}

static void place_quotes(struct scene *scene)
{
	const struct findings *found = scene->found;
	size_t total = 0;

	scene->first_quote = ARENA_ARRAY(&scene->arena, size_t, found->n + 1);
	for (size_t i = 0; i < found->n; i++) {
		scene->first_quote[i] = total;
		total += found->quotes[i].n;
	}
	scene->first_quote[found->n] = total;
	scene->utterances = ARENA_ARRAY(&scene->arena, uint32_t, total);
	scene->variants = ARENA_ARRAY(&scene->arena, const struct variant *, total);
}

void scene_make(struct scene *scene, const struct findings *found)
{
	scene->found = found;
	scene->story_of = ARENA_ARRAY(&scene->arena, uint32_t, found->n);
	for (size_t i = 0; i < found->groups.nstories; i++)
		for (size_t j = 0; j < found->groups.stories[i].n; j++)
			scene->story_of[found->groups.stories[i].articles[j]] = (uint32_t)i + 1;
	if (!found->quotes)
		return;
	place_quotes(scene);
	for (size_t i = 0; i < found->lineages.nutterances; i++) {
		const struct utterance *utterance = &found->lineages.utterances[i];

		for (size_t j = 0; j < utterance->n; j++) {
			const struct variant *variant = &utterance->variants[j];

			size_t place = scene->first_quote[variant->article] + variant->quote;

			scene->utterances[place] = (uint32_t)i + 1;
			scene->variants[place] = variant;
		}
	}
}

const struct utterance *scene_utterance(const struct scene *scene, size_t article, size_t quote)
{
	uint32_t number = scene->utterances[scene->first_quote[article] + quote];

	return number ? &scene->found->lineages.utterances[number - 1] : NULL;
}

const struct variant *scene_variant(const struct scene *scene, size_t article, size_t quote)
{
	return scene->variants[scene->first_quote[article] + quote];
}

/* "news/may/courier-9.txt" gives "courier-9.txt". */
static struct str without_folders(struct str id)
{
	size_t start = id.len;

	while (start && id.s[start - 1] != '/')
		start--;
	return start < id.len ? str_sub(id, start, id.len) : id;
}

/* At most so many bytes, whole characters. */
static struct str cut(struct str str, size_t most)
{
	if (str.len <= most)
		return str;
	while (most && ((unsigned char)str.s[most] & 0xC0) == 0x80)
		most--;
	return str_sub(str, 0, most);
}

struct str scene_headline(const struct scene *scene, size_t number)
{
	const struct article *article = &scene->found->articles[number];

	return cut(article->title.len ? article->title : article->id, HEADLINE_BYTES);
}

struct str scene_story_title(const struct story *story)
{
	return cut(story->title.len ? story->title : story->id, HEADLINE_BYTES);
}

struct str scene_label(const struct scene *scene, size_t number)
{
	const struct article *article = &scene->found->articles[number];

	if (article->outlet.len)
		return cut(article->outlet, LABEL_BYTES);
	return cut(without_folders(article->id), LABEL_BYTES);
}

void scene_when(const struct scene *scene, uint32_t article, enum precision least, int64_t *first,
		int64_t *last)
{
	static const int32_t days[] = {
		[PRECISION_YEAR] = 365, [PRECISION_MONTH] = 30, [PRECISION_DAY] = 1};
	const struct moment *published = &scene->found->articles[article].published;

	*first = 1;
	*last = 0;
	if (published->precision == PRECISION_NONE || published->precision < least)
		return;
	*first = *last = moment_seconds(published);
	if (published->precision <= PRECISION_DAY)
		*last += (int64_t)days[published->precision] * 86400 - 1;
}

struct timed {
	int64_t first, last;
	uint32_t place;
};

/* By the middle of what is known; a day counts as its noon. */
static int compare_times(const void *a, const void *b)
{
	const struct timed *x = a, *y = b;
	bool undated = x->first > x->last, other = y->first > y->last;

	if (undated != other)
		return undated ? 1 : -1;
	if (!undated && x->first + x->last != y->first + y->last)
		return x->first + x->last < y->first + y->last ? -1 : 1;
	return (x->place > y->place) - (x->place < y->place);
}

uint32_t *scene_in_time(struct scene *scene, const struct story *story)
{
	struct timed *timed = ARENA_ARRAY(&scene->scratch, struct timed, story->n);
	uint32_t *places = ARENA_ARRAY(&scene->scratch, uint32_t, story->n);

	for (size_t i = 0; i < story->n; i++) {
		timed[i].place = (uint32_t)i;
		scene_when(scene, story->articles[i], PRECISION_YEAR, &timed[i].first,
			   &timed[i].last);
	}
	if (story->n)
		qsort(timed, story->n, sizeof(*timed), compare_times);
	for (size_t i = 0; i < story->n; i++)
		places[i] = timed[i].place;
	return places;
}

static struct str side_label(struct scene *scene, const struct copy *copy, char side)
{
	struct str a = scene_label(scene, copy->passage.a), b = scene_label(scene, copy->passage.b);

	if (str_eq(a, b))
		return side == 'a' ? STR("the first") : STR("the second");
	return side == 'a' ? a : b;
}

struct str scene_reason(struct scene *scene, const struct copy *copy, struct str reason)
{
	static const struct str joint = {", and ", 6};
	struct buf words = buf_in(&scene->scratch);
	bool due = true; /* a side may be named here */

	for (size_t i = 0; i < reason.len; i++) {
		bool side = reason.s[i] == 'a' || reason.s[i] == 'b';

		if (due && side && i + 1 < reason.len && reason.s[i + 1] == ' ')
			buf_add(&words, side_label(scene, copy, reason.s[i]));
		else
			buf_add_byte(&words, reason.s[i]);
		due = str_ends(str_sub(reason, 0, i + 1), joint);
	}
	return buf_str(&words);
}

struct str scene_pieces(struct arena *out, struct str text, const struct span *spans, size_t n)
{
	struct buf words = buf_in(out);

	for (size_t i = 0; i < n; i++) {
		struct span span = spans[i];

		if (words.len + span.len > SCENE_PIECES) {
			span.len =
				words.len < SCENE_PIECES ? SCENE_PIECES - (uint32_t)words.len : 0;
			while (span.len && ((unsigned char)text.s[span_end(span)] & 0xC0) == 0x80)
				span.len--;
		}
		if (!span.len)
			break;
		if (i)
			buf_add(&words, STR(" … "));
		buf_add(&words, str_from(text, span));
	}
	return buf_str(&words);
}

static const char *const month_names[] = {"January",   "February", "March",    "April",
					  "May",       "June",     "July",     "August",
					  "September", "October",  "November", "December"};

static unsigned two_digits(const char *s)
{
	return (unsigned)((s[0] - '0') * 10 + s[1] - '0');
}

/* " on 9 May" of "--05-09", " in May" of "--05"; whether it is one of these. */
static bool add_date(struct buf *words, struct str on)
{
	bool day = on.len == 7 && on.s[4] == '-';
	unsigned month;

	if (!(day || on.len == 4) || !str_starts(on, STR("--")))
		return false;
	month = two_digits(on.s + 2);
	if (month < 1 || month > 12)
		return false;
	if (day)
		buf_addf(words, " on %u %s", two_digits(on.s + 5), month_names[month - 1]);
	else
		buf_addf(words, " in %s", month_names[month - 1]);
	return true;
}

/* " 2 days before Easter" of "Easter-2"; whether it is one of these. */
static bool add_feast(struct buf *words, struct str on)
{
	size_t sign = STR("Easter").len;
	struct str days;

	if (!str_starts(on, STR("Easter")))
		return false;
	if (on.len == sign) {
		buf_add(words, STR(" at Easter"));
		return true;
	}
	days = str_sub(on, sign + 1, on.len);
	buf_addf(words, " %.*s day%s %s Easter", STR_ARG(days), str_eq(days, STR("1")) ? "" : "s",
		 on.s[sign] == '-' ? "before" : "after");
	return true;
}

/* When in its period: " on the last Monday of May"; what has no better words stays. */
static void add_day(struct buf *words, struct str on)
{
	if (add_date(words, on) || add_feast(words, on))
		return;
	buf_add(words, str_find(on, STR("day of ")) == STR_NONE ? STR(" on ") : STR(" on the "));
	buf_add(words, on);
}

/* "P1Y" gives "every year", "P5Y" "every 5 years"; anything else stays. */
static void add_period(struct buf *words, struct str every)
{
	static const char letters[] = "DWMY";
	static const char *const units[] = {"day", "week", "month", "year"};

	for (size_t i = 0; i < sizeof(letters) - 1; i++) {
		if (every.len < 3 || every.s[0] != 'P' || every.s[every.len - 1] != letters[i])
			continue;
		if (every.len == 3 && every.s[1] == '1')
			buf_addf(words, "every %s", units[i]);
		else
			buf_addf(words, "every %.*s %ss", (int)every.len - 2, every.s + 1,
				 units[i]);
		return;
	}
	buf_add(words, every);
}

struct str scene_rhythm(struct arena *out, const struct series *series)
{
	struct buf words = buf_in(out);

	if (!series->every.len)
		return STR("no steady rhythm");
	add_period(&words, series->every);
	if (series->on.len)
		add_day(&words, series->on);
	if (series->since.len) {
		buf_add(&words, STR(", since "));
		buf_add(&words, series->since);
	}
	return buf_str(&words);
}

struct str scene_disagreement(struct arena *out, const struct scene *scene,
			      const struct disagreement *disagreement)
{
	struct buf words = buf_in(out);

	buf_addf(&words, "%.*s:", STR_ARG(disagreement->what));
	for (size_t i = 0; i < disagreement->n; i++) {
		const struct figure *figure = &disagreement->figures[i];
		bool same = i && figure->number == figure[-1].number;

		if (same)
			buf_add(&words, STR(", "));
		else
			buf_addf(&words, "%s %u (", i ? ")," : "", figure->number);
		buf_add(&words, scene_label(scene, figure->article));
	}
	buf_add(&words, STR(")"));
	return buf_str(&words);
}

const char *claim_verdict_name(enum claim_verdict verdict)
{
	static const char *const names[] = {"supported", "contradicted", "open"};

	return names[verdict];
}
