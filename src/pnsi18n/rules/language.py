"""LA: the translation is in its language, and all of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from pnsi18n.model.finding import Problem, Severity
from pnsi18n.model.rule import rule
from pnsi18n.model.unit import Unit
from pnsi18n.text.function_words import FUNCTION_WORDS, telling
from pnsi18n.text.inline import Link, links, plain, walk
from pnsi18n.text.placeholders import without_placeholders
from pnsi18n.text.scripts import has_foreign_letters, letters_of
from pnsi18n.text.traits import COPY, FOREIGN
from pnsi18n.text.words import normalised

_STEP = "Treating the cancer is the most important step."
# What stands between spaces and signs: a word, or a code or foreign word that is none ("ACE2-B0AT1", "según").
_TOKEN = re.compile(r"\||[a-z0-9\u00b5-\u024f\u0370-\u03ff]+(?:[-'][a-z0-9\u00b5-\u024f\u0370-\u03ff]+)*")
_IN_NAMES = frozenset({"a", "and", "at", "for", "in", "of", "on", "over", "the", "to"})
_RUN = 3  # English words in a row
_NAMED, _LONGEST_NAME = 2, 12  # words with a capital make a name; words of one
_LETTERS = 6  # fewer letters than that say nothing about a script
_HALF = 0.5


@rule(
    id="LA101",
    severity=Severity.ERROR,
    rationale="Whoever reads no English stops at the English; on real labels, half of the sentence was.",
    bad=Unit(msgid=_STEP, msgstr="Tratar el cáncer is the most important step."),
    good=Unit(msgid=_STEP, msgstr="Tratar el cáncer es el paso más importante."),
    about={"english"},
)
def english_left_in(unit: Unit) -> Iterator[Problem]:
    """Report words of the English that stand in the translation in a row, names and addresses apart."""
    if unit.msgstr.strip() == unit.msgid.strip():
        return
    words = telling(unit.language.lexicon.english_words)
    for run in _shared(_words(unit.msgstr), _words(unit.msgid)):
        foreign = [word for word in run if len(word) > 1 and word in words]
        if foreign and not _is_name(run, unit.msgid):
            yield Problem(
                statement=f"English is left in the translation: {' '.join(run)}",
                hint="translate these words, too",
                spot=_spot(run, unit.msgstr),
            )


def _spot(run: list[str], text: str) -> str:
    found = _place(run, text)
    return found[0] if found else ""


def _place(run: list[str], text: str) -> re.Match[str] | None:
    """Return where the first words of *run* stand in *text*, whatever signs are between them."""
    words = (word.replace("'", "['\u2019]") for word in run[:_LONGEST_NAME])
    return re.search(r"\b" + r"[^A-Za-z]{1,9}".join(words) + r"\b", text, re.IGNORECASE)


def _is_name(run: list[str], english: str) -> bool:
    """Whether *run* is a name such as "New England Journal of Medicine", in a sentence of words with small letters."""
    found = _place(run, english)
    if not found or len(run) > _LONGEST_NAME:
        return False
    inside = re.findall(r"[A-Za-z][A-Za-z'\u2019-]*", found[0])
    capitals = [word for word in inside if word[0].isupper() and word.lower() not in _IN_NAMES]
    small = [word for word in inside if word.lower() in _IN_NAMES]
    around = f"{english[: found.start()]} {english[found.end() :]}"
    named = sum(not word.isupper() for word in capitals) >= _NAMED and len(capitals) + len(small) == len(inside)
    return named and len(re.findall(r"\b[a-z]{3,}", around)) >= _NAMED


@lru_cache(maxsize=16384)
def _words(text: str) -> list[str]:
    """Return the words in Latin letters, link texts and addresses apart; the list is shared.

    A code ("SHA256", "ctrl-v"), another language's word and "in vitro" stay whole; an address is in the list as
    ``_NO_WORD``, so that no row of words goes past it.
    """
    rest = normalised(without_placeholders(plain(text)))
    for piece in {_inside(link) for link in links(text)}:
        rest = rest.replace(normalised(piece), " | ")
    latin = _LATIN.sub("\\1-\\2", _ADDRESS.sub(f" {_NO_WORD} ", rest))
    return _TOKEN.findall(latin)


_LATIN = re.compile(r"\b(in)\s(situ|utero|vitro|vivo)\b")
_NO_WORD = "|"
# A dot, a stroke or an at sign inside of what stands between spaces; as (?<!\S)\S+[.@/]\S+ says, but at one go.
_ADDRESS = re.compile(r"(?<!\S)(?>[^\s.@/]++[.@/]|[.@/](?>[.@/]|[^\s.@/]++[.@/]))\S++")


def _inside(link: Link) -> str:
    return "".join(getattr(node, "text", "") for node in walk(link.children))


def _shared(translation: list[str], english: list[str]) -> Iterator[list[str]]:
    """Yield the longest runs of three and more words that stand on both sides."""
    rows = (tuple(english[start : start + _RUN]) for start in range(len(english) - _RUN + 1))
    known = {row for row in rows if _NO_WORD not in row}
    run: list[str] = []
    for start in range(len(translation) - _RUN + 1):
        three = translation[start : start + _RUN]
        if tuple(three) in known:
            run = run or three[:-1]
            run.append(three[-1])
        elif run:
            yield run
            run = []
    if run:
        yield run


@rule(
    id="LA102",
    severity=Severity.ERROR,
    rationale="A sentence that is the English one was copied, not translated.",
    bad=Unit(msgid=_STEP, msgstr=_STEP),
    good=Unit(msgid=_STEP, msgstr="Tratar el cáncer es el paso más importante."),
    about={COPY},
)
def unchanged(unit: Unit) -> Iterator[Problem]:
    """Report a translation that is the English; names, numbers and addresses may be."""
    if unit.msgstr.strip() == unit.msgid.strip() and any(word in FUNCTION_WORDS for word in _words(unit.msgid)):
        yield Problem(statement="the translation is the English", hint="translate it, or leave it empty")


@rule(
    id="LA103",
    severity=Severity.ERROR,
    rationale="Text in another script than the reader's is no text.",
    bad=Unit(msgid=_STEP, msgstr="Лечение рака — самый важный шаг."),
    good=Unit(msgid=_STEP, msgstr="Tratar el cáncer es el paso más importante."),
    about={FOREIGN},
)
def wrong_script(unit: Unit) -> Iterator[Problem]:
    """Report a translation most of whose letters are of another script; words of the English do not count."""
    if not has_foreign_letters(unit.msgstr, unit.language.script):
        return
    text = _ADDRESS.sub(" ", without_placeholders(plain(unit.msgstr)))
    words, known = _LETTERS_IN_A_ROW.findall(text), unit.msgid.lower()
    copied = {word for word in set(words) if word.lower() in known}
    letters = "".join(word for word in words if word not in copied)
    own = len(letters_of(unit.language.script).findall(letters))
    if len(letters) >= _LETTERS and own < len(letters) * _HALF:
        yield Problem(
            statement=f"most letters are not those of {unit.language.english_name}",
            hint="check that the translation stands in the right catalog",
        )


# A name in Latin letters may be written together with Chinese or Korean ones.
_LETTERS_IN_A_ROW = re.compile(r"[A-Za-z]+|(?:(?![A-Za-z])[^\W\d_])+")


UNIT_RULES = (english_left_in, unchanged, wrong_script)
