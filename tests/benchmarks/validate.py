"""Measure the rules against pofilter and msgfmt, on the same catalogs in one run.

    python tests/benchmarks/validate.py CORPUS     every .po file below CORPUS

Only ratios mean anything: absolute seconds are those of one machine on one day. ``make bench`` fetches a corpus
of Debian's own first. The Translate Toolkit's pofilter runs its 40-odd checks in one process; there is no other way.
"""

# ruff: noqa: T201 -- it prints a table

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from pnsi18n.adapters.po import read_catalog
from pnsi18n.errors import PnsError
from pnsi18n.workflows.lint import CatalogLinter

_BIN = Path(sys.executable).parent
_ROUNDS = 3


def main() -> None:
    """Measure what the command line names, and print a table."""
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    corpus = Path(sys.argv[1])
    catalogs = [path for path in sorted(corpus.rglob("*.po")) if _is_readable(path)]
    if not catalogs:
        sys.exit(f"{corpus}: there are no catalogs")
    units = sum(sum(1 for entry in read_catalog(path, shown=str(path)).live if entry.msgid) for path in catalogs)
    megabytes = sum(path.stat().st_size for path in catalogs) / 1e6
    print(f"{len(catalogs)} catalogs, {units:,} units, {megabytes:.1f} MB, {os.cpu_count()} cores")
    print(f"best of {_ROUNDS}, in seconds\n")
    with tempfile.TemporaryDirectory() as folder:
        rows = _measured(catalogs, Path(folder))
    base = rows["pofilter"]
    for name, seconds in rows.items():
        print(f"{name:44} {seconds:8.2f}   pofilter takes {base / seconds:6.1f} times as long")


def _is_readable(path: Path) -> bool:
    """Whether *path* is a catalog in a language that the rules know."""
    try:
        CatalogLinter().language_of(read_catalog(path, shown=str(path)), path)
    except PnsError:
        return False
    return True


def _measured(catalogs: Sequence[Path], scratch: Path) -> dict[str, float]:
    """Return the best time of each program; the programs take turns, so that a busy minute hits all of them."""
    shown = [str(path) for path in catalogs]
    same = _linked(catalogs, scratch / "in")
    lint = [str(_BIN / "pnsi18n"), "lint", "--format", "json", *shown]
    programs: dict[str, list[list[str]]] = {
        "pofilter": [[str(_BIN / "pofilter"), "--progress=none", str(same), str(scratch / "out")]],
        "msgfmt -c": [["msgfmt", "-c", "-o", os.devnull, path] for path in shown],
        "pnsi18n lint, nothing remembered": [[*lint, "--no-cache"]],
        "pnsi18n lint, nothing remembered, one process": [[*lint, "--no-cache", "--jobs", "1"]],
        "pnsi18n lint, nothing changed": [lint],
    }
    _run([lint], scratch)  # so that it is remembered
    times: dict[str, list[float]] = {name: [] for name in programs}
    for _ in range(_ROUNDS):
        for name, commands in programs.items():
            start = time.perf_counter()
            _run(commands, scratch)
            times[name].append(time.perf_counter() - start)
    return {name: min(each) for name, each in times.items()}


def _linked(catalogs: Sequence[Path], folder: Path) -> Path:
    """Return *folder* with a link to each of *catalogs*: pofilter takes one folder."""
    folder.mkdir()
    for number, path in enumerate(catalogs):
        (folder / f"{number}.po").symlink_to(path.resolve())
    return folder


def _run(commands: Sequence[Sequence[str]], scratch: Path) -> None:
    environment = {**os.environ, "XDG_CACHE_HOME": str(scratch / "cache")}
    for command in commands:
        done = subprocess.run(command, capture_output=True, check=False, env=environment)
        if done.returncode not in {0, 1}:  # 1: something was found
            sys.exit(f"{command[0]}: {done.stderr.decode(errors='replace')[-500:]}")


if __name__ == "__main__":
    main()
