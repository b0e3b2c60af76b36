"""Find every word of a lexicon in a text in one pass, in any script.

The forms are searched for all at once (A. V. Aho and M. J. Corasick, Communications of the ACM 18,
1975); whether what was found is a word is looked at afterwards.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import NamedTuple

import ahocorasick
import regex

from pnsi18n.text.words import PROCLITICS, UNSPACED, folded, normalised, spellings

Table = tuple[str, str]
"""A table of a lexicon and the name in it: ``("units", "mg")``."""


class Hit(NamedTuple):
    """A form of a lexicon in a text.

    ``begin`` is where its word begins: before ``start``, where letters are written onto its front.
    """

    form: str
    begin: int
    start: int
    end: int


Row = tuple[str, tuple[Table, ...], tuple[Table, ...]]
"""A form, the tables that it is in, and those of them where it may be a part of a word."""
Hits = Mapping[str, Mapping[str, Sequence[Hit]]]
"""What was found, by table and by the name in it."""


class Vocabulary:
    """The forms of a language's tables; *anywhere* names the tables whose forms are parts of words."""

    def __init__(self, tables: Mapping[Table, Iterable[str]], script: str, anywhere: frozenset[str]) -> None:
        self._unspaced = script in UNSPACED
        self._whole = _WHOLE_WORDS.get(script, frozenset())
        proclitics = PROCLITICS.get(script)
        self._proclitics = regex.compile(proclitics) if proclitics else None
        by_form: dict[str, list[Table]] = {}
        for table, forms in tables.items():
            for form in dict.fromkeys(folded(normalised(one).strip(), script) for one in forms):
                by_form.setdefault(form, []).append(table)
        rows = {
            form: (form, tuple(found_in), tuple(one for one in found_in if one[0] in anywhere))
            for form, found_in in by_form.items()
        }
        single = {} if self._unspaced else {form: row for form, row in rows.items() if len(form) == 1 and not row[2]}
        self._letters = {form: row for form, row in single.items() if form.isalpha()}
        letters = re.escape("".join(self._letters))
        self._letter = re.compile(rf"(?<!{_SURELY_LETTER})[{letters}](?![^\W\d_])") if letters else None
        self._forms = ahocorasick.Automaton()
        for form, row in rows.items():
            for spelt in spellings(form, script) if form not in self._letters else ():
                if spelt == form or spelt not in rows:
                    self._forms.add_word(spelt, row)
        self._forms.make_automaton()

    def hits(self, text: str) -> Hits:
        """Return what stands in *text*, ``normalised`` and ``folded``, by table, in order; hits may overlap."""
        found: dict[str, dict[str, list[Hit]]] = {}
        inside = not (self._unspaced or self._proclitics)  # what is behind a letter is no word
        for last, (form, tables, parts) in self._raw(text):
            end = last + 1
            start = end - len(form)
            if inside and not parts and text[start - 1 : start].isalpha():
                continue
            if form in self._whole and _runs_on(text, form, start, end):
                continue
            begin = start if self._unspaced else self._begin(text, start, end)
            for table, name in tables if begin != _NO_WORD else parts:
                found.setdefault(table, {}).setdefault(name, []).append(Hit(form, begin, start, end))
        return found

    def _raw(self, text: str) -> Iterable[tuple[int, Row]]:
        """Return the forms in *text*, words or not, each with the place of its last character.

        Letters that are words, such as "g" and "h", are in every word; they are looked for apart.
        """
        found = self._forms.iter(text) if self._forms else ()
        if self._letter and (single := [(one.start(), self._letters[one[0]]) for one in self._letter.finditer(text)]):
            return sorted([*found, *single], key=itemgetter(0))
        return found

    def _begin(self, text: str, start: int, end: int) -> int:
        """Return where the word begins that fills *text* from *start* to *end*; ``_NO_WORD`` if none does."""
        if end < len(text) and (text[end].isalpha() or _is_letter(text[end])) and not _parts(text[end - 1], text[end]):
            return _NO_WORD
        begin = start
        while begin and _is_letter(text[begin - 1]):
            if self._proclitics is None:
                return _NO_WORD
            begin -= 1
        if begin < start and not (self._proclitics and self._proclitics.fullmatch(text, begin, start)):
            return _NO_WORD
        return begin


_NO_WORD = -1
_SURELY_LETTER = "[a-z\u00df-\u00f6\u00f8-\u024f\u0400-\u052f]"  # or a mark on one; none is ever written onto a word
# Numbers of one syllable that are in too many other words, such as the endings of polite verbs; their counters follow
# after a space, or stand with them in the tables. Those of the second kind go on as they like.
_DETERMINERS, _NUMERALS = frozenset("\ub450\uc138\uc11d\ub109"), frozenset("\ub458\uc14b\ub137\ubc31\uccab")
_WHOLE_WORDS = {"Kore": _DETERMINERS | _NUMERALS}


def _runs_on(text: str, form: str, start: int, end: int) -> bool:
    """Whether *form*, a short number from *start* to *end*, is the end of another word, or the front of one."""
    if start and text[start - 1].isalnum():
        return True
    return form in _DETERMINERS and end < len(text) and text[end].isalnum()


_LATIN_ENDS, _OTHERS_BEGIN, _MORE_LATIN = "\u024f", "\u0370", re.compile(r"[\u1e00-\u1eff]")


def _parts(last: str, following: str) -> bool:
    """Whether a word ends between the two: "86%ቱ", "5 mgን" are a sign and a Latin unit with another script's ending."""
    if not _is_letter(last):
        return True
    return last <= _LATIN_ENDS and following >= _OTHERS_BEGIN and not _MORE_LATIN.match(following)


@lru_cache(maxsize=4096)
def _is_letter(character: str) -> bool:
    return unicodedata.category(character)[0] in "LM"


def leftmost_longest(hits: Iterable[Hit]) -> Iterator[Hit]:
    """Yield those of *hits* that a reader takes in: the first, of those the longest, none twice."""
    end = 0
    for hit in sorted(hits, key=lambda one: (one.start, -one.end)):
        if hit.start >= end:
            yield hit
            end = hit.end


def apart(hits: Iterable[Hit], others: Iterable[Hit]) -> list[Hit]:
    """Return those of *hits* that share no character with any of *others*."""
    taken = {place for one in others for place in range(one.start, one.end)}
    return [one for one in hits if taken.isdisjoint(range(one.start, one.end))]
