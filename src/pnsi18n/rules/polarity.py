"""PO: what forbids goes on forbidding, and what does not forbid does not begin to."""

from __future__ import annotations

from collections.abc import Iterator

from pnsi18n.model.finding import Problem, Severity
from pnsi18n.model.rule import rule
from pnsi18n.model.unit import Unit
from pnsi18n.text.reading import sides

_STOP = "Do not stop taking steroids suddenly."
_KEEP = "Keep taking your medicine every day."
_BEFORE = "Ask your doctor before you get any vaccine."
_SURE = frozenset({"high", "medium"})


@rule(
    id="PO101",
    severity=Severity.ERROR,
    rationale='A lost "not" turns a warning into an order; "hold the medicine" became "keep taking it".',
    bad=Unit(msgid=_STOP, msgstr="Deje de tomar los esteroides de repente."),
    good=Unit(msgid=_STOP, msgstr="No deje de tomar los esteroides de repente."),
)
def negation_lost(unit: Unit) -> Iterator[Problem]:
    """Report a translation that denies and forbids nothing, where the English plainly does."""
    lexicon = unit.language.lexicon
    english, translation = sides(unit)
    cue = english.denial
    if not cue or lexicon.confidence not in _SURE or not (lexicon.negation.words or lexicon.negation.parts):
        return
    # "Do not stop": the word for stopping is in the translation either way, and denies nothing.
    blind = lexicon.opposites.get("stop", ()) if "stop" in english.names("opposites") else ()
    if not translation.denies(blind):
        yield Problem(
            statement=f"the English says {cue.form!r}, and nothing in the translation denies or forbids",
            hint="put the negation back; if the language says it otherwise, ask the reviser",
        )


@rule(
    id="PO102",
    severity=Severity.WARNING,
    rationale='A "not" that the English does not have forbids what it asks for.',
    bad=Unit(msgid=_KEEP, msgstr="No siga tomando su medicina todos los días."),
    good=Unit(msgid=_KEEP, msgstr="Siga tomando su medicina todos los días."),
)
def negation_gained(unit: Unit) -> Iterator[Problem]:
    """Report a plain "not" or "never" where nothing in the English denies."""
    english, translation = sides(unit)
    cue = translation.denial
    if cue and unit.language.lexicon.confidence in _SURE and not english.denies():
        yield Problem(
            statement=f"the translation says {cue.form!r}, and nothing in the English denies or forbids",
            hint="compare what is asked for and what is forbidden; take the negation out if it is not meant",
            spot=translation.piece(cue),
        )


@rule(
    id="PO103",
    severity=Severity.WARNING,
    rationale="Before and after, more and less, start and stop: one word, and the advice is turned round.",
    bad=Unit(msgid=_BEFORE, msgstr="Pregunte a su médico después de ponerse una vacuna."),
    good=Unit(msgid=_BEFORE, msgstr="Pregunte a su médico antes de ponerse una vacuna."),
)
def opposite_word(unit: Unit) -> Iterator[Problem]:
    """Report the opposite of a word of the English, where the word itself is missing."""
    english, translation = sides(unit)
    said = english.names("opposites")
    for one, other in _PAIRS if said else ():
        if one not in said or other in said or not unit.language.lexicon.opposites.get(one):
            continue
        found = translation.names("opposites")
        if other in found and one not in found:
            turned = found[other][0]
            yield Problem(
                statement=f"the English says {one!r}, the translation {turned.form!r}, which is {other!r}",
                hint=f"use the word for {one!r}",
                spot=translation.piece(turned),
            )


_PAIRS = tuple(
    pair
    for one, other in [
        ("before", "after"),
        ("more", "less"),
        ("higher", "lower"),
        ("start", "stop"),
        ("increase", "decrease"),
    ]
    for pair in ((one, other), (other, one))
)


UNIT_RULES = (negation_lost, negation_gained, opposite_word)
