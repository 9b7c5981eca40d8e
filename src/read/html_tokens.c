/*
 * HTML into tags and text, following the tokenizer of the HTML standard where it matters for reading.
 *
 *	Kim <b class=lead>said</b> so          TEXT "Kim "  OPEN b  TEXT "said"  CLOSE b  TEXT " so"
 *
 * Tokens are views into the page; nothing is copied, and the page is passed over once, mostly by
 * memchr(). A tag may have any number of attributes: only those that tell us something are kept, the
 * first of each. Comments, doctypes and the like give no token.
 *
 * Rejected: libxml2's SAX parser, which is of HTML 4's age, compares every attribute of a tag with
 * every other (a tag of a million attributes takes minutes), scans all open elements at each stray end
 * tag, formats a message for every element it does not know, and has to be called back from.
 */
#include "read/html.h"

#include "base/hash.h"
#include "base/utf8.h"

#include <string.h>

enum { TAG_NAME_MOST = 16 };

static bool is_blank(char c)
{
	return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
}

/* Where `what` begins, from `at` on; the page's end where it does not. */
static size_t find_from(const struct html_tokens *tokens, size_t at, struct str what)
{
	while (at < tokens->in.len) {
		size_t found = str_find_byte(str_sub(tokens->in, at, tokens->in.len), what.s[0]);

		if (found == STR_NONE)
			break;
		at += found;
		if (str_starts(str_sub(tokens->in, at, tokens->in.len), what))
			return at;
		at++;
	}
	return tokens->in.len;
}

/* Past a comment, doctype, or what passes for one; `at` is at its '<'. */
static size_t markup_end(const struct html_tokens *tokens, size_t at)
{
	struct str rest = str_sub(tokens->in, at, tokens->in.len);
	size_t end;

	if (str_starts(rest, STR("<!-->")))
		return at + 5;
	if (str_starts(rest, STR("<!--->")))
		return at + 6;
	if (str_starts(rest, STR("<!--"))) {
		end = find_from(tokens, at + 4, STR("-->"));
		return end == tokens->in.len ? end : end + 3;
	}
	end = find_from(tokens, at, STR(">"));
	return end == tokens->in.len ? end : end + 1;
}

static void name_read(struct html_tokens *tokens, struct html_token *token)
{
	char lower[TAG_NAME_MOST];
	size_t start = tokens->at, len;
	const char *s = tokens->in.s;

	while (tokens->at < tokens->in.len && !is_blank(s[tokens->at]) && s[tokens->at] != '/' &&
	       s[tokens->at] != '>')
		tokens->at++;
	len = tokens->at - start;
	token->name = str_sub(tokens->in, start, tokens->at);
	token->tag = NULL;
	if (tokens->xml)
		return;
	if (len > TAG_NAME_MOST) {
		token->name_hash = (uint32_t)hash_bytes(s + start, len, 0);
		return;
	}
	for (size_t i = 0; i < len; i++)
		lower[i] = ascii_lower(s[start + i]);
	token->name_hash = (uint32_t)hash_bytes(lower, len, 0);
	token->tag = rules_tag(tokens->rules, (struct str){lower, len});
}

static enum html_attribute attribute_number(struct str name)
{
	static const struct {
		struct str name;
		enum html_attribute number;
	} known[] = {
		{{"class", 5}, ATTR_CLASS},       {{"id", 2}, ATTR_ID},
		{{"href", 4}, ATTR_HREF},         {{"style", 5}, ATTR_STYLE},
		{{"role", 4}, ATTR_ROLE},         {{"rel", 3}, ATTR_REL},
		{{"type", 4}, ATTR_TYPE},         {{"content", 7}, ATTR_CONTENT},
		{{"property", 8}, ATTR_PROPERTY}, {{"name", 4}, ATTR_NAME},
		{{"itemprop", 8}, ATTR_ITEMPROP}, {{"datetime", 8}, ATTR_DATETIME},
		{{"hidden", 6}, ATTR_HIDDEN},     {{"aria-hidden", 11}, ATTR_ARIA_HIDDEN},
		{{"lang", 4}, ATTR_LANG},         {{"http-equiv", 10}, ATTR_HTTP_EQUIV},
	};

	for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++)
		if (known[i].name.len == name.len && str_eq_nocase(known[i].name, name))
			return known[i].number;
	return ATTRIBUTES;
}

static size_t blanks_end(const struct html_tokens *tokens, size_t at)
{
	while (at < tokens->in.len && is_blank(tokens->in.s[at]))
		at++;
	return at;
}

/* After '=': the value, and where it ends. */
static struct str value_read(struct html_tokens *tokens)
{
	size_t start = blanks_end(tokens, tokens->at), end;
	const char *s = tokens->in.s;

	if (start < tokens->in.len && (s[start] == '"' || s[start] == '\'')) {
		end = find_from(tokens, start + 1, (struct str){s + start, 1});
		tokens->at = end == tokens->in.len ? end : end + 1;
		return str_sub(tokens->in, start + 1, end);
	}
	end = start;
	while (end < tokens->in.len && !is_blank(s[end]) && s[end] != '>')
		end++;
	tokens->at = end;
	return str_sub(tokens->in, start, end);
}

/* Takes "name=value", "name" or "name='…'" at hand. */
static void attribute_take(struct html_tokens *tokens, struct str *name, struct str *value)
{
	size_t start = tokens->at, end = start + 1, after;
	const char *s = tokens->in.s;

	while (end < tokens->in.len && !is_blank(s[end]) && s[end] != '/' && s[end] != '>' &&
	       s[end] != '=')
		end++;
	*name = str_sub(tokens->in, start, end);
	*value = (struct str){"", 0};
	after = blanks_end(tokens, end);
	tokens->at = end;
	if (after < tokens->in.len && s[after] == '=') {
		tokens->at = after + 1;
		*value = value_read(tokens);
	}
}

bool html_attribute_next(struct str *rest, struct str *name, struct str *value)
{
	struct html_tokens tokens = {.in = *rest};

	while (tokens.at < rest->len && (is_blank(rest->s[tokens.at]) || rest->s[tokens.at] == '/'))
		tokens.at++;
	if (tokens.at == rest->len)
		return false;
	attribute_take(&tokens, name, value);
	*rest = str_sub(*rest, tokens.at, rest->len);
	return true;
}

static void attribute_read(struct html_tokens *tokens, struct html_token *token)
{
	enum html_attribute number;
	struct str name, value;

	attribute_take(tokens, &name, &value);
	number = tokens->xml ? ATTRIBUTES : attribute_number(name);
	if (number < ATTRIBUTES && !token->attributes[number].s)
		token->attributes[number] = value;
}

/* From behind the name to behind the '>'; false where the page ends within the tag. */
static bool attributes_read(struct html_tokens *tokens, struct html_token *token)
{
	const char *s = tokens->in.s;

	while (tokens->at < tokens->in.len) {
		char c = s[tokens->at];

		if (c == '>') {
			tokens->at++;
			return true;
		}
		token->self_closing = c == '/';
		if (c == '/' || is_blank(c))
			tokens->at++;
		else
			attribute_read(tokens, token);
	}
	return false;
}

/* Content that is no markup, up to and past the element's own end tag. */
static struct str raw_read(struct html_tokens *tokens, const struct html_tag *tag)
{
	struct str name = str_of(tag->name);
	size_t start = tokens->at, at = start;

	for (;;) {
		size_t behind;

		at = find_from(tokens, at, STR("</"));
		behind = at + 2 + name.len;
		if (behind > tokens->in.len)
			break;
		if (str_starts_nocase(str_sub(tokens->in, at + 2, tokens->in.len), name) &&
		    (behind == tokens->in.len || is_blank(tokens->in.s[behind]) ||
		     tokens->in.s[behind] == '/' || tokens->in.s[behind] == '>')) {
			size_t end = find_from(tokens, behind, STR(">"));

			tokens->at = end == tokens->in.len ? end : end + 1;
			return str_sub(tokens->in, start, at);
		}
		at += 2;
	}
	tokens->at = tokens->in.len;
	return str_sub(tokens->in, start, tokens->in.len);
}

static bool tag_read(struct html_tokens *tokens, struct html_token *token, bool closes)
{
	size_t behind_name;

	tokens->at += closes ? 2 : 1;
	token->kind = closes ? HTML_CLOSE : HTML_OPEN;
	token->self_closing = false;
	if (!tokens->xml)
		memset(token->attributes, 0, sizeof(token->attributes));
	name_read(tokens, token);
	behind_name = tokens->at;
	if (!attributes_read(tokens, token))
		return false;
	token->text = (struct str){0};
	if (tokens->xml)
		token->text = str_sub(tokens->in, behind_name, tokens->at - 1);
	else if (!closes && token->tag && token->tag->flags & TAG_RAW)
		token->text = raw_read(tokens, token->tag);
	return true;
}

/* "<![CDATA[…]]>" of XML: text as it is. */
static bool cdata_read(struct html_tokens *tokens, struct html_token *token)
{
	struct str open = STR("<![CDATA[");
	size_t start = tokens->at + open.len, end;

	if (!tokens->xml || !str_starts(str_sub(tokens->in, tokens->at, tokens->in.len), open))
		return false;
	end = find_from(tokens, start, STR("]]>"));
	token->kind = HTML_TEXT;
	token->literal = true;
	token->text = str_sub(tokens->in, start, end);
	tokens->at = end == tokens->in.len ? end : end + 3;
	return true;
}

static char byte_at(const struct html_tokens *tokens, size_t at)
{
	return at < tokens->in.len ? tokens->in.s[at] : '\0';
}

/* Does markup begin at this '<'? */
static bool is_markup(const struct html_tokens *tokens, size_t at)
{
	char next = byte_at(tokens, at + 1);

	return ascii_is_alpha(next) || next == '!' || next == '?' ||
	       (next == '/' && at + 2 < tokens->in.len);
}

static size_t text_end(const struct html_tokens *tokens)
{
	size_t at = tokens->at;

	while (at < tokens->in.len) {
		size_t found = str_find_byte(str_sub(tokens->in, at, tokens->in.len), '<');

		if (found == STR_NONE)
			return tokens->in.len;
		at += found;
		if (is_markup(tokens, at))
			return at;
		at++;
	}
	return at;
}

bool html_token_next(struct html_tokens *tokens, struct html_token *token)
{
	while (tokens->at < tokens->in.len) {
		size_t end = text_end(tokens);
		bool closes;

		token->start = tokens->at;
		token->literal = false;
		if (end > tokens->at) {
			token->kind = HTML_TEXT;
			token->text = str_sub(tokens->in, tokens->at, end);
			tokens->at = end;
			return true;
		}
		closes = byte_at(tokens, end + 1) == '/';
		if (ascii_is_alpha(byte_at(tokens, end + 1 + closes))) {
			if (tag_read(tokens, token, closes))
				return true;
		} else if (cdata_read(tokens, token)) {
			return true;
		} else {
			tokens->at = markup_end(tokens, end);
		}
	}
	token->kind = HTML_END;
	return false;
}
