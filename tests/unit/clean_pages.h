/* Pages of plain text for the tests of clean: each line that is not blank is a block. */
#ifndef TESTS_CLEAN_PAGES_H
#define TESTS_CLEAN_PAGES_H

#include "base/vector.h"
#include "clean/clean.h"

static inline struct page page_of_lines(struct arena *arena, struct str text)
{
	struct page page = {
		.id = STR("t"), .file = STR("t.txt"), .format = READ_TEXT, .text = text};
	VEC(struct block) blocks = {0};

	for (size_t at = 0, end; at < text.len; at = end + 1) {
		struct str line, bare;
		size_t start;

		for (end = at; end < text.len && text.s[end] != '\n'; end++)
			;
		line = str_sub(text, at, end);
		bare = str_trim(line);
		start = at + (bare.len ? (size_t)(bare.s - line.s) : 0);
		if (bare.len)
			vec_push(arena, &blocks,
				 ((struct block){.span = span_between(start, start + bare.len)}));
	}
	page.blocks = blocks.items;
	page.nblocks = blocks.n;
	return page;
}

#endif
