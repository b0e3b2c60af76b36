"""Put the letters of a printed line into the order in which readers of a PDF look for them.

Text in a PDF has places, no order. Readers sort what stands on a line from left to right and then turn the
right-to-left parts round again, each by rules of its own, none by the whole of UAX #9. What is found here comes out
right in those of PDFium and Poppler, which are the simplest: a right-to-left part is written as it is seen, brackets
and left-to-right parts stand alone, and a mark (U+200E, U+200F) says where a part has no letter that would.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from itertools import groupby, pairwise

_LEFT_TO_RIGHT_MARK, _RIGHT_TO_LEFT_MARK = "\u200e", "\u200f"
_QUOTES = frozenset("\u2018\u2019\u201c\u201d")  # PDFium turns these over as well, though Unicode does not
_STEERING = frozenset(
    "\u00ad\u061c\u200b\u200e\u200f\u2060\u2066\u2067\u2068\u2069\u202a\u202b\u202c\u202d\u202e\ufeff"
)


class Kind(Enum):
    """How a part of a line runs; a bracket is none of the two, because some readers turn it round and some do not."""

    LEFT_TO_RIGHT = "L"
    RIGHT_TO_LEFT = "R"
    BRACKET = "B"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cluster:
    """Letters that are drawn together, from ``start`` to ``end`` on their line; ``reversed`` in a right-to-left run.

    ``owner`` is the number of the drawn text that they belong to.
    """

    text: str
    start: float
    end: float
    reversed: bool
    owner: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Letters of one owner as they are seen from left to right, in the place that they take together."""

    text: str
    start: float
    end: float
    kind: Kind
    owner: int

    @property
    def is_plain(self) -> bool:
        """Whether no reader would turn it."""
        return self.kind is Kind.LEFT_TO_RIGHT

    def joins(self, before: Piece) -> bool:
        """Whether a reader finds the right order of this piece and the one *before* it by itself."""
        forward = self.kind is Kind.LEFT_TO_RIGHT and self.start > before.start
        return self.kind is before.kind and (forward or self.kind is Kind.RIGHT_TO_LEFT)


def plain(text: str) -> str:
    """Return *text* without the characters that only steer its layout; joiners stay, they are spelling."""
    return "".join(character for character in text if character not in _STEERING)


def pieces(clusters: Sequence[Cluster]) -> Iterator[Piece]:
    """Yield the pieces of a line whose *clusters* come in the order in which they are read."""
    from_right = [cluster for cluster in clusters if cluster.reversed]
    turns = bool(from_right) and not any(map(_is_left_to_right, _text(from_right)))  # an override is turned by nobody
    mark = _LEFT_TO_RIGHT_MARK if turns else ""
    for kind, part in groupby(clusters, lambda cluster: _kind(cluster, turns=turns)):
        if kind is Kind.LEFT_TO_RIGHT:
            yield from _left_to_right(tuple(part), mark)
        else:
            yield from (_bracket if kind is Kind.BRACKET else _right_to_left)(tuple(part))


def _kind(cluster: Cluster, *, turns: bool) -> Kind:
    if not (cluster.reversed and turns):
        return Kind.LEFT_TO_RIGHT
    turned = unicodedata.mirrored(cluster.text[:1]) or cluster.text[:1] in _QUOTES
    return Kind.BRACKET if turned else Kind.RIGHT_TO_LEFT


def _left_to_right(part: Sequence[Cluster], mark: str) -> Iterator[Piece]:
    """Yield each word in its place, *mark* after the last; all in one where they are drawn the other way round."""
    forward = all(one.start <= other.start for one, other in pairwise(part))
    *words, last = _words(part, is_space=str.isspace if forward else _never)
    for word in words:
        yield _piece(_text(word), word, Kind.LEFT_TO_RIGHT)
    needed = not last[-1].text[-1].isalnum()
    yield _piece(_text(last) + mark * needed, last, Kind.LEFT_TO_RIGHT)


def _right_to_left(part: Sequence[Cluster]) -> Iterator[Piece]:
    """Yield each word with the spaces behind it, so that a word is marked where it stands."""
    first = part[0].text[0]
    is_clear = (first.isspace() or _is_right_to_left(first)) and any(map(_is_right_to_left, _text(part)))
    mark = "" if is_clear else _RIGHT_TO_LEFT_MARK
    for word in _words(part):
        for piece in _ends(word):
            yield _piece((mark + _text(piece))[::-1], piece, Kind.RIGHT_TO_LEFT)
            mark = ""


def _bracket(part: Sequence[Cluster]) -> Iterator[Piece]:
    """Yield the brackets of *part*, after a mark that keeps them apart from a number or a name before them."""
    start, end = min(one.start for one in part), max(one.end for one in part)
    border = start + (end - start) * 2 / 3
    owner = part[0].owner
    yield Piece(text=_RIGHT_TO_LEFT_MARK, start=border, end=end, kind=Kind.RIGHT_TO_LEFT, owner=owner)
    yield Piece(text=_text(part)[::-1], start=start, end=border, kind=Kind.BRACKET, owner=owner)


def _ends(word: Sequence[Cluster]) -> Iterator[Sequence[Cluster]]:
    """Yield *word*, and what ends it apart: in the order of the file, Poppler puts a full stop before its word.

    A mark over the last letter, too, if it is drawn for itself; beside the letter, or PDFium reads it before that.
    """
    last = max((end for end, cluster in enumerate(word, start=1) if cluster.text[0].isalnum()), default=0)
    if last and _text(word[last:]).strip():
        yield word[:last]
        edge = min(cluster.start for cluster in word[:last])
        yield [replace(cluster, start=edge - 1, end=edge) if _is_mark(cluster) else cluster for cluster in word[last:]]
    else:
        yield word


def _is_mark(cluster: Cluster) -> bool:
    return unicodedata.category(cluster.text[0])[0] == "M"


def _never(_text: str) -> bool:
    return False


def _words(part: Sequence[Cluster], is_space: Callable[[str], bool] = str.isspace) -> Iterator[Sequence[Cluster]]:
    """Yield what ends with a space, or with what its owner has drawn."""
    word: list[Cluster] = []
    for cluster in part:
        if word and (word[-1].owner != cluster.owner or (is_space(word[-1].text) and not is_space(cluster.text))):
            yield word
            word = []
        word.append(cluster)
    yield word


def _text(part: Iterable[Cluster]) -> str:
    return "".join(cluster.text for cluster in part)


def _piece(text: str, part: Sequence[Cluster], kind: Kind) -> Piece:
    start, end = min(one.start for one in part), max(one.end for one in part)
    return Piece(text=text, start=start, end=end, kind=kind, owner=part[0].owner)


def _is_right_to_left(character: str) -> bool:
    return unicodedata.bidirectional(character) in {"R", "AL"} and unicodedata.category(character) != "Cf"


def _is_left_to_right(character: str) -> bool:
    return unicodedata.bidirectional(character) == "L"
