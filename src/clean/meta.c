/*
 * What a page says of itself: meta tags and JSON-LD, by key.
 *
 *	og:site_name = Port Hale Courier          META_TAG
 *	NewsArticle.author.name = Anna Lind       META_JSON_LD
 */
#include "clean/meta.h"

static bool is_article_type(struct str type)
{
	static const char *const ends[] = {"Article", "BlogPosting", "Posting",
					   "Report",  "WebPage",     "Review"};

	for (size_t i = 0; i < sizeof(ends) / sizeof(*ends); i++)
		if (str_ends(type, str_of(ends[i])))
			return true;
	return false;
}

bool meta_is_article_field(const struct meta *meta, struct str field)
{
	struct str key = meta->key;
	size_t dot = str_find_byte(key, '.');

	if (meta->from != META_JSON_LD || dot == STR_NONE)
		return false;
	return is_article_type(str_sub(key, 0, dot)) &&
	       str_eq_nocase(str_sub(key, dot + 1, key.len), field);
}

static bool key_fits(const struct meta *meta, struct str key)
{
	if (!meta->value.len)
		return false;
	if (key.s[0] == '.')
		return meta_is_article_field(meta, str_sub(key, 1, key.len));
	return meta->from != META_JSON_LD && str_eq_nocase(meta->key, key);
}

const struct meta *meta_first(const struct page *page, const char *const *keys)
{
	for (; *keys; keys++)
		for (size_t i = 0; i < page->nmeta; i++)
			if (key_fits(&page->meta[i], str_of(*keys)))
				return &page->meta[i];
	return NULL;
}

const struct meta *meta_next(const struct page *page, const char *const *keys, size_t *at)
{
	for (; *at < page->nmeta; (*at)++)
		for (const char *const *key = keys; *key; key++)
			if (key_fits(&page->meta[*at], str_of(*key)))
				return &page->meta[(*at)++];
	return NULL;
}
