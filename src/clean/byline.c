/*
 * Who wrote it: people, not outlets and not agencies.
 *
 * From the input; else from what the page says of its author; else from the lines around the title
 * ("By Anna Lind", "Anna Lind", "Anna Lind, Foreign Editor"); and from credits that name people
 * ("Reporting by …", "Fox News' Ann Lee contributed to this report.").
 *
 * A line of names is cut at commas, semicolons, bars and the words for "and"; what of it reads as a
 * person's name is taken.
 */
#include "clean/meta.h"

#include "base/utf8.h"

#include <string.h>

enum {
	BYLINE_MOST = 12,
	BYLINE_BYTES = 240,
	BYLINE_ABOVE = 3,
	BYLINE_REACH = 12,
	BYLINE_NAME = 60
};

static void person_add(struct work *work, struct str name)
{
	name = str_trim(name);
	for (size_t i = 0; i < work->byline.n; i++)
		if (str_eq_nocase(work->byline.items[i], name))
			return;
	if (work->byline.n < BYLINE_MOST)
		vec_push(work->out, &work->byline, str_copy(work->out, name));
}

/* Where the next name ends: at a comma, a bar, "and"; *skip gets the separator's bytes. */
static size_t name_end(struct str text, size_t *skip)
{
	static const char *const parts[] = {
		", ",   " and ", " und ", " et ",  " y ",  " e ",  " og ",  " och ",  " en ",
		" & ",  " | ",   " · ",   " / ",   "; ",   " - ",  " – ",   " — ",    " • ",
		"; ",   " 기자", " 記者", "  ",    "、",   "·",    "，",    " with ", " for ",
		" in ", " at ",  " AND ", " FOR ", " IN ", " AT ", " Von ", " von: ", " mit ",
		" ve ", " og ",  "\t",    "\n",    " a "};

	for (size_t i = 0; i < text.len; i++) {
		struct str rest = str_sub(text, i, text.len);

		for (size_t k = 0; k < sizeof(parts) / sizeof(*parts); k++)
			if (str_starts(rest, str_of(parts[k]))) {
				*skip = strlen(parts[k]);
				return i;
			}
		if (text.s[i] == ',' || text.s[i] == '(' || text.s[i] == '|' || text.s[i] == ';' ||
		    text.s[i] == '@') {
			*skip = 1;
			return i;
		}
	}
	*skip = 0;
	return text.len;
}

/* The words for "by" at the start of a line, taken off. */
static struct str by_taken(const struct work *work, struct str text)
{
	if (text.len > 4 && str_starts(text, STR("By")) && ascii_is_alpha(text.s[2]) &&
	    text.s[2] <= 'Z')
		return str_sub(text, 2, text.len); /* "ByAnna Lind": two spans run together */
	for (int times = 0; times < 2; times++) {
		struct str head = str_sub(text, 0, text.len < 40 ? text.len : 40);
		size_t len, i = 0, used;

		while (head.len && head.len < text.len && (text.s[head.len] & 0xC0) == 0x80)
			head.len--;
		len = phrase_at_start(work->rules, PHRASE_BYLINE, folded(work->scratch, head));
		for (size_t n = 0; i < text.len && n<len; n += used> 2 ? 2 : used, i += used)
			utf8_decode(text.s + i, text.len - i, &used);
		if (!len || len > head.len)
			break;
		text = str_sub(text, len, text.len);
		while (text.len && (text.s[0] == ':' || text.s[0] == ' '))
			text = str_sub(text, 1, text.len);
		text = str_trim(text);
	}
	return text;
}

/* "Anna LindPublished": the word for publishing that a page ran together with the name, taken off. */
static struct str published_taken(const struct work *work, struct str text)
{
	size_t at = text.len;
	struct str last;

	text = str_trim(text);
	while (text.len && (text.s[text.len - 1] == ':' || text.s[text.len - 1] == ' ' ||
			    text.s[text.len - 1] == '|'))
		text.len--;
	for (at = text.len; at > 1; at--)
		if (ascii_is_alpha(text.s[at - 1]) && text.s[at - 1] <= 'Z' &&
		    (text.s[at - 2] == ' ' || (text.s[at - 2] >= 'a' && text.s[at - 2] <= 'z')))
			break;
	if (at <= 1)
		return text;
	last = folded(work->scratch, str_sub(text, at - 1, text.len));
	if (phrase_whole(work->rules, PHRASE_DATE, last) ||
	    phrase_whole(work->rules, PHRASE_UPDATED, last))
		text.len = at - 1;
	return str_trim(text);
}

/* Less the separators and what else stands at the edges: " - Anna Lind |" */
static struct str edges_taken(struct str text)
{
	static const char *const edges[] = {"-", "|", "/", "•",  "·", "–", "—",
					    ",", ":", ";", "\"", "“", "”"};
	bool more = true;

	for (text = str_trim(text); more && text.len; text = str_trim(text)) {
		more = false;
		for (size_t i = 0; i < sizeof(edges) / sizeof(*edges); i++) {
			struct str edge = str_of(edges[i]);

			if (str_ends(text, edge)) {
				text.len -= edge.len;
				more = true;
			} else if (str_starts(text, edge)) {
				text = str_sub(text, edge.len, text.len);
				more = true;
			}
		}
	}
	return text;
}

/* "at Harbour Park", "for The Harrow Post": what follows is no writer. */
static bool leads_elsewhere(struct str separator)
{
	return str_eq_nocase(separator, STR(" for ")) || str_eq_nocase(separator, STR(" in ")) ||
	       str_eq_nocase(separator, STR(" at "));
}

/* The people between two separators each of a text without dates; returns how many are new. */
static size_t people_of_names(struct work *work, struct str text, bool said)
{
	size_t before = work->byline.n, skip;
	struct str bare = by_taken(work, str_trim(text));
	bool elsewhere = false;

	said = said || bare.s != str_trim(text).s;
	text = bare;
	while (text.len) {
		size_t end = name_end(text, &skip);
		struct str part = edges_taken(str_sub(text, 0, end)), name = by_taken(work, part);

		if (!elsewhere && name_of_person(work, name, said || name.s != part.s))
			person_add(work, name);
		elsewhere = leads_elsewhere(str_sub(text, end, end + skip));
		text = str_sub(text, end + skip, text.len);
	}
	return work->byline.n - before;
}

/* The people that a line names, before and behind the date in it. */
static size_t people_of_line(struct work *work, struct str text, bool said)
{
	struct visible_date date, second;
	struct str behind;
	size_t n;

	if (text.len > BYLINE_BYTES)
		return 0;
	if (!visible_date(work, text, 0, &date))
		return people_of_names(work, text, said);
	behind = str_sub(text, date.end, text.len);
	n = people_of_names(work, published_taken(work, str_sub(text, 0, date.start)), said);
	return n +
	       (visible_date(work, behind, 0, &second) ? 0 : people_of_names(work, behind, said));
}

/* The name right before "contributed to this report": at most four words back. */
static void people_of_contribution(struct work *work, struct str text)
{
	size_t at = str_find_nocase(text, STR(" contributed")), from;
	struct str names;

	if (at == STR_NONE || text.len > BYLINE_BYTES)
		return;
	names = str_sub(text, 0, at);
	from = str_find(names, STR("'s "));
	if (from == STR_NONE)
		from = str_find(names, STR("’s "));
	if (from == STR_NONE)
		from = str_find(names, STR("' "));
	if (from != STR_NONE)
		names = str_trim(str_sub(
			names,
			from + (names.s[from] == '\'' ? (names.s[from + 1] == 's' ? 3 : 2) : 5),
			names.len));
	if (str_ends(names, STR(" also")))
		names.len -= 5;
	people_of_line(work, names, true);
}

/* A name that the page's data give as a person's: it need not look like one, but must not be the outlet. */
static void person_of_data(struct work *work, struct str name)
{
	size_t used, before = work->byline.n;
	const struct source *source;

	name = str_trim(name);
	people_of_line(work, name, true);
	if (work->byline.n > before || name.len < 4 || name.len > BYLINE_NAME ||
	    !str_find(name, STR("http")))
		return;
	source = source_at(work->rules, name, true, &used);
	if ((source && used == name.len) || str_find_byte(name, ' ') == STR_NONE ||
	    str_find_byte(name, '@') != STR_NONE || str_find_byte(name, '.') != STR_NONE ||
	    str_find_byte(name, ',') != STR_NONE)
		return;
	for (size_t i = 0; i < name.len; i++)
		if (ascii_is_digit(name.s[i]))
			return;
	for (struct str rest = name; rest.len;) {
		size_t blank = str_find_byte(rest, ' ');
		struct str word = str_sub(rest, 0, blank == STR_NONE ? rest.len : blank);

		if (phrase_whole(work->rules, PHRASE_NOT_NAME, folded(work->scratch, word)))
			return;
		rest = str_trim(str_sub(rest, word.len, rest.len));
	}
	person_add(work, name);
}

/*
 * The authors of JSON-LD: "author.name"; "author.givenName" with "author.familyName" (in either order);
 * a lone "Person.name" where the author is only referred to.
 */
static void people_of_json(struct work *work)
{
	const struct page *page = work->page;
	struct str given = {0}, family = {0}, person = {0};
	bool refers = false, human = true;
	size_t persons = 0;

	for (size_t i = 0; i < page->nmeta; i++) {
		const struct meta *meta = &page->meta[i];

		if (meta_is_article_field(meta, STR("author.@type")))
			human = str_eq_nocase(meta->value, STR("Person"));
		else if (meta_is_article_field(meta, STR("author.name")) && human)
			person_of_data(work, meta->value);
		else if (meta_is_article_field(meta, STR("author")) ||
			 meta_is_article_field(meta, STR("creator")) ||
			 meta_is_article_field(meta, STR("creator.name")) ||
			 meta_is_article_field(meta, STR("author.name")))
			people_of_line(work, meta->value, true);
		else if (meta_is_article_field(meta, STR("author.givenName")))
			given = meta->value;
		else if (meta_is_article_field(meta, STR("author.familyName")))
			family = meta->value;
		else if (meta_is_article_field(meta, STR("author.@id")))
			refers = true;
		else if (meta->from == META_JSON_LD && str_eq(meta->key, STR("Person.name")) &&
			 !persons++)
			person = meta->value;
		if (given.len && family.len) {
			people_of_line(work,
				       str_format(work->scratch, "%.*s %.*s", STR_ARG(given),
						  STR_ARG(family)),
				       true);
			given = family = (struct str){0};
		}
	}
	if (!work->byline.n && refers && persons == 1)
		person_of_data(work, person);
}

static void people_of_metadata(struct work *work)
{
	static const char *const tags[] = {"author",
					   "article:author",
					   "byl",
					   "dc.creator",
					   "dcterms.creator",
					   "parsely-author",
					   "sailthru.author",
					   "article:author_name",
					   "og:author",
					   "citation_author",
					   "authors",
					   "cxenseparse:author",
					   "article.author",
					   "dcsext.author",
					   "twitter:misc:written by",
					   "twitter:data1",
					   NULL};
	const struct meta *meta;
	size_t at;

	people_of_json(work);
	for (const char *const *tag = tags; *tag && !work->byline.n; tag++) {
		const char *const one[] = {*tag, NULL};

		at = 0;
		while ((meta = meta_next(work->page, one, &at)) != NULL)
			if (!str_starts(meta->value, STR("http")))
				people_of_line(work, meta->value, true);
	}
}

/* "Anna Lind | Foreign Editor": a short line that is no sentence and starts with a name. */
static bool starts_with_name(const struct work *work, size_t i)
{
	const struct piece *piece = &work->pieces[i];
	struct str text = piece_text(work, i);
	size_t skip, end = name_end(text, &skip);

	return piece->words <= 12 && skip &&
	       !(piece->signs & (SIGN_SENTENCE | SIGN_FURNITURE | SIGN_RELATED | SIGN_CAPTION)) &&
	       name_of_person(work, str_sub(text, 0, end), false);
}

/*
 * Does this line name its writer? In the first pass by saying so, by its place, or by standing beside the
 * date behind the title; in the second by being nothing but a name.
 */
static bool is_byline_piece(const struct work *work, size_t i, int pass)
{
	const struct piece *piece = &work->pieces[i];
	bool placed = work->elements && piece->block->place & PLACE_BYLINE && piece->words < 16;
	bool behind = work->heading != STR_NONE && i > work->heading;
	bool dated = (i && work->pieces[i - 1].signs & SIGN_DATE) ||
		     (i + 1 < work->n && work->pieces[i + 1].signs & SIGN_DATE);

	if (i == work->heading || piece->signs & SIGN_MASTHEAD || piece->words > 28 ||
	    piece->kind == MARK_CAPTION || (piece->aside && !placed))
		return false;
	if (pass == 0)
		return piece->signs & SIGN_BYLINE || placed || (behind && piece->signs & SIGN_DATE);
	if (!(piece->signs & SIGN_NAME) && !(behind && starts_with_name(work, i)))
		return false;
	return !work->elements || !(piece->signs & SIGN_LINKS) ||
	       (behind && (dated || i <= work->heading + 2));
}

/* The people of the pieces [from, to) that name a writer. */
static void people_of_pieces(struct work *work, size_t from, size_t to, int pass)
{
	for (size_t i = from; i < to && i < work->n; i++) {
		if (!is_byline_piece(work, i, pass))
			continue;
		if (people_of_line(work, piece_text(work, i), !pass) &&
		    work->pieces[i].kind != MARK_BODY)
			work->pieces[i].kind = MARK_BYLINE;
		if (work->byline.n && pass)
			break;
	}
}

/* Lines from a little above the title to the first paragraphs; then lines beside the date. */
static void people_of_head(struct work *work)
{
	size_t top = work->heading != STR_NONE ? work->heading : work->first, dated = work->dated;
	size_t from = top > BYLINE_ABOVE ? top - BYLINE_ABOVE : 0, to = work->first + 3;
	bool beside = dated != STR_NONE && dated + BYLINE_REACH > from && dated < work->end;

	if (work->first > top + BYLINE_REACH * 2)
		to = top + BYLINE_REACH * 2;
	for (int pass = 0; pass < 2 && !work->byline.n; pass++) {
		people_of_pieces(work, pass ? top : from, to, pass);
		if (!work->byline.n && beside)
			people_of_pieces(work, dated > BYLINE_ABOVE ? dated - BYLINE_ABOVE : 0,
					 dated + BYLINE_ABOVE + 1, pass);
	}
}

/* "(Reporting by Ann Lee in Port Hale; Editing by …)": those who reported, not those who edited. */
static void people_of_reporting(struct work *work, struct str text)
{
	static const char *const starts[] = {"reporting by ", "reporting and writing by ",
					     "additional reporting by "};
	size_t end;

	if (text.len && text.s[0] == '(')
		text = str_sub(text, 1, text.len);
	for (size_t i = 0; i < sizeof(starts) / sizeof(*starts); i++) {
		if (!str_starts_nocase(text, str_of(starts[i])))
			continue;
		text = str_sub(text, strlen(starts[i]), text.len);
		for (end = 0;
		     end < text.len && text.s[end] != ';' && text.s[end] != ')' &&
		     !str_starts_nocase(str_sub(text, end, text.len), STR(", writing by")) &&
		     !str_starts_nocase(str_sub(text, end, text.len), STR(", editing by"));
		     end++)
			;
		people_of_line(work, str_sub(text, 0, end), true);
		return;
	}
}

static void people_of_credits(struct work *work)
{
	for (size_t i = work->first; i < work->n && i < work->end + 6; i++) {
		if (!(work->pieces[i].signs & SIGN_CREDIT))
			continue;
		people_of_contribution(work, piece_text(work, i));
		if (work->pieces[i].span.len < 600)
			people_of_reporting(work, piece_text(work, i));
	}
}

void byline_add(struct work *work, struct str names)
{
	if (!work->page->nbyline)
		people_of_line(work, names, true);
	work->article->byline = work->page->nbyline ? work->page->byline : work->byline.items;
	work->article->nbyline = work->page->nbyline ? work->page->nbyline : work->byline.n;
}

void byline_find(struct work *work)
{
	if (work->article->nbyline)
		return;
	people_of_metadata(work);
	if (!work->byline.n)
		people_of_head(work);
	people_of_credits(work);
	work->article->byline = work->byline.items;
	work->article->nbyline = work->byline.n;
}
