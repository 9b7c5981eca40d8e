/*
 * A parser of JSON that a thread keeps from one item to the next.
 */
#ifndef READ_JSON_FAST_H
#define READ_JSON_FAST_H

#ifdef __cplusplus
extern "C" {
#endif

#include "base/text.h"

enum { READ_BEHIND = 64 };

struct json_parser;
struct json_parser *json_parser_new(void);         /* NULL where memory is short */
void json_parser_free(struct json_parser *parser); /* NULL is fine */

/*
 * The tree of the one value that `bytes` are, as cJSON would make it, or NULL where cJSON is to be asked. It
 * lies in `arena` and within the parser, whose next call ends it. READ_BEHIND bytes more can be read behind
 * `bytes`. Raises for lack of memory.
 */
struct cJSON *json_parse_fast(struct json_parser *parser, struct arena *arena, struct str bytes);

#ifdef __cplusplus
}
#endif
#endif
