"""PO: the advice is not turned round by another word: before and after, most and least, with and without."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pnsi18n.model.finding import Problem, Severity
from pnsi18n.model.rule import rule
from pnsi18n.model.unit import Unit
from pnsi18n.text.denying import forbidding, sentences, stopping, without
from pnsi18n.text.reading import Reading, sides
from pnsi18n.text.traits import ENGLISH_DENIAL, ENGLISH_OPPOSITE, WITH
from pnsi18n.text.vocabulary import Hit

_BEFORE = "Ask your doctor before you get any vaccine."
_MOST = "Take no more than 8 tablets a day."
_FOOD = "Take it with food."
_TAKE = "Do not take ibuprofen."
_SURE = frozenset({"high", "medium"})


@rule(
    id="PO103",
    severity=Severity.WARNING,
    rationale="Before and after, more and less, left and right: one word, and the advice is turned round.",
    bad=Unit(msgid=_BEFORE, msgstr="Pregunte a su médico después de ponerse una vacuna."),
    good=Unit(msgid=_BEFORE, msgstr="Pregunte a su médico antes de ponerse una vacuna."),
    about={ENGLISH_OPPOSITE},
)
def opposite_word(unit: Unit) -> Iterator[Problem]:
    """Report the opposite of a word of the English, where the word itself is missing.

    Words of how much, of going on and of stopping may be said by the opposite with a "not".
    """
    english, translation = sides(unit)
    said = english.names("opposites")
    for one, other in _PAIRS if said else ():
        if one not in said or other in said or not unit.language.lexicon.opposites.get(one):
            continue
        found = {**translation.names("opposites"), "stop": stopping(translation)}
        found = {name: hits for name, hits in found.items() if hits}
        if other not in found or one in found or (other == "at_least" and "up_to" in found):
            continue
        if (one, other) not in _OR_DENIED or not translation.denies(unit.language.lexicon.opposites.get("stop", ())):
            yield _turned(one, other, found[other][0], translation)


def _turned(one: str, other: str, turned: Hit, translation: Reading) -> Problem:
    one, other = one.replace("_", " "), other.replace("_", " ")
    return Problem(
        statement=f"the English says {one!r}, the translation {turned.form!r}, which is {other!r}",
        hint=f"use the word for {one!r}",
        spot=translation.piece(turned),
    )


def _both(*pairs: tuple[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple(pair for one, other in pairs for pair in ((one, other), (other, one)))


_OR_DENIED = frozenset({("at_most", "at_least"), ("at_least", "at_most"), ("continue", "stop"), ("stop", "continue")})
_PAIRS = (
    *_both(
        ("before", "after"),
        ("more", "less"),
        ("higher", "lower"),
        ("start", "stop"),
        ("increase", "decrease"),
        ("at_most", "at_least"),
        ("continue", "stop"),
        ("hot", "cold"),
        ("left", "right"),
    ),
    ("always", "never"),
)


@rule(
    id="PO106",
    severity=Severity.WARNING,
    rationale='Not more than 8 tablets is a limit; "more than 8 tablets" is an overdose.',
    bad=Unit(msgid=_MOST, msgstr="Tome más de 8 tabletas al día."),
    good=Unit(msgid=_MOST, msgstr="Tome como máximo 8 tabletas al día."),
    about={ENGLISH_OPPOSITE},
)
def limit_lost(unit: Unit) -> Iterator[Problem]:
    """Report "more" in the translation of "at most" or "no more than", where it has neither limit nor "not"."""
    english, translation = sides(unit)
    limits = [one for one in english.names("opposites").get("at_most", ()) if not one.form.startswith("up to")]
    if not limits or not unit.language.lexicon.opposites.get("at_most"):
        return
    found = translation.names("opposites")
    if "more" in found and not _LIMITS & found.keys() and not translation.denies():
        yield _turned("at_most", "more", found["more"][0], translation)


_LIMITS = frozenset({"at_most", "up_to", "less"})


@rule(
    id="PO107",
    severity=Severity.WARNING,
    rationale="A medicine that is taken without food instead of with it works otherwise, or hurts the stomach.",
    bad=Unit(msgid=_FOOD, msgstr="Tómelo sin alimentos."),
    good=Unit(msgid=_FOOD, msgstr="Tómelo con alimentos."),
    about={WITH},
)
def without_gained(unit: Unit) -> Iterator[Problem]:
    """Report "without" where the English says "with" and denies nothing."""
    english, translation = sides(unit)
    if not _WITH.search(english.text) or unit.language.lexicon.confidence not in _SURE:
        return
    found = without(translation, unit.language.lexicon)
    if found and not english.seems_to_deny() and not _exempt(found, translation):
        yield _turned("with", "without", found[0], translation)


_WITH = re.compile(r"\bwith\b")


def _exempt(found: Sequence[Hit], translation: Reading) -> bool:
    """Whether one of *found* is a part of a phrase that only looks like a denial."""
    phrases = translation.names("negation").get("exempt", ())
    return any(one.start < each.end and each.start < one.end for one in phrases for each in found)


@rule(
    id="PO108",
    severity=Severity.WARNING,
    rationale='A "do not take it" that became "do not stop taking it" asks for what it should forbid.',
    bad=Unit(msgid=_TAKE, msgstr="No deje de tomar ibuprofeno."),
    good=Unit(msgid=_TAKE, msgstr="No tome ibuprofeno."),
    about={ENGLISH_DENIAL},
)
def stop_gained(unit: Unit) -> Iterator[Problem]:
    """Report a "not" beside "stop" in the translation of "do not take", where the English stops nothing."""
    english, translation = sides(unit)
    if not english.denials or not _TAKES.search(english.text) or _ENDS.search(english.text):
        return
    found = stopping(translation)
    if found and unit.language.lexicon.confidence in _SURE and _plainly_denies(translation):
        yield Problem(
            statement=f"the English forbids, the translation forbids to stop: {found[0].form!r}",
            hint="say what must not be done; nothing in the English stops",
            spot=translation.piece(found[0]),
        )


def _plainly_denies(translation: Reading) -> bool:
    """Whether there is a plain "not": a word for preventing beside a word for stopping is none."""
    return bool(translation.denials) or any(one.search(translation.text) for one in translation.patterns)


_TAKES = re.compile(
    r"\b(?:(?:do|must|should|can) ?not|don't|can't|mustn't|shouldn't|never)(?: ever)? "
    r"(?:take|use|drink|eat|smoke|give|inject|apply|swallow|chew|drive|continue|start)\b"
)
_ENDS = re.compile(
    r"\b(?:stop|quit|ceas|discontinu|interrupt|skip|miss|end|finish|leave|left|give up|break|hold|paus|suspend|halt"
    r"|cancel|abort|exit|terminat|abandon|drop|let|block|until|off|prevent)"
)


@rule(
    id="PO109",
    severity=Severity.WARNING,
    rationale='Of two things that are forbidden, one was asked for: the "not" of the other stood in for it.',
    bad=Unit(msgid="Never drive. Do not take ibuprofen.", msgstr="Conduzca y no tome ibuprofeno."),
    good=Unit(msgid="Never drive. Do not take ibuprofen.", msgstr="No conduzca y no tome ibuprofeno."),
    about={ENGLISH_DENIAL},
)
def fewer_denials(unit: Unit) -> Iterator[Problem]:
    """Report a translation that denies less often than sentences of the English forbid.

    Sentences are compared one by one where there are as many; so this speaks where some were joined or cut.
    """
    english, translation = sides(unit)
    if len(english.denials) < _SEVERAL or unit.language.lexicon.confidence not in _SURE:
        return
    forbidden = forbidding(english)
    if len(sentences(english)) == len(sentences(translation)):
        return
    if forbidden >= _SEVERAL and 0 < (found := translation.denied()) < forbidden:
        yield Problem(
            statement=f"the English forbids {forbidden} times, the translation {found}",
            hint="look for each thing that the English forbids",
        )


_SEVERAL = 2
UNIT_RULES = (opposite_word, limit_lost, without_gained, stop_gained, fewer_denials)
