"""Draw the pages of a PDF as pictures, with PDFium and Pillow."""

from __future__ import annotations

from io import BytesIO
from itertools import zip_longest

import pypdfium2

_POINTS = 72  # an inch


def pictures(pdf: bytes, *, dots: int, grey: bool = False, first_only: bool = False) -> tuple[bytes, ...]:
    """Return the pages of *pdf*, or the first only, as PNG of *dots* an inch."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return tuple(_png(document[number], dots, grey) for number in range(1 if first_only else len(document)))
    finally:
        document.close()


def differing_pages(one: bytes, other: bytes, *, dots: int) -> tuple[int, ...]:
    """Return the numbers of the pages that look different in two PDFs, at *dots* an inch."""
    seen = [pictures(pdf, dots=dots) for pdf in (one, other)]
    pages = zip_longest(*seen)
    return tuple(number for number, (first, second) in enumerate(pages, start=1) if first != second)


def _png(page: pypdfium2.PdfPage, dots: int, grey: bool) -> bytes:  # noqa: FBT001
    picture = page.render(scale=dots / _POINTS, grayscale=grey).to_pil()
    content = BytesIO()
    picture.save(content, "png")
    return content.getvalue()
