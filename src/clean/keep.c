/* What stays of an article when the page it was made of is forgotten (base/keeper.h). */
#include "clean/clean.h"

#include "base/hash.h"
#include "base/keeper.h"

uint64_t article_fingerprint(const struct article *article)
{
	if (article->fingerprint)
		return article->fingerprint;
	return hash_bytes(article->text.s, article->text.len, hash_str(article->id));
}

void article_keep(struct arena *out, struct arena *scratch, struct article *article)
{
	struct str *strings[] = {&article->id,     &article->file,     &article->url,
				 &article->outlet, &article->title,    &article->language,
				 &article->place,  &article->canonical};
	struct str text = article->text;
	struct keeper keeper;

	keeper_init(&keeper, out, scratch, (struct str){0});
	article->text = text.len ? str_copy(out, text) : (struct str){0};
	article->fingerprint = article_fingerprint(article);
	for (size_t i = 0; i < sizeof(strings) / sizeof(*strings); i++)
		keep_str(&keeper, strings[i]);
	keep_strs(&keeper, &article->byline, article->nbyline);
	keep_strs(&keeper, &article->published_why, article->npublished_why);
	article->marks =
		keep_list(&keeper, article->marks, article->nmarks, sizeof(*article->marks));
	article->agencies = keep_list(&keeper, article->agencies, article->nagencies,
				      sizeof(*article->agencies));
	for (size_t i = 0; i < article->nagencies; i++)
		keep_str(&keeper, &article->agencies[i].name);
}
