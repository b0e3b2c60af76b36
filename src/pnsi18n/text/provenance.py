"""The record that a sheet carries: what is printed on it, who signed it, where it belongs."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from pnsi18n import __version__
from pnsi18n.model.edition import Edition, PrintedMessage
from pnsi18n.model.signoff import SignOff
from pnsi18n.text.canonical import digest
from pnsi18n.text.characters import visible

FORMAT = "pnsi18n-record-1"
_CONTENT = ("handout", "locale", "edition", "region", "outline", "messages", "words")
_CODE = 12  # hexadecimal digits, 48 bits: enough to tell the versions of one handout apart


def content(edition: Edition, outline: str) -> dict[str, Any]:
    """Return what decides what the reader of *edition* reads, on whatever paper it is printed."""
    return {
        "handout": edition.key.handout,
        "locale": edition.key.locale,
        "edition": edition.handout.settings.edition.strftime("%Y-%m"),
        "region": {
            "id": edition.region.id,
            "emergency_number": edition.region.emergency_number,
            "clinic_phone": edition.region.clinic_phone,
            "temperature": list(edition.region.temperature),
            "values": dict(edition.region.values),
        },
        "outline": outline,
        "messages": [_message(edition.printed[message.key]) for message in edition.handout.messages],
        "words": dict(edition.words),
    }


def _message(printed: PrintedMessage) -> dict[str, str]:
    english = printed.message.text
    row = {"id": printed.message.id or english, "risk": printed.message.risk.value, "english": english}
    if printed.is_fallback or printed.language.locale == "en":
        return {**row, "digest": digest(english)}
    return {**row, "translation": printed.text, "digest": digest(english, printed.text)}


def sheet_code(content: dict[str, Any]) -> str:
    """Return the name of exactly this text: ``pns-treatment/es/2026-11/3f2a91c04b7d``."""
    serialised = json.dumps(content, ensure_ascii=False, sort_keys=True)
    short = hashlib.sha256(serialised.encode()).hexdigest()[:_CODE]
    return f"{content['handout']}/{content['locale']}/{content['edition']}/{short}"


def record(
    edition: Edition, content: dict[str, Any], expected: Iterable[tuple[str, str]], signoffs: Iterable[SignOff]
) -> str:
    """Return the record of *edition* as JSON; *expected* is the visible text of each message."""
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
        "printed": [[identifier, _pieces(edition, text)] for identifier, text in expected],
        "signoffs": [_signoff(one) for one in signoffs],
    }
    return json.dumps(rows, ensure_ascii=False, indent=1) + "\n"


def _pieces(edition: Edition, text: str) -> list[str]:
    """Cut *text* at the line to write a phone number on: what stands below it is read elsewhere."""
    label = edition.words.get("phone.write", "clinic phone")
    return [text] if edition.region.clinic_phone else text.split(label)


def faults(record: Mapping[str, Any]) -> Iterator[str]:
    """Yield where *record* contradicts itself: a text without its digest, a code of another text."""
    for row in record["messages"]:
        texts = [row["english"], *([row["translation"]] if "translation" in row else [])]
        if digest(*texts, version=row["digest"].partition(":")[0]) != row["digest"]:
            yield f"the record of {row['id']} was changed"
    if sheet_code({name: record[name] for name in _CONTENT}) != record["code"]:
        yield "the record was changed: its code is of another text"


def missing_texts(record: Mapping[str, Any], pages: Sequence[str]) -> Iterator[str]:
    """Yield the ids of the messages that are not found on *pages*, letter for letter.

    A message may begin on one page and end on the next.
    """
    read = [_letters(page) for page in pages]
    for identifier, pieces in record["printed"]:
        wanted = [_letters(piece) for piece in pieces]
        if not all(any(piece in page for page in read) or _is_cut(piece, read) for piece in wanted):
            yield identifier


def _is_cut(wanted: str, pages: Sequence[str]) -> bool:
    return any(
        wanted[:cut] in page and wanted[cut:] in after
        for page, after in pairwise(pages)
        for cut in range(1, len(wanted))
    )


def _letters(text: str) -> str:
    return visible(unicodedata.normalize("NFKC", text))


def _signoff(signoff: SignOff) -> dict[str, str]:
    return {
        "ledger": signoff.location.path,
        "role": signoff.role.value,
        "name": signoff.name,
        "credential": signoff.credential,
        "date": signoff.day.isoformat(),
    }
