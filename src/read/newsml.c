/*
 * What agencies send: IPTC NITF, and NewsML-G2 with HTML or NITF in it.
 *
 *	<newsItem guid="urn:newsml:farnews:7" xml:lang="en">
 *	  <itemMeta> <provider literal="Farnews"/> <versionCreated>2024-05-09T08:32:00Z</versionCreated>
 *	  <contentMeta> <headline>Ferry closed</headline> <by>Mina Voss</by> <creditline>Farnews</creditline>
 *	  <contentSet> <inlineXML> <html> … or <nitf> …
 *
 * NITF's body is close to HTML and is read as such; html_tags.c knows its own elements (hl1, byline …).
 * What only agencies state goes to the page's meta: creditline, copyrightholder, dateline.
 */
#include "read/xml.h"

struct newsml {
	struct reading *reading;
	const struct read_rules *rules;
	struct str text; /* of the whole file */
};

static struct str field(struct newsml *now, struct str in, const char *name)
{
	return xml_field(now->reading->out, now->rules, in, name);
}

static struct str attribute(struct newsml *now, const struct xml_element *element, const char *name)
{
	return xml_attribute(now->reading->out, now->rules, element, name);
}

static struct str content(struct newsml *now, struct str in, const char *name)
{
	struct xml_element element;

	return xml_find(now->rules, in, name, &element) ? element.content : (struct str){0};
}

static struct str first_of(struct str a, struct str b)
{
	return a.len ? a : b;
}

static void meta_add(struct newsml *now, struct page *page, const char *key, struct str value)
{
	struct arena *out = now->reading->out;

	if (!value.len)
		return;
	page->meta = arena_grow(out, page->meta, page->nmeta * sizeof(*page->meta),
				(page->nmeta + 1) * sizeof(*page->meta));
	page->meta[page->nmeta++] = (struct meta){META_TAG, str_of(key), value};
}

static void byline_set(struct newsml *now, struct page *page, struct str name)
{
	if (!name.len)
		return;
	page->byline = ARENA_ARRAY(now->reading->out, struct str, 1);
	page->byline[0] = name;
	page->nbyline = 1;
}

/* A page of these words, or NULL and a complaint. */
static struct page *page_begin(struct newsml *now, const struct xml_element *element,
			       struct str words, bool is_html)
{
	struct reading *reading = now->reading;
	struct page *page = page_add(reading);

	page->offset += element->start;
	if (is_html)
		html_page(reading, page, words);
	else
		page_lines(reading, page, xml_text(reading->out, now->rules, words));
	if (page->nblocks)
		return page;
	reading->pages.n--;
	refuse(reading, element->start, "a news item without words; expected text in it");
	return NULL;
}

static void id_settle(struct newsml *now, struct page *page)
{
	if (!page->id.len)
		page->id = str_format(now->reading->out, "%.*s:%llu", STR_ARG(page->file),
				      (unsigned long long)page->offset);
}

/* "20240509T083200+0200" and its like, as ISO 8601 has them with signs. */
static struct str date_written_out(struct newsml *now, struct str norm)
{
	struct buf out = buf_in(now->reading->out);

	if (norm.len < 8 || str_find_byte(norm, '-') == 4)
		return norm;
	for (size_t i = 0; i < norm.len; i++) {
		if (i == 4 || i == 6)
			buf_add_byte(&out, '-');
		if ((i == 11 || i == 13) && norm.len > 11 && norm.s[8] == 'T')
			buf_add_byte(&out, ':');
		if (i == 18 && norm.len == 20)
			buf_add_byte(&out, ':');
		buf_add_byte(&out, norm.s[i]);
	}
	return buf_str(&out);
}

static void nitf_read(struct newsml *now, const struct xml_element *root)
{
	struct str head = content(now, root->content, "head"),
		   body = content(now, root->content, "body");
	struct str body_head = content(now, body, "body.head"),
		   docdata = content(now, head, "docdata");
	struct xml_element element;
	struct page *page = page_begin(now, root, body, true);

	if (!page)
		return;
	page->title = first_of(field(now, content(now, body_head, "hedline"), "hl1"),
			       field(now, head, "title"));
	byline_set(now, page, field(now, body_head, "byline"));
	meta_add(now, page, "creditline", field(now, body_head, "distributor"));
	meta_add(now, page, "dateline", field(now, body_head, "dateline"));
	if (xml_find(now->rules, docdata, "doc-id", &element))
		page->id = attribute(now, &element, "id-string");
	if (xml_find(now->rules, docdata, "date.issue", &element))
		page->published = date_written_out(now, attribute(now, &element, "norm"));
	if (xml_find(now->rules, head, "pubdata", &element)) {
		page->outlet = attribute(now, &element, "name");
		page->published = first_of(
			page->published,
			date_written_out(now, attribute(now, &element, "date.publication")));
	}
	page->language = attribute(now, root, "xml:lang");
	id_settle(now, page);
}

/* A provider is named in an element, or by an attribute. */
static struct str provider(struct newsml *now, struct str in, const char *name)
{
	struct xml_element element;

	if (!xml_find(now->rules, in, name, &element))
		return (struct str){0};
	return first_of(field(now, element.content, "name"), attribute(now, &element, "literal"));
}

static void item_read(struct newsml *now, const struct xml_element *item)
{
	struct str item_meta = content(now, item->content, "itemMeta");
	struct str about = content(now, item->content, "contentMeta");
	struct str set = content(now, item->content, "contentSet");
	struct str markup = content(now, set, "inlineXML"), plain = content(now, set, "inlineData");
	struct xml_element element;
	struct page *page = page_begin(now, item, markup.len ? markup : plain, markup.len > 0);

	if (!page)
		return;
	page->id = attribute(now, item, "guid");
	page->title = first_of(field(now, about, "headline"), field(now, item_meta, "title"));
	byline_set(now, page, first_of(field(now, about, "by"), field(now, about, "creator")));
	page->outlet =
		first_of(provider(now, item_meta, "provider"), provider(now, about, "infoSource"));
	page->published = first_of(field(now, about, "contentCreated"),
				   first_of(field(now, item_meta, "firstCreated"),
					    field(now, item_meta, "versionCreated")));
	page->language = attribute(now, item, "xml:lang");
	if (xml_find(now->rules, about, "language", &element))
		page->language = first_of(attribute(now, &element, "tag"), page->language);
	meta_add(now, page, "creditline", field(now, about, "creditline"));
	meta_add(now, page, "dateline", field(now, about, "dateline"));
	id_settle(now, page);
}

static void items_read(struct newsml *now, struct str in)
{
	struct xml_element element;

	for (size_t at = 0; xml_next(now->rules, in, &at, &element);) {
		element.start = (size_t)(element.full_name.s - now->text.s) - 1;
		if (str_eq(element.name, STR("newsItem")) && !element.cut)
			item_read(now, &element);
	}
}

void read_newsml(struct reading *reading)
{
	struct newsml now = {.reading = reading, .rules = reading->item->rules};
	struct xml_element root;
	size_t at = 0;

	now.text = html_utf8(reading, reading->item->bytes, (struct str){0});
	if (!xml_next(now.rules, now.text, &at, &root))
		return;
	if (root.cut)
		refuse(reading, reading->item->bytes.len,
		       "the item ends too early; expected </%.*s>", STR_ARG(root.full_name));
	else if (str_eq(root.name, STR("nitf")))
		nitf_read(&now, &root);
	else if (str_eq(root.name, STR("newsItem")))
		item_read(&now, &root);
	else
		items_read(&now, content(&now, root.content, "itemSet"));
}
