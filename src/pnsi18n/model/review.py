"""How far the sign-offs of one catalog, or of the English, meet the policy."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from pnsi18n.model.finding import Location
from pnsi18n.model.message import Message
from pnsi18n.model.signoff import Role, SignedText, SignOff

_EXAMPLE = Location("locale/es/LC_MESSAGES/example.po", 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lapse:
    """A role signed another text than the one that stands there now."""

    signoff: SignOff
    text: SignedText


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageReview:
    """One message with what speaks for it, and what is missing.

    ``translation`` is ``None`` for English, and where there is none that could be printed.
    ``counted`` are the sign-offs of exactly this text that are in force; ``overdue`` those that
    are too old. ``missing`` says in words what the policy still asks for.
    """

    message: Message
    translation: str | None = None
    locale: str = ""
    domain: str = "example"
    counted: tuple[SignOff, ...] = ()
    overdue: tuple[SignOff, ...] = ()
    lapsed: tuple[Lapse, ...] = ()
    missing: tuple[str, ...] = ()
    location: Location = field(default=_EXAMPLE)

    @property
    def msgctxt(self) -> str | None:
        """The message id."""
        return self.message.id

    @property
    def source_location(self) -> Location:
        """Where the English stands."""
        return self.message.location

    @property
    def key(self) -> str:
        """Under which name the ledger has the message."""
        return self.message.name


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """All messages of one domain in one language.

    ``orphans`` are sign-offs of messages that the source has no more, with their keys.
    ``next_due`` is the day on which the first of the approvals ends.
    """

    domain: str = "example"
    locale: str = ""
    language_name: str = "English"
    messages: tuple[MessageReview, ...] = ()
    orphans: tuple[tuple[SignOff, str], ...] = ()
    next_due: date | None = None
    location: Location = field(default=_EXAMPLE)
    source_location: Location | None = None
    msgctxt: str | None = None

    @property
    def is_approved(self) -> bool:
        """Whether nothing is missing."""
        return not any(one.missing for one in self.messages)

    @property
    def is_begun(self) -> bool:
        """Whether anybody has ever signed any of it, though it may have lapsed since."""
        return any(one.counted or one.overdue or one.lapsed for one in self.messages)

    @property
    def last_signed(self) -> dict[Role, date]:
        """The day of the latest sign-off in force, by role."""
        days: dict[Role, date] = {}
        for one in self.messages:
            for signoff in one.counted:
                days[signoff.role] = max(signoff.day, days.get(signoff.role, signoff.day))
        return days
