"""PH: the values that a region fills in must survive translation."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pnsi18n.model.finding import Problem, Severity
from pnsi18n.model.rule import rule
from pnsi18n.model.unit import Unit
from pnsi18n.text.placeholders import placeholders, stray_braces, without_placeholders

_CALL = "Call {emergency_number} right away."
_STRAY = re.compile(r"[{}\uFF5B\uFF5D][\w:]*")  # with what may have been meant for a name


@rule(
    id="PH101",
    severity=Severity.ERROR,
    rationale="A dropped placeholder prints a sentence without its phone number or temperature.",
    bad=Unit(msgid=_CALL, msgstr="Llame de inmediato."),
    good=Unit(msgid=_CALL, msgstr="Llame al {emergency_number} de inmediato."),
    silenceable=False,
    about="{}\uff5b\uff5d",
)
def placeholder_missing(unit: Unit) -> Iterator[Problem]:
    """Report each placeholder of the msgid that the msgstr does not have at all."""
    wanted, found = placeholders(unit.msgid), placeholders(unit.msgstr)
    for name in wanted:
        if name not in found:
            yield Problem(
                statement=f"{name} is missing from the translation",
                hint=f"put {name}, letter for letter, where the value belongs",
            )


@rule(
    id="PH102",
    severity=Severity.ERROR,
    rationale="A placeholder that the English does not have has no value to print.",
    bad=Unit(msgid=_CALL, msgstr="Llame al {emergency_number} o al {numero}."),
    good=Unit(msgid=_CALL, msgstr="Llame al {emergency_number} de inmediato."),
    silenceable=False,
    about="{}\uff5b\uff5d",
)
def placeholder_unknown(unit: Unit) -> Iterator[Problem]:
    """Report each placeholder of the msgstr that the msgid does not have."""
    wanted = placeholders(unit.msgid)
    for name in placeholders(unit.msgstr):
        if name not in wanted:
            yield Problem(
                statement=f"{name} is not in the English",
                hint="placeholders are not translated: copy them from the English",
                spot=name,
            )


@rule(
    id="PH103",
    severity=Severity.ERROR,
    rationale="A number that is printed twice, or once instead of twice, changes what is said.",
    bad=Unit(msgid=_CALL, msgstr="Llame al {emergency_number}, {emergency_number}."),
    good=Unit(msgid=_CALL, msgstr="Llame al {emergency_number} de inmediato."),
    silenceable=False,
    about="{}\uff5b\uff5d",
)
def placeholder_count(unit: Unit) -> Iterator[Problem]:
    """Report each placeholder that stands more or less often than in the msgid."""
    wanted, found = placeholders(unit.msgid), placeholders(unit.msgstr)
    for name in wanted.keys() & found.keys():
        if wanted[name] != found[name]:
            yield Problem(
                statement=f"{name} stands {found[name]} times, in the English {wanted[name]}",
                hint=f"use {name} as often as the English does",
                spot=name,
            )


@rule(
    id="PH104",
    severity=Severity.ERROR,
    rationale="A broken brace prints the placeholder's name instead of its value.",
    bad=Unit(msgid=_CALL, msgstr="Llame al {emergency_number} o {911."),
    good=Unit(msgid=_CALL, msgstr="Llame al {emergency_number} de inmediato."),
    silenceable=False,
    about="{}\uff5b\uff5d",
)
def placeholder_malformed(unit: Unit) -> Iterator[Problem]:
    """Report braces that belong to no placeholder and that the English does not have."""
    if stray_braces(unit.msgstr) != stray_braces(unit.msgid):
        yield Problem(
            statement="a brace { or } belongs to no placeholder",
            hint="write placeholders exactly as in the English, with plain braces and no spaces",
            spot=next(iter(_STRAY.findall(without_placeholders(unit.msgstr))), ""),
        )


UNIT_RULES = (placeholder_missing, placeholder_unknown, placeholder_count, placeholder_malformed)
