"""Make a synthetic project out of the shipped one: many handouts in many languages, in real scripts.

    python tests/benchmarks/generate.py FOLDER --handouts 20 --locales es ar zh_Hans

The same arguments give the same bytes. Each handout is the shipped one under another name, with its number in
the title, so that no two sheets are alike. Nobody is to read it: the texts are fixtures here.
"""

from __future__ import annotations

import argparse
import re
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

SHIPPED = Path(__file__).parents[2]
_HANDOUT = "pns-treatment"
_TITLE = re.compile(r'(msgctxt "title"\nmsgid ".*)"\n(msgstr ".*)"\n')
_CONFIGURATION = """\
[project]
name = "synthetic"

[tool.pnsi18n]
locales = [{locales}]
papers = ["letter"]
kinds = [{kinds}]
region = "US"

[tool.pnsi18n.regions.US]
emergency_number = "911"
temperature = ["F", "C"]
paper = "letter"
"""


def shipped_locales() -> list[str]:
    """Return the languages that the shipped handout is drafted in."""
    return sorted(path.parts[-3] for path in SHIPPED.glob(f"locale/*/LC_MESSAGES/{_HANDOUT}.po"))


def generate(folder: Path, handouts: int, locales: Sequence[str], kinds: Sequence[str] = ("standard",)) -> None:
    """Write a project with so many *handouts*, each in *locales*, into *folder*, which must not be there yet."""
    folder.mkdir(parents=True)
    listed = {"locales": _quoted(locales), "kinds": _quoted(kinds)}
    (folder / "pyproject.toml").write_text(_CONFIGURATION.format(**listed), encoding="utf-8")
    for locale in locales:
        inside = Path("locale", locale, "LC_MESSAGES")
        (folder / inside).mkdir(parents=True)
        shutil.copy(SHIPPED / inside / "page.po", folder / inside)
    for number in range(1, handouts + 1):
        _handout(folder, number, locales)


def _handout(folder: Path, number: int, locales: Sequence[str]) -> None:
    name = f"handout-{number:05}"
    source = folder / "source" / name
    source.mkdir(parents=True)
    for path in sorted((SHIPPED / "source" / _HANDOUT).iterdir()):
        if path.name in {"handout.toml", "handout.md"} or path.suffix == ".svg":
            shutil.copy(path, source)
    text = (source / "handout.md").read_text(encoding="utf-8")
    (source / "handout.md").write_text(re.sub(r"^(# .*?)(?= \{#title)", rf"\1 {number}", text), encoding="utf-8")
    for locale in locales:
        inside = Path("locale", locale, "LC_MESSAGES")
        catalog = (SHIPPED / inside / f"{_HANDOUT}.po").read_text(encoding="utf-8")
        catalog, found = _TITLE.subn(rf'\1 {number}"\n\2 {number}"\n', catalog)
        if found != 1:
            sys.exit(f"{locale}: the title of the shipped catalog stands on more than one line")
        (folder / inside / f"{name}.po").write_text(catalog.replace(_HANDOUT, name), encoding="utf-8")


def _quoted(names: Sequence[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)


def main() -> None:
    """Make what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--handouts", type=int, default=1)
    parser.add_argument("--locales", nargs="+", default=shipped_locales())
    parser.add_argument("--kinds", nargs="+", default=["standard"])
    chosen = parser.parse_args()
    generate(chosen.folder, chosen.handouts, chosen.locales, chosen.kinds)


if __name__ == "__main__":
    main()
