#include "attribute/attribute.h"
struct attribute_rules { int none; };
static const char *const forms[] = {"direct", "mixed", "indirect"};
static const char *const acts[] = {"say", "think", "want"};
const char *quote_form_name(enum quote_form form) { return forms[form]; }
const char *quote_act_name(enum quote_act act) { return acts[act]; }
struct attribute_rules *attribute_rules_new(struct arena *arena) { return ARENA_NEW(arena, struct attribute_rules); }
void attribute_article(struct arena *out, struct arena *scratch, const struct attribute_rules *rules, const struct clean_rules *sources,
	const struct article *article, const struct pieces *pieces, struct quotes *quotes)
{ (void)out; (void)scratch; (void)rules; (void)sources; (void)article; (void)pieces; *quotes = (struct quotes){0}; }
