"""A proof as bytes: how it travels between machines and lies in a store, with a digest that tells of any damage."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from pnsi18n.model.edition import Job, Proof
from pnsi18n.model.pages import Box, LaidOut, Line, Page, Reading, UsedFont


def packed(proof: Proof) -> bytes:
    """Return *proof* as bytes: the SHA-256 of all the rest, what was read, the file itself.

    JSON and no pickle: whoever can write to a store must not be able to run anything here.
    """
    told = {"digest": proof.digest, "pages": proof.pages, "reading": asdict(proof.reading)}
    head = zlib.compress(json.dumps(told).encode())
    rest = b"%d\n%b%b" % (len(head), head, proof.pdf)
    return b"%b\n%b" % (_digest(rest), rest)


def unpacked(content: bytes, job: Job) -> Proof:
    """Return the proof of *job* that ``packed`` made *content* of; raise ``ValueError`` where one byte is another."""
    digest, _, rest = content.partition(b"\n")
    if digest != _digest(rest):
        raise ValueError("it is damaged")
    length, _, rest = rest.partition(b"\n")
    try:
        told, pdf = json.loads(zlib.decompress(rest[: int(length)])), rest[int(length) :]
        proof = Proof(
            key=job.key, digest=told["digest"], pdf=pdf, pages=told["pages"], reading=_reading(told["reading"])
        )
    except (KeyError, TypeError, zlib.error) as error:
        raise ValueError("it is no sheet") from error
    if proof.digest != job.digest:
        raise ValueError("it is another sheet")
    return proof


def _digest(content: bytes) -> bytes:
    return hashlib.sha256(content).hexdigest().encode()


def _reading(row: Mapping[str, Any]) -> Reading:
    return Reading(
        pages=tuple(_page(one) for one in row["pages"]),
        fonts=tuple(UsedFont(**one) for one in row["fonts"]),
        laid_out=tuple(LaidOut(**{**one, "box": Box(*one["box"])}) for one in row["laid_out"]),
        lacking=row["lacking"],
        remarks=tuple(row["remarks"]),
        second=tuple(row["second"]),
    )


def _page(row: Mapping[str, Any]) -> Page:
    return Page(
        number=row["number"],
        paper=Box(*row["paper"]),
        area=Box(*row["area"]),
        lines=tuple(_line(one) for one in row["lines"]),
        shapes=tuple(Box(*one) for one in row["shapes"]),
    )


def _line(row: Mapping[str, Any]) -> Line:
    layer = Box(*row["layer"]) if row["layer"] else None
    return Line(text=row["text"], page=row["page"], box=Box(*row["box"]), tags=tuple(row["tags"]), layer=layer)
