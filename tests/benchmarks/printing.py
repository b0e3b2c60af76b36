"""Measure what printing takes, beside WeasyPrint's own command and Typst, on the same sheets in one run.

    python tests/benchmarks/printing.py --handouts 2

Only ratios mean anything: absolute seconds are those of one machine on one day. The peers print the same texts, one
process a sheet, as a script would; ours also proof-reads every sheet with PDFium, and with Poppler where it is.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from compared import Works, best, may_write, run, told
from generate import generate, shipped_locales
from typesetting import html_of, typst_of

from pnsi18n.adapters.configuration import known_language, read_project
from pnsi18n.adapters.sources import read_handouts
from pnsi18n.adapters.versions import renderer_versions
from pnsi18n.workflows.editions import Press
from pnsi18n.workflows.history import History
from pnsi18n.workflows.jobs import make_job
from pnsi18n.workflows.reviews import Ledgers

_BIN = Path(sys.executable).parent
_TYPST = "import sys, typst; typst.compile(sys.argv[1], output=sys.argv[2])"


def main() -> None:
    """Measure what the command line asks for, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--handouts", type=int, default=2)
    parser.add_argument("--locales", nargs="+", default=shipped_locales())
    may_write(parser)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        scratch = Path(name)
        os.environ["XDG_CACHE_HOME"] = str(scratch / "cache")
        project = scratch / "project"
        generate(project, chosen.handouts, chosen.locales)
        run([_BIN / "pnsi18n", "-C", project, "extract"])
        sheets = _for_peers(project, scratch / "peers")
        languages = len(chosen.locales)
        about = f"Printing {sheets} sheets: handouts ({chosen.handouts}) in languages ({languages}) and English"
        told("printing", about, best(_works(project, scratch / "peers")), write=chosen.write)


def _for_peers(project: Path, folder: Path) -> int:
    """Write each sheet as the other programs take it; return how many there are."""
    folder.mkdir()
    read = read_project(project)
    ledgers = Ledgers(read, date(2026, 11, 22))
    press = Press(history=History(ledgers), region=read.region)
    languages = [known_language(read, "en"), *read.languages.values()]
    count = 0
    for handout in read_handouts(read):
        for sheet in press.sheets(handout, languages, read.kinds, read.papers):
            count += 1
            html = html_of(make_job(sheet, renderer_versions()))
            (folder / f"{count}.html").write_text(html, encoding="utf-8")
            (folder / f"{count}.typ").write_text(typst_of(sheet.edition), encoding="utf-8")
    return count


def _works(project: Path, peers: Path) -> Works:
    build: Sequence[str | Path] = [_BIN / "pnsi18n", "-C", project, "build"]
    html, typ = sorted(peers.glob("*.html")), sorted(peers.glob("*.typ"))
    weasyprint: list[Sequence[str | Path]] = [
        [_BIN / "weasyprint", "--pdf-variant", "pdf/ua-1", one, one.with_suffix(".pdf")] for one in html
    ]
    typst: list[Sequence[str | Path]] = [
        [sys.executable, "-c", _TYPST, one, one.with_suffix(".typ.pdf")] for one in typ
    ]
    return {
        "a loop of `weasyprint`": lambda: run(*weasyprint),
        "a loop of Typst": lambda: run(*typst),
        "`pnsi18n build`, nothing printed yet": lambda: run(build),
        "`pnsi18n build`, one message changed": lambda: _changed(project, build),
        "`pnsi18n build`, nothing to do": lambda: run(build),
        "`pnsi18n build --jobs 1`, nothing printed yet": lambda: _anew(project, build),
    }


def _changed(project: Path, build: Sequence[str | Path]) -> None:
    """Change one message of one language, and build."""
    catalog = min(project.glob("locale/*/LC_MESSAGES/handout-00001.po"))
    text = catalog.read_text(encoding="utf-8")
    entry, found, rest = text.partition('msgctxt "what.first"')
    line = next(one for one in reversed(rest.partition("\n\n")[0].splitlines()) if one.endswith('"'))
    catalog.write_text(entry + found + rest.replace(line, f'{line[:-1]} "', 1), encoding="utf-8")
    run(build)


def _anew(project: Path, build: Sequence[str | Path]) -> None:
    shutil.rmtree(project / "output")
    run([*build, "--jobs", "1"])


if __name__ == "__main__":
    main()
