"""Bring a catalog up to date with its template; lose nothing, approve nothing.

The id (msgctxt) decides which translation belongs to which message, never likeness of text:

* same id, same English: the entry stays, byte for byte;
* same id, other English: the translation stays, marked fuzzy, the old English goes to ``#|``;
* same English under another id (moved, renamed): the translation goes along;
* gone from the source: kept as obsolete, and taken up again when the message returns.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, replace

from pnsi18n.model.catalog import Catalog, Entry, Part, PartKind
from pnsi18n.text.po_write import LineBreaks, compose, splice

_OUR_FLAG = re.compile(r"(no-|possible-|impossible-)?[a-z\-]+-format|range:.*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Merge:
    """A catalog after merging, and what happened to the messages: ids or texts, by event."""

    catalog: Catalog
    new: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    moved: tuple[str, ...] = ()
    revived: tuple[str, ...] = ()
    obsolete: tuple[str, ...] = ()


def merge(template: Catalog, catalog: Catalog, breaks: LineBreaks) -> Merge:
    """Return *catalog* with the messages of *template*, in the template's order.

    The header and every entry that has nothing new stay exactly as they are. No live key may
    stand twice in either. Merging again changes nothing.
    """
    stock = _Stock(catalog, template)
    events: dict[str, list[str]] = {"new": [], "changed": [], "moved": [], "revived": []}
    live = []
    for message in template.live:
        found = stock.take(message)
        event, entry = _settle(message, found) if found else ("new", _new(message, breaks, catalog))
        live.append(_rewritten(found, entry, breaks, catalog) if found else entry)
        if event:
            events[event].append(message.msgctxt or message.msgid)
    gone = [entry for entry in stock.left if not entry.obsolete]
    retired = [_retire(entry, breaks, catalog) for entry in gone if _is_worth_keeping(entry)]
    header = [catalog.header] if catalog.header else []
    merged = (*header, *live, *(entry for entry in stock.left if entry.obsolete), *retired)
    untouched = sorted(merged, key=id) == sorted(catalog.entries, key=id)
    return Merge(
        catalog=catalog if untouched else replace(catalog, entries=merged),
        obsolete=tuple(entry.msgctxt or entry.msgid for entry in gone),
        **{event: tuple(names) for event, names in events.items()},
    )


class _Stock:
    """The translator's entries, to be taken one by one as the template asks for them."""

    def __init__(self, catalog: Catalog, template: Catalog) -> None:
        self._wanted = {entry.msgctxt for entry in template.live if entry.msgctxt}
        self._entries = (*catalog.live, *reversed(catalog.obsolete))  # live first, newest obsolete next
        self._by_key = _index(self._entries, lambda entry: entry.key)
        self._by_id = _index(self._entries, lambda entry: entry.msgctxt)
        self._by_text = _index(self._entries, lambda entry: entry.msgid)
        self._taken: set[int] = set()

    def take(self, message: Entry) -> Entry | None:
        """Remove and return the entry whose translation belongs to *message*."""
        candidates = self._free(self._by_key, message.key)
        if not candidates and message.msgctxt is not None:
            candidates = self._free(self._by_id, message.msgctxt)
        if not candidates:
            candidates = self._moved(message)
        if not candidates:
            return None
        self._taken.add(id(candidates[0]))
        return candidates[0]

    def _free(self, index: dict[Hashable, list[Entry]], key: Hashable) -> list[Entry]:
        return [entry for entry in index.get(key, []) if id(entry) not in self._taken]

    def _moved(self, message: Entry) -> list[Entry]:
        """Find the same English under an id that no message has any more, if it is unmistakable."""
        found = [
            entry
            for entry in self._free(self._by_text, message.msgid)
            if entry.is_filled and entry.msgctxt not in self._wanted
        ]
        return found if len({entry.msgstrs for entry in found}) == 1 else []

    @property
    def left(self) -> list[Entry]:
        """The entries that no message asked for: live ones in order, then obsolete ones in order."""
        live = [entry for entry in self._entries if not entry.obsolete]
        obsolete = [entry for entry in reversed(self._entries) if entry.obsolete]
        return [entry for entry in (*live, *obsolete) if id(entry) not in self._taken]


def _index(entries: Iterable[Entry], key: Callable[[Entry], Hashable]) -> dict[Hashable, list[Entry]]:
    index: dict[Hashable, list[Entry]] = {}
    for entry in entries:
        index.setdefault(key(entry), []).append(entry)
    return index


def _new(message: Entry, breaks: LineBreaks, catalog: Catalog) -> Entry:
    blank = Part(PartKind.BLANK, catalog.newline)
    return replace(message, parts=(blank, *compose(message, breaks, catalog.newline)), line=0)


def _rewritten(before: Entry, after: Entry, breaks: LineBreaks, catalog: Catalog) -> Entry:
    """Give *after* its lines: the old ones where nothing changed, msgcat's where something did."""
    return before if after == before else splice(before, after, breaks, catalog.newline)


def _retire(entry: Entry, breaks: LineBreaks, catalog: Catalog) -> Entry:
    retired = replace(entry, obsolete=True, extracted_comments=(), references=())
    return splice(entry, retired, breaks, catalog.newline)


def _is_worth_keeping(entry: Entry) -> bool:
    """Whether a translator left anything in *entry*."""
    return entry.is_filled or any(entry.translator_comments)


def _settle(message: Entry, entry: Entry) -> tuple[str, Entry]:
    """Return what happened to *message*, and *entry* with the template's side renewed."""
    renewed = replace(
        entry,
        msgctxt=message.msgctxt,
        msgid=message.msgid,
        msgid_plural=message.msgid_plural,
        extracted_comments=message.extracted_comments,
        references=_references(entry, message),
        flags=_flags(entry, message),
        obsolete=False,
    )
    if (entry.msgid, entry.msgid_plural) != (message.msgid, message.msgid_plural):
        return "changed", _outdated(renewed, entry) if entry.is_filled else renewed
    if entry.obsolete:
        return "revived", renewed
    return ("moved" if entry.msgctxt != message.msgctxt else ""), renewed


def _outdated(renewed: Entry, entry: Entry) -> Entry:
    """Mark the translation fuzzy; ``#|`` keeps the English that it was made from."""
    first = entry.previous_msgid is None or not entry.fuzzy
    return replace(
        renewed,
        flags=("fuzzy", *(flag for flag in renewed.flags if flag != "fuzzy")),
        previous_msgid=entry.msgid if first else entry.previous_msgid,
        previous_msgid_plural=entry.msgid_plural if first else entry.previous_msgid_plural,
    )


def _references(entry: Entry, message: Entry) -> tuple[str, ...]:
    """Renew references only when the file changed: line numbers alone would churn every entry.

    ``validate`` finds the line itself, from the id.
    """

    def files(references: Iterable[str]) -> list[str]:
        return [reference.rpartition(":")[0] for reference in references]

    unchanged = files(entry.references) == files(message.references) and entry.msgid == message.msgid
    return entry.references if unchanged else message.references


def _flags(entry: Entry, message: Entry) -> tuple[str, ...]:
    """Keep the translator's flags and those we do not know; the format flags are the source's."""
    ours = [flag for flag in message.flags if flag not in entry.sticky_flags]
    kept = [flag for flag in entry.flags if not _OUR_FLAG.fullmatch(flag) or flag in ours]
    return (*kept, *(flag for flag in ours if flag not in kept))
