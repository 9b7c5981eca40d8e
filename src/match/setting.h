/*
 * How a passage is set on its page: see setting.c. Private to match.
 */
#ifndef MATCH_SETTING_H
#define MATCH_SETTING_H

#include "base/text.h"

#include <stdbool.h>

/* Whether the span is a whole sentence in quotation marks, from mark to mark. */
bool set_as_quoted_sentence(struct str text, struct span span);

/* What a page may set the headline of another article as. */
struct link_setting {
	bool labelled;   /* right behind a label: "Trending: Harbour wall gives way" */
	bool with_label; /* it begins with the label, in the middle of a line */
	bool whole_line; /* it is a line of its own, and no sentence */
};

struct link_setting set_as_link(struct str text, struct span span);

#endif
