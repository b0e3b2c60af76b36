"""Find the hard words of a text, and the plainer ones that a table has for them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pnsi18n.model.plain_words import PlainWords
from pnsi18n.text.readability import POLYSYLLABLE, sentences, syllables, words

_LETTERS = re.compile(r"[a-z]+(?:-[a-z]+)*")
_DOUBLED = re.compile(r"([bdfglmnprt])\1$")
_ENDINGS = (("ies", "y"), ("es", ""), ("s", ""), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e"), ("ied", "y"))


@dataclass(frozen=True, slots=True, kw_only=True)
class HardWord:
    """A word or a phrase, how often it stands there, and a plainer one; nothing where the table has none."""

    word: str
    count: int
    syllables: int
    plainer: str = ""


def hard_words(texts: Iterable[str], table: PlainWords) -> list[HardWord]:
    """Return the words of *texts* of three and more syllables, and those of *table*; the most frequent first."""
    found = _together(Counter(word for text in texts for word in _hard(text, table)))
    rows = [
        HardWord(
            word=word,
            count=count,
            syllables=sum(map(syllables, word.split())),
            plainer=_plainer(word, table),
        )
        for word, count in found.items()
    ]
    return sorted(rows, key=lambda row: (-row.count, row.word))


def _hard(text: str, table: PlainWords) -> Iterator[str]:
    """Yield the hard words of *text* in small letters; a phrase of the table is one."""
    phrases = [phrase for phrase in table.plainer if " " in phrase]
    for sentence in sentences(text):
        rest = " ".join(words(sentence)).lower()
        for phrase in sorted(phrases, key=len, reverse=True):
            rest, count = re.subn(rf"(?<![\w-]){phrase}(?![\w-])", " ", rest)
            yield from [phrase] * count
        yield from (word for word in rest.split() if _LETTERS.fullmatch(word) and _is_hard(word, table))


def _is_hard(word: str, table: PlainWords) -> bool:
    return syllables(word) >= POLYSYLLABLE or any(form in table.plainer or form in table.hard for form in _forms(word))


def _plainer(word: str, table: PlainWords) -> str:
    return next((table.plainer[form] for form in _forms(word) if form in table.plainer), "")


def _forms(word: str) -> Iterator[str]:
    """Yield *word* and what it may be a form of: administered is administer, stopped stop."""
    yield word
    for ending, put_back in _ENDINGS:
        stem = word.removesuffix(ending)
        if stem not in {word, ""}:
            yield stem + put_back
            yield _DOUBLED.sub(r"\1", stem)


def _together(counts: Counter[str]) -> Counter[str]:
    """Return *counts* with the plural of a word counted under the word, where both are there."""
    joined: Counter[str] = Counter()
    for word, count in counts.items():
        joined[word[:-1] if word.endswith("s") and word[:-1] in counts else word] += count
    return joined
