#include "show/output.h"

#include "base/error.h"

#include <string.h>

void output_init(struct output *out, const struct wire_sink *sink)
{
	out->sink = sink;
	out->failed = false;
	out->len = 0;
}

void output_flush(struct output *out)
{
	if (out->len && !out->failed)
		out->failed = !out->sink->write(out->sink->context, out->bytes, out->len);
	out->len = 0;
}

enum wire_status output_end(struct output *out, struct wire_error *error)
{
	output_flush(out);
	if (out->failed)
		return error_set(error, WIRE_CANNOT_WRITE, "", "cannot write the output");
	return WIRE_OK;
}

void put_bytes(struct output *out, const char *bytes, size_t len)
{
	if (len && len < OUTPUT_ROOM - out->len) { /* as nearly always */
		memcpy(out->bytes + out->len, bytes, len);
		out->len += len;
		return;
	}
	while (len && !out->failed) {
		size_t room = OUTPUT_ROOM - out->len, part = len < room ? len : room;

		memcpy(out->bytes + out->len, bytes, part);
		out->len += part;
		bytes += part;
		len -= part;
		if (out->len == OUTPUT_ROOM)
			output_flush(out);
	}
}

void put(struct output *out, const char *nul_terminated)
{
	put_bytes(out, nul_terminated, strlen(nul_terminated));
}

void put_number(struct output *out, uint64_t number)
{
	char digits[20];
	size_t at = sizeof(digits);

	do {
		digits[--at] = (char)('0' + number % 10);
		number /= 10;
	} while (number);
	put_bytes(out, digits + at, sizeof(digits) - at);
}

void put_decimal(struct output *out, double value)
{
	uint64_t thousandths;

	if (!(value > 0))
		value = 0;
	if (value > 1e12)
		value = 1e12;
	thousandths = (uint64_t)(value * 1000 + 0.5);
	if (value < 1 && thousandths == 1000)
		thousandths = 999; /* nearly all is not all */
	put_number(out, thousandths / 1000);
	thousandths %= 1000;
	if (!thousandths)
		return;
	put_byte(out, '.');
	for (uint64_t unit = 100; thousandths; unit /= 10) {
		put_byte(out, (char)('0' + thousandths / unit));
		thousandths %= unit;
	}
}
