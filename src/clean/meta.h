/*
 * Looking up what a page says of itself. Private to clean.
 */
#ifndef CLEAN_META_H
#define CLEAN_META_H

#include "clean/work.h"

/* Is it the JSON-LD of an article ("NewsArticle.headline"), and of its `field` ("headline")? */
bool meta_is_article_field(const struct meta *meta, struct str field);

/*
 * The first value of the keys, tried in the order given; a key that starts with "." is that field of an
 * article in JSON-LD. Keys without regard to case. The list ends with NULL.
 */
const struct meta *meta_first(const struct page *page, const char *const *keys);

/* The same, from *at on, over all keys at once: for values that come several times. */
const struct meta *meta_next(const struct page *page, const char *const *keys, size_t *at);

#endif
