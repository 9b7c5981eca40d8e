/*
 * The title.
 *
 * In pasted text it is a line above the article that reads as a headline: some words, no full stop,
 * close above the byline or the date; and often it stands twice, once as "Title | Section - Outlet".
 */
#include "clean/meta.h"

#include "base/hash.h"
#include "base/utf8.h"

#include <string.h>

enum {
	HEADING_REACH = 200, /* pieces above the text that may be its title */
	HEAD_LINES = 6,      /* the page's first lines, where "Title | Outlet" stands */
	HEADING_WORDS_LEAST = 3,
	HEADING_WORDS_MOST = 40,
	HEADING_POINTS = 45, /* below: no title */
	PROSE_ABOVE = 12,    /* percent of the stretch's worth that may stand above the title */
	PARAGRAPHS_READ = 30,
	WORD_LEAST = 5, /* letters of a word, by which it is told */
};

/* ---------------------------------------------------------------- "Title | Section - Outlet" */

static const char *const bars[] = {" | ", " - ", " – ", " — ", " · ", " :: ", " » ",
				   " « ", " ‹ ", " • ", " ⋆ ", " / ", NULL};

/* The length of the bar that stands at text[i]; 0: none. */
static size_t bar_at(struct str text, size_t i)
{
	for (const char *const *bar = bars; *bar; bar++)
		if (str_starts(str_sub(text, i, text.len), str_of(*bar)))
			return strlen(*bar);
	return 0;
}

/* The last bar of `text` before `end`, its length in *len; STR_NONE: none. */
static size_t last_bar(struct str text, size_t end, size_t *len)
{
	for (size_t i = end; i-- > 1;)
		if ((*len = bar_at(str_sub(text, 0, end), i)) != 0)
			return i;
	return STR_NONE;
}

bool is_outlet_name(const struct work *work, struct str name)
{
	struct str site;
	size_t used;

	name = str_trim(name);
	if (outlet_named(work->rules, work->scratch, name))
		return true;
	if (source_at(work->rules, name, true, &used) && used == name.len)
		return true;
	for (size_t i = 0; i < work->page->nmeta; i++)
		if (str_eq_nocase(work->page->meta[i].key, STR("og:site_name")) &&
		    str_eq_nocase(work->page->meta[i].value, name))
			return true;
	site = work->article->outlet;
	if (site.len && str_eq_nocase(site, name))
		return true;
	return name.len > 4 && name.len < 30 && str_find_byte(name, ' ') == STR_NONE &&
	       str_find_byte(name, '.') != STR_NONE && ascii_is_alpha(name.s[name.len - 1]);
}

/* Does the page hold this title as a line of its own? */
static bool is_line_of_page(const struct work *work, struct str title)
{
	struct str fold = folded(work->scratch, title);
	size_t end = work->n < 400 ? work->n : 400;

	if (fold.len < 8 || fold.len >= FOLD_MOST)
		return false;
	for (size_t i = 0; i < end; i++)
		if (str_eq(piece_read(work, i)->fold, fold))
			return true;
	return false;
}

/* "The Harrow Post | Kim greets neighbour": the same where the outlet's name comes first. */
static struct str outlet_cut_before(const struct work *work, struct str whole, struct str *outlet)
{
	size_t at = 1;

	while (at < whole.len && !bar_at(whole, at))
		at++;
	if (at == whole.len || !is_outlet_name(work, str_sub(whole, 0, at)))
		return whole;
	*outlet = str_trim(str_sub(whole, 0, at));
	return str_trim(str_sub(whole, at + bar_at(whole, at), whole.len));
}

/*
 * Cuts at bars from the right. What is before is the title once the page holds it as a line or what is
 * behind is an outlet's name; the part behind the last bar is then the outlet.
 */
struct str title_cut(const struct work *work, struct str title, struct str *outlet)
{
	struct str whole = str_trim(title), best = whole;
	size_t end = whole.len, len = 0, at, last_len = 0, last = last_bar(whole, end, &last_len);
	bool line = false;

	*outlet = (struct str){0};
	if (last == STR_NONE)
		return whole;
	for (int cuts = 0; cuts < 4 && (at = last_bar(whole, end, &len)) != STR_NONE && at >= 8;
	     cuts++) {
		struct str before = str_trim(str_sub(whole, 0, at));

		if (is_line_of_page(work, before)) {
			best = before;
			line = true;
			break;
		}
		end = at;
	}
	if (!line && is_outlet_name(work, str_sub(whole, last + last_len, whole.len)))
		best = str_trim(str_sub(whole, 0, last));
	if (best.len < whole.len)
		*outlet = str_trim(str_sub(whole, last + last_len, whole.len));
	else
		best = outlet_cut_before(work, whole, outlet);
	return best;
}

/* ---------------------------------------------------------------- titles in lines */

/* The longer words of the article's first paragraphs: a headline's words come back there. */
static void words_note(struct map *words, struct str fold)
{
	for (size_t i = 0, end; i < fold.len; i = end + 1) {
		for (end = i; end < fold.len && fold.s[end] != ' '; end++)
			;
		if (end - i >= WORD_LEAST)
			*map_of_number(words, hash_bytes(fold.s + i, WORD_LEAST, 0)) = 1;
	}
}

/* Percent of a line's longer words that the article has too, by their first letters. */
static int words_shared(const struct map *words, struct str fold)
{
	int all = 0, shared = 0;

	for (size_t i = 0, end; i < fold.len; i = end + 1) {
		while (i < fold.len && strchr("\"'([", fold.s[i]))
			i++;
		for (end = i; end < fold.len && fold.s[end] != ' '; end++)
			;
		if (end < i + WORD_LEAST)
			continue;
		all++;
		shared += map_find_number(words, hash_bytes(fold.s + i, WORD_LEAST, 0)) != NULL;
	}
	return all >= 2 ? shared * 100 / all : 30;
}

static bool may_be_headline(const struct piece *piece)
{
	return piece->words >= HEADING_WORDS_LEAST && piece->words <= HEADING_WORDS_MOST &&
	       !(piece->signs & (SIGN_FURNITURE | SIGN_END | SIGN_CAPTION | SIGN_DATE | SIGN_NAME |
				 SIGN_BYLINE | SIGN_RELATED | SIGN_MASTHEAD)) &&
	       !(piece->signs & SIGN_CREDIT &&
		 (piece->signs & SIGN_SENTENCE || piece->words > 12)) &&
	       str_find(piece->fold, STR(" / ")) == STR_NONE &&
	       str_find(piece->fold, STR(" > ")) == STR_NONE;
}

/* Does one of the page's first lines hold this one and then go on with a bar or a dash? */
static bool is_head_line_of(struct str head, struct str fold)
{
	size_t at = fold.len >= 12 && head.len > fold.len ? str_find(head, fold) : STR_NONE;
	struct str rest;

	if (at == STR_NONE)
		return false;
	rest = str_sub(head, at + fold.len, head.len);
	return str_starts(rest, STR(" | ")) || str_starts(rest, STR(" - ")) ||
	       str_starts(rest, STR(" · "));
}

/* Ends with a full stop, as headlines seldom do. */
static bool is_statement(const struct piece *piece)
{
	return piece->signs & SIGN_SENTENCE && !(piece->signs & SIGN_QUESTION);
}

/* Does a byline or a date stand right below? */
static bool is_above_byline(const struct work *work, size_t i)
{
	for (size_t next = i + 1; next < work->n && next <= i + 2; next++)
		if (work->pieces[next].signs & (SIGN_DATE | SIGN_BYLINE | SIGN_NAME))
			return true;
	return false;
}

/* Points for what stands around a line: byline or date below, a standfirst below, the title above. */
static int neighbour_points(const struct work *work, size_t i)
{
	const struct piece *piece = &work->pieces[i];
	int points = 0;

	for (size_t next = i + 1; next < work->n && next <= i + 6; next++)
		if (work->pieces[next].signs & (SIGN_DATE | SIGN_BYLINE | SIGN_NAME)) {
			points += next <= i + 3 ? 20 : 16;
			break;
		}
	for (size_t next = i + 1; next < work->n && next <= i + 2; next++)
		if (may_be_headline(&work->pieces[next]) &&
		    work->pieces[next].letters > piece->letters) {
			points += 8;
			break;
		}
	if (i && may_be_headline(&work->pieces[i - 1]) && work->pieces[i - 1].words >= 6)
		points -= 12;
	for (size_t head = 0; head < i && head < HEAD_LINES; head++)
		if (is_head_line_of(work->pieces[head].fold, piece->fold))
			return points + 40;
	return points;
}

/* A caption that the next line has again, with its credit. */
static bool is_caption_above(const struct work *work, size_t i)
{
	return i + 1 < work->n && work->pieces[i + 1].signs & SIGN_CAPTION &&
	       str_starts(work->pieces[i + 1].fold, work->pieces[i].fold);
}

/* How well a piece reads as the headline of the article below it. */
static int headline_points(const struct work *work, size_t i, const struct map *words)
{
	const struct piece *piece = &work->pieces[i];
	size_t above = i < work->first ? work->first - i : 0;
	int points = 20 - (int)(above < 60 ? above : 60) / 4;

	if (!may_be_headline(piece) || is_caption_above(work, i))
		return 0;
	points += words_shared(words, piece->fold) * 4 / 10;
	points += (piece->words >= 4 ? 10 : 0) + (piece->words >= 6 ? 10 : 0) +
		  (piece->words >= 8 ? 4 : 0);
	points += piece->signs & SIGN_REPEATED ? 8 : 0;
	points -= is_statement(piece) ? 20 : 0;
	points -= str_find(piece->fold, STR(" | ")) != STR_NONE ? 15 : 0;
	return points + neighbour_points(work, i);
}

/* How far into the stretch the title may stand: over what little prose the menus above it had. */
static size_t heading_limit(const struct work *work)
{
	int64_t all = 0, before = 0;
	size_t i;

	for (i = work->first; i < work->end; i++)
		all += work->pieces[i].worth > 0 ? work->pieces[i].worth : 0;
	for (i = work->first; i < work->end; i++) {
		before += work->pieces[i].worth > 0 ? work->pieces[i].worth : 0;
		if (before * 100 > all * PROSE_ABOVE)
			break;
	}
	return i < work->end && i <= work->first + HEADING_REACH ? i + 1 : work->first;
}

void heading_find(struct work *work)
{
	size_t from = work->first > HEADING_REACH ? work->first - HEADING_REACH : 0,
	       limit = heading_limit(work);
	struct map words;
	int best = HEADING_POINTS;

	map_init(&words, work->scratch);
	for (size_t i = work->first, n = 0; i < work->end && n < PARAGRAPHS_READ; i++)
		if (work->pieces[i].worth > 40 && (i >= limit || is_statement(&work->pieces[i])) &&
		    ++n)
			words_note(&words, work->pieces[i].fold);
	work->heading = STR_NONE;
	for (size_t i = from; i < limit && i < work->n; i++) {
		int points = headline_points(work, i, &words);

		if (i >= work->first && is_statement(&work->pieces[i]) && !is_above_byline(work, i))
			continue;
		if (points > best) {
			best = points;
			work->heading = i;
		}
	}
	if (work->heading != STR_NONE && work->heading >= work->first)
		work->first = work->heading + 1;
}

void title_find(struct work *work)
{
	struct str title = {0}, outlet;

	if (work->article->title.len)
		return;
	if (work->elements || work->page->nmeta)
		title = page_title(work);
	if (!title.len && work->heading != STR_NONE)
		title = title_cut(work, piece_text(work, work->heading), &outlet);
	if (title.len)
		work->article->title = str_copy(work->out, title);
}
