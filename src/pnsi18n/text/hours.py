"""Hours of the day: which numbers of a text are hours, and whether they are before noon or after it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from pnsi18n.text.quantities import Measure, Quantity, longest
from pnsi18n.text.reading import Reading

AM, PM = "a.m.", "p.m."
_NOON = 12
_SIGN = re.compile(r"(?P<hour>\d{1,2})(?:[:.]\d\d)?\s?(?P<half>[ap])\.?\s?m\b")
_ENGLISH = re.compile(
    r"(?<![\d.,:])(?P<hour>1[0-2]|0?[1-9])(?:[:.][0-5]\d)?\s?(?:o'clock\s)?"
    r"(?:(?P<half>[ap])\.?\s?m\b|(?:in the (?P<part>morning|afternoon|evening)|at (?P<night>night))\b)"
)
_MINUTES = re.compile(r"\d\s?[:.h\uff1a]\s?$")  # before a number: it tells the minutes
_BREAK = re.compile(r"[,;!?\u3001\u3002\uff0c\uff1b\u060c]")
_AFTER, _BEFORE = 18, 14  # characters between an hour and the words for its part of the day
_HALVES: Mapping[str, Mapping[str, range]] = {
    "morning": {AM: range(1, 12)},
    "dawn": {AM: range(1, 12)},
    "noon": {AM: range(10, 12), PM: range(1, 5)},
    "afternoon": {PM: range(1, 12)},
    "evening": {PM: range(1, 12)},
    "night": {PM: range(6, 12), AM: range(1, 6)},
}
_AT_TWELVE = {"noon": PM, "afternoon": PM, "night": AM}


class Hour(NamedTuple):
    """An hour as a clock with twelve shows it; *half* is empty where the text does not say it."""

    value: int
    half: str


def signed_hours(english: Reading) -> tuple[Hour, ...]:
    """Return the hours of *english*, such as "8 p.m." and "8 in the evening"."""
    return _signed(english.text) if english.placed else ()


@lru_cache(maxsize=4096)
def _signed(text: str) -> tuple[Hour, ...]:
    return tuple(_english_hour(one) for one in _ENGLISH.finditer(text))


def _english_hour(found: re.Match[str]) -> Hour:
    value = int(found["hour"])
    sign = {"a": AM, "p": PM}.get(found["half"] or "")
    return Hour(value, sign or _half(found["part"] or found["night"], value))


def _half(part: str, hour: int) -> str:
    if hour == _NOON:
        return _AT_TWELVE.get(part, "")
    return next((half for half, hours in _HALVES[part].items() if hour in hours), "")


def day_parts(reading: Reading) -> tuple[Measure, ...]:
    """Return the words for parts of the day; of "afternoon", "noon" is no word of its own."""
    rows = reading.names("day parts")
    return longest(Measure(name, one.start, one.end) for name, found in rows.items() for one in found) if rows else ()


def says_pm(reading: Reading) -> bool:
    """Whether "p.m." stands anywhere in *reading*, such as behind the word for hour."""
    return bool(reading.placed) and _SAYS_PM.search(reading.text) is not None


_SAYS_PM = re.compile(r"(?<![^\W\d_])p\.?\s?m\b")


def hours(reading: Reading, *, six_hours: bool) -> list[Hour]:
    """Return the hours of *reading*, each with its half as far as the words beside it tell.

    With *six_hours* the clock is counted from six in the morning and in the evening: "saa 2 usiku" is 8 p.m.
    """
    numbers = [one for one in reading.quantities if _is_hour(reading.text, one)]
    signs = {one.start("hour"): {"a": AM, "p": PM}[one["half"]] for one in _SIGN.finditer(reading.text)}
    beside = _beside(reading, [one for one in numbers if one.start not in signs])
    found = [_hour(one, signs.get(one.start, ""), beside.get(one.start, "")) for one in numbers]
    if six_hours:  # as often as not the hours of the English are left as they are
        shifted = [(one, beside[one.start]) for one in numbers if one.start in beside and one.value <= _NOON]
        found += [Hour(value, _half(part, value)) for one, part in shifted if (value := _from_six(int(one.value)))]
    return found


def _hour(number: Quantity, sign: str, part: str) -> Hour:
    value = int(number.value)
    if value > _NOON or value == 0:
        return Hour((value - 1) % _NOON + 1, AM if value % (2 * _NOON) == 0 else PM)
    return Hour(value, sign or (_half(part, value) if part else ""))


def _from_six(value: int) -> int:
    """Return the hour by the other clock, of those that count from six and from twelve."""
    return (value + 5) % _NOON + 1


def _is_hour(text: str, one: Quantity) -> bool:
    whole = one.value == one.value.to_integral() and 0 <= one.value <= 2 * _NOON
    return whole and one.unit in {"", "hour"} and not _MINUTES.search(text[max(0, one.start - 3) : one.start])


def _beside(reading: Reading, numbers: Sequence[Quantity]) -> dict[int, str]:
    """Return the part of the day by the start of the number that it stands beside.

    A text has it always behind the hour ("8 de la noche") or always before it ("晚上8点"): the way that
    leaves the fewest hours without it, and of two the one with less between.
    """
    parts = day_parts(reading)
    if not (parts and numbers):
        return {}
    behind = {one.start: found for one in numbers if (found := _behind(reading.text, one, parts))}
    before = {one.start: found for one in numbers if (found := _before(reading.text, one, parts))}
    best = min(behind, before, key=lambda way: (-len(way), sum(gap for gap, _ in way.values())))
    return {start: name for start, (_, name) in best.items()}


def _behind(text: str, number: Quantity, parts: Sequence[Measure]) -> tuple[int, str] | None:
    part = next((one for one in parts if one.end > number.end), None)
    gap = re.sub(r"^\s?[:.h\uff1a]\s?\d\d(?!\d)", "", text[number.end : max(part.start, number.end)]) if part else ""
    return (len(gap), part.name) if part and len(gap) <= _AFTER and _is_open(gap) else None


def _before(text: str, number: Quantity, parts: Sequence[Measure]) -> tuple[int, str] | None:
    part = next((one for one in reversed(parts) if one.start < number.start), None)
    gap = text[part.end : number.start] if part else ""
    return (len(gap), part.name) if part and len(gap) <= _BEFORE and _is_open(gap) else None


def _is_open(gap: str) -> bool:
    """Whether no other number and no end of a clause is in *gap*."""
    return not _BREAK.search(gap) and not re.search(r"\d", gap)


def told_otherwise(english: Reading, translation: Reading, *, six_hours: bool) -> Iterator[tuple[Decimal, Decimal]]:
    """Yield numbers of *english* that are hours, each with another number that is the same hour in *translation*."""
    for ours in signed_hours(english):
        kept = any(one.unit == "hour" and one.value == ours.value for one in translation.quantities)
        faces = _other_faces(ours, six_hours=six_hours and not kept)
        yield from ((Decimal(ours.value), Decimal(one)) for one in faces)
    if any(one.value > _NOON for one in english.placed):
        for theirs in hours(translation, six_hours=False):
            if theirs.half == PM and theirs.value < _NOON:
                yield Decimal(theirs.value + _NOON), Decimal(theirs.value)


def _other_faces(hour: Hour, *, six_hours: bool) -> Iterator[int]:
    if hour == Hour(_NOON, AM):
        yield from (0, 2 * _NOON)
    elif hour.half == PM and hour.value < _NOON:
        yield hour.value + _NOON
    if six_hours:
        yield _from_six(hour.value)


def is_hour(reading: Reading, value: Decimal) -> bool:
    """Whether *value* is an hour somewhere in *reading*: no other unit stands beside it."""
    return any(one.value == value and _is_hour(reading.text, one) for one in reading.quantities)
