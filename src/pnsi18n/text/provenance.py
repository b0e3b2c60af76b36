"""The record that a sheet carries: what is printed on it, who signed it, where it belongs."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from pnsi18n import __version__
from pnsi18n.model.edition import Edition, PrintedMessage
from pnsi18n.model.signoff import SignOff
from pnsi18n.text.canonical import CANONICALISERS, digest
from pnsi18n.text.outline import clinic_values, used_values
from pnsi18n.text.proofreading import letters

FORMAT = "pnsi18n-record-1"
_CONTENT = ("handout", "locale", "edition", "region", "outline", "messages", "words")
_CODE = 12  # hexadecimal digits, 48 bits: enough to tell the versions of one handout apart


def content(edition: Edition, outline: str) -> dict[str, Any]:
    """Return what decides what the reader of *edition* reads, of whatever kind and on whatever paper it is."""
    return {
        "handout": edition.key.handout,
        "locale": edition.key.locale,
        "edition": edition.handout.settings.edition.strftime("%Y-%m"),
        "region": {
            "id": edition.region.id,
            **used_values(edition.handout, edition.region),
            **clinic_values(edition.region),
        },
        "outline": outline,
        "messages": [_message(edition.printed[message.key]) for message in edition.handout.messages],
        "words": dict(edition.words),
    }


def _message(printed: PrintedMessage) -> dict[str, str]:
    english = printed.message.text
    row = {"id": printed.message.name, "risk": printed.message.risk.value, "english": english}
    if printed.is_fallback or printed.language.locale == "en":
        return {**row, "digest": digest(english)}
    return {**row, "translation": printed.text, "digest": digest(english, printed.text)}


def sheet_code(content: dict[str, Any]) -> str:
    """Return the name of exactly this text: ``pns-treatment/es/2026-11/3f2a91c04b7d``."""
    texts = [{name: row[name] for name in ("id", "risk", "digest")} for row in content["messages"]]
    serialised = json.dumps({**content, "messages": texts}, ensure_ascii=False, sort_keys=True)
    short = hashlib.sha256(serialised.encode()).hexdigest()[:_CODE]
    return f"{content['handout']}/{content['locale']}/{content['edition']}/{short}"


def record(edition: Edition, content: dict[str, Any], signoffs: Iterable[SignOff], making: Mapping[str, Any]) -> str:
    """Return the record of *edition* as JSON; *making* is what else decides the bytes of the sheet."""
    key = edition.key
    rows = {
        "format": FORMAT,
        "tool": f"pnsi18n {__version__}",
        **{name: content[name] for name in ("handout", "locale", "edition")},
        "kind": key.kind,
        "paper": key.paper,
        "state": edition.state.value,
        "code": edition.code,
        **content,
        "signoffs": [_signoff(one) for one in signoffs],
        "making": making,
    }
    return json.dumps(rows, ensure_ascii=False, indent=1) + "\n"


def parsed(text: str) -> Mapping[str, Any] | None:
    """Return the record that *text* is, or ``None`` where it is none of this format, whole and of the right types."""
    try:
        record = json.loads(text)
        json.dumps(record, ensure_ascii=False).encode()  # half a surrogate pair is no text
    except (ValueError, RecursionError):
        return None
    return record if isinstance(record, dict) and record.get("format") == FORMAT and _is_whole(record) else None


def _is_whole(record: Mapping[str, Any]) -> bool:
    region, words, messages = (record.get(name) for name in ("region", "words", "messages"))
    return (
        _has_texts(record, ("handout", "locale", "edition", "kind", "paper", "state", "code", "outline"))
        and _has_texts(region, ("id",))
        and isinstance(words, dict)
        and isinstance(messages, list)
        and all(_has_texts(row, ("id", "risk", "english", "digest")) and _is_message(row) for row in messages)
    )


def _has_texts(table: object, names: Sequence[str]) -> bool:
    return isinstance(table, dict) and all(isinstance(table.get(name), str) for name in names)


def _is_message(row: Mapping[str, Any]) -> bool:
    known = row["digest"].partition(":")[0] in CANONICALISERS
    return known and isinstance(row.get("translation", ""), str)


def _pieces(edition: Edition, text: str) -> list[str]:
    """Cut *text* at the line to write a phone number on: what stands below it is read elsewhere."""
    labels = {"clinic phone", edition.words.get("phone.write", "clinic phone")}
    return [text] if edition.region.clinic_phone else re.split("|".join(map(re.escape, labels)), text)


def faults(record: Mapping[str, Any]) -> Iterator[str]:
    """Yield where *record* contradicts itself: a text without its digest, a code of another text."""
    for row in record["messages"]:
        texts = [row["english"], *([row["translation"]] if "translation" in row else [])]
        if digest(*texts, version=row["digest"].partition(":")[0]) != row["digest"]:
            yield f"the record of {row['id']} was changed"
    if sheet_code({name: record[name] for name in _CONTENT}) != record["code"]:
        yield "the record was changed: its code is of another text"


def missing_texts(edition: Edition, expected: Iterable[tuple[str, str]], pages: Sequence[str]) -> Iterator[str]:
    """Yield the ids of the texts of *edition* that are not found on *pages*, letter for letter.

    A message may begin on one page and end on a later one.
    """
    read = [letters(page) for page in pages]
    for identifier, text in expected:
        pieces = [letters(piece) for piece in _pieces(edition, text)]
        if not all(_is_on(piece, read) for piece in pieces):
            yield identifier


def _is_on(wanted: str, pages: Sequence[str]) -> bool:
    """Whether *wanted* is on one of *pages*, or begins on one and goes on with the next."""
    if not wanted or any(wanted in page for page in pages):
        return True
    reached: set[int] = set()  # how much of it the pages before may have said
    for page in pages:
        starts, end = sorted({0, *reached}), 0
        reached = set()
        for start in starts:
            end = max(start, end)  # what is on a page from one letter on, is so from a later one
            while end < len(wanted) and wanted[start : end + 1] in page:
                end += 1
            reached.update(range(start + 1, end + 1))
        if len(wanted) in reached:
            return True
    return False


def _signoff(signoff: SignOff) -> dict[str, str]:
    return {
        "ledger": signoff.location.path,
        "role": signoff.role.value,
        "name": signoff.name,
        "credential": signoff.credential,
        "date": signoff.day.isoformat(),
    }
