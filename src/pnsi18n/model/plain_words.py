"""Hard words, and plainer ones for them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class PlainWords:
    """The table of hard English words, in small letters.

    ``plainer`` gives one plainer word or phrase for a word or a phrase. ``hard`` are short words that
    patients do not know, and for which no plainer one is always right.
    """

    plainer: Mapping[str, str] = field(default_factory=dict)
    hard: frozenset[str] = frozenset()
