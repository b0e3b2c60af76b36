"""Find each message again in what a reader gives back of the pages, letter for letter and in order."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from pnsi18n.model.pages import LaidOut, Line, Page, Passage
from pnsi18n.text.characters import visible

_HYPHENS = str.maketrans({"\u2010": "-", "\u2011": "-"})
_SOFT_HYPHEN = "\u00ad"
_Run = tuple[int, int]  # the first line, and the one after the last


def letters(text: str) -> str:
    """Return what a reader sees of *text*; PDFium says U+0002 for the hyphen at which a word was cut."""
    return visible(unicodedata.normalize("NFKC", text.replace("\x02", "-")).translate(_HYPHENS))


def passages(
    expected: Sequence[tuple[str, str]], pages: Iterable[Page], laid_out: Sequence[LaidOut]
) -> tuple[Passage, ...]:
    """Return what stands on *pages* for each of *expected*, which are ids and texts in the order of reading.

    A message begins and ends with a line, for it is an element of its own. As many as can be are found in
    order. Of one that is not found, the lines are those that stand where the renderer has put it.
    """
    lines = [line for page in pages for line in page.lines if line.is_body and not line.is_label and letters(line.text)]
    body, joined = _Body(line.text for line in lines), _Body(_without_its_cut(line.text) for line in lines)
    found = [list((joined if _SOFT_HYPHEN in text else body).runs(letters(text))) for _, text in expected]
    chain = _longest(found)
    taken = {number for run in chain.values() for number in range(*run)}
    read = []
    for index, (identifier, text) in enumerate(expected):
        strays = [run for run in found[index] if run[0] not in taken]
        run = chain.get(index) or next(iter(strays), None)
        own = lines[slice(*run)] if run else _lines_in(lines, identifier, laid_out)
        said = text if run else " ".join(line.text.strip() for line in own)
        in_order = index in chain or not strays
        read.append(Passage(message=identifier, expected=text, text=said, lines=tuple(own), in_order=in_order))
    return tuple(read)


def _without_its_cut(line: str) -> str:
    """Return *line* without the hyphen that WeasyPrint draws where it cuts a word at a translator's soft hyphen."""
    return line.rstrip().removesuffix("\u2010").removesuffix(_SOFT_HYPHEN)


class _Body:
    """The letters of all lines in one string, and where each line begins and ends in it."""

    def __init__(self, lines: Iterable[str]) -> None:
        pieces = [letters(line) for line in lines]
        bounds = [0, *accumulate(map(len, pieces))]
        self.text = "".join(pieces)
        self.starts = {place: number for number, place in enumerate(bounds[:-1])}
        self.ends = {place: number for number, place in enumerate(bounds)}

    def runs(self, wanted: str) -> Iterator[_Run]:
        """Yield the runs of whole lines that say *wanted*, and nothing else."""
        place = self.text.find(wanted) if wanted else -1
        while place >= 0:
            if place in self.starts and place + len(wanted) in self.ends:
                yield self.starts[place], self.ends[place + len(wanted)]
            place = self.text.find(wanted, place + 1)


@dataclass(frozen=True, slots=True)
class _Link:
    """A run that may stand for a message, with the best chain before it."""

    index: int
    run: _Run
    before: _Link | None


def _longest(found: Sequence[Sequence[_Run]]) -> dict[int, _Run]:
    """Choose runs so that as many messages as can be stand in order, none over another.

    The longest increasing subsequence by patience: ``ends[n]`` is the earliest end of a chain of n + 1.
    """
    ends: list[int] = []
    links: list[_Link] = []
    for index, runs in enumerate(found):
        for run in reversed(runs):  # so that two runs of one message are never in one chain
            length = bisect_right(ends, run[0])
            link = _Link(index, run, links[length - 1] if length else None)
            if length == len(ends):
                ends.append(run[1])
                links.append(link)
            elif run[1] < ends[length]:
                ends[length], links[length] = run[1], link
    chain: dict[int, _Run] = {}
    last = links[-1] if links else None
    while last:
        chain[last.index], last = last.run, last.before
    return chain


def laid_out_passages(
    expected: Iterable[tuple[str, str]], pages: Iterable[Page], laid_out: Sequence[LaidOut]
) -> tuple[Passage, ...]:
    """Return what the renderer has put on the pages for each of *expected*, with the lines that were read there.

    For languages whose text does not come back exactly. Without ids, the same sentence may stand twice.
    """
    texts: dict[str, list[str]] = {}
    for identifier, text in expected:
        texts.setdefault(identifier, []).append(text)
    printed: dict[str, list[str]] = {}
    for piece in laid_out:
        printed.setdefault(piece.message, []).append(piece.text)
    first = {name: number for number, name in enumerate(printed)}
    late = {two for one, two in pairwise(name for name in texts if name in first) if first[two] < first[one]}
    lines = [line for page in pages for line in page.lines if line.is_body]
    return tuple(
        Passage(
            message=name,
            expected="".join(own),
            text="".join(printed.get(name, ())),
            lines=tuple(_lines_in(lines, name, laid_out)),
            in_order=name not in late,
        )
        for name, own in texts.items()
    )


def _lines_in(lines: Iterable[Line], message: str, laid_out: Iterable[LaidOut]) -> list[Line]:
    """Return those of *lines* that lie where the renderer has put *message*."""
    own = [piece for piece in laid_out if piece.message == message]
    return [one for one in lines if any(one.page == it.page and it.box.holds_middle_of(one.box) for it in own)]
