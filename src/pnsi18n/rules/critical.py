"""CR: what can be counted is compared by value, not by spelling."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from pnsi18n.model.finding import Problem, Severity
from pnsi18n.model.rule import rule
from pnsi18n.model.unit import Unit
from pnsi18n.text.reading import Reading, sides

_LASTS = "Have a seizure that lasts more than 5 minutes"


@rule(
    id="CR101",
    severity=Severity.ERROR,
    rationale="A changed number is a changed dose, a changed time or a changed limit.",
    bad=Unit(msgid=_LASTS, msgstr="Tiene una convulsión que dura más de 50 minutos"),
    good=Unit(msgid=_LASTS, msgstr="Tiene una convulsión que dura más de 5 minutos"),
)
def number_changed(unit: Unit) -> Iterator[Problem]:
    """Report numbers that are lost or new, whatever digits or small number words they are in.

    A number in digits on one side may stand as a word on the other, as far as the table of
    number words of the language goes.
    """
    english, translation = sides(unit)
    wanted, found = english.numbers, translation.numbers
    if wanted == found:
        return
    for value in _unmatched(wanted, found, translation):
        if value == 1 and _counts(english):
            continue  # "1 tablet" may be "a tablet"
        yield Problem(
            statement=f"the number {value:f} is missing from the translation",
            hint=f"write {value:f} where the English has it",
        )
    for value in _unmatched(found, wanted, english):
        if (value in wanted and _every(value, translation)) or (value == 1 and _counts(translation)):
            continue  # "de 12 em 12 horas" for "every 12 hours", or "1 day" for "a day"
        yield Problem(
            statement=f"the number {value:f} is not in the English",
            hint="compare every number with the English, digit by digit",
            spot=_piece(value, translation),
        )


def _piece(value: Decimal, translation: Reading) -> str:
    last = next(one for one in reversed(translation.placed) if one.value == value)
    return translation.plain[last.start : last.end]


def _every(value: Decimal, translation: Reading) -> bool:
    """Whether the translation says *value* twice as Spanish and Portuguese say "every": "de 8 en 8 horas"."""
    first, *others = [one for one in translation.placed if one.value == value]
    return len(others) == 1 and _BETWEEN.fullmatch(translation.plain, first.end, others[0].start) is not None


_BETWEEN = re.compile(r"\s(?:em|en)\s")  # Portuguese, Spanish


def _counts(reading: Reading) -> bool:
    """Whether the number 1 counts days, times or tablets, which many languages do with an article."""
    return all(one.unit in _COUNTED for one in reading.quantities if one.value == 1)


_COUNTED = frozenset({"day", "dose", "glass", "hour", "month", "tablet", "times", "week", "year"})


def _unmatched(these: Counter[Decimal], those: Counter[Decimal], other: Reading) -> Counter[Decimal]:
    """Return the values of *these* that are neither digits nor words on the other side."""
    lost = these - those
    return lost - other.number_words if lost else lost


UNIT_RULES = (number_changed,)
