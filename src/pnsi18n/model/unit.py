"""A message with its translation, as the rules see it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from pnsi18n.model.finding import Excerpt, Location
from pnsi18n.model.glossary import NO_GLOSSARY, Glossary
from pnsi18n.model.language import ENGLISH, SPANISH, Language
from pnsi18n.model.message import Message, Risk

_EXAMPLE = Location("locale/es/LC_MESSAGES/example.po", 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """One msgid with its msgstr in one locale.

    ``message`` is the current English message of the same id, or ``None`` where the source
    has none any more; it decides whether the msgid is stale. ``english`` is the language of the
    msgid, with its own table of words. ``made_for`` is an earlier English,
    where the translation is known to be of that and nobody has confirmed it for today's;
    ``previous_msgid`` is the one that a fuzzy entry was made from.
    ``forms`` counts the plural forms of its entry; a handout has no plurals, and prints none.
    ``glossary`` is what the project calls its terms in the language.
    """

    msgid: str
    msgstr: str = ""
    msgctxt: str | None = None
    fuzzy: bool = False
    language: Language = SPANISH
    english: Language = ENGLISH
    message: Message | None = None
    made_for: str = ""
    previous_msgid: str = ""
    forms: int = 1
    glossary: Glossary = NO_GLOSSARY
    domain: str = "example"
    location: Location = _EXAMPLE

    @property
    def is_translated(self) -> bool:
        """Whether a reader of the edition would see this translation, were it current."""
        return bool(self.msgstr.strip()) and not self.fuzzy

    @property
    def is_printable(self) -> bool:
        """Whether a page would show it: translated, of the current English, and one text."""
        return self.is_current and self.forms == 1

    @property
    def is_current(self) -> bool:
        """Whether it is translated, and of the current English."""
        return self.is_translated and self.message is not None and self.message.text == self.msgid

    @property
    def is_critical(self) -> bool:
        """Whether a patient's safety depends on the message."""
        return self.message is not None and self.message.risk is Risk.CRITICAL

    @property
    def excerpt(self) -> Excerpt:
        """The English and the translation; of a stale one, what it was made for as well."""
        english = self.message.text if self.message else self.msgid
        earlier = self.made_for or self.previous_msgid or self.msgid
        return Excerpt(
            english=english,
            translation=self.msgstr,
            earlier="" if earlier == english else earlier,
        )

    @property
    def locale(self) -> str:
        """The locale folder the unit stands in."""
        return self.language.locale

    @property
    def source_location(self) -> Location | None:
        """Where the English stands today."""
        return self.message.location if self.message else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Translation:
    """One catalog of one locale: everything the catalog-wide rules look at.

    ``messages`` are the current English ones of the domain; ``obsolete`` counts the kept entries,
    ``header`` holds the fields of the header by name, as they stand there.
    ``present`` is false when there is no catalog file at all.
    """

    language: Language
    domain: str = "example"
    units: tuple[Unit, ...] = ()
    messages: tuple[Message, ...] = ()
    obsolete: int = 0
    header: Mapping[str, str] = field(default_factory=dict)
    present: bool = True
    location: Location = field(default=_EXAMPLE)

    @property
    def locale(self) -> str:
        """The locale folder of the catalog."""
        return self.language.locale

    @property
    def source_location(self) -> None:
        """A catalog belongs to a whole handout."""
        return

    @property
    def msgctxt(self) -> None:
        """A catalog is not one message."""
        return
