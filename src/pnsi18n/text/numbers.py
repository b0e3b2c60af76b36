"""Find numbers by value, in any script's digits and with the language's own marks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache
from unicodedata import category, decimal, numeric

from pnsi18n.model.language import Language

_NUMBER = re.compile(r"\d+(?:[.,'\u2019\u066b\u066c\u00a0\u202f]\d+)*")
_GROUPING_SPACE = re.compile(r"(?<=\d) (?=\d{3}(?!\d))")
_MARK = re.compile(r"\D")
# What stands between the words of one number: spaces, hyphens, and the languages' "and".
_JOINED = r"[\s\-\u2010]+(?:(?:y|and|и|اور|और|እና)\s+)?"
# Arabic and Amharic write "and", "in", "from" and "for" as a letter before the word.
_PROCLITIC = "[\u0648\u0628\u0644\u0643\u0641\u1260\u12a8\u1208\u12e8]?"
_GROUP = 3  # digits; Indian grouping by two is read as a list and compared piece by piece
_DECIMAL_MARKS = {"\u066b"}
# Scripts whose words are not set apart by spaces; a number word is then looked for anywhere.
_UNSPACED = frozenset({"Hans", "Hant", "Jpan", "Khmr", "Laoo", "Thai", "Mymr"})

ENGLISH_NUMBER_WORDS: Mapping[str, int] = {
    **{
        word: value
        for value, word in enumerate(
            ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
        )
    },
    **{
        word: value
        for value, word in enumerate(
            ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"], start=1
        )
    },
    "once": 1,
    "twice": 2,
    "double": 2,
}


def to_ascii_digits(text: str) -> str:
    """Return *text* with the decimal digits of every script as 0 to 9."""
    return "".join(str(decimal(c)) if c.isdecimal() else c for c in text)


def numbers(text: str, language: Language) -> Counter[Decimal]:
    """Count the numbers written in digits in *text* by their value.

    A mark is read as the language reads it. A group mark that is not followed by exactly three
    digits cannot group and is taken for a decimal mark, as readers take it. Fractions that are one
    character (½) count by their value.
    """
    found: Counter[Decimal] = Counter()
    if language.group_mark.isspace():  # typed as an ordinary space as often as not
        text = _GROUPING_SPACE.sub("\u00a0", text)
    for match in _NUMBER.finditer(text):
        found.update(_values(to_ascii_digits(match[0]), language))
    found.update(Decimal(str(numeric(c))) for c in text if category(c) == "No" and numeric(c) % 1)
    return found


def _values(token: str, language: Language) -> list[Decimal]:
    marks = _MARK.findall(token)
    groups = _MARK.split(token)
    if not marks:
        return [Decimal(token)]
    has_decimals = marks[-1] == language.decimal_mark or marks[-1] in _DECIMAL_MARKS
    grouped = groups[1:-1] if has_decimals or len(groups[-1]) != _GROUP else groups[1:]
    if len(set(marks[: len(grouped)])) > 1 or any(len(group) != _GROUP for group in grouped):
        return [Decimal(group) for group in groups]  # 1.2.3 or 10,11,12: a list, not one number
    whole = groups[0] + "".join(grouped)
    fraction = groups[-1] if len(grouped) < len(marks) else ""
    return [Decimal(f"{whole}.{fraction}" if fraction else whole).normalize()]


def number_words(text: str, language: Language) -> Counter[Decimal]:
    """Count the numbers that *text* writes as single words of *language*, as far as its table goes.

    Words that stand together make a greater number ("treinta y cinco", 五十): such a run counts
    for nothing, so that it can never pass for one of its parts.
    """
    words = ENGLISH_NUMBER_WORDS if language.locale == "en" else language.number_words
    if not words:
        return Counter()
    run, word = _patterns(tuple(words), spaced=language.script not in _UNSPACED)
    runs = (word.findall(match[0]) for match in run.finditer(text.casefold()))
    return Counter(Decimal(words[found[0]]) for found in runs if len(found) == 1)


@lru_cache(maxsize=64)
def _patterns(words: tuple[str, ...], *, spaced: bool) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what finds a run of number words, and what finds the words in it, longest first."""
    one = "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
    if not spaced:
        return re.compile(rf"(?:{one})+"), re.compile(one)
    word = rf"(?<!\w){_PROCLITIC}({one})(?!\w)"
    return re.compile(rf"{word}(?:{_JOINED}{word})*"), re.compile(word)
