/*
 * News sitemaps: what an outlet tells search engines of its latest articles. They hold no words, so each
 * article has its address, title, outlet, language and date, and an empty text.
 *
 *	<urlset xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
 *	  <url><loc>https://gazette.example/ferry</loc>
 *	    <news:news>
 *	      <news:publication> <news:name>The Gazette</news:name> <news:language>en</news:language>
 *	      <news:publication_date>2024-05-09T08:32:00+05:30</news:publication_date>
 *	      <news:title>Ferry runs again</news:title>
 *
 * An address without news (of a section, a tag) is no article. Of a sitemap of such addresses alone that
 * is said, and so it is of an index of sitemaps, which would have to be fetched.
 */
#include "read/xml.h"

struct sitemap {
	struct reading *reading;
	const struct read_rules *rules;
	struct str text;
};

static struct str field(const struct sitemap *map, struct str in, const char *name)
{
	return xml_field(map->reading->out, map->rules, in, name);
}

/* False where the address is not said to be news. */
static bool address_read(struct sitemap *map, const struct xml_element *url)
{
	struct reading *reading = map->reading;
	struct xml_element news, publication = {0};
	struct page *page;

	if (!xml_find(map->rules, url->content, "news", &news))
		return false;
	xml_find(map->rules, news.content, "publication", &publication);
	page = page_add(reading);
	page->text = STR("");
	page->offset += url->start;
	page->url = page->id = field(map, url->content, "loc");
	page->title = field(map, news.content, "title");
	page->published = field(map, news.content, "publication_date");
	page->outlet = field(map, publication.content, "name");
	page->language = field(map, publication.content, "language");
	if (!page->url.len || !page->title.len) {
		reading->pages.n--;
		refuse(reading, url->start,
		       "news in a sitemap without address or title; expected both");
	}
	return true;
}

void read_sitemap(struct reading *reading)
{
	struct sitemap map = {.reading = reading, .rules = reading->item->rules};
	struct xml_element root, url;
	size_t at = 0, within = 0, news = 0;

	map.text = html_utf8(reading, reading->item->bytes, (struct str){0});
	if (!xml_next(map.rules, map.text, &at, &root))
		return;
	while (xml_next(map.rules, root.content, &within, &url)) {
		url.start = (size_t)(url.content.s - map.text.s);
		if (str_eq(url.name, STR("url")) && !url.cut)
			news += address_read(&map, &url);
	}
	if (root.cut)
		refuse(reading, reading->item->bytes.len,
		       "the sitemap ends too early; expected </%.*s>", STR_ARG(root.full_name));
	else if (!news)
		refuse(reading, 0, "a sitemap without news; expected addresses with <news:news>");
}
