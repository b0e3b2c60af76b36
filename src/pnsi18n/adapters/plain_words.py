"""Read the table of hard words and plainer ones: ``data/plain_words.toml``."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib import resources

from pnsi18n.model.plain_words import PlainWords


@lru_cache(maxsize=1)
def plain_words() -> PlainWords:
    """Return the table; it is the same for every project."""
    text = resources.files("pnsi18n").joinpath("data", "plain_words.toml").read_text(encoding="utf-8")
    rows = tomllib.loads(text)
    return PlainWords(plainer=rows["plainer"], hard=frozenset(rows["hard"]))
