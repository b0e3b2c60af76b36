"""Find the words of a table in a text, in any script."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import TypeVar, cast

import regex

from pnsi18n.model.language import Language
from pnsi18n.text.inline import plain
from pnsi18n.text.placeholders import without_placeholders

T = TypeVar("T")
# Scripts whose words are not set apart by spaces, or (Korean) run on into particles.
UNSPACED = frozenset({"Hans", "Hant", "Jpan", "Khmr", "Kore", "Laoo", "Thai", "Mymr"})
# Letters that are written at the front of a word: "and", "the", "in", "for", "from" …
PROCLITICS = {
    "Arab": "(?:[\u0648\u0641]?(?:[\u0628\u0643]?\u0627\u0644|\u0644\u0644|[\u0628\u0644\u0643])?)",
    "Hebr": "[\u05d5\u05d4\u05d1\u05dc\u05de\u05db\u05e9]{0,3}",
    "Ethi": "[\u1260\u1208\u12a8\u12e8\u1235\u12a5\u1248]?",
}
_LETTER = r"[\p{L}\p{M}]"
_APOSTROPHES = str.maketrans({"\u2019": "'", "\u02bc": "'", "\u0130": "i", "\u0654": None})
_SPACES = re.compile(r"[^\S ]\s*| \s+")  # what is not one plain space already
_ODD = tuple("\u2019\u02bc\u0130\u0654")


@lru_cache(maxsize=16384)
def normalised(text: str) -> str:
    """Return *text* as tables have it: NFC, lower case, straight apostrophes, single spaces."""
    composed = text if text.isascii() else unicodedata.normalize("NFC", text)
    lower = (composed.translate(_APOSTROPHES) if any(one in composed for one in _ODD) else composed).lower()
    return lower if lower.isprintable() and "  " not in lower else _SPACES.sub(" ", lower)


# Letters that Arabic keyboards write otherwise than Persian and Urdu ones. The two of yeh are one letter for every
# reader; but the Arabic heh stands for two letters of Urdu, and the Arabic kaf can be written onto another word.
_YEH = str.maketrans({"\u06cc": "\u064a"})
_HEH = str.maketrans({"\u06c1": "\u0647", "\u06be": "\u0647"})
_KAF = str.maketrans({"\u06a9": "\u0643"})


def folded(text: str, script: str) -> str:
    """Return *text*, which is ``normalised``, with one character for yeh; every character keeps its place."""
    return text.translate(_YEH) if script == "Arab" else text


def spellings(form: str, script: str) -> tuple[str, ...]:
    """Return the ways in which *form*, a word of a table, is typed on the keyboards of *script*; itself first."""
    if script != "Arab":
        return (form,)
    arabic = form.translate(_HEH)
    return tuple(dict.fromkeys((form, arabic, form.translate(_KAF), arabic.translate(_KAF))))


_KEPT: dict[tuple[str, tuple[int, ...]], tuple[tuple[object, ...], object]] = {}


def kept(name: str, make: Callable[[], T], *owners: object) -> T:
    """Return what *make* makes, and make it once for *owners*, such as the lexicon of a language.

    A lexicon is too big to be hashed for every message. The owners are kept as well: so no other
    object can have their identities.
    """
    key = (name, tuple(map(id, owners)))
    if key not in _KEPT:
        _KEPT[key] = (owners, make())
    return cast("T", _KEPT[key][1])


def reading(text: str) -> str:
    """Return *text*, a message, as rules read it: without Markdown and placeholders, ``normalised``."""
    return normalised(without_placeholders(plain(text)))


def find(text: str, words: tuple[str, ...], language: Language) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and form of each of *words* in *text*, which is ``normalised``; the longest wins."""
    if words:
        for match in _pattern(words, language.script).finditer(text):
            yield match.start("word"), match.end("word"), match["word"]


def has(text: str, words: tuple[str, ...], language: Language) -> bool:
    """Whether any of *words* is in *text*, which is ``normalised``."""
    return next(find(text, words, language), None) is not None


@lru_cache(maxsize=4096)
def _pattern(words: tuple[str, ...], script: str) -> regex.Pattern[str]:
    return regex.compile(word_pattern(words, script))


def word_pattern(words: tuple[str, ...], script: str) -> str:
    """Return the regular expression that finds any of *words*, the longest first, in the group ``word``."""
    longest_first = sorted({normalised(word).strip() for word in words}, key=len, reverse=True)
    one = "|".join(re.escape(word) for word in longest_first)
    if script in UNSPACED:
        return f"(?P<word>{one})"
    return rf"(?<!{_LETTER}){PROCLITICS.get(script, '')}(?P<word>{one})(?!{_LETTER})"
