/*
 * A phrase as it is kept: for language_read.c and language.c alone.
 */
#ifndef DATE_PHRASE_H
#define DATE_PHRASE_H

#include "date/language.h"

struct phrase {
	uint32_t *keys; /* behind the first */
	uint32_t nkeys, next;
	int32_t value;
	uint16_t class;
	uint8_t tail;
	bool weak, dot, capital, exact;
};

#endif
