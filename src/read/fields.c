/*
 * Names of fields, those that count first before the others.
 */
#include "read/fields.h"

#include "base/calendar.h"
#include "base/utf8.h"

static const struct {
	struct str name;
	enum field field;
} names[FIELD_NAMES] = {
	{STR("id"), FIELD_ID},
	{STR("url"), FIELD_URL},
	{STR("outlet"), FIELD_OUTLET},
	{STR("source"), FIELD_OUTLET},
	{STR("source_domain"), FIELD_OUTLET},
	{STR("site"), FIELD_OUTLET},
	{STR("publisher"), FIELD_OUTLET},
	{STR("media_name"), FIELD_OUTLET},
	{STR("title"), FIELD_TITLE},
	{STR("headline"), FIELD_TITLE},
	{STR("byline"), FIELD_BYLINE},
	{STR("authors"), FIELD_BYLINE},
	{STR("author"), FIELD_BYLINE},
	{STR("published"), FIELD_PUBLISHED},
	{STR("date"), FIELD_PUBLISHED},
	{STR("date_publish"), FIELD_PUBLISHED},
	{STR("publish_date"), FIELD_PUBLISHED},
	{STR("datePublished"), FIELD_PUBLISHED},
	{STR("timestamp"), FIELD_PUBLISHED},
	{STR("language"), FIELD_LANGUAGE},
	{STR("text"), FIELD_TEXT},
	{STR("content"), FIELD_TEXT},
	{STR("body"), FIELD_TEXT},
	{STR("maintext"), FIELD_TEXT},
	{STR("articleBody"), FIELD_TEXT},
	{STR("raw_text"), FIELD_TEXT},
	{STR("html"), FIELD_HTML},
	/* JSON Feed */
	{STR("content_text"), FIELD_TEXT},
	{STR("content_html"), FIELD_HTML},
	{STR("date_published"), FIELD_PUBLISHED},
	/* IPTC ninjs */
	{STR("uri"), FIELD_ID},
	{STR("headlines"), FIELD_TITLE},
	{STR("body_text"), FIELD_TEXT},
	{STR("body_html"), FIELD_HTML},
	{STR("body_xhtml"), FIELD_HTML},
	{STR("versioncreated"), FIELD_PUBLISHED},
	{STR("firstcreated"), FIELD_PUBLISHED},
	/* Media Cloud */
	{STR("stories_id"), FIELD_ID},
	{STR("story_text"), FIELD_TEXT},
	{STR("media_url"), FIELD_OUTLET},
};

size_t field_number(struct str name)
{
	for (size_t i = 0; i < FIELD_NAMES; i++)
		if (str_eq(name, names[i].name))
			return i;
	return FIELD_NAMES;
}

enum field field_of_number(size_t number)
{
	return number < FIELD_NAMES ? names[number].field : FIELDS;
}

struct str field_moment(struct arena *arena, struct str text)
{
	struct moment moment;
	int64_t seconds = 0;
	size_t digits = 0;

	while (digits < text.len && digits < 14 && ascii_is_digit(text.s[digits]))
		seconds = seconds * 10 + (text.s[digits++] - '0');
	if (digits < 9 || digits > 13 || (digits < text.len && text.s[digits] != '.'))
		return text;
	moment = moment_from_seconds(digits > 11 ? seconds / 1000 : seconds);
	return moment_format(arena, &moment);
}
