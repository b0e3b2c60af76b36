"""Remember the findings of catalogs that have not changed."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import lru_cache
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from pnsi18n.adapters import cache
from pnsi18n.adapters.versions import package_version
from pnsi18n.model.finding import Excerpt, Finding, Location, Severity

_DRAWER = "verdicts"
_HUGE = 100_000_000  # bytes
_LIBRARIES = ("babel", "regex", "markdown-it-py", "pyahocorasick", "myanmartools")


@lru_cache(maxsize=1)
def program() -> str:
    """Return a digest of everything that judges: our own files, and the libraries that rules use."""
    digest = hashlib.sha256()
    for file in _files(resources.files("pnsi18n")):
        digest.update(hashlib.sha256(file.read_bytes()).digest())
    digest.update(repr([package_version(name) for name in _LIBRARIES]).encode())
    return digest.hexdigest()


def _files(folder: Traversable) -> list[Traversable]:
    found = [one for one in folder.iterdir() if one.is_file() and not one.name.endswith(".pyc")]
    inside = [file for one in folder.iterdir() if one.is_dir() for file in _files(one)]
    return sorted([*found, *inside], key=str)


def digest_of(paths: Sequence[Path], *facts: str) -> str:
    """Return a digest of *facts*, and of the names and bytes of all files in *paths* and in folders among them."""
    digest = hashlib.sha256(repr(facts).encode())
    for path in paths:
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            with suppress(OSError):
                digest.update(_facts(file))
    return digest.hexdigest()


def _facts(file: Path) -> bytes:
    """Return what tells one *file* from another: name and bytes; of one that nobody would read, size and time."""
    facts = file.stat()
    if not file.is_file():
        return b""
    if facts.st_size > _HUGE:
        return repr((str(file), facts.st_size, facts.st_mtime_ns)).encode()
    content = file.read_bytes()
    return repr((str(file), len(content))).encode() + content


def recall(place: str, digest: str) -> tuple[Finding, ...] | None:
    """Return the findings that were remembered at *place* for *digest*, or ``None``."""
    with suppress(ValueError, KeyError, TypeError, AttributeError):
        rows = cache.recall(_DRAWER, place, digest)
        return None if rows is None else tuple(map(_finding, rows))
    return None


def remember(place: str, digest: str, findings: Sequence[Finding]) -> None:
    """Keep *findings* at *place*."""
    cache.remember(_DRAWER, place, digest, findings)


def _finding(row: Sequence[Any]) -> Finding:
    """Return the finding of which JSON has made the lists *row*."""
    place, rule_id, rule_name, severity, statement, hint, source, locale, handout, msgctxt, excerpt, spot = row
    return Finding(
        Location(*place),
        rule_id,
        rule_name,
        _SEVERITIES[severity],
        statement,
        hint,
        Location(*source) if source else None,
        locale,
        handout,
        msgctxt,
        Excerpt(*excerpt) if excerpt else None,
        spot,
    )


_SEVERITIES: Mapping[str, Severity] = {one.value: one for one in Severity}
