"""CR, beyond numbers: units, medicines, and words that look like others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations

from pnsi18n.model.finding import Problem, Severity
from pnsi18n.model.rule import rule
from pnsi18n.model.unit import Unit
from pnsi18n.text.quantities import Quantity
from pnsi18n.text.reading import Reading, sides
from pnsi18n.text.traits import ENGLISH_QUANTITIES, ENGLISH_QUANTITY
from pnsi18n.text.words import has, normalised

_LASTS = "Call if a seizure lasts more than 5 minutes."
_FEVER = "Call if your temperature is 100.4 °F (38 °C)."
_TWO = "Take 12 mg in the morning and 21 mg in the evening."
_DRUG = "Prednisone is a steroid."
_AGREES = Decimal("0.3")  # degrees Celsius; both values are rounded
_COUNTED = frozenset({"times", "tablet", "dose", "glass"})  # what may stand beside any number, or be left out
_SPOONS = frozenset({"teaspoon", "tablespoon"})
_SPOKEN = frozenset({"unit", *_SPOONS})  # the tables have not all words for them
_DOSES = frozenset({"mg", "mcg", "g", "ml", "l", *_SPOKEN})  # what may stand in their place by mistake


@rule(
    id="CR102",
    severity=Severity.ERROR,
    rationale="Five minutes are not five hours, and a milligram is a thousand micrograms.",
    bad=Unit(msgid=_LASTS, msgstr="Llame si una convulsión dura más de 5 horas."),
    good=Unit(msgid=_LASTS, msgstr="Llame si una convulsión dura más de 5 minutos."),
    about={ENGLISH_QUANTITY},
)
def unit_changed(unit: Unit) -> Iterator[Problem]:
    """Report a number whose unit of time, weight, volume, length or temperature became another one."""
    english, translation = sides(unit)
    yield from _spoon_changed(english, translation)
    wanted, found = english.quantities, translation.quantities
    if not (wanted and found):
        return
    present = {one.name for one in translation.measures}
    for quantity in dict.fromkeys((one.value, one.unit) for one in wanted if one.unit not in {"", *_COUNTED}):
        value, name = quantity
        beside = [one.unit for one in found if one.value == value]
        if not unit.language.lexicon.units.get(name) or not beside or name in beside:
            continue
        others = [
            one for one in beside if one and one not in _COUNTED and (name not in _SPOKEN or one in _DOSES - _SPOONS)
        ]
        if others and not _has_quantity(wanted, value, others[0]):
            yield Problem(
                statement=f"{value:f} {name} of the English is {value:f} {others[0]} in the translation",
                hint=f"write {value:f} with the unit of the English",
                spot=_piece(translation, value, others[0]),
            )
        elif name not in {*present, *_SPOKEN}:
            yield Problem(
                statement=f"{value:f} of the English is in {name}; the translation has no such unit",
                hint="write the unit beside the number",
            )


def _spoon_changed(english: Reading, translation: Reading) -> Iterator[Problem]:
    """Report a teaspoon that became a tablespoon, or the other way round, wherever its number stands."""
    if not ("units" in english.hits and english.hits["units"].keys() & _SPOONS):
        return
    ours, theirs = ({one.name for one in side.measures} & _SPOONS for side in (english, translation))
    if theirs and len(ours) == 1 and not ours & theirs:
        yield Problem(
            statement=f"the {min(ours)} of the English is a {min(theirs)} in the translation",
            hint="a tablespoon holds three teaspoons; write the spoon of the English",
        )


def _piece(reading: Reading, value: Decimal, unit: str) -> str:
    return reading.piece(next(one for one in reading.quantities if (one.value, one.unit) == (value, unit)))


def _has_quantity(wanted: Sequence[Quantity], value: Decimal, name: str) -> bool:
    return any((one.value, one.unit) == (value, name) for one in wanted)


@rule(
    id="CR103",
    severity=Severity.ERROR,
    rationale="Of two temperatures that disagree, the patient believes the wrong one.",
    bad=Unit(msgid=_FEVER, msgstr="Llame si su temperatura es de 104,4 °F (38 °C)."),
    good=Unit(msgid=_FEVER, msgstr="Llame si su temperatura es de 100,4 °F (38 °C)."),
    about={"fahrenheit"},
)
def temperatures_disagree(unit: Unit) -> Iterator[Problem]:
    """Report a pair of °F and °C in the translation that is not one temperature, where the English agrees."""
    _, translation = sides(unit)
    fahrenheit, celsius = _degrees(translation)
    if fahrenheit is None or celsius is None or _agree(fahrenheit, celsius):
        return
    yield Problem(
        statement=f"{fahrenheit:f} °F is not {celsius:f} °C",
        hint=f"{celsius:f} °C is {celsius * 9 / 5 + 32:.1f} °F; compare both with the English",
    )


def _degrees(reading: Reading) -> tuple[Decimal | None, Decimal | None]:
    """Return the one temperature in °F and the one in °C, where there is just one of each."""
    both = [[one.value for one in reading.quantities if one.unit == name] for name in ("fahrenheit", "celsius")]
    first, second = (values[0] if len(values) == 1 else None for values in both)
    return first, second


def _agree(fahrenheit: Decimal, celsius: Decimal) -> bool:
    return abs((fahrenheit - 32) * 5 / 9 - celsius) <= _AGREES


@rule(
    id="CR104",
    severity=Severity.WARNING,
    rationale="The morning's dose in the evening is another treatment, with every number right.",
    bad=Unit(msgid=_TWO, msgstr="Tome 21 mg por la mañana y 12 mg por la noche."),
    good=Unit(msgid=_TWO, msgstr="Tome 12 mg por la mañana y 21 mg por la noche."),
    about={ENGLISH_QUANTITIES},
)
def numbers_swapped(unit: Unit) -> Iterator[Problem]:
    """Report numbers of the same unit that stand in another order than in the English."""
    english, translation = sides(unit)
    wanted, found = english.quantities, translation.quantities
    for name in dict.fromkeys(one.unit for one in wanted if one.unit):
        ours, theirs = ([one.value for one in side if one.unit == name] for side in (wanted, found))
        if ours != theirs and sorted(ours) == sorted(theirs):
            order = ", ".join(f"{value:f}" for value in theirs)
            yield Problem(
                statement=f"the numbers in {name} stand in another order than in the English: {order}",
                hint="check that each number still belongs to what it belonged to",
            )


@rule(
    id="CR109",
    severity=Severity.ERROR,
    rationale="Four tablets every six hours are not six tablets every four hours; every number is there.",
    bad=Unit(msgid="Take 4 mg every 6 hours.", msgstr="Tome 6 mg cada 4 horas."),
    good=Unit(msgid="Take 4 mg every 6 hours.", msgstr="Tome 4 mg cada 6 horas."),
    about={ENGLISH_QUANTITIES},
)
def quantities_exchanged(unit: Unit) -> Iterator[Problem]:
    """Report two numbers, in digits or in words, that have changed places: each has the unit of the other."""
    english, translation = sides(unit)
    ours, theirs = _pairs(english), _pairs(translation)
    lost, new = sorted(ours - theirs), theirs - ours
    for (first, one), (second, other) in combinations(lost, 2):
        if first != second and one != other and {(first, other), (second, one)} <= new:
            yield Problem(
                statement=f"{first:f} {one} and {second:f} {other} of the English have changed places",
                hint="put each number back to what it belongs to",
            )


def _pairs(reading: Reading) -> set[tuple[Decimal, str]]:
    """Return the numbers with the units beside them, in digits and in words."""
    return {(one.value, one.unit) for one in reading.quantities if one.unit} | set(reading.counted)


@rule(
    id="CR105",
    severity=Severity.ERROR,
    rationale="Prednisone is not prednisolone; azathioprine is not azithromycin.",
    bad=Unit(msgid=_DRUG, msgstr="La prednisolona es un esteroide."),
    good=Unit(msgid=_DRUG, msgstr="La prednisona es un esteroide."),
    about={"drugs"},
)
def medicine_changed(unit: Unit) -> Iterator[Problem]:
    """Report a medicine that the English names and the translation does not, and what stands in its place."""
    english, translation = sides(unit)
    wanted, found = english.medicines.keys(), translation.medicines.keys()
    forms = unit.language.lexicon.drugs
    lost = [name for name in sorted(wanted - found) if forms.get(name)]
    for name in lost:
        yield Problem(statement=f"the English names {name}; the translation does not", hint=f"write {forms[name][0]}")
    # A pronoun may rightly become the name; a name in the place of another may not.
    for name in sorted(found - wanted) if lost else ():
        yield Problem(
            statement=f"the translation names {name}; the English does not",
            hint="use the name of the medicine that the English has",
            spot=translation.piece(translation.medicines[name]),
        )


@rule(
    id="CR106",
    severity=Severity.ERROR,
    rationale='Spanish-speaking patients read "once a day" as eleven times a day: once is eleven.',
    bad=Unit(msgid="Take it once a day.", msgstr="Tómelo once veces al día."),
    good=Unit(msgid="Take it once a day.", msgstr="Tómelo una vez al día."),
    about={"false friends"},
)
def false_friend(unit: Unit) -> Iterator[Problem]:
    """Report a word of the translation that only looks like the English one."""
    english, translation = sides(unit)
    for word, hits in translation.names("false friends").items():
        trap = unit.language.lexicon.false_friends[word]
        meant = unit.language.lexicon.numbers.get(normalised(word))
        rightly = meant is not None and Decimal(str(meant)) in english.numbers
        if has(english.text, (trap,), unit.english) and not rightly:
            yield Problem(
                statement=f"{word!r} does not mean what {trap!r} means in English",
                hint="say it in the language's own words",
                spot=translation.piece(hits[0]),
            )


UNIT_RULES = (
    unit_changed,
    temperatures_disagree,
    numbers_swapped,
    quantities_exchanged,
    medicine_changed,
    false_friend,
)
