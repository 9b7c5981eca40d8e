/*
 * gzip and zstd, against bombs: a few kilobytes that unpack to gigabytes of nothing.
 *
 * Memory is no concern, since bytes are unpacked as they are needed; time is. News packs to a third or a
 * tenth, seldom to a fiftieth. What passes UNPACK_FREE bytes and RATIO_MOST times its packed size is no
 * news: reading stops there, with a fault.
 */
#include "read/unpack.h"

#include "base/guard.h"

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

void unpack_begin(struct unpack *unpack, enum packing packing)
{
	memset(unpack, 0, sizeof(*unpack));
	if (packing == PACKED_GZIP && inflateInit2(&unpack->gzip, 15 + 16) != Z_OK)
		guard_raise(WIRE_NO_MEMORY);
	if (packing == PACKED_ZSTD) {
		unpack->zstd = ZSTD_createDStream();
		if (!unpack->zstd)
			guard_raise(WIRE_NO_MEMORY);
	}
	unpack->packing = packing;
}

void unpack_end(struct unpack *unpack)
{
	if (unpack->packing == PACKED_GZIP)
		inflateEnd(&unpack->gzip);
	if (unpack->packing == PACKED_ZSTD)
		ZSTD_freeDStream(unpack->zstd);
	memset(unpack, 0, sizeof(*unpack));
}

static size_t gzip_some(struct unpack *unpack, struct str *in, char *to, size_t room)
{
	z_stream *gzip = &unpack->gzip;
	int result;

	if (!unpack->within && inflateReset(gzip) != Z_OK)
		guard_raise(WIRE_NO_MEMORY);
	gzip->next_in = (Bytef *)(uintptr_t)in->s;
	gzip->avail_in = (uInt)in->len;
	gzip->next_out = (Bytef *)to;
	gzip->avail_out = (uInt)room;
	result = inflate(gzip, Z_NO_FLUSH);
	if (result == Z_MEM_ERROR)
		guard_raise(WIRE_NO_MEMORY);
	if (result != Z_OK && result != Z_STREAM_END && result != Z_BUF_ERROR)
		unpack->fault = "the gzip data is damaged; expected it whole";
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
	out = unpack->packing == PACKED_GZIP ? gzip_some(unpack, in, to, room)
					     : zstd_some(unpack, in, to, room);
	unpack->packed += before - in->len;
	unpack->unpacked += out;
	if (unpack->unpacked > UNPACK_FREE && unpack->unpacked / RATIO_MOST > unpack->packed)
		unpack->fault = "unpacks to over 200 times its size; expected an archive of news";
	return out;
}
