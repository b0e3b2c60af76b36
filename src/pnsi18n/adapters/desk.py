"""Lay out the clinic's desk: the one page that leads to every sheet of an output folder."""

from __future__ import annotations

import base64
import hashlib
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from pathlib import Path
from urllib.parse import quote

from markupsafe import Markup

from pnsi18n.adapters import cldr
from pnsi18n.adapters.files import write_bytes
from pnsi18n.adapters.layouts import render
from pnsi18n.adapters.manifest import Record
from pnsi18n.adapters.web import font_stack
from pnsi18n.model.edition import EditionState
from pnsi18n.model.kind import WEB
from pnsi18n.model.language import ENGLISH, Language

NAME = "index.html"
# Letters that are typed one for the other, or without their marks; the page's script folds what is typed alike.
_ALIKE = {"ی": "ي", "ى": "ي", "ک": "ك", "ہ": "ه", "ھ": "ه", "ة": "ه", "ø": "o", "ł": "l", "đ": "d", "ı": "i", "_": "-"}
_MARKS = (("\u0300", "\u036f"), ("\u0640", "\u0640"), ("\u064b", "\u065f"), ("\u0670", "\u0670"))
_STATES = {
    EditionState.DRAFT.value: "Draft",
    EditionState.PARTIAL.value: "In review",
    EditionState.APPROVED.value: "Approved",
}
_PAPERS = {"a4": "A4", "letter": "US Letter"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One file of a row, by what it is called and where it lies."""

    label: str
    href: str
    pages: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One handout in one language for one region, with its sheets; ``find`` is what a search looks through."""

    language: Language
    title: str
    own_title: str
    region: str
    is_default_region: bool
    edition: str
    state: str
    untranslated: int
    confidence: str
    sheets: tuple[Sheet, ...]
    find: str


def write_desk(folder: Path, records: Iterable[Record], *, shown: str) -> None:
    """Write the desk of *folder*, unless it lies there as it must be; the same records give the same bytes."""
    content = desk(records).encode()
    path = folder / NAME
    if not path.is_file() or path.read_bytes() != content:
        write_bytes(path, content, shown=f"{shown}/{NAME}")


def desk(records: Iterable[Record]) -> str:
    """Return the HTML of the desk of *records*."""
    rows = sorted(map(_row, _together(records)), key=_place)
    script = render("index.js", {"alike": _ALIKE, "marks": _MARKS})
    languages = list({row.language.locale: row.language for row in rows}.values())
    styles = {"languages": [(one, font_stack(one)) for one in languages], "stack": font_stack(ENGLISH)}
    values = {
        "groups": [(one, [row for row in rows if row.language == one]) for one in languages],
        "states": [state for state in _STATES.values() if any(row.state == state for row in rows)],
        "css": Markup(render("index.css", styles)),  # noqa: S704 -- our own file; Jinja has escaped what it was filled with
        "script": Markup(script),  # noqa: S704 -- ours, and our own table as JSON
        "script_digest": base64.b64encode(hashlib.sha256(script.encode()).digest()).decode(),
    }
    return render(NAME, values)


def folded(text: str) -> str:
    """Return *text* as a search compares it: small letters, without accents, look-alikes as one."""
    letters = unicodedata.normalize("NFKD", text.lower())
    kept = (c for c in letters if not any(first <= c <= last for first, last in _MARKS))
    return "".join(_ALIKE.get(c, c) for c in kept)


def _together(records: Iterable[Record]) -> Iterator[list[Record]]:
    """Yield the records of each handout in each language for each region."""
    for _, group in groupby(sorted(records, key=lambda one: (_whose(one), one.key.path)), key=_whose):
        yield list(group)


def _whose(record: Record) -> tuple[str, str, str]:
    return record.key.handout, record.key.locale, record.key.region


def _row(records: list[Record]) -> Row:
    first = records[0]
    key = first.key
    language = cldr.language(key.locale) or Language(
        locale=key.locale, tag=key.locale.replace("_", "-"), own_name=key.locale, english_name=key.locale
    )
    region = cldr.territory(key.region, ENGLISH)
    names = (language.own_name, language.english_name, language.locale, language.tag)
    return Row(
        language=language,
        title=first.title,
        own_title="" if language.pseudo or first.own_title == first.title else first.own_title,
        region=region,
        is_default_region=key.default_region,
        edition=cldr.month_and_year(date.fromisoformat(f"{first.edition}-01"), "en"),
        state=_STATES[min((one.state for one in records), key=list(_STATES).index)],
        confidence="" if first.state == EditionState.APPROVED.value else first.confidence,
        untranslated=max(one.untranslated for one in records),
        sheets=tuple(_sheet(one) for one in sorted(records, key=lambda one: (one.key.kind != WEB, one.key))),
        find=folded(" ".join((*names, first.title, first.own_title, key.handout, region, key.region))),
    )


def _sheet(record: Record) -> Sheet:
    kind, paper = record.key.kind, record.key.paper
    name = "Print" if kind == "standard" else f"Print in {kind.replace('-', ' ')}"
    label = "Read on screen" if kind == WEB else f"{name} on {_PAPERS.get(paper, paper)}"
    return Sheet(label=label, href=quote(record.key.path), pages=record.pages)


def _place(row: Row) -> tuple[bool, bool, str, str, bool, str]:
    """Sort by English name, English itself first, what is made for tests last."""
    language = row.language
    is_source = language.locale == ENGLISH.locale
    return language.pseudo, not is_source, language.english_name, row.title, not row.is_default_region, row.region
