/*
 * Writing into the caller's sink through a small buffer.
 *
 * Nothing is written after the sink has refused once, so code that writes needs no checks but in
 * its long loops, where output_failed() ends them early.
 */
#ifndef SHOW_OUTPUT_H
#define SHOW_OUTPUT_H

#include "base/calendar.h"
#include "base/text.h"
#include "wirecopy.h"

enum { OUTPUT_ROOM = 16 * 1024 };

struct output {
	const struct wire_sink *sink;
	bool failed;
	size_t len; /* less than there is room for */
	char bytes[OUTPUT_ROOM];
};

void output_init(struct output *out, const struct wire_sink *sink);

/* Hands over what there is; whoever fills the room calls it. */
void output_flush(struct output *out);

/* Hands over what is left; WIRE_CANNOT_WRITE, and *error filled, where the sink refused. */
enum wire_status output_end(struct output *out, struct wire_error *error);

static inline bool output_failed(const struct output *out)
{
	return out->failed;
}

static inline void put_byte(struct output *out, char byte)
{
	out->bytes[out->len++] = byte;
	if (out->len == OUTPUT_ROOM)
		output_flush(out);
}

void put_bytes(struct output *out, const char *bytes, size_t len);
void put(struct output *out, const char *nul_terminated);
void put_number(struct output *out, uint64_t number);

/* A share or a number of few digits, at most three decimals, no locale: "0.94". */
void put_decimal(struct output *out, double value);

#endif
