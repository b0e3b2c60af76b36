"""One piece of English that is translated as a whole."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from pnsi18n.model.finding import Excerpt, Location

EXAMPLE = Location("source/example/handout.md", 1)


class Risk(StrEnum):
    """What a wrong translation of the message could do."""

    ORDINARY = "ordinary"
    CAUTION = "caution"
    CRITICAL = "critical"


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """An English text with its place; the place is what a translator needs to know.

    ``text`` is inline Markdown with ``{placeholders}``, soft line breaks folded to one space.
    ``id`` becomes the msgctxt; ``None`` where the source gives none, and the text itself is
    then the key, as in plain gettext.
    """

    text: str
    id: str | None = None
    role: str = "paragraph"
    section: str = ""
    risk: Risk = Risk.ORDINARY
    domain: str = "example"
    location: Location = EXAMPLE

    @property
    def key(self) -> tuple[str | None, str]:
        """What gettext looks a message up by: context and text."""
        return (self.id, self.text)

    @property
    def name(self) -> str:
        """What people and ledgers call the message: its id, or its text where it has none.

        No id has a space; so no text can be taken for one.
        """
        return self.id or f"text: {self.text}"

    @property
    def source_location(self) -> Location:
        """The message is its own source."""
        return self.location

    @property
    def excerpt(self) -> Excerpt:
        """The text itself."""
        return Excerpt(english=self.text)

    @property
    def locale(self) -> str:
        """English messages belong to no locale."""
        return ""

    @property
    def msgctxt(self) -> str | None:
        """The id under gettext's name."""
        return self.id


def strictest(messages: Iterable[Message]) -> dict[tuple[str | None, str], Message]:
    """Return *messages* by key, each key once; where texts without ids stand twice, at the higher risk."""
    order = list(Risk)
    found: dict[tuple[str | None, str], Message] = {}
    for message in messages:
        known = found.get(message.key)
        if known is None or order.index(message.risk) > order.index(known.risk):
            found[message.key] = message
    return found
