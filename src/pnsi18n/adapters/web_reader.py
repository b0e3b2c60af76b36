"""tinyhtml5's doorkeeper: read a web page back as a browser does, before and after it is written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element

import tinyhtml5

from pnsi18n.adapters.files import read_bytes
from pnsi18n.adapters.pdf_reader import ReadPdf
from pnsi18n.adapters.seal import is_intact, sealed
from pnsi18n.adapters.web import RECORD_ID
from pnsi18n.model.edition import Job, Proof
from pnsi18n.model.pages import Box, LaidOut, Reading

_SOMEWHERE = Box(left=0, bottom=0, right=0, top=0)  # a browser decides
_UNSEEN = frozenset({"head", "script", "style", "template"})
_OWN = re.compile(r"data:|#")
_AWAY = re.compile(r"""@import|url\(\s*['"]?(?!data:|['"\s])""")


def print_page(job: Job) -> Proof:
    """Return the web page of *job*, sealed, with what a browser would show of each message."""
    page = _tree(job.html.encode())
    shown = [(name, _shown(one)) for one in page.iter() if (name := one.get("data-message"))]
    laid_out = tuple(LaidOut(message=name, text=text, page=1, box=_SOMEWHERE) for name, text in shown)
    reading = Reading(pages=(), laid_out=laid_out, remarks=tuple(_foreign_remarks(page)))
    return Proof(key=job.key, digest=job.digest, pdf=sealed(job.html.encode()), pages=0, reading=reading)


def read_page(path: Path) -> ReadPdf | None:
    """Return what the web page *path* holds, or ``None`` where it is none that carries a record."""
    content = read_bytes(path, shown=str(path))
    if not content.lstrip().lower().startswith(b"<!doctype html"):
        return None
    page = _tree(content)
    record = next((one.text or "" for one in page.iter("script") if one.get("id") == RECORD_ID), None)
    if record is None:
        return None
    return ReadPdf(record=record, pages=(_shown(page),), intact=is_intact(content))


def _tree(content: bytes) -> Element:
    page: Element = tinyhtml5.parse(content, namespace_html_elements=False, override_encoding="utf-8")
    return page


def _foreign_remarks(page: Element) -> Iterator[str]:
    """Report whatever a browser would fetch from elsewhere, or run."""
    for one in page.iter():
        if one.tag == "script" and one.get("type") != "application/json":
            yield "the page has a script"
        for name, value in one.attrib.items():
            loads = name in {"src", "srcset", "data", "poster"} or (name == "href" and one.tag != "a")
            if name.startswith("on") or (loads and not _OWN.match(value)):
                yield f"refused: {name}={value[:80]}"
        if _AWAY.search(one.get("style", "") + ((one.text or "") if one.tag == "style" else "")):
            yield "the styles ask for another file"


def _shown(element: Element) -> str:
    """Return the text below *element* that a reader sees."""
    is_comment = callable(element.tag)
    if is_comment or element.tag in _UNSEEN or "hidden" in element.attrib:
        return ""
    return (element.text or "") + "".join(_shown(child) + (child.tail or "") for child in element)
