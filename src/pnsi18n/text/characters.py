"""Tell the characters that a reader sees from those that only steer the layout."""

from __future__ import annotations

import unicodedata

_HIDDEN = frozenset({"Cc", "Cf", "Co", "Cn", "Cs", "Zl", "Zp"})
_ORDINARY = "\u200b\u200c\u200d\u200e\u200f\u00ad"  # joiners, soft hyphens, marks: a part of many spellings
_UNSEEN = frozenset({"Cc", "Cf", "Zl", "Zp", "Zs"})


class _Seen(dict[int, str]):
    """What is seen of each character, itself or nothing; learnt when it is met for the first time."""

    def __missing__(self, code: int) -> str:
        self[code] = "" if unicodedata.category(chr(code)) in _UNSEEN else chr(code)
        return self[code]


_SEEN = _Seen()


def visible(text: str) -> str:
    """Return *text* without spaces, control and format characters (zero-width and bidi marks)."""
    return text.translate(_SEEN)


def visibly(text: str) -> str:
    """Return *text* with what steers or hides written as its number: ``‹U+202E›``; for whoever must judge it."""
    return "".join(
        f"\u2039U+{ord(character):04X}\u203a"
        if character != "\n" and unicodedata.category(character) in _HIDDEN and character not in _ORDINARY
        else character
        for character in text
    )
