"""Where the clinic is: what must never be decided by a translation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


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
    values: Mapping[str, str] = field(default_factory=dict)

    @property
    def placeholders(self) -> frozenset[str]:
        """The placeholder names that the region can fill."""
        return frozenset({"emergency_number", "clinic_phone", "temperature", *self.values})
