"""CR: what can be counted is compared by value, not by spelling."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from pnsi18n.model.finding import Problem, Severity
from pnsi18n.model.language import Language
from pnsi18n.model.rule import rule
from pnsi18n.model.unit import Unit
from pnsi18n.text.inline import plain
from pnsi18n.text.numbers import number_words, numbers, placed_numbers
from pnsi18n.text.placeholders import without_placeholders
from pnsi18n.text.quantities import quantities

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
    wanted, found = _digits(unit.msgid, unit.english), _digits(unit.msgstr, unit.language)
    for value in _unmatched(wanted, found, unit.msgstr, unit.language):
        if value == 1 and _counts(unit.msgid, unit.english):
            continue  # "1 tablet" may be "a tablet"
        yield Problem(
            statement=f"the number {value:f} is missing from the translation",
            hint=f"write {value:f} where the English has it",
        )
    for value in _unmatched(found, wanted, unit.msgid, unit.english):
        if (value in wanted and _every(value, unit)) or (value == 1 and _counts(unit.msgstr, unit.language)):
            continue  # "de 12 em 12 horas" for "every 12 hours", or "1 day" for "a day"
        yield Problem(
            statement=f"the number {value:f} is not in the English",
            hint="compare every number with the English, digit by digit",
        )


def _every(value: Decimal, unit: Unit) -> bool:
    """Whether the translation says *value* twice as Spanish and Portuguese say "every": "de 8 en 8 horas"."""
    text = plain(unit.msgstr)
    first, *others = [one for one in placed_numbers(text, unit.language) if one.value == value]
    return len(others) == 1 and _BETWEEN.fullmatch(text, first.end, others[0].start) is not None


_BETWEEN = re.compile(r"\s(?:em|en)\s")  # Portuguese, Spanish


def _counts(text: str, language: Language) -> bool:
    """Whether the number 1 in *text* counts days, times or tablets, which many languages do with an article."""
    found = quantities(without_placeholders(plain(text)), language)
    return all(one.unit in _COUNTED for one in found if one.value == 1)


_COUNTED = frozenset({"day", "dose", "glass", "hour", "month", "tablet", "times", "week", "year"})


def _digits(text: str, language: Language) -> Counter[Decimal]:
    return numbers(without_placeholders(plain(text)), language)


def _unmatched(
    these: Counter[Decimal], those: Counter[Decimal], other_text: str, language: Language
) -> Counter[Decimal]:
    """Return the values of *these* that are neither digits nor words on the other side."""
    lost = these - those
    return lost - number_words(without_placeholders(plain(other_text)), language) if lost else lost


UNIT_RULES = (number_changed,)
