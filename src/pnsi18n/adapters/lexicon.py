"""Read the words that the rules look for: ``data/lexicon/<locale>.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from importlib import resources
from typing import Any

from pnsi18n.model.lexicon import Lexicon, Negation


@lru_cache(maxsize=128)
def lexicon(locale: str) -> Lexicon:
    """Return the table of *locale*, an empty one where there is none."""
    file = resources.files("pnsi18n").joinpath("data", "lexicon", f"{locale}.toml")
    if not file.is_file():
        return Lexicon()
    rows: Mapping[str, Any] = tomllib.loads(file.read_text(encoding="utf-8"))
    text, length = rows.get("text", {}), rows.get("length", {})
    return Lexicon(
        confidence=rows.get("confidence", ""),
        numbers=rows.get("numbers", {}),
        ambiguous_numbers=rows.get("ambiguous_numbers", {}),
        negation=_negation(rows.get("negation", {})),
        opposites=_lists(rows.get("opposites", {})),
        units=_lists(rows.get("units", {})),
        drugs=_lists(rows.get("drugs", {})),
        day_parts=_lists(rows.get("day_parts", {})),
        frequency=_lists(rows.get("frequency", {})),
        six_hours=text.get("six_hours", False),
        length=(length.get("least", 0.0), length.get("most", 0.0)),
        english_words=frozenset(text.get("english_words", ())),
        doubling=text.get("doubling", False),
        doubled_words=frozenset(text.get("doubled_words", ())),
        false_friends=text.get("false_friends", {}),
        other_variant={**_pairs(text.get("other_characters", "")), **text.get("other_variant", {})},
    )


def _negation(row: Mapping[str, list[str]]) -> Negation:
    keys = {"words": "words", "parts": "parts", "patterns": "patterns", "not": "exempt", "strong": "strong"}
    keys |= {"without": "without", "stopping": "stopping"}
    return Negation(**{ours: tuple(row.get(key, ())) for key, ours in keys.items()})


def _pairs(text: str) -> dict[str, str]:
    """Return the characters of *text*, which stand in pairs: the first is written as the second."""
    characters = "".join(text.split())
    return dict(zip(characters[::2], characters[1::2], strict=True))


def _lists(rows: Mapping[str, list[str]]) -> dict[str, tuple[str, ...]]:
    return {name: tuple(forms) for name, forms in rows.items()}
