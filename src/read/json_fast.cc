/*
 * JSON by simdjson (Langdale and Lemire 2019), which looks at 64 bytes at a time where cJSON looks at
 * one: it takes an eighth of the time.
 *
 * What it found is handed on as cJSON's own tree, so that nobody needs to know who parsed:
 *
 *	{"id": 12, "text": "PYONGSAN …"}     object ─ child ─ "id": 12 ─ next ─ "text": "PYONGSAN …"
 *
 * Invariant: the tree is the one that cJSON would make, or there is none, and cJSON decides, and says
 * what is wrong. simdjson is the stricter of the two, and how it words a refusal differs from machine
 * to machine, so its errors are never shown, lack of memory neither. Left to cJSON besides:
 *
 *	"\u0000"    which ends cJSON's strings
 *	-0          an integer that simdjson takes for 0
 *	values deeper in one another than articles have them, so that recursion is bounded
 *	long ones, since 14 times their length is allocated, if hardly touched
 *
 * Rejected: simdjson's parsing on demand, which accepts what is broken where nobody looks; RapidJSON,
 * which takes twice as long, since it goes byte by byte around every escape and leaves UTF-8 unchecked.
 */
#define SIMDJSON_EXCEPTIONS 0
#include "read/json_fast.h"

#include <atomic>
#include <cjson/cJSON.h>
#include <cstdlib>
#include <cstring>
#include <new>
#include <simdjson.h>
#include <type_traits>

enum { LEN_FIRST = 64 * 1024, LEN_MOST = 1024 * 1024, DEPTH_MOST = 16, RESERVE = 4096 };

namespace dom = simdjson::dom;

/* Making a node may raise, which jumps over what lies on the stack here. */
static_assert(std::is_trivially_destructible_v<dom::element> &&
	      std::is_trivially_destructible_v<dom::array> &&
	      std::is_trivially_destructible_v<dom::object>);
static_assert(simdjson::SIMDJSON_PADDING <= READ_BEHIND);

struct json_parser {
	dom::parser parser{LEN_MOST};
};

struct tree {
	struct arena *arena;
	bool has_nul, has_zero;
};

/*
 * When first used, simdjson looks at the processor and makes a few strings, and ends the program where
 * there is no memory for them. So some is kept back that long.
 */
static std::atomic<void *> reserve;

static void reserve_give()
{
	void *kept = reserve.exchange(nullptr);

	if (!kept)
		throw std::bad_alloc();
	std::free(kept);
}

static bool processor_look()
{
	std::new_handler before;

	reserve = std::malloc(RESERVE);
	if (!reserve)
		return false;
	before = std::set_new_handler(reserve_give);
	simdjson::get_active_implementation()->name();
	std::set_new_handler(before);
	std::free(reserve.exchange(nullptr));
	return true;
}

/* One that got only half of its memory would not know when it is used. */
struct json_parser *json_parser_new(void)
{
	static const bool looked = processor_look();
	json_parser *parser = looked ? new (std::nothrow) json_parser : nullptr;

	if (parser && !parser->parser.allocate(LEN_FIRST, DEPTH_MOST))
		return parser;
	delete parser;
	return nullptr;
}

void json_parser_free(struct json_parser *parser)
{
	delete parser;
}

/* Within the parser, with a NUL behind. cJSON has no const in its tree. */
static char *string_of(struct tree &tree, std::string_view string)
{
	tree.has_nul |= std::memchr(string.data(), '\0', string.size()) != nullptr;
	return const_cast<char *>(string.data());
}

static double number_of(struct tree &tree, dom::element value)
{
	double number = 0;

	if (value.get(number) || number == 0)
		tree.has_zero = true;
	return number;
}

static cJSON *node_of(struct tree &tree, dom::element value);

static cJSON *items_of(struct tree &tree, dom::array array)
{
	cJSON *first = nullptr, **next = &first;

	for (dom::element item : array) {
		*next = node_of(tree, item);
		next = &(*next)->next;
	}
	return first;
}

static cJSON *members_of(struct tree &tree, dom::object object)
{
	cJSON *first = nullptr, **next = &first;

	for (dom::key_value_pair member : object) {
		*next = node_of(tree, member.value);
		(*next)->string = string_of(tree, member.key);
		next = &(*next)->next;
	}
	return first;
}

static cJSON *node_of(struct tree &tree, dom::element value)
{
	cJSON *node = ARENA_NEW(tree.arena, cJSON);

	switch (value.type()) {
	case dom::element_type::OBJECT:
		node->type = cJSON_Object;
		node->child = members_of(tree, value.get_object().value_unsafe());
		break;
	case dom::element_type::ARRAY:
		node->type = cJSON_Array;
		node->child = items_of(tree, value.get_array().value_unsafe());
		break;
	case dom::element_type::STRING:
		node->type = cJSON_String;
		node->valuestring = string_of(tree, value.get_string().value_unsafe());
		break;
	case dom::element_type::BOOL:
		node->type = value.get_bool().value_unsafe() ? cJSON_True : cJSON_False;
		break;
	case dom::element_type::NULL_VALUE:
		node->type = cJSON_NULL;
		break;
	default:
		node->type = cJSON_Number;
		node->valuedouble = number_of(tree, value);
	}
	return node;
}

struct cJSON *json_parse_fast(struct json_parser *parser, struct arena *arena, struct str bytes)
{
	struct tree tree = {arena, false, false};
	dom::element value;
	cJSON *root;

	if (parser->parser.parse(bytes.s, bytes.len, false).get(value))
		return nullptr;
	root = node_of(tree, value);
	if (tree.has_nul || (tree.has_zero && str_find(bytes, STR("-0")) != STR_NONE))
		return nullptr;
	return root;
}
