/*
 * Texts for twins: fragments thrown together, in which what is rare in news stands side by side.
 */
#ifndef TESTS_RANDOM_TEXT_H
#define TESTS_RANDOM_TEXT_H

#include "base/text.h"
#include "random.h"

struct fragments {
	const char *const *items;
	size_t n;
};

#define FRAGMENTS_OF(list) ((struct fragments){(list), sizeof(list) / sizeof(*(list))})

static inline struct str random_fragment(struct fragments fragments)
{
	return str_of(fragments.items[random_below((uint32_t)fragments.n)]);
}

/* So many fragments in `arena`, behind each one of the gaps, where there are any. */
static inline struct str random_text(struct arena *arena, struct fragments fragments,
				     struct fragments gaps, uint32_t n)
{
	struct buf text = buf_in(arena);

	for (uint32_t i = 0; i < n; i++) {
		buf_add(&text, random_fragment(fragments));
		if (gaps.n)
			buf_add(&text, random_fragment(gaps));
	}
	buf_add(&text, STR(""));
	return buf_str(&text);
}

#endif
