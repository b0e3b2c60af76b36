"""Put numbers and the units beside them together."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from pnsi18n.text.numbers import Placed

_GAP = re.compile(r"[\s\-\u2010-\u2015\u00a0\u202f\u2060\u2066-\u2069\u200b-\u200f.]*")


class Measure(NamedTuple):
    """A unit of measure under its English name, where it stands in the text."""

    name: str
    start: int
    end: int


class Quantity(NamedTuple):
    """A number with its unit; the unit is empty where none stands beside it."""

    value: Decimal
    unit: str
    start: int
    end: int


def longest(measures: Iterable[Measure]) -> tuple[Measure, ...]:
    """Return *measures* in the order of the text; where two names claim a place, the one of the longer form."""
    kept: list[Measure] = []
    widest = Measure("", 0, 0)  # of those before, the one that reaches furthest
    for one in sorted(measures, key=lambda each: (each.start, -each.end)):
        if one.end > widest.end or (one.start, one.end) == (widest.start, widest.end):
            kept.append(one)
            widest = one
    return tuple(kept)


def in_order(
    text: str, numbers: Iterable[Placed], measures: Sequence[Measure], *, unit_first: bool
) -> Iterator[Quantity]:
    """Yield *numbers* with their units, which are among *measures*, in the order of *text*.

    The unit is the one that follows directly; where none does, and the language has *unit_first*,
    the one directly before (as in Swahili: "mg 5", "siku 10").
    """
    by_end = sorted(measures, key=lambda each: each.end) if unit_first else []
    starts, ends = [one.start for one in measures], [one.end for one in by_end]
    for number in sorted(numbers, key=lambda one: one.start):
        unit = following(text, number.end, measures, starts)
        place = bisect_right(ends, number.start) - 1
        if not unit and place >= 0 and _GAP.fullmatch(text, ends[place], number.start):
            unit = by_end[place].name
        yield Quantity(number.value, unit, number.start, number.end)


def following(text: str, end: int, measures: Sequence[Measure], starts: Sequence[int]) -> str:
    """Return the unit that follows in *text* what ends at *end*, or ends it; *measures* begin at *starts*."""
    place = bisect_left(starts, end)
    if place and measures[place - 1].end == end:
        return measures[place - 1].name
    if place < len(starts) and _GAP.fullmatch(text, end, starts[place]):
        return measures[place].name
    return ""
