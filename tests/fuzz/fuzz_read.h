/*
 * For the fuzz targets of reading: takes the input as one item of a format, or through the reader as
 * wire_add_bytes() does, and checks what every page promises.
 */
#ifndef FUZZ_READ_H
#define FUZZ_READ_H

#include "base/guard.h"
#include "base/utf8.h"
#include "read/read.h"

#include <stdlib.h>
#include <string.h>

struct fuzz {
	struct str bytes;
	const enum read_format *format; /* NULL: whatever the reader takes it for */
	struct arena batch, scratch;
	struct reader *reader;
	struct read_complaints complaints;
};

static inline void fuzz_check_page(const struct page *page)
{
	uint32_t end = 0;

	if (!page->id.len || utf8_valid(page->text.s, page->text.len) != page->text.len ||
	    memchr(page->text.s, '\0', page->text.len))
		abort();
	for (size_t i = 0; i < page->nblocks; i++) {
		struct span span = page->blocks[i].span;
		struct str words = str_from(page->text, span);

		if (!span.len || span.start < end || span_end(span) > page->text.len ||
		    str_trim(words).len != words.len || page->blocks[i].link_bytes > span.len)
			abort();
		end = span_end(span);
	}
	for (size_t i = 0; i < page->nmeta; i++)
		if (!page->meta[i].key.len || !page->meta[i].value.len)
			abort();
}

/* Made once: the rules take a millisecond. The parser is only for bytes with READ_BEHIND more of them. */
static struct read_rules *fuzz_rules;
static struct json_parser *fuzz_json;

static inline void fuzz_rules_make(void *context)
{
	fuzz_rules = read_rules_new(context);
	fuzz_json = json_parser_new();
}

static inline void fuzz_item(struct fuzz *fuzz, const struct read_item *item)
{
	struct pages pages = read_item(&fuzz->batch, &fuzz->scratch,
				       fuzz->format ? NULL : fuzz_json, item, &fuzz->complaints);

	for (size_t i = 0; i < pages.n; i++)
		fuzz_check_page(&pages.items[i]);
	arena_clear(&fuzz->scratch);
}

static inline void fuzz_body(void *context)
{
	struct fuzz *fuzz = context;
	struct read_item *items;
	size_t n;

	if (fuzz->format) {
		struct read_item item = {.file = STR("input"),
					 .line = 1,
					 .format = *fuzz->format,
					 .bytes = fuzz->bytes,
					 .rules = fuzz_rules};

		fuzz_item(fuzz, &item);
	} else {
		fuzz->reader = reader_open(fuzz_rules, "input", fuzz->bytes);
		while (reader_next(fuzz->reader, &fuzz->batch, &items, &n, &fuzz->complaints))
			for (size_t i = 0; i < n; i++)
				fuzz_item(fuzz, &items[i]);
	}
	for (size_t i = 0; i < fuzz->complaints.n; i++)
		if (!fuzz->complaints.items[i].message.len)
			abort();
}

/* Memory is not short here, so nothing may be raised. */
static inline int fuzz_read(const uint8_t *data, size_t size, const enum read_format *format)
{
	static struct arena kept;
	struct fuzz fuzz = {.bytes = {size ? (const char *)data : "", size}, .format = format};

	if (!fuzz_rules && guard_run(fuzz_rules_make, &kept) != WIRE_OK)
		abort();
	if (guard_run(fuzz_body, &fuzz) != WIRE_OK)
		abort();
	reader_free(fuzz.reader);
	arena_release(&fuzz.batch);
	arena_release(&fuzz.scratch);
	return 0;
}

#endif
