"""Ask fontconfig's own ``fc-list`` which fonts this machine has."""

from __future__ import annotations

import shutil
import subprocess

from pnsi18n.errors import RenderError
from pnsi18n.model.finding import Location

HINT = "pnsi18n doctor tells which packages to install"


def every_file() -> list[str]:
    """Return the paths of all fonts of the machine, whoever needs them."""
    return sorted(set(listed("%{file}\n")))


def listed(line: str) -> list[str]:
    """Return what fontconfig says of each font, in the form of *line*, sorted."""
    if shutil.which("fc-list") is None:
        raise RenderError("fc-list is not installed, so fonts cannot be found", at=Location("fonts"), hint=HINT)
    listed = subprocess.run(  # noqa: S603 -- a form of our own
        ["fc-list", "--format", line],  # noqa: S607 -- as the user's PATH says
        capture_output=True,
        check=False,
        encoding="utf-8",
    )
    if listed.returncode:
        raise RenderError(f"fc-list failed: {listed.stderr.strip()[:200]}", at=Location("fonts"), hint=HINT)
    return sorted(listed.stdout.splitlines())
