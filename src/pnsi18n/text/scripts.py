"""Tell the script of letters (Unicode Script property, UAX #24)."""

from __future__ import annotations

from functools import lru_cache

import regex

# Scripts of ISO 15924 that are several of Unicode's.
_SEVERAL = {
    "Hans": r"\p{Script=Han}",
    "Hant": r"\p{Script=Han}",
    "Jpan": r"[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]",
    "Kore": r"[\p{Script=Hangul}\p{Script=Han}]",
}
LOOKALIKES = ("Cyrillic", "Greek", "Latin", "Armenian")
"""Scripts whose letters look like those of each other."""


@lru_cache(maxsize=256)
def letters_of(script: str) -> regex.Pattern[str]:
    """Return what matches one letter of the ISO 15924 *script*."""
    return regex.compile(_SEVERAL.get(script, rf"[\p{{Script={script}}}\p{{Script=Inherited}}]"))


def has_foreign_letters(text: str, script: str) -> bool:
    """Whether *text* has letters of another script than *script*."""
    return any(_is_foreign(character, script) for character in set(text))


@lru_cache(maxsize=65536)
def _is_foreign(character: str, script: str) -> bool:
    return character.isalpha() and not letters_of(script).match(character)


def lookalikes(text: str) -> list[str]:
    """Return those of ``LOOKALIKES`` that *text* has letters of, in their order."""
    found = set(map(_lookalike, set(text)))
    return [name for name in LOOKALIKES if name in found]


@lru_cache(maxsize=16384)
def _lookalike(character: str) -> str:
    return next((name for name in LOOKALIKES if regex.match(rf"\p{{Script={name}}}", character)), "")
