"""A printed sheet as it was read back: its pages line by line, and where each message stands on them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from pnsi18n.model.finding import Location

_HEADINGS = frozenset({"H1", "H2", "H3", "H4", "H5", "H6"})


class Box(NamedTuple):
    """A rectangle on a page, in points from its lower left corner."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def size(self) -> float:
        """The area in square points; nothing where the sides have changed places."""
        return max(0.0, self.right - self.left) * max(0.0, self.top - self.bottom)

    def common(self, other: Box) -> Box:
        """Return what both cover; its sides have changed places where they do not meet."""
        return Box(
            left=max(self.left, other.left),
            bottom=max(self.bottom, other.bottom),
            right=min(self.right, other.right),
            top=min(self.top, other.top),
        )

    def around(self, other: Box) -> Box:
        """Return the smallest box that holds both."""
        return Box(
            left=min(self.left, other.left),
            bottom=min(self.bottom, other.bottom),
            right=max(self.right, other.right),
            top=max(self.top, other.top),
        )

    def beyond(self, other: Box) -> float:
        """Return by how many points the box reaches out of *other*; nothing where it lies within."""
        return max(
            0.0, other.left - self.left, other.bottom - self.bottom, self.right - other.right, self.top - other.top
        )

    def holds_middle_of(self, other: Box) -> bool:
        """Whether the middle of *other* lies in the box."""
        across, up = (other.left + other.right) / 2, (other.bottom + other.top) / 2
        return self.left <= across <= self.right and self.bottom <= up <= self.top


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A text on one line, as one piece of the page's structure: the words before a bold one, the bold one, the rest.

    ``box`` holds the ink, not the leading; it has no size where nothing is drawn. ``tags`` are the structure
    elements around it, outermost first; a running head or foot has none. ``layer`` is where invisible letters
    say the text, if they do.
    """

    text: str
    page: int
    box: Box
    tags: tuple[str, ...] = ("P",)
    layer: Box | None = None

    @property
    def is_body(self) -> bool:
        """Whether it belongs to the text that is read, not to a running head or foot."""
        return bool(self.tags)

    @property
    def is_heading(self) -> bool:
        """Whether it belongs to a heading."""
        return not _HEADINGS.isdisjoint(self.tags)

    @property
    def is_label(self) -> bool:
        """Whether it is the mark of a list item."""
        return "Lbl" in self.tags


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page: its paper, the area that its text may fill, its lines in the order of reading.

    ``shapes`` are the frames, backgrounds and pictures.
    """

    number: int
    paper: Box
    area: Box
    lines: tuple[Line, ...] = ()
    shapes: tuple[Box, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class UsedFont:
    """A font that text is set in, by the name that the PDF has for it, without the mark of a subset."""

    name: str
    embedded: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class LaidOut:
    """A piece of a message where the renderer itself has put it, before it became a PDF."""

    message: str
    text: str
    page: int
    box: Box


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What came back of one printed sheet.

    ``pages`` and ``fonts`` are what an independent reader found in the file, ``second`` the text of
    each page as another one gives it, where it is installed. ``laid_out`` and ``remarks`` come from the
    renderer, ``lacking`` are the characters that no font of the sheet has.
    """

    pages: tuple[Page, ...]
    fonts: tuple[UsedFont, ...] = ()
    laid_out: tuple[LaidOut, ...] = ()
    lacking: str = ""
    remarks: tuple[str, ...] = ()
    second: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A message and what was found of it: the text that stands in its place, and the lines of it."""

    message: str
    expected: str
    text: str
    lines: tuple[Line, ...] = ()
    in_order: bool = True

    @property
    def pages(self) -> tuple[int, ...]:
        """The pages on which it stands."""
        return tuple(sorted({line.page for line in self.lines}))


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadSheet:
    """A printed sheet beside what it should be; what the rules on editions judge.

    ``families`` are the fonts that it may use, ``warnings`` the messages of each box that must stay
    on one page, ``urgent`` those that must stand on the first, ``unread`` those that the second
    reader does not find. ``places`` says where each message can be mended.
    """

    page_count: int
    page_limit: int = 0
    pages: tuple[Page, ...] = ()
    passages: tuple[Passage, ...] = ()
    fonts: tuple[UsedFont, ...] = ()
    families: tuple[str, ...] = ("Noto Sans",)
    warnings: tuple[tuple[str, ...], ...] = ()
    urgent: tuple[str, ...] = ()
    lacking: str = ""
    remarks: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    locale: str = "es"
    domain: str = "example"
    location: Location = field(default=Location("output/example/es/example.es.standard.a4.pdf"))
    places: Mapping[str, Location] = field(default_factory=dict)
    source_location: Location | None = None
    msgctxt: str | None = None

    def message_of(self, line: Line) -> str:
        """Return the message that *line* belongs to, or nothing."""
        return next((one.message for one in self.passages if line in one.lines), "")
