"""Tell the characters that a reader sees from those that only steer the layout."""

from __future__ import annotations

import unicodedata

_UNSEEN = frozenset({"Cc", "Cf", "Zl", "Zp", "Zs"})


def visible(text: str) -> str:
    """Return *text* without spaces, control and format characters (zero-width and bidi marks)."""
    return "".join(character for character in text if unicodedata.category(character) not in _UNSEEN)
