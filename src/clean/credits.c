#include "clean/work.h"
void credits_find(struct work *work)
{
	(void)work;
}
