/*
 * Dates as pages write them for people, in many languages.
 *
 *	"Published 10:15 AM EDT, May 9, 2024"     month by name, before or after the day
 *	"Donnerstag, 9. Mai 2024, 08:32 Uhr"
 *	"2024년 5월 9일 목요일", "2024. 5. 9. 오전 8:32", "2024年5月9日 8時32分"
 *	"09.05.2024 - 08:32", "5/9/24", "2024-05-09T03:58:47Z"
 *
 * The text is cut into tokens (numbers, months, other words), and at each token a handful of patterns
 * is tried. Only dates with a year count. Day and month as numbers can be either way round: above 12 it
 * is clear, and dots mean day first; else the date is left open, the day first for now, and day_order.c
 * looks for what tells. Linear: at most DATE_TOKENS tokens are looked at.
 */
#include "clean/work.h"

#include "base/lanes.h"
#include "base/utf8.h"

#include <string.h>

enum { DATE_TOKENS = 96, DATE_BYTES = 1500, YEAR_LEAST = 1980, YEAR_MOST = 2099 };

enum token_kind { TOKEN_NUMBER, TOKEN_MONTH, TOKEN_WORD };

struct token {
	enum token_kind kind;
	unsigned value, digits;
	uint32_t
		mark; /* the last character before it that is not blank; 0: none since the last token */
	uint32_t next; /* the character right behind it */
	size_t start, end;
	struct str fold;
};

struct tokens {
	struct token items[DATE_TOKENS];
	size_t n;
	struct str text;
};

/* The value of a decimal digit of the common scripts, or -1. */
static int digit_value(uint32_t c)
{
	static const uint32_t zeros[] = {'0', 0x660, 0x6F0, 0x966, 0x9E6, 0xE50, 0xFF10};

	for (size_t i = 0; i < sizeof(zeros) / sizeof(*zeros); i++)
		if (c >= zeros[i] && c < zeros[i] + 10)
			return (int)(c - zeros[i]);
	return -1;
}

/* Bytes of the digits at text[at]; of "20233:00", a year run together with a time, only the year's. */
static size_t digits_len(struct str text, size_t at)
{
	size_t end = at;

	while (end < text.len && ascii_is_digit(text.s[end]))
		end++;
	if ((end - at == 5 || end - at == 6) && text.s[at] == '2' && text.s[at + 1] == '0')
		return 4;
	return text.len;
}

static size_t number_read(struct str text, size_t at, struct token *token)
{
	size_t used, end = at + digits_len(text, at);

	while (at < text.len && at < end) {
		int digit = digit_value(utf8_decode(text.s + at, text.len - at, &used));

		if (digit < 0)
			break;
		if (token->digits < 9)
			token->value = token->value * 10 + (unsigned)digit;
		token->digits++;
		at += used;
	}
	token->kind = TOKEN_NUMBER;
	return at;
}

static size_t word_read(const struct work *work, struct str text, size_t at, struct token *token)
{
	size_t used, start = at;
	const uint64_t *month;
	bool lower = false;

	while (at < text.len) {
		uint32_t c = utf8_decode(text.s + at, text.len - at, &used);

		if (!utf8_is_letter(c) || utf8_is_digit(c))
			break;
		if (lower && c < 0x80 && c >= 'A' &&
		    c <= 'Z') /* "LindMay 9, 2024": two spans run together */
			break;
		lower = c >= 'a' && c <= 'z';
		at += used;
		if (c >= 0x3000 && utf8_is_unspaced(c))
			break;
	}
	token->kind = TOKEN_WORD;
	token->fold = folded(work->scratch, str_sub(text, start, at));
	month = map_find_str(&work->rules->months, token->fold);
	if (month) {
		token->kind = TOKEN_MONTH;
		token->value = (unsigned)*month;
	}
	return at;
}

static void tokens_cut(const struct work *work, struct str text, size_t from, struct tokens *tokens)
{
	uint32_t mark = 0;
	size_t used, at = from;

	tokens->n = 0;
	tokens->text = text;
	while (at < text.len && tokens->n < DATE_TOKENS) {
		uint32_t c = utf8_decode(text.s + at, text.len - at, &used);
		struct token token = {.mark = mark, .start = at};

		if (digit_value(c) >= 0) {
			at = number_read(text, at, &token);
		} else if (utf8_is_letter(c)) {
			at = word_read(work, text, at, &token);
		} else {
			if (!utf8_is_space(c) && c != 0x200E && c != 0x200F)
				mark = c;
			at += used;
			continue;
		}
		token.end = at;
		token.next = at < text.len ? utf8_decode(text.s + at, text.len - at, &used) : 0;
		tokens->items[tokens->n++] = token;
		mark = 0;
	}
}

static const struct token *token_at(const struct tokens *tokens, size_t i)
{
	static const struct token none = {.kind = TOKEN_WORD};

	return i < tokens->n ? &tokens->items[i] : &none;
}

static bool is_year(const struct token *token)
{
	return token->kind == TOKEN_NUMBER && token->digits == 4 && token->value >= YEAR_LEAST &&
	       token->value <= YEAR_MOST;
}

static bool is_day(const struct token *token)
{
	return token->kind == TOKEN_NUMBER && token->digits <= 2 && token->value >= 1 &&
	       token->value <= 31;
}

static bool is_word(const struct token *token, const char *words)
{
	const char *at = words;

	if (token->kind == TOKEN_NUMBER || !token->fold.len)
		return false;
	while ((at = strchr(at, ' ')) != NULL) {
		at++;
		if (!strncmp(at, token->fold.s, token->fold.len) &&
		    (at[token->fold.len] == ' ' || !at[token->fold.len]))
			return true;
	}
	return false;
}

/* Little words inside dates: "9 de mayo de 2024", "9th of May", "2024年". */
static bool is_filler(const struct token *token)
{
	return is_word(token, " de del of th st nd rd er º ª den the le di d г м р رقم at um ");
}

static size_t filler_skipped(const struct tokens *tokens, size_t i)
{
	while (i < tokens->n && is_filler(token_at(tokens, i)))
		i++;
	return i;
}

static bool date_set(struct visible_date *out, unsigned year, unsigned month, unsigned day)
{
	if (!date_exists((int)year, month, day))
		return false;
	out->moment = (struct moment){.year = (int16_t)year,
				      .month = (uint8_t)month,
				      .day = (uint8_t)day,
				      .precision = PRECISION_DAY,
				      .offset = ZONE_UNKNOWN};
	return true;
}

/* "2024-05-09", "2024. 5. 9.", "2024年5月9日", "2024. január 8." Returns the number of tokens, 0: no. */
static size_t year_first(const struct tokens *tokens, size_t i, struct visible_date *out)
{
	const struct token *year = token_at(tokens, i);
	size_t at = i + 1, month_at;

	if (!is_year(year))
		return 0;
	if (is_word(token_at(tokens, at), " 年 년 nian năm "))
		at++;
	month_at = at;
	if (token_at(tokens, at)->kind != TOKEN_MONTH &&
	    (!is_day(token_at(tokens, at)) || token_at(tokens, at)->value > 12))
		return 0;
	if (at == i + 1 && token_at(tokens, at)->kind == TOKEN_NUMBER &&
	    !token_at(tokens, at)->mark)
		return 0;
	at++;
	if (is_word(token_at(tokens, at), " 月 월 "))
		at++;
	if (token_at(tokens, month_at)->kind == TOKEN_MONTH && is_year(token_at(tokens, at + 1)))
		return 0; /* "… in 2005. April 4, 2007" */
	if (!is_day(token_at(tokens, at)) ||
	    !date_set(out, year->value, token_at(tokens, month_at)->value,
		      token_at(tokens, at)->value))
		return 0;
	at++;
	if (is_word(token_at(tokens, at), " 日 일 "))
		at++;
	return at - i;
}

/* "9. Mai 2024", "9 de mayo de 2024", "9th of May 2024" */
static size_t day_first(const struct tokens *tokens, size_t i, struct visible_date *out)
{
	size_t month_at, year_at;

	if (!is_day(token_at(tokens, i)))
		return 0;
	month_at = filler_skipped(tokens, i + 1);
	if (token_at(tokens, month_at)->kind != TOKEN_MONTH)
		return 0;
	year_at = filler_skipped(tokens, month_at + 1);
	if (!is_year(token_at(tokens, year_at)) ||
	    !date_set(out, token_at(tokens, year_at)->value, token_at(tokens, month_at)->value,
		      token_at(tokens, i)->value))
		return 0;
	return year_at + 1 - i;
}

/* "May 9, 2024", "May 9th, 2024" */
static size_t month_first(const struct tokens *tokens, size_t i, struct visible_date *out)
{
	size_t year_at;

	if (token_at(tokens, i)->kind != TOKEN_MONTH || !is_day(token_at(tokens, i + 1)))
		return 0;
	year_at = filler_skipped(tokens, i + 2);
	if (!is_year(token_at(tokens, year_at)) ||
	    !date_set(out, token_at(tokens, year_at)->value, token_at(tokens, i)->value,
		      token_at(tokens, i + 1)->value))
		return 0;
	return year_at + 1 - i;
}

/* What the words behind a date in numbers tell of its order. */
static void order_told(const struct tokens *tokens, struct visible_date *out)
{
	for (size_t i = 0; i < tokens->n; i++) {
		const struct token *token = token_at(tokens, i);

		if (is_word(token, " et est edt pst pdt cst cdt mst mdt ct pt akdt "))
			out->zone_order = -1;
		else if (is_word(token, " ist gmt bst cet cest aest aedt nzst nzdt sast uhr "))
			out->zone_order = 1;
		else if (is_word(token, " am pm "))
			out->half_days = true;
	}
}

/* "09.05.2024", "9/5/24", "5/9/2024 8:32 AM ET" */
static size_t numbers_only(const struct tokens *tokens, size_t i, struct visible_date *out)
{
	const struct token *a = token_at(tokens, i), *b = token_at(tokens, i + 1),
			   *c = token_at(tokens, i + 2);
	uint32_t mark = b->mark;
	unsigned year = c->value;
	bool swap = b->value > 12;

	if (!is_day(a) || !is_day(b) || c->kind != TOKEN_NUMBER ||
	    (mark != '.' && mark != '/' && mark != '-') || c->mark != mark || a->next != mark ||
	    (c->digits != 4 && c->digits != 2))
		return 0;
	if (c->digits == 2 && mark == '-')
		return 0;
	year += c->digits == 2 ? 2000 : 0;
	if (year < YEAR_LEAST || year > YEAR_MOST || (a->value > 12 && b->value > 12))
		return 0;
	if (!date_set(out, year, swap ? a->value : b->value, swap ? b->value : a->value))
		return 0;
	if (mark != '.')
		out->shown_order = swap ? -1 : a->value > 12 ? 1 : 0;
	out->open = mark != '.' && !out->shown_order && a->value != b->value;
	if (out->open)
		order_told(tokens, out);
	return 3;
}

/* ---------------------------------------------------------------- the time of day */

static bool is_clock(const struct token *hour, const struct token *minute)
{
	return hour->kind == TOKEN_NUMBER && minute->kind == TOKEN_NUMBER && hour->digits <= 2 &&
	       minute->digits == 2 && hour->value < 24 && minute->value < 60 &&
	       (minute->mark == ':' || (minute->mark == '.' && hour->next == '.') ||
		minute->mark == 0xFF1A);
}

/* The zone behind a clock: "IST", "GMT+8", "+05:30", "Z". */
static size_t zone_read(const struct work *work, const struct tokens *tokens, size_t i,
			struct moment *moment)
{
	const struct token *token = token_at(tokens, i);
	const uint64_t *zone;
	size_t first = i;

	if (token->kind != TOKEN_NUMBER && token->fold.len) {
		zone = map_find_str(&work->rules->zones, token->fold);
		if (!zone)
			return i;
		moment->offset = (int16_t)((int64_t)*zone - 2000);
		token = token_at(tokens, ++i);
	}
	if (token->kind == TOKEN_NUMBER &&
	    (token->mark == '+' || (token->mark == '-' && i == first)) &&
	    (token->digits == 2 || token->digits == 4 || (i > first && token->digits == 1))) {
		unsigned hours = token->digits == 4 ? token->value / 100 : token->value;
		unsigned minutes = token->digits == 4 ? token->value % 100 : 0;

		if (token->digits == 2 && token_at(tokens, i + 1)->mark == ':' &&
		    token_at(tokens, i + 1)->digits == 2)
			minutes = token_at(tokens, ++i)->value;
		if (hours > 14 || minutes > 59)
			return first;
		moment->offset =
			(int16_t)((token->mark == '-' ? -1 : 1) * (int)(hours * 60 + minutes));
		i++;
	}
	return i;
}

/* "8:32 AM IST" at token i; behind it, or i where there is none. */
static size_t clock_read(const struct work *work, const struct tokens *tokens, size_t i,
			 struct moment *moment)
{
	const struct token *hour = token_at(tokens, i);
	bool early = i && is_word(token_at(tokens, i - 1), " 오전 午前 上午 "),
	     late = i && is_word(token_at(tokens, i - 1), " 오후 午後 下午 ");
	unsigned value = hour->value;
	size_t at = i + 2;

	if (!is_clock(hour, token_at(tokens, i + 1)))
		return i;
	if (token_at(tokens, at)->kind == TOKEN_NUMBER && token_at(tokens, at)->mark == ':' &&
	    token_at(tokens, at)->digits == 2 && token_at(tokens, at)->value < 60) {
		moment->second = (uint8_t)token_at(tokens, at)->value;
		moment->precision = PRECISION_SECOND;
		at++;
		if (token_at(tokens, at)->kind == TOKEN_NUMBER && token_at(tokens, at)->mark == '.')
			at++;
	} else {
		moment->precision = PRECISION_MINUTE;
	}
	if (is_word(token_at(tokens, at), " am ") || early ||
	    (is_word(token_at(tokens, at), " a ") && is_word(token_at(tokens, at + 1), " m "))) {
		value = value == 12 ? 0 : value;
		at += early ? 0 : token_at(tokens, at)->fold.len == 1 ? 2 : 1;
	} else if (is_word(token_at(tokens, at), " pm ") || late ||
		   (is_word(token_at(tokens, at), " p ") &&
		    is_word(token_at(tokens, at + 1), " m "))) {
		value = value < 12 ? value + 12 : value;
		at += late ? 0 : token_at(tokens, at)->fold.len == 1 ? 2 : 1;
	}
	if (is_word(token_at(tokens, at), " uhr klo kl г h "))
		at++;
	moment->hour = (uint8_t)value;
	moment->minute = (uint8_t)token_at(tokens, i + 1)->value;
	return zone_read(work, tokens, at, moment);
}

/* A clock a few words behind the date, or right before it. */
static void clock_find(const struct work *work, const struct tokens *tokens, size_t i,
		       size_t behind, struct visible_date *out)
{
	for (size_t at = behind; at < behind + 4 && at < tokens->n; at++) {
		size_t end = clock_read(work, tokens, at, &out->moment);

		if (end > at) {
			out->end = token_at(tokens, end - 1)->end;
			return;
		}
		if (token_at(tokens, at)->kind != TOKEN_WORD)
			break;
	}
	for (size_t back = 2; back <= 7 && back <= i; back++) {
		struct moment clock = out->moment;
		size_t end = clock_read(work, tokens, i - back, &clock);

		if (end > i - back && end <= i && end + 2 >= i) {
			out->moment = clock;
			out->start = token_at(tokens, i - back)->start;
			return;
		}
	}
}

/*
 * Could there be a date? All have two numbers, parted by something. Digits of other scripts begin with one
 * of a few bytes.
 */
static bool may_have_date(struct str text)
{
	uint64_t digit_before = 0;
	uint32_t numbers = 0;

	for (size_t at = 0; at < text.len; at += LANES) {
		char last[LANES];
		lanes bytes =
			lanes_load(zeros_behind(text.s + at, text.len - at, last, sizeof(last)));
		uint64_t digits = lanes_bits(lanes_within(bytes, '0', '9'));

		if (lanes_bits(lanes_equal(bytes, 0xD9) | lanes_equal(bytes, 0xDB) |
			       lanes_equal(bytes, 0xE0) | lanes_equal(bytes, 0xEF)))
			return true;
		numbers += bits_count(digits & ~(digits << 1 | digit_before));
		digit_before = digits >> (LANES - 1);
		if (numbers > 1)
			return true;
	}
	return false;
}

bool visible_date(const struct work *work, struct str text, size_t from, struct visible_date *out)
{
	struct tokens tokens;

	*out = (struct visible_date){0};
	if (!may_have_date(str_sub(text, from,
				   text.len < from + DATE_BYTES ? text.len : from + DATE_BYTES)))
		return false;
	tokens_cut(work, text, from, &tokens);
	for (size_t i = 0; i < tokens.n; i++) {
		size_t taken = year_first(&tokens, i, out);

		if (!taken)
			taken = day_first(&tokens, i, out);
		if (!taken)
			taken = month_first(&tokens, i, out);
		if (!taken)
			taken = numbers_only(&tokens, i, out);
		if (!taken)
			continue;
		out->start = tokens.items[i].start;
		out->end = tokens.items[i + taken - 1].end;
		clock_find(work, &tokens, i, i + taken, out);
		return true;
	}
	return false;
}
