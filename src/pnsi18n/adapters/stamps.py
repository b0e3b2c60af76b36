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
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from importlib import resources
from pathlib import Path

from pnsi18n.adapters import font_list, git
from pnsi18n.adapters.versions import renderer_versions
from pnsi18n.errors import RenderError
from pnsi18n.model.changes import WHOLE, Part

# What changed in the same tick of a file system's clock may change again and have the same stamp. In nanoseconds:
# clocks tick every 1 to 10 ms, on old file systems every second or two; those know whole seconds only.
_TICK, _LONG_TICK = 100_000_000, 2_000_000_000
_FOLDERS = ("source", "locale")
_HANDOUT_FILES = (("handout.md",), ("handout.toml",))


@dataclass(frozen=True, slots=True)
class Stamps:
    """The digest of the stamps of many files; ``settled`` tells whether none has changed a moment ago.

    Of a project, ``parts`` has a digest of each part of it.
    """

    digest: str
    settled: bool
    parts: Mapping[Part, str] = field(default_factory=dict)

    def changed(self, earlier: Mapping[Part, str]) -> frozenset[Part]:
        """Return the parts that are not as they were, came, or went."""
        return frozenset(one for one in {*self.parts, *earlier} if self.parts.get(one) != earlier.get(one))


def of_project(root: Path, asked: str, files: Iterable[Path] = ()) -> Stamps | None:
    """Return the stamps of everything that decides what the project at *root* prints when *asked* for it.

    Its texts, settings, sign-offs and commit; *files* from elsewhere; the program, the renderer and all
    fonts; the day. ``None`` where not everything can be seen from here: then the build must look itself.
    """
    try:
        paths = _texts(root)
        paths[WHOLE] += [*files, *_program(), *font_list.every_file()]
        facts = repr((asked, _day(), git.head(root), sorted(renderer_versions().items())))
        found = {part: _stamps(own, facts if part == WHOLE else "") for part, own in paths.items()}
        parts = {part: one.digest for part, one in found.items()}
        digest = hashlib.sha256(repr(sorted(parts.items())).encode()).hexdigest()
        return Stamps(digest, all(one.settled for one in found.values()), parts)
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


def _texts(root: Path) -> dict[Part, list[Path | str]]:
    """Return the project's files by the part that they decide; settings, and what these name elsewhere, decide all."""
    settings = root / "pyproject.toml"
    named = _strings(tomllib.loads(settings.read_text(encoding="utf-8")).get("tool", {}).get("pnsi18n"))
    elsewhere = (root / name for name in sorted(set(named)) if "\0" not in name)
    found: dict[Part, list[Path | str]] = {WHOLE: [settings, *(path for path in elsewhere if path.is_file())]}
    below = [path for folder in _FOLDERS for path in _below(root / folder)]
    pieces = [Path(path).relative_to(root).parts for path in below]
    handouts = {one[1] for one in pieces if one[0] == "source" and one[2:] in _HANDOUT_FILES}
    for path, names in zip(below, pieces, strict=True):
        found.setdefault(_part(names, handouts), []).append(path)
    return found


def _part(names: Sequence[str], handouts: Collection[str]) -> Part:
    """Return the part that the file is of which *names* are the folders and the name."""
    match names:
        case ["source", handout, _, *_]:
            owner, locale = handout, ""
        case ["locale", template]:
            owner, locale = template.removesuffix(".pot"), ""
        case ["locale", locale, "LC_MESSAGES", catalog]:
            owner = catalog.removesuffix(".po")
        case ["locale", locale, _, *_]:
            owner = ""
        case _:
            return WHOLE
    return (owner if owner in handouts else "", locale)


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
