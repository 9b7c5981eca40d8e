#include "show/html.h"

#include "base/utf8.h"

#include <stdarg.h>

/* What stands for a byte below 0x80 that cannot stand for itself, or NULL. */
static const char *replacement(char byte)
{
	switch (byte) {
	case '&':
		return "&amp;";
	case '<':
		return "&lt;";
	case '>':
		return "&gt;";
	case '"':
		return "&quot;";
	case '\'':
		return "&#39;";
	case '\t':
	case '\n':
		return NULL;
	case '\r':
		return " ";
	}
	return (unsigned char)byte < 0x20 || byte == 0x7F ? "\xEF\xBF\xBD" : NULL;
}

/* Not text in HTML: the C1 controls, noncharacters, and marks that would turn the words about. */
static bool forbidden(uint32_t c)
{
	return (c >= 0x80 && c < 0xA0) || (c & 0xFFFE) == 0xFFFE || (c >= 0xFDD0 && c <= 0xFDEF) ||
	       (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

void html_text(struct output *out, struct str text)
{
	size_t done = 0, at = 0;

	while (at < text.len && !output_failed(out)) {
		const char *instead = NULL;
		size_t used = 1;
		uint32_t c = (unsigned char)text.s[at];

		if (c < 0x80)
			instead = replacement(text.s[at]);
		else
			c = utf8_decode(text.s + at, text.len - at, &used);
		if (c >= 0x80 && (forbidden(c) || (c == UTF8_BAD && used == 1)))
			instead = "\xEF\xBF\xBD";
		if (instead) {
			put_bytes(out, text.s + done, at - done);
			put(out, instead);
			done = at + used;
		}
		at += used;
	}
	put_bytes(out, text.s + done, text.len > done ? text.len - done : 0);
}

void html_brief(struct output *out, struct str text, size_t most)
{
	size_t len = most;

	text = str_trim(text);
	if (text.len <= most) {
		html_text(out, text);
		return;
	}
	while (len && ((unsigned char)text.s[len] & 0xC0) == 0x80)
		len--;
	html_text(out, str_trim(str_sub(text, 0, len)));
	put(out, "…");
}

void html(struct output *out, const char *markup, ...)
{
	va_list args;
	const char *from = markup, *at = markup;

	va_start(args, markup);
	for (; *at; at++) {
		if (*at != '%')
			continue;
		put_bytes(out, from, (size_t)(at - from));
		switch (*++at) {
		case 's':
			html_brief(out, va_arg(args, struct str), HTML_FIELD);
			break;
		case 't':
			html_text(out, va_arg(args, struct str));
			break;
		case 'c':
			html_text(out, str_of(va_arg(args, const char *)));
			break;
		case 'z':
			put_number(out, va_arg(args, size_t));
			break;
		case 'u':
			put_number(out, va_arg(args, unsigned));
			break;
		case 'd':
			put_decimal(out, va_arg(args, double));
			break;
		default: /* "%%" */
			put_byte(out, '%');
		}
		from = at + 1;
	}
	va_end(args);
	put_bytes(out, from, (size_t)(at - from));
}

const char *html_month(unsigned month)
{
	static const char *const names[] = {"January",   "February", "March",    "April",
					    "May",       "June",     "July",     "August",
					    "September", "October",  "November", "December"};

	return month >= 1 && month <= 12 ? names[month - 1] : "";
}

static void two_digits(struct output *out, unsigned number)
{
	put_byte(out, (char)('0' + number / 10 % 10));
	put_byte(out, (char)('0' + number % 10));
}

static void clock_time(struct output *out, const struct moment *moment)
{
	unsigned away = (unsigned)(moment->offset < 0 ? -moment->offset : moment->offset);

	two_digits(out, moment->hour);
	put_byte(out, ':');
	two_digits(out, moment->minute);
	if (moment->offset == ZONE_UNKNOWN)
		return;
	if (!moment->offset) {
		put(out, " UTC");
		return;
	}
	put(out, moment->offset < 0 ? " −" : " +");
	two_digits(out, away / 60);
	put_byte(out, ':');
	two_digits(out, away % 60);
}

void html_moment(struct output *out, struct moment moment, enum precision most)
{
	unsigned year = (unsigned)moment.year;

	if (moment.precision > most)
		moment.precision = (uint8_t)most;
	if (moment.precision == PRECISION_NONE) {
		put(out, "<span class=\"faint\">undated</span>");
		return;
	}
	put(out, "<span class=\"time\">");
	if (moment.precision >= PRECISION_DAY)
		html(out, "%u ", (unsigned)moment.day);
	if (moment.precision >= PRECISION_MONTH)
		html(out, "%c ", html_month(moment.month));
	put_number(out, year);
	if (moment.precision >= PRECISION_MINUTE) {
		put(out, ", ");
		clock_time(out, &moment);
	}
	put(out, "</span>");
}
