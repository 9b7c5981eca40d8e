/* What stays of an article's quotes when the memory they were made in is forgotten (base/keeper.h). */
#include "attribute/attribute.h"

#include "base/keeper.h"

static void quote_keep(struct keeper *keeper, struct quote *quote)
{
	quote->spans = keep_list(keeper, quote->spans, quote->nspans, sizeof(*quote->spans));
	quote->cue = keep_list(keeper, quote->cue, quote->ncue, sizeof(*quote->cue));
	quote->speaker_spans = keep_list(keeper, quote->speaker_spans, quote->nspeaker_spans,
					 sizeof(*quote->speaker_spans));
	keep_str(keeper, &quote->speaker);
	keep_str(keeper, &quote->office.role);
	keep_str(keeper, &quote->office.place);
	keep_str(keeper, &quote->addressee_name);
	keep_str(keeper, &quote->medium);
	keep_strs(keeper, &quote->chain, quote->nchain);
	keep_strs(keeper, &quote->why, quote->nwhy);
}

void quotes_keep(struct arena *out, struct arena *scratch, const struct article *article,
		 struct quotes *quotes)
{
	struct keeper keeper;

	keeper_init(&keeper, out, scratch, article->text);
	quotes->items = keep_list(&keeper, quotes->items, quotes->n, sizeof(*quotes->items));
	for (size_t i = 0; i < quotes->n; i++)
		quote_keep(&keeper, &quotes->items[i]);
	quotes->credits =
		keep_list(&keeper, quotes->credits, quotes->ncredits, sizeof(*quotes->credits));
	for (size_t i = 0; i < quotes->ncredits; i++)
		keep_str(&keeper, &quotes->credits[i].name);
	quotes->decisions =
		keep_list(&keeper, quotes->decisions, quotes->ndecisions, sizeof(*quotes->decisions));
	for (size_t i = 0; i < quotes->ndecisions; i++)
		keep_str(&keeper, &quotes->decisions[i].why);
	quotes->offices =
		keep_list(&keeper, quotes->offices, quotes->noffices, sizeof(*quotes->offices));
	for (size_t i = 0; i < quotes->noffices; i++) {
		keep_str(&keeper, &quotes->offices[i].role);
		keep_str(&keeper, &quotes->offices[i].place);
		keep_str(&keeper, &quotes->offices[i].name);
	}
}
