/*
 * When an article without a date must have been written.
 *
 * Reporters write "on Tuesday" for the week of publication and name what everybody knows. Some words
 * bind the day together:
 *
 *	"… marked Victory Day on Tuesday …"      May 9 is a Tuesday: 1995, 2000, 2006, 2017, 2023
 *	"… the full-scale invasion of Ukraine …" not before 2022-02-24 (data/events.txt)
 *	"… struck the bank in November 2023 …"   not before 2023-11-01
 *	"… the 78th anniversary of victory over Nazi Germany …"   1945 + 78 = 2023
 *
 * What remains up to today is 2023-05-09, with these reasons. Where two years remain, or what is said
 * contradicts itself, nothing is claimed. Of the days of one week the latest one that the article looks
 * back to is that of publication: who writes on Wednesday, writes "Wednesday" somewhere.
 *
 * Most articles name no such day, and are only asked for the words that could: all is read of the others.
 *
 * Rejected: the newest year named (plans name later ones, histories earlier ones); a full date in the
 * first sentences (the day itself in only four of ten articles whose date is known).
 */
#include "date/date_rules.h"
#include "date/match.h"
#include "date/resolve.h"
#include "date/tense.h"

#include <string.h>

enum {
	EARLIEST_YEAR = 1980,
	MOST_PAIRS = 64,
	MOST_SENTENCE_WORDS = 1024,
	MOST_MATCHES = 64,
	MOST_BRIDGE = 8,
	NEAR_DAYS = 400,
	SLACK_DAYS = 14,  /* how far behind it lies what a report calls by its weekday */
	GRACE_DAYS = 366, /* an office is named on for a while by who held it */
	LEAD_SENTENCES = 2,
	LOOSE_SENTENCES = 6,
	DEADLINE_WORDS = 4
};

/* A day of the year, and the weekday it is said to have fallen on. */
struct pair {
	const struct holiday *holiday; /* or */
	unsigned month, day;
	unsigned weekday;
	struct span span;
	struct span
		beside; /* of the day, where it only stands in the same sentence: len 0, it does not */
};

struct bound {
	int32_t day;
	const struct event *event; /* which sets it; NULL: a date does */
	struct span span;          /* the words that name it; len 0: nothing does */
};

struct dating {
	struct arena *out, *scratch;
	const struct language *language, *events;
	struct str text;
	const struct pieces *pieces;
	struct matcher matcher;
	int32_t today;
	struct pair pairs[MOST_PAIRS];
	unsigned npairs;
	uint32_t nsentences; /* read so far */
	struct bound since, until;
	struct bound newest; /* the newest full date it looks back to; len 0: none */
	int newest_year;     /* the newest year it looks back to, full date or not */
	int anniversary;     /* the year an anniversary tells; 0: none; -1: they disagree */
	struct span anniversary_span;
	int32_t anniversary_number, anniversary_base;
	bool weekdays[8]; /* said with no look ahead */
};

/* ---------------------------------------------------------------- what is said */

static struct span span_of(const struct atoms *atoms, size_t first, size_t end)
{
	return span_between(atoms->items[first].start, atoms->items[end - 1].end);
}

static void note_event(struct dating *dating, const struct event *event, struct span span)
{
	if (event->since > dating->since.day)
		dating->since = (struct bound){event->since, event, span};
	if (event->until != INT32_MAX && event->until + GRACE_DAYS < dating->until.day)
		dating->until = (struct bound){event->until + GRACE_DAYS, event, span};
}

static bool is_of_class(const struct dating *dating, const struct atoms *atoms, size_t at,
			enum class class)
{
	struct reading found[READINGS];
	unsigned n = language_readings(dating->events, atoms, at, found, READINGS);

	for (unsigned i = 0; i < n; i++)
		if (found[i].class == class)
			return true;
	return false;
}

/*
 * The events and the base year named by atoms; the base goes to *base. The longest name counts:
 * "former President …" names no president in office.
 */
static void read_events(struct dating *dating, const struct atoms *atoms, int32_t *base)
{
	struct reading found[READINGS];

	for (size_t at = 0; at < atoms->n;) {
		unsigned n = 0, longest = 0;

		if (language_knows(dating->events, atoms->items[at].key) &&
		    !(at && is_of_class(dating, atoms, at - 1, CLASS_UNLESS)))
			n = language_readings(dating->events, atoms, at, found, READINGS);
		for (unsigned i = 0; i < n; i++) {
			if (found[i].class == CLASS_BASE)
				*base = found[i].value;
			if (found[i].class == CLASS_EVENT && found[i].natoms > longest)
				longest = found[i].natoms;
		}
		for (unsigned i = 0; i < n; i++)
			if (found[i].class == CLASS_EVENT && found[i].natoms == longest)
				note_event(dating, &dating->events->events[found[i].value],
					   span_of(atoms, at, at + longest));
		at += longest ? longest : 1;
	}
}

/* Whether all between two atoms may stand between a holiday and its weekday. */
static bool is_bridge(const struct dating *dating, const struct atoms *atoms, size_t from,
		      size_t to)
{
	for (size_t at = from; at < to; at++)
		if (!is_of_class(dating, atoms, at, CLASS_BETWEEN))
			return false;
	return to - from <= MOST_BRIDGE;
}

static bool is_bare_weekday(const struct match *match)
{
	return match->rule->act == ACT_DATE && says(&match->parts, CLASS_WEEKDAY) &&
	       !says(&match->parts, CLASS_DIR) && !says(&match->parts, CLASS_TURN) &&
	       !says(&match->parts, CLASS_DAY);
}

/* A day of the year without the year: "May 9", "Victory Day". */
static bool is_day_of_year(const struct match *match)
{
	const struct parts *parts = &match->parts;

	if (match->rule->act != ACT_DATE || says(parts, CLASS_YEAR) || says(parts, CLASS_DIR))
		return false;
	return says(parts, CLASS_HOLIDAY) || (says(parts, CLASS_MONTH) && says(parts, CLASS_DAY));
}

static void note_pair(struct dating *dating, const struct match *day, unsigned weekday,
		      struct span span)
{
	struct pair pair = {.weekday = weekday, .span = span};

	if (dating->npairs == MOST_PAIRS)
		return;
	if (says(&day->parts, CLASS_HOLIDAY)) {
		pair.holiday = &dating->language->holidays[day->parts.values[CLASS_HOLIDAY]];
	} else {
		pair.month = (unsigned)day->parts.values[CLASS_MONTH];
		pair.day = (unsigned)day->parts.values[CLASS_DAY];
		if (!date_exists(2000, pair.month, pair.day))
			return;
	}
	dating->pairs[dating->npairs++] = pair;
}

/*
 * "Thursday, March 7" may stand for any year; in the first sentences, beside a verb of the past, it is
 * the news itself.
 */
static bool is_news(struct dating *dating, const struct match *match)
{
	return dating->nsentences <= LEAD_SENTENCES &&
	       tense_near(&dating->matcher, dating->text, match) < 0;
}

/* A holiday or day, and a weekday behind it: "Victory Day (May 9) was celebrated on Tuesday". */
static void note_pair_behind(struct dating *dating, const struct atoms *atoms,
			     const struct match *matches, unsigned n)
{
	for (unsigned j = 1; j < n && j <= 2; j++) {
		const struct match *weekday = &matches[j];

		if (is_bare_weekday(weekday) &&
		    is_bridge(dating, atoms, matches[j - 1].end, weekday->first))
			note_pair(dating, &matches[0],
				  (unsigned)weekday->parts.values[CLASS_WEEKDAY],
				  span_of(atoms, matches[0].first, weekday->end));
		if (!is_day_of_year(weekday))
			return;
	}
}

/*
 * A holiday, and a weekday somewhere in the sentence: "a message over Victory Day, state media reported
 * Thursday". Tells nothing but where the year is known.
 */
static void note_loose_pair(struct dating *dating, const struct atoms *atoms,
			    const struct match *matches, unsigned n)
{
	const struct match *day = NULL, *weekday = NULL;
	unsigned before = dating->npairs;

	for (unsigned i = 0; i < n; i++) {
		if (is_day_of_year(&matches[i]) && !says(&matches[i].parts, CLASS_WEEKDAY))
			day = &matches[i];
		else if (is_bare_weekday(&matches[i]))
			weekday = &matches[i];
	}
	if (!day || !weekday || dating->nsentences > LOOSE_SENTENCES)
		return;
	note_pair(dating, day, (unsigned)weekday->parts.values[CLASS_WEEKDAY],
		  span_of(atoms, weekday->first, weekday->end));
	if (dating->npairs > before)
		dating->pairs[before].beside = span_of(atoms, day->first, day->end);
}

static void note_matches(struct dating *dating, const struct atoms *atoms,
			 const struct match *matches, unsigned n)
{
	for (unsigned i = 0; i < n; i++) {
		const struct match *here = &matches[i], *next = here + 1;

		if (is_bare_weekday(here))
			dating->weekdays[here->parts.values[CLASS_WEEKDAY] & 7] = true;
		if (is_day_of_year(here) && says(&here->parts, CLASS_WEEKDAY)) {
			if (is_news(dating, here))
				note_pair(dating, here, (unsigned)here->parts.values[CLASS_WEEKDAY],
					  span_of(atoms, here->first, here->end));
		} else if (is_day_of_year(here)) {
			note_pair_behind(dating, atoms, here, n - i);
		} else if (i + 1 < n && is_bare_weekday(here) && is_day_of_year(next) &&
			   !says(&next->parts, CLASS_WEEKDAY) && is_news(dating, here) &&
			   is_bridge(dating, atoms, here->end, next->first)) {
			note_pair(dating, next, (unsigned)here->parts.values[CLASS_WEEKDAY],
				  span_of(atoms, here->first, next->end));
		}
	}
}

/*
 * A full date that a verb of the past looks back to: nothing was written before it. A year alone is not
 * enough: much is called by a year to come.
 */
static void note_past_date(struct dating *dating, const struct atoms *atoms,
			   const struct match *match)
{
	const struct setting_of_words nothing = {.tense = 0};
	struct meaning meaning;

	if (match->rule->act != ACT_DATE ||
	    !(says(&match->parts, CLASS_FULLDATE) ||
	      (says(&match->parts, CLASS_YEAR) && says(&match->parts, CLASS_MONTH))) ||
	    tense_near(&dating->matcher, dating->text, match) >= 0 ||
	    !resolve(dating->language, match, &nothing, &meaning) || meaning.relative ||
	    !meaning.stretch.unit || meaning.stretch.first > dating->today)
		return;
	if (meaning.stretch.first > dating->newest.day)
		dating->newest = (struct bound){.day = meaning.stretch.first,
						.span = span_of(atoms, match->first, match->end)};
	if (dating->newest.day > dating->since.day)
		dating->since = dating->newest;
}

/* A year that a verb of the past looks back to. */
static void note_past_year(struct dating *dating, const struct match *match)
{
	int year = match->parts.values[CLASS_YEAR];

	if (match->rule->act == ACT_DATE && says(&match->parts, CLASS_YEAR) &&
	    year > dating->newest_year && day_of(year, 1, 1) <= dating->today &&
	    tense_near(&dating->matcher, dating->text, match) < 0)
		dating->newest_year = year;
}

/*
 * Whether a sentence tells another time for its anniversary: it names another year ("and, in May 2011, on
 * the 10th anniversary"), or "By the 75th anniversary" looks ahead.
 */
static bool is_elsewhere(struct dating *dating, const struct match *anniversary, int32_t base,
			 const struct match *matches, unsigned n)
{
	for (unsigned i = 0; i < n; i++)
		if (says(&matches[i].parts, CLASS_YEAR) &&
		    matches[i].parts.values[CLASS_YEAR] != base &&
		    matches[i].parts.values[CLASS_YEAR] !=
			    base + anniversary->parts.values[CLASS_ORDINAL])
			return true;
	for (size_t i = 1; i <= DEADLINE_WORDS && i <= anniversary->first; i++)
		if (matcher_reads(&dating->matcher, anniversary->first - i, CLASS_DEADLINE))
			return true;
	return false;
}

/* The only year in a sentence, where it stands behind "of", or 0: "the Accord of 1947". */
static int32_t base_said(const struct dating *dating, const struct atoms *atoms,
			 const struct match *matches, unsigned n)
{
	int32_t year = 0;

	for (unsigned i = 0; i < n; i++) {
		if (!says(&matches[i].parts, CLASS_YEAR))
			continue;
		if (year || !matches[i].first ||
		    !is_of_class(dating, atoms, matches[i].first - 1, CLASS_OF))
			return 0;
		year = matches[i].parts.values[CLASS_YEAR];
	}
	return year;
}

static void note_anniversary(struct dating *dating, const struct atoms *atoms,
			     const struct match *match, int32_t base)
{
	int32_t number = match->parts.values[CLASS_ORDINAL];
	int year = base + number;

	if (!base || number < 1 || year < EARLIEST_YEAR || day_of(year, 1, 1) > dating->today)
		return;
	if (dating->anniversary && dating->anniversary != year) {
		dating->anniversary = -1;
		return;
	}
	dating->anniversary = year;
	dating->anniversary_number = number;
	dating->anniversary_base = base;
	dating->anniversary_span = span_of(atoms, match->first, match->end);
}

static struct words words_of(const struct dating *dating, const struct sentence *sentence)
{
	return (struct words){.items = dating->pieces->words.items + sentence->word,
			      .n = sentence->nwords < MOST_SENTENCE_WORDS ? sentence->nwords
									  : MOST_SENTENCE_WORDS};
}

static void read_sentence(struct dating *dating, const struct sentence *sentence,
			  struct atoms *atoms)
{
	struct match matches[MOST_MATCHES];
	int32_t base = 0;
	unsigned n = 0;

	atoms->n = 0;
	atoms_add(dating->scratch, dating->text, sentence->span, words_of(dating, sentence), atoms);
	read_events(dating, atoms, &base);
	matcher_turn(&dating->matcher, atoms);
	for (size_t at = 0; at < atoms->n && n < MOST_MATCHES;) {
		if (!matcher_may(&dating->matcher, at) ||
		    !matcher_match(&dating->matcher, at, &matches[n])) {
			at++;
			continue;
		}
		at = matches[n].end;
		note_past_date(dating, atoms, &matches[n]);
		note_past_year(dating, &matches[n]);
		n++;
	}
	if (!base)
		base = base_said(dating, atoms, matches, n);
	for (unsigned i = 0; i < n; i++)
		if (matches[i].rule->act == ACT_ANNIVERSARY &&
		    !is_elsewhere(dating, &matches[i], base, matches, n))
			note_anniversary(dating, atoms, &matches[i], base);
	note_matches(dating, atoms, matches, n);
	note_loose_pair(dating, atoms, matches, n);
}

/* ---------------------------------------------------------------- what follows from it */

static int32_t pair_day(const struct pair *pair, int year)
{
	if (pair->holiday)
		return holiday_day(pair->holiday, year);
	return date_exists(year, pair->month, pair->day) ? day_of(year, pair->month, pair->day)
							 : INT32_MIN;
}

/* Whether the pair can have been so in that year, within the bounds. */
static bool fits(const struct dating *dating, const struct pair *pair, int year)
{
	int32_t day = pair_day(pair, year);

	return day != INT32_MIN && day_weekday(day) == pair->weekday &&
	       day + SLACK_DAYS >= dating->since.day && day < dating->until.day &&
	       day <= dating->today && (!dating->anniversary || dating->anniversary == year);
}

/*
 * Whether a day is too far from the newest date named: who writes of last November, writes within a year
 * or so. Then the weekday is of another time.
 */
static bool is_far(const struct dating *dating, int32_t day)
{
	return dating->newest.span.len && dating->newest.day >= dating->since.day &&
	       day > dating->newest.day + NEAR_DAYS;
}

/* How many days a pair leaves; the last of them is *left. */
static unsigned days_left(const struct dating *dating, const struct pair *pair, int32_t *left)
{
	unsigned month, day, n = 0;
	int last;

	day_parts(dating->today, &last, &month, &day);
	for (int year = EARLIEST_YEAR; year <= last; year++) {
		if (!fits(dating, pair, year))
			continue;
		*left = pair_day(pair, year);
		n++;
	}
	return n;
}

/* The latest day up to two days on whose weekday is named. */
static int32_t latest_named(const struct dating *dating, int32_t day)
{
	for (int32_t later = day + 2; later > day; later--)
		if (later <= dating->today && dating->weekdays[day_weekday(later)])
			return later;
	return day;
}

static const char *const weekday_names[] = {"",         "Monday", "Tuesday",  "Wednesday",
					    "Thursday", "Friday", "Saturday", "Sunday"};
static const char *const month_names[] = {"",        "January",  "February", "March",  "April",
					  "May",     "June",     "July",     "August", "September",
					  "October", "November", "December"};

struct reasons {
	struct str items[8];
	size_t n;
};

static void reason(struct reasons *reasons, struct str text)
{
	if (reasons->n < 8)
		reasons->items[reasons->n++] = text;
}

/* The words of a span on one line. */
static struct str quoted(struct dating *dating, struct span span)
{
	struct str words = str_from(dating->text, span);
	struct buf line = buf_in(dating->out);

	for (size_t i = 0; i < words.len; i++)
		buf_add_byte(&line, words.s[i] == '\n' || words.s[i] == '\r' || words.s[i] == '\t'
					    ? ' '
					    : words.s[i]);
	return buf_str(&line);
}

static void reason_pair(struct dating *dating, struct reasons *reasons, const struct pair *pair,
			const struct moment *day)
{
	struct str said = quoted(dating, pair->span), beside = quoted(dating, pair->beside);

	reason(reasons, str_format(dating->out, "\"%.*s\"%s%.*s%s: %u %s was a %s in %d",
				   STR_ARG(said), beside.len ? " beside \"" : "", STR_ARG(beside),
				   beside.len ? "\"" : "", day->day, month_names[day->month],
				   weekday_names[pair->weekday], day->year));
}

static void reason_bound(struct dating *dating, struct reasons *reasons, const struct bound *bound)
{
	struct str words = quoted(dating, bound->span);

	if (bound->event)
		reason(reasons, str_format(dating->out, "it names \"%.*s\": %.*s", STR_ARG(words),
					   STR_ARG(bound->event->why)));
	else if (bound->span.len)
		reason(reasons,
		       str_format(dating->out, "it looks back to \"%.*s\"", STR_ARG(words)));
}

static void reason_bounds(struct dating *dating, struct reasons *reasons)
{
	reason_bound(dating, reasons, &dating->since);
	if (dating->until.event != dating->since.event)
		reason_bound(dating, reasons, &dating->until);
	if (dating->anniversary > 0)
		reason(reasons, str_format(dating->out, "\"%.*s\": %d + %d = %d",
					   STR_ARG(quoted(dating, dating->anniversary_span)),
					   dating->anniversary_base, dating->anniversary_number,
					   dating->anniversary));
}

static void conclude(struct dating *dating, struct article *article, const struct moment *published,
		     const struct reasons *reasons)
{
	article->published = *published;
	article->published_from = PUBLISHED_INFERRED;
	article->published_why = ARENA_ARRAY(dating->out, struct str, reasons->n);
	memcpy(article->published_why, reasons->items, reasons->n * sizeof(*reasons->items));
	article->npublished_why = reasons->n;
}

/* The pair that leaves a single day, the latest of these; *silent where they contradict each other. */
static const struct pair *telling_pair(const struct dating *dating, int32_t *day, bool *silent)
{
	const struct pair *best = NULL;

	for (unsigned i = 0; i < dating->npairs; i++) {
		const struct pair *pair = &dating->pairs[i];
		int32_t left = 0;
		unsigned n = days_left(dating, pair, &left);

		if (pair->beside.len && (dating->anniversary <= 0 || n == 0))
			continue;
		*silent |= n == 0 || (n == 1 && is_far(dating, left)) ||
			   (n == 1 && best && (left > *day + 3 || left < *day - 3));
		if (n != 1 || (best && left <= *day))
			continue;
		best = pair;
		*day = left;
	}
	return best;
}

/* The day, where every pair that leaves one leaves the same week. */
static bool conclude_day(struct dating *dating, struct article *article)
{
	struct reasons reasons = {.n = 0};
	struct moment published;
	const struct pair *best;
	bool silent = false;
	int32_t day = 0;

	best = telling_pair(dating, &day, &silent);
	if (!best || silent)
		return false;
	published = moment_of_day(day);
	reason_pair(dating, &reasons, best, &published);
	reason_bounds(dating, &reasons);
	reason(&reasons, str_format(dating->out, "no other year up to today fits"));
	if (latest_named(dating, day) > day)
		reason(&reasons, str_format(dating->out, "the latest day it looks back to is %s",
					    weekday_names[day_weekday(latest_named(dating, day))]));
	published = moment_of_day(latest_named(dating, day));
	conclude(dating, article, &published, &reasons);
	return true;
}

/* Whether a weekday beside its day of the year fits no year that is left. */
static bool speaks_against(const struct dating *dating)
{
	int32_t left;

	for (unsigned i = 0; i < dating->npairs; i++)
		if (!dating->pairs[i].beside.len && !days_left(dating, &dating->pairs[i], &left))
			return true;
	return false;
}

/* The year, where an anniversary tells it and no weekday speaks against it. */
static bool conclude_year(struct dating *dating, struct article *article)
{
	struct moment published = {.year = (int16_t)dating->anniversary,
				   .precision = PRECISION_YEAR,
				   .offset = ZONE_UNKNOWN};
	struct reasons reasons = {.n = 0};

	if (speaks_against(dating) || dating->anniversary <= 0 ||
	    dating->newest_year > dating->anniversary ||
	    day_of(dating->anniversary, 12, 31) < dating->since.day ||
	    day_of(dating->anniversary, 1, 1) >= dating->until.day)
		return false;
	reason_bounds(dating, &reasons);
	conclude(dating, article, &published, &reasons);
	return true;
}

/* Reads the sentences; `telling`: only those without which there is neither a pair nor an anniversary. */
static void read_sentences(struct dating *dating, bool telling)
{
	const struct pieces *pieces = dating->pieces;
	struct atoms atoms = {0};

	matcher_init(&dating->matcher, dating->scratch, dating->language);
	dating->nsentences = 0;
	for (size_t i = 0; i < pieces->nsentences; i++) {
		if (pieces->sentences[i].furniture)
			continue;
		dating->nsentences++;
		if (!telling || language_tells(dating->language, dating->scratch, dating->text,
					       words_of(dating, &pieces->sentences[i])))
			read_sentence(dating, &pieces->sentences[i], &atoms);
	}
}

bool date_undated(struct arena *out, struct arena *scratch, const struct date_rules *rules,
		  const struct pieces *pieces, int32_t today, struct article *article)
{
	const struct dating unread = {.out = out,
				      .scratch = scratch,
				      .language = date_language(rules, article->language),
				      .events = &rules->events,
				      .text = article->text,
				      .pieces = pieces,
				      .today = today,
				      .since = {.day = day_of(EARLIEST_YEAR, 1, 1)},
				      .until = {.day = INT32_MAX}};
	struct dating dating = unread;

	if (!dating.language || article->published.precision)
		return false;
	read_sentences(&dating, true);
	if (!dating.npairs && !dating.anniversary)
		return false; /* as most articles: what else they say bounds nothing */
	dating = unread;
	read_sentences(&dating, false);
	return conclude_day(&dating, article) || conclude_year(&dating, article);
}
