"""Numbers that are told otherwise than in digits: months by name, Roman numerals, numbers in names."""

from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal
from functools import lru_cache

from pnsi18n.text.numbers import Placed, to_ascii_digits
from pnsi18n.text.reading import Reading

_NO_NUMBERS: Counter[Decimal] = Counter()
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
# At the beginning of a sentence, "May" and "March" are verbs, unless a number goes with them.
_MONTH = re.compile(
    r"\b(Jan|Feb|Apr|Jun|Jul|Aug|Sep|Oct|Nov|Dec)(?:uary|ruary|il|e|y|ust|t|tember|ober|ember)?\b"
    r"|\b(?:(?<!^)(?<![.!?:]\s)|(?=\w{3,5}\s\d))(Mar|May)(?:ch)?\b"
)
_MONTH_SIGNS = ("月", "월", "tháng", "Tháng")
_BEFORE_SIGN = re.compile(r"(?:\s?[-\u2010-\u2015~\uff5e、至到和及및\u30fb]\s?\d{1,2})*\s?[月월]")
_AFTER_WORD = re.compile(r"tháng\s$", re.IGNORECASE)
_LAST_MONTH = 12
_WORD = 6  # characters of "tháng "


def months(english: Reading, translation: Reading) -> Counter[Decimal]:
    """Count the numbers of *translation* that are months which *english* has by name.

    Chinese, Japanese, Korean and Vietnamese number the months: "3 月", "3월", "tháng 3" is March.
    """
    text = translation.plain
    if not translation.placed or not any(sign in text for sign in _MONTH_SIGNS):
        return _NO_NUMBERS
    named = _named_months(english.plain)
    return named & Counter(one.value for one in translation.placed if _is_month(text, one)) if named else named


def _is_month(text: str, one: Placed) -> bool:
    behind = _AFTER_WORD.search(text[max(0, one.start - _WORD) : one.start])
    return one.value <= _LAST_MONTH and bool(behind or _BEFORE_SIGN.match(text, one.end))


@lru_cache(maxsize=4096)
def _named_months(text: str) -> Counter[Decimal]:
    return Counter(Decimal(_MONTHS.index(found[1] or found[2]) + 1) for found in _MONTH.finditer(text))


def names_month(english: Reading) -> bool:
    """Whether *english* has the name of a month."""
    return bool(_named_months(english.plain))


# "IV" is a drip unless a word before it says otherwise; so is "I" a person.
_ROMAN = re.compile(
    r"\b(?:(?:type|phase|stage|class|grade|level|part|group|factor|volume|chapter|war|angiotensin)[\s\-](?P<class>[IVX]+)"
    r"|(?P<alone>VI{1,3}|I{2,3}|IX|XI{1,3}|XI?V|XVI{0,3}|XIX|XXI))(?:e|[èe]me|º)?\b",
)
_SIGNS = {chr(0x2160 + value - 1): Decimal(value) for value in range(1, 13)}  # Ⅰ to Ⅻ
_LETTERS = {"I": 1, "V": 5, "X": 10}


@lru_cache(maxsize=4096)
def _romans(text: str) -> Counter[Decimal]:
    found = Counter(_value(one["class"] or one["alone"]) for one in _ROMAN.finditer(text))
    return found + Counter(_SIGNS[sign] for sign in text if sign in _SIGNS)


def romans(reading: Reading) -> Counter[Decimal]:
    """Count the Roman numerals of *reading*: "type II", "XXIe siècle"."""
    return _romans(reading.plain)


def uncounted(reading: Reading) -> Counter[Decimal]:
    """Count the numbers in digits of *reading* that no unit follows: of "3 tablets", no stage is told."""
    return Counter(one.value for one in reading.quantities if not one.unit)


def fractions_in_words(reading: Reading, other: Reading) -> set[Decimal]:
    """Return the fractions of *reading* that *other* has in words: "2/3" is "dos terceras partes".

    Of tablets they are not: "two or three" could be meant.
    """
    found = (one for one in reading.quantities if 0 < one.value < 1 and not one.unit)
    return {one.value for one in found if _in_words(reading.text[one.start : one.end], other)}


def _in_words(token: str, other: Reading) -> bool:
    over, stroke, under = to_ascii_digits(token).partition("/")
    if not (stroke and over.strip().isdecimal() and under.strip().isdecimal()):
        return False
    return all(Decimal(digit.strip()) in other.number_words for digit in (over, under))


def _value(numeral: str) -> Decimal:
    values = [_LETTERS[letter] for letter in numeral]
    return Decimal(sum(-one if one < after else one for one, after in zip(values, [*values[1:], 0], strict=True)))


def in_a_name(reading: Reading, one: Placed) -> bool:
    """Whether the number *one* ends a name: it stands behind a Latin letter, or behind letters and a hyphen."""
    return _NAME.search(reading.plain[max(0, one.start - 2) : one.start]) is not None


_NAME = re.compile(r"[A-Za-z]$|[^\W\d_][\-\u2010\u2011]$")
