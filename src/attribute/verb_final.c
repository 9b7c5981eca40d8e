/*
 * Statements in Korean: topic, what was said, a particle of quoting, the verb.
 *
 *	김영수 시장은 " 부두를 다시 짓겠다 " 고 말했다 .      in quotation marks
 *	교통부는 부두의 벽이 무너졌다고 밝혔다 .              the particle is part of the last word
 *	교통부에 따르면 부두의 벽이 무너졌다 .                see cues.c
 *
 * The speaker is the phrase at the head of the sentence up to the word that ends in a topic particle.
 */
#include "attribute/finder.h"

enum { TOPIC_MOST = 6, NAME_BYTES = 9 };

static bool ends_in(struct str word, const char *const *endings)
{
	for (; *endings; endings++)
		if (str_ends(word, str_of(*endings)) && word.len > str_of(*endings).len)
			return true;
	return false;
}

/* "김정은 국무위원장은": a name of three syllables that only looks as if it had a particle. */
static bool name_in_eun(const struct finder *f, size_t i, size_t limit)
{
	static const char *const topic[] = {"은", "는", NULL};

	return token_text(f->r, i).len == NAME_BYTES && str_ends(token_text(f->r, i), STR("은")) &&
	       i + 1 < limit && is_word(at(f, i + 1)) && ends_in(token_text(f->r, i + 1), topic);
}

/* The phrase up to the first topic or subject particle outside quotation marks; empty: none. */
static struct range topic_of(const struct finder *f, size_t limit)
{
	static const char *const particles[] = {"은", "는", "이", "가", NULL};

	size_t from = f->sentence.from, k;

	for (k = from; k < limit && k < from + TOPIC_MOST; k++)
		if (at(f, k)->more & MORE_ACCORDING_AFTER) /* "…에 따르면": who passed it on stands before */
			from = punct_at(f, k + 1, PUNCT_COMMA) ? k + 2 : k + 1;
	if (at(f, from)->punct == PUNCT_QUOTE_OPEN) { /* 「…」고 김영수 시장은 말했다 */
		uint32_t quotation = at(f, from)->quotation;

		while (from < limit && (at(f, from)->quotation == quotation || tag_at(f, from, TAG_THAT)))
			from++;
	}
	for (size_t i = from; i < limit && i < from + TOPIC_MOST; i++) {
		if (at(f, i)->quotation || at(f, i)->punct)
			break;
		if (ends_in(token_text(f->r, i), particles))
			return range_of(from, i + (name_in_eun(f, i, limit) ? 2u : 1u));
	}
	return (struct range){0};
}

/* "기자들에게", "연합뉴스에": to whom it was said, not what. */
static bool is_told(const struct finder *f, size_t i)
{
	static const char *const people[] = {"에게", "께", "한테", NULL};

	return ends_in(token_text(f->r, i), people) ||
	       (str_ends(token_text(f->r, i), STR("에")) && relay_of(f->r, range_of(i, i + 1)).kind);
}

/* '"…"며 "…"라고 [말했다]': the quotations that a particle of quoting follows, up to the verb's own. */
static void quotes_before(const struct finder *f, struct statement *statement, size_t end)
{
	if (end <= f->sentence.from || at(f, end - 1)->punct != PUNCT_QUOTE_CLOSE)
		return;
	for (size_t i = statement->source.to > f->sentence.from ? statement->source.to : f->sentence.from; i < end;
	     i++)
		if (at(f, i)->punct == PUNCT_QUOTE_CLOSE && (i + 1 == end || tag_at(f, i + 1, TAG_THAT)))
			piece_add(statement, f->r->quotations.items[at(f, i)->quotation - 1].span);
}

/* '「…」고 김영수 시장은 말했다': the sentence opens with what was said, and the subject follows it. */
static bool quotation_first(const struct finder *f, const struct statement *statement)
{
	return at(f, f->sentence.from)->punct == PUNCT_QUOTE_OPEN && !range_empty(statement->source);
}

size_t verb_final_statement(struct finder *f, size_t i)
{
	static const char *const quoting[] = {"고", "라며", "며", NULL};
	const struct lexeme *lexeme = lexeme_at(f->r, i);
	struct statement statement = {.act = lexeme->act, .cue = range_of(i, i + 1)};
	size_t end = i;

	statement.source = topic_of(f, i);
	if (end > f->sentence.from && tag_at(f, end - 1, TAG_THAT))
		end--;
	quotes_before(f, &statement, end);
	if (statement.npieces) {
		/* all that was said stands in marks */
	} else if (quotation_first(f, &statement)) {
		piece_add(&statement, f->r->quotations.items[at(f, f->sentence.from)->quotation - 1].span);
	} else if (end == i && i > f->sentence.from && !range_empty(statement.source) &&
		   statement.source.to < i && ends_in(token_text(f->r, i - 1), quoting)) {
		size_t start = statement.source.to;

		if (is_told(f, start) && start + 1 < i)
			start++;
		if (at(f, start)->quotation) /* "'…'고" is one word at its end */
			piece_add(&statement, f->r->quotations.items[at(f, start)->quotation - 1].span);
		else
			piece_add(&statement, content_span(f, start, i));
	}
	statement.relay = relay_in(f, statement.source);
	statement.is_relay = !range_empty(statement.relay);
	statement_add(f, statement);
	return i + 1;
}
