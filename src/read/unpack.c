/*
 * gzip, zstd, brotli and deflate, against bombs: a few kilobytes that unpack to gigabytes of nothing.
 *
 * Memory is no concern, since bytes are unpacked as they are needed; time is. News packs to a third or a
 * tenth, seldom to a fiftieth. What passes UNPACK_FREE bytes and RATIO_MOST times its packed size is no
 * news: reading stops there, with a fault.
 */
#include "read/unpack.h"

#include "base/guard.h"
#include "base/utf8.h"

#include <string.h>
#include <zstd_errors.h>

enum { RATIO_MOST = 200, UNPACK_FREE = 64 * 1024 * 1024 };

enum packing unpack_detect(struct str head)
{
	if (str_starts(head, STR("\x1F\x8B\x08")))
		return PACKED_GZIP;
	if (str_starts(head, STR("\x28\xB5\x2F\xFD")))
		return PACKED_ZSTD;
	return PACKED_NOT;
}

/* Archives may keep a page unpacked, and what its server said of it as it was. No brotli begins with '<'. */
static bool is_page(struct str head)
{
	return head.len > 1 && head.s[0] == '<' && (head.s[1] == '!' || ascii_is_alpha(head.s[1]));
}

enum packing unpack_named(struct str name, struct str head)
{
	enum packing detected = unpack_detect(head);

	if (detected || is_page(head))
		return detected;
	if (str_eq_nocase(name, STR("br")))
		return PACKED_BROTLI;
	return str_eq_nocase(name, STR("deflate")) ? PACKED_DEFLATE : PACKED_NOT;
}

void unpack_begin(struct unpack *unpack, enum packing packing)
{
	memset(unpack, 0, sizeof(*unpack));
	if (packing == PACKED_GZIP && inflateInit2(&unpack->gzip, 15 + 16) != Z_OK)
		guard_raise(WIRE_NO_MEMORY);
	if (packing == PACKED_DEFLATE && inflateInit2(&unpack->gzip, 15) != Z_OK)
		guard_raise(WIRE_NO_MEMORY);
	if (packing == PACKED_BROTLI) {
		unpack->brotli = BrotliDecoderCreateInstance(NULL, NULL, NULL);
		if (!unpack->brotli)
			guard_raise(WIRE_NO_MEMORY);
	}
	if (packing == PACKED_ZSTD) {
		unpack->zstd = ZSTD_createDStream();
		if (!unpack->zstd)
			guard_raise(WIRE_NO_MEMORY);
	}
	unpack->packing = packing;
}

void unpack_end(struct unpack *unpack)
{
	if (unpack->packing == PACKED_GZIP || unpack->packing == PACKED_DEFLATE)
		inflateEnd(&unpack->gzip);
	if (unpack->packing == PACKED_BROTLI)
		BrotliDecoderDestroyInstance(unpack->brotli);
	if (unpack->packing == PACKED_ZSTD)
		ZSTD_freeDStream(unpack->zstd);
	memset(unpack, 0, sizeof(*unpack));
}

/* Some servers leave it out, against the standard. */
static bool has_zlib_head(struct str in)
{
	const unsigned char *head = (const unsigned char *)in.s;

	return in.len >= 2 && (head[0] & 0x0F) == 8 && (head[0] << 8 | head[1]) % 31 == 0;
}

static size_t gzip_some(struct unpack *unpack, struct str *in, char *to, size_t room)
{
	z_stream *gzip = &unpack->gzip;
	int result;

	if (!unpack->within && inflateReset(gzip) != Z_OK)
		guard_raise(WIRE_NO_MEMORY);
	if (unpack->packing == PACKED_DEFLATE && !unpack->packed && !has_zlib_head(*in) &&
	    inflateReset2(gzip, -15) != Z_OK)
		guard_raise(WIRE_NO_MEMORY);
	gzip->next_in = (Bytef *)(uintptr_t)in->s;
	gzip->avail_in = (uInt)in->len;
	gzip->next_out = (Bytef *)to;
	gzip->avail_out = (uInt)room;
	result = inflate(gzip, Z_NO_FLUSH);
	if (result == Z_MEM_ERROR)
		guard_raise(WIRE_NO_MEMORY);
	if (result != Z_OK && result != Z_STREAM_END && result != Z_BUF_ERROR)
		unpack->fault = unpack->packing == PACKED_GZIP
					? "the gzip data is damaged; expected it whole"
					: "the deflate data is damaged; expected it whole";
	unpack->within = result != Z_STREAM_END;
	*in = str_sub(*in, in->len - gzip->avail_in, in->len);
	return room - gzip->avail_out;
}

static size_t zstd_some(struct unpack *unpack, struct str *in, char *to, size_t room)
{
	ZSTD_inBuffer from = {in->s, in->len, 0};
	ZSTD_outBuffer out = {to, room, 0};
	size_t result = ZSTD_decompressStream(unpack->zstd, &out, &from);

	if (ZSTD_isError(result)) {
		if (ZSTD_getErrorCode(result) == ZSTD_error_memory_allocation)
			guard_raise(WIRE_NO_MEMORY);
		unpack->fault = "the zstd data is damaged; expected it whole";
	}
	unpack->within = result != 0;
	*in = str_sub(*in, from.pos, in->len);
	return out.pos;
}

static size_t brotli_some(struct unpack *unpack, struct str *in, char *to, size_t room)
{
	const uint8_t *from = (const uint8_t *)in->s;
	uint8_t *out = (uint8_t *)to;
	size_t left = in->len, free = room;
	BrotliDecoderResult result =
		BrotliDecoderDecompressStream(unpack->brotli, &left, &from, &free, &out, NULL);

	if (result == BROTLI_DECODER_RESULT_ERROR) {
		BrotliDecoderErrorCode code = BrotliDecoderGetErrorCode(unpack->brotli);

		if (code <= BROTLI_DECODER_ERROR_ALLOC_CONTEXT_MODES &&
		    code >= BROTLI_DECODER_ERROR_ALLOC_BLOCK_TYPE_TREES)
			guard_raise(WIRE_NO_MEMORY);
		unpack->fault = "the brotli data is damaged; expected it whole";
	}
	unpack->within = result != BROTLI_DECODER_RESULT_SUCCESS;
	*in = str_sub(*in, in->len - left, in->len);
	if (!unpack->within) /* there is only one member */
		*in = (struct str){0};
	return room - free;
}

/* Zeroes that pad an archive to a block's end are no member. */
static void padding_skip(struct str *in)
{
	while (in->len && !in->s[0])
		*in = str_sub(*in, 1, in->len);
}

size_t unpack_some(struct unpack *unpack, struct str *in, char *to, size_t room)
{
	size_t before, out;

	if (!unpack->within && unpack->packed)
		padding_skip(in);
	before = in->len;
	if (unpack->fault || !room || (!before && !unpack->within))
		return 0;
	out = unpack->packing == PACKED_ZSTD     ? zstd_some(unpack, in, to, room)
	      : unpack->packing == PACKED_BROTLI ? brotli_some(unpack, in, to, room)
						 : gzip_some(unpack, in, to, room);
	unpack->packed += before - in->len;
	unpack->unpacked += out;
	if (unpack->unpacked > UNPACK_FREE && unpack->unpacked / RATIO_MOST > unpack->packed)
		unpack->fault = "unpacks to over 200 times its size; expected an archive of news";
	return out;
}
