/*
 * Which elements are open at each moment, and so where each block of text stands.
 *
 * The rules by which HTML closes what nobody closed are those of the standard's tree construction, as
 * far as they matter for text: a block ends a paragraph, an item ends an item, a cell a cell; an end
 * tag closes the nearest element of its name, but not through the walls of a table cell or button.
 * Only the open elements are kept:
 *
 *	<div class=story-body> <p> Kim said <b>      stack: div ─ p ─ b
 *	                                                    └ PLACE_BODY goes down to all within
 *
 * Each element knows the nearest open paragraph, item, cell … above it, so closing takes no search. A
 * search for an end tag's element passes at most HTML_DEPTH_MOST elements, and none where no element of
 * that name is open.
 *
 * Boxes are the elements that begin blocks. A block's container is the box around its own, so paragraphs
 * of one story share it; a box that holds nothing but one other counts as that other's (a <div> around
 * each paragraph is no container). Text directly in a <div> beside paragraphs is their sibling.
 */
#include "read/html.h"

#include "base/hash.h"

#include <string.h>

enum nearest { NEAR_P, NEAR_LI, NEAR_DD, NEAR_CELL, NEAR_ROW, NEAR_ROWS, NEAR_LINK, NEARS };

/* An element that is open. */
struct open {
	const struct html_tag *tag; /* NULL: unknown */
	uint32_t name_hash;         /* 0: its end tag was seen, but blocks in it are still open */
	uint32_t place, own;        /* with what is inherited; what it adds itself */
	uint32_t box, shape;        /* of the nearest box: itself, if it is one */
	uint32_t claimant;
	uint16_t box_depth; /* that box's place on the stack */
	uint8_t kind, level;
	bool block, linked, skipped, preformatted;
	size_t from; /* where the text stood when it opened */
	int16_t near[NEARS];
};

struct box {
	uint32_t parent, children; /* children with text; text of its own counts as one */
	bool counted, parts;       /* its text is parted by blocks, or by blank lines */
};

/* An element that says by its name or tag that it is no part of an article's text. */
struct claimant {
	uint32_t claims; /* enum block_place, those in `doubtful` */
	uint32_t outer;  /* the claimant around it */
	uint64_t prose;
	uint32_t good, bad; /* of it and those around it: what counts, what does not */
};

static const uint32_t doubtful = PLACE_NAV | PLACE_HEADER | PLACE_FOOTER | PLACE_ASIDE |
				 PLACE_FIGURE | PLACE_FORM | PLACE_HIDDEN | PLACE_SHARE |
				 PLACE_BYLINE | PLACE_DATE | PLACE_TITLE | PLACE_SUMMARY | PLACE_AD;

struct html_tree {
	struct html_blocks *blocks;
	struct html_meta *meta;
	struct arena *scratch;
	size_t depth;
	uint32_t links;
	VEC(struct box) boxes;
	VEC(struct claimant) claimants; /* the first stands for the page */
	VEC(uint32_t) claimed;          /* of each block: the innermost claimant around it */
	uint32_t open_by_name[64];      /* how many are open, by their names' hashes */
	struct map classes; /* class attribute → what it says: most come again and again */
	bool too_deep;
	struct open stack[HTML_DEPTH_MOST]; /* last: it is not zeroed */
};

static struct open *top(struct html_tree *tree)
{
	return &tree->stack[tree->depth - 1];
}

static enum tag_number number_of(const struct html_tag *tag)
{
	return tag ? (enum tag_number)tag->number : TAG_UNKNOWN;
}

/* Counts the box as a child of those around it, now that there is text in it. */
static void box_count(struct html_tree *tree, uint32_t box)
{
	struct box *boxes = tree->boxes.items;

	while (box && !boxes[box].counted) {
		boxes[box].counted = true;
		box = boxes[box].parent;
		boxes[box].children++;
	}
}

/* Ends the text at hand, which stands in the innermost box. */
static void text_end(struct html_tree *tree)
{
	const struct open *open = &tree->stack[top(tree)->box_depth];
	struct box *box = &tree->boxes.items[open->box];
	bool container = open->tag && open->tag->flags & TAG_CONTAINER && box->parts;
	size_t before = tree->blocks->blocks.n;
	struct block like = {
		.kind = open->kind,
		.level = open->level,
		.depth = open->box_depth,
		.place = open->place,
		.container = container || !open->box ? open->box : box->parent,
		.shape = open->shape,
	};

	html_block_end(tree->blocks, &like);
	if (tree->blocks->blocks.n == before)
		return;
	vec_push(tree->scratch, &tree->claimed, open->claimant);
	box_count(tree, open->box);
	box->children += container;
}

static void pop(struct html_tree *tree)
{
	struct open *open = top(tree);

	if (open->block)
		text_end(tree);
	else
		html_inline_covered(tree->blocks, open->own, open->from);
	tree->links -= open->linked;
	if (open->name_hash)
		tree->open_by_name[open->name_hash % 64]--;
	tree->depth--;
	tree->blocks->preformatted = top(tree)->preformatted;
}

/* Closes the element at that place of the stack, and all within it. */
static void pop_to(struct html_tree *tree, size_t place)
{
	while (tree->depth > place && tree->depth > 1)
		pop(tree);
}

/* What the class says and its hash, looked up once for each different one. */
static uint64_t class_facts(struct html_tree *tree, struct str class)
{
	uint64_t *known = map_of_str(&tree->classes, class);

	if (!*known)
		*known = (uint64_t)rules_place(tree->blocks->rules, class) |
			 (uint64_t)(uint32_t)hash_str(class) << 32 | 1ull << 31;
	return *known;
}

/* React sends parts of a page late as <div hidden id="S:1"> and moves them to their place by script. */
static bool is_sent_late(const struct html_token *token)
{
	return str_starts(token->attributes[ATTR_ID], STR("S:"));
}

static bool is_display_none(struct str style)
{
	size_t at = style.len ? str_find_nocase(style, STR("display")) : STR_NONE;

	if (at == STR_NONE)
		return false;
	style = str_trim(str_sub(style, at + 7, style.len));
	return style.len && style.s[0] == ':' &&
	       str_starts_nocase(str_trim(str_sub(style, 1, style.len)), STR("none"));
}

static bool is_hidden(const struct html_token *token)
{
	if (token->attributes[ATTR_HIDDEN].s && !is_sent_late(token))
		return true;
	return str_eq(token->attributes[ATTR_ARIA_HIDDEN], STR("true")) ||
	       is_display_none(token->attributes[ATTR_STYLE]);
}

static uint32_t own_place(struct html_tree *tree, const struct html_token *token, uint32_t *shape)
{
	const struct read_rules *rules = tree->blocks->rules;
	const struct str *attributes = token->attributes;
	uint32_t place = token->tag ? token->tag->place : 0;

	*shape = token->name_hash;
	if (attributes[ATTR_CLASS].len) {
		uint64_t facts = class_facts(tree, attributes[ATTR_CLASS]);

		place |= (uint32_t)facts & 0x7FFFFFFFu;
		*shape ^= (uint32_t)(facts >> 32);
	}
	if (attributes[ATTR_ID].len)
		place |= rules_place(rules, attributes[ATTR_ID]);
	if (attributes[ATTR_ROLE].len)
		place |= rules_role(rules, attributes[ATTR_ROLE]);
	if (attributes[ATTR_ITEMPROP].len)
		place |= rules_role(rules, attributes[ATTR_ITEMPROP]);
	if (attributes[ATTR_REL].len)
		place |= rules_role(rules, attributes[ATTR_REL]);
	return place | (is_hidden(token) ? (uint32_t)PLACE_HIDDEN : 0);
}

/* What goes down from the element around it, given what the element itself is. */
static uint32_t place_inherited(uint32_t outer, uint32_t *own, const struct html_tag *tag)
{
	enum tag_number number = number_of(tag);

	if ((number == TAG_HEADER || number == TAG_FOOTER) && outer & (PLACE_ARTICLE | PLACE_MAIN))
		*own &= ~tag->place;
	if (*own & (PLACE_MAIN | PLACE_ARTICLE | PLACE_BODY))
		outer &= ~(uint32_t)(PLACE_FORM | PLACE_HEADER | PLACE_AD | PLACE_SHARE);
	return outer;
}

static void near_set(struct open *open, size_t place, const struct html_tag *tag)
{
	static const int8_t near_of[TAG_OTHER + 1] = {
		[TAG_P] = NEAR_P + 1,       [TAG_LI] = NEAR_LI + 1,     [TAG_DD] = NEAR_DD + 1,
		[TAG_DT] = NEAR_DD + 1,     [TAG_CELL] = NEAR_CELL + 1, [TAG_TR] = NEAR_ROW + 1,
		[TAG_ROWS] = NEAR_ROWS + 1, [TAG_A] = NEAR_LINK + 1,
	};
	enum tag_number number = number_of(tag);

	if (open->block)
		open->near[NEAR_LINK] = -1;
	if (tag && tag->flags & TAG_SCOPE)
		open->near[NEAR_P] = open->near[NEAR_LI] = open->near[NEAR_DD] = -1;
	if (number == TAG_LIST)
		open->near[NEAR_LI] = -1;
	if (number == TAG_TABLE)
		open->near[NEAR_CELL] = open->near[NEAR_ROW] = open->near[NEAR_ROWS] = -1;
	if (near_of[number])
		open->near[near_of[number] - 1] = (int16_t)place;
}

static void box_open(struct html_tree *tree, struct open *open, const struct html_tag *tag)
{
	struct box box = {.parent = open->box};

	tree->boxes.items[open->box].parts = true;
	vec_push(tree->scratch, &tree->boxes, box);
	open->box = (uint32_t)tree->boxes.n - 1;
	open->box_depth = (uint16_t)tree->depth;
	if (open->kind != BLOCK_CAPTION && open->kind != BLOCK_QUOTE)
		open->kind = tag->kind ? tag->kind : (uint8_t)BLOCK_PARAGRAPH;
	else if (tag->kind != BLOCK_PARAGRAPH && tag->kind)
		open->kind = tag->kind;
	open->level = tag->level;
}

static void claim(struct html_tree *tree, struct open *open, uint32_t claims)
{
	if (!claims)
		return;
	vec_push(tree->scratch, &tree->claimants,
		 ((struct claimant){.claims = claims, .outer = open->claimant}));
	open->claimant = (uint32_t)tree->claimants.n - 1;
}

static void push(struct html_tree *tree, const struct html_token *token)
{
	const struct html_tag *tag = token->tag;
	struct open open = *top(tree);
	uint32_t own, shape;

	if (tree->depth == HTML_DEPTH_MOST) {
		tree->too_deep = true;
		return;
	}
	own = own_place(tree, token, &shape);
	open.tag = tag;
	open.name_hash = token->name_hash | 1;
	open.place = place_inherited(open.place, &own, tag) | own;
	open.own = own & ~top(tree)->place;
	open.block = !open.skipped && tag && tag->flags & TAG_BLOCK;
	open.skipped |= tag && tag->flags & TAG_SKIPPED;
	open.preformatted |= number_of(tag) == TAG_PRE;
	open.linked = number_of(tag) == TAG_A && token->attributes[ATTR_HREF].s;
	open.from = tree->blocks->text.len;
	if (open.block) {
		text_end(tree);
		claim(tree, &open, own & doubtful);
		open.shape = shape;
		box_open(tree, &open, tag);
	}
	near_set(&open, tree->depth, tag);
	tree->links += open.linked;
	tree->open_by_name[open.name_hash % 64]++;
	tree->stack[tree->depth++] = open;
	tree->blocks->preformatted = open.preformatted;
}

static void close_near(struct html_tree *tree, enum nearest near)
{
	if (top(tree)->near[near] > 0)
		pop_to(tree, (size_t)top(tree)->near[near]);
}

/* Closes what may not hold the element that begins now. */
static void close_implied(struct html_tree *tree, const struct html_tag *tag)
{
	if (!tag)
		return;
	if ((tag->flags & (TAG_BLOCK | TAG_IN_P)) == TAG_BLOCK)
		close_near(tree, NEAR_P);
	switch ((enum tag_number)tag->number) {
	case TAG_A:
		close_near(tree, NEAR_LINK);
		break;
	case TAG_LI:
		close_near(tree, NEAR_LI);
		break;
	case TAG_DD:
	case TAG_DT:
		close_near(tree, NEAR_DD);
		break;
	case TAG_ROWS:
		close_near(tree, NEAR_ROWS);
		/* fall through */
	case TAG_TR:
		close_near(tree, NEAR_ROW);
		/* fall through */
	case TAG_CELL:
		close_near(tree, NEAR_CELL);
		break;
	case TAG_HEADING:
		if (number_of(top(tree)->tag) == TAG_HEADING)
			pop(tree);
		break;
	default:
		break;
	}
}

static void line_break(struct html_tree *tree)
{
	struct html_blocks *blocks = tree->blocks;

	if (!blocks->in_block || ++blocks->breaks < 2)
		return;
	tree->boxes.items[top(tree)->box].parts = true;
	text_end(tree);
}

static void element_open(struct html_tree *tree, const struct html_token *token)
{
	const struct html_tag *tag = token->tag;

	if (!top(tree)->skipped)
		html_meta_tag(tree->meta, token);
	if (tag && tag->flags & (TAG_IGNORED | TAG_RAW))
		return;
	if (top(tree)->skipped) {
		if (!token->self_closing && !(tag && tag->flags & TAG_VOID))
			push(tree, token);
		return;
	}
	close_implied(tree, tag);
	if (!tag || !(tag->flags & TAG_VOID))
		push(tree, token);
	else if (tag->number == TAG_BR)
		line_break(tree);
	else if (tag->number == TAG_HR)
		text_end(tree);
}

/* May the end tag `tag` not reach through the open element? */
static bool is_wall(const struct open *open, const struct html_tag *tag)
{
	switch (number_of(tag)) {
	case TAG_TABLE:
	case TAG_TR:
	case TAG_CELL:
	case TAG_ROWS:
		return number_of(open->tag) == TAG_TABLE;
	default:
		if (tag && tag->flags & (TAG_BLOCK | TAG_FORMATTING))
			return open->tag && open->tag->flags & TAG_SCOPE;
		return open->block;
	}
}

/* "<a><p>…</a>": the link ends, the paragraph in it does not. */
static void element_end_within(struct html_tree *tree, struct open *open)
{
	tree->links -= open->linked;
	tree->open_by_name[open->name_hash % 64]--;
	open->linked = false;
	open->name_hash = 0;
}

static void element_find_and_close(struct html_tree *tree, const struct html_token *token)
{
	uint32_t hash = token->name_hash | 1;
	bool heading = number_of(token->tag) == TAG_HEADING, through_block = false;

	if (!heading && !tree->open_by_name[hash % 64])
		return;
	for (size_t i = tree->depth - 1; i > 0; i--) {
		struct open *open = &tree->stack[i];

		if (open->name_hash == hash || (heading && number_of(open->tag) == TAG_HEADING)) {
			if (through_block && token->tag && token->tag->flags & TAG_FORMATTING)
				element_end_within(tree, open);
			else
				pop_to(tree, i);
			return;
		}
		if (is_wall(open, token->tag))
			return;
		through_block |= open->block;
	}
}

static void element_close(struct html_tree *tree, const struct html_token *token)
{
	enum tag_number number = number_of(token->tag);

	if (token->tag && token->tag->flags & TAG_IGNORED)
		text_end(tree);
	else if (number == TAG_BR)
		line_break(tree);
	else if (number == TAG_P && top(tree)->near[NEAR_P] <= 0 && !top(tree)->skipped)
		text_end(tree);
	else
		element_find_and_close(tree, token);
}

/* Boxes that hold one other only stand for it. */
static void containers_settle(struct html_tree *tree)
{
	struct box *boxes = tree->boxes.items;
	uint32_t *stands_for = ARENA_ARRAY(tree->scratch, uint32_t, tree->boxes.n);

	for (uint32_t i = 1; i < tree->boxes.n; i++)
		stands_for[i] = boxes[i].children == 1 ? stands_for[boxes[i].parent] : i;
	VEC_EACH (struct block, block, tree->blocks->blocks)
		block->container = stands_for[block->container];
}

static bool is_prose(const struct block *block)
{
	enum { PROSE_LEAST = 80 };

	return block->kind != BLOCK_HEADING && block->span.len >= PROSE_LEAST &&
	       block->link_bytes < block->span.len / 3;
}

/* How much prose each claimant holds, with all within; gives that of the page. */
static uint64_t prose_count(struct html_tree *tree, size_t *blocks_of_prose)
{
	struct claimant *claimants = tree->claimants.items;
	const struct block *blocks = tree->blocks->blocks.items;

	*blocks_of_prose = 0;
	for (size_t i = 0; i < tree->claimed.n; i++)
		if (is_prose(&blocks[i])) {
			claimants[tree->claimed.items[i]].prose += blocks[i].span.len;
			(*blocks_of_prose)++;
		}
	for (size_t i = tree->claimants.n - 1; i > 0; i--)
		claimants[claimants[i].outer].prose += claimants[i].prose;
	return claimants[0].prose;
}

/*
 * What holds most of the page's prose is no menu, whatever it is called: a form around the whole page, a
 * class "sidebar" on its outermost element, a body hidden until a script has run. Such a claim does not
 * count for what lies within, unless another element makes it too.
 */
static void claims_settle(struct html_tree *tree)
{
	enum { PROSE_BLOCKS_LEAST = 3 };
	struct claimant *claimants = tree->claimants.items;
	struct block *blocks = tree->blocks->blocks.items;
	size_t blocks_of_prose;
	uint64_t all = prose_count(tree, &blocks_of_prose);

	if (blocks_of_prose < PROSE_BLOCKS_LEAST)
		return;
	for (size_t i = 1; i < tree->claimants.n; i++) {
		struct claimant *now = &claimants[i], *outer = &claimants[now->outer];
		bool is_void = now->prose * 5 > all * 3;

		now->good = outer->good | (is_void ? 0 : now->claims);
		now->bad = outer->bad | (is_void ? now->claims : 0);
	}
	for (size_t i = 0; i < tree->claimed.n; i++) {
		const struct claimant *now = &claimants[tree->claimed.items[i]];

		blocks[i].place &= ~(now->bad & ~now->good);
	}
}

static void tokens_read(struct html_tree *tree, struct html_tokens *tokens)
{
	struct html_token token;

	while (html_token_next(tokens, &token)) {
		if (token.kind == HTML_OPEN)
			element_open(tree, &token);
		else if (token.kind == HTML_CLOSE)
			element_close(tree, &token);
		else if (!top(tree)->skipped)
			html_text_add(tree->blocks, token.text, tree->links > 0);
	}
	pop_to(tree, 1);
	text_end(tree);
}

bool html_tree_read(struct html_blocks *blocks, struct html_meta *meta, struct str bytes)
{
	static const struct html_tag page = {"", TAG_OTHER, BLOCK_PARAGRAPH, 0, TAG_CONTAINER, 0};
	struct arena *scratch = blocks->reading->scratch;
	struct html_tree *tree = arena_alloc(scratch, sizeof(*tree));
	struct html_tokens tokens = {.rules = blocks->rules, .in = bytes};

	memset(tree, 0, offsetof(struct html_tree, stack));
	tree->blocks = blocks;
	tree->meta = meta;
	tree->scratch = scratch;
	map_init(&tree->classes, scratch);
	tree->stack[0] = (struct open){.tag = &page, .kind = BLOCK_PARAGRAPH};
	memset(tree->stack[0].near, -1, sizeof(tree->stack[0].near));
	tree->depth = 1;
	vec_push(scratch, &tree->boxes, (struct box){0});
	vec_push(scratch, &tree->claimants, (struct claimant){0});
	tokens_read(tree, &tokens);
	containers_settle(tree);
	claims_settle(tree);
	return !tree->too_deep;
}
