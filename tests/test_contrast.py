"""What is printed stays legible: in colour, and after a black-and-white copier."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import replace

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from test_proof_reader import printed, shipped

Colour = tuple[int, int, int]
ENOUGH = 4.5  # WCAG 2.2, 1.4.3, for text of any size


def luminance(colour: Colour) -> float:
    """Return the relative luminance of *colour*, as WCAG 2.2 has it."""
    red, green, blue = (
        part / 255 / 12.92 if part / 255 <= 0.04045 else ((part / 255 + 0.055) / 1.055) ** 2.4 for part in colour
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Colour, other: Colour) -> float:
    """Return the contrast ratio of two colours, from 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def grey(colour: Colour) -> Colour:
    """Return *colour* as a copier has it, by the luma of ITU-R BT.601."""
    level = round(0.299 * colour[0] + 0.587 * colour[1] + 0.114 * colour[2])
    return level, level, level


def pairs(pdf: bytes) -> Iterator[tuple[Colour, Colour]]:
    """Yield the colour of each text in *pdf* with what is painted behind its middle."""
    with pypdfium2.PdfDocument(pdf) as document:
        for page in document:
            texts = [one for one in page.get_objects() if one.type == pdfium.FPDF_PAGEOBJ_TEXT]
            drawn = [(colour_of(one), one.get_bounds()) for one in texts if is_seen(one)]
            for one in texts:
                page.remove_obj(one)
            page.gen_content()
            picture = page.render(scale=2)
            for colour, (left, bottom, right, top) in drawn:
                spot = (round(left + right), round(2 * page.get_height() - bottom - top))
                if right > left and 0 <= spot[0] < picture.width and 0 <= spot[1] < picture.height:
                    yield colour, pixel(picture, *spot)


def pixel(picture: pypdfium2.PdfBitmap, across: int, down: int) -> Colour:
    """Return the colour of one pixel of *picture*, which has blue first."""
    start = down * picture.stride + across * picture.n_channels
    blue, green, red = picture.buffer[start : start + 3]
    return red, green, blue


def is_seen(text: pypdfium2.PdfObject) -> bool:
    """Whether *text* is drawn; the letters of a text layer are not (docs/exact-text.md)."""
    return bool(pdfium.FPDFTextObj_GetTextRenderMode(text) != pdfium.FPDF_TEXTRENDERMODE_INVISIBLE)


def colour_of(text: pypdfium2.PdfObject) -> Colour:
    """Return the colour that *text* is filled with."""
    parts = [ctypes.c_uint() for _ in range(4)]
    assert pdfium.FPDFPageObj_GetFillColor(text, *parts)
    return parts[0].value, parts[1].value, parts[2].value


@pytest.mark.parametrize("locale", ["en", "es", "ar"])
def test_every_text_stands_out_in_colour_and_in_grey(locale: str) -> None:
    """Headings, labels and the white words on the red bar: 4.5 to 1 at least."""
    found = set(pairs(printed(shipped(locale)[1]).pdf))
    assert len(found) > 5
    assert {behind for _, behind in found} >= {(255, 255, 255), (0xFF, 0xF4, 0xD6), (0x9C, 0x1F, 0x18)}
    weak = [pair for pair in found if min(contrast(*pair), contrast(*map(grey, pair))) < ENOUGH]
    assert weak == []


def test_a_faint_text_is_noticed() -> None:
    """The measure itself can fail: light grey on white is 1.6 to 1."""
    _, one = shipped("es")
    faint = printed(replace(one, css=one.css + "h1 { color: #ccc }"))
    assert ((0xCC, 0xCC, 0xCC), (255, 255, 255)) in set(pairs(faint.pdf))
    assert contrast((0xCC, 0xCC, 0xCC), (255, 255, 255)) < 2
    assert contrast((0, 0, 0), (255, 255, 255)) == pytest.approx(21)
