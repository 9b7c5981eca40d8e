/*
 * Names of fields, those that count first before the others.
 */
#include "read/fields.h"

#include "base/calendar.h"
#include "base/utf8.h"

static const struct {
	const char *name;
	enum field field;
} names[FIELD_NAMES] = {
	{"id", FIELD_ID},
	{"url", FIELD_URL},
	{"outlet", FIELD_OUTLET},
	{"source", FIELD_OUTLET},
	{"source_domain", FIELD_OUTLET},
	{"site", FIELD_OUTLET},
	{"publisher", FIELD_OUTLET},
	{"media_name", FIELD_OUTLET},
	{"title", FIELD_TITLE},
	{"headline", FIELD_TITLE},
	{"byline", FIELD_BYLINE},
	{"authors", FIELD_BYLINE},
	{"author", FIELD_BYLINE},
	{"published", FIELD_PUBLISHED},
	{"date", FIELD_PUBLISHED},
	{"date_publish", FIELD_PUBLISHED},
	{"publish_date", FIELD_PUBLISHED},
	{"datePublished", FIELD_PUBLISHED},
	{"timestamp", FIELD_PUBLISHED},
	{"language", FIELD_LANGUAGE},
	{"text", FIELD_TEXT},
	{"content", FIELD_TEXT},
	{"body", FIELD_TEXT},
	{"maintext", FIELD_TEXT},
	{"articleBody", FIELD_TEXT},
	{"raw_text", FIELD_TEXT},
	{"html", FIELD_HTML},
	/* JSON Feed */
	{"content_text", FIELD_TEXT},
	{"content_html", FIELD_HTML},
	{"date_published", FIELD_PUBLISHED},
	/* IPTC ninjs */
	{"uri", FIELD_ID},
	{"headlines", FIELD_TITLE},
	{"body_text", FIELD_TEXT},
	{"body_html", FIELD_HTML},
	{"body_xhtml", FIELD_HTML},
	{"versioncreated", FIELD_PUBLISHED},
	{"firstcreated", FIELD_PUBLISHED},
	/* Media Cloud */
	{"stories_id", FIELD_ID},
	{"story_text", FIELD_TEXT},
	{"media_url", FIELD_OUTLET},
};

size_t field_number(struct str name)
{
	for (size_t i = 0; i < FIELD_NAMES; i++)
		if (str_eq(name, str_of(names[i].name)))
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
