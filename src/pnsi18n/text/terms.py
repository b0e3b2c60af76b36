"""Find the terms of a glossary in an English message, and what its translation calls them.

A language inflects its terms. So a form that should be there counts as there when its words begin as they
should, in any order; a form that should not be there must be there to the letter, ``*`` standing for any ending.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

import regex

from pnsi18n.model.glossary import Glossary, Term
from pnsi18n.text.words import PROCLITICS, UNSPACED, normalised, reading

_LETTER = r"[\p{L}\p{M}]"
_SHORT = 3  # letters; a word that is no longer has no ending to lose
_STEM = 0.6  # of a longer word: "прививка" is "прививок" in the genitive
_ETHIOPIC = (0x1200, 0x135A)  # syllables, in rows of eight: one consonant with each vowel
_VOWELS = 8
# Vowel signs that most people leave out, the stroke that stretches a word, and what is not seen.
_UNWRITTEN = regex.compile(r"[\u0591-\u05c7\u0640\u064b-\u065f\u0670\u00ad\u200b-\u200d\u2060]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Usage:
    """What a translation calls a term of its English; ``avoided`` and ``harmful`` are empty where it has none."""

    term: Term
    used: bool
    avoided: str = ""
    harmful: str = ""


@lru_cache(maxsize=1024)
def usages(glossary: Glossary, script: str, msgid: str, msgstr: str) -> tuple[Usage, ...]:
    """Return one usage for each term of *glossary* that *msgid* has, in the order of the glossary."""
    named = _english(glossary).named(reading(msgid))
    return tuple(_usages(named, _read(msgstr), script)) if named else ()


def _read(text: str) -> str:
    return _UNWRITTEN.sub("", reading(text))


def _usages(named: list[Term], text: str, script: str) -> Iterator[Usage]:
    right = [span for term in named for span, _ in _spans(text, term.use, script)]
    for term in named:
        avoided = _outside(_spans(text, term.avoid, script), right)
        harmful = _outside(_spans(text, term.never, script), right)
        parts = " ".join(map(normalised, term.use))  # "attack" is a part of the right "panic attack"
        rest = _blanked(text, [span for span, word in avoided + harmful if word not in parts])
        yield Usage(
            term=term,
            used=any(_is_used(rest, form, script) for form in term.use),
            avoided=avoided[0][1] if avoided else "",
            harmful=harmful[0][1] if harmful else "",
        )


_Span = tuple[int, int]


def _spans(text: str, forms: Iterable[str], script: str) -> list[tuple[_Span, str]]:
    """Return where the *forms* stand to the letter, each with what stands there."""
    return [(one.span(), one[0]) for form in forms for one in _phrase(form, script).finditer(text)]


def _outside(found: list[tuple[_Span, str]], right: list[_Span]) -> list[tuple[_Span, str]]:
    """Return those of *found* that are no part of a right form: 激素 in 类固醇激素."""
    return [
        (span, word)
        for span, word in sorted(found)
        if not any(start <= span[0] and span[1] <= end for start, end in right)
    ]


def _blanked(text: str, spans: Iterable[_Span]) -> str:
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def _is_used(text: str, form: str, script: str) -> bool:
    return all(stem.search(text) for stem in _stems(form, script))


@lru_cache(maxsize=8192)
def _phrase(form: str, script: str) -> regex.Pattern[str]:
    """Return the pattern of *form* to the letter; its words stand together."""
    words = r"\s+".join(_open_ended(word) for word in _words(form))
    if script in UNSPACED:
        return regex.compile(words)
    return regex.compile(rf"(?<!{_LETTER}){PROCLITICS.get(script, '')}{words}(?!{_LETTER})")


@lru_cache(maxsize=8192)
def _stems(form: str, script: str) -> tuple[regex.Pattern[str], ...]:
    """Return one pattern for each word of *form*: how the word begins."""
    if script in UNSPACED:
        return tuple(regex.compile(_open_ended(word)) for word in _words(form))
    front = rf"(?<!{_LETTER}){PROCLITICS.get(script, '')}"
    return tuple(regex.compile(front + _any_vowel(_stem(word))) for word in _words(form))


def _words(form: str) -> list[str]:
    return _UNWRITTEN.sub("", normalised(form)).split()


def _open_ended(word: str) -> str:
    return regex.escape(word.removesuffix("*")) + (f"{_LETTER}*" if word.endswith("*") else "")


def _stem(word: str) -> str:
    if word.endswith("*"):
        return word.removesuffix("*")
    return word if len(word) <= _SHORT else word[: max(_SHORT, math.ceil(len(word) * _STEM))]


def _any_vowel(stem: str) -> str:
    """Return the pattern of *stem*; an Ethiopic letter carries the vowel that the ending changes (Unicode, 19.1)."""
    last = ord(stem[-1])
    if not _ETHIOPIC[0] <= last <= _ETHIOPIC[1]:
        return regex.escape(stem)
    row = last - last % _VOWELS
    return f"{regex.escape(stem[:-1])}[{chr(row)}-{chr(row + _VOWELS - 1)}]"


def same_words(one: str, other: str, script: str) -> bool:
    """Whether the shorter of the two says nothing but what the other says, its words in any form and order."""
    shorter, longer = sorted((_beginnings(_read(one), script), _beginnings(_read(other), script)), key=len)
    return shorter <= longer


def _beginnings(text: str, script: str) -> frozenset[str]:
    """Return how the words of *text* begin, short ones apart; its letters where no space parts words."""
    if script in UNSPACED:
        return frozenset(regex.findall(r"[\p{L}\p{M}\p{N}]", text))
    return frozenset(word[:_SHORT] for word in regex.findall(r"[\p{L}\p{M}\p{N}]{3,}", text))


class _English:
    """The English forms of a glossary, found in one pass; the longest form wins."""

    def __init__(self, terms: tuple[Term, ...]) -> None:
        forms = sorted(((form, term) for term in terms for form in term.english), key=lambda one: -len(one[0]))
        self._terms = terms
        self._owners = [term for _, term in forms]
        one = "|".join(f"({_singular_or_plural(form)})" for form, _ in forms)
        self._pattern = regex.compile(rf"(?<!{_LETTER})(?:{one})(?!{_LETTER})" if forms else r"(?!)")

    def named(self, text: str) -> list[Term]:
        """Return the terms that *text* names; a term inside a longer one does not count."""
        found = {id(self._owners[(match.lastindex or 1) - 1]) for match in self._pattern.finditer(text)}
        return [term for term in self._terms if id(term) in found]


def _singular_or_plural(form: str) -> str:
    *before, last = normalised(form).split()
    ending = r"(?:y|ies)" if last.endswith("y") else "(?:e?s)?"
    last = last if last.endswith("*") else last.removesuffix("y")
    return r"\s+".join([*map(_open_ended, before), _open_ended(last) + ("" if last.endswith("*") else ending)])


@lru_cache(maxsize=128)
def _english(glossary: Glossary) -> _English:
    return _English(glossary.terms)


@lru_cache(maxsize=1024)
def standing(name: str) -> regex.Pattern[str]:
    """Return the pattern of *name* where it stands for itself, such as IVIG in "IVIG（" or "la IVIG"."""
    return regex.compile(rf"(?<![\p{{Latin}}\p{{Nd}}]){regex.escape(name)}(?![\p{{Latin}}\p{{Nd}}])")
