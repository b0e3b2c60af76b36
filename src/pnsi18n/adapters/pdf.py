"""WeasyPrint's doorkeeper: print a job, and have the pages read before they are paper.

Only :mod:`pnsi18n.adapters.renderer` imports this module: a command that prints nothing never loads it.
"""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, time
from functools import cache, partial
from importlib import resources

import pydyf
import weasyprint
from weasyprint.document import Document
from weasyprint.formatting_structure.boxes import BlockBox, Box, PageBox, TextBox
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from pnsi18n.adapters.colour_profile import use_formulas
from pnsi18n.adapters.exact_text import ExactText, exact_text
from pnsi18n.adapters.fonts import uncovered
from pnsi18n.adapters.pdf_reader import read_pages
from pnsi18n.adapters.poppler import page_texts
from pnsi18n.adapters.seal import RECORD_NAME, description, sealed
from pnsi18n.model.edition import FontFile, Job, Proof
from pnsi18n.model.pages import Box as Rectangle
from pnsi18n.model.pages import LaidOut, Reading

_SCHEME = "pnsi18n:"
_POINT = 72 / 96  # of a CSS pixel
_DATA = re.compile(r"data:[^\s'\"]+")  # the renderer repeats a whole picture
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
        self.remarks.append(_DATA.sub("the picture", record.getMessage()))


def print_job(job: Job) -> Proof:
    """Return the PDF of *job* (PDF/A-3a and PDF/UA-1), with what independent readers make of it."""
    listener = _Remarks()
    loggers = [logging.getLogger(name) for name in _LOGGERS]
    for logger in loggers:
        logger.addHandler(listener)
        logger.propagate = False
    try:
        document = _laid_out(job, "print")
        if _OVERLEAF in job.css and _goes_on_overleaf(document):
            listener.remarks.clear()
            document = _laid_out(job, _OVERLEAF)
        with exact_text(document, job.layered) as text:
            pdf = document.write_pdf(
                pdf_variant="pdf/a-3a",
                pdf_identifier=job.digest.encode(),
                finisher=partial(_finish, job, text),
                attachments=_record(job),
            )
    finally:
        for logger in loggers:
            logger.removeHandler(listener)
    pdf = sealed(pdf or b"")
    return Proof(
        key=job.key,
        digest=job.digest,
        pdf=pdf,
        pages=len(document.pages),
        reading=_read_back(document, pdf, job, listener.remarks),
    )


_OVERLEAF = "overleaf"


def _laid_out(job: Job, medium: str) -> Document:
    """Return the pages of *job*, with the styles for *medium*."""
    html = weasyprint.HTML(string=job.html, url_fetcher=_OwnFilesOnly(), base_url=_SCHEME, media_type=medium)
    style = weasyprint.CSS(string=job.css, url_fetcher=_OwnFilesOnly(), base_url=_SCHEME, media_type=medium)
    return html.render(stylesheets=[style], font_config=_known(job.fonts))


@cache
def _known(fonts: tuple[FontFile, ...]) -> FontConfiguration:  # noqa: ARG001 -- the environment names them, too
    """Return what Pango knows of *fonts*; made anew for every document, it costs memory that is never given back."""
    return FontConfiguration()


def _goes_on_overleaf(document: Document) -> bool:
    """Whether the box of emergencies, which begins on the first page, does not end there."""
    boxes = [box for page in document.pages[1:2] for box in page._page_box.descendants()]  # noqa: SLF001 -- as below
    blocks = [box.element for box in boxes if isinstance(box, BlockBox) and box.element is not None]
    return any("emergency" in (element.get("class") or "").split() for element in blocks)


def _record(job: Job) -> list[weasyprint.Attachment]:
    """Return the record of *job* as a file to embed; its dates are those of the text, not of the clock."""
    noon = datetime.combine(job.dated, time(12), UTC)
    return [
        weasyprint.Attachment(
            string=job.record,
            name=RECORD_NAME,
            description="What this sheet was made from",
            relationship="Data",
            created=noon,
            modified=noon,
        )
    ]


def _finish(job: Job, text: ExactText, _document: Document, pdf: pydyf.PDF) -> None:
    text.finish(pdf)
    _give_every_glyph_a_character(pdf)
    _associate_once(pdf)
    use_formulas(pdf)
    _describe(job, pdf)


def _associate_once(pdf: pydyf.PDF) -> None:
    """Name each associated file once (ISO 32000-2, 14.13): WeasyPrint 70 lists an attachment twice."""
    if "AF" in pdf.catalog:
        pdf.catalog["AF"] = pydyf.Array(dict.fromkeys(pdf.catalog["AF"]))


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


def _read_back(document: Document, pdf: bytes, job: Job, remarks: Iterable[str]) -> Reading:
    """Return what independent readers make of *pdf*, beside what the renderer itself says of the pages."""
    pages, fonts = read_pages(pdf)
    laid = [page._page_box for page in document.pages]  # noqa: SLF001 -- there is no public view of the boxes
    texts = "".join(box.text for page in laid for box in _boxes(page) if isinstance(box, TextBox))
    return Reading(
        pages=tuple(replace(page, area=_points(one, *_content(one))) for page, one in zip(pages, laid, strict=True)),
        fonts=fonts,
        laid_out=tuple(piece for number, page in enumerate(laid, start=1) for piece in _pieces(page, page, number)),
        lacking="".join(sorted(uncovered(texts, job.fonts))),
        remarks=tuple(remarks),
        second=page_texts(pdf),
    )


def _pieces(box: Box, page: PageBox, number: int) -> Iterator[LaidOut]:
    """Yield each piece of a message below *box*; lines and pages cut them."""
    identifier = box.element.get("data-message") if box.element is not None else None
    if identifier and not isinstance(box, TextBox):
        text = "".join(part.text for part in _boxes(box) if isinstance(part, TextBox))
        place = _points(page, box.position_x, box.position_y, box.margin_width(), box.margin_height())
        yield LaidOut(message=identifier, text=text, page=number, box=place)
        return
    for child in getattr(box, "children", ()):
        yield from _pieces(child, page, number)


def _boxes(box: Box) -> Iterator[Box]:
    yield box
    for child in getattr(box, "children", ()):
        yield from _boxes(child)


def _content(page: PageBox) -> tuple[float, float, float, float]:
    return page.content_box_x(), page.content_box_y(), page.width, page.height


def _points(page: PageBox, left: float, top: float, width: float, height: float) -> Rectangle:
    """Return a box that is measured in CSS pixels from the upper left corner of *page* as a PDF has it."""
    upper = page.margin_height() - top
    return Rectangle(
        left=left * _POINT, bottom=(upper - height) * _POINT, right=(left + width) * _POINT, top=upper * _POINT
    )
