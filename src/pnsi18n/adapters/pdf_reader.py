"""PDFium's doorkeeper: read a PDF back, as another program than the one that wrote it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pypdfium2

from pnsi18n.adapters.files import read_bytes
from pnsi18n.adapters.seal import RECORD_NAME, SEAL_MARK, is_intact


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
