"""Read an English message as a reader does: without Markdown, a placeholder as one mark."""

from __future__ import annotations

import re

from pnsi18n.text.inline import plain
from pnsi18n.text.placeholders import split

_VALUE = "\u2026"  # where a placeholder stood, so that what is beside it does not meet


def prose(text: str) -> str:
    """Return *text*, a message, as it is read: straight apostrophes, single spaces, … for each placeholder."""
    pieces = (piece if isinstance(piece, str) else _VALUE for piece in split(plain(text)))
    return re.sub(r"\s+", " ", "".join(pieces).replace("\u2019", "'")).strip()
