#include "clean/work.h"
void published_find(struct work *work)
{
	(void)work;
}
