/*
 * Resolving: from what an expression says to a type and a value, given the day of publication, the day
 * spoken of last, and whether the sentence looks back or forward.
 */
#ifndef DATE_RESOLVE_H
#define DATE_RESOLVE_H

#include "base/calendar.h"
#include "date/date.h"
#include "date/match.h"
#include "date/stretch.h"

/* Days of the year that the article named with their year: 0 where it did not. */
struct named_days {
	int16_t year[13][32]; /* by month and day */
};

struct setting_of_words {
	const struct named_days *named; /* or NULL */
	struct moment published;        /* precision NONE: not known */
	int32_t today;                  /* its day */
	struct stretch spoken;          /* of last; unit 0: none yet */
	struct stretch quarter;         /* the quarter or half a report is about; unit 0: none */
	bool just_spoken;               /* … in this sentence or the one before */
	int tense;                      /* -1 looks back, 1 forward, 0 cannot be told */
};

struct meaning {
	enum timex_type type;
	char value[40];
	struct stretch stretch; /* unit 0: not on the calendar */
	bool relative;
};

/* False where what is said makes no date ("February 30"). */
bool resolve(const struct language *language, const struct match *match,
	     const struct setting_of_words *setting, struct meaning *meaning);

#endif
