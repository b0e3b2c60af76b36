"""Tell the script of letters (Unicode Script property, UAX #24), under its code of ISO 15924."""

from __future__ import annotations

import re
from functools import lru_cache

import regex

# Codes for writing systems that use several scripts, or one in one way.
_SEVERAL = {"Hans": ("Hani",), "Hant": ("Hani",), "Jpan": ("Hani", "Hira", "Kana"), "Kore": ("Hang", "Hani")}
_NAMES = {"Latn": "Latin", "Cyrl": "Cyrillic", "Grek": "Greek", "Armn": "Armenian"}
_CODES = (
    *("Latn", "Cyrl", "Arab", "Hani", "Deva", "Hang", "Hira", "Kana", "Hebr", "Thai", "Khmr", "Mymr", "Beng", "Ethi"),
    *("Grek", "Armn", "Geor", "Laoo", "Taml", "Telu", "Gujr", "Guru", "Knda", "Mlym", "Orya", "Sinh", "Tibt"),
)


@lru_cache(maxsize=64)
def letters_of(script: str) -> regex.Pattern[str]:
    """Return what matches one letter of *script*, or a sign that letters of every script bear."""
    codes = (*_SEVERAL.get(script, (script,)), "Zinh")
    return regex.compile("[" + "".join(rf"\p{{Script={code}}}" for code in codes) + "ー]")


@lru_cache(maxsize=16384)
def scripts_in(text: str) -> frozenset[str]:
    """Return the scripts that *text* has letters of; ``Zzzz`` stands for those that few languages use."""
    return frozenset(map(_SCRIPT_OF.__getitem__, set(text))) - {""}


class _ScriptOf(dict[str, str]):
    """The script of each character that was met so far; empty for what is no letter."""

    def __missing__(self, character: str) -> str:
        letter = character.isalpha() and character != "ー"
        self[character] = (
            next((code for code, one in _LETTER.items() if one.match(character)), "Zzzz") if letter else ""
        )
        return self[character]


_LETTER = {code: regex.compile(rf"\p{{Script={code}}}") for code in _CODES}
_SCRIPT_OF = _ScriptOf()


# Blocks without a letter of another script; what is neither in them nor here is looked at one by one.
_BLOCKS = {
    "Latn": "A-Za-z\u00aa\u00ba\u00c0-\u024f\u1e00-\u1eff",
    "Cyrl": "\u0400-\u052f",
    "Arab": "\u0600-\u063f\u0641-\u06ff\u0750-\u077f",
    "Hebr": "\u0590-\u05ff",
    "Deva": "\u0900-\u097f",
    "Beng": "\u0980-\u09ff",
    "Thai": "\u0e00-\u0e7f",
    "Mymr": "\u1000-\u109f",
    "Ethi": "\u1200-\u139f",
    "Khmr": "\u1780-\u17ff",
    "Hira": "\u3041-\u309f",
    "Kana": "\u30a0-\u30ff",
    "Hani": "\u4e00-\u9fff",
    "Hang": "\uac00-\ud7a3",
}
_NO_LETTERS = (
    "\0-@[-`{-\u00a9\u00ab-\u00b4\u00b6-\u00b9\u00bb-\u00bf\u2000-\u206f\u3000-\u3004\u3008-\u3020\uff00-\uff20"
)


@lru_cache(maxsize=64)
def _other_than(*scripts: str) -> re.Pattern[str]:
    """Return what finds a character that may be a letter of none of *scripts*."""
    codes = [code for script in scripts for code in _own(script)]
    return re.compile(f"[^{_NO_LETTERS}{''.join(_BLOCKS.get(code, '') for code in codes)}]")


def has_other_letters(text: str, script: str) -> bool:
    """Whether *text* may have any letter that is not of *script*."""
    return _other_than(script).search(text) is not None


def has_foreign_letters(text: str, script: str) -> bool:
    """Whether a good part of the letters of *text* may be of another script than *script*."""
    if _other_than(script, "Latn").search(text) and not scripts_in(text) - _own(script) <= {"Latn"}:
        return True
    if script == "Latn":
        return False
    latin = sum(map(len, _BASIC_LATIN.findall(text)))
    return latin > 0 and latin * 2 > sum(map(str.isalpha, text))


_BASIC_LATIN = re.compile("[A-Za-z]+")


@lru_cache(maxsize=64)
def _own(script: str) -> frozenset[str]:
    return frozenset(_SEVERAL.get(script, (script,)))


def lookalikes(text: str) -> list[str]:
    """Return the names of the scripts of *text* whose letters look like those of each other."""
    found = scripts_in(text)
    return [name for code, name in _NAMES.items() if code in found]


def mixes_lookalikes(text: str, script: str) -> bool:
    """Whether *text*, of a language in *script*, has letters of two scripts that look alike."""
    if text.isascii() or not _stray_lookalikes(script).search(text):
        return False
    return len(scripts_in(text) & _NAMES.keys()) > 1


@lru_cache(maxsize=64)
def _stray_lookalikes(script: str) -> re.Pattern[str]:
    """Return what finds a letter that looks like those of another script, and is not of *script*; Latin ones aside.

    Latin letters stand in every language; they matter beside those others alone, unless *script* is one of these.
    """
    blocks = {
        "Latn": "A-Za-z\u00c0-\u024f\u1e00-\u1eff",
        "Cyrl": "\u0400-\u052f\u1c80-\u1c8f\u2de0-\u2dff\ua640-\ua69f",
    }
    blocks |= {"Grek": "\u0370-\u03ff\u1f00-\u1fff", "Armn": "\u0530-\u058f\ufb13-\ufb17"}
    others = [letters for code, letters in blocks.items() if code != script and (code != "Latn" or script in blocks)]
    return re.compile(f"[{''.join(others)}]")
