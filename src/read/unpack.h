/*
 * Bytes packed by gzip or zstd, any number of members one after the other (as WARC and log files have
 * them), unpacked as they are read; and by brotli or deflate, which say nothing of themselves, where a
 * server said so.
 */
#ifndef READ_UNPACK_H
#define READ_UNPACK_H

#include "base/text.h"

#include <brotli/decode.h>
#include <zlib.h>
#include <zstd.h>

enum packing { PACKED_NOT, PACKED_GZIP, PACKED_ZSTD, PACKED_DEFLATE, PACKED_BROTLI };

struct unpack {
	enum packing packing;
	z_stream gzip; /* and deflate */
	ZSTD_DStream *zstd;
	BrotliDecoderState *brotli;
	bool within;               /* a member; between them the input may end */
	uint64_t packed, unpacked; /* bytes so far */
	const char *fault;         /* what went wrong and what was expected, or NULL */
};

/* What the first bytes of a file say. */
enum packing unpack_detect(struct str head);

/* What a server's word for it stands for ("br"), of a body that starts so; of an unknown one: PACKED_NOT. */
enum packing unpack_named(struct str name, struct str head);

/* Raises for lack of memory. Afterwards unpack_end() is due. */
void unpack_begin(struct unpack *unpack, enum packing packing);
void unpack_end(struct unpack *unpack); /* fine at any time */

/*
 * Unpacks from *in, which is shortened by what was used, to `to`; how many bytes came out. With none
 * out and *in used up, more input is needed. A fault ends it.
 */
size_t unpack_some(struct unpack *unpack, struct str *in, char *to, size_t room);

#endif
