/*
 * Plain text, as pasted from a browser: the text is the file's own bytes, its lines are the blocks.
 * A page in UTF-16 shows that it is a page only once it was converted.
 */
#include "read/internal.h"

void read_text(struct reading *reading)
{
	struct str text = charset_text(reading);
	const char *what;
	struct page *page;
	size_t at;

	if (!text.len)
		return;
	if (text.s != reading->item->bytes.s && detect(text, &what, &at) == SHAPE_HTML) {
		read_html(reading);
		return;
	}
	if (!str_trim(text).len) {
		refuse(reading, 0, "nothing but white space; expected text");
		return;
	}
	page = page_add(reading);
	page->id = page->file;
	page_lines(reading, page, str_copy(reading->out, text));
}
