"""Tell whether printed sheets are still current: ``pnsi18n verify``."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Annotated
from urllib.parse import parse_qs, urlsplit

import typer

from pnsi18n.adapters.desk import NAME as DESK
from pnsi18n.cli.arguments import Format, OutputFormat, count, print_json, project_of, today
from pnsi18n.cli.exit_codes import ExitCode
from pnsi18n.cli.options import Jobs, Reviewers
from pnsi18n.cli.printing import progress_shown
from pnsi18n.errors import ProjectError
from pnsi18n.model.finding import Location
from pnsi18n.text.excerpts import in_one_line
from pnsi18n.text.worddiff import marked
from pnsi18n.workflows.reviews import Ledgers
from pnsi18n.workflows.verify import Answer, Change, Standing, is_work_paper, verify_code
from pnsi18n.workflows.verify import verify as run

_CODE = re.compile(r"[a-z0-9][a-z0-9\-]*/\w+/\d{4}-\d\d/[0-9a-f]{12}", re.ASCII)
_STATES = {"draft": "a draft that nobody has reviewed", "in-review": "a draft: its review is not finished"}


def verify(
    context: typer.Context,
    sheets: Annotated[
        list[str],
        typer.Argument(metavar="SHEET", help="PDF or HTML files, folders of them, or codes from paper."),
    ],
    output_format: Format = OutputFormat.TEXT,
    strict: Annotated[  # noqa: FBT002 -- an option
        bool, typer.Option("--strict", help="End with 1, too, where a sheet cannot be printed again to compare it.")
    ] = False,
    jobs: Jobs = None,
    reviewers: Reviewers = None,
) -> ExitCode:
    """Tell whether printed sheets still say what the project says today.

    current: the same texts; and printed again here, the same file. superseded: something has changed
    since; it is listed. altered: the file is not as it was printed. unknown: no sheet of this project.
    The code at the foot of a page may stand for a sheet of which only the paper is left. Exit code 0
    when all are current.
    """
    ledgers = Ledgers(project_of(context), today(), reviewers)
    named = {one: _code(one) for one in sheets}
    codes = [code for code in named.values() if code]
    paths = [path for one, code in named.items() if not code for path in _sheets(Path(one))]
    with progress_shown() as progress:
        found = run(ledgers, paths, jobs or os.cpu_count() or 1, progress)
    answers = [*found, *(verify_code(ledgers, code) for code in codes)]
    counts = Counter(answer.standing for answer in answers)
    if output_format is OutputFormat.JSON:
        summary = {standing.value: counts[standing] for standing in Standing}
        print_json({"sheets": [asdict(answer) for answer in answers], "summary": summary})
    else:
        for answer in answers:
            typer.echo("\n".join(_lines(answer)))
        told = ", ".join(f"{counts[standing]} {standing}" for standing in Standing if counts[standing])
        typer.echo(f"{count(len(answers), 'sheet')}: {told}{_unproven(answers)}", err=True)
    good = counts[Standing.CURRENT] == len(answers) and not (strict and any(one.not_compared for one in answers))
    return ExitCode.CLEAN if good else ExitCode.FINDINGS


def _unproven(answers: Sequence[Answer]) -> str:
    number = sum(bool(one.not_compared) for one in answers)
    return f"; {number} by their texts only, not as drawn" if number else ""


def _code(written: str) -> str:
    """Return the code that *written* is, or that the web address of a square code holds; otherwise nothing."""
    if _CODE.fullmatch(written) and not Path(written).exists():
        return written
    query = parse_qs(urlsplit(written).query)
    code = "/".join(query.get(name, [""])[0] for name in ("handout", "locale", "edition", "digest"))
    return code if _CODE.fullmatch(code) else ""


def _sheets(path: Path) -> list[Path]:
    if not path.is_dir():
        return [path]
    files = sorted(one for one in path.rglob("*") if one.suffix.lower() in {".pdf", ".html"} and one.is_file())
    found = [one for one in files if one.name != DESK and not is_work_paper(one)]
    if not found:
        raise ProjectError(
            "there is no sheet in this folder", at=Location(str(path)), hint="name the folder of the sheets"
        )
    return found


def _lines(answer: Answer) -> Iterator[str]:
    remark = f" ({_STATES[answer.state]})" if answer.standing is Standing.CURRENT and answer.state in _STATES else ""
    yield f"{answer.path}: {answer.standing}{remark}"
    if answer.not_compared:
        yield f"  the drawn letters were not compared: {in_one_line(answer.not_compared)}"
        yield "  hint: print it anew, or verify it where it was printed"
    for reason in answer.reasons:
        yield f"  {reason}"
    for change in answer.changes:
        yield from _change_lines(change)


def _change_lines(change: Change) -> Iterator[str]:
    if change.kind in {"added", "removed"}:
        yield f"  {change.id}: {change.kind}: {change.old or change.new}"
        return
    yield f"  {change.id}: the {change.kind} changed: {marked(change.old, change.new)}"
