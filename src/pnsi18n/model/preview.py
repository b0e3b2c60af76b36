"""What a translator is shown while working: the texts, what is said of them, and the page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from pnsi18n.model.finding import Location
from pnsi18n.model.packet import Packet


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Something that cannot be read at the moment: where, what, and what to do."""

    location: Location
    statement: str
    hint: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A place on the printed sheet: a page, from 1, and how far down on it, from 0 to 1."""

    page: int
    top: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """A printed sheet to look at.

    ``pictures`` are its pages as PNG; ``remarks`` say why ``build`` would not print it; ``spots`` tell
    where a message begins, by the name that the proof-reader has for it, as far as it is known.
    """

    pictures: tuple[bytes, ...] = field(default=(), repr=False)
    remarks: tuple[str, ...] = ()
    spots: Mapping[str, Spot] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """One look at a handout in one language.

    ``packet`` and ``sheet`` are the last that could be read and printed; with ``faults`` they are
    older than the files. ``printing`` says that the sheet is older than the texts.
    """

    packet: Packet | None = None
    sheet: Printed | None = None
    faults: tuple[Fault, ...] = ()
    printing: bool = False
