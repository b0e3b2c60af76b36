"""What of a lexicon is looked for in a text, and under which names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

import regex

from pnsi18n.model.lexicon import Lexicon
from pnsi18n.text.function_words import telling
from pnsi18n.text.vocabulary import Table
from pnsi18n.text.words import folded, normalised

PARTS = "parts of words that deny"


def tables(lexicon: Lexicon, others: Lexicon) -> dict[Table, Iterable[str]]:
    """Return the forms of *lexicon* by table and name; the medicines of *others* go by their names there, too."""
    negation = lexicon.negation
    names = {**lexicon.drugs, **others.drugs}
    drugs = {name: (*lexicon.drugs.get(name, ()), *others.drugs.get(name, ())) for name in names}
    named = {"units": lexicon.units, "opposites": lexicon.opposites, "drugs": drugs}
    named |= {"day parts": lexicon.day_parts, "frequency": lexicon.frequency}
    return {
        ("numbers", ""): (*lexicon.numbers, *lexicon.ambiguous_numbers),
        ("negation", "words"): negation.words,
        ("negation", "strong"): negation.strong,
        ("negation", "exempt"): negation.exempt,
        (PARTS, ""): negation.parts,
        ("english", ""): () if lexicon is others else telling(lexicon.english_words),
        ("other variant", ""): [word for word in lexicon.other_variant if len(word) > 1],
        **{("false friends", word): (word,) for word in lexicon.false_friends},
        **{(table, name): forms for table, rows in named.items() for name, forms in rows.items()},
    }


def values(rows: Mapping[str, float], script: str) -> dict[str, Decimal]:
    """Return the values of number words by the form that a text of *script* has of them."""
    return {folded(normalised(word).strip(), script): Decimal(str(value)).normalize() for word, value in rows.items()}


def compiled(patterns: Iterable[str], script: str) -> tuple[regex.Pattern[str], ...]:
    """Return *patterns* for texts that are ``normalised`` and ``folded``."""
    return tuple(regex.compile(folded(one, script)) for one in patterns)


def any_of(characters: Sequence[str]) -> re.Pattern[str] | None:
    """Return what finds any of *characters*; ``None`` if there is none to be found."""
    return re.compile(f"[{re.escape(''.join(characters))}]") if characters else None
