"""Find numbers that a reader may join, and enumerations that have a hole."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

_COUNTS = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
_DOSES = (
    r"mg|mcg|[\u00b5\u03bcu]g|g|kg|ml|l|iu|units?|milligrams?|micrograms?|grams?|milliliters?|millilitres?|%|percent|"
    r"tablets?|pills?|capsules?|drops?|puffs?|doses?|sprays?|patch(?:es)?|teaspoons?|tablespoons?|injections?"
)
_OTHERS = (
    r"times?|minutes?|hours?|days?|weeks?|months?|years?|\u00b0[cf]?|degrees?|cm|mm|inch(?:es)?|feet|cups?|glass(?:es)?"
)
_NUMBER = r"\d+(?:[.,]\d+)?"
_SIDE_BY_SIDE = re.compile(
    rf"(?<![\w.,:/+()-])(?:{_NUMBER} (?:{_NUMBER}[ -]?(?:{_DOSES}|{_OTHERS})|\d+/\d+|(?:{_COUNTS})[ -](?:{_DOSES}))|"
    rf"(?:{_COUNTS}) {_NUMBER}[ -]?(?:{_DOSES}))(?!\w)",
    re.IGNORECASE,
)
_ENUMERATOR = re.compile(r"(?<![\w)])(?P<open>\()?(?P<label>[1-9]|1\d|[a-h])\)(?![ -]?\d{3})")
_WRITTEN_OUT = re.compile(rf"(?:\b(?:{_COUNTS})|\d) $", re.IGNORECASE)


def side_by_side(text: str) -> Iterator[str]:
    """Yield each place of *text*, which is ``prose``, where two numbers stand with only a space between: ``2 5 mg``."""
    return (match[0] for match in _SIDE_BY_SIDE.finditer(text))


def labels(text: str) -> Iterator[str]:
    """Yield the enumerators of *text*: 2 for ``(2)`` and for ``2)``, but not for ``two (2)`` or ``(take 2)``."""
    depth = end = 0
    for match in _ENUMERATOR.finditer(text):
        between = text[end : match.start()]
        depth, end = max(0, depth + between.count("(") - between.count(")")), match.end()
        if depth and not match["open"]:
            depth -= 1
        elif not _WRITTEN_OUT.search(text[max(0, match.start() - 10) : match.start()]):
            yield match["label"]


def holes(found: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield each enumerator of *found* that lacks its neighbour, and that neighbour.

    The one before it must be there; of a first one, the one after it.
    """
    for label in dict.fromkeys(found):
        first = label in {"1", "a"}
        wanted = _neighbour(label, 1 if first else -1)
        if wanted not in found:
            yield label, wanted


def _neighbour(label: str, step: int) -> str:
    return str(int(label) + step) if label.isdigit() else chr(ord(label) + step)
