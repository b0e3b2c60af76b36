"""Bring a catalog up to date with its template; lose nothing, approve nothing.

The id (msgctxt) decides which translation belongs to which message, never likeness of text:

* same id, same English: the entry stays, byte for byte;
* same id, other English: the translation stays, marked fuzzy, the old English goes to ``#|``;
* same English under another id (moved, renamed): the translation goes along, if it is
  unmistakable: one message asks for it, and all that offer one offer the same;
* gone from the source: kept as obsolete, and taken up again when the message returns.

An entry stays where it stands in the file; a new one comes after the message before it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TypeVar

from pnsi18n.model.catalog import Catalog, Entry
from pnsi18n.text.po_write import LineBreaks, compose, escape, splice

T = TypeVar("T")
_LINE_NUMBER = re.compile(r":\d+$")
_OUR_FLAG = re.compile(r"(no-|possible-|impossible-)?[a-z\-]+-format|range:.*")
_NPLURALS = re.compile(r"\bnplurals\s*=\s*([1-9])\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Merge:
    """A catalog after merging, and what happened to the messages: ids or texts, by event.

    ``carried`` are changed messages whose translation a clinician's record lets stand.
    """

    catalog: Catalog
    new: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    moved: tuple[str, ...] = ()
    revived: tuple[str, ...] = ()
    obsolete: tuple[str, ...] = ()
    carried: tuple[str, ...] = ()


def merge(template: Catalog, catalog: Catalog, breaks: LineBreaks) -> Merge:
    """Return *catalog* with the messages of *template*.

    The header and every entry that has nothing new stay exactly as they are, where they are. No
    live key may stand twice in either. Merging again changes nothing.
    """
    found = _pair(template, catalog)
    forms = _plural_forms(catalog)
    settled = [_settle(message, entry, forms) for message, entry in zip(template.live, found, strict=True)]
    live = [_with_lines(old, new, breaks, catalog) for old, (_, new) in zip(found, settled, strict=True)]
    taken = {id(entry) for entry in found}
    gone = [entry for entry in catalog.live if id(entry) not in taken]
    retired = [_retire(entry, breaks, catalog) for entry in gone if _is_worth_keeping(entry)]
    events = _index(settled, lambda pair: pair[0])
    return Merge(
        catalog=replace(catalog, entries=(*_arrange(catalog, found, live), *retired)),
        obsolete=tuple(entry.msgctxt or entry.msgid for entry in gone),
        **{
            event: tuple(entry.msgctxt or entry.msgid for _, entry in events.get(event, ()))
            for event in ("new", "changed", "moved", "revived")
        },
    )


def settled(result: Merge, stands: Callable[[Entry], bool], breaks: LineBreaks) -> Merge:
    """Take the fuzzy mark off each entry of which *stands* says that the old translation holds."""
    catalog = result.catalog
    carried = {id(entry): entry for entry in catalog.live if entry.fuzzy and entry.previous_msgid and stands(entry)}
    names = tuple(entry.msgctxt or entry.msgid for entry in carried.values())
    entries = tuple(_cleared(e, breaks, catalog) if id(e) in carried else e for e in catalog.entries)
    return replace(
        result,
        catalog=replace(catalog, entries=entries),
        changed=tuple(name for name in result.changed if name not in names),
        carried=names,
    )


def _cleared(entry: Entry, breaks: LineBreaks, catalog: Catalog) -> Entry:
    flags = tuple(flag for flag in entry.flags if flag != "fuzzy")
    clear = replace(entry, flags=flags, previous_msgctxt=None, previous_msgid=None, previous_msgid_plural=None)
    return splice(entry, clear, breaks, catalog.newline)


def _arrange(catalog: Catalog, found: Iterable[Entry | None], live: Iterable[Entry]) -> Iterator[Entry]:
    """Yield the old entries in the file's order, each new or revived one after its neighbour."""
    header = catalog.header
    here = id(header or next(iter(catalog.entries), None))
    renewed, moved_up = {id(header): header} if header else {}, set()
    after: dict[int, list[Entry]] = {}
    for old, entry in zip(found, live, strict=True):
        if old is not None and not old.obsolete:
            here = id(old)
            renewed[here] = entry
        else:
            moved_up.add(id(old))
            after.setdefault(here, []).append(entry)
    for old in catalog.entries or (None,):
        if id(old) in renewed:
            yield renewed[id(old)]
        elif old and old.obsolete and id(old) not in moved_up:
            yield old
        yield from after.get(id(old), ())


def _pair(template: Catalog, catalog: Catalog) -> list[Entry | None]:
    """Return for each message of *template* the entry whose translation belongs to it.

    All exact matches are made before the first id is looked up, and those before any message
    takes a translation from elsewhere: the order of the messages decides nothing.
    """
    stock = _Stock(template, catalog)
    messages = template.live
    found: list[Entry | None] = [None] * len(messages)
    for search in (stock.same, stock.of_id, stock.moved):
        lacking = [index for index, entry in enumerate(found) if entry is None]
        stock.asked = Counter(messages[index].msgid for index in lacking)
        for index in lacking:
            found[index] = stock.take(search(messages[index]))
    return found


class _Stock:
    """The translator's entries, to be taken one by one: live ones first, then the newest obsolete."""

    def __init__(self, template: Catalog, catalog: Catalog) -> None:
        entries = (*catalog.live, *reversed(catalog.obsolete))
        self._by_key = _index(entries, lambda entry: entry.key)
        self._entries = entries
        self._ids = Counter[str | None](message.msgctxt for message in template.live if message.msgctxt)
        self._taken: set[int] = set()
        self.asked: Counter[str] = Counter()

    @cached_property
    def _by_id(self) -> Mapping[Hashable, list[Entry]]:
        return _index(self._entries, lambda entry: entry.msgctxt)

    @cached_property
    def _by_text(self) -> Mapping[Hashable, list[Entry]]:
        return _index(self._entries, lambda entry: entry.msgid)

    def take(self, candidates: Sequence[Entry]) -> Entry | None:
        """Remove and return the first of *candidates*."""
        self._taken.update(id(entry) for entry in candidates[:1])
        return candidates[0] if candidates else None

    def same(self, message: Entry) -> list[Entry]:
        """Find the entries with the id and the English of *message*."""
        return self._free(self._by_key, message.key)

    def of_id(self, message: Entry) -> list[Entry]:
        """Find the entries with the id of *message*; a context that several share is no id."""
        if self._ids[message.msgctxt] != 1:
            return []
        found = self._free(self._by_id, message.msgctxt)
        several = len(found) > 1 and not found[1].obsolete
        return [] if several else [entry for entry in found if entry.is_filled or not entry.obsolete]

    def moved(self, message: Entry) -> list[Entry]:
        """Find the same English under an id that no message has any more, if it is unmistakable."""
        if self.asked[message.msgid] != 1:
            return []
        found = [
            entry
            for entry in self._free(self._by_text, message.msgid)
            if entry.is_filled and entry.msgctxt not in self._ids
        ]
        return found if len({entry.msgstrs for entry in found}) == 1 else []

    def _free(self, index: Mapping[Hashable, list[Entry]], key: Hashable) -> list[Entry]:
        return [entry for entry in index.get(key, ()) if id(entry) not in self._taken]


def _index(items: Iterable[T], key: Callable[[T], Hashable]) -> dict[Hashable, list[T]]:
    index: dict[Hashable, list[T]] = {}
    for item in items:
        index.setdefault(key(item), []).append(item)
    return index


def _with_lines(old: Entry | None, new: Entry, breaks: LineBreaks, catalog: Catalog) -> Entry:
    """Give *new* its lines: the old ones where nothing changed, msgcat's where something did."""
    if old is None:
        return replace(new, raw=catalog.newline + compose(new, breaks, catalog.newline))
    return old if new is old or new == old else splice(old, new, breaks, catalog.newline)


def _retire(entry: Entry, breaks: LineBreaks, catalog: Catalog) -> Entry:
    retired = replace(entry, obsolete=True, extracted_comments=(), references=())
    return splice(entry, retired, breaks, catalog.newline)


def _is_worth_keeping(entry: Entry) -> bool:
    """Whether a translator left anything in *entry*."""
    return entry.is_filled or any(entry.translator_comments)


def _settle(message: Entry, entry: Entry | None, forms: int) -> tuple[str, Entry]:
    """Return what happened to *message*, and *entry* with the template's side renewed."""
    if entry is None:
        empty = ("",) * (1 if message.msgid_plural is None else forms)
        return "new", replace(message, msgstrs=empty, line=0)
    extracted, references, flags = _extracted(entry, message), _references(entry, message), _flags(entry, message)
    is_same = (entry.key, entry.msgid_plural, entry.obsolete) == (message.key, message.msgid_plural, False)
    if is_same and (extracted, references, flags) == (entry.extracted_comments, entry.references, entry.flags):
        return "", entry
    renewed = replace(
        entry,
        msgctxt=message.msgctxt,
        msgid=message.msgid,
        msgid_plural=message.msgid_plural,
        extracted_comments=extracted,
        references=references,
        flags=flags,
        obsolete=False,
    )
    if (entry.msgid, entry.msgid_plural) != (message.msgid, message.msgid_plural):
        return "changed", _reshaped(_outdated(renewed, entry) if entry.is_filled else renewed, forms)
    if entry.obsolete:
        return "revived", renewed
    return ("moved" if entry.msgctxt != message.msgctxt else ""), renewed


def _outdated(renewed: Entry, entry: Entry) -> Entry:
    """Mark the translation fuzzy; ``#|`` keeps the English that it was made from."""
    flags = ("fuzzy", *(flag for flag in renewed.flags if flag != "fuzzy"))
    if entry.fuzzy and entry.previous_msgid is not None:
        return replace(renewed, flags=flags)
    return replace(
        renewed,
        flags=flags,
        previous_msgctxt=None,
        previous_msgid=entry.msgid,
        previous_msgid_plural=entry.msgid_plural,
    )


def _reshaped(entry: Entry, forms: int) -> Entry:
    """Give *entry* as many msgstrs as its msgid needs; a form without a place becomes a comment."""
    first, *others = entry.msgstrs
    if entry.msgid_plural is not None:
        return entry if others else replace(entry, msgstrs=(first, *[""] * (forms - 1)))
    former = [f"msgstr[{index}] was: {escape(text)}" for index, text in enumerate(others, start=1) if text]
    return replace(entry, msgstrs=(first,), translator_comments=(*entry.translator_comments, *former))


def _plural_forms(catalog: Catalog) -> int:
    found = _NPLURALS.search(catalog.header_fields.get("Plural-Forms", ""))
    return int(found[1]) if found else 2


def _extracted(entry: Entry, message: Entry) -> tuple[str, ...]:
    """Renew the comments unless an editor has only wrapped them differently."""

    def words(comments: Iterable[str]) -> list[str]:
        return " ".join(comments).split()

    if entry.extracted_comments == message.extracted_comments:
        return entry.extracted_comments
    unchanged = words(entry.extracted_comments) == words(message.extracted_comments)
    return entry.extracted_comments if unchanged else message.extracted_comments


def _references(entry: Entry, message: Entry) -> tuple[str, ...]:
    """Renew references only when the file changed: line numbers alone would churn every entry.

    ``validate`` finds the line itself, from the id. A tool that leaves out lines, or references
    altogether (msgcat --no-location), is not corrected each time.
    """

    def files(references: Iterable[str]) -> list[str]:
        return [_LINE_NUMBER.sub("", reference) for reference in references]

    if entry.references == message.references:
        return entry.references
    if not entry.references and not entry.obsolete:
        return ()
    unchanged = files(entry.references) == files(message.references) and entry.msgid == message.msgid
    return entry.references if unchanged else message.references


def _flags(entry: Entry, message: Entry) -> tuple[str, ...]:
    """Keep the translator's flags and those we do not know; the format flags are the source's."""
    ours = [flag for flag in message.flags if flag != "fuzzy" and flag not in entry.sticky_flags]
    kept = [flag for flag in entry.flags if not _OUR_FLAG.fullmatch(flag) or flag in ours]
    return (*kept, *(flag for flag in ours if flag not in kept))
