/*
 * Which of two numbers is the day.
 *
 *	"05/09/2024"      5 September in London, May 9 in Washington
 *
 * The numbers alone do not tell. What does, the surest first:
 *
 *	the zone behind it              "05/09/2024 8:32 AM EDT": American, month first
 *	another such date of the page   "05/22/2024" has no 22nd month: month first
 *	the country of the address      .co.uk, .in: day first; .us, .gov: month first
 *	the country of the language     "en_GB": day first
 *	the language                    any but English: day first
 *	the day in the address          "/2024/05/09/"
 *	"am" and "pm" behind it         month first
 *
 * Where nothing does, only the year is certain, and only that is said. Rejected: taking the day to be
 * first always (wrong on every American page), or the reading nearer to today (depends on the clock).
 */
#include "clean/meta.h"

/* Hosts whose country is written in the address and writes the month first. */
static bool is_month_first_country(struct str domain)
{
	return str_eq(domain, STR("us")) || str_eq(domain, STR("gov")) ||
	       str_eq(domain, STR("mil"));
}

/* Countries whose addresses anybody uses, and those where both orders are common. */
static bool tells_nothing(struct str domain)
{
	static const char *const domains[] = {"ai", "ca", "cc", "co", "fm", "io", "ly",
					      "me", "ph", "to", "tv", "ws", "za", NULL};

	for (const char *const *at = domains; *at; at++)
		if (str_eq(domain, str_of(*at)))
			return true;
	return false;
}

/* 1: the address says day first, -1: month first, 0: nothing. */
static int order_of_host(struct str host)
{
	size_t dot = host.len;
	struct str domain;

	while (dot && host.s[dot - 1] != '.')
		dot--;
	domain = str_sub(host, dot, host.len);
	if (!dot || is_month_first_country(domain))
		return dot ? -1 : 0;
	return domain.len == 2 && !tells_nothing(domain) ? 1 : 0;
}

/* The page's address: its own word where it was read from a file. */
static struct str address_of(const struct work *work)
{
	static const char *const keys[] = {"canonical", "og:url", NULL};
	const struct meta *meta = meta_first(work->page, keys);

	if (work->page->url.len)
		return work->page->url;
	return meta ? meta->value : work->page->url;
}

/* "en_GB"; "en_US" tells nothing, since many programs write it unasked. */
static int order_of_locale(const struct work *work)
{
	static const char *const keys[] = {"og:locale", NULL};
	static const char *const countries[] = {"GB", "IE", "AU", "NZ", "IN", NULL};
	const struct meta *meta = meta_first(work->page, keys);

	for (const char *const *at = countries; meta && *at; at++)
		if (str_ends(str_trim(meta->value), str_of(*at)))
			return 1;
	return 0;
}

static int order_of_page(const struct work *work)
{
	struct str language = work->article->language;
	int order = order_of_host(host_of(address_of(work)));

	if (work->days_first && work->months_first)
		return 0;
	if (work->days_first || work->months_first)
		return work->days_first ? 1 : -1;
	if (!order)
		order = order_of_locale(work);
	if (order || !language.len)
		return order;
	return str_starts_nocase(language, STR("en")) ? 0 : 1;
}

/* The order in which the address writes the same day: "/2024/05/09/". */
static int order_of_url(const struct work *work, const struct moment *day_first)
{
	struct moment address;

	if (!moment_of_url(address_of(work), &address) || address.year != day_first->year)
		return 0;
	if (address.month == day_first->month && address.day == day_first->day)
		return 1;
	return address.month == day_first->day && address.day == day_first->month ? -1 : 0;
}

bool day_order_settle(const struct work *work, struct visible_date *date)
{
	int order = date->zone_order;
	uint8_t day = date->moment.day;

	if (!date->open)
		return true;
	if (!order)
		order = order_of_page(work);
	if (!order)
		order = order_of_url(work, &date->moment);
	if (!order && date->half_days)
		order = -1;
	if (order < 0) {
		date->moment.day = date->moment.month;
		date->moment.month = day;
	}
	date->open = order == 0;
	return order != 0;
}
