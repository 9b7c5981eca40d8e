/*
 * A page of HTML, from a file or from the member "html" of a JSON article. One that says what it is but
 * whose words only a script would fetch is a page with an empty text.
 */
#include "read/html.h"

void html_page(struct reading *reading, struct page *page, struct str html)
{
	const struct read_rules *rules = reading->item->rules;
	struct html_blocks blocks = {
		.reading = reading, .rules = rules, .text = buf_in(reading->out)};
	struct html_meta meta = {.reading = reading, .rules = rules};

	if (!html_tree_read(&blocks, &meta, html))
		refuse(reading, 0,
		       "tags nested more than %d deep; expected fewer, deeper ones count as level",
		       HTML_DEPTH_MOST);
	page->text = blocks.text.len ? buf_str(&blocks.text) : STR("");
	page->blocks = blocks.blocks.items;
	page->nblocks = blocks.blocks.n;
	page->meta = meta.list.items;
	page->nmeta = meta.list.n;
}

void read_html(struct reading *reading)
{
	struct page *page;

	if (reading->item->bytes.len > HTML_MOST) {
		refuse(reading, 0, "a page of more than %d MB; expected less", HTML_MOST >> 20);
		return;
	}
	page = page_add(reading);
	html_page(reading, page, html_utf8(reading, reading->item->bytes, (struct str){0}));
	page->id = page->file;
	if (page->text.len || page->nmeta)
		return;
	reading->pages.n--;
	refuse(reading, 0, "a page without text or title; expected words");
}
