"""Measure the rules against pofilter and msgfmt, on the same catalogs in one run.

    python tests/benchmarks/validate.py CORPUS     every .po file below CORPUS

Only ratios mean anything: absolute seconds are those of one machine on one day. ``make bench`` fetches a corpus
of Debian's own first. The Translate Toolkit's pofilter runs its 40-odd checks in one process; there is no other way.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from compared import Command, Works, best, may_write, run, told

from pnsi18n.adapters.po import read_catalog
from pnsi18n.errors import PnsError
from pnsi18n.workflows.linting import CatalogLinter

_BIN = Path(sys.executable).parent
_ROUNDS = 3


def main() -> None:
    """Measure what the command line names."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    may_write(parser)
    asked = parser.parse_args()
    catalogs = [path for path in sorted(asked.corpus.rglob("*.po")) if _is_readable(path)]
    if not catalogs:
        sys.exit(f"{asked.corpus}: there are no catalogs")
    units = sum(sum(1 for entry in read_catalog(path, shown=str(path)).live if entry.msgid) for path in catalogs)
    megabytes = sum(path.stat().st_size for path in catalogs) / 1e6
    about = f"Judging {len(catalogs)} catalogs with {units:,} units, {megabytes:.1f} MB, the best of {_ROUNDS} runs"
    with tempfile.TemporaryDirectory() as folder:
        seconds = best(_works(catalogs, Path(folder)), _ROUNDS)
    told("validate", about, seconds, write=asked.write)


def _is_readable(path: Path) -> bool:
    """Whether *path* is a catalog in a language that the rules know."""
    try:
        CatalogLinter().language_of(read_catalog(path, shown=str(path)), path)
    except PnsError:
        return False
    return True


def _works(catalogs: Sequence[Path], scratch: Path) -> Works:
    environment = {**os.environ, "XDG_CACHE_HOME": str(scratch / "cache")}
    found = frozenset({0, 1})  # 1: something was found
    same = _linked(catalogs, scratch / "in")
    msgfmt: list[Command] = [["msgfmt", "-c", "-o", os.devnull, path] for path in catalogs]
    lint: Command = [_BIN / "pnsi18n", "lint", "--format", "json", *catalogs]

    def measured(*commands: Command) -> Callable[[], None]:
        return lambda: run(*commands, env=environment, codes=found)

    measured(lint)()  # so that it is remembered
    return {
        "`pofilter`": measured([_BIN / "pofilter", "--progress=none", same, scratch / "out"]),
        "a loop of `msgfmt -c`, syntax only": measured(*msgfmt),
        "`pnsi18n lint`, nothing remembered": measured([*lint, "--no-cache"]),
        "`pnsi18n lint --jobs 1`, nothing remembered": measured([*lint, "--no-cache", "--jobs", "1"]),
        "`pnsi18n lint`, nothing changed": measured(lint),
    }


def _linked(catalogs: Sequence[Path], folder: Path) -> Path:
    """Return *folder* with a link to each of *catalogs*: pofilter takes one folder."""
    folder.mkdir()
    for number, path in enumerate(catalogs):
        (folder / f"{number}.po").symlink_to(path.resolve())
    return folder


if __name__ == "__main__":
    main()
