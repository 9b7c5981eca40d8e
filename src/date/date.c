#include "date/date.h"
struct date_rules { int none; };
static const char *const types[] = {"DATE", "TIME", "DURATION", "SET"};
const char *timex_type_name(enum timex_type type) { return types[type]; }
struct date_rules *date_rules_new(struct arena *arena) { return ARENA_NEW(arena, struct date_rules); }
void date_article(struct arena *out, struct arena *scratch, const struct date_rules *rules, const struct article *article, const struct pieces *pieces, struct dates *dates)
{ (void)out; (void)scratch; (void)rules; (void)article; (void)pieces; *dates = (struct dates){0}; }
bool date_undated(struct arena *out, struct arena *scratch, const struct date_rules *rules, const struct pieces *pieces, const struct dates *dates, int32_t today, struct article *article)
{ (void)out; (void)scratch; (void)rules; (void)pieces; (void)dates; (void)today; (void)article; return false; }
