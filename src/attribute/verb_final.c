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

static bool ends_in(struct str word, const char *const *endings)
{
	for (; *endings; endings++)
		if (str_ends(word, str_of(*endings)) && word.len > str_of(*endings).len)
			return true;
	return false;
}

/* The phrase up to the first topic or subject particle outside quotation marks; empty: none. */
static struct range topic_of(const struct finder *f, size_t limit)
{
	static const char *const particles[] = {"은", "는", "이", "가", NULL};

	for (size_t i = f->sentence.from; i < limit && i < f->sentence.from + 6; i++) {
		if (at(f, i)->quotation || at(f, i)->punct)
			break;
		if (ends_in(token_text(f->r, i), particles))
			return range_of(f->sentence.from, i + 1);
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

size_t verb_final_statement(struct finder *f, size_t i)
{
	static const char *const quoting[] = {"고", "라며", "며", NULL};
	const struct lexeme *lexeme = lexeme_at(f->r, i);
	struct statement statement = {.act = lexeme->act, .cue = range_of(i, i + 1)};
	size_t end = i;

	statement.source = topic_of(f, i);
	if (end > f->sentence.from && tag_at(f, end - 1, TAG_THAT))
		end--;
	if (end > f->sentence.from && at(f, end - 1)->punct == PUNCT_QUOTE_CLOSE) {
		const struct token *close = at(f, end - 1);

		piece_add(&statement, f->r->quotations.items[close->quotation - 1].span);
	} else if (end == i && i > f->sentence.from && !range_empty(statement.source) &&
		   statement.source.to < i && ends_in(token_text(f->r, i - 1), quoting)) {
		size_t start = statement.source.to;

		if (is_told(f, start) && start + 1 < i)
			start++;
		piece_add(&statement, content_span(f, start, i));
	}
	statement.relay = relay_in(f, statement.source);
	statement.is_relay = !range_empty(statement.relay);
	statement_add(f, statement);
	return i + 1;
}
