/*
 * From pairs that are alike to groups.
 */
#ifndef GROUP_CLUSTER_H
#define GROUP_CLUSTER_H

#include "group/pairs.h"

struct cluster_options {
	double least;    /* mean likeness of two groups that may be joined */
	double contrast; /* … and its least share of the likeness within the looser of the two */
	double ease;     /* how much less where both are of the same days */
	const struct item *items; /* their days, or NULL: days do not matter */
	int32_t gap;              /* days between two groups at most */
};

/* How alike a group is within, seen with caution: the first pair of a group is always its best. */
double cluster_coherence(double inside, double size);

/* The share of it that two groups must have between them, told so many days apart. */
double cluster_contrast(const struct cluster_options *options, int32_t between);

/*
 * Puts n items into groups by average link: group_of[i] becomes the smallest number in i's group. Two
 * groups are joined while the mean likeness over all pairs between them is enough; pairs without an
 * edge count as 0. `scratch` is used freely.
 */
void cluster_average(struct arena *scratch, size_t n, const struct edges *edges,
		     const struct cluster_options *options, uint32_t *group_of);

#endif
