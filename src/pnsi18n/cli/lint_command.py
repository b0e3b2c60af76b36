"""Judge single catalogs of any project: ``pnsi18n lint``."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from pnsi18n.cli.exit_codes import ExitCode
from pnsi18n.cli.findings import Colour
from pnsi18n.cli.reports import (
    CheckJobs,
    ColourOption,
    NoCache,
    Report,
    ReportFormat,
    ReportFormatOption,
    Strict,
    Style,
    conclude,
    write,
)

Files = Annotated[list[Path], typer.Argument(metavar="FILE", help="Catalogs (.po) of any project.")]
LanguageName = Annotated[
    str, typer.Option("--language", metavar="LOCALE", help="Their language; otherwise as header, name or folder say.")
]


def lint(  # noqa: PLR0913, PLR0917 -- options of the command line
    files: Files,
    language: LanguageName = "",
    output_format: ReportFormatOption = ReportFormat.TEXT,
    strict: Strict = False,  # noqa: FBT002
    colour: ColourOption = Colour.AUTO,
    jobs: CheckJobs = None,
    no_cache: NoCache = False,  # noqa: FBT002
) -> ExitCode:
    """Check catalogs by the English that stands in them, without a project.

    Whether that English is of today, and whether anybody has reviewed it, only "pnsi18n validate" knows.
    """
    from pnsi18n.workflows.lint import lint as run  # noqa: PLC0415 -- start-up time of --help

    found = run(files, locale=language, jobs=jobs or os.cpu_count() or 1, remembered=not no_cache)
    style = Style(output_format=output_format, colour=colour, strict=strict)
    report = Report(findings=found.findings, languages=len({one.locale for one in found.findings}) or 1)
    write(report, style)
    if found.unreadable:
        raise ExceptionGroup("catalogs that cannot be read", found.unreadable)
    return conclude(report, style)
