"""ICU's doorkeeper: where a line may break (UAX #14, with dictionaries and phrases of Asian languages)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import accumulate

import regex
from icu4py.breakers import LineBreaker, WordBreaker

from pnsi18n.model.language import Breaks, Language

ZERO_WIDTH_SPACE = "\u200b"
WORD_JOINER = "\u2060"
_BY_DICTIONARY = regex.compile(r"\p{Line_Break=Complex_Context}")
_VIRAMA = 9  # the canonical combining class of signs that stack letters (coeng, virama)
_HERE = f"(?:{ZERO_WIDTH_SPACE}|\\s|$|[\u17d4-\u17da])"
# A Khmer consonant without a vowel closes the syllable before it and cannot begin a line, nor can a Burmese
# one, nor a Thai one that is silent.
_FINAL = re.compile(
    f"{ZERO_WIDTH_SPACE}(?=[\u1780-\u17a2\u1000-\u1021][\u17cb-\u17d1\u103a]?{_HERE}|[\u0e01-\u0e2e]\u0e4c)"
)
# Alone, it is no word in Thai or Lao: ICU spelt one that it does not know, and nobody can tell on which side.
_BEFORE = f"{ZERO_WIDTH_SPACE}?(?<![^\\s{ZERO_WIDTH_SPACE}])"
_ALONE = re.compile(f"{_BEFORE}([\u0e01-\u0e2e\u0e81-\u0eae]\u0e4c?){ZERO_WIDTH_SPACE}")
_FEWEST_LETTERS = 3  # on a last line, where letters are words
_SQUARE = "[\u3040-\u30ff\u3400-\u9fff]"
# Thirteen letters of a heading have room in half a page; a longer clause ends its lines between words.
_CLAUSE = re.compile(f"(?<!{_SQUARE}){_SQUARE}{{2,13}}(?!{_SQUARE})")


def line_breaks(text: str, locale: str = "en") -> Iterator[str]:
    """Yield the pieces of *text* between break opportunities; joined they are *text*."""
    return iter(LineBreaker(text, locale.replace("_", "-")))


def gettext_breaks(text: str) -> Iterator[str]:
    """Yield the pieces of *text* between the breaks that gettext knows, for a catalog.

    It has no dictionaries: Khmer breaks at its spaces only. A catalog that is wrapped otherwise is
    wrapped anew, message by message, by every PO editor that writes with gettext.
    """
    held = ""
    for piece in line_breaks(text):
        if held and not (_BY_DICTIONARY.fullmatch(held[-1]) and _BY_DICTIONARY.fullmatch(piece[0])):
            yield held
            held = ""
        held += piece
    if held:
        yield held


def broken_for_page(text: str, language: Language) -> str:
    """Return *text* with invisible signs where its lines may or may not end; for the page only."""
    if language.breaks is Breaks.SPACES:
        return text
    return (with_break_opportunities if language.breaks is Breaks.DICTIONARY else with_words_whole)(text, language)


def with_clauses_whole(text: str) -> str:
    """Return a heading that no line's end tears inside a short clause of Chinese or Japanese, but between two."""
    return _CLAUSE.sub(lambda match: WORD_JOINER.join(match[0]), text)


def with_break_opportunities(text: str, language: Language) -> str:
    """Return *text* with a zero-width space at each break that its dictionary knows.

    A translator's own zero-width spaces are kept, and none is put beside them, beside white
    space, or into a word that must not be torn. ICU guesses inside words that it does not know,
    even between a sign that stacks letters and the letter below it; those guesses are taken back.
    """
    marked = ZERO_WIDTH_SPACE.join(line_breaks(text, language.locale))
    marked = re.sub(f"{ZERO_WIDTH_SPACE}{{2,}}", ZERO_WIDTH_SPACE, marked)
    marked = re.sub(f"(?<=\\s){ZERO_WIDTH_SPACE}|{ZERO_WIDTH_SPACE}(?=\\s)", "", marked)
    marked = re.sub(f"(.){ZERO_WIDTH_SPACE}(?=(.))", _kept_break, marked, flags=re.DOTALL)
    for word in language.unbroken:
        marked = re.sub(f"{ZERO_WIDTH_SPACE}?".join(map(re.escape, word)), word, marked)
    return _ALONE.sub(r"\1", _FINAL.sub("", marked))


def _kept_break(match: re.Match[str]) -> str:
    """Keep a break unless it follows a stacking sign or precedes a mark or a repetition sign."""
    before, after = match[1], match[2]
    stacks = unicodedata.combining(before) == _VIRAMA
    leans = unicodedata.category(after) in {"Mn", "Mc", "Lm"}
    return before if stacks or leans else match[0]


def with_words_whole(text: str, language: Language) -> str:
    """Return *text* with a word joiner wherever a line could end inside a word, or a phrase.

    Nor can it end after a number, or so that one or two letters stand on the last line.
    """
    possible = _ends(LineBreaker(text, f"{language.tag}-u-lb-strict"))
    if language.breaks is Breaks.PHRASES:
        wanted = _ends(LineBreaker(text, f"{language.tag}-u-lb-strict-lw-phrase"))
    else:
        wanted = possible & _ends(WordBreaker(text, language.tag))
    torn = {place for word in language.unbroken for place in _inside(word, text)}
    closed = {
        place
        for place in possible
        if (place not in wanted or place in torn or text[place - 1].isdecimal() or _is_late(text[place:]))
        and not text[place - 1].isspace()
    }
    return "".join(letter + WORD_JOINER * (place in closed) for place, letter in enumerate(text, start=1))


def _ends(pieces: Iterable[str]) -> set[int]:
    """Return where each of *pieces* but the last ends."""
    return set(list(accumulate(map(len, pieces)))[:-1])


def _inside(word: str, text: str) -> Iterator[int]:
    for match in re.finditer(re.escape(word), text):
        yield from range(match.start() + 1, match.end())


def _is_late(rest: str) -> bool:
    return sum(letter.isalnum() for letter in rest) < _FEWEST_LETTERS
