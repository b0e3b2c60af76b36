"""CR: what can be counted is compared by value, not by spelling."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from pnsi18n.model.finding import Problem, Severity
from pnsi18n.model.rule import rule
from pnsi18n.model.unit import Unit
from pnsi18n.text.hours import is_hour, told_otherwise
from pnsi18n.text.reading import Reading, sides
from pnsi18n.text.rereading import HALF, nearest, rereadings, with_halves_apart
from pnsi18n.text.scales import has_scale, scaled, scaled_range
from pnsi18n.text.told import fractions_in_words, in_a_name, months, romans, uncounted

_LASTS = "Have a seizure that lasts more than 5 minutes"


@rule(
    id="CR101",
    severity=Severity.ERROR,
    rationale="A changed number is a changed dose, a changed time or a changed limit.",
    bad=Unit(msgid=_LASTS, msgstr="Tiene una convulsión que dura más de 50 minutos"),
    good=Unit(msgid=_LASTS, msgstr="Tiene una convulsión que dura más de 5 minutos"),
    about={"digits"},
)
def number_changed(unit: Unit) -> Iterator[Problem]:
    """Report numbers that are lost or new, whatever digits or small number words they are in.

    A number in digits on one side may stand as a word on the other, as far as the table of
    number words of the language goes. Digits that can be read in two ways are read so that the
    two sides agree, if they do in any.
    """
    english, translation = sides(unit)
    if english.numbers == translation.numbers and not months(english, translation):
        if translation.numbers:
            yield from _scaled_up(english, translation)
            yield from _scaled_down(english, translation)
        return
    wanted, found = _compared(unit, english, translation)
    for value in _unmatched(wanted, found, translation):
        if value == 1 and _counts(english):
            continue  # "1 tablet" may be "a tablet"
        yield Problem(
            statement=f"the number {value:f} is missing from the translation",
            hint=f"write {value:f} where the English has it",
        )
    for value in _unmatched(found, wanted, english):
        if (value in wanted and _every(value, english, translation)) or (value == 1 and _counts(translation)):
            continue  # "de 12 em 12 horas" for "every 12 hours", or "1 day" for "a day"
        yield Problem(
            statement=f"the number {value:f} is not in the English",
            hint="compare every number with the English, digit by digit",
            spot=_piece(value, translation),
        )


def _scaled_up(english: Reading, translation: Reading) -> Iterator[Problem]:
    """Report a number that is right but for a word behind it that the English does not have: "5 mil mg"."""
    found = scaled(translation.plain, translation.placed)
    if found == translation.placed:
        return
    known = {one.value for one in scaled_range(english.plain, english.placed)} | english.number_words.keys()
    known |= translation.numbers.keys()
    for plain, one in zip(translation.placed, found, strict=True):
        if one.value not in known and not in_a_name(translation, plain):
            yield Problem(
                statement=f"the number {one.value:f} is not in the English",
                hint="take out the word that makes the number greater, or write the one that the English has",
                spot=translation.plain[one.start : one.end],
            )


def _scaled_down(english: Reading, translation: Reading) -> Iterator[Problem]:
    """Report a number that is right but for a word behind it that only the English has: "5 million"."""
    if not english.number_words:
        return  # "million" is one of them
    great = [one for one in scaled(english.plain, english.placed) if one.value not in english.numbers]
    if great and not has_scale(translation.plain):
        for one in great:
            if one.value not in translation.number_words:
                yield Problem(
                    statement=f"the number {one.value:f} is missing from the translation",
                    hint="write the word behind the number that makes it as great as in the English",
                )


def _compared(unit: Unit, english: Reading, translation: Reading) -> tuple[Counter[Decimal], Counter[Decimal]]:
    """Return the numbers of both sides as they are to be compared, those left out that are told in another way."""
    ours = rereadings(english.plain, english.placed, unit.english, spaced=False)
    theirs = rereadings(translation.plain, translation.placed, unit.language, spaced=True)
    if HALF in translation.number_words or "\u00bd" in translation.plain:
        ours += [with_halves_apart(one) for one in ours]
    words = Counter({value: count for value, count in english.number_words.items() if value >= _GREAT})
    theirs = [one - months(english, translation) for one in theirs]
    wanted, found = nearest(ours, theirs, words, translation.number_words)
    wanted, found = _without_hours(unit, wanted, found)
    roman, theirs_roman = romans(english), romans(translation)
    lost = wanted - ((theirs_roman - roman) & (wanted - found) & uncounted(english))
    wanted, found = lost, found - ((roman - theirs_roman) & (found - wanted) & uncounted(translation))
    named = {one for one in (wanted | found) if wanted[one] != found[one] and _is_name(one, english, translation)}
    if "/" in english.plain + translation.plain:
        named |= fractions_in_words(english, translation) | fractions_in_words(translation, english)
    return _without(wanted, named), _without(found, named)


_GREAT = 1000


def _without_hours(
    unit: Unit, wanted: Counter[Decimal], found: Counter[Decimal]
) -> tuple[Counter[Decimal], Counter[Decimal]]:
    """Return the numbers without the hours that the other side counts on another clock: 8 p.m. and 20 Uhr."""
    lost, new = wanted - found, found - wanted
    if not (lost and new):
        return wanted, found
    english, translation = sides(unit)
    for ours, theirs in told_otherwise(english, translation, six_hours=unit.language.lexicon.six_hours):
        if lost[ours] > 0 and new[theirs] > 0 and is_hour(translation, theirs):
            lost, new = lost - Counter([ours]), new - Counter([theirs])
    return wanted - ((wanted - found) - lost), found - ((found - wanted) - new)


def _without(numbers: Counter[Decimal], names: set[Decimal]) -> Counter[Decimal]:
    return Counter({value: count for value, count in numbers.items() if value not in names})


def _is_name(value: Decimal, english: Reading, translation: Reading) -> bool:
    """Whether *value* stands in a name on both sides ("COVID-19", "H1N1"), and without one equally often.

    A sentence may say a name once more or once less; what is counted or measured is counted exactly.
    """
    counts = [[in_a_name(side, one) for one in side.placed if one.value == value] for side in (english, translation)]
    ours, theirs = counts
    return any(ours) and any(theirs) and ours.count(False) == theirs.count(False)


def _piece(value: Decimal, translation: Reading) -> str:
    """Return the last place of *value*; one that was put together of several has none of its own."""
    last = next((one for one in reversed(translation.placed) if one.value == value), None)
    return translation.plain[last.start : last.end] if last else ""


def _every(value: Decimal, english: Reading, translation: Reading) -> bool:
    """Whether the translation says *value* twice where English says "every" once: "de 8 en 8 horas", "24 h/24"."""
    if not _AGAIN.search(english.text):
        return False
    places = [one for one in translation.placed if one.value == value]
    return len(places) == _TWICE and bool(_BETWEEN.fullmatch(translation.plain, places[0].end, places[1].start))


_TWICE = 2
_AGAIN = re.compile(r"\b(?:every|each|a day|per day|daily|around the clock|24/7)\b")
_BETWEEN = re.compile(r"\s(?:em|en)\s|\s?(?:h|heures|j|jours)\s?(?:/|sur)\s?")  # Portuguese, Spanish; French


def _counts(reading: Reading) -> bool:
    """Whether the number 1 counts days, times or tablets, which many languages do with an article."""
    return all(one.unit in _COUNTED for one in reading.quantities if one.value == 1)


_COUNTED = frozenset(
    {"capsule", "day", "dose", "drop", "glass", "hour", "injection", "month", "patch", "puff", "spoonful", "tablespoon"}
    | {"tablet", "teaspoon", "times", "week", "year"}
)


def _unmatched(these: Counter[Decimal], those: Counter[Decimal], other: Reading) -> Counter[Decimal]:
    """Return the values of *these* that are neither digits nor words on the other side."""
    lost = these - those
    return lost - other.number_words if lost else lost


UNIT_RULES = (number_changed,)
