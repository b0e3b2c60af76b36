"""A printed sheet: which one it is, what is on it, the job that prints it and the proof."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from pnsi18n.model.handout import Handout
from pnsi18n.model.language import Language
from pnsi18n.model.message import Message
from pnsi18n.model.region import Region


class EditionState(StrEnum):
    """How far the policy of the project has been met; only a draft exists without sign-offs."""

    DRAFT = "draft"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class EditionKey:
    """What tells one sheet from all others."""

    handout: str
    locale: str
    kind: str
    paper: str
    region: str
    default_region: bool = True

    @property
    def path(self) -> str:
        """The path of the PDF below the output folder.

        A sheet for another region than the project's own says so in its name: the emergency
        numbers differ, and two sheets that differ must not share a name.
        """
        region = "" if self.default_region else f".{self.region.lower()}"
        return f"{self.handout}/{self.locale}/{self.handout}.{self.locale}.{self.kind}.{self.paper}{region}.pdf"


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedMessage:
    """A message as it is printed: its text and the language of that text.

    ``is_fallback`` is true where English stands in for a missing or stale translation.
    """

    message: Message
    text: str
    language: Language
    is_fallback: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """Everything that is on one sheet, ready for the layout.

    ``printed`` maps the key of each message to its text; ``words`` maps the ids of the page's
    own words to their translation; ``pictures`` maps the path of a picture to its data URI.
    """

    key: EditionKey
    handout: Handout
    language: Language
    region: Region
    state: EditionState
    printed: Mapping[tuple[str | None, str], PrintedMessage]
    words: Mapping[str, str]
    pictures: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class FontFile:
    """A font that may be used: one file, by content."""

    path: str
    family: str
    style: str
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One sheet to print, with all that decides its bytes; pure data, ready for any process.

    ``expected`` lists the text of each message, in reading order, that must be found on the
    pages; ``page_limit`` is 0 where there is none. ``untranslated`` counts the messages that are
    printed in English. ``digest`` is the SHA-256 of everything that decides the bytes.
    """

    key: EditionKey
    html: str
    css: str
    expected: tuple[tuple[str, str], ...]
    fonts: tuple[FontFile, ...]
    digest: str
    page_limit: int = 0
    untranslated: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """A printed sheet with everything that the renderer and the proof-reader remarked."""

    key: EditionKey
    pdf: bytes = field(repr=False)
    pages: int
    fonts: tuple[str, ...]
    remarks: tuple[str, ...]
