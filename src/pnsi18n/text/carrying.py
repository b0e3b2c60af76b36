"""Tell whether two English sentences can mean the same at all, before an approval is carried over."""

from __future__ import annotations

import re
from collections import Counter

from pnsi18n.model.language import ENGLISH
from pnsi18n.text.inline import links, outline, parse, plain
from pnsi18n.text.numbers import ENGLISH_NUMBER_WORDS, numbers
from pnsi18n.text.placeholders import placeholders

_WORD = re.compile(r"[a-z]+(?:['\u2019][a-z]+)?")
_TURNING = frozenset(
    """no not never none nor neither nothing nobody without cannot avoid stop start unless except only if before after
    until less more than least most above below over under increase decrease lower raise keep hold skip must should
    may might can all every each any some always""".split()  # noqa: SIM905 -- a paragraph of words reads best so
) | frozenset(ENGLISH_NUMBER_WORDS)


def turned(old: str, new: str) -> str:
    """Say what changed between *old* and *new* that no typo changes, or nothing.

    Numbers, placeholders, links, emphasis, and the small words that turn a sentence round. That
    nothing is found does not prove that both mean the same: a person says so.
    """
    if numbers(plain(old), ENGLISH) != numbers(plain(new), ENGLISH):
        return "a number changed"
    if placeholders(old) != placeholders(new):
        return "a placeholder changed"
    if [link.href for link in links(old)] != [link.href for link in links(new)]:
        return "a link changed"
    if outline(parse(old)) != outline(parse(new)):
        return "the emphasis changed"
    before, after = _turning(old), _turning(new)
    changed = sorted(((before - after) + (after - before)).keys())
    return f"the word {changed[0]!r} changed" if changed else ""


def _turning(text: str) -> Counter[str]:
    words = (word.replace("\u2019", "'") for word in _WORD.findall(plain(text).lower()))
    whole = ("not" if word.endswith("n't") else word for word in words)
    return Counter(word for word in whole if word in _TURNING)
