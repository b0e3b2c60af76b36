"""What a rule has to say, and where; made by the ten thousand, and sent from process to process."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Severity(StrEnum):
    """How much a finding matters to the reader of the printed page."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Location(NamedTuple):
    """A place that a person can open in an editor; line 0 is the whole file."""

    path: str
    line: int = 0

    def __str__(self) -> str:
        return f"{self.path}:{self.line}" if self.line else self.path

    def below(self, folder: str) -> Location:
        """Return the place as it is named from outside *folder*, which it counts from."""
        return self._replace(path=f"{folder}/{self.path}")


class Problem(NamedTuple):
    """What a rule noticed, before anyone knows which file it is in.

    ``spot`` is the piece of the text, letter for letter, that should be looked at; of a translation
    a piece of the translation. ``msgctxt`` names the message where the subject has many.
    """

    statement: str
    hint: str
    spot: str = ""
    at: Location | None = None
    msgctxt: str = ""


class Excerpt(NamedTuple):
    """The texts that a finding is about.

    ``translation`` is ``None`` where only the English is judged; ``earlier`` is an English that the
    translation was made for, where it is another one.
    """

    english: str
    translation: str | None = None
    earlier: str = ""


class Finding(NamedTuple):
    """A problem, tied to the rule that noticed it and to its places.

    ``location`` is where the mending is done, as a rule the catalog; ``source_location`` is the
    English message, where there is one. ``excerpt`` holds the texts of a finding about one message,
    ``spot`` the piece of them to look at.
    """

    location: Location
    rule_id: str
    rule_name: str
    severity: Severity
    statement: str
    hint: str
    source_location: Location | None = None
    locale: str = ""
    handout: str = ""
    msgctxt: str = ""
    excerpt: Excerpt | None = None
    spot: str = ""

    def below(self, folder: str) -> Finding:
        """Return the finding with both places named from outside *folder*."""
        source = self.source_location and self.source_location.below(folder)
        return self._replace(location=self.location.below(folder), source_location=source)

    @property
    def sort_key(self) -> tuple[Location, str, str]:
        """The order in which findings are shown: by place, then by rule."""
        return (self.location, self.rule_id, self.statement)
