"""Tell whether two English sentences can mean the same at all, before an approval is carried over."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import zip_longest

from pnsi18n.model.language import ENGLISH
from pnsi18n.text.inline import Emphasis, Link, Strong, links, parse, plain, walk
from pnsi18n.text.numbers import placed_numbers

_PLACEHOLDERS = re.compile(r"\{[^{}]*\}")
_WORD = re.compile(r"[a-z]+(?:['\u2019][a-z]+)?")
_TURNING = frozenset(
    """no not never none nor neither nothing nobody without cannot avoid stop start unless except only if before after
    until less more than least most above below over under increase decrease lower raise keep hold skip must should
    may might can all every each any some always zero one two three four five six seven eight nine ten eleven twelve
    first second third fourth fifth sixth seventh eighth ninth tenth once twice double""".split()  # noqa: SIM905 -- a paragraph of words reads best so
)


def turned(old: str, new: str) -> str:
    """Say what changed between *old* and *new* that no typo changes, or nothing.

    Numbers, placeholders, links, emphasis, and the small words that turn a sentence round. That
    nothing is found does not prove that both mean the same: a person says so.
    """
    if _values(old) != _values(new):
        return "a number changed"
    if _PLACEHOLDERS.findall(old) != _PLACEHOLDERS.findall(new):
        return "a placeholder changed"
    if [link.href for link in links(old)] != [link.href for link in links(new)]:
        return "a link changed"
    if _marked(old) != _marked(new):
        return "the emphasis changed"
    before, after = _turning(old), _turning(new)
    changed = next((pair for pair in zip_longest(before, after, fillvalue="") if pair[0] != pair[1]), None)
    return f"the word {(changed[1] or changed[0])!r} changed" if changed else ""


def _values(text: str) -> list[Decimal]:
    return [one.value for one in placed_numbers(plain(text), ENGLISH)]


def _marked(text: str) -> list[str]:
    """Return the kinds of markup in the order in which they stand."""
    return [type(node).__name__ for node in walk(parse(text)) if isinstance(node, Strong | Emphasis | Link)]


def _turning(text: str) -> list[str]:
    words = (word.replace("\u2019", "'") for word in _WORD.findall(plain(text).lower()))
    whole = ("not" if word.endswith("n't") else word for word in words)
    return [word for word in whole if word in _TURNING]
