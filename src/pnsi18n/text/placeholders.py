"""Find the parts of a message that a translator carries over unchanged."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

_PLACEHOLDER = re.compile(r"\{(?P<name>[a-z][a-z0-9_]*)(?::(?P<argument>[^{}\s]*))?\}")

_NONE: Counter[str] = Counter()
_BRACES = "{}\uff5b\uff5d"
_BRACE = re.compile(f"[{_BRACES}]")


@dataclass(frozen=True, slots=True)
class Placeholder:
    """``{name}`` or ``{name:argument}``: a value that the region fills in at build time."""

    name: str
    argument: str = ""

    def __str__(self) -> str:
        return f"{{{self.name}:{self.argument}}}" if self.argument else f"{{{self.name}}}"


@lru_cache(maxsize=16384)
def placeholders(text: str) -> Counter[str]:
    """Count each placeholder in *text*, argument included; the count is shared, and not to be changed."""
    return Counter(match[0] for match in _PLACEHOLDER.finditer(text)) if "{" in text else _NONE


def split(text: str) -> Iterator[str | Placeholder]:
    """Yield the pieces of *text* in order; joined as strings they are *text* again."""
    if "{" not in text:
        yield from [text] if text else []
        return
    end = 0
    for match in _PLACEHOLDER.finditer(text):
        if match.start() > end:
            yield text[end : match.start()]
        yield Placeholder(match["name"], match["argument"] or "")
        end = match.end()
    if end < len(text):
        yield text[end:]


def without_placeholders(text: str) -> str:
    """Return *text* with a space where each placeholder stood."""
    return _PLACEHOLDER.sub(" ", text) if "{" in text else text


def stray_braces(text: str) -> list[str]:
    """Return the braces of *text* that belong to no placeholder, in order."""
    return _BRACE.findall(_PLACEHOLDER.sub("", text)) if any(brace in text for brace in _BRACES) else []
