/*
 * From a page to the article, step by step.
 */
#include "clean/clean.h"

#include "base/utf8.h"
#include "base/vector.h"
#include "clean/rules.h"

static const char *const kinds[] = {"body",    "title",	 "byline",  "dateline",
				    "caption", "credit", "related", "furniture"};

const char *mark_name(enum mark_kind kind)
{
	return kinds[kind];
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

/* Ends with a full stop, perhaps inside quote marks or before a bracket. */
static bool ends_sentence(struct str text)
{
	for (int back = 0; back < 3 && text.len; back++) {
		size_t start = utf8_before(text.s, text.len), used;
		uint32_t c = utf8_decode(text.s + start, text.len - start, &used);

		if (c == '.' || c == '!' || c == '?' || c == 0x3002 || c == 0x2026 || c == ':')
			return true;
		if (c != '"' && c != '\'' && c != ')' && c != 0x201D && c != 0x2019 && c != 0xBB)
			return false;
		text.len = start;
	}
	return false;
}

void clean_page(struct arena *out, struct arena *scratch, const struct clean_rules *rules,
		const struct page *page, struct article *article)
{
	(void)scratch;
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
	(void)rules;
	article->marks = ARENA_ARRAY(out, struct mark, page->nblocks);
	for (size_t i = 0; i < page->nblocks; i++) {
		struct str text = str_from(page->text, page->blocks[i].span);
		bool body = page->format == READ_JSON_LINE || (text.len >= 80 && ends_sentence(text));

		article->marks[article->nmarks++] =
			(struct mark){page->blocks[i].span, body ? MARK_BODY : MARK_FURNITURE};
	}
}
