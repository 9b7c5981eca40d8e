#include "date/date_rules.h"

bool date_undated(struct arena *out, struct arena *scratch, const struct date_rules *rules,
		  const struct pieces *pieces, const struct dates *dates, int32_t today,
		  struct article *article)
{
	(void)out;
	(void)scratch;
	(void)rules;
	(void)pieces;
	(void)dates;
	(void)today;
	(void)article;
	return false;
}
