"""WeasyPrint's doorkeeper: print a job, and read the pages before they are paper.

Only the processes of the pool import this module; a command that prints nothing never does.
"""

from __future__ import annotations

import json
import logging
import re
import unicodedata
from collections.abc import Iterator
from datetime import UTC, datetime, time
from functools import partial
from importlib import resources

import pydyf
import weasyprint
from weasyprint.document import Document
from weasyprint.formatting_structure.boxes import Box, LineBox, PageBox, TextBox
from weasyprint.urls import URLFetcher, URLFetcherResponse

from pnsi18n.adapters.fonts import uncovered
from pnsi18n.adapters.seal import RECORD_NAME, description, sealed
from pnsi18n.model.edition import Job, Proof
from pnsi18n.text.characters import visible

_SCHEME = "pnsi18n:"
_TOLERANCE = 0.5  # CSS pixels; rounding in text shaping stays far below
_LOGGERS = ("weasyprint", "fontTools")


class _OwnFilesOnly(URLFetcher):  # type: ignore[misc]
    """Serves the package's own pictures and those inside the page; refuses network and files alike."""

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        if re.match(r"data:image/(png|jpeg|svg\+xml);base64,", url):
            return super().fetch(url, headers)
        name = url.removeprefix(_SCHEME)
        if name == url or not re.fullmatch(r"pictograms/[a-z\-]+\.svg", name):
            raise ValueError(f"refused: {url[:80]}")
        content = resources.files("pnsi18n").joinpath(name).read_bytes()
        return URLFetcherResponse(url, body=content, headers={"Content-Type": "image/svg+xml"})


class _Remarks(logging.Handler):
    """Collects what the renderer says instead of letting it pass by."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.remarks: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.remarks.append(f"the renderer says: {record.getMessage()}")


def print_job(job: Job) -> Proof:
    """Return the PDF of *job* (PDF/UA-1), with every remark that must stop the build."""
    listener = _Remarks()
    loggers = [logging.getLogger(name) for name in _LOGGERS]
    for logger in loggers:
        logger.addHandler(listener)
        logger.propagate = False
    try:
        document = weasyprint.HTML(string=job.html, url_fetcher=_OwnFilesOnly(), base_url=_SCHEME).render(
            stylesheets=[weasyprint.CSS(string=job.css, url_fetcher=_OwnFilesOnly(), base_url=_SCHEME)]
        )
        pdf = document.write_pdf(
            pdf_variant="pdf/ua-1",
            pdf_identifier=job.digest.encode(),
            finisher=partial(_finish, job),
            attachments=_record(job),
        )
    finally:
        for logger in loggers:
            logger.removeHandler(listener)
    remarks = (*listener.remarks, *_glyph_remarks(job), *_text_remarks(job, document), *_place_remarks(document))
    return Proof(
        key=job.key,
        pdf=sealed(pdf or b""),
        pages=len(document.pages),
        fonts=tuple(sorted({font.family for font in job.fonts})),
        remarks=remarks,
    )


def _record(job: Job) -> list[weasyprint.Attachment]:
    """Return the record of *job* as a file to embed; its dates are those of the text, not of the clock."""
    noon = datetime.combine(job.dated, time(12), UTC)
    return [
        weasyprint.Attachment(
            string=job.record,
            name=RECORD_NAME,
            description="What this sheet was made from",
            created=noon,
            modified=noon,
        )
    ]


def _finish(job: Job, _document: Document, pdf: pydyf.PDF) -> None:
    _give_every_glyph_a_character(pdf)
    _associate_record(pdf)
    _describe(job, pdf)


def _associate_record(pdf: pydyf.PDF) -> None:
    """Say that the record belongs to the whole document (ISO 32000-2, 14.13; PDF/A-3 asks for it, too)."""
    for item in pdf.objects:
        if isinstance(item, pydyf.Dictionary) and item.get("Type") == "/Filespec":
            item["AFRelationship"] = "/Data"
            pdf.catalog["AF"] = pydyf.Array([item.reference])


def _describe(job: Job, pdf: pydyf.PDF) -> None:
    """Put what the sheet is, and an empty seal, into the metadata; leave them readable without unpacking."""
    record = json.loads(job.record) if job.record else {}
    known = {name: str(record[name]) for name in ("code", "state", "tool") if name in record}
    for item in pdf.objects:
        if isinstance(item, pydyf.Stream) and item.extra.get("Type") == "/Metadata":
            end = b"</rdf:RDF>"
            item.stream = [part.replace(end, description(known) + end) for part in item.stream]
            item.compress = False


def _give_every_glyph_a_character(pdf: pydyf.PDF) -> None:
    """Map the glyphs that WeasyPrint 70 maps to nothing to a word joiner, which shows nothing.

    They are the second and later glyphs of a cluster (Devanagari, Khmer, Nastaliq). PDF/UA-1,
    7.21.7, wants a character for every glyph.
    """
    for item in pdf.objects:
        stream = getattr(item, "stream", None)
        if isinstance(stream, list) and b"begincmap" in stream:
            item.stream = [line[:-2] + b"<2060>" if line.endswith(b"> <>") else line for line in stream]


def _glyph_remarks(job: Job) -> Iterator[str]:
    """Name the characters that no font of the sheet has, with the messages that they stand in."""
    lacking = uncovered("".join(text for _identifier, text in job.expected), job.fonts)
    for identifier, text in job.expected:
        for character in sorted(lacking & set(text)):
            name = unicodedata.name(character, "unnamed character")
            yield f"{identifier}: no font has U+{ord(character):04X} {name}"


def _text_remarks(job: Job, document: Document) -> Iterator[str]:
    """Compare the text in the laid-out boxes with what the catalog says, letter for letter."""
    found: dict[str, list[str]] = {}
    for page in document.pages:
        for identifier, text in _message_texts(page._page_box):  # noqa: SLF001 -- there is no public view of the boxes
            found.setdefault(identifier, []).append(text)
    expected: dict[str, list[str]] = {}
    for identifier, text in job.expected:  # without ids, the same sentence may stand twice
        expected.setdefault(identifier, []).append(text)
    for identifier, texts in expected.items():
        printed, text = "".join(found.get(identifier, [])), "".join(texts)
        if _letters(printed) != _letters(text):
            yield f"{identifier}: the page shows {printed[:80]!r} instead of {text[:80]!r}"


def _message_texts(box: Box) -> Iterator[tuple[str, str]]:
    """Yield the id and the text of each piece of a message below *box*; lines and pages cut them."""
    identifier = box.element.get("data-message") if box.element is not None else None
    if identifier and not isinstance(box, TextBox):
        yield identifier, "".join(part.text for part in _boxes(box) if isinstance(part, TextBox))
        return
    for child in getattr(box, "children", ()):
        yield from _message_texts(child)


def _boxes(box: Box) -> Iterator[Box]:
    yield box
    for child in getattr(box, "children", ()):
        yield from _boxes(child)


def _letters(text: str) -> str:
    # Where a line ends at a translator's soft hyphen, WeasyPrint puts the hyphen behind it.
    return visible(unicodedata.normalize("NFKC", text.replace("\u00ad\u2010", "")))


def _place_remarks(document: Document) -> Iterator[str]:
    """Report lines that run out of their page's area."""
    for number, page in enumerate(document.pages, start=1):
        page_box = page._page_box  # noqa: SLF001 -- as above
        for child in page_box.children:
            area = _area(page_box)
            if keyword := getattr(child, "at_keyword", None):
                # The running head must end where the text begins: it would cover it, or be covered.
                bottom = page_box.content_box_y() if keyword.startswith("@top") else page.height
                area = (0, page.width, bottom)
            for line in _lines(child):
                yield from _line_remarks(line, area, number)


def _line_remarks(line: LineBox, area: tuple[float, float, float], page: int) -> Iterator[str]:
    left, right, bottom = area
    for text in (box for box in _boxes(line) if isinstance(box, TextBox)):
        if text.position_x < left - _TOLERANCE or text.position_x + text.width > right + _TOLERANCE:
            yield f"page {page}: text runs out of the page: {text.text[:60]!r}"
    if line.position_y + line.height > bottom + _TOLERANCE:
        text = "".join(box.text for box in _boxes(line) if isinstance(box, TextBox))
        yield f"page {page}: a line runs over the foot of its area: {text[:60]!r}"


def _lines(box: Box) -> Iterator[LineBox]:
    return (part for part in _boxes(box) if isinstance(part, LineBox))


def _area(page_box: PageBox) -> tuple[float, float, float]:
    left, top = page_box.content_box_x(), page_box.content_box_y()
    return left, left + page_box.width, top + page_box.height
