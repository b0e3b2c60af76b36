"""A silence: somebody has looked at a finding, found the text right, and says why."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date

from pnsi18n.model.finding import Excerpt, Finding, Location

_EXAMPLE = Location("locale/es/silenced.toml", 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Silence:
    """One entry of a ``silenced.toml``: no finding of ``rule`` for exactly these texts.

    ``message`` is the name that people and ledgers use: the id, or the text where there is none.
    ``locale`` is empty and ``translation`` is ``None`` for a finding about the English alone.
    ``fault`` says why the entry does not count whatever it says, such as a name that nobody knows.
    """

    rule: str
    domain: str
    locale: str = ""
    message: str
    english: str
    translation: str | None = None
    reason: str
    name: str
    day: date
    fault: str = ""
    location: Location = field(default=_EXAMPLE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Silenced:
    """A finding that is not told, and the entry that keeps it from being told."""

    finding: Finding
    silence: Silence

    def below(self, folder: str) -> Silenced:
        """Return it with all its places named from outside *folder*, which they count from."""
        silence = replace(self.silence, location=self.silence.location.below(folder))
        return Silenced(finding=self.finding.below(folder), silence=silence)


@dataclass(frozen=True, slots=True, kw_only=True)
class SilenceState:
    """A silence beside what stands there today, as the rules about silences see it.

    ``refusal`` says why the rule that it names cannot be silenced. ``now`` is the message as it
    reads today, ``None`` where there is none of that name; ``speaks`` tells whether the rule
    still has something to say about it.
    """

    silence: Silence
    refusal: str = ""
    now: Excerpt | None = None
    is_same: bool = True
    speaks: bool = True
    source_location: Location | None = None

    @property
    def location(self) -> Location:
        """Where the entry stands."""
        return self.silence.location

    @property
    def locale(self) -> str:
        """The locale of the silenced text."""
        return self.silence.locale

    @property
    def domain(self) -> str:
        """The handout of the silenced text."""
        return self.silence.domain

    @property
    def msgctxt(self) -> str:
        """The message, by the name that the entry has for it."""
        return self.silence.message

    @property
    def excerpt(self) -> Excerpt:
        """The texts of today; the English of the entry is the earlier one, where it is another."""
        then, now = self.silence, self.now
        if now is None:
            return Excerpt(english=then.english, translation=then.translation)
        earlier = "" if now.english == then.english else then.english
        return Excerpt(english=now.english, translation=now.translation, earlier=earlier)
