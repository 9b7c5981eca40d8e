/*
 * The title of a page: what its reader sees over the article.
 *
 * A page states its title several times, for readers, for search engines, for sharing, and no place is
 * right on every page:
 *
 *	<title>     Kim greets neighbour again | Port Hale Courier
 *	og:title    Kim greets neighbour again
 *	headline    Kim greets neighbour, again
 *	<h1>        Port Hale Courier                       the site's name
 *	<h1>        Abroad Kim greets neighbour again       the section's name before it
 *
 * So the versions vote. Two are the same where their letters are, whatever stands between these; the one
 * that most agree on is the title, of equals the heading, then og:title, then the headline of JSON-LD. A
 * heading that only names the site has no say, and of a heading that ends in another version behind
 * a dash or nothing only that end is taken.
 *
 * On pages whose versions really differ, editors chose different words for different readers, and which
 * of them people call "the title" differs from outlet to outlet: no rule over the versions can tell.
 */
#include "clean/meta.h"

#include "base/utf8.h"

#include <string.h>

enum {
	TITLE_MOST = 400,
	HEADINGS_READ = 200,
	VERSION_LEAST = 12, /* bytes of letters by which an end of a heading is told */
	VERSIONS = 5,
	VERSIONS_VOTING = 3,
};

struct version {
	struct str text;
	struct str letters; /* lower case, letters and digits only */
};

static struct str letters_of(struct arena *arena, struct str text)
{
	struct str fold = folded(arena, text);
	struct buf letters = buf_in(arena);

	for (size_t i = 0, used; i < fold.len; i += used) {
		uint32_t c = utf8_decode(fold.s + i, fold.len - i, &used);

		if (utf8_is_letter(c) || utf8_is_digit(c))
			buf_add(&letters, str_sub(fold, i, i + used));
	}
	return buf_str(&letters);
}

static struct version version_of(const struct work *work, struct str text)
{
	struct version version = {0};

	text = str_trim(text);
	if (text.len && text.len <= TITLE_MOST)
		version = (struct version){text, letters_of(work->scratch, text)};
	return version;
}

/* What the page's head states, from versions[1] on; versions[0] is for the heading. */
static void versions_of_head(const struct work *work, struct version versions[VERSIONS])
{
	static const char *const keys[] = {"og:title", ".headline", "title", "twitter:title"};
	struct str outlet;

	for (size_t i = 0; i < VERSIONS - 1; i++) {
		const char *const one[] = {keys[i], NULL};
		const struct meta *meta = meta_first(work->page, one);

		versions[i + 1] =
			version_of(work, meta ? title_cut(work, meta->value, &outlet) : STR(""));
	}
}

static bool ends_in(struct str letters, struct str end)
{
	return end.len >= VERSION_LEAST && str_ends(letters, end);
}

static bool is_stated(const struct version versions[VERSIONS], struct str letters)
{
	for (size_t i = 1; i < VERSIONS; i++)
		if (versions[i].letters.len && str_eq(letters, versions[i].letters))
			return true;
	return false;
}

static bool is_stated_at_end(const struct version versions[VERSIONS], struct str letters)
{
	for (size_t i = 1; i < VERSIONS; i++)
		if (ends_in(letters, versions[i].letters))
			return true;
	return false;
}

static bool is_joined(struct str whole, struct str a, struct str b)
{
	return a.len && b.len && whole.len == a.len + b.len && str_starts(whole, a) &&
	       str_ends(whole, b);
}

/* Does a heading only say whose page this is? Then <title> is the title with it before or behind. */
static bool is_site_name(const struct work *work, const struct version versions[VERSIONS],
			 struct str text, struct str letters)
{
	static const char *const keys[] = {"title", NULL};
	const struct meta *meta = meta_first(work->page, keys);
	struct str whole, shared = versions[1].letters, outlet = {0};

	if (is_outlet_name(work, text))
		return true;
	if (!meta || meta->value.len > TITLE_MOST)
		return false;
	title_cut(work, meta->value, &outlet);
	if (outlet.len && str_eq(letters, letters_of(work->scratch, outlet)))
		return true;
	whole = letters_of(work->scratch, meta->value);
	return is_joined(whole, shared, letters) || is_joined(whole, letters, shared);
}

static bool is_first_heading(const struct block *block)
{
	return block->kind == BLOCK_HEADING && block->level == 1;
}

/* Of pieces met on the way up, the first is the nearest. */
static void nearest_set(size_t *nearest, size_t i)
{
	if (*nearest == STR_NONE)
		*nearest = i;
}

/*
 * The heading of the first level nearest above the body, one that the head states too before others;
 * else a piece that the head states or that is named a title.
 */
void page_heading_find(struct work *work)
{
	struct version versions[VERSIONS] = {0};
	size_t agreed = STR_NONE, first = STR_NONE, stated = STR_NONE, named = STR_NONE;
	size_t i = work->first < work->n ? work->first + 1 : work->n, seen = 0;

	versions_of_head(work, versions);
	for (; i-- > 0 && seen < HEADINGS_READ && agreed == STR_NONE;) {
		const struct piece *piece = &work->pieces[i];
		const struct block *block = piece->block;
		struct version own;

		if (piece->words < 2 || piece->aside || piece->span.len > TITLE_MOST ||
		    !(block->kind == BLOCK_HEADING || block->place & PLACE_TITLE))
			continue;
		seen++;
		own = version_of(work, piece_text(work, i));
		if (is_stated(versions, own.letters) || is_stated_at_end(versions, own.letters))
			nearest_set(is_first_heading(block) ? &agreed : &stated, i);
		else if (is_site_name(work, versions, own.text, own.letters))
			continue;
		else if (is_first_heading(block))
			nearest_set(&first, i);
		else if (block->place & PLACE_TITLE && !(piece->signs & SIGN_LINKS))
			nearest_set(&named, i);
	}
	work->heading = agreed != STR_NONE   ? agreed
			: stated != STR_NONE ? stated
			: first != STR_NONE  ? first
					     : named;
	if (work->heading == STR_NONE)
		heading_find(work);
}

/* The page's heading, where it is one of the first level or the head states it too. */
static struct version version_of_heading(const struct work *work,
					 const struct version versions[VERSIONS])
{
	const struct piece *piece = work->heading != STR_NONE ? &work->pieces[work->heading] : NULL;
	struct version own;

	if (!piece || piece->words < 2)
		return (struct version){0};
	own = version_of(work, piece_text(work, work->heading));
	return is_first_heading(piece->block) || is_stated(versions, own.letters)
		       ? own
		       : (struct version){0};
}

static size_t winner_of(const struct version versions[VERSIONS])
{
	size_t best = 0;
	int most = 0;

	for (size_t i = 0; i < VERSIONS; i++) {
		int votes = 0;

		for (size_t k = 0; k < VERSIONS_VOTING && versions[i].letters.len; k++)
			votes += str_eq(versions[i].letters, versions[k].letters);
		if (votes > most || (versions[i].letters.len && !versions[best].letters.len)) {
			most = votes;
			best = i;
		}
	}
	return best;
}

/* How many bytes of `text` stand before its last letters, as many as `end` has. */
static size_t bytes_before(const struct work *work, struct str text, struct str end)
{
	size_t at = text.len, left = end.len;

	while (at && left) {
		size_t start = utf8_before(text.s, at);
		size_t len = letters_of(work->scratch, str_sub(text, start, at)).len;

		left -= len < left ? len : left;
		at = start;
	}
	return at;
}

/*
 * "Abroad - “Kim greets …”", "AbroadKim greets …": a dash, or two elements run together. With a colon in
 * it the heading was written as one.
 */
static bool ends_as_section(struct str before)
{
	static const char *const marks[] = {"\"", "'", "“", "„", "«", "»", "‘", "‚", "¿", "¡"};
	static const char *const dashes[] = {" -", " –", " —", " |", " /", " •", " ·"};
	struct str bare = str_trim(before);
	size_t used, last;

	for (size_t i = 0; i < sizeof(marks) / sizeof(*marks); i++)
		if (str_ends(bare, str_of(marks[i])))
			bare = str_trim(str_sub(bare, 0, bare.len - strlen(marks[i])));
	for (size_t i = 0; i < sizeof(dashes) / sizeof(*dashes); i++)
		if (str_ends(bare, str_of(dashes[i])))
			return true;
	if (!bare.len || bare.len < before.len)
		return false;
	last = utf8_before(bare.s, bare.len);
	return utf8_is_letter(utf8_decode(bare.s + last, bare.len - last, &used));
}

/* Marks that part a title: headings lose them where their parts are elements. */
static size_t marks_within(struct str text)
{
	static const char *const marks[] = {": ", " - ", " -- ", " – ", " — ", " | "};
	size_t n = 0;

	for (size_t i = 0; i < text.len; i++)
		for (size_t k = 0; k < sizeof(marks) / sizeof(*marks); k++)
			n += str_starts(str_sub(text, i, text.len), str_of(marks[k]));
	return n;
}

/* Of those with the same letters, the version with the most marks; of equals the first. */
static size_t best_written(const struct version versions[VERSIONS], size_t best)
{
	struct str letters = versions[best].letters;

	for (size_t i = 0; i < VERSIONS; i++)
		if (str_eq(versions[i].letters, letters) &&
		    marks_within(versions[i].text) > marks_within(versions[best].text))
			best = i;
	return best;
}

/*
 * Of a heading with its section's name before it, the version that leaves that out. Where others write a
 * mark between the two, and the heading none, they are elements of the heading.
 */
static size_t section_left_out(const struct work *work, const struct version versions[VERSIONS],
			       size_t best)
{
	struct str text = versions[best].text;
	bool elements = best_written(versions, best) != best;

	for (size_t i = 1; i < VERSIONS; i++) {
		struct str end = versions[i].letters, before;

		if (end.len >= versions[best].letters.len || !ends_in(versions[best].letters, end))
			continue;
		before = str_sub(text, 0, bytes_before(work, text, end));
		if (ends_as_section(before) || (elements && !marks_within(before)))
			return i;
	}
	return best;
}

struct str page_title(const struct work *work)
{
	struct version versions[VERSIONS] = {0};
	size_t best;

	versions_of_head(work, versions);
	versions[0] = version_of_heading(work, versions);
	best = winner_of(versions);
	if (best == 0)
		best = section_left_out(work, versions, best);
	return versions[best_written(versions, best)].text;
}
