"""Where the clinic is: what must never be decided by a translation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from pnsi18n.model.language import ENGLISH, Language


@dataclass(frozen=True, slots=True, kw_only=True)
class Clinic:
    """What a clinic says of itself on the last page, in its own words and in its own ``language``.

    No translator sees it and nobody signs it. ``address`` and ``hours`` may have several lines;
    ``logo`` is a data URI (RFC 2397), ``logo_text`` what is read aloud for it.
    """

    name: str = ""
    address: str = ""
    hours: str = ""
    language: Language = ENGLISH
    logo: str = ""
    logo_text: str = ""

    @property
    def texts(self) -> Mapping[str, str]:
        """The texts that are printed, in order, by name."""
        found = {"name": self.name, "address": self.address, "hours": self.hours}
        return {name: text for name, text in found.items() if text}

    @property
    def is_known(self) -> bool:
        """Whether there is anything to print."""
        return bool(self.texts or self.logo)


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """A region profile.

    ``id`` is an ISO 3166 territory code. ``temperature`` lists the units in the order to print
    (``("F", "C")`` prints 100.4 °F (38 °C)). An empty ``clinic_phone`` prints a line to write on.
    ``address`` is the web page that the code on a sheet opens; it may be empty.
    """

    id: str
    emergency_number: str
    clinic_phone: str = ""
    temperature: tuple[str, ...] = ("C",)
    paper: str = "a4"
    address: str = ""
    clinic: Clinic = field(default_factory=Clinic)
    values: Mapping[str, str] = field(default_factory=dict)

    @property
    def placeholders(self) -> frozenset[str]:
        """The placeholder names that the region can fill."""
        return frozenset({"emergency_number", "clinic_phone", "temperature", *self.values})
