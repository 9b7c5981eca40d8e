/*
 * The folded form of a word, private to split: see fold.c.
 */
#ifndef SPLIT_FOLD_H
#define SPLIT_FOLD_H

#include "base/text.h"

/* Characters that hold a word together but are no part of it: soft hyphen, joiners. */
bool fold_ignores(uint32_t c);

/* The apostrophe in all its shapes. */
bool fold_is_apostrophe(uint32_t c);

/* Accents and other marks that combine with the character before them. */
bool fold_is_mark(uint32_t c);

/*
 * split_hash() of a word of ASCII letters, digits and marks other than the full stop. `readable` is
 * how many bytes may be looked at from s on (at least len): eight of them make it faster.
 */
uint32_t fold_hash_plain(const char *s, size_t len, size_t readable);

#endif
