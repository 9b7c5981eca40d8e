#include "show/scene.h"

void scene_init(struct scene *scene)
{
	*scene = (struct scene){0};
	arena_init(&scene->arena);
	arena_init(&scene->scratch);
}

void scene_release(struct scene *scene)
{
	arena_release(&scene->arena);
	arena_release(&scene->scratch);
}

static void place_quotes(struct scene *scene)
{
	const struct findings *found = scene->found;
	size_t total = 0;

	scene->first_quote = ARENA_ARRAY(&scene->arena, size_t, found->n + 1);
	for (size_t i = 0; i < found->n; i++) {
		scene->first_quote[i] = total;
		total += found->quotes[i].n;
	}
	scene->first_quote[found->n] = total;
	scene->utterances = ARENA_ARRAY(&scene->arena, uint32_t, total);
}

void scene_make(struct scene *scene, const struct findings *found)
{
	scene->found = found;
	if (!found->quotes)
		return;
	place_quotes(scene);
	for (size_t i = 0; i < found->lineages.nutterances; i++) {
		const struct utterance *utterance = &found->lineages.utterances[i];

		for (size_t j = 0; j < utterance->n; j++) {
			const struct variant *variant = &utterance->variants[j];

			scene->utterances[scene->first_quote[variant->article] + variant->quote] =
				(uint32_t)i + 1;
		}
	}
}

const struct utterance *scene_utterance(const struct scene *scene, size_t article, size_t quote)
{
	uint32_t number = scene->utterances[scene->first_quote[article] + quote];

	return number ? &scene->found->lineages.utterances[number - 1] : NULL;
}

const char *claim_verdict_name(enum claim_verdict verdict)
{
	static const char *const names[] = {"supported", "contradicted", "open"};

	return names[verdict];
}
