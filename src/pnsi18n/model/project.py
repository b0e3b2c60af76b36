"""A project: what its configuration says, and what its folders hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from pnsi18n.model.finding import Location, Severity
from pnsi18n.model.kind import KINDS
from pnsi18n.model.language import Language
from pnsi18n.model.region import Region
from pnsi18n.model.signoff import Policy

PAGE_DOMAIN = "page"
"""The domain of the words that the layout itself prints."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """``[tool.pnsi18n]`` of a project's ``pyproject.toml``, with defaults filled in.

    ``root`` is the absolute path of the project. ``languages`` holds the locales that are
    translated, in the order of the configuration; ``pseudo_languages`` those that are made. ``store`` is where
    finished sheets are shared, if anywhere.
    """

    root: str
    name: str
    languages: Mapping[str, Language]
    pseudo_languages: Mapping[str, Language] = field(default_factory=dict)
    regions: Mapping[str, Region]
    default_region: str
    papers: tuple[str, ...] = ("a4", "letter")
    kinds: tuple[str, ...] = tuple(KINDS)
    severities: Mapping[str, Severity | None] = field(default_factory=dict)
    policy: Policy = field(default_factory=Policy)
    locale_policies: Mapping[str, Policy] = field(default_factory=dict)
    store: str = ""

    @property
    def region(self) -> Region:
        """The region that is printed for when nobody says otherwise."""
        return self.regions[self.default_region]

    def policy_of(self, locale: str) -> Policy:
        """Return what has to be signed before *locale* is released."""
        return self.locale_policies.get(locale, self.policy)


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateState:
    """A template on disk against the one that the source makes now."""

    domain: str = "example"
    current: bool = True
    present: bool = True
    location: Location = field(default=Location("locale/example.pot"))
    source_location: Location | None = None
    locale: str = ""
    msgctxt: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LocaleFolder:
    """A folder below ``locale/``: whether the registry knows it and the configuration names it."""

    locale: str = "es"
    registered: bool = True
    configured: bool = True
    location: Location = field(default=Location("locale/es"))
    source_location: Location | None = None
    domain: str = ""
    msgctxt: str | None = None
