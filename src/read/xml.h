/*
 * Elements of XML, taken one after the other out of a stretch of text. No tree, no entities but the
 * predefined and HTML's, no DTD, no network: neither bombs nor external entities can be written for it.
 *
 *	struct xml_element field;
 *
 *	for (size_t at = 0; xml_next(rules, item.content, &at, &field);)
 *		if (str_eq(field.name, STR("title")))
 *			title = xml_text(arena, rules, field.content);
 */
#ifndef READ_XML_H
#define READ_XML_H

#include "read/html.h"

struct xml_element {
	struct str name;       /* without its prefix: "encoded" of <content:encoded> */
	struct str full_name;  /* with it */
	struct str attributes; /* as written */
	struct str content;    /* as written, up to its end tag */
	size_t start;          /* of its '<', in the text it was taken from */
	bool cut;              /* its end tag is missing */
};

/* The next element in `in` from *at on, which is moved behind it. */
bool xml_next(const struct read_rules *rules, struct str in, size_t *at,
	      struct xml_element *element);

/* The first element of that name directly within `in`. */
bool xml_find(const struct read_rules *rules, struct str in, const char *name,
	      struct xml_element *element);

/* An attribute's value, references resolved; empty where there is none. */
struct str xml_attribute(struct arena *arena, const struct read_rules *rules,
			 const struct xml_element *element, const char *name);

/* The text within, without tags; references resolved once, CDATA as it is, white space kept. */
struct str xml_text(struct arena *arena, const struct read_rules *rules, struct str content);

/* As xml_text() of the first element of that name, white space folded; empty where there is none. */
struct str xml_field(struct arena *arena, const struct read_rules *rules, struct str in,
		     const char *name);

#endif
