/*
 * See language.h. Looking up the phrases that start at an atom: the chain of its key, each compared
 * atom by atom.
 */
#include "date/phrase.h"

/* Number of the first phrase that starts with this key, plus 1; 0: none does. */
static uint32_t chain_of(const struct language *language, uint32_t key)
{
	size_t at = key & (language->nchains - 1);

	while (language->chains[at] && (uint32_t)(language->chains[at] >> 32) != key)
		at = (at + 1) & (language->nchains - 1);
	return (uint32_t)language->chains[at];
}

static bool phrase_stands(const struct phrase *phrase, const struct atoms *atoms, size_t at)
{
	if (atoms->n - at <= phrase->nkeys)
		return false;
	for (uint32_t i = 0; i < phrase->nkeys; i++)
		if (atoms->items[at + 1 + i].key != phrase->keys[i])
			return false;
	return true;
}

/*
 * Weak words are sure where they carry a capital that neither the sentence's start nor a headline gave;
 * weak abbreviations ("Sun.") never are, and weak names without their capital ("may") are not read.
 */
static bool is_weak(const struct phrase *phrase, const struct atom *atom)
{
	return phrase->weak && (phrase->dot || !(atom->flags & ATOM_CAPITAL) ||
				(atom->flags & (ATOM_OPENS | ATOM_UPPER)));
}

static bool case_fits(const struct phrase *phrase, const struct atom *atom)
{
	bool capital = atom->flags & ATOM_CAPITAL;

	if (phrase->exact)
		return capital == phrase->capital || (capital && (atom->flags & ATOM_OPENS));
	return !phrase->weak || !phrase->capital || capital;
}

unsigned language_readings(const struct language *language, const struct atoms *atoms, size_t at,
			   struct reading *out, unsigned room)
{
	unsigned n = 0;

	for (uint32_t next = chain_of(language, atoms->items[at].key); next && n < room;) {
		const struct phrase *phrase = &language->phrases[next - 1];
		size_t end = at + 1 + phrase->nkeys;

		next = phrase->next;
		if (!phrase_stands(phrase, atoms, at) || !case_fits(phrase, &atoms->items[at]))
			continue;
		if (phrase->dot && end < atoms->n && atoms->items[end].key == mark_key('.') &&
		    (atoms->items[end].flags & ATOM_GLUED))
			end++;
		out[n++] = (struct reading){.value = phrase->value,
					    .class = phrase->class,
					    .natoms = (uint16_t)(end - at),
					    .tail = phrase->tail,
					    .weak = is_weak(phrase, &atoms->items[at]),
					    .doubtful = phrase->weak};
	}
	return n;
}
