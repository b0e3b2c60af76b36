"""Cut a text into runs that a page must treat apart: foreign letters, and what never breaks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from pnsi18n.model.language import Language

_LETTER = r"[A-Za-z\u00C0-\u024F0-9]"
_INSIDE = r"[ \u00a0\u2060.,:/@+\-\u2013\u2019'%\u00b0]"
_LATIN = re.compile(rf"{_LETTER}(?:{_LETTER}|{_INSIDE}+(?={_LETTER}))*[%\u00b0]?")
_LATIN_SCRIPTS = frozenset({"Latn"})
_CLOSING, _OPENING = (
    "\uff0c\u3002\u3001\uff1b\uff1a\uff09\u300d\u300f\u300b\u3009\u3011\u201d\u2019",
    "\uff08\u300c\u300e\u300a\u3008\u3010\u201c\u2018",
)
_SQUEEZED = re.compile(f"([{_CLOSING}](?=[{_CLOSING}{_OPENING}])|(?<=[{_OPENING}])[{_OPENING}])")
_COUNTED = r"\d[^\s\u200b]*\u00a0[^\s\u200b]+"


@dataclass(frozen=True, slots=True)
class Run:
    """Part of a text. ``foreign`` runs are Latin letters or digits in another script's text."""

    text: str
    foreign: bool = False

    @property
    def has_letters(self) -> bool:
        """Whether the run is words (in English, as far as we know) rather than a number."""
        return bool(re.search(r"[A-Za-z]", self.text))


def squeezed(text: str) -> list[str]:
    """Return *text* cut so that every second piece is a full-width mark that takes half a square beside the next.

    Two such marks side by side leave a hole of half a letter (JIS X 4051, CLREQ 3.1.6).
    """
    return _SQUEEZED.split(text)


def whole(text: str, words: tuple[str, ...]) -> list[str]:
    """Return *text* cut so that every second piece is a number with its unit or one of *words*: no line tears them."""
    return _whole(words).split(text)


@cache
def _whole(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(f"({'|'.join([_COUNTED, *map(re.escape, sorted(words, key=len, reverse=True))])})")


def runs(text: str, language: Language) -> Iterator[Run]:
    """Yield the runs of *text*, which is written in *language*; joined they are *text* again."""
    if language.script in _LATIN_SCRIPTS:
        yield Run(text)
        return
    end = 0
    for match in _LATIN.finditer(text):
        if match.start() > end:
            yield Run(text[end : match.start()])
        yield Run(match[0], foreign=True)
        end = match.end()
    if end < len(text):
        yield Run(text[end:])
