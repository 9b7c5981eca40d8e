/*
 * The language of an article's body, by CLD2 (Sites 2013): a built-in model of four-letter pieces over
 * 80 languages. Taken only where it calls its own answer reliable.
 */
#include <cstdio> /* CLD2 needs FILE */
#include <cld2/public/compact_lang_det.h>
#include <cld2/public/encodings.h>
#include <new>

extern "C" const char *language_detect(const char *text, int len, const char *hint);

static const char *detect(const char *text, int len, const char *hint)
{
	bool reliable = false;
	int bytes = 0, percent[3];
	CLD2::Language best[3];
	double scores[3];
	CLD2::CLDHints hints = {nullptr, *hint ? hint : nullptr, CLD2::UNKNOWN_ENCODING,
				CLD2::UNKNOWN_LANGUAGE};
	CLD2::Language found = CLD2::ExtDetectLanguageSummary(
		text, len, true, &hints, 0, best, percent, scores, nullptr, &bytes, &reliable);

	if (!reliable || found == CLD2::UNKNOWN_LANGUAGE)
		return "";
	return CLD2::LanguageCode(found);
}

/* A static string such as "en", "" where it is not sure, NULL where memory is gone. */
extern "C" const char *language_detect(const char *text, int len, const char *hint)
{
	try {
		return detect(text, len, hint);
	} catch (const std::bad_alloc &) {
		return nullptr;
	}
}
