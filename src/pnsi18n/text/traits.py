"""What a text can have that rules are about, so that a rule is asked only where it may have something to say."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from pnsi18n.model.unit import Unit

HIDDEN = "hidden"
"""Characters that do not show, and the replacement character."""
ADDRESSES = "addresses"
"""What may be a web or mail address."""
LINES = "lines"
"""A line break."""
SPACES = "spaces"
"""Two spaces in a row, or one at an end."""
BLOCK = "block"
"""What a heading or an item of a list may begin with, at the beginning."""
DECOMPOSED = "decomposed"
"""Letters that are not in Unicode NFC."""
FOREIGN = "foreign letters"
"""A good part of the letters may be of another script than the language's."""
DOUBLED = "doubled"
"""A word that may stand twice in a row."""
LOOKALIKES = "lookalikes"
"""Letters of two scripts that look alike."""
BURMESE = "Burmese"
"""Nothing but the language."""
UNKNOWN_DENIALS = "unknown denials"
"""Nothing but that no table of ours tells what the language denies."""
GLOSSARY, COPY, EARLIER = "glossary", "copy", "earlier"
"""Of a unit: a glossary, the English in the place of a translation, a translation of an earlier English."""
DENIAL = "denial"
"""A plain "not"."""
ENGLISH_DENIAL, ENGLISH_OPPOSITE, ENGLISH_NUMBER = "English denial", "English opposite", "English number"
"""A plain "not", one of two opposites, or a sure number in words, in the English."""
ENGLISH_QUANTITY, ENGLISH_QUANTITIES = "English quantity", "English quantities"
"""A number with its unit, or a spoon, in the English; two numbers with their units."""
ENGLISH_LENGTH = "English length"
"""So much English that the length of a translation says something."""
WITH, OFTEN, CLOCK = "with", "how often", "time of day"
"""What may be these, in the English."""
TABLES = frozenset({"numbers", "drugs", "false friends", "english", "other variant"})
"""Tables that a rule may be about: any word of them."""
MEASURES, SPOONS = frozenset({"kg", "fahrenheit"}), frozenset({"teaspoon", "tablespoon"})
"""Units that rules are about."""
LONG = 40
"""Characters; the length of a translation of fewer says little."""
KINDS = frozenset(
    {HIDDEN, ADDRESSES, LINES, SPACES, BLOCK, DECOMPOSED, FOREIGN, DOUBLED, LOOKALIKES, BURMESE, UNKNOWN_DENIALS}
    | {GLOSSARY, COPY, EARLIER, DENIAL, ENGLISH_DENIAL, ENGLISH_OPPOSITE, ENGLISH_NUMBER}
    | {ENGLISH_QUANTITY, ENGLISH_QUANTITIES, ENGLISH_LENGTH, WITH, OFTEN, CLOCK}
    | {"digits", *TABLES, *MEASURES}
)
"""The kinds that a rule may be about."""
SIGNS = frozenset("{}\uff5b\uff5d*_[]`<>&|#()\uff08\uff09\u300c\u300d\u300e\u300f")
"""The characters that a rule may be about."""

_SIGN = re.compile(f"[{re.escape(''.join(sorted(SIGNS)))}]")
# In every address, and in few sentences. The engine goes at once to the first sign of a row.
_ADDRESS = re.compile(r"[@:.](?:(?<=@)|(?<=:)/|(?<=\.)[^\W\d_]|(?<=[Ww]\.))")
OPENERS = "\"'“‘«([（「『¿¡*_"
"""What may be written onto the front of a word."""
DOUBLING = re.compile(rf" [{re.escape(OPENERS)}]*+(\S\S+) \1")
"""What finds a word that may stand twice in a text as rules read it, with a space before it."""
_BLOCK = re.compile(r"\s*[#\-+*>:`~\d]")
_BLANKS = frozenset(" \u00a0")
_WITH = re.compile(r"\bwith\b")
_OFTEN = re.compile(r"(?:every|each|per|an?) (?:hour|day|week|month|year)\b|(?:hour|dai|week|month|year)ly\b")
_CLOCK = re.compile(r"(?:\d|o'clock)\s?[ap]\.?\s?m\b|in the |at night")


def traits(text: str) -> list[str]:
    """Return the characters of ``SIGNS`` in *text*, ``HIDDEN`` and ``ADDRESSES``; some of them more than once."""
    found = _SIGN.findall(text)
    if "\n" in text:
        found.append(LINES)
    if (not text.isprintable() and not text.replace("\n", "").isprintable()) or "\ufffd" in text:
        found.append(HIDDEN)
    if _ADDRESS.search(text):
        found.append(ADDRESSES)
    if "  " in text or text[:1] in _BLANKS or text[-1:] in _BLANKS:
        found.append(SPACES)
    if _BLOCK.match(text):
        found.append(BLOCK)
    return found


def of_english(message: str, text: str, tables: Collection[str]) -> Iterator[str]:
    """Yield what rules look for in English: of *message*, which reads as *text* and has words of *tables*."""
    if len(message) >= LONG:
        yield ENGLISH_LENGTH
    if _WITH.search(text):
        yield WITH
    if "frequency" in tables or _OFTEN.search(text):
        yield OFTEN
    if "day parts" in tables or _CLOCK.search(text):
        yield CLOCK
    if "opposites" in tables:
        yield ENGLISH_OPPOSITE


def of_unit(unit: Unit) -> Iterator[str]:
    """Yield what *unit* is, beside its texts."""
    if unit.made_for:
        yield EARLIER
    if unit.glossary.terms or unit.glossary.keep:
        yield GLOSSARY
    if unit.msgstr.strip() == unit.msgid.strip():
        yield COPY
