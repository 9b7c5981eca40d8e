/*
 * Feeds: RSS 0.9 to 2.0, RDF and Atom. Each entry is an article; its text is the fullest of what it has,
 * read as HTML, since that is what feeds hold.
 *
 *	<rss><channel> <title>The Gazette</title>                           outlet
 *	  <item> <title>Message sent</title> <guid>g-12</guid>              title, id
 *	    <dc:creator>Mina Voss</dc:creator>                              byline
 *	    <description>Kim sent …</description>
 *	    <content:encoded><![CDATA[<p>PYONGSAN, May 9 …]]>               text
 */
#include "read/xml.h"

enum field {
	F_NONE,
	F_TITLE,
	F_LINK,
	F_ID,
	F_PUBLISHED,
	F_UPDATED,
	F_AUTHOR,
	F_LANGUAGE,
	F_SUMMARY,
	F_CONTENT,
	FIELDS,
};

/* Full names, since <media:title> is not the entry's. */
static const struct {
	const char *name;
	enum field field;
} names[] = {
	{"title", F_TITLE},
	{"link", F_LINK},
	{"guid", F_ID},
	{"id", F_ID},
	{"pubDate", F_PUBLISHED},
	{"published", F_PUBLISHED},
	{"issued", F_PUBLISHED},
	{"dc:date", F_PUBLISHED},
	{"updated", F_UPDATED},
	{"modified", F_UPDATED},
	{"author", F_AUTHOR},
	{"dc:creator", F_AUTHOR},
	{"language", F_LANGUAGE},
	{"dc:language", F_LANGUAGE},
	{"description", F_SUMMARY},
	{"summary", F_SUMMARY},
	{"content:encoded", F_CONTENT},
	{"content", F_CONTENT},
};

struct feed {
	struct reading *reading;
	const struct read_rules *rules;
	struct str outlet, language;
	VEC(struct xml_element) entries;
	struct str text; /* of the whole feed */
};

struct entry {
	struct xml_element fields[FIELDS]; /* the first of each; name.len 0: none */
	VEC(struct str) authors;
	struct str link;
};

static enum field field_of(struct str name)
{
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (str_eq(name, str_of(names[i].name)))
			return names[i].field;
	return F_NONE;
}

/* "jo@gazette.example (Jo Ark)" is Jo Ark; Atom has the name in an element. */
static struct str author_name(struct feed *feed, const struct xml_element *element)
{
	struct arena *out = feed->reading->out;
	struct str name = xml_field(out, feed->rules, element->content, "name");
	size_t open, close;

	if (!name.len)
		name = xml_text(out, feed->rules, element->content);
	open = str_find_byte(name, '(');
	close = str_find_byte(name, ')');
	if (str_find_byte(name, '@') != STR_NONE && open != STR_NONE && close != STR_NONE &&
	    open < close)
		name = str_sub(name, open + 1, close);
	return str_find_byte(name, '@') == STR_NONE ? str_trim(name) : (struct str){0};
}

/* RSS has the address as text, Atom as an attribute and with links of other kinds beside it. */
static struct str link_of(struct feed *feed, const struct xml_element *element)
{
	struct arena *out = feed->reading->out;
	struct str rel = xml_attribute(out, feed->rules, element, "rel");

	if (rel.len && !str_eq(rel, STR("alternate")))
		return (struct str){0};
	if (element->content.len)
		return xml_text(out, feed->rules, element->content);
	return xml_attribute(out, feed->rules, element, "href");
}

static void entry_read(struct feed *feed, struct str content, struct entry *entry)
{
	struct xml_element element;

	for (size_t at = 0; xml_next(feed->rules, content, &at, &element);) {
		enum field field = field_of(element.full_name);
		struct str name;

		if (!entry->fields[field].name.len)
			entry->fields[field] = element;
		if (field == F_LINK && !entry->link.len)
			entry->link = link_of(feed, &element);
		if (field == F_AUTHOR && (name = author_name(feed, &element)).len)
			vec_push(feed->reading->out, &entry->authors, name);
	}
}

static struct str field_text(struct feed *feed, const struct entry *entry, enum field field)
{
	return xml_text(feed->reading->out, feed->rules, entry->fields[field].content);
}

static struct str entry_html(struct feed *feed, const struct xml_element *element)
{
	struct arena *scratch = feed->reading->scratch;

	if (str_eq(xml_attribute(scratch, feed->rules, element, "type"), STR("xhtml")))
		return element->content;
	return xml_text(scratch, feed->rules, element->content);
}

static struct str first_of(struct str a, struct str b)
{
	return a.len ? a : b;
}

/* The fuller of content and summary. */
static struct str entry_words(struct feed *feed, const struct entry *entry)
{
	struct str content = entry_html(feed, &entry->fields[F_CONTENT]);
	struct str summary = entry_html(feed, &entry->fields[F_SUMMARY]);

	return content.len >= summary.len ? content : summary;
}

static void entry_page(struct feed *feed, const struct xml_element *element, size_t number)
{
	struct reading *reading = feed->reading;
	struct arena *out = reading->out;
	size_t at = (size_t)(element->content.s - feed->text.s);
	struct entry entry = {0};
	struct page *page;

	entry_read(feed, element->content, &entry);
	page = page_add(reading);
	html_page(reading, page, entry_words(feed, &entry));
	if (!page->text.len) {
		reading->pages.n--;
		refuse(reading, at,
		       "an entry of a feed without words; expected a description or content");
		return;
	}
	page->offset += at;
	page->url = entry.link;
	page->id = first_of(field_text(feed, &entry, F_ID), entry.link);
	if (!page->id.len)
		page->id = str_format(out, "%.*s:%zu", STR_ARG(page->file), number);
	page->title = html_plain(out, feed->rules, field_text(feed, &entry, F_TITLE));
	page->outlet = feed->outlet;
	page->published = first_of(field_text(feed, &entry, F_PUBLISHED),
				   field_text(feed, &entry, F_UPDATED));
	page->language = first_of(field_text(feed, &entry, F_LANGUAGE), feed->language);
	page->byline = entry.authors.items;
	page->nbyline = entry.authors.n;
}

/* What a <channel> or <feed> says of itself, and its entries; in RDF they stand beside the channel. */
static void feed_read(struct feed *feed, struct str content, bool nested)
{
	struct arena *out = feed->reading->out;
	struct xml_element element;

	for (size_t at = 0; xml_next(feed->rules, content, &at, &element);) {
		if (str_eq(element.name, STR("item")) || str_eq(element.name, STR("entry")))
			vec_push(feed->reading->scratch, &feed->entries, element);
		else if (str_eq(element.full_name, STR("channel")) && !nested)
			feed_read(feed, element.content, true);
		else if (str_eq(element.full_name, STR("title")) && !feed->outlet.len)
			feed->outlet = html_plain(out, feed->rules,
						  xml_text(out, feed->rules, element.content));
		else if (field_of(element.full_name) == F_LANGUAGE)
			feed->language = xml_text(out, feed->rules, element.content);
	}
}

void read_feed(struct reading *reading)
{
	struct feed feed = {.reading = reading, .rules = reading->item->rules};
	struct xml_element root;
	size_t at = 0, number = 0;

	feed.text = html_utf8(reading, reading->item->bytes, (struct str){0});
	if (!xml_next(feed.rules, feed.text, &at, &root))
		return;
	feed.language = xml_attribute(reading->out, feed.rules, &root, "xml:lang");
	feed_read(&feed, root.content, false);
	VEC_EACH (struct xml_element, entry, feed.entries)
		if (!entry->cut)
			entry_page(&feed, entry, ++number);
	if (root.cut)
		refuse(reading, reading->item->bytes.len,
		       "the feed ends too early; expected </%.*s>", STR_ARG(root.full_name));
	else if (!feed.entries.n)
		refuse(reading, 0, "a feed without entries; expected some");
}
