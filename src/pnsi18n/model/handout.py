"""A handout: its settings, and the tree of blocks that carries its messages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from pnsi18n.model.finding import Location
from pnsi18n.model.message import Message


class BlockKind(StrEnum):
    """The blocks of the Markdown that a handout may be written in."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    BULLET_LIST = "bullet-list"
    ORDERED_LIST = "ordered-list"
    ITEM = "item"
    TABLE = "table"
    ROW = "row"
    HEADER_CELL = "header-cell"
    CELL = "cell"
    IMAGE = "image"
    CONTAINER = "container"


CONTAINERS = ("key-points", "emergency", "call-us", "checklist", "my-plan")


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A block with its message, if it has one, and the blocks inside it.

    ``level`` is the heading level (1 to 6); ``name`` the container's name or the image's path.
    """

    kind: BlockKind
    message: Message | None = None
    children: tuple[Block, ...] = ()
    level: int = 0
    name: str = ""

    def walk(self) -> Iterator[Block]:
        """Yield the block and all below it, in reading order."""
        yield self
        for child in self.children:
            yield from child.walk()

    def messages(self) -> Iterator[Message]:
        """Yield the messages of the block and of all below it, in reading order."""
        for block in self.walk():
            if block.message:
                yield block.message


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoutSettings:
    """What ``handout.toml`` says.

    ``edition`` is the first day of the month that the English text is dated with; the grades
    are US school grades; ``page_limit`` counts pages of the standard edition.
    """

    title_id: str
    edition: date
    audience: str = ""
    scope: str = ""
    review_interval_months: int = 36
    flesch_kincaid_limit: float = 6.0
    smog_limit: float = 8.0
    page_limit: int = 0
    licence: str = "CC BY 4.0"


@dataclass(frozen=True, slots=True, kw_only=True)
class Handout:
    """One source document."""

    domain: str
    settings: HandoutSettings
    blocks: tuple[Block, ...]
    location: Location

    @property
    def messages(self) -> tuple[Message, ...]:
        """Every message, in reading order."""
        return tuple(message for block in self.blocks for message in block.messages())

    @property
    def title(self) -> Message:
        """The message that ``handout.toml`` names as the title."""
        return next(m for m in self.messages if m.id == self.settings.title_id)

    @property
    def source_location(self) -> Location:
        """The handout is its own source."""
        return self.location

    @property
    def locale(self) -> str:
        """English belongs to no locale folder."""
        return ""

    @property
    def msgctxt(self) -> None:
        """A handout is not one message."""
        return
