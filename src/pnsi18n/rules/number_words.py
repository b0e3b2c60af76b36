"""CR: numbers that are words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from pnsi18n.model.finding import Problem, Severity
from pnsi18n.model.rule import rule
from pnsi18n.model.unit import Unit
from pnsi18n.text.reading import Reading, sides
from pnsi18n.text.scales import has_scale
from pnsi18n.text.told import romans
from pnsi18n.text.traits import ENGLISH_NUMBER
from pnsi18n.text.words import UNSPACED, has


@rule(
    id="CR107",
    severity=Severity.ERROR,
    rationale="Two doses and three doses are told apart by a word; digits are not the only numbers.",
    bad=Unit(msgid="Take it twice a day.", msgstr="Tómelo tres veces al día."),
    good=Unit(msgid="Take it twice a day.", msgstr="Tómelo dos veces al día."),
    about={ENGLISH_NUMBER},
)
def number_word_changed(unit: Unit) -> Iterator[Problem]:
    """Report a number that is a word in the English and became another number, in words, in the translation."""
    english, translation = sides(unit)
    if not english.sure_number_words:
        return
    lost = english.sure_number_words - (translation.numbers + translation.number_words)
    known = english.numbers + english.number_words + _stages(english, translation) if lost else Counter()
    new = _told_surely(translation) - known if lost else Counter()
    if new and max(lost) >= _MILLION / 2 and has_scale(translation.plain):
        return  # "cinco millones": few tables have the words for great numbers
    if not (lost and new):
        lost, new = _recounted(english, translation)
    if lost and new:
        yield Problem(
            statement=f"the English says {_told(lost)} in words, the translation {_told(new)}",
            hint="compare every number word with the English",
        )


_MILLION = 1000000
# "diez millones": 10, and a word that few tables have; lakh and crore are the Indian ones.
_GREAT = (_MILLION // 10, _MILLION, 10 * _MILLION, 1000 * _MILLION)


def _stages(english: Reading, translation: Reading) -> Counter[Decimal]:
    """Return the Roman numerals of *english*, less those values by which *translation* counts doses or days."""
    found = romans(english)
    return found - Counter(value for value, _ in translation.counted) if found else found


def _told_surely(reading: Reading) -> Counter[Decimal]:
    """Return the numbers in words that are no articles ("una"): the sure ones, and those that count something."""
    return reading.sure_number_words | Counter(value for value, _ in reading.counted)


def _recounted(english: Reading, translation: Reading) -> tuple[Counter[Decimal], Counter[Decimal]]:
    """Return what the English counts in words ("one tablet"), and another number that the translation has of it.

    The value itself may well be in the translation: "two tablets a day" is "two tablets in one day" in Khmer.
    """
    known = english.numbers.keys() | english.number_words.keys()
    for value, unit in english.counted if translation.counted else ():
        if unit not in _TAKEN:
            continue
        found = {one for one, name in translation.counted if name == unit}
        found |= {one.value for one in translation.quantities if one.unit == unit}
        if value not in found and (new := found - known):
            return Counter([value]), Counter(new)
    return Counter(), Counter()


_TAKEN = frozenset({"tablet", "dose", "glass"})


@rule(
    id="CR108",
    severity=Severity.WARNING,
    rationale="A number that the English does not have is a dose that nobody ordered.",
    bad=Unit(msgid="Take a tablet once a day.", msgstr="Tome dos tabletas una vez al día."),
    good=Unit(msgid="Take a tablet once a day.", msgstr="Tome una tableta una vez al día."),
    about={"numbers"},
)
def number_word_new(unit: Unit) -> Iterator[Problem]:
    """Report a number in words from two on that the English has neither in words nor in digits."""
    if unit.language.script in UNSPACED:
        return  # a number word hides in too many others
    english, translation = sides(unit)
    if not translation.sure_number_words:
        return
    known = english.numbers.keys() | english.number_words.keys() | romans(english).keys()
    if "/" in english.plain:
        known |= {Decimal(one) for one in english.plain if one.isdecimal()}  # of 2/3, both
    known |= {value / power for value in known if value >= _MILLION for power in _GREAT}
    found = translation.sure_number_words.items()
    new = Counter({value: count for value, count in found if value not in known and value >= _FIRST})
    if new and not has(english.text, _PAIRS, unit.english):
        yield Problem(
            statement=f"the translation says {_told(new)} in words; the English has no such number",
            hint="compare every number with the English",
        )


_FIRST = 2
# What other languages say with a number: "ambos", "deux fois plus", "due punti" …
_PAIRS = (
    *("both", "couple", "pair", "either", "half", "again", "another", "other", "double", "second", "between"),
    *("bilateral", "colon", "colons", "multiple", "primary", "quotes", "secondary", "twins"),
)


def _told(values: Counter[Decimal]) -> str:
    return ", ".join(f"{value:f}" for value in sorted(values))


UNIT_RULES = (number_word_changed, number_word_new)
