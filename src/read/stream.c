/*
 * The bytes of one input, in order, unpacked, with some read ahead so that it can be told what they are.
 *
 *	file ─ file_take() ─┬───────────────────────── take() ─ head ─ stream_peek(), stream_read()
 *	                    └─ packed ─ unpack_some() ─┘
 */
#include "read/internal.h"

#include "base/guard.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

void stream_init(struct stream *stream, struct arena *arena)
{
	*stream = (struct stream){.fd = -1,
				  .head = arena_alloc(arena, READ_HEAD),
				  .packed = arena_alloc(arena, READ_HEAD),
				  .ended = true};
}

static void stream_reset(struct stream *stream)
{
	*stream = (struct stream){.fd = -1, .head = stream->head, .packed = stream->packed};
}

/* A FIFO that nobody writes to then reads as empty, where a plain open() would wait forever. */
static int open_without_waiting(const char *path, const struct input *input)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
	struct stat status;

	if (fd < 0)
		return -errno;
	if (fstat(fd, &status) ||
	    !(S_ISREG(status.st_mode) || (S_ISFIFO(status.st_mode) && !input->in_folder))) {
		close(fd);
		return -EINVAL;
	}
	fcntl(fd, F_SETFL, O_RDONLY);
	return fd;
}

int stream_open(struct stream *stream, const struct input *input)
{
	stream_reset(stream);
	if (str_eq(input->path, STR("-"))) {
		stream->fd = STDIN_FILENO;
		stream->keep = true;
		return 0;
	}
	stream->fd = open_without_waiting(input->path.s, input);
	if (stream->fd >= 0)
		return 0;
	stream->error = -stream->fd;
	stream->fd = -1;
	stream->ended = true;
	return stream->error;
}

void stream_open_bytes(struct stream *stream, struct str bytes)
{
	stream_reset(stream);
	stream->rest = bytes;
}

void stream_close(struct stream *stream)
{
	if (stream->fd >= 0 && !stream->keep)
		close(stream->fd);
	unpack_end(&stream->unpack);
	stream_reset(stream);
	stream->ended = true;
}

static size_t take_memory(struct stream *stream, char *to, size_t room)
{
	size_t len = stream->rest.len < room ? stream->rest.len : room;

	if (len)
		memcpy(to, stream->rest.s, len);
	stream->rest = str_sub(stream->rest, len, stream->rest.len);
	return len;
}

/* Until `room` bytes of the file are there or it ends. */
static size_t file_take(struct stream *stream, char *to, size_t room)
{
	size_t got = 0;

	while (got < room && !stream->file_ended) {
		ssize_t n = stream->fd < 0 ? (ssize_t)take_memory(stream, to + got, room - got)
					   : read(stream->fd, to + got, room - got);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			stream->error = errno;
		if (n <= 0)
			stream->file_ended = true;
		else
			got += (size_t)n;
	}
	stream->taken += got;
	return got;
}

static bool packed_refill(struct stream *stream)
{
	if (stream->packed_start < stream->packed_end)
		return true;
	stream->packed_start = 0;
	stream->packed_end = file_take(stream, stream->packed, READ_HEAD);
	return stream->packed_end > 0;
}

static size_t packed_take(struct stream *stream, char *to, size_t room)
{
	size_t got = 0;

	while (got < room && !stream->ended) {
		bool more = packed_refill(stream);
		struct str in = {stream->packed + stream->packed_start,
				 stream->packed_end - stream->packed_start};
		size_t n = unpack_some(&stream->unpack, &in, to + got, room - got);

		stream->packed_start = stream->packed_end - in.len;
		got += n;
		stream->ended = stream->unpack.fault || (!more && !n);
	}
	stream->fault = stream->unpack.fault;
	if (stream->ended && !stream->fault && stream->unpack.within)
		stream->fault = "the archive ends too early; expected it whole";
	return got;
}

/* Until `room` bytes are there or the input ends. */
static size_t take(struct stream *stream, char *to, size_t room)
{
	size_t got;

	if (stream->unpack.packing)
		return packed_take(stream, to, room);
	got = file_take(stream, to, room);
	stream->ended = stream->file_ended;
	return got;
}

void stream_unpack(struct stream *stream)
{
	struct str head = stream_peek(stream);
	enum packing packing = unpack_detect(head);

	if (!packing || stream->unpack.packing)
		return;
	unpack_begin(&stream->unpack, packing);
	memcpy(stream->packed, head.s, head.len);
	stream->packed_end = head.len;
	stream->head_start = stream->head_end = 0;
	stream->ended = false;
}

struct str stream_peek(struct stream *stream)
{
	size_t held = stream->head_end - stream->head_start;

	if (held < READ_HEAD / 2 && !stream->ended) {
		memmove(stream->head, stream->head + stream->head_start, held);
		stream->head_start = 0;
		stream->head_end = held + take(stream, stream->head + held, READ_HEAD - held);
	}
	return (struct str){stream->head + stream->head_start,
			    stream->head_end - stream->head_start};
}

void stream_skip(struct stream *stream, size_t len)
{
	stream->head_start += len;
	stream->offset += len;
}

size_t stream_read(struct stream *stream, char *to, size_t room)
{
	size_t held = stream->head_end - stream->head_start, got = held < room ? held : room;

	memcpy(to, stream->head + stream->head_start, got);
	stream->head_start += got;
	got += take(stream, to + got, room - got);
	stream->offset += got;
	return got;
}
