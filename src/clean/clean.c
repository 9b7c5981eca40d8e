#include "clean/clean.h"
struct clean_rules { int none; };
static const char *const marks[] = {"body", "title", "byline", "dateline", "caption", "credit", "related", "furniture"};
static const char *const roles[] = {"text", "photo", "inputs"};
static const char *const froms[] = {NULL, "input", "metadata", "page", "inferred"};
const char *mark_name(enum mark_kind kind) { return marks[kind]; }
const char *agency_role_name(enum agency_role role) { return roles[role]; }
const char *published_from_name(enum published_from from) { return froms[from]; }
struct clean_rules *clean_rules_new(struct arena *arena) { return ARENA_NEW(arena, struct clean_rules); }
void clean_page(struct arena *out, struct arena *scratch, const struct clean_rules *rules, const struct page *page, struct article *article)
{
	(void)out; (void)scratch; (void)rules;
	*article = (struct article){.id = page->id, .file = page->file, .url = page->url, .outlet = page->outlet, .title = page->title,
		.language = page->language, .byline = page->byline, .nbyline = page->nbyline, .text = page->text};
	if (moment_parse(page->published, &article->published)) article->published_from = PUBLISHED_INPUT;
	article->marks = ARENA_ARRAY(out, struct mark, page->nblocks);
	for (size_t i = 0; i < page->nblocks; i++) article->marks[article->nmarks++] = (struct mark){page->blocks[i].span, MARK_BODY};
}
struct str source_name(const struct clean_rules *rules, struct str words, enum source_kind *kind, size_t *used)
{ (void)rules; (void)words; *kind = SOURCE_NONE; *used = 0; return (struct str){0}; }
