"""How hard a text is to read: Flesch-Kincaid and SMOG grades, sentences, syllables.

Flesch-Kincaid: J. P. Kincaid et al., Research Branch Report 8-75 (1975). SMOG: G. H. McLaughlin,
Journal of Reading 12 (1969); for fewer than 30 sentences its count is scaled, which makes it
less exact. Both guess from the outside of words; neither knows whether a reader understands.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

import pyphen

from pnsi18n.text.inline import plain
from pnsi18n.text.placeholders import without_placeholders

_SENTENCE_END = re.compile(r"(?<=[.?!:])[\"'\u201d\u2019)]*\s+")
_WORD = re.compile(r"[A-Za-z0-9]+(?:['\u2019.\-][A-Za-z0-9]+)*")
_VOWELS = re.compile(r"[aeiouy]+")
_HIATUS = re.compile(  # vowels side by side that are spoken apart, and an m that is a syllable
    r"(?<![cst])ia(?!l\b|n\b)|[cst]ia[st]|ie(?=t)|io(?!n)|iu|[^qg]u[ao]|ao(?=rt)|(?<!p)eo(?!u)|ye(?=rs?$)|[aeiou]ing\b|"
    r"(?:(?<=[aeiouy][^aeiouy])|(?<=[aeiouy][^aeiouy]{2})|(?<=[aeiouy][^aeiouy]{3}))ea(?=s?$)|(?:s|th)m(?=s?$)"
)
_SILENT_END = re.compile(r"(?<![aeiouy])(?:e|(?<![cgszx])(?<!sh)(?<!ch)es|(?<![td])ed)$")
_SILENT_INSIDE = re.compile(
    r"(?<=[aeiouy][^aeiouy])e(?=(?:ly|ness|ments?|ful|less|times?|thing|styles?|long|spans?|fore)$)"
)
_SILENT_UE = re.compile(r"(?<=[gq])ue(?=s?$)")
_SPOKEN_LE = re.compile(r"[^aeiouy]les?$")
POLYSYLLABLE = 3  # syllables, by the definition of SMOG
ENOUGH_SENTENCES = 30  # that SMOG was made for
_CAUTIONS = (
    "Both grades look at the outside of words only: their length, and how many make a sentence.",
    "A short word may be unknown, and a long one well known.",
    "Headings and list items count as sentences; that makes the grades lower.",
    "Numbers in digits and abbreviations count as short words, however they are read aloud.",
    "No grade knows whether a reader understands. Ask patients to read it, and to say it in their own words.",
)


@lru_cache(maxsize=1)
def _hyphenation() -> pyphen.Pyphen:
    """Load the dictionary when the first word is counted; most commands count none."""
    return pyphen.Pyphen(lang="en_US")


@lru_cache(maxsize=8192)
def syllables(word: str) -> int:
    """Return how many syllables an English *word* has, at least one.

    Vowel groups less silent endings; where the hyphenation dictionary knows more breaks, it is
    right (it never splits a syllable).
    """
    lowered = re.sub(r"[^a-z]", "", word.lower())
    spoken = _SILENT_INSIDE.sub("", _SILENT_UE.sub("", lowered))
    groups = len(_VOWELS.findall(spoken)) + len(_HIATUS.findall(spoken))
    if groups > 1 and _SILENT_END.search(lowered) and not _SPOKEN_LE.search(lowered):
        groups -= 1
    return max(1, groups, len(_hyphenation().positions(lowered)) + 1)


def sentences(text: str) -> list[str]:
    """Return the sentences of one message; a lead-in that ends in a colon is one."""
    readable = without_placeholders(plain(text))
    return [piece for piece in _SENTENCE_END.split(readable.strip()) if _WORD.search(piece)]


def words(sentence: str) -> list[str]:
    """Return the words of *sentence*; numbers count as words, punctuation does not."""
    return _WORD.findall(sentence)


@dataclass(frozen=True, slots=True, kw_only=True)
class Readability:
    """The counts that both formulas are made of."""

    sentences: int
    words: int
    syllables: int
    polysyllables: int

    @property
    def flesch_kincaid(self) -> float:
        """US school grade: 0.39 words a sentence + 11.8 syllables a word - 15.59."""
        if not self.words:
            return 0.0
        return 0.39 * self.words / self.sentences + 11.8 * self.syllables / self.words - 15.59

    @property
    def smog(self) -> float:
        """US school grade: 1.043 times the root of polysyllables in 30 sentences, + 3.1291."""
        if not self.sentences:
            return 0.0
        return 1.043 * math.sqrt(self.polysyllables * ENOUGH_SENTENCES / self.sentences) + 3.1291


def readability(texts: Iterable[str]) -> Readability:
    """Count sentences, words, syllables and words of three or more syllables in *texts*."""
    all_sentences = [sentence for text in texts for sentence in sentences(text)]
    counts = [syllables(word) for sentence in all_sentences for word in words(sentence)]
    return Readability(
        sentences=len(all_sentences),
        words=len(counts),
        syllables=sum(counts),
        polysyllables=sum(count >= POLYSYLLABLE for count in counts),
    )


def cautions(reading: Readability) -> tuple[str, ...]:
    """Return what the two grades of *reading* do not tell, in sentences."""
    few = f"SMOG was made for {ENOUGH_SENTENCES} sentences and more; here it is scaled up from {reading.sentences}."
    return (*([few] if reading.sentences < ENOUGH_SENTENCES else []), *_CAUTIONS)
