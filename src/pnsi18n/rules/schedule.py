"""CR: when, how often, and by whose weight; the number may be right and the treatment another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from pnsi18n.model.finding import Problem, Severity
from pnsi18n.model.rule import rule
from pnsi18n.model.unit import Unit
from pnsi18n.text.hours import AM, PM, Hour, day_parts, hours, says_pm, signed_hours
from pnsi18n.text.quantities import Measure
from pnsi18n.text.reading import Reading, sides
from pnsi18n.text.told import names_month
from pnsi18n.text.traits import CLOCK, OFTEN
from pnsi18n.text.words import UNSPACED

_EIGHT = "Take it at 8 a.m."
_EARLY = frozenset({"morning"})
_LATE = frozenset({"afternoon", "evening", "night"})
_NOON, _DAWN = 12, 6


@rule(
    id="CR110",
    severity=Severity.ERROR,
    rationale="Eight in the evening is twelve hours after eight in the morning, and the number is the same.",
    bad=Unit(msgid=_EIGHT, msgstr="Tómelo a las 8 p. m."),
    good=Unit(msgid=_EIGHT, msgstr="Tómelo a las 8 a. m."),
    about={CLOCK},
)
def time_of_day_changed(unit: Unit) -> Iterator[Problem]:
    """Report an hour before noon that became one after it, or the other way round, and morning for evening.

    On a clock with 24 hours, 8 p.m. is 20; an 8 that nothing says more of is in the morning.
    """
    english, translation = sides(unit)
    ours = signed_hours(english)
    if not (ours or english.names("day parts")):
        return
    theirs = hours(translation, six_hours=unit.language.lexicon.six_hours)
    parts = {one.name for one in day_parts(translation)} | ({"noon"} if says_pm(translation) else set())
    changed = [said for one in ours if (said := _changed(one, ours, theirs, parts))]
    for statement in changed or _part_changed(english, ours, parts):
        yield Problem(
            statement=statement,
            hint="compare every time of day with the English; 8 p.m. is 20:00, 8 a.m. is 8:00",
        )


def _changed(one: Hour, ours: tuple[Hour, ...], theirs: list[Hour], parts: set[str]) -> str:
    """Return what became of *one*, an hour of the English, empty where it is right or cannot be told."""
    halves = {each.half for each in theirs if each.value == one.value}
    other = PM if one.half == AM else AM
    if not one.half or one.half in halves or not halves:
        return ""
    if halves == {other} and Hour(one.value, other) not in ours:
        return f"{one.value} {one.half} of the English is {one.value} {other} in the translation"
    unsaid = not any(each.half == PM for each in theirs) and not parts & (_LATE | {"noon"})
    if halves == {""} and one.half == PM and one.value < _NOON and unsaid:
        return f"{one.value} p.m. of the English is only {one.value} in the translation"
    return ""


def _part_changed(english: Reading, ours: tuple[Hour, ...], found: set[str]) -> Iterator[str]:
    """Yield what changed where one side speaks of the morning alone, the other of the evening alone."""
    wanted = {one.name for one in day_parts(english)} | {_part(one) for one in ours}
    for these, those in ((_EARLY, _LATE), (_LATE, _EARLY)):
        if wanted and found and wanted <= these and found <= those:
            yield f"the English says {min(wanted)}, the translation {min(found)}"


def _part(hour: Hour) -> str:
    """Return morning or evening; at night and at noon languages differ."""
    if hour.value == _NOON or (hour.half == AM and hour.value < _DAWN):
        return ""
    return "morning" if hour.half == AM else "evening"


_WEEKLY = "Take it once a week."
_PERIODS = frozenset({"hour", "day", "week", "month", "year"})
# What stands for another period by mistake. Years are told of patients, and months of dates where a sign names them.
_MISTAKEN, _MISTAKEN_UNSPACED = frozenset({"hour", "day", "week", "month"}), frozenset({"hour", "day", "week"})
_OFTEN = re.compile(r"\b(?:(?:every|each|per|an?|once a) (hour|day|week|month|year)|(hour|dai|week|month|year)ly)\b")
_EVERY_SECOND = re.compile(r"\bevery (?:second|2nd) day\b")


@rule(
    id="CR111",
    severity=Severity.ERROR,
    rationale="Methotrexate once a week treats; once a day it has killed.",
    bad=Unit(msgid=_WEEKLY, msgstr="Tómelo una vez al día."),
    good=Unit(msgid=_WEEKLY, msgstr="Tómelo una vez por semana."),
    about={OFTEN},
)
def interval_changed(unit: Unit) -> Iterator[Problem]:
    """Report "weekly" that became "daily" and its like, and "every other day" that became "every day"."""
    english, translation = sides(unit)
    if not (english.measures and translation.measures):
        return
    for period in _periods(english):
        if unit.language.lexicon.units.get(period) and (other := _mistaken(period, english, translation)):
            yield Problem(
                statement=f"the English says how often in a {period}, the translation speaks of a {other}",
                hint=f"say it by the {period}, as the English does",
            )
    if "frequency" in english.hits and _alternation_changed(english, translation):
        yield Problem(
            statement='"every day" and "every other day" are exchanged',
            hint="say whether a day is left out between two doses, as the English does",
        )


_NAMES = {**{one: one for one in _PERIODS}, "dai": "day"}


def _periods(english: Reading) -> dict[str, None]:
    """Return the periods by which *english* says how often, in order."""
    return dict.fromkeys(_NAMES[found[1] or found[2]] for found in _OFTEN.finditer(english.text))


def _mistaken(period: str, english: Reading, translation: Reading) -> str:
    """Return the period that *translation* has in the place of *period*; empty where it has that one, or no other."""
    theirs, known = ({one.name for one in side.measures} for side in (translation, english))
    if period in theirs or (period == "day" and "day parts" in translation.hits):
        return ""  # "jeden Morgen" is daily, too
    by_sign = translation.script in UNSPACED or names_month(english)
    others = (theirs & (_MISTAKEN_UNSPACED if by_sign else _MISTAKEN)) - known
    return min(others - ({"hour"} if signed_hours(english) else set()), default="")


def _alternation_changed(english: Reading, translation: Reading) -> bool:
    """Whether one side has every day and the other every second one; a new 2 tells the latter, too."""
    ours, theirs = english.names("frequency"), translation.names("frequency")
    if "other_day" in ours:
        return "daily" in theirs and "other_day" not in theirs and _twos(translation) <= _twos(english)
    return "daily" in ours and "other_day" in theirs and "daily" not in theirs


_TWO = Decimal(2)


def _twos(reading: Reading) -> int:
    counts = reading.numbers + reading.number_words
    return counts[_TWO] - len(_EVERY_SECOND.findall(reading.text))


_PER_KILOGRAM = "Give 10 mg per kg of body weight."
_BY_WEIGHT = re.compile(r"/\s?kg\b|\b(?:per|each|every|a) (?:kg|kilo|kilogram|kilogramme)\b")


@rule(
    id="CR112",
    severity=Severity.ERROR,
    rationale="Ten milligrams for each kilogram are two hundred for a child of twenty; ten are nothing.",
    bad=Unit(msgid=_PER_KILOGRAM, msgstr="Administre 10 mg de una vez."),
    good=Unit(msgid="Give 10 mg at once.", msgstr="Administre 10 mg de una vez."),
    about={"kg"},
)
def per_kilogram_changed(unit: Unit) -> Iterator[Problem]:
    """Report a dose by weight that became a dose for everybody, or the other way round."""
    english, translation = sides(unit)
    if not (english.placed and unit.language.lexicon.units.get("kg")):
        return
    weighed = _kilograms(translation)
    ours = any(one.name == "kg" for one in english.measures)
    if ours and not weighed and _BY_WEIGHT.search(english.text):
        yield Problem(
            statement="the dose of the English is for each kilogram; the translation has no kilogram",
            hint='write "/kg" or "per kilogram" behind the dose',
        )
    elif weighed and not ours and any(_is_rate(translation, one.start) for one in weighed):
        yield Problem(
            statement="the dose of the translation is for each kilogram; that of the English is not",
            hint="take out what makes the dose depend on the weight",
        )


def _kilograms(reading: Reading) -> list[Measure]:
    return [one for one in reading.measures if one.name == "kg"]


def _is_rate(reading: Reading, start: int) -> bool:
    """Whether a stroke stands before the place *start*: "mg/kg"."""
    return reading.text[max(0, start - 2) : start].strip().endswith("/")


UNIT_RULES = (time_of_day_changed, interval_changed, per_kilogram_changed)
