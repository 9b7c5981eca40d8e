/*
 * Beats shorter than a year: every Sunday, the first Friday of every month.
 */
#ifndef GROUP_BEAT_H
#define GROUP_BEAT_H

#include "group/rhythm.h"

/* Whether whole weeks, and few of them, lie between two days. */
bool beat_of_weeks(int32_t earlier, int32_t later);

/* Whether two days are the same one of two months: the 15th, the first Friday, the last Monday. */
bool beat_of_months(int32_t earlier, int32_t later);

/* As rhythm_find(), of days within the year. in->days rise; several may fall into one year. */
void beat_find(struct arena *out, const struct rhythm_input *in, struct rhythm *rhythm);

#endif
