"""The words of a language that rules look for: how it counts, denies, measures and names medicines."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Negation:
    """What tells that a sentence denies or forbids.

    ``words`` stand alone, ``parts`` anywhere in a word, ``patterns`` are regular expressions over lower
    case. ``exempt`` are phrases that only look like it. ``strong`` are those of the words that say a
    plain "not", "never" or "do not". ``without`` are the patterns of "without", which is among the
    words, too; ``stopping`` those of verbs in two pieces that say "stop".
    """

    words: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()
    exempt: tuple[str, ...] = ()
    strong: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    stopping: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """The table of one language; an empty one knows nothing, and the rules that need it keep still.

    ``confidence`` is "high", "medium" or "low", or empty without a table. ``numbers`` are words by
    value, ``ambiguous_numbers`` those that as often mean something else. ``opposites``, ``units`` and
    ``drugs`` list the forms of a language under an English name. ``day_parts`` are the words for morning
    (before noon), dawn, noon, afternoon, evening and night, ``frequency`` those for "daily" and "every other
    day"; ``six_hours`` says that the clock is counted from six, as in Swahili. ``length`` holds the least and the
    most characters of a translation for one of the English.
    """

    confidence: str = ""
    numbers: Mapping[str, float] = field(default_factory=dict)
    ambiguous_numbers: Mapping[str, float] = field(default_factory=dict)
    negation: Negation = field(default_factory=Negation)
    opposites: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    units: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    drugs: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    day_parts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    frequency: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    six_hours: bool = False
    length: tuple[float, float] = (0.0, 0.0)
    english_words: frozenset[str] = frozenset()
    doubling: bool = False
    doubled_words: frozenset[str] = frozenset()
    false_friends: Mapping[str, str] = field(default_factory=dict)
    other_variant: Mapping[str, str] = field(default_factory=dict)
