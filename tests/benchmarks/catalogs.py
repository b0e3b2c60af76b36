"""Measure what is done to catalogs beside gettext, polib and mdpo, on the same files in one run.

    python tests/benchmarks/catalogs.py --handouts 20

Only ratios mean anything: absolute seconds are those of one machine on one day. The peers run one process a file,
as a Makefile would; gettext's similarity search is left out (``msgmerge -N``), because ours goes by ids.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from compared import Command, best, may_write, run, told
from generate import generate, shipped_locales

_BIN = Path(sys.executable).parent
_POLIB = "import sys, polib\nfor path in sys.argv[1:]: polib.pofile(path)"
_OURS = (
    "import sys; from pathlib import Path; from pnsi18n.adapters.po import read_catalog\n"
    "for path in sys.argv[1:]: read_catalog(Path(path), shown=path)"
)


def main() -> None:
    """Measure what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--handouts", type=int, default=20)
    parser.add_argument("--locales", nargs="+", default=shipped_locales())
    may_write(parser)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        os.environ["XDG_CACHE_HOME"] = str(Path(place, "cache"))
        _start(write=asked.write)
        project = Path(place, "project")
        generate(project, asked.handouts, asked.locales)
        run(_ours(project, "extract"), _ours(project, "update"))
        for work in (_extract, _read, _update):
            work(project, write=asked.write)


def _ours(project: Path, *words: str) -> Command:
    return [_BIN / "pnsi18n", "-C", project, *words]


def _start(*, write: bool) -> None:
    works = {
        "`python -c pass`": lambda: run([sys.executable, "-c", "pass"]),
        "`pnsi18n --help`": lambda: run([_BIN / "pnsi18n", "--help"]),
    }
    told("start", "Starting", best(works, 5), write=write)


def _extract(project: Path, *, write: bool) -> None:
    sources = sorted(project.glob("source/*/handout.md"))
    for path in project.glob("locale/*.pot"):
        path.unlink()
    loop: list[Command] = [
        [_BIN / "md2po", "--quiet", "--po-filepath", path.with_suffix(".pot"), path] for path in sources
    ]
    works = {
        "a loop of `md2po`": lambda: run(*loop),
        "`pnsi18n extract`": lambda: run(_ours(project, "extract")),
    }
    told("extract", f"Extracting {len(sources)} handouts", best(works), write=write)
    for path in project.glob("source/*/handout.pot"):
        path.unlink()


def _read(project: Path, *, write: bool) -> None:
    paths = sorted(project.glob("locale/*/LC_MESSAGES/*.po"))
    works = {
        "polib": lambda: run([sys.executable, "-c", _POLIB, *paths]),
        "the reader of `pnsi18n`": lambda: run([sys.executable, "-c", _OURS, *paths]),
    }
    told("reading", f"Reading {_counted(paths)} one after the other, in one process", best(works, 3), write=write)


def _update(project: Path, *, write: bool) -> None:
    """One sentence of every handout changes in the English, then nothing."""
    paths = sorted(project.glob("locale/*/LC_MESSAGES/handout-*.po"))
    for source in project.glob("source/*/handout.md"):
        text = source.read_text(encoding="utf-8")
        source.write_text(text.replace("Ask how to prevent falls", "Please ask how to prevent falls"), encoding="utf-8")
    run(_ours(project, "extract"))
    loop: list[Command] = [
        ["msgmerge", "-N", "--quiet", "-o", path.with_suffix(".merged"), path, project / "locale" / f"{path.stem}.pot"]
        for path in paths
    ]
    works = {
        "a loop of `msgmerge -N`": lambda: run(*loop),
        "`pnsi18n update`": lambda: run(_ours(project, "update")),
    }
    seconds = best(works)
    seconds |= best({"`pnsi18n update`, nothing to do": lambda: run(_ours(project, "update"))}, 3)
    told("update", f"Bringing {_counted(paths)} up to date, one sentence of each changed", seconds, write=write)


def _counted(paths: Sequence[Path]) -> str:
    units = sum(path.read_text(encoding="utf-8").count("\nmsgid ") for path in paths)
    return f"{len(paths)} catalogs with {units:,} messages"


if __name__ == "__main__":
    main()
