#include "clean/work.h"
void byline_find(struct work *work)
{
	(void)work;
}
