"""LE, of what no rule could read to its end."""

from __future__ import annotations

from collections.abc import Iterator

from pnsi18n.model.finding import Problem, Severity
from pnsi18n.model.rule import rule
from pnsi18n.model.unit import Unit

_LONGEST = 10_000  # characters; a whole handout has fewer


def is_readable(unit: Unit) -> bool:
    """Whether *unit* is short enough for a message, and for the rules on content."""
    return len(unit.msgid) <= _LONGEST and len(unit.msgstr) <= _LONGEST


@rule(
    id="LE102",
    severity=Severity.ERROR,
    rationale="What is as long as a book is no message of a handout; nobody has read it, and no rule does.",
    bad=Unit(msgid="Do not stop.", msgstr="No pare. " * _LONGEST),
    good=Unit(msgid="Do not stop.", msgstr="No lo suspenda."),
    silenceable=False,
)
def too_long_to_judge(unit: Unit) -> Iterator[Problem]:
    """Report a message or a translation of more than 10,000 characters; no other rule on content looks at it."""
    if not is_readable(unit):
        longer = max(len(unit.msgid), len(unit.msgstr))
        yield Problem(
            statement=f"a text has {longer:,} characters, and was not checked",
            hint="look what got into the file there; restore the translation from its history, or empty the field",
        )


UNIT_RULES = (too_long_to_judge,)
