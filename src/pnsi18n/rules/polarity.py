"""PO: what forbids goes on forbidding, and what does not forbid does not begin to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from pnsi18n.model.finding import Problem, Severity
from pnsi18n.model.language import ENGLISH, SPANISH
from pnsi18n.model.lexicon import Lexicon, Negation
from pnsi18n.model.rule import rule
from pnsi18n.model.unit import Unit
from pnsi18n.text.denying import Lost, orders, stopping, unanswered
from pnsi18n.text.reading import sides
from pnsi18n.text.traits import DENIAL, ENGLISH_DENIAL, UNKNOWN_DENIALS
from pnsi18n.text.vocabulary import Hit

_STOP = "Do not stop taking steroids suddenly."
_KEEP = "Keep taking your medicine every day."
_LUMP = "The lump is not cancer."
_SURE = frozenset({"high", "medium"})
_STATING = replace(ENGLISH, lexicon=Lexicon(negation=Negation(words=("not",), strong=("is not",))))
_UNKNOWN = replace(SPANISH, locale="ht", tag="ht", own_name="kreyòl", english_name="Haitian Creole", lexicon=Lexicon())


@rule(
    id="PO101",
    severity=Severity.ERROR,
    rationale='A lost "not" turns a warning into an order; "hold the medicine" became "keep taking it".',
    bad=Unit(msgid=_STOP, msgstr="Deje de tomar los esteroides de repente."),
    good=Unit(msgid=_STOP, msgstr="No deje de tomar los esteroides de repente."),
    about={ENGLISH_DENIAL},
)
def negation_lost(unit: Unit) -> Iterator[Problem]:
    """Report a translation that denies and forbids nothing, where the English forbids, or denies in a critical message.

    "Do not", "never", "must not", "cannot", "avoid" and "without" forbid, whatever the message is, and "no alcohol"
    does. Beside "without" the translation's own "without" answers for nothing else; where both sides have as many
    sentences, each answers for itself.
    """
    said, sure = _unanswered(unit)
    if said and (unit.is_critical or (sure and not _only_states(unit, said))):
        yield _lost(next((one for one in said if one.form not in _STATES), said[0]))


def _unanswered(unit: Unit) -> Lost:
    """Return the words by which the English denies, where nothing in the translation does."""
    lexicon = unit.language.lexicon
    english, translation = sides(unit)
    known = lexicon.confidence in _SURE and (lexicon.negation.words or lexicon.negation.parts)
    copied = unit.msgid.strip() == unit.msgstr.strip()  # LA102 says so
    return unanswered(english, translation, lexicon) if english.denials and known and not copied else Lost()


def _only_states(unit: Unit, said: Iterable[Hit]) -> bool:
    english = sides(unit)[0]
    return all(one.form in _STATES and not orders(english, one) for one in said)


def _lost(cue: Hit) -> Problem:
    return Problem(
        statement=f"the English says {cue.form!r}, and nothing in the translation denies or forbids",
        hint="put the negation back; if the language says it otherwise, ask the reviser",
    )


@rule(
    id="PO102",
    severity=Severity.WARNING,
    rationale='A "not" that the English does not have forbids what it asks for.',
    bad=Unit(msgid=_KEEP, msgstr="No siga tomando su medicina todos los días."),
    good=Unit(msgid=_KEEP, msgstr="Siga tomando su medicina todos los días."),
    about={DENIAL},
)
def negation_gained(unit: Unit) -> Iterator[Problem]:
    """Report a plain "not" or "never" where nothing in the English denies."""
    english, translation = sides(unit)
    cue = next(iter(translation.denials), None)
    if not cue or unit.language.lexicon.confidence not in _SURE or english.seems_to_deny():
        return
    if "continue" not in english.names("opposites") or not stopping(translation):  # "do not stop" for "keep taking"
        yield Problem(
            statement=f"the translation says {cue.form!r}, and nothing in the English denies or forbids",
            hint="compare what is asked for and what is forbidden; take the negation out if it is not meant",
            spot=translation.piece(cue),
        )


@rule(
    id="PO104",
    severity=Severity.WARNING,
    rationale='Without its "not", "the lump is not cancer" frightens; but "is not on" may rightly be "is off".',
    bad=Unit(msgid=_LUMP, msgstr="El bulto es cáncer.", english=_STATING),
    good=Unit(msgid=_LUMP, msgstr="El bulto no es cáncer.", english=_STATING),
    about={ENGLISH_DENIAL},
)
def denial_lost(unit: Unit) -> Iterator[Problem]:
    """Report a translation that denies nothing, where the English plainly says what is not, does not or will not.

    Also a sentence that lost its denial while others have theirs, where it may be said otherwise or elsewhere.
    """
    said, sure = _unanswered(unit)
    if said and not unit.is_critical and (not sure or _only_states(unit, said)):
        yield _lost(said[0])


_STATES = frozenset(
    {"not", "is not", "are not", "was not", "were not", "will not", "did not", "does not", "has not", "have not"}
    | {"isn't", "aren't", "won't", "didn't", "doesn't", "no", "nothing"}
)


@rule(
    id="PO105",
    severity=Severity.NOTE,
    rationale='Where no table tells a "not" from its loss, only a person can.',
    bad=Unit(msgid=_STOP, msgstr="Pa sispann pran esteroyid yo toudenkou.", language=_UNKNOWN),
    good=Unit(msgid=_KEEP, msgstr="Kontinye pran medikaman ou chak jou.", language=_UNKNOWN),
    about={UNKNOWN_DENIALS},
)
def polarity_unchecked(unit: Unit) -> Iterator[Problem]:
    """Report what forbids, and every critical message, in a language whose denials no table of ours tells."""
    if unit.language.pseudo or unit.language.lexicon.confidence in _SURE:
        return
    said = sides(unit)[0].denials
    if unit.is_critical or not _only_states(unit, said):
        yield Problem(
            statement="nobody can check by machine what this translation denies and forbids",
            hint="the reviser must look: does it ask for and forbid what the English does?",
        )


UNIT_RULES = (negation_lost, negation_gained, denial_lost, polarity_unchecked)
