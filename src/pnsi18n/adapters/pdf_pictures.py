"""Draw the pages of a PDF as pictures, with PDFium and Pillow."""

from __future__ import annotations

from io import BytesIO

import pypdfium2

_POINTS = 72  # an inch


def pictures(pdf: bytes, *, dots: int, grey: bool = False, first_only: bool = False) -> tuple[bytes, ...]:
    """Return the pages of *pdf*, or the first only, as PNG of *dots* an inch."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return tuple(_png(document[number], dots, grey=grey) for number in range(1 if first_only else len(document)))
    finally:
        document.close()


def differing_pages(one: bytes, other: bytes, *, dots: int) -> tuple[int, ...]:
    """Return the numbers of the pages that look different in two PDFs, at *dots* an inch."""
    with pypdfium2.PdfDocument(one) as first, pypdfium2.PdfDocument(other) as second:
        both = min(len(first), len(second))
        drawn = (number for number in range(both) if not _look_alike(first[number], second[number], dots))
        return (*(number + 1 for number in drawn), *range(both + 1, max(len(first), len(second)) + 1))


def _look_alike(one: pypdfium2.PdfPage, other: pypdfium2.PdfPage, dots: int) -> bool:
    """Whether two pages look the same; one of another size is not drawn, for it may be as large as it likes."""
    try:
        return bool(one.get_size() == other.get_size()) and _png(one, dots, grey=False) == _png(other, dots, grey=False)
    except pypdfium2.PdfiumError:
        return False


def _png(page: pypdfium2.PdfPage, dots: int, *, grey: bool) -> bytes:
    picture = page.render(scale=dots / _POINTS, grayscale=grey).to_pil()
    content = BytesIO()
    picture.save(content, "png")
    return content.getvalue()
