"""ICU's doorkeeper: where a line may break (UAX #14, with dictionaries for Khmer, Lao, Thai, Burmese)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from icu4py.breakers import LineBreaker

ZERO_WIDTH_SPACE = "\u200b"


def line_breaks(text: str, locale: str = "en") -> Iterator[str]:
    """Yield the pieces of *text* between break opportunities; joined they are *text*."""
    return iter(LineBreaker(text, locale.replace("_", "-")))


def with_break_opportunities(text: str, locale: str) -> str:
    """Return *text* with a zero-width space at each break that its dictionary knows.

    For the page only, never for a catalog. A translator's own zero-width spaces are kept, and
    none is put beside them or beside white space.
    """
    marked = ZERO_WIDTH_SPACE.join(line_breaks(text, locale))
    marked = re.sub(f"{ZERO_WIDTH_SPACE}{{2,}}", ZERO_WIDTH_SPACE, marked)
    return re.sub(f"(?<=\\s){ZERO_WIDTH_SPACE}|{ZERO_WIDTH_SPACE}(?=\\s)", "", marked)
