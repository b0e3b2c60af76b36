"""SE, of characters: what steers, hides or imitates has no place in a translation.

Right and frequent, and never reported: no-break spaces, ZWNJ and ZWJ in the scripts that join letters,
zero-width spaces between Khmer, Thai, Lao and Burmese words, LRM and RLM, soft hyphens, balanced isolates.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

import regex

from pnsi18n.model.finding import Problem, Severity
from pnsi18n.model.language import Language
from pnsi18n.model.rule import rule
from pnsi18n.model.unit import Unit
from pnsi18n.text.scripts import lookalikes, mixes_lookalikes
from pnsi18n.text.traits import DECOMPOSED, HIDDEN, LOOKALIKES

_ASK = "Ask your doctor."
_RIGHT = "Pregunte a su médico."
_OVERRIDES = "\u202a\u202b\u202d\u202e"
_ISOLATES = "\u2066\u2067\u2068"
_JOINING = frozenset(  # scripts in which ZWNJ and ZWJ are a part of the spelling
    {
        "Arab",
        "Beng",
        "Deva",
        "Gujr",
        "Guru",
        "Knda",
        "Mlym",
        "Mymr",
        "Orya",
        "Sinh",
        "Taml",
        "Telu",
        "Khmr",
        "Mong",
        "Syrc",
    }
)
_UNSPACED = frozenset({"Khmr", "Laoo", "Mymr", "Thai"})
_JOINERS = "\u200c\u200d"
_MIXED = 2  # scripts
# Letters of other scripts end a word: the Arabic "and" is written onto a name in Latin letters.
_WORD = regex.compile(r"[\p{Latin}\p{Cyrillic}\p{Greek}\p{Armenian}\p{M}]+")
_UNMIXED = re.compile("[A-Za-z\u00c0-\u024f]+|[\u0400-\u052f]+|[\u0370-\u03ff]+")  # as nearly all words are
_MICRO = frozenset({"μg", "μl", "μm", "μL", "μmol"})  # the sign for a millionth is Greek


@rule(
    id="SE104",
    severity=Severity.ERROR,
    rationale="A hidden mark of direction turns the order of what follows: 12 can show as 21.",
    bad=Unit(msgid=_ASK, msgstr="Pregunte a su \u202emédico."),
    good=Unit(msgid=_ASK, msgstr=_RIGHT),
    silenceable=False,
    about={HIDDEN},
)
def direction_overridden(unit: Unit) -> Iterator[Problem]:
    """Report embeddings and overrides of direction, and isolates that do not end (UAX #9; "Trojan Source")."""
    if unit.msgstr.isprintable():
        return
    for character in dict.fromkeys(c for c in unit.msgstr if c in _OVERRIDES):
        yield Problem(
            statement=f"there is a hidden {_name(character)}",
            hint="delete it; marks LRM and RLM may stay",
            spot=character,
        )
    depth = 0
    for character in unit.msgstr:
        depth += (character in _ISOLATES) - (character == "\u2069")
        if depth < 0:
            break
    if depth:
        yield Problem(
            statement="an isolate of direction does not begin or end",
            hint="delete U+2066 to U+2069",
            spot=next(character for character in unit.msgstr if character in f"{_ISOLATES}\u2069"),
        )


@rule(
    id="SE105",
    severity=Severity.ERROR,
    rationale="What cannot be seen cannot be reviewed, and breaks search, copy and screen readers.",
    bad=Unit(msgid=_ASK, msgstr="Pregunte a su mé\u200bdico."),
    good=Unit(msgid=_ASK, msgstr=_RIGHT),
    silenceable=False,
    about={HIDDEN},
)
def hidden_character(unit: Unit) -> Iterator[Problem]:
    """Report control and zero-width characters that the script has no use for."""
    for character in _unprintable(unit.msgstr):
        if _is_hidden(character, unit.language) and character not in unit.msgid:
            yield Problem(statement=f"there is a hidden {_name(character)}", hint="delete it", spot=character)


def _unprintable(text: str) -> Iterable[str]:
    """Return the characters that may not show, each once; the replacement character only looks as if it did."""
    if text.isprintable() and "\ufffd" not in text:
        return ()
    return [one for one in dict.fromkeys(text) if one == "\ufffd" or not one.isprintable()]


def _is_hidden(character: str, language: Language) -> bool:
    if character in _JOINERS:
        return language.script not in _JOINING
    if character in "\u200b\u2060":
        return language.script not in _UNSPACED
    if character in "\n\t\u00ad\u200e\u200f\u061c\u2069" or character in _OVERRIDES or character in _ISOLATES:
        return False
    return unicodedata.category(character) in {"Cc", "Cf", "Zl", "Zp"}


@rule(
    id="SE106",
    severity=Severity.ERROR,
    rationale="A character that was lost on the way prints as an empty box or a question mark.",
    bad=Unit(msgid=_ASK, msgstr="Pregunte a su m\ufffddico."),
    good=Unit(msgid=_ASK, msgstr=_RIGHT),
    silenceable=False,
    about={HIDDEN},
)
def broken_character(unit: Unit) -> Iterator[Problem]:
    """Report the replacement character, private-use characters and those that Unicode does not have."""
    for character in _unprintable(unit.msgstr):
        if character == "\ufffd" or unicodedata.category(character) in {"Co", "Cn", "Cs"}:
            yield Problem(
                statement=f"there is {_name(character)}", hint="type the letter that belongs there", spot=character
            )


@rule(
    id="SE107",
    severity=Severity.WARNING,
    rationale="Letters in two ways of writing look alike and are not found by search.",
    bad=Unit(msgid=_ASK, msgstr="Pregunte a su me\u0301dico."),
    good=Unit(msgid=_ASK, msgstr=_RIGHT),
    about={DECOMPOSED},
)
def not_normalised(unit: Unit) -> Iterator[Problem]:
    """Report letters that are not in the composed form (Unicode NFC).

    Where NFC is as long or longer, it only orders marks or takes letters apart that have one key (Arabic, Burmese,
    Bengali, Hindi); that cannot be typed otherwise, and looks the same.
    """
    if _is_decomposed(unit.msgstr):
        yield Problem(
            statement="the text is not in Unicode NFC",
            hint="save it from an editor that composes letters",
            spot=next((word for word in unit.msgstr.split() if _is_decomposed(word)), ""),
        )


def _is_decomposed(text: str) -> bool:
    return not unicodedata.is_normalized("NFC", text) and len(unicodedata.normalize("NFC", text)) < len(text)


@rule(
    id="SE108",
    severity=Severity.ERROR,
    rationale="A Latin letter in a Cyrillic word looks right, and no search or screen reader knows the word.",
    bad=Unit(msgid=_ASK, msgstr="Pregunte a su m\u0435dico."),
    good=Unit(msgid=_ASK, msgstr=_RIGHT),
    about={LOOKALIKES},
)
def mixed_scripts(unit: Unit) -> Iterator[Problem]:
    """Report words with letters of two scripts that look alike (UTS #39)."""
    if not mixes_lookalikes(unit.msgstr, unit.language.script):
        return
    for word in dict.fromkeys(_WORD.findall(unit.msgstr)):
        if _UNMIXED.fullmatch(word):
            continue
        scripts = lookalikes(word)
        if len(scripts) >= _MIXED and word not in _MICRO and not re.search(rf"\b{re.escape(word)}\b", unit.msgid):
            yield Problem(
                statement=f"{word!r} mixes {' and '.join(scripts)} letters",
                hint="type the word again on one keyboard",
                spot=word,
            )


def _name(character: str) -> str:
    return f"U+{ord(character):04X} {unicodedata.name(character, 'control character')}"


UNIT_RULES = (direction_overridden, hidden_character, broken_character, not_normalised, mixed_scripts)
