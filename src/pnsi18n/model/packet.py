"""A packet: the texts of one handout in one language, put side by side for a reviewer."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from pnsi18n.model.edition import Edition
from pnsi18n.model.finding import Finding
from pnsi18n.model.message import Message
from pnsi18n.model.signoff import SignOff
from pnsi18n.model.silence import Silenced


class BackTranslation(StrEnum):
    """What a packet holds of the way back into English.

    ``recorded`` is what somebody has written down; ``blind`` is a sheet to write on, without a
    word of the English.
    """

    NONE = "none"
    RECORDED = "recorded"
    BLIND = "blind"


class Standing(StrEnum):
    """How a translation stands to the English of today."""

    TRANSLATED = "translated"
    UNTRANSLATED = "no translation"
    FUZZY = "fuzzy"
    STALE = "stale"


@dataclass(frozen=True, slots=True, kw_only=True)
class PacketRow:
    """One message of a packet.

    ``number`` counts from 1 through the whole packet. ``translation`` is what the catalog has,
    whether or not it may be printed; ``made_for`` the other English that it was made for, where
    that is known. ``in_english`` says that the page shows the English instead. ``silenced`` are findings
    that somebody answers for: whoever reviews must know what others let pass.
    """

    number: int
    message: Message
    is_heading: bool = False
    translation: str = ""
    standing: Standing = Standing.TRANSLATED
    made_for: str = ""
    in_english: bool = False
    signoffs: tuple[SignOff, ...] = ()
    findings: tuple[Finding, ...] = ()
    silenced: tuple[Silenced, ...] = ()
    back_translation: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PacketPart:
    """Rows that stand together on the page; ``box`` names the container, if they stand in one.

    ``of_page`` marks the words that the layout itself prints.
    """

    heading: Message | None = None
    box: str = ""
    of_page: bool = False
    rows: tuple[PacketRow, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Packet:
    """Everything that is in one packet.

    ``edition`` and ``english`` are the sheets that a patient gets; ``findings`` are those that
    belong to no message. ``made_by`` says who put the translations back into English.
    """

    edition: Edition
    english: Edition
    parts: tuple[PacketPart, ...]
    mode: BackTranslation = BackTranslation.NONE
    made_by: str = ""
    findings: tuple[Finding, ...] = ()

    @property
    def rows(self) -> tuple[PacketRow, ...]:
        """Every row, in order."""
        return tuple(row for part in self.parts for row in part.rows)
