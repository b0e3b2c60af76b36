"""Tell which denial of the English is lost where another one in the same text stands in for it."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import regex

from pnsi18n.model.lexicon import Lexicon
from pnsi18n.text.lexicon_tables import compiled
from pnsi18n.text.reading import Reading, Span
from pnsi18n.text.vocabulary import Hit
from pnsi18n.text.words import kept

_CLOSING = "[\"'”’»)\\]*]*"
# A sentence ends at one of these and what closes it, a full stop only before a space and no small letter: not "2.5".
_END = regex.compile(
    rf"(?:[。！？။។።۔।॥\u0589]|(?<![.!?؟…])[.!?؟…]+(?={_CLOSING}(?:\s|$))(?!{_CLOSING}\s+\p{{Ll}})){_CLOSING}\s*"
)
_INNER_END = regex.compile(rf"[.!?؟…]{_CLOSING}\s|[。！？။។።۔।॥\u0589](?!$)")
_SHORT = re.compile(
    r"(?i)\b(?:dra?|sra?|prof|mr|mrs|ms|vs|e\.g|i\.e|al|etc|fig|no|st|u\.s|approx|z\.b|bzw|ca|\w)\.\s*$"
)
_STOPPING = re.compile(r"\b(?:discontinu|quit|ceas|interrupt|skip|hold\b|paus)\w*")  # "stop" by other names
_ORDERS = frozenset({"do not", "don't", "never", "avoid"})
# "Unless your doctor tells you to" and "on your own" are "without your doctor's word" in many languages.
_UNLESS = re.compile(r"\b(?:unless|on your own|by yourself)\b")
_FORBIDS = frozenset({"must not", "mustn't", "should not", "shouldn't", "cannot", "can't", "can not"})
_ORDER_BEFORE = re.compile(r"(?:^|[.!?,;:(\u2013\u2014-]|\b(?:and|but|or|so|then|please|also))\W*$")
# "No alcohol.", "Nothing by mouth after midnight"; but "No packages were found" tells what is.
_NONE = frozenset({"no", "nothing"})
_NONE_BEFORE = re.compile(r"(?:^|[.!?:;])\W*$")
_NO_VERB = re.compile(
    r"(?!(?:one|such|known|valid|more|further)\b)(?:(?!\b(?:is|are|was|were|will|has|have|had|can|could|may|would|does"
    r"|do|did|found|available|possible|exists?|specified|needed|given)\b)[^.!?;:]){3,60}(?:[.!?;:]|$)"
)
_YOU_BEFORE = re.compile(r"\byou\W*$")


class Lost(NamedTuple):
    """The words by which the English denies where nothing in the translation does.

    It is ``sure`` where the translation denies nothing anywhere, or where the English gives an order and no other
    sentence denies for it: a statement may be said without a "not", beside a sentence that has one.
    """

    said: tuple[Hit, ...] = ()
    sure: bool = True


def orders(english: Reading, one: Hit) -> bool:
    """Whether *one*, a denial of *english*, tells the reader what not to do."""
    before = english.text[max(0, one.start - 12) : one.start]
    if one.form in _NONE:
        return bool(_NONE_BEFORE.search(before) and _NO_VERB.match(english.text, one.end + 1))
    if one.form in _ORDERS:
        return bool(_ORDER_BEFORE.search(before))
    return one.form in _FORBIDS and bool(_YOU_BEFORE.search(before))


def sentences(reading: Reading) -> list[Span]:
    """Return where the sentences of *reading* begin and end in its ``text``."""
    same = len(reading.plain) == len(reading.text)
    text = reading.plain if same else reading.text
    if not _INNER_END.search(text):
        return [(0, len(text))]
    spans, start = [], 0
    for match in _END.finditer(text):
        if not _SHORT.search(text, max(0, match.start() - 5), match.end()):
            spans.append((start, match.end()))
            start = match.end()
    if text[start:].strip():
        spans.append((start, len(text)))
    return spans


def forbidding(english: Reading) -> int:
    """Return how many sentences of *english* tell the reader what not to do."""
    forbidden = [one.start for one in english.denials if orders(english, one)]
    return sum(any(start <= one < end for one in forbidden) for start, end in sentences(english)) if forbidden else 0


def blind_to(english: Reading, lexicon: Lexicon, within: Span) -> tuple[str, ...]:
    """Return the words for stopping where the English says "stop" in *within*.

    "Do not stop": they are in the translation either way, and deny nothing.
    """
    start, end = within
    stops = any(start <= one.start < end for one in english.names("opposites").get("stop", ()))
    return lexicon.opposites.get("stop", ()) if stops or _STOPPING.search(english.text, start, end) else ()


def without(reading: Reading, lexicon: Lexicon) -> tuple[Hit, ...]:
    """Return the places where *reading* says "without"."""
    return _places(reading, kept("without", lambda: compiled(lexicon.negation.without, reading.script), lexicon))


def stopping(reading: Reading) -> tuple[Hit, ...]:
    """Return the places where *reading* says "stop", in a word or in two pieces."""
    words = reading.names("opposites").get("stop", ())
    exempt = reading.names("negation").get("exempt", ()) if words else ()
    apart = [one for one in words if not any(one.start < other.end and other.start < one.end for other in exempt)]
    return (*apart, *_places(reading, reading.stopping))


def _places(reading: Reading, patterns: Sequence[regex.Pattern[str]]) -> tuple[Hit, ...]:
    return tuple(
        Hit(match[0], match.start(), match.start(), match.end())
        for one in patterns
        for match in one.finditer(reading.text)
    )


class _Latest(threading.local):
    """What was asked for last: two rules ask for the same, one after the other."""

    sides: tuple[Reading, Reading] | None = None
    lost: Lost = Lost()


_latest = _Latest()


def unanswered(english: Reading, translation: Reading, lexicon: Lexicon) -> Lost:
    """Return the words by which the English denies where the translation denies nothing."""
    known = _latest.sides
    if known is None or known[0] is not english or known[1] is not translation:
        _latest.sides, _latest.lost = (english, translation), _unanswered(english, translation, lexicon)
    return _latest.lost


def _unanswered(english: Reading, translation: Reading, lexicon: Lexicon) -> Lost:
    """Look in the whole text first, then sentence by sentence if both have as many."""
    whole = (0, len(english.text)), (0, len(translation.text))
    if lost := _lost(english, translation, lexicon, whole):
        every = len(lost) == len(english.denials)
        return Lost(lost, sure=every or any(orders(english, one) for one in lost))
    ours = sentences(english)
    theirs = sentences(translation) if len(ours) > 1 else []
    if len(ours) != len(theirs):
        return Lost()
    pairs = tuple(zip(ours, theirs, strict=True))
    for pair in pairs:
        if lost := _lost(english, translation, lexicon, pair):
            moved = _denying(translation, lexicon, pairs, english) >= _said_in(english, ours)
            return Lost(lost, sure=not moved and any(orders(english, one) for one in lost))
    return Lost()


def _said_in(english: Reading, spans: Sequence[Span]) -> int:
    """Return in how many of *spans* the English denies."""
    return sum(any(start <= one.start < end for one in english.denials) for start, end in spans)


def _denying(translation: Reading, lexicon: Lexicon, pairs: Iterable[tuple[Span, Span]], english: Reading) -> int:
    """Return how many sentences of *translation* deny: as many as the English has, and one may only have moved."""
    return sum(translation.denies(blind_to(english, lexicon, ours), theirs) for ours, theirs in pairs)


def _limits(english: Reading, translation: Reading, spans: tuple[Span, Span]) -> bool:
    """Whether "do not take more than 8" is said as "take 8 at most"."""
    (start, end), (first, last) = spans
    ours, theirs = english.names("opposites"), translation.names("opposites")
    more = (*ours.get("more", ()), *ours.get("at_most", ()))
    most = theirs.get("at_most", ())
    return any(start <= one.start < end for one in more) and any(first <= one.start < last for one in most)


def _lost(english: Reading, translation: Reading, lexicon: Lexicon, spans: tuple[Span, Span]) -> tuple[Hit, ...]:
    """Return the words by which the English denies in the first of *spans* if nothing does in the second.

    Where it says "without", "unless" or "on your own" beside another denial, the translation's "without" answers
    only that.
    """
    (start, end), there = spans
    said = tuple(one for one in english.denials if start <= one.start < end)
    if not said:
        return ()
    blind = blind_to(english, lexicon, (start, end))
    if not translation.denies(blind, there):
        return () if _limits(english, translation, spans) else said
    others = tuple(one for one in said if one.form != "without")
    exempted = len(others) < len(said) or _UNLESS.search(english.text, start, end)
    spare = without(translation, lexicon) if others and exempted else ()
    return others if spare and not translation.denies(blind, there, spare) else ()
