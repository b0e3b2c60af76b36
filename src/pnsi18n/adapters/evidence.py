"""Read what supports a handout: ``source/<handout>/evidence.toml``."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import NoReturn

from pnsi18n.adapters.toml import Table, read_toml
from pnsi18n.errors import ProjectError
from pnsi18n.model.evidence import Claim, Evidence, MessageEvidence, Origin, Source
from pnsi18n.model.finding import Location
from pnsi18n.model.handout import Handout
from pnsi18n.model.project import Project

_TABLES = ("messages", "sources")
_SOURCE = ("title", "publisher", "identifier", "address", "date_read", "note")
_MESSAGE = ("origin", "boilerplate", "claims", "correction")
_CLAIM = ("statement", "sources", "soft")
_CLAIMS_HINT = 'write claims = [{ statement = "…", sources = ["key-of-a-source"] }]'


def evidence_path(domain: str) -> str:
    """Return the path of a handout's evidence, relative to the project."""
    return f"source/{domain}/evidence.toml"


def read_evidence(project: Project, handout: Handout) -> Evidence | None:
    """Return the evidence of *handout*, or ``None`` where there is no such file.

    Raises ``ProjectError`` with the line for what is no setting, of the wrong type, or cites a
    source that the file does not describe.
    """
    shown = evidence_path(handout.domain)
    path = Path(project.root, shown)
    if not path.exists():
        return None
    table = read_toml(path, shown=shown)
    _check_tables(table)
    sources, messages = table.table_of("sources"), table.table_of("messages")
    known = {key: _source(key, sources.table_of(key)) for key in sources.row}
    places = {message.id: message.location for message in handout.messages if message.id}
    read = (_message(key, messages.table_of(key), tuple(known)) for key in messages.row)
    return Evidence(
        sources=known,
        messages={one.id: replace(one, domain=handout.domain, source_location=places.get(one.id)) for one in read},
    )


def _check_tables(table: Table) -> None:
    """Refuse a table that is none of the two, at its first header."""
    for key in table.row:
        if key not in _TABLES:
            header = re.compile(rf"\s*(\[\[?\s*)?[\"']?{re.escape(key)}\b")
            lines = enumerate(table.text.split("\n"), start=1)
            line = next((number for number, text in lines if header.match(text)), 0)
            raise ProjectError(
                f"{key} is not a setting", at=Location(table.shown, line), hint=f"known are: {', '.join(_TABLES)}"
            )


def _source(key: str, table: Table) -> Source:
    table.only(_SOURCE)
    return Source(
        key=key,
        title=table.text_of("title"),
        publisher=table.text_of("publisher", ""),
        identifier=table.text_of("identifier", ""),
        address=table.text_of("address", ""),
        date_read=_day(table, "date_read"),
        note=table.text_of("note", ""),
        location=table.at(),
    )


def _day(table: Table, key: str) -> date | None:
    value = table.row.get(key)
    if value is None:
        return None
    if not isinstance(value, date) or isinstance(value, datetime):
        table.refuse(key, "must be a day", f"write it without quotes and without a time: {key} = 2026-11-22")
    return value


def _message(key: str, table: Table, sources: tuple[str, ...]) -> MessageEvidence:
    table.only(_MESSAGE)
    origin = table.text_of("origin")
    if origin not in {*Origin}:
        table.refuse("origin", f"is {origin!r}", f"known are: {', '.join(Origin)}")
    return MessageEvidence(
        id=key,
        origin=Origin(origin),
        boilerplate=table.flag_of("boilerplate", default=False),
        claims=_claims(table, sources),
        correction=table.text_of("correction", ""),
        location=table.at(),
    )


def _claims(table: Table, sources: tuple[str, ...]) -> tuple[Claim, ...]:
    rows = table.row.get("claims", [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        table.refuse("claims", "must be a list of tables", _CLAIMS_HINT)
    keys = (*table.keys, "claims")
    return tuple(_claim(Table(row, table.shown, table.text, keys), sources) for row in rows)


def _claim(table: Table, sources: tuple[str, ...]) -> Claim:
    table.only(_CLAIM)
    cited = table.texts_of("sources", ())
    for key in cited:
        if key not in sources:
            _refuse_source(table, key, sources)
    return Claim(
        statement=table.text_of("statement"),
        sources=cited,
        soft=table.flag_of("soft", default=False),
    )


def _refuse_source(table: Table, key: str, sources: tuple[str, ...]) -> NoReturn:
    """Refuse a citation of what is no source, at the line where it is cited."""
    at = _first_line(table, key)
    raise ProjectError(
        f"a claim in [{'.'.join(table.keys[:-1])}] cites {key!r}, which is no source",
        at=at,
        hint=f"add [sources.{key}] with a title, or cite one of: {', '.join(sources) or 'none yet'}",
    )


def _first_line(table: Table, text: str) -> Location:
    """Return the first line at or below the claims that holds *text* in quotes."""
    start = table.at()
    wanted = re.compile(rf"""["']{re.escape(text)}["']""")
    lines = table.text.split("\n")[max(start.line - 1, 0) :]
    found = next((number for number, line in enumerate(lines) if wanted.search(line)), 0)
    return Location(start.path, start.line + found)
