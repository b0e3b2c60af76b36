"""Make WeasyPrint 70 write text that readers of the PDF get back letter for letter.

WeasyPrint maps glyphs to characters, but glyphs are not characters: vowels change places, letters melt together,
and a line of Arabic comes back in the order of its shapes. So, in languages with a ``text_layer``, the letters of each
line are written once more over the finished page, invisible, and the glyphs below them say nothing. Lines in other
languages stay as they are: their glyphs are their text. Three functions of WeasyPrint are replaced while a document is
written; how each glyph is drawn is never touched.

- ``draw_first_line``: the glyphs of such a line say nothing, where a reader asks for their text (``/ActualText``,
  ISO 32000-1, 14.9.4). It cannot be the text itself: readers turn right-to-left text round, and it would come back
  reversed; and where lines stand far apart, they take two columns for a table.
- ``Page.paint``: the letters are written over the page, one beside the other as they are seen, as text recognition does
  it on scanned pages; each piece names the marked content that it is the text of (``/Of``), so that the proof-reader
  can see whether anything is drawn there.
- ``_build_box_tree``: the structure says language and text (adapters/structure.py).

``tests/test_exact_text.py`` fails when WeasyPrint changes what is replaced; docs/exact-text.md tells how to go on then.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from itertools import count, groupby
from typing import Any

import pydyf
from weasyprint.document import Document, Page
from weasyprint.draw import text as drawing
from weasyprint.formatting_structure.boxes import Box, LineBox, TextBox
from weasyprint.layout.absolute import AbsolutePlaceholder
from weasyprint.matrix import Matrix
from weasyprint.pdf import tags
from weasyprint.text.ffi import FROM_UNITS, ffi
from weasyprint.text.line_break import strut

from pnsi18n.adapters.fonts import BOX_WIDTH
from pnsi18n.adapters.letters_font import add_font
from pnsi18n.adapters.structure import Structure, referenced, spoken_text
from pnsi18n.text.reading_order import Cluster, Piece, pieces, plain

_FONT = "Letters"
_NOTHING = "\t"  # as /ActualText: white space that neither PDFium nor Poppler shows; they ignore an empty one
_LETTER_HEIGHT = 0.8  # of the line; readers tell by the gap above which lines belong together
_LEAST = 1.0  # CSS pixel that a piece is wide; PDFium drops a mark of less
_UNITS = 1000  # of an em


@dataclass(slots=True)
class _Line:
    """What is drawn of a line: the letters of each text box, in the order of reading, their height and their place."""

    height: float
    letters: dict[TextBox, tuple[Cluster, ...]]
    baseline: float = 0
    matrix: Matrix = field(default_factory=Matrix)

    def note(self, textbox: TextBox, letters: tuple[Cluster, ...], baseline: float, matrix: Matrix) -> None:
        """Note the *letters* of *textbox*; the first box of a line is the one whose place counts."""
        self.letters[textbox] = letters
        if textbox is next(iter(self.letters)):
            self.baseline, self.matrix = baseline, matrix

    def is_beside(self, other: _Line) -> bool:
        """Whether a reader may take this line and the *other* for one."""
        return abs(self.baseline - other.baseline) < max(self.height, other.height)

    def pieces(self) -> Iterator[Piece]:
        """Yield what was drawn, as it is to be written."""
        return pieces([cluster for box in self.letters.values() for cluster in box])


@dataclass(slots=True)
class _Unsaid:
    """What the glyphs that say nothing would say, by font: nothing that the glyphs of another line should say.

    WeasyPrint maps a glyph to what it met it with first; in a line from the right, an opening bracket is drawn closing.
    """

    glyphs: dict[Any, dict[int, str]] = field(default_factory=dict)

    @contextmanager
    def noted(self, fonts: Collection[Any]) -> Iterator[None]:
        """Note what is mapped in here, and was not before."""
        before = {font: set(font.to_unicode) for font in fonts}
        yield
        for font in fonts:
            new = font.to_unicode.keys() - before.get(font, ())
            self.glyphs.setdefault(font, {}).update((glyph, font.to_unicode[glyph]) for glyph in new)

    @contextmanager
    def forgotten(self) -> Iterator[None]:
        """Have it mapped anew in here, where it is drawn at all."""
        for font, glyphs in self.glyphs.items():
            for glyph in glyphs:
                del font.to_unicode[glyph]
        yield
        for font, glyphs in self.glyphs.items():
            self.glyphs[font] = {glyph: text for glyph, text in glyphs.items() if glyph not in font.to_unicode}
            font.to_unicode.update(self.glyphs[font])


@dataclass(slots=True)
class ExactText:
    """The text of a document while it is written.

    ``layered`` are the languages whose lines get a layer, ``structure`` says their texts in the order of reading,
    ``lines`` is the line that a text box stands in, ``codes`` the code of each letter in the invisible font.
    """

    layered: Collection[str]
    structure: Structure
    lines: dict[TextBox, _Line] = field(default_factory=dict)
    codes: dict[str, int] = field(default_factory=dict)
    unsaid: _Unsaid = field(default_factory=_Unsaid)

    def read(self, page: Page) -> None:
        """Learn the lines of *page* that get a layer, before it is painted."""
        self.lines.clear()
        lines = list(lines_of(page._page_box))  # noqa: SLF001 -- see pdf.py
        layered = {id(block) for block, line in lines if any(map(self._is_layered, _texts(line)))}
        for block, line in lines:
            texts = list(_texts(line))
            if texts and id(block) in layered:
                drawn = _Line(height=strut(line.style)[0] * _LETTER_HEIGHT, letters=dict.fromkeys(texts, ()))
                self.lines.update(dict.fromkeys(texts, drawn))
                self.structure.spoken.update({box: spoken_text(box, last=box is texts[-1]) for box in texts})

    def _is_layered(self, box: TextBox) -> bool:
        """Whether *box* needs the layer. All lines of its block get it: Poppler reads the layer after what is drawn."""
        return box.style["lang"] in self.layered and bool(box.text.strip())

    def draw_line(self, stream: Any, textbox: TextBox, *options: Any) -> Any:  # noqa: ANN401 -- WeasyPrint is untyped
        """Draw *textbox*; where it gets a layer, so that its glyphs say nothing, and note its letters."""
        if textbox not in self.lines:
            with self.unsaid.forgotten():
                return _draw_first_line(stream, textbox, *options)
        stream.begin_marked_content("Span", pydyf.Dictionary({"ActualText": pydyf.String(_NOTHING)}))
        with self.unsaid.noted(stream._fonts.values()):  # noqa: SLF001 -- it knows every font of the document
            emojis = _draw_first_line(stream, textbox, *options)
        stream.end_marked_content()
        *_, x, baseline = options[-1].values
        letters = tuple(_clusters(textbox, x, stream._tags[textbox]["mcid"]))  # noqa: SLF001
        self.lines[textbox].note(textbox, letters, baseline, stream.ctm)
        return emojis

    def write_over(self, stream: Any) -> None:  # noqa: ANN401
        """Write the letters over the page, as artifacts: the structure has its own."""
        lines = {id(line): line for line in self.lines.values()}.values()
        written = [(line, piece) for line in lines for piece in line.pieces()]
        if not written:
            return
        stream.push_state()
        stream.begin_text()
        stream.set_font_size(_FONT, 1)
        stream.set_text_rendering(3)  # invisible
        last: tuple[_Line, Piece] | None = None
        number = count()
        for owner, group in groupby(written, key=lambda one: one[1].owner):
            stream.begin_marked_content("Artifact", pydyf.Dictionary({"Of": owner}))
            for line, piece in group:
                if last and not _reads_on(last, (line, piece)):
                    self._step_aside(stream, next(number))
                self._write(stream, line, piece)
                last = (line, piece)
            stream.end_marked_content()
        stream.end_text()
        stream.pop_state()

    def _write(self, stream: Any, line: _Line, piece: Piece) -> None:  # noqa: ANN401
        width = max(piece.end - piece.start, _LEAST) / len(piece.text)
        place = Matrix(width * _UNITS / BOX_WIDTH, 0, 0, -line.height, piece.start, line.baseline)
        self._show(stream, piece.text, place @ line.matrix @ stream.ctm.invert)

    def _step_aside(self, stream: Any, number: int) -> None:  # noqa: ANN401
        """Write two spaces at the head of the page: only so PDFium ends its line and reads on in our order.

        Of a single letter it does not know that it runs along a line. It takes a space in the same place as one before
        for the same.
        """
        self._show(stream, "  ", Matrix(20, 0, 0, -20, 10 + 30 * (number % 16), 20))

    def _show(self, stream: Any, text: str, place: Matrix) -> None:  # noqa: ANN401
        stream.set_text_matrix(*(round(value, 3) for value in place.values))
        codes = (self.codes.setdefault(letter, len(self.codes) + 1) for letter in text)
        stream.show_text(f"<{''.join(f'{code:04x}' for code in codes)}>")

    def finish(self, pdf: pydyf.PDF) -> None:
        """Embed the invisible font, if a letter was written in it."""
        if self.codes:
            resources = referenced(pdf, referenced(pdf, pdf.page_references[0])["Resources"])
            referenced(pdf, resources["Font"])[_FONT] = add_font(pdf, _FONT, self.codes)


@contextmanager
def exact_text(document: Document, layered: Collection[str]) -> Iterator[ExactText]:
    """Have *document* say its text exactly, while it is written in here; by a layer in the languages *layered*."""
    text = ExactText(layered, Structure([document.metadata.lang]))

    def paint(page: Page, stream: Any, scale: float = 1) -> None:  # noqa: ANN401
        text.read(page)
        _paint(page, stream, scale)
        text.write_over(stream)

    with ExitStack() as replaced:
        for owner, name, new in (
            (drawing, "draw_first_line", text.draw_line),
            (Page, "paint", paint),
            (tags, "_build_box_tree", text.structure.build),
        ):
            replaced.callback(setattr, owner, name, getattr(owner, name))
            setattr(owner, name, new)
        yield text


_draw_first_line, _paint = drawing.draw_first_line, Page.paint


def _reads_on(one: tuple[_Line, Piece], other: tuple[_Line, Piece]) -> bool:
    """Whether PDFium reads the *other* piece after the *one* by itself; it may turn round two lines from the right."""
    if other[0].is_beside(one[0]):
        return other[1].joins(one[1])
    return one[1].is_plain and other[1].is_plain


def lines_of(box: Box) -> Iterator[tuple[Box, LineBox]]:
    """Yield the lines in *box*, each with its block.

    A line comes before those of a block that stands on it, and last what is placed anywhere.
    """
    placed: list[Box] = []
    yield from _lines(box, placed)
    for one in placed:
        yield from lines_of(one)


def _lines(box: Box, placed: list[Box]) -> Iterator[tuple[Box, LineBox]]:
    """Yield the lines in *box*; put into *placed* what stands behind a placeholder: a label below its line."""
    for child in getattr(box, "children", ()):
        if isinstance(child, AbsolutePlaceholder):
            placed.append(child._box)  # noqa: SLF001
            continue
        if isinstance(child, LineBox):
            yield box, child
        yield from _lines(child, placed)


def _texts(box: Box) -> Iterator[TextBox]:
    """Yield the texts of a line, without those of the lines of a block that stands on it."""
    for child in getattr(box, "children", ()):
        if isinstance(child, TextBox):
            yield child
        elif not isinstance(child, (LineBox, AbsolutePlaceholder)):
            yield from _texts(child)


def _clusters(textbox: TextBox, x: float, owner: int) -> Iterator[Cluster]:
    """Yield what Pango draws of *textbox* from *x* on, in the order of reading."""
    line, _ = textbox.pango_layout.get_first_line()
    text = textbox.pango_layout.text.encode()
    found: list[tuple[int, Cluster]] = []
    run = line.runs[0]
    while run != ffi.NULL:
        item, glyphs = run.data.item, run.data.glyphs
        widths: dict[int, int] = {}
        for glyph in range(glyphs.num_glyphs):
            start = glyphs.log_clusters[glyph]
            widths[start] = widths.get(start, 0) + glyphs.glyphs[glyph].geometry.width
        ends = dict(zip(sorted(widths), [*sorted(widths)[1:], item.length], strict=True))
        for start, width in widths.items():
            letters = plain(text[item.offset + start : item.offset + ends[start]].decode())
            end = x + width * FROM_UNITS
            cluster = Cluster(text=letters, start=x, end=end, reversed=bool(item.analysis.level % 2), owner=owner)
            found.append((item.offset + start, cluster))
            x = end
        run = run.next
    return (cluster for _offset, cluster in sorted(found, key=lambda one: one[0]) if cluster.text)
