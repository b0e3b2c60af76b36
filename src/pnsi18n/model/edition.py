"""A printed sheet: which one it is, what is on it, the job that prints it and the proof."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from pnsi18n.model.handout import Handout
from pnsi18n.model.kind import KINDS, WEB, Kind
from pnsi18n.model.language import ENGLISH, Language
from pnsi18n.model.message import Message
from pnsi18n.model.pages import Reading
from pnsi18n.model.region import Region
from pnsi18n.model.signoff import Role


class EditionState(StrEnum):
    """How far the policy of the project has been met: nobody signed, not all did, all did."""

    DRAFT = "draft"
    PARTIAL = "in-review"
    APPROVED = "approved"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewed:
    """What an approved sheet says of its review: the last day of each role, and when it ends."""

    english: Mapping[Role, date]
    translation: Mapping[Role, date] = field(default_factory=dict)
    next_due: date


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
        """The path of the sheet below the output folder.

        A sheet for another region than the project's own says so in its name: the emergency
        numbers differ, and two sheets that differ must not share a name.
        """
        region = "" if self.default_region else f".{self.region.lower()}"
        stem = f"{self.handout}/{self.locale}/{self.handout}.{self.locale}"
        return f"{stem}{region}.html" if self.kind == WEB else f"{stem}.{self.kind}.{self.paper}{region}.pdf"


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
    ``machine_assisted`` says that a machine helped to translate; ``confidence`` is what its makers say of the
    draft, ``high``, ``medium`` or ``low``. ``reviewed`` is there on an approved sheet only. ``code`` names the
    text of the sheet, and ``address`` is where its newest version is found, if the region has such a place.
    """

    key: EditionKey
    handout: Handout
    language: Language
    region: Region
    state: EditionState
    printed: Mapping[tuple[str | None, str], PrintedMessage]
    words: Mapping[str, str]
    pictures: Mapping[str, str] = field(default_factory=dict)
    machine_assisted: bool = False
    confidence: str = ""
    reviewed: Reviewed | None = None
    code: str = ""
    address: str = ""

    @property
    def kind(self) -> Kind:
        """What the kind of the sheet changes of the standard one."""
        return KINDS[self.key.kind]

    @property
    def english(self) -> Edition:
        """The same sheet in English: what a bilingual one has beside each message."""
        printed = {
            key: PrintedMessage(message=one.message, text=one.message.text, language=ENGLISH)
            for key, one in self.printed.items()
        }
        return replace(self, language=ENGLISH, printed=printed, words={})


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
    pages; ``layered`` are the tags of the languages whose lines say their text in a layer. ``page_limit``
    is 0 where there is none. ``untranslated`` counts the messages that are printed in English. ``record``
    is the JSON that the sheet carries, dated ``dated``. ``titles`` are the title in English and as it is
    printed, ``confidence`` what the makers of a draft say of it. ``digest`` is the SHA-256 of everything that
    decides the bytes.
    """

    key: EditionKey
    html: str
    css: str
    expected: tuple[tuple[str, str], ...]
    fonts: tuple[FontFile, ...]
    digest: str
    layered: tuple[str, ...] = ()
    page_limit: int = 0
    untranslated: int = 0
    state: EditionState = EditionState.DRAFT
    record: str = ""
    dated: date = date(2000, 1, 1)
    titles: tuple[str, str] = ("", "")
    confidence: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """A printed sheet with what came back when it was read.

    ``pdf`` are the bytes of the file; those of a web page are HTML, and it has no ``pages``. ``digest`` is the job's.
    """

    key: EditionKey
    digest: str
    pdf: bytes = field(repr=False)
    pages: int
    reading: Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """A sheet that nobody could print this time, and why; nothing is wrong with the sheet itself."""

    key: EditionKey
    reason: str


Printer = Callable[[Sequence[Job]], Iterator[Proof | Missing]]
"""Prints jobs, on this machine or on others, and yields what became of each as it ends, in no particular order."""
