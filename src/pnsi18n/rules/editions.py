"""ED, of the text: the printed sheet says what the catalog says, and every reader can read it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pnsi18n.model.finding import Problem, Severity
from pnsi18n.model.pages import Box, Line, Page, Passage, ReadSheet, UsedFont
from pnsi18n.model.rule import rule
from pnsi18n.text.proofreading import letters

_SHOWN = 80  # characters of a text that a finding quotes
_UNDRAWN = 0.4  # of the width of invisible letters may have no ink below it,
_SPACE = 12.0  # points, or so much: spaces, and what is left and right of a dot
_NOT_TEXT = frozenset("\ufffd\0")  # what readers give for a glyph that stands for no character
_PAPER = Box(left=0, bottom=0, right=595, top=842)
_AREA = Box(left=51, bottom=60, right=544, top=770)
HEADING = Line(
    text="Alivio", page=1, box=Box(left=51, bottom=500, right=120, top=512), tags=("Sect", "H2", "Span", "Span")
)
BODY = Line(text="Tome agua.", page=1, box=Box(left=51, bottom=480, right=120, top=492))
HEADING_READ = Passage(message="relief", expected="Alivio", text="Alivio", lines=(HEADING,))
BODY_READ = Passage(message="water", expected="Tome agua.", text="Tome agua.", lines=(BODY,))


def sheet_of(*lines: Line) -> ReadSheet:
    """Return a sheet of one page with *lines*; what it says is as it should be."""
    return ReadSheet(
        page_count=1,
        pages=(Page(number=1, paper=_PAPER, area=_AREA, lines=lines),),
        passages=(replace(HEADING_READ, lines=lines[:1]), replace(BODY_READ, lines=lines[1:2])),
        fonts=(UsedFont(name="Noto-Sans"), UsedFont(name="Noto-Sans-Bold")),
    )


GOOD = sheet_of(HEADING, BODY)


@rule(
    id="ED101",
    severity=Severity.ERROR,
    rationale="What was checked and signed is the text of the catalog; the page must say exactly that, in that order.",
    bad=replace(GOOD, passages=(HEADING_READ, replace(BODY_READ, text="Tome aqua."))),
    good=GOOD,
)
def text_differs(sheet: ReadSheet) -> Iterator[Problem]:
    """Report each message that is not on the pages letter for letter, or stands at another place."""
    for one in sheet.passages:
        if letters(one.text) != letters(one.expected):
            statement = f"the page shows {quoted(one.text)} instead of {quoted(one.expected)}"
        elif not one.in_order:
            statement = f"{quoted(one.text)} does not stand where the handout has it"
        else:
            continue
        yield of_message(sheet, one, statement, "the layout loses or changes the text: look at the page")


@rule(
    id="ED102",
    severity=Severity.ERROR,
    rationale="A letter that no font has is printed as an empty box.",
    bad=replace(GOOD, lacking="g"),
    good=GOOD,
)
def glyph_missing(sheet: ReadSheet) -> Iterator[Problem]:
    """Report each character without a glyph, with the message or the line that it stands in."""
    hint = "write it with letters of the language, or give the language a font that has it"
    lacking = set(sheet.lacking)
    for one in sheet.passages:
        for character in sorted(lacking & set(one.expected)):
            yield of_message(sheet, one, f"no font has {_named(character)}", hint)
    known = {character for one in sheet.passages for character in one.expected}
    for character in sorted(lacking - known):
        yield Problem(statement=f"no font has {_named(character)}, which the page's own words need", hint=hint)
    for line in _lines(sheet):
        if not _NOT_TEXT.isdisjoint(line.text):
            yield of_line(sheet, line, "has a glyph that stands for no character", hint)


@rule(
    id="ED105",
    severity=Severity.ERROR,
    rationale="A font that is not in the file is replaced by whatever the printer has, which may lack the script.",
    bad=replace(GOOD, fonts=(UsedFont(name="Times-Roman", embedded=False),)),
    good=GOOD,
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
    id="ED108",
    severity=Severity.WARNING,
    rationale="Each page more is read by fewer.",
    bad=replace(GOOD, page_count=3, page_limit=2),
    good=replace(GOOD, page_count=2, page_limit=2),
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
    bad=replace(GOOD, remarks=("Ignored `colour: red`, unknown property.",)),
    good=GOOD,
)
def renderer_remark(sheet: ReadSheet) -> Iterator[Problem]:
    """Report whatever the renderer said while it printed."""
    for remark in dict.fromkeys(sheet.remarks):
        yield Problem(statement=f"the renderer says: {remark}", hint="mend the style or the picture that it names")


@rule(
    id="ED110",
    severity=Severity.ERROR,
    rationale="A sheet that one program reads rightly and another wrongly is noise to half of those who listen to it.",
    bad=replace(GOOD, unread=("water",)),
    good=GOOD,
)
def text_read_otherwise(sheet: ReadSheet) -> Iterator[Problem]:
    """Report each message that a second reader, Poppler, does not find letter for letter."""
    for one in sheet.passages:
        if one.message in sheet.unread and letters(one.text) == letters(one.expected):
            statement = f"Poppler does not find {quoted(one.expected)} letter for letter"
            yield of_message(sheet, one, statement, "the text inside the PDF is not exact in this script")


@rule(
    id="ED113",
    severity=Severity.ERROR,
    rationale="In some scripts invisible letters say what is drawn. What is said and not drawn, nobody sees on paper.",
    bad=sheet_of(HEADING, replace(BODY, layer=BODY.box, box=Box(left=51, bottom=480, right=60, top=492))),
    good=sheet_of(HEADING, replace(BODY, layer=BODY.box)),
)
def text_not_drawn(sheet: ReadSheet) -> Iterator[Problem]:
    """Report each line whose invisible letters have nothing drawn below them, or far less than they say."""
    for line in _lines(sheet):
        if line.layer and letters(line.text) and not _is_drawn(line.box, line.layer):
            yield of_line(sheet, line, "is said, and not drawn", "the layout loses the text: look at the page")


def _is_drawn(box: Box, layer: Box) -> bool:
    """Whether what is drawn covers most of the width at which the *layer* says it."""
    covered, width = box.common(layer), layer.right - layer.left
    return box.size > 0 and width - (covered.right - covered.left) < max(_UNDRAWN * width, _SPACE)


def _lines(sheet: ReadSheet) -> Iterator[Line]:
    return (line for page in sheet.pages for line in page.lines)


def of_message(sheet: ReadSheet, one: Passage, statement: str, hint: str) -> Problem:
    """Return a problem of a message."""
    return _placed(sheet, one.message, one.pages, statement, hint)


def of_line(sheet: ReadSheet, line: Line, statement: str, hint: str) -> Problem:
    """Return a problem of a line, which may belong to a message."""
    return _placed(sheet, sheet.message_of(line), (line.page,), f"{quoted(line.text)} {statement}", hint)


def _placed(sheet: ReadSheet, message: str, pages: Sequence[int], statement: str, hint: str) -> Problem:
    """Return a problem with its page and message; one without a place of its own is told by name."""
    place = sheet.places.get(message)
    name = f"{message}: " if message and not place else ""
    return Problem(statement=f"{on_pages(sheet, pages)}{name}{statement}", hint=hint, at=place, msgctxt=message)


def on_pages(sheet: ReadSheet, pages: Sequence[int]) -> str:
    """Name the sheet, since its two papers break differently, and the page."""
    name = sheet.location.path.rpartition("/")[2]
    return f"{name}, page {' and '.join(map(str, pages))}: " if pages else f"{name}: "


def quoted(text: str) -> str:
    """Return the beginning of *text* as a finding shows it."""
    shown = text.strip()
    return f"'{shown[:_SHOWN]}{'…' * (len(shown) > _SHOWN)}'"


def _named(character: str) -> str:
    return f"U+{ord(character):04X} {unicodedata.name(character, 'unnamed character')}"


SHEET_RULES = (
    text_differs,
    glyph_missing,
    font_not_embedded,
    too_many_pages,
    renderer_remark,
    text_read_otherwise,
    text_not_drawn,
)
