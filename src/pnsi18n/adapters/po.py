"""Catalogs on disk. Read by our own strict scanner; what is written is read back by polib first.

polib is what most PO tools in Python see. A catalog that it would read differently from what
was meant never replaces a translator's file.
"""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import polib

from pnsi18n.adapters.files import decode, read_bytes, write_bytes
from pnsi18n.errors import CatalogError
from pnsi18n.model.catalog import Catalog, Entry
from pnsi18n.model.finding import Location
from pnsi18n.text.po_syntax import scan
from pnsi18n.text.po_write import text_of

_CHARSET = re.compile(rb"Content-Type:[^\n\"]*charset=([\w.:+\-]+)", re.IGNORECASE)
_UTF8 = {b"utf-8", b"utf8", b"us-ascii", b"ascii", b"charset"}


def read_catalog(path: Path, *, shown: str) -> Catalog:
    """Return the catalog at *path*; *shown* is its path in messages.

    Raises ``CatalogError`` or ``FileError`` with the line for a file that is missing, not UTF-8,
    not PO, cut off, or left in the middle of a merge.
    """
    content = read_bytes(path, shown=shown)
    charset = _CHARSET.search(content[:4096])
    if charset and charset[1].lower() not in _UTF8:
        name = charset[1].decode("ascii")
        raise CatalogError(
            f"the catalog is written in {name}, not UTF-8",
            at=Location(shown, content.count(b"\n", 0, charset.start()) + 1),
            hint=f"convert a copy with: msgconv -t UTF-8 -o NEW.po {shown}",
        )
    text, marked = decode(content, shown=shown)
    if not text.strip():
        raise CatalogError(
            "the catalog is empty", at=Location(shown), hint="restore it from its history, or delete it and run init"
        )
    return replace(scan(text, Location(shown)), byte_order_mark=marked)


def write_catalog(catalog: Catalog, path: Path) -> bool:
    """Write *catalog* to *path* in one step; return whether the file changed.

    Raises ``CatalogError``, the old file untouched, if polib would not read back what is meant.
    """
    text = text_of(catalog)
    content = (b"\xef\xbb\xbf" if catalog.byte_order_mark else b"") + text.encode("utf-8")
    if path.exists() and path.read_bytes() == content:
        return False
    _check_with_polib(catalog, text)
    write_bytes(path, content, shown=catalog.location.path)
    return True


def _check_with_polib(catalog: Catalog, text: str) -> None:
    meant = sorted(_essence(entry) for entry in catalog.entries if not entry.is_header)
    try:
        read = sorted(_polib_essence(entry) for entry in polib.pofile(text.replace("\r\n", "\n")))
    except OSError as error:
        raise _refused(catalog, str(error)) from error
    for ours, theirs in zip(meant, read, strict=False):
        if ours != theirs:
            raise _refused(catalog, f"{ours!r} would be read as {theirs!r}")
    if len(meant) != len(read):
        raise _refused(catalog, f"{len(meant)} entries would be read as {len(read)}")


def _essence(entry: Entry) -> tuple[str, str, str, tuple[str, ...], bool]:
    return (entry.msgctxt or "", entry.msgid, entry.msgid_plural or "", entry.msgstrs, entry.fuzzy)


def _polib_essence(entry: polib.POEntry) -> tuple[str, str, str, tuple[str, ...], bool]:
    plural = entry.msgstr_plural
    texts = tuple(plural[index] for index in sorted(plural)) if plural else (entry.msgstr,)
    return (entry.msgctxt or "", entry.msgid, entry.msgid_plural or "", texts, entry.fuzzy)


def _refused(catalog: Catalog, what: str) -> CatalogError:
    return CatalogError(
        f"not written: {what[:300]}",
        at=catalog.location,
        hint="the old file is untouched; please report this, with the file",
    )
