"""What supports the English: where each message comes from, what it claims, and on whose word."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from pnsi18n.model.finding import Location
from pnsi18n.model.message import Message

_EXAMPLE = Location("source/example/evidence.toml", 1)


class Origin(StrEnum):
    """Where a message comes from."""

    ARTICLE = "article"
    CORRECTED = "corrected"
    ADDED = "added"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A text that claims rest on.

    ``identifier`` is a catalogue number; ``date_read`` the day on which a copy was read, or
    ``None`` where nobody says so; ``note`` tells what was read of it.
    """

    key: str
    title: str
    publisher: str = ""
    identifier: str = ""
    address: str = ""
    date_read: date | None = None
    note: str = ""
    location: Location = _EXAMPLE


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """Something that a message says about the world.

    ``sources`` are keys; ``soft`` marks comfort and common sense more than medicine.
    """

    statement: str
    sources: tuple[str, ...] = ()
    soft: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageEvidence:
    """One message in the evidence file.

    ``boilerplate`` marks headings and lead-ins, which claim nothing; ``correction`` says what was
    put right. ``source_location`` is where the English stands, if it does.
    """

    id: str
    origin: Origin = Origin.ARTICLE
    boilerplate: bool = False
    claims: tuple[Claim, ...] = ()
    correction: str = ""
    domain: str = "example"
    location: Location = _EXAMPLE
    source_location: Location | None = None

    @property
    def locale(self) -> str:
        """Evidence is of the English."""
        return ""

    @property
    def msgctxt(self) -> str:
        """The message id under gettext's name."""
        return self.id


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What ``evidence.toml`` says: sources by key, messages by id, both in the order of the file."""

    sources: Mapping[str, Source] = field(default_factory=dict)
    messages: Mapping[str, MessageEvidence] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceReview:
    """The evidence of a handout beside its text and the ledger.

    ``evidence`` is ``None`` where there is no file. ``signed`` are the ids of the messages that a
    clinician has signed as they stand, or ``None`` where the ledger cannot be read. A source
    must be read again ``months`` after it was read; ``today`` is the day to judge by.
    """

    domain: str = "example"
    evidence: Evidence | None
    messages: tuple[Message, ...] = ()
    signed: frozenset[str] | None = frozenset()
    today: date
    months: int = 36
    location: Location = _EXAMPLE
    source_location: Location | None = None
    locale: str = ""
    msgctxt: str | None = None

    @property
    def cited(self) -> dict[str, tuple[str, ...]]:
        """The ids of the messages that cite each source, by its key."""
        found: dict[str, dict[str, None]] = {}
        for one in self.evidence.messages.values() if self.evidence else ():
            for claim in one.claims:
                for key in claim.sources:
                    found.setdefault(key, {})[one.id] = None
        return {key: tuple(ids) for key, ids in found.items()}
