/*
 * Whose words and pictures: agencies, and the dateline.
 *
 *	"Reuters |"  "By Ann Lee, AP"  "(dpa)"                above the text          text
 *	"SEOUL, May 9 (Reuters) - Kim …"                      dateline                text
 *	publisher of the page: "Reuters"                      metadata                text
 *	"… from a position of strength. (Yonhap)"             the end of the text     text
 *	"© 2024 AFP"                                          behind the text         text
 *	"With inputs from PTI", "Reuters contributed …"       credit lines            inputs
 *	"Kim in Port Hale (AP-Yonhap)", "REUTERS/Ann Lee"     captions                photo
 *
 * An agency that the text only quotes ("KCNA said") is not credited. "With inputs from agencies"
 * names none.
 */
#include "clean/meta.h"

#include "base/lanes.h"
#include "base/utf8.h"

#include <string.h>

enum {
	HEAD_LINES = 8,
	TAIL_LINES = 8,
	DATELINE_BYTES = 140,
	DATELINE_PIECES = 3,
	SIGNATURE_BYTES = 60,
	REPORTER_BYTES = 80,
	WIRE_BYTES = 60,
	PLACE_BYTES = 40,
	PLACE_WORDS = 4,
	STATED_BYTES = 30,
	PARAGRAPHS_READ = 40,
	PARAGRAPH_BYTES = 10000
};

static void agency_add(struct work *work, const struct source *source, enum agency_role role,
		       struct span span)
{
	for (size_t i = 0; i < work->agencies.n; i++)
		if (work->agencies.items[i].role == role &&
		    str_eq(work->agencies.items[i].name, source->name))
			return;
	vec_push(work->out, &work->agencies, ((struct agency){source->name, role, span}));
}

static void cut_add(struct work *work, size_t start, size_t end, enum mark_kind kind)
{
	vec_push(work->scratch, &work->cuts, ((struct mark){span_between(start, end), kind}));
}

static bool is_agency(const struct source *source)
{
	return source && source->kind != SOURCE_OUTLET;
}

/* The agency whose name starts at text[at], if a word starts there. */
static const struct source *agency_at(const struct work *work, struct str text, size_t at,
				      size_t *used)
{
	const struct source *source;

	*used = 0;
	if (at) {
		size_t len, before = utf8_before(text.s, at);
		uint32_t c = utf8_decode(text.s + before, at - before, &len);

		if ((utf8_is_letter(c) && !utf8_is_unspaced(c)) || utf8_is_digit(c))
			return NULL;
	}
	source = source_at(work->rules, str_sub(text, at, text.len), true, used);
	if (!source)
		source = newcomer_at(work, str_sub(text, at, text.len), used);
	return is_agency(source) ? source : NULL;
}

/* All agencies that text[from, to) names, as credits of `role`; text starts at `base` of the page. */
static size_t agencies_within(struct work *work, struct str text, size_t from, size_t to,
			      size_t base, enum agency_role role)
{
	size_t found = 0, used, len;

	for (size_t i = from; i < to; i += used ? used : len) {
		const struct source *source = agency_at(work, text, i, &used);

		utf8_decode(text.s + i, text.len - i, &len);
		if (!source || i + used > to) {
			used = 0;
			continue;
		}
		agency_add(work, source, role, span_between(base + i, base + i + used));
		found++;
	}
	return found;
}

/* ---------------------------------------------------------------- datelines */

static bool is_dash(uint32_t c)
{
	return c == '-' || c == 0x2013 || c == 0x2014 || c == 0x2015 || c == '=';
}

/* The first byte at or behind text[at] with which a dash may begin; the text's end where there is none. */
static size_t dash_byte(struct str text, size_t at)
{
	for (; at < text.len; at += LANES) {
		char last[LANES];
		lanes bytes =
			lanes_load(zeros_behind(text.s + at, text.len - at, last, sizeof(last)));
		uint64_t found = lanes_bits(lanes_equal(bytes, '-') | lanes_equal(bytes, '=') |
					    lanes_equal(bytes, 0xE2));

		if (found)
			return at + (unsigned)__builtin_ctzll(found);
	}
	return text.len;
}

/* Where a dash stands with blanks around it ("--" too), not behind `most`; its end in *end. */
static size_t dash_find(struct str text, size_t most, size_t *end)
{
	size_t used;

	for (size_t i = dash_byte(text, 0); i < text.len && i < most;
	     i = dash_byte(text, i + used)) {
		uint32_t c = utf8_decode(text.s + i, text.len - i, &used);

		if (!is_dash(c) || !i)
			continue;
		*end = i + used;
		while (*end < text.len &&
		       is_dash(utf8_decode(text.s + *end, text.len - *end, &used)))
			*end += used;
		if ((text.s[i - 1] == ' ' || text.s[i - 1] == ')' || text.s[i - 1] == ']' ||
		     c == 0x2014 || (unsigned char)text.s[i - 1] == 0xA0) &&
		    (*end >= text.len || text.s[*end] == ' ' ||
		     (unsigned char)text.s[*end] == 0xC2 || c == 0x2014 || c == '='))
			return i;
		used = *end - i;
	}
	return STR_NONE;
}

/* How long a run of words in capitals (or capitalised, with `mixed`) at the start of text is. */
static size_t place_len(struct str text, bool mixed)
{
	size_t at = 0, end = 0, used, words = 0;

	while (at < text.len && words < 5) {
		size_t start = at, letters = 0, upper = 0;

		while (at < text.len) {
			uint32_t c = utf8_decode(text.s + at, text.len - at, &used);

			if (!utf8_is_letter(c) && c != '.' && c != '\'' && c != '-' && c != 0x2019)
				break;
			if (c == '-' && at + 1 < text.len && text.s[at + 1] == ' ')
				break;
			letters += utf8_is_letter(c);
			upper += utf8_is_upper(c);
			at += used;
		}
		if (!letters || (mixed ? !upper : upper < letters || letters < 2))
			break;
		end = at;
		words++;
		(void)start;
		if (at < text.len && text.s[at] == '/')
			at++;
		else if (at + 1 < text.len && text.s[at] == ',' && text.s[at + 1] == ' ' &&
			 words < 3)
			at += 2;
		else if (at < text.len && text.s[at] == ' ')
			at++;
		else
			break;
	}
	return end;
}

/* Less the month and weekday names at its end: "SEOUL, May". */
static size_t place_less_date(const struct work *work, struct str text, size_t len)
{
	for (int times = 0; times < 3; times++) {
		size_t from = len;
		struct str word;

		while (from && text.s[from - 1] != ' ' && text.s[from - 1] != ',')
			from--;
		word = folded(work->scratch, str_sub(text, from, len));
		if (word.len && word.s[word.len - 1] == '.')
			word.len--;
		if (!from || (!map_find_str(&work->rules->months, word) &&
			      !map_find_str(&work->rules->weekdays, word)))
			break;
		len = from;
		while (len && (text.s[len - 1] == ' ' || text.s[len - 1] == ','))
			len--;
	}
	while (len && (text.s[len - 1] == '-' || text.s[len - 1] == ','))
		len--;
	return len;
}

static size_t blanks_within(struct str text)
{
	size_t n = 0;

	for (size_t i = 0; i < text.len; i++)
		n += text.s[i] == ' ';
	return n;
}

/* ", Saudi Arabia": the land behind a town in capitals. */
static bool is_land(struct str rest)
{
	if (!str_starts(rest, STR(", ")))
		return false;
	rest = str_sub(rest, 2, rest.len);
	return rest.len && place_len(rest, true) == rest.len &&
	       blanks_within(rest) + 1 < PLACE_WORDS;
}

/* What stands between place and dash: at most a date and a bracket. */
static bool is_dateline_rest(const struct work *work, struct str rest, bool agency)
{
	size_t words = 0, used;
	bool in_word = false, bracket = false;

	for (size_t i = 0; i < rest.len; i += used) {
		uint32_t c = utf8_decode(rest.s + i, rest.len - i, &used);

		bracket = (bracket || c == '(' || c == '[') && c != ')' && c != ']';
		if (!bracket && !in_word && utf8_is_letter(c)) {
			struct str head = str_sub(rest, i, rest.len < i + 24 ? rest.len : i + 24);
			size_t end = 0, len;

			while (end < head.len &&
			       (utf8_is_letter(utf8_decode(head.s + end, head.len - end, &len)) ||
				head.s[end] == '.'))
				end += len;
			head = folded(
				work->scratch,
				str_sub(head, 0, end && head.s[end - 1] == '.' ? end - 1 : end));
			if (!map_find_str(&work->rules->months, head) &&
			    !map_find_str(&work->rules->weekdays, head))
				words++;
		}
		in_word = utf8_is_letter(c);
	}
	return words <= (agency ? 3u : 0u);
}

static void dateline_set(struct work *work, size_t base, size_t place_start, size_t place_end,
			 size_t end)
{
	struct str text = work->page->text;

	if (place_end > place_start) {
		work->article->place =
			str_copy(work->out, str_sub(text, base + place_start, base + place_end));
		work->article->place_span = span_between(base + place_start, base + place_end);
	}
	cut_add(work, base, base + end, MARK_DATELINE);
}

/* Behind the bracket of a Korean dateline: "홍길동 기자 = ". Its end, or `from`. */
static size_t reporter_behind(struct work *work, struct str text, size_t from)
{
	struct str head = str_sub(
		text, from, text.len < from + REPORTER_BYTES ? text.len : from + REPORTER_BYTES);
	size_t equals = str_find(head, STR("="));

	if (equals == STR_NONE || str_find(str_sub(head, 0, equals), STR("기자")) == STR_NONE)
		return from;
	byline_add(work, str_sub(head, 0, equals));
	return from + equals + 1;
}

/* "[서울=뉴시스]", "(서울=연합뉴스) 홍길동 기자 =", "【北京=共同】": place and agency in one bracket. */
static bool eastern_dateline(struct work *work, size_t i)
{
	struct str text = piece_text(work, i), inner;
	size_t used, close, open_len, equals, base = work->pieces[i].span.start;
	uint32_t open = utf8_decode(text.s, text.len, &open_len);
	const struct source *source;

	if (open != '(' && open != '[' && open != 0x3010 && open != 0xFF08)
		return false;
	for (close = open_len; close < text.len && close < DATELINE_BYTES; close += used) {
		uint32_t c = utf8_decode(text.s + close, text.len - close, &used);

		if (c == ')' || c == ']' || c == 0x3011 || c == 0xFF09)
			break;
	}
	inner = str_sub(text, 0, close);
	equals = str_find_byte(inner, '=');
	if (equals == STR_NONE || close >= text.len || close >= DATELINE_BYTES)
		return false;
	source = agency_at(work, inner, equals + 1, &used);
	if (source)
		agency_add(work, source, AGENCY_TEXT,
			   span_between(base + equals + 1, base + equals + 1 + used));
	utf8_decode(text.s + close, text.len - close, &used);
	dateline_set(work, base, open_len, equals, reporter_behind(work, text, close + used));
	return true;
}

/* "新华社北京5月9日电": agency, place and date without blanks, closed by the word for a wire. */
static bool chinese_dateline(struct work *work, size_t i)
{
	struct str text = piece_text(work, i),
		   head = str_sub(text, 0, text.len < DATELINE_BYTES ? text.len : DATELINE_BYTES);
	size_t used, wire, base = work->pieces[i].span.start, place;
	const struct source *source = agency_at(work, text, 0, &used);

	if (!source)
		return false;
	wire = str_find(head, STR("电"));
	if (wire == STR_NONE)
		wire = str_find(head, STR("電"));
	if (wire == STR_NONE || wire < used || wire > used + WIRE_BYTES)
		return false;
	for (place = used; place < wire && !ascii_is_digit(text.s[place]); place++)
		;
	agency_add(work, source, AGENCY_TEXT, span_between(base, base + used));
	dateline_set(work, base, used, place, wire + 3);
	return true;
}

/* "МОСКВА, 9 мая. /ТАСС/. Текст": the agency between strokes. */
static bool stroke_dateline(struct work *work, size_t i)
{
	struct str text = piece_text(work, i),
		   head = str_sub(text, 0, text.len < DATELINE_BYTES ? text.len : DATELINE_BYTES);
	size_t stroke = str_find_byte(head, '/'), used, end, place,
	       base = work->pieces[i].span.start;
	const struct source *source;

	if (stroke == STR_NONE)
		return false;
	source = agency_at(work, text, stroke + 1, &used);
	end = stroke + 1 + used;
	place = place_less_date(work, head, place_len(head, false));
	if (!source || end >= text.len || text.s[end] != '/' || !place)
		return false;
	agency_add(work, source, AGENCY_TEXT, span_between(base + stroke + 1, base + end));
	for (end++;
	     end < text.len && (text.s[end] == '.' || text.s[end] == ' ' || text.s[end] == '-');
	     end++)
		;
	dateline_set(work, base, 0, place, end);
	return true;
}

/* "Lind/Port Hale (dpa/Faro). ": as German papers write it; only with an agency, for any sentence has a full stop. */
static bool stopped_dateline(struct work *work, size_t i)
{
	struct str text = piece_text(work, i),
		   head = str_sub(text, 0, text.len < DATELINE_BYTES ? text.len : DATELINE_BYTES);
	size_t open = str_find_byte(head, '('), close, place, base = work->pieces[i].span.start;

	if (open == STR_NONE)
		return false;
	close = str_find(head, STR("). "));
	if (close == STR_NONE || close < open)
		return false;
	place = place_len(text, true);
	if (!place || str_trim(str_sub(text, 0, open)).len != place)
		return false;
	if (!agencies_within(work, text, open + 1, close, base, AGENCY_TEXT))
		return false;
	dateline_set(work, base, 0, place, close + 2);
	return true;
}

/* Does one of the words for "in" and its like stand right before text[at]? */
static bool is_behind_in(struct str text, size_t at)
{
	static const char *const words[] = {" in ", "In ",  " aus ", " nach ", " bei ", " von ",
					    " um ", " at ", " to ",  " from ", " near "};
	struct str before = str_sub(text, 0, at);

	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (str_ends(before, str_of(words[i])))
			return true;
	return false;
}

/* Is the place named again, but for the start of this paragraph; once as a place ("in Port Hale")? */
static bool is_named_again(const struct work *work, size_t i, struct str place, bool as_place)
{
	for (size_t k = work->first; k < work->end && k < work->first + PARAGRAPHS_READ; k++) {
		struct str text = piece_text(work, k);
		size_t at = 0, found;

		if (work->pieces[k].kind != MARK_BODY || text.len >= PARAGRAPH_BYTES)
			continue;
		if (k == i)
			text = str_sub(text, place.len < text.len ? place.len : text.len, text.len);
		while ((found = str_find(str_sub(text, at, text.len), place)) != STR_NONE) {
			if (!as_place || is_behind_in(text, at + found))
				return true;
			at += found + place.len;
		}
	}
	return false;
}

/* Where a place ends that opens a paragraph: at ". ", a dash, or with a paragraph of its own. 0: nowhere. */
static size_t opening_place(struct str text, size_t *end, bool *dash)
{
	struct str head = str_sub(text, 0, text.len < PLACE_BYTES ? text.len : PLACE_BYTES);
	size_t stop = str_find(head, STR(". ")), at = dash_find(head, head.len, end);

	*dash = at != STR_NONE && (stop == STR_NONE || at < stop);
	if (*dash)
		return str_trim(str_sub(text, 0, at)).len;
	if (stop == STR_NONE && text.len < PLACE_BYTES && str_ends(text, STR(".")))
		stop = text.len - 1;
	*end = stop + 1;
	return stop == STR_NONE ? 0 : stop;
}

/* Does the page's head state the paragraph without the place that opens it? */
static bool is_stated_without(const struct work *work, struct str rest)
{
	static const char *const keys[] = {"description", "og:description", ".description", NULL};
	const struct meta *meta;
	size_t at = 0;

	rest = str_trim(rest);
	if (rest.len < STATED_BYTES)
		return false;
	while ((meta = meta_next(work->page, keys, &at)) != NULL)
		if (str_starts(meta->value, str_sub(rest, 0, STATED_BYTES)))
			return true;
	return false;
}

/*
 * "Port Hale. Der …", "Port Hale - Der …": as German papers open. Only where the article names the place
 * again, or the page states the sentence without it.
 */
static bool place_dateline(struct work *work, size_t i)
{
	struct str text = piece_text(work, i), place, last;
	size_t end = 0, stop, slash;
	bool dash, doubtful;

	stop = opening_place(text, &end, &dash);
	place = str_sub(text, 0, stop);
	if (stop < 4 || str_find_byte(place, '.') != STR_NONE || place_len(place, true) != stop ||
	    place_less_date(work, place, stop) != stop)
		return false;
	doubtful = dash || stop + 1 >= text.len ||
		   phrase_whole(work->rules, PHRASE_NOT_NAME, folded(work->scratch, place));
	slash = str_find_byte(place, '/');
	last = slash == STR_NONE ? place : str_sub(place, slash + 1, place.len);
	if (!is_named_again(work, i, last, doubtful) &&
	    !is_stated_without(work, str_sub(text, end, text.len)))
		return false;
	dateline_set(work, work->pieces[i].span.start, 0, stop, end);
	return true;
}

/* "NEW HARROW" as running text has it: "New Harrow". */
static struct str as_written(struct arena *arena, struct str place)
{
	struct buf out = buf_in(arena);
	bool inside = false;
	char bytes[4];

	for (size_t i = 0, used; i < place.len; i += used) {
		uint32_t c = utf8_decode(place.s + i, place.len - i, &used);

		buf_add(&out, (struct str){bytes, utf8_encode(inside ? utf8_lower(c) : c, bytes)});
		inside = utf8_is_letter(c);
	}
	return buf_str(&out);
}

/* "NEW HARROW: The …", as Indian papers open; only where the article names it again as a place. */
static bool colon_dateline(struct work *work, size_t i)
{
	struct str text = piece_text(work, i);
	size_t place = place_len(text, false);

	if (place < 4 || place >= PLACE_BYTES ||
	    !str_starts(str_sub(text, place, text.len), STR(": ")) ||
	    blanks_within(str_sub(text, 0, place)) + 1 >= PLACE_WORDS)
		return false;
	if (!is_named_again(work, i, as_written(work->scratch, str_sub(text, 0, place)), true) &&
	    !is_stated_without(work, str_sub(text, place + 1, text.len)))
		return false;
	dateline_set(work, work->pieces[i].span.start, 0, place, place + 1);
	return true;
}

/* "SEOUL, May 9 (Reuters) - ": place, perhaps a date, perhaps an agency in a bracket, a dash. */
static bool dateline_of(struct work *work, size_t i)
{
	struct str text = piece_text(work, i), head;
	size_t end = 0, base = work->pieces[i].span.start, place, before = work->agencies.n;
	size_t dash = dash_find(text, DATELINE_BYTES, &end);
	bool upper, agency = false;

	if (eastern_dateline(work, i) || chinese_dateline(work, i) || stroke_dateline(work, i) ||
	    stopped_dateline(work, i) || colon_dateline(work, i))
		return true;
	if (dash == STR_NONE)
		return false;
	head = str_trim(str_sub(text, 0, dash));
	for (size_t at = 0, used, len; at < head.len && !agency; at += len) {
		agency = agency_at(work, head, at, &used) != NULL;
		utf8_decode(head.s + at, head.len - at, &len);
	}
	place = place_len(head, false);
	upper = place > 0;
	if (!upper && agency)
		place = place_len(head, true);
	if (head.s[0] == '(')
		place = 0;
	else if (!place)
		return false;
	place = place_less_date(work, head, place);
	if (place) { /* the place must not be the agency itself: "Reuters - " */
		size_t used;

		if (agency_at(work, head, 0, &used) && used >= place)
			place = 0;
	}
	if ((!place && !agency) ||
	    !(is_land(str_sub(head, place, head.len)) ||
	      is_dateline_rest(work, str_sub(head, place, head.len), agency)))
		return false;
	if (!agency && (!upper || str_find_byte(head, ':') != STR_NONE ||
			blanks_within(str_sub(head, 0, place)) >= PLACE_WORDS))
		return false;
	if (agency)
		agencies_within(work, head, place, head.len, base, AGENCY_TEXT);
	if (work->agencies.n == before && !place)
		return false;
	dateline_set(work, base, 0, place, end);
	return true;
}

/* ---------------------------------------------------------------- around the text */

/* Is the line little more than an agency's name? "Reuters |", "By AP", "(dpa)", "Source: AFP". */
static bool is_agency_line(struct work *work, size_t i)
{
	struct piece *piece = &work->pieces[i];
	struct str text = piece_text(work, i);
	size_t named = 0, used, len;

	if (piece->words > 12 || text.len > 120)
		return false;
	for (size_t at = 0; at < text.len; at += used ? used : len) {
		utf8_decode(text.s + at, text.len - at, &len);
		if (!agency_at(work, text, at, &used))
			used = 0;
		named += used;
	}
	if (!named)
		return false;
	if (named * 2 >= text.len || piece->words <= 3)
		return true;
	if (piece->signs & (SIGN_BYLINE | SIGN_NAME | SIGN_DATE) && !(piece->signs & SIGN_SENTENCE))
		return true;
	return phrase_at_start(work->rules, PHRASE_DATE, piece->fold) > 0;
}

/* "Jo Marsten / AP", "Copyright AP Photo", a line below "Foto:": whoever took the picture. */
static bool is_picture_credit(const struct work *work, size_t i)
{
	struct str text = piece_text(work, i);
	size_t slash = str_find_byte(text, '/');

	if (i < work->first && (str_starts(work->pieces[i].fold, STR("copyright")) ||
				str_starts(work->pieces[i].fold, STR("©"))))
		return true;

	if (slash != STR_NONE && name_of_person(work, str_trim(str_sub(text, 0, slash)), true))
		return true;
	return i && work->pieces[i - 1].signs & SIGN_CAPTION && work->pieces[i - 1].words <= 2;
}

/* "mit dpa", "By Ann Lee with AP": its words were used. */
static bool is_with_agency(const struct work *work, struct str text)
{
	static const char *const withs[] = {"with ", "mit ", "avec ", "con ",
					    "com ",  "met ", "med "};
	size_t used;

	for (size_t at = 0; at < text.len; at++)
		for (size_t i = 0; i < sizeof(withs) / sizeof(*withs); i++) {
			struct str rest = str_sub(text, at, text.len), with = str_of(withs[i]);

			if ((!at || text.s[at - 1] == ' ') && str_starts_nocase(rest, with) &&
			    agency_at(work, rest, with.len, &used))
				return true;
		}
	return false;
}

/* The role of an agency that a line above or below the text names. */
static enum agency_role line_role(const struct work *work, size_t i)
{
	size_t len;

	if (is_picture_credit(work, i))
		return AGENCY_PHOTO;
	if (is_with_agency(work, piece_text(work, i)))
		return AGENCY_INPUTS;
	return phrase_within(work->rules, PHRASE_INPUTS, work->pieces[i].fold, &len) == STR_NONE
		       ? AGENCY_TEXT
		       : AGENCY_INPUTS;
}

static void head_credits(struct work *work)
{
	size_t top = work->heading != STR_NONE ? work->heading + 1 : work->first;
	size_t from = work->heading != STR_NONE ? top : top > 3 ? top - 3 : 0;

	for (size_t i = from; i < work->first + 1 && i < work->n && i < from + HEAD_LINES * 3;
	     i++) {
		struct piece *piece = &work->pieces[i];

		if (piece->kind == MARK_CAPTION || piece->kind == MARK_TITLE ||
		    piece->kind == MARK_RELATED)
			continue;
		if (piece->kind == MARK_BODY && piece->words > 6)
			continue;
		if (!is_agency_line(work, i))
			continue;
		agencies_within(work, piece_text(work, i), 0, piece->span.len, piece->span.start,
				line_role(work, i));
		if (piece->kind != MARK_BYLINE)
			piece->kind = MARK_CREDIT;
	}
}

/* "… of strength. (Yonhap)", "… sagte er. dpa", "… said. – AFP" at the end of a paragraph. */
static bool signature_of(struct work *work, size_t i)
{
	struct str text = piece_text(work, i), tail;
	size_t from = text.len > SIGNATURE_BYTES ? text.len - SIGNATURE_BYTES : 0, open = STR_NONE,
	       used, base = work->pieces[i].span.start;
	const struct source *source;

	while (from < text.len && (text.s[from] & 0xC0) == 0x80)
		from++;
	for (size_t at = text.len; at-- > from + 1 && open == STR_NONE;) {
		char c = text.s[at], before = text.s[at - 1];

		if ((c == '(' || c == '[' || c == '/') && at + 2 < text.len)
			open = at;
		else if (before == ' ' && at > 2 &&
			 (text.s[at - 2] == '.' || text.s[at - 2] == '-' ||
			  (unsigned char)text.s[at - 2] == 0x93 ||
			  (unsigned char)text.s[at - 2] == 0x94 ||
			  (unsigned char)text.s[at - 2] == 0x9D) &&
			 (c & 0xC0) != 0x80)
			open = at;
	}
	if (open == STR_NONE)
		return false;
	if (text.s[open] == '/' && text.s[text.len - 1] == '/')
		while (open > from && text.s[open - 1] != '/' && open > text.len - 30)
			open--;
	tail = str_sub(text, open, text.len);
	for (size_t at = 0; at < tail.len && at < 3; at++) {
		source = agency_at(work, tail, at, &used);
		if (!source)
			continue;
		if (tail.len - at - used > 30)
			return false;
		if (work->pieces[i].kind == MARK_BODY)
			cut_add(work, base + open, base + text.len, MARK_CREDIT);
		agencies_within(work, tail, 0, tail.len, base + open, AGENCY_TEXT);
		return true;
	}
	return false;
}

/* Behind the text: credit lines, copyright of an agency, a line of an agency's name alone. */
static void tail_line(struct work *work, size_t i)
{
	struct piece *piece = &work->pieces[i];
	struct str text = piece_text(work, i);
	bool copyright = str_find(text, STR("©")) != STR_NONE ||
			 str_find_nocase(text, STR("copyright")) != STR_NONE ||
			 str_find(piece->fold, STR("all rights reserved")) != STR_NONE;
	size_t len;

	if (text.len > 400)
		return;
	if (copyright) {
		agencies_within(work, text, 0, text.len, piece->span.start, AGENCY_TEXT);
		return;
	}
	if (piece->signs & SIGN_CREDIT) {
		bool inputs =
			phrase_at_start(work->rules, PHRASE_INPUTS, piece->fold) ||
			phrase_within(work->rules, PHRASE_CONTRIBUTED, piece->fold, &len) !=
				STR_NONE ||
			phrase_within(work->rules, PHRASE_INPUTS, piece->fold, &len) != STR_NONE;

		agencies_within(work, text, 0, text.len, piece->span.start,
				inputs ? AGENCY_INPUTS : AGENCY_TEXT);
		return;
	}
	if (piece->words <= 3 && is_agency_line(work, i) && i < work->end + 3 &&
	    !(piece->signs & SIGN_FURNITURE)) {
		agencies_within(work, text, 0, text.len, piece->span.start, line_role(work, i));
		piece->kind = MARK_CREDIT;
	}
}

static void captions_credit(struct work *work)
{
	for (size_t i = 0; i < work->n; i++) {
		struct str text = piece_text(work, i);

		if (work->pieces[i].kind == MARK_CAPTION && text.len < 1500)
			agencies_within(work, text, 0, text.len, work->pieces[i].span.start,
					AGENCY_PHOTO);
	}
}

static void metadata_credit(struct work *work)
{
	static const char *const keys[] = {
		".author.name", ".author",    ".sourceOrganization.name", ".creditText",
		"author",       "dc.creator", "article:author",           "dc.source",
		"source",       "byl",        "parsely-author",           ".publisher.name",
		"og:site_name", NULL};
	const struct meta *meta;
	size_t at = 0, used;

	while ((meta = meta_next(work->page, keys, &at)) != NULL) {
		const struct source *source;
		struct str value = str_trim(meta->value);

		if (str_starts_nocase(value, STR("by ")))
			value = str_sub(value, 3, value.len);
		source = source_at(work->rules, value, true, &used);
		if (is_agency(source) && used == value.len)
			agency_add(work, source, AGENCY_TEXT, (struct span){0, 0});
	}
}

static int agency_order(const struct agency *a, const struct agency *b)
{
	return a->span.start != b->span.start ? (a->span.start < b->span.start ? -1 : 1)
					      : str_compare(a->name, b->name);
}

/* By place in the text. Insertion sort: there are few. */
static void agencies_sort(struct work *work)
{
	for (size_t i = 1; i < work->agencies.n; i++)
		for (size_t k = i;
		     k && agency_order(&work->agencies.items[k - 1], &work->agencies.items[k]) > 0;
		     k--) {
			struct agency swap = work->agencies.items[k];

			work->agencies.items[k] = work->agencies.items[k - 1];
			work->agencies.items[k - 1] = swap;
		}
}

void credits_find(struct work *work)
{
	size_t last = STR_NONE, seen = 0, from = work->first;
	bool dateline = false;

	if (work->heading != STR_NONE && work->heading < from)
		from = work->heading + 1; /* a standfirst may begin with the place */
	newcomers_find(work);
	head_credits(work);
	for (size_t i = from; i < work->end; i++) {
		if (work->pieces[i].kind != MARK_BODY)
			continue;
		if (seen++ < DATELINE_PIECES && !dateline)
			dateline = (work->pieces[i].words > 6 && dateline_of(work, i)) ||
				   place_dateline(work, i);
		last = i;
	}
	if (last != STR_NONE)
		signature_of(work, last);
	for (size_t i = work->first; i < work->n && i < work->end + TAIL_LINES; i++)
		if (work->pieces[i].kind != MARK_BODY && work->pieces[i].kind != MARK_CAPTION &&
		    (i >= work->end || work->pieces[i].signs & SIGN_CREDIT))
			tail_line(work, i);
	captions_credit(work);
	metadata_credit(work);
	agencies_sort(work);
	work->article->agencies = work->agencies.items;
	work->article->nagencies = work->agencies.n;
}
