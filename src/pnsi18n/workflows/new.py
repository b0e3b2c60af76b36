"""Start the project of another clinic, with a small handout to begin from."""

from __future__ import annotations

from pathlib import Path

from pnsi18n.adapters.files import fill_folder
from pnsi18n.adapters.starter import starter


def new(folder: Path, *, shown: str) -> list[str]:
    """Write a new project into *folder*, which must be empty or not there; return the paths in it."""
    files = starter()
    fill_folder(folder, files, shown=shown)
    return list(files)
