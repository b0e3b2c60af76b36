"""ED: the printed sheet says what the catalog says, and all of it can be read."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations

from pnsi18n.model.finding import Problem, Severity
from pnsi18n.model.pages import Box, Line, Page, Passage, ReadSheet, UsedFont
from pnsi18n.model.rule import rule
from pnsi18n.text.proofreading import letters

_SHOWN = 80  # characters of a text that a finding quotes
# Ink may hang over its advance: strokes of Nastaliq reach out by a fifth of their line's height, and
# neighbouring lines of it cover a quarter of each other. (Measured on the sheets of this project.)
_OVERHANG = 0.25
_COVERED = 0.35
_ROUNDING = 1.0  # points
_FRAME = 2.0  # points; half the width of the thickest frame, and rounding
_UNPRINTABLE = 4 / 25.4 * 72  # points; what printers leave blank at the edge of the paper
_NOT_TEXT = frozenset("\ufffd\0")  # what readers give for a glyph that stands for no character
_PAPER = Box(left=0, bottom=0, right=595, top=842)
_AREA = Box(left=51, bottom=60, right=544, top=770)
_HEADING = Line(
    text="Alivio", page=1, box=Box(left=51, bottom=500, right=120, top=512), tags=("Sect", "H2", "Span", "Span")
)
_BODY = Line(text="Tome agua.", page=1, box=Box(left=51, bottom=480, right=120, top=492))
_HEADING_READ = Passage(message="relief", expected="Alivio", text="Alivio", lines=(_HEADING,))
_BODY_READ = Passage(message="water", expected="Tome agua.", text="Tome agua.", lines=(_BODY,))


def _sheet(*lines: Line) -> ReadSheet:
    """Return a sheet of one page with *lines*; what it says is as it should be."""
    return ReadSheet(
        page_count=1,
        pages=(Page(number=1, paper=_PAPER, area=_AREA, lines=lines),),
        passages=(replace(_HEADING_READ, lines=lines[:1]), replace(_BODY_READ, lines=lines[1:2])),
        fonts=(UsedFont(name="Noto-Sans"), UsedFont(name="Noto-Sans-Bold")),
    )


def _moved(line: Line, *, right: float = 0, up: float = 0) -> Line:
    box = line.box
    return replace(
        line,
        box=Box(left=box.left + right, bottom=box.bottom + up, right=box.right + right, top=box.top + up),
    )


_GOOD = _sheet(_HEADING, _BODY)


@rule(
    id="ED101",
    severity=Severity.ERROR,
    rationale="What was checked and signed is the text of the catalog; the page must say exactly that, in that order.",
    bad=replace(_GOOD, passages=(_HEADING_READ, replace(_BODY_READ, text="Tome aqua."))),
    good=_GOOD,
)
def text_differs(sheet: ReadSheet) -> Iterator[Problem]:
    """Report each message that is not on the pages letter for letter, or stands at another place."""
    for one in sheet.passages:
        if letters(one.text) != letters(one.expected):
            statement = f"the page shows {_quoted(one.text)} instead of {_quoted(one.expected)}"
        elif not one.in_order:
            statement = f"{_quoted(one.text)} does not stand where the handout has it"
        else:
            continue
        yield _of_message(sheet, one, statement, "the layout loses or changes the text: look at the page")


@rule(
    id="ED102",
    severity=Severity.ERROR,
    rationale="A letter that no font has is printed as an empty box.",
    bad=replace(_GOOD, lacking="g"),
    good=_GOOD,
)
def glyph_missing(sheet: ReadSheet) -> Iterator[Problem]:
    """Report each character without a glyph, with the message or the line that it stands in."""
    hint = "write it with letters of the language, or give the language a font that has it"
    lacking = set(sheet.lacking)
    for one in sheet.passages:
        for character in sorted(lacking & set(one.expected)):
            yield _of_message(sheet, one, f"no font has {_named(character)}", hint)
    known = {character for one in sheet.passages for character in one.expected}
    for character in sorted(lacking - known):
        yield Problem(statement=f"no font has {_named(character)}, which the page's own words need", hint=hint)
    for line in _lines(sheet):
        if not _NOT_TEXT.isdisjoint(line.text):
            yield _of_line(sheet, line, "has a glyph that stands for no character", hint)


@rule(
    id="ED103",
    severity=Severity.ERROR,
    rationale="What leaves its margins is cut off by the printer, or covers the head or the foot.",
    bad=_sheet(_HEADING, replace(_BODY, box=Box(left=51, bottom=480, right=1200, top=492))),
    good=_GOOD,
)
def text_outside(sheet: ReadSheet) -> Iterator[Problem]:
    """Report text out of its area: a body in the margins, a head or foot in the body or off the paper."""
    for page in sheet.pages:
        for line in page.lines:
            if _is_outside(line, page):
                hint = "shorten it or give it a place to break; a style that moves it must leave it room"
                yield _of_line(sheet, line, "runs out of its area", hint)
        for shape in page.shapes:
            if _is_cut(shape, page):
                first = next((line for line in page.lines if line.is_body and shape.holds_middle_of(line.box)), None)
                hint = "what stands in it is too long for a page: shorten it"
                if first:
                    yield _of_line(sheet, first, "stands in a frame that runs out of its area", hint)
                else:
                    statement = f"{_on(sheet, (page.number,))}a frame or a picture runs out of its area"
                    yield Problem(statement=statement, hint=hint)


def _is_outside(line: Line, page: Page) -> bool:
    if not line.box.size:
        return False
    if line.is_body:
        return line.box.beyond(page.area) > max(_ROUNDING, _OVERHANG * (line.box.top - line.box.bottom))
    paper, rim = page.paper, _UNPRINTABLE
    printable = Box(left=paper.left + rim, bottom=paper.bottom + rim, right=paper.right - rim, top=paper.top - rim)
    covered = line.box.common(page.area)
    return line.box.beyond(printable) > 0 or (covered.size > 0 and covered.top - covered.bottom > _ROUNDING)


def _is_cut(shape: Box, page: Page) -> bool:
    """Whether a frame that begins in the area of its page ends outside."""
    inside = shape.common(page.area)
    reaches = inside.size > 0 and inside.top - inside.bottom > _FRAME
    return shape.beyond(page.paper) > _FRAME or (reaches and shape.beyond(page.area) > _FRAME)


@rule(
    id="ED104",
    severity=Severity.ERROR,
    rationale="Of two lines on top of each other, neither can be read.",
    bad=_sheet(_HEADING, _moved(_BODY, up=18)),
    good=_GOOD,
)
def text_overlapping(sheet: ReadSheet) -> Iterator[Problem]:
    """Report lines that cover each other."""
    for page in sheet.pages:
        lines = [line for line in page.lines if line.text.strip() and line.box.size and not line.is_label]
        for one, other in combinations(lines, 2):
            if one.box.common(other.box).size > _COVERED * min(one.box.size, other.box.size):
                statement = f"and {_quoted(other.text)} lie on top of each other"
                yield _of_line(sheet, one, statement, "give both their own place: look at the page")


@rule(
    id="ED105",
    severity=Severity.ERROR,
    rationale="A font that is not in the file is replaced by whatever the printer has, which may lack the script.",
    bad=replace(_GOOD, fonts=(UsedFont(name="Times-Roman", embedded=False),)),
    good=_GOOD,
)
def font_not_embedded(sheet: ReadSheet) -> Iterator[Problem]:
    """Report a font that is not embedded, or that is none of the language's own."""
    allowed = {family.replace(" ", "-") for family in sheet.families}
    for font in sheet.fonts:
        if not font.embedded:
            yield Problem(
                statement=f"the font {font.name} is not embedded", hint="print it with the fonts that doctor names"
            )
        elif font.name.removesuffix("-Bold") not in allowed:
            yield Problem(
                statement=f"the font {font.name} is none of {', '.join(sheet.families)}",
                hint="use the fonts of the language's row in data/languages.toml",
            )


@rule(
    id="ED106",
    severity=Severity.ERROR,
    rationale="A heading at the foot of a page, with its text overleaf, is read as an empty promise.",
    bad=_sheet(_HEADING),
    good=_GOOD,
)
def heading_alone(sheet: ReadSheet) -> Iterator[Problem]:
    """Report a heading with nothing after it on its page."""
    for page in sheet.pages:
        last = next((line for line in reversed(page.lines) if line.is_body and letters(line.text)), None)
        if last and last.is_heading:
            yield _of_line(sheet, last, "is a heading at the foot of its page", "keep it with what follows")


@rule(
    id="ED107",
    severity=Severity.ERROR,
    rationale="Who sees half a list of emergencies takes it for the whole.",
    bad=replace(
        _GOOD,
        warnings=(("relief", "water"),),
        passages=(_HEADING_READ, replace(_BODY_READ, lines=(replace(_BODY, page=2),))),
    ),
    good=replace(_GOOD, warnings=(("relief", "water"),)),
)
def box_split(sheet: ReadSheet) -> Iterator[Problem]:
    """Report a box of warnings or key points that does not stand on one page."""
    for box in sheet.warnings:
        found = [one for one in sheet.passages if one.message in box]
        pages = sorted({page for one in found for page in one.pages})
        if len(pages) > 1:
            told = " and ".join(map(str, pages))
            statement = f"the box {_quoted(found[0].expected)} is split over pages {told}"
            yield _of_message(sheet, found[0], statement, "shorten what stands in the box, until a page holds it")


@rule(
    id="ED108",
    severity=Severity.WARNING,
    rationale="Each page more is read by fewer.",
    bad=replace(_GOOD, page_count=3, page_limit=2),
    good=replace(_GOOD, page_count=2, page_limit=2),
)
def too_many_pages(sheet: ReadSheet) -> Iterator[Problem]:
    """Report a sheet that is longer than the handout allows."""
    if 0 < sheet.page_limit < sheet.page_count:
        yield Problem(
            statement=f"it has {sheet.page_count} pages; handout.toml allows {sheet.page_limit}",
            hint="cut the text, or raise page_limit",
        )


@rule(
    id="ED109",
    severity=Severity.ERROR,
    rationale="The renderer carries on without a style or a picture that it cannot use; the page is then another one.",
    bad=replace(_GOOD, remarks=("Ignored `colour: red`, unknown property.",)),
    good=_GOOD,
)
def renderer_remark(sheet: ReadSheet) -> Iterator[Problem]:
    """Report whatever the renderer said while it printed."""
    for remark in dict.fromkeys(sheet.remarks):
        yield Problem(statement=f"the renderer says: {remark}", hint="mend the style or the picture that it names")


@rule(
    id="ED110",
    severity=Severity.ERROR,
    rationale="A sheet that one program reads rightly and another wrongly is noise to half of those who listen to it.",
    bad=replace(_GOOD, unread=("water",)),
    good=_GOOD,
)
def text_read_otherwise(sheet: ReadSheet) -> Iterator[Problem]:
    """Report each message that a second reader, Poppler, does not find letter for letter."""
    for one in sheet.passages:
        if one.message in sheet.unread and letters(one.text) == letters(one.expected):
            statement = f"Poppler does not find {_quoted(one.expected)} letter for letter"
            yield _of_message(sheet, one, statement, "the text inside the PDF is not exact in this script")


def _lines(sheet: ReadSheet) -> Iterator[Line]:
    return (line for page in sheet.pages for line in page.lines)


def _of_message(sheet: ReadSheet, one: Passage, statement: str, hint: str) -> Problem:
    return _placed(sheet, one.message, one.pages, statement, hint)


def _of_line(sheet: ReadSheet, line: Line, statement: str, hint: str) -> Problem:
    return _placed(sheet, sheet.message_of(line), (line.page,), f"{_quoted(line.text)} {statement}", hint)


def _placed(sheet: ReadSheet, message: str, pages: Sequence[int], statement: str, hint: str) -> Problem:
    """Return a problem with its page and message; one without a place of its own is told by name."""
    place = sheet.places.get(message)
    name = f"{message}: " if message and not place else ""
    return Problem(statement=f"{_on(sheet, pages)}{name}{statement}", hint=hint, at=place, msgctxt=message)


def _on(sheet: ReadSheet, pages: Sequence[int]) -> str:
    """Name the sheet, since its two papers break differently, and the page."""
    name = sheet.location.path.rpartition("/")[2]
    return f"{name}, page {' and '.join(map(str, pages))}: " if pages else f"{name}: "


def _quoted(text: str) -> str:
    shown = text.strip()
    return f"'{shown[:_SHOWN]}{'…' * (len(shown) > _SHOWN)}'"


def _named(character: str) -> str:
    return f"U+{ord(character):04X} {unicodedata.name(character, 'unnamed character')}"


SHEET_RULES = (
    text_differs,
    glyph_missing,
    text_outside,
    text_overlapping,
    font_not_embedded,
    heading_alone,
    box_split,
    too_many_pages,
    renderer_remark,
    text_read_otherwise,
)
