/*
 * See match.h. A walk through the trie of rules, of rules that reach as far the first in the file wins: steps are bounded,
 * as is the depth (the length of a rule), so the cost of an atom is bounded and the whole linear.
 */
#include "date/match.h"

#include "base/sorted.h"

#include "date/numbers.h"

#include <string.h>

enum { MOST_STEPS = 4000, MOST_DEPTH = 3 * RULE_LENGTH };

_Static_assert(CLASS_FIXED <= 64, "a bit for each class");

struct step {
	struct reading reading; /* class 0: a plain word */
	bool context;
};

struct walk {
	struct matcher *matcher;
	struct step path[MOST_DEPTH];
	struct step best[MOST_DEPTH];
	size_t start, best_end; /* best_end: end of the expression, without context behind */
	size_t best_before, best_reach; /* atoms of context before; end with the context behind */
	unsigned nbest, steps;
	int32_t rule;
};

void matcher_init(struct matcher *matcher, struct arena *arena, const struct language *language)
{
	*matcher = (struct matcher){.arena = arena, .language = language};
}

void matcher_turn(struct matcher *matcher, const struct atoms *atoms)
{
	matcher->atoms = atoms;
	matcher->readings.n = 0;
	if (atoms->n > matcher->room) {
		matcher->room = atoms->n * 2;
		matcher->asked =
			arena_alloc(matcher->arena, matcher->room * sizeof(*matcher->asked));
	}
	if (atoms->n)
		memset(matcher->asked, 0, atoms->n * sizeof(*matcher->asked));
}

/* The readings of the number that starts at an atom. */
static unsigned numbers_at(const struct matcher *matcher, size_t at, struct reading *found,
			   unsigned room)
{
	const struct atom *atom = &matcher->atoms->items[at];
	struct readings readings = {.items = found, .room = room};

	if (atom->kind == ATOM_NUMBER)
		read_digits(matcher->language, matcher->atoms, at, &readings);
	else if (language_flags(matcher->language, atom->key) & KEY_NUMBER)
		read_words(matcher->language, matcher->atoms, at, &readings);
	return readings.n;
}

const struct reading *matcher_readings(struct matcher *matcher, size_t at, unsigned *n)
{
	struct asked *asked = &matcher->asked[at];

	if (!asked->known) {
		struct reading found[READINGS];
		unsigned count = numbers_at(matcher, at, found, READINGS / 2);

		if (language_flags(matcher->language, matcher->atoms->items[at].key) & KEY_PHRASE)
			count += language_readings(matcher->language, matcher->atoms, at,
						   found + count, READINGS - count);
		*asked = (struct asked){(uint32_t)matcher->readings.n, (uint8_t)count, true};
		for (unsigned i = 0; i < count; i++)
			vec_push(matcher->arena, &matcher->readings, found[i]);
	}
	*n = asked->n;
	return asked->n ? matcher->readings.items + asked->from : NULL;
}

bool matcher_reads(struct matcher *matcher, size_t at, enum class class)
{
	unsigned n;
	const struct reading *readings = matcher_readings(matcher, at, &n);

	for (unsigned i = 0; i < n; i++)
		if (readings[i].class == class)
			return true;
	return false;
}

bool matcher_may(const struct matcher *matcher, size_t at)
{
	const struct atom *atom = &matcher->atoms->items[at], *next = atom + 1;
	unsigned flags;

	if (atom->kind == ATOM_NUMBER)
		return true;
	flags = language_flags(matcher->language, atom->key);
	if (flags & (KEY_BEGINS | KEY_NUMBER | KEY_ALONE))
		return true;
	if (!(flags & KEY_START))
		return false;
	return at + 1 == matcher->atoms->n || next->kind == ATOM_NUMBER ||
	       language_knows(matcher->language, next->key);
}

/* The end of the expression that the path makes: context behind it left out. */
static size_t expression_end(const struct walk *walk, unsigned depth, size_t end)
{
	while (depth && walk->path[depth - 1].context)
		end -= walk->path[--depth].reading.natoms;
	return depth ? end : 0;
}

/* How many atoms of the path are context before the expression. */
static size_t context_before(const struct walk *walk, unsigned depth)
{
	size_t n = 0;

	for (unsigned i = 0; i < depth && walk->path[i].context; i++)
		n += walk->path[i].reading.natoms;
	return n;
}

/* Whether rule `rule`, ending so, is better than the best: it reaches farther, starts earlier, or stands
   first in the file. */
static bool is_better(const struct walk *walk, size_t end, size_t before, size_t reach,
		      int32_t rule)
{
	if (end != walk->best_end)
		return end > walk->best_end;
	if (before != walk->best_before)
		return before < walk->best_before;
	return reach != walk->best_reach ? reach > walk->best_reach : rule < walk->rule;
}

static void ends(struct walk *walk, const struct node *node, unsigned depth, size_t at)
{
	size_t end = expression_end(walk, depth, at), before = context_before(walk, depth);

	if (node->rule < 0 || !is_better(walk, end, before, at, node->rule))
		return;
	walk->best_end = end;
	walk->best_before = before;
	walk->best_reach = at;
	walk->rule = node->rule;
	walk->nbest = depth;
	memcpy(walk->best, walk->path, depth * sizeof(*walk->path));
}

/* The first edge of the node that is not before (class, key). */
static uint32_t edge_from(const struct node *node, uint16_t class, uint32_t key)
{
	size_t at;

	SORTED_FIRST(at, 0, node->nedges,
		     node->edges[at].class < class ||
			     (node->edges[at].class == class && node->edges[at].key < key));
	return (uint32_t)at;
}

static void descend(struct walk *walk, uint32_t number, unsigned depth, size_t at);

static void follow(struct walk *walk, const struct node *node, unsigned depth, size_t at,
		   const struct reading *reading, uint32_t key)
{
	for (uint32_t i = edge_from(node, reading->class, key); i < node->nedges; i++) {
		const struct edge *edge = &node->edges[i];

		if (edge->class != reading->class || edge->key != key)
			return;
		if (edge->strong && reading->weak)
			continue;
		walk->path[depth] = (struct step){*reading, edge->context};
		descend(walk, edge->node, depth + 1, at + reading->natoms);
	}
}

/* Recursion as deep as the longest rule. */
static void descend(struct walk *walk, uint32_t number, unsigned depth, size_t at)
{
	struct matcher *matcher = walk->matcher;
	const struct node *node = &matcher->language->nodes[number];
	const struct reading plain = {.natoms = 1};
	uint32_t key;
	unsigned n;

	ends(walk, node, depth, at);
	if (at >= matcher->atoms->n || !node->nedges || depth == MOST_DEPTH ||
	    walk->steps++ > MOST_STEPS)
		return;
	key = matcher->atoms->items[at].key;
	if (language_flags(matcher->language, key) & (KEY_START | KEY_LITERAL))
		follow(walk, node, depth, at, &plain, key);
	matcher_readings(matcher, at, &n);
	for (unsigned i = 0; i < n; i++) {
		/* by number: the list may move while deeper atoms are read */
		struct reading reading = matcher->readings.items[matcher->asked[at].from + i];

		follow(walk, node, depth, at, &reading, 0);
	}
}

static void say(struct parts *parts, uint16_t class, int32_t value)
{
	if (class >= CLASS_FIXED || class == CLASS_NONE || says(parts, class))
		return;
	parts->values[class] = value;
	parts->said |= (uint64_t)1 << class;
}

static void match_fill(const struct walk *walk, struct match *match)
{
	size_t at = walk->start, end = at;
	bool begun = false, wraps = false;

	*match = (struct match){.rule = &walk->matcher->language->rules[walk->rule]};
	for (unsigned i = 0; i < match->rule->nsettings; i++)
		say(&match->parts, match->rule->settings[i].class, match->rule->settings[i].value);
	for (unsigned i = 0; i < walk->nbest; i++) {
		const struct step *step = &walk->best[i];

		at += step->reading.natoms;
		wraps |= step->context && step->reading.class == CLASS_MONTH &&
			 step->reading.value < match->parts.values[CLASS_MONTH];
		say(&match->parts, step->reading.class, step->reading.value);
		if (step->context)
			continue;
		if (!begun)
			match->first = at - step->reading.natoms;
		begun = true;
		end = at;
		match->tail = step->reading.tail;
		match->last = step->reading.class;
	}
	match->end = end;
	if (wraps && says(&match->parts, CLASS_YEAR)) /* "from November to January 2008" */
		match->parts.values[CLASS_YEAR]--;
}

static bool walk_from(struct matcher *matcher, size_t at, struct match *match)
{
	struct walk walk;

	/* Not zeroed, for there is a walk for every other word: its steps are set as it goes. */
	walk.matcher = matcher;
	walk.start = at;
	walk.best_end = walk.best_before = walk.best_reach = 0;
	walk.nbest = walk.steps = 0;
	walk.rule = -1;
	descend(&walk, 0, 0, at);
	if (walk.rule < 0)
		return false;
	match_fill(&walk, match);
	return match->end > match->first;
}

bool matcher_match(struct matcher *matcher, size_t at, struct match *match)
{
	struct match inner;

	if (!walk_from(matcher, at, match))
		return false;
	if (match->first > at && walk_from(matcher, match->first, &inner) &&
	    inner.first == match->first && inner.end > match->end)
		*match = inner;
	return true;
}
