"""TE: one thing has one name, and the name that was agreed on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from pnsi18n.model.finding import Problem, Severity
from pnsi18n.model.glossary import Glossary, Term
from pnsi18n.model.language import SPANISH
from pnsi18n.model.message import Message, Risk
from pnsi18n.model.rule import rule
from pnsi18n.model.unit import Translation, Unit
from pnsi18n.text.inline import plain
from pnsi18n.text.terms import Usage, same_words, standing, usages
from pnsi18n.text.traits import GLOSSARY

_SEIZURE = Term(english=("seizure",), use=("convulsión",), avoid=("ataque*",), never=("incautación",))
_AGREED = Glossary(terms=(_SEIZURE,), keep=("IVIG",))
_HELP = "Get help for a seizure."
_RIGHT = Unit(msgid=_HELP, msgstr="Pida ayuda si tiene convulsiones.", glossary=_AGREED)


@rule(
    id="TE101",
    severity=Severity.WARNING,
    rationale="A term that changes its name from page to page is taken for two things.",
    bad=replace(_RIGHT, msgstr="Pida ayuda si tiene temblores."),
    good=_RIGHT,
    about={GLOSSARY},
)
def term_not_used(unit: Unit) -> Iterator[Problem]:
    """Report a term of the glossary that the English has and the translation calls something else."""
    for usage in _usages(unit):
        if usage.term.use and not (usage.used or usage.avoided or usage.harmful):
            yield Problem(
                statement=f"{usage.term.english[0]!r} is {usage.term.use[0]!r} in the glossary; no form of it is here",
                hint=_hint(usage.term),
            )


@rule(
    id="TE102",
    severity=Severity.WARNING,
    rationale="The glossary says of some words that patients misunderstand them, or that they hurt.",
    bad=replace(_RIGHT, msgstr="Pida ayuda si tiene un ataque."),
    good=_RIGHT,
    about={GLOSSARY},
)
def term_avoided(unit: Unit) -> Iterator[Problem]:
    """Report a word that the glossary says to avoid for a term of the English, where the right one is missing."""
    for usage in _usages(unit):
        if usage.avoided and not (usage.used or usage.harmful):
            yield Problem(
                statement=f"the glossary says not to call {usage.term.english[0]!r} {usage.avoided!r}",
                hint=_hint(usage.term),
                spot=_as_written(usage.avoided, unit.msgstr),
            )


@rule(
    id="TE106",
    severity=Severity.ERROR,
    rationale="Some words are another disease, another treatment or the opposite: a seizure is no confiscation.",
    bad=replace(_RIGHT, msgstr="Pida ayuda si tiene una incautación."),
    good=_RIGHT,
    about={GLOSSARY},
)
def term_harmful(unit: Unit) -> Iterator[Problem]:
    """Report a word that the glossary says never to use for a term of the English, even beside the right one."""
    for usage in _usages(unit):
        if usage.harmful:
            yield Problem(
                statement=f"{usage.harmful!r} is never {usage.term.english[0]!r}, says the glossary",
                hint=_hint(usage.term),
                spot=_as_written(usage.harmful, unit.msgstr),
            )


@rule(
    id="TE103",
    severity=Severity.ERROR,
    rationale="A name that stands on a label or a card must be the same on the page.",
    bad=Unit(msgid="IVIG is a medicine.", msgstr="La IGVI es un medicamento.", glossary=_AGREED),
    good=Unit(msgid="IVIG is a medicine.", msgstr="La IVIG es un medicamento.", glossary=_AGREED),
    about={GLOSSARY},
)
def kept_name_changed(unit: Unit) -> Iterator[Problem]:
    """Report a name that the glossary keeps in every language, and that the translation does not have."""
    for name in unit.glossary.keep:
        if name in unit.msgid and standing(name).search(plain(unit.msgid)) and not standing(name).search(unit.msgstr):
            yield Problem(
                statement=f"{name} is missing; the glossary keeps it in every language",
                hint=f"write {name}, letter for letter; an explanation may stand beside it",
            )


def _usages(unit: Unit) -> tuple[Usage, ...]:
    if not unit.glossary.terms:
        return ()
    return usages(unit.glossary, unit.language.script, unit.msgid, unit.msgstr)


def _as_written(word: str, text: str) -> str:
    """Return *word*, which is ``normalised``, with the capitals that it has in *text*."""
    start = text.lower().find(word)
    return text[start : start + len(word)] if start >= 0 and len(text.lower()) == len(text) else ""


def _hint(term: Term) -> str:
    right = f"write {term.use[0]}" if term.use else "use another word"
    note = f" ({term.note})" if term.note else ""
    return f"{right}{note}; if this word is right here, put it under use in source/glossary.toml"


_GOAL = Message(id="goal.cancer", text="Treat the cancer")
_TITLE = Message(id="ca.title", text="Treat the cancer")
_STOP = Message(id="st.stop", text="Stop the pills.", risk=Risk.CRITICAL)
_START = Message(id="st.start", text="Start the pills.")
_TREAT = "Tratar el cáncer"
_STOPS = ".!:\u3002\uff01\uff1a\u17d4\u1362\u06d4\u0964"  # the last ones: full width, Khmer, Ethiopic, Urdu, Hindi


def _unit(message: Message, msgstr: str) -> Unit:
    return Unit(msgid=message.text, msgstr=msgstr, msgctxt=message.id, message=message)


@rule(
    id="TE104",
    severity=Severity.WARNING,
    rationale="Whoever finds the heading of the list again in other words looks for a second thing.",
    bad=Translation(language=SPANISH, units=(_unit(_GOAL, _TREAT), _unit(_TITLE, "Curar el cáncer"))),
    good=Translation(language=SPANISH, units=(_unit(_GOAL, _TREAT), _unit(_TITLE, _TREAT))),
)
def translated_differently(translation: Translation) -> Iterator[Problem]:
    """Report a message whose English stands in the handout twice, in other words here; other forms are right."""
    first: dict[str, Unit] = {}
    for unit in _current(translation):
        earlier = first.setdefault(_bare(unit.msgid), unit)
        if earlier is not unit and not same_words(earlier.msgstr, unit.msgstr, unit.language.script):
            yield Problem(
                statement=f"the same English is {plain(earlier.msgstr)!r} at line {earlier.location.line}",
                hint="say it the same way in both places, unless the place asks for another form",
                at=unit.location,
            )


@rule(
    id="TE105",
    severity=Severity.WARNING,
    rationale="One translation under two orders is wrong for one of them, as a rule copied from the other.",
    bad=Translation(
        language=SPANISH, units=(_unit(_STOP, "Deje las pastillas."), _unit(_START, "Deje las pastillas."))
    ),
    good=Translation(
        language=SPANISH, units=(_unit(_STOP, "Deje las pastillas."), _unit(_START, "Empiece con las pastillas."))
    ),
)
def translated_alike(translation: Translation) -> Iterator[Problem]:
    """Report two different messages, one of them critical, that have the same translation."""
    alike: dict[str, list[Unit]] = defaultdict(list)
    units = list(_current(translation))
    for unit in units if any(one.is_critical for one in units) else ():
        alike[_bare(unit.msgstr)].append(unit)
    for first, *others in alike.values():
        for other in others:
            if _bare(other.msgid) != _bare(first.msgid) and (first.is_critical or other.is_critical):
                yield Problem(
                    statement=f"line {first.location.line} has the same translation for other English: {first.msgid}",
                    hint="compare both with their English; one of them may have been copied",
                    at=other.location,
                )


def _current(translation: Translation) -> Iterator[Unit]:
    return (unit for unit in translation.units if unit.is_current)


def _bare(text: str) -> str:
    """Return *text* without emphasis, capitals and the stop at its end: a heading has none."""
    return text.replace("*", "").strip().rstrip(_STOPS).casefold()


UNIT_RULES = (term_not_used, term_avoided, kept_name_changed, term_harmful)
TRANSLATION_RULES = (translated_differently, translated_alike)
