/*
 * What the search for series is about: the stories that have a day, and which of them are alike.
 */
#ifndef GROUP_RECURRENCE_H
#define GROUP_RECURRENCE_H

#include "group/grouping.h"

struct telling {
	struct vector whole, title;
};

struct recurrence {
	struct grouping *grouping;
	uint32_t *stories; /* those with a day, in order of time: by place in this list go … */
	struct telling *tellings;
	struct item *items;
	struct edges edges;
	struct edges within_year; /* those of a few days to half a year */
	size_t n;
};

/* The series that come round within the year, of stories that are of no series. Adds to groups->series. */
void returns_find(const struct recurrence *recurrence, const struct occasions *occasions);

#endif
