"""Read the digits of a text in the other ways that its language can have.

Who finds the numbers of two texts unequal asks here before speaking up. A turn changes what digits are read as,
never the comparison: a value passes only where the two texts come out equal.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from pnsi18n.model.language import Language
from pnsi18n.text.numbers import Placed, placed_numbers, to_ascii_digits
from pnsi18n.text.scales import scaled, scaled_range

Turn = Callable[[str, Sequence[Placed]], tuple[Placed, ...]]
_MANY = 200  # numbers; no handout's message has as many, and its readings would be counted for minutes
_EITHER_MARKS = frozenset({"km"})  # write 1,5 as often as 1.5
_GROUP = 3  # digits


def rereadings(text: str, placed: Sequence[Placed], language: Language, *, spaced: bool) -> list[Counter[Decimal]]:
    """Return the numbers *placed* in *text* by value, read plainly first and then in every other way.

    With *spaced*, groups of three digits may be apart by a space or an Arabic comma, whatever the
    language's own mark is: "12 000". English never does so: in "5 500-mg tablets" are two numbers.
    """
    if len(placed) > _MANY:
        return [Counter(one.value for one in placed)]
    found: list[tuple[Placed, ...]] = [tuple(placed)]
    if language.locale in _EITHER_MARKS:
        other = replace(language, decimal_mark=language.group_mark, group_mark=language.decimal_mark)
        found.append(tuple(placed_numbers(text, other)))
    for turn in (*([_grouped] if spaced else []), *([_listed] if language.group_mark == "," else []), *_TURNS):
        found += [turned for one in found if (turned := turn(text, one)) != one]
    return [Counter(number.value for number in one) for one in dict.fromkeys(found)]


def _grouped(text: str, placed: Sequence[Placed]) -> tuple[Placed, ...]:
    """Put groups of three digits together: "12 000", "۷۴،۴۳۹"."""
    joined: list[Placed] = []
    for one in placed:
        last = joined[-1] if joined else None
        if last and _is_group(text, last, one):
            whole = last.value * 10**_GROUP + one.value
            joined[-1] = Placed(whole.normalize(), last.start, one.end)
        else:
            joined.append(one)
    return tuple(joined)


def _is_group(text: str, last: Placed, one: Placed) -> bool:
    """Whether *one* goes on with the number *last*, which is whole and has three digits since its first group."""
    digits, whole = text[one.start : one.end], last.value == last.value.to_integral()
    first = re.split(r"\D", text[last.start : last.end])[-1]
    fits = len(first) == _GROUP if _GROUPS.search(text[last.start : last.end]) else 1 <= len(first) <= _GROUP
    return text[last.end : one.start] in _GROUPS_APART and whole and fits and bool(_THREE.fullmatch(digits))


_GROUPS_APART = frozenset(" \u00a0\u202f\u2009\u060c")
_GROUPS = re.compile(r"\d\D\d")
_THREE = re.compile(r"\d{3}(?:[.,\u066b]\d+)?")


def _listed(text: str, placed: Sequence[Placed]) -> tuple[Placed, ...]:
    """Read "1,2 or 3" as a list, where the comma is a mark of groups and one digit follows it."""
    return tuple(piece for one in placed for piece in _pieces(text, one))


def _pieces(text: str, one: Placed) -> Iterator[Placed]:
    token = to_ascii_digits(text[one.start : one.end])
    values = token.split(",") if re.fullmatch(r"\d{1,3}(?:,\d)+", token) else []
    yield from [Placed(Decimal(value), one.start, one.end) for value in values] or [one]


def _by_hundreds(text: str, placed: Sequence[Placed]) -> tuple[Placed, ...]:
    """Read 10,51,635 as one number, as India groups digits, where it is three plainly."""
    return tuple(dict.fromkeys(_whole(text, one) for one in placed)) if _INDIAN.search(text) else tuple(placed)


def _whole(text: str, one: Placed) -> Placed:
    token = text[one.start : one.end]
    digits = to_ascii_digits(token).replace(",", "") if _INDIAN.fullmatch(token) else ""
    return one._replace(value=Decimal(digits).normalize()) if digits else one


_INDIAN = re.compile(r"\d{1,2}(?:,\d\d)+,\d{3}(?:\.\d+)?")


def _mixed(text: str, placed: Sequence[Placed]) -> tuple[Placed, ...]:
    """Read "1½" and "1 1/2" as one number, as "1,5" has it."""
    joined: list[Placed] = []
    for one in placed:
        last = joined[-1] if joined else None
        fraction = 0 < one.value < 1 and not _DECIMAL.search(text, one.start, one.end)
        if last and fraction and last.value >= 1 and text[last.end : one.start] in _MIXED_GAPS:
            joined[-1] = Placed(last.value + one.value, last.start, one.end)
        else:
            joined.append(one)
    return tuple(joined)


_MIXED_GAPS = frozenset({"", " ", "\u00a0", "\u202f"})
_DECIMAL = re.compile(r"[.,\u066b]")


def with_halves_apart(numbers: Counter[Decimal]) -> Counter[Decimal]:
    """Return *numbers* with 1.5 as one and a half, as "1 comprimé et demi" has it."""
    apart: Counter[Decimal] = Counter()
    for value, count in numbers.items():
        for piece in (value - HALF, HALF) if value > 1 and value % 1 == HALF else (value,):
            apart[piece] += count
    return apart


HALF = Decimal("0.5")


def _either_phase(text: str, placed: Sequence[Placed]) -> tuple[Placed, ...]:
    """Read "phase 1/2" as two numbers."""
    return tuple(piece for one in placed for piece in _phases(text, one))


def _phases(text: str, one: Placed) -> Iterator[Placed]:
    token = text[one.start : one.end]
    numbered = "/" in token and _PHASE.search(text[max(0, one.start - _LONGEST_PHASE) : one.start])
    yield from [one._replace(value=Decimal(digit)) for digit in token.split("/")] if numbered else [one]


_LONGEST_PHASE = 9
_PHASE = re.compile(r"(?:phase|stage|grade|type|class|level|step|part|page|week|day|chapter)s?\s$", re.IGNORECASE)


def _under_over(text: str, placed: Sequence[Placed]) -> tuple[Placed, ...]:
    """Read "4分の1" as a quarter."""
    joined: list[Placed] = []
    for one in placed:
        last = joined[-1] if joined else None
        if last and one.value < last.value and _UNDER.fullmatch(text, last.end, one.start):
            joined[-1] = Placed(Decimal(str(float(one.value / last.value))), last.start, one.end)
        else:
            joined.append(one)
    return tuple(joined)


_UNDER = re.compile(r"\s?(?:分の|分之|분의|ใน)\s?")


def _decades(text: str, placed: Sequence[Placed]) -> tuple[Placed, ...]:
    """Read "the 1950s" as 50, as "los años 50" has it."""
    return tuple(one._replace(value=one.value % _CENTURY) if _DECADE.match(text, one.start) else one for one in placed)


def _centuries(text: str, placed: Sequence[Placed]) -> tuple[Placed, ...]:
    """Read "the 1890s" as 19 and 90, as "19 世纪 90 年代" has it."""
    return tuple(piece for one in placed for piece in _century_and_decade(text, one))


def _century_and_decade(text: str, one: Placed) -> tuple[Placed, ...]:
    if not _DECADE.match(text, one.start):
        return (one,)
    return one._replace(value=one.value // _CENTURY + 1), one._replace(value=one.value % _CENTURY)


_CENTURY = 100
_DECADE = re.compile(r"(?:1[1-9]|20)\d0'?s\b")


def _spans(text: str, placed: Sequence[Placed]) -> tuple[Placed, ...]:
    """Read "2019-20" as 2019 and 2020."""
    return tuple(_ending(text, last, one) for last, one in zip([None, *placed], placed, strict=False))


def _ending(text: str, last: Placed | None, one: Placed) -> Placed:
    if last is None or not _SPAN.fullmatch(text, last.start, one.end):
        return one
    return one._replace(value=last.value - last.value % _CENTURY + one.value)


_SPAN = re.compile(r"(?:19|20)\d\d[-/\u2010-\u2013]\d\d")
_TURNS: tuple[Turn, ...] = (
    *(_by_hundreds, _mixed, _either_phase, _under_over),
    *(_decades, _centuries, _spans, scaled_range, scaled),
)


def nearest(
    ours: Sequence[Counter[Decimal]],
    theirs: Sequence[Counter[Decimal]],
    our_words: Counter[Decimal],
    their_words: Counter[Decimal],
) -> tuple[Counter[Decimal], Counter[Decimal]]:
    """Return the reading of each side that differs least from one of the other; the plainest of those.

    What a side has in words does not differ: "a million" is "100万", "the 1990s" are "二十世纪九十年代".
    """

    def apart(pair: tuple[Counter[Decimal], Counter[Decimal]]) -> int:
        one, other = pair
        return (((one - other) - their_words) + ((other - one) - our_words)).total()

    return min(((one, other) for one in ours for other in theirs), key=apart)
