"""Keep together on the page what a reader must see together; for the page only, never a catalog."""

from __future__ import annotations

import re
import unicodedata

from pnsi18n.model.language import Language

NO_BREAK_SPACE = "\u00a0"
_AFTER_NUMBER = re.compile(r"(?<=\d) (?=\w)")
_LAST_WORD = re.compile(r" (?=[^\s*\[\]{}]{1,8}$)")
_FEWEST_WORDS = 5  # a shorter text seldom fills a line


def ems(text: str) -> float:
    """Return about how wide *text* is, in multiples of the font size; rather too wide than too narrow."""
    wide = sum(unicodedata.east_asian_width(character) in "WF" for character in text)
    marks = sum(unicodedata.category(character) in {"Mn", "Me", "Cf"} for character in text)
    return wide + 0.58 * (len(text) - wide - marks)


def kept_together(text: str, language: Language) -> str:
    """Return *text* with no-break spaces after numbers and before a short last word.

    So no line ends "more than 5" and begins with "minutes", and no word stands on a line alone.
    """
    joined = _AFTER_NUMBER.sub(NO_BREAK_SPACE, text)
    if language.breaks_by_dictionary or len(text.split()) < _FEWEST_WORDS:
        return joined
    return _LAST_WORD.sub(NO_BREAK_SPACE, joined)
