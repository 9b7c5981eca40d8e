#include "match/match.h"

void match_edits(struct arena *out, struct arena *scratch, struct str text_a, struct span a,
		 struct str text_b, struct span b, struct edits *edits)
{
	(void)out;
	(void)scratch;
	(void)text_a;
	(void)a;
	(void)text_b;
	(void)b;
	*edits = (struct edits){0};
}
