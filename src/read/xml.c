/*
 * XML by the tokens of the HTML reader, which forgives what feeds get wrong (a stray '&', an unquoted
 * attribute) and resolves nothing from outside.
 *
 * The end of an element is found by counting how many of its name are open, so each level of a document
 * is one pass over it; readers look at a fixed number of levels.
 */
#include "read/xml.h"

static struct str local_name(struct str name)
{
	size_t colon = str_find_byte(name, ':');

	return colon == STR_NONE ? name : str_sub(name, colon + 1, name.len);
}

/* From behind an opening tag to its end tag. */
static void content_find(struct html_tokens *tokens, struct xml_element *element)
{
	struct html_token token;
	size_t start = tokens->at, depth = 1;

	while (html_token_next(tokens, &token)) {
		if (token.kind == HTML_TEXT || !str_eq(token.name, element->full_name))
			continue;
		if (token.kind == HTML_OPEN && !token.self_closing)
			depth++;
		if (token.kind == HTML_CLOSE && !--depth) {
			element->content = str_sub(tokens->in, start, token.start);
			return;
		}
	}
	element->content = str_sub(tokens->in, start, tokens->in.len);
	element->cut = true;
}

bool xml_next(const struct read_rules *rules, struct str in, size_t *at,
	      struct xml_element *element)
{
	struct html_tokens tokens = {.rules = rules, .in = in, .at = *at, .xml = true};
	struct html_token token;

	while (html_token_next(&tokens, &token)) {
		if (token.kind != HTML_OPEN)
			continue;
		*element = (struct xml_element){.full_name = token.name,
						.name = local_name(token.name),
						.start = token.start,
						.attributes = token.text};
		if (!token.self_closing)
			content_find(&tokens, element);
		*at = tokens.at;
		return true;
	}
	*at = in.len;
	return false;
}

bool xml_find(const struct read_rules *rules, struct str in, const char *name,
	      struct xml_element *element)
{
	for (size_t at = 0; xml_next(rules, in, &at, element);)
		if (str_eq(element->name, str_of(name)))
			return true;
	return false;
}

static void resolved_add(struct buf *out, const struct read_rules *rules, struct str raw)
{
	while (raw.len) {
		size_t plain = str_find_byte(raw, '&'), used, len = 0;
		char bytes[REFERENCE_ROOM];

		plain = plain == STR_NONE ? raw.len : plain;
		buf_add(out, str_sub(raw, 0, plain));
		raw = str_sub(raw, plain, raw.len);
		if (!raw.len)
			return;
		used = rules_reference(rules, raw, bytes, &len);
		buf_add(out, used ? (struct str){bytes, len} : STR("&"));
		raw = str_sub(raw, used ? used : 1, raw.len);
	}
}

struct str xml_attribute(struct arena *arena, const struct read_rules *rules,
			 const struct xml_element *element, const char *name)
{
	struct str rest = element->attributes, wanted = str_of(name), attribute, value;

	while (html_attribute_next(&rest, &attribute, &value))
		if (str_eq(attribute, wanted)) {
			struct buf out = buf_in(arena);

			resolved_add(&out, rules, value);
			return str_trim(buf_str(&out));
		}
	return (struct str){0};
}

struct str xml_text(struct arena *arena, const struct read_rules *rules, struct str content)
{
	struct html_tokens tokens = {.rules = rules, .in = content, .xml = true};
	struct html_token token;
	struct buf out = buf_in(arena);

	while (html_token_next(&tokens, &token)) {
		if (token.kind == HTML_TEXT && token.literal)
			buf_add(&out, token.text);
		else if (token.kind == HTML_TEXT)
			resolved_add(&out, rules, token.text);
	}
	return str_trim(buf_str(&out));
}

struct str xml_field(struct arena *arena, const struct read_rules *rules, struct str in,
		     const char *name)
{
	struct xml_element element;

	if (!xml_find(rules, in, name, &element))
		return (struct str){0};
	return html_folded(arena, xml_text(arena, rules, element.content));
}
