/*
 * See language.h. Looking up the phrases that start at an atom: the chain of its key, each compared
 * atom by atom.
 */
#include "date/phrase.h"

#include "base/lanes.h"

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

static bool key_tells(const struct language *language, uint32_t key)
{
	return language_flags(language, key) & KEY_TELLS;
}

/* Whether what the word is taken apart to tells. */
static bool parts_tell(const struct language *language, struct arena *scratch, struct str text,
		       struct word word, struct atoms *atoms)
{
	size_t i = 0;

	atoms->n = 0;
	atoms_add(scratch, text, span_between(word.start, word.start + (size_t)word.len),
		  (struct words){.items = &word, .n = 1}, atoms);
	while (i < atoms->n && !key_tells(language, atoms->items[i].key))
		i++;
	return i < atoms->n;
}

/* Bytes of an apostrophe, a straight one or U+2019, and some others. */
static inline lanes may_be_apostrophes(lanes bytes)
{
	return lanes_equal(bytes, '\'') | lanes_equal(bytes, 0x99);
}

bool language_tells(const struct language *language, struct arena *scratch, struct str text,
		    struct words words)
{
	const struct word *word = words.items, *behind = word + words.n;
	size_t apostrophe = 0, end = words.n ? behind[-1].start + behind[-1].len : 0;
	struct atoms atoms = {0};

	for (; word < behind; word++) {
		size_t word_end = word->start + word->len;
		bool whole;

		if (apostrophe < word->start || word == words.items)
			apostrophe =
				lanes_find(text.s, text.len, word->start, end, may_be_apostrophes);
		whole = !(word->flags & WORD_NUMBER) && apostrophe >= word_end &&
			text.s[word_end - 1] != '.';
		if (key_tells(language, word_key(word->hash)) ||
		    (!whole && parts_tell(language, scratch, text, *word, &atoms)))
			return true;
	}
	return false;
}
