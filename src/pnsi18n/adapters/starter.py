"""Read what another clinic's project begins with: the folder ``starter/``, file for file."""

from __future__ import annotations

from importlib import resources
from pathlib import Path


def starter() -> dict[str, bytes]:
    """Return the files of a new project, by their paths in it."""
    folder = Path(str(resources.files("pnsi18n") / "starter"))
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}
