#include "read/read.h"
struct reader *reader_open(const char *path, struct str bytes) { (void)path; (void)bytes; return NULL; }
void reader_free(struct reader *reader) { (void)reader; }
bool reader_next(struct reader *reader, struct arena *batch, struct read_item **items, size_t *n, struct read_complaints *complaints)
{ (void)reader; (void)batch; (void)items; (void)n; (void)complaints; return false; }
void reader_progress(const struct reader *reader, uint64_t *done, uint64_t *total) { (void)reader; *done = *total = 0; }
struct pages read_item(struct arena *out, struct arena *scratch, const struct read_item *item, struct read_complaints *complaints)
{ (void)out; (void)scratch; (void)item; (void)complaints; return (struct pages){0}; }
