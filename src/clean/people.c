/*
 * The people that a line names.
 *
 *	"By Anna Lind and Jo van der Berg | Foreign Desk, May 9, 2024"     Anna Lind; Jo van der Berg
 *	"Anna Lind The Harrow Post"                                        Anna Lind
 *	"Anna LindFounder at Harrow Works"                                 Anna Lind
 *
 * A line is cut at commas, semicolons, bars and the words for "and"; what of it reads as a person's name
 * is taken (names.c). `said`: what is around the line says that it names people.
 */
#include "clean/work.h"

#include "base/utf8.h"

#include <string.h>

enum { PEOPLE_MOST = 12, LINE_BYTES = 240 };

void person_add(struct work *work, struct str name)
{
	name = str_trim(name);
	for (size_t i = 0; i < work->byline.n; i++)
		if (str_eq_nocase(work->byline.items[i], name))
			return;
	if (work->byline.n < PEOPLE_MOST)
		vec_push(work->out, &work->byline, str_copy(work->out, name));
}

/* Where the next name ends: at a comma, a bar, "and"; *skip gets the separator's bytes. */
size_t name_end(struct str text, size_t *skip)
{
	static const char *const parts[] = {
		", ",     " and ", " und ",  " et ",  " y ",  " e ",   " og ",  " och ",
		" en ",   " & ",   " | ",    " · ",   " / ",  "; ",    " - ",   " – ",
		" — ",    " • ",   " 기자",  " 記者", "  ",   "、",    "·",     "，",
		" with ", " for ", " in ",   " at ",  " on ", " AND ", " FOR ", " IN ",
		" AT ",   " Von ", " von: ", " mit ", " ve ", "\t",    "\n",    " a "};

	for (size_t i = 0; i < text.len; i++) {
		struct str rest = str_sub(text, i, text.len);

		if (ascii_is_alpha(text.s[i])) /* as none of them begins */
			continue;
		for (size_t k = 0; k < sizeof(parts) / sizeof(*parts); k++)
			if (str_starts(rest, str_of(parts[k]))) {
				*skip = strlen(parts[k]);
				return i;
			}
		if (text.s[i] == ',' || text.s[i] == '(' || text.s[i] == '/' || text.s[i] == '|' ||
		    text.s[i] == ';' || text.s[i] == '@') {
			*skip = 1;
			return i;
		}
	}
	*skip = 0;
	return text.len;
}

/* The words for "by" at the start of a line, taken off. */
struct str by_taken(const struct work *work, struct str text)
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

/* Where the last word of `text` starts that begins with a capital, be it in a word: "LindPublished". */
static size_t last_capital(struct str text)
{
	for (size_t at = text.len; at > 1; at--)
		if (ascii_is_alpha(text.s[at - 1]) && text.s[at - 1] <= 'Z' &&
		    (text.s[at - 2] == ' ' || (text.s[at - 2] >= 'a' && text.s[at - 2] <= 'z')))
			return at - 1;
	return 0;
}

/* "Anna LindPublished", "Anna Lind on": the words for publishing between a name and a date, taken off. */
static struct str published_taken(const struct work *work, struct str text)
{
	struct str last;
	size_t at;

	text = str_trim(text);
	while (text.len && (text.s[text.len - 1] == ':' || text.s[text.len - 1] == ' ' ||
			    text.s[text.len - 1] == '|'))
		text.len--;
	if (str_ends(text, STR(" on")) || str_ends(text, STR(" am")))
		text = str_trim(str_sub(text, 0, text.len - 3));
	at = last_capital(text);
	if (!at)
		return text;
	last = folded(work->scratch, str_sub(text, at, text.len));
	if (phrase_whole(work->rules, PHRASE_DATE, last) ||
	    phrase_whole(work->rules, PHRASE_UPDATED, last))
		text.len = at;
	return str_trim(text);
}

/* "Anna LindFounder", "Anna Lind The Harrow Post": what stands behind a name without a mark, taken off. */
static struct str office_taken(const struct work *work, struct str text)
{
	size_t at = last_capital(text), used;
	struct str last = str_sub(text, at, text.len);

	if (at && text.s[at - 1] != ' ' &&
	    phrase_at_start(work->rules, PHRASE_ROLE, folded(work->scratch, last)))
		return str_sub(text, 0, at);
	for (size_t i = 4; i < text.len; i++) {
		struct str rest = str_sub(text, i, text.len);

		if (text.s[i - 1] != ' ' || str_find_byte(str_sub(text, 0, i - 1), ' ') == STR_NONE)
			continue;
		if (source_at(work->rules, rest, true, &used) && used == rest.len)
			return str_trim(str_sub(text, 0, i));
	}
	return text;
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
	struct str line = by_taken(work, str_trim(text));
	bool elsewhere = false;

	said = said || line.s != str_trim(text).s;
	text = line;
	while (text.len) {
		size_t end = name_end(text, &skip);
		struct str part = edges_taken(str_sub(text, 0, end)), name = by_taken(work, part);
		struct str bare = office_taken(work, name);

		if (!elsewhere && name_of_person(work, bare, said || name.s != part.s))
			person_add(work, bare);
		elsewhere = leads_elsewhere(str_sub(text, end, end + skip));
		text = str_sub(text, end + skip, text.len);
	}
	return work->byline.n - before;
}

/* The people that a line names, before and behind the date in it. */
size_t people_of_line(struct work *work, struct str text, bool said)
{
	struct visible_date date, second;
	struct str behind;
	size_t n;

	if (text.len > LINE_BYTES)
		return 0;
	if (!visible_date(work, text, 0, &date))
		return people_of_names(work, text, said);
	behind = str_sub(text, date.end, text.len);
	n = people_of_names(work, published_taken(work, str_sub(text, 0, date.start)), said);
	return n +
	       (visible_date(work, behind, 0, &second) ? 0 : people_of_names(work, behind, said));
}
