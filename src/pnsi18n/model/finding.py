"""What a rule has to say, and where."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a finding matters to the reader of the printed page."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A place that a person can open in an editor; line 0 is the whole file."""

    path: str
    line: int = 0

    def __str__(self) -> str:
        return f"{self.path}:{self.line}" if self.line else self.path


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """What a rule noticed, before anyone knows which file it is in.

    ``spot`` is the piece of the text, letter for letter, that should be looked at; of a translation
    a piece of the translation. ``msgctxt`` names the message where the subject has many.
    """

    statement: str
    hint: str
    spot: str = ""
    at: Location | None = None
    msgctxt: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Excerpt:
    """The texts that a finding is about.

    ``translation`` is ``None`` where only the English is judged; ``earlier`` is an English that the
    translation was made for, where it is another one.
    """

    english: str
    translation: str | None = None
    earlier: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A problem, tied to the rule that noticed it and to its places.

    ``location`` is where the mending is done, as a rule the catalog; ``source_location`` is the
    English message, where there is one. ``excerpt`` holds the texts of a finding about one message,
    ``spot`` the piece of them to look at.
    """

    location: Location
    source_location: Location | None = None
    rule_id: str
    rule_name: str
    severity: Severity
    statement: str
    hint: str
    locale: str = ""
    handout: str = ""
    msgctxt: str = ""
    excerpt: Excerpt | None = None
    spot: str = ""

    @property
    def sort_key(self) -> tuple[Location, str, str]:
        """The order in which findings are shown: by place, then by rule."""
        return (self.location, self.rule_id, self.statement)
