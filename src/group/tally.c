/*
 * An article has some thousand words, and each is counted; then the terms are wanted in order.
 *
 * A table that a term enters at the place its first bits say is nearly in order as it stands:
 *
 *	slot    0        1        2        3        4 …
 *	hash    01a…     .        22f…     20c…     41e…       (20c… found its place taken)
 *
 * so that reading it out leaves few to be moved. The table is as large as the article needs, so that it
 * stays near the processor. Cost: linear, but for terms made to begin alike: these cost the square of
 * their number, which BODY_BYTES bounds.
 */
#include "group/tally.h"

enum { BITS_LEAST = 6, BITS_MOST = 28 };

static struct tallied *slot_of(const struct tally *tally, uint32_t hash)
{
	uint32_t mask = ((uint32_t)1 << tally->bits) - 1, at = hash >> (32 - tally->bits);

	while (tally->slots[at].hash && tally->slots[at].hash != hash)
		at = (at + 1) & mask;
	return &tally->slots[at];
}

static void enlarge(struct tally *tally, uint32_t bits)
{
	struct tallied *old = tally->slots;
	size_t n = old ? (size_t)1 << tally->bits : 0;

	tally->slots = ARENA_ARRAY(tally->arena, struct tallied, (size_t)1 << bits);
	tally->bits = bits;
	for (size_t i = 0; i < n; i++)
		if (old[i].hash)
			*slot_of(tally, old[i].hash) = old[i];
}

void tally_reserve(struct tally *tally, size_t terms)
{
	uint32_t bits = tally->bits;

	while (bits < BITS_MOST && (size_t)1 << bits < 2 * terms)
		bits++;
	if (bits > tally->bits)
		enlarge(tally, bits);
}

void tally_begin(struct tally *tally, struct arena *arena, size_t terms)
{
	*tally = (struct tally){.arena = arena};
	enlarge(tally, BITS_LEAST);
	tally_reserve(tally, terms);
}

void tally_add(struct tally *tally, uint32_t hash, uint32_t count)
{
	struct tallied *slot = slot_of(tally, hash);

	if (!slot->hash) {
		if (tally->n >= (uint32_t)3 << tally->bits >> 2) {
			enlarge(tally, tally->bits + 1);
			slot = slot_of(tally, hash);
		}
		slot->hash = hash;
		tally->n++;
	}
	slot->count += count;
}

void tally_sorted(const struct tally *tally, struct tallied *out)
{
	size_t n = 0;

	for (size_t i = 0; i < (size_t)1 << tally->bits; i++)
		if (tally->slots[i].hash)
			out[n++] = tally->slots[i];
	for (size_t i = 1; i < n; i++) {
		struct tallied one = out[i];
		size_t at = i;

		for (; at && out[at - 1].hash > one.hash; at--)
			out[at] = out[at - 1];
		out[at] = one;
	}
}
