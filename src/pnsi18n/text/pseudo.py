"""Make the pseudo-locales: English that shows at a glance what a page cannot take.

``en_XA`` is accented and 35 % longer, ``ar_XB`` runs from right to left; both are the names that
CLDR reserves. Placeholders, markup and link targets stay as they are.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable

from pnsi18n.text.placeholders import Placeholder, split

LENGTHENING = 0.35
_ACCENTS = str.maketrans(
    "AaBbCcDdEeFfGgHhIiJjKkLlMmNnOoPpQqRrSsTtUuVvWwXxYyZz",
    "ÅåƁƀÇçÐðÉéƑƒĜĝĤĥÎîĴĵĶķĻļṀṁÑñÖöÞþǪǫŔŕŠšŢţÛûṼṽŴŵẊẋÝýŽž",
)
_PADDING = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
_KEPT = re.compile(r"(\]\([^)]*\)|[*\[\]]+)")
_RTL_MARK, _OVERRIDE, _POP = "\u200f", "\u202e", "\u202c"


def accented(text: str) -> str:
    """Return *text* accented, lengthened by at least 35 % and bracketed, so that cuts show."""
    padding, missing = "", math.ceil(len(text) * LENGTHENING) - 2
    for word in _PADDING * (1 + max(0, missing) // 40):
        if len(padding) >= missing:
            break
        padding += " " + word
    return f"«{_letters(text, lambda piece: piece.translate(_ACCENTS))}{padding}»"


def mirrored(text: str) -> str:
    """Return *text* with every word forced to run from right to left."""
    return _letters(
        text, lambda piece: re.sub(r"[A-Za-z'\-]+", f"{_RTL_MARK}{_OVERRIDE}\\g<0>{_POP}{_RTL_MARK}", piece)
    )


PSEUDO_LOCALES: dict[str, Callable[[str], str]] = {"en_XA": accented, "ar_XB": mirrored}


def _letters(text: str, change: Callable[[str], str]) -> str:
    """Apply *change* to the words of *text* only, never to markup, links or placeholders."""
    return "".join(
        str(piece)
        if isinstance(piece, Placeholder)
        else "".join(part if _KEPT.fullmatch(part) else change(part) for part in _KEPT.split(piece))
        for piece in split(text)
    )
