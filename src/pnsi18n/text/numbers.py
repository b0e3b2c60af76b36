"""Find numbers by value, in any script's digits and with the language's own marks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple
from unicodedata import category, decimal, numeric

from pnsi18n.model.language import Language

_GROUPING_SPACE = re.compile(r" (?<=\d )(?=\d{3}(?!\d))")
_PLANE = "".join(map(chr, range(0x10000)))  # 0 of Unicode
_ZERO = "[" + "".join(digit for digit in re.findall(r"\d", _PLANE) if decimal(digit) == 0) + "]"
_FULL_HOUR = rf"(?:\s?[:\uff1ah]\s?{_ZERO}{{2}}(?!\d))?"  # of 8:00, only the 8 is a number
# ".5" is a half, not five. What a number begins with stands first: so the engine goes from one to the next at once.
_BARE = r"(?<![\w.,\u066b)\]][.,\u066b])(?<=[.,\u066b])\d+(?![.,\u066b]?\d)"
_NUMBER = re.compile(rf"([\d.,\u066b](?:(?<=\d)\d*(?:[.,'\u2019\u066b\u066c\u00a0\u202f]\d+)*|{_BARE})){_FULL_HOUR}")
_MARK = re.compile(r"\D")
_FRACTIONS = "".join(sign for sign in filter(str.isnumeric, _PLANE) if category(sign) == "No" and numeric(sign) % 1)
_FRACTION = re.compile(f"[{_FRACTIONS}]")
# "1/2" is one number; "24/7", "1/2/2026" and "1.1/1.2" are not.
_STROKE = re.compile(r"(?<![\w/.,:])(\d)\s?[/\u2044]\s?(\d)(?![\d/]|[.,:]\d)")
_DENOMINATORS = frozenset({2, 3, 4, 5, 8})
_COUNTABLE = re.compile(rf"\d|{_FRACTION.pattern}")
# "3,4-" before a name tells positions in a molecule (IUPAC); it is a list, in every language.
_LOCANTS = re.compile(r"\d(?:[,\u060c\u3001]\s?\d)+(?=[\-\u2010\u2011\u2012\u2013\u2212]\s?[^\W\d_])")
# What stands between the words of one number: spaces, hyphens, and the languages' "and".
_JOINED = re.compile(r"[\s\-\u2010\u200b]*(?:(?:y|e|et|at|na|iyo|and|и|اور|و|और|እና)\s+)?")
_GROUP = 3  # digits; Indian grouping by two is read as a list and compared piece by piece
_DECIMAL_MARKS = {"\u066b"}


def to_ascii_digits(text: str) -> str:
    """Return *text* with the decimal digits of every script as 0 to 9."""
    return "".join(str(decimal(c)) if c.isdecimal() else c for c in text)


def numbers(text: str, language: Language) -> Counter[Decimal]:
    """Count the numbers written in digits in *text* by their value.

    A mark is read as the language reads it. A group mark that is not followed by exactly three
    digits cannot group and is taken for a decimal mark, as readers take it. Fractions that are one
    character (½) count by their value.
    """
    return Counter(one.value for one in placed_numbers(text, language))


class Placed(NamedTuple):
    """A number with its place in the text."""

    value: Decimal
    start: int
    end: int


def placed_numbers(text: str, language: Language) -> Iterator[Placed]:
    """Yield the numbers that are written in digits in *text*, from its beginning to its end."""
    if not _COUNTABLE.search(text):
        return
    if language.group_mark.isspace():  # typed as an ordinary space as often as not
        text = _GROUPING_SPACE.sub("\u00a0", text)
    listed = {place for match in _LOCANTS.finditer(text) for place in range(*match.span())}
    strokes = dict(_strokes(text)) if "/" in text or "\u2044" in text else {}
    for match in _NUMBER.finditer(text):
        start, end = match.span(1)
        if start in strokes:
            yield from strokes[start]
        elif match[1].isdecimal():
            yield Placed(Decimal(match[1]), start, end)
        else:
            digits = match[1] if match[1].isascii() else to_ascii_digits(match[1])
            values = map(Decimal, _MARK.split(digits)) if start in listed else _values(digits, language)
            yield from (Placed(value, start, end) for value in values)
    for match in () if text.isascii() else _FRACTION.finditer(text):
        yield Placed(Decimal(str(numeric(match[0]))), match.start(), match.end())


def _strokes(text: str) -> Iterator[tuple[int, tuple[Placed, ...]]]:
    """Yield the places of digits that are a part of a fraction; the first of them with its number."""
    for match in _STROKE.finditer(text):
        over, under = int(match[1]), int(match[2])
        if 0 < over < under and under in _DENOMINATORS:
            yield match.start(1), (Placed(Decimal(str(over / under)), match.start(), match.end()),)
            yield match.start(2), ()


def _values(token: str, language: Language) -> list[Decimal]:
    if not token[0].isdecimal():
        return [Decimal(f"0.{token[1:]}").normalize()]
    marks = _MARK.findall(token)
    groups = _MARK.split(token)
    has_decimals = marks[-1] == language.decimal_mark or marks[-1] in _DECIMAL_MARKS
    grouped = groups[1:-1] if has_decimals or len(groups[-1]) != _GROUP else groups[1:]
    if len(set(marks[: len(grouped)])) > 1 or any(len(group) != _GROUP for group in grouped):
        return [Decimal(group) for group in groups]  # 1.2.3 or 10,11,12: a list, not one number
    whole = groups[0] + "".join(grouped)
    fraction = groups[-1] if len(grouped) < len(marks) else ""
    return [Decimal(f"{whole}.{fraction}" if fraction else whole).normalize()]


def joins(gap: str) -> bool:
    """Whether words of one number can stand on both sides of *gap*."""
    return _JOINED.fullmatch(gap) is not None


def combined(values: list[Decimal], script: str) -> list[Decimal]:
    """Put the words of one number together: 2 10 5 is 25, 30 5 is 35, 2 2 are two numbers.

    In Arabic letters, 5 30 is 35, too; Khmer says 5 2 for seven.
    """
    ones_first, by_fives = script == "Arab", script == "Khmr"
    numbers: list[Decimal] = []
    for value in values:
        last = numbers[-1] if numbers else None
        if last is not None and value in _MULTIPLIERS and 0 < last < value:
            numbers[-1] = last * value
        elif last is not None and (
            (0 < value < last and last % _scale(value) == 0)
            or (ones_first and 0 < last < _TEN < value < _HUNDRED and value % _TEN == 0)
            or (by_fives and last % _TEN == _FIVE and 1 <= value < _FIVE)
        ):
            numbers[-1] = last + value
        else:
            numbers.append(value)
    return numbers


_FIVE, _TEN, _HUNDRED = map(Decimal, (5, 10, 100))
_MULTIPLIERS = frozenset(Decimal(10) ** power for power in range(1, 10))


def _scale(value: Decimal) -> int:
    """Return the power of ten that a number must be a multiple of, for *value* to be added to it."""
    return 10 if value < 10 else 100 if value < 100 else 1000  # noqa: PLR2004 -- powers of ten
