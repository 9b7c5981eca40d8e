/*
 * What uchardet takes bytes for.
 */
#ifndef READ_CHARSET_GUESS_H
#define READ_CHARSET_GUESS_H

#include <stdbool.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/* A charset's name in name[room], or ""; false where memory is short. */
bool charset_guess_bytes(const char *bytes, size_t len, char *name, size_t room);

#ifdef __cplusplus
}
#endif
#endif
