/*
 * A page of HTML, from a file or from the member "html" of a JSON article. One that says what it is
 * but whose words only a script would fetch is a page with an empty text; those that a script of its
 * own holds are read (html_script.c).
 */
#include "read/html.h"

enum { PROSE_LEAST = 80 };

/* False where the page nests too deep in places. */
static bool page_read(struct reading *reading, struct page *page, struct str html)
{
	const struct read_rules *rules = reading->item->rules;
	struct html_blocks blocks = {
		.reading = reading, .rules = rules, .text = buf_in(reading->out)};
	struct html_meta meta = {.reading = reading, .rules = rules};
	bool shallow = html_tree_read(&blocks, &meta, html);

	page->text = blocks.text.len ? buf_str(&blocks.text) : STR("");
	page->blocks = blocks.blocks.items;
	page->nblocks = blocks.blocks.n;
	page->meta = meta.list.items;
	page->nmeta = meta.list.n;
	return shallow;
}

/* Has it one block of running text, such as no menu has? */
static bool has_prose(const struct page *page)
{
	for (size_t i = 0; i < page->nblocks; i++)
		if (page->blocks[i].span.len >= PROSE_LEAST &&
		    page->blocks[i].link_bytes < page->blocks[i].span.len / 3)
			return true;
	return false;
}

void html_page(struct reading *reading, struct page *page, struct str html)
{
	struct buf whole = buf_in(reading->scratch);
	struct str words;

	if (!page_read(reading, page, html))
		refuse(reading, 0,
		       "tags nested more than %d deep; expected fewer, deeper ones count as level",
		       HTML_DEPTH_MOST);
	if (has_prose(page))
		return;
	words = html_script_words(reading->scratch, html, page->meta, page->nmeta);
	if (!words.len)
		return;
	buf_add(&whole, html);
	buf_add(&whole, STR("<article>"));
	buf_add(&whole, words);
	page_read(reading, page, buf_str(&whole));
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
