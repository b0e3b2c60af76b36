"""Cut the texts of a finding into stretches that are shown alike: as they stand, to look at, changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import islice

import regex

from pnsi18n.model.finding import Excerpt, Finding
from pnsi18n.text.characters import visible, visibly
from pnsi18n.text.directions import isolates
from pnsi18n.text.worddiff import Change, word_diff

_HUGE = 5000  # characters; longer texts are cut
_AROUND = 300  # characters that are shown on either side of the place to look at
_COMPARED = 1500  # characters; of longer texts nobody reads the changes
_MOST = 1000  # places that are marked in one text
_IN_A_WORD = regex.compile(r"[\p{L}\p{M}\p{N}]{2}")


class Look(Enum):
    """How a stretch of text is shown."""

    PLAIN = "plain"
    SPOT = "spot"
    REMOVED = "removed"
    ADDED = "added"
    REMARK = "remark"


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of text that is shown in one way; nothing in it steers a terminal."""

    look: Look
    text: str


def in_one_line(text: str, most: int = 1000) -> str:
    """Return *text* as one line without anything hidden, at most *most* characters of it."""
    cut = text if len(text) <= most else f"{text[:most]} {_left_out(len(text) - most)}"
    return visibly(" ".join(cut.split("\n")))


def _left_out(count: int) -> str:
    return f"… ({count:,} characters left out)"


def english_of(excerpt: Excerpt, spots: Sequence[str]) -> tuple[Stretch, ...]:
    """Return the English: against an earlier one, if there is one; with *spots*, if it alone is judged."""
    if excerpt.earlier and max(len(excerpt.earlier), len(excerpt.english)) <= _COMPARED:
        pieces = word_diff(excerpt.earlier, excerpt.english)
        return tuple(Stretch(_LOOKS[piece.change], visibly(piece.text)) for piece in pieces)
    return spotted(excerpt.english, spots if excerpt.translation is None else ())


_LOOKS = {Change.KEPT: Look.PLAIN, Change.REMOVED: Look.REMOVED, Change.ADDED: Look.ADDED}


def spot_of(finding: Finding) -> str:
    """Return the piece to look at as it can be shown, or nothing where the text does not hold it."""
    if finding.excerpt is None or not finding.spot:
        return ""
    judged = finding.excerpt.translation
    text = finding.excerpt.english if judged is None else judged
    return in_one_line(_bare(finding.spot), 100) if finding.spot in text else ""


def spotted(text: str, spots: Iterable[str]) -> tuple[Stretch, ...]:
    """Return *text* with *spots* marked; a huge one is cut around the first of them."""
    places = _places(text, [spot for spot in dict.fromkeys(spots) if spot])
    start, end = _window(text, places)
    return tuple(one for one in _stretches(text, places, start, end) if one.text)


def _places(text: str, spots: Iterable[str]) -> list[tuple[int, int]]:
    """Return where *spots* stand, in order, none inside another."""
    found = sorted(place for spot in spots for place in _found(text, spot))
    apart: list[tuple[int, int]] = []
    for start, end in found[:_MOST]:
        if not apart or start >= apart[-1][1]:
            apart.append((start, end))
    return apart


def _found(text: str, spot: str) -> list[tuple[int, int]]:
    """Return where *spot* stands as a word; where it stands nowhere so, as a part of one."""
    every = list(islice(_everywhere(text, spot), _MOST))
    return [place for place in every if _is_apart(text, *place)] or every


def _everywhere(text: str, spot: str) -> Iterator[tuple[int, int]]:
    start = text.find(spot)
    while start >= 0:
        yield start, start + len(spot)
        start = text.find(spot, start + len(spot))


def _is_apart(text: str, start: int, end: int) -> bool:
    """Whether no word of *text* goes on beyond *start* or *end*."""
    borders = (text[max(start - 1, 0) : start + 1], text[end - 1 : end + 1])
    return not any(_IN_A_WORD.fullmatch(border) for border in borders)


def _window(text: str, places: Sequence[tuple[int, int]]) -> tuple[int, int]:
    if len(text) <= _HUGE:
        return 0, len(text)
    first = places[0] if places else (0, 0)
    return max(0, first[0] - _AROUND), min(len(text), min(first[1], first[0] + _AROUND) + _AROUND)


def _stretches(text: str, places: Iterable[tuple[int, int]], start: int, end: int) -> Iterator[Stretch]:
    if start:
        yield Stretch(Look.REMARK, f"{_left_out(start)} ")
    at = start
    for first, last in places:
        if first < end:
            yield Stretch(Look.PLAIN, visibly(text[at:first]))
            yield Stretch(Look.SPOT, _bare(text[first : min(last, end)]))
            at = min(last, end)
    yield Stretch(Look.PLAIN, visibly(text[at:end]))
    if end < len(text):
        yield Stretch(Look.REMARK, f" {_left_out(len(text) - end)}")


def _bare(spot: str) -> str:
    """Return *spot* as it can be shown; where nothing of it shows, as numbers."""
    if visible(spot):
        return visibly(spot)
    return "".join(f"\u2039U+{ord(character):04X}\u203a" for character in spot)


def in_lines(stretches: Iterable[Stretch]) -> Iterator[tuple[Stretch, ...]]:
    """Yield the lines of a text."""
    line: list[Stretch] = []
    for stretch in stretches:
        first, *others = stretch.text.split("\n")
        line.append(Stretch(stretch.look, first))
        for other in others:
            yield tuple(line)
            line = [Stretch(stretch.look, other)]
    yield tuple(line)


def isolated(line: Iterable[Stretch], *, ours: bool = False) -> Iterator[Stretch]:
    """Yield *line*, a text or a sentence of *ours*, with what reads the other way isolated by marks between."""
    stretches = list(line)
    marks = isolates("".join(one.text for one in stretches), ours=ours)
    at = 0
    for look, text in ((one.look, one.text) for one in stretches):
        start, end = at, at + len(text)
        while marks and marks[0][0] < end:
            place, mark = marks.pop(0)
            yield Stretch(look, text[at - start : place - start])
            yield Stretch(Look.PLAIN, mark)
            at = place
        yield Stretch(look, text[at - start :])
        at = end
    yield from (Stretch(Look.PLAIN, mark) for _, mark in marks)
