/*
 * Which of two articles was published first.
 *
 * Instants with a zone compare as they are. A bare day is not a point: news dated 9 May is out until
 * noon (UTC) of the 10th, when the day ends in the Pacific. So an instant is later than a bare day only from then on, and
 * a bare day is later than an instant only when it is later than the day written there. Two bare days
 * compare as days. A clock time without a zone may be off by 14 hours either way. Months and years compare
 * only where they do not overlap.
 */
#include "lineage/pair.h"

enum { DAY = 86400, ZONE_MOST = 14 * 3600 };

static bool is_instant(const struct moment *moment)
{
	return moment->precision >= PRECISION_MINUTE;
}

/* The last day that the moment may fall on, as written. */
static int32_t last_day(const struct moment *moment)
{
	if (moment->precision == PRECISION_YEAR)
		return day_of(moment->year, 12, 31);
	if (moment->precision == PRECISION_MONTH)
		return day_of(moment->year, moment->month, days_in_month(moment->year, moment->month));
	return moment_day(moment);
}

/* How sure an instant is, in seconds either way. */
static int64_t slack(const struct moment *moment)
{
	return moment->offset == ZONE_UNKNOWN ? ZONE_MOST : 0;
}

static bool earlier(const struct moment *a, const struct moment *b)
{
	if (is_instant(a) && is_instant(b))
		return moment_seconds(a) + slack(a) < moment_seconds(b) - slack(b);
	if (is_instant(b))
		return moment_seconds(b) - slack(b) >= ((int64_t)last_day(a) + 1) * DAY + DAY / 2;
	return last_day(a) < moment_day(b);
}

static int64_t minutes_between(const struct moment *a, const struct moment *b)
{
	if (is_instant(a) && is_instant(b))
		return (moment_seconds(b) - moment_seconds(a)) / 60;
	return (int64_t)(moment_day(b) - moment_day(a)) * 24 * 60;
}

int published_order(const struct article *a, const struct article *b, int64_t *minutes)
{
	const struct moment *first = &a->published, *second = &b->published;

	if (a->published_from == PUBLISHED_UNKNOWN || b->published_from == PUBLISHED_UNKNOWN)
		return 0;
	*minutes = minutes_between(first, second);
	if (earlier(first, second))
		return -1;
	*minutes = -*minutes;
	return earlier(second, first) ? 1 : 0;
}
