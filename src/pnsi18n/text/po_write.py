"""Write PO entries the way msgcat does, and files by splicing: what is unchanged keeps its bytes."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from operator import attrgetter

from pnsi18n.model.catalog import Catalog, Entry, Part, PartKind
from pnsi18n.text.po_syntax import parts_of

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


def escape(text: str) -> str:
    """Return *text* with the escapes that a PO string needs."""
    return text.translate(_ESCAPES)


def columns(text: str) -> int:
    """Return the width of *text* in terminal columns (UAX #11; marks take none)."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.category(c) in {"Mn", "Me", "Cf"} else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in text
    )


def string_lines(keyword: str, text: str, breaks: LineBreaks, mark: str = "") -> list[str]:
    """Return the lines of ``keyword "text"``, each behind *mark*, wrapped as msgcat wraps them."""
    pieces = [escape(piece + "\n") for piece in text.split("\n")]
    pieces[-1] = pieces[-1].removesuffix("\\n")
    if not pieces[-1] and len(pieces) > 1:
        pieces.pop()
    whole = f'{mark}{keyword} "{pieces[0]}"'
    width = PAGE_WIDTH - len(mark) - len('""')
    if len(pieces) == 1 and (columns(whole) <= PAGE_WIDTH or len(list(_wrap(pieces[0], 0, breaks))) == 1):
        return [whole]
    lines = [line for piece in pieces for line in _wrap(piece, width, breaks)]
    return [f'{mark}{keyword} ""', *(f'{mark}"{line}"' for line in lines)]


def _wrap(string: str, width: int, breaks: LineBreaks) -> Iterator[str]:
    """Yield *string*, already escaped, in lines of at most *width* columns where it can be broken."""
    line, used = "", 0
    for word in _unbreakable(breaks(string)):
        needed = columns(word)
        if line and used + needed > width:
            yield line
            line, used = "", 0
        line, used = line + word, used + needed
    if line:
        yield line


def _unbreakable(words: Iterable[str]) -> Iterator[str]:
    r"""Join the *words* that a break would part inside an escape, or from the last ``\n``."""
    held = ""
    for word in words:
        inside = (len(held) - len(held.rstrip("\\"))) % 2
        if held and not inside and word != "\\n":
            yield held
            held = ""
        held += word
    if held:
        yield held


def _commented(mark: str, lines: Iterable[str]) -> list[str]:
    return [f"{mark} {line}" if line else mark for line in lines]


def _references(references: Iterable[str]) -> list[str]:
    lines: list[str] = []
    for reference in map(_isolated, references):
        if lines and len(lines[-1]) + 1 + len(reference) <= PAGE_WIDTH:
            lines[-1] += " " + reference
        else:
            lines.append("#: " + reference)
    return lines


def _isolated(reference: str) -> str:
    """Return *reference* with its file name between U+2068 and U+2069 if that holds spaces."""
    name, colon, line = reference.rpartition(":")
    return f"\u2068{name}\u2069{colon}{line}" if " " in name else reference


def _strings(entry: Entry, breaks: LineBreaks) -> dict[PartKind, list[str]]:
    mark = "#~ " if entry.obsolete else ""
    before = "#~| " if entry.obsolete else "#| "
    plural = entry.msgid_plural is not None
    forms = {(f"msgstr[{index}]" if plural else "msgstr"): text for index, text in enumerate(entry.msgstrs)}
    return {
        PartKind.PREVIOUS: [
            *_field("msgctxt", entry.previous_msgctxt, breaks, before),
            *_field("msgid", entry.previous_msgid, breaks, before),
            *_field("msgid_plural", entry.previous_msgid_plural, breaks, before),
        ],
        PartKind.MSGCTXT: _field("msgctxt", entry.msgctxt, breaks, mark),
        PartKind.MSGID: _field("msgid", entry.msgid, breaks, mark),
        PartKind.MSGID_PLURAL: _field("msgid_plural", entry.msgid_plural, breaks, mark),
        PartKind.MSGSTR: [line for name, text in forms.items() for line in _field(name, text, breaks, mark)],
    }


def _field(keyword: str, text: str | None, breaks: LineBreaks, mark: str) -> list[str]:
    return [] if text is None else string_lines(keyword, text, breaks, mark)


def compose(entry: Entry, breaks: LineBreaks, newline: str = "\n") -> str:
    """Return the text of *entry* in msgcat's order and wrapping, without a blank line before."""
    return "".join(part.raw for part in _composed(entry, breaks, newline))


def _composed(entry: Entry, breaks: LineBreaks, newline: str) -> tuple[Part, ...]:
    lines = {
        PartKind.TRANSLATOR_COMMENT: _commented("#", entry.translator_comments),
        PartKind.EXTRACTED_COMMENT: _commented("#.", entry.extracted_comments),
        PartKind.REFERENCE: _references(entry.references),
        PartKind.FLAG: [f"#, {', '.join(entry.flags)}"] if entry.flags else [],
        PartKind.STICKY_FLAG: [f"#= {', '.join(entry.sticky_flags)}"] if entry.sticky_flags else [],
        **_strings(entry, breaks),
    }
    return tuple(Part(kind, "".join(line + newline for line in lines[kind])) for kind in PartKind if lines.get(kind))


_SAYS: dict[PartKind, Callable[[Entry], object]] = {
    PartKind.BLANK: lambda _: None,
    PartKind.TRANSLATOR_COMMENT: lambda entry: entry.translator_comments,
    PartKind.EXTRACTED_COMMENT: lambda entry: entry.extracted_comments,
    PartKind.REFERENCE: lambda entry: entry.references,
    PartKind.FLAG: lambda entry: entry.flags,
    PartKind.STICKY_FLAG: lambda entry: entry.sticky_flags,
    PartKind.PREVIOUS: attrgetter("previous_msgctxt", "previous_msgid", "previous_msgid_plural", "obsolete"),
    PartKind.MSGCTXT: lambda entry: (entry.msgctxt, entry.obsolete),
    PartKind.MSGID: lambda entry: (entry.msgid, entry.obsolete),
    PartKind.MSGID_PLURAL: lambda entry: (entry.msgid_plural, entry.obsolete),
    PartKind.MSGSTR: lambda entry: (entry.msgstrs, entry.msgid_plural is None, entry.obsolete),
}
"""What the lines of each kind say."""


def splice(entry: Entry, changed: Entry, breaks: LineBreaks, newline: str = "\n") -> Entry:
    """Return *changed* with the lines of *entry* wherever the two say the same.

    So a new ``fuzzy`` flag or a new English text leaves the translator's own lines (wrapping
    included) as they were.
    """
    same = {kind for kind, says in _SAYS.items() if says(entry) == says(changed)}
    shortened = replace(changed, msgstrs=()) if PartKind.MSGSTR in same else changed
    after = dict(_composed(shortened, breaks, newline))
    kept: dict[PartKind, str] = {}
    for part in parts_of(entry.raw):
        kept[part.kind] = kept.get(part.kind, "") + part.raw
    lines = (kept.get(kind, "") if kind in same else after.get(kind, "") for kind in PartKind)
    return replace(changed, raw="".join(lines))


def _ended(raw: str, newline: str) -> str:
    """Return *raw* with an end to its last line, which the last line of a file may lack."""
    return raw if raw.endswith("\n") else raw + newline


def text_of(catalog: Catalog) -> str:
    """Return the text of *catalog*: the texts of its entries, one after the other."""
    raws = [raw for raw in (*(entry.raw for entry in catalog.entries), catalog.tail) if raw]
    return "".join([*(_ended(raw, catalog.newline) for raw in raws[:-1]), *raws[-1:]])
