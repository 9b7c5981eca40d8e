/*
 * HTML, written so that nothing from an article can become markup.
 *
 * html() takes the page's own markup with places for what is not ours:
 *
 *	html(out, "<a href=\"#article-%z\">%s</a>", number, label);
 *
 *	%s  struct str, escaped, its first HTML_FIELD bytes
 *	%t  struct str, escaped, all of it
 *	%c  const char *, escaped
 *	%z  size_t      %u  unsigned      %d  double, three decimals at most
 *
 * Identifiers and addresses within the page are made of numbers only, never of articles' words.
 */
#ifndef SHOW_HTML_H
#define SHOW_HTML_H

#include "show/output.h"

enum { HTML_FIELD = 1000 };

void html(struct output *out, const char *markup, ...);

/* Text with its markup characters escaped, blanks as they are; what HTML forbids becomes U+FFFD. */
void html_text(struct output *out, struct str text);

/* As much of a text as `most` bytes hold, whole characters, with "…" where it is longer. */
void html_brief(struct output *out, struct str text, size_t most);

/* "9 May 2031, 08:32", within <time>; "undated" where nothing is known. */
void html_moment(struct output *out, struct moment moment, enum precision most);

/* "May" */
const char *html_month(unsigned month);

#endif
