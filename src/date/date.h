/*
 * date: which words are dates, what they mean, and when an undated article must have been written.
 *
 * Expressions and values are TIMEX3 (ISO-TimeML): DATE, TIME, DURATION, SET. Where that leaves a choice:
 * a decade is 199, the 19th century 18, seasons are SP SU FA WI, weeks those of ISO, "two years ago" is as
 * coarse as its unit (2022). Ages ("25-year-old") and anniversaries ("the 79th") are no expressions of
 * time; the latter date an undated article. Without a day of publication, what rests on it is XXXX-05-09,
 * XXXX-WXX-4, XXXX-XX-XX, or left out.
 */
#ifndef DATE_H
#define DATE_H

#include "base/calendar.h"
#include "clean/clean.h"
#include "split/split.h"

enum timex_type { TIMEX_DATE, TIMEX_TIME, TIMEX_DURATION, TIMEX_SET };

const char *timex_type_name(enum timex_type type); /* "DATE" … */

struct date {
	struct span span;
	enum timex_type type;
	struct str value; /* TIMEX3: "2024-05-09", "P1Y", "PRESENT_REF" */
	int32_t first,
		last; /* the days it covers, inclusive, where it is a stretch of the calendar … */
	bool on_calendar; /* … which this says */
	bool relative;    /* its value rests on the day of publication */
	uint32_t sentence;
};

struct dates {
	struct date *items; /* in order, not overlapping */
	size_t n;
};

/* Months, weekdays, holidays, rules and datable events, a language each. */
struct date_rules;
struct date_rules *date_rules_new(struct arena *arena);

/* The dates of an article, in `out`. Thread-safe; linear in the text. Raises for lack of memory. */
void date_article(struct arena *out, struct arena *scratch, const struct date_rules *rules,
		  const struct article *article, const struct pieces *pieces, struct dates *dates);

/*
 * Where article->published is unknown: what must hold of its day (a weekday beside a day of the month,
 * an anniversary's ordinal, the newest event named, nothing later than `today`). Sets
 * published (PUBLISHED_INFERRED, with its precision) and published_why only where one day, month or
 * year is left; else changes nothing. Returns whether it did.
 */
bool date_undated(struct arena *out, struct arena *scratch, const struct date_rules *rules,
		  const struct pieces *pieces, int32_t today, struct article *article);

/* Copies all that the dates point at, but for the article's text, into `out`: what they were made of can go. */
void dates_keep(struct arena *out, struct arena *scratch, const struct article *article,
		struct dates *dates);

#endif
