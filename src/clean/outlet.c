/*
 * Whose page is it?
 *
 * The input's word, the host of the address in our table, the page's own word (og:site_name, JSON-LD
 * publisher), and else the words of the page, each kind of place with a weight:
 *
 *	"… | World News - Hindustan Times"             the end of the title line
 *	"© 2024 The Harrow Post. All rights reserved." the copyright line
 *	"CLICK HERE TO GET THE FOX NEWS APP"           an outlet's own services
 *	"Fox News Digital's Ann Lee contributed …"     its own staff
 *	"The Harrow Post" above the first menu         the masthead
 *
 * An outlet that the article only quotes ("The Korea Herald said") is none of these. Never an agency.
 */
#include "clean/meta.h"

#include "base/utf8.h"

enum { OUTLET_BYTES = 80, OUTLET_ENOUGH = 3, OUTLET_CANDIDATES = 32 };

struct outlet_votes {
	struct {
		struct str name;
		int weight;
	} items[OUTLET_CANDIDATES];
	size_t n;
};

static void vote(struct outlet_votes *votes, struct str name, int weight)
{
	size_t i;

	for (i = 0; i < votes->n; i++)
		if (str_eq(votes->items[i].name, name))
			break;
	if (i == OUTLET_CANDIDATES || !name.len)
		return;
	if (i == votes->n)
		votes->items[votes->n++].name = name;
	votes->items[i].weight += weight;
}

struct str host_of(struct str url)
{
	size_t at = str_find(url, STR("://")), end;
	struct str host = str_sub(url, at == STR_NONE ? 0 : at + 3, url.len);

	for (end = 0;
	     end < host.len && host.s[end] != '/' && host.s[end] != '?' && host.s[end] != ':';
	     end++)
		;
	host = str_sub(host, 0, end);
	return str_starts_nocase(host, STR("www.")) ? str_sub(host, 4, host.len) : host;
}

/* A name as given, by its canonical form where the table knows it; empty for an agency. */
static struct str outlet_canonical(const struct work *work, struct str name)
{
	const struct source *source = outlet_named(work->rules, work->scratch, name);
	size_t used;

	name = str_trim(name);
	if (!source && name.len < OUTLET_BYTES && str_find_byte(name, ' ') == STR_NONE)
		source = outlet_of_url(work->rules, work->scratch, name);
	if (source)
		return source->name;
	source = source_at(work->rules, name, true, &used);
	if (source && used == name.len && source->kind != SOURCE_OUTLET)
		return (struct str){0};
	return name.len && name.len < OUTLET_BYTES ? str_copy(work->out, name) : (struct str){0};
}

/* Only a whole address says which host it is on. */
static struct str canonical_of(const struct work *work)
{
	static const char *const keys[] = {"canonical", "og:url"};

	for (size_t i = 0; i < sizeof(keys) / sizeof(*keys); i++) {
		const char *const one[] = {keys[i], NULL};
		const struct meta *meta = meta_first(work->page, one);

		if (meta && (str_starts_nocase(meta->value, STR("http://")) ||
			     str_starts_nocase(meta->value, STR("https://"))))
			return str_copy(work->out, meta->value);
	}
	return (struct str){0};
}

static struct str outlet_of_metadata(const struct work *work)
{
	static const char *const keys[] = {"og:site_name",
					   ".publisher.name",
					   "application-name",
					   "publisher",
					   "dc.publisher",
					   "apple-mobile-web-app-title",
					   NULL};
	const struct page *page = work->page;
	const struct source *source = outlet_of_url(work->rules, work->scratch, page->url);
	const struct meta *meta;
	size_t at = 0;
	struct str name;

	if (source)
		return source->name;
	while ((meta = meta_next(page, keys, &at)) != NULL) {
		name = outlet_canonical(work, meta->value);
		if (name.len)
			return name;
	}
	name = host_of(page->url);
	return name.len ? str_copy(work->out, name) : name;
}

/* "© 2024 The Harrow Post. All rights reserved." gives "The Harrow Post". */
static struct str copyright_owner(struct str text)
{
	size_t at = str_find(text, STR("©")), skip = 2, end;

	if (at == STR_NONE) {
		at = str_find_nocase(text, STR("copyright"));
		skip = 9;
	}
	if (at == STR_NONE && str_starts_nocase(text, STR("(c) "))) {
		at = 0;
		skip = 4;
	}
	if (at == STR_NONE || text.len > 300)
		return (struct str){0};
	text = str_sub(text, at + skip, text.len);
	while (text.len && (ascii_is_digit(text.s[0]) || text.s[0] == ' ' || text.s[0] == '-' ||
			    text.s[0] == ',' || text.s[0] == '(' || text.s[0] == 'c' ||
			    text.s[0] == ')' || (unsigned char)text.s[0] == 0xC2 ||
			    (unsigned char)text.s[0] == 0xA9 || text.s[0] == ':'))
		text = str_sub(text, 1, text.len);
	if (str_starts_nocase(text, STR("by ")))
		text = str_sub(text, 3, text.len);
	for (end = 0; end < text.len; end++)
		if (text.s[end] == ',' || text.s[end] == '|' ||
		    (text.s[end] == '.' && (end + 1 >= text.len || text.s[end + 1] == ' ')) ||
		    str_starts_nocase(str_sub(text, end, text.len), STR(" all rights")) ||
		    str_starts_nocase(str_sub(text, end, text.len), STR(" - ")))
			break;
	text = str_trim(str_sub(text, 0, end));
	if (text.len > 5 && text.s[text.len - 5] == ' ' && ascii_is_digit(text.s[text.len - 1]) &&
	    ascii_is_digit(text.s[text.len - 4])) /* "The Harrow Post 2024" */
		text = str_sub(text, 0, text.len - 5);
	return text.len >= 3 && text.len <= 60 && !ascii_is_digit(text.s[0]) ? text
									     : (struct str){0};
}

/* Behind an outlet's name: words for its own services and people. */
static int weight_behind(struct str rest)
{
	static const struct {
		const char *words;
		int weight;
	} behind[] = {{" APP", 4},         {" app", 4},        {" readers", 3},
		      {" subscribers", 3}, {" newsletter", 3}, {" newsletters", 3},
		      {" Newsletter", 3},  {" Digital's", 3},  {" staff", 2},
		      {" on Facebook", 3}, {" on Twitter", 3}, {" on X", 3},
		      {" on Google", 3},   {" account", 2},    {" Premium", 3},
		      {" website", 2},     {" homepage", 3},   {" Plus", 2}};

	for (size_t i = 0; i < sizeof(behind) / sizeof(*behind); i++)
		if (str_starts(rest, str_of(behind[i].words)))
			return behind[i].weight;
	return 0;
}

/* The outlets of the table that a line of furniture or credits names. */
static void votes_of_line(struct work *work, const struct piece *piece, struct outlet_votes *votes)
{
	struct str text = str_from(work->page->text, piece->span);
	bool credit = piece->signs & SIGN_CREDIT, before = false;

	if (text.len > 600)
		return;
	for (size_t i = 0, used; i < text.len; i += used ? used : 1) {
		const struct source *source = NULL;
		struct str rest = str_sub(text, i, text.len), behind;
		bool letter = ascii_is_alpha(text.s[i]) || (text.s[i] & 0x80);

		used = 0;
		if (letter && !before)
			source = source_at(work->rules, rest, true, &used);
		before = letter && !used;
		if (!source || source->kind != SOURCE_OUTLET)
			continue;
		behind = str_sub(rest, used, rest.len);
		vote(votes, source->name, weight_behind(behind));
		if (credit && (str_starts(behind, STR("'s ")) || str_starts(behind, STR("’s "))))
			vote(votes, source->name, 4);
		if (piece->signs & SIGN_BYLINE && piece->words < 12)
			vote(votes, source->name, 2);
	}
}

/* The end of "Title | Section - Outlet", where that line stands above the article. */
static void votes_of_title_lines(struct work *work, struct outlet_votes *votes)
{
	size_t end = work->first < work->n ? work->first : work->n;

	for (size_t i = 0; i < end && i < 80; i++) {
		struct str outlet;

		if (work->pieces[i].words < 5 || work->pieces[i].words > 45)
			continue;
		title_cut(work, piece_text(work, i), &outlet);
		if (outlet.len)
			vote(votes, outlet_canonical(work, outlet), 6);
	}
}

static struct str outlet_of_words(struct work *work)
{
	struct outlet_votes votes = {.n = 0};
	size_t best = 0;

	votes_of_title_lines(work, &votes);
	if (work->n && work->pieces[0].signs & SIGN_MASTHEAD)
		vote(&votes, outlet_canonical(work, piece_text(work, 0)), 5);
	for (size_t i = 0; i < work->n; i++) {
		const struct piece *piece = &work->pieces[i];

		if (piece->kind == MARK_BODY || piece->kind == MARK_CAPTION)
			continue;
		votes_of_line(work, piece, &votes);
		if (piece->kind == MARK_FURNITURE || piece->kind == MARK_CREDIT)
			vote(&votes, outlet_canonical(work, copyright_owner(piece_text(work, i))),
			     4);
	}
	for (size_t i = 1; i < votes.n; i++)
		if (votes.items[i].weight > votes.items[best].weight)
			best = i;
	return votes.n && votes.items[best].weight >= OUTLET_ENOUGH ? votes.items[best].name
								    : (struct str){0};
}

void outlet_find(struct work *work)
{
	struct article *article = work->article;

	article->canonical = canonical_of(work);
	if (article->outlet.len) {
		const struct source *source =
			outlet_named(work->rules, work->scratch, article->outlet);

		if (!source && str_find_byte(article->outlet, ' ') == STR_NONE)
			source = outlet_of_url(work->rules, work->scratch, article->outlet);
		if (source)
			article->outlet = source->name;
		return;
	}
	article->outlet = outlet_of_metadata(work);
	if (!article->outlet.len)
		article->outlet = outlet_of_words(work);
}
