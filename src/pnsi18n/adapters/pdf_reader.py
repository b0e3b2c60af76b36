"""PDFium's doorkeeper: read a PDF back, as another program than the one that wrote it."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import reduce
from pathlib import Path
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from pnsi18n.adapters.files import read_bytes
from pnsi18n.adapters.seal import RECORD_NAME, SEAL_MARK, is_intact
from pnsi18n.model.pages import Box, Line, Page, UsedFont

OWNER = b"Of"  # how the layer names the marked content that it is the text of: adapters/exact_text.py


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadPdf:
    """What was read of a PDF: the record it carries (or nothing), and the text of each page."""

    record: str
    pages: tuple[str, ...]
    intact: bool


def read_pdf(path: Path) -> ReadPdf | None:
    """Return what *path* holds, or ``None`` where that is no PDF, or locked by a password.

    Raises ``FileError`` where there is no such file.
    """
    content = read_bytes(path, shown=str(path))
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError:
        return None
    try:
        return ReadPdf(record=_record(document), pages=tuple(_pages(document)), intact=is_intact(content))
    except pypdfium2.PdfiumError:
        return None
    finally:
        document.close()


def bears_seal(path: Path) -> bool:
    """Whether the bytes of *path* hold a seal of ours, be the file broken or whole."""
    return SEAL_MARK in read_bytes(path, shown=str(path))


def _pages(document: pypdfium2.PdfDocument) -> list[str]:
    return [page.get_textpage().get_text_bounded() for page in document]


def _record(document: pypdfium2.PdfDocument) -> str:
    attachments = (document.get_attachment(index) for index in range(document.count_attachments()))
    found = (bytes(one.get_data()) for one in attachments if one.get_name() == RECORD_NAME)
    return next(found, b"").decode("utf-8", "replace")


def read_pages(content: bytes) -> tuple[tuple[Page, ...], tuple[UsedFont, ...]]:
    """Return the pages of the PDF *content*, line by line in the order of its structure, and the fonts of its text.

    A line is a marked content (ISO 32000-1, 14.6); what the structure does not have comes last, without tags.
    """
    document = pypdfium2.PdfDocument(content)
    try:
        pages, fonts = [], set()
        for number, page in enumerate(document, start=1):
            pieces = list(_pieces(page))
            fonts |= {piece.font for piece in pieces if not piece.is_layer}
            paper = Box(left=0, bottom=0, right=page.get_width(), top=page.get_height())
            lines, shapes = tuple(_lines(page, number, pieces)), tuple(_shapes(page))
            pages.append(Page(number=number, paper=paper, area=paper, lines=lines, shapes=shapes))
        return tuple(pages), tuple(sorted(fonts, key=lambda font: font.name))
    finally:
        document.close()


@dataclass(frozen=True, slots=True)
class _Piece:
    """What one operator of the page's content has drawn, or says without drawing it (``is_layer``)."""

    mark: int
    text: str
    box: Box
    font: UsedFont
    is_layer: bool


def _lines(page: pypdfium2.PdfPage, number: int, pieces: list[_Piece]) -> Iterator[Line]:
    """Yield what is drawn in each marked content; where a layer says its text, with the text of that."""
    drawn, said = _by_mark(pieces, is_layer=False), _by_mark(pieces, is_layer=True)
    tagged = dict(_tagged(page))
    marks = dict.fromkeys([*drawn, *said])
    for mark in [*(one for one in tagged if one in marks), *(one for one in marks if one not in tagged)]:
        text = "".join(piece.text for piece in said.get(mark) or drawn[mark])
        box, layer = _around(drawn.get(mark, ())), _around(said.get(mark, ()))
        nothing = Box(left=0, bottom=0, right=0, top=0)
        yield Line(text=text, page=number, box=box or nothing, tags=tagged.get(mark, ()), layer=layer)


def _by_mark(pieces: Iterable[_Piece], *, is_layer: bool) -> dict[int, list[_Piece]]:
    found: dict[int, list[_Piece]] = {}
    for piece in pieces:
        if piece.is_layer == is_layer:
            found.setdefault(piece.mark, []).append(piece)
    return found


def _around(pieces: Iterable[_Piece]) -> Box | None:
    """Return what holds those of *pieces* that have an extent and a text to see."""
    boxes = [piece.box for piece in pieces if piece.text.strip() or not piece.is_layer]
    return reduce(Box.around, boxes) if boxes else None


def _shapes(page: pypdfium2.PdfPage) -> Iterator[Box]:
    for drawn in _drawn(page):
        if pdfium.FPDFPageObj_GetType(drawn) != pdfium.FPDF_PAGEOBJ_TEXT:
            yield _box(drawn)


def _drawn(page: pypdfium2.PdfPage) -> Iterator[Any]:
    return (pdfium.FPDFPage_GetObject(page, index) for index in range(pdfium.FPDFPage_CountObjects(page)))


def _pieces(page: pypdfium2.PdfPage) -> Iterator[_Piece]:
    texts, fonts = _texts(page), dict[int, UsedFont]()
    for drawn in _drawn(page):
        if pdfium.FPDFPageObj_GetType(drawn) == pdfium.FPDF_PAGEOBJ_TEXT:
            font = pdfium.FPDFTextObj_GetFont(drawn)
            if _address(font) not in fonts:
                fonts[_address(font)] = _font(font)
            text, is_layer = texts.get(_address(drawn), ""), _is_invisible(drawn)
            mark = _owner(drawn) if is_layer else pdfium.FPDFPageObj_GetMarkedContentID(drawn)
            yield _Piece(mark, text, _box(drawn), fonts[_address(font)], is_layer)


def _is_invisible(drawn: Any) -> bool:  # noqa: ANN401 -- a pointer of ctypes
    return bool(pdfium.FPDFTextObj_GetTextRenderMode(drawn) == pdfium.FPDF_TEXTRENDERMODE_INVISIBLE)


def _owner(drawn: Any) -> int:  # noqa: ANN401 -- as above
    """Return the marked content that the invisible *drawn* is the text of, or -1."""
    for index in range(pdfium.FPDFPageObj_CountMarks(drawn)):
        mark, value = pdfium.FPDFPageObj_GetMark(drawn, index), ctypes.c_int()
        if pdfium.FPDFPageObjMark_GetParamIntValue(mark, OWNER, value):
            return value.value
    return -1


def _texts(page: pypdfium2.PdfPage) -> dict[int, str]:
    """Return the text of each thing that is drawn on *page*, by its address, without the spaces that PDFium guesses."""
    read = page.get_textpage()
    text = read.raw  # asked for once, not for each of some thousand characters
    found: dict[int, list[str]] = {}
    for index in range(read.count_chars()):
        if pdfium.FPDFText_IsGenerated(text, index) != 1:
            owner = _address(pdfium.FPDFText_GetTextObject(text, index))
            found.setdefault(owner, []).append(chr(pdfium.FPDFText_GetUnicode(text, index)))
    return {owner: _joined(characters) for owner, characters in found.items()}


def _joined(characters: list[str]) -> str:
    """Return *characters* as a text; PDFium gives the halves of a surrogate pair one by one."""
    return "".join(characters).encode("utf-16le", "surrogatepass").decode("utf-16le", "replace")


def _address(drawn: Any) -> int:  # noqa: ANN401 -- a pointer of ctypes
    return ctypes.addressof(drawn.contents) if drawn else 0


def _box(drawn: Any) -> Box:  # noqa: ANN401 -- as above
    sides = [ctypes.c_float() for _ in range(4)]
    pdfium.FPDFPageObj_GetBounds(drawn, *sides)
    left, bottom, right, top = (side.value for side in sides)
    return Box(left=left, bottom=bottom, right=right, top=top)


def _font(font: Any) -> UsedFont:  # noqa: ANN401 -- as above
    name = _filled(lambda buffer, length: pdfium.FPDFFont_GetBaseFontName(font, buffer, length))
    embedded = pdfium.FPDFFont_GetIsEmbedded(font) == 1
    return UsedFont(name=name.decode("utf-8", "replace").rstrip("\0").rpartition("+")[2], embedded=embedded)


def _tagged(page: pypdfium2.PdfPage) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Yield the marked contents of *page* in the order of its structure, with the types of the elements around each."""
    tree = pdfium.FPDF_StructTree_GetForPage(page)
    try:
        for index in range(pdfium.FPDF_StructTree_CountChildren(tree)):
            yield from _below(pdfium.FPDF_StructTree_GetChildAtIndex(tree, index), ())
    finally:
        pdfium.FPDF_StructTree_Close(tree)


def _below(element: Any, above: tuple[str, ...]) -> Iterator[tuple[int, tuple[str, ...]]]:  # noqa: ANN401 -- as above
    name = _filled(lambda buffer, length: pdfium.FPDF_StructElement_GetType(element, buffer, length))
    tags = (*above, name.decode("utf-16le").rstrip("\0"))
    for index in range(pdfium.FPDF_StructElement_CountChildren(element)):
        mark = pdfium.FPDF_StructElement_GetChildMarkedContentID(element, index)
        if mark >= 0:
            yield mark, tags
        elif child := pdfium.FPDF_StructElement_GetChildAtIndex(element, index):
            yield from _below(child, tags)


def _filled(call: Callable[[Any, int], int]) -> bytes:
    """Return what *call* writes into a buffer; asked without one, it tells the length."""
    length = call(None, 0)
    buffer = ctypes.create_string_buffer(length)
    call(buffer, length)
    return buffer.raw
