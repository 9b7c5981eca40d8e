/*
 * The title.
 *
 * In pasted text it is a line above the article that reads as a headline: some words, no full stop,
 * close above the byline or the date; and often it stands twice, once as "Title | Section - Outlet".
 */
#include "clean/meta.h"

#include "base/utf8.h"

#include <string.h>

enum { HEADING_REACH = 60, HEAD_LINES = 6, HEADING_WORDS_LEAST = 3, HEADING_WORDS_MOST = 40, TITLE_MOST = 400, VERSIONS = 5, VERSIONS_VOTING = 3 };

/* ---------------------------------------------------------------- "Title | Section - Outlet" */

static const char *const bars[] = {" | ", " - ", " – ", " — ", " · ", " :: ", " » ", " « ", " ‹ ", " • ", " / ", NULL};

/* The last bar of `text` before `end`, its length in *len; STR_NONE: none. */
static size_t last_bar(struct str text, size_t end, size_t *len)
{
	for (size_t i = end; i-- > 1;)
		for (const char *const *bar = bars; *bar; bar++)
			if (str_starts(str_sub(text, i, end), str_of(*bar))) {
				*len = strlen(*bar);
				return i;
			}
	return STR_NONE;
}

static bool is_outlet_name(const struct work *work, struct str name)
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
		if (str_eq(work->pieces[i].fold, fold))
			return true;
	return false;
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
	for (int cuts = 0; cuts < 4 && (at = last_bar(whole, end, &len)) != STR_NONE && at >= 8; cuts++) {
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
	return best;
}

/* ---------------------------------------------------------------- titles in lines */

/* How well a piece reads as a headline, `above` pieces over the article's first; 0: not at all. */
static int headline_points(const struct work *work, size_t i, size_t above)
{
	const struct piece *piece = &work->pieces[i];
	int points = 40 - (int)(above < 60 ? above : 60) / 4;

	if (piece->words < HEADING_WORDS_LEAST || piece->words > HEADING_WORDS_MOST)
		return 0;
	if (piece->signs & (SIGN_FURNITURE | SIGN_END | SIGN_CAPTION | SIGN_CREDIT | SIGN_DATE | SIGN_NAME |
			    SIGN_BYLINE | SIGN_RELATED))
		return 0;
	if (str_find(piece->fold, STR(" / ")) != STR_NONE || str_find(piece->fold, STR(" > ")) != STR_NONE)
		return 0;
	if (str_find(piece->fold, STR(" | ")) != STR_NONE)
		points -= 15;
	points += piece->words >= 5 ? 15 : 0;
	points += piece->words >= 8 ? 10 : 0;
	points += piece->signs & SIGN_REPEATED ? 10 : 0;
	points -= piece->signs & SIGN_SENTENCE && !(piece->signs & SIGN_QUESTION) ? 20 : 0;
	for (size_t next = i + 1; next < work->n && next <= i + 6; next++)
		if (work->pieces[next].signs & (SIGN_DATE | SIGN_BYLINE | SIGN_NAME)) {
			points += next <= i + 3 ? 20 : 16;
			break;
		}
	return points > 0 ? points : 0;
}

/* Does one of the page's first lines hold this one and then go on with a bar or a dash? */
static bool is_head_line_of(struct str head, struct str fold)
{
	size_t at = fold.len >= 12 && head.len > fold.len ? str_find(head, fold) : STR_NONE;
	struct str rest;

	if (at == STR_NONE)
		return false;
	rest = str_sub(head, at + fold.len, head.len);
	return str_starts(rest, STR(" | ")) || str_starts(rest, STR(" - ")) || str_starts(rest, STR(" · "));
}

void heading_find(struct work *work)
{
	size_t from = work->first > HEADING_REACH ? work->first - HEADING_REACH : 0;
	int best = 0;

	work->heading = STR_NONE;
	for (size_t i = from; i < work->first; i++) {
		int points = headline_points(work, i, work->first - i);

		for (size_t j = 0; points && j < i && j < HEAD_LINES; j++)
			points += is_head_line_of(work->pieces[j].fold, work->pieces[i].fold) ? 40 : 0;
		if (points > best && points > 30) {
			best = points;
			work->heading = i;
		}
	}
}

/* ---------------------------------------------------------------- titles in a page's head */

/* The page's heading of the first level above the text, where it has words enough for a title. */
static struct str title_of_heading(const struct work *work)
{
	const struct piece *piece = work->heading != STR_NONE ? &work->pieces[work->heading] : NULL;

	if (!piece || piece->block->kind != BLOCK_HEADING || piece->block->level != 1 || piece->words < 2 ||
	    piece->span.len > TITLE_MOST)
		return (struct str){0};
	return piece_text(work, work->heading);
}

/*
 * A page states its title several times: for readers, for search engines, for sharing. The version that
 * most of them agree on; of equals the earlier in the list.
 */
static struct str title_of_page(const struct work *work)
{
	static const char *const keys[] = {"og:title", ".headline", "title", "twitter:title", NULL};
	struct str titles[VERSIONS] = {title_of_heading(work)}, folds[VERSIONS], outlet, best = {0};
	int most = 0;

	for (size_t i = 0; keys[i]; i++) {
		const char *const one[] = {keys[i], NULL};
		const struct meta *meta = meta_first(work->page, one);

		if (meta && meta->value.len <= TITLE_MOST)
			titles[i + 1] = title_cut(work, meta->value, &outlet);
	}
	for (size_t i = 0; i < VERSIONS; i++)
		folds[i] = folded(work->scratch, titles[i]);
	for (size_t i = 0; i < VERSIONS; i++) {
		int votes = 0;

		for (size_t k = 0; k < VERSIONS_VOTING && folds[i].len; k++)
			votes += str_eq(folds[i], folds[k]);
		if (votes > most || (folds[i].len && !best.len)) {
			most = votes;
			best = titles[i];
		}
	}
	return best;
}

void title_find(struct work *work)
{
	struct str title = {0}, outlet;

	if (work->article->title.len)
		return;
	if (work->elements)
		title = title_of_page(work);
	if (!title.len && work->heading != STR_NONE)
		title = title_cut(work, piece_text(work, work->heading), &outlet);
	if (title.len)
		work->article->title = str_copy(work->out, title);
}
