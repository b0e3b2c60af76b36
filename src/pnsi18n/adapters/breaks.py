"""ICU's doorkeeper: where a line may break (UAX #14, with dictionaries for Khmer, Lao, Thai, Burmese)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

import regex
from icu4py.breakers import LineBreaker

from pnsi18n.model.language import Language

ZERO_WIDTH_SPACE = "\u200b"
_BY_DICTIONARY = regex.compile(r"\p{Line_Break=Complex_Context}")
_VIRAMA = 9  # the canonical combining class of signs that stack letters (coeng, virama)
# A Khmer consonant without a vowel closes the syllable before it and cannot begin a line.
_KHMER_FINAL = re.compile(
    f"{ZERO_WIDTH_SPACE}(?=[\u1780-\u17a2][\u17cb-\u17d1]?(?:{ZERO_WIDTH_SPACE}|\\s|$|[\u17d4-\u17da]))"
)


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


def with_break_opportunities(text: str, language: Language) -> str:
    """Return *text* with a zero-width space at each break that its dictionary knows.

    For the page only, never for a catalog. A translator's own zero-width spaces are kept, and
    none is put beside them, beside white space, or into a word that must not be torn. ICU
    guesses inside words that it does not know, even between a sign that stacks letters and the
    letter below it; those guesses are taken back.
    """
    marked = ZERO_WIDTH_SPACE.join(line_breaks(text, language.locale))
    marked = re.sub(f"{ZERO_WIDTH_SPACE}{{2,}}", ZERO_WIDTH_SPACE, marked)
    marked = re.sub(f"(?<=\\s){ZERO_WIDTH_SPACE}|{ZERO_WIDTH_SPACE}(?=\\s)", "", marked)
    marked = re.sub(f"(.){ZERO_WIDTH_SPACE}(?=(.))", _kept_break, marked, flags=re.DOTALL)
    marked = _KHMER_FINAL.sub("", marked)
    for word in language.unbroken:
        marked = re.sub(f"{ZERO_WIDTH_SPACE}?".join(map(re.escape, word)), word, marked)
    return marked


def _kept_break(match: re.Match[str]) -> str:
    """Keep a break unless it follows a stacking sign or precedes a mark or a repetition sign."""
    before, after = match[1], match[2]
    stacks = unicodedata.combining(before) == _VIRAMA
    leans = unicodedata.category(after) in {"Mn", "Mc", "Lm"}
    return before if stacks or leans else match[0]
