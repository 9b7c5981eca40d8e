/*
 * What a page says of itself: meta tags, links, time tags, its title, and JSON-LD.
 *
 *	<meta property="og:title" content="Kim &amp; guests">      og:title = Kim & guests
 *	<time itemprop=datePublished datetime="2024-05-09">        datePublished = 2024-05-09
 *	<script type="application/ld+json">{"@type": "NewsArticle", "author": {"name": "Mina Voss"}}
 *	                                                           NewsArticle.author.name = Mina Voss
 *
 * JSON-LD is flattened: members joined by dots after the outermost @type, lists repeat the key, what is
 * in @graph counts as outermost. A script that is not JSON is passed over, as browsers do.
 */
#include "read/html.h"

#include "base/guard.h"

#include <cjson/cJSON.h>
#include <string.h>

enum { LD_DEPTH_MOST = 8, LD_KEY_MOST = 160 };

static void html_meta_add(struct html_meta *meta, enum meta_from from, struct str key, struct str value)
{
	struct arena *out = meta->reading->out;

	if (!key.len || !value.len || meta->list.n >= HTML_META_MOST)
		return;
	vec_push(out, &meta->list, ((struct meta){from, str_copy(out, key), str_copy(out, value)}));
}

static struct str plain(struct html_meta *meta, struct str raw)
{
	return html_plain(meta->reading->scratch, meta->rules, raw);
}

static void meta_tag(struct html_meta *meta, const struct str *attributes)
{
	static const enum html_attribute names[] = {ATTR_PROPERTY, ATTR_NAME, ATTR_ITEMPROP,
						    ATTR_HTTP_EQUIV};
	struct str value = plain(meta, attributes[ATTR_CONTENT]);

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		html_meta_add(meta, META_TAG, str_trim(attributes[names[i]]), value);
}

static void link_tag(struct html_meta *meta, const struct str *attributes)
{
	static const struct str wanted[] = {{"canonical", 9},
					    {"amphtml", 7},
					    {"author", 6},
					    {"publisher", 9},
					    {"shortlink", 9}};

	for (size_t i = 0; i < sizeof(wanted) / sizeof(*wanted); i++)
		if (str_eq_nocase(str_trim(attributes[ATTR_REL]), wanted[i]))
			html_meta_add(meta, META_LINK, wanted[i],
				      plain(meta, attributes[ATTR_HREF]));
	if (attributes[ATTR_ITEMPROP].len)
		html_meta_add(meta, META_LINK, str_trim(attributes[ATTR_ITEMPROP]),
			      plain(meta, attributes[ATTR_HREF]));
}

static void time_tag(struct html_meta *meta, const struct str *attributes)
{
	struct str key = str_trim(attributes[ATTR_ITEMPROP]);

	html_meta_add(meta, META_TIME_TAG, key.len ? key : STR("time"),
		      plain(meta, attributes[ATTR_DATETIME]));
}

/* ---- JSON-LD */

struct flattening {
	struct html_meta *meta;
	const cJSON *root;
	char key[LD_KEY_MOST];
};

static void flatten(struct flattening *now, const cJSON *value, size_t key_len, unsigned depth);

static struct str ld_type(const cJSON *object)
{
	const cJSON *type = cJSON_GetObjectItemCaseSensitive(object, "@type");

	if (cJSON_IsArray(type))
		type = type->child;
	return str_of(cJSON_IsString(type) && *type->valuestring ? type->valuestring : "Thing");
}

static size_t key_extend(struct flattening *now, size_t len, struct str name)
{
	size_t dot = len > 0;

	if (len + dot + name.len > LD_KEY_MOST)
		return len;
	if (dot)
		now->key[len] = '.';
	if (name.len)
		memcpy(now->key + len + dot, name.s, name.len);
	return len + dot + name.len;
}

static void flatten_object(struct flattening *now, const cJSON *object, size_t key_len,
			   unsigned depth)
{
	if (!key_len)
		key_len = key_extend(now, 0, ld_type(object));
	for (const cJSON *member = object->child; member; member = member->next) {
		bool graph = !strcmp(member->string, "@graph");

		flatten(now, member, graph ? 0 : key_extend(now, key_len, str_of(member->string)),
			depth + 1);
	}
}

static void flatten_scalar(struct flattening *now, const cJSON *value, size_t key_len)
{
	struct html_meta *meta = now->meta;
	struct str key = {now->key, key_len}, text = {0};

	if (cJSON_IsString(value))
		text = str_of(value->valuestring);
	else if (cJSON_IsBool(value))
		text = str_of(cJSON_IsTrue(value) ? "true" : "false");
	else if (cJSON_IsNumber(value))
		text = str_format(meta->reading->scratch, "%.15g", value->valuedouble);
	if (str_find_byte(text, '&') != STR_NONE)
		text = plain(meta, text);
	html_meta_add(meta, META_JSON_LD, key, str_trim(text));
}

/* Recursion is bounded by LD_DEPTH_MOST. */
static void flatten(struct flattening *now, const cJSON *value, size_t key_len, unsigned depth)
{
	if (depth > LD_DEPTH_MOST)
		return;
	if (cJSON_IsObject(value))
		flatten_object(now, value, key_len, depth);
	else if (cJSON_IsArray(value))
		for (const cJSON *one = value->child; one; one = one->next)
			flatten(now, one, key_len, depth + 1);
	else if (key_len)
		flatten_scalar(now, value, key_len);
}

static void flatten_body(void *context)
{
	struct flattening *now = context;

	flatten(now, now->root, 0, 0);
}

/* Comments and CDATA marks around the JSON are no part of it. */
static struct str ld_bare(struct str script)
{
	size_t start = 0;

	while (start < script.len && script.s[start] != '{' && script.s[start] != '[')
		start++;
	if (str_starts(str_sub(script, start, script.len), STR("[CDATA[")))
		return ld_bare(str_sub(script, start + 7, script.len));
	return str_sub(script, start, script.len);
}

static void ld_script(struct html_meta *meta, struct str script)
{
	struct flattening now = {.meta = meta};
	enum wire_status status;
	const char *expected;
	cJSON *root;
	size_t at;

	script = ld_bare(script);
	root = script.len ? cJSON_ParseWithLength(script.s, script.len) : NULL;
	if (!root && script.len && !json_fault(script, &at, &expected))
		guard_raise(WIRE_NO_MEMORY);
	if (!root)
		return;
	now.root = root;
	status = guard_run(flatten_body, &now);
	cJSON_Delete(root);
	if (status)
		guard_raise(status);
}

void html_meta_tag(struct html_meta *meta, const struct html_token *token)
{
	switch (token->tag ? (enum tag_number)token->tag->number : TAG_UNKNOWN) {
	case TAG_META:
		meta_tag(meta, token->attributes);
		break;
	case TAG_LINK:
		link_tag(meta, token->attributes);
		break;
	case TAG_TIME:
		time_tag(meta, token->attributes);
		break;
	case TAG_HTML:
		html_meta_add(meta, META_TAG, STR("html:lang"),
			      str_trim(token->attributes[ATTR_LANG]));
		break;
	case TAG_TITLE:
		html_meta_add(meta, META_TITLE_TAG, STR("title"), plain(meta, token->text));
		break;
	case TAG_SCRIPT:
		if (str_starts_nocase(str_trim(token->attributes[ATTR_TYPE]),
				      STR("application/ld+json")))
			ld_script(meta, token->text);
		break;
	default:
		break;
	}
}
