"""Catalogs on disk. Read by our own strict scanner; what is written is read back first.

Our scanner reads back the whole file, and polib, which is what most PO tools in Python see, the
entries that are new in it. What would be read differently from what was meant never replaces a
translator's file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from itertools import zip_longest
from pathlib import Path

import polib

from pnsi18n.adapters.files import decode, read_bytes, write_bytes
from pnsi18n.errors import CatalogError
from pnsi18n.model.catalog import Catalog, Entry
from pnsi18n.model.finding import Location
from pnsi18n.text.po_syntax import scan
from pnsi18n.text.po_write import compose, text_of

_CHARSET = re.compile(rb"^[^#\n]*\bContent-Type:[^\n\"\\]*charset=([\w.:+\-]+)", re.IGNORECASE | re.MULTILINE)
_HEADER_BYTES = 65536  # where a header may stand; long lists of translators come before it
_UTF8 = {b"utf-8", b"utf8", b"us-ascii", b"ascii", b"charset"}
_LINE_SEPARATORS = str.maketrans(dict.fromkeys("\v\f\x1c\x1d\x1e\x85\u2028\u2029", "\ufffc"))
_HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n'
_LARGEST = 32_000_000  # bytes; the largest catalogs that were met (manuals of whole systems) have 3 MB
_MOST_ENTRIES = 100_000
_SPLIT = "look whether this is a catalog at all; if it is, put its messages into several handouts"
_LONG = 100_000  # characters; polib's time grows with the square of an entry's length


def read_catalog(path: Path, *, shown: str) -> Catalog:
    """Return the catalog at *path*; *shown* is its path in messages.

    Raises ``CatalogError`` or ``FileError`` with the line for a file that is missing, not UTF-8,
    not PO, cut off, or left in the middle of a merge.
    """
    _check_size(path, shown)
    content = read_bytes(path, shown=shown)
    charset = _CHARSET.search(content[:_HEADER_BYTES])
    if charset and charset[1].lower() not in _UTF8:
        name = charset[1].decode("ascii")
        raise CatalogError(
            f"the catalog is written in {name}, not UTF-8",
            at=Location(shown, content.count(b"\n", 0, charset.start(1)) + 1),
            hint=f"convert a copy with: msgconv -t UTF-8 -o NEW.po {shown}",
        )
    text, marked = decode(content, shown=shown)
    if not text.strip():
        raise CatalogError(
            "the catalog is empty", at=Location(shown), hint="restore it from its history, or delete it and run init"
        )
    if text.count("\nmsgid ") > _MOST_ENTRIES:
        raise CatalogError(f"the catalog has more than {_MOST_ENTRIES:,} entries", at=Location(shown), hint=_SPLIT)
    return replace(scan(text, Location(shown)), byte_order_mark=marked)


def _check_size(path: Path, shown: str) -> None:
    """Refuse a file that would only eat memory, before it is read."""
    size = path.stat().st_size if path.is_file() else 0
    if size > _LARGEST:
        raise CatalogError(
            f"the file has {size // 1_000_000} MB, and a catalog has less than {_LARGEST // 1_000_000}",
            at=Location(shown),
            hint=_SPLIT,
        )


def write_catalog(catalog: Catalog, path: Path) -> bool:
    """Write *catalog* to *path* in one step; return whether the file changed.

    Raises ``CatalogError`` if what was written would be read back differently, and ``FileError``
    if it cannot be written; the old file is untouched then.
    """
    text = text_of(catalog)
    content = (b"\xef\xbb\xbf" if catalog.byte_order_mark else b"") + text.encode("utf-8")
    old = path.read_bytes() if path.exists() else b""
    if old == content:
        return False
    _check(catalog, text, old.decode("utf-8", "replace"))
    write_bytes(path, content, shown=catalog.location.path)
    return True


def _check(catalog: Catalog, text: str, old: str) -> None:
    """Read *text* back: all of it ourselves, and with polib what is not in *old* yet."""
    read = scan(text, catalog.location).entries
    for meant, found in zip_longest(catalog.entries, read):
        if not (meant and found and _essence(meant) == _essence(found)):
            raise _refused(catalog, meant or found)
    known = _raws(old)
    changed = (entry for entry in read if not entry.is_header and entry.raw.strip() not in known)
    new = [entry for entry in changed if len(entry.raw) < _LONG]
    if not _polib_agrees(entry.raw for entry in new):
        _check_composed(catalog, new)


def _raws(text: str) -> set[str]:
    try:
        return {entry.raw.strip() for entry in scan(text, Location("")).entries}
    except CatalogError:
        return set()


def _check_composed(catalog: Catalog, entries: Iterable[Entry]) -> None:
    r"""Look whether polib would read *entries* rightly without the oddities of their old lines.

    gettext allows more than polib reads (``\303``, ``\a``, ``#~msgid``, ``msgstr [0]``); a translator's file
    that was so before may stay so.
    """
    for entry in entries:
        raw = compose(replace(entry, sticky_flags=()), lambda text: [text])
        if "\\a" not in raw and not _polib_agrees([raw]):
            raise _refused(catalog, entry)


def _polib_agrees(raws: Iterable[str]) -> bool:
    text = "\n".join([_HEADER, *raws]).translate(_LINE_SEPARATORS)
    try:
        ours = [_essence(entry) for entry in scan(text, Location("")).entries if not entry.is_header]
        return ours == [_polib_essence(entry) for entry in polib.pofile(text)]
    except (CatalogError, OSError):
        return False


def _essence(entry: Entry) -> tuple[str, str, str, tuple[str, ...], bool]:
    return (entry.msgctxt or "", entry.msgid, entry.msgid_plural or "", entry.msgstrs, entry.fuzzy)


def _polib_essence(entry: polib.POEntry) -> tuple[str, str, str, tuple[str, ...], bool]:
    plural = entry.msgstr_plural
    texts = tuple(plural[index] for index in sorted(plural)) if plural else (entry.msgstr,)
    return (entry.msgctxt or "", entry.msgid, entry.msgid_plural or "", texts, entry.fuzzy)


def _refused(catalog: Catalog, entry: Entry | None) -> CatalogError:
    name = (entry.msgctxt or entry.msgid)[:60] if entry else ""
    return CatalogError(
        f"not written: {name!r} would be read back differently from what is meant",
        at=catalog.location,
        hint="the old file is untouched; please report this, with the file",
    )
