#include "fuzz_read.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const enum read_format format = READ_SITEMAP;

	return fuzz_read(data, size, &format);
}
