"""Fill placeholders with the values of a region."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from pnsi18n.model.region import Region
from pnsi18n.text.placeholders import Placeholder


@dataclass(frozen=True, slots=True)
class Filled:
    """The value of a placeholder.

    ``amounts`` are numbers with their unit, still to be written in the digits of the language;
    without any, ``text`` is printed as it is. Neither means: a line to write on.
    """

    text: str = ""
    amounts: tuple[tuple[Decimal, str], ...] = ()


def fill(placeholder: Placeholder, region: Region) -> Filled | None:
    """Return the value of *placeholder* in *region*, or ``None`` where it has none."""
    if placeholder.name == "temperature":
        return _temperature(placeholder.argument, region)
    if placeholder.argument or placeholder.name not in region.placeholders:
        return None
    fixed = {"emergency_number": region.emergency_number, "clinic_phone": region.clinic_phone}
    return Filled({**region.values, **fixed}[placeholder.name])


def _temperature(celsius: str, region: Region) -> Filled | None:
    try:
        degrees = Decimal(celsius)
    except InvalidOperation:
        return None
    values = {"C": degrees, "F": degrees * 9 / 5 + 32}
    return Filled(amounts=tuple((values[unit], f"°{unit}") for unit in region.temperature))
