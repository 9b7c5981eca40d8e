/*
 * When it was published.
 *
 * The input's word; else the page's metadata, the surest key first; else a date written on the page,
 * the one that stands where dates of publication stand:
 *
 *	near the title, between title and text        the surest
 *	"Published …" rather than "Updated …"
 *	behind the end of the text
 *	above the title, where clocks stand           only if nothing else is there
 *
 * and last the address ("/2024/05/09/"). Dates inside the text's own sentences are never taken. The
 * input's word gives way in one case only: the first of a month or year, which is often filled up where
 * no day was known, to another day of it that stands by the title.
 */
#include "clean/meta.h"

#include "base/utf8.h"

#include <string.h>

enum {
	EARLIEST_YEAR = 1980,
	WORDS_BEFORE = 4,
	NEAR_TOP = 5,
	POINTS_IN_TEXT = 6,
	DATES_A_LINE = 4,
	REACH_BEHIND = 8,
	LINE_WORDS = 40
};

static bool moment_taken(struct work *work, const struct moment *moment, enum published_from from)
{
	if (moment->precision < PRECISION_DAY || moment->year < EARLIEST_YEAR)
		return false;
	work->article->published = *moment;
	work->article->published_from = from;
	return true;
}

/* ISO and mail dates; else whatever a person could read. */
static bool moment_of_value(const struct work *work, struct str value, struct moment *out)
{
	struct visible_date date;

	value = str_trim(value);
	if (!value.len || value.len > 100)
		return false;
	if (moment_parse(value, out) && out->precision >= PRECISION_DAY)
		return true;
	if (value.len >= 10 && value.len <= 13) { /* seconds or milliseconds since 1970 */
		int64_t seconds = 0;
		size_t i;

		for (i = 0; i < value.len && ascii_is_digit(value.s[i]); i++)
			seconds = seconds * 10 + (value.s[i] - '0');
		if (i == value.len && (value.len == 10 || value.len == 13)) {
			*out = moment_from_seconds(value.len == 13 ? seconds / 1000 : seconds);
			return true;
		}
	}
	if (!visible_date(work, value, 0, &date) || !day_order_settle(work, &date))
		return false;
	*out = date.moment;
	return true;
}

static bool published_of_metadata(struct work *work)
{
	static const char *const keys[] = {".datePublished",
					   "article:published_time",
					   "og:article:published_time",
					   "og:published_time",
					   "datePublished",
					   "parsely-pub-date",
					   "sailthru.date",
					   "publishdate",
					   "publish-date",
					   "publish_date",
					   "pubdate",
					   "publication_date",
					   "article.published",
					   "article:publish_date",
					   "published_time",
					   "published_at",
					   "dc.date.issued",
					   "dcterms.created",
					   "dcterms.issued",
					   "dc.date",
					   "dcterms.date",
					   "dc.date.created",
					   "cxenseparse:recs:publishtime",
					   "cxenseparse:publishtime",
					   "citation_publication_date",
					   "originalpublicationdate",
					   "ptime",
					   "date",
					   "release_date",
					   ".dateCreated",
					   "article:created",
					   "created",
					   NULL};
	struct moment moment;

	for (const char *const *key = keys; *key; key++) {
		const char *const one[] = {*key, NULL};
		const struct meta *meta;
		size_t at = 0;

		while ((meta = meta_next(work->page, one, &at)) != NULL)
			if (moment_of_value(work, meta->value, &moment) &&
			    moment_taken(work, &moment, PUBLISHED_METADATA))
				return true;
	}
	return false;
}

/* The last change, as the page's metadata have it. */
void modified_find(struct work *work)
{
	static const char *const keys[] = {".dateModified",    "article:modified_time",
					   "og:updated_time",  "og:article:modified_time",
					   "dateModified",     "article.updated",
					   "dcterms.modified", NULL};
	struct moment moment;

	for (const char *const *key = keys; *key; key++) {
		const char *const one[] = {*key, NULL};
		const struct meta *meta = meta_first(work->page, one);

		if (meta && moment_of_value(work, meta->value, &moment) &&
		    moment.precision >= PRECISION_DAY && moment.year >= EARLIEST_YEAR) {
			work->article->modified = moment;
			return;
		}
	}
}

/* "…/2024/05/09/…" or "…/2024-05-09/…" */
bool moment_of_url(struct str url, struct moment *out)
{
	for (size_t i = 0; i + 11 <= url.len; i++) {
		struct str rest = str_sub(url, i + 1, url.len);
		char iso[11];

		if (url.s[i] != '/' || (rest.s[4] != '/' && rest.s[4] != '-') ||
		    rest.s[7] != rest.s[4])
			continue;
		memcpy(iso, rest.s, 10);
		iso[4] = iso[7] = '-';
		iso[10] = '\0';
		if (moment_parse((struct str){iso, 10}, out) && out->precision >= PRECISION_DAY &&
		    out->year >= EARLIEST_YEAR)
			return true;
	}
	return false;
}

/* ---------------------------------------------------------------- dates on the page */

struct candidate {
	struct visible_date date;
	size_t piece;
	int points;
	bool updated; /* the words before it say that it is the day of a change */
};

/* Points for the words between the last date and this one: "Published", "Updated". */
static int points_of_words(const struct work *work, struct str before)
{
	struct str fold = folded(work->scratch, before);
	size_t len;
	int points = 0;

	if (phrase_within(work->rules, PHRASE_UPDATED, fold, &len) != STR_NONE)
		points -= 15;
	if (phrase_within(work->rules, PHRASE_DATE, fold, &len) != STR_NONE)
		points += 20;
	return points;
}

/* Points for where a line stands. */
static int points_of_place(const struct work *work, size_t i)
{
	size_t top = work->heading != STR_NONE ? work->heading : work->first;

	if (work->elements && work->pieces[i].block->place & PLACE_DATE && i + 4 > top &&
	    i < work->end)
		return 70;
	if (i >= top && i < work->first + 2)
		return 60;
	if (i < top)
		return top - i <= 6 ? 45 : top - i <= 12 ? 12 : 3;
	if (i >= work->end)
		return i - work->end < REACH_BEHIND ? 30 - (int)(i - work->end)
		       : i + 3 >= work->n           ? 8
						    : 0;
	if (!(work->pieces[i].signs & SIGN_DATE) || work->pieces[i].words > 12)
		return 0;
	return i < work->first + NEAR_TOP ? 40 - (int)(i - work->first) : POINTS_IN_TEXT;
}

/* Words that may stand before a date that opens a paragraph: "Posted on", "Reuters". */
enum {
	HEAD_BYTES = 120,
	HEAD_WORDS = 3,
	OPENING_PIECES = 3,
	OPENING_POINTS = 35,
	LINE_POINTS = 45
};

static unsigned words_in(struct str text)
{
	unsigned n = 0;
	bool inside = false;

	for (size_t i = 0; i < text.len; i++) {
		bool blank = utf8_is_space((unsigned char)text.s[i]);

		n += !blank && !inside;
		inside = !blank;
	}
	return n;
}

/* Without its last word. */
static struct str less_a_word(struct str text)
{
	while (text.len && !utf8_is_space((unsigned char)text.s[text.len - 1]))
		text.len--;
	return str_trim(text);
}

/* Its last word, or the part of it behind a comma: "Correspondent,Updated". */
static struct str last_of(struct str text)
{
	struct str last = str_sub(text, less_a_word(text).len, text.len);
	size_t comma = str_find_byte(last, ',');

	return str_trim(comma == STR_NONE ? last : str_sub(last, comma + 1, last.len));
}

/* Whether a date stands apart from the words around it, as in "May 2, 2013 1:35 pm. The mayor …". */
static bool is_set_off(const struct work *work, struct str text, const struct visible_date *date)
{
	struct str before = str_trim(str_sub(text, 0, date->start)),
		   behind = str_trim(str_sub(text, date->end, text.len));
	bool opens = date->start < HEAD_BYTES && words_in(before) <= HEAD_WORDS;
	bool ends = !behind.len || str_eq(behind, STR(".")) || behind.s[0] == '|';

	if (before.len && before.s[before.len - 1] == ',') /* "… . Saturday, May 4, 2024" */
		before = less_a_word(before);
	if (opens && date->moment.precision >= PRECISION_MINUTE)
		return true;
	if (opens && !before.len && behind.len)
		return behind.s[0] == '.' || behind.s[0] == '|';
	if (!behind.len && points_of_words(work, last_of(before)))
		return true; /* "By Ann Lee, Staff Writer, Updated May 4, 2024" */
	return ends && before.len &&
	       (before.s[before.len - 1] == '.' || before.s[before.len - 1] == '|');
}

/* The date at the head or the end of one of the first paragraphs, where it is no part of a sentence. */
static void opening_date(const struct work *work, size_t i, struct candidate *best)
{
	struct str text = piece_text(work, i);
	size_t from = text.len > HEAD_BYTES ? text.len - HEAD_BYTES : 0;
	struct candidate one = {.piece = i, .points = OPENING_POINTS - (int)(i - work->first)};

	while (from && from < text.len && ((unsigned char)text.s[from] & 0xC0) == 0x80)
		from++;
	if (one.points <= best->points)
		return;
	for (int side = 0; side < 2; side++) {
		if (visible_date(work, text, side ? from : 0, &one.date) &&
		    is_set_off(work, text, &one.date)) {
			*best = one;
			return;
		}
	}
}

/* Whether the words end with a mark that parts a date from what stands before it. */
static bool ends_apart(struct str words)
{
	static const char *const marks[] = {"|", "·", "•", "-", "–", "—",
					    "/", ":", ".", ">", ")", NULL};

	for (const char *const *mark = marks; *mark; mark++)
		if (str_ends(words, str_of(*mark)))
			return true;
	return false;
}

/*
 * Whether a line tells of another day than that of publication: "The mayor in Eastmere, May 2, 2013 (Photo:
 * …)", "— the mayor (@mayor) May 2, 2013", "Until May 2, 2013, when the bridge opened."
 */
static bool is_of_another_day(struct str line, struct str before, const struct visible_date *date)
{
	struct str behind = str_trim(str_sub(line, date->end, line.len));
	unsigned words;

	before = str_trim(before);
	if (str_starts(line, STR("—")) || str_starts(line, STR("–")) ||
	    str_find(before, STR("(@")) != STR_NONE)
		return true;
	if (date->moment.precision >= PRECISION_MINUTE || ends_apart(before))
		return false;
	if (before.len && before.s[before.len - 1] == ',' && ends_apart(less_a_word(before)))
		return false; /* "… - Friday, May 3, 2013" */
	words = words_in(before);
	return words > WORDS_BEFORE || (behind.len > 1 && behind.s[0] == ':') ||
	       (words && str_ends(behind, STR(".")) && words_in(behind) > WORDS_BEFORE);
}

/* The dates of a line, each against the best so far. */
static void line_dates(const struct work *work, size_t i, struct candidate *best)
{
	struct str text = piece_text(work, i), before;
	size_t from = 0;
	int place = points_of_place(work, i), said;

	if (text.len > 600)
		return;
	for (int n = 0; n < DATES_A_LINE && from < text.len; n++) {
		struct candidate one = {.piece = i};

		if (!visible_date(work, text, from, &one.date))
			return;
		before = str_sub(text, from, one.date.start);
		said = points_of_words(work, before);
		if (!said && is_of_another_day(text, before, &one.date))
			place = 0;
		else if (!said && place == POINTS_IN_TEXT &&
			 one.date.moment.precision < PRECISION_MINUTE)
			place = 0; /* a day of the story's own, between its paragraphs */
		if (i && one.date.start < 3 && work->pieces[i - 1].words < 4)
			said += points_of_words(work, piece_text(work, i - 1));
		one.points = place + said - (int)(work->pieces[i].words > 20 ? 25 : 0);
		one.updated = said < 0;
		if (place && one.points > best->points)
			*best = one;
		from = one.date.end > from ? one.date.end : from + 1;
	}
}

/* The date of the page that most likely is that of publication; points 0: there is none. */
static struct candidate best_candidate(const struct work *work)
{
	struct candidate best = {.points = 0};

	for (size_t i = 0; i < work->n; i++) {
		const struct piece *piece = &work->pieces[i];

		if (piece->kind == MARK_BODY && !(piece->signs & SIGN_DATE)) {
			if (i >= work->first && i < work->first + OPENING_PIECES)
				opening_date(work, i, &best);
			continue;
		}
		if (piece->words > LINE_WORDS || piece->kind == MARK_CAPTION)
			continue;
		line_dates(work, i, &best);
	}
	return best;
}

/*
 * An input's first of the month or of the year is often all that was known, filled up: then the page's own
 * date counts, where it lies in the same month or year and is that of the text.
 */
static bool corrects_input(const struct work *work, const struct candidate *best)
{
	const struct moment *input = &work->article->published, *page = &best->date.moment;

	return input->precision == PRECISION_DAY && input->day == 1 &&
	       best->points >= LINE_POINTS && !best->updated && !best->date.open && page->day > 1 &&
	       page->year == input->year && (page->month == input->month || input->month == 1);
}

/* A line such as "지나쌤 date 2024-05-09" at the very end or start belongs to whoever kept the page. */
static bool take_candidate(struct work *work, const struct candidate *best)
{
	if (best->points <= 0 || !moment_taken(work, &best->date.moment, PUBLISHED_PAGE))
		return false;
	work->article->published_span =
		span_between(work->pieces[best->piece].span.start + best->date.start,
			     work->pieces[best->piece].span.start + best->date.end);
	work->dated = best->piece;
	if (work->pieces[best->piece].kind == MARK_BODY && work->pieces[best->piece].words < 16)
		work->pieces[best->piece].kind = MARK_FURNITURE;
	return true;
}

/* Of "05/09/2024" with nothing that tells the day from the month, the year. */
static void year_taken(struct work *work, const struct candidate *best)
{
	struct str said = str_sub(piece_text(work, best->piece), best->date.start, best->date.end);

	if (!take_candidate(work, best))
		return;
	work->article->published = (struct moment){.year = best->date.moment.year,
						   .precision = PRECISION_YEAR,
						   .offset = ZONE_UNKNOWN};
	work->article->published_why = ARENA_ARRAY(work->out, struct str, 1);
	work->article->published_why[0] =
		str_format(work->out, "\"%.*s\": either number may be the day", STR_ARG(said));
	work->article->npublished_why = 1;
}

static bool published_of_url(struct work *work)
{
	struct moment moment;

	return moment_of_url(work->page->url, &moment) &&
	       moment_taken(work, &moment, PUBLISHED_METADATA);
}

void published_find(struct work *work)
{
	struct candidate best;

	work->dated = STR_NONE;
	if (work->article->published.precision) {
		if (work->article->published.day != 1)
			return;
		best = best_candidate(work);
		if (corrects_input(work, &best))
			take_candidate(work, &best);
		return;
	}
	if (published_of_metadata(work))
		return;
	best = best_candidate(work);
	if (best.points > 0 && day_order_settle(work, &best.date)) {
		if (take_candidate(work, &best))
			return;
	}
	if (!published_of_url(work) && best.date.open)
		year_taken(work, &best);
}
