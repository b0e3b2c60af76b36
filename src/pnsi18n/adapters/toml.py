"""Read TOML files, with the line of a mistake."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

from pnsi18n.adapters.files import read_text
from pnsi18n.errors import ProjectError
from pnsi18n.model.finding import Location


def read_toml(path: Path, *, shown: str) -> dict[str, Any]:
    """Return the content of the TOML file *path*; *shown* is the path that an error names."""
    text = read_text(path, shown=shown)
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"at line (\d+)", str(error))
        raise ProjectError(
            f"not valid TOML: {error}", at=Location(shown, int(line[1]) if line else 0), hint="mend this line"
        ) from error
