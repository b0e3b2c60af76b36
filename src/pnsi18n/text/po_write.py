"""Write PO entries the way msgcat does, and files by splicing: what is unchanged keeps its bytes."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import replace

from pnsi18n.model.catalog import Catalog, Entry, Part, PartKind

PAGE_WIDTH = 79  # columns, gettext's default; a quoted piece is at most 77 wide
LineBreaks = Callable[[str], Iterable[str]]
"""Cut a text at its UAX #14 break opportunities; the pieces joined are the text."""

_ESCAPES = str.maketrans(
    {
        "\\": "\\\\",
        '"': '\\"',
        "\n": "\\n",
        "\t": "\\t",
        "\r": "\\r",
        "\a": "\\a",
        "\b": "\\b",
        "\f": "\\f",
        "\v": "\\v",
    }
)
_ORDER = list(PartKind)


def escape(text: str) -> str:
    """Return *text* with the escapes that a PO string needs."""
    return text.translate(_ESCAPES)


def columns(text: str) -> int:
    """Return the width of *text* in terminal columns (UAX #11; marks take none)."""
    return sum(
        0 if unicodedata.category(c) in {"Mn", "Me", "Cf"} else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in text
    )


def string_lines(keyword: str, text: str, breaks: LineBreaks) -> list[str]:
    """Return the lines of ``keyword "text"``, wrapped as msgcat wraps them."""
    pieces = [piece + "\n" for piece in text.split("\n")]
    pieces[-1] = pieces[-1][:-1]
    if not pieces[-1] and len(pieces) > 1:
        pieces.pop()
    first = escape(pieces[0])
    if len(pieces) == 1 and columns(f'{keyword} "{first}"') <= PAGE_WIDTH:
        return [f'{keyword} "{first}"']
    lines = [line for piece in pieces for line in _wrap(piece, breaks)]
    return [f'{keyword} ""', *(f'"{line}"' for line in lines)]


def _wrap(text: str, breaks: LineBreaks) -> list[str]:
    lines, current = [], ""
    for word in breaks(text):
        piece = escape(word)
        if current and columns(current + piece.rstrip(" ")) > PAGE_WIDTH - 2 - piece.endswith(" "):
            lines.append(current)
            current = ""
        current += piece
    return [*lines, current] if current else lines


def _commented(mark: str, lines: Iterable[str]) -> list[str]:
    return [f"{mark} {line}" if line else mark for line in lines]


def _references(references: Iterable[str]) -> list[str]:
    lines: list[str] = []
    for reference in references:
        if lines and len(lines[-1]) + 1 + len(reference) <= PAGE_WIDTH:
            lines[-1] += " " + reference
        else:
            lines.append("#: " + reference)
    return lines


def _strings(entry: Entry, breaks: LineBreaks) -> dict[PartKind, list[str]]:
    def lines(keyword: str, text: str | None) -> list[str]:
        return [] if text is None else string_lines(keyword, text, breaks)

    plural = entry.msgid_plural is not None
    return {
        PartKind.PREVIOUS: [
            f"#| {line}"
            for keyword, text in (
                ("msgctxt", entry.previous_msgctxt),
                ("msgid", entry.previous_msgid),
                ("msgid_plural", entry.previous_msgid_plural),
            )
            for line in lines(keyword, text)
        ],
        PartKind.MSGCTXT: lines("msgctxt", entry.msgctxt),
        PartKind.MSGID: lines("msgid", entry.msgid),
        PartKind.MSGID_PLURAL: lines("msgid_plural", entry.msgid_plural),
        PartKind.MSGSTR: [
            line
            for index, text in enumerate(entry.msgstrs)
            for line in lines(f"msgstr[{index}]" if plural else "msgstr", text)
        ],
    }


def compose(entry: Entry, breaks: LineBreaks, newline: str = "\n") -> tuple[Part, ...]:
    """Return the parts of *entry* in msgcat's order and wrapping, without a blank line before."""
    lines = {
        PartKind.TRANSLATOR_COMMENT: _commented("#", entry.translator_comments),
        PartKind.EXTRACTED_COMMENT: _commented("#.", entry.extracted_comments),
        PartKind.REFERENCE: _references(entry.references),
        PartKind.FLAG: [f"#, {', '.join(entry.flags)}"] if entry.flags else [],
        PartKind.STICKY_FLAG: [f"#= {', '.join(entry.sticky_flags)}"] if entry.sticky_flags else [],
        **_strings(entry, breaks),
    }
    mark = "#~ " if entry.obsolete else ""
    return tuple(
        Part(kind, "".join(_obsolete(kind, line, mark) + newline for line in lines[kind]))
        for kind in _ORDER
        if lines.get(kind)
    )


def _obsolete(kind: PartKind, line: str, mark: str) -> str:
    if not mark or _ORDER.index(kind) < _ORDER.index(PartKind.PREVIOUS):
        return line
    return line.replace("#|", "#~|", 1) if kind is PartKind.PREVIOUS else mark + line


def splice(entry: Entry, changed: Entry, breaks: LineBreaks, newline: str = "\n") -> Entry:
    """Return *changed* with the lines of *entry* wherever the two say the same.

    So a new ``fuzzy`` flag or a new English text leaves the translator's own lines (wrapping
    included) as they were.
    """
    before = {part.kind: part for part in compose(entry, breaks, newline)}
    after = {part.kind: part for part in compose(changed, breaks, newline)}
    kept: dict[PartKind, str] = {}
    for part in entry.parts:
        kept[part.kind] = kept.get(part.kind, "") + part.raw
    parts: list[Part] = []
    for kind in _ORDER:
        if kind is not PartKind.BLANK and before.get(kind) != after.get(kind):
            parts.extend(filter(None, [after.get(kind)]))
        elif kind in kept:
            parts.append(Part(kind, kept[kind]))
    return replace(changed, parts=tuple(parts))


def text_of(catalog: Catalog) -> str:
    """Return the text of *catalog*: the parts of its entries, one after the other."""
    raws = [entry.raw for entry in catalog.entries] + ([catalog.tail] if catalog.tail else [])
    for index, raw in enumerate(raws[:-1]):
        if not raw.endswith("\n"):  # once the last line of a file that ended without a newline
            raws[index] = raw + catalog.newline
    return "".join(raws)
