"""Find quantities: a number with the unit that stands beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from pnsi18n.model.language import Language
from pnsi18n.text.numbers import placed_numbers
from pnsi18n.text.words import find, normalised

_GAP = re.compile(r"[\s\-\u2010-\u2015\u00a0\u202f\u2060\u2066-\u2069\u200b-\u200f.]*")


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit under its English name, where it stands in the text."""

    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit; the unit is empty where none stands beside it."""

    value: Decimal
    unit: str
    start: int
    end: int


def units(text: str, language: Language) -> list[Unit]:
    """Return the units in *text*, which is ``normalised``; where two names claim a place, the longer form wins."""
    found = [
        Unit(name, start, end)
        for name, forms in language.lexicon.units.items()
        for start, end, _ in find(text, forms, language)
    ]
    return [one for one in found if not any(_is_inside(one, other) for other in found)]


def _is_inside(one: Unit, other: Unit) -> bool:
    longer = other.end - other.start > one.end - one.start
    return longer and other.start <= one.start and one.end <= other.end


def quantities(text: str, language: Language) -> Iterator[Quantity]:
    """Yield the numbers of *text* with their units, in order.

    The unit is the one that follows directly; where none does, the one directly before (as in
    Swahili: "mg 5", "siku 10").
    """
    text = normalised(text)
    known = units(text, language)
    for number in sorted(placed_numbers(text, language), key=lambda one: one.start):
        after = [u for u in known if u.start >= number.end and _GAP.fullmatch(text, number.end, u.start)]
        before = [u for u in known if u.end <= number.start and _GAP.fullmatch(text, u.end, number.start)]
        unit = min(after, key=lambda u: u.start, default=None) or max(before, key=lambda u: u.end, default=None)
        yield Quantity(number.value, unit.name if unit else "", number.start, number.end)
