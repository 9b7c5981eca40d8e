/*
 * From pairs that are alike to groups.
 */
#ifndef GROUP_CLUSTER_H
#define GROUP_CLUSTER_H

#include "group/pairs.h"

/*
 * Puts n items into groups by average link: groups_of[i] becomes the smallest number in i's group. Two
 * groups are joined while the mean likeness over all pairs between them is at least `least`; pairs
 * without an edge count as 0. `scratch` is used freely.
 */
void cluster_average(struct arena *scratch, size_t n, const struct edges *edges, float least,
		     uint32_t *group_of);

#endif
