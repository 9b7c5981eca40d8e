#include "group/grouping.h"
void series_make(struct grouping *g) { (void)g; }
