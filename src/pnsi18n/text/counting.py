"""The numbers that a text has in words: what they come to, which of them are sure, and what they count."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

import regex

from pnsi18n.model.lexicon import Lexicon
from pnsi18n.text.lexicon_tables import values
from pnsi18n.text.numbers import combined, joins
from pnsi18n.text.quantities import Measure, following
from pnsi18n.text.vocabulary import Hit, Hits, apart, leftmost_longest

_NOTHING: Mapping[str, Sequence[Hit]] = {}
_DIGIT_BEFORE = regex.compile(r"\d\s?$")  # of "160 mil", the word is a part of the number
_MAYBE = Decimal(-1)  # a word that only may be a number


class InWords(NamedTuple):
    """Numbers in words by value: all of them, and the sure ones; and those with the units that follow."""

    every: Counter[Decimal]
    sure: Counter[Decimal]
    counted: tuple[tuple[Decimal, str], ...]


_NONE = InWords(Counter(), Counter(), ())


class NumberWords:
    """The number words of one language, with their values."""

    def __init__(self, lexicon: Lexicon, script: str, *, is_english: bool) -> None:
        self._script = script
        self._is_english = is_english
        unsure, sure = values(lexicon.ambiguous_numbers, script), values(lexicon.numbers, script)
        self._values = unsure | sure
        self._unsure = frozenset(unsure) - frozenset(sure)

    def counted(self, text: str, hits: Hits, measures: Sequence[Measure]) -> InWords:
        """Count the numbers in words by value, and say what is counted."""
        if "numbers" not in hits:
            return _NONE
        every: Counter[Decimal] = Counter()
        sure: Counter[Decimal] = Counter()
        counted: list[tuple[Decimal, str]] = []
        starts = [one.start for one in measures]
        for run in _runs(text, hits, frozenset(one.end for one in measures), self._unsure):
            found = self._combined(run)
            every.update(found)
            unit = following(text, run[-1].end, measures, starts)
            if unit:
                counted.append((found[-1], unit))
            if unit and self._is_english:
                sure.update(found)
            elif not _DIGIT_BEFORE.search(text, max(0, run[0].begin - 2), run[0].begin):
                sure.update(one for one in self._combined(run, unsure=self._unsure) if one != _MAYBE)
        return InWords(every, sure, tuple(counted))

    def _combined(self, run: Sequence[Hit], unsure: frozenset[str] = frozenset()) -> list[Decimal]:
        values = [_MAYBE if one.form in unsure else self._values[one.form] for one in run]
        return combined(values, self._script)


def _runs(text: str, hits: Hits, ends: frozenset[int], unsure: frozenset[str]) -> list[list[Hit]]:
    """Return the number words, those that stand together as one, such as "treinta y cinco".

    A form that brings its unit along, and so has one of the *ends* of units, is a number of its own. Of
    "vingt secondes", the second word is only the unit.
    """
    percents = hits.get("units", _NOTHING).get("percent", ())
    seconds = {one.start for one in hits.get("units", _NOTHING).get("second", ())}
    found = hits["numbers"][""]
    runs: list[list[Hit]] = []
    for word in leftmost_longest(apart(found, percents) if percents else found):
        if runs and runs[-1][-1].end not in ends and joins(text[runs[-1][-1].end : word.begin]):
            if word.start not in seconds or runs[-1][-1].form in unsure:  # "une seconde dose"
                runs[-1].append(word)
        else:
            runs.append([word])
    return runs
