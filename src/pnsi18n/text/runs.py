"""Cut a text into runs that a page must treat apart: foreign letters, and what never breaks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pnsi18n.model.language import Language

_LETTER = r"[A-Za-z\u00C0-\u024F0-9]"
_LATIN = re.compile(rf"{_LETTER}(?:{_LETTER}|[ \u00a0.,:/@+\-\u2013\u2019'%\u00b0]+(?={_LETTER}))*[%\u00b0]?")
_LATIN_SCRIPTS = frozenset({"Latn"})


@dataclass(frozen=True, slots=True)
class Run:
    """Part of a text. ``foreign`` runs are Latin letters or digits in another script's text."""

    text: str
    foreign: bool = False

    @property
    def has_letters(self) -> bool:
        """Whether the run is words (in English, as far as we know) rather than a number."""
        return bool(re.search(r"[A-Za-z]", self.text))


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
