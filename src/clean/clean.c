/*
 * From a page to the article, step by step. Each step is a file and finds one thing:
 *
 *	pieces     what the words of each block say of it
 *	body       which blocks are the article, and the title above it
 *	title, byline, outlet, published, credits, language
 *	marks      what each stretch of the text is
 *
 * What the input states (a JSON line's title, outlet, byline, date, language) is taken as it is.
 */
#include "clean/clean.h"

#include "clean/work.h"

const char *mark_name(enum mark_kind kind)
{
	static const char *const names[] = {"body",    "title",  "byline",  "dateline",
					    "caption", "credit", "related", "furniture"};

	return names[kind];
}

const char *agency_role_name(enum agency_role role)
{
	static const char *const names[] = {"text", "photo", "inputs"};

	return names[role];
}

const char *published_from_name(enum published_from from)
{
	static const char *const names[] = {NULL, "input", "metadata", "page", "inferred"};

	return names[from];
}

void clean_page(struct arena *out, struct arena *scratch, const struct clean_rules *rules,
		const struct page *page, struct article *article)
{
	struct work work = {
		.out = out, .scratch = scratch, .rules = rules, .page = page, .article = article};

	*article = (struct article){.id = page->id,
				    .file = page->file,
				    .url = page->url,
				    .outlet = page->outlet,
				    .title = page->title,
				    .language = page->language,
				    .byline = page->byline,
				    .nbyline = page->nbyline,
				    .text = page->text};
	if (moment_parse(page->published, &article->published))
		article->published_from = PUBLISHED_INPUT;
	pieces_measure(&work);
	bars_find(&work);
	body_choose(&work);
	title_find(&work);
	language_find(&work);
	published_find(&work);
	modified_find(&work);
	byline_find(&work);
	outlet_find(&work);
	credits_find(&work);
	marks_write(&work);
}
