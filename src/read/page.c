/*
 * Pages of an item: what all formats share, and the call that picks the format's reader.
 */
#include "read/internal.h"

struct page *page_add(struct reading *reading)
{
	struct page page = {
		.file = str_copy(reading->out, reading->item->file),
		.offset = reading->item->offset,
		.format = reading->item->format,
	};

	vec_push(reading->out, &reading->pages, page);
	return &reading->pages.items[reading->pages.n - 1];
}

void page_lines(struct reading *reading, struct page *page, struct str text)
{
	VEC(struct block) blocks = {0};
	struct str rest = text;

	while (rest.len) {
		size_t end = str_find_byte(rest, '\n');
		struct str line = str_trim(str_sub(rest, 0, end == STR_NONE ? rest.len : end));
		struct block block = {.kind = BLOCK_LINE};

		rest = str_sub(rest, end == STR_NONE ? rest.len : end + 1, rest.len);
		if (!line.len)
			continue;
		block.span = span_between((size_t)(line.s - text.s),
					  (size_t)(line.s - text.s) + line.len);
		vec_push(reading->out, &blocks, block);
	}
	page->text = text;
	page->blocks = blocks.items;
	page->nblocks = blocks.n;
}

struct pages read_item(struct arena *out, struct arena *scratch, struct json_parser *json,
		       const struct read_item *item, struct read_complaints *complaints)
{
	struct reading reading = {.out = out,
				  .scratch = scratch,
				  .json = json,
				  .item = item,
				  .complaints = complaints};

	switch (item->format) {
	case READ_TEXT:
		read_text(&reading);
		break;
	case READ_JSON_LINE:
		read_json(&reading);
		break;
	case READ_HTML:
		read_html(&reading);
		break;
	case READ_FEED:
		read_feed(&reading);
		break;
	case READ_SITEMAP:
		read_sitemap(&reading);
		break;
	case READ_WARC:
		read_warc(&reading);
		break;
	case READ_MAIL:
		read_mail(&reading);
		break;
	case READ_NEWSML:
		read_newsml(&reading);
		break;
	case READ_TABLE:
		read_table(&reading);
		break;
	}
	return (struct pages){reading.pages.items, reading.pages.n};
}
