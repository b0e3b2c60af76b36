"""A PO file as it stands on disk: entries with every byte that was in them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from pnsi18n.model.finding import Location

DRAFT_FIELD, CONFIDENCE_FIELD = "X-Draft", "X-Draft-Confidence"
"""Fields of a header: how the draft was made, and how sure its makers are of it (high, medium, low)."""


class PartKind(StrEnum):
    """The kinds of line that a PO entry is made of, in msgcat's order."""

    BLANK = "blank"
    TRANSLATOR_COMMENT = "#"
    EXTRACTED_COMMENT = "#."
    REFERENCE = "#:"
    FLAG = "#,"
    STICKY_FLAG = "#="
    PREVIOUS = "#|"
    MSGCTXT = "msgctxt"
    MSGID = "msgid"
    MSGID_PLURAL = "msgid_plural"
    MSGSTR = "msgstr"


class Part(NamedTuple):
    """Neighbouring lines of one kind, exactly as they stand in the file."""

    kind: PartKind
    raw: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry of a PO file.

    ``msgstrs`` holds one text, or one a plural form. ``raw`` is the exact text that it was read from,
    blank lines before it included; of an entry that was not read from a file, it is empty.
    """

    msgid: str
    msgctxt: str | None = None
    msgid_plural: str | None = None
    msgstrs: tuple[str, ...] = ("",)
    flags: tuple[str, ...] = ()
    sticky_flags: tuple[str, ...] = ()
    extracted_comments: tuple[str, ...] = ()
    translator_comments: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    previous_msgctxt: str | None = None
    previous_msgid: str | None = None
    previous_msgid_plural: str | None = None
    obsolete: bool = False
    line: int = 0
    raw: str = field(default="", repr=False)

    @property
    def key(self) -> tuple[str | None, str]:
        """What gettext looks an entry up by."""
        return (self.msgctxt, self.msgid)

    @property
    def is_header(self) -> bool:
        """Whether this is the entry that carries the file's own fields."""
        return self.msgid == "" and self.msgctxt is None and not self.obsolete

    @property
    def fuzzy(self) -> bool:
        """Whether somebody must look at the translation before it counts."""
        return "fuzzy" in self.flags

    @property
    def is_filled(self) -> bool:
        """Whether there is any translated text, fuzzy or not."""
        return any(self.msgstrs)


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalog:
    """A PO or POT file.

    ``entries`` are in file order, header and obsolete ones included; ``tail`` is whatever
    stands after the last entry; ``newline`` is the file's own line ending.
    """

    location: Location
    entries: tuple[Entry, ...]
    tail: str = ""
    newline: str = "\n"
    byte_order_mark: bool = False

    @property
    def header(self) -> Entry | None:
        """The header entry, if the file has one."""
        return next((entry for entry in self.entries if entry.is_header), None)

    @property
    def header_fields(self) -> Mapping[str, str]:
        """The ``Name: value`` lines of the header."""
        header = self.header
        lines = header.msgstrs[0].split("\n") if header else []
        pairs = (line.partition(":") for line in lines if ":" in line)
        return {name.strip(): value.strip() for name, _, value in pairs}

    @property
    def live(self) -> tuple[Entry, ...]:
        """The entries that are neither header nor obsolete."""
        return tuple(e for e in self.entries if not (e.obsolete or e.is_header))

    @property
    def obsolete(self) -> tuple[Entry, ...]:
        """The entries that gettext keeps for later."""
        return tuple(entry for entry in self.entries if entry.obsolete)
