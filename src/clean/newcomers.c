/*
 * Agencies that no list knows, told by where their names stand.
 *
 *	"PORT HALE, May 9 (Norlys) - The …"         the bracket of a dateline
 *	"Lind (Norlys/Faro). Die …"                 the same, as German papers write it
 *	"Par Anne Lys (avec Norlys)"                behind words that thank for material
 *	"Norlys" … "Port Hale. CREDIT: Norlys"      alone on a line of the head, and in a caption
 *
 * Their names are then looked for in this article wherever an agency's would be. One sign must hold all
 * of its form: a name in brackets somewhere else is as often an abbreviation or a party.
 */
#include "clean/meta.h"

#include "base/utf8.h"

enum {
	NEWCOMERS_MOST = 4,
	NAME_BYTES = 24,
	NAME_WORDS = 3,
	PLACE_BYTES = 60,
	PLACE_WORDS = 6,
	OPENING_PIECES = 3
};

/* One to three capitalised words of letters. */
static bool is_name(const struct work *work, struct str text)
{
	size_t words = 0, used;
	bool in_word = false;

	if (text.len < 3 || text.len > NAME_BYTES ||
	    map_find_str(&work->rules->months, folded(work->scratch, text)))
		return false;
	for (size_t i = 0; i < text.len; i += used) {
		uint32_t c = utf8_decode(text.s + i, text.len - i, &used);

		if (c != ' ' && !utf8_is_letter(c))
			return false;
		if (c != ' ' && !in_word && (!utf8_is_upper(c) || ++words > NAME_WORDS))
			return false;
		in_word = c != ' ';
	}
	return words > 0;
}

static void newcomer_add(struct work *work, struct str name)
{
	name = str_trim(name);
	if (work->newcomers.n == NEWCOMERS_MOST || !is_name(work, name))
		return;
	for (size_t i = 0; i < work->newcomers.n; i++)
		if (str_eq(work->newcomers.items[i].name, name))
			return;
	vec_push(work->scratch, &work->newcomers,
		 ((struct source){str_copy(work->out, name), SOURCE_AGENCY}));
}

/* "Norlys/Faro" */
static void newcomers_add(struct work *work, struct str names)
{
	size_t slash;

	while ((slash = str_find_byte(names, '/')) != STR_NONE) {
		newcomer_add(work, str_sub(names, 0, slash));
		names = str_sub(names, slash + 1, names.len);
	}
	newcomer_add(work, names);
}

/* Capitalised words and numbers only: "PORT HALE, May 9", "Lind/Port Hale". */
static bool is_place_and_day(struct str text)
{
	size_t words = 0, used;
	bool in_word = false;

	for (size_t i = 0; i < text.len; i += used) {
		uint32_t c = utf8_decode(text.s + i, text.len - i, &used);
		bool inner = utf8_is_letter(c) || utf8_is_digit(c);

		if (inner && !in_word &&
		    ((!utf8_is_upper(c) && !utf8_is_digit(c)) || ++words > PLACE_WORDS))
			return false;
		if (!inner && c != ' ' && c != ',' && c != '.' && c != '/' && c != '-' &&
		    c != '\'' && c != 0x2019)
			return false;
		in_word = inner || c == '\'' || c == 0x2019;
	}
	return words > 0;
}

/* The first bracket of the text, without its marks; *end: behind it. Empty: none that closes nearby. */
static struct str bracket_of(struct str text, size_t *start, size_t *end)
{
	size_t open = str_find_byte(
		str_sub(text, 0, text.len < 2 * PLACE_BYTES ? text.len : 2 * PLACE_BYTES), '(');
	size_t close;

	if (open == STR_NONE)
		return (struct str){0};
	close = str_find_byte(
		str_sub(text, open, text.len < open + PLACE_BYTES ? text.len : open + PLACE_BYTES),
		')');
	if (close == STR_NONE)
		return (struct str){0};
	*start = open;
	*end = open + close + 1;
	return str_sub(text, open + 1, open + close);
}

/* "Brain Care Score (BCS)": do the words before a bracket begin with its letters? */
static bool is_abbreviation(struct str before, struct str name)
{
	size_t letters = 0;

	for (size_t i = before.len; i-- > 0 && letters < name.len;) {
		if (i && before.s[i - 1] != ' ')
			continue;
		if (ascii_lower(before.s[i]) != ascii_lower(name.s[name.len - 1 - letters]))
			return false;
		letters++;
	}
	return letters == name.len;
}

static void from_dateline(struct work *work, struct str text)
{
	size_t start, end, used;
	struct str names = bracket_of(text, &start, &end);
	uint32_t c;

	if (!names.len || start > PLACE_BYTES || !is_place_and_day(str_sub(text, 0, start)))
		return;
	if (end + 1 >= text.len || is_abbreviation(str_trim(str_sub(text, 0, start)), names))
		return;
	if (text.s[end] == '.' && text.s[end + 1] == ' ') {
		newcomers_add(work, names);
		return;
	}
	if (text.s[end] == ' ')
		end++;
	c = utf8_decode(text.s + end, text.len - end, &used);
	if (c == '-' || c == 0x2013 || c == 0x2014 || c == '=')
		newcomers_add(work, names);
}

/* "(avec Norlys)", "(Mit Material der Agentur Norlys)": the last word, where words of thanks begin it. */
static void from_thanks(struct work *work, size_t i)
{
	size_t start, end, last;
	struct str inner = bracket_of(piece_text(work, i), &start, &end);

	if (!inner.len || (work->pieces[i].kind != MARK_BYLINE &&
			   !(piece_read(work, i)->signs & (SIGN_BYLINE | SIGN_CREDIT))))
		return;
	if (!phrase_at_start(work->rules, PHRASE_INPUTS, folded(work->scratch, inner)))
		return;
	for (last = inner.len; last && inner.s[last - 1] != ' ';)
		last--;
	newcomer_add(work, str_sub(inner, last, inner.len));
}

/* A line of the head, beside a date or a byline, that is but a name, which a caption names again. */
static void from_head(struct work *work, size_t i)
{
	struct str name = piece_text(work, i);
	uint32_t beside = (i ? work->pieces[i - 1].signs : 0) |
			  (i + 1 < work->n ? work->pieces[i + 1].signs : 0);

	if (!is_name(work, name) || name_of_person(work, name, true) ||
	    work->pieces[i].signs & SIGN_FURNITURE ||
	    phrase_whole(work->rules, PHRASE_NOT_NAME, work->pieces[i].fold) ||
	    !(beside & (SIGN_DATE | SIGN_BYLINE)))
		return;
	for (size_t k = 0; k < work->n; k++)
		if (k != i && work->pieces[k].kind == MARK_CAPTION &&
		    str_find(piece_text(work, k), name) != STR_NONE)
			newcomer_add(work, name);
}

void newcomers_find(struct work *work)
{
	size_t top = work->heading != STR_NONE ? work->heading + 1 : work->first, seen = 0;

	for (size_t i = work->first; i < work->end && seen < OPENING_PIECES; i++)
		if (work->pieces[i].kind == MARK_BODY && ++seen)
			from_dateline(work, piece_text(work, i));
	for (size_t i = top; i < work->first; i++)
		if (work->pieces[i].kind != MARK_CAPTION && work->pieces[i].kind != MARK_BODY)
			from_head(work, i);
	for (size_t i = 0; i < work->n; i++)
		from_thanks(work, i);
}

const struct source *newcomer_at(const struct work *work, struct str text, size_t *used)
{
	for (size_t i = 0; i < work->newcomers.n; i++) {
		const struct source *source = &work->newcomers.items[i];
		size_t len = source->name.len, next;

		if (!str_starts(text, source->name))
			continue;
		if (text.len > len &&
		    utf8_is_letter(utf8_decode(text.s + len, text.len - len, &next)))
			continue;
		*used = len;
		return source;
	}
	return NULL;
}
