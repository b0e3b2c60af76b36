"""The colours of a sheet: sRGB as an ICC profile (ICC.1:2004-10) whose curves are formulas.

The profile that WeasyPrint 70 embeds has tables of 1,024 points instead. Poppler turns these round for every page
it shows or reads, which took three quarters of its time.
"""

from __future__ import annotations

from struct import pack

import pydyf

_NAME = "sRGB IEC61966-2.1"
_D50 = (0.9642, 1.0, 0.8249)  # the white of the profile connection space
_COLUMNS = {  # IEC 61966-2-1's primaries, adapted to D50 by Bradford's matrix (Annex E), which is "chad"
    b"rXYZ": (0.43607, 0.22249, 0.01392),
    b"gXYZ": (0.38515, 0.71687, 0.09708),
    b"bXYZ": (0.14307, 0.06061, 0.71410),
}
_BRADFORD = (1.04788, 0.02292, -0.05022, 0.02959, 0.99048, -0.01707, -0.00923, 0.01508, 0.75168)
_CURVE = (2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)  # of IEC 61966-2-1: the power, then a straight beginning


def use_formulas(pdf: pydyf.PDF) -> None:
    """Put the profile in the place of the one that *pdf* is to be shown by; its colours are the same."""
    intent = pdf.catalog["OutputIntents"][0]
    number = int(intent["DestOutputProfile"].split()[0])
    pdf.objects[number].stream = [srgb()]
    intent["OutputConditionIdentifier"] = intent["Info"] = pydyf.String(_NAME)


def srgb() -> bytes:
    """Return the profile."""
    curve = b"para" + bytes(4) + pack(">HH", 3, 0) + _fixed(*_CURVE)
    white = {b"wtpt": _xyz(_D50), b"chad": b"sf32" + bytes(4) + _fixed(*_BRADFORD)}
    columns = {name: _xyz(column) for name, column in _COLUMNS.items()}
    curves = dict.fromkeys((b"rTRC", b"gTRC", b"bTRC"), curve)
    return _profile({b"desc": _text(_NAME), b"cprt": _text("No copyright, use freely"), **white, **columns, **curves})


def _profile(tags: dict[bytes, bytes]) -> bytes:
    """Return a display profile of version 4.2 with *tags*; those that are alike share their bytes (7.3)."""
    first = 128 + 4 + 12 * len(tags)
    places: dict[bytes, int] = {}
    content = bytearray()
    for data in tags.values():
        if data not in places:
            places[data] = first + len(content)
            content += data + bytes(-len(data) % 4)
    table = b"".join(name + pack(">II", places[data], len(data)) for name, data in tags.items())
    return _header(first + len(content)) + pack(">I", len(tags)) + table + bytes(content)


def _header(size: int) -> bytes:
    """Return the 128 bytes of 7.2; the day is that of the version of ICC.1, so that no sheet depends on the clock."""
    kind = b"\x04\x20\0\0" + b"mntr" + b"RGB " + b"XYZ "
    day = pack(">6H", 2004, 10, 1, 0, 0, 0)
    relative = pack(">I", 1)
    return pack(">I", size) + bytes(4) + kind + day + b"acsp" + bytes(24) + relative + _fixed(*_D50) + bytes(48)


def _text(text: str) -> bytes:
    encoded = text.encode("utf-16-be")
    return b"mluc" + bytes(4) + pack(">II", 1, 12) + b"enUS" + pack(">II", len(encoded), 28) + encoded


def _xyz(values: tuple[float, float, float]) -> bytes:
    return b"XYZ " + bytes(4) + _fixed(*values)


def _fixed(*values: float) -> bytes:
    """Return *values* as s15Fixed16Numbers (4.6)."""
    return b"".join(pack(">i", round(value * 65536)) for value in values)
