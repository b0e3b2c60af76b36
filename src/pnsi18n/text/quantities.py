"""Put numbers and the units beside them together."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from pnsi18n.text.numbers import Placed

_GAP = re.compile(r"[\s\-\u2010-\u2015\u00a0\u202f\u2060\u2066-\u2069\u200b-\u200f.]*")


@dataclass(frozen=True, slots=True)
class Measure:
    """A unit of measure under its English name, where it stands in the text."""

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


def longest(measures: Iterable[Measure]) -> tuple[Measure, ...]:
    """Return *measures*; where two names claim a place, the one of the longer form."""
    found = list(measures)
    return tuple(one for one in found if not any(_is_inside(one, other) for other in found))


def _is_inside(one: Measure, other: Measure) -> bool:
    longer = other.end - other.start > one.end - one.start
    return longer and other.start <= one.start and one.end <= other.end


def in_order(text: str, numbers: Iterable[Placed], measures: Sequence[Measure]) -> Iterator[Quantity]:
    """Yield *numbers* with their units, which are among *measures*, in the order of *text*.

    The unit is the one that follows directly; where none does, the one directly before (as in
    Swahili: "mg 5", "siku 10").
    """
    for number in sorted(numbers, key=lambda one: one.start):
        after = [m for m in measures if m.start >= number.end and _GAP.fullmatch(text, number.end, m.start)]
        before = [m for m in measures if m.end <= number.start and _GAP.fullmatch(text, m.end, number.start)]
        unit = min(after, key=lambda m: m.start, default=None) or max(before, key=lambda m: m.end, default=None)
        yield Quantity(number.value, unit.name if unit else "", number.start, number.end)
