/*
 * When it was said.
 *
 *	"The wall will be mended," Bray said on Monday in Ondry.            the day of "on Monday"
 *	In a letter dated 9 May, Bray promised that the wall …              9 May
 *	Bray said the wall fell on Monday.                                  no telling: that is what he said
 *
 * A date counts where it stands in the same sentence as the attributing words, near them, and outside
 * of what was said. It must be one day, and not later than the article's own. Both lists are in order of
 * the text, but quotes may nest, so the dates around each cue are found by bisection: at most NEAR_DATES
 * are looked at.
 */
#include "lineage/lineage.h"

#include "base/sorted.h"

enum { NEAR_BYTES = 120, NEAR_DATES = 8 };

/* No sentence or line ends between the two. */
static bool one_sentence(struct str text, size_t start, size_t end)
{
	for (size_t i = start; i < end; i++) {
		char c = text.s[i];

		if (c == '\n' || ((c == '.' || c == '!' || c == '?') && i + 1 < end && text.s[i + 1] == ' '))
			return false;
	}
	return true;
}

static bool said_within(const struct quote *quote, struct span span)
{
	for (size_t i = 0; i < quote->nspans; i++)
		if (span_overlaps(quote->spans[i], span))
			return true;
	return false;
}

/* How many bytes lie between cue and date; more than NEAR_BYTES where the date cannot be the statement's. */
static size_t distance(const struct article *article, const struct quote *quote, struct span cue,
		       const struct date *date)
{
	bool after = date->span.start >= span_end(cue);
	size_t start = after ? span_end(cue) : span_end(date->span);
	size_t end = after ? date->span.start : cue.start;

	if (date->type != TIMEX_DATE || !date->on_calendar || date->first != date->last || start > end ||
	    end - start > NEAR_BYTES || said_within(quote, date->span) ||
	    !one_sentence(article->text, start, end))
		return NEAR_BYTES + 1;
	if (article->published_from != PUBLISHED_UNKNOWN && date->first > moment_day(&article->published))
		return NEAR_BYTES + 1;
	return end - start;
}

/* The first date that ends behind this place. */
static size_t first_behind(const struct dates *dates, size_t place)
{
	size_t at;

	SORTED_FIRST(at, 0, dates->n, span_end(dates->items[at].span) < place);
	return at;
}

void lineage_date_quotes(const struct article *article, const struct dates *dates, struct quotes *quotes)
{
	for (size_t i = 0; i < quotes->n; i++) {
		struct quote *quote = &quotes->items[i];
		struct span cue = quote->ncue ? quote->cue[0] : (struct span){0};
		size_t nearest = NEAR_BYTES + 1;
		size_t from = first_behind(dates, cue.start > NEAR_BYTES ? cue.start - NEAR_BYTES : 0);

		for (size_t k = from; cue.len && k < dates->n && k < from + NEAR_DATES; k++) {
			size_t bytes = distance(article, quote, cue, &dates->items[k]);

			if (bytes >= nearest)
				continue;
			nearest = bytes;
			quote->date = moment_of_day(dates->items[k].first);
		}
	}
}
