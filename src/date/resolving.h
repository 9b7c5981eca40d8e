/*
 * What the steps of resolving share; for resolve.c, stretch_meant.c and quantity.c alone.
 */
#ifndef DATE_RESOLVING_H
#define DATE_RESOLVING_H

#include "date/resolve.h"

struct resolving {
	const struct language *language;
	const struct parts *parts;
	const struct setting_of_words *setting;
	struct meaning *meaning;
	int32_t base; /* the day to count from */
	int dir;      /* with a direction: which way */
	bool directed;
	bool counted; /* base is a day of the text, not that of publication */
};

static inline int32_t part_of(const struct resolving *r, enum class class)
{
	return says(r->parts, class) ? r->parts->values[class] : 0;
}

/* Whether the publication is known finely enough for what counts in this unit. */
static inline bool is_known(const struct setting_of_words *setting, enum unit unit)
{
	if (unit == UNIT_YEAR || unit == UNIT_DECADE || unit == UNIT_CENTURY)
		return setting->published.precision >= PRECISION_YEAR;
	return setting->published.precision >=
	       (unit == UNIT_MONTH ? PRECISION_MONTH : PRECISION_DAY);
}

/* stretch_meant.c: the day or longer stretch that is meant, into meaning->stretch. */
bool stretch_meant(struct resolving *r);

/* quantity.c: durations and sets. */
bool duration_meant(struct resolving *r);
bool set_meant(struct resolving *r);

/* resolve.c: adds the time of day to the value; false where none is said. */
bool time_print(const struct resolving *r, char *out, size_t room);

#endif
