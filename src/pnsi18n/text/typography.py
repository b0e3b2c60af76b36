"""Keep together on the page what a reader must see together; for the page only, never a catalog."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

import regex

from pnsi18n.model.language import Breaks, Language

NO_BREAK_SPACE = "\u00a0"
WORD_JOINER = "\u2060"
# How much broader letters are than Latin ones, in ems: measured in the Noto fonts, on the texts of the handout.
_BROAD = {"Ethi": 0.08, "Armn": 0.1, "Telu": 0.13, "Mymr": 0.16, "Taml": 0.25}
_BROAD_LETTERS = {width: regex.compile(rf"\p{{{script}}}") for script, width in _BROAD.items()}
_EMPHASIS = r"(?:\*\*|__)?"
_AFTER_NUMBER = re.compile(rf"(?<=\d)({_EMPHASIS}) (?={_EMPHASIS}[\w%°$€£])")
_DIGIT = re.compile(r"\d")
_RANGE = re.compile(r"(?<=\d)([\u2013/])(?=\d)")
_LAST_WORDS = re.compile(r"(?<= )([^\s*\[\]{}]+) ([^\s*\[\]{}]+)$")
_BESIDE_MARK = re.compile(r"(?<=[«‹]) | (?=[»›;:!?])")
_FEWEST_WORDS = 5  # a shorter text seldom fills a line
_SHORT = 8  # letters of a last word that must not stand alone
_LINE = 22  # letters that are on one line even in a narrow box


@lru_cache(maxsize=4096)
def ems(text: str) -> float:
    """Return about how wide *text* is, in multiples of the font size; rather too wide than too narrow."""
    wide = sum(unicodedata.east_asian_width(character) in "WF" for character in text)
    marks = sum(unicodedata.category(character) in {"Mn", "Me", "Cf"} for character in text)
    narrow = sum(unicodedata.category(character) == "Mc" or _is_joined(character) for character in text)
    broad = sum(width * len(letters.findall(text)) for width, letters in _BROAD_LETTERS.items())
    return wide + 0.58 * (len(text) - wide - marks - narrow) + 0.42 * narrow + broad


def _is_joined(character: str) -> bool:
    """Whether *character* is a letter of Arabic script, which takes less room than one that stands alone."""
    return unicodedata.bidirectional(character) == "AL"


def kept_together(text: str, language: Language) -> str:
    """Return *text* with no-break spaces between numbers and their units, and before a short last word.

    So no line ends "more than 5" and begins with "minutes", no telephone number is torn, no line
    begins with a French question mark, and no word stands on a line alone.
    """
    joined = _AFTER_NUMBER.sub(rf"\1{NO_BREAK_SPACE}", _behind_units(text, language))
    joined = _BESIDE_MARK.sub(NO_BREAK_SPACE, _RANGE.sub(rf"\1{WORD_JOINER}", joined))
    if language.breaks is not Breaks.SPACES or len(text.split()) < _FEWEST_WORDS:
        return joined
    return _LAST_WORDS.sub(_last_line, joined)


def _last_line(match: re.Match[str]) -> str:
    before, last = match.groups()
    return f"{before}{NO_BREAK_SPACE}{last}" if len(last) <= _SHORT or len(match[0]) <= _LINE else match[0]


def _behind_units(text: str, language: Language) -> str:
    """Join a number to the unit before it, where the language says "dakika 5"."""
    if not _DIGIT.search(text):
        return text
    words = tuple(word for forms in language.lexicon.units.values() for word in forms)
    return _space_behind(words).sub(rf"\1{NO_BREAK_SPACE}", text) if words else text


@lru_cache(maxsize=64)
def _space_behind(units: tuple[str, ...]) -> re.Pattern[str]:
    """Return what finds one of *units* before a number; in "5 mg 2" the unit has its number already."""
    words = "|".join(sorted(map(re.escape, units), key=len, reverse=True))
    return re.compile(rf"(?i)(?<!\d[ {NO_BREAK_SPACE}])(?<!\w)({words}) (?={_EMPHASIS}\d)")
