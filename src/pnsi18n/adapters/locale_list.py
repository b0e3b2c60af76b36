"""Add a language to the list ``locales`` of a ``pyproject.toml``, and leave every other byte as it is."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from pathlib import Path

from pnsi18n.adapters.files import write_bytes
from pnsi18n.errors import ProjectError
from pnsi18n.model.finding import Location

_CONFIGURATION = "pyproject.toml"
_LIST = re.compile(
    r"^\[tool\.pnsi18n\][ \t]*\r?$(?:\r?\n(?!\[).*$)*?\r?\nlocales[ \t]*=[ \t]*\[([^\]]*)\]", re.MULTILINE
)


def add_locales(root: Path, locales: Sequence[str]) -> None:
    """Add *locales* at the end of the project's list.

    Raises ``ProjectError``, and writes nothing, where the list is not written as it usually is.
    """
    path = root / _CONFIGURATION
    before = path.read_bytes().decode("utf-8")
    found = _LIST.search(before)
    after = before[: found.start(1)] + _longer(found[1], locales) + before[found.end(1) :] if found else before
    if not _differ_by(before, after, list(locales)):
        raise ProjectError(
            f"{', '.join(locales)} cannot be added to the list of languages, which is written in an unusual way",
            at=Location(_CONFIGURATION),
            hint="add it by hand to locales in [tool.pnsi18n], then run this again",
        )
    write_bytes(path, after.encode("utf-8"), shown=_CONFIGURATION)


def _longer(items: str, locales: Sequence[str]) -> str:
    """Return the inside of a list with *locales* at its end, in one line or with a line each."""
    body = items.rstrip()
    tail = items[len(body) :]
    gap = (re.findall(r"(\r?\n[ \t]*)\"", body) or [" "])[-1]
    added = f",{gap}".join(f'"{locale}"' for locale in locales)
    if not body:
        return added + tail
    ends_with_comma = body.endswith(",")
    return f"{body}{'' if ends_with_comma else ','}{gap}{added}{',' if ends_with_comma else ''}{tail}"


def _differ_by(before: str, after: str, locales: list[str]) -> bool:
    """Whether *after* says what *before* says, and *locales* more."""
    try:
        old, new = tomllib.loads(before), tomllib.loads(after)
    except tomllib.TOMLDecodeError:
        return False
    table = old["tool"]["pnsi18n"]
    table["locales"] = [*table.get("locales", []), *locales]
    return old == new
