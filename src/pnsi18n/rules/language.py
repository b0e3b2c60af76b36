"""LA: the translation is in its language, and all of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from pnsi18n.model.finding import Problem, Severity
from pnsi18n.model.rule import rule
from pnsi18n.model.unit import Unit
from pnsi18n.text.inline import Link, parse, plain, walk
from pnsi18n.text.placeholders import without_placeholders
from pnsi18n.text.scripts import has_foreign_letters, letters_of
from pnsi18n.text.words import normalised

_STEP = "Treating the cancer is the most important step."
_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?")
# Words that English sentences are held together by; none of them is a name or a term.
_FUNCTION_WORDS = frozenset(
    """a about after all also an and any are as at be because been before but by can cannot could did do does during
    each every for from get had has have how if in into is it its may more most must need no not of on once or other
    our out over please should so some than that the their them then there these they this those through to under
    until up use was we were what when where which while who why will with without would you your""".split()  # noqa: SIM905 -- a paragraph of words reads best so
)
_RUN = 3  # English words in a row
_LETTERS = 6  # fewer letters than that say nothing about a script
_HALF = 0.5


@rule(
    id="LA101",
    severity=Severity.ERROR,
    rationale="Whoever reads no English stops at the English; on real labels, half of the sentence was.",
    bad=Unit(msgid=_STEP, msgstr="Tratar el cáncer is the most important step."),
    good=Unit(msgid=_STEP, msgstr="Tratar el cáncer es el paso más importante."),
)
def english_left_in(unit: Unit) -> Iterator[Problem]:
    """Report words of the English that stand in the translation in a row, names and addresses apart."""
    telling = _telling(unit.language.lexicon.english_words)
    if telling.isdisjoint(_WORD.findall(unit.msgstr.lower())) or unit.msgstr.strip() == unit.msgid.strip():
        return
    for run in _shared(_words(unit.msgstr), _words(unit.msgid)):
        foreign = [word for word in run if word in telling]
        if foreign:
            yield Problem(
                statement=f"English is left in the translation: {' '.join(run)}", hint="translate these words, too"
            )


@lru_cache(maxsize=64)
def _telling(own: frozenset[str]) -> frozenset[str]:
    """Return the words that tell English from a language whose own words are *own*."""
    return _FUNCTION_WORDS - own


@lru_cache(maxsize=16384)
def _words(text: str) -> list[str]:
    """Return the words in Latin letters, link texts and addresses apart; the list is shared."""
    linked = {piece for node in walk(parse(text)) if isinstance(node, Link) for piece in [_inside(node)]}
    rest = normalised(without_placeholders(plain(text)))
    for piece in linked:
        rest = rest.replace(normalised(piece), " | ")
    return _WORD.findall(re.sub(r"\S+[.@/]\S+", " ", rest))


def _inside(link: Link) -> str:
    return "".join(getattr(node, "text", "") for node in walk(link.children))


def _shared(translation: list[str], english: list[str]) -> Iterator[list[str]]:
    """Yield the longest runs of three and more words that stand on both sides."""
    known = {tuple(english[start : start + _RUN]) for start in range(len(english) - _RUN + 1)}
    run: list[str] = []
    for start in range(len(translation) - _RUN + 1):
        three = translation[start : start + _RUN]
        if tuple(three) in known:
            run = [*run, three[-1]] if run else three
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
)
def unchanged(unit: Unit) -> Iterator[Problem]:
    """Report a translation that is the English; names, numbers and addresses may be."""
    if unit.msgstr.strip() == unit.msgid.strip() and any(word in _FUNCTION_WORDS for word in _words(unit.msgid)):
        yield Problem(statement="the translation is the English", hint="translate it, or leave it empty")


@rule(
    id="LA103",
    severity=Severity.ERROR,
    rationale="Text in another script than the reader's is no text.",
    bad=Unit(msgid=_STEP, msgstr="Лечение рака — самый важный шаг."),
    good=Unit(msgid=_STEP, msgstr="Tratar el cáncer es el paso más importante."),
)
def wrong_script(unit: Unit) -> Iterator[Problem]:
    """Report a translation most of whose letters are of another script; words of the English do not count."""
    if not has_foreign_letters(unit.msgstr, unit.language.script):
        return
    copied = set(_words(unit.msgid))
    text = re.sub(r"\S+[.@/]\S+", " ", without_placeholders(plain(unit.msgstr)))
    words = re.findall(r"[^\W\d_]+", text)
    letters = "".join(word for word in words if word.lower() not in copied)
    own = len(letters_of(unit.language.script).findall(letters))
    if len(letters) >= _LETTERS and own < len(letters) * _HALF:
        yield Problem(
            statement=f"most letters are not those of {unit.language.english_name}",
            hint="check that the translation stands in the right catalog",
        )


UNIT_RULES = (english_left_in, unchanged, wrong_script)
