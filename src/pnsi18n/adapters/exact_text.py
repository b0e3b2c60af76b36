"""Make what a reader of the PDF gets back the text that was printed; an intervention into WeasyPrint 70.

WeasyPrint maps each glyph to the characters that it met it with first. Where glyphs and characters are not one to
one (Devanagari, Khmer and most scripts with marks), a screen reader, a search or a copy gets something else than what
is printed. So the text of each such line is said beside its glyphs, as ``/ActualText`` of marked content (ISO 32000-1,
14.9.4). Lines with letters that run from right to left are left alone: readers put those in order by themselves, by the
places of the glyphs, and would turn a text that is in order already.

One function of WeasyPrint is wrapped. Any other version is refused, and tests/test_exact_text.py shows what is lost
without it. Offered upstream, it would be an option of ``write_pdf``.
"""

from __future__ import annotations

import unicodedata
from typing import Any

import pydyf
import weasyprint
from weasyprint.draw import text as drawing

from pnsi18n.errors import RenderError
from pnsi18n.model.finding import Location

_VERSION = "70."
_draw = drawing.draw_first_line


def install() -> None:
    """Let WeasyPrint say the text of what it draws, in this process; raise ``RenderError`` for a version not known."""
    if not weasyprint.__version__.startswith(_VERSION):
        raise RenderError(
            f"WeasyPrint is {weasyprint.__version__}, and the text of the PDF is made exact for {_VERSION}x only",
            at=Location("weasyprint"),
            hint="install the version that requirements/run.txt names",
        )
    drawing.draw_first_line = _draw_with_text


def needs_saying(text: str) -> bool:
    """Whether glyphs and characters of *text* are not one to one, and no reader turns it round."""
    has_marks = any(unicodedata.category(character)[0] == "M" for character in text)
    return has_marks and not any(unicodedata.bidirectional(character) in {"R", "AL"} for character in text)


def _draw_with_text(stream: pydyf.Stream, textbox: Any, *arguments: Any) -> Any:  # noqa: ANN401 -- WeasyPrint has no types
    """Draw the line of *textbox* as WeasyPrint does, with its text."""
    if not needs_saying(textbox.text):
        return _draw(stream, textbox, *arguments)
    stream.begin_marked_content("Span", pydyf.Dictionary({"ActualText": pydyf.String(textbox.text)}))
    try:
        return _draw(stream, textbox, *arguments)
    finally:
        stream.end_marked_content()
