"""A sign-off: who read which texts, in which role, and what a project asks for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from pnsi18n.model.finding import Location

OUTLINE = "(outline)"
"""The key under which the arrangement of a handout is signed, as if it were a message."""
REGION = "(region {})"
"""The key under which the values of a region are signed: emergency number, units, values of the clinic's own."""
BACK_TRANSLATION = "back-translation"


class Role(StrEnum):
    """In which capacity somebody signs; the words are those of ISO 17100."""

    TRANSLATOR = "translator"
    REVISER = "reviser"
    CLINICIAN = "clinician"


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedText:
    """What was read of one message.

    ``translation`` is ``None`` where only the English was read; ``back_translation`` is what was
    compared with it; ``replaces`` is the English whose approvals are carried over.
    """

    english: str
    translation: str | None = None
    back_translation: str = ""
    replaces: str = ""
    digest: str
    location: Location = field(default=Location("source/example/signoff"))


@dataclass(frozen=True, slots=True, kw_only=True)
class SignOff:
    """One entry of a ledger.

    ``locale`` is empty for English. ``texts`` are by message key: the id, or the English where
    there is none. ``number`` counts on within a ledger, so that entries of one day have an order.
    ``fault`` says why the entry does not count, such as a signature that does
    not fit; ``restates`` names the entry of an older canonicaliser that this one repeats.
    """

    domain: str
    locale: str = ""
    role: Role
    name: str
    credential: str = ""
    day: date
    number: int = 0
    tool: str = ""
    reason: str = ""
    restates: str = ""
    texts: Mapping[str, SignedText]
    has_signature: bool = False
    fault: str = ""
    location: Location = field(default=Location("source/example/signoff"))
    source_location: Location | None = None
    msgctxt: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """What has to be signed, by whom, before a sheet is released.

    ``source`` and ``translation`` are roles that must all have signed. ``critical`` is what a
    translation of a critical message needs in addition: one of them is enough.
    ``different_people`` keeps translator and reviser apart (ISO 17100, 5.3.3).
    """

    source: tuple[Role, ...] = (Role.CLINICIAN,)
    translation: tuple[Role, ...] = (Role.TRANSLATOR, Role.REVISER)
    critical: tuple[str, ...] = (Role.CLINICIAN.value, BACK_TRANSLATION)
    different_people: bool = True
    review_months: int = 36
    signatures: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewer:
    """Somebody whose SSH keys are known, with the roles and languages that they may sign for."""

    name: str
    roles: tuple[Role, ...]
    locales: tuple[str, ...] = ()
    keys: tuple[str, ...]
