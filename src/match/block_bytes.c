/*
 * A block as bytes, for a database to keep.
 *
 *	┌────────┬──────────────────┬─────────────┬───────┬─────────┐
 *	│ header │ keys of articles │ their words │ boxes │ entries │      docs/index.md
 *	└────────┴──────────────────┴─────────────┴───────┴─────────┘
 *
 * Numbers are little-endian on every machine. The header says how long the parts are and has a checksum of
 * all bytes, so that a bit that turned over or an end that was lost is seen at once. And since a checksum
 * only tells of accidents, nothing is believed that matching would trip over: boxes that do not follow one
 * another, entries out of order, grams that reach beyond their article.
 */
#include "match/block.h"

#include "base/guard.h"
#include "base/hash.h"
#include "match/bounds.h"

#include <string.h>

static const char MAGIC[8] = "WIREBLK\n";

enum {
	VERSION = 1,
	AT_VERSION = 8,
	AT_K = 12,
	AT_WINDOW = 16,
	AT_ARTICLES = 20,
	AT_WORDS = 24,
	AT_ENTRIES = 28,
	AT_CHECKSUM = 32,
	HEADER = 40,
	MOST_BYTES = 1 << 29, /* SQLite keeps twice as many in one place */
};

static void put_32(char *at, uint32_t number)
{
	for (unsigned i = 0; i < 4; i++)
		at[i] = (char)(number >> 8 * i);
}

static void put_64(char *at, uint64_t number)
{
	put_32(at, (uint32_t)number);
	put_32(at + 4, (uint32_t)(number >> 32));
}

static uint32_t get_32(const char *at)
{
	const unsigned char *bytes = (const unsigned char *)at;

	return bytes[0] | (uint32_t)bytes[1] << 8 | (uint32_t)bytes[2] << 16 |
	       (uint32_t)bytes[3] << 24;
}

static uint64_t get_64(const char *at)
{
	return get_32(at) | (uint64_t)get_32(at + 4) << 32;
}

static uint64_t checksum(struct str bytes)
{
	uint64_t header = hash_bytes(bytes.s, AT_CHECKSUM, 0);

	return hash_bytes(bytes.s + HEADER, bytes.len - HEADER, header);
}

/* Seven bits a byte, the lowest first; the top bit says that more follow. */
static void add_count(struct buf *buf, uint32_t count)
{
	for (; count >= 0x80; count >>= 7)
		buf_add_byte(buf, (char)(count | 0x80));
	buf_add_byte(buf, (char)count);
}

static void add_32(struct buf *buf, uint32_t number)
{
	char bytes[4];

	put_32(bytes, number);
	buf_add(buf, (struct str){bytes, sizeof(bytes)});
}

static void add_64(struct buf *buf, uint64_t number)
{
	add_32(buf, (uint32_t)number);
	add_32(buf, (uint32_t)(number >> 32));
}

/* At most so many bytes are written, so that they are not moved while they grow. */
static size_t bytes_for(const struct block *block)
{
	return HEADER + (size_t)block->narticles * 12 + (size_t)BLOCK_BOXES * 5 +
	       (size_t)block->starts[BLOCK_BOXES] * 8 + 1;
}

struct str block_write(struct arena *arena, const struct block *block)
{
	size_t room = bytes_for(block);
	struct buf buf = {.arena = arena, .room = room};

	if (room > MOST_BYTES)
		return (struct str){0};
	buf.s = arena_alloc(arena, room);
	buf_add(&buf, (struct str){MAGIC, sizeof(MAGIC)});
	add_32(&buf, VERSION);
	add_32(&buf, block->k);
	add_32(&buf, block->window);
	add_32(&buf, block->narticles);
	add_32(&buf, block->words);
	add_32(&buf, block->starts[BLOCK_BOXES]);
	add_64(&buf, 0); /* the checksum, when all else is there */
	for (uint32_t i = 0; i < block->narticles; i++)
		add_64(&buf, block->articles[i].key);
	for (uint32_t i = 0; i < block->narticles; i++)
		add_32(&buf, block->articles[i].words);
	for (uint32_t box = 0; box < BLOCK_BOXES; box++)
		add_count(&buf, (uint32_t)block_box_entries(block, box));
	for (uint32_t i = 0; i < block->starts[BLOCK_BOXES]; i++)
		add_64(&buf, block->entries[i]);
	put_64(buf.s + AT_CHECKSUM, checksum(buf_str(&buf)));
	return buf_str(&buf);
}

/* ---------------------------------------------------------------- reading */

/* A block on its way in. */
struct reading {
	struct block *block;
	struct str bytes;
	size_t at; /* where the next part begins */
	uint32_t nentries;
	struct bounds bounds; /* of the articles */
};

static bool header_is_right(const struct reading *reading, const struct sketch_shape *shape)
{
	const char *s = reading->bytes.s;

	return reading->bytes.len >= HEADER && !memcmp(s, MAGIC, sizeof(MAGIC)) &&
	       get_32(s + AT_VERSION) == VERSION && get_32(s + AT_K) == shape->k &&
	       get_32(s + AT_WINDOW) == shape->window &&
	       get_64(s + AT_CHECKSUM) == checksum(reading->bytes);
}

/*
 * The numbers of things; there must be bytes for them. Of every `window` grams in a row one is in the block,
 * so that there cannot be many more words than entries.
 */
static bool read_header(struct reading *reading)
{
	struct block *block = reading->block;
	const char *s = reading->bytes.s;
	size_t left = reading->bytes.len - HEADER;

	block->k = get_32(s + AT_K);
	block->window = get_32(s + AT_WINDOW);
	block->narticles = get_32(s + AT_ARTICLES);
	block->words = get_32(s + AT_WORDS);
	reading->nentries = get_32(s + AT_ENTRIES);
	reading->at = HEADER;
	if (!block->narticles || left < BLOCK_BOXES || left / 12 < block->narticles ||
	    left / 8 < reading->nentries ||
	    left < (uint64_t)block->narticles * 12 + (uint64_t)reading->nentries * 8)
		return false;
	return block->words <= (uint64_t)reading->nentries * block->window +
				       (uint64_t)block->narticles * (block->window + block->k);
}

static bool read_articles(struct reading *reading)
{
	struct block *block = reading->block;
	const char *keys = reading->bytes.s + reading->at, *sizes = keys + block->narticles * 8ul;
	uint64_t words = 0;

	reading->at += block->narticles * 12ul;
	for (uint32_t i = 0; i < block->narticles; i++) {
		block->articles[i] =
			(struct block_article){get_64(keys + i * 8ul), get_32(sizes + i * 4ul)};
		words += block->articles[i].words;
		if (words > block->words)
			return false;
		reading->bounds.first[i + 1] = (uint32_t)words;
	}
	return words == block->words;
}

static bool read_count(struct reading *reading, uint64_t *count)
{
	*count = 0;
	for (unsigned shift = 0; shift < 32 && reading->at < reading->bytes.len; shift += 7) {
		unsigned char byte = (unsigned char)reading->bytes.s[reading->at++];

		*count |= (uint64_t)(byte & 0x7F) << shift;
		if (byte < 0x80)
			return byte || !shift; /* else it was written longer than need be */
	}
	return false;
}

/* How many entries are in each box: all there are, and nothing may be left over. */
static bool read_boxes(struct reading *reading)
{
	uint32_t *starts = reading->block->starts;
	uint64_t count;

	starts[0] = 0;
	for (uint32_t box = 0; box < BLOCK_BOXES; box++) {
		if (!read_count(reading, &count) || count > reading->nentries - starts[box])
			return false;
		starts[box + 1] = starts[box] + (uint32_t)count;
	}
	return starts[BLOCK_BOXES] == reading->nentries &&
	       reading->bytes.len - reading->at == reading->nentries * 8ul;
}

/* Whether a gram may begin at that word: it must end within the article. */
static bool gram_fits(const struct reading *reading, uint32_t word)
{
	const struct bounds *bounds = &reading->bounds;

	return word < reading->block->words &&
	       bounds->first[bounds_article(bounds, word) + 1] - word >= reading->block->k;
}

static bool read_entries(struct reading *reading)
{
	struct block *block = reading->block;
	const char *from = reading->bytes.s + reading->at;

	for (uint32_t box = 0; box < BLOCK_BOXES; box++)
		for (uint32_t i = block->starts[box]; i < block->starts[box + 1]; i++) {
			block->entries[i] = get_64(from + i * 8ul);
			if (!gram_fits(reading, (uint32_t)block->entries[i]))
				return false;
			if (i > block->starts[box] && block->entries[i] <= block->entries[i - 1])
				return false;
		}
	return true;
}

static bool read_parts(struct reading *reading, struct arena *scratch)
{
	struct block *block = reading->block;

	block->articles = ARENA_ARRAY(&block->arena, struct block_article, block->narticles);
	block->starts = ARENA_ARRAY(&block->arena, uint32_t, BLOCK_BOXES + 1);
	block->entries = arena_alloc(&block->arena, reading->nentries * sizeof(uint64_t));
	bounds_init(&reading->bounds, scratch, block->narticles);
	if (!read_articles(reading) || !read_boxes(reading))
		return false;
	bounds_ready(&reading->bounds, scratch);
	return read_entries(reading);
}

bool block_read(struct block *block, const struct sketch_shape *shape, struct arena *scratch,
		struct str bytes)
{
	struct reading reading = {.block = block, .bytes = bytes};

	*block = (struct block){0};
	arena_init(&block->arena);
	if (!header_is_right(&reading, shape) || !read_header(&reading))
		return false;
	if (read_parts(&reading, scratch))
		return true;
	block_release(block, 1);
	return false;
}
