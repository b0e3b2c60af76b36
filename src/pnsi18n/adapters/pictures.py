"""Read the pictures of a project: whole files of a kind that can be printed, as data URIs (RFC 2397)."""

from __future__ import annotations

import base64
import re
from pathlib import Path, PurePosixPath

from pnsi18n.adapters.files import read_bytes
from pnsi18n.errors import PnsError
from pnsi18n.model.finding import Location

_KINDS = {".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".svg": "image/svg+xml"}
_WHOLE = {  # how the file of each kind begins and ends; the renderer judges the rest
    "image/png": (rb"^\x89PNG\r\n\x1a\n", rb"(?s)IEND....$"),
    "image/jpeg": (rb"^\xff\xd8\xff", rb"\xff\xd9"),
    "image/svg+xml": (rb"<svg[\s>]", rb"</svg>\s*$|<svg[^>]*/>\s*$"),
}


def read_picture(root: Path, name: str, *, at: Location, error: type[PnsError]) -> str:
    """Return the picture *name* as a data URI; it lies in the folder of the file *at* below *root*, which names it.

    Raises *error* for one that is not there, of another kind than PNG, JPEG or SVG, broken, or outside that folder.
    """
    place = PurePosixPath(at.path)
    folder = (root / place.parent).resolve()
    path = (folder / name).resolve()
    kind = _KINDS.get(path.suffix.lower())
    if kind is None or not path.is_relative_to(folder):
        raise error(f"{name} cannot be printed", at=at, hint=f"use a .png, .jpg or .svg file beside {place.name}")
    if not path.is_file():
        raise error(f"the picture {name} is not there", at=at, hint=f"put it beside {place.name}")
    content = read_bytes(path, shown=str(place.parent / name))
    begin, end = _WHOLE[kind]
    if not (re.search(begin, content[:1000]) and re.search(end, content[-1000:])):
        raise error(
            f"the picture {name} is broken, or of another kind than its name says",
            at=at,
            hint="open it in a picture editor, and save it again",
        )
    return f"data:{kind};base64,{base64.b64encode(content).decode()}"
