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
	BYLINE_BYTES = 240,
	BYLINE_ABOVE = 3,
	BYLINE_BELOW = 3,
	BYLINE_REACH = 12,
	BYLINE_NAME = 60,
	REPORTING_BYTES = 600,
	OFFICE_WORDS = 7,
	TAIL_REACH = 4,
	TAIL_WORDS = 12,
};

struct names {
	struct str *items;
	size_t n, room;
};

/* Where a line says who "contributed to this report"; STR_NONE: nowhere. */
static size_t contribution_at(struct str text)
{
	return text.len > BYLINE_BYTES ? STR_NONE : str_find_nocase(text, STR(" contributed"));
}

/* The name at the end of the words before it: at most four words back. */
static void people_of_contribution(struct work *work, struct str names)
{
	size_t from = str_find(names, STR("'s "));

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
	size_t skip, end;

	if (piece->words > 12 || text.len > BYLINE_BYTES)
		return false;
	end = name_end(text, &skip);
	return skip &&
	       !(piece->signs & (SIGN_SENTENCE | SIGN_FURNITURE | SIGN_RELATED | SIGN_CAPTION)) &&
	       name_of_person(work, str_sub(text, 0, end), false);
}

/* "ByAnna Lind": two elements without a blank between them. */
static bool is_run_together(const struct work *work, size_t i)
{
	struct str text = piece_text(work, i), bare = by_taken(work, text);

	return work->pieces[i].words < 8 && bare.len + 2 == text.len &&
	       name_of_person(work, bare, true);
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
	    (piece->kind == MARK_CAPTION && !(placed && piece->signs & SIGN_BYLINE)) ||
	    (piece->aside && !placed))
		return false;
	if (pass == 0)
		return piece_read(work, i)->signs & SIGN_BYLINE || placed ||
		       (behind && (piece->signs & SIGN_DATE || is_run_together(work, i)));
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
static void people_of_head(struct work *work, int pass)
{
	size_t top = work->heading != STR_NONE ? work->heading : work->first, dated = work->dated;
	size_t from = top > BYLINE_ABOVE ? top - BYLINE_ABOVE : 0, to = work->first + BYLINE_BELOW;
	bool beside = dated != STR_NONE && dated + BYLINE_REACH > from && dated < work->end;

	if (work->first > top + BYLINE_REACH * 2)
		to = top + BYLINE_REACH * 2;
	people_of_pieces(work, pass ? top : from, pass ? to : to + BYLINE_BELOW, pass);
	if (!work->byline.n && beside)
		people_of_pieces(work, dated > BYLINE_ABOVE ? dated - BYLINE_ABOVE : 0,
				 dated + BYLINE_ABOVE + 1, pass);
}

/*
 * Signed below: the last line of the text, or one right behind it, says its writer, or is but a name. In
 * pasted text that may as well be the first who comments.
 */
static void people_of_tail(struct work *work)
{
	size_t from = work->end > work->first ? work->end - 1 : work->end;

	for (size_t i = from; i < work->n && i < work->end + TAIL_REACH * 3 && !work->byline.n;
	     i++) {
		struct piece *piece = &work->pieces[i];
		bool named =
			work->elements && piece->signs & SIGN_NAME && !(piece->signs & SIGN_LINKS);

		if (piece->aside || piece->words > TAIL_WORDS || i == work->heading ||
		    !(named || piece->signs & SIGN_BYLINE))
			continue;
		if (people_of_line(work, piece_text(work, i), piece->signs & SIGN_BYLINE))
			piece->kind = MARK_BYLINE;
	}
}

/* Behind the words with which "(Reporting by Ann Lee in Port Hale; …)" begins; empty: it does not. */
static struct str reporting_of(struct str text)
{
	static const char *const starts[] = {"reporting by ", "reporting and writing by ",
					     "additional reporting by "};

	if (text.len && text.s[0] == '(')
		text = str_sub(text, 1, text.len);
	for (size_t i = 0; i < sizeof(starts) / sizeof(*starts); i++)
		if (str_starts_nocase(text, str_of(starts[i])))
			return str_sub(text, strlen(starts[i]), text.len);
	return (struct str){0};
}

/* "Ann Lee in Port Hale; Editing by …": those who reported, not those who edited. */
static void people_of_reporting(struct work *work, struct str text)
{
	size_t end;

	for (end = 0; end < text.len && text.s[end] != ';' && text.s[end] != ')' &&
		      !str_starts_nocase(str_sub(text, end, text.len), STR(", writing by")) &&
		      !str_starts_nocase(str_sub(text, end, text.len), STR(", editing by"));
	     end++)
		;
	people_of_line(work, str_sub(text, 0, end), true);
}

static void people_of_credits(struct work *work)
{
	for (size_t i = work->first; i < work->n && i < work->end + 6; i++) {
		struct str text = piece_text(work, i), reporting = {0};
		size_t at = contribution_at(text);

		if (text.len < REPORTING_BYTES)
			reporting = reporting_of(text);
		/* Few lines have such words, and it takes longer to see whether they are credits. */
		if ((at == STR_NONE && !reporting.len) ||
		    !(piece_read(work, i)->signs & SIGN_CREDIT))
			continue;
		if (at != STR_NONE)
			people_of_contribution(work, str_sub(text, 0, at));
		if (reporting.len)
			people_of_reporting(work, reporting);
	}
}

void byline_add(struct work *work, struct str names)
{
	if (!work->page->nbyline)
		people_of_line(work, names, true);
	work->article->byline = work->page->nbyline ? work->page->byline : work->byline.items;
	work->article->nbyline = work->page->nbyline ? work->page->nbyline : work->byline.n;
}

/*
 * Takes the names out of the byline that are the site's own, and gives them back: "Harrow Notes" is no
 * person, but "Anna Lind" may be what her pages are called.
 */
static struct names sites_taken(struct work *work)
{
	struct names taken = {0};
	size_t kept = 0;

	VEC_EACH (struct str, name, work->byline) {
		if (is_outlet_name(work, *name))
			vec_push(work->scratch, &taken, *name);
		else
			work->byline.items[kept++] = *name;
	}
	work->byline.n = kept;
	return taken;
}

/* "Harrow Post Staff", "Works Desk": nobody is named, but it is said who wrote. Not the outlet itself. */
static void office_add(struct work *work, struct str text)
{
	size_t words = 0;
	bool office = false;

	text = str_trim(text);
	if (work->byline.n || text.len > BYLINE_NAME || is_outlet_name(work, text) ||
	    (str_find_byte(text, ' ') == STR_NONE && str_find_byte(text, '-') == STR_NONE))
		return;
	for (struct str rest = text; rest.len; words++) {
		size_t blank = str_find_byte(rest, ' ');
		struct str word = str_sub(rest, 0, blank == STR_NONE ? rest.len : blank);

		size_t hyphen = str_find_byte(word, '-');
		struct str last = str_sub(word, hyphen == STR_NONE ? 0 : hyphen + 1, word.len);

		office |= phrase_whole(work->rules, PHRASE_OFFICE, folded(work->scratch, last));
		rest = str_trim(str_sub(rest, word.len, rest.len));
	}
	if (office && words <= OFFICE_WORDS)
		person_add(work, text);
}

static void offices_find(struct work *work)
{
	static const char *const keys[] = {".author.name", ".author", "author", "article:author",
					   NULL};
	size_t at = 0, top = work->heading != STR_NONE ? work->heading : work->first;
	const struct meta *meta;

	while ((meta = meta_next(work->page, keys, &at)) != NULL)
		office_add(work, meta->value);
	for (size_t i = top; i < work->first && i < top + BYLINE_REACH; i++)
		if (work->pieces[i].signs & SIGN_BYLINE && work->pieces[i].words <= OFFICE_WORDS)
			office_add(work, by_taken(work, piece_text(work, i)));
}

/* People first, by how surely a place names the writer; a site's own name only where nobody else is named. */
static void writers_find(struct work *work)
{
	struct names stated;

	people_of_metadata(work);
	stated = sites_taken(work);
	if (!work->byline.n)
		people_of_head(work, 0);
	for (size_t i = 0; i < stated.n && !work->byline.n; i++)
		if (name_of_person(work, stated.items[i], false))
			person_add(work, stated.items[i]);
	if (!work->byline.n)
		offices_find(work);
	if (!work->byline.n)
		people_of_head(work, 1);
	if (!work->byline.n)
		people_of_tail(work);
}

void byline_find(struct work *work)
{
	if (work->article->nbyline)
		return;
	writers_find(work);
	people_of_credits(work);
	work->article->byline = work->byline.items;
	work->article->nbyline = work->byline.n;
}
