/*
 * Plain text, as pasted from a browser: the text is the file's own bytes, its lines are the blocks.
 */
#include "read/internal.h"

void read_text(struct reading *reading)
{
	struct str text = charset_text(reading);
	struct page *page;

	if (!text.len)
		return;
	if (!str_trim(text).len) {
		refuse(reading, 0, "nothing but white space; expected text");
		return;
	}
	page = page_add(reading);
	page->id = page->file;
	page_lines(reading, page, str_copy(reading->out, text));
}
