"""PO: what forbids goes on forbidding, and what does not forbid does not begin to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from pnsi18n.model.finding import Problem, Severity
from pnsi18n.model.language import Language
from pnsi18n.model.rule import rule
from pnsi18n.model.unit import Unit
from pnsi18n.text.words import find, has, normalised, reading, without

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
    if lexicon.confidence not in _SURE or not (lexicon.negation.words or lexicon.negation.parts):
        return
    cue = _strong(unit.msgid, unit.english)
    # "Do not stop": the word for stopping is in the translation either way, and denies nothing.
    stops = has(reading(unit.msgid), unit.english.lexicon.opposites.get("stop", ()), unit.english)
    blind = lexicon.opposites.get("stop", ()) if stops else ()
    if cue and not _denies(unit.msgstr, unit.language, blind):
        yield Problem(
            statement=f"the English says {cue!r}, and nothing in the translation denies or forbids",
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
    lexicon = unit.language.lexicon
    if lexicon.confidence not in _SURE or _denies(unit.msgid, unit.english):
        return
    if cue := _strong(unit.msgstr, unit.language):
        yield Problem(
            statement=f"the translation says {cue!r}, and nothing in the English denies or forbids",
            hint="compare what is asked for and what is forbidden; take the negation out if it is not meant",
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
    english, translation = reading(unit.msgid), reading(unit.msgstr)
    for one, other in _PAIRS:
        forms, opposite = (unit.language.lexicon.opposites.get(name, ()) for name in (one, other))
        if not (forms and opposite) or not _says_only(english, one, other, unit.english):
            continue
        turned = next(find(translation, opposite, unit.language), None)
        if turned and not has(translation, forms, unit.language):
            yield Problem(
                statement=f"the English says {one!r}, the translation {turned[2]!r}, which is {other!r}",
                hint=f"use the word for {one!r}",
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


def _says_only(text: str, one: str, other: str, language: Language) -> bool:
    opposites = language.lexicon.opposites
    return has(text, opposites.get(one, ()), language) and not has(text, opposites.get(other, ()), language)


def _strong(text: str, language: Language) -> str:
    """Return the word by which *text* plainly denies, or nothing."""
    negation = language.lexicon.negation
    rest = without(reading(text), negation.exempt, language)
    found = next(find(rest, negation.strong, language), None)
    return found[2] if found else ""


def _denies(text: str, language: Language, blind: tuple[str, ...] = ()) -> bool:
    """Whether *text* denies, forbids or excludes in any way that the table knows, but for the words in *blind*."""
    negation = language.lexicon.negation
    rest = without(reading(text), negation.exempt, language)
    words = tuple(word for word in negation.words if not any(form in word for form in blind))
    return (
        has(rest, words, language)
        or any(normalised(part) in rest for part in negation.parts)
        or any(pattern.search(rest) for pattern in _patterns(negation.patterns))
    )


@lru_cache(maxsize=128)
def _patterns(patterns: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern) for pattern in patterns)


UNIT_RULES = (negation_lost, negation_gained, opposite_word)
