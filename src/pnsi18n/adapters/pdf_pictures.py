"""Draw the pages of a PDF as pictures, with PDFium and Pillow, and find where a message stands on them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from io import BytesIO

import pypdfium2

from pnsi18n.model.preview import Spot
from pnsi18n.text.characters import visible

_POINTS = 72  # an inch
_KNOWN_BY = 24  # letters; so many tell a message from its neighbours


def pictures(pdf: bytes, *, dots: int, grey: bool = False, first_only: bool = False) -> tuple[bytes, ...]:
    """Return the pages of *pdf*, or the first only, as PNG of *dots* an inch."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return tuple(_png(document[number], dots, grey) for number in range(1 if first_only else len(document)))
    finally:
        document.close()


def _png(page: pypdfium2.PdfPage, dots: int, grey: bool) -> bytes:  # noqa: FBT001
    picture = page.render(scale=dots / _POINTS, grayscale=grey).to_pil()
    content = BytesIO()
    picture.save(content, "png")
    return content.getvalue()


def spots(pdf: bytes, expected: Iterable[tuple[str, str]]) -> dict[str, Spot]:
    """Return where each message of *expected*, name and text in reading order, begins on the pages of *pdf*.

    It is looked for after the one before it; what a reader of the PDF does not get back letter for
    letter is left out.
    """
    document = pypdfium2.PdfDocument(pdf)
    try:
        letters = [found for number in range(len(document)) for found in _letters(document[number], number + 1)]
    finally:
        document.close()
    text = "".join(letter for letter, _ in letters)
    found: dict[str, Spot] = {}
    at = 0
    for name, message in expected:
        wanted = _folded(message)[:_KNOWN_BY]
        place = text.find(wanted, at) if wanted else -1
        if place >= 0:
            found.setdefault(name, letters[place][1])
            at = place + len(wanted)
    return found


def _letters(page: pypdfium2.PdfPage, number: int) -> Iterator[tuple[str, Spot]]:
    """Yield the characters of *page* that can be seen, each with its place."""
    content, height = page.get_textpage(), page.get_height()
    for index in range(content.count_chars()):
        code = pypdfium2.raw.FPDFText_GetUnicode(content, index)
        for letter in _folded(chr(code)):
            top = content.get_charbox(index)[3]
            yield letter, Spot(page=number, top=round(max(0.0, 1 - top / height), 3))


def _folded(text: str) -> str:
    return visible(unicodedata.normalize("NFKC", text))
