/*
 * The rhythm of a ritual: the rule behind the days on which it was told.
 */
#ifndef GROUP_RHYTHM_H
#define GROUP_RHYTHM_H

#include "base/calendar.h"
#include "base/text.h"

enum rule_kind { RULE_NONE, RULE_DATE, RULE_WEEKDAY, RULE_EASTER, RULE_MONTH };

/* A day of the year: 9 May, the last Monday of May, two days before Easter, some day in May. */
struct rule {
	enum rule_kind kind;
	unsigned month, day;
	unsigned weekday, nth; /* nth 5: the last */
	int easter;            /* days from Easter Sunday */
};

struct rhythm_input {
	const int32_t *days; /* of the tellings, one a year, rising */
	size_t n;
	/* Whether articles of about that time are in hand, so that a telling would have been seen. */
	bool (*in_hand)(const void *context, const struct moment *moment);
	const void *context;
};

struct rhythm {
	struct str every, on, since; /* empty: no rhythm */
	struct moment *missed, *breaks;
	size_t nmissed, nbreaks;
	struct moment next; /* PRECISION_NONE: cannot be told */
	struct rule rule;
	int step; /* years; 0: no rhythm */
};

void rhythm_find(struct arena *out, const struct rhythm_input *in, struct rhythm *rhythm);

#endif
