/* What stays of an article's dates when the memory they were made in is forgotten (base/keeper.h). */
#include "date/date.h"

#include "base/keeper.h"

void dates_keep(struct arena *out, struct arena *scratch, const struct article *article,
		struct dates *dates)
{
	struct keeper keeper;

	keeper_init(&keeper, out, scratch, article->text);
	dates->items = keep_list(&keeper, dates->items, dates->n, sizeof(*dates->items));
	for (size_t i = 0; i < dates->n; i++)
		keep_str(&keeper, &dates->items[i].value);
}
