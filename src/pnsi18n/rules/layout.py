"""ED, of the layout: everything stands in its own place, whole, and together with what belongs to it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pnsi18n.model.finding import Problem, Severity
from pnsi18n.model.pages import Box, Line, Page, ReadSheet
from pnsi18n.model.rule import rule
from pnsi18n.rules.editions import (
    BODY,
    BODY_READ,
    GOOD,
    HEADING,
    HEADING_READ,
    of_line,
    of_message,
    on_pages,
    quoted,
    sheet_of,
)
from pnsi18n.text.proofreading import letters

# Ink may hang over its advance: strokes of Nastaliq reach out by a fifth of their line's height, and
# neighbouring lines of it cover a quarter of each other. (Measured on the sheets of this project.)
_OVERHANG = 0.25
_COVERED = 0.35
_COVERING = 0.8  # of its height that a line has in a frame that it belongs to
_ROUNDING = 1.0  # points
_FRAME = 8.5  # points, 3 mm; PDFium counts mitres to a stroke, up to 5 points of a table's
_UNPRINTABLE = 4 / 25.4 * 72  # points; what printers leave blank at the edge of the paper


def _moved(line: Line, *, right: float = 0, up: float = 0) -> Line:
    box = line.box
    return replace(
        line,
        box=Box(left=box.left + right, bottom=box.bottom + up, right=box.right + right, top=box.top + up),
    )


def _framed(frame: Box) -> ReadSheet:
    page = GOOD.pages[0]
    return replace(GOOD, pages=(replace(page, shapes=(frame,)),))


@rule(
    id="ED103",
    severity=Severity.ERROR,
    rationale="What leaves its margins is cut off by the printer, or covers the head or the foot.",
    bad=sheet_of(HEADING, replace(BODY, box=Box(left=51, bottom=480, right=1200, top=492))),
    good=GOOD,
)
def text_outside(sheet: ReadSheet) -> Iterator[Problem]:
    """Report text out of its area: a body in the margins, a head or foot in the body or off the paper."""
    for page in sheet.pages:
        for line in page.lines:
            if _is_outside(line, page):
                hint = "shorten it or give it a place to break; a style that moves it must leave it room"
                yield of_line(sheet, line, "runs out of its area", hint)


def _is_outside(line: Line, page: Page) -> bool:
    if not line.box.size:
        return False
    if line.is_body:
        return line.box.beyond(page.area) > max(_ROUNDING, _OVERHANG * (line.box.top - line.box.bottom))
    paper, rim = page.paper, _UNPRINTABLE
    printable = Box(left=paper.left + rim, bottom=paper.bottom + rim, right=paper.right - rim, top=paper.top - rim)
    covered = line.box.common(page.area)
    return line.box.beyond(printable) > 0 or (covered.size > 0 and covered.top - covered.bottom > _ROUNDING)


@rule(
    id="ED104",
    severity=Severity.ERROR,
    rationale="Of two lines on top of each other, neither can be read.",
    bad=sheet_of(HEADING, _moved(BODY, up=18)),
    good=GOOD,
)
def text_overlapping(sheet: ReadSheet) -> Iterator[Problem]:
    """Report lines that cover each other."""
    for page in sheet.pages:
        lines = [line for line in page.lines if line.text.strip() and line.box.size and not line.is_label]
        for one, other in _meeting(lines):
            if one.box.common(other.box).size > _COVERED * min(one.box.size, other.box.size):
                statement = f"and {quoted(other.text)} lie on top of each other"
                yield of_line(sheet, one, statement, "give both their own place: look at the page")


def _meeting(lines: Sequence[Line]) -> Iterator[tuple[Line, Line]]:
    """Yield the pairs of *lines* that share some height, each in the order of reading."""
    upwards = sorted(range(len(lines)), key=lambda number: lines[number].box.bottom)
    for place, one in enumerate(upwards, start=1):
        for other in upwards[place:]:
            if lines[other].box.bottom >= lines[one].box.top:
                break
            yield lines[min(one, other)], lines[max(one, other)]


@rule(
    id="ED106",
    severity=Severity.ERROR,
    rationale="A heading at the foot of a page, with its text overleaf, is read as an empty promise.",
    bad=sheet_of(HEADING),
    good=GOOD,
)
def heading_alone(sheet: ReadSheet) -> Iterator[Problem]:
    """Report a heading with nothing after it on its page."""
    for page in sheet.pages:
        last = next((line for line in reversed(page.lines) if line.is_body and letters(line.text)), None)
        if last and last.is_heading:
            yield of_line(sheet, last, "is a heading at the foot of its page", "keep it with what follows")


@rule(
    id="ED107",
    severity=Severity.ERROR,
    rationale="Who sees half a list of emergencies takes it for the whole.",
    bad=replace(
        GOOD,
        warnings=(("relief", "water"),),
        passages=(HEADING_READ, replace(BODY_READ, lines=(replace(BODY, page=2),))),
    ),
    good=replace(GOOD, warnings=(("relief", "water"),)),
)
def box_split(sheet: ReadSheet) -> Iterator[Problem]:
    """Report a box of warnings or key points that does not stand on one page."""
    for box in sheet.warnings:
        found = [one for one in sheet.passages if one.message in box]
        pages = sorted({page for one in found for page in one.pages})
        if len(pages) > 1:
            told = " and ".join(map(str, pages))
            statement = f"the box {quoted(found[0].expected)} is split over pages {told}"
            yield of_message(sheet, found[0], statement, "shorten what stands in the box, until a page holds it")


@rule(
    id="ED111",
    severity=Severity.ERROR,
    rationale="A frame that runs off its page has no end, and what stands in it looks whole.",
    bad=_framed(Box(left=51, bottom=-40, right=300, top=520)),
    good=_framed(Box(left=51, bottom=470, right=300, top=520)),
)
def frame_outside(sheet: ReadSheet) -> Iterator[Problem]:
    """Report a frame, a background or a picture that begins in the area of its page and ends outside."""
    hint = "what stands in it is too long for a page: shorten it"
    for page in sheet.pages:
        for shape in page.shapes:
            if _is_cut(shape, page):
                first = next((line for line in page.lines if line.is_body and shape.holds_middle_of(line.box)), None)
                if first:
                    yield of_line(sheet, first, "stands in a frame that runs out of its area", hint)
                else:
                    statement = f"{on_pages(sheet, (page.number,))}a frame or a picture runs out of its area"
                    yield Problem(statement=statement, hint=hint)


def _is_cut(shape: Box, page: Page) -> bool:
    """Whether a frame that begins in the area of its page ends outside."""
    inside = shape.common(page.area)
    reaches = inside.size > 0 and inside.top - inside.bottom > _FRAME
    return shape.beyond(page.paper) > _FRAME or (reaches and shape.beyond(page.area) > _FRAME)


@rule(
    id="ED114",
    severity=Severity.ERROR,
    rationale="What runs out of its box belongs to the box beside it, or to nothing, for who reads it in a hurry.",
    bad=_framed(Box(left=45, bottom=470, right=90, top=520)),
    good=_framed(Box(left=45, bottom=470, right=200, top=520)),
)
def text_beyond_frame(sheet: ReadSheet) -> Iterator[Problem]:
    """Report text that begins in a frame, or ends in it, and runs out at its side."""
    hint = "give a long word a place to break, or shorten it"
    for page in sheet.pages:
        for line in page.lines:
            if line.is_body and line.text.strip() and any(_runs_out(line.box, shape) for shape in page.shapes):
                yield of_line(sheet, line, "runs out of its frame", hint)


def _runs_out(text: Box, shape: Box) -> bool:
    """Whether *text* stands in *shape* with its height, but not with its whole width."""
    if text.top <= shape.bottom or shape.top <= text.bottom:
        return False  # nearly always
    common, height = text.common(shape), text.top - text.bottom
    if common.size == 0 or common.top - common.bottom < _COVERING * height or shape.top - shape.bottom < height:
        return False
    out = max(shape.left - text.left, text.right - shape.right)
    return out > max(_ROUNDING, _OVERHANG * height) and common.right - common.left > height


@rule(
    id="ED112",
    severity=Severity.WARNING,
    rationale="When and whom to call is looked for in a hurry, on the front.",
    bad=replace(GOOD, urgent=("water",), passages=(HEADING_READ, replace(BODY_READ, lines=(replace(BODY, page=2),)))),
    good=replace(GOOD, urgent=("water",)),
)
def box_overleaf(sheet: ReadSheet) -> Iterator[Problem]:
    """Report the emergency and the call-us box where they are not on the first page."""
    late = [one for one in sheet.passages if one.message in sheet.urgent and one.pages and one.pages[-1] > 1]
    if late:
        statement = f"{quoted(late[0].expected)} is not on the first page"
        yield of_message(sheet, late[0], statement, "shorten what stands on the first page")


LAYOUT_RULES = (
    text_outside,
    text_overlapping,
    heading_alone,
    box_split,
    frame_outside,
    text_beyond_frame,
    box_overleaf,
)
