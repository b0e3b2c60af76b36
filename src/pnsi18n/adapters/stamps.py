"""Tell by the stamps of files whether anything has changed that decides what a build makes.

A stamp is a file's name, size, number (inode) and the times of its last change; the time of the last
change of the inode cannot be set by hand, so a file that was put back with an older date is seen, too.
"""

from __future__ import annotations

import hashlib
import os
import stat
import time
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from importlib import resources
from pathlib import Path

from pnsi18n.adapters import fonts, git
from pnsi18n.adapters.versions import renderer_versions
from pnsi18n.errors import RenderError

# What changed in the same tick of a file system's clock may change again and have the same stamp. In nanoseconds:
# clocks tick every 1 to 10 ms, on old file systems every second or two; those know whole seconds only.
_TICK, _LONG_TICK = 100_000_000, 2_000_000_000
_FOLDERS = ("source", "locale")


@dataclass(frozen=True, slots=True)
class Stamps:
    """The digest of the stamps of many files; ``settled`` tells whether none has changed a moment ago."""

    digest: str
    settled: bool


def of_project(root: Path, asked: str, files: Iterable[Path] = ()) -> Stamps | None:
    """Return the stamps of everything that decides what the project at *root* prints when *asked* for it.

    Its texts, settings, sign-offs and commit; *files* from elsewhere; the program, the renderer and all
    fonts; the day. ``None`` where not everything can be seen from here: then the build must look itself.
    """
    try:
        paths = [*_texts(root), *files, *_program(), *fonts.every_file()]
        facts = (asked, _day(), git.head(root), sorted(renderer_versions().items()))
        return _stamps(paths, repr(facts))
    except (OSError, ValueError, RenderError):
        return None


def of_files(paths: Iterable[Path]) -> Stamps | None:
    """Return the stamps of *paths*, or ``None`` where one is not there."""
    try:
        return _stamps(paths, "")
    except OSError:
        return None


def _stamps(paths: Iterable[Path | str], facts: str) -> Stamps:
    digest, newest = hashlib.sha256(facts.encode()), 0
    for path in paths:
        found = os.stat(path)  # noqa: PTH116 -- three times as quick, and there are thousands
        stamp = (str(path), found.st_size, found.st_ino, found.st_mtime_ns, found.st_ctime_ns)
        digest.update(repr(stamp).encode())
        newest = max(newest, found.st_ctime_ns)
    tick = _TICK if newest % 1_000_000_000 else _LONG_TICK
    return Stamps(digest.hexdigest(), newest < time.time_ns() - tick)


def _texts(root: Path) -> Iterator[str | Path]:
    """Yield the project's files, and what its settings name elsewhere, such as a logo."""
    settings = root / "pyproject.toml"
    yield settings
    for folder in _FOLDERS:
        yield from _below(root / folder)
    named = _strings(tomllib.loads(settings.read_text(encoding="utf-8")).get("tool", {}).get("pnsi18n"))
    yield from (path for name in sorted(set(named)) if "\0" not in name and (path := root / name).is_file())


def _below(folder: Path | str) -> Iterator[str]:
    """Yield the files and folders in *folder*, down to the last; raise ``ValueError`` for a folder that is a link."""
    for entry in sorted(os.scandir(folder), key=lambda one: one.name):
        if entry.is_symlink() and stat.S_ISDIR(entry.stat().st_mode):
            raise ValueError(entry.path)
        if entry.is_dir(follow_symlinks=False):
            if entry.name != "__pycache__":
                yield from _below(entry.path)
        else:
            yield entry.path


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _strings(one)


def _program() -> Iterator[str]:
    yield from _below(str(resources.files("pnsi18n")))


def _day() -> str:
    return os.environ.get("SOURCE_DATE_EPOCH") or datetime.now().astimezone().date().isoformat()
