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
 * and last the address ("/2024/05/09/"). Dates inside the text's own sentences are never taken.
 */
#include "clean/meta.h"

#include "base/utf8.h"

#include <string.h>

#include <string.h>

enum { DATES_A_LINE = 4, REACH_BEHIND = 8, LINE_WORDS = 40 };

static bool moment_taken(struct work *work, const struct moment *moment, enum published_from from)
{
	if (moment->precision < PRECISION_DAY || moment->year < 1980)
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
	if (!visible_date(work, value, 0, &date))
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

/* "…/2024/05/09/…" or "…/2024-05-09/…", "…-20240509…" */
static bool published_of_url(struct work *work)
{
	struct str url = work->page->url;

	for (size_t i = 0; i + 11 < url.len; i++) {
		struct str rest = str_sub(url, i + 1, url.len);
		char iso[11];
		struct moment moment;

		if (url.s[i] != '/' || (rest.s[4] != '/' && rest.s[4] != '-') ||
		    rest.s[7] != rest.s[4])
			continue;
		memcpy(iso, rest.s, 10);
		iso[4] = iso[7] = '-';
		iso[10] = '\0';
		if (moment_parse((struct str){iso, 10}, &moment) &&
		    moment_taken(work, &moment, PUBLISHED_METADATA))
			return true;
	}
	return false;
}

/* ---------------------------------------------------------------- dates on the page */

struct candidate {
	struct visible_date date;
	size_t piece;
	int points;
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
	return i < work->first + 24 ? 40 - (int)(i - work->first)
				    : 6; /* a line of its own in the text */
}

/* The dates of a line, each against the best so far. */
static void line_dates(const struct work *work, size_t i, struct candidate *best)
{
	struct str text = piece_text(work, i);
	size_t from = 0;
	int place = points_of_place(work, i);

	if (text.len > 600)
		return;
	for (int n = 0; n < DATES_A_LINE && from < text.len; n++) {
		struct candidate one = {.piece = i};

		if (!visible_date(work, text, from, &one.date))
			return;
		one.points = place + points_of_words(work, str_sub(text, from, one.date.start)) -
			     (int)(work->pieces[i].words > 20 ? 25 : 0);
		if (i && one.date.start < 3 && work->pieces[i - 1].words < 4)
			one.points += points_of_words(work, piece_text(work, i - 1));
		if (place && one.points > best->points)
			*best = one;
		from = one.date.end > from ? one.date.end : from + 1;
	}
}

/* A line such as "지나쌤 date 2024-05-09" at the very end or start belongs to whoever kept the page. */
static bool published_of_page(struct work *work)
{
	struct candidate best = {.points = 0};

	for (size_t i = 0; i < work->n; i++) {
		const struct piece *piece = &work->pieces[i];

		if ((piece->kind == MARK_BODY && !(piece->signs & SIGN_DATE)) ||
		    piece->words > LINE_WORDS || piece->kind == MARK_CAPTION)
			continue;
		line_dates(work, i, &best);
	}
	if (best.points <= 0 || !moment_taken(work, &best.date.moment, PUBLISHED_PAGE))
		return false;
	work->article->published_span =
		span_between(work->pieces[best.piece].span.start + best.date.start,
			     work->pieces[best.piece].span.start + best.date.end);
	work->dated = best.piece;
	if (work->pieces[best.piece].kind == MARK_BODY && work->pieces[best.piece].words < 16)
		work->pieces[best.piece].kind = MARK_FURNITURE;
	return true;
}

void published_find(struct work *work)
{
	work->dated = STR_NONE;
	if (work->article->published.precision)
		return;
	if (published_of_metadata(work) || published_of_page(work))
		return;
	published_of_url(work);
}
